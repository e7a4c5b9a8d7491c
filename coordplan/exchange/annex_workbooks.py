"""Sheets of a workbook to grids: what people see in its cells, as text."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from coordplan.exchange.annex_grid import Grid, chosen, grid_of
from coordplan.exchange.containers import Container
from coordplan.exchange.office_files import merged_areas, open_workbook, rows_of


def sheets_of(container: Container, names: Sequence[str]) -> tuple[Grid, ...]:
    """Return the sheets that are named, else all that are visible."""
    path = container.path
    book = open_workbook(container)
    try:
        sheets = chosen(path, names, {sheet.title: sheet for sheet in book.worksheets})
        return tuple(_grid(path, book, sheet) for sheet in sheets if names or sheet.sheet_state == "visible")
    finally:
        book.close()


def _grid(path: Path, book: Any, sheet: Any) -> Grid:
    texts = [[written(cell) for cell in _without_end(row)] for _number, row in rows_of(path, sheet)]
    return grid_of(path.name, "sheet", sheet.title, texts, merged_areas(book, sheet))


def _without_end(row: Sequence[Any]) -> Sequence[Any]:
    """Return a row without the empty cells at its end."""
    last = max((number for number, cell in enumerate(row, 1) if cell.value is not None), default=0)
    return row[:last]


_NOT_OF_A_DATE = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


def written(cell: Any) -> str:
    """Return the value of a workbook's cell as people see it: a day as 30/6/2024, a percent as 60%, 3.0 as 3."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime | date):
        form = _NOT_OF_A_DATE.sub("", str(cell.number_format or "")).lower()
        if "d" not in form and "y" in form and form != "general":
            return f"{value.month}/{value.year}" if "m" in form else str(value.year)
        return f"{value.day}/{value.month}/{value.year}"
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, int | float):
        if "%" in str(cell.number_format or ""):
            return f"{value * 100:.10g}%"
        return str(int(value)) if value == value // 1 and abs(value) < 1e15 else f"{value:.15g}"
    return str(value)
