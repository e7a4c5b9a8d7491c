"""The headings offices use, in their many spellings, and the row they stand in."""

import unicodedata
from collections.abc import Sequence

import pytest

from coordplan.setting_up.annexes.grid import TextGrid, grid_of
from coordplan.setting_up.annexes.heading_words import field_of
from coordplan.setting_up.annexes.headings import FieldClash, headings_in, unknown_columns

Areas = Sequence[tuple[int, int, int, int]]


def grid(*rows: Sequence[str], merged: Areas = ()) -> TextGrid:
    return grid_of("a.xlsx", "sheet", "PL", rows, merged)


def columns(*rows: Sequence[str], merged: Areas = (), **mapping: str) -> dict[int, str] | None:
    """Return the columns of the first headings of a grid."""
    found = headings_in(grid(*rows, merged=merged), mapping)
    return found[0].columns if found else None


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("STT", "number"),
        ("TT", "number"),
        ("Số TT", "number"),
        ("S\nTT", "number"),
        ("Nội dung", "title"),
        ("NỘI DUNG CÔNG VIỆC", "title"),
        ("Nội dung phối hợp", "title"),
        ("Nội dung, nhiệm vụ trọng tâm năm 2024", "title"),
        ("Nhiệm vụ", "title"),
        ("Nhiệm vụ/Đề án", "title"),
        ("Tên nhiệm vụ", "title"),
        ("Tên báo cáo", "title"),
        ("Danh mục công việc", "title"),
        ("Hoạt động", "title"),
        ("Các nhiệm vụ cụ thể", "title"),
        ("Cơ quan chủ trì", "lead"),
        ("Đơn vị chủ trì thực hiện", "lead"),
        ("CHỦ TRÌ", "lead"),
        ("Cơ quan, đơn vị thực hiện", "lead"),
        ("Đơn vị đầu mối", "lead"),
        ("Cơ quan phụ trách", "lead"),
        ("Phân công thực hiện", "lead"),
        ("Cơ quan phối hợp", "with"),
        ("Đơn vị phối hợp, tham gia", "with"),
        ("Phối hợp", "with"),
        ("Cơ quan chủ trì, phối hợp", "bodies"),
        ("Thời gian hoàn thành", "due"),
        ("Thời gian", "due"),
        ("Thời hạn", "due"),
        ("Hạn hoàn thành", "due"),
        ("Thời gian thực hiện", "due"),
        ("Ngày hoàn thành", "due"),
        ("Tiến độ thực hiện", "due"),
        ("Thời gian bắt đầu", "start"),
        ("Sản phẩm", "output"),
        ("Sản phẩm/Kết quả", "output"),
        ("Sản phẩm, kết quả thực hiện", "output"),
        ("Kết quả", "output"),
        ("Kết quả đầu ra", "output"),
        ("Chỉ tiêu", "target"),
        ("Ghi chú", "note"),
        ("Ghi chú (nếu có)", "note"),
        ("Nội dung Chương trình", "content"),
        ("Nhóm nhiệm vụ", "content"),
        ("Kết quả thực hiện", "ignore"),
        ("Số, ngày văn bản", "ignore"),
        ("Khó khăn, vướng mắc", "ignore"),
        ("Lãnh đạo phụ trách", "ignore"),
        ("Kinh phí thực hiện", "ignore"),
        ("Đơn vị tính", "unit"),
        ("ĐVT", "unit"),
        ("Bộ phận thực hiện", "lead"),
        ("Bộ phận phụ trách", "lead"),
        ("ĐV chủ trì", "lead"),
        ("CQ chủ trì", "lead"),
        ("CQ, ĐV thực hiện", "lead"),
        ("Đầu mối", "lead"),
        ("Đầu mối thực hiện", "lead"),
        ("Phân công", "lead"),
        ("Đơn vị chịu trách nhiệm chính", "lead"),
        ("ĐV hỗ trợ", "with"),
        ("Cơ quan hỗ trợ, phối hợp", "with"),
        ("Các đơn vị liên quan", "with"),
        ("Kết quả dự kiến", "output"),
        ("Kết quả cần đạt", "output"),
        ("Tần suất", "every"),
        ("Định kỳ", "every"),
        ("Chu kỳ báo cáo", "every"),
        ("Lộ trình", "due"),
        ("Lộ trình thực hiện", "due"),
        ("Tiến độ", "due"),
        ("Thời điểm hoàn thành", "due"),
        ("Mốc thời gian", "due"),
        ("Dự kiến thời gian thực hiện", "due"),
        ("Thời gian, địa điểm", "due"),
        ("Tháng", "due"),
        ("Người chủ trì", "ignore"),
        ("Người thực hiện", "ignore"),
        ("Địa điểm", "ignore"),
        ("LĐVP chủ trì", "ignore"),
        ("Ngày thực hiện", "due"),
    ],
)
def test_a_heading_names_its_field_however_it_is_written(heading: str, field: str) -> None:
    bare = "".join(each for each in unicodedata.normalize("NFD", heading) if not unicodedata.combining(each))
    for spelling in (heading, heading.upper(), unicodedata.normalize("NFD", heading), f" {bare}: "):
        found = field_of(spelling)
        assert found is not None
        assert found[0] == field


