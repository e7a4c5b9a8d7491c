"""Where two copies contradict each other, what is said of it on both sides, and what a decision makes of it."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, Literal

from coordplan.named_tuples import NamedTuple
from coordplan.store.issued_reports import paper_key
from coordplan.store.merging.news import Key, Side, Thing, Values
from coordplan.store.schema import ACTIVITIES, CLOSINGS, ENTRIES, KEPT_ROWS, OCCURRENCES, REPORTS

Choice = Literal["", "ours", "theirs"]
Kind = Literal["activity", "occurrence", "definition", "report", "closing", "late", "gone"]
_PROGRESS = ("percent", "value", "done", "suspended", "resumed", "cancelled")


class Contradiction(NamedTuple):
    """What is to be decided, with all that the decision is about."""

    kind: Kind
    id: str
    keys: tuple[Key, ...]
    period: str = ""  # that is closed on one side, while something was recorded of it on the other
    closed_by: Choice = ""

    @property
    def name(self) -> tuple[str, str, str]:
        return self.kind, self.id, self.period

    @property
    def side_that_reopens(self) -> Choice:
        """The side whose choice lets something into a closed period: that which did not close it."""
        return {"ours": "theirs", "theirs": "ours"}.get(self.closed_by, "")  # type: ignore[return-value]  # of two


def contradictions_in(things: Mapping[Key, Thing]) -> list[Contradiction]:
    """Return what contradicts, in the order of its kinds and ids."""
    found = [*_of_activities(things), *_of_occurrences(things), *_of_reports(things), *_of_closings(things)]
    grouped = {key for each in found for key in each.keys}
    for key, thing in things.items():
        if thing.contradicts and key not in grouped and thing.table not in (ENTRIES, CLOSINGS, KEPT_ROWS):
            found.append(Contradiction("definition", f"{key[0]} {key[1]}", (key,)))
    return found


def _activity_of(thing: Thing) -> str:
    values = next(each for each in _all_values(thing))
    return str(values["activity_id" if thing.table is OCCURRENCES else "id"])


def _all_values(thing: Thing) -> Iterable[Values]:
    sides = (thing.ours.values, thing.theirs.values, thing.base, thing.ours.known_first, thing.theirs.known_first)
    return (values for values in sides if values is not None)


def _of_activities(things: Mapping[Key, Thing]) -> Iterable[Contradiction]:
    by_activity: dict[str, list[Key]] = {}
    for key, thing in things.items():
        if thing.table in (ACTIVITIES, OCCURRENCES) and any(True for _values in _all_values(thing)):
            by_activity.setdefault(_activity_of(thing), []).append(key)
    for id_, keys in sorted(by_activity.items()):
        if any(things[key].contradicts for key in keys):
            yield Contradiction("activity", id_, tuple(keys))


def entries_by_occurrence(things: Mapping[Key, Thing]) -> dict[str, list[Key]]:
    """Return the entries of which a copy says something new, by their occurrences."""
    found: dict[str, list[Key]] = {}
    for key, thing in things.items():
        if thing.table is ENTRIES and (values := next(iter(_all_values(thing)), None)):
            found.setdefault(values["occurrence_id"], []).append(key)
    return found


def _of_occurrences(things: Mapping[Key, Thing]) -> Iterable[Contradiction]:
    """Yield the occurrences of which each side recorded or took back something that the other did not.

    What both recorded in the same words is one fact that was told twice; an extension speaks of other things.
    """
    for id_, keys in sorted(entries_by_occurrence(things).items()):
        for is_extension in (False, True):
            chosen = [key for key in keys if _is_extension(things[key]) == is_extension]
            ours, theirs = (
                {_effect(things[key], side) for key in chosen if things[key].news_of(getattr(things[key], side))}
                for side in ("ours", "theirs")
            )
            if not (ours <= theirs or theirs <= ours):
                yield Contradiction("occurrence", id_, tuple(chosen))


def _is_extension(thing: Thing) -> bool:
    return any(values["kind"] not in _PROGRESS for values in _all_values(thing))


def _effect(thing: Thing, side: str) -> tuple[Any, ...]:
    values = getattr(thing, side).values
    if values is None:
        return ("taken back", (thing.base or {}).get("id"))
    return tuple(values[name] for name in ("kind", "percent", "value", "due_on", "observed_on"))


def _of_reports(things: Mapping[Key, Thing]) -> Iterable[Contradiction]:
    by_number: dict[str, dict[str, list[Key]]] = {}
    for key, thing in things.items():
        if thing.table is REPORTS and thing.base is None:
            for side in ("ours", "theirs"):
                values = getattr(thing, side).values
                if values is not None and values["withdrawn_on"] is None:
                    number = paper_key(values["number"], values["signed_on"][:4])
                    by_number.setdefault(number, {}).setdefault(side, []).append(key)
    for number, sides in sorted(by_number.items()):
        if len(sides) == 2:
            yield Contradiction("report", number, (*sides["ours"], *sides["theirs"]))


def _of_closings(things: Mapping[Key, Thing]) -> Iterable[Contradiction]:
    """Yield the periods that one side closed and the other opened again, or that both closed with other figures."""
    for key, thing in things.items():
        if thing.table is CLOSINGS:
            kept = things.get((KEPT_ROWS.name, f"closing:{key[1]}"))
            both = thing.ours.values is not None and thing.theirs.values is not None
            if (thing.contradicts and not both) or (both and kept is not None and kept.contradicts):
                yield Contradiction("closing", key[1], (key, (KEPT_ROWS.name, f"closing:{key[1]}")))


def merged_values(
    things: Mapping[Key, Thing],
    decided: Mapping[Contradiction, Choice],
    withdrawn: Callable[[Values], Values],
) -> dict[Key, Values | None]:
    """Return what the file is to say of each thing; of a report that lost its number, that it is ``withdrawn``."""
    found = {key: thing.merged for key, thing in things.items()}
    for key, thing in things.items():
        if thing.table is CLOSINGS and thing.contradicts:  # closed with the same figures: the earlier one counts
            sides = [each.values for each in (thing.ours, thing.theirs) if each.values is not None]
            found[key] = min(sides, key=lambda values: str(values["closed_on"]))
    for contradiction, choice in decided.items():
        for key in contradiction.keys:
            if key not in things:
                continue
            side: Side = getattr(things[key], choice)
            other: Side = things[key].theirs if choice == "ours" else things[key].ours
            if contradiction.kind == "report" and side.values is None and other.values is not None:
                found[key] = withdrawn(other.values)
            else:
                found[key] = side.values
    return found


def on_day(values: Values, day: date, reason: str) -> Values:
    """Return a report that is withdrawn on a day."""
    return values | {"withdrawn_on": day.isoformat(), "withdrawn_reason": reason}
