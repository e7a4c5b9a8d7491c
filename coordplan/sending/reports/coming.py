"""The work of the next period: how much falls due, a row for each activity, and what is still to be finished."""

from collections.abc import Iterable, Sequence
from datetime import date
from operator import attrgetter

from coordplan.dates.period_words import with_period, write_period
from coordplan.model import OPEN
from coordplan.paper.cells import Column, Table, numbered, table_of
from coordplan.paper.document import Heading, Paragraph, Part
from coordplan.sending.reports.directing import shortcomings_number
from coordplan.sending.reports.figure_sentences import activities_words
from coordplan.sending.reports.occurrence_names import capital, counted, in_the_period
from coordplan.sending.reports.places import place_part
from coordplan.sending.reports.program_end import carried_over_part
from coordplan.sending.reports.values import PeriodReport, ReportRow
from coordplan.sending.reports.works import Work, in_brackets, works_of
from coordplan.text.language import language, mark, translate_count
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day, write_joined, write_number

_ROWS = 25  # in the body; all of them stand in the annex
_RHYTHMS = {
    "week": mark("weekly"),
    "month": mark("monthly"),
    "quarter": mark("quarterly"),
    "half": mark("half-yearly"),
    "year": mark("yearly"),
}


def coming_parts(report: PeriodReport) -> list[Part]:
    """Return what a report says of the period that follows; at the program's end, of what is left of it."""
    if report.next_period is None:
        return [carried_over_part(report)]
    return [part for part in (_focus(report), _coming(report), _left(report)) if part is not None]


def coming_annex(report: PeriodReport) -> Table | None:
    """Return a row for each activity of the next period with partners and output; None where there is none."""
    works = _works(report)
    if report.next_period is None or not works:
        return None
    return _table(report, works, ("title", "lead", "partners", "time", "output"))


def _works(report: PeriodReport) -> tuple[Work, ...]:
    """Return the activities of the next period, the nearest due first, of one day in the order of their plans."""
    places = {plan: place for place, plan in enumerate(report.speaker.partners)}
    return works_of(sorted(report.coming, key=lambda row: (row.work.due or date.max, places.get(row.work.plan, -1))))


def _focus(report: PeriodReport) -> Part:
    return place_part(report, "focus", Heading(2, "", _("Main tasks")), _focus_asked(report))


def _focus_asked(report: PeriodReport) -> str:
    """Return what is asked of the main tasks: no more of them than fall due."""
    assert report.next_period is not None
    number, period = len(_works(report)), write_period(report.next_period.key)
    if not number:
        return _("Main tasks of {period}, if any: to be written by the issuing body").format(period=period)
    if number == 1:
        return _("What is asked of the task below: to be written by the issuing body")
    least, most = (1, 3) if report.speaker.is_partner else (3, 5)
    if _by_rhythm(report):
        least, most = 4, 6
    if number <= most:
        least, most = 1, min(number, 3)
    if _by_rhythm(report):
        return _("Main tasks of {period}: {least} to {most}").format(period=period, least=least, most=most)
    return _(
        "{least} to {most} tasks chosen from the table below, with what is asked: to be written by the issuing body"
    ).format(least=least, most=most)


def _by_rhythm(report: PeriodReport) -> bool:
    """Say whether the next period is a year or longer: what recurs is counted, and what is done once is named."""
    return report.next_period is not None and "-" not in report.next_period.key


def _coming(report: PeriodReport) -> Part:
    assert report.next_period is not None
    period, works = report.next_period.key, _works(report)
    if _by_rhythm(report):
        heading = Heading(2, "", _("Tasks by plan"))
    else:
        heading = Heading(2, "", _("Tasks due {in_the_period}").format(in_the_period=in_the_period(period)))
    if not works:
        sentence = capital(_("In {period}, nothing falls due.").format(period=write_period(period)))
        return Part("coming", heading, (Paragraph(sentence),))
    named = tuple(work for work in works if not (_by_rhythm(report) and work.first.every))
    sentence = _due_words(report, period, works) + (":" if named else ".")
    remarks = [*_more(report, len(named) - _ROWS), *_days_off(report, named[:_ROWS])]
    names = ("title", "lead", *(("partners",) if report.choices.partners else ()), "time")
    table = _table(report, named[:_ROWS], names) if named else None
    return Part("coming", heading, (Paragraph(sentence),), table, tuple(remarks))


