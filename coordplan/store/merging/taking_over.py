"""Writing what a merge brings: the other copy's changes as they were, and the change that settles what is left.

First what this file calls otherwise from now on, where ids clashed; then each change that was not known here, under its
own name, moment and mark; last the change that merges, with what was decided. One transaction holds all of it.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from coordplan.store import chain
from coordplan.store.changes import Writing, add_change
from coordplan.store.merging.copies import CONTENT, Row
from coordplan.store.merging.names import IdClaim
from coordplan.store.merging.news import BY_NAME, Key, TwoCopies, Values
from coordplan.store.merging.translation import same_values
from coordplan.store.schema import ALIASES, StoreTable
from coordplan.store.undo import targets_of


def moment_of_merge(connection: sqlite3.Connection, other: sqlite3.Connection, now: datetime) -> datetime:
    """Return the moment of a merge: now, or just after all that either copy holds."""
    query = "SELECT max(at) FROM changes"
    moments = [each.execute(query).fetchone()[0] for each in (connection, other)]
    later = [datetime.fromisoformat(text) + timedelta(microseconds=1) for text in moments if text is not None]
    return max([now.astimezone(UTC), *later])


def take_over(compared: TwoCopies, moment: datetime, said: Mapping[str, Any]) -> int:
    """Write what this file calls otherwise, and the other copy's changes; return how many rows that is.

    ``said``: by, command, reason of the merge.
    """
    connection = compared.ours.connection
    at = moment.isoformat(timespec="microseconds")
    merged = {"merged_by": compared.number, "merged_at": at}
    rows = 0
    if compared.renames:
        change = add_change(connection, {**said, **merged, "illustrative": 0, "at": at})
        _rename(change, compared)
        chain.seal(connection, change.number)
        rows += change.rows
    for number in compared.missing:
        change = _taken_over(compared, number, merged)
        chain.seal(connection, change.number)
        rows += change.rows
    return rows


def _taken_over(compared: TwoCopies, number: int, merged: Mapping[str, Any]) -> Writing:
    row = compared.theirs.changes[number]
    kept = {name: row[name] for name in ("at", "by", "command", "reason", "illustrative", "mark")}
    targets = [compared.numbers[each] for each in targets_of(row) if each in compared.numbers]
    undoes = {
        "undoes": targets[0] if targets else None,
        "undoes_also": json.dumps(targets[1:]) if targets[1:] else None,
    }
    change = add_change(compared.ours.connection, {**kept, **undoes, **merged, "number_there": number})
    ignored = compared.theirs.taken_back_with(number)
    for table in CONTENT:
        _take_over_rows(change, compared, table, number, ignored)
    return change


def _take_over_rows(
    change: Writing, compared: TwoCopies, table: StoreTable[Any], number: int, ignored: set[Key]
) -> None:
    """Write what a change of the other copy did in a table: what it ended is ended, what it added takes its place."""

    def rows(column: str) -> Iterator[Values]:
        found: list[Row] = compared.theirs.connection.execute(
            f"SELECT * FROM {table.name} WHERE {column} = ? ORDER BY row", (number,)
        ).fetchall()
        return (compared.to_ours.row(table, row) for row in found if (table.name, row["id"]) not in ignored)

    change.end(table, [values["id"] for values in rows("ended_by")])
    for values in rows("added_by"):
        change.end(table, [values["id"]])
        change.add(table, [values])


def _rename(change: Writing, compared: TwoCopies) -> None:
    """Write anew what names an activity that is called otherwise from now on, and what each is called besides."""
    ours, names = compared.ours, compared.names
    for table in CONTENT:
        found = []
        for row in change.connection.execute(f"SELECT * FROM {table.name} WHERE ended_by IS NULL ORDER BY row"):
            values = compared.renaming.row(table, row)
            if any(values[name] != row[name] for name in table.columns):
                found.append((row["id"], values))
        change.end(table, [id_ for id_, _values in found])
        change.add(table, [values for _id, values in found])
    claims: dict[tuple[Any, str], IdClaim] = {}
    for claim in sorted((*ours.claims, *compared.theirs.claims, *names.new), key=lambda each: each.place):
        claims.setdefault((claim.origin, claim.id), claim)
    here = {row["id"]: dict(row) for row in change.connection.execute("SELECT * FROM aliases WHERE ended_by IS NULL")}
    for claim in claims.values():
        id_ = "/".join((claim.origin[1], claim.origin[0], claim.id))
        before = here.get(id_)
        row = {name: None if before is None else before[name] for name in ALIASES.columns} | {
            "id": id_,
            "former_id": claim.origin[1],
            "activity_id": claim.id,
            "mark": claim.origin[0],
            "claimed": claim.place,
            "in_use": int(names.ids.get(claim.origin) == claim.id),
        }
        came_from = ours.name_of(claim.origin)
        if row["in_use"] and came_from not in (None, claim.id):
            row |= {"came_from": came_from, "renamed_by": change.number}
        if before is None or any(row[name] != before[name] for name in ALIASES.columns):
            change.end(ALIASES, [id_])
            change.add(ALIASES, [row])


def put_right(change: Writing, wanted: Mapping[Key, Values | None], decided: Iterable[Key] = ()) -> None:
    """Let the file say what it is to say of each thing; what was ``decided`` is said anew, so that it travels."""
    by_table: dict[str, list[Key]] = {}
    for key in wanted:
        by_table.setdefault(key[0], []).append(key)
    chosen = set(decided)
    for name, keys in by_table.items():
        table = BY_NAME[name]
        for key in keys:
            row = change.connection.execute(
                f"SELECT * FROM {name} WHERE id = :id AND ended_by IS NULL", {"id": key[1]}
            ).fetchone()
            values = wanted[key]
            is_own = row is not None and row["added_by"] == change.number
            if same_values(table, (row, values)) and (is_own or key not in chosen or row is None):
                continue
            if row is not None:
                change.end(table, [key[1]])
            if values is not None:
                change.add(table, [values])
