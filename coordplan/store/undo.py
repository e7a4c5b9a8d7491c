"""Taking a change back: what it added is ended, what it ended is added again, as a new change.

An undo is undone the same way. Refused where a later change stands on what would be taken away.
"""

import sqlite3
from collections.abc import Sequence

from coordplan.errors import Refused
from coordplan.model import Change
from coordplan.store.changes import Writing, change_of, find_change
from coordplan.store.tables import TABLES, Table
from coordplan.text.language import translate as _


def change_to_undo(connection: sqlite3.Connection, number: int | None, known: int = 1 << 62) -> Change:
    """Return the change that is meant: the one numbered, or the latest that is in effect and is no undo itself.

    Only changes up to ``known`` are looked at; raises Refused where there is none, or it was taken back already.
    """
    if number is not None:
        change = find_change(connection, number)
        if change is None:
            last = connection.execute("SELECT max(id) FROM changes").fetchone()[0]
            raise Refused(
                _("There is no change {number}.").format(number=number),
                _("The last one is {last}; `coordplan log` lists them.").format(last=last)
                if last
                else _("Nothing has been written yet."),
            )
        if (taken_back_by := changes_undone(connection, known).get(number)) is not None:
            raise Refused(
                _("Change {number} was already taken back, by change {by}.").format(number=number, by=taken_back_by),
                _("To bring it back, take that one back: coordplan undo {by}").format(by=taken_back_by),
            )
        return change
    undone = changes_undone(connection, known)
    for row in connection.execute("SELECT * FROM changes WHERE undoes IS NULL ORDER BY id DESC"):
        if row["id"] not in undone:
            return change_of(row)
    raise Refused(_("There is nothing to take back."), _("`coordplan log` lists what was written."))


def changes_undone(connection: sqlite3.Connection, known: int = 1 << 62) -> dict[int, int]:
    """Return for each change that is out of effect the undo that took it back."""
    undone: dict[int, int] = {}
    rows = connection.execute(
        "SELECT id, undoes FROM changes WHERE undoes IS NOT NULL AND id <= :known ORDER BY id DESC", {"known": known}
    ).fetchall()
    for number, target in rows:  # the latest first: whether an undo is itself undone is known when it is reached
        if number not in undone:
            undone[target] = number
    return undone


def take_back(change: Writing, target: int) -> None:
    """End what a change added and add again what it ended; raise Refused where later changes stand on it."""
    connection = change.connection
    standing_on_it = _later_changes(connection, target)
    if standing_on_it:
        raise Refused(
            _("Change {number} cannot be taken back: later changes stand on it: {later}.").format(
                number=target,
                later="; ".join(f"{later.id} ({later.command})" for later in standing_on_it[:5])
                + (" ..." if len(standing_on_it) > 5 else ""),
            ),
            _("Take those back first, the latest first: coordplan undo {number}").format(number=standing_on_it[-1].id),
        )
    values = {"change": change.number, "target": target}
    for table in TABLES:
        ended = connection.execute(
            f"UPDATE {table.name} SET ended_by = :change WHERE ended_by IS NULL"
            f" AND id IN (SELECT id FROM {table.name} WHERE added_by = :target)",
            values,
        ).rowcount
        columns = ", ".join(f'"{name}"' for name in table.columns)
        added = connection.execute(
            f"INSERT INTO {table.name} ({columns}, added_by)"
            f" SELECT {columns}, :change FROM {table.name} WHERE ended_by = :target ORDER BY row",
            values,
        ).rowcount
        change.rows += max(0, ended) + max(0, added)


def _later_changes(connection: sqlite3.Connection, target: int) -> Sequence[Change]:
    """Return the later changes that stand on a change, by number: those that altered what it wrote, or need it.

    What counts is what the rows say, not which row says it: a later change that was itself taken back left a copy of
    what stood before, and does not stand in the way.
    """
    numbers: set[int] = set()
    for table in TABLES:
        numbers.update(_altered_by(connection, table, target))
    for name, needed_by in _NEEDED_BY:
        gone = f"SELECT id FROM {name} WHERE added_by = :target EXCEPT SELECT id FROM {name} WHERE ended_by = :target"
        rows = connection.execute(
            f"SELECT DISTINCT c.id FROM ({gone}) AS gone JOIN changes AS c ON c.id IN ({needed_by})",
            {"target": target},
        )
        numbers.update(row[0] for row in rows)
    later = (find_change(connection, number) for number in sorted(numbers) if number != target)
    return [change for change in later if change is not None]


# What would be gone, and the changes that wrote what needs it
_NEEDED_BY = (
    ("occurrences", "SELECT added_by FROM entries WHERE occurrence_id = gone.id AND ended_by IS NULL"),
    ("plans", "SELECT added_by FROM activities WHERE plan_id = gone.id AND ended_by IS NULL"),
    ("programs", "SELECT added_by FROM plans WHERE ended_by IS NULL"),
    ("programs", "SELECT added_by FROM activities WHERE ended_by IS NULL"),
    (
        "organizations",
        (
            "SELECT added_by FROM activities WHERE ended_by IS NULL"
            " AND (lead = gone.id OR gone.id IN (SELECT value FROM json_each(coalesce(partners, '[]'))))"
        ),
    ),
    (
        "contents",
        "SELECT added_by FROM activities WHERE ended_by IS NULL AND gone.id IN (SELECT value FROM json_each(contents))",
    ),
)


def _altered_by(connection: sqlite3.Connection, table: Table, target: int) -> set[int]:
    """Return the changes that made one table say otherwise than a change left it."""
    name = table.name
    same = " AND ".join(f'live."{column}" IS old."{column}"' for column in table.columns)
    last = f"(SELECT max(max(added_by), coalesce(max(ended_by), 0)) FROM {name} WHERE id = old.id)"
    added = connection.execute(
        f"SELECT DISTINCT {last} FROM {name} AS old WHERE old.added_by = :target"
        f" AND NOT EXISTS (SELECT 1 FROM {name} AS live WHERE live.id = old.id AND live.ended_by IS NULL AND {same})",
        {"target": target},
    )
    ended = connection.execute(
        f"SELECT DISTINCT {last} FROM {name} AS old WHERE old.ended_by = :target"
        f" AND NOT EXISTS (SELECT 1 FROM {name} AS new WHERE new.id = old.id AND new.added_by = :target)"
        f" AND EXISTS (SELECT 1 FROM {name} AS live WHERE live.id = old.id AND live.ended_by IS NULL)",
        {"target": target},
    )
    return {row[0] for rows in (added, ended) for row in rows}
