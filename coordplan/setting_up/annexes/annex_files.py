"""Files to grids: workbooks, Word documents and CSV, whichever a file is by what it holds."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from unicodedata import normalize

from coordplan.errors import UnreadableFile
from coordplan.named_tuples import NamedTuple
from coordplan.office_files.containers import (
    MEGABYTE,
    MOST_COLUMNS,
    MOST_TABLE_ROWS,
    Container,
    container_of,
    is_container,
    read_bytes,
    refuse_other_kinds,
    too_large,
    too_many_rows,
)
from coordplan.office_files.converting import conversion_of, converted, office_program
from coordplan.office_files.readers import hidden_parts, merged_areas, open_workbook, rows_of
from coordplan.office_files.shown_runs import runs_of_text
from coordplan.setting_up.annexes.findings import excerpt
from coordplan.setting_up.annexes.grid import TextGrid, grid_of, pick_sheets
from coordplan.setting_up.annexes.shown import MarksSeen, ShownText, shown_text
from coordplan.setting_up.annexes.word_tables import word_grids
from coordplan.text.language import translate as _
from coordplan.text.old_letters import letters_of_words


class Grids(NamedTuple):
    """The tables of a file; a CSV gives one for each separator that it might have been written with."""

    grids: tuple[TextGrid, ...]
    remarks: tuple[str, ...] = ()
    choose_one: bool = False  # the grids are readings of one table, of which the best is meant


def read_grids(path: Path, sheets: Sequence[str] = (), convert: bool = False) -> Grids:
    """Return the tables of a file, of those sheets (or Word tables, by number) that are named, else of all visible.

    ``convert`` lets LibreOffice make a workbook or a Word document of what is another kind of file. Raises
    UnreadableFile for what is hostile, damaged or cannot be read, and where a sheet is missing.
    """
    data = read_bytes(path)
    conversion = conversion_of(data)
    if convert and conversion is not None:
        return _grids_of(path, converted(path, data, conversion), sheets)
    try:
        return _grids_of(path, data, sheets)
    except UnreadableFile as fault:
        if conversion is None or office_program() is None:
            raise
        raise UnreadableFile(fault.sentence, _("Let LibreOffice do it: add --convert.")) from fault


def _grids_of(path: Path, data: bytes, sheets: Sequence[str]) -> Grids:
    if is_container(data):
        container = container_of(path, data)
        if container.kind == "document":
            return Grids(word_grids(container, sheets))
        return workbook_grids(container, sheets)
    refuse_other_kinds(path, data)
    if len(data) > LARGEST:
        raise too_large(path, LARGEST)
    text, remark = decode(path, data)
    return Grids(tuple(csv_grids(path, text)), (remark,) if remark else (), choose_one=True)


FIRST_DAY = datetime(1899, 12, 30)  # noqa: DTZ001  from which workbooks count days, but old ones of the Macintosh
LARGEST = 20 * MEGABYTE
SEPARATORS = ",;\t"

_TONES = re.compile(rb"[AEIOUYaeiouy\xc2\xca\xd4\xd5\xdd\xe2\xea\xf4\xf5\xfd\xc3\xe3][\xcc\xec\xde\xd2\xf2]")


def decode(path: Path, data: bytes) -> tuple[str, str]:
    """Return a CSV's text, and a sentence where its letters were guessed; raise UnreadableFile where it is not text.

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
        if letters_of_words([text := data.decode("cp1252", "replace")]) is not None:
            return text, ""  # what is converted is said
        page = "cp1258" if _TONES.search(data) else "cp1252"
        sentence = _("{path} is not UTF-8; it was read as Windows-{page}: look whether its letters are right.")
        return normalize("NFC", data.decode(page, "replace")), sentence.format(path=path, page=page[2:])


