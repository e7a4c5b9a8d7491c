"""A file to try things on, and short ways to say what is defined and observed."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, ClassVar, TypeVar

import pytest

from coordplan.model import Activity, Content, Definitions, Entry, Organization, Plan, Program
from coordplan.store import spans
from coordplan.store.applying import apply
from coordplan.store.changes import Sure, Writing, latest_change, writing
from coordplan.store.counts import figures
from coordplan.store.definitions import stored_definitions
from coordplan.store.differences import Difference, StoredDefinitions, differences
from coordplan.store.door.commit import guarded_writing
from coordplan.store.entries import add_entries
from coordplan.store.file import open_for_reading, open_for_writing, release
from coordplan.store.migrations import make_file
from coordplan.store.questions import Question, standings_of
from coordplan.store.schema import TABLES
from coordplan.store.undo import change_to_undo, take_back

FIRST, LAST = date(2024, 1, 1), date(2025, 12, 31)
START = datetime(2024, 1, 1, 8, tzinfo=UTC)
PROGRAM = Program("ct", "Chương trình phối hợp", FIRST, LAST)
CONTENTS = (Content("nd1", "Nội dung một", order=0), Content("nd2", "Nội dung hai", order=1))
ORGANIZATIONS = (Organization("btg", "Ban Tuyên giáo"), Organization("so", "Sở"))
PLANS = (Plan("p", "Kế hoạch p", "so", order=1), Plan("q", "Kế hoạch q", "so", order=2))

Answer = TypeVar("Answer")


def day(text: str) -> date:
    """``6-30`` is 30 June of the program's first year."""
    return date.fromisoformat(text if len(text) == 10 else "2024-" + "-".join(f"{int(n):02}" for n in text.split("-")))


def activity(id_: str = "a", plan: str = "p", **fields: Any) -> Activity:
    if not {"every", "ongoing", "due_on"} & set(fields):
        fields["due_on"] = day("6-30")
    return Activity(**{"id": id_, "plan": plan, "title": f"Việc {id_}", "contents": ("nd1",), "lead": "btg", **fields})


def definitions(*activities: Activity, **fields: Any) -> Definitions:
    whole = {"program": PROGRAM, "contents": CONTENTS, "organizations": ORGANIZATIONS, "plans": PLANS}
    return Definitions(**{**whole, "activities": activities, **fields})


def entry(observed: str, kind: str, amount: float | str | None = None, occurrence: str = "a") -> Entry:
    """``entry("6-1", "percent", 40)``, ``entry("6-1", "extended", "7-31")``."""
    fields: dict[str, Any] = {}
    if kind in ("percent", "value"):
        fields[kind] = float(amount or 0)
    elif kind == "extended":
        fields["due_on"] = day(str(amount))
    return Entry(occurrence, day(observed), kind, **fields)  # type: ignore[arg-type]


def both_ways(
    connection: sqlite3.Connection,
    question: Question,
    ask: Callable[[sqlite3.Connection, Question], Sequence[Any]],
) -> list[dict[str, Any]]:
    """Return the answer from the entries; spans and tallies, with what was touched since, must say the same."""
    rows = [dict(row) for row in ask(connection, question)]
    last = latest_change(connection)
    if last > 0:
        assert spans.are_good_for(connection, question.up_to_change) == (question.up_to_change == last)
    touched = spans.touched_since(connection, question.up_to_change)  # the tables of tests are small: never a quarter
    if question.up_to_change == last or touched:
        # Sums of weight add up in another order
        expected = [
            {name: pytest.approx(value) if isinstance(value, float) else value for name, value in row.items()}
            for row in rows
        ]
        for tallies in (False, True):
            derived = ask(connection, question._replace(spans=True, tallies=tallies, touched=touched))
            assert [dict(row) for row in derived] == expected
    return rows


