"""The report of a period as a document: sentences built from its figures, and the tables behind them."""

from collections.abc import Iterable, Iterator, Sized
from itertools import count

from coordplan.dates.period_words import write_period
from coordplan.dates.periods import PROGRAM, parse_period, years_between
from coordplan.paper.cells import illustrative_sentence
from coordplan.paper.document import Document, Heading, Paragraph, Part, place_words
from coordplan.seeing.figures import Figures
from coordplan.seeing.headline import headline, ongoing_words
from coordplan.sending.reports.bases import basis_lines
from coordplan.sending.reports.sheets import (
    annex_tables,
    coming_table,
    finished_remarks,
    finished_table,
    held_table,
    ongoing_table,
    overdue_table,
    report_figures,
)
from coordplan.sending.reports.values import PeriodReport, Statement
from coordplan.text.language import translate as _
from coordplan.text.language import translate_count
from coordplan.text.writing import standing_words, write_day, write_number


def report_document(report: PeriodReport) -> Document:
    """Return the whole report: results, shortcomings, the next period's work, recommendations, and the annex."""
    warning = illustrative_sentence(report.status.illustrative)
    return Document(
        kind=_("REPORT"),
        subject_lines=_subject_lines(report),
        warning=warning[0][0] if warning else "",
        parts=(
            _opening(report),
            *_results(report),
            *_shortcomings(report),
            *_next_work(report),
            _recommendations(report),
        ),
        annex_title=_("Activities due in {period}").format(period=write_period(report.period.key)),
        annex=annex_tables(report.annex),
        letterhead=report.letterhead,
        profile=report.profile,
    )


def _subject_lines(report: PeriodReport) -> tuple[str, ...]:
    """Return what the paper is: of the whole program its final review, of its first years the mid-term review."""
    what, period, status = subject_of_report(report), _period_words(report), report.status
    if parse_period(report.period.key).is_long:
        ends, begins = report.period.last >= status.until_on, report.period.first <= status.start_on
        if begins and ends:
            subject = _("final review of {what}").format(what=what)
            return (subject, _("in {period}").format(period=period)) if period else (subject,)
        sentence = _("mid-term review {years} of {what}") if begins else _("review {years} of {what}")
        return (sentence.format(what=what, years=report.period.key.replace("..", "-")),)
    return _("results of {what}").format(what=what), _("in {period}").format(period=period)


def _period_words(report: PeriodReport) -> str:
    """Return the period as a paper names it: of the whole program its years, which the title may say already."""
    if report.period.key != PROGRAM.key:
        return write_period(report.period.key)
    years = years_between(report.period.first.year, report.period.last.year).key
    return "" if years.replace("..", "-") in subject_of_report(report) else write_period(years)


def subject_of_report(report: PeriodReport) -> str:
    """Return what is reported on: the program, or the plans that were asked for; as far as some bodies lead it."""
    what = "; ".join(title for _id, title in report.plans) or report.status.title
    if not report.leads:
        return what
    return _("{what}, led by {bodies}").format(what=what, bodies=", ".join(title for _id, title in report.leads))


def _opening(report: PeriodReport) -> Part:
    period = _period_words(report)
    if not period:
        sentence = _("{issuer} reports on the results of {what} as follows:")
    elif parse_period(report.period.key).is_long:
        sentence = _("{issuer} reports for {period} on the results of {what} as follows:")
    else:
        sentence = _("{issuer} reports on the results of {what} in {period} as follows:")
    sentence = sentence.format(
        issuer=report.letterhead.issuer_title or place_words(_("issuing body")),
        what=subject_of_report(report),
        period=period,
    )
    lines = basis_lines(report.papers, of_plans=bool(report.plans))
    bases = (Paragraph(_("Pursuant to {basis};").format(basis=basis), "basis") for basis in lines)
    return Part("opening", sentences=(*bases, Paragraph(sentence)))


def _results(report: PeriodReport) -> Iterator[Part]:
    status = report.status
    sentences = [Paragraph(_window_sentence(report))]
    if status.totals.total:
        sentences.append(Paragraph(_planned_sentence(status.totals)))
    if status.compared is not None and status.compared.missing:  # said beside the paper, not in it
        status = status._replace(compared=None)
    sentences += (Paragraph(sentence, "strong" if tone == "strong" else "") for sentence, tone in headline(status))
    yield Part("results", Heading(1, "I", _("Results")), tuple(sentences))
    numbers = count(1)
    if status.totals.total:
        plans = tuple(group for group in status.groups if group.figures.total)
        if report.by_year:
            table = report_figures(_("Year"), report.by_year, status.totals)
            yield Part("by_year", _numbered(numbers, _("By year")), table=table)
        yield Part("by_plan", _numbered(numbers, _("By plan")), table=report_figures(_("Plan"), plans, status.totals))
        remark = _("An activity with several contents counts in each of them; the total counts it once.")
        yield Part(
            "by_content",
            _numbered(numbers, _("By content")),
            table=report_figures(_("Content"), report.by_content, status.totals),
            remarks=(Paragraph(remark, "remark"),),
        )
        if len(report.by_field) > 1:
            remark = _("An activity with several fields counts in each of them; the total counts it once.")
            yield Part(
                "by_field",
                _numbered(numbers, _("By field of work")),
                table=report_figures(_("Field of work"), report.by_field, status.totals),
                remarks=(Paragraph(remark, "remark"),),
            )
    heading = _numbered(numbers, _("Finished in the period"))
    if report.finished:
        sentence = translate_count(
            "{n} occurrence was finished in the period, whenever it was due:",
            "{n} occurrences were finished in the period, whenever they were due:",
            len(report.finished),
        )
        counted, remarks = _counted(sentence, report.finished), finished_remarks(report.finished)
        yield Part("finished", heading, (counted,), finished_table(report.finished), remarks)
    else:
        yield Part("finished", heading, (Paragraph(_("Nothing was finished in the period.")),))
    if report.ongoing:
        sentence = ongoing_words(len(report.ongoing)) + ":"
        yield Part(
            "ongoing", _numbered(numbers, _("Ongoing work")), (Paragraph(sentence),), ongoing_table(report.ongoing)
        )


