"""A year beside the year before, and a long period year by year."""

from collections.abc import Callable
from datetime import date
from operator import attrgetter

from coordplan.dates.period_words import write_period, write_period_heading, write_short_period
from coordplan.dates.periods import parse_period
from coordplan.paper.cells import Column, Table, table_of
from coordplan.paper.document import Heading, Paragraph, Part
from coordplan.seeing.figures import Figures, rate
from coordplan.seeing.values import StatusGroup
from coordplan.sending.reports.figure_sentences import (
    compared_words,
    fraction_words,
    paper_rate,
    points_between,
    write_points_between,
    year_before_words,
)
from coordplan.sending.reports.occurrence_names import capital, count_of
from coordplan.sending.reports.plan_results import done_in_two
from coordplan.sending.reports.values import PeriodReport
from coordplan.text.language import mark
from coordplan.text.language import translate as _
from coordplan.text.writing import NOTHING, write_day, write_number

_QUARTERS = {
    "Q1": mark("the first quarter"),
    "Q2": mark("the second quarter"),
    "Q3": mark("the third quarter"),
    "Q4": mark("the fourth quarter"),
}
_FIRST_QUARTERS = {
    ("Q1", "Q2"): mark("the first two quarters"),
    ("Q1", "Q2", "Q3"): mark("the first three quarters"),
    ("Q1", "Q2", "Q3", "Q4"): mark("all four quarters"),
}


def compared_part(report: PeriodReport) -> Part | None:
    """Return the figures of a year beside those of the year before; None where there was none."""
    then = report.status.compared
    if not report.period.key.isdecimal() or then is None or then.totals is None or not report.status.totals.fallen_due:
        return None
    if not then.totals.fallen_due:
        return None
    when = year_before_words(report, then)
    remarks = (Paragraph(_began_late(report, int(then.period)), "remark"), Paragraph(_by_quarter(report)))
    return Part(
        "compared",
        Heading(2, "", _("Compared with {when}").format(when=when)),
        (),
        _compared_table(report, then.totals, _heading_of_then(report, when)),
        tuple(each for each in (*remarks, Paragraph(_of_one_month(report))) if each.text),
    )


def _heading_of_then(report: PeriodReport, when: str) -> str:
    then = report.status.compared
    if then is None or then.program or not report.has_ended:
        return capital(when)
    return write_period_heading(then.period)


def _compared_table(report: PeriodReport, then: Figures, when: str) -> Table:
    now = report.status.totals
    heading = write_period_heading(report.period.key)
    if not report.has_ended:
        heading = _("{period} (up to {day})").format(period=heading, day=write_day(report.as_of))
    counts: list[tuple[str, Callable[[Figures], int]]] = [
        (_("Occurrences fallen due"), attrgetter("fallen_due")),
        (_("Done on time"), lambda figures: figures.of("done_on_time")),
        (_("Done late"), lambda figures: figures.of("done_late")),
        (capital(_("not done, overdue")), attrgetter("overdue")),
    ]
    rows: list[tuple[str, ...]] = [(name, *_count_cells((of(then), of(now)))) for name, of in counts]
    held = [tuple(figures.of(each) for each in ("suspended", "cancelled")) for figures in (then, now)]
    if any(map(any, held)):
        pairs = [_count_cells(pair) for pair in zip(*held, strict=True)]
        rows.append((_("Suspended; cancelled"), *("; ".join(cells) for cells in zip(*pairs, strict=True))))
    rows.append((_("Rate of completion"), *_rate_cells(then.due_rate, now.due_rate)))
    on_time = [rate(figures.of("done_on_time"), figures.done) for figures in (then, now)]
    rows.append((_("Part on time of what was done"), *_rate_cells(*on_time)))
    columns = (
        Column("title", _("Indicator")),
        Column("then", when, "written", dated=True),
        Column("now", heading, "written", dated=True),
        Column("difference", _("More (+), less (-)"), "written"),
    )
    return Table(columns, rows)


def _count_cells(pair: tuple[int, ...]) -> tuple[str, str, str]:
    then, now = pair
    return write_number(then), write_number(now), _signed(now - then)


def _signed(value: int) -> str:
    return ("+" if value > 0 else "-" if value < 0 else "") + write_number(abs(value))


