"""Files of demonstration: what is made up in them says so, and says what day it is there."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

from coordplan.store.connecting import connect


def is_illustrative(connection: sqlite3.Connection, up_to_change: int) -> bool:
    """Say whether entries of a demonstration are among what is known."""
    return bool(
        connection.execute(
            """
            SELECT EXISTS (
                SELECT 1
                FROM changes AS c
                CROSS JOIN entries AS e ON e.added_by = c.id -- in this order: few changes are illustrative
                WHERE c.illustrative AND c.id <= :up_to_change AND (e.ended_by IS NULL OR e.ended_by > :up_to_change)
            )""",
            {"up_to_change": up_to_change},
        ).fetchone()[0]
    )


def day_of_demonstration(path: Path) -> date | None:
    """Return the last day of what is made up in a file: there it is that day. None where nothing is, or no file."""
    try:
        with closing(connect(path, "ro")) as connection:
            day = connection.execute(
                """
                SELECT max(e.observed_on)
                FROM changes AS c
                CROSS JOIN entries AS e ON e.added_by = c.id
                WHERE c.illustrative AND e.ended_by IS NULL"""
            ).fetchone()[0]
            return None if day is None else date.fromisoformat(day)
    except (sqlite3.Error, OSError, ValueError, TypeError):  # whoever opens the file says what is wrong with it
        return None
