"""What is struck through, hidden or in old letters in a file: left out, taken or converted, and said."""

from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from coordplan.model import Definitions
from coordplan.setting_up.annexes.annex import Annex, parse_annex
from coordplan.setting_up.annexes.annex_files import read_grids
from coordplan.setting_up.annexes.findings import ImportChoices
from coordplan.setting_up.annexes.layout import tables_in
from coordplan.setting_up.annexes.marked import letters_remarks
from tests.office_files.building import SHEET, rewritten

HEADINGS = ["STT", "Nội dung", "Chủ trì", "Thời gian", "Ghi chú"]
ROWS = [["1", "Giao ban", "Sở Y tế", "Quý I/2024", ""], ["2", "Tập huấn", "Sở Y tế", "Quý II/2024", "Bỏ"]]


def book_with(rows: list[list[Any]] = ROWS, headings: list[str] = HEADINGS) -> Any:
    book = openpyxl.Workbook()
    book.active.title = "PL"
    for row in [headings, *rows]:
        book.active.append(row)
    return book


def document_with(rows: list[list[str]] = ROWS, headings: list[str] = HEADINGS) -> Any:
    document = docx.Document()
    table = document.add_table(0, len(headings))
    for row in [headings, *rows]:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.paragraphs[0].add_run(text)
    return document


def runs_of(row: Any) -> list[Any]:
    return [run for cell in row.cells for paragraph in cell.paragraphs for run in paragraph.runs]


def understood(known: Definitions, path: Path, document: Any = None, **choices: Any) -> Annex:
    if document is not None:
        document.save(str(path))
    grids = read_grids(path).grids
    return parse_annex(tables_in(grids, {}), known, ImportChoices(contents=("nd1",), **choices))


def told(annex: Annex) -> list[tuple[str, str, bool]]:
    return [(finding.place.within(), finding.rule, finding.warning) for finding in annex.findings]


def titles(annex: Annex) -> list[str]:
    return [proposal.title for proposal in annex.proposals]


# struck through


def test_a_row_of_a_sheet_that_is_struck_through_is_left_out_whatever_stands_beside_it(
    shipped: Definitions, tmp_path: Path
) -> None:
    book = book_with()
    for cell in book.active[3][1:4]:  # not its number, nor the remark that says why
        cell.font = Font(strike=True)
    annex = understood(shipped, tmp_path / "a.xlsx", book)
    assert titles(annex) == ["Giao ban"]
    assert "note" not in annex.proposals[0].fields
    assert told(annex) == [("PL!B3", "struck-row", True)]
    assert '"Tập huấn"' in annex.findings[0].message


@pytest.mark.parametrize("shared", [False, True], ids=["in the cell", "as a shared string"])
def test_struck_words_of_a_cell_are_left_out(shared: bool, shipped: Definitions, tmp_path: Path) -> None:
    book = book_with()
    words = TextBlock(InlineFont(strike=True), "Quý II/2024"), TextBlock(InlineFont(), " Quý III/2024")
    book.active["D3"] = CellRichText(*words)
    book.save(tmp_path / "a.xlsx")
    if shared:
        to_shared_strings(tmp_path / "a.xlsx")
    annex = understood(shipped, tmp_path / "a.xlsx")
    assert annex.proposals[1].fields["due"] == "Quý III/2024"
    assert told(annex) == [("PL!D3", "struck-words", True)]


def to_shared_strings(path: Path) -> None:
    """Move the text of D3 out of its cell, to where Excel keeps it."""
    texts: list[bytes] = []

    def without(name: str, old: bytes) -> bytes:
        if name == SHEET:
            start = old.index(b"<is>", old.index(b'r="D3"'))
            end = old.index(b"</is>", start)
            texts.append(old[start + 4 : end])
            return old[:start].removesuffix(b't="inlineStr">') + b't="s"><v>0</v>' + old[end + 5 :]
        if name == "[Content_Types].xml":
            kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
            part = b'<Override PartName="/xl/sharedStrings.xml" ContentType="' + kind + b'"/></Types>'
            return old.replace(b"</Types>", part)
        return old

    rewritten(path, without)
    table = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si>' + texts[0] + b"</si></sst>"
    rewritten(path, lambda _name, old: old, {"xl/sharedStrings.xml": table})


