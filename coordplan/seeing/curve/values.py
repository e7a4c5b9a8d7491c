"""Planned and actual progress over a program's period, and where the period ends at the pace of the last months.

Both are those of the status on a day. What is planned for days to come is what is known of them on the day asked about;
the forecast carries the pace of the last six months (three, where recording began later) on in a straight line.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from math import ceil
from typing import Any, Literal

from coordplan.dates.days import months_before
from coordplan.dates.periods import ReportingDays, periods_between
from coordplan.named_tuples import NamedTuple
from coordplan.paper.data import Data
from coordplan.seeing.figures import StandingRow, rate, rounded

Step = Literal["month", "quarter"]
NoForecastReason = Literal["nothing", "not_begun", "over", "complete", "too_short", "no_gain"]
PACE_STRETCH = 3  # months of which the slowest and the fastest are a forecast's range
PACE_MONTHS = (6, 3)  # over how many of the last months a pace is taken: the first of these that has something to say


class Point(NamedTuple):
    """One day of the curve; rates are 0..1, None where there is none to tell."""

    on: date
    period: str | None  # the period whose figures close on that day
    planned: float | None
    actual: float | None = None  # None: a day to come
    forecast: float | None = None  # None: not a day to come, or no forecast

    def by_name(self) -> dict[str, Any]:
        return self._asdict() | {name: rounded(getattr(self, name)) for name in ("planned", "actual", "forecast")}


class Pace(NamedTuple):
    """Three months of the last year, and where the period ends at their pace."""

    since: date
    until: date
    gain: float  # of progress between the two; where it fell, the period ends as it stands now
    progress: float  # on the program's last day
    complete_on: date | None

    def by_name(self) -> dict[str, Any]:
        return self._asdict() | {"gain": rounded(self.gain), "progress": rounded(self.progress)}


class Forecast(NamedTuple):
    """Where the period ends at the pace of the last months."""

    months: int
    since: date
    gain: float  # of progress since then
    on: date  # the program's last day
    progress: float
    complete_on: date | None  # the day on which all is done, where that comes first
    slowest: Pace | None = None  # of the stretches of three months of the last year; None where there are not two
    fastest: Pace | None = None

    @property
    def a_month(self) -> float:
        return self.gain / self.months

    def by_name(self) -> dict[str, Any]:
        return {
            "months": self.months,
            "since": self.since,
            "gain": rounded(self.gain),
            "a_month": rounded(self.a_month),
            "on": self.on,
            "progress": rounded(self.progress),
            "complete_on": self.complete_on,
            "slowest": self.slowest and self.slowest.by_name(),
            "fastest": self.fastest and self.fastest.by_name(),
        }


class NoForecast(NamedTuple):
    """Why there is none; of a missing gain, over how many months and since when."""

    reason: NoForecastReason
    months: int | None = None
    since: date | None = None


class Curve(NamedTuple):
    """What `coordplan curve` says."""

    program: str
    title: str
    start_on: date
    until_on: date
    as_of: date
    known_at: str
    by: Step
    points: tuple[Point, ...]  # by day
    outlook: Forecast | NoForecast
    filters: tuple[str, ...] = ()
    illustrative: bool = False
    before: "Curve | None" = None  # of the program before, to its end
    before_file: str = ""  # where that is known from; "" where it is not asked for
    before_missing: str = ""  # why it cannot be asked
    period: str = ""  # of what falls due in it, on its days; "": the whole program

    def at(self, day: date) -> Point:
        """Return the point of a day that has one: ``as_of`` and ``until_on`` do."""
        return next(point for point in self.points if point.on == day)


def days_of_points(by: Step, program: ReportingDays, as_of: date) -> dict[date, str | None]:
    """Return the days of the points, in order, each with the key of the period that closes on it (None: none does).

    They are the cut-off days within the program, the day asked about, and the program's last day.
    """
    periods = periods_between(by, program.start_on, program.until_on)
    days = {program.window(period)[1]: period.key for period in periods if program.holds(period)}
    return {day: days.get(day) for day in sorted({*days, as_of, program.until_on})}


class PlannedWeight(NamedTuple):
    """How much weight falls due on a day, or lies on all days from one to another."""

    weight: float
    due_on: date | None
    start_on: date | None = None  # of what has no due date
    until_on: date | None = None
    retired_on: date | None = None  # from which day on it does not count

    def planned_share(self, day: date) -> float:
        """Return the share that is planned by a day: all of it from the day after the due date on."""
        if self.due_on is not None:
            return float(self.due_on < day)
        assert self.start_on is not None
        assert self.until_on is not None
        elapsed = (day - self.start_on).days + 1
        return max(0.0, min(1.0, elapsed / ((self.until_on - self.start_on).days + 1)))


def weight_of(row: StandingRow) -> PlannedWeight:
    """Return the weight of a row that has a column for each of its values; days are text there."""

    def day(name: str) -> date | None:
        return date.fromisoformat(row[name]) if row[name] else None

    return PlannedWeight(row["weight"], day("due_on"), day("start_on"), day("until_on"), day("retired_on"))


def planned_on(weights: Iterable[PlannedWeight], day: date) -> float | None:
    """Return the share of weight that is planned by a day; None where there is nothing to divide by."""
    counted = [each for each in weights if each.retired_on is None or each.retired_on > day]
    whole = sum(each.weight for each in counted)
    return rate(sum(each.weight * each.planned_share(day) for each in counted), whole)


def outlook(
    start_on: date, until_on: date, as_of: date, now: float | None, before: Callable[[date], float | None]
) -> Forecast | NoForecast:
    """Return where the period ends at the pace of the last months, or why that cannot be said.

    ``now`` is the progress on the day asked about, ``before`` gives that of an earlier one. A pace is taken only from a
    day on which there was progress: what was recorded all at once when recording began is no pace.
    """
    if now is None:
        return NoForecast("nothing")
    if as_of < start_on:
        return NoForecast("not_begun")
    if as_of >= until_on:
        return NoForecast("over")
    if now >= 1:
        return NoForecast("complete")
    for months in PACE_MONTHS:
        since = months_before(as_of, months)
        then = before(since) if since >= start_on else None
        if not then:
            continue
        gain = now - then
        if round(gain, 6) <= 0:
            return NoForecast("no_gain", months, since)
        end = _end_at(until_on, as_of, now, gain, (as_of - since).days)
        paces = _paces_of_the_year(start_on, until_on, as_of, now, before)
        return Forecast(months, since, gain, until_on, *end, *paces)
    return NoForecast("too_short")


def _end_at(until_on: date, as_of: date, now: float, gain: float, days: int) -> tuple[float, date | None]:
    """Return the progress on the last day at a pace of so much in so many days, and when all is done before that."""
    if gain <= 0:
        return now, None
    needed = ceil(round((1 - now) / gain * days, 6))  # days until all is done
    left = (until_on - as_of).days
    return min(1.0, now + gain * left / days), as_of + timedelta(days=needed) if needed <= left else None


def _paces_of_the_year(
    start_on: date, until_on: date, as_of: date, now: float, before: Callable[[date], float | None]
) -> tuple[Pace, Pace] | tuple[None, None]:
    """Return the slowest and the fastest of the last four stretches of three months in which there was progress."""
    paces = []
    until, later = as_of, now
    for months in range(PACE_STRETCH, 13, PACE_STRETCH):
        since = months_before(as_of, months)
        then = before(since) if since >= start_on else None
        if not then:
            break
        gain = later - then
        paces.append(Pace(since, until, gain, *_end_at(until_on, as_of, now, gain, (until - since).days)))
        until, later = since, then
    if len(paces) < 2:
        return None, None

    def speed(pace: Pace) -> float:
        return pace.gain / (pace.until - pace.since).days

    return min(paces, key=speed), max(paces, key=speed)


def _carried_on(day: date, as_of: date, now: float, since: date, gain: float) -> float:
    return min(1.0, now + gain * (day - as_of).days / (as_of - since).days)


def points_of(
    days: Mapping[date, str | None],
    as_of: date,
    past: Mapping[date, tuple[float | None, float | None]],
    planned: Mapping[date, float | None],
    ahead: Forecast | NoForecast,
) -> tuple[Point, ...]:
    """Return the points: of days up to ``as_of`` planned and actual, of those to come planned and forecast."""
    points = []
    for day, key in days.items():
        if day in past:
            points.append(Point(day, key, *past[day]))
            continue
        forecast = None
        now = past[as_of][1]
        if isinstance(ahead, Forecast) and now is not None:
            forecast = _carried_on(day, as_of, now, ahead.since, ahead.gain)
        points.append(Point(day, key, planned[day], None, forecast))
    return tuple(points)


def line_of(points: Sequence[Point], name: Literal["planned", "actual", "forecast"]) -> tuple[tuple[date, float], ...]:
    """Return the days and values of one line; that of the forecast begins where the actual one ends."""
    found = [(point.on, getattr(point, name)) for point in points]
    line = tuple((day, value) for day, value in found if value is not None)
    return (*line_of(points, "actual")[-1:], *line) if name == "forecast" and line else line


def curve_data(curve: Curve) -> Data:
    """Return ``coordplan/curve/1``; in CSV a row for each point."""
    ahead = curve.outlook
    return Data(
        "coordplan/curve/1",
        {
            "program": curve.program,
            "title": curve.title,
            "as_of": curve.as_of,
            "known_at": curve.known_at or None,
            "illustrative": curve.illustrative,
            "by": curve.by,
            "from": curve.start_on,
            "until": curve.until_on,
            "points": curve.points,
            "forecast": ahead if isinstance(ahead, Forecast) else None,
            "no_forecast": None if isinstance(ahead, Forecast) else ahead.reason,
            "previous": _before_by_name(curve),
            "period": curve.period or None,
        },
        columns=Point._fields,
        rows=(point.by_name() for point in curve.points),
    )


def _before_by_name(curve: Curve) -> dict[str, Any] | None:
    """Return the curve of the program before, where it is asked for; in CSV there is no place for it."""
    before = curve.before
    if before is None and not curve.before_missing:
        return None
    return {
        "file": curve.before_file or None,
        "missing": curve.before_missing or None,
        "program": before and before.program,
        "title": before and before.title,
        "from": before and before.start_on,
        "until": before and before.until_on,
        "points": before and before.points,
    }
