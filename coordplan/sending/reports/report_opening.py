"""What a report is called, what it rests on, how it begins and how it closes."""

from collections.abc import Iterator

from coordplan.dates.period_words import write_period
from coordplan.dates.periods import PROGRAM, Period, parse_period, years_between
from coordplan.paper.document import Paragraph, Part, place_words
from coordplan.sending.reports.bases import as_signed_by, basis_lines
from coordplan.sending.reports.occurrence_names import within_sentence
from coordplan.sending.reports.values import PeriodReport
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day


def period_of_report(report: PeriodReport) -> Period:
    return parse_period(report.period.key)


def subject_of_report(report: PeriodReport) -> str:
    """Return what a report is about, as one phrase after another: the period, then what was carried out in it.

    Of the whole program it is the final review, of its first years the mid-term review; of a year it names the next.
    """
    return _subject(report, report.speaker.what)


def _subject(report: PeriodReport, what: str) -> str:
    period, status = period_of_report(report), report.status
    if period.is_long:
        ends, begins = report.period.last >= status.until_on, report.period.first <= status.start_on
        if begins and ends:
            sentence, years = _("final review of {what}"), _years(report)
            return sentence.format(what=what) + (f" {years}" if years else "")
        sentence = _("mid-term review {years} of {what}") if begins else _("review {years} of {what}")
        return sentence.format(what=what, years=report.period.key.replace("..", "-"))
    subject = _("results for {period} under {what}").format(period=_period_words(report), what=what)
    return f"{subject}; {_next_year(report)}" if _next_year(report) else subject


def _period_words(report: PeriodReport) -> str:
    """Return a period of a year or less; of one that has not ended, with the day up to which is reported."""
    words = write_period(report.period.key)
    if report.as_of < report.period.last:
        words = _("{period} (up to {day})").format(period=words, day=write_day(report.as_of))
    return words


def _subject_in_sentence(report: PeriodReport) -> str:
    """Return the subject within a sentence: what a semicolon adds on the cover, "and" adds there."""
    subject, following = subject_of_report(report), _next_year(report)
    if following:
        sentence = _("{subject} and the {next}")
        subject = sentence.format(subject=subject.removesuffix(f"; {following}"), next=following)
    return within_sentence(subject)


def _years(report: PeriodReport) -> str:
    """Return the years of the whole program, where its title does not say them already."""
    years = years_between(report.period.first.year, report.period.last.year).key.replace("..", "-")
    return "" if years in report.speaker.what else _("in {period}").format(period=write_period(PROGRAM.key))


def _next_year(report: PeriodReport) -> str:
    """Return the words of a year's report that announce the next year; empty of any other."""
    if not period_of_report(report).is_whole_years or report.next_period is None:
        return ""
    return _("work for {period}").format(period=write_period(report.next_period.key))


def opening(report: PeriodReport) -> Part:
    """Return what a report rests on, each in a line, and the sentence that opens it."""
    papers = as_signed_by(report.papers, report.as_of, bool(report.plans))
    lines = [
        _("Pursuant to {basis}").format(basis=basis)
        for basis in basis_lines(papers, bool(report.plans), report.profile.leading_zero)
    ]
    last = "," if report.profile.id == "party" else "."
    bases = tuple(
        Paragraph(line + (last if number == len(lines) else ";"), "basis") for number, line in enumerate(lines, 1)
    )
    return Part("opening", sentences=(*bases, Paragraph(_opening_sentence(report))))


def _opening_sentence(report: PeriodReport) -> str:
    speaker, period = report.speaker, period_of_report(report)
    values = {
        "issuer": speaker.title or place_words(_("issuing body")),
        "what": speaker.what,
        "short": speaker.short_what,
    }
    if report.leads:  # the short name is that of the whole, not of the part they lead
        return _opening_of_a_part(report, values["issuer"])
    if period.is_long:
        subject = _subject_in_sentence(report)
        return _('{issuer} reports on the {subject} (hereinafter "{short}") as follows:').format(
            **values, subject=subject
        )
    words, following = _period_words(report), _next_year(report)
    sentence = (
        _('{issuer} reports the results for {period} under {what} (hereinafter "{short}") and the {next} as follows:')
        if following
        else _('{issuer} reports the results for {period} under {what} (hereinafter "{short}") as follows:')
    )
    return sentence.format(**values, period=words, next=following)


def _opening_of_a_part(report: PeriodReport, issuer: str) -> str:
    """Return how a paper opens on what some bodies lead: the short name right behind what it stands for."""
    what = _('{what} (hereinafter "{short}"), for the part led by {bodies},').format(
        what=report.speaker.whole,
        short=report.speaker.short_what,
        bodies=", ".join(title for _id, title in report.leads),
    )
    if period_of_report(report).is_long:
        sentence = _("{issuer} reports on the {subject} as follows:")
        return sentence.format(issuer=issuer, subject=within_sentence(_subject(report, what)))
    following = _next_year(report)
    sentence = _("{issuer} reports the results for {period} under {what} as follows:")
    if following:
        sentence = _("{issuer} reports the results for {period} under {what} and the {next} as follows:")
    return sentence.format(issuer=issuer, what=what, period=write_period(report.period.key), next=following)


def closing_sentence(report: PeriodReport) -> str:
    """Return the sentence with which a report ends, without the sign that ends it."""
    to = next(_readers(report), "")
    values = {
        "subject": _subject_in_sentence(report),
        "issuer": report.speaker.title or place_words(_("issuing body")),
        "to": to,
    }
    if to:
        return _("This concludes the report on the {subject}, which {issuer} respectfully submits to {to}").format(
            **values
        )
    return _("This concludes the report on the {subject}, which {issuer} respectfully submits").format(**values)


def _readers(report: PeriodReport) -> Iterator[str]:
    """Yield whom a report is for, as its recipients say: ``Thường trực Tỉnh ủy (để báo cáo),``."""
    if report.speaker.to:
        return
    for line in report.letterhead.recipients:
        name, bracket, rest = line.partition("(")
        if (bracket and "báo cáo" in rest) or "to report" in rest:
            yield name.strip()
