"""What was issued or closed, kept as it was: the text of its rows beside their digest, and the rules they follow.

Rules may get better. What comes out differently by later rules alone is not a change of what was said; by what is kept
here the two can be told apart.
"""

import json
import sqlite3
import zlib
from hashlib import sha256
from typing import Any

from coordplan.named_tuples import NamedTuple
from coordplan.store.changes import LAST_CHANGE, Writing
from coordplan.store.format import RULES
from coordplan.store.schema import KEPT_ROWS
from coordplan.store.standings import in_force


class KeptRows(NamedTuple):
    """The rows that were kept, as the text that was digested; empty where it cannot be read any more."""

    rules: int
    digest: str
    text: str

    @property
    def intact(self) -> bool:
        return sha256(self.text.encode()).hexdigest() == self.digest

    @property
    def by_earlier_rules(self) -> bool:
        return self.rules < RULES

    @property
    def values(self) -> dict[str, Any]:
        values: dict[str, Any] = json.loads(self.text)
        return values


def text_to_keep(values: Any) -> str:
    """Return values that are plain as the text by which they are digested: the same for the same values."""
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def keep_rows(change: Writing, id_: str, text: str) -> None:
    """Keep what is issued or closed by a change, under ``report:1`` or ``closing:2024-Q2``."""
    data = text.encode()
    row = {"id": id_, "rules": RULES, "digest": sha256(data).hexdigest(), "packed": zlib.compress(data, 9)}
    change.add(KEPT_ROWS, [row])


def kept_rows_of(connection: sqlite3.Connection, id_: str, up_to_change: int = LAST_CHANGE) -> KeptRows | None:
    """Return what was kept of a report or a closing, as recorded up to a change; None where nothing was."""
    row = connection.execute(
        f"SELECT rules, digest, packed FROM kept_rows AS k WHERE id = :id AND {in_force('k')}",
        {"id": id_, "up_to_change": up_to_change},
    ).fetchone()
    return None if row is None else KeptRows(row["rules"], row["digest"], unpacked_text(row["packed"]))


def unpacked_text(data: bytes) -> str:
    """Return the text that was kept; empty where it cannot be read any more."""
    try:
        return zlib.decompress(data).decode()
    except (zlib.error, ValueError, TypeError):
        return ""
