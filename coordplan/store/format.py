"""What marks a coordplan file: its usual name, its mark for SQLite, and the format of its tables."""

NAME = "coordplan.db"
BACKUPS = "coordplan-backups"  # the folder beside it, of its copies
FORMAT = 11  # of the tables; one more for each migration
APPLICATION_ID = 0x63706C6E  # "cpln" in the file's header: this is a coordplan file
# By which figures follow from facts; one more, and a format more (spans are derived again), with each that changes
RULES = 3