def _rate_cells(then: float | None, now: float | None) -> tuple[str, str, str]:
    difference = NOTHING
    if then is not None and now is not None:
        points = points_between(now, then)
        written = ("+" if points > 0 else "-") + write_points_between(now, then)
        difference = _("{points} percentage points").format(points=written) if points else write_number(0)
    return paper_rate(then), paper_rate(now), difference


def _began_late(report: PeriodReport, year: int) -> str:
    """Return that the figures of a program's first year do not begin with it; empty where they do."""
    first = report.status.start_on
    if first.year != year or first <= date(year, 1, 1):
        return ""
    words = _("The figures of {year} begin on {day}, when the program began.")
    if report.papers and report.papers[0].day == first:
        words = _("The figures of {year} begin on {day}, when the program was signed.")
    return words.format(year=year, day=write_day(first))


def _by_quarter(report: PeriodReport) -> str:
    """Return the rate of each quarter: together those that are whole, the others each with the one a year before."""
    now = {group.id[-2:]: group.figures for group in report.quarters if group.figures.fallen_due}
    then = {group.id[-2:]: group for group in report.quarters_before}
    if len(now) < 2:
        return ""
    whole = tuple(quarter for quarter, figures in now.items() if not figures.overdue)
    told = [_("100% in {quarters}").format(quarters=_quarters_words(whole))] if whole else []
    others = [quarter for quarter in now if quarter not in whole]
    for quarter in others:
        words = _("{rate} ({fraction}) in {quarter}")
        if whole and len(others) == 1:
            words = _("only {rate} ({fraction}) in {quarter}")
        figures, before = now[quarter], then.get(quarter)
        text = words.format(
            rate=paper_rate(figures.due_rate), fraction=fraction_words(figures), quarter=_(_QUARTERS[quarter])
        )
        if before is not None and figures.done:
            text += compared_words(figures, before.figures, write_period(before.id))
        told.append(text)
    return _("By quarter, the rate was {parts}.").format(parts="; ".join(told))


def _quarters_words(quarters: tuple[str, ...]) -> str:
    if quarters in _FIRST_QUARTERS:
        return _(_FIRST_QUARTERS[quarters])
    *others, last = (_(_QUARTERS[quarter]) for quarter in quarters)
    return _("{others} and {last}").format(others=", ".join(others), last=last) if others else last


def _of_one_month(report: PeriodReport) -> str:
    """Return the month in which all fell due that is overdue; empty where it was several, or nothing is."""
    months = {f"{row.work.due:%Y-%m}" for row in report.overdue if row.work.due is not None}
    if len(months) != 1:
        return ""
    month, number = write_short_period(months.pop()), len(report.overdue)
    if number == 1:
        return _("What is not done and overdue fell due in {month}.").format(month=month)
    words = _("All {n} occurrences that are not done and overdue fell due in {month}.")
    return words.format(n=count_of(report, number), month=month)


def by_year_part(report: PeriodReport) -> Part | None:
    """Return the figures of each year of a long period."""
    if not parse_period(report.period.key).is_long or not report.by_year:
        return None
    columns = (
        Column("title", _("Year")),
        Column("total", _("Occurrences with a due date"), "count", get=attrgetter("figures.total")),
        Column("held", _("Suspended; cancelled"), "written", get=lambda group: _held_cell(group.figures)),
        Column("done", _("Done (on time; late)"), "written", get=lambda group: done_in_two(group.figures)),
        Column("overdue", capital(_("not done, overdue")), "count", get=attrgetter("figures.overdue")),
        Column("due_rate", _("Rate of completion"), "written", get=lambda group: paper_rate(group.figures.due_rate)),
    )
    table = table_of(columns, [*report.by_year, StatusGroup("", _("Sum"), report.status.totals)])
    late = _began_late(report, report.status.start_on.year) if _has_first_year(report) else ""
    remarks = (Paragraph(late, "remark"),) if late else ()
    return Part("by_year", None, (), table._replace(rows=table.rows[:-1], total=table.rows[-1]), remarks)


def _has_first_year(report: PeriodReport) -> bool:
    return report.period.first <= report.status.start_on


def _held_cell(figures: Figures) -> str:
    return f"{write_number(figures.of('suspended'))}; {write_number(figures.of('cancelled'))}"
