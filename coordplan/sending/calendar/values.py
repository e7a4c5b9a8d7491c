"""Due dates as a calendar has them: one event for each, which says the same until something new is recorded.

Nothing here depends on the day that is asked about except what has been observed by then: whether an occurrence is
overdue, or how many days are left, is for the calendar to show.
"""

from datetime import date
from typing import Literal, NamedTuple

State = Literal["open", "done", "suspended", "cancelled"]


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


class DueDates(NamedTuple):
    """What `coordplan calendar` says."""

    program: str
    title: str
    filters: tuple[str, ...]
    illustrative: bool
    rows: tuple[DueDate, ...]  # the earliest first


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
