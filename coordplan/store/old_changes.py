"""The marks and digests of changes that were made before there were any."""

import json
import sqlite3
from hashlib import sha256

from coordplan.store.chain import note_last_change, order_key, seal
from coordplan.store.triggers import CHANGE_COLUMNS


def mark_old_changes(connection: sqlite3.Connection) -> None:
    """Give each change of an older file its mark and digest, and each entry the place it has in every copy.

    A mark follows from what the change and those before it say, so that copies of one file that are brought up to date
    apart still know each other.
    """
    mark = ""
    columns = ", ".join(f'"{name}"' for name in CHANGE_COLUMNS)
    for row in connection.execute(f"SELECT {columns} FROM changes ORDER BY id").fetchall():
        said = json.dumps([mark, *row], ensure_ascii=False)
        mark = sha256(said.encode(errors="surrogateescape")).hexdigest()[:32]
        connection.execute("UPDATE changes SET mark = ? WHERE id = ?", (mark, row[0]))
        connection.execute("UPDATE entries SET recorded = ? WHERE added_by = ?", (order_key(row[1], mark), row[0]))
    connection.execute(
        "UPDATE entries SET recorded ="
        " (SELECT o.recorded FROM entries AS o WHERE o.id = entries.id ORDER BY o.row LIMIT 1)"
    )  # what was taken back and brought back keeps its place
    for row in connection.execute("SELECT id FROM changes ORDER BY id").fetchall():
        seal(connection, row[0])
    note_last_change(connection)
