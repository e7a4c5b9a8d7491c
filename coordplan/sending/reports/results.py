"""The results of a report as a whole: counts in sentences, the rate and what it is compared with, and all so far."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import groupby

from coordplan.dates.period_words import write_short_period
from coordplan.dates.periods import parse_period
from coordplan.paper.document import Heading, Paragraph, Part, place_words
from coordplan.sending.reports.due_sentences import due_sentences, held_words, not_due_yet, period_in_words
from coordplan.sending.reports.figure_sentences import earlier_words, rate_sentence, year_before_words
from coordplan.sending.reports.occurrence_names import capital, counted, in_the_period
from coordplan.sending.reports.so_far import all_so_far, split_by_lead
from coordplan.sending.reports.values import PeriodReport, ReportRow
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day


def overall_part(report: PeriodReport) -> Part:
    """Return what a leader reads first: how much fell due, how much of it is done, more or less than a year before."""
    is_long = parse_period(report.period.key).is_long
    figures = [*_window(report), *due_sentences(report), *_rate(report), *(_beside_long(report) if is_long else ())]
    paragraphs = ([*figures, *_of_earlier(report)], split_by_lead(report), all_so_far(report))
    doubtful = report.status.totals.fallen_due and not report.recorded_lately
    warning = (Paragraph(_nothing_recorded(report), "place"),) if doubtful else ()
    heading = _("Overall assessment") if is_long else _("Overall results")
    texts = tuple(Paragraph(" ".join(sentences)) for sentences in paragraphs if sentences)
    return Part("overall", Heading(2, "", heading), (*warning, *texts))


def _window(report: PeriodReport) -> list[str]:
    """Return between which days the figures lie; of a period that has not ended, what has not fallen due."""
    first, last, day = map(write_day, (report.period.first, report.period.last, report.as_of))
    if not report.has_ended:
        sentence = _("The figures are as of {day}; the last day of {period} is {last}").format(
            day=day, period=period_in_words(report), last=last
        )
        if coming := not_due_yet(report):
            sentence += counted(
                report, ", and {n} occurrence has not fallen due", ", and {n} occurrences have not fallen due", coming
            )
        sentence += "."
    elif report.as_of > report.period.last:
        sentence = _("The figures are those of {first} to {last}, closed on {day}.")
    else:
        sentence = _("The figures are those of {first} to {last}.")
    sentences = [sentence.format(first=first, last=last, day=day)]
    by_days = sorted(report.own_cutoffs, key=lambda each: each[1:])
    for (begins, ends), plans in groupby(by_days, key=lambda each: each[1:]):
        words = _("Those of {plan} are of {first} to {last}.")
        titles = ", ".join(each[0] for each in plans)
        sentences.append(words.format(plan=titles, first=write_day(begins), last=write_day(ends)))
    return sentences


def _rate(report: PeriodReport) -> list[str]:
    """Return the rate, compared with the same period of the year before where that lies in a program."""
    figures, then = report.status.totals, report.status.compared
    if not figures.total:
        return []
    if not figures.fallen_due:
        return [_("Nothing has fallen due, so that there is no rate.")]
    if then is None or then.missing or (then.as_of < report.status.start_on and not then.program):
        return [rate_sentence(figures)]
    when = year_before_words(report, then)
    if then.totals is None or then.totals.due_rate is None:
        return [rate_sentence(figures), _("{when} has nothing to compare with.").format(when=capital(when))]
    return [rate_sentence(figures, then.totals, when)]


def _beside_long(report: PeriodReport) -> list[str]:
    """Return of a long period what its rate does not count, and its rate on the day of the last record."""
    found = []
    if held := held_words(report):
        found.append(_("Beside these: {held}.").format(held=", ".join(held)))
    then = report.last_figures
    if then is not None and then.fallen_due:
        sentence = rate_sentence(then)
        words = _("On the day of the last record ({day}): {sentence}")
        found.append(words.format(day=write_day(report.recorded_until), sentence=sentence[:1].lower() + sentence[1:]))
    return found


def _of_earlier(report: PeriodReport) -> list[str]:
    """Return what of other periods was done in this one, and what is still overdue from before."""
    of_period = {row.work.occurrence for row in report.annex}
    others = [row for row in report.finished if row.work.occurrence not in of_period]
    late = [row for row in others if row.work.standing == "done_late"]
    period, found, left = in_the_period(report.period.key), [], ""
    if report.overdue_before:
        left = counted(
            report,
            "{n} occurrence of {earlier} is not done and overdue",
            "{n} occurrences of {earlier} are not done and overdue",
            len(report.overdue_before),
            earlier=earlier_words(report, report.overdue_before),
        ) + _due_at_its_end(report, report.overdue_before)
    if late:
        earlier = earlier_words(report, late)
        sentence = counted(
            report,
            "Also {period}, {n} occurrence of {earlier} was done late",
            "Also {period}, {n} occurrences of {earlier} were done late",
            len(late),
            period=period,
            earlier=earlier,
        ) + _due_at_its_end(report, late)
        rest = left or _("nothing of {earlier} is left").format(earlier=earlier)
        found.append(f"{sentence}; {rest}.")
    elif left:
        found.append(capital(left) + ".")
    if early := len(others) - len(late):
        sentence = counted(
            report,
            "{period}, {n} occurrence that falls due later was done before its time.",
            "{period}, {n} occurrences that fall due later were done before their time.",
            early,
            period=capital(period),
        )
        found.append(sentence)
    return found


def _due_at_its_end(report: PeriodReport, rows: Sequence[ReportRow]) -> str:
    """Return how much fell due on the very day on which the period before closed, which was counted in none.

    Without these, what fell due period by period is less than what fell due so far.
    """
    before = report.previous
    if before is None or not (number := sum(row.work.due == before.last for row in rows)):
        return ""
    values = {"day": write_day(before.last), "period": write_short_period(before.key)}
    if number == len(rows):
        return " " + _("(due on {day} itself, and not yet counted as due in {period})").format(**values)
    return " " + counted(
        report,
        "(of these, {n} due on {day} itself, and not yet counted as due in {period})",
        "(of these, {n} due on {day} itself, and not yet counted as due in {period})",
        number,
        **values,
    )


def _nothing_recorded(report: PeriodReport) -> str:
    """Return as a marked place that figures are missing: nothing was recorded for a long time."""
    if report.recorded_until is None:
        return place_words(
            _("Add figures before this is submitted: nothing is recorded yet, so the rate below says nothing")
        )
    sentence = _(
        "Add figures before this is submitted: nothing is recorded since {day}, so the rate below does not say what "
        "has been done"
    )
    return place_words(sentence.format(day=write_day(report.recorded_until + timedelta(days=1))))
