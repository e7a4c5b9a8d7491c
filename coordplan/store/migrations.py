"""How a file came to have its tables: an ordered list of small named steps, recorded in the file by sqlite-utils.

A released step is never edited; a new one is added below it and ``FORMAT`` becomes one more. Views and triggers hold
no data and are made again after every upgrade, as they are in use; a step that alters rows drops the triggers first.
"""

import sqlite3
from collections.abc import Callable
from pathlib import Path

from sqlite_utils import Database, Migrations

from coordplan import __version__
from coordplan.store import checksum, spans
from coordplan.store.chain import note_last_change
from coordplan.store.file_rights import make_private
from coordplan.store.format import APPLICATION_ID, FORMAT
from coordplan.store.old_changes import mark_old_changes
from coordplan.store.reports_by_rules_1 import keep_by_rules_1
from coordplan.store.schema import (
    ACTIVITIES,
    ALIASES,
    COLLECTED,
    ENTRIES,
    KEPT_ROWS,
    LATE_MOVES,
    OCCURRENCES,
    OFFICES,
    ORGANIZATIONS,
    PLANS,
    PROFILES,
    PROGRAMS,
    RATINGS,
    REMINDERS,
    REPORTS,
    RETURNS,
    TABLES,
    VIEWS,
)
from coordplan.store.table_steps import add_columns, add_entry_words, add_tallies, create, drop_triggers, index_by_plan
from coordplan.store.tables_note import note_tables
from coordplan.store.triggers import triggers
from coordplan.store.waiting import WAIT_SECONDS

steps = Migrations("coordplan")

_OF_PAPERS = (
    *("unit", "letter_recipients", "letter_superiors", "letter_form", "letter_subject_size", "letter_subject_style"),
    "leading_zero",
)
# What later steps bring: the first one makes the tables as they were before
ADDED_COLUMNS = {
    "programs": ("rating", "office", "number", "previous"),
    "plans": ("cutoff_day", "send_within", "number", "basis", "title_for"),
    "organizations": ("email", "send_within"),
    "activities": (
        *("targets", "amended", "edited", "fields", "basis", "continues", "sums"),
        *("due_month", "start_month", "due_days", "short"),
    ),
    "occurrences": ("unit", "deadline_text", "earlier", "sums"),
    "entries": ("recorded", "files"),
    "profiles": ("dated", *_OF_PAPERS),
    "offices": ("contact", "texts", "report"),
    "reports": ("leads", "texts"),
    "returns": ("answered_by", "telephone"),
}
ADDED_TABLES = (RATINGS, OFFICES, PROFILES, REPORTS, *COLLECTED, KEPT_ROWS, LATE_MOVES, ALIASES)


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
    for table in TABLES:
        if table not in ADDED_TABLES:
            create(db, table, without=ADDED_COLUMNS.get(table.name, ()))
    index_by_plan(db)
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
    db.execute("CREATE INDEX spans_by_id ON spans (id)")
    db.execute("CREATE INDEX spans_by_due_on ON spans (due_on_in_force, id)")


@steps()
def ratings_and_reporting_of_plans(db: Database) -> None:
    add_columns(db, PROGRAMS, "rating")
    add_columns(db, PLANS, "cutoff_day", "send_within")
    create(db, RATINGS)


@steps()
def office_and_issued_reports(db: Database) -> None:
    for table in (OFFICES, PROFILES, REPORTS):
        create(db, table, without=ADDED_COLUMNS.get(table.name, ()))


@steps()
def forms_and_returns(db: Database) -> None:
    for table in COLLECTED:
        if table is not REMINDERS:
            create(db, table, without=ADDED_COLUMNS.get(table.name, ()))
    db.table("forms").create_index(["period", "organization"], index_name="forms_by_period")
    db.table("returns").create_index(["period", "organization"], index_name="returns_by_period")
    db.table("return_rows").create_index(["return_id"], index_name="return_rows_by_return")


@steps()
def rows_kept_of_reports_and_closings(db: Database) -> None:
    create(db, KEPT_ROWS)
    create(db, LATE_MOVES)
    keep_by_rules_1(db.conn)


@steps()
def amendments_and_targets_by_year(db: Database) -> None:
    add_columns(db, ACTIVITIES, "targets", "amended", "edited")
    add_columns(db, OCCURRENCES, "unit", "deadline_text", "earlier")
    index_by_plan(db, "earlier")


