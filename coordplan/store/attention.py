"""What needs attention: what is overdue, and what falls due soon, the first few of a large file at once."""

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Any

from coordplan.model import OVERDUE
from coordplan.store.questions import Question
from coordplan.store.standings import in_force, standings_query


def _open_by_due_date(
    connection: sqlite3.Connection, question: Question, first: date, last: date
) -> Iterator[sqlite3.Row]:
    """Yield the standings of what falls due between two days, the earliest first.

    From spans they come one by one as the reader asks for them, so that the first few of a large file come at once.
    """
    before, after, _values = question.filters()
    values = question.values() | {"first": first.isoformat(), "last": last.isoformat()}
    if question.spans:
        where = f"{before} AND o.due_on_in_force BETWEEN :first AND :last"
        query = standings_query(where=where, order="o.due_on_in_force, o.id", spans=True)
        yield from connection.execute(f"SELECT s.* FROM ({query}) AS s WHERE 1 {after}", values)
        return
    query = standings_query(where=before)
    rows = connection.execute(
        f"SELECT s.* FROM ({query}) AS s WHERE s.due_on BETWEEN :first AND :last {after} ORDER BY s.due_on, s.id",
        values,
    )
    yield from rows


def _with_words(
    connection: sqlite3.Connection, question: Question, found: Iterable[sqlite3.Row]
) -> list[dict[str, Any]]:
    """Return standings, each with the title, lead and choice of successors of its activity."""
    query = f"SELECT title, lead, successors FROM activities AS a WHERE id = :id AND {in_force('a')}"
    return [
        {
            **dict(row),
            **dict(
                connection.execute(query, {"id": row["activity_id"], "up_to_change": question.up_to_change}).fetchone()
            ),
        }
        for row in found
    ]


def overdue(connection: sqlite3.Connection, question: Question, most: int | None = None) -> list[dict[str, Any]]:
    """Return what is overdue, the longest first, at most so many, with its activity's title and lead."""
    wanted = tuple(standing for standing in OVERDUE if standing in (question.standings or OVERDUE))
    if not wanted:
        return []  # of no standing, not of any
    rows = _open_by_due_date(connection, question._replace(standings=wanted), date.min, question.as_of)
    return _with_words(connection, question, islice(rows, most))


def due_soon(
    connection: sqlite3.Connection, question: Question, most: int | None = None
) -> tuple[list[dict[str, Any]], int]:
    """Return what is open and falls due ``within`` the question's days, the nearest first, and how much that is."""
    assert question.within is not None
    rows = list(_open_by_due_date(connection, question, *question.within))
    return _with_words(connection, question, rows[:most]), len(rows)
