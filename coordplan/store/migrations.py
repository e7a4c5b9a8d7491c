"""How a file came to have its tables: an ordered list of small named steps, recorded in the file by sqlite-utils.

A released step is never edited; a new one is added below it and ``FORMAT`` becomes one more. Views hold no data
and are made again after every upgrade, from the queries in use.
"""

import shutil
from collections.abc import Iterable, Sequence
from itertools import product
from pathlib import Path
from typing import Any

from sqlite_utils import Database, Migrations

from coordplan import __version__
from coordplan.store import spans
from coordplan.store.format import APPLICATION_ID, FORMAT
from coordplan.store.reports_by_rules_1 import keep_by_rules_1
from coordplan.store.schema import (
    ACTIVITIES,
    COLLECTED,
    KEPT_ROWS,
    LATE_MOVES,
    OCCURRENCES,
    OFFICES,
    PLANS,
    PROFILES,
    PROGRAMS,
    RATINGS,
    REPORTS,
    TABLES,
    VIEWS,
    StoreTable,
)

steps = Migrations("coordplan")

# What later steps bring: the first one makes the tables as they were before
ADDED_COLUMNS = {
    "programs": ("rating",),
    "plans": ("cutoff_day", "send_within"),
    "activities": ("targets", "amended", "edited"),
    "occurrences": ("unit", "deadline_text", "earlier"),
}
ADDED_TABLES = (RATINGS, OFFICES, PROFILES, REPORTS, *COLLECTED, KEPT_ROWS, LATE_MOVES)


@steps()
def first_tables(db: Database) -> None:
    db.table("about").create({"name": str, "value": str}, pk="name", not_null={"value"})
    db.table("changes").create(
        {
            "id": int,
            "at": str,  # a moment, UTC, ISO 8601
            "by": str,
            "command": str,
            "reason": str,
            "undoes": int,
            "illustrative": int,
        },
        pk="id",
        not_null={"at", "by", "command", "reason", "illustrative"},
        foreign_keys=[("undoes", "changes", "id")],
    )
    for event in ("UPDATE", "DELETE"):
        _refuse(db, "changes", event, "", "changes are never altered")
    _refuse(db, "changes", "INSERT", "EXISTS (SELECT 1 FROM changes WHERE id = NEW.id)", "changes are never altered")
    for table in TABLES:
        if table not in ADDED_TABLES:
            _create(db, table, without=ADDED_COLUMNS.get(table.name, ()))
    db.table("occurrences").create_index(
        [
            "plan_id",
            "id",
            "activity_id",
            "start_on",
            "due_on",
            "until_on",
            "weight",
            "target",
            "baseline",
            "retired_on",
            "added_by",
            "ended_by",
        ],
        index_name="occurrences_by_plan",
    )
    db.table("occurrences").create_index(["activity_id", "ended_by"], index_name="occurrences_by_activity")
    db.table("activities").create_index(["plan_id"], index_name="activities_by_plan")
    db.table("entries").create_index(["occurrence_id", "observed_on", "id"], index_name="entries_by_occurrence")
    # These cover the query of standings: the latest entry of a kind is found without touching the table
    for name, kinds, columns in (
        ("entries_of_progress", "('percent', 'value', 'done')", "kind, percent, value"),
        ("entries_of_holding", "('suspended', 'resumed', 'cancelled')", "kind"),
        ("entries_of_extension", "('extended')", "kind, due_on"),
    ):
        db.execute(
            f"CREATE INDEX {name} ON entries (occurrence_id, observed_on, id, {columns}, added_by, ended_by) "
            f"WHERE kind IN {kinds}"
        )
    # Derived, see `spans`: the only table besides `about` in which rows are replaced
    db.execute(
        "CREATE TABLE spans (plan_id TEXT, id TEXT, from_on TEXT, next_on TEXT, activity_id TEXT, start_on TEXT,"
        " due_on TEXT, due_on_in_force TEXT, until_on TEXT, weight FLOAT, retired_on TEXT, reached, holding TEXT,"
        " PRIMARY KEY (plan_id, id, from_on)) WITHOUT ROWID"
    )
    db.table("about").insert({"name": "spans_at", "value": "0"})
    for name, event in product(("entries", "occurrences"), ("INSERT", "UPDATE")):
        db.execute(
            f"CREATE TRIGGER {name}_{event.lower()}_spans AFTER {event} ON {name} "
            "BEGIN UPDATE about SET value = '0' WHERE name = 'spans_at' AND value <> '0'; END"
        )
    db.execute("CREATE INDEX spans_by_id ON spans (id)")
    db.execute("CREATE INDEX spans_by_due_on ON spans (due_on_in_force, id)")


