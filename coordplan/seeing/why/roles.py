"""What each entry of an occurrence means for where it stands: which counts, and which does not, and why."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Literal

from coordplan.model import Target
from coordplan.named_tuples import NamedTuple
from coordplan.progress import done_days, is_done, summed
from coordplan.seeing.history import EXPLAINED_NAMES, HistoryEntry
from coordplan.seeing.listing import ListedOccurrence

Role = Literal[
    "in_force",  # the latest of its track: it counts
    "done_since",  # finished since then, without a break
    "outranked",  # there is a later observation
    "added",  # an amount that adds up with the others
    "same_day",  # there is one for the same day that was recorded later
    "not_yet",  # observed later than the day asked about
    "after_done",  # an extension granted when it was done already
    "spent",  # an extension that the definition has overtaken
    "taken_back",
]
PROGRESS_KINDS = ("percent", "value", "done")
HOLDING_KINDS = ("suspended", "resumed", "cancelled")


class ExplainedEntry(NamedTuple):
    """An entry with what it means for the standing."""

    row: HistoryEntry
    role: Role

    def by_name(self) -> dict[str, Any]:
        values = self.row.by_name() | {"role": self.role}
        return {name: values[name] for name in EXPLAINED_NAMES}


def explained_entries(
    entries: Iterable[HistoryEntry], row: ListedOccurrence, target: Target | None, as_of: date
) -> tuple[ExplainedEntry, ...]:
    """Return each entry with its role, in the order given."""
    entries = list(entries)
    counting = [each for each in entries if each.taken_back_by is None and each.entry.observed_on <= as_of]
    roles: dict[int, Role] = {}
    done_on = _done_on(counting, target)
    for track in (PROGRESS_KINDS, HOLDING_KINDS, ("extended",)):
        of_track = sorted((each for each in counting if each.entry.kind in track), key=_rank)
        if track == ("extended",) and done_on is not None:
            roles |= {each.number: "after_done" for each in of_track if each.entry.observed_on > done_on}
            of_track = [each for each in of_track if each.entry.observed_on <= done_on]
        if not of_track:
            continue
        latest = of_track[-1]
        for place, each in enumerate(of_track[:-1], start=1):
            same = each.entry.observed_on == of_track[place].entry.observed_on
            roles[each.number] = "same_day" if same else "outranked"
        spent = latest.entry.kind == "extended" and latest.entry.due_on != row.due
        roles[latest.number] = "spent" if spent else "in_force"
        if track == PROGRESS_KINDS and target is not None and target.sums:
            roles |= _roles_in_sum(of_track, target)
        if track == PROGRESS_KINDS and done_on is not None:
            since = _finishing(of_track, target, done_on, roles)
            if since is not latest:
                roles[since.number] = "done_since"
    return tuple(ExplainedEntry(each, _role(each, roles, as_of)) for each in entries)


def _roles_in_sum(of_track: Sequence[HistoryEntry], target: Target) -> dict[int, Role]:
    """Return what counts beside the latest of what adds up: each day's last amount, and that it was called done."""
    amounts = {each.entry.observed_on: each.number for each in of_track if each.entry.kind == "value"}
    called = [each for each in of_track if each.entry.kind != "value"][-1:]
    return {
        **dict.fromkeys(amounts.values(), "added"),
        **{each.number: "in_force" for each in called if is_done(each.entry, target)},
    }


def _finishing(
    of_track: Sequence[HistoryEntry], target: Target | None, day: date, roles: Mapping[int, Role]
) -> HistoryEntry:
    """Return the entry by which it is done since a day: the last of that day that means done by itself."""
    reached = summed((each.entry for each in of_track), target)
    return next(
        each
        for each, total in reversed(list(zip(of_track, reached, strict=True)))
        if each.entry.observed_on == day
        and is_done(total._replace(kind=each.entry.kind), target)
        and not (each.entry.kind == "value" and roles[each.number] == "same_day")
    )


def _role(each: HistoryEntry, roles: dict[int, Role], as_of: date) -> Role:
    if each.taken_back_by is not None:
        return "taken_back"
    return "not_yet" if each.entry.observed_on > as_of else roles[each.number]


def _rank(each: HistoryEntry) -> tuple[date, str, int]:
    return each.entry.observed_on, each.recorded, each.number


def _done_on(counting: Iterable[HistoryEntry], target: Target | None) -> date | None:
    """Return the first day of the unbroken run of entries, up to the latest, that call it done."""
    progress = [each for each in counting if each.entry.kind in PROGRESS_KINDS]
    run = done_days(((_rank(each), each.entry) for each in progress), target)
    return run[0] if run else None
