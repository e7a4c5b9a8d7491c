"""A workbook (.xlsx) of tables: real days and numbers, filters, a native chart, ready to print.

Text stays text: what looks like a formula is stored as a string, and marked so that Excel keeps it one when it is
edited. There are no formulas. The same values are the same bytes: the archive and its properties name the day of the
figures.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime
from functools import partial
from io import BytesIO
from typing import Any

from openpyxl import Workbook as Book
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from coordplan.named_tuples import NamedTuple
from coordplan.paper.cells import Column, Kind, Table, Tone, tone_of, write_cell
from coordplan.paper.document import Sheet, Workbook
from coordplan.paper.excel_chart import draw_bars
from coordplan.paper.excel_page import set_up_page, set_up_page_with_chart
from coordplan.paper.excel_rows import RowsBeside, WrittenCell, cell_tail, with_rows
from coordplan.paper.packing import repacked, workbook_part
from coordplan.paper.sheet_layout import BODY_POINTS, LETTER_MM, PaperLayout, laid_out, lines_taken, wraps
from coordplan.text.language import language
from coordplan.text.writing import day_format, plain

FACE = "Times New Roman"
_COLOURS: dict[Tone, str] = {"good": "166534", "bad": "B91C1C", "warn": "92400E", "dim": "595959", "strong": "000000"}
_LINE = Side(style="thin", color="808080")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_HEADER = PatternFill("solid", fgColor="D9E2F3")
_TOTAL = PatternFill("solid", fgColor="F2F2F2")
_NUMBERS: dict[Kind, str] = {"count": "#,##0", "number": "#,##0.###", "rate": "0.00%", "percent": "0%"}
_DIGITS = 15  # that a program shows of a number
_FIRST_OF_FIGURES = 44.0
_WITHOUT_TABLE = 90.0  # letters of a sheet's title where no column is
_MOST_LETTERS = 32_000  # a cell holds 32,767
_LINE_POINTS = 14.5  # the height of a line of text
_LOOKS_LIVE = ("=", "+", "-", "@", "'")


class _Looks(NamedTuple):
    """How a cell of a table looks; a style is made once for each, since making one takes longer than all else."""

    across: str
    wrapping: bool
    colour: str | None
    number_format: str
    quoted: bool
    of_total: bool


def render_workbook(workbook: Workbook, day: date) -> bytes:
    """Return the file, in the language in use; ``day`` is what its properties and its archive are dated."""
    book: Any = Book()
    book.remove(book.worksheets[0])
    book._named_styles["Normal"].font = Font(FACE, BODY_POINTS)  # the letters that columns are measured in
    styles: dict[_Looks, int] = {}
    beside: dict[str, list[RowsBeside]] = {}
    for number, sheet in enumerate(workbook.sheets, 1):
        rows = _fill(book.create_sheet(_tab(sheet.name)), sheet, workbook.paper, styles)
        beside[f"xl/worksheets/sheet{number}.xml"] = rows
    moment = datetime(day.year, day.month, day.day)  # noqa: DTZ001 openpyxl takes moments without a zone for UTC
    book.properties.title, book.properties.creator = plain(workbook.title), plain(workbook.author)
    book.properties.created = book.properties.modified = moment
    book.properties.language = language()
    stream = BytesIO()
    book.save(stream)
    return repacked(
        stream.getvalue(), day, lambda name, part: with_rows(workbook_part(name, part, day), beside.get(name, ()))
    )


def _tab(name: str) -> str:
    """Return a name as a tab can have it."""
    return re.sub(r"[\[\]:*?/\\]", " ", plain(name)).strip("' ")[:31]


def _fill(paper: Any, sheet: Sheet, choice: str, styles: dict[_Looks, int]) -> list[RowsBeside]:
    """Fill in a sheet, but for the rows of its tables; return these."""
    paper.sheet_view.showGridLines = False
    choice, first = ("", _FIRST_OF_FIGURES) if sheet.upright else (choice, 0.0)  # figures, on A4 by any choice
    layout = laid_out(sheet.tables, choice, not sheet.upright, first)
    for number, width in enumerate(layout.widths or (_WITHOUT_TABLE,), 1):
        paper.column_dimensions[get_column_letter(number)].width = width
    across = layout.across or (_WITHOUT_TABLE,)
    row = _spread(paper, 1, plain(sheet.title), Font(FACE, 14, bold=True), across)
    for sentence, tone in sheet.sentences:
        font = Font(FACE, BODY_POINTS, bold=tone in ("strong", "warn"), color=_COLOURS.get(tone))
        row = _spread(paper, row, plain(sentence), font, across)
    headers, starts, written = [], [], []
    for table in sheet.tables:
        row += 1
        starts.append(row)
        if table.title:
            row = _spread(paper, row, plain(table.title), Font(FACE, BODY_POINTS, bold=True), across)
        headers.append(row)
        rows = _put_table(paper, row, table, layout, styles)
        written.append(rows)
        row += rows.count + 1
    set_up_page(paper, layout, not sheet.upright, plain(sheet.title))
    height = 0.0
    if sheet.bars is not None:
        table = sheet.tables[sheet.bars.table]
        width = sum(across) * LETTER_MM / 10
        height = draw_bars(paper, row + 1, headers[sheet.bars.table], table, sheet.bars, width, FACE)
    if sheet.upright:
        set_up_page_with_chart(paper, layout, (*starts, row + 1), height, written)
    if len(sheet.tables) == 1:
        _filtered(paper, headers[0], sheet.tables[0])
        paper.print_title_rows = f"{headers[0]}:{headers[0]}"
        paper.print_area = f"A1:{get_column_letter(layout.printed)}{row - 1}"
    return written


def _spread(paper: Any, row: int, text: str, font: Font, widths: Sequence[float]) -> int:
    """Put a text over some columns, as high as the lines it takes; return the row after it."""
    cell = paper.cell(row, 1)
    _set_text(cell, text)
    cell.font, cell.alignment = font, Alignment(wrap_text=True, vertical="top")
    _number_style(cell)
    paper.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(widths))
    size = font.size / BODY_POINTS
    paper.row_dimensions[row].height = _height([lines_taken(text, sum(widths) / size, bool(font.bold))]) * size
    return row + 1


def _number_style(cell: Any) -> int:
    """Return the number of a cell's style: styles are numbered in the order of the cells, whoever writes these."""
    number: int = cell.style_id
    return number