def _numbered(numbers: Iterator[int], text: str) -> Heading:
    return Heading(2, str(next(numbers)), text)


def _counted(sentence: str, rows: Sized) -> Paragraph:
    return Paragraph(sentence.format(n=write_number(len(rows))))


def _window_sentence(report: PeriodReport) -> str:
    sentence = _("The figures are those of {first} to {last}, as of {day}.").format(
        first=write_day(report.period.first), last=write_day(report.period.last), day=write_day(report.as_of)
    )
    for plan, first, last in report.own_cutoffs:
        words = _("Those of {plan} are of {first} to {last}.")
        sentence += " " + words.format(plan=plan, first=write_day(first), last=write_day(last))
    if report.as_of < report.period.last:
        sentence += " " + _("The period has not ended.")
    return sentence


def _planned_sentence(figures: Figures) -> str:
    sentence = translate_count(
        "{n} occurrence is due in the period by plan", "{n} occurrences are due in the period by plan", figures.total
    ).format(n=write_number(figures.total))
    held = [
        f"{write_number(figures.of(standing))} {standing_words(standing)}"
        for standing in ("suspended", "cancelled")
        if figures.of(standing)
    ]
    return _("{sentence}; of these {held}.").format(sentence=sentence, held=", ".join(held)) if held else f"{sentence}."


def _shortcomings(report: PeriodReport) -> Iterator[Part]:
    yield Part("shortcomings", Heading(1, "II", _("Shortcomings and causes")))
    if report.overdue:
        sentence = translate_count(
            "{n} occurrence that was due in the period is overdue:",
            "{n} occurrences that were due in the period are overdue:",
            len(report.overdue),
        )
        yield Part("overdue", None, (_counted(sentence, report.overdue),), overdue_table(report.overdue))
    else:
        yield Part("overdue", None, (Paragraph(_("Nothing that was due in the period is overdue.")),))
    if late := report.status.totals.of("done_late"):
        sentence = translate_count(
            "{n} was finished after its due date.", "{n} were finished after their due date.", late
        )
        yield Part("late", None, (Paragraph(sentence.format(n=write_number(late))),))
    if report.overdue_before:
        sentence = translate_count(
            "{n} occurrence from earlier periods is still overdue:",
            "{n} occurrences from earlier periods are still overdue:",
            len(report.overdue_before),
        )
        table = overdue_table(report.overdue_before)
        yield Part("overdue_before", None, (_counted(sentence, report.overdue_before),), table)
    if report.held:
        sentence = translate_count(
            "{n} occurrence is suspended or cancelled:", "{n} occurrences are suspended or cancelled:", len(report.held)
        )
        yield Part("held", None, (_counted(sentence, report.held),), held_table(report.held))
    place = place_words(_("Other shortcomings and their causes: to be written by the office"))
    yield Part("difficulties", None, (*_statements(report.difficulties), Paragraph(place, "place")))


def _next_work(report: PeriodReport) -> Iterator[Part]:
    following = report.next_period
    if following is None:
        sentence = _("The program ends on {day}; no period follows.").format(day=write_day(report.status.until_on))
        sentences = [Paragraph(sentence)]
        if report.coming:
            left = translate_count(
                "{n} occurrence is not done and not overdue yet:",
                "{n} occurrences are not done and not overdue yet:",
                len(report.coming),
            )
            sentences.append(_counted(left, report.coming))
        table = coming_table(report.coming) if report.coming else None
        yield Part("coming", Heading(1, "III", _("Work to come")), tuple(sentences), table)
        yield from _left(report)
        return
    heading = Heading(1, "III", _("Work of {period}").format(period=write_period(following.key)))
    days = {"first": write_day(following.first), "last": write_day(following.last)}
    if report.coming:
        sentence = translate_count(
            "{n} occurrence falls due from {first} to {last}:",
            "{n} occurrences fall due from {first} to {last}:",
            len(report.coming),
        ).format(n=write_number(len(report.coming)), **days)
        yield Part("coming", heading, (Paragraph(sentence),), coming_table(report.coming))
    else:
        sentence = _("Nothing more falls due from {first} to {last}.").format(**days)
        yield Part("coming", heading, (Paragraph(sentence),))
    yield from _left(report)


def _left(report: PeriodReport) -> Iterator[Part]:
    if left := len(report.overdue) + len(report.overdue_before):
        sentence = translate_count(
            "{n} overdue occurrence of part II is to be finished.",
            "{n} overdue occurrences of part II are to be finished.",
            left,
        )
        yield Part("left", None, (Paragraph(sentence.format(n=write_number(left))),))


def _recommendations(report: PeriodReport) -> Part:
    place = place_words(_("Recommendations: to be written by the office"))
    sentences = (*_statements(report.recommendations), Paragraph(place, "place"))
    return Part("recommendations", Heading(1, "IV", _("Recommendations")), sentences)


def _statements(statements: Iterable[Statement]) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(f"{each.title}: {each.text}", "item") for each in statements)
