"""Figures as tables: a row for each group, and how much more or less each figure is than at another time."""

from typing import Any

from coordplan.paper.cells import Column, Kind, Table, without
from coordplan.seeing.figures import FIGURE_NAMES, Figures, differences
from coordplan.seeing.rating import Rating
from coordplan.seeing.rating_page import reason_words
from coordplan.seeing.report import Compared, StatusReport
from coordplan.text.language import mark
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day

GROUP_HEADINGS = {
    "plan": mark("Plan"),
    "content": mark("Content"),
    "lead": mark("Lead"),
    "year": mark("Year"),
    "period": mark("Quarter"),
}
FIGURE_WORDS = {
    "total": mark("Total"),
    "done_on_time": mark("Done on time"),
    "done_late": mark("Done late"),
    "in_progress": mark("In progress, not yet due"),
    "in_progress_overdue": mark("In progress, overdue"),
    "not_started": mark("Not started, not yet due"),
    "not_started_overdue": mark("Not started, overdue"),
    "upcoming": mark("Upcoming"),
    "ongoing": mark("Ongoing"),
    "suspended": mark("Suspended"),
    "cancelled": mark("Cancelled"),
    "done": mark("Done"),
    "open": mark("Open"),
    "overdue": mark("Overdue"),
    "fallen_due": mark("Fallen due"),
    "due_rate": mark("Rate of what has fallen due"),
    "progress": mark("Progress"),
    "planned": mark("Planned progress"),
}


def when_words(compared: Compared) -> str:
    """Return the time that is compared with, as it stands in a sentence."""
    day = write_day(compared.as_of)
    if compared.kind == "last-year":
        return _("on the same date a year before, {day}").format(day=day)
    if compared.kind == "date" or not compared.period:
        return _("on {day}").format(day=day)
    return _("in {key}, as it stood on {day}").format(key=compared.period, day=day)


def _figures_row(title: str, figures: Figures, rating: Rating | None) -> list[Any]:
    return [
        title,
        None if rating is None else rating.colour,
        figures.total,
        figures.fallen_due,
        figures.done,
        figures.of("done_late"),
        figures.overdue,
        figures.of("in_progress"),
        figures.of("not_started"),
        figures.of("upcoming"),
        figures.of("ongoing"),
        figures.of("suspended"),
        figures.of("cancelled"),
        figures.due_rate,
        (figures.progress, figures.planned),
    ]


def figures_table(report: StatusReport) -> Table:
    """Return a row for each group and the total."""
    columns = (
        Column("title", _(GROUP_HEADINGS[report.by])),
        Column("rating", _("Rating"), "colour", 4),
        Column("total", _("Total"), "count"),
        Column("fallen_due", _("Fallen due"), "count", 3),
        Column("done", _("Done"), "count", 0, "good"),
        Column("done_late", _("Late"), "count", 4, "warn"),
        Column("overdue", _("Overdue"), "count", 0, "bad"),
        Column("in_progress", _("In progress"), "count", 5),
        Column("not_started", _("Not started"), "count", 6),
        Column("upcoming", _("Upcoming"), "count", 7, "dim"),
        Column("ongoing", _("Ongoing"), "count", 8, "dim"),
        Column("suspended", _("Suspended"), "count", 9, "dim"),
        Column("cancelled", _("Cancelled"), "count", 10, "dim"),
        Column("due_rate", _("Rate"), "rate"),
        Column("progress", _("Progress / planned"), "bar", 1),
    )
    table = Table(
        columns,
        [_figures_row(group.title, group.figures, report.ratings.get(group.id)) for group in report.groups],
        _figures_row(_("Total"), report.totals, report.rating),
    )
    return table if report.ratings else without(table, "rating")


def ratings_table(report: StatusReport) -> Table:
    """Return the rating of the program and of each plan, always with its reason."""
    titles = {group.id: group.title for group in report.groups}
    rows = [(titles[id_], rating.colour, reason_words(rating, titles)) for id_, rating in report.ratings.items()]
    if report.rating is not None:
        rows.insert(0, (_("The program"), report.rating.colour, reason_words(report.rating, titles)))
    return Table(
        (Column("title", _("Plan")), Column("rating", _("Rating"), "colour"), Column("reason", _("Because"))),
        rows,
        title=_("Rating"),
        title_tone="strong",
    )


def comparison_tables(report: StatusReport, compared: Compared) -> list[Table]:
    """Return every figure now and then with its difference in words, and the differences of each group."""
    assert compared.totals is not None
    when = when_words(compared)
    now, then = report.totals.by_name(), compared.totals.by_name()
    more = differences(report.totals, compared.totals)
    rows = [(_(FIGURE_WORDS[name]), (name, now[name]), (name, then[name]), (name, more[name])) for name in FIGURE_NAMES]
    whole = Table(
        (
            Column("figure", _("Figure"), "code"),
            Column("now", write_day(report.as_of), "figure"),
            Column("then", _("Then"), "figure"),
            Column("difference", _("Difference"), "more_or_less"),
        ),
        rows,
        title=_("Compared with how it was {when}").format(when=when),
        title_tone="strong",
    )
    return [whole, _group_differences(report, compared)] if len(report.groups) > 1 else [whole]


# The columns of the status, with those that give way first where room is short
_SHOWN = (
    ("total", 0),
    ("fallen_due", 0),
    ("done", 0),
    ("done_on_time", 3),
    ("done_late", 4),
    ("overdue", 0),
    ("in_progress", 6),
    ("not_started", 7),
    ("upcoming", 8),
    ("ongoing", 9),
    ("suspended", 10),
    ("cancelled", 11),
    ("due_rate", 0),
    ("progress", 1),
    ("planned", 2),
)
_SHORT = {
    "done_on_time": mark("On time"),
    "done_late": mark("Late"),
    "in_progress": mark("In progress"),
    "not_started": mark("Not started"),
    "due_rate": mark("Rate"),
    "planned": mark("Planned progress"),
}


def _group_differences(report: StatusReport, compared: Compared) -> Table:
    kind: Kind = "difference"
    columns = [Column(name, _(_SHORT.get(name, FIGURE_WORDS[name])), kind, rank) for name, rank in _SHOWN]
    rows = []
    for group in report.groups:
        then = compared.groups.get(group.id)
        more = {} if then is None else differences(group.figures, then)
        rows.append([group.title, *((name, more.get(name)) for name, _rank in _SHOWN)])
    assert compared.totals is not None
    more = differences(report.totals, compared.totals)
    return Table(
        (Column("title", _(GROUP_HEADINGS[report.by])), *columns),
        rows,
        [_("Total"), *((name, more[name]) for name, _rank in _SHOWN)],
        title=_("More (+) or less (-) than then; rates in points"),
        title_tone="strong",
    )
