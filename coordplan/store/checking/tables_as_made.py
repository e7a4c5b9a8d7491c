"""Tables, indexes, triggers and views, held against those of a file that is made anew in memory."""

import re
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from sqlite3 import Connection

from coordplan.store.checking.file_findings import FileFinding
from coordplan.store.schema import VIEWS
from coordplan.store.tables_note import TABLES_NOTE, digest_of_tables
from coordplan.store.triggers import triggers
from coordplan.text.language import mark
from coordplan.text.language import translate as _

Part = tuple[str, str, str]  # kind, table, SQL
_KINDS = {
    "table": mark("Table {names}"),
    "index": mark("Index {names}"),
    "trigger": mark("Trigger {names}"),
    "view": mark("View {names}"),
}
_MOST = 3  # that are named
DERIVED_TABLES = ("spans", "tallies", "entry_words")


def check_tables(connection: Connection) -> Iterator[FileFinding]:
    """Yield what is missing or another one; nothing is compared where the note of them made with the file fits."""
    if not fits_note(connection):
        yield from check_parts(connection)


def fits_note(connection: Connection) -> bool:
    row = connection.execute("SELECT value FROM about WHERE name = :name", {"name": TABLES_NOTE}).fetchone()
    return row is not None and row[0] == digest_of_tables(connection)


def check_parts(connection: Connection) -> Iterator[FileFinding]:
    """Yield the parts that are missing or another one, and those that stand on our tables and are not ours."""
    wanted, found = parts_as_made(), parts_of(connection)
    ours = {table for _kind, table, _sql in wanted.values()}
    # What stands on a table that is missing is missing with it; what is derived is found missing by a rule of its own
    gone = {table for kind, table, _sql in wanted.values() if kind == "table" and table not in found}
    missing = [
        name
        for name, (kind, table, _sql) in wanted.items()
        if name not in found and name not in DERIVED_TABLES and (kind == "table" or table not in gone)
    ]
    altered = [name for name in wanted if name in found and found[name] != wanted[name]]
    foreign = [
        name for name, (kind, table, _sql) in found.items() if name not in wanted and table in ours and kind != "view"
    ]
    # An answer does without an index, a trigger or a view
    yield from _of_parts(_("{parts}: missing."), {name: wanted[name] for name in missing}, ("table",))
    yield from _of_parts(
        _("{parts}: not as coordplan made it."), {name: wanted[name] for name in altered}, ("table", "index")
    )
    yield from _of_parts(_("{parts}: made by another program."), {name: found[name] for name in foreign}, ())


def _of_parts(sentence: str, parts: dict[str, Part], that_move: tuple[str, ...]) -> Iterator[FileFinding]:
    """Yield a finding for each kind of parts; those of ``that_move`` move figures."""
    for kind, words in _KINDS.items():
        names = [name for name, part in parts.items() if part[0] == kind]
        if names:
            more = _(" and {n} more").format(n=len(names) - _MOST) if len(names) > _MOST else ""
            text = sentence.format(parts=_(words).format(names=", ".join(names[:_MOST]) + more))
            tables = {parts[name][1] for name in names}
            table = tables.pop() if len(tables) == 1 else ""
            yield FileFinding("tables", text, table, repairable=kind != "table", moves_figures=kind in that_move)


def parts_of(connection: Connection) -> dict[str, Part]:
    """Return the parts of a file by their names, what SQLite makes by itself left out."""
    rows = connection.execute(
        "SELECT name, type, tbl_name, sql FROM sqlite_master"
        " WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite!_%' ESCAPE '!'"
    ).fetchall()
    return {name: (kind, table, _normal(sql)) for name, kind, table, sql in rows}


@cache
def parts_as_made() -> dict[str, Part]:
    from coordplan.store.migrations import make_in_memory  # sqlite-utils is slow to import

    with closing(make_in_memory()) as fresh:
        return parts_of(fresh)


def sql_as_made() -> dict[str, str]:
    """Return the SQL of each part, to be made again by it."""
    from coordplan.store.migrations import make_in_memory

    with closing(make_in_memory()) as fresh:
        rows = fresh.execute(
            "SELECT name, sql FROM sqlite_master"
            f" WHERE sql IS NOT NULL AND (type = 'index' OR (type = 'table' AND name IN {DERIVED_TABLES}))"
            " ORDER BY type DESC"  # a table before its indexes
        ).fetchall()
    views = {name: f"CREATE VIEW {name} AS {query}" for name, query in VIEWS.items()}
    return dict(rows) | triggers() | views


@cache
def _normal(sql: str) -> str:
    """Return the SQL of a part without what another version of SQLite or of sqlite-utils writes otherwise."""
    words = re.sub(r'[\[\]"`]', "", sql)
    words = re.sub(r"\s+", " ", words)
    return re.sub(r" ?([(),]) ?", r"\1", words).replace(" REAL", " FLOAT").strip()
