"""Writes what a set would change in the definitions of the file, and brings its occurrences in line with them."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from coordplan.dates.recurrence import versions_of
from coordplan.model import Activity, Definitions, Program
from coordplan.store.changes import Writing
from coordplan.store.differences import Difference, StoredDefinitions
from coordplan.store.hand_edits import LeftAlone, edits_after
from coordplan.store.planned_rows import is_begun, occurrence_row, retired_row
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
from coordplan.text.folding import fold


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
