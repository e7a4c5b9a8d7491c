"""Rows of a table told apart: activities, groups, what goes on, what ends it."""

from collections.abc import Sequence

import pytest

from coordplan.setting_up.annexes.grid import grid_of
from coordplan.setting_up.annexes.headings import headings_in
from coordplan.setting_up.annexes.rows import AnnexRow, OpenGroups, rows_under, texts_above, title_of
from coordplan.setting_up.annexes.schedules import year_in

HEADINGS = ["STT", "Nội dung", "Chủ trì", "Phối hợp", "Thời gian", "Ghi chú"]


def rows(*lines: Sequence[str], merged: Sequence[tuple[int, int, int, int]] = ()) -> list[AnnexRow]:
    grid = grid_of("a.csv", "csv", "", [HEADINGS, *lines], merged)
    return rows_under(grid, headings_in(grid, {}), OpenGroups())


def groups(row: AnnexRow) -> list[tuple[str, str]]:
    return [(group.number, group.title) for group in row.groups]


def test_an_activity_has_its_fields_and_their_places() -> None:
    (row,) = rows(["1", "Giao ban", "BTGTU", "", "Quý II", ""])
    assert {field: cell.text for field, cell in row.cells.items()} == {
        "number": "1",
        "title": "Giao ban",
        "lead": "BTGTU",
        "due": "Quý II",
    }
    assert row.place("due").cell == "E2"
    assert row.place("with").cell == "D2", "of an empty cell, where it would stand"
    assert row.place("output").cell == "B2", "of a column that is not there, the title's"


@pytest.mark.parametrize(
    ("line", "group"),
    [
        (["I", "Công tác tuyên truyền"], ("I", "Công tác tuyên truyền")),
        (["II.", "TUYÊN TRUYỀN"], ("II", "TUYÊN TRUYỀN")),
        (["A", "Tuyên truyền"], ("A", "Tuyên truyền")),
        (["", "Tuyên truyền"], ("", "Tuyên truyền")),
        (["", "I. Tuyên truyền"], ("I", "Tuyên truyền")),
        (["", "Nội dung 2: Tham mưu"], ("2", "Tham mưu")),
        (["I", "Nhiệm vụ trọng tâm"], ("I", "Nhiệm vụ trọng tâm")),
        (["", "HOẠT ĐỘNG TUYÊN TRUYỀN"], ("", "HOẠT ĐỘNG TUYÊN TRUYỀN")),
    ],
)
def test_a_row_with_nothing_but_a_title_is_a_group(line: list[str], group: tuple[str, str]) -> None:
    (row,) = rows(line, ["1", "Giao ban", "BTGTU", "", "Quý II"])
    assert groups(row) == [group]


def test_a_group_merged_over_all_columns_is_one() -> None:
    (row,) = rows(["I. TUYÊN TRUYỀN", "", "", "", "", ""], ["1", "Giao ban", "BTGTU"], merged=[(2, 1, 2, 6)])
    assert groups(row) == [("I", "TUYÊN TRUYỀN")]
    (row,) = rows(["I", "TUYÊN TRUYỀN", "", "", "", ""], ["1", "Giao ban", "BTGTU"], merged=[(2, 2, 2, 6)])
    assert groups(row) == [("I", "TUYÊN TRUYỀN")]


def test_groups_stand_in_one_another_by_their_numbers() -> None:
    data = ["1", "x", "BTGTU"]
    found = rows(["A", "a"], ["I", "b"], data, ["II", "c"], data, ["B", "d"], data, ["C", "e"], ["I", "f"], data)
    assert [[number for number, _title in groups(row)] for row in found] == [["A", "I"], ["A", "II"], ["B"], ["C", "I"]]


def test_after_group_h_comes_group_i() -> None:
    data = ["1", "x", "BTGTU"]
    found = rows(["H", "a"], data, ["I", "b"], data, ["K", "c"], data)
    assert [groups(row) for row in found] == [[("H", "a")], [("I", "b")], [("K", "c")]]


def test_a_row_numbered_1_gathers_those_numbered_1_1() -> None:
    found = rows(
        ["1", "Tuyên truyền"], ["1.1", "x", "BTGTU"], ["1.2", "y", "BTGTU"], ["2", "Tham mưu"], ["2.1", "z", "BTGTU"]
    )
    assert [groups(row) for row in found] == [[("1", "Tuyên truyền")], [("1", "Tuyên truyền")], [("2", "Tham mưu")]]


def test_a_row_numbered_1_before_one_numbered_2_only_lacks_its_cells() -> None:
    found = rows(["1", "Giao ban"], ["2", "Sơ kết", "BTGTU"])
    assert [row.text("title") for row in found] == ["Giao ban", "Sơ kết"]


def test_lines_with_a_dash_or_a_letter_tell_more_of_the_row_above() -> None:
    found = rows(["1", "Hội nghị", "BTGTU"], ["", "- Thành phần"], ["a)", "Tài liệu"], ["2", "Sơ kết", "BTGTU"])
    assert [(row.text("title"), [cell.text for cell in row.details]) for row in found] == [
        ("Hội nghị", ["- Thành phần", "Tài liệu"]),
        ("Sơ kết", []),
    ]


def test_a_row_without_number_and_title_goes_on_with_the_one_above() -> None:
    (row,) = rows(["1", "Giao ban", "BTGTU", "Sở Y tế", "Quý II"], ["", "", "", "Sở Nội vụ", "", "ghi"])
    assert (row.text("with"), row.text("note")) == ("Sở Y tế\nSở Nội vụ", "ghi")


