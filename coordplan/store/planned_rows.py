"""Rows of occurrences: what each is planned as for good, and beside it what it was planned as before amendments."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from coordplan.dates.recurrence import Planned, PlannedVersion
from coordplan.model import Activity
from coordplan.store.schema import OCCURRENCES

_VARIES = ("start_on", "due_on", "until_on", "weight", "target", "baseline", "retired_on")
_NOT_YET = "0001-01-01"  # of what an amendment brings: before it, as if retired for ever


def occurrence_row(activity: Activity, versions: Sequence[PlannedVersion]) -> dict[str, Any]:
    """Return the row of an occurrence: what holds for good, and beside it what held before amendments.

    What an amendment does away with is retired on its day.
    """
    rows: list[dict[str, Any]] = []
    first = next(each.planned for each in versions if each.planned is not None)
    gone_on = _NOT_YET
    last = first
    for version in versions:
        last = version.planned or last
        rows.append(_planned_row(activity, last, None if version.planned else gone_on))
        if version.planned and version.before is not None:
            gone_on = version.before.isoformat()
    earlier: list[dict[str, Any]] = []
    for version, row in zip(versions, rows, strict=True):
        if version.before is not None:
            days = {"from": earlier[-1]["before"] if earlier else _NOT_YET, "before": version.before.isoformat()}
            sums = {"sums": row["sums"]} if row["sums"] else {}  # left out where there are none, as before format 8
            earlier.append(days | {name: row[name] for name in _VARIES} | sums)
    while earlier and _says_so_too(rows[-1], earlier[-1]):
        earlier.pop()
    return rows[-1] | {"earlier": json.dumps(earlier) if earlier else None}


def _says_so_too(last: Mapping[str, Any], each: Mapping[str, Any]) -> bool:
    """Say whether what held before a day is what the last row says of those days: retired later, it is there then."""
    if any(each.get(name) != last[name] for name in (*_VARIES, "sums") if name != "retired_on"):
        return False
    retired_later = each["retired_on"] is None and (last["retired_on"] or "") >= each["before"]
    return bool(retired_later or each["retired_on"] == last["retired_on"])


def _planned_row(activity: Activity, planned: Planned, retired_on: str | None) -> dict[str, Any]:
    target = planned.target
    unit = activity.target.unit if activity.target is not None else ""
    return OCCURRENCES.row_of(planned.occurrence) | {
        "plan_id": activity.plan,
        "weight": planned.weight,
        "target": target and target.value,
        "baseline": target and target.baseline,
        "sums": 1 if target is not None and target.sums else None,
        "deadline_text": None if planned.deadline_text == activity.deadline_text else planned.deadline_text,
        "unit": target.unit if target is not None and target.unit != unit else None,
        "retired_on": retired_on,
    }


def retired_row(row: Mapping[str, Any], day: date) -> dict[str, Any]:
    """Return the row of an occurrence as it is once it is retired on a day, before amendments to come too."""
    retired_on = day.isoformat()
    earlier = json.loads(row["earlier"]) if row["earlier"] else []
    for each in earlier:
        if each["retired_on"] is None and each["before"] > retired_on:
            each["retired_on"] = retired_on
    return {**row, "retired_on": retired_on, "earlier": json.dumps(earlier) if earlier else None}


def is_begun(connection: sqlite3.Connection, occurrence: str) -> bool:
    """Say whether more is recorded of an occurrence than that nothing was done."""
    return bool(
        connection.execute(
            """
            SELECT EXISTS (
                SELECT 1
                FROM entries AS e
                JOIN occurrences AS o ON o.id = e.occurrence_id AND o.ended_by IS NULL
                WHERE e.occurrence_id = :id AND e.ended_by IS NULL
                  AND NOT (e.kind = 'percent' AND e.percent = 0)
                  AND NOT (e.kind = 'value' AND e.value = coalesce(o.baseline, 0))
            )""",
            {"id": occurrence},
        ).fetchone()[0]
    )
