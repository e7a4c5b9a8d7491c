"""A list of occurrences as values."""

from datetime import date
from typing import Any, NamedTuple

from coordplan.paper.data import bare


class Listed(NamedTuple):
    """One occurrence as it stands; the names are those of its JSON and CSV."""

    occurrence: str
    activity: str
    plan: str
    contents: tuple[str, ...]
    title: str
    lead: str
    partners: tuple[str, ...]
    start: date
    due: date | None
    original_due: date | None
    deadline_text: str | None
    standing: str
    percent: float
    value: float | None
    target: float | None
    unit: str | None
    done_on: date | None
    evidence: str | None
    note: str | None
    days_late: int | None  # of what is overdue or was done late
    days_left: int | None = None  # of what is open and has a due date; below 0 where it has passed
    working_days_left: int | None = None
    working_due: date | None = None  # of what is open and due on a day off: the next working day
    waits_for: tuple[str, ...] = ()  # of what is open: occurrences that come before it and are not finished

    def by_name(self) -> dict[str, Any]:
        """Return the values under their names: percent 0..100, numbers whole where they are."""
        numbers = {name: bare(getattr(self, name)) for name in ("percent", "value", "target")}
        return self._asdict() | numbers


def days_late(standing: str, due: date | None, done_on: date | None, as_of: date) -> int | None:
    """Return by how many days an occurrence is or was late; None where it is not."""
    if due is None:
        return None
    if standing == "done_late" and done_on is not None:
        return (done_on - due).days
    if standing in ("in_progress_overdue", "not_started_overdue"):
        return (as_of - due).days
    return None


class Listing(NamedTuple):
    """What `list`, `due` and `search` say."""

    title: str
    as_of: date
    known_at: str
    rows: tuple[Listed, ...]
    lead_titles: dict[str, str]
    illustrative: bool = False
    filters: tuple[str, ...] = ()
