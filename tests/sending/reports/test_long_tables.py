"""Rows of a Word file that wait beside it while it is made: the file is the same as if they had stayed in it."""

from collections.abc import Iterator

import pytest
from lxml import etree

from coordplan.paper.word import long_tables
from coordplan.paper.word.long_tables import LongTables
from coordplan.sending.reports.formats import word_of
from tests.sending.reports.test_word import ReportOn

BODY = '<w:body xmlns:w="urn:w">'
ROW = "<w:tr><w:tc><w:p><w:t>{}</w:t></w:p></w:tc><w:tc/></w:tr>"
ROWS = [ROW.format(number) for number in range(20)]


def as_made(rows: list[str], at_once: int) -> tuple[str, str]:
    """Return what stays in a document with a table of rows, and the document with all of them."""
    text = f"{BODY}<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl><w:p/></w:body>"
    pieces: Iterator[str] = (text[begin : begin + 50] for begin in range(0, len(text), 50))
    aside = LongTables(lambda filled: filled)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(long_tables, "_AT_ONCE", at_once)
        left = "".join(aside.without_rows(pieces, BODY))
    document = etree.tostring(etree.fromstring(left), encoding="UTF-8")
    return left, b"".join(aside.put_back(document)).decode()


@pytest.mark.parametrize("at_once", [150, 400, 1000, 10**6])
def test_all_rows_are_there_in_their_order(at_once: int) -> None:
    left, whole = as_made(ROWS, at_once)
    assert whole == f"{BODY}<w:tbl><w:tblPr/>{''.join(ROWS)}</w:tbl><w:p/></w:body>"
    assert left.count("<w:tr>") < 20 or at_once == 10**6


@pytest.mark.parametrize(
    "row",
    [
        pytest.param("<w:tr><w:tc/><w:tc/><w:tc/></w:tr>", id="wider than the first"),
        pytest.param('<w:tr><w:tc><w:tcPr><w:gridSpan w:val="3"/></w:tcPr></w:tc></w:tr>', id="over more columns"),
        pytest.param("<w:tr><w:tc><w:tbl><w:tr><w:tc/></w:tr></w:tbl></w:tc><w:tc/></w:tr>", id="a table in it"),
        pytest.param("<w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc/><w:tc/></w:tr>", id="a heading"),
        pytest.param(ROW.format("\N{LEFT WHITE SQUARE BRACKET}bars"), id="a chart"),
        pytest.param("<w:tr><w:tc><w:docPr/></w:tc><w:tc/></w:tr>", id="a drawing"),
        pytest.param("<w:sdt><w:tr><w:tc/><w:tc/></w:tr></w:sdt>", id="a row within something else"),
    ],
)
def test_what_depends_on_the_whole_document_stays_in_it(row: str) -> None:
    left, whole = as_made([*ROWS[:3], row, *ROWS[3:]], 300)
    assert row in left
    assert whole == f"{BODY}<w:tbl><w:tblPr/>{''.join([*ROWS[:3], row, *ROWS[3:]])}</w:tbl><w:p/></w:body>"


def test_a_report_is_the_same_bytes_whether_rows_were_put_aside_or_not(
    report_on: ReportOn, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = report_on("2024-Q2")
    whole, put = word_of(report), LongTables._put_aside
    signs = []
    monkeypatch.setattr(long_tables, "_AT_ONCE", 20_000)
    monkeypatch.setattr(LongTables, "_put_aside", lambda *given: signs.append(put(*given)) or signs[-1])
    assert word_of(report) == whole
    assert any(signs)
