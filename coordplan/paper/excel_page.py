"""How a sheet of a workbook lies on paper: its size, its pages, what stands on each of them."""

from collections.abc import Sequence
from math import floor
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.pagebreak import Break, ColBreak
from openpyxl.worksheet.properties import PageSetupProperties

from coordplan.paper.excel_rows import RowsBeside
from coordplan.paper.sheet_layout import (
    LEAST_SCALE,
    SIDE_MM,
    TOP_MM,
    PaperLayout,
    room_across,
    room_down,
)
from coordplan.text.language import translate as _

_SIZES = {"a4": 9, "a3": 8}  # as workbooks number them
_ROW_POINTS = 15.0  # of a row that says nothing of its height


def set_up_page(sheet: Any, layout: PaperLayout, landscape: bool, title: str) -> None:
    """Let a sheet print on its paper, as wide as a page or on pages beside each other, with its pages numbered."""
    setup = sheet.page_setup
    setup.paperSize, setup.orientation = _SIZES[layout.paper], "landscape" if landscape else "portrait"
    margins = {"left": SIDE_MM, "right": SIDE_MM, "top": TOP_MM, "bottom": TOP_MM, "header": 7.6, "footer": 7.6}
    sheet.page_margins = PageMargins(**{name: round(length / 25.4, 2) for name, length in margins.items()})
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=not layout.breaks)
    if layout.breaks:  # which a sheet that is fitted to its page has none of
        setup.scale, setup.pageOrder = LEAST_SCALE, "overThenDown"
        sheet.col_breaks = ColBreak(brk=[Break(id=number, max=1_048_575) for number in layout.breaks])
        if layout.repeated:
            sheet.print_title_cols = f"A:{get_column_letter(layout.repeated)}"
    else:
        setup.fitToWidth, setup.fitToHeight = 1, 0
    sheet.oddFooter.left.text = title.replace("&", "&&")[:120]  # an ampersand begins a code there
    sheet.oddFooter.right.text = _("Page {page} of {pages}").format(page="&P", pages="&N")


def set_up_page_with_chart(
    sheet: Any, layout: PaperLayout, starts: Sequence[int], chart_points: float, written: Sequence[RowsBeside]
) -> None:
    """Let tables and the chart below them print on one page where they go onto it, else with none of them torn.

    ``starts`` are the rows with which each table begins, and the one with which the chart does. The sheet has been set
    up on an upright page, and its rows have their heights; ``written`` are those of its tables.
    """
    beside = {number: points for rows in written for number, points in enumerate(rows.heights, rows.header + 1)}

    def height(first: int, end: int) -> float:
        return sum(beside.get(row) or sheet.row_dimensions[row].height or _ROW_POINTS for row in range(first, end))

    chart = starts[-1]
    if height(1, chart) + chart_points <= room_down(layout.paper, False):
        sheet.page_setup.fitToHeight = 1
        return
    sheet.sheet_properties.pageSetUpPr.fitToPage = False  # or it has no page ends of its own
    across = room_across(layout.paper, False) / sum(layout.across)  # at the least scale, with some to spare
    scale = sheet.page_setup.scale = min(100, max(LEAST_SCALE, floor(LEAST_SCALE * across)))
    page = room_down(layout.paper, False) * LEAST_SCALE / scale
    down = height(1, starts[0])
    for start, end in zip(starts, (*starts[1:], None), strict=True):
        block = chart_points if end is None else height(start, end)
        if down + block > page >= block:
            sheet.row_breaks.append(Break(id=start - 1, max=16_383))
            down = 0
        down = (down + block) % page