def test_words_that_are_not_struck_in_a_cell_that_is_count(shipped: Definitions, tmp_path: Path) -> None:
    book = book_with()
    book.active["B2"] = CellRichText("Giao ban", TextBlock(InlineFont(b=True), " báo chí"))
    book.active["B2"].font = Font(strike=True)
    annex = understood(shipped, tmp_path / "a.xlsx", book)
    assert titles(annex)[0] == "báo chí"
    assert told(annex) == [("PL!B2", "struck-words", True)]


@pytest.mark.parametrize("by_style", [False, True], ids=["by itself", "by its style"])
def test_a_row_of_a_word_table_that_is_struck_through_is_left_out(
    by_style: bool, shipped: Definitions, tmp_path: Path
) -> None:
    document = document_with()
    if by_style:
        document.styles.add_style("Bỏ", 2).font.strike = True
    for run in runs_of(document.tables[0].rows[2]):
        if by_style:
            run.style = "Bỏ"
        else:
            run.font.double_strike = True
    annex = understood(shipped, tmp_path / "a.docx", document)
    assert titles(annex) == ["Giao ban"]
    assert told(annex) == [("table 1, row 3, column 2", "struck-row", True)]


def test_words_struck_in_a_word_table_are_left_out_and_what_takes_their_place_counts(
    shipped: Definitions, tmp_path: Path
) -> None:
    document = document_with()
    cell = document.tables[0].cell(1, 3)
    cell.paragraphs[0].runs[0].font.strike = True
    cell.paragraphs[0].add_run("Quý IV/2024")
    annex = understood(shipped, tmp_path / "a.docx", document)
    assert annex.proposals[0].fields["due"] == "Quý IV/2024"
    assert told(annex) == [("table 1, row 2, column 4", "struck-words", True)]


# hidden


def test_hidden_rows_are_taken_and_said_or_left_out(shipped: Definitions, tmp_path: Path) -> None:
    book = book_with()
    book.active.row_dimensions[2].hidden = True
    book.save(tmp_path / "a.xlsx")
    rewritten(tmp_path / "a.xlsx", lambda _name, old: old.replace(b'<row r="3"', b'<row r="3" ht="0"'))
    annex = understood(shipped, tmp_path / "a.xlsx")
    assert titles(annex) == ["Giao ban", "Tập huấn"]
    assert told(annex) == [("PL!B2", "hidden-row", True)]  # both, in one sentence
    assert [place.cell for place in annex.findings[0].more] == ["B3"]
    assert titles(understood(shipped, tmp_path / "a.xlsx", hidden=False)) == []


def test_a_hidden_column_is_read_and_said_with_the_option_that_leaves_it_out(
    shipped: Definitions, tmp_path: Path
) -> None:
    book = book_with()
    book.active.column_dimensions["D"].hidden = True
    annex = understood(shipped, tmp_path / "a.xlsx", book)
    assert told(annex) == [("PL!D1", "hidden-column", True)]
    assert annex.findings[0].remedy == 'to leave it out: --map "Thời gian=ignore"'


def test_a_hidden_month_among_months_is_said_too(shipped: Definitions, tmp_path: Path) -> None:
    headings = ["STT", "Nội dung", "Chủ trì", *(f"T{month}" for month in range(1, 13))]
    book = book_with([["1", "Giao ban", "Sở Y tế", *[""] * 4, "x"]], headings)
    book.active.column_dimensions["H"].hidden = True
    annex = understood(shipped, tmp_path / "a.xlsx", book, year=2024)
    assert told(annex) == [("PL!H1", "hidden-column", True)]
    assert annex.findings[0].remedy == 'to leave it out: --map "T5=ignore"'


def test_hidden_text_of_a_word_table_is_a_hidden_row_or_is_left_out(shipped: Definitions, tmp_path: Path) -> None:
    document = document_with()
    for run in runs_of(document.tables[0].rows[1]):
        run.font.hidden = True
    document.tables[0].cell(2, 1).paragraphs[0].add_run(" (dự kiến)").font.hidden = True
    annex = understood(shipped, tmp_path / "a.docx", document)
    assert titles(annex) == ["Giao ban", "Tập huấn"]
    assert told(annex) == [
        ("table 1, row 3, column 2", "hidden-words", True),
        ("table 1, row 2, column 2", "hidden-row", True),
    ]