def _put_table(paper: Any, header: int, table: Table, layout: PaperLayout, styles: dict[_Looks, int]) -> RowsBeside:
    """Put the header of a table; return the rows below it, which stand in the sheet by their last one alone.

    A cell of openpyxl takes 15 times as long to make and to write as its text does, and half a kilobyte; and most
    values of a column recur, so that each is written once.
    """
    for number, column in enumerate(table.columns, 1):
        cell = paper.cell(header, number)
        _set_text(cell, plain(column.heading))
        cell.font, cell.fill, cell.border = Font(FACE, BODY_POINTS, bold=True), _HEADER, _BORDER
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        _number_style(cell)
    headings = zip(table.columns, layout.widths, strict=False)
    paper.row_dimensions[header].height = _height(
        [lines_taken(plain(column.heading), width, bold=True) for column, width in headings]
    )
    rows = RowsBeside(header)
    for several, of_total in ((table.rows, False), ([table.total] if table.total is not None else [], True)):
        writers = [
            partial(_written, paper, styles, column, width, wraps(column, number <= layout.printed), of_total)
            for number, (column, width) in enumerate(zip(table.columns, layout.widths, strict=False), 1)
        ]
        rows.add(several, writers, _height)
    if rows.count:
        paper.cell(header + rows.count, len(table.columns))
    return rows


def _written(
    paper: Any, styles: dict[_Looks, int], column: Column, width: float, wrapping: bool, of_total: bool, value: Any
) -> WrittenCell:
    """Return a value as a cell of a column has it, and how many lines it takes."""
    cell = Cell(paper, 1, 1)  # stands nowhere
    looks = _put(cell, column, value)._replace(wrapping=wrapping, of_total=of_total)
    if looks not in styles:
        _style(cell, looks)
        styles[looks] = _number_style(cell)
    lines = lines_taken(write_cell(value, column.kind), width) if wrapping else 1
    return WrittenCell(cell_tail(cell, styles[looks]), lines)


def _put(cell: Any, column: Column, value: Any) -> _Looks:
    """Put a value into a cell; return how it is to look."""
    kind = column.kind
    number_format = "General"
    if value is None or value == "":
        pass
    elif kind in _NUMBERS:
        cell.value = value / 100 if kind == "percent" else value
        number_format = _percent_format(cell.value, kind) if kind in ("rate", "percent") else _NUMBERS[kind]
    elif kind == "day":
        cell.value = value
        number_format = day_format(value)
    else:
        _set_text(cell, write_cell(value, kind))
    across = "right" if column.to_the_right or kind == "day" else "left"  # so that days line up
    return _Looks(across, False, _COLOURS.get(tone_of(column, value)), number_format, bool(cell.quotePrefix), False)


def _style(cell: Any, looks: _Looks) -> None:
    indent = int(looks.across == "right")
    cell.alignment = Alignment(horizontal=looks.across, vertical="top", wrap_text=looks.wrapping, indent=indent)
    cell.font = Font(FACE, BODY_POINTS, bold=True) if looks.of_total else Font(FACE, BODY_POINTS, color=looks.colour)
    cell.border = _BORDER
    cell.number_format = looks.number_format
    if looks.of_total:
        cell.fill = _TOTAL


def _percent_format(share: float, kind: Kind) -> str:
    """Return the format of a share of 0..1: as many decimals as it takes not to show 100% of what is not all of it."""
    fewest = 2 if kind == "rate" and 0 < share < 1 else 0
    for places in range(fewest, _DIGITS):
        if not 0 < share < 1 or 0 < round(share * 100, places) < 100:
            return f"0.{'0' * places}%" if places else "0%"
    return _NUMBERS[kind]


def _set_text(cell: Any, text: str) -> None:
    """Put a text that no program takes for a formula, or for a number."""
    cell.value = text if len(text) <= _MOST_LETTERS else text[:_MOST_LETTERS] + "…"
    cell.data_type = "s"
    if text.startswith(_LOOKS_LIVE):
        cell.quotePrefix = True


def _height(lines: Sequence[int]) -> float:
    return max(lines, default=1) * _LINE_POINTS + 3


def _filtered(paper: Any, header: int, table: Table) -> None:
    """Keep the header in sight, and let the rows be filtered by its columns."""
    first = f"A{header + 1}"
    paper.freeze_panes = first if table.rows else paper[first]  # which then stands in the sheet, as an empty row
    paper.auto_filter.ref = f"A{header}:{get_column_letter(len(table.columns))}{header + len(table.rows)}"
