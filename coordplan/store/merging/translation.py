"""Rows of one copy as they are in another: activities under the names that hold in both, numbers as they are there."""

import json
import zlib
from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256
from typing import Any

from coordplan.store.kept_rows import text_to_keep
from coordplan.store.merging.copies import CopyOfFile, Row
from coordplan.store.merging.names import Origin
from coordplan.store.schema import (
    ACTIVITIES,
    ENTRIES,
    FORMS,
    KEPT_ROWS,
    LATE_MOVES,
    OCCURRENCES,
    REPORTS,
    RETURN_ROWS,
    RETURNS,
    StoreTable,
)


class Translation:
    """From one copy into the file that is written to."""

    def __init__(
        self,
        copy: CopyOfFile,
        names: Mapping[Origin, str],
        ids: Mapping[str, Mapping[int, int]] | None = None,
        changes: Mapping[int, int] | None = None,
        seen: int | None = None,
    ) -> None:
        self._copy = copy
        self._names = names
        self._ids = ids  # by table, numbers there and here; None: they are the same
        self._changes = changes
        self._seen = seen  # up to which change both copies had the same; None: the number stays
        self._by_table: dict[str, Callable[[dict[str, Any], int], None]] = {
            ACTIVITIES.name: self._activity,
            OCCURRENCES.name: self._occurrence,
            ENTRIES.name: self._entry,
            FORMS.name: self._form,
            REPORTS.name: self._report,
            RETURNS.name: lambda row, _number: self._number(RETURNS.name, row),
            RETURN_ROWS.name: self._return_row,
            KEPT_ROWS.name: self._kept,
            LATE_MOVES.name: self._late_move,
        }

    def row(self, table: StoreTable[Any], row: Row) -> dict[str, Any]:
        """Return the columns of a row."""
        values = {name: row[name] for name in table.columns}
        if table.name in self._by_table:
            self._by_table[table.name](values, row["added_by"])
        return values

    def activity(self, id_: str, number: int) -> str:
        """Return what an id of a row that a change added is called."""
        return self._names.get(self._copy.origin_at(id_, number), id_)

    def occurrence(self, id_: str, number: int) -> str:
        activity, at, period = id_.partition("@")
        return self.activity(activity, number) + at + period

    def _occurrences(self, text: str | None, number: int) -> str | None:
        return text and json.dumps([self.occurrence(each, number) for each in json.loads(text)], ensure_ascii=False)

    def _number(self, table: str, row: dict[str, Any], column: str = "id") -> None:
        if self._ids is not None:
            row[column] = self._ids[table].get(row[column], row[column])

    def _activity(self, row: dict[str, Any], number: int) -> None:
        row["id"] = self.activity(row["id"], number)
        row["after"] = self._occurrences(row["after"], number)

    def _occurrence(self, row: dict[str, Any], number: int) -> None:
        row["id"] = self.occurrence(row["id"], number)
        row["activity_id"] = self.activity(row["activity_id"], number)

    def _entry(self, row: dict[str, Any], number: int) -> None:
        self._number(ENTRIES.name, row)
        row["occurrence_id"] = self.occurrence(row["occurrence_id"], number)

    def _return_row(self, row: dict[str, Any], number: int) -> None:
        self._number(RETURN_ROWS.name, row)
        self._number(RETURNS.name, row, "return_id")
        row["occurrence_id"] = self.occurrence(row["occurrence_id"], number)

    def _form(self, row: dict[str, Any], number: int) -> None:
        self._number(FORMS.name, row)
        row["asked"], row["not_due"] = (self._occurrences(row[name], number) for name in ("asked", "not_due"))
        row["seen"] = row["seen"] if self._seen is None else min(row["seen"], self._seen)

    def _report(self, row: dict[str, Any], number: int) -> None:
        kept = self._copy.connection.execute(
            "SELECT * FROM kept_rows WHERE id = ? ORDER BY row LIMIT 1", (f"report:{row['id']}",)
        ).fetchone()
        if kept is not None and kept["digest"] == row["figures"]:
            row["figures"] = self.row(KEPT_ROWS, kept)["digest"]
        self._number(REPORTS.name, row)
        row["known"] = row["known"] if self._seen is None else min(row["known"], self._seen)

    def _kept(self, row: dict[str, Any], number: int) -> None:
        kind, _colon, of = row["id"].partition(":")
        if kind == "report" and self._ids is not None:
            row["id"] = f"report:{self._ids[REPORTS.name].get(int(of), int(of))}"
        try:
            values = json.loads(zlib.decompress(row["packed"]))
        except (zlib.error, ValueError, TypeError):
            return  # as it is: it cannot be read
        renamed = self._renamed(values, number)
        if renamed != values:
            text = text_to_keep(renamed).encode()
            row["packed"], row["digest"] = zlib.compress(text, 9), sha256(text).hexdigest()

    def _renamed(self, values: Any, number: int) -> Any:
        """Return the values of a text with the occurrences that begin its rows, or stand second, as they are called."""
        if not isinstance(values, dict):
            return values
        found = {}
        for name, rows in values.items():
            place = 1 if name in ("difficulties", "recommendations") else 0
            found[name] = [self._row_renamed(row, place, number) for row in rows] if _are_rows(rows) else rows
        return found

    def _row_renamed(self, row: list[Any], place: int, number: int) -> list[Any]:
        if len(row) <= place or not isinstance(row[place], str):
            return row
        return [*row[:place], self.occurrence(row[place], number), *row[place + 1 :]]

    def _late_move(self, row: dict[str, Any], number: int) -> None:
        period, _at, change = row["id"].rpartition("@")
        if self._changes is not None:
            row["id"] = f"{period}@{self._changes.get(int(change), int(change))}"
        rows = [[self.occurrence(id_, number), *sides] for id_, *sides in json.loads(row["rows"])]
        row["rows"] = json.dumps(rows)


def _are_rows(rows: Any) -> bool:
    return isinstance(rows, list) and all(isinstance(row, list) for row in rows)


# What is each file's own: which of its changes a report or a form knew
_OWN = {REPORTS.name: ("known", "figures"), FORMS.name: ("seen",), KEPT_ROWS.name: ("packed",)}


def words_of_values(table: StoreTable[Any], values: Row) -> tuple[Any, ...]:
    """Return what a row says, without what is each file's own."""
    return tuple(values[name] for name in table.columns if name not in _OWN.get(table.name, ()))


def same_values(table: StoreTable[Any], rows: Iterable[Row | None]) -> bool:
    """Say whether rows say the same; None is no row."""
    found = [None if row is None else words_of_values(table, row) for row in rows]
    return all(each == found[0] for each in found)
