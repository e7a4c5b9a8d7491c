"""How a table fits into a width: what goes first, what never goes, and that nothing is cut."""

from typing import Any

import pytest

from coordplan.paper.cells import Column, Page, Table
from coordplan.paper.in_width import fitted, whole_width
from coordplan.paper.plain import page_lines, render_text
from coordplan.text.writing import display_width, wrapped

TITLE = "Sơ kết năm việc thực hiện kế hoạch phối hợp với ngành tài nguyên và môi trường"
COLUMNS = (
    Column("occurrence", "Mã", "code"),
    Column("title", "Nhiệm vụ", below="occurrence"),
    Column("lead", "Chủ trì", "code"),
    Column("due", "Hạn", "code"),
    Column("standing", "Tình trạng", "standing"),
    Column("percent", "%", "percent", 3),
    Column("late", "Quá hạn (ngày)", "count", 2),
    Column("note", "Ghi chú", "text", 4),
    Column("never", "Tạm hoãn", "count", 1),
)
ROWS = [
    ("tnmt-13@2023", TITLE, "Sở TN&MT", "18/12/2023", "in_progress_overdue", 30.0, 195, "chờ số liệu của huyện", 0),
    ("tttt-01@2023-12", "Giao ban báo chí hằng tháng", "BTGTU", "20/12/2023", "done_late", 100.0, 3, "", 0),
]
TABLE = Table(COLUMNS, ROWS)


def lines(table: Table, width: int, **options: Any) -> list[str]:
    pieces = page_lines(Page(tables=(table,)), width, ruled=False, **options)
    return ["".join(text for text, _tone in line) for line in pieces]


@pytest.mark.parametrize("width", [30, 40, 60, 72, 80, 100, 120, 160])
def test_no_line_is_wider_than_the_width_and_no_word_is_lost(width: int) -> None:
    shown = lines(TABLE, width)
    assert max(map(display_width, shown)) <= width
    text = " ".join(" ".join(shown).split())
    for word in ("tnmt-13@2023", "tttt-01@2023-12", "Sở TN&MT", "BTGTU", "18/12/2023"):
        assert word in text
    for title in (TITLE, "in progress, overdue", "done late"):
        assert all(word in text for word in title.split())


def test_what_says_nothing_in_any_row_goes_first_and_is_not_missed() -> None:
    shown = "\n".join(lines(TABLE, 240))
    assert "Tạm hoãn" not in shown
    assert "not shown" not in shown


@pytest.mark.parametrize(
    ("width", "left_out"),
    [(100, []), (80, ["Ghi chú"]), (72, ["%", "Ghi chú"]), (60, ["Quá hạn (ngày)", "%", "Ghi chú"])],
    ids=["there is room", "80 columns", "72 columns", "60 columns"],
)
def test_columns_go_by_rank_and_it_is_said_which(width: int, left_out: list[str]) -> None:
    assert list(fitted(TABLE, width).left_out) == left_out
    last = " ".join(line for line in lines(TABLE, width, way_out=True)[-2:])
    assert ("not shown: " in last) is bool(left_out)
    assert (f"--width {whole_width(TABLE)}, or -f csv" in last) is bool(left_out)
    assert not fitted(TABLE, whole_width(TABLE)).left_out


def test_a_title_without_room_beside_its_id_goes_below_it() -> None:
    shown = lines(TABLE, 80)
    row = next(number for number, line in enumerate(shown) if line.startswith("tnmt-13@2023"))
    assert shown[row + 1].startswith("Sơ kết năm")
    assert shown[0].startswith("Nhiệm vụ")


def test_a_table_that_no_width_holds_is_a_list_of_its_rows() -> None:
    shown = lines(TABLE, 40)
    assert shown[0] == "tnmt-13@2023"
    assert any(line.startswith("  Chủ trì: Sở TN&MT; Hạn: 18/12/2023") for line in shown)


def test_into_a_pipe_every_column_goes_and_cells_wrap_to_100_columns() -> None:
    shown = list(render_text(Page("x" * 120, tables=(TABLE,))))
    assert shown[0] == "x" * 120, "a sentence stays whole"
    heading = " ".join(shown[2:4])
    assert all(column.heading.split()[0] in heading for column in COLUMNS)
    assert max(map(display_width, shown[1:])) <= 100


def test_a_heading_takes_two_lines_at_the_most() -> None:
    table = Table((Column("n", "Chưa hoàn thành, đã quá hạn", "count"), Column("t", "Việc")), [(1, TITLE)])
    shown = lines(table, 40)
    assert shown[0].split() == ["Chưa", "hoàn", "thành,", "Việc"] or shown[1].split() == ["đã", "quá", "hạn"]
    assert shown[2].split()[0] == "1"


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("một hai ba", 20, ["một hai ba"]),
        ("một hai ba", 7, ["một hai", "ba"]),
        ("một/hai/ba/bốn", 5, ["một/h", "ai/ba", "/bốn"]),
        ("a một/hai/ba", 5, ["a", "một/h", "ai/ba"]),
        ("漢字漢字", 4, ["漢字", "漢字"]),
        ("", 5, [""]),
    ],
    ids=["fits", "between words", "a long word", "a long word behind another", "wide letters", "nothing"],
)
def test_a_text_wraps_between_words_and_within_those_that_are_too_long(
    text: str, width: int, expected: list[str]
) -> None:
    assert wrapped(text, width) == expected


def test_a_command_that_closes_a_sentence_stands_whole_on_its_own_line() -> None:
    command = "coordplan import phu-luc-ke-hoach-phoi-hop.docx --plan gddt"
    page = Page(sentences=((f"Nhập nhiệm vụ từ phụ lục: {command}", ""),))
    assert ["".join(text for text, _tone in line) for line in page_lines(page, 70)] == [
        "Nhập nhiệm vụ từ phụ lục:",
        f"  {command}",
    ]


@pytest.mark.parametrize("width", [30, 60, 80, 100])
def test_a_table_that_is_to_stand_whole_leaves_no_column_out(width: int) -> None:
    shown = lines(TABLE._replace(whole=True, title="Tất cả"), width)
    text = " ".join(" ".join(shown).split())
    assert max(map(display_width, shown)) <= width
    for word in ("chờ", "huyện", "30%", "195", "18/12/2023"):
        assert word in text
    assert text.count("Tất cả") == 1
    assert "not shown" not in text


def test_a_note_about_a_column_goes_with_it() -> None:
    page = Page(tables=(TABLE,), notes=(("In brackets.", "dim"), ("Of all.", "")), keys=(("In brackets.", "Ghi chú"),))
    found = {width: "\n".join(render_text(page, width)) for width in (60, 200)}
    assert ["In brackets." in each for each in found.values()] == [False, True]
    assert all("Of all." in each for each in found.values())


def test_of_commands_beside_their_words_all_stand_alone_where_one_has_no_room() -> None:
    page = Page(notes=(("  coordplan due     what is due, by date\n  coordplan help    the manual", ""),))
    assert list(render_text(page, 60)) == ["  coordplan due     what is due, by date", "  coordplan help    the manual"]
    assert list(render_text(page, 30)) == [
        "  coordplan due",
        "    what is due, by date",
        "  coordplan help",
        "    the manual",
    ]
