"""Forms that went out, reminders of them, and returns that came back."""

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date

from coordplan.model import Return, ReturnRow, SentForm, SentReminder
from coordplan.named_tuples import NamedTuple
from coordplan.store.changes import Writing
from coordplan.store.schema import COLLECTED, FORMS, KEPT_ROWS, LATE_MOVES, REMINDERS, RETURN_ROWS, RETURNS, TABLES
from coordplan.store.standings import in_force


class StoredReturn(NamedTuple):
    """A return with its rows, the change that took it in, and who did."""

    head: Return
    rows: tuple[ReturnRow, ...]
    change: int
    by: str = ""


class Obstacle(NamedTuple):
    """What an organization says stands in the way of an occurrence, and what it asks for."""

    organization: str
    occurrence: str
    difficulties: str
    recommendations: str


def last_change_of_content(connection: sqlite3.Connection, up_to_change: int) -> int:
    """Return the last change up to a number that says anything of activities or entries; 0 where there is none.

    A form names it as what it shows: that a form went out, or a return came in, is not news about any activity.
    """
    numbers = [0]
    for table in TABLES:
        if table not in (*COLLECTED, KEPT_ROWS, LATE_MOVES):
            for column in ("added_by", "ended_by"):
                query = f"SELECT max({column}) FROM {table.name} WHERE {column} <= :change"
                numbers.append(connection.execute(query, {"change": up_to_change}).fetchone()[0] or 0)
    return max(numbers)


def add_forms(change: Writing, forms: Iterable[SentForm]) -> None:
    """Record that forms went out; their ids are given here."""
    first = change.next_id(FORMS)
    change.add(FORMS, (FORMS.row_of(form._replace(id=number)) for number, form in enumerate(forms, first)))


def add_return(change: Writing, head: Return, rows: Sequence[ReturnRow]) -> None:
    """Record what came back, with its rows; the ids are given here."""
    number = change.next_id(RETURNS)
    change.add(RETURNS, [RETURNS.row_of(head._replace(id=number))])
    first = change.next_id(RETURN_ROWS)
    change.add(
        RETURN_ROWS, (RETURN_ROWS.row_of(row) | {"id": id_, "return_id": number} for id_, row in enumerate(rows, first))
    )


def add_reminders(change: Writing, reminders: Iterable[SentReminder]) -> None:
    """Record that organizations were reminded; one of the same day is the same reminder and stays as it is."""
    kept = {row["id"] for row in change.connection.execute("SELECT id FROM reminders WHERE ended_by IS NULL")}
    change.add(REMINDERS, (REMINDERS.row_of(each) for each in reminders if each.id not in kept))


def reminders_kept(
    connection: sqlite3.Connection, up_to_change: int, period: str, as_of: date = date.max
) -> list[SentReminder]:
    """Return the reminders of a period until a day, as recorded up to a change; the latest last."""
    rows = connection.execute(
        f"""
        SELECT *
        FROM reminders AS t
        WHERE {in_force("t")} AND reminded_on <= :as_of AND period = :period
        ORDER BY reminded_on, organization""",
        {"up_to_change": up_to_change, "as_of": as_of.isoformat(), "period": period},
    )
    return [REMINDERS.value_of(row) for row in rows]


def forms_sent(
    connection: sqlite3.Connection, up_to_change: int, period: str = "", as_of: date = date.max
) -> list[SentForm]:
    """Return the forms made until a day, as recorded up to a change; the latest last.

    ``period``: only those of this period.
    """
    rows = connection.execute(
        f"""
        SELECT *
        FROM forms AS t
        WHERE {in_force("t")} AND made_on <= :as_of {"AND period = :period" if period else ""}
        ORDER BY {_recorded("forms", "t")}, id""",
        {"up_to_change": up_to_change, "as_of": as_of.isoformat(), "period": period},
    )
    return [FORMS.value_of(row) for row in rows]


