"""The workbook of a report, read back: real values, filters, a chart, text that stays text, the same bytes."""

import re
import sys
from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from coordplan.paper.cells import Column, Table
from coordplan.paper.document import Sheet, Workbook
from coordplan.paper.excel import render_workbook
from coordplan.paper.sheet_layout import lines_taken
from coordplan.sending.reports.page import report_document
from coordplan.sending.reports.sheets import PAGE_COLUMNS, annex_table, report_workbook, rows_table
from coordplan.sending.reports.values import PeriodReport
from coordplan.text.installing import line_for_office
from coordplan.text.language import use_language
from tests.sending.reports.conftest import Tell

ReportOn = Callable[..., PeriodReport]
DAY = date(2024, 6, 14)


def rendered(report: PeriodReport) -> bytes:
    return render_workbook(report_workbook(report, report_document(report)), report.as_of)


def opened(data: bytes) -> Any:
    return load_workbook(BytesIO(data))


def sheet_of(*tables: Table, title: str = "Title", sentences: tuple[Any, ...] = ()) -> Any:
    """Return the only sheet of a workbook of some tables."""
    book = Workbook("Title", "Author", (Sheet("Tab", title, sentences, tables),))
    return opened(render_workbook(book, DAY)).worksheets[0]


def cells_of(sheet: Any, heading: str) -> list[Any]:
    """Return the cells under a heading."""
    found = next(cell for row in sheet.iter_rows() for cell in row if cell.value == heading)
    return [sheet.cell(row, found.column) for row in range(found.row + 1, sheet.max_row + 1)]


def parts(data: bytes) -> dict[str, str]:
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name).decode("utf-8", errors="replace") for name in archive.namelist()}


# Sheets and values


def test_it_has_a_sheet_for_each_thing_that_is_asked_of_a_report(report_on: ReportOn) -> None:
    assert opened(rendered(report_on("2024-H1"))).sheetnames == [
        "Summary",
        "Annex",
        "Finished",
        "Overdue",
        "Next period",
    ]


def test_every_row_of_the_period_stands_in_the_annex_with_real_days_and_numbers(report_on: ReportOn) -> None:
    report = report_on("2024-H1")
    sheet = opened(rendered(report))["Annex"]
    due = cells_of(sheet, "Due")
    assert [cell.value for cell in due] == [
        datetime.combine(row.work.due, datetime.min.time()) for row in report.annex if row.work.due
    ]
    assert {cell.number_format for cell in due} == {"yyyy-mm-dd"}
    percents = cells_of(sheet, "%")
    assert [cell.value for cell in percents] == [pytest.approx(row.work.percent / 100) for row in report.annex]
    assert {cell.number_format for cell in percents} == {"0%"}
    assert [cell.value for cell in cells_of(sheet, "Occurrence")] == [row.work.occurrence for row in report.annex]
    assert {type(cell.value) for cell in cells_of(sheet, "Value reached")} <= {int, float, type(None)}
    remark = "; Remark: {0}"
    assert [cell.value or "" for cell in cells_of(sheet, "Note")] == [
        (row.work.note or "") + (remark.format(row.work.remark) if row.work.remark else "") for row in report.annex
    ]


def test_days_are_written_as_the_language_does(report_on: ReportOn) -> None:
    use_language("vi")
    sheet = opened(rendered(report_on("2024-Q2")))["Phụ lục"]
    assert {cell.number_format for cell in cells_of(sheet, "Hạn")} == {"dd/m/yyyy"}, (
        "with a nought in months 1 and 2 alone"
    )


def test_the_summary_opens_with_the_sentences_of_the_report(report_on: ReportOn) -> None:
    report = report_on("2024-Q2")
    texts = [row[0].value for row in opened(rendered(report))["Summary"].iter_rows() if row[0].value]
    document = report_document(report)
    assert texts[0] == f"REPORT: {document.subject}"
    assert "ILLUSTRATIVE FIGURES" in texts[1]
    results = next(part for part in document.parts if part.name == "results")
    assert set(texts) >= {sentence.text for sentence in results.sentences}


def test_illustrative_figures_are_marked_on_every_sheet(report_on: ReportOn) -> None:
    for sheet in opened(rendered(report_on("2024-Q2"))).worksheets:
        assert "ILLUSTRATIVE FIGURES" in str(sheet.cell(2, 1).value), sheet.title


