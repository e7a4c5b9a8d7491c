"""The points of a curve and where it ends, from values alone."""

from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordplan.dates.periods import ReportingDays
from coordplan.seeing.curve.values import (
    Forecast,
    NoForecast,
    PlannedWeight,
    days_of_points,
    line_of,
    outlook,
    planned_on,
    points_of,
)

START, END = date(2022, 2, 24), date(2025, 12, 31)
OF_14 = ReportingDays(14, START, END)
AS_OF = date(2024, 6, 30)


# Days


def test_a_point_stands_on_every_cut_off_day_on_the_day_asked_about_and_on_the_last() -> None:
    days = days_of_points("month", OF_14, AS_OF)
    assert list(days) == sorted(days)
    assert list(days)[:2] == [date(2022, 3, 14), date(2022, 4, 14)]
    assert days[date(2024, 6, 14)] == "2024-06"
    assert days[AS_OF] is None, "no figures close on it"
    assert days[END] == "2025-12", "the last period ends with the program"
    assert list(days.values()).count(None) == 1
    assert len(days) == 46 + 1


def test_by_calendar_the_last_day_of_a_month_is_its_cut_off() -> None:
    days = days_of_points("month", OF_14._replace(cutoff_day=None), AS_OF)
    assert min(days) == date(2022, 2, 28)
    assert (days[AS_OF], days[END]) == ("2024-06", "2025-12")
    assert len(days) == 47


def test_quarters_have_the_cut_off_of_their_last_month() -> None:
    days = days_of_points("quarter", OF_14, date(2024, 6, 14))
    assert list(days)[:2] == [date(2022, 3, 14), date(2022, 6, 14)]
    assert days[date(2024, 6, 14)] == "2024-Q2"
    assert len(days) == 16


@pytest.mark.parametrize("as_of", [date(2021, 12, 31), date(2026, 11, 25)], ids=["before the start", "after the end"])
def test_outside_of_the_program_only_the_day_asked_about_has_a_point(as_of: date) -> None:
    days = days_of_points("quarter", OF_14, as_of)
    assert [day for day in days if not START <= day <= END] == [as_of]


# What is planned


TEN_DAYS = PlannedWeight(2, None, date(2024, 3, 1), date(2024, 3, 10))


@pytest.mark.parametrize(
    ("weight", "day", "share"),
    [
        pytest.param(PlannedWeight(2, date(2024, 6, 30)), date(2024, 6, 29), 0.0, id="before the due date nothing"),
        pytest.param(PlannedWeight(2, date(2024, 6, 30)), date(2024, 6, 30), 0.0, id="on the due day nothing yet"),
        pytest.param(PlannedWeight(2, date(2024, 6, 30)), date(2024, 7, 1), 1.0, id="from the day after on all"),
        pytest.param(TEN_DAYS, date(2024, 2, 29), 0.0, id="not begun"),
        pytest.param(TEN_DAYS, date(2024, 3, 1), 0.1, id="a first share"),
        pytest.param(TEN_DAYS, date(2024, 3, 10), 1.0, id="all on the last"),
        pytest.param(TEN_DAYS, date(2024, 5, 1), 1.0, id="no more than all"),
    ],
)
def test_what_is_planned_follows_the_due_date(weight: PlannedWeight, day: date, share: float) -> None:
    assert planned_on([weight], day) == pytest.approx(share)


def test_what_is_planned_is_a_share_of_weight() -> None:
    weights = [PlannedWeight(3, date(2024, 1, 31)), PlannedWeight(1, date(2024, 3, 31))]
    assert [planned_on(weights, date(2024, month, 1)) for month in (1, 2, 4)] == [0.0, 0.75, 1.0]


def test_what_is_retired_by_then_does_not_count() -> None:
    weights = [PlannedWeight(1, date(2024, 1, 31)), PlannedWeight(1, date(2024, 9, 30), retired_on=date(2024, 3, 1))]
    assert planned_on(weights, date(2024, 2, 29)) == 0.5
    assert planned_on(weights, date(2024, 3, 1)) == 1.0


def test_nothing_to_divide_by_is_none() -> None:
    assert planned_on([], END) is None


# The forecast

EARLIER = {date(2023, 12, 31): 0.48, date(2024, 3, 31): 0.55}


def outlook_of(
    now: float | None, before: Mapping[date, float | None] = EARLIER, as_of: date = AS_OF
) -> Forecast | NoForecast:
    return outlook(START, END, as_of, now, before.get)


def test_the_pace_is_that_of_the_last_six_months() -> None:
    found = outlook_of(0.54)
    assert isinstance(found, Forecast)
    assert (found.months, found.since, found.on, found.complete_on) == (6, date(2023, 12, 31), END, None)
    assert found.a_month == pytest.approx(0.01)
    assert found.progress == pytest.approx(0.54 + 0.06 * 549 / 182), "in a straight line, by days"


def test_where_recording_began_later_it_is_that_of_the_last_three() -> None:
    found = outlook_of(0.60, {**EARLIER, date(2023, 12, 31): 0.0})
    assert isinstance(found, Forecast)
    assert (found.months, found.since) == (3, date(2024, 3, 31))


