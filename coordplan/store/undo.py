"""Taking a change back: what it added is ended, what it ended is added again, as a new change.

An undo is undone the same way. Refused where a later change depends on what would be taken away.
"""

import sqlite3
from typing import Any, NamedTuple

from coordplan.errors import Refused
from coordplan.model import Change
from coordplan.store.changes import LAST_CHANGE, Writing, find_change
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
        "SELECT id, undoes FROM changes WHERE undoes IS NOT NULL AND id <= :up_to_change ORDER BY id DESC",
        {"up_to_change": up_to_change},
    ).fetchall()
    for number, target in rows:  # the latest first: whether an undo is itself undone is known when it is reached
        if number not in undone:
            undone[target] = number
    return undone


def take_back(change: Writing, target: int) -> None:
    """End what a change added and add again what it ended; raise Refused where later changes depend on it.

    Whether something would be left without what it needs is seen once it is done; a refusal then takes the whole
    change with it.
    """
    connection = change.connection
    altered: set[int] = set()
    for table in TABLES:
        altered.update(_altered_by(connection, table, target))
    _refuse_where_needed(connection, target, altered)
    values = {"change": change.number, "target": target}
    change.begin_rows()
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
    _refuse_where_needed(connection, target, _left_without(connection, values))


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


class _Need(NamedTuple):
    """Rows of one table (``n``) that need a row of another: how the two are found from each other."""

    table: str
    needed: str
    link: str  # what ties ``n`` to ``gone.id``
    ids: str  # the ids that ``n`` needs, as a JSON array
    retires: bool = False  # what is retired is gone for them too


_NEEDS = (
    _Need("entries", "occurrences", "n.occurrence_id = gone.id", "json_array(n.occurrence_id)"),
    _Need("occurrences", "activities", "n.activity_id = gone.id", "json_array(n.activity_id)"),
    _Need("activities", "plans", "n.plan_id = gone.id", "json_array(n.plan_id)", retires=True),
    _Need("activities", "programs", "n.plan_id = gone.id", "json_array(n.plan_id)"),
    _Need("ratings", "plans", "n.plan_id = gone.id", "json_array(n.plan_id)"),
    _Need("ratings", "programs", "n.plan_id = gone.id", "json_array(n.plan_id)"),
    _Need("plans", "programs", "gone.id IS NOT NULL", "'[]'"),
    _Need("activities", "organizations", "n.lead = gone.id", "json_array(n.lead)"),
    _Need("plans", "organizations", "n.partner = gone.id", "json_array(n.partner)"),
    *(
        _Need(table, needed, f"gone.id IN (SELECT value FROM json_each({ids}))", ids, needed == "activities")
        for table, needed, ids in (
            ("activities", "organizations", "coalesce(n.partners, '[]')"),
            ("activities", "organizations", "coalesce(n.successors, '[]')"),
            ("activities", "contents", "n.contents"),
            ("activities", "activities", "coalesce(n.\"after\", '[]')"),
            ("plans", "organizations", "coalesce(n.successors, '[]')"),
            ("organizations", "organizations", "coalesce(n.successors, '[]')"),
            ("programs", "organizations", "coalesce(n.sides, '[]')"),
            ("profiles", "organizations", "CASE WHEN n.issuer <> '' THEN json_array(n.issuer) ELSE '[]' END"),
        )
    ),
)
_RETIRING = ("plans", "activities")


def _left_without(connection: sqlite3.Connection, values: dict[str, int]) -> set[int]:
    """Return the changes since ``:target`` because of which taking it back by ``:change`` leaves something in the air.

    Either what it ended is needed by what they wrote, or what it brought back needs what they ended. What was in the
    air before them is not held against anyone.
    """
    numbers: set[int] = set()
    for need in _NEEDS:
        in_use = "n.ended_by IS NULL" + (" AND n.retired_on IS NULL" if need.table in _RETIRING else "")
        # A plan's id may be the program's
        places = ("plans", "programs") if need.ids == "json_array(n.plan_id)" else (need.needed,)
        there = " UNION ALL ".join(
            f"SELECT 1 FROM {place} WHERE id = {{id}} AND ended_by IS NULL"
            + (" AND retired_on IS NULL" if need.retires and place in _RETIRING else "")
            for place in places
        )
        queries = [
            f"""
            SELECT DISTINCT n.added_by
            FROM (SELECT DISTINCT id FROM {need.needed} WHERE ended_by = :change) AS gone
            JOIN {need.table} AS n ON {need.link}
            WHERE {in_use} AND n.added_by > :target AND n.added_by < :change
              AND NOT EXISTS ({there.format(id="gone.id")})"""
        ]
        if need.needed != "programs":
            queries.append(
                f"""
                SELECT DISTINCT (
                    SELECT max(max(added_by), coalesce(max(ended_by), 0)) FROM {need.needed} WHERE id = r.value
                ) AS last
                FROM {need.table} AS n
                JOIN json_each({need.ids}) AS r
                WHERE {in_use} AND n.added_by = :change AND NOT EXISTS ({there.format(id="r.value")})
                  AND last > :target AND last < :change"""
            )
        for query in queries:
            numbers.update(row[0] for row in connection.execute(query, values))
    for query in _OF_ANOTHER_PERIOD:
        numbers.update(row[0] for row in connection.execute(query, values))
    return numbers


# Occurrences follow the program's period: those made for one do not fit another
_OF_ANOTHER_PERIOD = (
    """
    SELECT DISTINCT n.added_by
    FROM programs AS was
    JOIN programs AS now ON now.id = was.id AND now.ended_by IS NULL
    JOIN occurrences AS n ON n.added_by > :target AND n.added_by < :change AND n.ended_by IS NULL
    WHERE was.ended_by = :change AND (was.start_on, was.until_on) <> (now.start_on, now.until_on)""",
    """
    SELECT now.added_by
    FROM programs AS now
    WHERE now.ended_by IS NULL AND now.added_by > :target AND now.added_by < :change
      AND EXISTS (SELECT 1 FROM activities AS n WHERE n.added_by = :change)
      AND NOT EXISTS (
          SELECT 1
          FROM programs AS was
          WHERE was.added_by <= :target AND (was.ended_by IS NULL OR was.ended_by > :target)
            AND (was.start_on, was.until_on) = (now.start_on, now.until_on)
      )""",
)


def _altered_by(connection: sqlite3.Connection, table: StoreTable[Any], target: int) -> set[int]:
    """Return the changes that altered in one table what a change left there."""
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
