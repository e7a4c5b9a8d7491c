"""What a command asks its file before it begins: which language it is to speak, and which day it is there."""

import sqlite3
from datetime import date
from pathlib import Path

from coordplan.store.connecting import connect, drop_aside, put_aside
from coordplan.store.file import open_for_reading


def language_asked_for(path: Path) -> str | None:
    """Return the language of the program in a file; None where it holds none. Raises as ``open_for_reading``."""
    connection = open_for_reading(path, wait=0.2, checked=False)
    try:
        row = connection.execute("SELECT language FROM programs WHERE ended_by IS NULL").fetchone()
    except BaseException:
        connection.close()
        raise
    put_aside(path, connection)
    return None if row is None else row[0]


def day_of_demonstration(path: Path) -> date | None:
    """Return the last day of what is made up in a file: there it is that day. None where nothing is, or no file."""
    try:
        connection = connect(path, "ro")
        try:
            day = connection.execute(
                """
                SELECT max(e.observed_on)
                FROM changes AS c
                CROSS JOIN entries AS e ON e.added_by = c.id
                WHERE c.illustrative AND e.ended_by IS NULL"""
            ).fetchone()[0]
        except BaseException:
            connection.close()
            raise
        put_aside(path, connection)
        return None if day is None else date.fromisoformat(day)
    except (sqlite3.Error, OSError, ValueError, TypeError):  # whoever opens the file says what is wrong with it
        return None


def have_done_asking() -> None:
    """Let go of the file; what was asked for is asked again where it is wanted again."""
    drop_aside()
