"""The sentences of a report on what fell due in its period, under what, and what became of it."""

from coordplan.dates.period_words import write_period
from coordplan.dates.periods import PROGRAM, parse_period, years_between
from coordplan.model import DONE, OPEN, OVERDUE
from coordplan.sending.reports.figure_sentences import activities_of, activities_words, done_words, overdue_words
from coordplan.sending.reports.occurrence_names import capital, counted, in_the_period
from coordplan.sending.reports.values import PeriodReport, ReportRow
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day


def period_in_words(report: PeriodReport) -> str:
    """Return the period as a sentence names it: of the whole program, its years."""
    if report.period.key != PROGRAM.key:
        return write_period(report.period.key)
    return write_period(years_between(report.period.first.year, report.period.last.year).key)


def subject_of_figures(report: PeriodReport) -> str:
    """Return under what things fall due: the program with its plans, the plan, or a body's lead."""
    speaker = report.speaker
    if report.leads:
        return _("the lead of {bodies}").format(bodies=", ".join(title for _id, title in report.leads))
    if report.plans or not speaker.partners:
        return speaker.short_what or report.status.title
    return _("{program} and the coordination plans").format(program=speaker.short_what)


def not_due_yet(report: PeriodReport) -> int:
    """Return how much falls due after the day of the figures."""
    return sum(_is_to_come(report, row) for row in report.annex)


def _is_to_come(report: PeriodReport, row: ReportRow) -> bool:
    return row.work.standing in OPEN and row.work.due is not None and row.work.due > report.as_of


def _due_on_the_day(report: PeriodReport) -> int:
    """Return how much falls due on the day of the figures and is not done: it is neither overdue nor to come."""
    return sum(row.work.standing in OPEN and row.work.due == report.as_of for row in report.annex)


def held_words(report: PeriodReport) -> list[str]:
    """Return how much of the period is no part of what fell due: suspended, cancelled, due on the day itself.

    And with these, where the period has ended by another cut-off than that of some plans, what falls due later.
    """
    figures, day = report.status.totals, write_day(report.as_of)
    held = []
    if number := figures.of("suspended"):
        held.append(counted(report, "{n} suspended", "{n} suspended", number))
    if number := figures.of("cancelled"):
        held.append(counted(report, "{n} cancelled", "{n} cancelled", number))
    if number := _due_on_the_day(report):
        held.append(
            counted(
                report, "{n} due on {day} itself and not done", "{n} due on {day} itself and not done", number, day=day
            )
        )
    if (number := not_due_yet(report)) and report.has_ended:
        held.append(counted(report, "{n} not fallen due", "{n} not fallen due", number))
    return held


def due_sentences(report: PeriodReport) -> list[str]:
    """Return how much fell due in the period, and how much of that is done."""
    figures, what = report.status.totals, subject_of_figures(report)
    if not figures.total:
        return [_("In {period}, nothing falls due under {what}.").format(period=period_in_words(report), what=what)]
    period = capital(in_the_period(report.period.key))
    if parse_period(report.period.key).is_long:
        return [_planned(report, what), *_standing(report, counts=True)]
    if held := held_words(report):
        return [_planned_without(report, held, period, what), *_standing(report)]
    if not figures.fallen_due:
        return [_("{period}, nothing has fallen due yet under {what}.").format(period=period, what=what)]
    number = activities_of([row for row in report.annex if row.work.standing in (*DONE, *OVERDUE)])
    if number == figures.fallen_due:
        sentence = counted(
            report,
            "{period}, {n} activity fell due under {what}.",
            "{period}, {n} activities fell due under {what}.",
            number,
            period=period,
            what=what,
        )
    else:
        sentence = counted(
            report,
            "{period}, {n} occurrence fell due under {what} (of {activities}).",
            "{period}, {n} occurrences fell due under {what} (of {activities}).",
            figures.fallen_due,
            period=period,
            what=what,
            activities=activities_words(report, number),
        )
    return [sentence, *_standing(report)]


def _planned_without(report: PeriodReport, held: list[str], period: str, what: str) -> str:
    """Return all that the period has, what of it does not count, and what is left of it that fell due."""
    figures = report.status.totals
    rows = report.annex if report.has_ended else [row for row in report.annex if not _is_to_come(report, row)]
    begin = counted(
        report,
        "{period}, {n} occurrence of {activities} was planned under {what}",
        "{period}, {n} occurrences of {activities} were planned under {what}",
        len(rows),
        period=period,
        what=what,
        activities=activities_words(report, activities_of(rows)),
    )
    left = _("none fell due")
    if figures.fallen_due:
        left = counted(report, "{n} fell due", "{n} fell due", figures.fallen_due)
    sentence = _("{begin}; of these {held}; {left}.") if len(held) > 1 else _("{begin}; without {held}, {left}.")
    return sentence.format(begin=begin, held=", ".join(held), left=left)


def _planned(report: PeriodReport, what: str) -> str:
    """Return of a long period all that it has, and what is ongoing in it."""
    number, ongoing = report.status.totals.total, report.status.ongoing
    sentence = counted(
        report,
        "In {period}, {activities} with {n} occurrence are planned under {what}",
        "In {period}, {activities} with {n} occurrences are planned under {what}",
        number + ongoing,
        period=period_in_words(report),
        activities=activities_words(report, activities_of(report.annex) + ongoing),
        what=what,
    )
    if not ongoing:
        return sentence + "."
    return _("{sentence}: {dated} and {ongoing}.").format(
        sentence=sentence,
        dated=counted(report, "{n} occurrence with a due date", "{n} occurrences with a due date", number),
        ongoing=counted(report, "{n} ongoing activity", "{n} ongoing activities", ongoing),
    )


def _standing(report: PeriodReport, counts: bool = False) -> list[str]:
    """Return what became of what fell due, with its count where no sentence before has said it."""
    figures, day = report.status.totals, write_day(report.as_of)
    if not figures.fallen_due:
        return []
    late = [row.work.days_late for row in report.annex if row.work.standing == "done_late"]
    parts = []
    if counts:
        parts.append(counted(report, "{n} occurrence fell due", "{n} occurrences fell due", figures.fallen_due))
    if figures.done:
        parts.append(done_words(report, figures, late[0] if len(late) == 1 else None))
        parts.append(overdue_words(report, figures.overdue))
    return [_("By {day}, {parts}.").format(day=day, parts="; ".join(parts))] if parts else []
