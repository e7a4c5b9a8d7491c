"""A day that is still to come, as people type it."""

from datetime import date

import pytest

from coordplan.dates.days_ahead import parse_day_ahead

TODAY = date(2024, 6, 30)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        pytest.param("30/9", "2024-09-30", id="later this year"),
        pytest.param("1/3", "2025-03-01", id="past this year: the next"),
        pytest.param("30/6", "2024-06-30", id="today"),
        pytest.param("30.9", "2024-09-30", id="with points"),
        pytest.param("ngày 30 tháng 9", "2024-09-30", id="in words"),
        pytest.param("29/2", "2028-02-29", id="the next leap day"),
        pytest.param("cuối tháng 9", "2024-09-30", id="the end of a month to come"),
        pytest.param("cuối quý I", "2025-03-31", id="the end of a quarter of next year"),
        pytest.param("cuối năm", "2024-12-31", id="the end of this year"),
        pytest.param("ngày mai", "2024-07-01", id="tomorrow"),
        pytest.param("30/9/2023", "2023-09-30", id="with its year, as it is"),
    ],
)
def test_a_day_without_its_year_is_the_next_one(text: str, day: str) -> None:
    assert parse_day_ahead(text, TODAY) == date.fromisoformat(day)


def test_what_begins_this_year_may_have_begun() -> None:
    assert parse_day_ahead("1/3", TODAY, date(2024, 1, 1)) == date(2024, 3, 1)


@pytest.mark.parametrize("text", ["31/9", "30/13", "xyz"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=text):
        parse_day_ahead(text, TODAY)