@steps()
def marks_and_digests_of_changes(db: Database) -> None:
    drop_triggers(db)
    add_columns(db, PROGRAMS, "office")
    add_columns(db, ENTRIES, "recorded")
    create(db, ALIASES)
    texts = ("mark", "digest", "merged_at", "undoes_also")  # the last is JSON: more that an undo takes back
    for name, kind in (*((each, str) for each in texts), ("merged_by", int), ("number_there", int)):
        db.table("changes").add_column(name, kind)
    mark_old_changes(db.conn)
    for name in ("entries_by_occurrence", "entries_of_progress", "entries_of_holding", "entries_of_extension"):
        db.execute(f"DROP INDEX {name}")
    db.table("entries").create_index(
        ["occurrence_id", "observed_on", "recorded", "id"], index_name="entries_by_occurrence"
    )
    for name, kinds, columns in (
        ("entries_of_progress", "('percent', 'value', 'done')", "kind, percent, value"),
        ("entries_of_holding", "('suspended', 'resumed', 'cancelled')", "kind"),
        ("entries_of_extension", "('extended')", "kind, due_on"),
    ):
        db.execute(
            f"CREATE INDEX {name} ON entries (occurrence_id, observed_on, recorded, id, {columns}, added_by, ended_by) "
            f"WHERE kind IN {kinds}"
        )
    db.execute("CREATE UNIQUE INDEX changes_by_mark ON changes (mark)")


@steps()
def what_goes_beyond_one_program(db: Database) -> None:
    drop_triggers(db)
    add_columns(db, PROGRAMS, "number", "previous")
    add_columns(db, PLANS, "number", "basis")
    add_columns(db, ACTIVITIES, "fields", "basis", "continues", "sums")
    add_columns(db, OCCURRENCES, "sums")
    add_columns(db, ENTRIES, "files")
    add_columns(db, PROFILES, "dated")
    add_columns(db, REPORTS, "leads")
    db.table("spans").add_column("held_on", str)
    index_by_plan(db, "earlier", "sums")


@steps()
def what_the_month_asks(db: Database) -> None:
    drop_triggers(db)
    add_columns(db, ORGANIZATIONS, "email", "send_within")
    add_columns(db, ACTIVITIES, "due_month", "start_month", "due_days")
    add_columns(db, OFFICES, "contact")
    add_columns(db, RETURNS, "answered_by", "telephone")
    create(db, REMINDERS)


@steps()
def what_papers_say(db: Database) -> None:
    drop_triggers(db)
    add_columns(db, PLANS, "title_for")
    add_columns(db, ACTIVITIES, "short")
    add_columns(db, OFFICES, "texts", "report")
    add_columns(db, PROFILES, *_OF_PAPERS)
    add_columns(db, REPORTS, "texts")


@steps()
def what_is_quick_at_any_size(db: Database) -> None:
    add_tallies(db)
    add_entry_words(db)


def make_file(path: Path) -> None:
    """Make a new, empty file; the path must be free."""
    make_private(path)
    db = Database(str(path))
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    _upgrade(db)
    db.close()


def make_in_memory() -> sqlite3.Connection:
    """Return a new, empty file that is only in memory."""
    db = Database(memory=True)
    _upgrade(db)
    return db.conn


def fill_file(connection: sqlite3.Connection, file_format: int, fill: Callable[[], str | None]) -> None:
    """Make the tables that files of a format have, have them filled without triggers, and bring all up to this format.

    ``fill`` returns the version of coordplan that the file needs.
    """
    db = Database(connection)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    later = [step.name for step in steps.pending(db)][file_format:]
    steps.apply(db, stop_before=later[:1])
    drop_triggers(db)
    with db.atomic():
        version = fill()
        note_last_change(connection)
    _upgrade(db)
    if version and not later:
        db.execute("UPDATE about SET value = :version WHERE name = 'needs_coordplan'", {"version": version})
        checksum.renew(connection)


def upgrade_file(path: Path, prepare: Callable[[], object]) -> None:
    """Bring an older file up to date, once ``prepare`` has returned; where that raises, the file is as it was."""
    db = Database(str(path))
    try:
        db.execute(f"PRAGMA busy_timeout = {round(WAIT_SECONDS * 1000)}")
        db.execute("BEGIN IMMEDIATE")  # nobody writes meanwhile
        prepare()
        db.execute("ROLLBACK")
        _upgrade(db)
    finally:
        db.close()


def _upgrade(db: Database) -> None:
    steps.apply(db)
    with db.atomic():
        for name, query in VIEWS.items():
            db.execute(f"DROP VIEW IF EXISTS {name}")
            db.execute(f"CREATE VIEW {name} AS {query}")
        drop_triggers(db)
        for statement in triggers().values():
            db.execute(statement)
        if last := db.execute("SELECT max(id) FROM changes").fetchone()[0]:
            spans.bring_up_to_date(db.conn, last, 0)  # they are derived, by the rules of whoever made the file
        db.table("about").upsert({"name": "needs_coordplan", "value": __version__}, pk="name")
        db.execute(f"PRAGMA user_version = {FORMAT}")
        note_tables(db.conn)
        checksum.renew(db.conn)
