"""Office files are opened safely: what is hostile or no office file gets one sentence, soon and in little memory."""

import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from coordplan.errors import MissingExtra, UnreadableFile
from coordplan.office_files import containers
from coordplan.office_files.containers import open_container
from coordplan.office_files.readers import Area, merged_areas, open_document, open_workbook, rows_of
from coordplan.text.installing import line_for_office
from tests.office_files.building import SHEET, rewritten, with_sheet_data, word_table, workbook

ROWS = [["STT", "Nội dung"], [1, "Giao ban"], [2, "Sơ kết"]]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_whole(path: Path) -> None:
    for sheet in open_workbook(path).worksheets:
        list(rows_of(path, sheet))


def sentence_of(path: Path) -> str:
    """Return the one sentence that opening and reading a workbook gives."""
    with pytest.raises(UnreadableFile) as failure:
        read_whole(path)
    assert "\n" not in failure.value.sentence
    assert failure.value.way_out
    return failure.value.sentence.replace(str(path), "FILE")


def test_a_workbook_is_read_row_by_row(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", ROWS)
    book = open_workbook(path)
    found = [(number, [cell.value for cell in row[:2]]) for number, row in rows_of(path, book["Phụ lục"])]
    assert found == [(1, ["STT", "Nội dung"]), (2, [1, "Giao ban"]), (3, [2, "Sơ kết"])]


def test_the_kind_of_a_file_is_in_what_it_holds_not_in_its_name(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.docx", ROWS)
    assert open_container(path).kind == "workbook"
    assert len(open_workbook(path).worksheets) == 1
    with pytest.raises(UnreadableFile, match=r"is not a Word document \(\.docx\)"):
        open_document(path)


def test_merged_areas_are_told_of_a_sheet_read_row_by_row(tmp_path: Path) -> None:
    book = open_workbook(workbook(tmp_path / "a.xlsx", ROWS, merged=["A1:A2", "B2:D3"]))
    assert merged_areas(book, book.worksheets[0]) == [Area(1, 1, 2, 1), Area(2, 2, 3, 4)]


def test_a_whole_workbook_can_be_changed_and_keeps_its_formulas(tmp_path: Path) -> None:
    book = open_workbook(workbook(tmp_path / "a.xlsx", [["=1+1"]]), whole=True)
    assert book.worksheets[0]["A1"].value == "=1+1"
    book.worksheets[0]["A1"] = "x"
    book.save(tmp_path / "b.xlsx")


def test_a_formula_is_its_stored_value_which_may_be_missing(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [["=1+1", "x"]])
    book = open_workbook(path)
    assert [cell.value for cell in next(rows_of(path, book.worksheets[0]))[1][:2]] == [None, "x"]


def test_a_document_is_its_tree(tmp_path: Path) -> None:
    root = open_document(word_table(tmp_path / "a.docx", [["một", "hai"]]))
    assert "".join(root.itertext()).replace("\n", "") == "mộthai"


HTML = b"<html><table><tr><td>1</td></tr></table></html>"
CONTENTS = {
    "empty": (b"", "FILE is empty."),
    "a PDF": (b"%PDF-1.7\n", "FILE is a PDF, whatever its name says."),
    "a page": (HTML, "FILE is a web page or XML, whatever its name says."),
    "rich text": (b"{\\rtf1}", "FILE is rich text (RTF), whatever its name says."),
    "text": (b"STT,Title\n", "FILE is not an Excel workbook (.xlsx)."),
    "old": (OLE + bytes(600), "FILE is in the old format of before 2007 (.xls, .doc), or protected by a password."),
    "encrypted": (
        OLE + bytes(100) + "EncryptedPackage".encode("utf-16-le"),
        "FILE is protected by a password.",
    ),
}


@pytest.mark.parametrize(("data", "sentence"), CONTENTS.values(), ids=CONTENTS)
def test_what_is_no_workbook_is_said_to_be_what_it_is(data: bytes, sentence: str, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(data)
    assert sentence_of(path) == sentence


def test_what_is_missing_or_a_folder_or_a_pipe_is_said(tmp_path: Path) -> None:
    import os

    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UnreadableFile, match="There is no file"):
        open_workbook(tmp_path / "gone.xlsx")
    with pytest.raises(UnreadableFile, match="is a folder"):
        open_workbook(tmp_path)
    with pytest.raises(UnreadableFile, match="is not an ordinary file"):
        open_workbook(tmp_path / "pipe")


def test_a_file_that_is_too_large_is_not_read_further(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with path.open("wb") as stream:
        stream.truncate(containers.LARGEST_FILE + 1)
    assert sentence_of(path) == "FILE is larger than 50 MB."


@pytest.mark.parametrize("kept", [10, 100, 1000, -30], ids=str)
def test_a_file_that_was_cut_off_is_damaged(kept: int, tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", ROWS)
    path.write_bytes(path.read_bytes()[:kept])
    assert sentence_of(path) == "FILE is damaged or was cut off."


def test_a_byte_that_changed_on_the_way_is_damage(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", ROWS)
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        start = archive.getinfo(SHEET).header_offset + 80
    data[start : start + 20] = bytes(20)
    path.write_bytes(data)
    assert sentence_of(path) == "FILE is damaged or was cut off."


def test_an_archive_of_something_else_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("notes.txt", "x")
    assert sentence_of(path) == "FILE is not an Excel workbook (.xlsx)."


def bomb(path: Path) -> Path:
    """Two hundred and one megabytes of zeros, in a few hundred kilobytes."""
    zeros = bytes(containers.MEGABYTE)
    path.unlink(missing_ok=True)
    workbook(path, ROWS)
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("xl/media/a.bin", "w") as stream,
    ):
        for _number in range(201):
            stream.write(zeros)
    return path


def many_parts(path: Path) -> Path:
    with zipfile.ZipFile(workbook(path, ROWS), "a") as archive:
        for number in range(containers.MOST_PARTS):
            archive.writestr(f"xl/media/{number}.png", b"")
    return path


def large_strings(path: Path) -> Path:
    spaces = b"<a>" + b" " * (containers.LARGEST_PART + 1) + b"</a>"
    return rewritten(workbook(path, ROWS), lambda name, old: spaces if name == "xl/theme/theme1.xml" else old)


def many_styles(path: Path) -> Path:
    tags = b"<styleSheet>" + b"<xf/>" * containers.MOST_PART_TAGS + b"</styleSheet>"
    return rewritten(workbook(path, ROWS), lambda name, old: tags if name == "xl/styles.xml" else old)


def endless_row(path: Path) -> Path:
    return with_sheet_data(workbook(path, ROWS), b"<row>" + b"<c/>" * containers.MOST_PART_TAGS + b"</row>")


def many_rows(path: Path) -> Path:
    return with_sheet_data(workbook(path, ROWS), b"<row/>" * (containers.MOST_SHEET_TAGS + 1))


def ten_thousand_rows(path: Path) -> Path:
    return with_sheet_data(workbook(path, ROWS), b"<row><c><v>1</v></c></row>" * 10_001)


def entities(path: Path) -> Path:
    declared = b'<?xml version="1.0"?><!-- x --><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    return rewritten(workbook(path, ROWS), lambda name, old: declared if name == "xl/workbook.xml" else old)


def entities_in_two_bytes(path: Path) -> Path:
    declared = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'.encode("utf-16")
    return rewritten(workbook(path, ROWS), lambda name, old: declared if name == "xl/workbook.xml" else old)


def no_xml(path: Path) -> Path:
    return rewritten(workbook(path, ROWS), lambda name, old: b"\x00" if name == "xl/workbook.xml" else old)


def broken_sheet(path: Path) -> Path:
    return with_sheet_data(workbook(path, ROWS), b"<row><c></row>")


def odd_cell(path: Path) -> Path:
    return with_sheet_data(workbook(path, ROWS), b'<row><c t="s"><v>999</v></c></row>')


def sheet_named_as_main_part(path: Path) -> Path:
    return rewritten(
        workbook(path, ROWS),
        lambda name, old: old.replace(b"/xl/workbook.xml", b"/xl/worksheets/sheet1.xml") if "Content" in name else old,
    )


UNPACKED = "FILE would unpack to more than a table of activities could hold."
DECLARED = "FILE declares a document type in xl/workbook.xml, which no office file does."
CELLS = "FILE holds more than a table of activities could: {part} has too many cells."
HOSTILE = {
    "bomb": (bomb, UNPACKED),
    "many parts": (many_parts, UNPACKED),
    "a part of many megabytes": (large_strings, UNPACKED),
    "a part of many tags": (many_styles, CELLS.format(part="xl/styles.xml")),
    "a row without end": (endless_row, CELLS.format(part=SHEET)),
    "millions of rows": (many_rows, CELLS.format(part=SHEET)),
    "rows full": (ten_thousand_rows, 'FILE: the sheet "Phụ lục" has more than 10000 rows.'),
    "entities": (entities, DECLARED),
    "entities in UTF-16": (entities_in_two_bytes, DECLARED),
    "no XML": (no_xml, "FILE is damaged or was cut off."),
    "a sheet as main part": (sheet_named_as_main_part, "FILE is damaged or was cut off."),
}


@pytest.fixture(scope="module")
def hostile_file(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Callable[[Path], Path]], Path]:
    """Give the file that a function makes, made once."""
    return cache(lambda make: make(tmp_path_factory.mktemp("hostile") / "a.xlsx"))


@pytest.mark.parametrize(("make", "sentence"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_workbook_gets_one_sentence_soon(
    make: Callable[[Path], Path], sentence: str, hostile_file: Callable[[Callable[[Path], Path]], Path]
) -> None:
    path = hostile_file(make)
    begun = time.monotonic()
    assert sentence_of(path) == sentence
    assert time.monotonic() - begun < 5


@pytest.mark.parametrize("make", [broken_sheet, odd_cell], ids=lambda make: make.__name__)
def test_what_openpyxl_stumbles_over_is_a_sentence(make: Callable[[Path], Path], tmp_path: Path) -> None:
    assert sentence_of(make(tmp_path / "a.xlsx")).startswith("FILE cannot be understood: ")


def test_a_sheet_that_claims_a_million_rows_ends_where_it_ends(tmp_path: Path) -> None:
    data = b'<row r="2"><c r="A2"><v>7</v></c></row><row r="1048576"><c r="A1048576"><v>8</v></c></row>'
    path = with_sheet_data(workbook(tmp_path / "a.xlsx", ROWS), data)
    begun = time.monotonic()
    found = [(number, row[0].value) for number, row in rows_of(path, open_workbook(path).worksheets[0])]
    assert [each for each in found if each[1] is not None] == [(2, 7)]
    assert time.monotonic() - begun < 2


def test_rows_beyond_what_a_sheet_claims_are_read_too(tmp_path: Path) -> None:
    data = b'<row r="5"><c r="C5"><v>7</v></c></row>'
    path = with_sheet_data(workbook(tmp_path / "a.xlsx", ROWS), data, dimension=b"A1:B2")
    assert [row[2].value for _number, row in rows_of(path, open_workbook(path).worksheets[0])][4] == 7


def test_merged_areas_and_links_over_everything_are_no_whole_workbook(tmp_path: Path) -> None:
    merged = b'<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    path = with_sheet_data(workbook(tmp_path / "a.xlsx", ROWS), b"", after=merged)
    with pytest.raises(UnreadableFile, match="too many cells"):
        open_workbook(path, whole=True)
    assert open_workbook(path).worksheets, "row by row they are only told of"


def test_a_workbook_with_macros_and_links_is_read_without_them(tmp_path: Path) -> None:
    path = rewritten(
        workbook(tmp_path / "a.xlsm", ROWS),
        lambda name, old: (
            old.replace(
                b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
            )
            if "Content" in name
            else old
        ),
        {"xl/vbaProject.bin": b"macro", "xl/externalLinks/externalLink1.xml": b"<externalLink/>"},
    )
    container = open_container(path)
    assert (container.kind, container.macros, container.linked) == ("workbook", True, True)
    assert open_workbook(path).worksheets[0].title == "Phụ lục"


def test_a_password_on_the_archive_itself_is_said(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", ROWS)
    data = bytearray(path.read_bytes())
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    path.write_bytes(data)
    assert sentence_of(path) == "FILE is protected by a password."


def test_without_openpyxl_the_line_that_installs_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = workbook(tmp_path / "a.xlsx", ROWS)
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(MissingExtra) as failure:
        open_workbook(path)
    assert failure.value.sentence == "This needs openpyxl, which is not installed."
    assert failure.value.way_out == f"To install it: {line_for_office()}"


def test_nothing_of_a_hostile_file_fills_the_memory(
    hostile_file: Callable[[Callable[[Path], Path]], Path],
) -> None:
    """In a process of its own that may have 600 MB of addresses, what it reads included."""
    paths = [str(hostile_file(make)) for make in (bomb, many_styles, endless_row, many_rows, large_strings)]
    script = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (600 << 20, 600 << 20))
from pathlib import Path
from coordplan.errors import UnreadableFile
from coordplan.office_files.readers import open_workbook, rows_of
for path in map(Path, sys.argv[1:]):
    try:
        list(rows_of(path, open_workbook(path).worksheets[0]))
    except UnreadableFile as failure:
        print("refused")
"""
    done = subprocess.run(
        [sys.executable, "-c", script, *paths], capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.stdout.split(), done.stderr) == (["refused"] * 5, "")


def test_a_document_that_is_damaged_is_said(tmp_path: Path) -> None:
    path = rewritten(
        word_table(tmp_path / "a.docx", [["x"]]), lambda name, old: old[:-20] if name == "word/document.xml" else old
    )
    with pytest.raises(UnreadableFile, match="is damaged or was cut off"):
        open_document(path)


def test_what_was_looked_through_already_is_not_looked_through_again(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", ROWS)
    container = open_container(path)
    path.unlink()
    assert open_workbook(container).worksheets[0].title == "Phụ lục"
