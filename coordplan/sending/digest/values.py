"""A digest: what got done between two times, what became overdue, and what falls due in the days that follow."""

from collections.abc import Iterable
from datetime import date, timedelta

from coordplan.named_tuples import NamedTuple
from coordplan.seeing.changes.values import Moment, MovedOccurrence
from coordplan.seeing.values import StatusReport


class DigestRow(NamedTuple):
    """An occurrence that is in it."""

    occurrence: str
    title: str
    lead_title: str  # short
    due_on: date | None
    standing: str
    done_on: date | None = None


class Digest(NamedTuple):
    """What `coordplan digest` says."""

    status: StatusReport  # as of the later time
    since: Moment
    until: Moment
    days: int  # how far ahead
    done: tuple[DigestRow, ...]  # in the order of days done
    overdue: tuple[DigestRow, ...]  # newly so; the longest first
    due_soon: tuple[DigestRow, ...]  # the nearest first
    others: int  # how many more have changed: were extended or begun, say

    @property
    def last_day(self) -> date:
        """The last of the days that follow."""
        return self.until.as_of + timedelta(days=self.days)

    @property
    def is_empty(self) -> bool:
        return not (self.done or self.overdue or self.due_soon)


def from_first_to_last(rows: Iterable[MovedOccurrence]) -> list[MovedOccurrence]:
    """Return each occurrence that moved once, from how it stood at the earlier time to how it stands at the later.

    Changes come in two steps (what was corrected of the earlier day, what happened since); in one step, what went
    to another plan is gone from the one and new in the other.
    """
    known: dict[str, MovedOccurrence] = {}
    since: dict[str, MovedOccurrence] = {}
    for row in rows:
        step = since if row.news == "since" else known
        other = step.get(row.occurrence, row)
        step[row.occurrence] = row._replace(before=row.before or other.before, after=row.after or other.after)
    return [since.get(id_, first)._replace(before=first.before) for id_, first in (since | known).items()]


def newly(row: MovedOccurrence, standings: Iterable[str]) -> bool:
    """Say whether an occurrence has one of some standings now, and had none of them before."""
    return (
        row.after is not None
        and row.after.standing in standings
        and (row.before is None or row.before.standing not in standings)
    )
