"""Definitions in the file: what they say now, and writing what a set would change in them."""

import json
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import count
from typing import Any

from coordplan.dates.recurrence import versions_of
from coordplan.model import Activity, CalendarDay, Definitions, Program
from coordplan.store.changes import LAST_CHANGE, Writing
from coordplan.store.differences import Difference, StoredDefinitions
from coordplan.store.hand_edits import LeftAlone, edits_after
from coordplan.store.planned_rows import is_begun, occurrence_row, retired_row
from coordplan.store.row_values import Value
from coordplan.store.schema import (
    ACTIVITIES,
    CALENDAR_DAYS,
    CONTENTS,
    OCCURRENCES,
    OFFICES,
    ORGANIZATIONS,
    PLANS,
    PROFILES,
    PROGRAMS,
    StoreTable,
)
from coordplan.store.standings import in_force
from coordplan.text.folding import fold


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
) -> StoredDefinitions:
    """Return all definitions as recorded up to a change.

    What was retired on or before ``day`` is left out (None: whatever is retired at all).
    """
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


def apply(
    change: Writing,
    before: StoredDefinitions,
    wanted: Definitions,
    differences: Iterable[Difference],
    day: date,
    by_hand: bool = False,
    edits: bool = False,
    alone: Iterable[LeftAlone] = (),
) -> None:
    """Write the differences as part of a change; what is retired is retired on ``day``.

    ``by_hand``: what is added is no part of the YAML. ``edits``: somebody edits or retires by hand, and a load is to
    leave that alone; ``alone`` is what this one does.
    """
    by_kind: dict[str, list[Difference]] = {}
    for difference in differences:
        by_kind.setdefault(difference.kind, []).append(difference)
    kinds: tuple[tuple[str, StoreTable[Any], Sequence[tuple[Any, ...] | None]], ...] = (
        ("program", PROGRAMS, [wanted.program]),
        ("content", CONTENTS, wanted.contents),
        ("organization", ORGANIZATIONS, wanted.organizations),
        ("calendar", CALENDAR_DAYS, wanted.calendar),
        ("office", OFFICES, [wanted.office]),
        ("profile", PROFILES, wanted.profiles),
        ("plan", PLANS, wanted.plans),
    )
    for kind, table, things in kinds:
        _rewrite(change, table, by_kind.get(kind, ()), [table.row_of(each) for each in things if each], day)
    touched = by_kind.get("activity", [])
    rows = _activity_rows(before, wanted, by_hand, edits, {each.id: each.fields for each in alone})
    _rewrite(change, ACTIVITIES, touched, rows, day, retired_by_hand=edits)
    program = wanted.program or before.definitions.program
    assert program is not None  # the rules refuse a set without one
    activities = {activity.id: activity for activity in (*before.definitions.activities, *wanted.activities)}
    retired = {difference.id for difference in touched if difference.what == "retired"}
    moved = any(difference.kind == "program" and _moves_period(difference) for difference in differences)
    ids = activities if moved else [difference.id for difference in touched]
    _reschedule(change, [activities[id_] for id_ in ids if id_ not in retired], program, day)
    _retire_occurrences(change, sorted(retired), day)


def _moves_period(difference: Difference) -> bool:
    return difference.what == "added" or any(name in ("start_on", "until_on") for name, *_ in difference.fields)


def _activity_rows(
    before: StoredDefinitions,
    wanted: Definitions,
    by_hand: bool,
    edits: bool,
    alone: Mapping[str, Collection[str]],
) -> list[dict[str, Any]]:
    old = {activity.id: activity for activity in before.definitions.activities}
    rows = []
    for activity in wanted.activities:
        edited = before.edited.get(activity.id, {})
        if edits and activity.id in old and not by_hand:
            edited = edits_after(edited, old[activity.id], activity)
        elif not edits:
            edited = {name: each for name, each in edited.items() if name in alone.get(activity.id, ())}
        documents = (*activity.basis, *(each.basis for each in activity.amended))
        words = (activity.title, activity.short, activity.output, activity.note, activity.deadline_text, *documents)
        further = {
            "by_hand": int(by_hand),
            "folded": fold(" ".join(filter(None, words))),
            "edited": json.dumps(edited) if edited else None,
        }
        rows.append(ACTIVITIES.row_of(activity) | further)
    return rows


def _rewrite(
    change: Writing,
    table: StoreTable[Any],
    found: Sequence[Difference],
    rows: Iterable[dict[str, Any]],
    day: date,
    retired_by_hand: bool = False,
) -> None:
    """End the rows of what changed or is retired, and add the new ones; of what is retired, the old with its day."""
    by_id = {row["id"]: row for row in rows}
    added = [by_id[difference.id] for difference in found if difference.what != "retired"]
    if "retired_on" in table.columns:
        for difference in found:
            if difference.what == "retired":
                old = change.connection.execute(
                    f"SELECT * FROM {table.name} WHERE id = :id AND ended_by IS NULL", {"id": difference.id}
                ).fetchone()
                row = {name: old[name] for name in table.columns} | {"retired_on": day.isoformat()}
                added.append(row | ({"by_hand": old["by_hand"] | 2} if retired_by_hand else {}))
    change.end(table, (difference.id for difference in found))
    change.add(table, added)


def _reschedule(change: Writing, activities: Iterable[Activity], program: Program, day: date) -> None:
    """Bring the occurrences of some activities in line with their definitions.

    An occurrence that is no longer defined is ended, as if it had never been planned; one on which work is recorded
    (more than that nothing was done) is retired on ``day`` instead, so that what was done stays done. What an amendment
    does away with is retired on its day, but stays where work is recorded.
    """
    ended: list[str] = []
    added: list[dict[str, Any]] = []
    for activity in activities:
        wanted = {
            id_: occurrence_row(activity, versions)
            for id_, versions in versions_of(activity, program.start_on, program.until_on).items()
        }
        rows = change.connection.execute(
            "SELECT * FROM occurrences WHERE activity_id = :id AND ended_by IS NULL", {"id": activity.id}
        )
        for row in rows.fetchall():
            now = {name: row[name] for name in OCCURRENCES.columns}
            becomes = wanted.pop(row["id"], None)
            if now["retired_on"] is None and (becomes is None or becomes["retired_on"] is not None):
                if is_begun(change.connection, row["id"]):
                    becomes = retired_row(now, day) if becomes is None else now
            elif becomes is None:
                continue
            if becomes != now:
                ended.append(row["id"])
                if becomes is not None:
                    added.append(becomes)
        added += wanted.values()
    change.end(OCCURRENCES, ended)
    change.add(OCCURRENCES, added)


def _retire_occurrences(change: Writing, activities: Iterable[str], day: date) -> None:
    added: list[dict[str, Any]] = []
    for id_ in activities:
        rows = change.connection.execute(
            "SELECT * FROM occurrences WHERE activity_id = :id AND ended_by IS NULL AND retired_on IS NULL", {"id": id_}
        )
        added += [retired_row({name: row[name] for name in OCCURRENCES.columns}, day) for row in rows]
    change.end(OCCURRENCES, [row["id"] for row in added])
    change.add(OCCURRENCES, added)
