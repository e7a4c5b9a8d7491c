"""Rows of a table told apart: activities, groups, what goes on, what ends it."""

from collections.abc import Sequence

import pytest

from coordplan.setting_up.annexes.grid import grid_of
from coordplan.setting_up.annexes.headings import headings_in
from coordplan.setting_up.annexes.row_groups import OpenGroups, title_of
from coordplan.setting_up.annexes.rows import AnnexRow, rows_under, texts_above
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


# groups


@pytest.mark.parametrize(
    ("line", "group"),
    [
        (["A. Định hướng tuyên truyền"], ("A", "Định hướng tuyên truyền")),
        (["I. TUYÊN TRUYỀN", "", "", "", "", ""], ("I", "TUYÊN TRUYỀN")),
        (["1. Tuyên truyền"], ("1", "Tuyên truyền")),
        (["TUYÊN TRUYỀN"], ("", "TUYÊN TRUYỀN")),
        (["Nội dung 2: Tham mưu"], ("2", "Tham mưu")),
        (["I. Tuyên truyền", "", "", "", "", "(02 nhiệm vụ)"], ("I", "Tuyên truyền")),
    ],
)
def test_a_group_may_stand_in_the_column_of_numbers_with_nothing_merged(
    line: list[str], group: tuple[str, str]
) -> None:
    (row,) = rows(line, ["1", "Giao ban", "BTGTU", "", "Quý II"])
    assert groups(row) == [group]


def test_numbers_stand_in_a_first_column_without_a_heading() -> None:
    grid = grid_of("a.csv", "csv", "", [["", *HEADINGS[1:]], ["A. Tuyên truyền"], ["1", "Giao ban", "BTGTU"]])
    (row,) = rows_under(grid, headings_in(grid, {}), OpenGroups())
    assert (row.text("number"), groups(row)) == ("1", [("A", "Tuyên truyền")])


@pytest.mark.parametrize(
    ("group", "cell", "due"),
    [
        (["THÁNG 3"], "20", "Ngày 20/3"),
        (["THÁNG 3"], "", "Tháng 3"),
        (["", "THÁNG 3 (02 nhiệm vụ)"], "Trong tháng", "Tháng 3"),
        (["I", "Tháng 3/2024"], "Tuần 2", "Từ 8/3 đến 14/3/2024"),
        (["1", "Tháng 3"], "20/3", "20/3"),
        (["QUÝ I"], "", "Quý I"),
        (["QUÝ I"], "Tháng 2", "Tháng 2"),
        (["NHIỆM VỤ THƯỜNG XUYÊN"], "", "Thường xuyên"),
        (["NHIỆM VỤ HẰNG THÁNG"], "25", "Ngày 25 hằng tháng"),
        (["NĂM 2024"], "", ""),
        (["NĂM 2024"], "Quý II", "Quý II"),
    ],
)
def test_a_row_is_due_by_the_month_or_quarter_it_stands_under(group: list[str], cell: str, due: str) -> None:
    (row,) = rows(group, ["1", "Giao ban", "BTGTU", "", cell])
    assert row.text("due") == due
    assert row.place("due").cell == "E3"


def test_months_stand_in_quarters_and_these_in_years() -> None:
    data = ["1", "x", "BTGTU"]
    found = rows(["NĂM 2024"], ["QUÝ I"], ["THÁNG 1"], data, ["THÁNG 2"], data, ["QUÝ II"], data, ["NĂM 2025"], data)
    assert [[group.title for group in row.groups] for row in found] == [
        ["NĂM 2024", "QUÝ I", "THÁNG 1"],
        ["NĂM 2024", "QUÝ I", "THÁNG 2"],
        ["NĂM 2024", "QUÝ II"],
        ["NĂM 2025"],
    ]


def test_contents_may_stand_within_months_and_months_within_contents() -> None:
    data = ["1", "x", "BTGTU"]
    found = rows(["THÁNG 1"], ["I", "a"], data, ["II", "b"], data, ["THÁNG 2"], ["I", "a"], data)
    assert [[title for _number, title in groups(row)] for row in found] == [
        ["THÁNG 1", "a"],
        ["THÁNG 1", "b"],
        ["THÁNG 2", "a"],
    ]
    found = rows(["I", "a"], ["THÁNG 1"], data, ["THÁNG 2"], data, ["II", "b"], data)
    assert [row.text("due") for row in found] == ["Tháng 1", "Tháng 2", ""]


def test_a_cell_of_another_month_than_its_group_is_taken_and_marked() -> None:
    (row,) = rows(["THÁNG 3"], ["1", "Giao ban", "BTGTU", "", "20/4"])
    assert (row.text("due"), row.taken_as) == ("20/4", "other-group")


@pytest.mark.parametrize(
    ("rhythm", "due", "words"),
    [
        ("Hằng tháng", "25", "Ngày 25 hằng tháng"),
        ("Hằng tháng", "Trước ngày 25", "Trước ngày 25 hằng tháng"),
        ("Hằng tháng", "", "Hằng tháng"),
        ("Hằng quý", "Hằng quý", "Hằng quý"),
        ("01 lần", "Quý II", "Quý II"),
        ("Đột xuất", "30/6/2024", "30/6/2024"),
        ("Thường xuyên", "", "Thường xuyên"),
        ("Hằng tuần", "Quý nào đó", "Hằng tuần, Quý nào đó"),
    ],
)
def test_how_often_stands_beside_when(rhythm: str, due: str, words: str) -> None:
    headings = ["STT", "Nội dung", "Chủ trì", "Tần suất", "Thời gian"]
    grid = grid_of("a.csv", "csv", "", [headings, ["1", "Giao ban", "BTGTU", rhythm, due]])
    (row,) = rows_under(grid, headings_in(grid, {}), OpenGroups())
    assert row.text("due") == words


