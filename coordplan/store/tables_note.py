"""The note of a file's tables: a digest of their SQL, indexes, triggers and views included, as coordplan made them.

So that they can be held against what they were without making them all anew.
"""

from hashlib import sha256
from sqlite3 import Connection

TABLES_NOTE = "tables"  # in ``about``


def digest_of_tables(connection: Connection) -> str:
    """Return a digest of what stands in a file; what SQLite made by itself, and statistics, do not count."""
    rows = connection.execute(
        "SELECT type, name, tbl_name, sql FROM sqlite_master"
        " WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY type, name"
    ).fetchall()
    return sha256(repr([tuple(row) for row in rows]).encode(errors="surrogateescape")).hexdigest()[:32]


def note_tables(connection: Connection) -> None:
    """Note them as they are now: when they were made, or mended."""
    connection.execute(
        "INSERT INTO about (name, value) VALUES (:name, :value)"
        " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        {"name": TABLES_NOTE, "value": digest_of_tables(connection)},
    )
