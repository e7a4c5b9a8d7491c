"""Periods, numbers and dates of a report in words, as an office writes them."""

from datetime import date

import pytest

from coordplan.dates.period_words import with_period, write_period, write_short_period
from coordplan.dates.periods import ReportingDays, parse_period, period_to_come
from coordplan.definitions.shipped import shipped_profile
from coordplan.paper.document import Heading, date_words, heading_words, number_words
from coordplan.paper.letterhead import Letterhead
from coordplan.text.language import use_language


@pytest.mark.parametrize(
    ("key", "english", "vietnamese"),
    [
        ("2024-Q2", "the second quarter of 2024", "quý II năm 2024"),
        ("2024-02", "February 2024", "tháng 02 năm 2024"),
        ("2024-06", "June 2024", "tháng 6 năm 2024"),
        ("2024-H1", "the first half of 2024", "6 tháng đầu năm 2024"),
        ("2024-H2", "the second half of 2024", "6 tháng cuối năm 2024"),
        ("2024-9M", "the first nine months of 2024", "9 tháng đầu năm 2024"),
        ("2024", "the year 2024", "năm 2024"),
    ],
)
def test_a_period_is_named_as_people_name_it(key: str, english: str, vietnamese: str) -> None:
    assert write_period(key) == english
    use_language("vi")
    assert write_period(key) == vietnamese


@pytest.mark.parametrize(
    ("key", "words"),
    [
        pytest.param("2024-Q2", "quý II/2024", id="a quarter"),
        pytest.param("2024-02", "tháng 02/2024", id="a month that is padded"),
        pytest.param("2024-12", "tháng 12/2024", id="a month"),
        pytest.param("2023-H2", "6 tháng cuối năm 2023", id="half a year"),
        pytest.param("2023-9M", "9 tháng đầu năm 2023", id="nine months"),
        pytest.param("2023", "năm 2023", id="a year"),
        pytest.param("2022..2023", "giai đoạn 2022-2023", id="several years"),
    ],
)
def test_behind_a_name_a_month_and_a_quarter_are_joined_to_their_year(key: str, words: str) -> None:
    use_language("vi")
    assert write_short_period(key) == words
    if ".." not in key:
        assert with_period("Giao ban", f"ct-03@{key}") == f"Giao ban ({words})"
    assert with_period("Giao ban", "ct-03@2024-05-20") == with_period("Giao ban", "ct-03") == "Giao ban"


@pytest.mark.parametrize(
    ("key", "following"),
    [
        ("2024-06", "2024-07"),
        ("2024-12", "2025-01"),
        ("2024-Q4", "2025-Q1"),
        ("2024-H1", "2024-H2"),
        ("2024-H2", "2025-H1"),
        ("2024-9M", "2024-Q4"),
        ("2024", "2025"),
    ],
)
def test_the_work_that_follows_a_period_is_that_of_the_next_one(key: str, following: str) -> None:
    program = ReportingDays(None, date(2022, 2, 24), date(2025, 12, 31))
    found = period_to_come(parse_period(key), program)
    assert found is not None
    assert found.key == following


def test_a_heading_has_the_mark_of_its_family() -> None:
    heading = Heading(1, "I", "Results")
    assert heading_words(heading, shipped_profile("party")) == "I- Results"
    assert heading_words(heading, shipped_profile("state")) == "I. Results"
    assert heading_words(heading._replace(level=2, number="1"), shipped_profile("party")) == "1. Results"


@pytest.mark.parametrize(
    ("family", "number", "line"),
    [
        ("party", "", "Số      -BC/BTGTU"),
        ("state", "", "Số:      /BC-BTGTU"),
        ("party", "45-BC/BTGTU", "Số 45-BC/BTGTU"),
        ("state", "45/BC-SYT", "Số: 45/BC-SYT"),
    ],
)
def test_the_number_is_left_to_the_records_clerk_until_there_is_one(family: str, number: str, line: str) -> None:
    assert number_words(Letterhead(code="BTGTU", number=number), shipped_profile(family)) == line


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (None, "Khánh Hòa, ngày       tháng       năm"),
        (date(2026, 6, 5), "Khánh Hòa, ngày 05 tháng 6 năm 2026"),
        (date(2026, 2, 14), "Khánh Hòa, ngày 14 tháng 02 năm 2026"),
    ],
)
def test_a_date_is_padded_as_the_decree_says(day: date | None, words: str) -> None:
    use_language("vi")
    assert date_words(Letterhead(place="Khánh Hòa", signed_on=day)) == words
    assert date_words(Letterhead(signed_on=day)).startswith("[địa danh], ngày")
