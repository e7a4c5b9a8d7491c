"""The tables of a period's report: figures, what was finished, what is overdue, what comes, and the annex."""

from collections.abc import Iterable, Sequence
from typing import Any

from coordplan.model import DONE
from coordplan.paper.cells import Column, Table, standing_words
from coordplan.seeing.figures import Figures
from coordplan.seeing.values import StatusGroup
from coordplan.sending.reports.values import ReportRow
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day, write_number


def report_figures(heading: str, groups: Iterable[StatusGroup], totals: Figures) -> Table:
    """Return a row of figures for each group, narrow enough for a page, and the total."""

    def row(title: str, figures: Figures) -> list[Any]:
        return [
            title,
            figures.total,
            figures.fallen_due,
            figures.of("done_on_time"),
            figures.of("done_late"),
            figures.overdue,
            figures.due_rate,
            figures.progress,
        ]

    return Table(
        (
            Column("title", heading),
            Column("total", _("Total"), "count"),
            Column("fallen_due", _("Fallen due"), "count"),
            Column("done_on_time", _("Done on time"), "count"),
            Column("done_late", _("Done late"), "count"),
            Column("overdue", _("Not done, overdue"), "count"),
            Column("due_rate", _("Rate"), "rate"),
            Column("progress", _("Progress"), "rate", 1),
        ),
        [row(group.title, group.figures) for group in groups],
        row(_("Total"), totals),
    )


def finished_table(rows: Sequence[ReportRow]) -> Table:
    """Return what was finished, with its evidence."""
    return Table(
        (
            Column("number", _("#"), "count"),
            Column("title", _("Work")),
            Column("lead", _("Lead"), "code"),
            Column("due", _("Due"), "day"),
            Column("done_on", _("Done on"), "day"),
            Column("standing", _("Standing"), "standing"),
            Column("evidence", _("Number and date of the document")),
        ),
        [
            (
                number,
                row.work.title,
                row.lead_title,
                row.work.due,
                row.work.done_on,
                row.work.standing,
                row.work.evidence,
            )
            for number, row in enumerate(rows, 1)
        ],
    )


def overdue_table(rows: Sequence[ReportRow]) -> Table:
    """Return what is overdue, by how many days, with the note that says why."""
    return Table(
        (
            Column("number", _("#"), "count"),
            Column("title", _("Work")),
            Column("lead", _("Lead"), "code"),
            Column("due", _("Due"), "day"),
            Column("days_late", _("Days late"), "count", 0, "bad"),
            Column("progress", _("Progress / result")),
            Column("note", _("Reason")),
        ),
        [
            (
                number,
                row.work.title,
                row.lead_title,
                row.work.due,
                row.work.days_late,
                progress_words(row),
                row.work.note,
            )
            for number, row in enumerate(rows, 1)
        ],
    )


def held_table(rows: Sequence[ReportRow]) -> Table:
    """Return what is suspended or cancelled, with the note that says why."""
    return Table(
        (
            Column("number", _("#"), "count"),
            Column("title", _("Work")),
            Column("lead", _("Lead"), "code"),
            Column("due", _("Due"), "day"),
            Column("standing", _("Standing"), "standing"),
            Column("note", _("Reason")),
        ),
        [
            (number, row.work.title, row.lead_title, row.work.due, row.work.standing, row.work.note)
            for number, row in enumerate(rows, 1)
        ],
    )


def coming_table(rows: Sequence[ReportRow]) -> Table:
    """Return what falls due next, who leads it, and the deadline in the words of the annex."""
    return Table(
        (
            Column("number", _("#"), "count"),
            Column("title", _("Work")),
            Column("lead", _("Lead"), "code"),
            Column("partners", _("With")),
            Column("due", _("Due"), "day"),
            Column("deadline_text", _("Time by the plan")),
            Column("output", _("Output")),
        ),
        [
            (
                number,
                row.work.title,
                row.lead_title,
                ", ".join(row.partner_titles),
                row.work.due,
                row.work.deadline_text,
                row.output,
            )
            for number, row in enumerate(rows, 1)
        ],
    )


def annex_tables(rows: Sequence[ReportRow]) -> tuple[Table, ...]:
    """Return the annex, a table for each plan with rows numbered through."""
    columns = (
        Column("number", _("#"), "count"),
        Column("title", _("Work")),
        Column("lead", _("Lead"), "code"),
        Column("partners", _("With")),
        Column("time", _("Time of completion")),
        Column("output", _("Output")),
        Column("progress", _("Progress / result")),
        Column("evidence", _("Number and date of the document")),
        Column("difficulty", _("Difficulties")),
        Column("note", _("Note")),
    )
    tables: list[Table] = []
    of_plan: dict[str, list[ReportRow]] = {}
    for row in rows:
        of_plan.setdefault(row.work.plan, []).append(row)
    number = 1
    for several in of_plan.values():
        cells = [
            (
                each,
                row.work.title,
                row.lead_title,
                ", ".join(row.partner_titles),
                time_words(row),
                row.output,
                progress_words(row),
                row.work.evidence,
                "; ".join(each for each in (row.difficulty, "" if _is_done(row) else row.work.note) if each),
                row.work.note if _is_done(row) else "",
            )
            for each, row in enumerate(several, number)
        ]
        tables.append(Table(columns, cells, title=several[0].plan_title, title_tone="strong"))
        number += len(several)
    return tuple(tables)


def _is_done(row: ReportRow) -> bool:
    return row.work.standing in DONE


def time_words(row: ReportRow) -> str:
    """Return when an occurrence is due: the words of the annex, the date, and the first date where it was extended."""
    due = write_day(row.work.due)
    words = f"{row.work.deadline_text} ({due})" if row.work.deadline_text else due
    if row.work.original_due != row.work.due:
        words += "; " + _("extended from {day}").format(day=write_day(row.work.original_due))
    return words


def progress_words(row: ReportRow) -> str:
    """Return the standing, how far it has come, and the value reached of a target."""
    work = row.work
    words = [standing_words(work.standing)]
    if _is_done(row):
        words.append(write_day(work.done_on))
    elif work.percent:
        words.append(write_number(work.percent, 0) + "%")
    text = ", ".join(words)
    if work.value is not None and work.target is not None:
        unit = f" {work.unit}" if work.unit else ""
        text += f"; {write_number(work.value)}/{write_number(work.target)}{unit}"
    return text
