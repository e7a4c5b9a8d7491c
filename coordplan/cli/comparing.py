"""What a status is compared with: the same question at another time."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from coordplan.cli.opening import Reading
from coordplan.cli.session import day_of
from coordplan.cli.windows import asked_in, cutoff_day_of, period_named, refuse_before, window_of
from coordplan.dates.days import year_before
from coordplan.dates.periods import Period, parse_period, period_before, period_of, year_earlier
from coordplan.errors import CoordplanError, UsageFault
from coordplan.status.figures import Figures
from coordplan.status.report import Compared
from coordplan.store.questions import Question
from coordplan.text.language import translate as _

LAST_YEAR, LAST_PERIOD = "last-year", "last-period"
Answer = Callable[[Question], dict[str, Figures]]


class Other(NamedTuple):
    """The other time: the question to ask there, and the period asked about, now and then."""

    kind: str
    question: Question
    now: Period | None = None
    then: Period | None = None


def other_time(reading: Reading, question: Question, key: str | None, wanted: str) -> Other:
    """Return what is meant by ``last-year``, ``last-period``, a period's key or a date, for a question.

    Where the question is about a period, another one is looked at as many days after its cut-off as this one is. Of any
    other question, a period means the day on which its figures closed.
    """
    now = None if key is None else period_named(reading, key, "--period")
    if wanted == LAST_YEAR:
        other = question._replace(as_of=year_before(question.as_of))
        then = None if now is None else year_earlier(now)
        return Other(wanted, other if then is None else asked_in(reading, other, then), now, then)
    if wanted == LAST_PERIOD:
        then = period_before(now) if now is not None else _last_closed_month(reading, question)
        return _at_period(reading, question, wanted, now, then)
    try:
        then = parse_period(wanted)
    except ValueError:
        return Other("date", question._replace(as_of=_day_named(reading, wanted)), now, now)
    return _at_period(reading, question, "period", now, period_named(reading, then.key, "--compare"))


def _day_named(reading: Reading, wanted: str) -> date:
    try:
        day = day_of(wanted, "--compare")
    except CoordplanError as error:
        raise UsageFault(
            _('--compare: "{text}" is neither a date nor a period.').format(text=wanted),
            _(
                "There are: last-year, last-period, a date (30/6/2023), "
                "a period (2023, 2023-H1, 2023-9M, 2023-Q2, 2023-06)."
            ),
        ) from error
    refuse_before(reading.program, day, "--compare")
    return day


def _last_closed_month(reading: Reading, question: Question) -> Period:
    """Return the month whose figures closed last before the day that is asked about."""
    month = period_of("month", question.as_of)
    while month.window(cutoff_day_of(reading, question.plans))[1] >= question.as_of:
        month = period_before(month)
    return month


def _at_period(reading: Reading, question: Question, kind: str, now: Period | None, then: Period) -> Other:
    closed = window_of(reading, then, question.plans)[1]
    if now is None:
        return Other(kind, question._replace(as_of=closed), None, then)
    since = question.as_of - window_of(reading, now, question.plans)[1]
    other = asked_in(reading, question._replace(as_of=closed + since), then)
    return Other(kind, other, now, then)


def compared(reading: Reading, other: Other, by: str, answer: Answer, asked: bool) -> Compared:
    """Return the figures of another time, each under the id that its group has in the report of now."""
    as_of = other.question.as_of
    key = "" if other.then is None else other.then.key
    if as_of < reading.program.start_on:
        return Compared(other.kind, as_of, key, None, asked=asked)
    found = answer(other.question)
    totals = found.pop("", None)
    if totals is not None and totals.total == 0:
        totals = None
    if by in ("year", "period") and other.now is not None and other.then is not None:
        found = {_moved(id_, other.then, other.now): figures for id_, figures in found.items()}
    return Compared(other.kind, as_of, key, totals, found, asked)


def _moved(key: str, then: Period, now: Period) -> str:
    """Return the year or quarter that stands as far into one period as a key's does into another."""
    try:
        group = parse_period(key)
    except ValueError:
        return key  # what has no due date
    months = (now.year - then.year) * 12 + now.first_month - then.first_month
    moved = group.year * 12 + group.first_month - 1 + months
    year, month = divmod(moved, 12)
    return str(year) if group.key == str(group.year) else f"{year}-Q{month // 3 + 1}"
