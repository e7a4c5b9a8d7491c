"""Days as people write them, and the same date a year before."""

from datetime import date

import pytest

from coordplan.dates.days import month_end, months_before, parse_day, year_before


@pytest.mark.parametrize(
    ("text", "day"),
    [
        pytest.param("2024-06-30", date(2024, 6, 30), id="ISO"),
        pytest.param("2024-6-3", date(2024, 6, 3), id="ISO without noughts"),
        pytest.param("30/6/2024", date(2024, 6, 30), id="day first"),
        pytest.param("05/01/2024", date(2024, 1, 5), id="day first with noughts"),
        pytest.param("30-6-2024", date(2024, 6, 30), id="hyphens"),
        pytest.param("30.6.2024", date(2024, 6, 30), id="points"),
        pytest.param(" 30/6/2024 ", date(2024, 6, 30), id="spaces around it"),
        pytest.param("29/2/2024", date(2024, 2, 29), id="29 February of a leap year"),
    ],
)
def test_a_day_is_read_in_every_way_it_is_written(text: str, day: date) -> None:
    assert parse_day(text) == day


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("29/2/2023", "month 2/2023 has 28 days", id="29 February of another year"),
        pytest.param("2026-06-31", "month 6/2026 has 30 days", id="31 June"),
        pytest.param("0/6/2024", "month 6/2024 has 30 days", id="day nought"),
        pytest.param("6/30/2024", "there is no month 30", id="month first"),
        pytest.param("2024-00-10", "there is no month 0", id="month nought"),
        pytest.param("1/1/0024", "the year 24", id="a year of two digits with noughts"),
        pytest.param("30/6/24", "write 2024-06-30 or 30/6/2024", id="a year of two digits"),
        pytest.param("30/6-2024", "write 2024-06-30 or 30/6/2024", id="two kinds of separator"),
        pytest.param("tomorrow", "write 2024-06-30 or 30/6/2024", id="a word"),
        pytest.param("", "write 2024-06-30 or 30/6/2024", id="nothing"),
        pytest.param("2024-06-30T10:00", "write 2024-06-30 or 30/6/2024", id="a moment"),
    ],
)
def test_what_is_no_day_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(ValueError) as refused:
        parse_day(text)
    assert reason in str(refused.value)
    assert f'"{text}"' in str(refused.value)


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
