"""That a file was put in the place of another: noted in the file itself, for whoever asks what was written in it.

It is no change: what a file holds is what its copy holds, and a copy's chain of changes goes on as it was.
"""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from coordplan.named_tuples import NamedTuple
from coordplan.store import checksum
from coordplan.store.connecting import connect

RESTORED = "restored"  # in ``about``


class Restoral(NamedTuple):
    """That this file was put in the place of another: when, by whom, why, from what, and where the other one is."""

    at: str
    by: str
    reason: str
    source: str
    change: int  # the last one of what was restored
    aside: str  # the name of the file that was there; "" where none was


def note_restoral(prepared: Path, present: sqlite3.Connection | None, restoral: Restoral) -> None:
    """Write into a file that is to take another one's place that it does, beside what both know of earlier times."""
    with closing(connect(prepared, "rw", 1.0)) as connection:
        known = {*restorals_in(connection)}
        if present is not None:
            known |= {*restorals_in(present)}
        text = json.dumps([each._asdict() for each in sorted({*known, restoral})], ensure_ascii=False)
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(
            "INSERT INTO about (name, value) VALUES (:name, :value) ON CONFLICT (name) DO UPDATE SET value = :value",
            {"name": RESTORED, "value": text},
        )
        checksum.renew(connection)
        connection.execute("COMMIT")


def restorals_in(connection: sqlite3.Connection) -> tuple[Restoral, ...]:
    """Return when a file was put in the place of another, the earliest first."""
    try:
        row = connection.execute("SELECT value FROM about WHERE name = ?", [RESTORED]).fetchone()
        return tuple(Restoral(**each) for each in json.loads(row[0])) if row is not None else ()
    except (sqlite3.DatabaseError, ValueError, TypeError):
        return ()
