"""Who may give a reason in a paper, and which: what the leading body wrote itself, else a marked place for it."""

import re

from coordplan.paper.document import place_words
from coordplan.sending.reports.occurrence_names import within_sentence
from coordplan.sending.reports.report_rows import on_one_line
from coordplan.sending.reports.values import PeriodReport, ReportRow
from coordplan.text.language import translate as _

_ASKED = re.compile(
    r"^(?:(?:kính )?(?:đề nghị|kiến nghị|đề xuất)|(?:we )?(?:ask|request|propose|suggest)s?)(?: for)?\s*:?\s*", re.I
)
_LABEL = re.compile(r"^(?:chậm|lý do|nguyên nhân|late|reason|cause)\s*:\s*", re.IGNORECASE)
_EXTENSION = re.compile(r"(?:đã |được |xin )*(?:gia hạn|extended)\b", re.IGNORECASE)


def speaks_for(report: PeriodReport, *bodies: str) -> bool:
    """Say whether the issuer writes of what some body does: a plan's partner writes of itself alone."""
    return not report.speaker.is_partner or report.speaker.body in bodies


def leads_itself(report: PeriodReport, row: ReportRow) -> bool:
    """Say whether the issuer writes the reasons of an occurrence."""
    return speaks_for(report, row.work.lead, row.work.lead_now)


def known_reason(report: PeriodReport, row: ReportRow) -> str:
    """Return what the leading body wrote of an occurrence, in a return or in a note; empty where it wrote nothing.

    That it was given more time is no reason why it is not done.
    """
    if not leads_itself(report, row):
        return ""
    note = row.work.note or ""
    if row.work.original_due != row.work.due and _EXTENSION.match(note):
        note = ""
    return clause(_LABEL.sub("", on_one_line(row.difficulty or note)))


def reason_or_place(report: PeriodReport, row: ReportRow) -> str:
    """Return the reason of an occurrence, else a marked place; empty where another side writes it."""
    if not leads_itself(report, row):
        return ""
    return known_reason(report, row) or place_words(_("reason"))


def reason_in_sentence(report: PeriodReport, row: ReportRow) -> str:
    """Return the reason so called, else a marked place that names who writes there; empty where another side does."""
    if reason := known_reason(report, row):
        return _("reason: {reason}").format(reason=reason)
    return reason_place(row.lead_title) if leads_itself(report, row) else ""


def reason_place(body: str) -> str:
    """Return a marked place where a body writes its reason."""
    return place_words(_("reason: {body} writes it").format(body=body))


def clause(text: str) -> str:
    """Return what somebody wrote as part of a sentence: its first letter small, without an end."""
    return within_sentence(on_one_line(text).rstrip(".;, "))


def request_clause(text: str) -> str:
    """Return what somebody asked for as it follows "asks": without saying once more that it is asked for."""
    return clause(_ASKED.sub("", clause(text)))
