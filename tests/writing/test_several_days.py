"""What is due on several days, or in a month of every year, through every door: YAML, add, edit, mark, export."""

import json
from pathlib import Path

import pytest

from tests.command_line import Tell

ADD = ("--content", "nd1", "--lead", "so-gd")
DAYS_OF = {
    "Tháng 8, tháng 9 hằng năm": ["2024-08-31", "2024-09-30", "2025-08-31", "2025-09-30"],
    "Quý IV hằng năm": ["2024-12-31", "2025-12-31"],
    "15/12 hằng năm": ["2024-12-15", "2025-12-15"],
    "Trước ngày 25 hằng tháng": [f"{2024 + (7 + n) // 12}-{(7 + n) % 12 + 1:02d}-24" for n in range(-1, 17)],
    "31/7/2024, 30/9/2024": ["2024-07-31", "2024-09-30"],
    "Quý III, IV/2024": ["2024-09-30", "2024-12-31"],
}


def due_days(tell: Tell, activity: str, *words: str) -> dict[str, str]:
    rows = json.loads(tell("list", "-f", "json", *words).out)["occurrences"]
    return {row["occurrence"]: row["due"] for row in rows if row["activity"] == activity}


@pytest.mark.parametrize("words", DAYS_OF, ids=list(DAYS_OF))
def test_the_same_words_mean_the_same_days_in_yaml_and_by_add(tell: Tell, small: Path, words: str) -> None:
    assert tell("add", "gd", "Việc thêm", *ADD, "--due", words, "--start", "2024-07-01").code == 0
    by_hand = list(due_days(tell, "gd-06").values())
    assert by_hand == DAYS_OF[words]
    plan = Path("plans/gd.yaml")
    written = f"  - {{id: gd-07, title: Việc nữa, content: nd1, lead: so-gd, start: 2024-07-01, due: '{words}'}}\n"
    plan.write_text(plan.read_text("utf-8") + written, "utf-8")
    assert tell("load", "plans").code == 0
    assert list(due_days(tell, "gd-07").values()) == by_hand
    shown = json.loads(tell("show", "gd-07", "-f", "json").out)["activity"]
    assert shown["deadline_text"] == words
    tell("export", "out")
    assert "gd-07" not in tell("load", "out", "--dry-run").out


def test_each_day_is_marked_by_itself(tell: Tell, small: Path) -> None:
    tell(
        "add",
        "gd",
        "Báo cáo tháng 5 và 6",
        *ADD,
        "--due",
        "Ngày 20/5, 31/5, 30/6 hằng năm",
        "--start",
        "2024-01-01",
        "--sure",
    )
    assert list(due_days(tell, "gd-06"))[:3] == ["gd-06@2024-05-20", "gd-06@2024-05-31", "gd-06@2024-06"]
    assert tell("done", "gd-06", "--on", "2024-05-18").code == 0
    assert tell("done", "GD-06@2024-5-31", "--on", "2024-05-30").code == 0
    rows = json.loads(tell("list", "-f", "json", "--standing", "done").out)["occurrences"]
    assert [row["occurrence"] for row in rows] == ["gd-06@2024-05-20", "gd-06@2024-05-31"]
    assert "gd-06@2024-06" in tell("done", "gd-06").out


def test_an_edit_of_words_that_have_fallen_due_amends_from_the_current_days_on(tell: Tell, small: Path) -> None:
    tell("add", "gd", "Báo cáo", *ADD, "--due", "Tháng 3, tháng 9 hằng năm", "--start", "2024-01-01", "--sure")
    assert tell("edit", "gd-06", "--due", "Quý II, quý IV hằng năm", "--sure").code == 0
    assert due_days(tell, "gd-06") == {
        "gd-06@2024-03": "2024-03-31",
        "gd-06@2024-06": "2024-06-30",
        "gd-06@2024-12": "2024-12-31",
        "gd-06@2025-06": "2025-06-30",
        "gd-06@2025-12": "2025-12-31",
    }
    assert tell("edit", "gd-06", "--due", "15/12 hằng năm", "--from", "2025-01-01").code == 0
    assert "gd-06@2025" not in due_days(tell, "gd-06")
    assert list(due_days(tell, "gd-06", "--as-of", "2025-01-01").items())[-1] == ("gd-06@2025", "2025-12-15")


@pytest.mark.parametrize(
    ("language", "words"), [("vi", "quý IV hằng năm"), ("en", "Q4 of every year")], ids=["vi", "en"]
)
def test_show_says_it_as_an_office_does(tell: Tell, small: Path, language: str, words: str) -> None:
    tell("add", "gd", "Báo cáo", *ADD, "--due", "Quý IV hằng năm")
    assert words in tell("--lang", language, "show", "gd-06").out
    assert "day 25 of the last month of every quarter" in tell("--lang", "en", "show", "gd-02").out


def test_no_words_are_stored_beside_a_list_of_days(tell: Tell, small: Path) -> None:
    plan = Path("plans/gd.yaml")
    text = plan.read_text("utf-8")
    plan.write_text(text.replace("due: 2024-06-20", "due: [2024-06-20, 30/9/2024]"), "utf-8")
    assert tell("load", "plans").code == 0
    assert due_days(tell, "gd-01") == {"gd-01@2024-06": "2024-06-20", "gd-01@2024-09": "2024-09-30"}
    assert "20 June" not in tell("show", "gd-01").out
    assert "2024-06-20, 2024-09-30" in tell("show", "gd-01").out
    tell("export", "out")
    assert "due: [2024-06-20, 2024-09-30]" in Path("out/gd.yaml").read_text("utf-8").replace('"', "")


def test_forms_and_reports_say_how_often_where_nothing_is_printed(tell: Tell, small: Path) -> None:
    from docx import Document
    from openpyxl import load_workbook

    words = "Day 25 of the last month of every quarter"  # papers are in the program's language
    assert tell("form", "2024-Q2", "-o", "forms").code == 0
    cells = [cell.value for sheet in load_workbook("forms/2024-Q2_so-gd.xlsx") for row in sheet for cell in row]
    assert words in cells
    assert tell("report", "2024-Q2", "-o", "r.docx").code == 0
    texts = [cell.text for table in Document("r.docx").tables for row in table.rows for cell in row.cells]
    assert any(words in each.replace("\u00a0", " ") for each in texts)
    listed = json.loads(tell("list", "-f", "json").out)["occurrences"]
    assert {row["deadline_text"] for row in listed if row["activity"] == "gd-02"} == {None}, (
        "what is printed, or nothing"
    )
