"""Files of demonstration: what is made up in them says so."""

import sqlite3


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
