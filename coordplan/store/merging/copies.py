"""What one copy of a file knows: its changes by their marks, and which thing each of its ids means.

Left out of what a copy knows: what a merge that was taken back had brought, and that taking back; and the renaming
that a merge does in its own file, which every copy does for itself.
"""

import json
import sqlite3
from collections.abc import Mapping
from typing import Any

from coordplan.named_tuples import NamedTuple
from coordplan.store.chain import order_key
from coordplan.store.merging.names import Birth, IdClaim, Origin
from coordplan.store.schema import ACTIVITIES, ALIASES, ENTRIES, FORMS, REPORTS, RETURN_ROWS, RETURNS, TABLES
from coordplan.store.undo import changes_undone, merged_changes, targets_of

Row = Mapping[str, Any]
NUMBERED = (ENTRIES, REPORTS, FORMS, RETURNS, RETURN_ROWS)  # tables whose ids are numbers, each file's own
CONTENT = tuple(table for table in TABLES if table is not ALIASES)


class Renaming(NamedTuple):
    """What a file called an activity until a change."""

    change: int
    id: str
    origin: Origin


class CopyOfFile:
    """One copy, as far as merging asks."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.changes = {row["id"]: row for row in connection.execute("SELECT * FROM changes ORDER BY id")}
        self.numbers = {row["mark"]: number for number, row in self.changes.items()}
        self.left_out = self._left_out()
        filled = {number for number, row in self.changes.items() if row["number_there"] is not None}
        for table in CONTENT:
            for column in ("added_by", "ended_by"):
                query = f"SELECT DISTINCT {column} FROM {table.name} WHERE {column} IS NOT NULL"
                filled.update(row[0] for row in connection.execute(query))
        self.known = {self.mark_of(number) for number in filled - self.left_out}
        aliases = connection.execute("SELECT * FROM aliases WHERE ended_by IS NULL").fetchall()
        self.claims = {IdClaim((row["mark"], row["former_id"]), row["activity_id"], row["claimed"]) for row in aliases}
        self._by_alias = {row["activity_id"]: (row["mark"], row["former_id"]) for row in aliases if row["in_use"]}
        self.renamings = sorted(
            Renaming(row["renamed_by"], row["came_from"], (row["mark"], row["former_id"]))
            for row in aliases
            if row["renamed_by"] is not None
        )
        self._natives: dict[str, Origin] = {}
        self._names: dict[Origin, str] | None = None

    def mark_of(self, number: int) -> str:
        return str(self.changes[number]["mark"])

    def _left_out(self) -> set[int]:
        """Return the changes that say nothing to other copies."""
        connection = self.connection
        undone, merges = changes_undone(connection), merged_changes(connection)
        found = {
            number
            for numbers in merges.values()
            for number in numbers
            if self.changes[number]["number_there"] is None  # it renamed in this file
        }
        for merge, numbers in merges.items():
            if merge in undone:
                found.update((merge, *numbers))
        about_merges = set(merges)
        for number, row in self.changes.items():
            targets = targets_of(row)
            if targets and all(target in about_merges for target in targets):
                about_merges.add(number)
                found.add(number)
        return found

    def taken_back_with(self, number: int) -> set[tuple[str, Any]]:
        """Return what an undo of several changes took back of merges alone, by table and id: the other copy's own."""
        merges = merged_changes(self.connection)
        numbers = {each for target in targets_of(self.changes[number]) for each in (*merges.get(target, ()), target)}
        merged = json.dumps(sorted(numbers & self.left_out))
        if merged == "[]":
            return set()
        return {
            (table.name, row[0])
            for table in CONTENT
            for column in ("added_by", "ended_by")
            for row in self.connection.execute(
                f"SELECT id FROM {table.name} WHERE {column} IN (SELECT value FROM json_each(?))", (merged,)
            )
        }

    def origin_at(self, activity: str, number: int) -> Origin:
        """Return which activity an id meant in a row that a change added."""
        for renaming in self.renamings:
            if renaming.id == activity and renaming.change > number:
                return renaming.origin
        return self._by_alias.get(activity) or self._native(activity)

    def _native(self, activity: str) -> Origin:
        if activity not in self._natives:
            after = max((each.change for each in self.renamings if each.id == activity), default=0)
            row = self.connection.execute(
                "SELECT added_by FROM activities WHERE id = ? AND added_by BETWEEN ? AND ? ORDER BY row LIMIT 1",
                (activity, after + 1, max(self.changes, default=0)),
            ).fetchone()
            self._natives[activity] = (self.mark_of(row[0]) if row else "", activity)
        return self._natives[activity]

    def name_of(self, origin: Origin) -> str | None:
        """Return what this file calls an activity; None where it does not know it."""
        if self._names is None:
            last = len(self.changes) + 1
            query = "SELECT DISTINCT id FROM activities WHERE added_by < ?"
            self._names = {self.origin_at(row[0], last): row[0] for row in self.connection.execute(query, (last,))}
        return self._names.get(origin)

    def births(self) -> list[Birth]:
        """Return every activity that was ever made here or came in, as it was made."""
        ids = [row[0] for row in self.connection.execute("SELECT DISTINCT id FROM activities")]
        origins = {self.origin_at(id_, len(self.changes) + 1) for id_ in ids}
        origins |= {each.origin for each in self.renamings} | set(self._by_alias.values())
        found = []
        for mark, id_ in origins:
            if mark in self.numbers and (number := self.numbers[mark]) not in self.left_out:
                place = order_key(self.changes[number]["at"], mark)
                found.append(Birth((mark, id_), place, self._text_of(number, (mark, id_), id_)))
        return found

    def _text_of(self, number: int, origin: Origin, id_: str) -> str:
        names = [id_, *(each.id for each in self.claims if each.origin == origin)]
        row = self.connection.execute(
            "SELECT * FROM activities WHERE added_by = ? AND id IN (SELECT value FROM json_each(?)) ORDER BY row",
            (number, json.dumps(names)),
        ).fetchone()
        return json.dumps([row[name] for name in ACTIVITIES.columns if name not in ("id", "after")] if row else None)

    def keys_of_numbers(self, table: str) -> dict[int, tuple[str, int]]:
        """Return what is behind the numbers of a table: the mark of the change that gave each, and its place there."""
        rows = self.connection.execute(
            f"SELECT id, added_by, min(row) AS first FROM {table} GROUP BY id ORDER BY first"
        )
        places: dict[int, int] = {}
        found = {}
        for row in rows:
            places[row["added_by"]] = place = places.get(row["added_by"], 0) + 1
            found[row["id"]] = (self.mark_of(row["added_by"]), place)
        return found
