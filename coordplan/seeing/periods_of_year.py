"""periods: the reporting periods of a year: from when to when, when they close, and by when a report is sent."""

from collections.abc import Iterable
from datetime import date
from operator import attrgetter
from typing import Annotated

import typer

from coordplan.cli.completion import complete_period, complete_plan
from coordplan.dates.period_words import write_period_heading
from coordplan.dates.periods import Period, ReportingDays, periods_of_year, reporting_days, send_by
from coordplan.dates.workdays import WorkingDays, years_without_days_off
from coordplan.named_tuples import NamedTuple
from coordplan.paper.cells import Column, Page, Tone, table_of, without
from coordplan.paper.data import Data
from coordplan.seeing.answer import Answer, reading_command
from coordplan.seeing.filters import plan_named
from coordplan.seeing.opening import Reading
from coordplan.seeing.windows import period_named, send_within_of
from coordplan.store.definitions import calendar
from coordplan.text.language import mark, translate_count
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day, write_number


class PeriodWindow(NamedTuple):
    """A reporting period as it lies on a day; the names are those of its JSON and CSV."""

    period: str
    start: date
    cutoff: date  # its last day: figures close at its end
    send_by: date | None  # None: nothing says within how many days
    state: str  # closed | current | to_come
    days_left: int | None  # to the day of sending (else the cut-off), in calendar days; None once it has passed
    working_days_left: int | None


class YearOfPeriods(NamedTuple):
    """What `coordplan periods` says."""

    title: str  # of the program, or of the plan
    year: int
    as_of: date
    known_at: str
    cutoff_day: int | None  # None: by calendar
    send_within: int | None  # working days
    rows: tuple[PeriodWindow, ...]
    plans_of_their_own: tuple[str, ...] = ()  # titles of plans that report on other days than the program
    unknown_days: bool = False  # no day off of the year is known


@reading_command
def periods_command(
    reading: Reading,
    what: Annotated[
        list[str] | None,
        typer.Argument(
            metavar=mark("YEAR|PERIOD"),
            autocompletion=complete_period,
            help=mark("A year, or one period (the year whose figures are open)"),
        ),
    ] = None,
    plan: Annotated[
        str | None,
        typer.Option("--plan", metavar=mark("ID"), help=mark("Those of a plan"), autocompletion=complete_plan),
    ] = None,
) -> Answer:
    periods = _periods_asked_for(reading, " ".join(what or ()), plan)
    return Answer(lambda: year_page(periods), lambda: periods_data(periods))


def _periods_asked_for(reading: Reading, typed: str, wanted: str | None) -> YearOfPeriods:
    plans = () if wanted is None else (plan_named(reading.definitions, wanted),)
    plan = next((each for each in reading.definitions.plans if each.id in plans), None)
    program, send_within = reporting_days(reading.definitions, *plans), send_within_of(reading, plan)
    period = period_named(reading, typed, _("PERIOD")) if typed else None
    year = program.year_of(reading.as_of) if period is None else period.last_on.year
    if period is not None and period.is_whole_years and not period.is_long:
        period = None  # a year has its periods
    shown = periods_of_year(year, program) if period is None else [period]
    days = calendar(reading.connection, reading.up_to_change)
    others = [
        each.short or each.title
        for each in reading.definitions.plans
        if plan is None and (each.cutoff_day, each.send_within) != (None, None)
    ]
    return YearOfPeriods(
        title=reading.program.title if plan is None else plan.title,
        year=min(year, reading.program.until_on.year),
        as_of=reading.as_of,
        known_at=reading.known_at,
        cutoff_day=program.cutoff_day,
        send_within=send_within,
        rows=windows_on(shown, program, send_within, WorkingDays(days), reading.as_of),
        plans_of_their_own=tuple(others),
        unknown_days=send_within is not None and bool(years_without_days_off(days, (year,))),
    )


def windows_on(
    periods: Iterable[Period], program: ReportingDays, send_within: int | None, working: WorkingDays, as_of: date
) -> tuple[PeriodWindow, ...]:
    """Return the windows of periods as they lie on a day."""
    windows = []
    for period in periods:
        first, last = program.window(period)
        sent_by = send_by(last, send_within, working)
        ends = sent_by or last
        state = "closed" if last < as_of else "to_come" if first > as_of else "current"
        left = (ends - as_of).days if as_of <= ends else None
        working_left = None if left is None else working.between(as_of, ends)
        windows.append(PeriodWindow(period.key, first, last, sent_by, state, left, working_left))
    return tuple(windows)


_WINDOW_WORDS = {"closed": mark("past its cut-off"), "current": mark("current"), "to_come": mark("to come")}


def year_page(periods: YearOfPeriods) -> Page:
    """Return a row for each period, in the order in which their figures close."""
    columns = (
        Column("period", _("Key"), "code"),
        Column("title", _("Period"), "text", 4, get=lambda row: write_period_heading(row.period)),
        Column("start", _("From"), "day", 3),
        Column("cutoff", _("Cut-off"), "day"),
        Column("send_by", _("Send by"), "day"),
        Column("days_left", _("Left"), "days_left", 2, get=attrgetter("days_left", "working_days_left")),
        Column("state", _("State"), "code", 1, get=lambda row: _(_WINDOW_WORDS[row.state])),
    )
    table = table_of(columns, periods.rows)
    if periods.send_within is None:
        table = without(table, "send_by")
    notes: list[tuple[str, Tone]] = []
    if periods.plans_of_their_own:
        sentence = _("These report differently; with --plan ID their own: {plans}")
        notes.append((sentence.format(plans=", ".join(periods.plans_of_their_own)), ""))
    if periods.unknown_days:
        sentence = _("No days off are known for {year}: only Saturdays and Sundays are left out of working days.")
        notes.append((sentence.format(year=periods.year), "warn"))
    if any(row.working_days_left is not None for row in periods.rows):
        notes.append((_("In brackets: working days."), "dim"))
    keys = ((_("In brackets: working days."), _("Left")),)
    return Page(periods.title, ((_rule_words(periods), ""),), (table,), tuple(notes), keys=keys)


def _rule_words(periods: YearOfPeriods) -> str:
    if periods.cutoff_day is None or periods.cutoff_day >= 31:
        rule = _("Figures close at the end of the month")
    else:
        rule = _("Figures close on day {day} of the month").format(day=write_number(periods.cutoff_day))
    if periods.send_within is None:
        return rule + "."
    sent = translate_count(
        "{rule}; reports are sent within {n} working day.",
        "{rule}; reports are sent within {n} working days.",
        periods.send_within,
    ).format(rule=rule, n=write_number(periods.send_within))
    return sent + " " + _("Today: {day}.").format(day=write_day(periods.as_of))


def periods_data(periods: YearOfPeriods) -> Data:
    """Return ``coordplan/periods/1``; in CSV a row for each period."""
    return Data(
        "coordplan/periods/1",
        {
            "title": periods.title,
            "year": periods.year,
            "as_of": periods.as_of,
            "known_at": periods.known_at or None,
            "cutoff_day": periods.cutoff_day,
            "send_within": periods.send_within,
            "periods": periods.rows,
        },
        columns=PeriodWindow._fields,
        rows=periods.rows,
    )
