"""The question behind a figure: of each occurrence what figures are made of, and nothing of what was said of it."""

import sqlite3
from collections.abc import Iterator

from coordplan.store.questions import ORDERS, Question
from coordplan.store.standings import PLANNED, in_force


def weighed(connection: sqlite3.Connection, question: Question) -> Iterator[sqlite3.Row]:
    """Yield of the occurrences asked for what figures are made of, and who leads them; the order is ``plan``."""
    join = f"""
        JOIN activities AS a ON a.id = s.activity_id AND {in_force("a")}
        LEFT JOIN plans AS p ON p.id = s.plan_id AND {in_force("p")}
        LEFT JOIN programs AS g ON {in_force("g")}"""
    yield from connection.execute(
        f"""SELECT s.id, s.plan_id, a.title, s.due_on, s.standing, s.percent, s.weight, {PLANNED} AS planned,
            a.lead, a.successors, s.credited_on
        {question.query(join=join)}
        ORDER BY {ORDERS["plan"]}""",
        question.values(),
    )
