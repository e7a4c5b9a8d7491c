"""The file: one SQLite database in which nothing is overwritten or deleted.

A change adds rows and ends rows; every row names the change that added it and, once ended, the one that ended it. So
what the file held at any moment can be read again, and undoing a change is a change like any other.
"""
