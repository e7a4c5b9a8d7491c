"""What the steps of ``migrations`` are made of: tables whose rows are added and ended, their columns and indexes."""

from collections.abc import Sequence
from typing import Any

from sqlite_utils import Database

from coordplan.store.schema import StoreTable
from coordplan.store.standings import LASTS_OVERDUE

_BY_PLAN = (
    *("plan_id", "id", "activity_id", "start_on", "due_on", "until_on", "weight", "target", "baseline"),
    *("retired_on", "added_by", "ended_by"),
)


def index_by_plan(db: Database, *further: str) -> None:
    """Make the index that covers the query of standings, anew where it is there."""
    db.execute("DROP INDEX IF EXISTS occurrences_by_plan")
    db.table("occurrences").create_index([*_BY_PLAN, *further], index_name="occurrences_by_plan")


def drop_triggers(db: Database) -> None:
    """Let rows be altered, for once; the triggers are made again after the last step."""
    for name in _triggers_in(db):
        db.execute(f"DROP TRIGGER {name}")


def _triggers_in(db: Database) -> list[str]:
    return [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()]


def add_columns(db: Database, table: StoreTable[Any], *names: str) -> None:
    """Add the columns that a step brings."""
    for name in names:
        db.table(table.name).add_column(name, table.columns[name])


def add_tallies(db: Database) -> None:
    """Make the table of tallies, and an index of the spans that are ever overdue, which are few of all.

    Both are derived. Nothing in a tally is NULL, so that equal ones find each other: what there is none of is blank.
    """
    drop_triggers(db)
    db.execute(
        "CREATE TABLE tallies (plan_id TEXT, from_on TEXT, start_on TEXT, due_on TEXT, until_on TEXT, weight FLOAT,"
        " retired_on TEXT, reached, holding TEXT, occurrences INTEGER,"
        " PRIMARY KEY (plan_id, from_on, start_on, due_on, until_on, weight, retired_on, reached, holding))"
        " WITHOUT ROWID"
    )
    db.execute(f"CREATE INDEX spans_overdue ON spans (due_on_in_force, id) WHERE {LASTS_OVERDUE.format(span='')}")


def add_entry_words(db: Database) -> None:
    """Make the table of the words of entries; it is derived."""
    db.execute("CREATE TABLE entry_words (word TEXT, entry INTEGER, PRIMARY KEY (word, entry)) WITHOUT ROWID")


def create(db: Database, table: StoreTable[Any], without: Sequence[str] = ()) -> None:
    """Make a table whose rows can only be added, and ended once."""
    name = table.name
    columns = {column: kind for column, kind in table.columns.items() if column not in without}
    db.table(name).create(
        {"row": int, **columns, "added_by": int, "ended_by": int},
        pk="row",
        not_null={*table.required, "added_by"},
        foreign_keys=[("added_by", "changes", "id"), ("ended_by", "changes", "id")],
    )
    db.execute(f"CREATE UNIQUE INDEX {name}_in_force ON {name} (id) WHERE ended_by IS NULL")
    db.execute(f"CREATE INDEX {name}_by_id ON {name} (id)")
    db.execute(f"CREATE INDEX {name}_by_change ON {name} (added_by)")
    db.execute(f"CREATE INDEX {name}_by_ending ON {name} (ended_by) WHERE ended_by IS NOT NULL")
