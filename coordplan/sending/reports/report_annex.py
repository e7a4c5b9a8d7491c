"""The annex of a report: every occurrence of the period, by plan, and what the text only counts of other periods.

What a reader looks for stands in each row: who, when, what came out of it, its document, and what there is to remark.
"""

from collections.abc import Iterator, Sequence
from operator import attrgetter

from coordplan.model import DONE
from coordplan.paper.cells import Column, Table, numbered, table_of
from coordplan.paper.document import place_words
from coordplan.sending.reports.lacks import late_by_lead, late_rows, overdue_in_the_body, short_rows
from coordplan.sending.reports.moved import moved_out, moved_out_by_month
from coordplan.sending.reports.occurrence_names import capital, row_name
from coordplan.sending.reports.reasons import known_reason, leads_itself, request_clause
from coordplan.sending.reports.sheets import evidence_words
from coordplan.sending.reports.value_words import paper_standing, value_of_row
from coordplan.sending.reports.values import PeriodReport, ReportRow
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day, write_percent, write_roman


def annex_tables(report: PeriodReport) -> tuple[Table, ...]:
    """Return the annex: a table for each plan under its name, the only one without; rows are numbered through."""
    of_plan: dict[str, list[ReportRow]] = {}
    for row in report.annex:
        of_plan.setdefault(row.work.plan, []).append(row)
    tables: list[Table] = []
    first = 1
    for number, (plan, rows) in enumerate(of_plan.items(), 1):
        title = f"{write_roman(number)}{report.profile.heading_mark or '.'} {_plan_name(report, plan, rows)}"
        table = _rows_in_annex(report, rows, first)
        tables.append(table._replace(title=title, title_tone="strong") if len(of_plan) > 1 else table)
        first += len(rows)
    return tuple(tables)


def _plan_name(report: PeriodReport, plan: str, rows: Sequence[ReportRow]) -> str:
    """Return what a plan's rows stand under: the whole name of its partner, or what the program's own are called."""
    speaker = report.speaker
    partner = speaker.titles.get(speaker.partners.get(plan, ""))
    return (partner or speaker.plan_names.get(plan) or rows[0].plan_title).upper()


def further_annex(report: PeriodReport) -> Table | None:
    """Return what the text only counts and the period's own work does not hold; None where that is nothing."""
    rows = further_rows(report)
    return _rows_in_annex(report, rows) if rows else None


def further_rows(report: PeriodReport) -> list[ReportRow]:
    """Return what the text only counts and the period's own work does not hold, each once."""
    known = {row.work.occurrence for row in report.annex}
    found = {row.work.occurrence: row for row in _only_counted(report) if row.work.occurrence not in known}
    return sorted(found.values(), key=lambda row: (str(row.work.due), row.place))


def _only_counted(report: PeriodReport) -> Iterator[ReportRow]:
    shown = {row.work.occurrence for row in overdue_in_the_body(report)}
    yield from (
        row for row in report.overdue_before if row.work.occurrence not in shown or row.difficulty or row.recommendation
    )
    if late_by_lead(report):
        yield from late_rows(report)
    yield from short_rows(report)
    if moved_out_by_month(report):
        yield from moved_out(report)


def _rows_in_annex(report: PeriodReport, rows: Sequence[ReportRow], first: int = 1) -> Table:
    columns = (
        Column("title", _("Work"), get=_title_and_basis),
        Column("lead", _("Lead"), "remark", get=attrgetter("lead_title")),
        Column("partners", _("With"), get=lambda row: ", ".join(row.partner_titles)),
        Column("time", _("Time of completion"), get=time_words),
        Column("output", _("Output")),
        Column("progress", _("Result"), "remark", get=result_words),
        Column("evidence", _("Number and date of the document"), get=evidence_words),
        Column("note", _("Note"), get=lambda row: _remarks(report, row)),
    )
    return numbered(table_of(columns, rows), first)


def _title_and_basis(row: ReportRow) -> str:
    """Return the work with its period, and the documents that it rests on behind it."""
    if not row.work.basis:
        return row_name(row)
    return _("{title}. Basis: {documents}").format(title=row_name(row), documents="; ".join(row.work.basis))


def time_words(row: ReportRow) -> str:
    """Return when an occurrence is due: the words of the annex to the plan, and the date."""
    due = write_day(row.work.due)
    return f"{row.time_by_the_plan} ({due})" if row.time_by_the_plan else due


def result_words(row: ReportRow) -> str:
    """Return the standing with its day, or with how far it has come."""
    work = row.work
    words = capital(paper_standing(work.standing))
    if work.standing in DONE:
        return f"{words}, {write_day(work.done_on)}"
    return f"{words} ({write_percent(work.percent, 0)})" if work.percent else words


def _remarks(report: PeriodReport, row: ReportRow) -> str:
    """Return what else there is to say of an occurrence: its value, reason, first due date, and what is asked for."""
    said = [value_of_row(row), _reason(report, row)]
    if row.work.original_due != row.work.due:
        said.append(_("extended from {day}").format(day=write_day(row.work.original_due)))
    if row.recommendation and leads_itself(report, row):
        said.append(_("asks: {words}").format(words=request_clause(row.recommendation)))
    return capital("; ".join(filter(None, said)))


def _reason(report: PeriodReport, row: ReportRow) -> str:
    """Return why it is as it is; a marked place where it was late and the text names no reasons."""
    is_asked = row.work.standing == "done_late" and late_by_lead(report) and leads_itself(report, row)
    return known_reason(report, row) or (place_words(_("reason")) if is_asked else "")
