"""periods: the reporting periods of a year."""

from typing import Annotated

import typer

from coordplan.cli.completion import complete_plan
from coordplan.cli.options import AsOf, Format, KnownAt, Output, Width
from coordplan.cli.output import show
from coordplan.dates.periods import Period, cutoff_day_of, period_of, periods_of_year
from coordplan.dates.workdays import WorkingDays
from coordplan.errors import Refused, UsageFault
from coordplan.seeing.filters import plan_named
from coordplan.seeing.opening import Reading, reading
from coordplan.seeing.periods import page as data
from coordplan.seeing.periods.page import periods_page
from coordplan.seeing.periods.values import Windows, windows_on
from coordplan.seeing.windows import send_within_of
from coordplan.store.definitions import calendar
from coordplan.text.language import mark
from coordplan.text.language import translate as _


def periods_command(
    ctx: typer.Context,
    year: Annotated[
        str | None, typer.Argument(metavar=mark("YEAR"), help=mark("The year (the one whose figures are open)"))
    ] = None,
    plan: Annotated[
        str | None,
        typer.Option("--plan", metavar="ID", help=mark("Those of a plan"), autocompletion=complete_plan),
    ] = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    form: Format = "table",
    output: Output = None,
    width: Width = None,
) -> None:
    with reading(ctx.obj, as_of, known_at) as file:
        windows = _windows(file, year, plan)
    show(
        ctx.obj,
        form,
        output,
        width,
        lambda: periods_page(windows),
        lambda: data.periods_json(windows) if form == "json" else data.periods_csv(windows),
    )


def _windows(file: Reading, year: str | None, wanted: str | None) -> Windows:
    plans = () if wanted is None else (plan_named(file.definitions, wanted),)
    plan = next((each for each in file.definitions.plans if each.id in plans), None)
    cutoff_day, send_within = cutoff_day_of(file.definitions, *plans), send_within_of(file, plan)
    meant = _year_meant(file, year, cutoff_day)
    days = calendar(file.connection, file.known)
    others = [
        each.short or each.title
        for each in file.definitions.plans
        if plan is None and (each.cutoff_day, each.send_within) != (None, None)
    ]
    return Windows(
        file.program.title if plan is None else plan.title,
        meant,
        file.as_of,
        file.known_at,
        cutoff_day,
        send_within,
        windows_on(_within(file, meant, cutoff_day), cutoff_day, send_within, WorkingDays(days), file.as_of),
        tuple(others),
        send_within is not None and not any(day.day.year == meant for day in days),
    )


def _within(file: Reading, year: int, cutoff_day: int | None) -> list[Period]:
    """Return the periods of a year that share a day with the program."""
    found = []
    for period in periods_of_year(year):
        first, last = period.window(cutoff_day)
        if last >= file.program.start_on and first <= file.program.until_on:
            found.append(period)
    return found


def _last_year(file: Reading, cutoff_day: int | None) -> int:
    """Return the year in whose figures the program ends: what is done after the last cut-off belongs to the next."""
    year = period_of("year", file.program.until_on)
    return year.year + (file.program.until_on > year.window(cutoff_day)[1])


def _year_meant(file: Reading, given: str | None, cutoff_day: int | None) -> int:
    """Return the year that is asked for, else the one in whose figures the day lies that is asked about."""
    first = file.program.start_on.year
    if given is None:
        year = period_of("year", file.as_of)
        open_year = year.year + (file.as_of > year.window(cutoff_day)[1])
        return min(max(open_year, first), _last_year(file, cutoff_day))
    if not given.isdecimal() or len(given) != 4:
        raise UsageFault(_('"{text}" is no year.').format(text=given), _("Write it as {year}.").format(year=first))
    last = _last_year(file, cutoff_day)
    if not first <= int(given) <= last:
        raise Refused(
            _("{year} lies outside the program.").format(year=given),
            _("The program runs through the years {first} to {last}.").format(first=first, last=last),
        )
    return int(given)
