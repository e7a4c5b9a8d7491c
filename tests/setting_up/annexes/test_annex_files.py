"""Files to grids: workbooks as people see them, Word tables with their merged cells, CSV of any encoding."""

import unicodedata
from datetime import date, datetime
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml

from coordplan.errors import UnreadableFile
from coordplan.setting_up.annexes.annex_files import read_grids
from coordplan.setting_up.annexes.grid import TextGrid
from tests.office_files.building import rewritten, word_table, workbook

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def texts(grid: TextGrid) -> list[list[str]]:
    return [[cell.text for cell in row] for row in grid.rows]


# workbooks


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        pytest.param(1, None, "1", id="a number"),
        pytest.param(3.0, None, "3", id="a whole number"),
        pytest.param(2.5, None, "2.5", id="a fraction"),
        pytest.param(0.6, "0%", "60%", id="a percent"),
        pytest.param(date(2024, 6, 30), "dd/mm/yyyy", "30/6/2024", id="a day"),
        pytest.param(datetime.fromisoformat("2024-06-30T08:00"), "yyyy-mm-dd hh:mm", "30/6/2024", id="with a time"),
        pytest.param(date(2024, 6, 1), "mm/yyyy", "6/2024", id="a month"),
        pytest.param(date(2024, 6, 1), "mmm-yy", "6/2024", id="a month in short"),
        pytest.param(date(2024, 6, 1), "yyyy", "2024", id="a year"),
        pytest.param(date(2023, 6, 30), "dd/mm", "30/6", id="a day whose year is hidden is that of no year"),
        pytest.param(date(2023, 10, 15), "d-mmm", "15/10", id="a day as Excel shows what is typed without a year"),
        pytest.param(date(2023, 10, 15), "[$-42A]dd-mmm", "15/10", id="a day in the form of a language"),
        pytest.param(date(2023, 6, 1), "mmm", "Tháng 6", id="a month whose year is hidden"),
        pytest.param(date(2024, 6, 30), '"ngày" dd', "30/6", id="a day with words around"),
        pytest.param(date(2024, 6, 30), "dd/mm/e", "30/6/2024", id="a year in another letter"),
        pytest.param(date(2024, 6, 30), "hh:mm", "30/6/2024", id="an hour of a day"),
        pytest.param(date(1900, 1, 5), "d/m", "5/1/1900", id="a number that was taken for a day"),
        pytest.param(True, None, "TRUE", id="true"),
        pytest.param("  Quý  II ", None, "Quý II", id="a text"),
        pytest.param("'=1+1", None, "'=1+1", id="a text like a formula"),
    ],
)
def test_a_cell_is_what_people_see_in_it(value: Any, form: str | None, text: str, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    cell = book.active.cell(1, 1, value)
    if form:
        cell.number_format = form
    book.save(tmp_path / "a.xlsx")
    assert texts(read_grids(tmp_path / "a.xlsx").grids[0]) == [[text]]


def test_rows_keep_their_numbers_and_lose_their_empty_ends(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [["x", None, None], [], [None, "y", ""]])
    assert texts(read_grids(path).grids[0]) == [["x"], [], ["", "y"]]


def test_hidden_sheets_are_left_alone_unless_they_are_named(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Phụ lục"
    book.create_sheet("Nháp").sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    found = read_grids(tmp_path / "a.xlsx")
    assert [grid.name for grid in found.grids] == ["Phụ lục"]
    assert found.remarks == ('Hidden sheets are not read: "Nháp" (--sheet NAME reads one).',)
    assert [grid.name for grid in read_grids(tmp_path / "a.xlsx", ["nháp"]).grids] == ["Nháp"]


def test_merged_cells_of_a_sheet_repeat(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [["A", "b"], [None, "c"]], merged=["A1:A2"])
    assert texts(read_grids(path).grids[0]) == [["A", "b"], ["A", "c"]]


def test_links_to_other_files_are_told_of(tmp_path: Path) -> None:
    path = rewritten(
        workbook(tmp_path / "a.xlsx", [["x"]]), lambda _name, old: old, {"xl/externalLinks/a.xml": b"<a/>"}
    )
    assert read_grids(path).remarks == (
        f"{path} points to other files; they are not opened, the values stored in it count.",
    )


# Word


def test_word_tables_are_numbered_and_know_what_stands_over_them(tmp_path: Path) -> None:
    path = word_table(tmp_path / "a.docx", [["a"]], [["b", "c"]], before=["PHỤ LỤC", "Năm 2024"])
    first, second = read_grids(path).grids
    assert (first.name, texts(first), first.above) == ("1", [["a"]], ("PHỤ LỤC", "Năm 2024"))
    assert (second.name, texts(second), second.above) == ("2", [["b", "c"]], ())
    assert [grid.name for grid in read_grids(path, ["2"]).grids] == ["2"]


def test_merged_cells_of_a_word_table_repeat_down_and_across(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(3, 3)
    for number, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = str(number)
    table.cell(0, 1).merge(table.cell(0, 2)).text = "across"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "down"
    table.cell(1, 1).merge(table.cell(2, 2)).text = "both"
    document.save(str(tmp_path / "a.docx"))
    grid = read_grids(tmp_path / "a.docx").grids[0]
    assert texts(grid) == [["0", "across", "across"], ["down", "both", "both"], ["down", "both", "both"]]
    assert [cell[1:] for cell in grid.rows[2]] == [(2, 1), (2, 2), (2, 2)]


def test_lines_of_a_cell_stay_apart(tmp_path: Path) -> None:
    document = docx.Document()
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = "một\nhai"
    cell.add_paragraph("ba\tbốn")
    document.save(str(tmp_path / "a.docx"))
    assert texts(read_grids(tmp_path / "a.docx").grids[0]) == [["một\nhai\nba bốn"]]


def test_what_was_deleted_with_changes_tracked_is_not_there_and_what_was_put_in_is(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(2, 1)
    paragraph = table.cell(0, 0).paragraphs[0]._p
    for tag, kind, text in (("ins", "t", "mới"), ("del", "delText", "cũ"), ("moveFrom", "t", "đi")):
        paragraph.append(parse_xml(f"<w:{tag} {W}><w:r><w:{kind}>{text}</w:{kind}></w:r></w:{tag}>"))
    table.cell(1, 0).text = "hàng đã xóa"
    table.rows[1]._tr.get_or_add_trPr().append(parse_xml(f"<w:del {W}/>"))
    document.save(str(tmp_path / "a.docx"))
    assert texts(read_grids(tmp_path / "a.docx").grids[0]) == [["mới"]]


def test_rows_and_cells_in_content_controls_are_read(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(1, 1)
    table.cell(0, 0).text = "a"
    row = "<w:tr><w:sdt><w:sdtContent><w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc></w:sdtContent></w:sdt></w:tr>"
    table._tbl.append(parse_xml(f"<w:sdt {W}><w:sdtContent>{row}</w:sdtContent></w:sdt>"))
    document.save(str(tmp_path / "a.docx"))
    assert texts(read_grids(tmp_path / "a.docx").grids[0]) == [["a"], ["b"]]


def test_a_table_within_a_cell_is_the_text_of_that_cell(tmp_path: Path) -> None:
    document = docx.Document()
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = "ngoài"
    cell.add_table(1, 1).cell(0, 0).text = "trong"
    document.save(str(tmp_path / "a.docx"))
    grids = read_grids(tmp_path / "a.docx").grids
    assert [texts(grid) for grid in grids] == [[["ngoài\ntrong"]]]


def test_a_span_that_no_table_has_is_cut(tmp_path: Path) -> None:
    path = word_table(tmp_path / "a.docx", [["a", "b"]])
    span = b'<w:tcPr><w:gridSpan w:val="9999"/>'
    rewritten(path, lambda name, old: old.replace(b"<w:tcPr>", span) if name == "word/document.xml" else old)
    assert len(read_grids(path).grids[0].rows[0]) <= 200


# CSV

LINE = "STT{s}Nội dung{s}Ghi chú\n1{s}Đối thoại, họp{s}\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_csv_of_unicode_is_read_whatever_its_form(encoding: str, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(LINE.format(s=";").encode(encoding))
    found = read_grids(tmp_path / "a.csv")
    assert ["1", "Đối thoại, họp", ""] in [texts(grid)[1] for grid in found.grids]
    assert found.remarks == ()
    assert found.choose_one


def in_windows_vietnamese(letter: str) -> str:
    """Return a letter as code page 1258 has it: a vowel with its shape, then its tone."""
    parts = unicodedata.normalize("NFD", letter)
    tones = "".join(each for each in parts if each in "\u0300\u0301\u0303\u0309\u0323")
    return unicodedata.normalize("NFC", "".join(each for each in parts if each not in tones)) + tones


def test_a_csv_of_windows_vietnamese_is_read_with_a_remark(tmp_path: Path) -> None:
    bare = "".join(map(in_windows_vietnamese, LINE.format(s=";")))
    (tmp_path / "a.csv").write_bytes(bare.encode("cp1258"))
    found = read_grids(tmp_path / "a.csv")
    assert ["1", "Đối thoại, họp", ""] in [texts(grid)[1] for grid in found.grids]
    assert [remark.partition(";")[2] for remark in found.remarks] == [
        " it was read as Windows-1258: look whether its letters are right."
    ]


def test_a_csv_of_other_windows_is_read_with_a_remark(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes("Café,Nội".replace("ộ", "o").encode("cp1252"))
    found = read_grids(tmp_path / "a.csv")
    assert texts(found.grids[0]) == [["Café", "Noi"]]
    assert "Windows-1252" in found.remarks[0]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_csv_is_read_with_each_separator(separator: str, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f"a{separator}b\n", encoding="utf-8")
    assert [["a", "b"]] in [texts(grid) for grid in read_grids(tmp_path / "a.csv").grids]


def test_a_line_that_names_the_separator_is_obeyed_and_rows_keep_their_numbers(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('sep=|\r\na|b\r\n\r\n"c\nd"|e\r\n', encoding="utf-8", newline="")
    (grid,) = read_grids(tmp_path / "a.csv").grids
    assert texts(grid) == [[], ["a", "b"], [], ["c\nd", "e"]]


def test_what_is_no_text_is_no_csv(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    with pytest.raises(UnreadableFile, match="neither a workbook, a Word document nor text"):
        read_grids(tmp_path / "a.csv")


def test_a_csv_with_a_quote_that_never_ends_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('a,"' + "b" * 200_000, encoding="utf-8")
    with pytest.raises(UnreadableFile, match="its quotes have no end"):
        read_grids(tmp_path / "a.csv")


def test_a_csv_of_too_many_rows_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("a\n" * 10_001, encoding="utf-8")
    with pytest.raises(UnreadableFile, match="has more than 10000 rows"):
        read_grids(tmp_path / "a.csv")