@steps()
def ratings_and_reporting_of_plans(db: Database) -> None:
    _add_columns(db, PROGRAMS, PLANS)
    _create(db, RATINGS)


@steps()
def office_and_issued_reports(db: Database) -> None:
    for table in (OFFICES, PROFILES, REPORTS):
        _create(db, table)


@steps()
def forms_and_returns(db: Database) -> None:
    for table in COLLECTED:
        _create(db, table)
    db.table("forms").create_index(["period", "organization"], index_name="forms_by_period")
    db.table("returns").create_index(["period", "organization"], index_name="returns_by_period")
    db.table("return_rows").create_index(["return_id"], index_name="return_rows_by_return")


@steps()
def rows_kept_of_reports_and_closings(db: Database) -> None:
    _create(db, KEPT_ROWS)
    _create(db, LATE_MOVES)
    keep_by_rules_1(db.conn)


@steps()
def amendments_and_targets_by_year(db: Database) -> None:
    _add_columns(db, ACTIVITIES, OCCURRENCES)
    db.execute("DROP INDEX occurrences_by_plan")
    db.table("occurrences").create_index(
        [
            "plan_id",
            "id",
            "activity_id",
            "start_on",
            "due_on",
            "until_on",
            "weight",
            "target",
            "baseline",
            "retired_on",
            "added_by",
            "ended_by",
            "earlier",
        ],
        index_name="occurrences_by_plan",
    )


def _add_columns(db: Database, *tables: StoreTable[Any]) -> None:
    """Add the columns that a step brings to tables whose rows are never altered."""
    for table in tables:
        for name in ADDED_COLUMNS[table.name]:
            db.table(table.name).add_column(name, table.columns[name])
        db.execute(f"DROP TRIGGER {table.name}_update")
        _refuse_alteration(db, table.name, table.columns)


def _create(db: Database, table: StoreTable[Any], without: Sequence[str] = ()) -> None:
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
    _refuse(db, name, "DELETE", "", "rows are ended, never deleted")
    _refuse_alteration(db, name, columns)
    # INSERT OR REPLACE would delete without asking the trigger above
    _refuse(
        db,
        name,
        "INSERT",
        f"EXISTS (SELECT 1 FROM {name} WHERE row = NEW.row)"
        f" OR EXISTS (SELECT 1 FROM {name} WHERE id = NEW.id AND ended_by IS NULL)",
        "this row is there already",
    )


def _refuse_alteration(db: Database, table: str, columns: Iterable[str]) -> None:
    """Let a row be ended once, and nothing else of it be changed."""
    same = " AND ".join(f'NEW."{column}" IS OLD."{column}"' for column in ("row", *columns, "added_by"))
    _refuse(
        db,
        table,
        "UPDATE",
        f"NOT (OLD.ended_by IS NULL AND NEW.ended_by IS NOT NULL AND {same})",
        "rows are ended, never altered",
    )


def _refuse(db: Database, table: str, event: str, when: str, reason: str) -> None:
    condition = f"WHEN {when} " if when else ""
    db.execute(
        f"CREATE TRIGGER {table}_{event.lower()} BEFORE {event} ON {table} {condition}"
        f"BEGIN SELECT RAISE(ABORT, '{table}: {reason}'); END"
    )


def make_file(path: Path) -> None:
    """Make a new, empty file; the path must be free."""
    db = Database(str(path))
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    _upgrade(db)
    db.close()


def upgrade_with_copy(path: Path) -> Path:
    """Bring an older file up to date; return the copy of it that stays beside it."""
    db = Database(str(path))
    version = db.execute("PRAGMA user_version").fetchone()[0]
    copy = path.with_name(f"{path.name}.format-{version}")
    number = 1
    while copy.exists():
        number += 1
        copy = path.with_name(f"{path.name}.format-{version}-{number}")
    db.execute("BEGIN IMMEDIATE")  # nobody writes while the copy is taken
    shutil.copy2(path, copy)
    db.execute("ROLLBACK")
    _upgrade(db)
    db.close()
    return copy


def _upgrade(db: Database) -> None:
    steps.apply(db)
    with db.atomic():
        for name, query in VIEWS.items():
            db.execute(f"DROP VIEW IF EXISTS {name}")
            db.execute(f"CREATE VIEW {name} AS {query}")
        if last := db.execute("SELECT max(id) FROM changes").fetchone()[0]:
            spans.bring_up_to_date(db.conn, last, 0)  # they are derived, by the rules of whoever made the file
        db.table("about").upsert({"name": "needs_coordplan", "value": __version__}, pk="name")
        db.execute(f"PRAGMA user_version = {FORMAT}")
