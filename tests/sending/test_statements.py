"""What organizations say stands in the way, and what they ask for: in every format of a period's report alike."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from tests.collecting.filled import Filled
from tests.command_line import DEFINITIONS, Ready, Tell, write_definitions

ASKED = "gd-02@2024-Q1"
ALSO = "gd-02@2024-Q2"  # due in the period, so it stands in the annex
DIFFICULTY, WISH = "Thiếu <b>kinh phí</b>", "Bổ sung kinh phí"


@pytest.fixture(autouse=True)
def form(here: Path, ready: Ready, monkeypatch: pytest.MonkeyPatch) -> Filled:
    monkeypatch.setenv("COORDPLAN_LANG", "en")
    write_definitions(here / "plans", DEFINITIONS)
    ready("init")
    ready("form", "2024-Q2", "-o", "forms", "--as-of", "2024-06-12")
    return Filled(Path("forms/2024-Q2_so-gd.xlsx"))


def collected(tell: Tell, form: Filled, day: str, **rows: dict[str, str | None]) -> None:
    for id_, cells in ((ASKED, rows.get("asked", {})), (ALSO, rows.get("also", {}))):
        form.answer(id_, progress="60%", **cells)
    code, _out, err = tell("collect", str(form.save(Path("back") / f"{day}.xlsx")), "--received", day)
    assert (code, err) == (0, "")


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def words_of_word(path: Path) -> str:
    document = Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def words_of_workbook(path: Path) -> str:
    sheets = load_workbook(path).worksheets
    return "\n".join(str(cell) for sheet in sheets for row in sheet.iter_rows(values_only=True) for cell in row if cell)


READERS: dict[str, Callable[[Path], str]] = {
    "txt": text_of,
    "md": text_of,
    "html": text_of,
    "json": text_of,
    "docx": words_of_word,
    "xlsx": words_of_workbook,
}


@pytest.mark.parametrize("ending", READERS)
def test_what_organizations_say_stands_in_every_format(tell: Tell, form: Filled, ending: str) -> None:
    collected(tell, form, "2024-06-18", also={"difficulties": DIFFICULTY, "recommendations": WISH})
    path = Path(f"report.{ending}")
    assert tell("report", "2024-Q2", "-o", str(path)).code == 0
    said = " ".join(READERS[ending](path).replace("\\", "").replace("&lt;", "<").replace("&gt;", ">").split())
    for each in (DIFFICULTY, WISH, "Sở Giáo dục"):
        assert each.casefold() in said.casefold()  # within a sentence it begins small


def test_a_difficulty_stands_in_the_annex_beside_its_activity(tell: Tell, form: Filled) -> None:
    collected(tell, form, "2024-06-18", also={"difficulties": DIFFICULTY})
    tell("report", "2024-Q2", "-o", "report.docx")
    tables = Document("report.docx").tables
    rows = [[cell.text for cell in row.cells] for table in tables for row in table.rows]
    (found,) = (row for row in rows if any(DIFFICULTY in cell for cell in row))
    heading = next(row for row in reversed(rows[: rows.index(found)]) if "Note" in row)
    assert DIFFICULTY in found[heading.index("Note")]
    assert "Giao ban công tác khoa giáo" in found[1]


@pytest.mark.parametrize("language", ["en", "vi"])
def test_a_workbook_has_a_sheet_of_what_they_say_where_they_do(tell: Tell, form: Filled, language: str) -> None:
    name = {"en": "What they say", "vi": "Khó khăn, kiến nghị"}[language]
    tell("--lang", language, "report", "2024-Q2", "-o", "before.xlsx")
    assert name not in load_workbook("before.xlsx").sheetnames
    collected(tell, form, "2024-06-18", asked={"difficulties": DIFFICULTY, "recommendations": WISH})
    tell("--lang", language, "report", "2024-Q2", "-o", "after.xlsx")
    said = words_of_workbook(Path("after.xlsx"))
    assert load_workbook("after.xlsx").sheetnames[-1] == name
    assert f"{DIFFICULTY} ({ASKED})" in said, "also of what is overdue from before, and in no annex of the period"
    assert f"{WISH} ({ASKED})" in said


def test_the_same_of_several_activities_is_said_once(tell: Tell, form: Filled) -> None:
    said: dict[str, str | None] = {"difficulties": DIFFICULTY}
    collected(tell, form, "2024-06-18", asked=said, also=said)
    tell("report", "2024-Q2", "-o", "report.json")
    (statement,) = json.loads(text_of(Path("report.json")))["difficulties"]
    assert statement == {
        "organization": "so-gd",
        "title": "Sở Giáo dục",
        "text": f"{DIFFICULTY} ({ASKED}, {ALSO})",
        "words": DIFFICULTY,
    }


def test_the_latest_word_counts(tell: Tell, form: Filled) -> None:
    collected(tell, form, "2024-06-18", also={"difficulties": DIFFICULTY})
    collected(tell, form, "2024-06-19", also={"difficulties": "Thiếu phòng học"})
    assert DIFFICULTY not in tell("report", "2024-Q2").out
    assert "Thiếu phòng học" in tell("report", "2024-Q2").out
    assert DIFFICULTY in tell("report", "2024-Q2", "--known-at", "3").out, "as far as the file had been told by then"
    tell("undo")
    assert DIFFICULTY in tell("report", "2024-Q2").out


def test_what_was_said_of_another_period_is_not_in_it(tell: Tell, form: Filled) -> None:
    collected(tell, form, "2024-06-18", also={"difficulties": DIFFICULTY})
    assert DIFFICULTY not in tell("report", "2024-Q1").out


def test_what_stands_beside_a_fault_waits_until_the_file_comes_again(tell: Tell, form: Filled) -> None:
    form.answer(ASKED, progress="160%").answer(ALSO, progress="60%", difficulties=DIFFICULTY)
    assert tell("collect", str(form.save(Path("back/wrong.xlsx"))), "--received", "2024-06-18").code == 3
    assert DIFFICULTY not in tell("report", "2024-Q2").out
    collected(tell, form, "2024-06-19")
    assert DIFFICULTY in tell("report", "2024-Q2").out
