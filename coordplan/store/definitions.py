"""Definitions in the file: what they say now; ``applying`` writes what a set would change in them."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import count
from typing import TYPE_CHECKING, Any

from coordplan.model import Activity, CalendarDay, Definitions
from coordplan.store.changes import LAST_CHANGE
from coordplan.store.row_values import Value
from coordplan.store.schema import (
    ACTIVITIES,
    CALENDAR_DAYS,
    CONTENTS,
    OFFICES,
    ORGANIZATIONS,
    PLANS,
    PROFILES,
    PROGRAMS,
    StoreTable,
)
from coordplan.store.standings import in_force

if TYPE_CHECKING:
    from coordplan.store.differences import StoredDefinitions


def _rows(connection: sqlite3.Connection, table: StoreTable[Any], up_to_change: int) -> list[sqlite3.Row]:
    return connection.execute(
        f"SELECT * FROM {table.name} AS t WHERE {in_force('t')} ORDER BY id", {"up_to_change": up_to_change}
    ).fetchall()


def _values(connection: sqlite3.Connection, table: StoreTable[Value], up_to_change: int) -> list[Value]:
    return [table.value_of(row) for row in _rows(connection, table, up_to_change)]


def _gone(row: sqlite3.Row, day: date | None) -> bool:
    return row["retired_on"] is not None and (day is None or row["retired_on"] <= day.isoformat())


def frame(connection: sqlite3.Connection, up_to_change: int = LAST_CHANGE, day: date | None = None) -> Definitions:
    """Return the definitions without activities and calendar, as recorded up to a change.

    Plans that were retired on or before ``day`` are left out (None: all that are retired).
    """
    plans = [PLANS.value_of(row) for row in _rows(connection, PLANS, up_to_change) if not _gone(row, day)]
    contents = _values(connection, CONTENTS, up_to_change)
    return Definitions(
        program=next(iter(_values(connection, PROGRAMS, up_to_change)), None),
        contents=tuple(sorted(contents, key=lambda content: (content.order, content.id))),
        organizations=tuple(_values(connection, ORGANIZATIONS, up_to_change)),
        plans=tuple(sorted(plans, key=lambda plan: (plan.order or 1 << 30, plan.id))),
        office=next(iter(_values(connection, OFFICES, up_to_change)), None),
        profiles=tuple(_values(connection, PROFILES, up_to_change)),
    )


def plan_choices(connection: sqlite3.Connection, up_to_change: int) -> dict[str, dict[str, str]]:
    """Return for each plan, retired ones too, which successors of bodies that ended took over."""
    return {
        row["id"]: json.loads(row["successors"]) for row in _rows(connection, PLANS, up_to_change) if row["successors"]
    }


def calendar(connection: sqlite3.Connection, up_to_change: int = LAST_CHANGE) -> tuple[CalendarDay, ...]:
    return tuple(_values(connection, CALENDAR_DAYS, up_to_change))


def stored_definitions(
    connection: sqlite3.Connection, up_to_change: int = LAST_CHANGE, day: date | None = None
) -> "StoredDefinitions":
    """Return all definitions as recorded up to a change.

    What was retired on or before ``day`` is left out (None: whatever is retired at all).
    """
    from coordplan.store.differences import StoredDefinitions

    rows = _rows(connection, ACTIVITIES, up_to_change)
    return StoredDefinitions(
        frame(connection, up_to_change, day)._replace(
            calendar=calendar(connection, up_to_change),
            activities=tuple(ACTIVITIES.value_of(row) for row in rows if not _gone(row, day)),
        ),
        frozenset(row["id"] for row in rows if row["by_hand"] & 1),
        {row["id"]: date.fromisoformat(row["retired_on"]) for row in rows if _gone(row, day)},
        frozenset(row["id"] for row in rows if _gone(row, day) and _is_retired_by_hand(connection, row)),
        {row["id"]: json.loads(row["edited"]) for row in rows if row["edited"]},
    )


def _is_retired_by_hand(connection: sqlite3.Connection, row: sqlite3.Row) -> bool:
    """Say whether `retire` took an activity out; in files of earlier formats the change alone says so."""
    if row["by_hand"] & 2:
        return True
    command = connection.execute("SELECT command FROM changes WHERE id = ?", (row["added_by"],)).fetchone()[0]
    return str(command).startswith("retire ")


def find_activity(
    connection: sqlite3.Connection, id_: str, up_to_change: int = LAST_CHANGE
) -> tuple[Activity, date | None] | None:
    """Return an activity and the day it was retired on, or None where there is none of this id."""
    row = connection.execute(
        f"SELECT * FROM activities AS t WHERE id = :id AND {in_force('t')}", {"id": id_, "up_to_change": up_to_change}
    ).fetchone()
    if row is None:
        return None
    return ACTIVITIES.value_of(row), row["retired_on"] and date.fromisoformat(row["retired_on"])


def titles(connection: sqlite3.Connection, up_to_change: int = LAST_CHANGE, retired: bool = True) -> dict[str, str]:
    """Return the titles of all activities, by id; where wanted without what is retired."""
    rows = connection.execute(
        f"SELECT id, title FROM activities AS t WHERE {in_force('t')} AND (:retired OR retired_on IS NULL)",
        {"up_to_change": up_to_change, "retired": retired},
    )
    return {row["id"]: row["title"] for row in rows}


def continued(connection: sqlite3.Connection, up_to_change: int = LAST_CHANGE) -> dict[str, str]:
    """Return by activity what it carries on of the program before; those that begin here are left out."""
    rows = connection.execute(
        f"""
        SELECT id, continues
        FROM activities AS t
        WHERE continues <> '' AND retired_on IS NULL AND {in_force("t")}
        ORDER BY id""",
        {"up_to_change": up_to_change},
    )
    return {row["id"]: row["continues"] for row in rows}


def ids_ever_used(connection: sqlite3.Connection, prefix: str) -> set[str]:
    """Return the ids of activities that begin like this, in force, ended or retired: an id is never used again."""
    rows = connection.execute("SELECT DISTINCT id FROM activities WHERE id LIKE :prefix || '%'", {"prefix": prefix})
    return {row["id"] for row in rows}


def free_ids(connection: sqlite3.Connection, plan: str, definitions: Definitions) -> Iterator[str]:
    """Yield the next ids of a plan's activities, from the number after those it has or had."""
    used = [each.id for each in definitions.activities if each.plan == plan and each.id.rpartition("-")[2].isdigit()]
    # Of a plan that took over others' activities, as most of its own are called
    prefixes = Counter(id_.rpartition("-")[0] for id_ in used)
    prefix = plan if plan in prefixes or not used else prefixes.most_common(1)[0][0]
    numbers = [
        int(id_[len(prefix) + 1 :])
        for id_ in ids_ever_used(connection, f"{prefix}-")
        if id_[len(prefix) + 1 :].isdigit()
    ]
    own = [id_ for id_ in used if id_.rpartition("-")[0] == prefix]
    width = max((len(id_) - len(prefix) - 1 for id_ in own), default=2)
    for number in count(max(numbers, default=0) + 1):
        yield f"{prefix}-{number:0{width}d}"
