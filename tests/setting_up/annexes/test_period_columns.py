"""Months, quarters and years as columns: found among headings, and what stands under them as words of a deadline."""

from collections.abc import Sequence

import pytest

from coordplan.setting_up.annexes.grid import grid_of
from coordplan.setting_up.annexes.headings import headings_in
from coordplan.setting_up.annexes.row_groups import OpenGroups
from coordplan.setting_up.annexes.rows import AnnexRow, rows_under

FIRST = ["STT", "Nội dung công việc", "Chủ trì"]
MONTHS = [f"T{month}" for month in range(1, 13)]
QUARTERS = ["Quý I", "Quý II", "Quý III", "Quý IV"]
YEARS = ["2022", "2023", "2024", "2025"]

Areas = Sequence[tuple[int, int, int, int]]


def rows(*lines: Sequence[str], merged: Areas = ()) -> list[AnnexRow]:
    grid = grid_of("a.csv", "csv", "", lines, merged)
    return rows_under(grid, headings_in(grid, {}), OpenGroups())


def under(columns: Sequence[str], *cells: str) -> AnnexRow:
    (row,) = rows([*FIRST, *columns], ["1", "Giao ban", "BTGTU", *cells])
    return row


def at(*months: int, text: str = "x") -> list[str]:
    return [text if month in months else "" for month in range(1, 13)]


@pytest.mark.parametrize(
    "columns",
    [
        pytest.param([f"T{month}" for month in range(1, 13)], id="letters"),
        pytest.param([f"Tháng {month}" for month in range(1, 13)], id="words"),
        pytest.param([f"Th{month:02d}" for month in range(1, 13)], id="noughts"),
        pytest.param([str(month) for month in range(1, 13)], id="figures, all twelve"),
        pytest.param([f"{month}/2024" for month in range(1, 13)], id="with the year"),
    ],
)
def test_months_side_by_side_are_columns_of_months_however_they_are_written(columns: list[str]) -> None:
    (heading,) = headings_in(grid_of("a.csv", "csv", "", [[*FIRST, *columns], ["1", "a", "b"]]), {})
    assert [name.number for name in heading.periods.values()] == list(range(1, 13))
    assert heading.columns == {1: "number", 2: "title", 3: "lead"}
    assert heading.untaken == []
    assert heading.clashes == ()


@pytest.mark.parametrize(
    ("below", "merged"),
    [
        pytest.param(["", "", "", *MONTHS], [], id="a CSV"),
        pytest.param(["", "", "", *map(str, range(1, 13))], [], id="figures in a CSV"),
        pytest.param(["", "", "", *map(str, range(1, 13))], [(1, 1, 2, 1), (1, 2, 2, 2), (1, 4, 1, 15)], id="merged"),
    ],
)
def test_months_may_stand_in_a_second_row_of_headings(below: list[str], merged: Areas) -> None:
    top = [*FIRST, "Thời gian thực hiện (tháng)", *[""] * 11]
    (row,) = rows(top, below, ["1", "Giao ban", "BTGTU", *at(9)], merged=merged)
    assert row.text("due") == "Tháng 9"


def test_a_row_that_numbers_the_columns_is_not_months() -> None:
    headings = headings_in(grid_of("a", "csv", "", [[*FIRST, "Thời gian", "Sản phẩm"], ["1", "2", "3", "4", "5"]]), {})
    assert [(each.last, each.periods) for each in headings] == [(2, {})]


def test_quarters_over_months_and_years_over_months_are_read_downwards() -> None:
    top = [*FIRST, "Quý I", "", "", "Quý II", "", ""]
    (row,) = rows(top, ["", "", "", "1", "2", "3", "4", "5", "6"], ["1", "a", "BTGTU", "", "", "", "", "x"])
    assert row.text("due") == "Tháng 5"
    top = [*FIRST, "Năm 2024", "", "", "", "Năm 2025", "", "", ""]
    merged = [(1, 4, 1, 7), (1, 8, 1, 11)]
    lines = [top, ["", "", "", *QUARTERS, *QUARTERS], ["1", "a", "BTGTU", "", "", "x", "", "", "x"]]
    (row,) = rows(*lines, merged=merged)
    assert row.text("due") == "Quý III/2024, Quý II/2025"


