"""How large the letters of a workbook's sheets come out on paper, worked out as the programs of offices do."""

from math import floor
from typing import Any, NamedTuple

from openpyxl.utils import get_column_letter, range_boundaries

SIZES = {9: (210.0, 297.0), 8: (297.0, 420.0)}  # A4, A3
LETTER_MM = 7 / 96 * 25.4 * 1.04  # of a column's width: seven pixels, and what printers add to them
NORMAL_POINTS = 11.0
SHORT_OF_FITTING = 3  # percent: LibreOffice tries whole ones, and may stop so many below the largest that fits


class Printed(NamedTuple):
    """A sheet on paper."""

    smallest: float  # points of the smallest letters
    across: int  # pages beside each other
    columns: tuple[int, ...]  # how many stand on each of them, those that are repeated too


def printed(sheet: Any) -> Printed:
    """Return how a sheet comes out: font size times the scale that its page set-up gives, in tenths of a point."""
    area = sheet.print_area
    last = _last_column(area.split("!")[-1]) if area else sheet.max_column
    setup, margins = sheet.page_setup, sheet.page_margins
    short, long = SIZES[int(setup.paperSize)]
    aside = setup.orientation == "landscape"
    room = (long if aside else short) - 25.4 * (margins.left + margins.right)
    down = (short if aside else long) - 25.4 * (margins.top + margins.bottom)
    repeated = sheet.print_title_cols
    again = _last_column(repeated) if repeated else 0
    ends = [each.id for each in sheet.col_breaks.brk] if sheet.col_breaks else []
    starts = [1, *(end + 1 for end in ends)]
    pages = [
        [*(range(1, again + 1) if start > 1 else ()), *range(start, end + 1)]
        for start, end in zip(starts, [*ends, last], strict=True)
    ]
    scale = (setup.scale or 100) / 100
    if sheet.sheet_properties.pageSetUpPr.fitToPage:
        assert not ends, "which are not looked at where a sheet is fitted to its page"
        scale = min(1.0, room / _across(sheet, pages[0]))
        if setup.fitToHeight:
            scale = min(scale, setup.fitToHeight * down / _down(sheet))
        if scale < 1:
            scale = (floor(scale * 100) - SHORT_OF_FITTING) / 100
    else:
        assert all(_across(sheet, page) * scale <= room for page in pages), "a column goes onto a page of its own"
    sizes = [NORMAL_POINTS, *(cell.font.sz for row in sheet.iter_rows() for cell in row if cell.value is not None)]
    return Printed(min(sizes) * scale - 0.05, len(pages), tuple(map(len, pages)))


def _last_column(area: str) -> int:
    return int(range_boundaries(area.replace("$", ""))[2] or 0)


def _across(sheet: Any, columns: list[int]) -> float:
    """Return how many millimetres some columns take."""
    dimensions = [sheet.column_dimensions[get_column_letter(number)] for number in columns]
    return sum(0.0 if each.hidden else float(each.width) * LETTER_MM for each in dimensions)


def _down(sheet: Any) -> float:
    """Return how many millimetres the rows and the charts below them take."""
    rows: float = sum(sheet.row_dimensions[row].height or 15.0 for row in range(1, sheet.max_row + 1))
    charts: float = sum(chart.anchor.ext.height / 36_000 for chart in sheet._charts)
    return rows * 25.4 / 72 + charts