def csv_grids(path: Path, text: str) -> Iterator[TextGrid]:
    """Yield the table once for each separator."""
    first, _newline, rest = text.partition("\n")
    separators = SEPARATORS
    if found := re.fullmatch(r"sep=(.)\r?", first):  # a line that says it to Excel
        text, separators = f"\n{rest}", found[1]
    for separator in separators:
        rows: list[list[str]] = []
        try:
            for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
                rows.append([] if not any(row) else row[:MOST_COLUMNS])
                if len(rows) > MOST_TABLE_ROWS:
                    raise too_many_rows(path)
        except csv.Error as fault:
            raise UnreadableFile(
                _("{path} cannot be read as CSV: a cell is too long, or its quotes have no end.").format(path=path),
                _("Open it in Excel and save it anew as .xlsx."),
            ) from fault
        yield grid_of(path.name, "csv", "", rows)


def workbook_grids(container: Container, names: Sequence[str]) -> Grids:
    """Return the sheets that are named, else all that are visible."""
    path = container.path
    remarks = []
    if container.linked:
        linked = _("{path} points to other files; they are not opened, the values stored in it count.")
        remarks.append(linked.format(path=path))
    book = open_workbook(container, runs=True)
    try:
        sheets = pick_sheets(path, names, {sheet.title: sheet for sheet in book.worksheets})
        hidden = [sheet for sheet in sheets if not names and sheet.sheet_state != "visible"]
        if hidden:
            there = ", ".join(f'"{excerpt(sheet.title)}"' for sheet in hidden)
            remarks.append(_("Hidden sheets are not read: {names} (--sheet NAME reads one).").format(names=there))
        return Grids(tuple(_grid(path, book, sheet) for sheet in sheets if sheet not in hidden), tuple(remarks))
    finally:
        book.close()


def _grid(path: Path, book: Any, sheet: Any) -> TextGrid:
    seen = MarksSeen()
    seen.hidden_rows, seen.hidden_columns = map(set, hidden_parts(book, sheet))
    texts: list[list[str]] = []
    for number, row in rows_of(path, sheet):
        cells = enumerate(_without_end(row), 1)
        texts.append([seen.text_of(number, column, _shown(cell)) for column, cell in cells])
        for column, cell in enumerate(row, 1):
            if isinstance(cell.value, date):
                seen.days.add((number, column))
            elif isinstance(cell.value, int | float) and book.epoch == FIRST_DAY:
                seen.numbers.add((number, column))
    return grid_of(path.name, "sheet", sheet.title, texts, merged_areas(book, sheet), marks=seen.marks())


def _shown(cell: Any) -> ShownText:
    if cell.value is None:
        return ShownText("")
    font = cell.font
    return shown_text([runs_of_text(cell_text(cell), bool(font.strike), font.name or "")])


def _without_end(row: Sequence[Any]) -> Sequence[Any]:
    """Return a row without the empty cells at its end."""
    last = max((number for number, cell in enumerate(row, 1) if cell.value is not None), default=0)
    return row[:last]


_SLIPPED = 1900  # the year of small numbers in a cell of days
_NOT_OF_A_DATE = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


def cell_text(cell: Any) -> str:
    """Return the value of a workbook's cell as people see it: a day as 30/6/2024, a percent as 60%, 3.0 as 3.

    A day that is shown without its year has none: that in the cell is the year in which it was typed.
    """
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime | date):
        return _day_shown(value, _NOT_OF_A_DATE.sub("", str(cell.number_format or "")).lower())
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, int | float):
        if "%" in str(cell.number_format or ""):
            return f"{value * 100:.10g}%"
        return str(int(value)) if value == value // 1 and abs(value) < 1e15 else f"{value:.15g}"
    return str(value)


def _day_shown(day: date, form: str) -> str:
    """Return as much of a day as a number format shows; of one that was typed as a number (5 is 5/1/1900) all."""
    year = re.search("[ye]", form) is not None or day.year == _SLIPPED
    if "d" in form:
        return f"{day.day}/{day.month}/{day.year}" if year else f"{day.day}/{day.month}"
    if "m" in form and not re.search("[hs]", form):
        return f"{day.month}/{day.year}" if year else f"Tháng {day.month}"
    return str(day.year) if "y" in form else f"{day.day}/{day.month}/{day.year}"
