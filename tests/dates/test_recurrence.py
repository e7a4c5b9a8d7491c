"""The occurrences of an activity."""

from datetime import date

import pytest

from coordplan.dates.recurrence import occurrences_of
from coordplan.model import Activity, Amendment, Every
from tests.oracle import weeks_due

START, UNTIL = date(2022, 2, 24), date(2025, 12, 31)


def recurring(every: Every, due_day: int | None = None, **fields: object) -> Activity:
    return Activity("a-01", "a", "Giao ban", ("nd1",), "btg", every=every, due_day=due_day)._replace(**fields)


@pytest.mark.parametrize(
    ("due_day", "expected"),
    [
        pytest.param(None, ["31", "29", "31", "30"], id="the last day where none is named"),
        pytest.param(31, ["31", "29", "31", "30"], id="the 31st is the last day of a short month"),
        pytest.param(30, ["30", "29", "30", "30"], id="the 30th in February"),
        pytest.param(25, ["25", "25", "25", "25"], id="a day every month has"),
    ],
)
def test_an_occurrence_falls_due_on_its_day_or_the_last_of_a_shorter_month(
    due_day: int | None, expected: list[str]
) -> None:
    found = occurrences_of(recurring("month", due_day), date(2024, 1, 1), date(2024, 4, 30))
    assert [f"{occurrence.due_on:%d}" for occurrence in found] == expected


@pytest.mark.parametrize(
    ("every", "count", "first", "last"),
    [
        ("week", 201, "a-01@2022-W08", "a-01@2025-W52"),
        ("month", 47, "a-01@2022-02", "a-01@2025-12"),
        ("quarter", 16, "a-01@2022-Q1", "a-01@2025-Q4"),
        ("half", 8, "a-01@2022-H1", "a-01@2025-H2"),
        ("year", 4, "a-01@2022", "a-01@2025"),
    ],
)
def test_there_is_one_occurrence_for_each_period_of_the_program(
    every: Every, count: int, first: str, last: str
) -> None:
    found = occurrences_of(recurring(every), START, UNTIL)
    assert len(found) == count
    assert (found[0].id, found[-1].id) == (first, last)
    assert found[0].start_on == START, "nothing begins before the program"
    assert list(found) == sorted(found, key=lambda each: (each.due_on is None, each.due_on))


def test_a_period_whose_due_day_lies_before_the_program_has_no_occurrence() -> None:
    found = occurrences_of(recurring("month", 20), START, UNTIL)
    assert found[0].id == "a-01@2022-03"


def test_a_period_whose_due_day_lies_after_the_program_has_no_occurrence() -> None:
    found = occurrences_of(recurring("quarter", 25), START, date(2025, 12, 24))
    assert found[-1].id == "a-01@2025-Q3"


def test_an_activity_recurs_only_on_its_own_days() -> None:
    activity = recurring("quarter", start_on=date(2023, 2, 1), until_on=date(2023, 9, 30))
    found = occurrences_of(activity, START, UNTIL)
    assert [each.id for each in found] == ["a-01@2023-Q1", "a-01@2023-Q2", "a-01@2023-Q3"]
    assert found[0].start_on == date(2023, 2, 1)
    assert found[1].start_on == date(2023, 4, 1)


def test_a_one_off_activity_has_one_occurrence_with_its_own_id() -> None:
    activity = Activity("a-02", "a", "Hội nghị", ("nd1",), "btg", due_on=date(2023, 6, 30))
    (only,) = occurrences_of(activity, START, UNTIL)
    assert (only.id, only.period, only.due_on) == ("a-02", "", date(2023, 6, 30))
    assert only.start_on == date(2023, 1, 1), "it begins with the year of its due date"


def test_a_one_off_activity_of_the_first_year_begins_with_the_program() -> None:
    activity = Activity("a-02", "a", "Hội nghị", ("nd1",), "btg", due_on=date(2022, 6, 30))
    assert occurrences_of(activity, START, UNTIL)[0].start_on == START


def test_an_ongoing_activity_has_one_occurrence_with_no_due_date() -> None:
    activity = Activity("a-03", "a", "Theo dõi", ("nd1",), "btg", ongoing=True)
    (only,) = occurrences_of(activity, START, UNTIL)
    assert (only.id, only.start_on, only.due_on, only.until_on) == ("a-03", START, None, UNTIL)


@pytest.mark.parametrize("weekday", [None, *range(1, 8)])
@pytest.mark.parametrize(
    ("first", "last"),
    [
        pytest.param(START, UNTIL, id="a program that begins and ends within a week"),
        pytest.param(date(2020, 12, 28), date(2021, 1, 3), id="one week, with a number of the year before"),
        pytest.param(date(2024, 12, 29), date(2025, 1, 6), id="around a new year"),
    ],
)
def test_what_recurs_every_week_falls_due_on_its_day_of_each_week_within_the_program(
    weekday: int | None, first: date, last: date
) -> None:
    found = occurrences_of(recurring("week", weekday), first, last)
    assert {each.period: each.due_on for each in found} == weeks_due(weekday or 7, first, last)
    assert all(each.due_on is not None and first <= each.start_on <= each.due_on <= last for each in found)
    assert all(each.start_on.isoweekday() == 1 for each in found if each.start_on != first)