@pytest.mark.parametrize(
    ("cells", "words", "taken_as"),
    [
        pytest.param(at(9), "Tháng 9", "", id="one mark"),
        pytest.param(at(9, text="✓"), "Tháng 9", "", id="a tick"),
        pytest.param(at(9, 10), "Tháng 9, 10", "several", id="two marks"),
        pytest.param(at(*range(1, 13)), "Hằng tháng", "several", id="all marks"),
        pytest.param(at(3, 6, 9, 12), "Hằng quý", "several", id="at the end of each quarter"),
        pytest.param(at(6, 12), "6 tháng/lần", "several", id="at the end of each half"),
        pytest.param(at(2, 5, 8, 11), "Tháng 2, 5, 8, 11", "several", id="in the middle of each quarter"),
        pytest.param(at(9, text="25"), "Ngày 25/9", "days", id="a day"),
        pytest.param(at(9, text="20-25"), "Từ 20/9 đến 25/9", "days", id="days"),
        pytest.param(at(9, text="25/9"), "25/9", "days", id="a day with its month"),
        pytest.param(at(9, text="25/8"), "Tháng 9: 25/8", "", id="a day of another month is asked about"),
        pytest.param(at(3, 9, text="15"), "Ngày 15/3 và ngày 15/9", "days", id="a day of several months"),
        pytest.param(at(*range(1, 13), text="25"), "Ngày 25 hằng tháng", "days", id="a day of every month"),
        pytest.param(at(3, 6, 9, 12, text="25"), "Ngày 25 tháng cuối quý", "days", id="a day of every quarter"),
        pytest.param(at(9, text="Tuần 2"), "Từ 8/9 đến 14/9", "days", id="a week"),
        pytest.param(["Thường xuyên"], "Thường xuyên", "", id="what goes on"),
        pytest.param(at(9, text="theo lịch"), "Tháng 9: theo lịch", "", id="what is no day is asked about"),
        pytest.param(at(9, text="120 người"), "Tháng 9", "amounts", id="how much"),
        pytest.param(["-", "☐", "x", "0"], "Tháng 3", "", id="signs that mark nothing"),
        pytest.param(["0", "0", "1", "0"], "Tháng 3", "", id="one and nought"),
    ],
)
def test_what_stands_under_months_says_when(cells: list[str], words: str, taken_as: str) -> None:
    row = under(MONTHS, *cells)
    assert (row.text("due"), row.taken_as) == (words, taken_as)


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        (["", "x"], "Quý II"),
        (["x", "", "x"], "Quý I, III"),
        (["x", "x", "x", "x"], "Hằng quý"),
        (["", "x", "", "x"], "6 tháng/lần"),
        (["Tháng cuối quý"], "Tháng 3"),
    ],
)
def test_what_stands_under_quarters_says_when(cells: list[str], words: str) -> None:
    assert under(QUARTERS, *cells).text("due") == words
    assert under(["I", "II", "III", "IV"], *cells).text("due") == words


@pytest.mark.parametrize(
    ("cells", "fields"),
    [
        pytest.param(["", "", "x"], {"due": "Năm 2024"}, id="one year"),
        pytest.param(["x", "x", "x", "x"], {"due": "Hằng năm", "years": "2022-2025"}, id="every year"),
        pytest.param(["", "x", "x"], {"due": "Hằng năm", "years": "2023-2024"}, id="some years"),
        pytest.param(["x", "", "x"], {"due": "31/12/2022 và 31/12/2024"}, id="years with one between"),
        pytest.param(["", "", "Hằng quý"], {"due": "Hằng quý", "years": "2024-2024"}, id="again and again in a year"),
        pytest.param(["", "x", "Quý II"], {"due": "Năm 2023 và quý II/2024"}, id="two of several kinds"),
        pytest.param(["", "", "Quý II"], {"due": "Quý II/2024"}, id="a quarter of a year"),
        pytest.param(
            ["5", "10", "12", "15"],
            {"due": "Hằng năm", "years": "2022-2025", "target": "2022: 5; 2023: 10; 2024: 12; 2025: 15"},
            id="targets",
        ),
        pytest.param(["", "", "80%"], {"due": "Năm 2024", "target": "2024: 80%"}, id="one target"),
    ],
)
def test_what_stands_under_years_says_when_or_how_much(cells: list[str], fields: dict[str, str]) -> None:
    row = under(YEARS, *cells)
    assert {field: row.text(field) for field in row.cells.keys() - {"number", "title", "lead"}} == fields


