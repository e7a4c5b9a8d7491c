"""Puts right what is derived or left over; no row of what was recorded is touched, and nothing sealed anew."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from coordplan import __version__
from coordplan.store import checksum, spans
from coordplan.store.chain import note_last_change
from coordplan.store.checking.file_findings import FileFinding
from coordplan.store.checking.tables_as_made import DERIVED_TABLES, parts_as_made, parts_of, sql_as_made
from coordplan.store.connecting import connect, in_wal
from coordplan.store.damage import is_header_damaged
from coordplan.store.format import APPLICATION_ID, FORMAT
from coordplan.store.tables_note import note_tables
from coordplan.store.triggers import allow_writing
from coordplan.store.waiting import WAIT_SECONDS, when_free


def repair_file(path: Path, findings: Iterable[FileFinding]) -> None:
    """Put right what of the findings can be, in one transaction; raises sqlite3.Error where the file refuses it."""
    rules = {each.rule for each in findings if each.repairable}
    lost = {each.rule for each in findings if not (each.remark or each.repairable)}
    with closing(connect(path, "rw")) as connection:
        if in_wal(connection):
            when_free(path, lambda: connection.execute("PRAGMA journal_mode = DELETE"), WAIT_SECONDS)
        allow_writing(connection)
        connection.execute("PRAGMA synchronous = FULL")
        when_free(path, lambda: connection.execute("BEGIN IMMEDIATE"), WAIT_SECONDS)
        if is_header_damaged(connection):
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {FORMAT}")
        if {"tables", "spans"} & rules:
            _make_parts_again(connection)
        if "pages" in rules:
            connection.execute("REINDEX")
        if {"spans", "about", "tables"} & rules and "pages" not in lost:
            last = connection.execute("SELECT max(id) FROM changes").fetchone()[0]
            connection.execute("DELETE FROM spans")
            if last:
                spans.bring_up_to_date(connection, last, 0)
        if "changes" in rules and "changes" not in lost:
            note_last_change(connection)
        if not lost:
            _note_all(connection)
        connection.execute("COMMIT")


def _make_parts_again(connection: sqlite3.Connection) -> None:
    """Make indexes, triggers and views as they should be; take away what others put on our tables."""
    wanted, found, made = parts_as_made(), parts_of(connection), sql_as_made()
    ours = {table for _kind, table, _sql in wanted.values()}
    for name, part in found.items():
        kind, table, _sql = part
        if kind != "table" and (wanted.get(name, part) != part or (name not in wanted and table in ours)):
            connection.execute(f'DROP {kind.upper()} "{name}"')
    there = parts_of(connection)
    for name, sql in made.items():
        if name not in there and (name in DERIVED_TABLES or wanted[name][1] in there or wanted[name][0] == "view"):
            connection.execute(sql)
            there[name] = wanted[name]


def _note_all(connection: sqlite3.Connection) -> None:
    """Write the notes of the file anew, the checksum last: all that it is made of is well."""
    connection.execute(
        "INSERT INTO about (name, value) VALUES ('needs_coordplan', :version) ON CONFLICT (name) DO NOTHING",
        {"version": __version__},
    )
    note_tables(connection)
    checksum.renew(connection)
