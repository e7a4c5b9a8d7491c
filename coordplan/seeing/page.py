"""The status as a page: the sentence leaders expect, a row for each group, comparisons, and what needs attention."""

from coordplan.paper.cells import Column, Kind, Page, Table, Tone, filter_sentence, illustrative_sentence
from coordplan.seeing.ceased import ceased_words, group_shown
from coordplan.seeing.figures import FIGURE_NAMES, figure_differences
from coordplan.seeing.figures_table import GROUP_HEADINGS, figures_lines, figures_table, table_of_lines, total_line
from coordplan.seeing.headline import headline, ongoing_words, when_words
from coordplan.seeing.values import OVERLAPPING, Attention, Comparison, StatusReport
from coordplan.text.language import mark
from coordplan.text.language import translate as _
from coordplan.text.shell import of_file
from coordplan.text.writing import write_day, write_number


def _attention_table(title: str, tone: Tone, rows: tuple[Attention, ...], days: str) -> Table:
    return Table(
        (
            Column("occurrence", _("Occurrence"), "code"),
            Column("title", _("Activity")),
            Column("lead", _("Lead"), "code", 1),
            Column("due", _("Due"), "day"),
            Column("days", days, "count", 0, tone),
        ),
        [(row.occurrence, row.title, row.lead_title, row.due_on, abs(row.days_late)) for row in rows],
        title=title,
        title_tone=tone,
        whole=True,
    )


def status_page(report: StatusReport) -> Page:
    """Return all of a status as a page."""
    counted = report.totals.total
    tables = [figures_table(report)] if report.groups and counted else []
    return Page(
        report.title,
        (*illustrative_sentence(report.illustrative), *filter_sentence(report.filters), *headline(report)),
        (*tables, *comparison_tables(report), *attention_tables(report)),
        status_notes(report),
    )


def planned_page(report: StatusReport) -> Page:
    """Return how much is planned and not how it stands, where nothing of it was recorded until its end."""
    table = table_of_lines(report, ("total",), figures_lines(report), total_line(report))
    return Page(
        report.title,
        (*illustrative_sentence(report.illustrative), *filter_sentence(report.filters)),
        (table,) if report.groups and report.totals.total else (),
    )


def status_notes(report: StatusReport) -> tuple[tuple[str, Tone], ...]:
    """Return what is to be known of the figures."""
    notes: list[tuple[str, Tone]] = []
    if report.by in OVERLAPPING:
        notes.append((_(_COUNTED_IN_EACH[report.by]), "dim"))
    if report.ongoing:
        notes.append((of_file(f"{ongoing_words(report.ongoing)}: coordplan list --standing ongoing"), "dim"))
    notes += ((ceased_words(group), "dim") for group in report.groups if group.ended_on is not None)
    if report.as_of > report.until_on:
        sentence = _("The program ended on {day}. To see it as it stood then: --as-of {iso}")
        day = report.until_on
        notes.append((sentence.format(day=write_day(day), iso=day.isoformat()), "warn"))
    elif report.as_of < report.start_on:
        notes.append((_("The program begins on {day}.").format(day=write_day(report.start_on)), "warn"))
    return tuple(notes)


def attention_tables(report: StatusReport) -> list[Table]:
    """Return what is overdue and what is due soon."""
    tables = []
    if report.overdue:
        title = _("{n} overdue, the longest first").format(n=write_number(report.overdue_count))
        tables.append(_attention_table(title, "bad", report.overdue, _("Days late")))
    if report.due_soon:
        title = _("{n} due within {days} days").format(n=write_number(report.due_soon_count), days=report.soon_days)
        tables.append(_attention_table(title, "warn", report.due_soon, _("Days left")))
    return tables


_COUNTED_IN_EACH = {
    "content": mark("An activity with several contents counts in each of them; the total counts it once."),
    "field": mark("An activity with several fields counts in each of them; the total counts it once."),
    "with": mark("An activity with several partners counts for each of them; the total counts it once."),
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


def comparison_tables(report: StatusReport) -> list[Table]:
    """Return every figure now and then with its difference in words, and the differences of each group.

    None where nothing is compared, or there is nothing to compare with.
    """
    compared = report.compared
    if compared is None or not compared.asked or compared.totals is None:
        return []
    when = when_words(compared)
    now, then = report.totals.by_name(), compared.totals.by_name()
    more = figure_differences(report.totals, compared.totals)
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


def _group_differences(report: StatusReport, compared: Comparison) -> Table:
    kind: Kind = "difference"
    columns = [Column(name, _(_SHORT.get(name, FIGURE_WORDS[name])), kind, rank) for name, rank in _SHOWN]
    rows = []
    for group in report.groups:
        then = compared.of_group(group.id)
        more = {} if then is None else figure_differences(group.figures, then)
        rows.append([group_shown(group), *((name, more.get(name)) for name, _rank in _SHOWN)])
    assert compared.totals is not None
    more = figure_differences(report.totals, compared.totals)
    return Table(
        (Column("title", _(GROUP_HEADINGS[report.by])), *columns),
        rows,
        [_("Total"), *((name, more[name]) for name, _rank in _SHOWN)],
        title=_("More (+) or less (-) than then; rates in points"),
        title_tone="strong",
        whole=True,
    )
