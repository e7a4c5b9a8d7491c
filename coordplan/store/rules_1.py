"""What was issued and closed in files up to format 4, by the rules they followed: made once, for the rows kept of it.

Frozen. The step of migration that uses this is released, and what was said by these rules was said by them. So this
repeats what lives elsewhere and follows nothing that changes there: standings, windows of periods, successors, what a
report lists. Only that step uses it; `reports_by_rules_1` is the rest of it.
"""

import json
import sqlite3
from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from coordplan.named_tuples import NamedTuple

DONE_THEN = ("done_on_time", "done_late")
OVERDUE_THEN = ("in_progress_overdue", "not_started_overdue")
OPEN_THEN = ("in_progress", "in_progress_overdue", "not_started", "not_started_overdue", "upcoming", "ongoing")
STANDINGS_THEN = (*DONE_THEN, *OPEN_THEN, "suspended", "cancelled")
_PARTS = {"": (1, 12), "H1": (1, 6), "H2": (7, 12), "9M": (1, 9)}
_PARTS |= {f"Q{quarter}": (3 * quarter - 2, 3 * quarter) for quarter in range(1, 5)}
_PARTS |= {f"{month:02d}": (month, month) for month in range(1, 13)}


def known_then(table: str) -> str:
    return f"(+{table}.added_by <= :known AND ({table}.ended_by IS NULL OR {table}.ended_by > :known))"


def _latest(value: str, kinds: str, occurrence: str, day: str = ":as_of") -> str:
    return f"""(
        SELECT {value} FROM entries AS e
        WHERE e.occurrence_id = {occurrence} AND e.kind IN {kinds} AND e.observed_on <= {day} AND {known_then("e")}
        ORDER BY e.observed_on DESC, e.id DESC LIMIT 1)"""


def _share(entry: str) -> str:
    return f"({entry}.value - o.baseline) / (o.target - o.baseline)"


def _done(entry: str) -> str:
    return f"({entry}.kind = 'done' OR coalesce({entry}.percent, 0) >= 100 OR coalesce({_share(entry)}, 0) >= 1)"


def _of_occurrence(entry: str) -> str:
    return (
        f"{entry}.occurrence_id = o.id AND {entry}.kind IN ('percent', 'value', 'done')"
        f" AND {entry}.observed_on <= :as_of AND {known_then(entry)}"
    )


_REACHED = f"""CASE
        WHEN {_done("e")} THEN (
            SELECT min(d.observed_on) FROM entries AS d
            WHERE {_of_occurrence("d")} AND {_done("d")} AND NOT EXISTS (
                SELECT 1 FROM entries AS n
                WHERE {_of_occurrence("n")} AND NOT {_done("n")}
                  AND (n.observed_on, n.id) > (d.observed_on, d.id)))
        WHEN e.kind = 'value' THEN coalesce(max(0.0, 100.0 * {_share("e")}), 0.0)
        ELSE e.percent
    END"""
_STANDINGS_QUERY = f"""
    SELECT id, activity_id, plan_id, start_on, original_due_on, due_on, until_on, weight,
        CASE WHEN typeof(reached) = 'text' THEN reached END AS done_on,
        CASE
            WHEN holding = 'cancelled' THEN 'cancelled'
            WHEN holding = 'suspended' THEN 'suspended'
            WHEN typeof(reached) = 'text' THEN
                CASE WHEN due_on IS NULL OR reached <= due_on THEN 'done_on_time' ELSE 'done_late' END
            WHEN due_on IS NULL THEN 'ongoing'
            WHEN due_on < :as_of THEN CASE WHEN reached > 0 THEN 'in_progress_overdue' ELSE 'not_started_overdue' END
            WHEN reached > 0 THEN 'in_progress'
            WHEN start_on > :as_of THEN 'upcoming'
            ELSE 'not_started'
        END AS standing,
        CASE WHEN typeof(reached) = 'text' THEN 100.0 ELSE coalesce(reached, 0.0) END AS percent
    FROM (
        SELECT *,
            CASE
                WHEN extended_to IS NULL THEN original_due_on
                WHEN typeof(reached) = 'text' THEN coalesce(
                    max(original_due_on, {_latest("e.due_on", "('extended')", "facts.id", "reached")}),
                    original_due_on)
                ELSE max(original_due_on, extended_to)
            END AS due_on
        FROM (
            SELECT o.id, o.activity_id, o.plan_id, o.start_on, o.due_on AS original_due_on, o.until_on, o.weight,
                o.retired_on,
                {_latest(_REACHED, "('percent', 'value', 'done')", "o.id")} AS reached,
                {_latest("e.kind", "('suspended', 'resumed', 'cancelled')", "o.id")} AS holding,
                {_latest("e.due_on", "('extended')", "o.id")} AS extended_to
            FROM occurrences AS o
            WHERE {known_then("o")}
            LIMIT -1 OFFSET 0) AS facts)
    WHERE retired_on IS NULL OR retired_on > :as_of
       OR (typeof(reached) = 'text' AND coalesce(holding, 'resumed') = 'resumed')
    LIMIT -1 OFFSET 0"""


