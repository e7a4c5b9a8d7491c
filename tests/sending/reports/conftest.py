"""The demonstration's reports as values, and the command line run in this process."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from coordplan.cli import run
from coordplan.cli.session import Session
from coordplan.seeing.filters import Filters
from coordplan.sending.reports.gather import period_report
from coordplan.sending.reports.values import PeriodReport
from coordplan.text.language import language

MONTHS = tuple(f"{year}-{month:02d}" for year in (2023, 2024) for month in range(1, 13 if year == 2023 else 7))
LONGER = ("2023-Q1", "2023-Q2", "2023-Q3", "2023-Q4", "2023-H1", "2023-H2", "2023-9M", "2023")
PERIODS = (*MONTHS, *LONGER, "2024-Q1", "2024-Q2", "2024-H1", "2024-9M", "2024")


class Answer(NamedTuple):
    """What a command line gave back."""

    code: int
    out: str
    err: str


Tell = Callable[..., Answer]


@pytest.fixture(autouse=True)
def _a_day_that_stands_still(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COORDPLAN_TODAY", "2024-06-30")
    monkeypatch.setenv("COORDPLAN_BY", "lan")
    monkeypatch.setenv("COORDPLAN_BACKUPS", "off")  # as in tests/command_line.py


@pytest.fixture(scope="session")
def reports_made(demo: Path) -> Callable[..., PeriodReport]:
    """Return a report of a language, with the options of the command; each is asked for once in a session."""

    @cache
    def reported(_language: str, key: str, *plans: str, **options: str | None) -> PeriodReport:
        return period_report(Session(str(demo / "coordplan.db"), "auto"), key, Filters(plans), **options)

    return reported


@pytest.fixture
def report_on(reports_made: Callable[..., PeriodReport]) -> Callable[..., PeriodReport]:
    """Return the demonstration's report of a period in the language in use."""
    return lambda key, *plans, **options: reports_made(language(), key, *plans, **options)


@pytest.fixture
def tell(demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Tell:
    """Run a command line on the demonstration, to be read only, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COORDPLAN_DB", str(demo / "coordplan.db"))
    monkeypatch.setenv("COORDPLAN_LANG", "en")

    def told(*words: str) -> Answer:
        capsys.readouterr()
        code = run(words)
        out, err = capsys.readouterr()
        return Answer(code, out, err)

    return told