def test_a_sheet_with_no_rows_says_so(report_on: ReportOn) -> None:
    book = opened(rendered(report_on("2022-03", "khcn")))
    assert book.sheetnames[:2] == ["Summary", "Annex"]
    assert not book["Summary"]._charts
    for name, sentence in (("Annex", "Nothing is due in the period."), ("Overdue", "Nothing is overdue.")):
        assert sentence in [row[0].value for row in book[name].iter_rows()]


# Looks and paper


def test_rows_can_be_filtered_under_a_header_that_stays_in_sight(report_on: ReportOn) -> None:
    report = report_on("2024-H1")
    for sheet in opened(rendered(report)).worksheets[1:]:
        first, last = sheet.auto_filter.ref.split(":")
        header = sheet[first].row
        assert sheet.freeze_panes == f"A{header + 1}"
        assert sheet[last].row == sheet.max_row
        assert sheet[last].column == sheet.max_column
        assert all(cell.value for cell in sheet[header])


def test_it_prints_on_a4_with_the_header_on_every_page(report_on: ReportOn) -> None:
    for sheet in opened(rendered(report_on("2024-H1"))).worksheets:
        assert sheet.page_setup.paperSize == 9
        assert sheet.oddFooter.right.text == "Page &P of &N"
        if sheet.title == "Summary":
            assert sheet.page_setup.orientation == "portrait"
        else:
            assert sheet.sheet_properties.pageSetUpPr.fitToPage
            assert sheet.page_setup.fitToWidth == 1
            assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
            header = sheet[sheet.auto_filter.ref.split(":")[0]].row
            assert sheet.print_title_rows == f"${header}:${header}"


def test_columns_for_work_on_the_screen_stand_last_and_are_not_printed(report_on: ReportOn) -> None:
    sheet = opened(rendered(report_on("2024-H1")))["Annex"]
    header = sheet[sheet.auto_filter.ref.split(":")[0]].row
    printed = sheet[sheet.print_area.split("$")[3] + str(header)]
    behind = [sheet.cell(header, printed.column + number).value for number in range(5)]
    assert behind == ["Note", "With", "Time by the plan", "Output", "Occurrence"]
    assert sheet.cell(header, sheet.max_column).value == "Remark", "of few rows: it is printed with their notes"


def test_an_ampersand_in_a_footer_is_no_code() -> None:
    sheet = sheet_of(Table((Column("a", "A"),), [("x",)]), title="Sở GD&ĐT &P")
    assert sheet.oddFooter.left.text == "Sở GD&&ĐT &&P"


def test_columns_are_wide_enough_for_what_does_not_wrap_and_never_too_wide(report_on: ReportOn) -> None:
    use_language("vi")
    sheet = opened(rendered(report_on("2024-H1")))["Phụ lục"]
    for cell in cells_of(sheet, "Hạn") + cells_of(sheet, "Ngày hoàn thành"):
        assert cell.value is None or sheet.column_dimensions[cell.column_letter].width > len("30/06/2024")
    for cell in cells_of(sheet, "Tình trạng"):
        assert len(cell.value) < 2 * sheet.column_dimensions[cell.column_letter].width, "on two lines at most"
    assert max(each.width for each in sheet.column_dimensions.values()) <= 50


def test_a_row_is_as_high_as_its_longest_text() -> None:
    columns = (Column("title", "Work"), Column("note", "Note", "text", 1))
    sheet = sheet_of(Table(columns, [("ngắn", "dài " * 100), ("một câu dài vừa phải " * 10, "")]))
    low, high = (sheet.row_dimensions[row].height for row in (4, 5))
    assert low < 20, "what is not printed makes no row higher"
    assert high > 5 * low - 15


def test_the_chart_is_a_native_one_over_the_cells_of_its_table(report_on: ReportOn) -> None:
    report = report_on("2024-H1")
    found = parts(rendered(report))
    [chart] = [text for name, text in found.items() if name.startswith("xl/charts/")]
    sheet = opened(rendered(report))["Summary"]
    names = re.findall(r"<tx><strRef><f>'Summary'!([A-Z]+)(\d+)<", chart)
    assert [sheet[f"{column}{row}"].value for column, row in names] == [
        "Done on time",
        "Done late",
        "Not done, overdue",
    ]
    values = re.findall(r"<val><numRef><f>'Summary'!\$(\w+)\$(\d+):\$(\w+)\$(\d+)<", chart)
    groups = [group for group in report.status.groups if group.figures.total]
    for (column, first, _column, last), standing in zip(values[:2], ("done_on_time", "done_late"), strict=True):
        told = [sheet[f"{column}{row}"].value for row in range(int(first), int(last) + 1)]
        assert told == [group.figures.of(standing) for group in groups]
    assert "<a:t>What has fallen due, by plan</a:t>" in chart
    assert '<min val="0"' in chart.partition("<valAx>")[2], "or the axis begins where the shortest bar ends"


