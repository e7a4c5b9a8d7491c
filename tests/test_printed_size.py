"""What is printed of workbooks has nine points or more: every sheet, both languages, whatever paper an office has."""

import json
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from coordplan.cli.session import Session
from coordplan.collecting.form.form_workbook import render_form
from coordplan.collecting.form.gather import forms_for
from coordplan.dates.periods import parse_period
from coordplan.model import ReportChoices
from coordplan.paper.cells import Column, Table
from coordplan.paper.document import Sheet, Workbook
from coordplan.paper.excel import render_workbook
from coordplan.seeing.filters import Filters
from coordplan.seeing.opening import reading
from coordplan.sending.reports.gather import period_report
from coordplan.sending.reports.page import report_document
from coordplan.sending.reports.sheets import report_workbook
from coordplan.sending.reports.values import PeriodReport
from coordplan.text.language import use_language
from tests.collecting.filled import Filled
from tests.command_line import Tell
from tests.sheets_on_paper import Printed, printed

DAY = date(2024, 6, 30)
LEAST = 9.0
PAPERS = ("", "a4", "a3", "wide")


@pytest.fixture(scope="module")
def year(shipped_demo: Path) -> Iterator[PeriodReport]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COORDPLAN_TODAY", "2024-06-30")
        report = period_report(Session(str(shipped_demo / "coordplan.db"), "auto"), "2023", Filters())
        yield report._replace(annex=report.annex[::3], finished=report.finished[::3], coming=report.coming[::3])


def on_paper(data: bytes) -> dict[str, Printed]:
    """Return how each sheet of a workbook that people see comes out."""
    book: Any = load_workbook(BytesIO(data))
    return {sheet.title: printed(sheet) for sheet in book.worksheets if sheet.sheet_state == "visible"}


def small(found: dict[str, Printed]) -> dict[str, Printed]:
    return {title: each for title, each in found.items() if each.smallest < LEAST}


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("paper", PAPERS[1:])
def test_the_workbook_of_a_report(year: PeriodReport, paper: str, language: str) -> None:
    use_language(language)
    report = year._replace(choices=ReportChoices(paper=paper))
    found = on_paper(render_workbook(report_workbook(report, report_document(report)), report.as_of))
    assert len(found) == 6
    assert small(found) == {}
    assert max(each.across for each in found.values()) == (2 if paper == "wide" else 1)


def test_what_a4_has_no_room_for_is_printed_on_larger_paper(year: PeriodReport) -> None:
    columns = {}
    for paper in PAPERS:
        report = year._replace(choices=ReportChoices(paper=paper))
        sheets = on_paper(render_workbook(report_workbook(report, report_document(report)), report.as_of))
        columns[paper] = sheets["Annex"].columns
    (few,), (all_,) = columns["a4"], columns["a3"]
    assert columns[""] == columns["a4"]
    assert all_ == few + 3, "partners, the time by the plan, and the output"
    assert sum(columns["wide"]) == all_ + 2, "the number and the work stand on both pages"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_forms(shipped_demo: Path, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    use_language(language)
    with reading(Session(str(shipped_demo / "coordplan.db"), "auto"), "2024-06-30") as file:
        forms = forms_for(file, parse_period("2024-Q3"), ("so-yte", "so-gddt"), shared=True)
    for form in forms:
        for paper in PAPERS:
            found = list(on_paper(render_form(form._replace(paper=paper))).values())
            assert len(found) == 3
            assert min(each.smallest for each in found) >= LEAST
            assert found[0].across == (2 if paper in ("a4", "wide") else 1)


def test_the_list_of_what_to_correct(small: Path, tell: Tell) -> None:
    assert tell("form", "2024-Q2", "-o", "forms").code == 0
    answered = Filled(Path("forms/2024-Q2_so-gd.xlsx")).answer("gd-02@2024-Q1", done="x", done_on="31/6/2024")
    _code, out, _err = tell("collect", str(answered.save(Path("back.xlsx"))), "--mark-up", "marked", "-f", "json")
    (found,) = json.loads(out)["files"]
    assert min(each.smallest for each in on_paper(Path(found["marked"]).read_bytes()).values()) >= LEAST


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("number", [1, 8, 14, 30])
def test_columns_that_no_page_is_wide_enough_for_go_onto_further_ones(paper: str, number: int) -> None:
    columns = tuple(Column("title" if place == 1 else f"c{place}", "Nghiêng-ngửa") for place in range(number))
    table = Table(columns, [("Một câu dài vừa phải, có bốn dấu phẩy, và nghiêng-nghiêng-ngửa-ngửa",) * number] * 3)
    (found,) = on_paper(
        render_workbook(Workbook("", "", (Sheet("A", "Tên dài " * 20, (), (table,)),), paper), DAY)
    ).values()
    assert found.smallest >= LEAST
    assert set(range(number)) <= set(range(sum(found.columns)))


def test_figures_below_each_other_that_no_page_holds_go_onto_further_ones(year: PeriodReport) -> None:
    workbook = report_workbook(year, report_document(year))
    summary = workbook.sheets[0]
    several = summary._replace(tables=summary.tables * 3)
    book: Any = load_workbook(BytesIO(render_workbook(workbook._replace(sheets=(several,)), year.as_of)))
    assert printed(book.worksheets[0]).smallest >= LEAST
    ends = [each.id for each in book.worksheets[0].row_breaks.brk]
    titles = [
        cell.row for cell in book.worksheets[0]["A"] if cell.value in ("By plan", "By content", "By field of work")
    ]
    assert ends
    assert {end + 1 for end in ends} <= set(titles) | {book.worksheets[0]._charts[0].anchor._from.row + 1}