@pytest.mark.parametrize("text", ["", "Năm 2024", "Ủy ban", "x" * 300, "Thời " * 60, "1", "(1)"])
def test_other_words_name_no_field(text: str) -> None:
    assert field_of(text) is None


def test_headings_are_found_under_title_rows() -> None:
    found = headings_in(
        grid(
            ["TỈNH ỦY KHÁNH HÒA", "", "ĐẢNG CỘNG SẢN VIỆT NAM"],
            ["DANH MỤC NHIỆM VỤ PHỐI HỢP NĂM 2024"],
            [],
            ["STT", "Nội dung", "Chủ trì", "Thời gian"],
            ["1", "Giao ban", "BTGTU", "Quý II"],
        ),
        {},
    )
    assert [(each.first, each.last, each.columns) for each in found] == [
        (4, 4, {1: "number", 2: "title", 3: "lead", 4: "due"})
    ]
    assert found[0].clashes == ()


def test_a_title_right_over_the_headings_is_no_part_of_them() -> None:
    rows = [["Danh mục nhiệm vụ năm 2024", "", "", ""], ["TT", "Nhiệm vụ", "Chủ trì", "Thời hạn"]]
    for merged in ([], [(1, 1, 1, 4)]):
        found = headings_in(grid(*rows, merged=merged), {})
        assert [(each.first, each.columns) for each in found] == [(2, {1: "number", 2: "title", 3: "lead", 4: "due"})]


TWO_ROWS = [
    ["STT", "Nội dung", "Cơ quan thực hiện", "", "Thời gian", "", "Sản phẩm"],
    ["", "", "Chủ trì", "Phối hợp", "Bắt đầu", "Hoàn thành", ""],
]
TWO_ROWS_COLUMNS = {1: "number", 2: "title", 3: "lead", 4: "with", 5: "start", 6: "due", 7: "output"}


def test_headings_of_two_rows_are_read_downwards() -> None:
    hanging = [(1, 1, 2, 1), (1, 2, 2, 2), (1, 3, 1, 4), (1, 5, 1, 6), (1, 7, 2, 7)]
    assert columns(*TWO_ROWS, merged=hanging) == TWO_ROWS_COLUMNS
    assert columns(*TWO_ROWS) == TWO_ROWS_COLUMNS, "as a CSV has them, with nothing merged"


@pytest.mark.parametrize(
    "numbers", [["(1)", "(2)", "(3)", "(4)"], ["1", "2", "3", "4"], ["A", "B", "1", "2"], ["a", "b", "c", "d"]]
)
def test_a_row_that_numbers_the_columns_belongs_to_the_headings(numbers: list[str]) -> None:
    found = headings_in(grid(["STT", "Nội dung", "Chủ trì", "Thời gian"], numbers), {})
    assert found[0].last == 2


