"""The sentences of a report about figures: what fell due, what was done and what was not, rates, and comparisons.

Each pattern stands here once. A rate carries its fraction; only what is whole is 100%; a difference is that of the two
rates as they are printed, so that a reader who subtracts them finds the same.
"""

from collections.abc import Sequence
from datetime import date
from math import isclose
from typing import Any

from coordplan.dates.period_words import write_period, write_short_period
from coordplan.paper.cells import Table
from coordplan.seeing.figures import Figures
from coordplan.seeing.values import Comparison
from coordplan.sending.reports.occurrence_names import capital, counted
from coordplan.sending.reports.values import PeriodReport, ReportPeriod, ReportRow
from coordplan.text.language import translate as _
from coordplan.text.writing import NOTHING, rounded_part, write_day, write_number


def paper_rate(rate: float | None) -> str:
    """Return a rate of 0..1 as papers print it: ``96,97%``, without decimals where it has none: ``100%``, ``96%``."""
    return NOTHING if rate is None else write_number(_printed(rate), _places(rate)) + "%"


def figures_on_paper(table: Table) -> Table:
    """Return a table of figures with its rates as a paper writes them."""
    rates = [column.kind == "rate" for column in table.columns]

    def written(row: Sequence[Any]) -> list[Any]:
        return [paper_rate(value) if rate else value for value, rate in zip(row, rates, strict=True)]

    return table._replace(
        columns=tuple(column._replace(kind="written") if column.kind == "rate" else column for column in table.columns),
        rows=[written(row) for row in table.rows],
        total=None if table.total is None else written(table.total),
    )


def _places(*rates: float) -> int:
    return 0 if all(isclose(rate * 100, round(rate * 100), abs_tol=1e-9) for rate in rates) else 2


def points_between(now: float, then: float) -> float:
    """Return by how many points of a percent a rate is more than another, of both as they are printed."""
    return round(_printed(now) - _printed(then), 2)


def write_points_between(now: float, then: float) -> str:
    """Return that difference without its sign, with the decimals that the rates are printed with."""
    return write_number(abs(points_between(now, then)), _places(now, then))


def _printed(rate: float) -> float:
    return rounded_part(rate * 100, 100, 2)


def fraction_words(figures: Figures) -> str:
    """Return the fraction behind a rate: how many are done of how many that fell due."""
    return f"{write_number(figures.done)}/{write_number(figures.fallen_due)}"


def activities_of(rows: Sequence[ReportRow]) -> int:
    """Return how many activities some occurrences belong to."""
    return len({row.work.activity for row in rows})


def activities_words(report: PeriodReport, number: int) -> str:
    return counted(report, "{n} activity", "{n} activities", number)


def done_words(report: PeriodReport, figures: Figures, days_late: int | None = None) -> str:
    """Return how many were done, on time and late; of a single one that was late, by how many days."""
    on_time, late = figures.of("done_on_time"), figures.of("done_late")
    if on_time and late:
        return counted(
            report,
            "{n} was done ({on_time} on time, {late} late)",
            "{n} were done ({on_time} on time, {late} late)",
            figures.done,
            on_time=write_number(on_time),
            late=write_number(late),
        )
    if on_time == 1:
        return counted(report, "{n} was done, on time", "{n} were done, on time", 1)
    if on_time:
        return counted(report, "{n} was done, all on time", "{n} were done, all on time", on_time)
    if late != 1:
        return counted(report, "{n} was done, all late", "{n} were done, all late", late)
    words = counted(report, "{n} was done, late", "{n} were done, late", 1)
    return words if days_late is None else _("{done} by {days}").format(done=words, days=late_days(days_late))


def late_days(days: int) -> str:
    """Return a number of days late, which is written without a nought before it."""
    return _("1 day") if days == 1 else _("{n} days").format(n=write_number(days))


def overdue_words(report: PeriodReport, number: int) -> str:
    """Return how many are not done and overdue, or that none is."""
    if not number:
        return _("nothing is overdue")
    return counted(report, "{n} is not done and overdue", "{n} are not done and overdue", number)


def share_words(report: PeriodReport, figures: Figures) -> str:
    """Return how much of what fell due was done, where several groups are told one after the other."""
    if figures.done:
        words = _("{fraction} of what fell due was done, which is {rate}")
        return words.format(fraction=fraction_words(figures), rate=paper_rate(figures.due_rate))
    if figures.fallen_due == 1:
        return counted(report, "{n} fell due, is not done and overdue", "{n} fell due, are not done and overdue", 1)
    return _none_done(figures)


def _none_done(figures: Figures) -> str:
    return _("nothing has been done (0/{due} of what fell due)").format(due=write_number(figures.fallen_due))


def rate_sentence(now: Figures, then: Figures | None = None, when: str = "") -> str:
    """Return the rate as a sentence, compared with that of another time where that has one."""
    words = _none_done(now)
    if now.done:
        words = _("{rate} of what fell due was done ({fraction})")
        words = words.format(rate=paper_rate(now.due_rate), fraction=fraction_words(now))
    return f"{capital(words)}{compared_words(now, then, when)}."


def compared_words(now: Figures, then: Figures | None, when: str) -> str:
    """Return what stands behind a rate: by how much it is more or less than then; nothing where there was none."""
    if then is None or then.due_rate is None or now.due_rate is None:
        return ""
    values = {"when": when, "rate": paper_rate(then.due_rate), "fraction": fraction_words(then)}
    if not now.done:
        return _("; {when}: {rate} ({fraction})").format(**values)
    if not points_between(now.due_rate, then.due_rate):
        return _(", equal to {when} ({rate}; {fraction})").format(**values)
    change = points_words(now.due_rate, then.due_rate)
    return _(", {change} compared with {when} ({rate}; {fraction})").format(change=change, **values)


def points_words(now: float, then: float) -> str:
    """Return by how many points of a percent a rate went up or down."""
    words = _("up {points} percentage points") if now > then else _("down {points} percentage points")
    return words.format(points=write_points_between(now, then))


def year_before_words(report: PeriodReport, compared: Comparison) -> str:
    """Return the time that a period is compared with: a whole year as it is, else the same period of the year."""
    words = write_period(compared.period)
    if not (report.period.key.isdecimal() and report.has_ended):
        words = _("the same period of {year}").format(year=compared.period[:4])
    return _("{when} under {program}").format(when=words, program=compared.program_title) if compared.program else words


def day_before_words(day: date) -> str:
    """Return a day as a time that is compared with."""
    return _("the figure of {day}").format(day=write_day(day))


def earlier_words(report: PeriodReport, rows: Sequence[ReportRow]) -> str:
    """Return the period before, where some occurrences all fell due in it; else that they did in earlier ones."""
    before = report.previous
    if before is not None and all(_within(row.work.due, before) for row in rows):
        return write_short_period(before.key)
    return _("an earlier period") if len(rows) == 1 else _("earlier periods")


def _within(day: date | None, period: ReportPeriod) -> bool:
    return day is not None and period.first <= day <= period.last
