"""An issued report as sentences name it, and what became of it."""

from coordplan.dates.period_words import write_period
from coordplan.model import IssuedReport
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day


def withdrawn_words(report: IssuedReport) -> str:
    """Return when and why a report was withdrawn; empty where it was not."""
    if report.withdrawn_on is None:
        return ""
    return _("withdrawn on {day}: {reason}").format(day=write_day(report.withdrawn_on), reason=report.withdrawn_reason)


def report_words(report: IssuedReport) -> str:
    """Return an issued report as a sentence names it."""
    return _("Report {id} ({number}, signed on {day}, {period})").format(
        id=report.id,
        number=report.number,
        day=write_day(report.signed_on),
        period=write_period(report.period),
    )
