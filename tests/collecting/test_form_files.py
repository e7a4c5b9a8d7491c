"""Forms out: one workbook for each lead, locked but for the answers, the same bytes each time, all of them or none."""

import json
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from coordplan.collecting.form.values import COLUMNS, FILLED, HEADER_ROW, LOCKED, STAMP_SHEET
from tests.collecting.filling import PLACE, row_of
from tests.command_line import Ready, Tell

FORM = Path("forms/2024-Q2_so-gd.xlsx")


@pytest.fixture
def forms(small: Path, ready: Ready) -> Path:
    """The forms of the small program, as they go out."""
    ready("form", "2024-Q2", "-o", "forms")
    return Path("forms")


def test_there_is_a_form_for_each_lead_with_what_is_due_and_what_is_overdue(small: Path, tell: Tell) -> None:
    told = tell("form", "2024-Q2", "-o", "forms", "-f", "json")
    said = json.loads(told.out)
    assert (told.code, said["schema"]) == (0, "coordplan/form/1")
    assert {form["organization"]: (form["asked"], form["not_due"]) for form in said["forms"]} == {
        "btg": (["gd-01"], ["ct-01", "gd-03"]),
        "so-gd": (["gd-02@2024-Q1", "gd-02@2024-Q2"], ["gd-05", "gd-04"]),
    }
    assert sorted(path.name for path in Path("forms").iterdir()) == ["2024-Q2_btg.xlsx", "2024-Q2_so-gd.xlsx"]


def test_the_csv_has_a_row_for_each_form(small: Path, tell: Tell) -> None:
    lines = tell("form", "2024-Q2", "-o", "forms", "-f", "csv").out.removeprefix("\ufeff").splitlines()
    assert lines[0].startswith("period,organization,file,as_of,seen,send_by,new,asked,not_due")
    assert len(lines) == 3


def test_only_the_answers_may_be_filled_in_and_there_is_no_password(forms: Path) -> None:
    sheet = openpyxl.load_workbook(FORM).worksheets[0]
    for number in range(HEADER_ROW + 1, sheet.max_row + 1):
        for column in COLUMNS:
            locked = sheet.cell(number, PLACE[column.key]).protection.locked
            assert locked is (column.key in LOCKED), column.key
    assert sheet.protection.sheet
    assert not sheet.protection.password
    assert not sheet.protection.sort
    assert not sheet.protection.autoFilter


def test_what_is_known_stands_beside_what_is_asked(small: Path, tell: Tell, ready: Ready) -> None:
    assert tell("mark", "gd-04", "5", "--on", "2024-05-14").code == 0
    ready("form", "2024-Q2", "-o", "forms")
    sheet = openpyxl.load_workbook(FORM).worksheets[0]
    number = row_of(sheet, "gd-04")
    cells = {key: sheet.cell(number, place).value for key, place in PLACE.items()}
    assert cells["title"] == "Mở lớp bồi dưỡng"
    assert cells["due"].date() == date(2024, 12, 31)
    assert cells["unit"] == "12 lớp"
    assert cells["known"] == "5 lớp (2024-05-14)"
    assert cells["standing"]
    assert all(cells[key] is None for key in FILLED)


def test_each_column_to_fill_in_has_a_hint_and_days_and_numbers_are_checked(forms: Path) -> None:
    sheet = openpyxl.load_workbook(FORM).worksheets[0]
    checks = {
        str(check.sqref).split(":", 1)[0].rstrip("0123456789"): check for check in sheet.data_validations.dataValidation
    }
    letters = {key: sheet.cell(HEADER_ROW, PLACE[key]).column_letter for key in FILLED}
    assert set(checks) == set(letters.values())
    assert all(check.prompt and check.showInputMessage for check in checks.values())
    kinds = {key: checks[letter].type for key, letter in letters.items()}
    assert (kinds["done"], kinds["progress"], kinds["done_on"], kinds["document_on"]) == (
        "list",
        "decimal",
        "date",
        "date",
    )
    assert checks[letters["progress"]].errorStyle == "warning"


def test_the_page_is_a3_across_with_its_head_repeated_and_frozen(forms: Path) -> None:
    book = openpyxl.load_workbook(FORM)
    sheet = book.worksheets[0]
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 8)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == f"${HEADER_ROW}:${HEADER_ROW}"
    assert sheet.freeze_panes == f"D{HEADER_ROW + 1}"
    assert len(book.worksheets) == 3
    assert book[STAMP_SHEET].sheet_state == "hidden"


