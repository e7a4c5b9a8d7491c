"""The rows and the figures of a period's report as tables, and the workbook of them."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from operator import attrgetter

from coordplan.dates.period_words import write_period
from coordplan.model import DONE
from coordplan.paper.cells import Column, Table, Tone, lean, numbered, table_of
from coordplan.paper.document import Document, Paragraph, Part, Sheet, StackedBars, Workbook
from coordplan.seeing.figures import Figures
from coordplan.seeing.values import StatusGroup
from coordplan.sending.reports.occurrence_names import row_name
from coordplan.sending.reports.value_words import paper_standing, value_of_row
from coordplan.sending.reports.values import PeriodReport, ReportRow
from coordplan.text.language import translate as _
from coordplan.text.writing import closing_days_written, write_day, write_percent

_SHEET_COLUMNS = (
    *("title", "plan", "lead", "due", "standing", "done_on", "evidence", "difficulty", "note", "remark"),
    *("partners", "deadline_text", "output", "recommendation"),
    *("occurrence", "contents", "first_due", "percent", "value", "target", "unit", "days_late", "fields", "basis"),
)
_SHEET_COLUMNS_ON_PAPER = ("name", *_SHEET_COLUMNS[1:])  # a printed sheet has no ids: names say the period
_ON_LARGER_PAPER = ("partners", "deadline_text", "output", "recommendation")
_BESIDE_NOTES = ("difficulty", "remark")
_FEW = 10  # of fewer than a row in so many, a printed column would be all but empty
_FINISHED_COLUMNS = ("name", "lead", "due", "done_on", "standing", "evidence")
PAGE_COLUMNS = (
    *("plan", "title", "lead", "partners", "due", "deadline_text", "output", "standing", "evidence", "difficulty"),
    *("recommendation", "note", "remark", "percent", "days_late", "fields", "basis", "occurrence"),
)


def _columns() -> dict[str, Column]:
    """Return every column that a table of rows may have; those with a rank are not printed."""
    return {
        "plan": Column("plan", _("Plan"), get=attrgetter("plan_title")),
        "title": Column("title", _("Work"), get=attrgetter("work.title")),
        "name": Column("title", _("Work"), get=row_name),
        "lead": Column("lead", _("Lead"), "code", get=attrgetter("lead_title")),
        "partners": Column("partners", _("With"), get=lambda row: ", ".join(row.partner_titles)),
        "due": Column("due", _("Due"), "day", get=attrgetter("work.due")),
        "deadline_text": Column("deadline_text", _("Time by the plan"), get=attrgetter("time_by_the_plan")),
        "output": Column("output", _("Output")),
        "standing": Column("standing", _("Standing"), "standing", get=attrgetter("work.standing")),
        "progress": Column("progress", _("Progress / result"), get=progress_words),
        "done_on": Column("done_on", _("Done on"), "day", get=attrgetter("work.done_on")),
        "evidence": Column("evidence", _("Number and date of the document"), get=evidence_words),
        "difficulty": Column("difficulty", _("Difficulties")),
        "recommendation": Column("recommendation", _("Recommendations")),
        "note": Column("note", _("Note"), get=attrgetter("work.note")),
        "remark": Column("remark", _("Remark"), "remark", get=attrgetter("work.remark")),
        "reason": Column("note", _("Reason"), get=attrgetter("work.note")),
        "recorded_on": Column("recorded_on", _("Last recorded"), "day"),
        "late": Column("days_late", _("Days late"), "count", 0, "bad", attrgetter("work.days_late")),
        "occurrence": Column("occurrence", _("Occurrence"), "code", 1, get=attrgetter("work.occurrence")),
        "contents": Column("contents", _("Content"), "text", 1, get=lambda row: "; ".join(row.content_titles)),
        "fields": Column("fields", _("Field of work"), "text", 1, get=lambda row: "; ".join(row.work.fields)),
        "basis": Column("basis", _("Basis"), "text", 1, get=lambda row: "; ".join(row.work.basis)),
        "first_due": Column("first_due", _("First due"), "day", 1, get=_first_due),
        "percent": Column("percent", "%", "percent", 1, get=attrgetter("work.percent")),
        "value": Column("value", _("Value reached"), "number", 1, get=attrgetter("work.value")),
        "target": Column("target", _("Target"), "number", 1, get=attrgetter("work.target")),
        "unit": Column("unit", _("Unit"), "code", 1, get=attrgetter("work.unit")),
        "days_late": Column("days_late", _("Days late"), "count", 1, "bad", attrgetter("work.days_late")),
    }


def _table(rows: Iterable[ReportRow], names: Iterable[str], first: int = 1, title: str = "") -> Table:
    """Return a row for each occurrence, numbered from ``first`` on, under the columns of these names."""
    columns = _columns()
    table = table_of([columns[name] for name in names], rows, None, title, "strong" if title else "")
    return numbered(table, first)


def rows_table(rows: Sequence[ReportRow], names: Sequence[str] = _SHEET_COLUMNS) -> Table:
    """Return all that is known of each occurrence; what organizations say has a column where one of them does."""
    return lean(_table(rows, names), "difficulty", "recommendation", "remark", "fields", "basis")


def annex_table(rows: Sequence[ReportRow]) -> Table:
    """Return all that is known with what A4 has no room for behind the rest, and what is for the screen last.

    What few rows say of difficulties and remarks is printed with their notes, and has its column for the screen.
    """
    table = rows_table(rows, _SHEET_COLUMNS_ON_PAPER)
    places = {column.name: place for place, column in enumerate(table.columns)}
    few = [name for name in _BESIDE_NOTES if name in places and _is_rare(row[places[name]] for row in table.rows)]
    order = sorted(range(len(table.columns)), key=lambda place: table.columns[place].name in few)  # which is stable
    cells = []
    for row in table.rows:
        said = [f"{table.columns[places[name]].heading}: {row[places[name]]}" for name in few if row[places[name]]]
        note = "; ".join(filter(None, (row[places["note"]], *said)))
        cells.append([note if place == places["note"] else row[place] for place in order])
    columns = (table.columns[place] for place in order)
    return table._replace(
        columns=tuple(
            column._replace(rank=2 if column.rank or column.name in few else int(column.name in _ON_LARGER_PAPER))
            for column in columns
        ),
        rows=cells,
    )


def _is_rare(cells: Iterable[str]) -> bool:
    said = [bool(cell) for cell in cells]
    return sum(said) * _FEW < len(said)


def finished_table(rows: Sequence[ReportRow]) -> Table:
    """Return what was finished, with its evidence."""
    return _table(rows, _FINISHED_COLUMNS)


def finished_remarks(rows: Sequence[ReportRow]) -> tuple[Paragraph, ...]:
    """Return a remark for each of what was finished with its value short of its target."""
    sentence = _("{title} ({id}): {remark}.")
    return tuple(
        Paragraph(sentence.format(title=row.work.title, id=row.work.occurrence, remark=row.work.remark), "remark")
        for row in rows
        if _is_done(row) and row.work.remark
    )


def overdue_table(rows: Sequence[ReportRow]) -> Table:
    """Return what is overdue, by how many days, with the note that says why."""
    return _table(rows, ("name", "lead", "due", "late", "progress", "reason"))


def held_table(rows: Sequence[ReportRow]) -> Table:
    """Return what is suspended or cancelled, with the note that says why."""
    return _table(rows, ("name", "lead", "due", "standing", "reason"))


def ongoing_table(rows: Sequence[ReportRow]) -> Table:
    """Return what is ongoing, with what was last recorded of it."""
    return _table(rows, ("title", "lead", "progress", "recorded_on", "evidence", "note"))


def coming_table(rows: Sequence[ReportRow]) -> Table:
    """Return what falls due next, who leads it, and the deadline in the words of the annex."""
    return _table(rows, ("name", "lead", "partners", "due", "deadline_text", "output"))


def evidence_words(row: ReportRow) -> str:
    """Return the document of an occurrence, else the files that prove it; of what is done, that there is neither."""
    if row.without_evidence:
        return _("no document recorded")
    return closing_days_written(row.work.evidence or "") or ", ".join(file.name for file in row.files)


def _is_done(row: ReportRow) -> bool:
    return row.work.standing in DONE


def _first_due(row: ReportRow) -> date | None:
    return row.work.original_due if row.work.original_due != row.work.due else None


def progress_words(row: ReportRow) -> str:
    """Return the standing, how far it has come, and the value reached of a target."""
    work = row.work
    words = [paper_standing(work.standing)]
    if _is_done(row):
        words.append(write_day(work.done_on))
    elif work.percent:
        words.append(write_percent(work.percent, 0))
    return "; ".join(filter(None, (", ".join(words), value_of_row(row))))


def report_figures(heading: str, groups: Iterable[StatusGroup], totals: Figures) -> Table:
    """Return a row of figures for each group, narrow enough for a page, and the total."""
    columns = (
        Column("title", heading),
        Column("total", _("Total"), "count", get=attrgetter("figures.total")),
        Column("fallen_due", _("Fallen due"), "count", get=attrgetter("figures.fallen_due")),
        Column("done_on_time", _("Done on time"), "count", get=lambda group: group.figures.of("done_on_time")),
        Column("done_late", _("Done late"), "count", get=lambda group: group.figures.of("done_late")),
        Column("overdue", _("Not done, overdue"), "count", get=attrgetter("figures.overdue")),
        Column("due_rate", _("Rate"), "rate", get=attrgetter("figures.due_rate")),
        Column("progress", _("Progress"), "rate", 1, get=attrgetter("figures.progress")),
    )
    table = table_of(columns, [*groups, StatusGroup("", _("Total"), totals)])
    return table._replace(rows=table.rows[:-1], total=table.rows[-1])


def report_workbook(report: PeriodReport, document: Document) -> Workbook:
    """Return the sheets: figures with a chart, all rows of the period, what was finished, is overdue, comes next.

    And what organizations say, where they do.
    """
    warning: tuple[tuple[str, Tone], ...] = ((document.warning, "warn"),) if document.warning else ()

    def sheet(name: str, title: str, table: Table, nothing: str) -> Sheet:
        return Sheet(name, title, warning if table.rows else (*warning, (nothing, "")), (table,))

    finished, overdue = report.finished, (*report.overdue, *report.overdue_before)
    sheets = [
        _summary(report, document, warning),
        sheet(_("Annex"), document.annex_title, annex_table(report.annex), _("Nothing is due in the period.")),
        sheet(
            _("Finished"),
            _("Finished in the period"),
            lean(_table(finished, (*_FINISHED_COLUMNS, "remark")), "remark"),
            _("Nothing was finished in the period."),
        ),
        sheet(_("Overdue"), _("Overdue, of this period and before"), overdue_table(overdue), _("Nothing is overdue.")),
    ]
    if report.ongoing:
        sheets.append(sheet(_("Ongoing"), _("Ongoing work"), ongoing_table(report.ongoing), ""))
    if report.next_period is not None:
        title = _("Work of {period}").format(period=write_period(report.next_period.key))
        sheets.append(sheet(_("Next period"), title, coming_table(report.coming), _("Nothing more falls due.")))
    statements = tuple(
        numbered(table_of((Column("title", _("Organization")), Column("text", heading)), each, title=heading))
        for heading, each in ((_("Difficulties"), report.difficulties), (_("Recommendations"), report.recommendations))
        if each
    )
    if statements:
        title = _("What organizations say in their returns")
        sheets.append(Sheet(_("What they say"), title, warning, statements))
    return Workbook(
        f"{document.kind}: {document.subject}",
        report.letterhead.issuer_title or report.status.title,
        tuple(sheets),
        report.choices.paper,
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
        if len(report.by_field) > 1:
            figures = report_figures(_("Field of work"), report.by_field, status.totals)
            tables = (*tables, figures._replace(title=_("By field of work")))
        if report.by_year:
            tables += (report_figures(_("Year"), report.by_year, status.totals)._replace(title=_("By year")),)
    bars = StackedBars(
        _("What has fallen due, by plan"), 0, (("done_on_time", "good"), ("done_late", "warn"), ("overdue", "bad"))
    )
    return Sheet(
        _("Summary"),
        f"{document.kind}: {document.subject}",
        (*warning, *((paragraph.words, "") for part in _opened(document) for paragraph in part.sentences)),
        tables,
        bars if len(groups) > 1 else None,
        upright=True,
    )


def _opened(document: Document) -> Iterator[Part]:
    """Yield the parts with which the results open: their heading, and the figures in sentences."""
    return (part for part in document.parts if part.name in ("results", "overall"))
