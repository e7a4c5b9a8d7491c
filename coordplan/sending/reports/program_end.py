"""What a report says where no period follows: what is left of the program, what was learned, what comes after it."""

from coordplan.paper.document import Heading, Paragraph, Part, place_words
from coordplan.sending.reports.occurrence_names import capital, counted
from coordplan.sending.reports.places import place_part
from coordplan.sending.reports.values import PeriodReport
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day, write_joined


def carried_over_part(report: PeriodReport) -> Part:
    """Return what is not done, as far as the program has come, and the places for what becomes of it."""
    if report.as_of < report.status.until_on:
        day = write_day(report.status.until_on)
        sentence = capital(_("{what} ends on {day}.").format(what=report.speaker.short_what, day=day))
        totals = report.status.totals
        not_due = totals.open - totals.overdue - totals.of("ongoing")
        words = _left_words(report, not_due, _("not due yet"))
        return Part("coming", None, (Paragraph(f"{sentence} {words}".rstrip()),))
    later = [row.work.due for row in report.coming if row.work.due is not None]
    due = _("due on {day}").format(day=write_day(later[0])) if len(set(later)) == 1 else _("not overdue yet")
    sentences = []
    if words := _left_words(report, len(later), due):
        place = place_words(_("what goes on in the next program and what ends: to be agreed by both sides"))
        sentences.append(Paragraph(words, place=place))
    if report.ongoing_count:
        words = counted(
            report,
            "{n} ongoing activity has no due date:",
            "{n} ongoing activities have no due date:",
            report.ongoing_count,
        )
        sentences.append(Paragraph(words, place=place_words(_("whether they go on or end"))))
    return Part("coming", None, tuple(sentences) or (Paragraph(_("Everything that was due is finished.")),))


def _left_words(report: PeriodReport, later: int, due: str) -> str:
    """Return how many occurrences are not done: overdue, and due later; empty where there are none."""
    overdue = len(report.overdue) + len(report.overdue_before)
    parts = []
    if overdue:
        parts.append(counted(report, "{n} overdue", "{n} overdue", overdue))
    if later:
        parts.append(counted(report, "{n} {due}", "{n} {due}", later, due=due))
    if not parts:
        return ""
    if len(parts) == 1:
        words = counted(report, "{n} occurrence is not done", "{n} occurrences are not done", overdue or later)
        return _("{words}, {part}.").format(words=words, part=_("already overdue") if overdue else due)
    words = counted(report, "{n} occurrence is not done", "{n} occurrences are not done", overdue + later)
    return _("{words}: {parts}.").format(words=words, parts=write_joined(parts))


def lessons_part(report: PeriodReport) -> Part:
    """Return the place for what was learned, at the end of a program."""
    asked = _("Lessons learned: 3 to 5, for each a sentence that says what and a sentence that says why")
    return place_part(report, "lessons", Heading(2, "", _("Lessons learned")), asked)


def outlook_part(report: PeriodReport) -> Part:
    """Return the place for what comes after the program."""
    asked = _("Aims, contents and ways of coordination in the next program; its sides as bodies are organized now")
    return place_part(report, "outlook", Heading(2, "", _("The next program")), asked)
