"""The stamp that travels with a form, and the workbook that it is."""

import zipfile
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from coordplan.collecting.form.form_workbook import render_form
from coordplan.collecting.form.values import (
    COLUMNS,
    FILLED,
    HEADER_ROW,
    KEY_ROW,
    LOCKED,
    STAMP_SHEET,
    Form,
    FormRow,
    parse_stamp_cells,
    parse_stamp_line,
    stamp_cells,
    stamp_line,
    stamp_of,
)
from coordplan.text.language import in_language
from coordplan.text.writing import day_format

ROWS = (
    FormRow("gd-01", "=SUM(A1) [bold] \x1b[31m", date(2024, 6, 20), "Quý II", "đang thực hiện", "60%", "%", True),
    FormRow("gd-02@2024-Q2", "Giao ban", date(2024, 6, 25), "", "chưa thực hiện", "", "6 lớp", True),
    FormRow("gd-03", "Theo dõi", None, "Thường xuyên", "thường xuyên", "", "%", False),
)
FORM = Form(
    "ct", "Chương trình", "so-gd", "Sở Giáo dục", "2024-Q2", "quý II/2024", date(2024, 3, 15), date(2024, 6, 14),
    date(2024, 6, 12), 7, date(2024, 6, 18), "Ban Tuyên giáo", ROWS,
)  # fmt: skip


@dataclass
class Opened:
    """The workbook of the form."""

    data: bytes

    def __post_init__(self) -> None:
        self.workbook: Any = load_workbook(BytesIO(self.data))
        self.sheet = self.workbook.worksheets[0]


@pytest.fixture(scope="module")
def opened() -> Opened:
    with in_language("vi"):
        return Opened(render_form(FORM))


def test_a_stamp_is_read_back_as_it_was() -> None:
    stamp = stamp_of(FORM)
    assert parse_stamp_cells(stamp_cells(stamp)) == stamp
    assert parse_stamp_line(stamp_line(stamp)) == stamp._replace(rows=())


def test_a_stamp_that_was_altered_is_none() -> None:
    cells = stamp_cells(stamp_of(FORM))
    for row in range(len(cells)):
        altered = [list(each) for each in cells]
        altered[row][1] = altered[row][1] + "9"
        assert parse_stamp_cells(altered) is None, cells[row]
    assert parse_stamp_line("nothing of the kind") is None


def test_the_same_form_has_the_same_bytes() -> None:
    with in_language("vi"):
        assert render_form(FORM) == render_form(FORM)
        assert render_form(FORM) != render_form(FORM._replace(seen=8))


def test_what_is_known_is_locked_and_what_is_asked_is_open(opened: Opened) -> None:
    sheet = opened.sheet
    assert sheet.protection.sheet is True
    assert not sheet.protection.password
    columns = {cell.value: cell.column for cell in sheet[KEY_ROW]}
    for row in range(HEADER_ROW + 1, HEADER_ROW + 1 + len(ROWS)):
        assert all(sheet.cell(row, columns[key]).protection.locked for key in LOCKED)
        assert not any(sheet.cell(row, columns[key]).protection.locked for key in FILLED)
    assert sheet.row_dimensions[KEY_ROW].hidden is True
    assert sheet.freeze_panes is not None


def test_cells_are_checked_and_hinted_at(opened: Opened) -> None:
    rules = opened.sheet.data_validations.dataValidation
    assert {rule.type for rule in rules} >= {"list", "date"}
    hints = {rule.prompt for rule in rules if rule.prompt}
    with in_language("vi"):
        from coordplan.text.language import translate

        assert translate(next(column.hint for column in COLUMNS if column.key == "done_on")) in hints


def test_what_is_said_above_the_table_has_a_line_for_each_thing(opened: Opened) -> None:
    made_up = FORM._replace(illustrative=True)
    with in_language("vi"):
        head = load_workbook(BytesIO(render_form(made_up))).worksheets[0]["A4"].value.split("\n")
    assert [line.split()[0] for line in head] == ["Số", "Đề", "SỐ"], "the days, what to fill in, the warning"


def test_days_are_shown_as_they_are_written_beside_them() -> None:
    with in_language("vi"):
        formats = [day_format(date(2024, month, 7)) for month in (2, 3, 12)]
    assert formats == ["dd/mm/yyyy", "dd/m/yyyy", "dd/m/yyyy"]


def test_it_prints_at_nine_points_with_its_head_on_every_page(opened: Opened) -> None:
    setup = opened.sheet.page_setup
    assert (setup.orientation, str(setup.paperSize)) == ("landscape", "8"), "A3"
    margins = opened.sheet.page_margins
    inches = 420 / 25.4 - margins.left - margins.right
    needed = sum(each.width for each in opened.sheet.column_dimensions.values()) * 7 / 96  # 7 dots a letter
    smallest = min(cell.font.size for row in opened.sheet.iter_rows() for cell in row if cell.value is not None)
    assert smallest * min(1, inches / needed) >= 9
    assert str(HEADER_ROW) in str(opened.sheet.print_title_rows)


def test_text_that_looks_like_a_formula_stays_text(opened: Opened) -> None:
    columns = {cell.value: cell.column for cell in opened.sheet[KEY_ROW]}
    cell = opened.sheet.cell(HEADER_ROW + 1, columns["title"])
    assert cell.data_type == "s"
    assert cell.quotePrefix
    assert "\x1b" not in cell.value
    with zipfile.ZipFile(BytesIO(opened.data)) as archive:
        assert b"<f>" not in b"".join(archive.read(name) for name in archive.namelist() if "sheet" in name)


def test_the_stamp_is_hidden_and_the_instructions_are_not(opened: Opened) -> None:
    states = {sheet.title: sheet.sheet_state for sheet in opened.workbook.worksheets}
    assert states[STAMP_SHEET] != "visible"
    assert list(states.values()).count("visible") == 2


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_form_speaks_one_language(language: str) -> None:
    with in_language(language):
        sheet = Opened(render_form(FORM)).sheet
    headings = [str(cell.value) for cell in sheet[HEADER_ROW] if cell.value]
    assert ("Trích yếu" in headings) == (language == "vi")
    assert ("Document: subject" in headings) == (language == "en")
