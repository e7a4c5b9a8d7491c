"""Forms that went out, and what came back, as they are kept."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from coordplan.model import Return, ReturnRow, SentForm
from coordplan.store.changes import Writing
from coordplan.store.collected_tables import COLLECTED, FORMS, RETURN_ROWS, RETURNS
from coordplan.store.standings import known
from coordplan.store.table import Table
from coordplan.store.tables import TABLES


class Kept(NamedTuple):
    """A return with its rows, and the change that took it in."""

    told: Return
    rows: tuple[ReturnRow, ...]
    change: int


class Said(NamedTuple):
    """What an organization says stands in the way of an occurrence, and what it asks for."""

    organization: str
    occurrence: str
    difficulties: str
    recommendations: str


def last_change_of_content(connection: sqlite3.Connection, change: int) -> int:
    """Return the last change up to a number that says anything of activities or entries; 0 where there is none.

    A form names it as what it shows: that a form went out, or a return came in, is no news about any activity.
    """
    numbers = [0]
    for table in TABLES:
        if table not in COLLECTED:
            for column in ("added_by", "ended_by"):
                query = f"SELECT max({column}) FROM {table.name} WHERE {column} <= :change"
                numbers.append(connection.execute(query, {"change": change}).fetchone()[0] or 0)
    return max(numbers)


def _next_id(change: Writing, table: Table) -> int:
    number: int = change.connection.execute(f"SELECT coalesce(max(id), 0) + 1 FROM {table.name}").fetchone()[0]
    return number


def add_forms(change: Writing, forms: Iterable[SentForm]) -> None:
    """Record that forms went out; their ids are given here."""
    first = _next_id(change, FORMS)
    change.add(
        FORMS,
        (
            {
                **form._asdict(),
                "id": number,
                "made_on": form.made_on.isoformat(),
                "send_by": form.send_by and form.send_by.isoformat(),
                "asked": json.dumps(form.asked),
                "not_due": json.dumps(form.not_due),
            }
            for number, form in enumerate(forms, first)
        ),
    )


def add_return(change: Writing, told: Return, rows: Sequence[ReturnRow]) -> None:
    """Record what came back, with its rows; the ids are given here."""
    number = _next_id(change, RETURNS)
    change.add(RETURNS, [{**told._asdict(), "id": number, "received_on": told.received_on.isoformat()}])
    first = _next_id(change, RETURN_ROWS)
    change.add(
        RETURN_ROWS,
        (
            {
                **{name: value or None for name, value in row._asdict().items()},
                "id": id_,
                "return_id": number,
                "occurrence_id": row.occurrence,
                "done_on": row.done_on and row.done_on.isoformat(),
            }
            for id_, row in enumerate(rows, first)
        ),
    )


def forms_sent(connection: sqlite3.Connection, change: int, period: str = "", as_of: date = date.max) -> list[SentForm]:
    """Return the forms made until a day, as far as the file had been told by a change; the latest last.

    ``period``: only those of this period.
    """
    rows = connection.execute(
        f"""
        SELECT *
        FROM forms AS t
        WHERE {known("t")} AND made_on <= :as_of {"AND period = :period" if period else ""}
        ORDER BY id""",
        {"known": change, "as_of": as_of.isoformat(), "period": period},
    )
    return [_form(row) for row in rows]


def _form(row: sqlite3.Row) -> SentForm:
    values: dict[str, Any] = {name: row[name] for name in SentForm._fields}
    return SentForm(**values)._replace(
        made_on=date.fromisoformat(row["made_on"]),
        send_by=row["send_by"] and date.fromisoformat(row["send_by"]),
        asked=tuple(json.loads(row["asked"] or "[]")),
        not_due=tuple(json.loads(row["not_due"] or "[]")),
    )


def returns_kept(connection: sqlite3.Connection, change: int, period: str = "", as_of: date = date.max) -> list[Kept]:
    """Return what came back until a day, as far as the file had been told by a change; the latest last.

    ``period``: only of this period.
    """
    narrowed = f"{known('t')} AND t.received_on <= :as_of {'AND t.period = :period' if period else ''}"
    values = {"known": change, "as_of": as_of.isoformat(), "period": period}
    by_return: dict[int, list[ReturnRow]] = {}
    query = f"""
        SELECT r.*
        FROM returns AS t
        JOIN return_rows AS r ON r.return_id = t.id AND {known("r")}
        WHERE {narrowed}
        ORDER BY r.id"""
    for row in connection.execute(query, values):
        by_return.setdefault(row["return_id"], []).append(_return_row(row))
    return [
        Kept(_return(row), tuple(by_return.get(row["id"], ())), row["added_by"])
        for row in connection.execute(f"SELECT * FROM returns AS t WHERE {narrowed} ORDER BY id", values)
    ]


def _return(row: sqlite3.Row) -> Return:
    values: dict[str, Any] = {name: row[name] for name in Return._fields}
    return Return(**values)._replace(received_on=date.fromisoformat(row["received_on"]))


def _return_row(row: sqlite3.Row) -> ReturnRow:
    return ReturnRow(
        row["occurrence_id"],
        row["answer"],
        row["outcome"],
        row["said"] or "",
        row["done_on"] and date.fromisoformat(row["done_on"]),
        row["evidence"] or "",
        row["difficulties"] or "",
        row["recommendations"] or "",
        row["fault"] or "",
    )


def occurrence_plans(connection: sqlite3.Connection, change: int) -> dict[str, str]:
    """Return the plan of each occurrence that a return has said anything of."""
    query = f"""
        SELECT DISTINCT o.id, o.plan_id
        FROM return_rows AS r
        JOIN occurrences AS o ON o.id = r.occurrence_id
        WHERE {known("r")}"""
    return {row["id"]: row["plan_id"] for row in connection.execute(query, {"known": change})}


def difficulties_of(connection: sqlite3.Connection, period: str, change: int, as_of: date = date.max) -> list[Said]:
    """Return what organizations say of a period's activities, by organization: the latest word on each that was kept.

    What was sent back is left out until it comes again.
    """
    latest: dict[tuple[str, str], Said] = {}
    for kept in returns_kept(connection, change, period, as_of):
        for row in kept.rows:
            if row.outcome != "sent_back" and kept.told.outcome != "sent_back":
                key = kept.told.organization, row.occurrence
                latest[key] = Said(*key, row.difficulties, row.recommendations)
    return [said for _key, said in sorted(latest.items()) if said.difficulties or said.recommendations]
