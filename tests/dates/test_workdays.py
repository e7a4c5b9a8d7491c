"""Working days over the shipped calendar."""

from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordplan.dates.workdays import WorkingDays
from coordplan.definitions.reading import read_definitions
from coordplan.definitions.shipped import shipped_plans
from coordplan.model import CalendarDay
from tests.examples import examples


@cache
def shipped() -> WorkingDays:
    return WorkingDays(read_definitions([shipped_plans()]).definitions.calendar)


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        pytest.param(date(2024, 6, 28), True, id="a Friday"),
        pytest.param(date(2024, 6, 29), False, id="a Saturday"),
        pytest.param(date(2024, 6, 30), False, id="a Sunday"),
        pytest.param(date(2024, 5, 4), True, id="a Saturday worked for a day off"),
        pytest.param(date(2024, 4, 29), False, id="the day off it was worked for"),
        pytest.param(date(2025, 4, 26), True, id="the Saturday of 2025"),
        pytest.param(date(2026, 1, 2), False, id="the Friday after New Year 2026"),
        pytest.param(date(2024, 2, 14), False, id="the last day of Tet 2024"),
        pytest.param(date(2024, 2, 15), True, id="the day after it"),
        pytest.param(date(2022, 9, 1), False, id="National Day, its first day"),
    ],
)
def test_days_are_worked_by_the_programs_calendar(day: date, worked: bool) -> None:
    assert shipped().is_working(day) is worked


def test_the_next_working_day_is_the_day_itself_where_it_is_worked() -> None:
    assert shipped().next_working_day(date(2024, 6, 28)) == date(2024, 6, 28)
    assert shipped().next_working_day(date(2024, 6, 29)) == date(2024, 7, 1)
    assert shipped().next_working_day(date(2024, 2, 8)) == date(2024, 2, 15), "over all of Tet"


def test_a_day_off_says_why_and_a_weekend_does_not() -> None:
    assert "Giỗ Tổ" in shipped().reason_off(date(2024, 4, 18))
    assert shipped().reason_off(date(2024, 6, 30)) == ""
    assert shipped().reason_off(date(2024, 5, 4)) == "", "a Saturday worked is no day off"


def test_without_a_calendar_monday_to_friday_are_worked() -> None:
    days = WorkingDays([])
    assert [days.is_working(date(2024, 1, day)) for day in range(1, 8)] == [True] * 5 + [False] * 2


@pytest.mark.parametrize(
    ("day", "count", "after"),
    [
        pytest.param(date(2024, 6, 14), 0, date(2024, 6, 14), id="none"),
        pytest.param(date(2024, 6, 14), 1, date(2024, 6, 17), id="over a weekend"),
        pytest.param(date(2024, 6, 15), 2, date(2024, 6, 18), id="from a Saturday"),
        pytest.param(date(2024, 2, 7), 2, date(2024, 2, 16), id="over Tet"),
        pytest.param(date(2024, 5, 1), 3, date(2024, 5, 4), id="a Saturday that is worked"),
    ],
)
def test_so_many_working_days_after_a_day(day: date, count: int, after: date) -> None:
    assert shipped().after(day, count) == after


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        pytest.param(date(2024, 6, 28), date(2024, 6, 28), 0, id="the same day"),
        pytest.param(date(2024, 6, 28), date(2024, 7, 1), 1, id="over a weekend"),
        pytest.param(date(2024, 7, 1), date(2024, 6, 28), -1, id="back"),
        pytest.param(date(2024, 4, 26), date(2024, 5, 4), 3, id="over days off to a Saturday that is worked"),
    ],
)
def test_working_days_between_two_days(first: date, last: date, days: int) -> None:
    assert shipped().between(first, last) == days


def test_as_many_working_days_lie_between_as_one_goes_on() -> None:
    for count in range(1, 300):
        assert shipped().between(date(2024, 1, 10), shipped().after(date(2024, 1, 10), count)) == count


@examples(600)
@given(
    st.lists(st.tuples(st.dates(date(2024, 1, 1), date(2024, 3, 31)), st.booleans()), max_size=20),
    st.dates(date(2023, 12, 1), date(2024, 4, 30)),
    st.dates(date(2023, 12, 1), date(2024, 4, 30)),
)
def test_working_days_between_are_those_that_are_counted_one_by_one(
    exceptions: list[tuple[date, bool]], first: date, last: date
) -> None:
    working = WorkingDays(CalendarDay(*each) for each in exceptions)
    start, end = sorted((first, last))
    counted = sum(working.is_working(start + timedelta(days=number)) for number in range(1, (end - start).days + 1))
    assert working.between(first, last) == (counted if first <= last else -counted)
