"""A merge from its beginning to its end: whether there is one, what is to be decided, and what is refused."""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Literal

from coordplan.dates.periods import parse_period
from coordplan.errors import Refused
from coordplan.named_tuples import NamedTuple
from coordplan.store.chain import order_key
from coordplan.store.changes import Writing
from coordplan.store.closed_figures import Windows, all_plans, rows_then, windows_of_plans
from coordplan.store.closed_periods import closings_in_force
from coordplan.store.door.closed_guard import moved_periods
from coordplan.store.kept_rows import kept_rows_of
from coordplan.store.merging.contradictions import (
    Choice,
    Contradiction,
    contradictions_in,
    entries_by_occurrence,
    merged_values,
    on_day,
)
from coordplan.store.merging.copies import CopyOfFile
from coordplan.store.merging.news import Key, Thing, TwoCopies, Values, compare_copies
from coordplan.store.merging.taking_over import moment_of_merge, put_right, take_over
from coordplan.store.merging.translation import same_values
from coordplan.store.needs import left_in_the_air
from coordplan.store.schema import ACTIVITIES, ENTRIES, OCCURRENCES
from coordplan.store.undo import changes_undone, merged_changes
from coordplan.text.language import translate as _

Decide = Callable[[TwoCopies, Sequence[Contradiction]], Mapping[Contradiction, Choice]]
Kinship = Literal["other", "nothing", "news"]


class TakenBack(NamedTuple):
    """A merge that was taken back, and by which change of the same file."""

    merge: int
    undo: int


def kinship(connection: sqlite3.Connection, other: sqlite3.Connection) -> tuple[Kinship, TakenBack | None]:
    """Return whether another file is a copy of this one, and holds anything that this one does not know."""
    first = "SELECT mark FROM changes ORDER BY id LIMIT 1"
    marks = [each.execute(first).fetchone() for each in (connection, other)]
    if None in marks or marks[0][0] != marks[1][0]:
        return "other", None
    ours, theirs = CopyOfFile(connection), CopyOfFile(other)
    undone = changes_undone(connection)
    for merge, numbers in merged_changes(connection).items():
        if merge in undone and {ours.mark_of(number) for number in numbers} & theirs.known - ours.known:
            return "news", TakenBack(merge, undone[merge])
    is_contained = theirs.claims <= ours.claims and (
        theirs.known <= ours.known or (_only_merged(theirs, ours) and _agree(compare_copies(connection, other, "")))
    )
    return ("nothing" if is_contained else "news"), None


def _only_merged(theirs: CopyOfFile, ours: CopyOfFile) -> bool:
    """Say whether the other copy's news are merges alone, by which it may have come to say what this one says."""
    merges = merged_changes(theirs.connection)
    return {theirs.mark_of(number) for number in theirs.changes if number not in merges}.isdisjoint(
        theirs.known - ours.known
    )


def _agree(copies: TwoCopies) -> bool:
    return not any(
        thing.news_of(thing.theirs) and not same_values(thing.table, (thing.ours.values, thing.theirs.values))
        for thing in copies.things.values()
    )


def taken_back_there(connection: sqlite3.Connection, other: sqlite3.Connection) -> TakenBack | None:
    """Return the last merge that the other copy took back although what it brought stands here; None where none is."""
    ours, theirs = CopyOfFile(connection), CopyOfFile(other)
    undone = changes_undone(other)
    for merge, numbers in reversed(merged_changes(other).items()):
        if merge in undone and {theirs.mark_of(number) for number in numbers} & ours.known:
            return TakenBack(merge, undone[merge])
    return None


