"""What a change moves of reports that were issued: said, not refused, since their errata know it."""

import json
import sqlite3
from collections.abc import Collection
from datetime import date
from typing import Any

from coordplan.dates.periods import parse_period
from coordplan.dates.succession import Succession
from coordplan.store.changes import Writing
from coordplan.store.closed_figures import ClosedRow, all_plans, rows_then, same_row, windows_of_plans
from coordplan.store.definitions import plan_choices
from coordplan.store.door.closed_guard import touched_by
from coordplan.store.door.moved_rows import is_measured_otherwise, rows_on_day
from coordplan.store.group_keys import LEAD_KEY
from coordplan.store.kept_rows import kept_rows_of
from coordplan.store.standings import in_force, standings_query
from coordplan.text.language import translate as _


def say_moved_reports(change: Writing) -> None:
    """Say which issued reports would say something else by a change."""
    reports = change.connection.execute(
        "SELECT id, number, period, plans, leads, as_of, added_by FROM reports"
        " WHERE ended_by IS NULL AND withdrawn_on IS NULL AND added_by <= :before ORDER BY id",
        {"before": change.before},
    ).fetchall()
    if not reports:
        return
    touched = touched_by(change)
    reports = [row for row in reports if touched.ids and touched.since <= row["as_of"]]
    definitions = all_plans(change.connection, change.before) if reports else None
    for report in reports:
        assert definitions is not None
        windows = windows_of_plans(definitions, parse_period(report["period"]))
        day, plans = date.fromisoformat(report["as_of"]), json.loads(report["plans"] or "[]")
        ids = _led_by(change, report, touched.ids, day)
        if not ids:
            continue
        before, after = (
            rows_then(change.connection, windows, number, ids, day) for number in (change.before, change.number)
        )
        moved = [id_ for id_ in {*before, *after} if not same_row(before.get(id_), after.get(id_))]
        moved = [id_ for id_ in moved if _is_of(plans, before.get(id_)) or _is_of(plans, after.get(id_))]
        otherwise = bool(moved) and not _said_already(change, report["id"], [after.get(id_) for id_ in moved])
        if otherwise or _measured_otherwise(change, report, ids, day, plans):
            sentence = _("This differs from what report {id} ({number}) said: coordplan report errata {id}")
            change.remarks.append(sentence.format(id=report["id"], number=report["number"]))


def _led_by(change: Writing, report: sqlite3.Row, ids: Collection[str], day: date) -> Collection[str]:
    """Return which occurrences a report speaks of by who has the credit on its day, before or after the change."""
    leads = json.loads(report["leads"] or "[]")
    if not leads:
        return ids
    found: set[str] = set()
    for known in (change.before, change.number):
        definitions = all_plans(change.connection, known)
        succession = Succession(definitions.organizations, plan_choices(change.connection, known))
        query = f"""
            SELECT s.id, coalesce(s.credited_on, :as_of) AS day, {", ".join(LEAD_KEY)}
            FROM ({standings_query(where=_THESE, columns=("id", "activity_id", "credited_on"))}) AS s
            JOIN activities AS a ON a.id = s.activity_id AND {in_force("a")}"""
        values = {"as_of": day.isoformat(), "up_to_change": known, "ids": json.dumps(sorted(ids))}
        for id_, credited_on, *key in change.connection.execute(query, values):
            if succession.body_on(date.fromisoformat(credited_on), *key) in leads:
                found.add(id_)
    return found


_THESE = "AND o.id IN (SELECT value FROM json_each(:ids))"


def _measured_otherwise(
    change: Writing, report: sqlite3.Row, ids: Collection[str], day: date, plans: list[str]
) -> bool:
    """Say whether a row is measured by another target by the change, and not as the report had it."""
    activities = tuple(sorted({id_.partition("@")[0] for id_ in ids}))
    issued, before, after = (
        rows_on_day(change.connection, known, day, activities)
        for known in (report["added_by"], change.before, change.number)
    )
    measured = [id_ for id_ in after if is_measured_otherwise(before.get(id_), after[id_])]
    if plans:
        query = """
            SELECT 1 FROM occurrences
            WHERE id = :id AND ended_by IS NULL AND plan_id IN (SELECT value FROM json_each(:plans))"""
        measured = [
            id_
            for id_ in measured
            if change.connection.execute(query, {"id": id_, "plans": json.dumps(plans)}).fetchone()
        ]
    return any(is_measured_otherwise(issued.get(id_), after[id_]) for id_ in measured)


def _is_of(plans: list[str], row: ClosedRow | None) -> bool:
    return row is not None and (not plans or row.plan in plans)


def _said_already(change: Writing, report: int, rows: list[ClosedRow | None]) -> bool:
    """Say whether what is moved becomes what the report says of it."""
    kept = kept_rows_of(change.connection, f"report:{report}")
    if kept is None or not kept.intact:
        return False
    said: dict[str, list[Any]] = {}
    for value in kept.values.values():
        for row in value if isinstance(value, list) else ():
            if isinstance(row, list) and len(row) > _DONE_ON:
                said[row[0]] = [row[_DUE], row[_STANDING], row[_PERCENT], row[_DONE_ON]]
    return all(
        row is not None and said.get(row.id) == [row.due_on, row.standing, row.percent, row.done_on] for row in rows
    )


# Where these stand in the rows of a report's text: a promise, see FACT_NAMES of issued reports
_DUE, _STANDING, _PERCENT, _DONE_ON = 7, 9, 10, 14
