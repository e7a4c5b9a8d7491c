"""Reporting periods: keys and windows, by calendar and by a cut-off day."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from coordplan.dates.period_words import write_period, write_period_heading
from coordplan.dates.periods import (
    PROGRAM,
    Period,
    ReportingDays,
    cutoff_day_of,
    parse_period,
    period_before,
    period_of,
    period_to_come,
    periods_between,
    periods_of_year,
    send_by,
    window_of,
    year_earlier,
)
from coordplan.dates.workdays import WorkingDays
from coordplan.model import EVERY, Definitions, Every, Plan, Program
from coordplan.text.language import use_language
from tests.dates.cases import NOT_PERIODS, PERIODS, PERIODS_OF_A_YEAR, TODAY

OPEN_ENDED = ReportingDays(None, *PROGRAM[1:])


def by(cutoff_day: int | None) -> ReportingDays:
    """Return the days of periods by a cut-off day, in a program that has every day."""
    return OPEN_ENDED._replace(cutoff_day=cutoff_day)


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
    assert by(None).window(period) == (period.first_on, period.last_on) == by_calendar
    assert by(14).window(period) == closed_on_the_14th


def test_a_cut_off_day_that_a_month_lacks_is_its_last_day() -> None:
    assert by(31).window(parse_period("2024-02")) == (date(2024, 2, 1), date(2024, 2, 29))
    assert by(30).window(parse_period("2023-03")) == (date(2023, 3, 1), date(2023, 3, 30))


@pytest.mark.parametrize("cutoff", [None, 1, 14, 28, 29, 30, 31])
def test_the_windows_of_following_months_touch_and_do_not_overlap(cutoff: int | None) -> None:
    keys = [f"{year}-{month:02d}" for year in (2023, 2024) for month in range(1, 13)]
    windows = [by(cutoff).window(parse_period(key)) for key in keys]
    for (_first, last), (following, _last) in pairwise(windows):
        assert following == last + timedelta(days=1)


@pytest.mark.parametrize(("text", "key"), PERIODS.values(), ids=PERIODS)
def test_a_period_is_read_in_every_way_it_is_written(text: str, key: str) -> None:
    assert parse_period(text) == parse_period(key) == parse_period(text, date(2021, 1, 1))
    assert parse_period(text).key == key


@pytest.mark.parametrize(("text", "key"), PERIODS_OF_A_YEAR.values(), ids=PERIODS_OF_A_YEAR)
def test_words_without_a_year_are_of_the_year_asked_about(text: str, key: str) -> None:
    assert parse_period(text, TODAY).key == key
    with pytest.raises(ValueError, match="is not a period"):
        parse_period(text)


@pytest.mark.parametrize("text", NOT_PERIODS.values(), ids=NOT_PERIODS)
@pytest.mark.parametrize("day", [None, TODAY])
def test_what_is_not_a_period_is_refused_with_examples(text: str, day: date | None) -> None:
    with pytest.raises(ValueError, match=r"2024-9M, 2024-Q2, 2024-06, 2022\.\.2023 or program") as refused:
        parse_period(text, day)
    assert f'"{text}"' in str(refused.value)


@pytest.mark.parametrize("year", [1900, 2200])
def test_periods_go_from_1900_to_2200(year: int) -> None:
    assert parse_period(f"quý 1/{year}").first_on == date(year, 1, 1)


@pytest.mark.parametrize(
    ("every", "key"),
    [("week", "2024-W26"), ("month", "2024-06"), ("quarter", "2024-Q2"), ("half", "2024-H1"), ("year", "2024")],
)
def test_a_day_lies_in_one_period_of_each_length(every: Every, key: str) -> None:
    assert period_of(every, date(2024, 6, 30)).key == key


@pytest.mark.parametrize("every", EVERY)
def test_a_period_named_after_a_day_is_the_one_its_key_means(every: Every) -> None:
    day = date(2023, 1, 1)
    while day < date(2025, 1, 1):
        period = period_of(every, day)
        if every != "week":  # of which no report is made
            assert parse_period(period.key) == period
        assert period.first_on <= day <= period.last_on
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
        ("2024..2025", "2022..2023", None),
        ("program", None, None),
    ],
)
def test_the_period_before_and_the_same_of_the_year_before(key: str, before: str | None, earlier: str | None) -> None:
    period = parse_period(key)
    assert period_before(period) == (before and parse_period(before))
    assert year_earlier(period) == (earlier and parse_period(earlier))


@pytest.mark.parametrize(
    ("key", "to_come"),
    [
        ("2024", "2025"),
        ("2024-H1", "2024-H2"),
        ("2024-H2", "2025-H1"),
        ("2024-9M", "2024-Q4"),
        ("2024-Q4", "2025-Q1"),
        ("2024-06", "2024-07"),
        ("2024-12", "2025-01"),
        ("2022..2023", "2024..2025"),
        ("2022..2024", "2025"),
        ("2022..2025", None),
        ("program", None),
        ("2025-Q4", None),
        ("2025", None),
    ],
)
def test_the_period_whose_work_follows_in_a_program_of_2022_to_2025(key: str, to_come: str | None) -> None:
    program = ReportingDays(14, date(2022, 2, 24), date(2025, 12, 31))
    assert period_to_come(parse_period(key), program) == (to_come and parse_period(to_come))


@pytest.mark.parametrize("every", EVERY[1:])
def test_a_period_begins_where_the_one_before_ends(every: Every) -> None:
    period = period_of(every, date(2024, 5, 20))
    for _number in range(30):
        before = period_before(period)
        assert before is not None
        for cutoff_day in (None, 14, 31):
            assert by(cutoff_day).window(before)[1] + timedelta(days=1) == by(cutoff_day).window(period)[0]
        period = before


def test_the_periods_of_a_year_close_one_after_the_other() -> None:
    program = ReportingDays(14, date(2022, 2, 24), date(2025, 12, 31))
    periods = periods_of_year(2024, program)
    assert len({period.key for period in periods}) == len(periods) == 20
    assert "2024-H2" not in {period.key for period in periods}
    assert periods[-1].key == "2022..2024"
    closings = [program.window(period)[1] for period in periods]
    assert closings == sorted(closings)


def test_a_report_is_sent_so_many_working_days_after_figures_closed() -> None:
    working = WorkingDays([])
    assert send_by(date(2024, 6, 14), 2, working) == date(2024, 6, 18)
    assert send_by(date(2024, 6, 14), 0, working) == date(2024, 6, 14)
    assert send_by(date(2024, 6, 14), None, working) is None


OF_14 = Definitions(
    Program("ct", "Chương trình", date(2024, 1, 1), date(2025, 12, 31), cutoff_day=14),
    plans=(Plan("p", "Kế hoạch p", "so"), Plan("q", "Kế hoạch q", "so", cutoff_day=20)),
)


@pytest.mark.parametrize(
    ("plans", "own", "window"),
    [
        pytest.param(("p",), None, ((5, 15), (6, 14)), id="of a plan as the program has them"),
        pytest.param(("p",), 31, ((6, 1), (6, 30)), id="of a plan by calendar"),
        pytest.param(("p",), 20, ((5, 21), (6, 20)), id="of a plan on the 20th"),
        pytest.param(("ct",), 20, ((5, 15), (6, 14)), id="of the program's own activities"),
        pytest.param(("p", "q"), 20, ((5, 15), (6, 14)), id="of several plans"),
        pytest.param((), 20, ((5, 15), (6, 14)), id="of all"),
    ],
)
def test_the_days_of_a_period_are_those_of_the_one_plan_that_is_named_else_the_programs(
    plans: tuple[str, ...], own: int | None, window: tuple[tuple[int, int], tuple[int, int]]
) -> None:
    definitions = OF_14._replace(plans=(OF_14.plans[0]._replace(cutoff_day=own), OF_14.plans[1]))
    found = window_of(definitions, parse_period("2024-06"), *plans)
    assert found == tuple(date(2024, month, day) for month, day in window)


def test_without_a_program_figures_close_with_the_month() -> None:
    assert cutoff_day_of(Definitions()) is None


def test_a_cutoff_on_the_31st_is_the_calendar() -> None:
    for period in periods_of_year(2024, OPEN_ENDED):
        assert by(31).window(period) == by(None).window(period)


@pytest.mark.parametrize(
    ("key", "vietnamese", "english"),
    [
        ("2024", "năm 2024", "the year 2024"),
        ("2024-H1", "6 tháng đầu năm 2024", "the first half of 2024"),
        ("2024-H2", "6 tháng cuối năm 2024", "the second half of 2024"),
        ("2024-9M", "9 tháng đầu năm 2024", "the first nine months of 2024"),
        ("2024-Q1", "quý I năm 2024", "the first quarter of 2024"),
        ("2024-Q4", "quý IV năm 2024", "the fourth quarter of 2024"),
        ("2024-02", "tháng 02 năm 2024", "February 2024"),
        ("2024-06", "tháng 6 năm 2024", "June 2024"),
        ("2024-12", "tháng 12 năm 2024", "December 2024"),
        ("2022..2023", "giai đoạn 2022-2023", "the years 2022-2023"),
        ("program", "toàn giai đoạn", "the whole program period"),
    ],
)
def test_a_period_in_words(key: str, vietnamese: str, english: str) -> None:
    assert write_period(key) == english
    use_language("vi")
    assert write_period(key) == vietnamese


def test_a_period_at_the_head_of_something_begins_with_a_capital() -> None:
    assert [write_period_heading(key) for key in ("2024-Q2", "2024-06")] == ["Second quarter of 2024", "June 2024"]
    use_language("vi")
    assert [write_period_heading(key) for key in ("2024-Q2", "2024")] == ["Quý II năm 2024", "Năm 2024"]


@pytest.mark.parametrize(
    "period", [*periods_of_year(2024, OPEN_ENDED), parse_period("2024-H2"), PROGRAM], ids=lambda period: period.key
)
def test_the_words_of_a_period_are_read_back(period: Period) -> None:
    for language in ("vi", "en") if period.is_long else ("vi",):
        use_language(language)
        assert parse_period(write_period(period.key)) == period
        assert parse_period(write_period_heading(period.key)) == period


# The day of signing, and the last day: the program that the issue of it is about
OF_2022 = ReportingDays(14, date(2022, 2, 24), date(2025, 12, 31))


@pytest.mark.parametrize(
    ("key", "window"),
    [
        pytest.param("2025", (date(2024, 12, 15), date(2025, 12, 31)), id="the last year has its last days"),
        pytest.param("2025-H2", (date(2025, 6, 15), date(2025, 12, 31)), id="the last half"),
        pytest.param("2025-Q4", (date(2025, 9, 15), date(2025, 12, 31)), id="the last quarter"),
        pytest.param("2025-12", (date(2025, 11, 15), date(2025, 12, 31)), id="the last month"),
        pytest.param("2025-9M", (date(2024, 12, 15), date(2025, 9, 14)), id="nine months close before"),
        pytest.param("2022", (date(2022, 2, 24), date(2022, 12, 14)), id="the first year begins with the program"),
        pytest.param("2022-Q1", (date(2022, 2, 24), date(2022, 3, 14)), id="the first quarter"),
        pytest.param("2022-03", (date(2022, 2, 24), date(2022, 3, 14)), id="the first month by the cut-off"),
        pytest.param("program", (date(2022, 2, 24), date(2025, 12, 31)), id="the whole program"),
        pytest.param("2022..2025", (date(2022, 2, 24), date(2025, 12, 31)), id="all of its years"),
        pytest.param("2022..2023", (date(2022, 2, 24), date(2023, 12, 14)), id="its first years"),
        pytest.param("2024..2025", (date(2023, 12, 15), date(2025, 12, 31)), id="its last years"),
        pytest.param("2022-02", None, id="a month that closed before the program began"),
        pytest.param("2026-01", None, id="a month that begins after it"),
        pytest.param("2026", None, id="a year after it"),
        pytest.param("2021..2023", None, id="years of which the first lies before it"),
        pytest.param("2025..2026", None, id="years of which the last lies after it"),
    ],
)
def test_the_first_period_begins_and_the_last_ends_with_the_program(key: str, window: tuple[date, date] | None) -> None:
    period = parse_period(key)
    assert OF_2022.holds(period) == (window is not None)
    if window is not None:
        assert OF_2022.window(period) == window


@pytest.mark.parametrize("cutoff_day", [None, 1, 14, 28, 31])
@pytest.mark.parametrize(
    ("start_on", "until_on"),
    [
        pytest.param(date(2022, 2, 24), date(2025, 12, 31), id="over several years"),
        pytest.param(date(2021, 12, 20), date(2025, 12, 10), id="that begins after a cut-off and ends before one"),
        pytest.param(date(2024, 6, 20), date(2024, 6, 30), id="of some days of a month"),
        pytest.param(date(2024, 6, 1), date(2025, 5, 31), id="of a school year"),
    ],
)
def test_every_day_of_a_program_lies_in_one_period_of_each_length(
    cutoff_day: int | None, start_on: date, until_on: date
) -> None:
    program = ReportingDays(cutoff_day, start_on, until_on)
    for every in EVERY[1:]:
        around = periods_between(every, start_on - timedelta(days=400), until_on + timedelta(days=400))
        windows = [program.window(period) for period in around]
        for (_first, last), (following, _last) in pairwise(windows):
            assert last < following
        within = [window for window, period in zip(windows, around, strict=True) if program.holds(period)]
        assert (within[0][0], within[-1][1]) == (start_on, until_on)
        assert all(following == last + timedelta(days=1) for (_f, last), (following, _l) in pairwise(within))
        if every == "year":
            years = [period.key for period in around if program.holds(period)]
            assert (str(program.year_of(start_on)), str(program.year_of(until_on))) == (years[0], years[-1])
    assert program.window(PROGRAM) == (start_on, until_on)


def test_what_falls_due_outside_counts_on_the_programs_first_or_last_day() -> None:
    assert OF_2022.within(date(2026, 1, 15)) == date(2025, 12, 31)
    assert OF_2022.within(date(2022, 1, 1)) == date(2022, 2, 24)
    assert [OF_2022.year_of(day) for day in (date(2023, 12, 14), date(2023, 12, 15), date(2026, 5, 1))] == [
        *(2023, 2024, 2025)
    ]


def test_years_in_the_wrong_order_are_refused() -> None:
    with pytest.raises(ValueError, match="2023 is after 2022"):
        parse_period("2023..2022")
    assert parse_period("2023..2023") == parse_period("2023")


@pytest.mark.parametrize(
    ("year", "keys"), [(2022, []), (2023, ["2022..2023"]), (2024, ["2022..2024"]), (2025, ["program"])]
)
def test_the_years_so_far_are_a_period_of_each_later_year(year: int, keys: list[str]) -> None:
    assert [period.key for period in periods_of_year(year, OF_2022) if period.is_long] == keys
