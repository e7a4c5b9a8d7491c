"""What a period lacks, point by point: overdue row by row, late by name or by who led, short of a target, moved, held.

A point that has nothing to say is not there, and the letters run on. What a paper only counts stands in its annex.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter

from coordplan.dates.period_words import write_short_period
from coordplan.model import DONE
from coordplan.named_tuples import NamedTuple
from coordplan.paper.cells import Column, Table, numbered, table_of
from coordplan.paper.document import Paragraph, Part, place_words
from coordplan.sending.reports.figure_sentences import earlier_words
from coordplan.sending.reports.moved import extension_words, suspension_head, suspension_words
from coordplan.sending.reports.occurrence_names import (
    capital,
    count_of,
    counted,
    enumerated,
    name_with_period,
    point_letter,
    row_in_sentence,
    row_name,
)
from coordplan.sending.reports.reasons import leads_itself, reason_in_sentence, reason_or_place
from coordplan.sending.reports.value_words import progress_of_row, shortfall_words
from coordplan.sending.reports.values import PeriodReport, ReportRow
from coordplan.sending.reports.works import occurrences_and_others
from coordplan.text.language import language, translate_count
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day, write_number

_OVERDUE_ROWS = 20
_LATE_IN_A_SENTENCE, _LATE_IN_A_TABLE = 3, 6
_SHORT_ROWS = 6
_DEPARTMENT = "Sở "


class _Point(NamedTuple):
    """What a point says behind its head, with its table and what stands below."""

    name: str
    head: str
    text: str
    place: str = ""
    table: Table | None = None
    below: str = ""


def lack_parts(report: PeriodReport) -> list[Part]:
    """Return the points of what is lacking; where nothing is, the sentence that nothing is overdue."""
    points = list(_points(report))
    if not points:
        return [Part("overdue", sentences=(Paragraph(_("No occurrence is overdue.")),))]
    return [
        Part(
            point.name,
            sentences=(
                Paragraph(
                    point.text,
                    "point",
                    f"{point_letter(number)}) {point.head}:" if len(points) > 1 else f"{point.head}:",
                    point.place,
                ),
            ),
            table=point.table,
            remarks=(Paragraph(point.below),) if point.below else (),
        )
        for number, point in enumerate(points)
    ]


def lacks_anything(report: PeriodReport) -> bool:
    """Say whether any point tells of something lacking."""
    return any(True for _point in _points(report))


def _points(report: PeriodReport) -> Iterator[_Point]:
    yield from _overdue(report)
    yield from _late(report)
    yield from _short(report)
    if words := extension_words(report):
        yield _Point("extended", _("Given more time"), words)
    if words := suspension_words(report):
        yield _Point("held", suspension_head(report), words)


def overdue_in_the_body(report: PeriodReport) -> tuple[ReportRow, ...]:
    """Return what of the overdue stands row by row: the longest overdue, as many as the office has in a paper."""
    return _all_overdue(report)[: report.choices.overdue_rows or _OVERDUE_ROWS]


def late_rows(report: PeriodReport) -> tuple[ReportRow, ...]:
    """Return what was finished late: in the period, whenever it was due, and what was due in it; by due date."""
    return _by_due(row for row in _finished(report) if row.work.standing == "done_late")


def late_by_lead(report: PeriodReport) -> bool:
    """Say whether the late ones are so many that the annex alone names them."""
    return len(late_rows(report)) > _LATE_IN_A_TABLE


def short_rows(report: PeriodReport) -> tuple[ReportRow, ...]:
    """Return what was finished with its last value short of its target; by due date."""
    return _by_due(row for row in _finished(report) if row.work.standing in DONE and row.work.remark)


def _all_overdue(report: PeriodReport) -> tuple[ReportRow, ...]:
    return _by_due((*report.overdue_before, *report.overdue))


def _finished(report: PeriodReport) -> Iterator[ReportRow]:
    """Yield what was done in the period, then what was due in it."""
    yield from report.finished
    known = {row.work.occurrence for row in report.finished}
    yield from (row for row in report.annex if row.work.occurrence not in known)


def _by_due(rows: Iterable[ReportRow]) -> tuple[ReportRow, ...]:
    return tuple(sorted(rows, key=lambda row: (str(row.work.due), row.place)))


def _overdue(report: PeriodReport) -> Iterator[_Point]:
    rows, shown = _all_overdue(report), overdue_in_the_body(report)
    if not rows:
        return
    text, below = _of_which_period(report, rows), ""
    if others := rows[len(shown) :]:
        not_begun = sum(row.work.standing == "not_started_overdue" for row in rows)
        if 0 < not_begun < len(rows):
            text = _("{text}; of them {not_begun} not started, {begun} in progress").format(
                text=text, not_begun=count_of(report, not_begun), begun=count_of(report, len(rows) - not_begun)
            )
        below = counted(
            report,
            "{n} other is overdue by {days} (annex).",
            "{n} others are overdue by {days} (annex).",
            len(others),
            days=_days(others),
        )
    column = Column("progress", _("Progress and reason"), get=lambda row: _progress_and_reason(report, row))
    table = _table(shown, column)
    yield _Point("overdue", _("Not done and overdue"), f"{text}.", table=table, below=below)


def _of_which_period(report: PeriodReport, rows: Sequence[ReportRow]) -> str:
    """Return a number of occurrences, with those of the period and of earlier ones where there can be any of both."""
    text = counted(report, "{n} occurrence", "{n} occurrences", len(rows))
    if report.period.first <= report.status.start_on:
        return text
    due_in_it = {row.work.occurrence for row in report.annex}
    before = [row for row in rows if row.work.occurrence not in due_in_it]
    period, earlier, of_it = (
        write_short_period(report.period.key),
        earlier_words(report, before),
        len(rows) - len(before),
    )
    if of_it and before:
        numbers = {"of_it": count_of(report, of_it), "before": count_of(report, len(before))}
        sentence = _("{text}: {of_it} of {period} and {before} of {earlier}")
        return sentence.format(text=text, period=period, earlier=earlier, **numbers)
    sentence = _("{text}, of {period}") if len(rows) == 1 else _("{text}, all of {period}")
    return sentence.format(text=text, period=period if of_it else earlier)


def _progress_and_reason(report: PeriodReport, row: ReportRow) -> str:
    return "; ".join(filter(None, (capital(progress_of_row(row)), reason_or_place(report, row))))


def _late(report: PeriodReport) -> Iterator[_Point]:
    rows, head = late_rows(report), _("Finished late")
    if not rows:
        return
    if len(rows) == 1:
        yield _Point("late", head, _one(report, _late_words(report, rows[0])) + ".")
        return
    text = _of_which_period(report, rows)
    if len(rows) <= _LATE_IN_A_SENTENCE:
        yield _Point("late", head, f"{text}: {'; '.join(_late_words(report, row) for row in rows)}.")
        return
    text = _("{text}; overdue by {days}").format(text=text, days=_days(rows))
    if late_by_lead(report):
        yield _Point("late", head, _("{text}; {leads} (annex).").format(text=text, leads=_leads(report, rows)))
        return
    column = Column("done_on", _("Day done and reason"), get=lambda row: _day_and_reason(report, row))
    yield _Point("late", head, f"{text}.", table=_table(rows, column))


def _late_words(report: PeriodReport, row: ReportRow) -> str:
    words = _("{name} ({lead}; due {due}, done on {done}, overdue by {days}").format(
        name=name_with_period(row),
        lead=row.lead_title,
        due=write_day(row.work.due),
        done=write_day(row.work.done_on),
        days=_days([row]),
    )
    return "; ".join(filter(None, (words, reason_in_sentence(report, row)))) + ")"


def _day_and_reason(report: PeriodReport, row: ReportRow) -> str:
    return "; ".join(filter(None, (write_day(row.work.done_on), reason_or_place(report, row))))


def _leads(report: PeriodReport, rows: Sequence[ReportRow]) -> str:
    """Return who led how many of the late ones: who led most first, bodies with the same number together."""
    numbers = Counter(row.lead_title for row in rows)
    words: list[str] = []
    for number in sorted(set(numbers.values()), reverse=True):
        bodies, n = [body for body in numbers if numbers[body] == number], count_of(report, number)
        if len(bodies) == 1:
            sentence = _("{body} {n}") if words else _("{body} led {n}")
            words.append(sentence.format(body=bodies[0], n=n))
        elif language() == "vi" and all(body.startswith(_DEPARTMENT) for body in bodies):
            names = enumerated([body.removeprefix(_DEPARTMENT) for body in bodies])
            words.append(_("the departments {names} {n} each").format(names=names, n=n))
        else:
            words.append(_("{bodies} {n} each").format(bodies=enumerated(bodies), n=n))
    return ", ".join(words)


def _days(rows: Sequence[ReportRow]) -> str:
    """Return by how many days some are overdue, or were."""
    days = sorted(row.work.days_late or 0 for row in rows)
    if days[0] == days[-1]:
        return translate_count("{n} day", "{n} days", days[0]).format(n=write_number(days[0]))
    return _("{first} to {last} days").format(first=write_number(days[0]), last=write_number(days[-1]))


def _short(report: PeriodReport) -> Iterator[_Point]:
    rows = short_rows(report)
    if not rows:
        return
    names = [_short_words(report, row) for row in rows]
    text = _one(report, names[0])
    if len(rows) > 1:
        count = counted(report, "{n} occurrence", "{n} occurrences", len(rows))
        text = _("{count}, namely {names}").format(
            count=count, names=occurrences_and_others(report, names, _SHORT_ROWS)
        )
    leads = list(dict.fromkeys(row.lead_title for row in rows if leads_itself(report, row)))
    who = leads[0] if len(leads) == 1 else _("the leading body")
    place = place_words(_("last figure: {body} confirms it").format(body=who)) if leads else ""
    head = _("Finished with the last figure short of the target")
    yield _Point("short_of_target", head, f"{text}.", place=place)


def _short_words(report: PeriodReport, row: ReportRow) -> str:
    target = row.work.whole_target
    assert target is not None
    assert row.work.value is not None
    of_the_period = row.work.occurrence.partition("@")[2] == report.period.key
    name = row_in_sentence(row, period=False) if of_the_period else name_with_period(row)
    return f"{name} ({shortfall_words(row.work.value, target)})"


def _one(report: PeriodReport, name: str) -> str:
    count = counted(report, "{n} occurrence", "{n} occurrences", 1)
    return _("{count}, namely {name}").format(count=count, name=name)


def _table(rows: Sequence[ReportRow], last: Column) -> Table:
    """Return a row for each occurrence: what, who leads, due when, how many days late, and what a column says."""
    columns = (
        Column("title", _("Work"), get=row_name),
        Column("lead", _("Lead"), "remark", get=attrgetter("lead_title")),
        Column("due", _("Due"), "day", get=attrgetter("work.due")),
        Column("days_late", _("Days late"), "count", get=attrgetter("work.days_late")),
        last,
    )
    return numbered(table_of(columns, rows))
