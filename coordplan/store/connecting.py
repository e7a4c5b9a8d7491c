"""Connecting to a file of SQLite's, whatever it holds.

To open a file and read what its tables are costs SQLite 17 million instructions, near half a bare Python. A command
asks the file for its language and for the day of a demonstration before it begins; so the connection over which it
asked is put aside, locking nothing, and is the one that it reads from.
"""

import os
import sqlite3
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote


class WritingConnection(sqlite3.Connection):
    """A connection that may write: then it holds the file's lock, and the note that says so."""

    note: int | None = None
    there: os.stat_result | None = None  # which file lay at its path when it was opened


def connect(path: Path, mode: str, wait: float = 0) -> WritingConnection:
    """Return a connection to a file as it is, whatever it holds: ``ro`` to read it, ``rw`` to write in it.

    One that does not wait is for whoever waits fairly (``when_free`` in ``waiting.py``).
    """
    if (connection := _taken_back(path, mode)) is not None:
        return connection
    there = _status_of(path)
    uri = f"file:{_uri_path(path.resolve().as_posix())}?mode={mode}"
    connection = sqlite3.connect(uri, uri=True, timeout=wait, isolation_level=None, factory=WritingConnection)
    connection.row_factory = sqlite3.Row
    connection.there = there
    return connection


_aside: list[tuple[Path, WritingConnection]] = []  # one or none


def put_aside(path: Path, connection: sqlite3.Connection) -> None:
    """Keep a connection that only read for the next question to the same file; it holds no lock meanwhile."""
    drop_aside()
    if not isinstance(connection, WritingConnection) or in_wal(connection):
        connection.close()
        return
    if connection.in_transaction:
        connection.execute("ROLLBACK")
    _aside.append((path, connection))


def drop_aside() -> None:
    """Close the connection that was put aside, if any."""
    while _aside:
        _aside.pop()[1].close()


def _taken_back(path: Path, mode: str) -> WritingConnection | None:
    """Return the connection put aside if it is what is asked for, and another file has not taken its file's place."""
    if mode == "ro" and _aside and _aside[0][0] == path:
        there, then = _status_of(path), _aside[0][1].there
        if there is not None and then is not None and os.path.samestat(there, then):
            return _aside.pop()[1]
    drop_aside()
    return None


def _status_of(path: Path) -> os.stat_result | None:
    with suppress(OSError):
        return path.stat()
    return None


def _uri_path(path: str) -> str:
    """Return an absolute path as SQLite reads it in a URI: a slash before a drive letter, two before a network one."""
    return ("//" if path.startswith("//") else "" if path.startswith("/") else "/") + quote(path)


def in_wal(connection: sqlite3.Connection) -> bool:
    """Say whether a file that has been read from is in WAL mode, which only another program can have set."""
    return bool(connection.execute("PRAGMA journal_mode").fetchone()[0] in ("wal", "memory"))  # memory: ``wal.py``
