"""The chain of changes: each has a random mark of its own, and a digest over all that it wrote and the digest before.

So a row that somebody adds, alters or takes away behind the program's back is noticed, even where the triggers were
dropped for it: the digest of its change, made again from the rows, is another one. Two copies of one file know each
other by the marks that they have in common.
"""

import json
import sqlite3
import sys
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from importlib import import_module
from typing import Any, cast

from coordplan.long_work import Count
from coordplan.store.schema import TABLES
from coordplan.store.triggers import SEALED_COLUMNS

FIRST = ""  # the digest before the first change
_as_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=bytes.hex).encode
LAST_CHANGE = "last_change"  # in ``about``: which change is the last, so that a chain whose end is lost is noticed


def lines_of(connection: sqlite3.Connection, number: int) -> Iterator[str]:
    """Yield what a change wrote, a line each: itself, the rows it added, and the rows it ended by their number.

    A row is JSON: keys in order, without what is NULL, bytes in hexadecimal. So it is always the same for the same
    values, whatever columns a later format adds.
    """
    columns = ", ".join(f'"{name}"' for name in SEALED_COLUMNS)
    yield from _lines(
        connection, "changes", SEALED_COLUMNS, f"SELECT {columns} FROM changes WHERE id = :number", number
    )
    there = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    for table in (each for each in TABLES if each.name in there):
        # Of the tables and columns that are there: a file that is being upgraded has not all of them yet, and SQLite
        # takes the name of a column that is missing for a text
        names = ("row", *table.columns, "added_by")
        added = f"SELECT * FROM {table.name} WHERE added_by = :number ORDER BY row"
        yield from _lines(connection, table.name, names, added, number)
        ended = f"SELECT row FROM {table.name} WHERE ended_by = :number ORDER BY row"
        yield from _lines(connection, f"{table.name} ended", ("row",), ended, number)


def _lines(
    connection: sqlite3.Connection, title: str, names: Collection[str], query: str, number: int
) -> Iterator[str]:
    """Yield the rows of a query, each a line under a title; of their columns those of some names.

    The columns are put in order once and rows come as plain tuples: 8 microseconds a row instead of 15, of which a load
    or a doctor of a million occurrences reads six million.
    """
    cursor = connection.cursor()
    cursor.row_factory = None
    cursor.execute(query, {"number": number})
    places = sorted((name, place) for place, (name, *_rest) in enumerate(cursor.description) if name in names)
    for row in cursor:
        yield _as_json([title, {name: row[place] for name, place in places if row[place] is not None}])


def digest_before(connection: sqlite3.Connection, number: int) -> str:
    """Return the digest of the change before one of a number."""
    row = connection.execute(
        "SELECT digest FROM changes WHERE id < :number ORDER BY id DESC LIMIT 1", {"number": number}
    ).fetchone()
    return FIRST if row is None else row[0]


def digest_of(connection: sqlite3.Connection, number: int, before: str, count: Count | None = None) -> str:
    """Return the digest of a change, made from the rows: SHA-256 over the digest before and each of its lines.

    ``count``: of the lines of all that is checked.
    """
    digest = _sha256(count is None)(before.encode())
    lines = lines_of(connection, number)
    for line in lines if count is None else count.of(lines):
        digest.update(b"\n")
        digest.update(line.encode(errors="surrogateescape"))
    return str(digest.hexdigest())


def _sha256(is_one: bool) -> Callable[[bytes], Any]:
    """Return what makes digests: of one change Python's own, where OpenSSL is not there for something else yet.

    To load OpenSSL takes 11 million instructions, a quarter of a bare Python, and the digest of a mark next to nothing.
    """
    if is_one and "hashlib" not in sys.modules:
        for name in ("_sha2", "_sha256"):  # since Python 3.12, and before
            with suppress(ImportError, AttributeError):
                return cast("Callable[[bytes], Any]", import_module(name).sha256)
    from hashlib import sha256

    return sha256


def seal(connection: sqlite3.Connection, number: int) -> None:
    """Set the digest of the newest change: nothing is added to it or ended by it from then on."""
    connection.execute(
        "UPDATE changes SET digest = :digest WHERE id = :number",
        {"digest": digest_of(connection, number, digest_before(connection, number)), "number": number},
    )
    note_last_change(connection)


def note_last_change(connection: sqlite3.Connection) -> None:
    """Note in the file which change is the last."""
    connection.execute(
        "INSERT INTO about (name, value) VALUES (:name, :value)"
        " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        {"name": LAST_CHANGE, "value": note_of_last_change(connection)},
    )


def note_of_last_change(connection: sqlite3.Connection) -> str:
    """Return the number of the last change and the beginning of its digest."""
    row = connection.execute("SELECT id, digest FROM changes ORDER BY id DESC LIMIT 1").fetchone()
    return "0 -" if row is None else f"{row[0]} {str(row[1])[:16]}"


def order_key(at: str, mark: str) -> str:
    """Return by what entries of one day are ordered in every copy: when they were recorded, then the change's mark."""
    return f"{at[:26]} {mark[:12]}"
