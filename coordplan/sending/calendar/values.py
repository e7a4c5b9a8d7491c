"""Due dates as a calendar has them: one event for each, which says the same until something new is recorded.

Nothing here depends on the day that is asked about except what has been observed by then: whether an occurrence is
overdue, or how many days are left, is for the calendar to show.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Literal

from coordplan.named_tuples import NamedTuple
from coordplan.paper.cells import illustrative_sentence
from coordplan.text.language import mark, translate_count
from coordplan.text.language import translate as _
from coordplan.text.writing import plain, write_day, write_number

State = Literal["open", "done", "suspended", "cancelled"]
ALARM_HOUR = 8  # of the office's morning


class DueDate(NamedTuple):
    """One occurrence that has, or had, a due date."""

    occurrence: str
    plan_title: str
    title: str
    lead_title: str
    lead_short: str
    partner_titles: tuple[str, ...]
    due_on: date
    original_due_on: date  # as defined, before any extension
    deadline_text: str
    output: str
    state: State
    done_on: date | None
    evidence: str
    change: int  # the last one that says something of it
    changed_at: str  # its moment, UTC, ISO 8601
    informs: bool = False  # another body leads it: it is here for information


class DueDates(NamedTuple):
    """What `coordplan calendar` says."""

    program: str
    title: str
    filters: tuple[str, ...]
    illustrative: bool
    rows: Iterable[DueDate]  # the earliest first


def state_of(as_of: date, holding: str | None, done: bool, wanted: bool, retired_on: date | None) -> State:
    """Return what a calendar makes of an occurrence; of what is retired, only what was done stays.

    ``wanted`` is whether it is still defined, with a due date, and fits the filters.
    """
    if not wanted or holding == "cancelled":
        return "cancelled"
    if retired_on is not None and retired_on <= as_of and (holding == "suspended" or not done):
        return "cancelled"
    if holding == "suspended":
        return "suspended"
    return "done" if done else "open"


def worth_a_calendar(found: DueDates, first: date) -> DueDates:
    """Return what falls due from a day on, and what was due before it and is not finished."""
    rows = (row for row in found.rows if row.due_on >= first or row.state in ("open", "suspended"))
    return found._replace(rows=rows)


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
    events: Iterable[Event]


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
    return EventCalendar(title, remark, (_event(found, row, alarm_days, remark) for row in found.rows))


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
        alarms=tuple(Alarm(days, _alarm_words(days, title)) for days in alarm_days)
        if row.state == "open" and not row.informs
        else (),
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
