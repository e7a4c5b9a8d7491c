"""The report of a period as a document: its letterhead, body, annexes and what ends it."""

from collections.abc import Iterator

from coordplan.dates.period_words import write_period
from coordplan.paper.cells import illustrative_sentence
from coordplan.paper.document import Document, FurtherAnnex, recipient_words
from coordplan.paper.letterhead import Letterhead, ended_lines
from coordplan.sending.reports.body import body_parts
from coordplan.sending.reports.charting import report_charts
from coordplan.sending.reports.coming import coming_annex
from coordplan.sending.reports.figure_sentences import figures_on_paper
from coordplan.sending.reports.long_body import long_parts
from coordplan.sending.reports.report_annex import annex_tables, further_annex
from coordplan.sending.reports.report_opening import closing_sentence, subject_of_report
from coordplan.sending.reports.sheets import ongoing_table, report_figures
from coordplan.sending.reports.values import PeriodReport
from coordplan.text.language import translate as _


def report_document(report: PeriodReport) -> Document:
    """Return the whole report: results, shortcomings, the next period's work, recommendations, and the annexes."""
    warning = illustrative_sentence(report.status.illustrative)
    return Document(
        kind=_("REPORT"),
        subject_lines=(subject_of_report(report),),
        warning=warning[0][0] if warning else "",
        parts=tuple(long_parts(report)) if report.long else body_parts(report),
        annex_title=_("Activities due in {period}").format(period=write_period(report.period.key)),
        annex=annex_tables(report),
        letterhead=_addressed(report),
        profile=report.profile,
        to=report.speaker.to,
        closing=closing_sentence(report),
        further=() if report.long else tuple(_further_annexes(report)),
        long=report.long,
        charts=tuple(report_charts(report)),
    )


def _addressed(report: PeriodReport) -> Letterhead:
    """Return the letterhead with its recipients: whoever a report is addressed to stands there as above."""
    head, to = report.letterhead, report.speaker.to
    if not to:
        return head
    others = [line for line in recipient_words(head, report.profile) if not line.startswith(to)]
    return head._replace(recipients=ended_lines((_("As above"), *others), report.profile))


def _further_annexes(report: PeriodReport) -> Iterator[FurtherAnnex]:
    """Yield what the body names in sums alone, row by row: what comes next, what is overdue, the fields of work."""
    if report.next_period is not None and (coming := coming_annex(report)) is not None:
        title = _("Work due in {period}").format(period=write_period(report.next_period.key))
        yield FurtherAnnex("coming", title, coming)
    if (further := further_annex(report)) is not None:
        yield FurtherAnnex("further", _("Work due in other periods"), further)
    if report.ongoing:
        yield FurtherAnnex("ongoing", _("Ongoing work"), ongoing_table(report.ongoing))
    if len(report.by_field) > 1:
        table = figures_on_paper(report_figures(_("Field of work"), report.by_field, report.status.totals))
        yield FurtherAnnex("by_field", _("Figures by field of work"), table)
