"""Why an occurrence stands where it does: which of its entries count, which due date is in force, which rule decides.

It explains what the store's query of standings has found and finds nothing anew: of each track (progress, holding,
extension) the latest observation counts, and of two for one day the one recorded last.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal, NamedTuple

from coordplan.model import Entry, Target
from coordplan.progress import is_done
from coordplan.seeing.listing import Listed

Role = Literal[
    "in_force",  # the latest of its track: it counts
    "done_since",  # finished since then, without a break
    "outranked",  # there is a later observation
    "same_day",  # there is one for the same day that was recorded later
    "not_yet",  # observed later than the day asked about
    "after_done",  # an extension granted when it was done already
    "spent",  # an extension that the definition has overtaken
    "taken_back",
]
PROGRESS = ("percent", "value", "done")


class Told(NamedTuple):
    """An entry with its number and the change that told it."""

    number: int
    entry: Entry
    change: int
    taken_back_by: int | None = None


class Explained(NamedTuple):
    """An entry with what it means for the standing."""

    told: Told
    role: Role


class Explanation(NamedTuple):
    """What `coordplan why ID` says."""

    program: str
    listed: Listed
    as_of: date
    known_at: str
    entries: tuple[Explained, ...]
    lead_title: str
    illustrative: bool = False
    baseline: float = 0.0  # of the target, where there is one

    def first(self, track: Sequence[str], role: Role) -> Told | None:
        """Return the entry of a track in a role."""
        for each in self.entries:
            if each.role == role and each.told.entry.kind in track:
                return each.told
        return None


def explained(entries: Iterable[Told], row: Listed, target: Target | None, as_of: date) -> tuple[Explained, ...]:
    """Return each entry with its role, in the order given."""
    entries = list(entries)
    counting = [told for told in entries if told.taken_back_by is None and told.entry.observed_on <= as_of]
    roles: dict[int, Role] = {}
    done_on = _done_on(counting, target)
    for track in (PROGRESS, ("suspended", "resumed", "cancelled"), ("extended",)):
        of_track = sorted((told for told in counting if told.entry.kind in track), key=_rank)
        if track == ("extended",) and done_on is not None:
            roles |= {told.number: "after_done" for told in of_track if told.entry.observed_on > done_on}
            of_track = [told for told in of_track if told.entry.observed_on <= done_on]
        if not of_track:
            continue
        latest = of_track[-1]
        for told in of_track[:-1]:
            same = any(_same_day(told, other) for other in of_track if _rank(other) > _rank(told))
            roles[told.number] = "same_day" if same else "outranked"
        roles[latest.number] = "in_force"
        if latest.entry.kind == "extended" and latest.entry.due_on != row.due:
            roles[latest.number] = "spent"
        if track == PROGRESS and done_on is not None:
            since = next(told for told in of_track if told.entry.observed_on == done_on and is_done(told.entry, target))
            if roles[since.number] != "in_force":
                roles[since.number] = "done_since"
    return tuple(Explained(told, _role(told, roles, as_of)) for told in entries)


def _role(told: Told, roles: dict[int, Role], as_of: date) -> Role:
    if told.taken_back_by is not None:
        return "taken_back"
    if told.entry.observed_on > as_of:
        return "not_yet"
    return roles[told.number]


def _rank(told: Told) -> tuple[date, int]:
    return told.entry.observed_on, told.number


def _same_day(one: Told, other: Told) -> bool:
    return one.entry.observed_on == other.entry.observed_on


def _done_on(counting: Iterable[Told], target: Target | None) -> date | None:
    """Return the first day of the unbroken run of entries, up to the latest, that call it done."""
    found = None
    for told in sorted((told for told in counting if told.entry.kind in PROGRESS), key=_rank, reverse=True):
        if not is_done(told.entry, target):
            break
        found = told.entry.observed_on
    return found
