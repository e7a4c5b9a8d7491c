"""The report of a period as a workbook, and its rows as one table that can be sorted and filtered."""

from collections.abc import Iterator, Sequence
from typing import Any

from coordplan.paper.cells import Column, Table, Tone
from coordplan.paper.document import Document, Heading, Paragraph
from coordplan.paper.workbook import Sheet, StackedBars, Workbook
from coordplan.sending.reports.document import report_document
from coordplan.sending.reports.tables import coming_table, finished_table, overdue_table, report_figures
from coordplan.sending.reports.values import PeriodReport, ReportRow, Statement
from coordplan.text.language import translate as _

_ROW_VALUES: dict[str, Any] = {
    "plan": lambda row: row.plan_title,
    "title": lambda row: row.work.title,
    "lead": lambda row: row.lead_title,
    "partners": lambda row: ", ".join(row.partner_titles),
    "due": lambda row: row.work.due,
    "deadline_text": lambda row: row.work.deadline_text,
    "output": lambda row: row.output,
    "standing": lambda row: row.work.standing,
    "done_on": lambda row: row.work.done_on,
    "evidence": lambda row: row.work.evidence,
    "difficulty": lambda row: row.difficulty,
    "recommendation": lambda row: row.recommendation,
    "note": lambda row: row.work.note,
    "occurrence": lambda row: row.work.occurrence,
    "contents": lambda row: "; ".join(row.content_titles),
    "first_due": lambda row: row.work.original_due if row.work.original_due != row.work.due else None,
    "percent": lambda row: row.work.percent,
    "value": lambda row: row.work.value,
    "target": lambda row: row.work.target,
    "unit": lambda row: row.work.unit,
    "days_late": lambda row: row.work.days_late,
}
PAGE_COLUMNS = (
    "plan",
    "title",
    "lead",
    "partners",
    "due",
    "deadline_text",
    "output",
    "standing",
    "evidence",
    "difficulty",
    "recommendation",
    "note",
    "percent",
    "days_late",
    "occurrence",
)


_SAID = ("difficulty", "recommendation")  # columns that stand where an organization said something


def rows_table(rows: Sequence[ReportRow], wanted: Sequence[str] = tuple(_ROW_VALUES)) -> Table:
    """Return a row for each occurrence, numbered, with typed values under the columns that are wanted.

    What organizations say has a column where one of them does.
    """
    wanted = [name for name in wanted if name not in _SAID or any(map(_ROW_VALUES[name], rows))]
    columns = {
        "plan": Column("plan", _("Plan")),
        "title": Column("title", _("Work")),
        "lead": Column("lead", _("Lead"), "code"),
        "partners": Column("partners", _("With")),
        "due": Column("due", _("Due"), "day"),
        "deadline_text": Column("deadline_text", _("Time by the plan")),
        "output": Column("output", _("Output")),
        "standing": Column("standing", _("Standing"), "standing"),
        "done_on": Column("done_on", _("Done on"), "day"),
        "evidence": Column("evidence", _("Number and date of the document")),
        "difficulty": Column("difficulty", _("Difficulties")),
        "recommendation": Column("recommendation", _("Recommendations")),
        "note": Column("note", _("Note")),
        "occurrence": Column("occurrence", _("Occurrence"), "code", 1),
        "contents": Column("contents", _("Content"), "text", 1),
        "first_due": Column("first_due", _("First due"), "day", 1),
        "percent": Column("percent", "%", "percent", 1),
        "value": Column("value", _("Value reached"), "number", 1),
        "target": Column("target", _("Target"), "number", 1),
        "unit": Column("unit", _("Unit"), "code", 1),
        "days_late": Column("days_late", _("Days late"), "count", 1, "bad"),
    }
    return Table(
        (Column("number", _("#"), "count"), *(columns[name] for name in wanted)),
        [(number, *(_ROW_VALUES[name](row) for name in wanted)) for number, row in enumerate(rows, 1)],
    )


def report_workbook(report: PeriodReport) -> Workbook:
    """Return the sheets: figures with a chart, all rows of the period, what was finished, is overdue, comes next.

    And what organizations say, where they do.
    """
    document = report_document(report)
    warning: tuple[tuple[str, Tone], ...] = ((document.warning, "warn"),) if document.warning else ()
    overdue = (*report.overdue, *report.overdue_before)
    coming = report.coming
    return Workbook(
        title=f"{document.kind}: {document.subject}",
        author=report.letterhead.issuer_title or report.status.title,
        sheets=(
            _summary(report, document, warning),
            _sheet(
                _("Annex"), document.annex_title, warning, rows_table(report.annex), _("Nothing is due in the period.")
            ),
            _sheet(
                _("Finished"),
                _("Finished in the period"),
                warning,
                finished_table(report.finished),
                _("Nothing was finished in the period."),
            ),
            _sheet(
                _("Overdue"),
                _("Overdue, of this period and before"),
                warning,
                overdue_table(overdue),
                _("Nothing is overdue."),
            ),
            *(
                [
                    _sheet(
                        _("Next period"),
                        _work_title(document),
                        warning,
                        coming_table(coming),
                        _("Nothing more falls due."),
                    )
                ]
                if report.next_period is not None
                else []
            ),
            *_said(report, warning),
        ),
    )


def _summary(report: PeriodReport, document: Document, warning: tuple[tuple[str, Tone], ...]) -> Sheet:
    """Return the figures under the sentences with which the report opens its results."""
    status = report.status
    groups = tuple(group for group in status.groups if group.figures.total)
    tables: tuple[Table, ...] = ()
    if groups:
        tables = (
            report_figures(_("Plan"), groups, status.totals)._replace(title=_("By plan")),
            report_figures(_("Content"), report.by_content, status.totals)._replace(title=_("By content")),
        )
    bars = StackedBars(
        _("What has fallen due, by plan"), 0, (("done_on_time", "good"), ("done_late", "warn"), ("overdue", "bad"))
    )
    return Sheet(
        _("Summary"),
        f"{document.kind}: {document.subject}",
        (*warning, *_first_sentences(document)),
        tables,
        bars if groups else None,
    )


def _said(report: PeriodReport, warning: tuple[tuple[str, Tone], ...]) -> Iterator[Sheet]:
    """Yield the sheet of what organizations say, where one of them says something."""
    both = ((_("Difficulties"), report.difficulties), (_("Recommendations"), report.recommendations))
    tables = tuple(_statements(title, statements) for title, statements in both if statements)
    if tables:
        yield Sheet(_("What they say"), _("What organizations say in their returns"), warning, tables)


def _statements(title: str, statements: Sequence[Statement]) -> Table:
    return Table(
        (Column("number", _("#"), "count"), Column("organization", _("Organization")), Column("text", title)),
        [(number, each.title, each.text) for number, each in enumerate(statements, 1)],
        title=title,
    )


def _first_sentences(document: Document) -> list[tuple[str, Tone]]:
    """Return the sentences between the first heading and the one that follows."""
    found: list[tuple[str, Tone]] = []
    begun = False
    for block in document.blocks:
        if isinstance(block, Heading):
            if begun:
                break
            begun = True
        elif begun and isinstance(block, Paragraph):
            found.append((block.text, "strong" if block.kind == "strong" else ""))
    return found


def _work_title(document: Document) -> str:
    return next(block.text for block in document.blocks if isinstance(block, Heading) and block.number == "III")


def _sheet(name: str, title: str, warning: tuple[tuple[str, Tone], ...], table: Table, nothing: str) -> Sheet:
    return Sheet(name, title, warning if table.rows else (*warning, (nothing, "")), (table,))
