"""What needs a decision, for whoever reads a report on a screen: before all else, from the report's value. Pure."""

from collections.abc import Iterator

from coordplan.dates.period_words import with_period
from coordplan.paper.document import Heading, Paragraph, Part
from coordplan.seeing.rating import reason_words
from coordplan.sending.reports.lacks import overdue_in_the_body
from coordplan.sending.reports.occurrence_names import counted
from coordplan.sending.reports.results import overall_part
from coordplan.sending.reports.value_words import brief_progress
from coordplan.sending.reports.values import PeriodReport, ReportRow
from coordplan.text.language import translate as _
from coordplan.text.language import translate_count
from coordplan.text.writing import write_number


def decision_parts(report: PeriodReport) -> tuple[Part, ...]:
    """Return what stands first on a page: the figures in a sentence, then a part for each kind of decision."""
    first = tuple(paragraph._replace(kind="strong") for paragraph in overall_part(report).sentences[:1])
    parts = tuple(_parts(report))
    nothing = () if parts else (Paragraph(_("Nothing needs a decision.")),)
    return (Part("decisions", Heading(1, "", _("What needs a decision")), (*first, *nothing)), *parts)


def _parts(report: PeriodReport) -> Iterator[Part]:
    if overdue := len(report.overdue_before) + len(report.overdue):
        heading = counted(report, "Overdue: {n}, the longest first", "Overdue: {n}, the longest first", overdue)
        rows = tuple(map(_overdue, overdue_in_the_body(report)))
        more: tuple[Paragraph, ...] = ()
        if left := overdue - len(rows):
            sentence = counted(
                report, "And {n} more, overdue for less long.", "And {n} more, overdue for less long.", left
            )
            more = (Paragraph(sentence, "remark"),)
        yield Part("overdue", Heading(2, "", heading), rows, None, more)
    red = [id_ for id_, rating in report.ratings.items() if rating.colour == "red"]
    if red:
        heading = counted(report, "Plan rated red: {n}", "Plans rated red: {n}", len(red))
        yield Part("red", Heading(2, "", heading), tuple(_red(report, id_) for id_ in red))
    suspended = [row for row in report.held if row.work.standing == "suspended"]
    if suspended:
        heading = counted(report, "Suspended: {n}", "Suspended: {n}", len(suspended))
        yield Part("suspended", Heading(2, "", heading), tuple(map(_suspended, suspended)))
    if report.recommendations:
        heading = _("What departments ask for")
        asked = tuple(
            Paragraph(f"{each.words or each.text}{_about(each.about)}", "item", f"{each.title}:")
            for each in report.recommendations
        )
        yield Part("requests", Heading(2, "", heading), asked)


def _overdue(row: ReportRow) -> Paragraph:
    """Return who leads it, by how many days it is late, how far it has come and why."""
    days = row.work.days_late or 0
    words = translate_count("{lead}, {n} day overdue", "{lead}, {n} days overdue", days)
    text = f"{words.format(lead=row.lead_title, n=write_number(days))} ({brief_progress(row)})"
    reason = row.difficulty or row.work.note or ""
    return Paragraph(f"{text}. {reason}" if reason else text, "item", f"{_name(row)}:")


def _name(row: ReportRow) -> str:
    return with_period(row.short or row.work.title, row.work.occurrence)


def _red(report: PeriodReport, id_: str) -> Paragraph:
    titles = {group.id: group.title for group in report.status.groups}
    name = report.speaker.plan_names.get(id_, titles.get(id_, id_))
    return Paragraph(reason_words(report.ratings[id_], titles), "item", f"{name}:")


def _suspended(row: ReportRow) -> Paragraph:
    words = f"{row.lead_title}. {row.work.note}" if row.work.note else row.lead_title
    return Paragraph(words, "item", f"{_name(row)}:")


def _about(names: tuple[str, ...]) -> str:
    return f" ({'; '.join(names)})" if names else ""