def _due_words(report: PeriodReport, period: str, works: Sequence[Work]) -> str:
    """Return how many occurrences fall due, of how many activities; of a year, by their rhythm."""
    due, number, when = sum(len(work.rows) for work in works), len(works), write_period(period)
    if due == number:
        words = counted(
            report, "In {period}, {n} activity falls due", "In {period}, {n} activities fall due", number, period=when
        )
    else:
        words = counted(
            report,
            "In {period}, {n} occurrence of {activities} falls due",
            "In {period}, {n} occurrences of {activities} fall due",
            due,
            period=when,
            activities=activities_words(report, number),
        )
    words = capital(words)
    if not _by_rhythm(report):
        return words
    parts = []
    for every, rhythm in _RHYTHMS.items():
        of_rhythm = [work for work in works if work.first.every == every]
        if of_rhythm:
            rows = sum(len(work.rows) for work in of_rhythm)
            parts.append(
                counted(
                    report,
                    "{n} {rhythm} activity ({due})",
                    "{n} {rhythm} activities ({due})",
                    len(of_rhythm),
                    rhythm=_(rhythm),
                    due=counted(report, "{n} occurrence", "{n} occurrences", rows),
                )
            )
    if once := sum(1 for work in works if not work.first.every):
        parts.append(counted(report, "{n} activity that is done once", "{n} activities that are done once", once))
    return _("{words}; among them {parts}").format(words=words, parts=write_joined(parts)) if len(parts) > 1 else words


def _more(report: PeriodReport, number: int) -> tuple[Paragraph, ...]:
    if number <= 0:
        return ()
    words = counted(report, "{n} more activity stands in annex 2.", "{n} more activities stand in annex 2.", number)
    return (Paragraph(words, "remark"),)


def _table(report: PeriodReport, works: Iterable[Work], names: Sequence[str]) -> Table:
    columns = {
        "title": Column("title", _("Work"), get=lambda work: _name(report, work)),
        "lead": Column("lead", _("Lead"), "remark", get=attrgetter("first.lead_title")),
        "partners": Column("partners", _("With"), get=lambda work: ", ".join(work.first.partner_titles)),
        "time": Column("time", _("To be finished by"), get=lambda work: _time_words(report, work)),
        "output": Column("output", _("Output"), get=attrgetter("first.output")),
    }
    return numbered(table_of([columns[name] for name in names], works))


def _name(report: PeriodReport, work: Work) -> str:
    """Return an activity's title; of a single occurrence of an earlier period, with that."""
    assert report.next_period is not None
    row, title = work.first.work, work.first.work.title
    if len(work.rows) == 1 and row.original_due is not None and row.original_due < report.next_period.first:
        return with_period(title, row.occurrence)
    return title


def _time_words(report: PeriodReport, work: Work) -> str:
    """Return when an activity is due: several times in the words of its plan, once on its day; of a year in words."""
    moved = [row for row in work.rows if row.work.original_due != row.work.due]
    row, number = work.first, len(work.rows)
    if number == 1:
        words = row.time_by_the_plan if _by_rhythm(report) and not row.every and not moved else ""
        return in_brackets(words or write_day(row.work.due), _("due date extended") if moved else "")
    words = row.time_by_the_plan or ", ".join(write_day(each.work.due) for each in work.rows)
    extended = _("{n} of them extended").format(n=write_number(len(moved))) if moved else ""
    times = translate_count("{n} occasion", "{n} occasions", number).format(n=write_number(number))
    return in_brackets(words, times, extended)