def stored_returns(
    connection: sqlite3.Connection, up_to_change: int, period: str = "", as_of: date = date.max
) -> list[StoredReturn]:
    """Return what came back until a day, as recorded up to a change; the latest last.

    ``period``: only of this period.
    """
    narrowed = f"{in_force('t')} AND t.received_on <= :as_of {'AND t.period = :period' if period else ''}"
    values = {"up_to_change": up_to_change, "as_of": as_of.isoformat(), "period": period}
    by_return: dict[int, list[ReturnRow]] = {}
    query = f"""
        SELECT r.*
        FROM returns AS t
        JOIN return_rows AS r ON r.return_id = t.id AND {in_force("r")}
        WHERE {narrowed}
        ORDER BY {_recorded("returns", "t")}, r.id"""
    for row in connection.execute(query, values):
        by_return.setdefault(row["return_id"], []).append(RETURN_ROWS.value_of(row))
    return [
        StoredReturn(RETURNS.value_of(row), tuple(by_return.get(row["id"], ())), row["added_by"], row["taken_in_by"])
        for row in connection.execute(
            f"""
            SELECT t.*, c.by AS taken_in_by
            FROM returns AS t
            JOIN changes AS c ON c.id = t.added_by
            WHERE {narrowed}
            ORDER BY {_recorded("returns", "t")}, t.id""",
            values,
        )
    ]


def _recorded(table: str, row: str) -> str:
    """Return the SQL of when a row's id was first recorded: the same in every copy, whatever number it has there."""
    return (
        f"(SELECT c.at || c.mark FROM {table} AS f JOIN changes AS c ON c.id = f.added_by"
        f" WHERE f.id = {row}.id ORDER BY f.row LIMIT 1)"
    )


def occurrence_plans(connection: sqlite3.Connection, up_to_change: int) -> dict[str, str]:
    """Return the plan of each occurrence that a return has said anything of."""
    query = f"""
        SELECT DISTINCT o.id, o.plan_id
        FROM return_rows AS r
        JOIN occurrences AS o ON o.id = r.occurrence_id
        WHERE {in_force("r")}"""
    return {row["id"]: row["plan_id"] for row in connection.execute(query, {"up_to_change": up_to_change})}


def difficulties_of(
    connection: sqlite3.Connection, period: str, up_to_change: int, as_of: date = date.max
) -> list[Obstacle]:
    """Return what organizations say of a period's activities, by organization, the latest word on each.

    What was sent back is left out until it comes again.
    """
    latest: dict[tuple[str, str], Obstacle] = {}
    for each in stored_returns(connection, up_to_change, period, as_of):
        for row in each.rows:
            if row.outcome != "sent_back" and each.head.outcome != "sent_back":
                key = each.head.organization, row.occurrence
                latest[key] = Obstacle(*key, row.difficulties, row.recommendations)
    return [obstacle for _key, obstacle in sorted(latest.items()) if obstacle.difficulties or obstacle.recommendations]


def other_names(connection: sqlite3.Connection, up_to_change: int) -> dict[str, tuple[str, ...]]:
    """Return what activities of an id are or were also called, in this file or a copy that was merged."""
    of_one: dict[tuple[str, str], set[str]] = {}
    rows = connection.execute(
        f"SELECT mark, former_id, activity_id FROM aliases AS t WHERE {in_force('t')}", {"up_to_change": up_to_change}
    )
    for row in rows:
        of_one.setdefault((row["mark"], row["former_id"]), {row["former_id"]}).add(row["activity_id"])
    found: dict[str, set[str]] = {}
    for names in of_one.values():
        for name in names:
            found.setdefault(name, set()).update(names - {name})
    return {name: tuple(sorted(others)) for name, others in found.items()}


def known_to_form(connection: sqlite3.Connection, form: int) -> frozenset[int] | None:
    """Return the changes that a form knew which came with a merge: those that came with it and had been made before.

    None where it was made in this file: there the number that it names says it.
    """
    sent = connection.execute(
        "SELECT c.merged_by, c.number_there FROM forms AS f JOIN changes AS c ON c.id = f.added_by"
        " WHERE f.id = ? ORDER BY f.row LIMIT 1",
        (form,),
    ).fetchone()
    if sent is None or sent["number_there"] is None:
        return None
    rows = connection.execute(
        "SELECT id FROM changes WHERE merged_by = ? AND number_there < ?", (sent["merged_by"], sent["number_there"])
    )
    return frozenset(row[0] for row in rows)
