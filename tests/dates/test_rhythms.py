"""Which period is meant where none is named: by the rhythms of an office, and the day."""

from datetime import date

import pytest

from coordplan.dates.periods import ReportingDays
from coordplan.dates.rhythms import period_closing_next, period_ended_last

BY_CALENDAR = ReportingDays(None, date(2022, 1, 1), date(2025, 12, 31))


@pytest.mark.parametrize(
    ("day", "handled", "cutoff_day", "ended", "closing"),
    [
        pytest.param("2024-06-30", [], None, "2024-Q2", "2024-Q2", id="on the last day of a quarter"),
        pytest.param("2024-07-01", [], None, "2024-Q2", "2024-Q3", id="on the day after"),
        pytest.param("2024-06-17", [], 14, "2024-Q2", "2024-Q3", id="past a cut-off day"),
        pytest.param("2024-05-10", ["2024-04"], None, "2024-04", "2024-05", id="of who reports by months"),
        pytest.param("2024-06-30", ["2024-05", "2024-Q1"], None, "2024-Q2", "2024-Q2", id="of two the longer"),
        pytest.param("2022-01-05", [], None, None, "2022-Q1", id="before the first has ended"),
        pytest.param("2026-03-01", [], None, "2025-Q4", None, id="after the program"),
    ],
)
def test_a_period_that_is_not_named_is_the_one_of_the_day(
    day: str, handled: list[str], cutoff_day: int | None, ended: str | None, closing: str | None
) -> None:
    days, as_of = BY_CALENDAR._replace(cutoff_day=cutoff_day), date.fromisoformat(day)
    found = period_ended_last(as_of, days, handled), period_closing_next(as_of, days, handled)
    assert tuple(each and each.key for each in found) == (ended, closing)