def test_no_day_before_the_start_is_asked_about() -> None:
    found = outlook_of(0.1, {date(2022, 4, 15): 0.02}, date(2022, 7, 15))
    assert isinstance(found, Forecast)
    assert found.months == 3


def test_what_comes_to_all_before_the_end_says_when() -> None:
    found = outlook_of(0.74)
    assert isinstance(found, Forecast)
    assert found.progress == 1.0
    assert found.complete_on == AS_OF + timedelta(days=182), "the same gain again is what is missing"


@pytest.mark.parametrize(
    ("now", "before", "as_of", "expected"),
    [
        pytest.param(None, EARLIER, AS_OF, NoForecast("nothing"), id="nothing to count"),
        pytest.param(0.0, {}, date(2022, 2, 23), NoForecast("not_begun"), id="the day before the start"),
        pytest.param(0.9, {}, END, NoForecast("over"), id="the last day"),
        pytest.param(0.9, {}, date(2026, 11, 25), NoForecast("over"), id="after the end"),
        pytest.param(1.0, {}, AS_OF, NoForecast("complete"), id="all is done"),
        pytest.param(0.1, {}, date(2022, 5, 23), NoForecast("too_short"), id="begun less than three months ago"),
        pytest.param(
            0.6,
            {date(2023, 12, 31): 0.0, date(2024, 3, 31): 0.0},
            AS_OF,
            NoForecast("too_short"),
            id="all recorded of late",
        ),
        pytest.param(
            0.6,
            {date(2023, 12, 31): None, date(2024, 3, 31): None},
            AS_OF,
            NoForecast("too_short"),
            id="nothing to count before",
        ),
        pytest.param(0.48, EARLIER, AS_OF, NoForecast("no_gain", 6, date(2023, 12, 31)), id="no gain"),
        pytest.param(0.40, EARLIER, AS_OF, NoForecast("no_gain", 6, date(2023, 12, 31)), id="a loss"),
    ],
)
def test_where_there_is_too_little_to_go_on_there_is_no_forecast(
    now: float | None, before: dict[date, float | None], as_of: date, expected: NoForecast
) -> None:
    assert outlook_of(now, before, as_of) == expected


@given(
    then=st.floats(0.001, 0.999),
    gain=st.floats(0.000_01, 0.998),
    as_of=st.dates(date(2022, 8, 31), END - timedelta(days=1)),
)
def test_a_forecast_is_never_less_than_now_nor_more_than_all(then: float, gain: float, as_of: date) -> None:
    now = min(0.9999, then + gain)
    found = outlook(START, END, as_of, now, lambda _day: then)
    if isinstance(found, NoForecast):
        assert round(now - then, 6) <= 0
        return
    assert now <= found.progress <= 1.0
    assert (found.complete_on is not None) == (found.progress >= 1 - 1e-9)
    if found.complete_on is not None:
        assert as_of < found.complete_on <= END


# Points and lines

DAYS = {date(2024, 5, 14): "2024-05", AS_OF: None, date(2024, 7, 14): "2024-07", END: None}
PAST = {date(2024, 5, 14): (0.5, 0.52), AS_OF: (0.55, 0.58)}
PLANNED = {date(2024, 7, 14): 0.6, END: 1.0}


def test_points_have_what_is_known_of_their_day_and_nothing_else() -> None:
    points = points_of(DAYS, AS_OF, PAST, PLANNED, outlook_of(0.58))
    assert [tuple(point)[:4] for point in points] == [
        (date(2024, 5, 14), "2024-05", 0.5, 0.52),
        (AS_OF, None, 0.55, 0.58),
        (date(2024, 7, 14), "2024-07", 0.6, None),
        (END, None, 1.0, None),
    ]
    assert [point.forecast for point in points] == [
        None,
        None,
        pytest.approx(0.58 + 0.10 * 14 / 182),
        pytest.approx(0.58 + 0.10 * 549 / 182),
    ]


def test_the_last_point_is_the_forecast_that_is_said() -> None:
    ahead = outlook_of(0.58)
    assert isinstance(ahead, Forecast)
    assert points_of(DAYS, AS_OF, PAST, PLANNED, ahead)[-1].forecast == ahead.progress


def test_without_a_forecast_no_point_has_one() -> None:
    points = points_of(DAYS, AS_OF, PAST, PLANNED, NoForecast("no_gain"))
    assert [point.forecast for point in points] == [None] * 4
    assert line_of(points, "forecast") == ()


def test_the_line_of_the_forecast_begins_where_the_actual_one_ends() -> None:
    points = points_of(DAYS, AS_OF, PAST, PLANNED, outlook_of(0.58))
    assert line_of(points, "actual") == ((date(2024, 5, 14), 0.52), (AS_OF, 0.58))
    assert line_of(points, "forecast")[0] == (AS_OF, 0.58)
    assert [day for day, _rate in line_of(points, "planned")] == list(DAYS)
