"""Days as people write them, and the same date a year before."""

from datetime import date

import pytest

from coordplan.dates.days import day_away, month_end, months_before, parse_day, year_before
from tests.dates.cases import DAYS, DAYS_THAT_HAVE_BEEN, NOT_DAYS, TODAY


@pytest.mark.parametrize(("text", "day"), DAYS.values(), ids=DAYS)
def test_a_day_is_read_in_every_way_it_is_written(text: str, day: date) -> None:
    assert parse_day(text) == parse_day(text, TODAY) == day


@pytest.mark.parametrize(("text", "day"), DAYS_THAT_HAVE_BEEN.values(), ids=DAYS_THAT_HAVE_BEEN)
def test_a_day_that_has_been_is_read_from_today(text: str, day: date) -> None:
    assert parse_day(text, TODAY) == day
    with pytest.raises(ValueError, match="write 2024-06-30 or 30/6/2024"):
        parse_day(text)


@pytest.mark.parametrize(("text", "reason"), NOT_DAYS.values(), ids=NOT_DAYS)
@pytest.mark.parametrize("today", [None, TODAY])
def test_what_is_not_a_day_is_refused_with_the_reason(text: str, reason: str, today: date | None) -> None:
    with pytest.raises(ValueError) as refused:
        parse_day(text, today)
    assert reason in str(refused.value)
    assert f'"{text}"' in str(refused.value)


@pytest.mark.parametrize(
    ("text", "year"), [("1/1/1900", 1900), ("31/12/2200", 2200), ("1/1/00", 2000), ("1/1/99", 2099)]
)
def test_years_go_from_1900_to_2200_and_two_digits_are_of_this_century(text: str, year: int) -> None:
    assert parse_day(text).year == year


@pytest.mark.parametrize(
    ("text", "today", "day"),
    [
        pytest.param("29/2", date(2024, 2, 29), date(2024, 2, 29), id="today"),
        pytest.param("29/2", date(2024, 2, 28), date(2020, 2, 29), id="the day before"),
        pytest.param("29/2", date(2027, 6, 1), date(2024, 2, 29), id="years later"),
        pytest.param("29/2", date(2104, 2, 28), date(2096, 2, 29), id="over a year that is none of 400"),
        pytest.param("31/12", date(2024, 1, 1), date(2023, 12, 31), id="at the turn of a year"),
    ],
)
def test_a_day_without_its_year_is_the_latest_there_was(text: str, today: date, day: date) -> None:
    assert parse_day(text, today) == day


@pytest.mark.parametrize(
    ("text", "reason"),
    [("30/2", "month 2/2024 has 29 days"), ("5/13", "there is no month 13"), ("31/6", "month 6/2024 has 30 days")],
)
def test_a_day_that_no_year_has_is_refused(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        parse_day(text, TODAY)


@pytest.mark.parametrize(
    ("span", "ahead", "day"),
    [
        ("7d", True, date(2024, 7, 7)),
        ("7", True, date(2024, 7, 7)),
        ("2w", False, date(2024, 6, 16)),
        ("3m", True, date(2024, 9, 30)),
        ("4m", False, date(2024, 2, 29)),
    ],
)
def test_a_span_leads_to_a_day(span: str, ahead: bool, day: date) -> None:
    assert day_away(span, TODAY, ahead) == day


@pytest.mark.parametrize(
    ("day", "before"),
    [
        pytest.param(date(2024, 6, 30), date(2023, 6, 30), id="any day"),
        pytest.param(date(2024, 2, 29), date(2023, 2, 28), id="29 February"),
        pytest.param(date(2025, 2, 28), date(2024, 2, 28), id="28 February after a leap year"),
        pytest.param(date(2024, 1, 1), date(2023, 1, 1), id="the first of January"),
    ],
)
def test_a_year_before_is_the_same_date(day: date, before: date) -> None:
    assert year_before(day) == before


def test_months_end_where_the_calendar_says() -> None:
    assert [month_end(2024, month).day for month in range(1, 13)] == [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        pytest.param(date(2024, 8, 15), 6, date(2024, 2, 15), id="the same day of that month"),
        pytest.param(date(2024, 3, 15), 3, date(2023, 12, 15), id="over the turn of a year"),
        pytest.param(date(2024, 6, 30), 6, date(2023, 12, 31), id="the last day of a month"),
        pytest.param(date(2024, 2, 29), 6, date(2023, 8, 31), id="the last day of February"),
        pytest.param(date(2024, 8, 30), 6, date(2024, 2, 29), id="a day that month does not have"),
        pytest.param(date(2024, 12, 31), 12, date(2023, 12, 31), id="a whole year"),
    ],
)
def test_months_before_a_day(day: date, months: int, before: date) -> None:
    assert months_before(day, months) == before
