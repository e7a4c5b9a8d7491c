"""Rows of a workbook that are written as text: letter for letter what openpyxl writes of the same cells."""

from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook as Book
from openpyxl.cell._writer import write_cell
from openpyxl.xml.functions import xmlfile

from coordplan.paper.cells import Column, Kind, Table
from coordplan.paper.document import Sheet, Workbook
from coordplan.paper.excel import _put, render_workbook
from coordplan.paper.excel_rows import RowsBeside, WrittenCell, cell_tail, with_rows
from coordplan.paper.packing import repacked

DAY = date(2024, 6, 30)
VALUES: dict[Kind, Any] = {
    "text": st.text() | st.sampled_from(["=1+1", "@a", " cách ", "<&>\"'", "Đã xong \N{GRINNING FACE}", "a\u2028b"]),
    "count": st.integers(-(10**9), 10**15),
    "number": st.floats(allow_nan=False, allow_infinity=False),
    "rate": st.floats(0, 1),
    "percent": st.floats(0, 100),
    "day": st.dates(date(1901, 1, 1)),
}


@given(st.data(), st.sampled_from(sorted(VALUES)))
@settings(max_examples=150)
def test_a_cell_is_written_as_openpyxl_writes_it(data: Any, kind: Kind) -> None:
    cell = Book().active.cell(1, 1)  # type: ignore[union-attr]
    _put(cell, Column("a", "A", kind), data.draw(VALUES[kind] | st.none()))
    stream = BytesIO()
    with xmlfile(stream) as written:  # type: ignore[no-untyped-call]
        write_cell(written, cell.parent, cell, styled=True)
    tail = cell_tail(cell, cell.style_id).encode("ascii", "xmlcharrefreplace")
    assert b'<c r="A1"' + tail == stream.getvalue()


def test_rows_stand_where_the_last_one_was_left_empty() -> None:
    rows, none = RowsBeside(3), RowsBeside(9)
    write = {value: WrittenCell(f">{value}</c>", lines) for value, lines in (("a", 1), ("đ", 2))}
    rows.add([("a", "đ"), ("đ", "a")], [write.__getitem__] * 2, lambda lines: 10.5 * max(lines))
    assert rows.heights == [21, 21]
    sheet = b'<row r="3">3</row><row r="5"></row><row r="9">9</row>'
    assert b"".join(with_rows(sheet, [rows, none])) == (
        b'<row r="3">3</row>'
        b'<row r="4" ht="21" customHeight="1"><c r="A4">a</c><c r="B4">&#273;</c></row>'
        b'<row r="5" ht="21" customHeight="1"><c r="A5">&#273;</c><c r="B5">a</c></row>'
        b'<row r="9">9</row>'
    )


@pytest.mark.parametrize("count", [0, 1, 5000], ids=["none", "one", "more than are kept of a column"])
def test_a_sheet_has_as_many_rows_as_its_table(count: int) -> None:
    table = Table((Column("a", "A", "count"), Column("b", "B")), [(number, f"{number}") for number in range(count)])
    archive = render_workbook(Workbook("", "", (Sheet("A", "A", (), (table,)),)), DAY)
    sheet = ZipFile(BytesIO(archive)).read("xl/worksheets/sheet1.xml")
    assert sheet.count(b"<v>") == count
    assert f'<dimension ref="A1:B{max(4, 3 + count)}"/>'.encode() in sheet


@given(st.lists(st.binary(max_size=200), max_size=20))
@settings(max_examples=30)
def test_a_part_in_pieces_is_packed_as_the_whole_is(pieces: list[bytes]) -> None:
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        archive.writestr("a", b"")
    whole = repacked(stream.getvalue(), DAY, lambda _name, _part: b"".join(pieces))
    assert repacked(stream.getvalue(), DAY, lambda _name, _part: iter(pieces)) == whole