# letters of before Unicode

OLD = [
    ["1", "Giao ban b¸o chÝ cña tØnh", "Së Y tÕ", "Quý I/2024", ""],
    ["2", "TËp huÊn", "Së Y tÕ", "Th¸ng 6/2024", ""],
]


def test_a_workbook_in_old_letters_is_converted_and_that_is_said(shipped: Definitions, tmp_path: Path) -> None:
    headings = ["STT", "Néi dung c«ng viÖc", "C¬ quan chñ tr×", "Thêi gian", "Ghi chó"]
    annex = understood(shipped, tmp_path / "a.xlsx", book_with(OLD, headings))
    assert titles(annex) == ["Giao ban báo chí của tỉnh", "Tập huấn"]
    assert told(annex) == []
    assert list(letters_remarks(read_grids(tmp_path / "a.xlsx").grids)) == [
        "PL: letters of before Unicode (TCVN3, .Vn...) were converted: look whether they are right."
    ]


def test_a_single_row_in_old_letters_is_converted_and_named(shipped: Definitions, tmp_path: Path) -> None:
    rows = [ROWS[0], ["2", "Taäp huaán", "Sôû Y teá", "Thaùng 6/2024", ""], *([*ROWS[1]] for _ in range(3))]
    annex = understood(shipped, tmp_path / "a.xlsx", book_with(rows))
    assert annex.proposals[1].fields == {
        "title": "Tập huấn", "content": ["nd1"], "lead": "so-yte", "due": "Tháng 6/2024"
    }  # fmt: skip
    assert list(letters_remarks(read_grids(tmp_path / "a.xlsx").grids)) == [
        "PL, rows 3: letters of before Unicode (VNI) were converted: look whether they are right."
    ]


def test_the_font_of_a_word_table_tells_what_words_alone_would_not(shipped: Definitions, tmp_path: Path) -> None:
    document = document_with([["1", "cã vô lín", "so y te", "2024", ""], ROWS[1]])
    font_of(document.styles["Normal"], ".VnTime")
    for run in runs_of(document.tables[0].rows[2]):
        font_of(run, "Times New Roman")
    annex = understood(shipped, tmp_path / "a.docx", document)
    assert titles(annex) == ["có vụ lớn", "Tập huấn"]
    assert len(list(letters_remarks(read_grids(tmp_path / "a.docx").grids))) == 1


def font_of(styled: Any, name: str) -> None:
    styled.font.name = name
    styled.font.element.rPr.rFonts.set(qn("w:hAnsi"), name)


def test_a_letter_that_word_keeps_as_a_soft_hyphen_is_one_and_any_other_parts_no_word(
    shipped: Definitions, tmp_path: Path
) -> None:
    document = document_with(
        [["1", "Tr\u00adêng häc cña tØnh", "so y te", "2024", ""], ["2", "Phối\u00adhợp", "so y te", "2024", ""]]
    )
    assert titles(understood(shipped, tmp_path / "a.docx", document)) == ["Trường học của tỉnh", "Phốihợp"]


def test_a_csv_of_old_letters_is_converted(tmp_path: Path) -> None:
    lines = "\n".join(";".join(row) for row in [["STT", "Néi dung c«ng viÖc", "C¬ quan", "Thêi gian", ""], *OLD])
    (tmp_path / "a.csv").write_bytes(lines.encode("cp1252"))
    read = read_grids(tmp_path / "a.csv")
    rows = tables_in(read.grids, {}, read.choose_one).rows
    assert [row.text("title") for row in rows] == ["Giao ban báo chí của tỉnh", "Tập huấn"]
    assert read.remarks == ()  # what would be said of Windows is said of the letters


def test_a_row_of_dots_and_one_that_only_has_a_number_say_nothing(shipped: Definitions, tmp_path: Path) -> None:
    annex = understood(
        shipped, tmp_path / "a.xlsx", book_with([*ROWS, ["…", "……", "...", "-", ""], ["4", "...", "", "", ""]])
    )
    assert titles(annex) == ["Giao ban", "Tập huấn"]
    assert told(annex) == []