def test_a_due_day_of_a_month_is_none_of_a_week_when_an_amendment_changes_what_it_recurs_by() -> None:
    weekly = recurring("month", 25, amended=(Amendment(date(2024, 6, 3), every="week"),))
    found = list(occurrences_of(weekly, date(2024, 5, 1), date(2024, 6, 16)))
    assert [(each.period, f"{each.due_on:%d/%m}") for each in found] == [
        *(("2024-05", "25/05"), ("2024-W23", "09/06"), ("2024-W24", "16/06"))
    ]
    monthly = recurring("week", 5, amended=(Amendment(date(2024, 6, 1), every="month", due_day=20),))
    found = list(occurrences_of(monthly, date(2024, 5, 20), date(2024, 6, 30)))
    assert [each.period for each in found] == ["2024-W21", "2024-W22", "2024-06"]


WITHIN_A_YEAR = [
    pytest.param({"due_day": 15}, [("2023", (1, 1), (12, 15))], id="on a day of December"),
    pytest.param({"due_day": 15, "due_month": 8}, [("2023", (1, 1), (8, 15))], id="on a day of another month"),
    pytest.param({"due_month": 8}, [("2023", (8, 1), (8, 31))], id="in a month"),
    pytest.param({"due_month": 2}, [("2023", (2, 1), (2, 28))], id="in a short month"),
    pytest.param({"due_month": 12, "start_month": 10}, [("2023", (10, 1), (12, 31))], id="in a quarter"),
    pytest.param(
        {"due_days": ("05-31", "06-30")},
        [("2023-05", (1, 1), (5, 31)), ("2023-06", (6, 1), (6, 30))],
        id="on several days",
    ),
    pytest.param(
        {"due_days": ("05-10", "05-20", "11-20")},
        [("2023-05-10", (1, 1), (5, 10)), ("2023-05-20", (5, 11), (5, 20)), ("2023-11", (5, 21), (11, 20))],
        id="on two days of one month",
    ),
    pytest.param({"due_days": ("02-29",)}, [("2023-02", (1, 1), (2, 28))], id="on a day that most years lack"),
]


@pytest.mark.parametrize(("fields", "expected"), WITHIN_A_YEAR)
def test_a_yearly_activity_falls_due_on_its_days_within_windows_that_follow_each_other(
    fields: dict[str, object], expected: list[tuple[str, tuple[int, int], tuple[int, int]]]
) -> None:
    found = occurrences_of(recurring("year", **fields), date(2022, 2, 24), date(2024, 12, 31))
    in_2023 = [each for each in found if each.due_on is not None and each.due_on.year == 2023]
    assert [(each.period, each.start_on, each.due_on) for each in in_2023] == [
        (key, date(2023, *start), date(2023, *due)) for key, start, due in expected
    ]
    assert all(each.id == f"a-01@{each.period}" for each in in_2023)


def test_a_one_off_activity_on_several_days_has_an_occurrence_for_each() -> None:
    days = ("2024-03-31", "2024-09-30")
    found = occurrences_of(
        recurring("year")._replace(every=None, due_on=date(2024, 3, 31), due_days=days), START, UNTIL
    )
    assert [(each.id, each.start_on, str(each.due_on)) for each in found] == [
        ("a-01@2024-03", date(2024, 1, 1), "2024-03-31"),
        ("a-01@2024-09", date(2024, 4, 1), "2024-09-30"),
    ]


NEW_WORDS = [
    ({"due_days": ("04-30", "10-31")}, {}, ["2024", "2025-04", "2025-10"]),
    ({"due_month": 6}, {"due_day": 15}, ["2024", "2025"]),
    ({"due_day": 10}, {"due_days": ("05-31", "06-30")}, ["2024-05", "2024-06", "2025"]),
    ({"every": "quarter"}, {"due_month": 8}, ["2024", "2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4"]),
]


@pytest.mark.parametrize(("amended", "before", "keys"), NEW_WORDS, ids=str)
def test_an_amendment_of_days_takes_the_place_of_the_days_before(
    amended: dict[str, object], before: dict[str, object], keys: list[str]
) -> None:
    words = recurring("year", **before, amended=(Amendment(date(2025, 1, 1), **amended),))
    found = [each for each in occurrences_of(words, START, UNTIL) if each.due_on and each.due_on.year >= 2024]
    assert [each.period for each in found] == keys
