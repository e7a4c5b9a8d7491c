"""Two or three copies of one file, written to apart and merged through the store alone."""

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from coordplan.model import Definitions
from coordplan.store.applying import apply
from coordplan.store.changes import Sure, latest_change
from coordplan.store.definitions import stored_definitions
from coordplan.store.differences import activity_difference
from coordplan.store.door.commit import guarded_writing
from coordplan.store.file import open_for_reading
from coordplan.store.merging.contradictions import Choice, Contradiction
from coordplan.store.merging.deciding import Merge, kinship
from coordplan.store.merging.news import TwoCopies
from coordplan.store.questions import Question, standings_of
from coordplan.store.schema import CLOSINGS, ENTRIES, OCCURRENCES, RATINGS
from tests.store.building import FIRST, Book, both_ways, day


class ContradictedError(Exception):
    """Nobody decides."""

    def __init__(self, found: Sequence[Contradiction]) -> None:
        super().__init__(", ".join(" ".join(each.name) for each in found))
        self.found = tuple(found)


def parted(book: Book, path: Path, minutes: int = 0) -> Book:
    """Return another copy, whose clock goes on some minutes later."""
    copy = Book.at(book.copy(path))
    copy.clock = book.clock + timedelta(minutes=minutes, seconds=7)
    return copy


def merge(ours: Book, theirs: Book, side: Choice = "", reopen: bool = False) -> Merge | None:
    """Merge another copy; return None where it holds nothing new."""

    def decide(_compared: TwoCopies, found: Sequence[Contradiction]) -> Mapping[Contradiction, Choice]:
        if not side:
            raise ContradictedError(found)
        return dict.fromkeys(found, side)

    with closing(open_for_reading(theirs.path)) as other:
        kin, taken_back = ours.read(lambda connection: kinship(connection, other))
        assert kin != "other"
        assert taken_back is None
        if kin == "nothing":
            return None
        ours.clock = max(ours.clock, theirs.clock) + timedelta(minutes=1)
        said = {"by": "lan", "command": "merge", "reason": "late news" if reopen else ""}
        done = Merge(other, said, decide, day("12-31"))
        with guarded_writing(
            ours.path, now=ours.clock, after=done.begin, sure=Sure(everything=True), reopen=reopen, **said
        ) as change:
            done.finish(change)
    return done


def edit(book: Book, id_: str, on: date = FIRST, **fields: Any) -> None:
    """Change fields of an activity by hand."""
    with book.change(f"edit {id_}") as change:
        held = stored_definitions(change.connection)
        old = next(each for each in held.definitions.activities if each.id == id_)
        new = old._replace(**fields)
        if found := activity_difference(held, old, new):
            apply(change, held, Definitions(activities=(new,)), [found], on, edits=True)


def said_by(book: Book, days: Sequence[date]) -> dict[str, Any]:
    """Return all that a copy says, without the numbers that are each file's own."""

    def ask(connection: sqlite3.Connection) -> dict[str, Any]:
        known = latest_change(connection)
        said: dict[str, Any] = {"held": stored_definitions(connection)}
        for each in days:
            said[f"standings {each}"] = both_ways(connection, Question(each, known), standings_of)
        rows = connection.execute("SELECT * FROM entries WHERE ended_by IS NULL")
        said["entries"] = sorted(words_of(row) for row in rows)
        for table in (OCCURRENCES, RATINGS, CLOSINGS):
            rows = connection.execute(f"SELECT * FROM {table.name} WHERE ended_by IS NULL ORDER BY id")
            said[table.name] = [tuple(row[name] for name in table.columns) for row in rows]
        return said

    return book.read(ask)


def words_of(row: sqlite3.Row) -> str:
    return repr([row[name] for name in ENTRIES.columns if name != "id"])


def ever_recorded(book: Book, with_occurrence: bool = True) -> set[str]:
    """Return what was ever recorded, taken back or not; what an activity is called may change."""
    names = [name for name in ENTRIES.columns if name not in ("id", "" if with_occurrence else "occurrence_id")]

    def ask(connection: sqlite3.Connection) -> set[str]:
        return {repr([row[name] for name in names]) for row in connection.execute("SELECT * FROM entries")}

    return book.read(ask)
