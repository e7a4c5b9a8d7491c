"""Reporting periods: keys and windows, by calendar and by a cut-off day."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from coordplan.dates.periods import (
    parse_period,
    period_before,
    period_of,
    periods_between,
    periods_of_year,
    send_by,
    year_earlier,
)
from coordplan.dates.workdays import WorkingDays
from coordplan.model import EVERY, Every


@pytest.mark.parametrize(
    ("key", "by_calendar", "closed_on_the_14th"),
    [
        pytest.param(
            "2024",
            (date(2024, 1, 1), date(2024, 12, 31)),
            (date(2023, 12, 15), date(2024, 12, 14)),
            id="a year",
        ),
        pytest.param(
            "2024-H1", (date(2024, 1, 1), date(2024, 6, 30)), (date(2023, 12, 15), date(2024, 6, 14)), id="a first half"
        ),
        pytest.param(
            "2024-H2",
            (date(2024, 7, 1), date(2024, 12, 31)),
            (date(2024, 6, 15), date(2024, 12, 14)),
            id="a second half",
        ),
        pytest.param(
            "2024-9M", (date(2024, 1, 1), date(2024, 9, 30)), (date(2023, 12, 15), date(2024, 9, 14)), id="nine months"
        ),
        pytest.param(
            "2024-Q1", (date(2024, 1, 1), date(2024, 3, 31)), (date(2023, 12, 15), date(2024, 3, 14)), id="a quarter"
        ),
        pytest.param(
            "2024-Q4",
            (date(2024, 10, 1), date(2024, 12, 31)),
            (date(2024, 9, 15), date(2024, 12, 14)),
            id="the last quarter",
        ),
        pytest.param(
            "2024-06", (date(2024, 6, 1), date(2024, 6, 30)), (date(2024, 5, 15), date(2024, 6, 14)), id="a month"
        ),
        pytest.param(
            "2024-01", (date(2024, 1, 1), date(2024, 1, 31)), (date(2023, 12, 15), date(2024, 1, 14)), id="January"
        ),
    ],
)
def test_a_window_is_by_calendar_or_by_the_cut_off_day(
    key: str, by_calendar: tuple[date, date], closed_on_the_14th: tuple[date, date]
) -> None:
    period = parse_period(key)
    assert period.key == key
    assert period.window() == by_calendar
    assert period.window(14) == closed_on_the_14th


def test_a_cut_off_day_that_a_month_lacks_is_its_last_day() -> None:
    assert parse_period("2024-02").window(31) == (date(2024, 2, 1), date(2024, 2, 29))
    assert parse_period("2023-03").window(30) == (date(2023, 3, 1), date(2023, 3, 30))


@pytest.mark.parametrize("cutoff", [None, 1, 14, 28, 29, 30, 31])
def test_the_windows_of_following_months_touch_and_do_not_overlap(cutoff: int | None) -> None:
    keys = [f"{year}-{month:02d}" for year in (2023, 2024) for month in range(1, 13)]
    windows = [parse_period(key).window(cutoff) for key in keys]
    for (_first, last), (following, _last) in pairwise(windows):
        assert following == last + timedelta(days=1)


def test_keys_are_read_in_any_case_and_with_spaces_around() -> None:
    assert parse_period(" 2024-q2 ").key == "2024-Q2"
    assert parse_period("2024-h2").window()[0] == date(2024, 7, 1)


@pytest.mark.parametrize("key", ["", "24", "2024-H3", "2024-Q5", "2024-Q0", "2024-13", "2024-00", "2024-6", "Q2/2024"])
def test_what_is_no_key_is_refused_with_examples(key: str) -> None:
    with pytest.raises(ValueError, match="2024-H1, 2024-9M, 2024-Q2 or 2024-06"):
        parse_period(key)


@pytest.mark.parametrize(
    ("every", "key"), [("month", "2024-06"), ("quarter", "2024-Q2"), ("half", "2024-H1"), ("year", "2024")]
)
def test_a_day_lies_in_one_period_of_each_length(every: Every, key: str) -> None:
    assert period_of(every, date(2024, 6, 30)).key == key


@pytest.mark.parametrize("every", EVERY)
def test_a_period_named_after_a_day_is_the_one_its_key_means(every: Every) -> None:
    day = date(2023, 1, 1)
    while day < date(2025, 1, 1):
        period = period_of(every, day)
        assert parse_period(period.key) == period
        assert period.window()[0] <= day <= period.window()[1]
        day += timedelta(days=17)


def test_the_periods_between_two_days_share_a_day_with_them() -> None:
    keys = [period.key for period in periods_between("quarter", date(2023, 12, 31), date(2024, 7, 1))]
    assert keys == ["2023-Q4", "2024-Q1", "2024-Q2", "2024-Q3"]
    assert periods_between("year", date(2024, 2, 1), date(2024, 1, 1)) == []


@pytest.mark.parametrize(
    ("key", "before", "earlier"),
    [
        ("2024", "2023", "2023"),
        ("2024-H1", "2023-H2", "2023-H1"),
        ("2024-H2", "2024-H1", "2023-H2"),
        ("2024-9M", "2023-9M", "2023-9M"),
        ("2024-Q1", "2023-Q4", "2023-Q1"),
        ("2024-Q3", "2024-Q2", "2023-Q3"),
        ("2024-01", "2023-12", "2023-01"),
        ("2024-06", "2024-05", "2023-06"),
    ],
)
def test_the_period_before_and_the_same_of_the_year_before(key: str, before: str, earlier: str) -> None:
    period = parse_period(key)
    assert period_before(period) == parse_period(before)
    assert year_earlier(period) == parse_period(earlier)


@pytest.mark.parametrize("every", EVERY)
def test_a_period_begins_where_the_one_before_ends(every: Every) -> None:
    period = period_of(every, date(2024, 5, 20))
    for _number in range(30):
        before = period_before(period)
        for cutoff_day in (None, 14, 31):
            assert before.window(cutoff_day)[1] + timedelta(days=1) == period.window(cutoff_day)[0]
        period = before


def test_the_periods_of_a_year_close_one_after_the_other() -> None:
    periods = periods_of_year(2024)
    assert len({period.key for period in periods}) == len(periods) == 19
    closings = [period.window(14)[1] for period in periods]
    assert closings == sorted(closings)


def test_a_report_is_sent_so_many_working_days_after_figures_closed() -> None:
    working = WorkingDays([])
    assert send_by(date(2024, 6, 14), 2, working) == date(2024, 6, 18)
    assert send_by(date(2024, 6, 14), 0, working) == date(2024, 6, 14)
    assert send_by(date(2024, 6, 14), None, working) is None


def test_a_cutoff_on_the_31st_is_the_calendar() -> None:
    for period in periods_of_year(2024):
        assert period.window(31) == period.window(None)
