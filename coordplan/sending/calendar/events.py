"""Due dates as events: what a calendar shows of each, in words, and when it reminds of it."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from coordplan.paper.cells import illustrative_sentence
from coordplan.sending.calendar.values import DueDate, DueDates, State
from coordplan.text.language import mark, translate_count
from coordplan.text.language import translate as _
from coordplan.text.writing import plain, write_day, write_number

ALARM_HOUR = 8  # of the office's morning


class Alarm(NamedTuple):
    """A reminder, at ``ALARM_HOUR`` so many days before."""

    days_before: int
    words: str


class Event(NamedTuple):
    """One day in a calendar."""

    uid: str
    day: date
    summary: str
    lines: tuple[str, ...]
    category: str
    state: State
    sequence: int  # rises with every change that says something else of it
    changed_at: datetime
    alarms: tuple[Alarm, ...]


class EventCalendar(NamedTuple):
    """What a view renders."""

    title: str
    remark: str
    events: tuple[Event, ...]


SUMMARIES: dict[State, str] = {
    "open": mark("Due: {title} ({lead})"),
    "done": mark("Done: {title} ({lead})"),
    "suspended": mark("Suspended: {title} ({lead})"),
    "cancelled": mark("Cancelled: {title} ({lead})"),
}


def event_calendar(found: DueDates, alarm_days: Sequence[int]) -> EventCalendar:
    """Return an event for each due date; what is open reminds so many days before."""
    remark = " ".join(sentence for sentence, _tone in illustrative_sentence(found.illustrative))
    title = ": ".join(plain(part) for part in (found.title, "; ".join(found.filters)) if part)
    return EventCalendar(title, remark, tuple(_event(found, row, alarm_days, remark) for row in found.rows))


def _event(found: DueDates, row: DueDate, alarm_days: Sequence[int], remark: str) -> Event:
    title = plain(row.title)
    return Event(
        uid=f"{row.occurrence.replace('@', '.')}@{found.program}.coordplan",
        day=row.due_on,
        summary=_(SUMMARIES[row.state]).format(title=title, lead=plain(row.lead_short)),
        lines=(*_lines(row), *([remark] if remark else [])),
        category=plain(row.plan_title),
        state=row.state,
        sequence=row.change,
        changed_at=datetime.fromisoformat(row.changed_at),
        alarms=tuple(Alarm(days, _alarm_words(days, title)) for days in alarm_days) if row.state == "open" else (),
    )


def _lines(row: DueDate) -> tuple[str, ...]:
    moved = row.original_due_on != row.due_on
    facts = (
        (_("Occurrence"), row.occurrence),
        (_("Plan"), row.plan_title),
        (_("Lead"), row.lead_title),
        (_("With"), "; ".join(row.partner_titles)),
        (_("Deadline"), row.deadline_text),
        (_("First due"), write_day(row.original_due_on) if moved else ""),
        (_("Output"), row.output),
        (_("Done on"), write_day(row.done_on) if row.state == "done" else ""),
        (_("Evidence"), row.evidence if row.state == "done" else ""),
    )
    return tuple(f"{name}: {plain(value)}" for name, value in facts if value)


def _alarm_words(days: int, title: str) -> str:
    if days == 0:
        return _("Due today: {title}").format(title=title)
    words = translate_count("Due in {n} day: {title}", "Due in {n} days: {title}", days)
    return words.format(n=write_number(days), title=title)