def test_one_plan_has_no_chart_and_its_figures_stand_upright(report_on: ReportOn) -> None:
    sheet = opened(rendered(report_on("2024-H1", "khcn")))["Summary"]
    assert not sheet._charts
    assert sheet.page_setup.orientation == "portrait"


@pytest.mark.parametrize(
    ("text", "width", "bold", "lines"),
    [
        pytest.param("Chưa hoàn thành, đã quá hạn", 15.7, True, 3, id="a heading whose last word has no room"),
        pytest.param("Chưa hoàn thành, đã quá hạn", 19.0, True, 2, id="a heading with room"),
        pytest.param("BÁO CÁO: kết quả năm 2023 thực hiện Chương trình giai đoạn 2022-2025", 64, True, 2, id="a title"),
        pytest.param("hoàn thành đúng hạn", 18.0, False, 1, id="letters that are not bold are narrower"),
    ],
)
def test_a_text_takes_the_lines_that_it_is_printed_in(text: str, width: float, bold: bool, lines: int) -> None:
    assert lines_taken(text, width, bold) == lines


@pytest.mark.parametrize(
    ("said", "all_rows", "beside"),
    [(0, 30, False), (1, 11, True), (3, 30, False), (2, 30, True), (30, 30, False)],
    ids=["in none", "in one of eleven", "in one of ten", "in few", "in all"],
)
def test_what_few_rows_say_is_printed_with_their_notes(
    said: int, all_rows: int, beside: bool, report_on: ReportOn
) -> None:
    row = report_on("2024-Q2").annex[0]
    plain_row = row._replace(difficulty="", work=row.work._replace(note="Ghi", value=None))
    told = plain_row._replace(difficulty="Thiếu kinh phí")
    table = annex_table([*[told] * said, *[plain_row] * (all_rows - said)])
    ranks = {column.name: column.rank for column in table.columns}
    note = next(place for place, column in enumerate(table.columns) if column.name == "note")
    assert ranks.get("difficulty") == (2 if beside else 0 if said else None)
    assert table.rows[0][note] == ("Ghi; Difficulties: Thiếu kinh phí" if beside else "Ghi")
    assert sorted(ranks.values()) == [column.rank for column in table.columns], "those printed stand first"


@pytest.mark.parametrize(
    ("value", "kind", "shown"),
    [
        pytest.param(0.98617, "rate", "0.00%", id="a rate"),
        pytest.param(1.0, "rate", "0%", id="all"),
        pytest.param(0.0, "rate", "0%", id="nothing"),
        pytest.param(0.99996, "rate", "0.000%", id="a rate that two decimals would show as 100"),
        pytest.param(0.00001, "rate", "0.000%", id="a rate that two decimals would show as 0"),
        pytest.param(60.0, "percent", "0%", id="a percent"),
        pytest.param(58.333, "percent", "0%", id="a percent with decimals is rounded"),
        pytest.param(99.6, "percent", "0.0%", id="a percent that would be shown as 100"),
        pytest.param(99.96, "percent", "0.00%", id="one that a decimal would show as 100"),
        pytest.param(0.4, "percent", "0.0%", id="a percent that would be shown as 0"),
        pytest.param(100.0, "percent", "0%", id="100 percent"),
    ],
)
def test_a_cell_shows_100_percent_only_of_what_is_all_and_holds_the_exact_number(
    value: float, kind: Any, shown: str
) -> None:
    table = Table((Column("a", "A", kind),), [(value,)])
    [cell] = cells_of(sheet_of(table), "A")
    assert (cell.value, cell.number_format) == (pytest.approx(value / (100 if kind == "percent" else 1)), shown)


# Text stays text

HOSTILE = ["=cmd|'/c calc'!A1", "+1+1", "-2+3", "@SUM(A1)", '=HYPERLINK("http://x")', "'x", "=1", "1E5", "01/02/2024"]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("kind", ["text", "code"])
def test_what_looks_like_a_formula_or_a_number_stays_text(text: str, kind: Any) -> None:
    table = Table((Column("a", text, kind),), [(text,)], (text,), title=text)
    sheet = sheet_of(table, title=text, sentences=((text, "strong"),))
    found = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert [cell.value for cell in found] == [text] * 6
    assert {cell.data_type for cell in found} == {"s"}
    assert {bool(cell.quotePrefix) for cell in found} == {text[0] in "=+-@'"}