def test_the_same_form_is_the_same_bytes_and_going_out_again_is_no_change(forms: Path, tell: Tell) -> None:
    first = {path.name: path.read_bytes() for path in forms.iterdir()}
    again = tell("form", "2024-Q2", "-o", "again", "-f", "json")
    assert json.loads(again.out)["change"] is None
    assert {path.name: path.read_bytes() for path in Path("again").iterdir()} == first


@pytest.mark.parametrize("text", ["=1+1", "+84 tin", "@cmd", "-2+3", "=HYPERLINK(1)"])
def test_text_that_looks_like_a_formula_stays_text(small: Path, tell: Tell, ready: Ready, text: str) -> None:
    path = Path("plans/gd.yaml")
    written = path.read_text(encoding="utf-8").replace("title: Đối thoại với giáo viên", f"title: {json.dumps(text)}")
    path.write_text(written, encoding="utf-8")
    assert tell("load", "plans").code == 0
    ready("form", "2024-Q2", "-o", "forms")
    sheet = openpyxl.load_workbook(FORM).worksheets[0]
    cell = sheet.cell(row_of(sheet, "gd-05"), PLACE["title"])
    assert (cell.value, cell.data_type) == (text, "s")


def test_all_of_the_folder_is_written_or_nothing_of_it(small: Path, tell: Tell) -> None:
    Path("forms/2024-Q2_so-gd.xlsx").mkdir(parents=True)
    told = tell("form", "2024-Q2", "-o", "forms")
    assert told.code == 1
    assert [path.name for path in Path("forms").iterdir()] == ["2024-Q2_so-gd.xlsx"]
    assert json.loads(tell("log", "-f", "json").out)["changes"][0]["command"] != "form"


def test_a_form_with_nothing_to_answer_says_so(small: Path, tell: Tell) -> None:
    assert tell("done", "gd-01", "--on", "2024-06-18").code == 0
    told = tell("form", "2024-Q2", "-o", "forms")
    assert "Nothing has to be answered by BTG" in told.out


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["2019-Q1"], 1, "lies outside the program"),
        (["2024-Q7"], 2, ""),
        (["2024-Q2", "--org", "so-zz"], 1, '"so-zz" is not an organization of this program'),
    ],
)
def test_what_cannot_be_asked_is_refused(small: Path, tell: Tell, words: list[str], code: int, sentence: str) -> None:
    told = tell("form", *words, "-o", "forms")
    assert told.code == code
    assert sentence in told.err
    assert not Path("forms").exists()


def test_the_form_shows_the_day_that_was_asked_about(small: Path, tell: Tell) -> None:
    said = json.loads(tell("form", "2024-Q2", "--as-of", "2024-06-10", "-o", "forms", "-f", "json").out)
    assert said["as_of"] == date(2024, 6, 10).isoformat()


def test_whoever_only_has_what_is_not_due_gets_a_form_when_named(small: Path, tell: Tell) -> None:
    said = json.loads(tell("form", "2024-Q2", "--org", "so-yt", "-o", "forms", "-f", "json").out)
    assert [(form["asked"], form["not_due"]) for form in said["forms"]] == [([], ["yt-01", "yt-02@2024"])]


def test_who_leads_nothing_is_refused(small: Path, tell: Tell) -> None:
    for number in ("yt-01", "yt-02@2024", "yt-02@2025"):
        assert tell("mark", number, "cancelled", "--on", "2024-06-01").code == 0
    told = tell("form", "2024-Q2", "--org", "so-yt", "-o", "forms")
    assert (told.code, "answers for nothing" in told.err) == (1, True)


@pytest.mark.parametrize(
    ("made", "send_by"),
    [
        pytest.param("2024-06-12", "2024-06-18", id="before the figures close"),
        pytest.param("2024-06-18", "2024-06-18", id="on the last day"),
        pytest.param("2024-06-19", "2024-06-21", id="a day too late"),
        pytest.param("2024-06-28", "2024-07-02", id="before a weekend"),
    ],
)
def test_a_form_that_is_made_late_leaves_as_many_working_days(
    shipped: Path, tell: Tell, made: str, send_by: str
) -> None:
    said = json.loads(tell("form", "2024-Q2", "-o", "forms", "--as-of", made, "-f", "json").out)
    assert {form["send_by"] for form in said["forms"]} == {send_by}
