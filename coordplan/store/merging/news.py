"""What each of two copies says that the other does not: thing by thing, in the words and numbers of the file here."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from coordplan.named_tuples import NamedTuple
from coordplan.store.changes import next_id
from coordplan.store.merging.copies import CONTENT, NUMBERED, CopyOfFile
from coordplan.store.merging.names import Names, Origin, settle_names
from coordplan.store.merging.translation import Translation, same_values, words_of_values
from coordplan.store.schema import ACTIVITIES, StoreTable

Key = tuple[str, Any]  # the name of a table, and an id there
Values = dict[str, Any]
BY_NAME: Mapping[str, StoreTable[Any]] = {table.name: table for table in CONTENT}


class Side(NamedTuple):
    """What one copy says of a thing, and the last of its changes that said so."""

    values: Values | None  # None: nothing any more
    change: int | None  # its number in that copy; None: no change that the other does not know
    known_first: Values | None = None  # how a thing began that the other copy did not know


class Thing(NamedTuple):
    """A thing of which at least one copy says something that the other did not know."""

    table: StoreTable[Any]
    ours: Side
    theirs: Side
    base: Values | None
    has_base: bool  # whether it is clear what both knew of it

    def news_of(self, side: Side) -> bool:
        """Say whether a copy says something else of it than both knew."""
        return side.change is not None and not (self.has_base and same_values(self.table, (side.values, self.base)))

    @property
    def contradicts(self) -> bool:
        differ = not same_values(self.table, (self.ours.values, self.theirs.values))
        return differ and self.news_of(self.ours) and self.news_of(self.theirs)

    @property
    def merged(self) -> Values | None:
        """What is said of it where nothing contradicts."""
        if self.news_of(self.theirs) and not self.news_of(self.ours):
            return self.theirs.values
        return self.ours.values


class TwoCopies(NamedTuple):
    """Two copies beside each other."""

    ours: CopyOfFile
    theirs: CopyOfFile
    names: Names
    to_ours: Translation
    renaming: Translation  # from this file's names to those that hold from now on
    missing: tuple[int, ...]  # changes of the other copy that are not known here, by their numbers there, in order
    numbers: Mapping[int, int]  # of the other copy's changes: numbers there and here, once they have come in
    first: int  # the number of the first change that merging writes; that of a renaming, where there is one
    renames: bool
    things: Mapping[Key, Thing]

    @property
    def number(self) -> int:
        """The number of the change that merges."""
        return self.first + self.renames + len(self.missing)

    def title_of(self, origin: Origin) -> str:
        """Return the title of an activity, as either copy has it."""
        thing = self.things.get((ACTIVITIES.name, self.names.ids[origin]))
        values = None if thing is None else thing.ours.values or thing.theirs.values
        return "" if values is None else str(values["title"])


def compare_copies(connection: sqlite3.Connection, other: sqlite3.Connection, place: str) -> TwoCopies:
    """Return the file that is written to beside another copy of it."""
    ours, theirs = CopyOfFile(connection), CopyOfFile(other)
    missing = tuple(number for number, row in theirs.changes.items() if row["mark"] in theirs.known - ours.known)
    taken = [row[0] for each in (connection, other) for row in each.execute("SELECT DISTINCT id FROM activities")]
    names = settle_names([*ours.births(), *theirs.births()], ours.claims | theirs.claims, taken, place)
    renaming = Translation(ours, names.ids)
    renames = bool(names.new) or not theirs.claims <= ours.claims or _are_renamed(ours, renaming)
    first = next_id(connection, "changes")
    numbers = {
        number: ours.numbers[row["mark"]] for number, row in theirs.changes.items() if row["mark"] in ours.numbers
    }
    numbers |= {number: first + renames + place for place, number in enumerate(missing)}
    only_here = [number for number in ours.changes if ours.mark_of(number) in ours.known - theirs.known]
    seen = (min(only_here) if only_here else first) - 1
    to_ours = Translation(theirs, names.ids, _numbers_here(ours, theirs, missing), numbers, seen)
    things = _things(ours, theirs, only_here, missing, renaming, to_ours)
    return TwoCopies(ours, theirs, names, to_ours, renaming, missing, numbers, first, renames, things)


def _are_renamed(ours: CopyOfFile, renaming: Translation) -> bool:
    last = len(ours.changes) + 1
    ids = ours.connection.execute("SELECT DISTINCT id FROM activities WHERE ended_by IS NULL")
    return any(renaming.activity(row[0], last) != row[0] for row in ids)


def _numbers_here(ours: CopyOfFile, theirs: CopyOfFile, missing: Iterable[int]) -> dict[str, dict[int, int]]:
    """Return by table which numbers of the other copy are which here; what is not known here gets the next ones."""
    found: dict[str, dict[int, int]] = {}
    for table in NUMBERED:
        there = theirs.keys_of_numbers(table.name)
        here = {key: id_ for id_, key in ours.keys_of_numbers(table.name).items()}
        free = next_id(ours.connection, table.name)
        found[table.name] = {}
        for id_, key in there.items():
            if key in here:
                found[table.name][id_] = here[key]
            else:
                found[table.name][id_] = free
                free += 1
    return found


def _things(
    ours: CopyOfFile,
    theirs: CopyOfFile,
    only_here: Iterable[int],
    only_there: Iterable[int],
    renaming: Translation,
    to_ours: Translation,
) -> dict[Key, Thing]:
    here, there = _touched(ours, only_here, renaming), _touched(theirs, only_there, to_ours)
    found = {}
    for table in CONTENT:
        keys = {key for key in (*here, *there) if key[0] == table.name}
        if not keys:
            continue
        both = ours.known & theirs.known
        wanted = {key[1] for key in keys}
        sides = [
            _History(copy, table, translation, wanted, both)
            for copy, translation in ((ours, renaming), (theirs, to_ours))
        ]
        for key in sorted(keys, key=str):
            one, other = (
                Side(history.now.get(key[1]), touched.get(key), history.first.get(key[1]))
                for history, touched in zip(sides, (here, there), strict=True)
            )
            common = [history.common.get(key[1], []) for history in sides]
            base, has_base = _base(table, *common)
            made_alike = one.known_first is not None and same_values(table, (one.known_first, other.known_first))
            if made_alike and not any(common):
                base = one.known_first
            found[key] = Thing(table, one, other, base, has_base)
    return found


def _touched(copy: CopyOfFile, numbers: Iterable[int], translation: Translation) -> dict[Key, int]:
    """Return what some changes of a copy touched, with the last of them that did."""
    found: dict[Key, int] = {}
    chosen = json.dumps(list(numbers))
    ignored = {number: copy.taken_back_with(number) for number in json.loads(chosen)}
    for table in CONTENT:
        for column in ("added_by", "ended_by"):
            rows = copy.connection.execute(
                f"SELECT * FROM {table.name} WHERE {column} IN (SELECT value FROM json_each(?))", (chosen,)
            )
            for row in rows:
                if (table.name, row["id"]) not in ignored[row[column]]:
                    key = table.name, translation.row(table, row)["id"]
                    found[key] = max(found.get(key, 0), row[column])
    return found


class _History:
    """The rows of some things of a table in one copy: in force now, as both copies know them, and the first."""

    def __init__(
        self, copy: CopyOfFile, table: StoreTable[Any], translation: Translation, wanted: set[Any], both: set[str]
    ) -> None:
        self.now: dict[Any, Values] = {}
        self.first: dict[Any, Values] = {}
        self.common: dict[Any, list[tuple[str, str, bool, Values]]] = {}  # mark, text, whether still there, values
        for row in copy.connection.execute(f"SELECT * FROM {table.name} ORDER BY row"):
            values = translation.row(table, row)
            if values["id"] not in wanted:
                continue
            if row["ended_by"] is None:
                self.now[values["id"]] = values
            mark = copy.mark_of(row["added_by"])
            if row["added_by"] not in copy.left_out:
                self.first.setdefault(values["id"], values)
            if mark in both:
                ended = row["ended_by"] is not None and copy.mark_of(row["ended_by"]) in both
                text = repr(words_of_values(table, values))
                self.common.setdefault(values["id"], []).append((mark, text, not ended, values))


def _base(table: StoreTable[Any], *sides: list[tuple[str, str, bool, Values]]) -> tuple[Values | None, bool]:
    """Return what both copies knew of a thing, and whether that is clear: it is not where they had contradicted."""
    if not any(sides):
        return None, True
    counted = [Counter((mark, text) for mark, text, there, _values in side if there) for side in sides]
    left = list((counted[0] & counted[1]).elements())
    if len(left) > 1:
        return None, False
    if not left:
        ended = all(not there for side in sides for _mark, _text, there, _values in side)
        return None, ended
    values = next(values for mark, text, _there, values in sides[0] if (mark, text) == left[0])
    return values, True
