"""Columns of days whose day and month may be exchanged: asked about as a whole, and read as answered."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from coordplan.model import Definitions
from coordplan.setting_up.annexes.annex import Annex, parse_annex
from coordplan.setting_up.annexes.annex_files import read_grids
from coordplan.setting_up.annexes.findings import ImportChoices
from coordplan.setting_up.annexes.grid import grid_of
from coordplan.setting_up.annexes.layout import tables_in
from coordplan.text.folding import same_name_key
from coordplan.text.language import use_language

HEADINGS = ["STT", "Nội dung", "Chủ trì", "Thời gian"]


def rows_due(*days: Any) -> list[list[Any]]:
    return [HEADINGS, *([str(number), f"Việc {number}", "Sở Y tế", day] for number, day in enumerate(days, 1))]


def understood(known: Definitions, *days: str, answers: Mapping[str, str] = {}) -> Annex:
    tables = tables_in([grid_of("a.csv", "csv", "", rows_due(*days))], {})
    return parse(known, tables, answers)


def from_a_workbook(known: Definitions, path: Path, *days: Any, answers: Mapping[str, str] = {}) -> Annex:
    book = openpyxl.Workbook()
    for row in rows_due(*days):
        book.active.append(row)
    book.save(path / "a.xlsx")
    return parse(known, tables_in(read_grids(path / "a.xlsx").grids, {}), answers)


def parse(known: Definitions, tables: Any, answers: Mapping[str, str]) -> Annex:
    said = {same_name_key(words): answer for words, answer in answers.items()}
    return parse_annex(tables, known, ImportChoices(answers=said, contents=("nd1",), year=2024))


def due_days(annex: Annex) -> list[str | None]:
    return [proposal.fields.get("due") for proposal in annex.proposals]


def told(annex: Annex) -> list[tuple[str, list[str]]]:
    return [(each.rule, [place.cell for place in (each.place, *each.more)]) for each in annex.findings]


US = ("12/31/2024", "3/4/2024", "Trước 6/7/2024", "15/3/2024", "5/5/2024", "Quý II/2024", "3/4")


def test_where_one_day_has_its_month_first_all_that_could_have_it_are_asked_about_once(shipped: Definitions) -> None:
    annex = understood(shipped, *US)
    assert told(annex) == [("day-order", ["D2", "D3", "D4", "D8"])]
    assert due_days(annex)[3:6] == ["15/3/2024", "5/5/2024", "Quý II/2024"]  # those can be read in one way
    (finding,) = annex.findings
    assert finding.message == '"12/31/2024" has its month first: other days of the column may too'
    assert '--answer "Thời gian=month/day"' in finding.remedy
    assert all(proposal.faults for at, proposal in enumerate(annex.proposals) if at in (0, 1, 2, 6))


@pytest.mark.parametrize("answer", ["month/day", "tháng/ngày", "THÁNG/NGÀY", "m/d"])
def test_the_answer_that_the_month_is_first_is_for_all_of_them(answer: str, shipped: Definitions) -> None:
    annex = understood(shipped, *US, answers={"Thời gian": answer})
    assert told(annex) == []
    expected = ["31/12/2024", "4/3/2024", "Trước 7/6/2024", "15/3/2024", "5/5/2024", "Quý II/2024", "4/3/2024"]
    assert due_days(annex) == expected


def test_the_answer_that_the_day_is_first_leaves_the_one_that_cannot_be(shipped: Definitions) -> None:
    annex = understood(shipped, *US, answers={"thời gian": "ngày/tháng"})
    assert told(annex) == [("bad-deadline", ["D2"])]
    assert due_days(annex)[1] == "3/4/2024"


@pytest.mark.parametrize(
    "days",
    [
        ("31/12/2024", "3/4/2024", "15/6"),
        ("2024-12-31", "3/4/2024", "2024-04-03"),
        ("6/24", "12/2024", "Quý I/2024"),
        ("số 12/31/KH-UBND", "3/4/2024"),
    ],
    ids=["day first", "ISO", "months", "a number of a document"],
)
def test_other_columns_are_not_asked_about(days: tuple[str, ...], shipped: Definitions) -> None:
    assert "day-order" not in [finding.rule for finding in understood(shipped, *days).findings]


def test_cells_that_hold_days_are_of_the_column_too(shipped: Definitions, tmp_path: Path) -> None:
    days = "12/31/2024", date(2024, 4, 3), date(2024, 10, 15)
    annex = from_a_workbook(shipped, tmp_path, *days)
    assert told(annex) == [("day-order", ["D2", "D3"])]
    annex = from_a_workbook(shipped, tmp_path, *days, answers={"Thời gian": "month/day"})
    assert due_days(annex) == ["31/12/2024", "4/3/2024", "15/10/2024"]


def test_days_that_excel_took_with_the_month_first_are_asked_about(shipped: Definitions, tmp_path: Path) -> None:
    """Typed 31/12, 15/6, 3/4 and 5/6 in an Excel of the United States: it makes days of the last two."""
    days = "31/12/2024", "15/6/2024", date(2024, 3, 4), date(2024, 5, 6)
    annex = from_a_workbook(shipped, tmp_path, *days)
    assert told(annex) == [("day-order", ["D4", "D5"])]
    assert annex.findings[0].message.startswith('"31/12/2024" is text and earlier days of a month are not')
    annex = from_a_workbook(shipped, tmp_path, *days, answers={"Thời gian": "month/day"})
    assert due_days(annex) == ["31/12/2024", "15/6/2024", "3/4/2024", "5/6/2024"]
    annex = from_a_workbook(shipped, tmp_path, *days, answers={"Thời gian": "day/month"})
    assert due_days(annex)[2:] == ["4/3/2024", "6/5/2024"]


@pytest.mark.parametrize(
    "days",
    [
        ("31/12/2024", "3/4/2024", date(2024, 3, 4), date(2024, 5, 6)),
        ("31/12/2024", date(2024, 3, 4), date(2024, 5, 16)),
        ("31/12/2024", date(2024, 3, 4)),
    ],
    ids=["an early day is text too", "a late day is none", "too few to tell"],
)
def test_text_among_days_is_not_always_a_sign(days: tuple[Any, ...], shipped: Definitions, tmp_path: Path) -> None:
    assert told(from_a_workbook(shipped, tmp_path, *days)) == []


def test_the_way_out_is_in_the_language_of_the_reader(shipped: Definitions) -> None:
    use_language("vi")
    assert '--answer "Thời gian=tháng/ngày"' in understood(shipped, *US).findings[0].remedy


def test_a_number_in_place_of_a_day_is_the_day_that_workbooks_count_to(shipped: Definitions, tmp_path: Path) -> None:
    annex = from_a_workbook(shipped, tmp_path, 45473, "45473")
    assert due_days(annex)[0] == "30/6/2024"
    assert [(each.rule, each.place.cell, each.warning) for each in annex.findings] == [
        ("counted-day", "D2", True),
        ("bad-deadline", "D3", False),
    ]


def test_a_number_such_as_15_1_may_have_been_typed_as_15_10(shipped: Definitions, tmp_path: Path) -> None:
    annex = from_a_workbook(shipped, tmp_path, 15.1, 15.12, "15.1")
    assert told(annex) == [("number-for-day", ["D2"])]
    assert annex.findings[0].question is not None
    assert annex.findings[0].question.candidates == ("15/1", "15/10")
    annex = from_a_workbook(shipped, tmp_path, 15.1, answers={"15.1": "15/10"})
    assert (told(annex), due_days(annex)) == ([], ["15/10/2024"])


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("15-Oct", "15/10"),
        ("5-May-24", "5/5/2024"),
        ("15-OCT-2024", "15/10/2024"),
        ("Mar-24", "3/2024"),
        ("15-thg 10", "15/10"),
        ("Thg10-24", "10/2024"),
        ("2024-06-30 00:00:00", "2024-06-30"),
        ("30/06/2024 0:00", "30/06/2024"),
        ("2024-06-30T00:00:00", "2024-06-30"),
        ("May", "May"),
        ("Mar 24", "Mar 24"),
        ("30/06/2024 08:00", "30/06/2024 08:00"),
        ("Quý II", "Quý II"),
    ],
)
def test_days_as_programs_write_them_into_text_are_as_people_write_them(text: str, day: str) -> None:
    assert grid_of("a.csv", "csv", "", [[text]]).rows[0][0].text == day


def test_a_day_of_the_month_that_it_stands_under_is_not_doubted(shipped: Definitions, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (*rows_due("27/4", "25/3"), ["", "THÁNG 12/2024"], ["3", "Việc 3", "Sở Y tế", date(2024, 12, 10)]):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    annex = parse(shipped, tables_in(read_grids(tmp_path / "a.xlsx").grids, {}), {})
    assert told(annex) == []
    assert due_days(annex)[2] == "10/12/2024"
