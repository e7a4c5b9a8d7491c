"""Tallies of some activities alone, made beside the file for whoever asks of many days."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from coordplan.store.questions import Question
from coordplan.store.spans import beside_the_file
from coordplan.store.tallies import note_moves


@contextmanager
def with_own_tallies(connection: sqlite3.Connection, question: Question) -> Iterator[Question]:
    """Give a question that asks the same of tallies, where it can: for whoever asks it of many days.

    What narrows activities is left out of it: for as long as the block lasts the tallies are of those alone, made in
    one pass over spans. Not where bodies end, so that who leads is another one from a day on.
    """
    plain = question._replace(contents=(), fields=None, leads=None, partnered=None)
    if question.is_of_tallies or question.touched or question.ends or not plain.is_of_tallies:
        yield question
        return
    narrowed = f"(SELECT o.* FROM spans AS o WHERE true {question.filters()[0]})"
    with beside_the_file(connection):
        note_moves(connection, narrowed, 1, question.values())
        connection.execute("ALTER TABLE temp.moved RENAME TO tallies")  # before those of the file, by its name
        try:
            yield plain
        finally:
            connection.execute("DROP TABLE temp.tallies")
