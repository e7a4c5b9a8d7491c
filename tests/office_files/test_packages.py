"""Workbooks of small generators are read as office programs show them; work is bounded by cells and letters too."""

import re
import time
import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from coordplan.collecting.collect.returned_form import read_form
from coordplan.errors import CoordplanError, UnreadableFile
from coordplan.office_files.containers import open_container
from coordplan.office_files.packages import readable_package
from coordplan.office_files.readers import open_workbook
from coordplan.setting_up.annexes.annex_files import read_grids
from tests.office_files.building import SHEET, rewritten, with_sheet_data, word_table, workbook

DAY = date(2024, 6, 30)


def dated(path: Path) -> Path:
    """Write a workbook with a text, a day and a percent."""
    book = openpyxl.Workbook()
    page = book.active
    page.append(["Giao ban", DAY, 0.6])
    page["B1"].number_format = "dd/mm/yyyy"
    page["C1"].number_format = "0%"
    book.save(path)
    return path


def moved(path: Path, **parts: str) -> Path:
    """Lay parts of a workbook elsewhere in its package."""
    places = {
        "/xl/styles.xml": "/styles.xml",
        "/xl/worksheets/sheet1.xml": "/sheet1.xml",
        "/xl/workbook.xml": "/book.xml",
    }
    target = BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name.endswith((".rels", "[Content_Types].xml")):
                for before, after in places.items():
                    data = data.replace(before.encode(), after.encode()).replace(
                        before[1:].encode(), after[1:].encode()
                    )
            name = {"xl/_rels/workbook.xml.rels": "_rels/book.xml.rels"}.get(name, name)
            new.writestr(places.get(f"/{name}", f"/{name}")[1:], data)
    path.write_bytes(target.getvalue())
    return path


def styled(form: bytes) -> Callable[[Path], Path]:
    """Give every cell of the sheet another word for its style."""

    def make(path: Path) -> Path:
        change = lambda name, old: re.sub(rb' s="\d*"', form, old) if name == SHEET else old  # noqa: E731
        return rewritten(dated(path), change)

    return make


def without_styles(path: Path) -> Path:
    return rewritten(dated(path), lambda name, old: None if name == "xl/styles.xml" else old)


def texts_of(path: Path) -> list[str]:
    return [cell.text for cell in read_grids(path).grids[0].rows[0]]


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        pytest.param(dated, ["Giao ban", "30/6/2024", "60%"], id="as office programs write it"),
        pytest.param(lambda path: moved(dated(path)), ["Giao ban", "30/6/2024", "60%"], id="parts elsewhere"),
        pytest.param(styled(b' s=""'), ["Giao ban", "45473", "0.6"], id="an empty style"),
        pytest.param(styled(b" s='99'"), ["Giao ban", "45473", "0.6"], id="a style that is not there"),
        pytest.param(styled(b' s="-1"'), ["Giao ban", "45473", "0.6"], id="a style below none"),
        pytest.param(without_styles, ["Giao ban", "45473", "0.6"], id="no styles at all"),
    ],
)
def test_a_workbook_is_read_as_an_office_program_shows_it(
    make: Callable[[Path], Path], expected: list[str], tmp_path: Path
) -> None:
    path = make(tmp_path / "a.xlsx")
    assert texts_of(path) == expected
    assert open_workbook(path, whole=True).worksheets[0]["A1"].value == "Giao ban"


def test_what_is_put_together_as_expected_is_left_as_it_is(tmp_path: Path) -> None:
    container = open_container(dated(tmp_path / "a.xlsx"))
    assert readable_package(container) is container.data


LONG = b"x" * 1_000_000
LETTERS = b'<row><c t="inlineStr"><is><t>%s</t></is></c></row>' % (b"y" * 1000)


def one_text_in_all_cells(path: Path) -> Path:
    cells = b"".join(b'<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>' % (row, row) for row in range(1, 9000))
    with_sheet_data(workbook(path, [["a"]]), cells)
    strings = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>%s</t></si></sst>' % LONG
    return rewritten(path, lambda name, old: strings if name == "xl/sharedStrings.xml" else old)


def merged_over_everything(path: Path) -> Path:
    areas = b'<mergeCell ref="A1:GR10000"/>' * 20_000
    data = b'<row r="1"><c r="A1"><v>1</v></c></row>' + b"<row><c><v>2</v></c></row>" * 5000
    return with_sheet_data(workbook(path, [["a"]]), data, after=b"<mergeCells>%s</mergeCells>" % areas)


def far_away(path: Path) -> Path:
    return with_sheet_data(workbook(path, [["a"]]), b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')


def merged_in_word(path: Path) -> Path:
    rows = [["Nội dung công việc", "Ghi chú"], *[["", "x"]] * 3000]
    word_table(path, [["y" * 100_000, "x"], *rows[1:]])

    def change(name: str, old: bytes) -> bytes:
        if name != "word/document.xml":
            return old
        return re.sub(rb"<w:tcPr>", b'<w:tcPr><w:vMerge w:val="continue"/>', old).replace(
            b'"continue"', b'"restart"', 1
        )

    return rewritten(path, change)


def nested_without_end(path: Path) -> Path:
    def change(name: str, old: bytes) -> bytes:
        if name != "word/document.xml":
            return old
        deep = 20_000
        row = b"<w:sdt><w:sdtContent>" * deep + b"<w:tr/>" + b"</w:sdtContent></w:sdt>" * deep
        return old.replace(b"</w:tbl>", row + b"</w:tbl>")

    return rewritten(word_table(path, [["a", "b"]]), change)


def csv_of_long_cells(path: Path) -> Path:
    path.write_text("Nội dung,Cơ quan chủ trì\n" + ("x" * 120_000 + ",y\n") * 160, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "make",
    [one_text_in_all_cells, merged_over_everything, far_away, merged_in_word, nested_without_end, csv_of_long_cells],
    ids=lambda make: make.__name__,
)
def test_what_would_not_end_is_read_or_refused_soon(make: Callable[[Path], Path], tmp_path: Path) -> None:
    path = make(tmp_path / "a.file")
    begun = time.monotonic()
    with suppress(UnreadableFile):
        read_grids(path)
    with pytest.raises(CoordplanError):
        read_form(path, path.read_bytes())
    assert time.monotonic() - begun < 30
