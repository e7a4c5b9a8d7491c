"""A workbook (.xlsx) of tables: real days and numbers, filters, a native chart, ready to print on A4.

Text stays text: what looks like a formula is stored as a string, and marked so that Excel keeps it one when it is
edited. There are no formulas. The same values are the same bytes: the archive and its properties name the day of the
figures.
"""

import re
import textwrap
from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any

from openpyxl import Workbook as Book
from openpyxl.chart import BarChart, Reference, Series
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties

from coordplan.paper.cells import Column, Kind, Table, Tone, tone_of, write_cell
from coordplan.paper.document import Sheet, StackedBars, Workbook
from coordplan.paper.packing import repacked, workbook_part
from coordplan.text.language import language
from coordplan.text.language import translate as _
from coordplan.text.writing import day_format, display_width, plain

FACE = "Times New Roman"
_SIZE = 11
_COLOURS: dict[Tone, str] = {"good": "166534", "bad": "B91C1C", "warn": "92400E", "dim": "595959", "strong": "000000"}
_PIECES: dict[Tone, str] = {"good": "2E7D32", "warn": "F9A825", "bad": "C62828", "dim": "B0BEC5", "": "90A4AE"}
_LINE = Side(style="thin", color="808080")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_HEADER = PatternFill("solid", fgColor="D9E2F3")
_TOTAL = PatternFill("solid", fgColor="F2F2F2")
_NUMBERS: dict[Kind, str] = {"count": "#,##0", "number": "#,##0.###", "rate": "0.00%", "percent": "0%"}
_DIGITS = 15  # that a program shows of a number
_LEAST = 5.5  # of a column's width, in letters
_MOST = {"title": 40, "plan": 18, "partners": 16, "standing": 18, "evidence": 22, "note": 22}
_MOST_OTHERS = 24
_MOST_UNPRINTED = 50
_LEAST_BESIDE_BARS = 44
_LETTER_CM = 0.215  # of a column's width on paper
_MOST_LETTERS = 32_000  # a cell holds 32,767
_LINE_POINTS = 14.5  # the height of a line of text
_LOOKS_LIVE = ("=", "+", "-", "@", "'")


def render_workbook(workbook: Workbook, day: date) -> bytes:
    """Return the file, in the language in use; ``day`` is what its properties and its archive are dated."""
    book: Any = Book()
    book.remove(book.worksheets[0])
    book._named_styles["Normal"].font = Font(FACE, _SIZE)  # the letters that columns are measured in
    for sheet in workbook.sheets:
        _fill(book.create_sheet(_tab(sheet.name)), sheet)
    moment = datetime(day.year, day.month, day.day)  # noqa: DTZ001 openpyxl takes moments without a zone for UTC
    book.properties.title, book.properties.creator = plain(workbook.title), plain(workbook.author)
    book.properties.created = book.properties.modified = moment
    book.properties.language = language()
    stream = BytesIO()
    book.save(stream)
    return repacked(stream.getvalue(), day, lambda name, part: workbook_part(name, part, day))


def _tab(name: str) -> str:
    """Return a name as a tab can have it."""
    return re.sub(r"[\[\]:*?/\\]", " ", plain(name)).strip("' ")[:31]


