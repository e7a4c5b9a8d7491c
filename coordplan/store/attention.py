"""What needs attention: what is overdue, and what falls due soon, the first few of a large file at once."""

import sqlite3
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from typing import Any

from coordplan.model import OVERDUE
from coordplan.store.questions import Question
from coordplan.store.standings import in_force


def _by_due_date(connection: sqlite3.Connection, question: Question) -> Iterator[sqlite3.Row]:
    """Yield the standings of what is asked, what is due first first.

    From spans they come one by one as the reader asks for them, so that the first few of a large file come at once.
    """
    inside, outside = (
        ("o.due_on_in_force, o.id", "") if question.spans and not question.touched else ("", "ORDER BY s.due_on, s.id")
    )
    yield from connection.execute(f"SELECT s.* {question.query(order=inside)} {outside}", question.values())


def _with_words(
    connection: sqlite3.Connection, question: Question, found: Iterable[sqlite3.Row]
) -> list[dict[str, Any]]:
    """Return standings, each with the title, lead and choice of successors of its activity."""
    query = f"SELECT title, lead, successors FROM activities AS a WHERE id = :id AND {in_force('a')}"

    @cache
    def words_of_activity(id_: str) -> dict[str, Any]:
        return dict(connection.execute(query, {"id": id_, "up_to_change": question.up_to_change}).fetchone())

    return [dict(row) | words_of_activity(row["activity_id"]) for row in found]


def overdue(connection: sqlite3.Connection, question: Question, most: int | None = None) -> list[dict[str, Any]]:
    """Return what is overdue, the longest first, at most so many, with its activity's title and lead."""
    wanted = tuple(standing for standing in OVERDUE if standing in (question.standings or OVERDUE))
    if not wanted:
        return []  # of no standing, not of any
    rows = _by_due_date(connection, question._replace(standings=wanted))
    return _with_words(connection, question, islice(rows, most))


def due_soon(
    connection: sqlite3.Connection, question: Question, most: int | None = None
) -> tuple[list[dict[str, Any]], int]:
    """Return what is open and falls due ``within`` the question's days, the nearest first, and how much that is."""
    assert question.within is not None
    rows = list(_by_due_date(connection, question))
    return _with_words(connection, question, rows[:most]), len(rows)


def soonest(connection: sqlite3.Connection, question: Question) -> list[sqlite3.Row]:
    """Return what is asked about, what is due first first and what has no due date last, with its activity's title."""
    return connection.execute(
        f"""
        SELECT s.*, a.title
        {question.query(join=f"JOIN activities AS a ON a.id = s.activity_id AND {in_force('a')}")}
        ORDER BY s.due_on IS NULL, s.due_on, s.id""",
        question.values(),
    ).fetchall()
