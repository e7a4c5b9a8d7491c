"""The checksum of a small file: whether each of its bytes is as the last change left it.

It stands in the file (``about.checksum``) and is made anew with every change, in its transaction. What it is made of
are the bytes that SQLite is about to write, in which the checksum's own place and SQLite's counters of its writes stand
as if empty. A file of more than ``MOST_BYTES`` has none: reading it to the end would be felt.
"""

import sqlite3
from zlib import crc32

MOST_BYTES = 4 << 20
_BLANK = "crc32:--------"
# In SQLite's header: which journal another program has set, the counter of writes, the number of the tables' version
# (another one in every copy), and what stands beside the counter at each write
_HEADER = 100
_COUNTERS = ((18, 20), (24, 28), (40, 44), (92, 100))


def is_small(connection: sqlite3.Connection) -> bool:
    """Say whether a file is small enough to be read whole each time."""
    pages: int = connection.execute("PRAGMA page_count").fetchone()[0]
    size: int = connection.execute("PRAGMA page_size").fetchone()[0]
    return pages * size <= MOST_BYTES and hasattr(connection, "serialize")


def renew(connection: sqlite3.Connection) -> None:
    """Make the checksum anew, as the last thing of a change; a file that is too large for one has none."""
    connection.execute(
        "INSERT INTO about (name, value) VALUES ('checksum', :blank) ON CONFLICT (name) DO UPDATE SET value = :blank",
        {"blank": _BLANK},
    )
    if is_small(connection):
        connection.execute(
            "UPDATE about SET value = :value WHERE name = 'checksum'", {"value": _checksum(connection, _BLANK)}
        )


def matches(connection: sqlite3.Connection) -> bool:
    """Say whether a small file is, byte for byte, as the last change left it."""
    row = connection.execute("SELECT value FROM about WHERE name = 'checksum'").fetchone()
    return row is not None and isinstance(row[0], str) and row[0] != "" and row[0] == _checksum(connection, row[0])


def _checksum(connection: sqlite3.Connection, value: str) -> str:
    """Return the checksum of a file in which it stands as a value."""
    data = connection.serialize()
    header = bytearray(data[:_HEADER])
    for first, end in _COUNTERS:
        header[first:end] = bytes(end - first)
    # Part by part, as if the checksum were blank: copies of the whole took longer than reading it
    sum_, start, view = crc32(header), _HEADER, memoryview(data)
    own, blank = value.encode(), _BLANK.encode()
    while value != _BLANK and (found := data.find(own, start)) >= 0:
        sum_, start = crc32(blank, crc32(view[start:found], sum_)), found + len(own)
    return f"crc32:{crc32(view[start:], sum_):08x}"