def _fill(paper: Any, sheet: Sheet) -> None:
    paper.sheet_view.showGridLines = False
    widths = _widths(sheet.tables)
    if sheet.bars is not None:
        widths[0] = max(widths[0], _LEAST_BESIDE_BARS)
    for number, width in enumerate(widths, 1):
        paper.column_dimensions[get_column_letter(number)].width = width
    printed = max(1, sum(1 for column in sheet.tables[0].columns if column.rank == 0)) if sheet.tables else 8
    across = widths[:printed] or [_LEAST] * printed
    row = _spread(paper, 1, plain(sheet.title), Font(FACE, 14, bold=True), across)
    for sentence, tone in sheet.sentences:
        font = Font(FACE, _SIZE, bold=tone in ("strong", "warn"), color=_COLOURS.get(tone))
        row = _spread(paper, row, plain(sentence), font, across)
    headers = []
    for table in sheet.tables:
        row += 1
        if table.title:
            row = _spread(paper, row, plain(table.title), Font(FACE, _SIZE, bold=True), across)
        headers.append(row)
        row = _put_table(paper, row, table, widths)
    _set_up_page(paper, sheet)
    if sheet.bars is not None:
        length = sum(across) * _LETTER_CM
        _draw(paper, row + 1, headers[sheet.bars.table], sheet.tables[sheet.bars.table], sheet.bars, length)
    if len(sheet.tables) == 1:
        _filtered(paper, headers[0], sheet.tables[0])
        paper.print_title_rows = f"{headers[0]}:{headers[0]}"
        paper.print_area = f"A1:{get_column_letter(printed)}{row - 1}"


def _spread(paper: Any, row: int, text: str, font: Font, widths: Sequence[float]) -> int:
    """Put a text over some columns, as high as the lines it takes; return the row after it."""
    cell = paper.cell(row, 1)
    _set_text(cell, text)
    cell.font, cell.alignment = font, Alignment(wrap_text=True, vertical="top")
    paper.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(widths))
    size = font.size / _SIZE
    paper.row_dimensions[row].height = _height([_lines(text, sum(widths) / size)]) * size
    return row + 1


def _put_table(paper: Any, row: int, table: Table, widths: Sequence[float]) -> int:
    """Put a table; return the row after it."""
    for number, column in enumerate(table.columns, 1):
        cell = paper.cell(row, number)
        _set_text(cell, plain(column.heading))
        cell.font, cell.fill, cell.border = Font(FACE, _SIZE, bold=True), _HEADER, _BORDER
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    headings = zip(table.columns, widths, strict=False)
    paper.row_dimensions[row].height = _height([_lines(plain(column.heading), width) for column, width in headings])
    for values in (*table.rows, *([table.total] if table.total is not None else [])):
        row += 1
        lines = []
        for number, (column, value) in enumerate(zip(table.columns, values, strict=True), 1):
            cell = paper.cell(row, number)
            _put(cell, column, value)
            lines.append(_lines(write_cell(value, column.kind), widths[number - 1]) if _wraps(column) else 1)
            if values is table.total:
                cell.font, cell.fill = Font(FACE, _SIZE, bold=True), _TOTAL
        paper.row_dimensions[row].height = _height(lines)
    return row + 1


def _put(cell: Any, column: Column, value: Any) -> None:
    kind = column.kind
    if value is None or value == "":
        pass
    elif kind in _NUMBERS:
        cell.value = value / 100 if kind == "percent" else value
        cell.number_format = _percent_format(cell.value, kind) if kind in ("rate", "percent") else _NUMBERS[kind]
    elif kind == "day":
        cell.value = value
        cell.number_format = day_format(value)
    else:
        _set_text(cell, write_cell(value, kind))
    across = "right" if column.to_the_right else "center" if kind == "day" else "left"
    cell.alignment = Alignment(horizontal=across, vertical="top", wrap_text=_wraps(column), indent=across == "right")
    cell.font = Font(FACE, _SIZE, color=_COLOURS.get(tone_of(column, value)))
    cell.border = _BORDER


def _percent_format(share: float, kind: Kind) -> str:
    """Return the format of a share of 0..1: as many decimals as it takes not to show 100% of what is not all of it."""
    fewest = 2 if kind == "rate" else 0
    for places in range(fewest, _DIGITS):
        if not 0 < share < 1 or 0 < round(share * 100, places) < 100:
            return f"0.{'0' * places}%" if places else "0%"
    return _NUMBERS[kind]


def _wraps(column: Column) -> bool:
    """Say whether a column's cells take several lines; those that are not printed make no row higher."""
    return column.kind in ("text", "remark", "standing") and column.rank == 0