@pytest.mark.parametrize(
    ("heading", "cell", "due"),
    [
        ("Tháng", "3", "Tháng 3"),
        ("Quý", "II", "Quý II"),
        ("Thời gian (tháng)", "9", "Tháng 9"),
        ("Thời gian", "9", "9"),
    ],
)
def test_a_bare_number_is_of_what_its_heading_says(heading: str, cell: str, due: str) -> None:
    grid = grid_of("a.csv", "csv", "", [["STT", "Nội dung", "Chủ trì", heading], ["1", "Giao ban", "BTGTU", cell]])
    (row,) = rows_under(grid, headings_in(grid, {}), OpenGroups())
    assert row.text("due") == due


@pytest.mark.parametrize(
    ("cell", "due"), [("10", "Ngày 10/1"), ("Tuần 2", "Từ 8/1 đến 14/1"), ("", "Tháng 1"), ("20/2", "20/2")]
)
def test_a_column_of_months_says_of_which_the_days_beside_it_are(cell: str, due: str) -> None:
    headings = ["Tháng", "TT", "Nội dung", "Chủ trì", "Ngày"]
    lines = [headings, ["1", "1", "Giao ban", "BTGTU", "5"], ["", "2", "Tập huấn", "BTGTU", cell]]
    grid = grid_of("a.csv", "csv", "", lines)
    first, second = rows_under(grid, headings_in(grid, {}), OpenGroups())
    assert (first.text("due"), second.text("due")) == ("Ngày 5/1", due)
    assert [each.column for each in second.carried] == [1], "what is empty below goes on, and is said"


def test_a_group_may_say_who_does_the_work_under_it() -> None:
    found = rows(["I", "Tuyên truyền", "BTGTU"], ["1", "a", "", "", "Quý I"], ["2", "b", "Sở Y tế", "", "Quý I"])
    assert [(row.text("title"), row.text("lead")) for row in found] == [("a", "BTGTU"), ("b", "Sở Y tế")]
    assert [len(row.carried) for row in found] == [1, 0]


def test_a_row_with_a_dash_and_a_day_is_of_the_body_above() -> None:
    found = rows(["1", "Hội nghị", "BTGTU", "Sở Y tế", "Quý II"], ["", "- Chuẩn bị", "", "", "Tháng 4"])
    assert [(row.text("title"), row.text("lead"), row.text("with")) for row in found][1] == (
        "- Chuẩn bị",
        "BTGTU",
        "Sở Y tế",
    )


# as above


@pytest.mark.parametrize(
    "ditto", ['"', "〃", "''", "”", "nt", "-nt-", "n.t", "NT", "Như trên", "như dòng trên", "//", '- " -']
)
def test_what_is_as_above_is_copied_from_there(ditto: str) -> None:
    found = rows(
        ["1", "a", "BTGTU", "Sở Y tế", "Quý II"], ["2", "b", ditto, ditto, ditto], ["3", "c", ditto, "", ditto]
    )
    assert [(row.text("lead"), row.text("with"), row.text("due")) for row in found] == [
        ("BTGTU", "Sở Y tế", "Quý II"),
        ("BTGTU", "Sở Y tế", "Quý II"),
        ("BTGTU", "", "Quý II"),
    ]
    assert [cell.column for cell in found[1].copied] == [3, 4, 5]


def test_where_nothing_is_above_as_above_stays_to_be_asked_about() -> None:
    (row,) = rows(["1", "a", "nt", "", "Quý II"])
    assert (row.text("lead"), row.copied) == ("nt", ())


# what ends a table


@pytest.mark.parametrize(
    "end",
    [
        ["", "Nơi nhận:", "", "", "TRƯỞNG BAN"],
        ["", "", "", "", "Khánh Hòa, ngày 20 tháng 02 năm 2024"],
        ["", "", "", "", "KT. GIÁM ĐỐC"],
        ["", "Người lập biểu", "", "", "(Ký, ghi rõ họ tên)"],
        ["", "Ghi chú: Các cơ quan gửi báo cáo trước ngày 20."],
        ["Nơi nhận:", "", "", "", "TRƯỞNG BAN"],
        ["Nơi nhận:"],
        ["", "", "", "", "PHÓ GIÁM ĐỐC"],
        ["", "TRƯỞNG BAN", "", "GIÁM ĐỐC"],
        ["", "NGƯỜI LẬP", "", "XÁC NHẬN CỦA LÃNH ĐẠO"],
        ["Người lập bảng"],
        ["", "", "", "", "(Đã ký)"],
    ],
)
def test_what_follows_the_table_ends_it(end: list[str]) -> None:
    found = rows(["1", "a", "BTGTU"], [], end, ["", "- Như trên", "", "", "(Ký)"], ["", "x", "y"])
    assert [row.text("title") for row in found] == ["a"]


def test_a_remark_between_activities_does_not_end_the_table() -> None:
    found = rows(["1", "a", "BTGTU", "", "Quý I"], ["", "Lưu ý: gửi sớm"], ["2", "b", "BTGTU", "", "Quý II"])
    assert [row.text("title") for row in found] == ["a", "b"]


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
