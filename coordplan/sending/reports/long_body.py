"""The long body of a report: every occurrence that was finished, is overdue, or comes next, row by row."""

from collections.abc import Iterable, Iterator, Sized
from itertools import count

from coordplan.dates.period_words import write_period
from coordplan.paper.document import Heading, Paragraph, Part, place_words
from coordplan.seeing.figures import Figures
from coordplan.seeing.headline import headline, ongoing_words
from coordplan.sending.reports.report_opening import opening
from coordplan.sending.reports.sheets import (
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


def long_parts(report: PeriodReport) -> Iterator[Part]:
    """Yield the parts of a body that names every occurrence."""
    yield opening(report)
    yield from _results(report)
    yield from _shortcomings(report)
    yield from _next_work(report)
    yield _recommendations(report)


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
