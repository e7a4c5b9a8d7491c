"""CSV to grids: letters of any of the usual encodings, and one reading for each separator it may be written with."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from unicodedata import normalize

from coordplan.errors import UnreadableFile
from coordplan.exchange.annex_grid import Grid, grid_of
from coordplan.exchange.containers import MEGABYTE
from coordplan.exchange.office_files import MOST_COLUMNS, MOST_ROWS
from coordplan.text.language import translate as _

LARGEST = 20 * MEGABYTE
SEPARATORS = ",;\t"

_TONES = re.compile(rb"[AEIOUYaeiouy\xc2\xca\xd4\xd5\xdd\xe2\xea\xf4\xf5\xfd\xc3\xe3][\xcc\xec\xde\xd2\xf2]")


def decoded(path: Path, data: bytes) -> tuple[str, str]:
    """Return a CSV's text, and a sentence where its letters were guessed; raise UnreadableFile where it is no text.

    Vietnamese text of Windows without Unicode (code page 1258) has tones as signs of their own behind the vowel.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace"), ""
    if data[1:2] == b"\0" or data[:1] == b"\0":
        return data.decode("utf-16-le" if data[1:2] == b"\0" else "utf-16-be", "replace"), ""
    if b"\0" in data:
        raise UnreadableFile(
            _("{path} is neither a workbook, a Word document nor text.").format(path=path),
            _("Open it in the program it comes from and save it as .xlsx, .docx or CSV."),
        )
    try:
        return data.decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        page = "cp1258" if _TONES.search(data) else "cp1252"
        sentence = _("{path} is not UTF-8; it was read as Windows-{page}: look whether its letters are right.")
        return normalize("NFC", data.decode(page, "replace")), sentence.format(path=path, page=page[2:])


def readings_of(path: Path, text: str) -> Iterator[Grid]:
    """Yield the table once for each separator."""
    first, _newline, rest = text.partition("\n")
    separators = SEPARATORS
    if found := re.fullmatch(r"sep=(.)\r?", first):  # a line by which Excel is told
        text, separators = f"\n{rest}", found[1]
    for separator in separators:
        rows: list[list[str]] = []
        try:
            for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
                rows.append([] if not any(row) else row[:MOST_COLUMNS])
                if len(rows) > MOST_ROWS:
                    raise UnreadableFile(
                        _("{path} has more than {most} rows.").format(path=path, most=MOST_ROWS),
                        _("Copy the table alone into a new file."),
                    )
        except csv.Error as fault:
            raise UnreadableFile(
                _("{path} is no CSV that can be read: a cell is too long, or its quotes have no end.").format(
                    path=path
                ),
                _("Open it in Excel and save it anew as .xlsx."),
            ) from fault
        yield grid_of(path.name, "csv", "", rows)
