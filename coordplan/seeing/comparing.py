"""What a status is compared with: the same question at another time."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from coordplan.cli.session import day_of
from coordplan.dates.days import NoSuchDayError, year_before
from coordplan.dates.periods import (
    Period,
    parse_period,
    period_before,
    period_of,
    window_of,
    year_earlier,
)
from coordplan.errors import CoordplanError, Refused, UsageFault
from coordplan.seeing.figures import Figures
from coordplan.seeing.filters import Filters, plan_named, question_of
from coordplan.seeing.opening import Reading, reading_at
from coordplan.seeing.values import Comparison
from coordplan.seeing.windows import asked_in, period_named, refuse_before
from coordplan.store.questions import Question
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day

LAST_YEAR, LAST_PERIOD = "last-year", "last-period"
Answer = Callable[[Question], dict[str, Figures]]


class Other(NamedTuple):
    """The other time: the question to ask there, and the period asked about, now and then."""

    kind: str
    question: Question
    now: Period | None = None
    then: Period | None = None


def other_time(reading: Reading, filters: Filters, wanted: str) -> Other:
    """Return what is named by ``last-year``, ``last-period``, a period's key or a date, for a question with filters.

    Where the question is about a period, another one is looked at as many days after its cut-off as this one is. Of any
    other question, a period means the day on which its figures closed. Who leads is who led then.
    """
    now = None if filters.period is None else period_named(reading, filters.period, "--period")
    plans = tuple(plan_named(reading.definitions, each) for each in filters.plans)
    if wanted == LAST_YEAR:
        if now is not None:
            return _at_period(reading, filters, wanted, now, year_earlier(now))
        return Other(wanted, _asked_on(reading, filters, year_before(reading.as_of)))
    if wanted == LAST_PERIOD:
        then = period_before(now) if now is not None else _last_closed_month(reading, plans)
        return _at_period(reading, filters, wanted, now, then)
    try:
        then = parse_period(wanted, reading.as_of)
    except ValueError:
        day = _day_named(reading, wanted)
        question = _asked_on(reading, filters, day)
        return Other("date", question if now is None else asked_in(reading, question, now), now, now)
    then = period_named(reading, then.key, "--compare")
    other = _at_period(reading, filters, "period", now, then)
    if other.question.as_of > reading.as_of:
        raise Refused(
            _("--compare: the figures of {key} are those of {day}, which is later than {as_of}.").format(
                key=then.key, day=write_day(other.question.as_of), as_of=write_day(reading.as_of)
            ),
            _("Name an earlier period."),
        )
    return other


def _asked_on(reading: Reading, filters: Filters, day: date) -> Question:
    """Return the question about another day, without its period."""
    return question_of(reading_at(reading, day, reading.up_to_change), filters._replace(period=None))[0]


def _day_named(reading: Reading, wanted: str) -> date:
    try:
        day = day_of(wanted, "--compare")
    except CoordplanError as error:
        sentence = _('--compare: "{text}" is neither a date nor a period.').format(text=wanted)
        raise UsageFault(
            error.sentence if isinstance(error.__cause__, NoSuchDayError) else sentence,
            _(
                "There are: last-year, last-period, a date (30/6/2023), "
                "a period (2023, 2023-H1, 2023-9M, 2023-Q2, 2023-06)."
            ),
        ) from error
    refuse_before(reading.program, day, "--compare")
    if day > reading.as_of:
        raise Refused(
            _("--compare: {day} is later than {as_of}.").format(day=write_day(day), as_of=write_day(reading.as_of)),
            _("Name an earlier day."),
        )
    return day


def _last_closed_month(reading: Reading, plans: tuple[str, ...]) -> Period:
    """Return the month whose figures closed last before the day that is asked about."""
    month = period_of("month", reading.as_of)
    while window_of(reading.definitions, month, *plans)[1] >= reading.as_of:
        month = period_before(month)
    return month


def _at_period(reading: Reading, filters: Filters, kind: str, now: Period | None, then: Period) -> Other:
    plans = tuple(plan_named(reading.definitions, each) for each in filters.plans)
    closed = window_of(reading.definitions, then, *plans)[1]
    if now is None:
        return Other(kind, _asked_on(reading, filters, closed), None, then)
    since = reading.as_of - window_of(reading.definitions, now, *plans)[1]
    return Other(kind, asked_in(reading, _asked_on(reading, filters, closed + since), then), now, then)


def compared(reading: Reading, other: Other, by: str, answer: Answer, asked: bool) -> Comparison:
    """Return the figures of another time, each under the id that its group has in the report of now."""
    as_of = other.question.as_of
    key = "" if other.then is None else other.then.key
    if as_of < reading.program.start_on:
        return Comparison(other.kind, as_of, key, None, asked=asked)
    found = answer(other.question)
    totals = found.pop("", None)
    if totals is not None and totals.total == 0:
        totals = None
    if by in ("year", "period") and other.now is not None and other.then is not None:
        found = {_moved(id_, other.then, other.now): figures for id_, figures in found.items()}
    return Comparison(other.kind, as_of, key, totals, found, asked)


def _moved(key: str, then: Period, now: Period) -> str:
    """Return the year or quarter that stands as far into one period as a key's does into another."""
    try:
        group = parse_period(key)
    except ValueError:
        return key  # what has no due date
    whole = group.key == str(group.year)
    first = max(group.year * 12 + group.first_month, then.year * 12 + then.first_month)  # where it begins in the period
    moved = first - 1 + (now.year - then.year) * 12 + now.first_month - then.first_month
    year, month = divmod(moved, 12)
    return str(year) if whole else f"{year}-Q{month // 3 + 1}"
