"""Kill -9 at any moment: the file opens, is sound, and holds exactly what was acknowledged."""

import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from coordplan.definitions.writer import write_definitions
from coordplan.model import Definitions
from coordplan.store.file import open_for_reading
from tests.examples import IS_LONG
from tests.store.building import FIRST, Book, activity, definitions, entry

# Windows ends a process another way, and with a code that does not tell it from a failure of its own
pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no kill -9")

KILLS = 25 if IS_LONG else 4  # of each command
VERSIONS = [
    definitions(*(activity(f"a{number:02}", "pq"[number % 2], every="quarter") for number in range(14))),
    definitions(
        *(activity(f"a{number:02}", "pq"[number % 2], every="month", title=f"Khác {number}") for number in range(12))
    ),
]


def command(folder: Path, *words: str) -> list[str]:
    return [sys.executable, "-m", "coordplan", "--lang", "en", "--db", str(folder / "coordplan.db"), *words]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number, version in enumerate(VERSIONS):
        (tmp_path / f"v{number}").mkdir()
        for name, text in write_definitions(version).items():
            (tmp_path / f"v{number}" / name).write_text(text, encoding="utf-8")
    book = Book(tmp_path / "coordplan.db")
    book.load(VERSIONS[0])
    book.record(*(entry("2-1", "percent", 5, f"a{number:02}@2024-Q1") for number in range(10)))
    return tmp_path


class Aim:
    """When to kill: all over the run time, mostly about the moment at which a change is kept."""

    def __init__(self, seed: int, words: list[str]) -> None:
        self.chance = random.Random(seed)
        start = time.perf_counter()
        subprocess.run(words, check=True, capture_output=True)
        self.kept_after = time.perf_counter() - start
        self.killed, self.kept = 0, 0

    def moments(self) -> Iterator[float]:
        number = 0
        # A busy machine makes the first aim a bad one: it goes on until it has hit, within reason
        while number < KILLS or (not self.has_hit and number < 4 * KILLS):
            number += 1
            yield self.kept_after * (self.chance.uniform(0.1, 1) if number % 5 == 0 else self.chance.uniform(0.8, 1.1))

    def learn(self, was_killed: bool, was_kept: bool) -> None:
        self.killed, self.kept = self.killed + was_killed, self.kept + was_kept
        self.kept_after *= 0.94 if was_kept else 1.06

    @property
    def has_hit(self) -> bool:
        return self.killed >= KILLS // 4 and self.kept >= 1

    def must_have_hit(self) -> None:
        assert self.killed >= KILLS // 4, "the test kills too late to find anything"
        assert self.kept >= 1, "the test kills too early to find anything"


def run_and_kill(words: list[str], after: float) -> tuple[str, bool]:
    """Return what a command had said, and whether it was killed before it ended."""
    process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        out, err = process.communicate(timeout=after)
    except subprocess.TimeoutExpired:
        process.kill()
        out, err = process.communicate()
    if process.returncode != -signal.SIGKILL:
        assert process.returncode == 0, err
    return out, process.returncode == -signal.SIGKILL