class Book:
    """A coordplan file under test, written to through the store alone."""

    _empty: bytes = b""
    _filled: ClassVar[dict[Callable[["Book"], object], tuple[bytes, datetime]]] = {}
    _loaded: ClassVar[dict[tuple[Definitions, date, datetime], tuple[bytes, int]]] = {}
    _is_new = False

    def __init__(self, path: Path) -> None:
        self.path = path
        self.clock = START
        if not Book._empty:
            with TemporaryDirectory() as folder:
                make_file(Path(folder) / "empty.db")
                Book._empty = (Path(folder) / "empty.db").read_bytes()
        path.write_bytes(Book._empty)
        self._is_new = True

    @classmethod
    def at(cls, path: Path) -> "Book":
        """Return the file that is there already."""
        book = cls.__new__(cls)
        book.path, book.clock = path, START
        return book

    @classmethod
    def filled(cls, path: Path, fill: Callable[["Book"], object]) -> "Book":
        """Return a file with what a function writes into it, which it does once in this process."""
        book = cls(path)
        if fill not in cls._filled:
            fill(book)
            cls._filled[fill] = (path.read_bytes(), book.clock)
        data, book.clock = cls._filled[fill]
        path.write_bytes(data)
        book._is_new = False
        return book

    @contextmanager
    def change(self, command: str = "test", undoes: int | None = None) -> Iterator[Writing]:
        self._begin()
        targets = () if undoes is None else (undoes,)
        with writing(self.path, command=command, by="thu", now=self.clock, undoes=targets, wait=0.2) as change:
            yield change

    @contextmanager
    def through_door(self, command: str = "test", undoes: int | None = None, reopen: bool = False) -> Iterator[Writing]:
        """Give a change that passes the door, as those of commands do; what is doubted is meant."""
        self._begin()
        with guarded_writing(
            self.path,
            command=command,
            by="thu",
            now=self.clock,
            undoes=() if undoes is None else (undoes,),
            sure=Sure(everything=True),
            reopen=reopen,
        ) as change:
            yield change

    def _begin(self) -> None:
        self.clock += timedelta(minutes=1)
        self._is_new = False

    def load(self, wanted: Definitions, on: date = FIRST) -> int:
        """Return the number of the change, which is that of none where nothing differs.

        What many tests and examples begin with is loaded into a new file once in this process: 25 ms.
        """
        if not self._is_new:
            return self._load(wanted, on)
        key = (wanted, on, self.clock)
        if key not in Book._loaded:
            number = self._load(wanted, on)
            Book._loaded[key] = (self.path.read_bytes(), number)
            return number
        self._begin()
        data, number = Book._loaded[key]
        self.path.write_bytes(data)
        return number

    def _load(self, wanted: Definitions, on: date) -> int:
        with self.change("load") as change:
            held = stored_definitions(change.connection)
            apply(change, held, wanted, differences(held, wanted, whole=wanted.program is not None), on)
        return change.number

    def add(self, added: Activity, on: date = FIRST) -> int:
        with self.change(f"add {added.id}") as change:
            found = [Difference("activity", added.id, added.title, "added")]
            apply(
                change, stored_definitions(change.connection), Definitions(activities=(added,)), found, on, by_hand=True
            )
        return change.number

    def retire(self, id_: str, on: date) -> int:
        with self.change(f"retire {id_}") as change:
            held = stored_definitions(change.connection)
            apply(change, held, Definitions(), [Difference("activity", id_, id_, "retired")], on, edits=True)
        return change.number

    def record(self, *entries: Entry) -> int:
        with self.change("mark") as change:
            add_entries(change, entries)
        return change.number

    def undo(self, number: int | None = None) -> int:
        target = self.read(lambda connection: change_to_undo(connection, number)).id
        with self.change(f"undo {target}", undoes=target) as change:
            take_back(change, target)
        return change.number

    def upgrade(self) -> None:
        """Bring a file of an older format up to date."""
        release(self.path, open_for_writing(self.path, "init", "thu"))

    def read(self, ask: Callable[[sqlite3.Connection], Answer]) -> Answer:
        with closing(open_for_reading(self.path)) as connection:
            return ask(connection)

    def latest(self) -> int:
        return self.read(latest_change)

    def held(self, known: int | None = None) -> StoredDefinitions:
        return self.read(
            lambda connection: (
                stored_definitions(connection) if known is None else stored_definitions(connection, known)
            )
        )

    def standings(self, as_of: date, known: int | None = None, **asked: Any) -> list[dict[str, Any]]:
        def ask(connection: sqlite3.Connection) -> list[dict[str, Any]]:
            change = latest_change(connection) if known is None else known
            return both_ways(connection, Question(as_of, change, **asked), standings_of)

        return self.read(ask)

    def standing(self, as_of: str, occurrence: str = "a") -> str | None:
        found = {row["id"]: row["standing"] for row in self.standings(day(as_of))}
        return found.get(occurrence)

    def figures(self, as_of: date, by: str = "all", known: int | None = None, **asked: Any) -> list[dict[str, Any]]:
        def ask(connection: sqlite3.Connection) -> list[dict[str, Any]]:
            change = latest_change(connection) if known is None else known
            question = Question(as_of, change, **asked)
            return both_ways(connection, question, lambda *asked: figures(*asked, by))

        return self.read(ask)

    def answers(self, days: Sequence[date] = (day("2-1"), day("6-30"), day("7-1"), LAST)) -> dict[str, Any]:
        """Return all that the file says now, whatever rows say it."""

        def ask(connection: sqlite3.Connection) -> dict[str, Any]:
            said: dict[str, Any] = {
                table.name: [
                    tuple(row[column] for column in table.columns)
                    for row in connection.execute(f"SELECT * FROM {table.name} WHERE ended_by IS NULL ORDER BY id")
                ]
                for table in TABLES
            }
            said["held"] = stored_definitions(connection)
            known = latest_change(connection)
            for each in days:
                said[f"standings {each}"] = both_ways(connection, Question(each, known), standings_of)
            return said

        return self.read(ask)

    def copy(self, path: Path) -> Path:
        shutil.copyfile(self.path, path)
        return path