class Merge:
    """A merge that is being made: ``begin`` writes what comes before the change that merges, ``finish`` the rest.

    ``decide`` is given what contradicts, and raises where it is not decided.
    """

    def __init__(self, other: sqlite3.Connection, said: Mapping[str, Any], decide: Decide, today: date) -> None:
        self._other = other
        self._said = said
        self._decide = decide
        self._today = today
        self._in_the_air: set[tuple[str, str]] = set()  # on either side before
        self._gone_before: set[str] = set()
        self._compared: TwoCopies | None = None
        self.decided: dict[Contradiction, Choice] = {}

    @property
    def compared(self) -> TwoCopies:
        assert self._compared is not None, "it has begun"
        return self._compared

    def begin(self, connection: sqlite3.Connection, now: datetime, prepare: Callable[[], None]) -> datetime:
        """Compare, have it decided, and write the other copy's changes; return the moment of the merge.

        ``prepare`` is called before anything is written.
        """
        moment = moment_of_merge(connection, self._other, now)
        place = order_key(moment.isoformat(timespec="microseconds"), "")
        self._compared = compare_copies(connection, self._other, place)
        last, names = len(self.compared.theirs.changes) + 1, self.compared.to_ours
        self._in_the_air = set(left_in_the_air(connection, 0)) | {
            (names.activity(id_, last), names.activity(needed, last)) for id_, needed in left_in_the_air(self._other, 0)
        }
        self._gone_before = set(_occurrences_gone(connection, 0)) | {
            names.occurrence(id_, last) for id_ in _occurrences_gone(self._other, 0)
        }
        self._settle(contradictions_in(self.compared.things))
        prepare()
        take_over(self.compared, moment, self._said)
        return moment

    def finish(self, change: Writing) -> None:
        """Write what was decided, until nothing contradicts; raise Refused where something is left in the air."""
        while True:
            wanted = merged_values(self.compared.things, self.decided, self._as_withdrawn)
            decided = [
                key
                for each in self.decided
                for key in each.keys
                if key in self.compared.things and (each.kind == "closing" or self.compared.things[key].contradicts)
            ]
            put_right(change, wanted, decided)
            known = {each.name for each in self.decided}
            more = [each for each in (*self._gone(change), *self._late(change)) if each.name not in known]
            if not more:
                break
            self._settle(more)
        missing = [each for each in left_in_the_air(change.connection, change.before) if each not in self._in_the_air]
        if missing:
            raise Refused(
                _("What one side needs is gone on the other: {ids}.").format(
                    ids="; ".join(_("{id} needs {needed}").format(id=id_, needed=needed) for id_, needed in missing[:6])
                ),
                _("Take back there or here what took it away (`coordplan log` names it), and merge again."),
            )
        self._keep_late_news(change)

    def _as_withdrawn(self, values: Values) -> Values:
        return on_day(values, self._today, _("its number is that of another report"))

    def _settle(self, found: Sequence[Contradiction]) -> None:
        if found:
            self.decided |= self._decide(self.compared, found)

    def _keys_of(self, occurrences: Sequence[str]) -> tuple[Key, ...]:
        """Return what either side says anew of some occurrences."""
        entries = entries_by_occurrence(self.compared.things)
        found: list[Key] = []
        for id_ in occurrences:
            found += entries.get(id_, [])
            if (OCCURRENCES.name, id_) in self.compared.things:
                found.append((OCCURRENCES.name, id_))
        return tuple(found)

    def _gone(self, change: Writing) -> list[Contradiction]:
        """Return the occurrences of which one side records something while they are gone on the other."""
        found = []
        for id_ in _occurrences_gone(change.connection, change.before):
            if id_ not in self._gone_before:
                keys = list(self._keys_of([id_]))
                activity = (ACTIVITIES.name, id_.partition("@")[0])
                if activity in self.compared.things and self.compared.things[activity].merged is None:
                    keys.append(activity)
                found.append(Contradiction("gone", id_, tuple(keys)))
        return found

    def _late(self, change: Writing) -> list[Contradiction]:
        """Return what one side recorded of a period that the other closed."""
        found = []
        for moved in moved_periods(change):
            ids = dict.fromkeys((*(row.id for row in moved.rows), *(each.occurrence for each in moved.entries)))
            found += [
                Contradiction("late", id_, keys, moved.closing.period, "ours")
                for id_ in ids
                if (keys := self._keys_of([id_]))
            ]
        for period, id_ in self._late_there(change):
            found.append(Contradiction("late", id_, self._keys_of([id_]), period, "theirs"))
        return found

    def _late_there(self, change: Writing) -> list[tuple[str, str]]:
        """Return, of the periods that the other copy closed, what this one makes of them another figure."""
        news = [
            id_
            for id_, keys in entries_by_occurrence(self.compared.things).items()
            if any(_is_ours(self.compared.things[key]) for key in keys)
        ]
        news += [
            key[1]
            for key, thing in self.compared.things.items()
            if thing.table is OCCURRENCES and _is_ours(thing) and key[1] not in news
        ]
        found = []
        ours = {each.id for each, choice in self.decided.items() if each.kind == "closing" and choice == "ours"}
        for closing in closings_in_force(change.connection):
            if closing.period in ours:
                continue  # what this copy said is what it closed
            kept = kept_rows_of(change.connection, f"closing:{closing.period}")
            if closing.change <= change.before or kept is None or not kept.intact or kept.by_earlier_rules:
                continue
            closed = {row[0]: row for row in kept.values["rows"]}
            windows = windows_of_plans(all_plans(change.connection, change.number), parse_period(closing.period))
            rows = rows_then(change.connection, windows, change.number, news)
            for id_ in news:
                row = rows.get(id_)
                values = row.values if row is not None and row.counts else None
                if values != closed.get(id_) or self._is_observed_within(change, id_, windows):
                    found.append((closing.period, id_))
        return found

    def _is_observed_within(self, change: Writing, occurrence: str, windows: Windows) -> bool:
        """Say whether this copy recorded anything of an occurrence on a day of a period."""
        row = change.connection.execute(
            "SELECT plan_id FROM occurrences WHERE id = ? ORDER BY row DESC LIMIT 1", (occurrence,)
        ).fetchone()
        first, last = windows.of(row[0] if row else "")
        things = (self.compared.things[key] for key in entries_by_occurrence(self.compared.things).get(occurrence, ()))
        days = ((thing.ours.values or thing.base or {}).get("observed_on", "") for thing in things if _is_ours(thing))
        return any(first.isoformat() <= day <= last.isoformat() for day in days)

    def _keep_late_news(self, change: Writing) -> None:
        """Let into the periods that the other copy closed what was decided to stand; raise Refused without a reason."""
        periods: dict[str, list[str]] = {}
        for each, choice in self.decided.items():
            if each.kind == "late" and each.closed_by == "theirs" and choice == "ours":
                periods.setdefault(each.period, []).append(each.id)
        if not periods:
            return
        from coordplan.store.door.closed_refusal import let_into_closed

        for period, ids in periods.items():
            let_into_closed(change, period, ids)


def _is_ours(thing: Thing) -> bool:
    return thing.table in (ENTRIES, OCCURRENCES) and thing.news_of(thing.ours) and not thing.news_of(thing.theirs)


def _occurrences_gone(connection: sqlite3.Connection, since: int) -> list[str]:
    """Return the occurrences of which something is recorded though they are no longer there, by a change since."""
    rows = connection.execute(
        """
        SELECT DISTINCT e.occurrence_id
        FROM entries AS e
        WHERE e.ended_by IS NULL
          AND NOT EXISTS (SELECT 1 FROM occurrences AS o WHERE o.id = e.occurrence_id AND o.ended_by IS NULL)
          AND (
              e.added_by > :since
              OR EXISTS (SELECT 1 FROM occurrences AS o WHERE o.id = e.occurrence_id AND o.ended_by > :since)
          )
        ORDER BY 1""",
        {"since": since},
    )
    return [row[0] for row in rows.fetchall()]