def _spoken(column: str) -> str:
    return f"""(
        SELECT e.{column} FROM entries AS e
        WHERE e.occurrence_id = s.id AND e.observed_on <= :as_of AND e.{column} IS NOT NULL AND e.{column} <> ''
          AND {known_then("e")}
        ORDER BY e.observed_on DESC, e.id DESC LIMIT 1) AS {column}"""


# What has no due date has no place in a period, so what is planned of it is not asked for
_ROWS_QUERY = f"""
    SELECT s.*, a.id IS NOT NULL AS listed, a.title, a.contents, a.lead, a.partners, a.deadline_text, a.output,
        a.target, a.unit, a.successors, s.due_on < :as_of AS planned,
        {_spoken("value")}, {_spoken("evidence")}, {_spoken("note")}
    FROM ({_STANDINGS_QUERY}) AS s
    LEFT JOIN activities AS a ON a.id = s.activity_id AND {known_then("a")}
    LEFT JOIN plans AS p ON p.id = s.plan_id AND {known_then("p")}
    LEFT JOIN programs AS g ON {known_then("g")}
    WHERE (s.due_on BETWEEN :first AND :last) OR (s.done_on BETWEEN :first AND :last)
       OR (s.due_on < :first AND s.standing IN {OVERDUE_THEN})
    ORDER BY p."order" IS NULL AND s.plan_id <> g.id, p."order", s.plan_id, s.activity_id, s.start_on"""


class FrameThen(NamedTuple):
    """The definitions on a day, as known by a change."""

    program: sqlite3.Row
    plans: list[sqlite3.Row]  # by their order, without those retired by then
    contents: list[sqlite3.Row]
    bodies: dict[str, sqlite3.Row]

    def window(self, key: str, *plans: str) -> tuple[str, str]:
        """Return the first and last day of a period: of the one plan by its own cut-off day, else of the program."""
        own = [each["cutoff_day"] for each in self.plans if plans == (each["id"],) and each["cutoff_day"] is not None]
        cutoff = own[0] if own else self.program["cutoff_day"]
        year, (first_month, last_month) = int(key[:4]), _PARTS[key[5:]]
        if cutoff is None:
            return date(year, first_month, 1).isoformat(), _closing(year, last_month, 31).isoformat()
        before = (year - 1, 12) if first_month == 1 else (year, first_month - 1)
        first = _closing(*before, cutoff) + timedelta(days=1)
        return first.isoformat(), _closing(year, last_month, cutoff).isoformat()

    def in_force(self, named: str, row: sqlite3.Row, as_of: str) -> str:
        """Return the body that answers on a day for one that an activity names."""
        choices = next((each["successors"] for each in self.plans if each["id"] == row["plan_id"]), None)
        chosen = json.loads(choices or "{}") | json.loads(row["successors"] or "{}")
        seen, id_ = set(), named
        while id_ not in seen:
            seen.add(id_)
            body = self.bodies.get(id_)
            if body is None or body["until_on"] is None or as_of <= body["until_on"]:
                return id_
            only = json.loads(body["successors"] or "[]")
            following = chosen.get(id_) or (only[0] if len(only) == 1 else "")
            if not following:
                return id_
            id_ = following
        return named