def test_a_row_without_title_that_is_due_is_told_apart() -> None:
    found = rows(["1", "Giao ban", "BTGTU", "", "Quý II"], ["", "", "BTGTU", "", "Quý IV"])
    assert [row.text("title") for row in found] == ["Giao ban", ""]


def test_cells_merged_downwards_say_the_same_of_every_row() -> None:
    found = rows(["1", "a", "BTGTU", "", "Quý I"], ["2", "b", "", "", "Quý II"], merged=[(2, 3, 3, 3)])
    assert [row.text("lead") for row in found] == ["BTGTU", "BTGTU"]
    assert [row.place("lead").cell for row in found] == ["C2", "C2"]


def test_a_row_of_which_everything_hangs_down_is_none() -> None:
    found = rows(["1", "a", "BTGTU"], ["", "", ""], merged=[(2, 1, 3, 1), (2, 2, 3, 2), (2, 3, 3, 3)])
    assert len(found) == 1


def test_a_cell_merged_over_lead_and_partners_counts_once() -> None:
    (row,) = rows(["1", "a", "BTGTU, Sở Y tế", "", "Quý I"], merged=[(2, 3, 2, 4)])
    assert (row.text("lead"), row.text("with")) == ("BTGTU, Sở Y tế", "")


@pytest.mark.parametrize(
    "end",
    [
        ["", "Nơi nhận:", "", "", "TRƯỞNG BAN"],
        ["", "", "", "", "Khánh Hòa, ngày 20 tháng 02 năm 2024"],
        ["", "", "", "", "KT. GIÁM ĐỐC"],
        ["", "Người lập biểu", "", "", "(Ký, ghi rõ họ tên)"],
        ["", "Ghi chú: Các cơ quan gửi báo cáo trước ngày 20."],
    ],
)
def test_what_follows_the_table_ends_it(end: list[str]) -> None:
    found = rows(["1", "a", "BTGTU"], [], end, ["", "- Như trên", "", "", "(Ký)"], ["", "x", "y"])
    assert [row.text("title") for row in found] == ["a"]


def test_a_row_to_be_done_by_a_day_does_not_end_the_table() -> None:
    found = rows(["", "Tập huấn", "Thủ trưởng", "", "Quý I"], ["2", "Ký kết", "T/M"])
    assert [row.text("title") for row in found] == ["Tập huấn", "Ký kết"]


@pytest.mark.parametrize("total", [["", "Tổng cộng"], ["", "Cộng: 12"], ["Tổng số", ""], ["", "Tổng cộng 12 nhiệm vụ"]])
def test_totals_are_no_activities(total: list[str]) -> None:
    assert len(rows(["1", "a", "BTGTU"], total)) == 1


def test_after_the_headings_of_a_new_page_the_groups_go_on() -> None:
    found = rows(["I", "Tuyên truyền"], ["1", "a", "BTGTU"], HEADINGS, ["2", "b", "BTGTU"])
    assert [groups(row) for row in found] == [[("I", "Tuyên truyền")]] * 2


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Giao ban;", "Giao ban"),
        ("- Giao ban.", "Giao ban"),
        ("1. Giao ban", "Giao ban"),
        ("I- Giao ban", "Giao ban"),
        ("1.Giao ban", "Giao ban"),
        ("Giao ban\nquý", "Giao ban quý"),
        ("5/6 - Ngày Môi trường", "5/6 - Ngày Môi trường"),
        ("27/02: Ngày Thầy thuốc", "27/02: Ngày Thầy thuốc"),
        ("1.000 lượt", "1.000 lượt"),
        ("A.", "A"),
    ],
)
def test_a_title_loses_number_dash_and_closing_sign(text: str, title: str) -> None:
    assert title_of(text) == title


def test_a_title_whose_number_has_its_own_cell_keeps_what_looks_like_one() -> None:
    assert title_of("2. Tập huấn", numbered=True) == "2. Tập huấn"


# years


def year(*lines: Sequence[str], name: str = "Sheet1", above: Sequence[str] = ()) -> int | None:
    grid = grid_of("a.xlsx", "sheet", name, [*lines, HEADINGS], (), above)
    found = year_in(texts_above(grid, headings_in(grid, {})))
    return None if found is None else found.year


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Danh mục nhiệm vụ năm 2024", 2024),
        ("NĂM 2024", 2024),
        ("(Kèm theo Kế hoạch số 15-KH/BTGTU, ngày 20 tháng 02 năm 2024)", None),
        ("(Kèm theo Kế hoạch số …, ngày … tháng … năm 2024)", None),
        ("Kế hoạch năm 2024, ký ngày 20 tháng 12 năm 2023", 2024),
        ("Giai đoạn 2022-2025", None),
        ("Năm học 2023-2024", None),
        ("Từ năm 2022-2025", None),
        ("Năm 2023 và năm 2024", None),
        ("Ngày 24/02/2022", None),
    ],
)
def test_the_year_of_an_annex_is_what_its_title_says(text: str, expected: int | None) -> None:
    assert year([text]) == expected
    assert year(above=[text]) == expected


@pytest.mark.parametrize(
    ("name", "expected"), [("2024", 2024), ("PL năm 2024", 2024), ("PL 2024", 2024), ("PL1", None)]
)
def test_the_name_of_a_sheet_may_say_the_year(name: str, expected: int | None) -> None:
    assert year(["Phụ lục"], name=name) == expected


def test_a_title_and_a_sheet_of_other_years_say_none() -> None:
    assert year(["Nhiệm vụ năm 2023"], name="2024") is None


def test_a_group_may_be_a_year() -> None:
    (row,) = rows(["I", "Năm 2024"], ["1", "a", "BTGTU"])
    assert row.groups[0].year == 2024
