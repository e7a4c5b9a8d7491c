"""Taking a change back: what it added is ended, what it ended is added again, as a new change.

An undo is undone the same way. Refused where a later change depends on what would be taken away. A merge is taken back
with all that it brought, and ``--to`` takes back all changes after one: changes that follow each other, as one.
"""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from coordplan.errors import Refused
from coordplan.model import Change
from coordplan.store.changes import LAST_CHANGE, Writing, find_change
from coordplan.store.needs import changes_left_without
from coordplan.store.row_values import value_of
from coordplan.store.schema import TABLES, StoreTable
from coordplan.text.language import translate as _


def change_to_undo(connection: sqlite3.Connection, number: int | None, up_to_change: int = LAST_CHANGE) -> Change:
    """Return the change to take back: the one of a number, or the latest that is in effect and not an undo itself.

    Only changes up to ``up_to_change`` are looked at; raises Refused where there is none, or it was taken back already.
    """
    if number is not None:
        change = find_change(connection, number)
        if (taken_back_by := changes_undone(connection, up_to_change).get(number)) is not None:
            raise Refused(
                _("Change {number} was already taken back, by change {by}.").format(number=number, by=taken_back_by),
                _("To bring it back, take that one back: coordplan undo {by}").format(by=taken_back_by),
            )
        return change
    undone = changes_undone(connection, up_to_change)
    first_load = connection.execute("SELECT min(added_by) FROM programs").fetchone()[0]
    for row in connection.execute("SELECT * FROM changes WHERE undoes IS NULL ORDER BY id DESC"):
        if row["id"] == first_load and row["id"] not in undone:
            raise Refused(
                _("What is left to take back is the first load of the file, change {number}.").format(number=row["id"]),
                _("Without it the file holds no program. If that is meant: coordplan undo {number}").format(
                    number=row["id"]
                ),
            )
        if row["illustrative"] and row["id"] not in undone:
            raise Refused(
                _("What is left to take back is the made-up entries of the demonstration, change {number}.").format(
                    number=row["id"]
                ),
                _("Without them nothing is recorded here. If that is meant: coordplan undo {number}").format(
                    number=row["id"]
                ),
            )
        if row["id"] not in undone:
            return value_of(Change, row)
    raise Refused(_("There is nothing to take back."), _("`coordplan log` lists what was written."))


def is_own_newest(connection: sqlite3.Connection, target: Change, by: str, up_to_change: int) -> bool:
    """Say whether a change is one's own, and the last up to a change that nobody has taken back."""
    undone = changes_undone(connection, up_to_change)
    later = range(target.id + 1, up_to_change + 1)
    undoes = {row[0] for row in connection.execute("SELECT id FROM changes WHERE undoes IS NOT NULL")}
    return target.by == by and all(number in undone or number in undoes for number in later)


def changes_undone(connection: sqlite3.Connection, up_to_change: int = LAST_CHANGE) -> dict[int, int]:
    """Return for each change that is out of effect the undo that took it back."""
    undone: dict[int, int] = {}
    rows = connection.execute(
        "SELECT id, undoes, undoes_also FROM changes WHERE undoes IS NOT NULL AND id <= :up_to_change ORDER BY id DESC",
        {"up_to_change": up_to_change},
    ).fetchall()
    merges = merged_changes(connection)
    for row in rows:  # the latest first: whether an undo is itself undone is known when it is reached
        if row["id"] not in undone:
            for target in targets_of(row):
                undone |= dict.fromkeys((target, *merges.get(target, ())), row["id"])
    return undone


def targets_of(row: Mapping[str, Any]) -> tuple[int, ...]:
    """Return the numbers of the changes that a change takes back, the latest first; none where it is no undo."""
    also = json.loads(row["undoes_also"]) if row["undoes_also"] else ()
    return () if row["undoes"] is None else (row["undoes"], *also)


def all_targets_of(change: Change, merges: Mapping[int, Sequence[int]]) -> set[int]:
    """Return the numbers of all that a change takes back; of a merge, also of what it had brought."""
    targets = targets_of({"undoes": change.undoes, "undoes_also": change.undoes_also})
    return {number for target in targets for number in (target, *merges.get(target, ()))}


def merged_changes(connection: sqlite3.Connection) -> dict[int, list[int]]:
    """Return for each merge the changes that it brought, in their order; with what it renamed here, where it did."""
    found: dict[int, list[int]] = {}
    for row in connection.execute("SELECT merged_by, id FROM changes WHERE merged_by IS NOT NULL ORDER BY id"):
        found.setdefault(row[0], []).append(row[1])
    return found


