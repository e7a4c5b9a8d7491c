"""What an issued report said by the rules of files up to format 4: the text that its digest was made of.

Frozen, as ``rules_1`` is, and for the same step of migration alone.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable
from datetime import date
from hashlib import sha256
from typing import Any
from zlib import compress

from coordplan.store.rules_1 import (
    DONE_THEN,
    OPEN_THEN,
    OVERDUE_THEN,
    STANDINGS_THEN,
    FrameThen,
    bounds_then,
    closing_by_rules_1,
    due_then,
    figures_then,
    frame_then,
    known_then,
    lies_within,
    listed_then,
    number_then,
    program_then,
    text_then,
)

_SEQUENCES = ([""], ["H1", "H2"], ["Q1", "Q2", "Q3", "Q4"], [f"{month:02d}" for month in range(1, 13)])


def _next_key(key: str) -> str:
    """Return the key of the period that comes after one; after nine months, the fourth quarter."""
    year, part = int(key[:4]), key[5:]
    if part == "9M":
        return f"{year}-Q4"
    parts = next(each for each in _SEQUENCES if part in each)
    place = parts.index(part) + 1
    following = parts[place % len(parts)]
    year += place == len(parts)
    return f"{year}-{following}" if following else str(year)


def _facts(frame: FrameThen, row: sqlite3.Row, as_of: str) -> list[Any]:
    """Return what a report says of an occurrence, in the order in which its digest has it."""
    lead = frame.in_force(row["lead"], row, as_of)
    bodies = [frame.in_force(id_, row, as_of) for id_ in json.loads(row["partners"] or "[]")]
    partners = [id_ for id_ in dict.fromkeys(bodies) if id_ != lead]
    done_on = row["done_on"] if row["standing"] in DONE_THEN else None
    facts = [row["title"], lead, partners, json.loads(row["contents"]), row["deadline_text"], row["due_on"]]
    facts += [row["original_due_on"], row["standing"], row["percent"], row["value"], row["target"], row["unit"]]
    facts += [done_on, row["evidence"], row["note"]]
    said = [None if each in ("", []) else number_then(each) for each in facts]
    return [row["id"], row["plan_id"], *said, row["output"] or ""]


def _statements(
    db: sqlite3.Connection, frame: FrameThen, key: str, known: int, plans: list[str]
) -> tuple[list[list[str]], list[list[str]]]:
    """Return the difficulties and recommendations that returns name: organization, its title, and the words."""
    rows = db.execute(
        f"""
        SELECT t.organization, r.occurrence_id, r.difficulties, r.recommendations
        FROM returns AS t
        JOIN return_rows AS r ON r.return_id = t.id AND {known_then("r")}
        WHERE {known_then("t")} AND t.period = :key AND t.outcome <> 'sent_back' AND r.outcome <> 'sent_back'
        ORDER BY t.id, r.id""",
        {"known": known, "key": key},
    )
    latest = {(row["organization"], row["occurrence_id"]): row for row in rows}
    query = (
        "SELECT DISTINCT o.id, o.plan_id FROM return_rows AS r JOIN occurrences AS o ON o.id = r.occurrence_id"
        f" WHERE {known_then('r')}"
    )
    plan_of = {row["id"]: row["plan_id"] for row in db.execute(query, {"known": known})}
    found: list[list[list[str]]] = []
    for name in ("difficulties", "recommendations"):
        about: dict[tuple[str, str], list[str]] = {}
        for (body, occurrence), row in sorted(latest.items(), key=lambda item: item[0]):
            if row[name] and (not plans or plan_of.get(occurrence) in plans):
                about.setdefault((body, " ".join(row[name].split())), []).append(occurrence)
        titles = {id_: row["title"] for id_, row in frame.bodies.items()}
        found.append(
            [[body, titles.get(body, body), f"{text} ({', '.join(ids)})"] for (body, text), ids in about.items()]
        )
    return found[0], found[1]


def _year_before(db: sqlite3.Connection, frame: FrameThen, key: str, plans: list[str], as_of: str, known: int) -> Any:
    """Return the figures of the same period of the year before, as many days after its end; None where nothing was."""
    then = f"{int(key[:4]) - 1}{key[4:]}"
    since = date.fromisoformat(as_of) - date.fromisoformat(frame.window(key, *plans)[1])
    day = (date.fromisoformat(frame.window(then, *plans)[1]) + since).isoformat()
    if day < frame.program["start_on"]:
        return None
    before = frame_then(db, known, day)._replace(program=frame.program)
    rows = due_then(before, then, listed_then(db, known, day, *bounds_then(before, then)))
    figures = figures_then(row for row in rows if not plans or row["plan_id"] in plans)
    return figures if sum(figures[: len(STANDINGS_THEN)]) else None


def report_by_rules_1(db: sqlite3.Connection, key: str, plans: list[str], as_of: str, known: int) -> str | None:
    """Return what a report said, as the text that its digest was made of; None where no program was known then."""
    if not program_then(db, known):
        return None
    frame = frame_then(db, known, as_of)
    following = _next_key(key)
    rows = listed_then(db, known, as_of, *bounds_then(frame, key, following))
    rows = [row for row in rows if not plans or row["plan_id"] in plans]
    due = due_then(frame, key, rows)
    by_plan: dict[str, list[sqlite3.Row]] = {}
    for row in sorted(due, key=lambda row: row["plan_id"]):
        by_plan.setdefault(row["plan_id"], []).append(row)
    wanted = plans or [frame.program["id"], *(each["id"] for each in frame.plans)]
    contents = {
        each["id"]: [row for row in due if row["listed"] for id_ in json.loads(row["contents"]) if id_ == each["id"]]
        for each in frame.contents
    }
    windows = {plan: frame.window(key, plan) for plan in {row["plan_id"] for row in rows}}

    def listed(chosen: Iterable[sqlite3.Row], order: Callable[[sqlite3.Row], Any] | None = None) -> list[Any]:
        ordered = list(chosen) if order is None else sorted(chosen, key=order)
        return [_facts(frame, row, as_of) for row in ordered if row["listed"]]

    def by_due(row: sqlite3.Row) -> Any:
        return row["due_on"], row["id"]

    difficulties, recommendations = _statements(db, frame, key, known, plans)
    values = {
        "period": [key, *frame.window(key, *plans)],
        "plans": plans,
        "as_of": as_of,
        "totals": figures_then(due),
        "year_before": _year_before(db, frame, key, plans, as_of, known),
        "by_plan": [[id_, figures_then(by_plan.get(id_, ()))] for id_ in dict.fromkeys([*wanted, *by_plan])],
        "by_content": [[id_, figures_then(found)] for id_, found in contents.items() if found],
        "finished": listed(
            (
                row
                for row in rows
                if row["standing"] in DONE_THEN and lies_within(row["done_on"], windows[row["plan_id"]])
            ),
            lambda row: (row["done_on"], row["id"]),
        ),
        "overdue": listed((row for row in due if row["standing"] in OVERDUE_THEN), by_due),
        "overdue_before": listed(
            (row for row in rows if row["standing"] in OVERDUE_THEN and row["due_on"] < windows[row["plan_id"]][0]),
            by_due,
        ),
        "held": listed(row for row in due if row["standing"] in ("suspended", "cancelled")),
        "coming": listed((row for row in due_then(frame, following, rows) if row["standing"] in OPEN_THEN), by_due),
        "annex": listed(due),
        "difficulties": difficulties,
        "recommendations": recommendations,
    }
    return text_then(values)


def keep_by_rules_1(db: sqlite3.Connection) -> None:
    """Keep the rows of every issued report and every closing that is in a file, with the same changes as these have.

    What was taken back or opened again has its rows for as long as it held.
    """
    row_factory, db.row_factory = db.row_factory, sqlite3.Row
    said = [
        (
            f"report:{row['id']}",
            report_by_rules_1(db, row["period"], json.loads(row["plans"] or "[]"), row["as_of"], row["known"]),
            row,
        )
        for row in db.execute("SELECT * FROM reports ORDER BY row").fetchall()
    ]
    said += [
        (f"closing:{row['id']}", closing_by_rules_1(db, row["id"], row["added_by"]), row)
        for row in db.execute("SELECT * FROM closings ORDER BY row").fetchall()
    ]
    for id_, text, row in said:
        if text is not None:
            db.execute(
                "INSERT INTO kept_rows (id, rules, digest, packed, added_by, ended_by) VALUES (?, 1, ?, ?, ?, ?)",
                (
                    id_,
                    sha256(text.encode()).hexdigest(),
                    compress(text.encode(), 9),
                    row["added_by"],
                    row["ended_by"],
                ),
            )
    db.row_factory = row_factory