def test_a_mark_merged_over_months_is_from_the_first_to_the_last() -> None:
    (row,) = rows([*FIRST, *MONTHS], ["1", "a", "BTGTU", *at(3)], merged=[(2, 6, 2, 8)])
    assert row.text("due") == "Tháng 3-5"


def test_a_row_without_a_mark_is_asked_about_by_itself() -> None:
    row = under(MONTHS)
    assert row.text("due") == ""
    assert row.empty("due")[0].cell == "B2"


def test_a_group_over_all_columns_is_no_mark() -> None:
    group = ["I. Tuyên truyền", *[""] * 14]
    (row,) = rows([*FIRST, *MONTHS], group, ["1", "a", "BTGTU", *at(2)], merged=[(2, 1, 2, 15)])
    assert [each.title for each in row.groups] == ["Tuyên truyền"]


@pytest.mark.parametrize(
    ("total", "cells", "fields"),
    [
        pytest.param(
            "24", at(*range(1, 13), text="2"), {"due": "Hằng tháng", "target": "2"}, id="their sum beside them"
        ),
        pytest.param("", at(*range(1, 13), text="50"), {"due": "Hằng tháng", "target": "50"}, id="more than days"),
        pytest.param(
            "", ["", "", "40", "", "", "60"], {"due": "Tháng 3, 6", "details": "Tháng 3: 40, Tháng 6: 60"}, id="several"
        ),
        pytest.param(
            "", at(3, 6, text="12"), {"due": "Ngày 12/3 và ngày 12/6"}, id="days, where nothing says otherwise"
        ),
    ],
)
def test_numbers_that_are_no_days_are_amounts(total: str, cells: list[str], fields: dict[str, str]) -> None:
    (row,) = rows([*FIRST, "Cả năm", *MONTHS], ["1", "Bản tin", "BTGTU", total, *cells])
    assert {field: row.text(field) for field in row.cells.keys() - {"number", "title", "lead"}} == fields


@pytest.mark.parametrize(
    ("title", "other", "due", "taken_as"),
    [
        ("Số lớp", "25", "Tháng 3, 6", "amounts"),
        ("Tổng số tin, bài", "x", "Tháng 3, 6", "amounts"),
        ("Mở lớp", "x", "Ngày 2/3 và ngày 3/6", "figures"),
        ("Mở lớp", "25", "Ngày 2/3 và ngày 3/6", "days"),
        ("Số hóa tài liệu", "05", "Ngày 2/3 và ngày 3/6", "days"),
        ("Sở Y tế giao ban", "25", "Ngày 2/3 và ngày 3/6", "days"),
    ],
    ids=["a number of", "a sum of", "no other days", "other days", "no number", "a body"],
)
def test_small_numbers_are_amounts_by_their_title_and_days_among_days(
    title: str, other: str, due: str, taken_as: str
) -> None:
    row, _other = rows(
        [*FIRST, *MONTHS], ["1", title, "BTGTU", "", "", "2", "", "", "3"], ["2", "Thi", "BTGTU", "", other]
    )
    assert (row.text("due"), row.taken_as) == (due, taken_as)
    assert row.text("details") == "Tháng 3: 2, Tháng 6: 3"


def test_of_days_in_several_months_the_note_keeps_what_is_printed() -> None:
    row = under(MONTHS, *["", "", "10-12", "", "25"])
    assert (row.text("due"), row.text("details")) == ("Ngày 12/3 và ngày 25/5", "Tháng 3: 10-12, Tháng 5: 25")


def test_numbers_in_a_row_with_a_unit_are_amounts() -> None:
    (row,) = rows([*FIRST, "ĐVT", *MONTHS], ["1", "Mở lớp", "BTGTU", "lớp", *at(3, text="2")])
    assert (row.text("due"), row.text("target"), row.text("unit")) == ("Tháng 3", "2", "lớp")
