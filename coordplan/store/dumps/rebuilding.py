"""A file made from its dump: each line is checked by itself, then all of them together, then what was made of them.

What a later program reads is a dump of an earlier one too: the tables are made as the dump's format had them, filled,
and brought up to date as a file of that format is.
"""

import sqlite3
from codecs import BOM_UTF8
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import IO, Any

from coordplan.errors import FileUnusable, UnreadableFile
from coordplan.store.dumps.dump_lines import SCHEMA, BadLine, parse_dump_line, row_in
from coordplan.store.format import FORMAT
from coordplan.store.migrations import fill_file
from coordplan.text.language import mark
from coordplan.text.language import translate as _

_LONGEST_LINE = 256 << 20  # bytes; the rows of a closed period are some of them
_FIRST_FORMAT = 7  # of which there are dumps
_SENTENCES = {
    "altered": mark("{path}, line {line}: this line was altered since it was written; its checksum is another one."),
    "no JSON": mark("{path}, line {line}: this is not JSON."),
    "no line": mark("{path}, line {line}: this is not a line of a dump."),
    "no row": mark("{path}, line {line}: files of this format have no such table or column."),
    "no value": mark("{path}, line {line}: no row has such a value."),
    "no base64": mark("{path}, line {line}: the bytes of this row are not written as base64."),
    "refused": mark("{path}, line {line}: this row cannot stand beside those before it."),
    "count": mark("{path}, line {line}: this many lines are not before it; some were taken out or put in."),
    "digest": mark(
        "{path}, line {line}: the lines before it have another SHA-256; they are not those that were written."
    ),
    "behind": mark("{path}, line {line}: something stands behind the last line."),
    "missing": mark("{path} ends in line {line}: the rest of it is missing."),
}


def is_dump(path: Path) -> bool:
    """Say whether a file begins as a dump does; raise OSError where it cannot be read."""
    with path.open("rb") as file:
        return file.read(64).lstrip(b"\xef\xbb\xbf \r\n").startswith(b"{")


def fill_from_dump(dump: Path, connection: sqlite3.Connection) -> None:
    """Make a file, over a connection to an empty one, of what a dump holds.

    Raises UnreadableFile where the dump is damaged, with its line, and FileUnusable where it is a newer program's.
    """
    with dump.open("rb") as file:
        lines = _Lines(dump, file)
        header = lines.header()
        fill_file(connection, header["format"], lambda: _fill(connection, lines, header))


class _Lines:
    """The lines of a dump with their numbers, and the digest of those that were read."""

    def __init__(self, path: Path, file: IO[bytes]) -> None:
        self._path = path
        self._file = file
        self._digest = sha256()
        self._number = 0

    def fault(self, what: str) -> UnreadableFile:
        """Return what is said of the line that was read last."""
        return UnreadableFile(
            _(_SENTENCES[what]).format(path=self._path, line=self._number),
            _("Nothing was written. Take another copy of the dump, or restore a copy of the file itself."),
        )

    def header(self) -> dict[str, Any]:
        said = self._next()
        schema, file_format = said.get("schema"), said.get("format")
        if not isinstance(schema, str) or not schema.startswith("coordplan/dump/") or type(file_format) is not int:
            raise self.fault("no line")
        if schema != SCHEMA or file_format > FORMAT:
            raise FileUnusable(
                _("{path} was written by a newer coordplan.").format(path=self._path),
                _("Install version {version} or later; how: coordplan help install").format(
                    version=said.get("needs_coordplan")
                ),
            )
        if file_format < _FIRST_FORMAT:
            raise self.fault("no line")
        return said

    def rows(self) -> Iterator[dict[str, Any]]:
        """Yield what each line says that is a row; raise UnreadableFile where one, or all together, are damaged."""
        while (said := self._next()).get("end") is not True:
            yield said
        if said.get("lines") != self._number - 1:
            raise self.fault("count")
        if said.get("sha256") != self._digest.hexdigest():
            raise self.fault("digest")
        while line := self._file.readline(_LONGEST_LINE):
            self._number += 1
            if line.strip():
                raise self.fault("behind")

    def _next(self) -> dict[str, Any]:
        line = self._file.readline(_LONGEST_LINE)
        self._number += 1
        if self._number == 1:
            line = line.removeprefix(BOM_UTF8)  # an editor may have put it there
        line = line.removesuffix(b"\r\n") + b"\n" if line.endswith(b"\r\n") else line
        try:
            said = parse_dump_line(line)
        except BadLine as error:
            raise self.fault(str(error) if line.endswith(b"\n") else "missing") from None
        if said.get("end") is not True:
            self._digest.update(line)
        return said


def _fill(connection: sqlite3.Connection, lines: _Lines, header: dict[str, Any]) -> str | None:
    """Add the rows; return the version of coordplan that the file needs."""
    tables = _tables_in(connection)
    statements: dict[tuple[str, ...], str] = {}
    version: str | None = None
    for said in lines.rows():
        try:
            row = row_in(said, tables)
            if row.table == "about":
                version = version or _version_in(row.values)
                continue
            key = (row.table, *row.values)
            if key not in statements:
                names = ", ".join(f'"{name}"' for name in row.values)
                statements[key] = f"INSERT INTO {row.table} ({names}) VALUES ({', '.join('?' * len(row.values))})"
            connection.execute(statements[key], list(row.values.values()))
        except BadLine as error:
            raise lines.fault(str(error)) from None
        except sqlite3.IntegrityError as error:
            raise lines.fault("refused") from error
    return version


def _version_in(values: dict[str, Any]) -> str:
    if (
        values.keys() != {"name", "value"}
        or values["name"] != "needs_coordplan"
        or not isinstance(values["value"], str)
    ):
        raise BadLine("no row")
    return values["value"]


def _tables_in(connection: sqlite3.Connection) -> dict[str, tuple[str, ...]]:
    """Return the columns of each table that a dump of this file's format may name."""
    names = connection.execute(
        "SELECT name FROM sqlite_master"
        " WHERE type = 'table' AND name NOT IN ('spans', 'tallies', 'entry_words') AND name NOT GLOB '_*'"
    ).fetchall()
    return {
        name: tuple(row[1] for row in connection.execute(f"PRAGMA table_info({name})"))
        for (name,) in names
        if not name.startswith("sqlite")
    }
