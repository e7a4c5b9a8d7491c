"""The sheets beside the table of a form: how to fill it in, and what the organization takes part in."""

from typing import Any

from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from coordplan.collecting.form.form_looks import (
    BORDER,
    DAY_KEYS,
    FACE,
    HEADER_FILL,
    lock_sheet,
    put_text,
)
from coordplan.collecting.form.instructions import INSTRUCTIONS
from coordplan.collecting.form.values import SHARED_COLUMNS, Form
from coordplan.paper.excel_page import set_up_page
from coordplan.paper.sheet_layout import beside_each_other
from coordplan.text.language import translate as _
from coordplan.text.writing import day_format

_ACROSS = 92.0  # letters of a page


def fill_instructions(sheet: Any, form: Form) -> None:
    cell = put_text(sheet, 1, 1, _("How to fill it in"))
    cell.font = Font(name=FACE, size=14, bold=True)
    for number, line in enumerate(map(_, INSTRUCTIONS), 1):
        cell = put_text(sheet, number + 2, 1, f"{number}. {line}")
        cell.font = Font(name=FACE, size=13)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.row_dimensions[number + 2].height = 20 * (1 + len(line) // 80)
    sheet.column_dimensions["A"].width = _ACROSS
    lock_sheet(sheet)
    set_up_page(sheet, beside_each_other([_ACROSS], 1, "a4", False, 0), False, form.period)


def fill_shared(sheet: Any, form: Form) -> None:
    """Fill the sheet of what others lead and the organization takes part in; all of it is locked."""
    for number, column in enumerate(SHARED_COLUMNS, 1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width
        cell = put_text(sheet, 1, number, _(column.heading))
        cell.font, cell.fill, cell.border = Font(name=FACE, size=11, bold=True), HEADER_FILL, BORDER
        for at, row in enumerate(form.shared, 2):
            cell = put_text(sheet, at, number, getattr(row, column.key))
            cell.font, cell.border = Font(name=FACE, size=11), BORDER
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if column.key in DAY_KEYS:
                cell.number_format = day_format(row.due)
    sheet.freeze_panes = "A2"
    lock_sheet(sheet)
    widths = [column.width for column in SHARED_COLUMNS]
    set_up_page(
        sheet,
        beside_each_other(widths, len(widths), "a4", True, 2),
        True,
        f"{form.organization_title} - {form.period}",
    )
    sheet.print_title_rows = "1:1"
