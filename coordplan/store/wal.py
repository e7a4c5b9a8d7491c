"""Reading a file on which another program has set WAL, the journal that lies beside a file.

Every write sets it back (``file.py``); until then reading must not leave ``-wal`` and ``-shm`` behind, and must work in
a folder in which they cannot be made.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from coordplan.store.connecting import connect

_ATTEMPTS = 20


def reopened(path: Path, connection: sqlite3.Connection) -> sqlite3.Connection:
    """Return a connection that reads a state of the file and, as the last to close, leaves nothing beside it.

    A read-only one cannot take away what it had to make. Where the file cannot be written, it has to do.
    """
    try:
        other = connect(path, "rw")
    except sqlite3.OperationalError:
        return connection
    try:
        other.execute("PRAGMA query_only = ON")
        other.execute("BEGIN")
        other.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError:
        other.close()
        return connection
    connection.close()
    return other


def still_state(path: Path) -> sqlite3.Connection | None:
    """Return the state of a file that nobody has open, read into memory; None where somebody may have.

    In a folder in which nothing can be made, SQLite reads a file in WAL mode only on the promise that it does not
    change. That holds where no journal lies beside it, and is looked at again when all of it has been read.
    """
    for _attempt in range(_ATTEMPTS):
        if any(path.with_name(path.name + ending).exists() for ending in ("-wal", "-journal")):
            return None
        before = path.stat()
        copy = sqlite3.connect(":memory:", isolation_level=None)
        copy.row_factory = sqlite3.Row
        with closing(connect(path, "ro&immutable=1")) as connection:
            connection.backup(copy)
        after = path.stat()
        if (before.st_mtime_ns, before.st_size, before.st_ino) == (after.st_mtime_ns, after.st_size, after.st_ino):
            copy.execute("PRAGMA query_only = ON")
            copy.execute("BEGIN")
            return copy
        copy.close()
    return None