def _set_text(cell: Any, text: str) -> None:
    """Put a text that no program takes for a formula, or for a number."""
    cell.value = text if len(text) <= _MOST_LETTERS else text[:_MOST_LETTERS] + "…"
    cell.data_type = "s"
    if text.startswith(_LOOKS_LIVE):
        cell.quotePrefix = True


def _lines(text: str, width: float) -> int:
    """Return how many lines a text takes in a column; its letters are narrower than the digits that widths count."""
    return max(1, len(textwrap.wrap(text, max(4, int(width * 1.1 * display_width(text) / (_long(text) or 1))))))


def _long(text: str) -> float:
    """Return how wide a text is, in letters: capitals are wider than others."""
    return display_width(text) + 0.35 * sum(letter.isupper() for letter in text)


def _height(lines: Sequence[int]) -> float:
    return max(lines, default=1) * _LINE_POINTS + 3


def _widths(tables: Sequence[Table]) -> list[float]:
    """Return how wide the columns are that several tables stand in: a text wraps, nothing else does."""
    widths: list[float] = []
    for table in tables:
        for number, column in enumerate(table.columns):
            rows = (*table.rows, *([table.total] if table.total is not None else []))
            cells = [_long(write_cell(row[number], column.kind)) for row in rows]
            words = max((display_width(word) for word in column.heading.split()), default=0)
            wanted = max([words * 1.1, display_width(column.heading) / 2, *cells]) * 1.05 + 1.5
            most = _MOST_UNPRINTED if column.rank else _MOST.get(column.name, _MOST_OTHERS)
            width = round(min(most, max(_LEAST, wanted)), 1)
            if number < len(widths):
                widths[number] = max(widths[number], width)
            else:
                widths.append(width)
    return widths


def _filtered(paper: Any, header: int, table: Table) -> None:
    """Keep the header in sight, and let the rows be filtered by its columns."""
    paper.freeze_panes = paper.cell(header + 1, 1)
    last = paper.cell(header + len(table.rows), len(table.columns)).coordinate
    paper.auto_filter.ref = f"A{header}:{last}"


def _set_up_page(paper: Any, sheet: Sheet) -> None:
    """Let it print on A4, as wide as the page, with its pages numbered; figures and their chart on one page."""
    paper.page_setup.paperSize = paper.PAPERSIZE_A4
    paper.page_setup.orientation = "portrait" if sheet.bars is not None else "landscape"
    paper.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    paper.page_setup.fitToWidth, paper.page_setup.fitToHeight = 1, int(sheet.bars is not None)
    paper.page_margins = PageMargins(left=0.5, right=0.5, top=0.6, bottom=0.6, header=0.3, footer=0.3)
    footer = paper.oddFooter
    footer.left.text = plain(sheet.title).replace("&", "&&")[:120]
    footer.right.text = _("Page {page} of {pages}").format(page="&P", pages="&N")


def _draw(paper: Any, row: int, header: int, table: Table, bars: StackedBars, width: float) -> None:
    """Draw a bar for each row of a table, so many centimetres wide."""
    names = [column.name for column in table.columns]
    chart: Any = BarChart()
    chart.type, chart.grouping, chart.overlap, chart.gapWidth = "bar", "stacked", 100, 60
    chart.title, chart.legend.position = plain(bars.title), "b"
    last = header + len(table.rows)
    for name, tone in bars.columns:
        column = names.index(name) + 1
        piece = Series(Reference(paper, min_col=column, min_row=header, max_row=last), title_from_data=True)
        piece.graphicalProperties = GraphicalProperties(solidFill=_PIECES[tone])
        chart.series.append(piece)
    chart.set_categories(Reference(paper, min_col=1, min_row=header + 1, max_row=last))
    chart.x_axis.scaling.orientation = "maxMin"  # the first row on top
    chart.y_axis.crosses = "max"  # and the numbers below
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.numFmt = "0"
    chart.width, chart.height = width, 4 + 0.75 * len(table.rows)
    paper.add_chart(chart, f"A{row}")