def test_there_is_no_formula_and_no_link_in_a_report(report_on: ReportOn) -> None:
    report = report_on("2024-H1")
    work = report.annex[0].work._replace(title=HOSTILE[0], evidence=HOSTILE[4], note="a\x00b\x1b[31m\r\nc\ud800")
    report = report._replace(annex=(report.annex[0]._replace(work=work, plan_title="=1+1"), *report.annex[1:]))
    found = parts(rendered(report))
    assert not [name for name, text in found.items() if re.search(r"<f[ >]", text) and "worksheets" in name]
    assert not [name for name, text in found.items() if "TargetMode" in text or "externalLink" in name]
    sheet = opened(rendered(report))["Annex"]
    assert cells_of(sheet, "Note")[0].value == "a b [31m  c"


def test_a_text_longer_than_a_cell_holds_is_cut_and_says_so() -> None:
    sheet = sheet_of(Table((Column("a", "A"),), [("ệ" * 40_000,)]))
    value = sheet.cell(4, 1).value
    assert (len(value), value[-1]) == (32_001, "…")


@pytest.mark.parametrize("name", ["a/b\\c?d*e[f]:g", "'quoted'", "x" * 40])
def test_a_tab_has_a_name_that_excel_takes(name: str) -> None:
    book = Workbook("", "", (Sheet(name, "Title", (), ()),))
    [tab] = opened(render_workbook(book, DAY)).sheetnames
    assert re.fullmatch(r"[^\[\]:*?/\\']{1,31}", tab)


# The same bytes


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_same_report_is_the_same_bytes_dated_by_its_figures(language: str, report_on: ReportOn) -> None:
    use_language(language)
    report = report_on("2024-Q2")
    data = rendered(report)
    assert rendered(report_on("2024-Q2")) == data
    with ZipFile(BytesIO(data)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(2024, 6, 14, 0, 0, 0)}
    core = parts(data)["docProps/core.xml"]
    assert re.findall(r">(\d{4}-\d\d-\d\dT[^<]*)<", core) == ["2024-06-14T00:00:00Z"] * 2
    assert re.search(rf"<dc:language[^>]*>{language}<", core)
    assert "Ban Tuyên giáo Tỉnh ủy" in core


def test_500_rows_are_500_rows(report_on: ReportOn) -> None:
    report = report_on("2024-H1")
    many = (report.annex * 7)[:500]
    sheet = opened(rendered(report._replace(annex=many)))["Annex"]
    assert [cell.value for cell in cells_of(sheet, "#")] == list(range(1, 501))


def test_a_table_of_rows_has_the_columns_that_are_wanted(report_on: ReportOn) -> None:
    rows = report_on("2024-Q2").annex
    said = {"difficulty", "recommendation", "remark", "basis"}
    unsaid = [name for name in PAGE_COLUMNS if name not in said]
    assert [column.name for column in rows_table(rows, PAGE_COLUMNS).columns] == ["number", *unsaid]
    short = {"standing": "done_on_time", "value": 1.0, "target": 5.0, "basis": ("123-TB/TU, 25/12/2023",)}
    told = [
        row._replace(difficulty="Thiếu kinh phí", recommendation="Bổ sung", work=row.work._replace(**short))
        for row in rows
    ]
    assert [column.name for column in rows_table(told, PAGE_COLUMNS).columns] == ["number", *PAGE_COLUMNS]
    assert all(len(row) == len(rows_table(rows).columns) for row in rows_table(rows).rows)


# The command


def test_the_command_writes_a_workbook_whole_and_twice_the_same(tell: Tell) -> None:
    for name in ("a.xlsx", "b.XLSX"):
        assert tell("report", "2024-Q2", "-o", name).code == 0
    assert Path("a.xlsx").read_bytes() == Path("b.XLSX").read_bytes()


def test_a_missing_library_leaves_the_old_file(tell: Tell, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("a.xlsx").write_text("old", encoding="utf-8")
    monkeypatch.delitem(sys.modules, "coordplan.paper.excel", raising=False)
    for name in [name for name in sys.modules if name.partition(".")[0] == "openpyxl"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    answer = tell("report", "2024-Q2", "-o", "a.xlsx")
    assert answer.code == 1
    assert f"openpyxl, which is not installed.\nTo install it: {line_for_office()}\n" in answer.err
    assert Path("a.xlsx").read_text(encoding="utf-8") == "old"
