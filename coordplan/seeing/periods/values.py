"""The reporting periods of a year as values: from when to when, when they close, and by when a report is sent."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from coordplan.dates.periods import Period, send_by
from coordplan.dates.workdays import WorkingDays


class Window(NamedTuple):
    """A reporting period as it lies on a day; the names are those of its JSON and CSV."""

    period: str
    start: date
    cutoff: date  # its last day: figures close at its end
    send_by: date | None  # None: nothing says within how many days
    state: str  # closed | current | to_come
    days_left: int | None  # to the day of sending (else the cut-off), in calendar days; None once it has passed
    working_days_left: int | None

    def by_name(self) -> dict[str, Any]:
        values = self._asdict()
        for name in ("start", "cutoff", "send_by"):
            values[name] = values[name] and values[name].isoformat()
        return values


class Windows(NamedTuple):
    """What `coordplan periods` says."""

    title: str  # of the program, or of the plan
    year: int
    as_of: date
    known_at: str
    cutoff_day: int | None  # None: by calendar
    send_within: int | None  # working days
    rows: tuple[Window, ...]
    otherwise: tuple[str, ...] = ()  # titles of plans that report otherwise than the program
    unknown_days: bool = False  # no day off of the year is known


def windows_on(
    periods: Iterable[Period], cutoff_day: int | None, send_within: int | None, working: WorkingDays, as_of: date
) -> tuple[Window, ...]:
    """Return the windows of periods as they lie on a day."""
    found = []
    for period in periods:
        first, last = period.window(cutoff_day)
        sent_by = send_by(last, send_within, working)
        ends = sent_by or last
        state = "closed" if last < as_of else "to_come" if first > as_of else "current"
        left = (ends - as_of).days if as_of <= ends else None
        working_left = None if left is None else working.between(as_of, ends)
        found.append(Window(period.key, first, last, sent_by, state, left, working_left))
    return tuple(found)
