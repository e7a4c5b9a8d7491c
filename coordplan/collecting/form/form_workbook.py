"""A form as a workbook: what is known is locked, what is asked for has a hint.

It prints across A3, or on pages of A4 beside each other. The same form is the same bytes: the dates that an archive and
its properties hold are those of the form. The cells are protected without a password, so that the office can unlock
them. There are no formulas in it; text that looks like one stays text.
"""

import re
from collections.abc import Sequence
from copy import copy
from datetime import date
from io import BytesIO
from typing import Any, Literal

from openpyxl import Workbook
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Alignment, Font, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from coordplan.collecting.form.form_looks import (
    ASKED_FILL,
    BORDER,
    DAY_FORMAT,
    DAY_KEYS,
    FACE,
    HEADER_FILL,
    LOCKED_FILL,
    height_of_row,
    lock_sheet,
    put_text,
)
from coordplan.collecting.form.sheets_beside import fill_instructions, fill_shared
from coordplan.collecting.form.values import (
    COLUMNS,
    CONTACT,
    CONTACT_ROW,
    HEADER_ROW,
    KEY_ROW,
    SHARED_SHEET,
    STAMP_PROPERTY,
    STAMP_SHEET,
    Form,
    FormColumn,
    FormRow,
    stamp_cells,
    stamp_line,
    stamp_of,
)
from coordplan.paper.excel_page import set_up_page
from coordplan.paper.packing import repacked, workbook_part
from coordplan.paper.sheet_layout import PaperLayout, beside_each_other, lines_taken
from coordplan.text.language import translate as _
from coordplan.text.writing import day_format, write_day

_REPEATED = 3  # first columns, on each page: the number, the id and the activity
_CENTRED = {"number", "occurrence", "done", "progress", "done_on", "document_on", "unit"}


def render_form(form: Form) -> bytes:
    """Return the workbook of a form, in the language in use."""
    book: Any = Workbook()
    book._named_styles["Normal"].font = Font(FACE, 11)  # the letters that columns are measured in
    sheet = book.active
    sheet.title = _("Progress report")
    _fill_sheet(sheet, form)
    fill_instructions(book.create_sheet(_("How to fill it in")), form)
    if form.shared:
        fill_shared(book.create_sheet(_(SHARED_SHEET)), form)
    stamp = stamp_of(form)
    hidden = book.create_sheet(STAMP_SHEET)
    hidden.sheet_state = "hidden"
    for row, cells in enumerate(stamp_cells(stamp), 1):
        for column, text in enumerate(cells, 1):
            put_text(hidden, row, column, text)
    hidden.protection.sheet = True
    book.custom_doc_props.append(StringProperty(name=STAMP_PROPERTY, value=stamp_line(stamp)))
    book.properties.title = f"{_sheet_title(form)}: {form.organization_title}"
    book.properties.creator = form.program
    stream = BytesIO()
    book.save(stream)
    return repacked(
        stream.getvalue(), form.made_on, lambda name, part: _growing(name, workbook_part(name, part, form.made_on))
    )


def _growing(name: str, part: bytes) -> bytes:
    """Return a part of the archive; of a sheet, with rows that keep their heights and grow with what is typed in."""
    if not name.startswith("xl/worksheets/"):
        return part
    return re.sub(rb'(<row [^>]*?) customHeight="1"', rb"\1", part)


def _fill_sheet(sheet: Any, form: Form) -> None:
    layout = _layout(form)
    _fill_head(sheet, form, layout.across)
    last = get_column_letter(len(COLUMNS))
    for number, column in enumerate(COLUMNS, 1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width
        put_text(sheet, KEY_ROW, number, column.key)
        cell = put_text(sheet, HEADER_ROW, number, _(column.heading))
        cell.font = Font(name=FACE, size=11, bold=True)
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        cell.fill, cell.border = (ASKED_FILL if column.hint else HEADER_FILL), BORDER
    sheet.row_dimensions[KEY_ROW].hidden = True
    sheet.row_dimensions[HEADER_ROW].height = 60
    styles: dict[tuple[str, bool, bool, bool, str], Any] = {}
    for number, row in enumerate(form.rows, 1):
        _fill_row(sheet, HEADER_ROW + number, number, row, styles)
    end = HEADER_ROW + len(form.rows)
    for number, column in enumerate(COLUMNS, 1):
        if column.hint:
            _check_input(sheet, column, f"{get_column_letter(number)}{HEADER_ROW + 1}", end, form)
    sheet.freeze_panes = f"D{HEADER_ROW + 1}"
    sheet.auto_filter.ref = f"A{HEADER_ROW}:{last}{end}"
    lock_sheet(sheet)
    set_up_page(sheet, layout, True, f"{form.organization_title} - {form.period}")
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    sheet.print_area = f"A1:{last}{end}"


def _layout(form: Form) -> PaperLayout:
    """Return how a form lies on paper: across A3, or on pages of A4 beside each other where an office has no A3."""
    paper = "a4" if form.paper in ("a4", "wide") else "a3"
    return beside_each_other([column.width for column in COLUMNS], len(COLUMNS), paper, True, _REPEATED)


def _sheet_title(form: Form) -> str:
    return _("Progress report, {period}").format(period=form.period_title)


def _fill_head(sheet: Any, form: Form, across: Sequence[float]) -> None:
    """Write the lines above the table, over some columns: whose form it is, for which days, who is to have it when."""
    days = _("Figures from {first} to {last}; progress as on {last}.").format(
        first=write_day(form.first), last=write_day(form.last)
    )
    if form.send_by is not None and form.send_to:
        days += " " + _("To be sent to {body} by {day}.").format(body=form.send_to, day=write_day(form.send_by))
    elif form.send_by is not None:
        days += " " + _("To be sent by {day}.").format(day=write_day(form.send_by))
    days += "\n" + _("Please fill in the yellow cells; the white ones where there is news.")
    if form.illustrative:
        days += "\n" + _("ILLUSTRATIVE FIGURES: made up by `init --demo`; they say nothing about any office.")
    lines = (
        (form.program_title, Font(name=FACE, size=12)),
        (_sheet_title(form).upper(), Font(name=FACE, size=14, bold=True)),
        (form.organization_title, Font(name=FACE, size=13, bold=True)),
        (days, Font(name=FACE, size=11, italic=True)),
    )
    for number, (text, font) in enumerate(lines, 1):
        cell = put_text(sheet, number, 1, text)
        cell.font = font
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=len(across))
        high = sum(lines_taken(line, sum(across) * 10 / font.size) for line in text.split("\n"))
        sheet.row_dimensions[number].height = (4 + 14.5 * high) * font.size / 11
    _fill_contact(sheet)