def test_a_row_of_the_table_that_reads_like_headings_is_none() -> None:
    found = headings_in(
        grid(
            ["STT", "Nội dung", "Chủ trì", "Thời gian", "Sản phẩm"],
            ["1", "Hoạt động phối hợp tuyên truyền", "Sở Y tế chủ trì", "Quý II", "Kết quả"],
        ),
        {},
    )
    assert [each.first for each in found] == [1]


def test_headings_on_a_new_page_and_other_headings_further_down_are_found() -> None:
    first = ["STT", "Nội dung", "Chủ trì", "Thời gian"]
    other = ["TT", "Nhiệm vụ", "Thời hạn", "Đơn vị chủ trì"]
    found = headings_in(grid(first, ["1", "a", "b", "c"], first, ["2", "a", "b", "c"], other), {})
    assert [(each.first, list(each.columns.values())[2]) for each in found] == [(1, "lead"), (3, "lead"), (5, "due")]


def test_a_column_of_contents_stands_beside_the_one_of_activities() -> None:
    assert columns(["Nội dung", "Nhiệm vụ cụ thể", "Chủ trì"]) == {1: "content", 2: "title", 3: "lead"}


def test_of_two_columns_of_titles_the_one_that_says_the_same_of_several_rows_is_the_content() -> None:
    head = ["STT", "Nhiệm vụ", "Nội dung cụ thể", "Chủ trì"]
    data = [["1", "Tuyên truyền", text, "BTG"] for text in ("Giao ban", "Tập huấn", "Hội nghị")]
    assert columns(head, *data) == {1: "number", 2: "content", 3: "title", 4: "lead"}
    data = [[str(number), f"Việc {number}", f"Cách làm {number}", "BTG"] for number in range(3)]
    assert columns(head, *data) == {1: "number", 2: "title", 3: "details", 4: "lead"}


def test_two_columns_for_one_field_are_told_and_the_first_is_taken() -> None:
    found = headings_in(grid(["Nội dung", "Chủ trì", "Chủ trì", "Thời gian"]), {})
    assert found[0].columns == {1: "title", 2: "lead", 4: "due"}
    assert found[0].clashes == (FieldClash("lead", (2, 3)),)


def test_of_two_columns_the_plainer_heading_counts() -> None:
    assert columns(["Nội dung", "Cơ quan thực hiện", "Chủ trì", "Tiến độ", "Thời hạn"]) == {
        1: "title",
        3: "lead",
        5: "due",
    }


def test_what_a_mapping_says_comes_first() -> None:
    row = ["Việc phải làm", "Ai", "Bao giờ", "Chủ trì"]
    assert columns(row) is None or "title" in (columns(row) or {}).values()
    found = columns(row, **{"việc phải làm": "title", "Ai": "lead", "C": "due"})
    assert found == {1: "title", 2: "lead", 3: "due"}
    assert columns(["Nội dung", "Chủ trì", "Chủ trì"], C="ignore") == {1: "title", 2: "lead", 3: "ignore"}


def test_letters_alone_make_no_heading_of_any_row() -> None:
    assert columns(["1", "Giao ban", "BTGTU"], B="title", C="lead") is None


def test_columns_of_a_mapping_that_no_heading_has_are_told() -> None:
    found = headings_in(grid(["Nội dung", "Chủ trì"]), {})
    assert unknown_columns({"nội dung": "title", "B": "lead", "Z": "due", "Ai": "lead"}, found) == ["Z", "Ai"]


@pytest.mark.parametrize("rows", [[], [[]], [["Nội dung"]], [["Chủ trì", "Thời gian"]], [["Tên", "Tuổi"]]])
def test_a_table_without_a_title_column_and_another_is_none(rows: list[list[str]]) -> None:
    assert columns(*rows) is None