def _days_off(report: PeriodReport, works: Iterable[Work]) -> tuple[Paragraph, ...]:
    """Return which of the due dates lie on a weekend, and which on a public holiday; a time in words has no day.

    A weekend that Monday does not end may be a public holiday as well, which the calendar has made up for with
    that Monday: of its days and others together the sentence says that they are days off.
    """
    dated = [work for work in works if not (_by_rhythm(report) and work.first.time_by_the_plan)]
    next_days = {row.work.due: row.work.working_due for work in dated for row in work.rows}
    days = {day: after for day, after in sorted(next_days.items(), key=str) if day and after}
    weekend = [day for day in days if day.weekday() > 4]
    holidays = [day for day in days if day.weekday() <= 4]
    found = []
    if weekend:
        one, many = _("The due date {days} lies on a weekend."), _("The due dates {days} lie on weekends.")
        if any((days[day] - day).days > 7 - day.weekday() for day in weekend):
            one, many = _("The due date {days} is a day off."), _("The due dates {days} are days off.")
        found.append((one if len(weekend) == 1 else many).format(days=_days(weekend)))
    if holidays:
        one, many = _("The due date {days} is a public holiday."), _("The due dates {days} are public holidays.")
        found.append((one if len(holidays) == 1 else many).format(days=_days(holidays)))
    return (Paragraph(" ".join(found), "remark"),) if found else ()


def _days(days: Sequence[date]) -> str:
    """Return days in a row, in Vietnamese without the year where it is the same."""
    written = [write_day(day) for day in days]
    if language() == "vi" and len(days) > 1 and len({day.year for day in days}) == 1:
        written = [day.rpartition("/")[0] for day in written]
    return write_joined(written)


def _left(report: PeriodReport) -> Part | None:
    """Return what is overdue and still to be finished, parted by who leads it where a partner speaks."""
    overdue = (*report.overdue, *report.overdue_before)
    part = shortcomings_number(report)
    moved = sum(1 for row in report.extended if _is_moved_on(report, row)) if _by_rhythm(report) else 0
    if not overdue:
        return None
    own = [row for row in overdue if row.work.lead_now == report.speaker.body]
    others = [row for row in overdue if row.work.lead_now != report.speaker.body]
    if report.speaker.is_partner and others:
        return Part("left", None, (Paragraph(_left_of_partner(report, len(own), others, part)),))
    sentence = counted(
        report,
        "Finish {n} overdue occurrence named in part {part}.",
        "Finish {n} overdue occurrences named in part {part}.",
        len(overdue),
        part=part,
    )
    if moved:
        sentence = counted(
            report,
            "Finish {overdue}, and {n} that was extended, named in part {part}.",
            "Finish {overdue}, and {n} that were extended, named in part {part}.",
            moved,
            overdue=counted(report, "{n} overdue occurrence", "{n} overdue occurrences", len(overdue)),
            part=part,
        )
    return Part("left", None, (Paragraph(sentence),))


def _left_of_partner(report: PeriodReport, own: int, others: Sequence[ReportRow], part: str) -> str:
    """Return what a partner still has to finish itself, and what together with those who lead it."""
    speaker = report.speaker
    leads = dict.fromkeys(speaker.now(row.work.lead_now) for row in others)
    bodies = write_joined([speaker.titles.get(lead, lead) for lead in leads])
    help_words = counted(
        report,
        "help {bodies} to finish {n} overdue occurrence named in part {part}.",
        "help {bodies} to finish {n} overdue occurrences named in part {part}.",
        len(others),
        bodies=bodies,
        part=part,
    )
    if not own:
        return capital(help_words)
    return counted(
        report,
        "Finish {n} overdue occurrence that {body} leads; {others}",
        "Finish {n} overdue occurrences that {body} leads; {others}",
        own,
        body=speaker.title,
        others=help_words,
    )


def _is_moved_on(report: PeriodReport, row: ReportRow) -> bool:
    return row.work.standing in OPEN and row.work.due is not None and row.work.due > report.period.last