def changes_after(connection: sqlite3.Connection, number: int, up_to_change: int = LAST_CHANGE) -> list[int]:
    """Return the numbers of all changes after one, the latest first; raise Refused where that cuts a merge in two."""
    find_change(connection, number)
    for merge, numbers in merged_changes(connection).items():
        if numbers[0] <= number < merge:
            raise Refused(
                _("Change {number} came with a merge, change {merge}, which is taken back whole.").format(
                    number=number, merge=merge
                ),
                _("Before it: coordplan undo --to {before}; after it: coordplan undo --to {merge}").format(
                    before=numbers[0] - 1, merge=merge
                ),
            )
    rows = connection.execute(
        "SELECT id FROM changes WHERE id > ? AND id <= ? ORDER BY id DESC", (number, up_to_change)
    ).fetchall()
    if not rows:
        raise Refused(
            _("Nothing was written after change {number}.").format(number=number),
            _("`coordplan log` lists what was written."),
        )
    return [row[0] for row in rows]


def take_back(change: Writing, target: int, first: int | None = None) -> None:
    """End what a change added and add again what it ended; raise Refused where later changes depend on it.

    ``first``: and so of all changes from that one on up to it. A merge is taken back with all that it brought.

    Whether something would be left without what it needs is seen once it is done; a refusal then takes the whole
    change with it.
    """
    connection = change.connection
    if first is None:
        first = min(merged_changes(connection).get(target, (target,)))
    values = {"change": change.number, "target": target, "first": first}
    altered: set[int] = set()
    for table in TABLES:
        altered.update(_altered_by(connection, table, values))
    _refuse_where_needed(connection, target, altered)
    change.begin_rows()
    for table in TABLES:
        ended = connection.execute(
            f"UPDATE {table.name} SET ended_by = :change WHERE ended_by IS NULL"
            f" AND id IN (SELECT id FROM {table.name} WHERE added_by BETWEEN :first AND :target)",
            values,
        ).rowcount
        columns = ", ".join(f'"{name}"' for name in table.columns)
        added = connection.execute(
            f"INSERT INTO {table.name} ({columns}, added_by)"
            f" SELECT {columns}, :change FROM {table.name}"
            " WHERE ended_by BETWEEN :first AND :target AND added_by < :first ORDER BY row",
            values,
        ).rowcount
        change.rows += max(0, ended) + max(0, added)
    change.rows = max(change.rows, 1)  # kept also where a merge has brought what was ended with it
    _refuse_where_needed(connection, target, changes_left_without(connection, values))


def _refuse_where_needed(connection: sqlite3.Connection, target: int, numbers: set[int]) -> None:
    later = [find_change(connection, number) for number in sorted(numbers - {target})]
    if later:
        raise Refused(
            _("Change {number} cannot be taken back: later changes depend on it: {later}.").format(
                number=target,
                later="; ".join(f"{change.id} ({change.command})" for change in later[:5])
                + (" ..." if len(later) > 5 else ""),
            ),
            _("Take those back first, the latest first: coordplan undo {number}").format(number=later[-1].id),
        )


def _altered_by(connection: sqlite3.Connection, table: StoreTable[Any], values: Mapping[str, int]) -> set[int]:
    """Return the changes that altered in one table what the changes to take back left there."""
    name = table.name
    same = " AND ".join(f'live."{column}" IS old."{column}"' for column in table.columns)
    last = f"(SELECT max(max(added_by), coalesce(max(ended_by), 0)) FROM {name} WHERE id = old.id)"
    theirs = "{0}.added_by BETWEEN :first AND :target AND ({0}.ended_by IS NULL OR {0}.ended_by > :target)"
    added = connection.execute(
        f"SELECT DISTINCT {last} FROM {name} AS old WHERE {theirs.format('old')}"
        f" AND NOT EXISTS (SELECT 1 FROM {name} AS live WHERE live.id = old.id AND live.ended_by IS NULL AND {same})",
        values,
    )
    ended = connection.execute(
        f"SELECT DISTINCT {last} FROM {name} AS old"
        f" WHERE old.ended_by BETWEEN :first AND :target AND old.added_by < :first"
        f" AND NOT EXISTS (SELECT 1 FROM {name} AS new WHERE new.id = old.id AND {theirs.format('new')})"
        f" AND EXISTS (SELECT 1 FROM {name} AS live WHERE live.id = old.id AND live.ended_by IS NULL)",
        values,
    )
    return {row[0] for rows in (added, ended) for row in rows}
