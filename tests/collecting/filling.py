"""Forms filled in by a script, the way people do."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl

from coordplan.collecting.form.values import COLUMNS, HEADER_ROW

PLACE = {column.key: number for number, column in enumerate(COLUMNS, 1)}
Answers = Mapping[str, Mapping[str, Any]]


def row_of(sheet: Any, occurrence: str) -> int:
    """Return the row of an id."""
    for number in range(HEADER_ROW + 1, sheet.max_row + 1):
        if sheet.cell(number, PLACE["occurrence"]).value == occurrence:
            return number
    raise AssertionError(occurrence)


def filled(path: Path, answers: Answers, to: Path | None = None, formats: Mapping[str, str] | None = None) -> Path:
    """Write answers into a form, by id and key of the column; return where it stands."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    for occurrence, cells in answers.items():
        number = row_of(sheet, occurrence)
        for key, value in cells.items():
            cell = sheet.cell(number, PLACE[key])
            cell.value = value
            if formats and key in formats:
                cell.number_format = formats[key]
    book.save(to or path)
    return to or path


def place_of(path: Path, occurrence: str, key: str) -> str:
    """Return the name of a cell: F12."""
    sheet = openpyxl.load_workbook(path).worksheets[0]
    return str(sheet.cell(row_of(sheet, occurrence), PLACE[key]).coordinate)
