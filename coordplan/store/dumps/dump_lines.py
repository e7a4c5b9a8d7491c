"""What a dump is: lines of JSON, of which each says what it is, so that it can be read without this program.

The first line names the schema, the file's format, the program and the columns of each table. Every other line is a
row: its table, its values by column (a column left out is NULL; bytes stand as base64), and ``crc``, the CRC-32 of the
line before it. The last line has the number of lines before it and their SHA-256. What is derived, and what is true of
one copy of a file alone, is left out: so the same file gives the same bytes, and so does a file made from them.
"""

import json
import re
from binascii import Error as NoBase64
from binascii import a2b_base64, b2a_base64
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from sqlite3 import Connection
from typing import Any
from zlib import crc32

from coordplan.long_work import counting
from coordplan.named_tuples import NamedTuple
from coordplan.store.schema import TABLES
from coordplan.store.triggers import SEALED_COLUMNS

SCHEMA = "coordplan/dump/1"
# Of ``about`` this alone is the file's own everywhere: the version that is needed for its format
_ABOUT = "needs_coordplan"
_CRC = re.compile(rb'(\{.*),"crc":"([0-9a-f]{8})"\}\n?', re.DOTALL)


def columns_by_table() -> dict[str, tuple[str, ...]]:
    """Return the tables of a dump of this format, in their order, each with its columns."""
    own = {table.name: ("row", *table.columns, "added_by", "ended_by") for table in TABLES}
    return {"about": ("name", "value"), "changes": (*SEALED_COLUMNS, "digest"), **own}


class DumpedRow(NamedTuple):
    """A row of a table, as a line of a dump says it."""

    table: str
    values: dict[str, Any]


class BadLine(ValueError):
    """A line that no dump has; the reason is a sentence without its full stop."""


def dump_of(connection: Connection, file_format: int) -> Iterator[bytes]:
    """Yield the lines of a file's dump, in one state of it; nothing is held in memory but a row."""
    digest, count = sha256(), 0
    for line in _lines(connection, file_format):
        digest.update(line)
        count += 1
        yield line
    yield _line({"end": True, "lines": count, "sha256": digest.hexdigest()})


def _lines(connection: Connection, file_format: int) -> Iterator[bytes]:
    tables = columns_by_table()
    program = connection.execute("SELECT id, title FROM programs WHERE ended_by IS NULL").fetchone()
    version = connection.execute("SELECT value FROM about WHERE name = ?", [_ABOUT]).fetchone()
    yield _checked_line(
        {
            "schema": SCHEMA,
            "format": file_format,
            "needs_coordplan": version and version[0],
            "program": program and program[0],
            "title": program and program[1],
            "tables": tables,
        }
    )
    last_rows = " UNION ALL ".join(f"SELECT max(rowid) AS row FROM {table}" for table in tables)
    rows = connection.execute(f"SELECT total(row) FROM ({last_rows})").fetchone()[0]  # none is ever taken away
    for table, row in counting(_rows(connection, tables), int(rows)):
        values = {name: _said(value) for name, value in zip(tables[table], row, strict=True) if value is not None}
        yield _checked_line({"table": table, "values": values})


def _rows(connection: Connection, tables: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, Sequence[Any]]]:
    for table, columns in tables.items():
        names = ", ".join(f'"{name}"' for name in columns)
        which = f"WHERE name = '{_ABOUT}'" if table == "about" else f'ORDER BY "{columns[0]}"'
        for row in connection.execute(f"SELECT {names} FROM {table} {which}"):
            yield table, row


def _said(value: Any) -> Any:
    return {"base64": b2a_base64(value, newline=False).decode()} if isinstance(value, bytes) else value


def _line(said: Mapping[str, Any]) -> bytes:
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode() + b"\n"


def _checked_line(said: Mapping[str, Any]) -> bytes:
    text = _line(said)[: -len(b"}\n")]
    return text + f',"crc":"{crc32(text):08x}"}}\n'.encode()


def parse_dump_line(line: bytes) -> dict[str, Any]:
    """Return what a line says; raise BadLine where it was altered, or is not a line of a dump."""
    checked = _CRC.fullmatch(line)
    if checked is not None and int(checked[2], 16) != crc32(checked[1]):
        raise BadLine("altered")
    try:
        said = json.loads(line, parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        raise BadLine("no JSON") from None
    if not isinstance(said, dict) or (checked is None and said.get("end") is not True):
        raise BadLine("no line")
    return said


def _refuse_constant(word: str) -> Any:
    raise ValueError(word)


def row_in(said: Mapping[str, Any], tables: Mapping[str, tuple[str, ...]]) -> DumpedRow:
    """Return the row that a line says; raise BadLine where there is no such table or column, or no such value."""
    table, values = said.get("table"), said.get("values")
    if (
        not isinstance(table, str)
        or table not in tables
        or not isinstance(values, dict)
        or not values.keys() <= set(tables[table])
    ):
        raise BadLine("no row")
    return DumpedRow(table, {name: _value(each) for name, each in values.items()})


def _value(said: Any) -> Any:
    if isinstance(said, dict) and said.keys() == {"base64"} and isinstance(said["base64"], str):
        try:
            return a2b_base64(said["base64"], strict_mode=True)
        except (NoBase64, ValueError):
            raise BadLine("no base64") from None
    if isinstance(said, bool) or not isinstance(said, str | int | float):
        raise BadLine("no value")
    if isinstance(said, int) and not -(1 << 63) <= said < 1 << 63:
        raise BadLine("no value")
    return said
