"""The sheet of a marked copy that lists what has to be corrected, so that it can be read on paper too."""

from collections.abc import Sequence
from typing import Any

from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from coordplan.collecting.collect.own_marks import CORRECTION_COLUMNS, CORRECTION_SHEET, is_correction_sheet
from coordplan.collecting.collect.to_correct import Correction, CorrectionTerms, by_when_words
from coordplan.collecting.form.form_looks import (
    BORDER,
    FACE,
    HEADER_FILL,
    height_of_row,
    lock_sheet,
    put_text,
)
from coordplan.paper.excel_page import set_up_page
from coordplan.paper.sheet_layout import beside_each_other
from coordplan.text.language import mark
from coordplan.text.language import translate as _

_HEAD = 4  # the row of the headings
_COLUMNS = (
    (mark("Row"), 6, "row"),
    (mark("Cell"), 8, "place"),
    (mark("Activity"), 34, "title"),
    (mark("Column"), 18, "column"),
    (mark("It says"), 22, "stands"),
    (mark("To be done"), 46, "asked"),
)
assert len(_COLUMNS) == CORRECTION_COLUMNS


def fill_corrections(workbook: Any, corrections: Sequence[Correction], terms: CorrectionTerms) -> None:
    """Put the sheet behind the first one of a workbook, in the language in use, in place of an earlier one."""
    for sheet in [each for each in workbook.worksheets if is_correction_sheet(each.title)]:
        del workbook[sheet.title]
    sheet = workbook.create_sheet(_(CORRECTION_SHEET), 1)
    heading = _("To correct: progress report for {period}, {body}").format(period=terms.period, body=terms.organization)
    for number, (text, size, bold) in enumerate(((heading, 13, True), (by_when_words(terms), 12, False)), 1):
        cell = put_text(sheet, number, 1, text)
        cell.font, cell.alignment = Font(name=FACE, size=size, bold=bold), Alignment(vertical="top", wrap_text=True)
        sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=len(_COLUMNS))
        sheet.row_dimensions[number].height = height_of_row([(text, 100)]) * size / 11
    for column, (title, width, _key) in enumerate(_COLUMNS, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
        cell = put_text(sheet, _HEAD, column, _(title))
        cell.font, cell.fill, cell.border = Font(name=FACE, size=11, bold=True), HEADER_FILL, BORDER
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    for row, each in enumerate(corrections, _HEAD + 1):
        for column, (_title, _width, key) in enumerate(_COLUMNS, 1):
            cell = put_text(sheet, row, column, getattr(each, key))
            cell.font, cell.border = Font(name=FACE, size=11), BORDER
            cell.alignment = Alignment(vertical="top", wrap_text=True)
        texts = [(getattr(each, key), width) for _title, width, key in _COLUMNS]
        sheet.row_dimensions[row].height = height_of_row(texts)
    lock_sheet(sheet)
    widths = [width for _title, width, _key in _COLUMNS]
    set_up_page(
        sheet, beside_each_other(widths, len(widths), "a4", True, 0), True, f"{terms.organization} - {terms.period}"
    )
    sheet.print_title_rows = f"{_HEAD}:{_HEAD}"
