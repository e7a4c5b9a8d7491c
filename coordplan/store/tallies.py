"""Tallies: on each day how many occurrences of a plan come into a state (above 0), and leave one (below 0).

They are the spans without their ids, added up: what is not told apart by them stands in one row. So the figures of a
plan on a day follow from some thousand rows, however many occurrences there are; of a million the status took 2.5
seconds from spans. Like spans they are derived, and good for the change for which those are.
"""

import sqlite3
from typing import Any

from coordplan.store.standings import TALLIED

_KEY = ", ".join(("plan_id", "from_on", *TALLIED))
# NULL is equal to nothing: what there is none of is blank
_HELD = ", ".join(f"coalesce({'due_on_in_force' if name == 'due_on' else name}, '')" for name in TALLIED)


def note_moves(connection: sqlite3.Connection, spans: str, times: int, values: dict[str, Any] | None = None) -> None:
    """Add to the temporary table ``moved`` what some spans (the rows of a table) come to, so many times each.

    One row after the other, in a table that is small: sorting them took half as long again, and their size on the disk.
    """
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS moved AS SELECT * FROM main.tallies LIMIT 0")
    connection.execute(f"CREATE UNIQUE INDEX IF NOT EXISTS temp.moved_once ON moved ({_KEY})")
    for day, sign, ends in (("from_on", 1, ""), ("next_on", -1, "AND next_on < '9999-12-31'")):
        connection.execute(
            f"INSERT INTO moved ({_KEY}, occurrences)"
            f" SELECT plan_id, {day}, {_HELD}, {sign * times} FROM {spans} WHERE true {ends}"
            " ON CONFLICT DO UPDATE SET occurrences = occurrences + excluded.occurrences",
            values or {},
        )


def apply_moves(connection: sqlite3.Connection) -> None:
    """Add to the tallies what was noted; what nothing is left of goes."""
    connection.execute(
        f"INSERT INTO tallies ({_KEY}, occurrences) SELECT * FROM moved WHERE occurrences <> 0"
        " ON CONFLICT DO UPDATE SET occurrences = occurrences + excluded.occurrences"
    )
    connection.execute(
        "DELETE FROM tallies WHERE (plan_id, from_on) IN (SELECT plan_id, from_on FROM moved) AND occurrences = 0"
    )
    connection.execute("DROP TABLE moved")


def are_of_spans(connection: sqlite3.Connection) -> bool:
    """Say whether the tallies in the file are what follows from its spans; it needs temporary tables."""
    note_moves(connection, "main.spans", 1)
    stored, worked_out = "SELECT * FROM tallies", "SELECT * FROM moved WHERE occurrences <> 0"
    query = f"SELECT EXISTS ({stored} EXCEPT {worked_out}) OR EXISTS ({worked_out} EXCEPT {stored})"
    differ: int = connection.execute(query).fetchone()[0]
    connection.execute("DROP TABLE moved")
    return not differ
