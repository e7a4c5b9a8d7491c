"""Which days a reporting period means: for the program, and for plans whose figures close on another day."""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date

from coordplan.cli.session import day_ahead_of
from coordplan.dates.days import DAYS_OF_UNIT, day_away, parse_span
from coordplan.dates.periods import Period, ReportingDays, parse_period, period_before, reporting_days, window_of
from coordplan.errors import NothingHere, Refused, UsageFault
from coordplan.model import Plan, Program
from coordplan.seeing.opening import Reading
from coordplan.store.questions import OwnCutoff, Question
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day


def period_named(reading: Reading, text: str, option: str) -> Period:
    """Return the period that is named; of the year of the day asked about where the text names none.

    Raises UsageFault where it is none, NothingHere where it lies outside the program.
    """
    try:
        period = parse_period(text, reading.as_of)
    except ValueError as error:
        raise UsageFault(f"{option}: {error}.") from error
    if not _lies_within(reading, period):
        first, last = period[1:] if period.is_long else window_of(reading.definitions, period)
        raise NothingHere(
            _("{key} ({first} to {last}) lies outside the program.").format(
                key=period.key, first=write_day(first), last=write_day(last)
            ),
            "\n".join((_days_of(reading.program), *_with_its_year(reading, text))),
            option,
        )
    return period


def _lies_within(reading: Reading, period: Period) -> bool:
    plans = (reporting_days(reading.definitions, plan.id) for plan in reading.definitions.plans)
    return any(days.holds(period) for days in (reporting_days(reading.definitions), *plans))


def _with_its_year(reading: Reading, text: str) -> Iterator[str]:
    """Yield how a period is named of which the year was left out: the latest one that has begun, else the first."""
    with suppress(ValueError):
        parse_period(text)
        return
    years = range(reading.program.start_on.year, reading.program.until_on.year + 1)
    periods = [parse_period(text, date(year, 1, 1)) for year in years]
    within = [period for period in periods if _lies_within(reading, period)]
    begun = [period for period in within if window_of(reading.definitions, period)[0] <= reading.as_of]
    if within:
        yield _("Name its year: {key}").format(key=(begun[-1] if begun else within[0]).key)


def refuse_not_begun(period: Period, days: ReportingDays, day: date, also: Iterable[ReportingDays] = ()) -> None:
    """Refuse a period of which nothing can be said yet: one that begins after a day, by every cut-off there is."""
    if any(each.window(period)[0] <= day for each in (days, *also)):
        return
    first, last = map(write_day, days.window(period))
    at_hand: Period | None = period
    while at_hand is not None and days.window(at_hand)[0] > day:
        at_hand = period_before(at_hand)
    way_out = _days_of(days)
    if at_hand is not None and days.holds(at_hand):
        way_out = _("Name the period at hand: {key}").format(key=at_hand.key)
    raise Refused(
        _("{key} ({first} to {last}) has not begun on {day}.").format(
            key=period.key, first=first, last=last, day=write_day(day)
        ),
        way_out,
    )


def refuse_after(program: Program, day: date, option: str) -> None:
    """Refuse a day on which the program is over."""
    if day > program.until_on:
        sentence = _("{option}: {day} is after the program.").format(option=option, day=write_day(day))
        raise Refused(sentence, _days_of(program))


def refuse_before(program: Program, day: date, option: str) -> None:
    """Refuse a day on which there was nothing yet to be said."""
    if day < program.start_on:
        sentence = _("{option}: {day} is before the program.").format(option=option, day=write_day(day))
        raise NothingHere(sentence, _days_of(program), option)


def _days_of(program: Program | ReportingDays) -> str:
    return _("The program runs from {first} to {last}.").format(
        first=write_day(program.start_on), last=write_day(program.until_on)
    )


def with_cutoffs(reading: Reading, question: Question) -> Question:
    """Return a question that knows on which day of the month figures close, and for which plans it is another."""
    program = reading.program.cutoff_day
    own_cutoffs = tuple(
        OwnCutoff(plan.id, plan.cutoff_day)
        for plan in reading.definitions.plans
        if plan.cutoff_day is not None and plan.cutoff_day != (program or 31)
    )
    days = (reading.program.start_on, reading.program.until_on)
    return question._replace(cutoff_day=program, own_cutoffs=own_cutoffs, program=days)


def asked_in(reading: Reading, question: Question, period: Period) -> Question:
    """Return a question about what falls due in a period, each plan's by its own cut-off day."""
    program = reporting_days(reading.definitions)
    first, last = program.window(period)
    own_cutoffs = []
    for each in question.own_cutoffs:
        due_from, due_until = program._replace(cutoff_day=each.cutoff_day).window(period)
        own_cutoffs.append(each._replace(due_from=due_from, due_until=due_until))
    return question._replace(due_from=first, due_until=last, own_cutoffs=tuple(own_cutoffs))


def period_words(reading: Reading, question: Question, period: Period) -> str:
    """Return a period in words, with its days, and which plans have other days."""
    first, last = window_of(reading.definitions, period, *question.plans)
    days = {"first": write_day(first), "last": write_day(last)}
    if period.is_long:
        from coordplan.dates.period_words import write_period  # most questions are of shorter ones, named by key

        words = _("due in {period} ({first} to {last})").format(period=write_period(period.key), **days)
    else:
        words = _("due in {key} ({first} to {last})").format(key=period.key, **days)
    others = [each.plan for each in question.own_cutoffs if not question.plans or each.plan in question.plans]
    if not others or len(question.plans) == 1:
        return words
    titles = ", ".join(reading.plan_titles.get(plan, plan) for plan in others)
    return _("{words}, {plans} by their own cut-off").format(words=words, plans=titles)


def send_within_of(reading: Reading, plan: Plan | None = None, body: str = "") -> int | None:
    """Return within how many working days a report is sent: of a body its own, else the plan's, else the program's."""
    own = reading.organizations.get(body)
    if own is not None and own.send_within is not None:
        return own.send_within
    if plan is not None and plan.send_within is not None:
        return plan.send_within
    return reading.program.send_within


_MOST_DAYS = 36500


def last_day_within(text: str, as_of: date) -> date:
    """Return the last day that `--within` names, which is not before the day asked about; raise UsageFault."""
    span = parse_span(text) or text
    if not re.fullmatch(r"\d+[dwm]?", span):
        last = day_ahead_of(text, "--within", as_of)
    elif int(span.rstrip("dwm")) * DAYS_OF_UNIT.get(span[-1], 1) > _MOST_DAYS:
        raise UsageFault(_("--within: {span} is longer than any program.").format(span=text))
    else:
        last = day_away(span, as_of, ahead=True)
    if last < as_of:
        raise UsageFault(
            _("--within: {day} is before {as_of}.").format(day=write_day(last), as_of=write_day(as_of)),
            _("What is overdue is always listed; name how far ahead to look: 7d, 2w, 3m, or a later date."),
        )
    return last
