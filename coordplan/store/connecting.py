"""Connecting to a file of SQLite's, whatever it holds."""

import sqlite3
from pathlib import Path
from urllib.parse import quote


def connect(path: Path, mode: str, wait: float) -> sqlite3.Connection:
    """Return a connection to a file as it is, whatever it holds: ``ro`` to read it, ``rw`` to write in it."""
    uri = f"file:{_uri_path(path.resolve().as_posix())}?mode={mode}"
    connection = sqlite3.connect(uri, uri=True, timeout=wait, isolation_level=None)
    connection.row_factory = sqlite3.Row
    return connection


def _uri_path(path: str) -> str:
    """Return an absolute path as SQLite reads it in a URI: a slash before a drive letter, two before a network one."""
    return ("//" if path.startswith("//") else "" if path.startswith("/") else "/") + quote(path)
