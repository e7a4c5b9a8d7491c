"""The shipped program closes by the calendar: what recurs counts in its own period."""

import json
from pathlib import Path
from typing import Any

import pytest

from coordplan.dates.periods import parse_period
from tests.command_line import Tell


@pytest.fixture
def asked(shipped_demo: Path, tell: Tell, monkeypatch: pytest.MonkeyPatch) -> Tell:
    """Ask the shipped demonstration, to be read only."""
    monkeypatch.setenv("COORDPLAN_DB", str(shipped_demo / "coordplan.db"))
    return tell


def report_of(asked: Tell, key: str) -> Any:
    assert asked("report", key, "-o", "report.json").code == 0
    return json.loads(Path("report.json").read_text(encoding="utf-8"))


def test_every_occurrence_of_what_recurs_falls_due_in_its_own_period(asked: Tell) -> None:
    rows = json.loads(asked("list", "-f", "json").out)["occurrences"]
    recurring = [row for row in rows if "@" in row["occurrence"]]
    assert len(recurring) > 400
    for row in recurring:
        first, last = parse_period(row["occurrence"].partition("@")[2])[1:]
        assert first.isoformat() <= row["original_due"] <= last.isoformat(), row["occurrence"]


def test_years_are_those_of_the_program_and_all_that_has_a_due_date_is_in_them(asked: Tell) -> None:
    status = json.loads(asked("status", "--by", "year", "-f", "json").out)
    assert [group["id"] for group in status["groups"]] == ["2022", "2023", "2024", "2025", "ongoing"]
    reports = [report_of(asked, str(year)) for year in range(2022, 2025)]  # the last one has not begun
    assert [len(report["annex"]) for report in reports] == [group["total"] for group in status["groups"][:3]]


def test_a_quarter_reports_what_falls_due_on_its_last_day(asked: Tell) -> None:
    report = report_of(asked, "2024-Q2")
    assert report["period"] == {"key": "2024-Q2", "first": "2024-04-01", "last": "2024-06-30"}
    assert "2024-06-30" in {row["due"] for row in report["annex"]}