def changes_in(path: Path) -> int:
    """Return the number of the last change, from a sound file: opened as reading commands do."""
    with closing(open_for_reading(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        numbers = [row[0] for row in connection.execute("SELECT id FROM changes ORDER BY id")]
    assert numbers == list(range(1, len(numbers) + 1))
    return len(numbers)


def acknowledged(said: str) -> int:
    return max((int(number) for number in re.findall(r"Change (\d+)\.", said)), default=0)


def test_a_load_killed_at_any_moment_is_there_whole_or_not_at_all(folder: Path) -> None:
    path, book = folder / "coordplan.db", Book.__new__(Book)
    book.path = path
    aim = Aim(1, command(folder, "load", str(folder / "v1"), "--sure", "all"))
    last, now = changes_in(path), 1
    for after in aim.moments():
        said, was_killed = run_and_kill(command(folder, "load", str(folder / f"v{1 - now}"), "--sure", "all"), after)
        there = changes_in(path)
        assert there in (last, last + 1)
        assert acknowledged(said) in (0, there)
        if not was_killed:
            assert acknowledged(said) == there == last + 1
        if there > last:
            now = 1 - now
        assert said_by(book) == plain(VERSIONS[now]), "the one version or the other, nothing between"
        aim.learn(was_killed, there > last)
        last = there
    aim.must_have_hit()


def said_by(book: Book) -> Definitions:
    held = book.held().definitions
    assert {row["id"].partition("@")[0] for row in book.standings(FIRST)} >= {each.id for each in held.activities}
    return plain(held)


def plain(all_of_it: Definitions) -> Definitions:
    return all_of_it._replace(
        organizations=tuple(sorted(all_of_it.organizations)), activities=tuple(sorted(all_of_it.activities))
    )


def test_a_mark_killed_at_any_moment_is_there_whole_or_not_at_all(folder: Path) -> None:
    path = folder / "coordplan.db"
    words = ["mark", "a01@2024-Q2", "--on", "2024-06-01", "--note"]
    aim = Aim(2, command(folder, *words, "first", "1%"))
    last = changes_in(path)
    for number, after in enumerate(aim.moments()):
        said, was_killed = run_and_kill(command(folder, *words, f"n{number}", f"{number + 2}%"), after)
        there = changes_in(path)
        assert there in (last, last + 1)
        assert acknowledged(said) in (0, there)
        if not was_killed:
            assert acknowledged(said) == there == last + 1
        with closing(open_for_reading(path)) as connection:
            notes = [
                tuple(row) for row in connection.execute("SELECT note, percent FROM entries WHERE added_by > ?", [last])
            ]
        assert notes == ([(f"n{number}", number + 2.0)] if there > last else [])
        aim.learn(was_killed, there > last)
        last = there
    aim.must_have_hit()


# Written as SQLite does it where the changes are more than it holds in memory: the file itself before the end
HALFWAY = """
import os, signal, sqlite3, sys
from pathlib import Path
from coordplan.store.writer_note import leave_note
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA cache_size = 5")
connection.execute("BEGIN IMMEDIATE")
leave_note(Path(sys.argv[1]), "load plans/", "thu")
connection.executemany("INSERT INTO about VALUES (?, ?)", ((f"half-{n}", "x" * 500) for n in range(2000)))
os.kill(os.getpid(), signal.SIGKILL)
"""


def killed_halfway(folder: Path) -> Path:
    """Leave the file as a writer does that dies after it has begun to write, with its hot journal."""
    path = folder / "coordplan.db"
    done = subprocess.run([sys.executable, "-c", HALFWAY, str(path)], check=False, cwd=Path(__file__).parents[2])
    assert done.returncode == -signal.SIGKILL
    assert (folder / "coordplan.db-journal").stat().st_size > 0
    return path


def test_what_a_dead_writer_left_unfinished_does_not_keep_status_from_answering(folder: Path) -> None:
    before = subprocess.run(command(folder, "status", "--as-of", "2024-06-30"), capture_output=True, check=True).stdout
    path = killed_halfway(folder)
    status = subprocess.run(command(folder, "status", "--as-of", "2024-06-30"), capture_output=True, check=False)
    assert (status.returncode, status.stderr) == (0, b"")
    assert status.stdout == before
    assert not (folder / "coordplan.db-journal").exists()
    assert changes_in(path) == 2


def test_what_a_dead_writer_left_unfinished_does_not_keep_others_from_writing(folder: Path) -> None:
    path = killed_halfway(folder)
    marked = subprocess.run(
        command(folder, "mark", "a01@2024-Q2", "50%", "--on", "2024-06-01"), capture_output=True, text=True, check=False
    )
    assert (marked.returncode, marked.stderr) == (0, "")
    assert "Change 3." in marked.stdout
    assert changes_in(path) == 3
    assert sorted(each.name for each in folder.glob("coordplan.db*")) == ["coordplan.db"], (
        "the dead writer's note is gone"
    )
