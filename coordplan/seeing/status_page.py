"""The status as a page: the sentence leaders expect, a row for each group, and what needs attention."""

from coordplan.paper.cells import Column, Page, Table, Tone, filter_sentence, illustrative_sentence
from coordplan.seeing.figures_page import comparison_tables, figures_table, ratings_table, when_words
from coordplan.seeing.report import Attention, StatusReport
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day, write_number, write_points, write_rate


def headline(report: StatusReport) -> tuple[tuple[str, Tone], ...]:
    """Return what leaders ask first: what has fallen due, how much of it is done, more or less than a year before."""
    figures = report.totals
    if figures.total == 0:
        nothing = _("There is nothing to count on {day}.").format(day=write_day(report.as_of))
        asked = report.compared is not None and report.compared.asked
        return ((nothing, "strong"), *(((comparison(report), ""),) if asked else ()))
    if figures.fallen_due == 0:
        first = _("By {day} nothing of {total} has fallen due.").format(
            day=write_day(report.as_of), total=write_number(figures.total)
        )
    else:
        first = _(
            "By {day}, {fallen_due} have fallen due: {done} done ({on_time} on time, {late} late), {overdue} overdue; "
            "{rate} achieved ({done}/{fallen_due})."
        ).format(
            day=write_day(report.as_of),
            fallen_due=write_number(figures.fallen_due),
            done=write_number(figures.done),
            on_time=write_number(figures.of("done_on_time")),
            late=write_number(figures.of("done_late")),
            overdue=write_number(figures.overdue),
            rate=write_rate(figures.due_rate),
        )
    return ((first, "strong"), *(() if report.compared is None else ((comparison(report), ""),)))


def comparison(report: StatusReport) -> str:
    """Return how much more or less of what has fallen due is done than at the time compared with."""
    assert report.compared is not None
    when = when_words(report.compared)
    then = report.compared.totals
    if report.points is None or then is None:
        return _("There is nothing to compare with {when}.").format(when=when)
    values = {
        "points": write_points(report.points),
        "when": when,
        "rate": write_rate(then.due_rate),
        "done": write_number(then.done),
        "fallen_due": write_number(then.fallen_due),
    }
    if report.points == 0:
        return _("The same as {when} ({rate}, {done}/{fallen_due}).").format(**values)
    if report.points > 0:
        return _("{points} points more than {when} ({rate}, {done}/{fallen_due}).").format(**values)
    return _("{points} points less than {when} ({rate}, {done}/{fallen_due}).").format(**values)


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
    )


def status_page(report: StatusReport, most: int = 8) -> Page:
    """Return the page; of what needs attention at most so many of each kind, with the number of the others."""
    notes: list[tuple[str, Tone]] = []
    if report.by == "content":
        notes.append((_("An activity with several contents counts in each of them; the total counts it once."), "dim"))
    if report.as_of > report.until_on:
        notes.append(
            (
                _("The program ended on {day}. To see it as it stood then: --as-of {iso}").format(
                    day=write_day(report.until_on), iso=report.until_on.isoformat()
                ),
                "warn",
            )
        )
    elif report.as_of < report.start_on:
        notes.append((_("The program begins on {day}.").format(day=write_day(report.start_on)), "warn"))
    tables = [figures_table(report)] if report.groups else []
    if report.ratings and report.groups:
        tables.append(ratings_table(report))
    if report.compared is not None and report.compared.asked and report.compared.totals is not None:
        tables += comparison_tables(report, report.compared)
    if report.overdue:
        title = _("{n} overdue, the longest first")
        tables.append(
            _attention_table(
                title.format(n=write_number(report.overdue_count)), "bad", report.overdue[:most], _("Days late")
            )
        )
    if report.due_soon:
        title = _("{n} due within {days} days").format(n=write_number(report.due_soon_count), days=report.soon_days)
        tables.append(_attention_table(title, "warn", report.due_soon[:most], _("Days left")))
    if report.overdue_count > most or report.due_soon_count > most:
        notes.append((_("All of them, with the same filters: coordplan list --standing overdue; coordplan due"), "dim"))
    return Page(
        report.title,
        (*illustrative_sentence(report.illustrative), *filter_sentence(report.filters), *headline(report)),
        tuple(tables),
        tuple(notes),
    )
