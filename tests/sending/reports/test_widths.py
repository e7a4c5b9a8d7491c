"""Columns of printed tables are as wide as their texts ask for: a name or a standing takes two lines at the most."""

from datetime import date
from pathlib import Path

import pytest

from coordplan.cli.session import Session
from coordplan.paper.cells import Column, Table
from coordplan.paper.field_values import NamedRows
from coordplan.paper.word.blocks import LEAST_WIDTH, SIDES
from coordplan.paper.word.measures import table_widths, width_of
from coordplan.seeing.filters import Filters
from coordplan.sending.reports.gather import period_report
from coordplan.sending.reports.lacks import lack_parts
from coordplan.sending.reports.report_annex import annex_tables
from coordplan.sending.reports.values import PeriodReport
from coordplan.text.language import use_language


@pytest.fixture(scope="module")
def reports(shipped_demo: Path) -> dict[str, PeriodReport]:
    """The reports of a year, and of a quarter in a department's own paper."""
    session = Session(str(shipped_demo / "coordplan.db"), "never")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COORDPLAN_TODAY", "2024-06-30")
        return {
            "the year 2023": period_report(session, "2023", Filters()),
            "a department": period_report(session, "2024-Q2", Filters(("yte",)), "state"),
        }


def lines_of(text: str, size: float, width: float) -> int:
    """Return how many lines a text takes, filled word by word."""
    lines, line = 1, ""
    for word in text.split(" "):
        if line and width_of(f"{line} {word}", size) > width:
            lines, line = lines + 1, word
        else:
            line = f"{line} {word}".strip()
    return lines


def most_lines(tables: tuple[Table, ...], size: float, room: float, name: str) -> int:
    """Return how many lines the highest cell of a column takes."""
    number = [column.name for column in tables[0].columns].index(name)
    width = table_widths(tables, size, SIDES, room, LEAST_WIDTH)[number] - 2 * SIDES
    return max(lines_of(row[name], size, width) for table in tables for row in NamedRows(table, table.rows))


@pytest.mark.parametrize("which", ["the year 2023", "a department"])
def test_a_lead_and_a_standing_take_two_lines_at_the_most(which: str, reports: dict[str, PeriodReport]) -> None:
    use_language("vi")
    report = reports[which]
    annex = annex_tables(report)
    assert most_lines(annex, report.profile.annex_size or 0, 257, "progress") <= 2
    assert most_lines(annex, report.profile.annex_size or 0, 257, "lead") <= 2
    overdue = next(part.table for part in lack_parts(report) if part.name == "overdue")
    assert overdue is not None
    assert most_lines((overdue,), report.profile.table_size or 0, 165, "lead") <= 2


@pytest.mark.parametrize(
    ("days", "written"),
    [
        pytest.param([date(2023, 12, 18), date(2024, 3, 25)], ["18/12/2023", "25/3/2024"], id="of two lengths"),
        pytest.param([date(2024, 3, 25), date(2024, 6, 5), None], ["25/3/2024", "05/6/2024", ""], id="of one length"),
    ],
)
def test_days_of_a_column_are_written_as_an_office_writes_them(days: list[date | None], written: list[str]) -> None:
    use_language("vi")
    table = Table((Column("due", "Hạn", "day"),), [[day] for day in days])
    assert [row["due"] for row in NamedRows(table, table.rows)] == written


def test_a_number_of_a_document_stays_on_one_line() -> None:
    table = Table((Column("evidence", "Văn bản"),), [["163-TB/BTGTU, 27/6/2024"]])
    assert NamedRows(table, table.rows)[0]["evidence"] == "163\u2011TB/BTGTU, 27/6/2024"
