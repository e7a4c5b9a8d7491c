"""Connecting to a file of SQLite's, whatever it holds."""

import sqlite3
from pathlib import Path
from urllib.parse import quote


class WritingConnection(sqlite3.Connection):
    """A connection that may write: then it holds the file's lock, and the note that says so."""

    note: int | None = None


def connect(path: Path, mode: str, wait: float = 0) -> WritingConnection:
    """Return a connection to a file as it is, whatever it holds: ``ro`` to read it, ``rw`` to write in it.

    One that does not wait is for whoever waits fairly (``when_free`` in ``waiting.py``).
    """
    uri = f"file:{_uri_path(path.resolve().as_posix())}?mode={mode}"
    connection = sqlite3.connect(uri, uri=True, timeout=wait, isolation_level=None, factory=WritingConnection)
    connection.row_factory = sqlite3.Row
    return connection


def _uri_path(path: str) -> str:
    """Return an absolute path as SQLite reads it in a URI: a slash before a drive letter, two before a network one."""
    return ("//" if path.startswith("//") else "" if path.startswith("/") else "/") + quote(path)


def in_wal(connection: sqlite3.Connection) -> bool:
    """Say whether a file that has been read from is in WAL mode, which only another program can have set."""
    return bool(connection.execute("PRAGMA journal_mode").fetchone()[0] in ("wal", "memory"))  # memory: ``wal.py``
