"""The chain of changes: each has a random mark of its own, and a digest over all that it wrote and the digest before.

So a row that somebody adds, alters or takes away behind the program's back is noticed, even where the triggers were
dropped for it: the digest of its change, made again from the rows, is another one. Two copies of one file know each
other by the marks that they have in common.
"""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any

from coordplan.store.schema import TABLES
from coordplan.store.triggers import SEALED_COLUMNS

FIRST = ""  # the digest before the first change
_as_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=bytes.hex).encode
LAST_CHANGE = "last_change"  # in ``about``: which change is the last, so that a chain whose end is lost is noticed


def row_text(table: str, row: Mapping[str, Any]) -> str:
    """Return a row as one line of JSON: keys in order, without what is NULL; bytes in hexadecimal.

    Always the same for the same values, whatever columns a later format adds.
    """
    cells = {name: row[name] for name in sorted(row.keys()) if row[name] is not None}
    return _as_json([table, cells])


def lines_of(connection: sqlite3.Connection, number: int) -> Iterator[str]:
    """Yield what a change wrote, a line each: itself, the rows it added, and the rows it ended by their number."""
    columns = ", ".join(f'"{name}"' for name in SEALED_COLUMNS)
    change = connection.execute(f"SELECT {columns} FROM changes WHERE id = :number", {"number": number})
    yield row_text("changes", _by_name(change, change.fetchone()))
    there = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    for table in (each for each in TABLES if each.name in there):
        # Of the tables and columns that are there: a file that is being upgraded has not all of them yet, and SQLite
        # takes the name of a column that is missing for a text
        added = connection.execute(
            f"SELECT * FROM {table.name} WHERE added_by = :number ORDER BY row", {"number": number}
        )
        names = ("row", *table.columns, "added_by")
        for row in added:
            yield row_text(table.name, {name: each for name, each in _by_name(added, row).items() if name in names})
        ended = connection.execute(
            f"SELECT row FROM {table.name} WHERE ended_by = :number ORDER BY row", {"number": number}
        )
        for row in ended:
            yield row_text(f"{table.name} ended", _by_name(ended, row))


def _by_name(cursor: sqlite3.Cursor, row: Any) -> dict[str, Any]:
    return dict(zip([column[0] for column in cursor.description], row, strict=True))


def digest_before(connection: sqlite3.Connection, number: int) -> str:
    """Return the digest of the change before one of a number."""
    row = connection.execute(
        "SELECT digest FROM changes WHERE id < :number ORDER BY id DESC LIMIT 1", {"number": number}
    ).fetchone()
    return FIRST if row is None else row[0]


def digest_of(connection: sqlite3.Connection, number: int, before: str) -> str:
    """Return the digest of a change, made from the rows: SHA-256 over the digest before and each of its lines."""
    from hashlib import sha256  # brings OpenSSL along, which reading does without

    digest = sha256(before.encode())
    for line in lines_of(connection, number):
        digest.update(b"\n")
        digest.update(line.encode(errors="surrogateescape"))
    return digest.hexdigest()


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
