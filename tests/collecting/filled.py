"""A form filled in as people do: by hand, in whatever program, and saved again."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from coordplan.collecting.form.values import HEADER_ROW, KEY_ROW


class Filled:
    """A form on somebody's desk."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.workbook: Workbook = load_workbook(path)
        sheet = self.workbook.worksheets[0]
        assert isinstance(sheet, Worksheet)
        self.sheet = sheet

    @property
    def columns(self) -> dict[str, int]:
        return {str(cell.value): cell.column for cell in self.sheet[KEY_ROW] if cell.value}

    @property
    def rows(self) -> dict[str, int]:
        column = self.columns["occurrence"]
        return {
            str(self.sheet.cell(row, column).value): row
            for row in range(HEADER_ROW + 1, self.sheet.max_row + 1)
            if self.sheet.cell(row, column).value
        }

    def cell(self, occurrence: str, key: str) -> Any:
        return self.sheet.cell(self.rows[occurrence], self.columns[key])

    def place(self, occurrence: str, key: str) -> str:
        return str(self.cell(occurrence, key).coordinate)

    def answer(self, occurrence: str, **cells: Any) -> "Filled":
        """Type into the cells of one row; a pair is a value with its number format."""
        for key, value in cells.items():
            cell = self.cell(occurrence, key)
            if isinstance(value, tuple):
                cell.value, cell.number_format = value
            else:
                cell.value = value
        return self

    def answers(self, answers: Mapping[str, Mapping[str, Any]]) -> "Filled":
        for occurrence, cells in answers.items():
            self.answer(occurrence, **cells)
        return self

    def save(self, path: Path | None = None) -> Path:
        path = path or self.path
        path.parent.mkdir(parents=True, exist_ok=True)
        self.workbook.save(path)
        return path