def _fill_contact(sheet: Any) -> None:
    """Write the cells for whoever fills the form in: each a label, and a place to write beside it."""
    for each in CONTACT:
        for (first, last), text in ((each.of_label, _(each.label) + ":"), (each.of_answer, None)):
            cell = put_text(sheet, CONTACT_ROW, first, text)
            cell.font = Font(name=FACE, size=11)
            sheet.merge_cells(start_row=CONTACT_ROW, end_row=CONTACT_ROW, start_column=first, end_column=last)
            cell.alignment = Alignment(
                horizontal="left" if text is None else "right", vertical="center", wrap_text=text is None
            )
            if text is None:
                for column in range(first, last + 1):
                    part = sheet.cell(CONTACT_ROW, column)
                    part.fill, part.border, part.protection = ASKED_FILL, BORDER, Protection(locked=False)
                    part.number_format = "@"  # a telephone begins with 0
    sheet.row_dimensions[CONTACT_ROW].height = 24


def _fill_row(
    sheet: Any, at: int, number: int, row: FormRow, styles: dict[tuple[str, bool, bool, bool, str], Any]
) -> None:
    """Write a row; ``styles`` keeps the styles of cells, since making one anew for each takes longer than all else."""
    values: dict[str, Any] = {**row._asdict(), "number": number, "due": row.due_on}
    for place, column in enumerate(COLUMNS, 1):
        cell = put_text(sheet, at, place, None if column.hint else values[column.key])
        looks = column.key, row.asked, row.done, cell.quotePrefix, day_format(row.due_on)
        if looks not in styles:
            _style(cell, column, row)
            styles[looks] = cell._style
        cell._style = copy(styles[looks])
    # openpyxl would call it the user's own height, which then never grows: see `_growing`
    sheet.row_dimensions[at].height = height_of_row(
        [(values.get(column.key), column.width) for column in COLUMNS], 3 if row.asked else 1
    )


def _style(cell: Any, column: FormColumn, row: FormRow) -> None:
    """Give a cell of a row its looks; where nothing is asked for any more, nothing can be dragged over it."""
    cell.font = Font(name=FACE, size=11)
    cell.border = BORDER
    cell.alignment = Alignment(
        horizontal="center" if column.key in _CENTRED else "right" if column.key == "due" else "left",
        vertical="top",
        wrap_text=True,
    )
    if column.key in DAY_KEYS:
        cell.number_format = day_format(row.due_on) if column.key == "due" else DAY_FORMAT
    if not column.hint or row.done:
        cell.fill = LOCKED_FILL
        return
    cell.protection = Protection(locked=False)
    if row.asked:
        cell.fill = ASKED_FILL


def _check_input(sheet: Any, column: FormColumn, first: str, end: int, form: Form) -> None:
    """Give a column its hint, and a check that warns but does not stop: what is typed as text is understood too."""
    check: DataValidation
    if column.key == "done":
        # Without a check: an x, có, rồi are understood as well
        choices = ",".join((_("Finished"), _("Not finished")))
        check = DataValidation(type="list", formula1=f'"{choices}"', showErrorMessage=False)
    elif column.key == "progress":
        check = _warning(
            "decimal", "0", "1000000000", _("This is not a number. Write 60 or 60%, or the value reached.")
        )
    elif column.key in DAY_KEYS:
        words = _("This is not a date of the program. Write day/month/year, for example 30/6/2024.")
        check = _warning("date", _day_number(date(form.first.year - 5, 1, 1)), _day_number(date(2200, 12, 31)), words)
    else:
        check = DataValidation(type=None, showErrorMessage=False)
    check.promptTitle, check.prompt = _short(_(column.heading), 32), _short(_(column.hint), 255)
    check.showInputMessage, check.allow_blank = True, True
    if end > HEADER_ROW:
        check.add(f"{first}:{first.rstrip('0123456789')}{end}")
        sheet.add_data_validation(check)


def _warning(kind: Literal["decimal", "date"], low: str, high: str, words: str) -> DataValidation:
    return DataValidation(
        type=kind,
        operator="between",
        formula1=low,
        formula2=high,
        errorStyle="warning",
        errorTitle=_("Please look again"),
        error=_short(words, 255),
        showErrorMessage=True,
    )


def _day_number(day: date) -> str:
    """Return a day as workbooks count it: days since 30/12/1899."""
    return str((day - date(1899, 12, 30)).days)


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
