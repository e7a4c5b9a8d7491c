"""How sheets of forms look: faces, colours, borders, pages; text in their cells stays text."""

import re
from collections.abc import Iterable
from typing import Any

from openpyxl.styles import Border, PatternFill, Side

FACE = "Times New Roman"
DAY_FORMAT = "dd/mm/yyyy"
DAY_KEYS = {"due", "done_on", "document_on"}
_LINE = Side(style="thin", color="808080")
BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
HEADER_FILL, LOCKED_FILL, ASKED_FILL = (
    PatternFill("solid", fgColor=colour) for colour in ("D9E2F3", "F2F2F2", "FFF6CC")
)
NO_FILL = PatternFill()
_MOST_LETTERS = 30_000  # a cell holds 32,767
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # no workbook can hold them


def lock_sheet(sheet: Any) -> None:
    """Lock what is locked, without a password; looks may be changed, rows sorted and filtered."""
    sheet.protection.sheet = True
    for name in ("formatCells", "formatColumns", "formatRows", "insertColumns", "sort", "autoFilter"):
        setattr(sheet.protection, name, False)  # what is not forbidden


def put_text(sheet: Any, row: int, column: int, value: Any) -> Any:
    """Write a value and return its cell; text is written as text, whatever it looks like."""
    cell = sheet.cell(row, column)
    if isinstance(value, str):
        cell.value = _ILLEGAL.sub(" ", value)[:_MOST_LETTERS]
        cell.data_type = "s"
        if value[:1] in ("=", "+", "-", "@"):
            cell.quotePrefix = True
    elif value is not None:
        cell.value = value
    return cell


def height_of_row(cells: Iterable[tuple[Any, float]], lines: int = 1) -> float:
    """Return a height in points at which texts fit into cells of some widths, and so many lines at least."""
    for text, width in cells:
        if isinstance(text, str):
            lines = max(lines, sum(1 + int(len(line) * 1.1 / width) for line in text.split("\n")))
    return min(400.0, 4 + 14.5 * lines)