def _closing(year: int, month: int, cutoff: int) -> date:
    return date(year, month, min(cutoff, monthrange(year, month)[1]))


def frame_then(db: sqlite3.Connection, known: int, as_of: str) -> FrameThen:
    def rows(table: str) -> list[sqlite3.Row]:
        query = f"SELECT * FROM {table} AS t WHERE {known_then('t')} ORDER BY id"
        return db.execute(query, {"known": known}).fetchall()

    plans = [row for row in rows("plans") if row["retired_on"] is None or row["retired_on"] > as_of]
    return FrameThen(
        rows("programs")[0],
        sorted(plans, key=lambda row: (row["order"] or 1 << 30, row["id"])),
        sorted(rows("contents"), key=lambda row: (row["order"], row["id"])),
        {row["id"]: row for row in rows("organizations")},
    )


def listed_then(db: sqlite3.Connection, known: int, as_of: str, first: str, last: str) -> list[sqlite3.Row]:
    return db.execute(_ROWS_QUERY, {"known": known, "as_of": as_of, "first": first, "last": last}).fetchall()


def due_then(frame: FrameThen, key: str, rows: Iterable[sqlite3.Row]) -> list[sqlite3.Row]:
    """Return what falls due in a period, each plan's by its own cut-off day."""
    windows = {plan: frame.window(key, plan) for plan in {row["plan_id"] for row in rows}}
    return [row for row in rows if row["due_on"] and lies_within(row["due_on"], windows[row["plan_id"]])]


def lies_within(day: str, window: tuple[str, str]) -> bool:
    return window[0] <= day <= window[1]


def bounds_then(frame: FrameThen, *keys: str) -> tuple[str, str]:
    """Return the first and last day that any plan counts to one of some periods."""
    windows = [frame.window(key, *plan) for key in keys for plan in ((), *((each["id"],) for each in frame.plans))]
    return min(first for first, _last in windows), max(last for _first, last in windows)


def figures_then(rows: Iterable[sqlite3.Row]) -> list[Any]:
    """Return a count for each standing, then due rate, progress and what was planned."""
    rows = list(rows)
    counts = [sum(row["standing"] == standing for row in rows) for standing in STANDINGS_THEN]
    done, overdue = sum(counts[:2]), counts[3] + counts[5]
    counted = [row for row in rows if row["standing"] != "cancelled"]
    weight = sum(row["weight"] for row in counted)
    progress = sum(row["weight"] * row["percent"] for row in counted) / 100
    planned = sum(row["weight"] * row["planned"] for row in counted)
    rates = ((done, done + overdue), (progress, weight), (planned, weight))
    return [*counts, *(round(part / whole, 6) if whole else None for part, whole in rates)]


def number_then(value: Any) -> Any:
    return value if not isinstance(value, float) else int(value) if value == int(value) else round(value, 6)


def closing_by_rules_1(db: sqlite3.Connection, key: str, known: int) -> str | None:
    """Return what fell due in a period as it stood on its last day, each plan's on its own; None without a program."""
    if not program_then(db, known):
        return None
    last = frame_then(db, known, "0001-01-01").window(key)[1]
    frame = frame_then(db, known, last)
    windows = {"": frame.window(key), **{each["id"]: frame.window(key, each["id"]) for each in frame.plans}}
    found = {}
    for day in sorted({last for _first, last in windows.values()}):
        for row in due_then(frame, key, listed_then(db, known, day, *bounds_then(frame, key))):
            if windows.get(row["plan_id"], windows[""])[1] == day:
                found[row["id"]] = row
    rows = [found[id_] for id_ in sorted(found)]
    names = ("id", "plan_id", "due_on", "standing", "percent", "done_on", "weight")
    return text_then(
        {
            "period": key,
            "windows": windows,
            "totals": figures_then(rows),
            "rows": [[number_then(row[name]) for name in names] for row in rows],
        }
    )


def program_then(db: sqlite3.Connection, known: int) -> bool:
    return db.execute(f"SELECT 1 FROM programs AS t WHERE {known_then('t')}", {"known": known}).fetchone() is not None


def text_then(values: dict[str, Any]) -> str:
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
