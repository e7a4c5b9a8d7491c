"""The file among several people and programs: one state, a fair wait, the note of who writes, WAL, rights."""

import json
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from coordplan.errors import FileBusy
from coordplan.store import file as store_file
from coordplan.store import waiting
from coordplan.store.changes import latest_change, writing
from coordplan.store.entries import add_entries
from coordplan.store.file import open_for_reading, open_for_writing, release
from coordplan.store.file_rights import make_private, make_private_folder
from coordplan.store.migrations import make_file
from coordplan.store.writer_note import Writer, leave_note, note_path, take_down_note, who_writes
from tests.examples import LONG
from tests.store.building import START, Book, activity, definitions, entry

no_modes = pytest.mark.skipif(os.name == "nt", reason="Windows knows no modes of files")
ROOT = Path(__file__).parents[2]


def begun(book: Book) -> None:
    book.load(definitions(activity(), activity("b", every="quarter")))


@pytest.fixture
def book(tmp_path: Path) -> Book:
    folder = tmp_path / "office"
    folder.mkdir()
    return Book.filled(folder / "coordplan.db", begun)


def beside(book: Book) -> list[str]:
    """Return what lies in the file's folder."""
    return sorted(path.name for path in book.path.parent.iterdir())


@contextmanager
def another_reads(path: Path) -> Iterator[sqlite3.Connection]:
    """Have another program in the middle of reading."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT COUNT(*) FROM changes").fetchone()
        yield other


# --- One state


def test_what_is_read_over_one_connection_is_one_state_of_the_file(book: Book) -> None:
    failed: list[BaseException] = []

    def record() -> None:
        try:
            with writing(book.path, command="mark", by="lan", now=START) as change:
                add_entries(change, [entry("5-1", "done")])
        except BaseException as error:
            failed.append(error)

    with closing(open_for_reading(book.path)) as connection:
        before = latest_change(connection)
        writer = threading.Thread(target=record)
        writer.start()
        time.sleep(0.3)
        assert latest_change(connection) == before
        assert connection.execute("SELECT COUNT(*) FROM entries").fetchone()[0] == 0
    writer.join(20)
    assert not failed
    assert book.latest() == before + 1


def test_a_large_change_that_is_still_being_written_keeps_nobody_from_reading(book: Book) -> None:
    with book.change("load plans/") as change:
        add_entries(change, (entry("5-1", "done")._replace(note="x" * 10_000) for _ in range(400)))
        with closing(open_for_reading(book.path, wait=0)) as connection:
            assert connection.execute("SELECT COUNT(*) FROM entries").fetchone()[0] == 0


# --- Waiting


def test_a_reader_that_is_in_the_way_is_called_a_reader(book: Book) -> None:
    with (
        another_reads(book.path),
        pytest.raises(FileBusy) as caught,
        writing(book.path, command="mark", by="lan", now=START, wait=0.2) as change,
    ):
        add_entries(change, [entry("5-1", "done")])
    assert caught.value.sentence == f"{book.path} is busy: another program is reading it."
    assert caught.value.way_out == "Nothing was written; try again when it has finished."
    assert beside(book) == ["coordplan.db"]


def test_a_change_is_kept_as_soon_as_nobody_reads_any_more(book: Book) -> None:
    last = book.latest()
    with another_reads(book.path) as other:
        letting_go = threading.Timer(0.4, lambda: subprocess.run([sys.executable, "-c", ""], check=True))
        letting_go.start()
        with pytest.raises(FileBusy), book.change() as change:
            add_entries(change, [entry("5-1", "done")])
        other.execute("ROLLBACK")
    letting_go.join()
    book.record(entry("5-1", "done"))
    assert book.latest() == last + 1


def test_whoever_reads_is_told_who_writes_and_that_it_may_be_tried_again(book: Book) -> None:
    connection = open_for_writing(book.path, "load plans/", "thu")
    connection.execute("COMMIT")
    connection.execute("BEGIN EXCLUSIVE")
    try:
        with pytest.raises(FileBusy) as caught:
            open_for_reading(book.path, wait=0.1)
    finally:
        release(book.path, connection)
    assert caught.value.sentence == f"{book.path} is busy: thu is running `load plans/` (process {os.getpid()})."
    assert caught.value.way_out == "Try again when it has finished."


def test_whoever_waits_long_is_told_once_for_whom(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "TELL_AFTER", 0.1)
    said: list[str] = []
    with (
        book.change("load plans/"),
        waiting.waiting_told_by(said.append),
        pytest.raises(FileBusy),
        writing(book.path, command="mark", by="lan", now=START, wait=0.5),
    ):
        pass
    assert len(said) == 1
    assert said[0].startswith(f"{book.path} is busy: thu is running `load plans/` (process {os.getpid()}). Waiting")


def test_whoever_has_waited_longer_asks_more_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("random.uniform", lambda _least, _most: 1.0)
    pauses = [waiting._pause(seconds) for seconds in (0, 4, 8, 12, 20, 40)]
    assert pauses == sorted(pauses, reverse=True)
    assert pauses[0] / pauses[3] == 8
    assert pauses[-1] > 0


def test_whoever_waits_waits_on_while_others_take_turns(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "_LOOK_AFTER", 0.0)
    turns = iter(range(100))
    monkeypatch.setattr(waiting, "who_writes", lambda _path: Writer("lan", "mark", next(turns)))
    began = time.monotonic()
    with (
        book.change("load plans/"),
        pytest.raises(FileBusy),
        writing(book.path, command="mark", by="lan", now=START, wait=0.2),
    ):
        pass
    assert time.monotonic() - began >= 4 * 0.2


def test_whoever_finds_the_file_locked_just_after_looking_at_it_waits_too(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    last, look = book.latest(), store_file._check_format
    with closing(sqlite3.connect(book.path, isolation_level=None, check_same_thread=False)) as other:
        letting_go = threading.Timer(0.4, lambda: other.execute("ROLLBACK"))

        def look_and_be_late(connection: sqlite3.Connection, path: Path, wanted: int | None) -> int:
            found = look(connection, path, wanted)
            if not letting_go.is_alive() and not letting_go.finished.is_set():
                other.execute("BEGIN EXCLUSIVE")  # as one that keeps its change at this very moment
                letting_go.start()
            return found

        monkeypatch.setattr(store_file, "_check_format", look_and_be_late)
        with writing(book.path, command="mark", by="lan", now=START) as change:
            add_entries(change, [entry("5-1", "done")])
        letting_go.join()
    assert book.latest() == last + 1


def test_what_is_written_goes_into_the_file_that_took_the_place_of_another_meanwhile(book: Book) -> None:
    other = Path(shutil.copy(book.path, book.path.with_name("restored.db")))
    Book.at(other).record(entry("4-1", "percent", 10))
    last, recorded = Book.at(other).latest(), threading.Event()

    def record() -> None:
        book.record(entry("5-1", "done"))
        recorded.set()

    holding = sqlite3.connect(book.path, isolation_level=None, check_same_thread=False)
    holding.execute("BEGIN IMMEDIATE")
    book_wait = threading.Thread(target=record)
    with closing(holding):
        if os.name == "nt":
            pytest.skip("Windows puts no file in the place of one that is open")
        book_wait.start()
        time.sleep(0.05)
        other.replace(book.path)
    book_wait.join(10)
    assert recorded.is_set()
    assert book.latest() == last + 1


WRITER = """
import os, sys
from datetime import datetime, UTC
from pathlib import Path
from coordplan.store.changes import writing
from coordplan.store.entries import add_entries
from tests.store.building import entry
path, name, times = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
for number in range(times):
    with writing(path, command="mark", by=name, now=datetime.now(UTC)) as change:
        add_entries(change, [entry("5-1", "percent", number)])
    if name == "killed" and number == times // 2:
        with writing(path, command="mark", by=name, now=datetime.now(UTC)) as change:
            os._exit(9)
"""


def test_many_writers_all_get_through_though_one_is_killed_while_it_writes(book: Book) -> None:
    writers, times = (10, 50) if LONG in os.environ else (3, 4)
    last = book.latest()
    names = [*(f"w{number}" for number in range(writers)), "killed"]
    running = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(book.path), name, str(times)], cwd=ROOT) for name in names
    ]
    assert [each.wait(600) for each in running] == [0] * writers + [9]
    assert book.latest() == last + writers * times + times // 2 + 1
    book.record(entry("6-1", "percent", 50))
    assert beside(book) == ["coordplan.db"], "the note of the one that was killed is gone"


# --- The note


def test_the_note_names_who_writes_until_it_is_taken_down(book: Book) -> None:
    handle = leave_note(book.path, "load plans/", "thu")
    assert who_writes(book.path) == ("thu", "load plans/", os.getpid())
    take_down_note(book.path, handle)
    assert who_writes(book.path) is None
    assert beside(book) == ["coordplan.db"]


def test_a_note_of_the_dead_names_nobody_and_is_cleared_by_the_next_who_writes(book: Book) -> None:
    words = {"by": "thu", "command": "load plans/", "process": os.getpid()}
    note_path(book.path).write_text(json.dumps(words), encoding="utf-8")
    assert who_writes(book.path) is None
    book.record(entry("5-1", "done"))
    assert beside(book) == ["coordplan.db"]


@pytest.mark.parametrize(
    "words",
    [
        "",
        "[" * 4000,
        "[]",
        '{"by": "thu"}',
        '{"by": 1, "command": [], "process": "x"}',
        '{"by": "thu", "command": "load", "process": 1, "more": 2}',
        "x" * 5000,
        "\x00",
    ],
    ids=["empty", "deep", "a list", "half", "other kinds", "more", "large", "no text"],
)
def test_a_note_that_is_none_of_ours_names_nobody(words: str, book: Book) -> None:
    handle = leave_note(book.path, "load plans/", "thu")
    assert handle is not None
    os.ftruncate(handle, 0)
    os.lseek(handle, 0, os.SEEK_SET)
    os.write(handle, words.encode())
    assert who_writes(book.path) is None
    take_down_note(book.path, handle)


def make_link(note: Path) -> None:
    (note.parent / "precious").write_text("precious")
    note.symlink_to("precious")


def make_hard_to_open(note: Path) -> None:
    os.mkfifo(note)


def make_large(note: Path) -> None:
    note.write_bytes(b"x" * 5000)


@pytest.mark.skipif(os.name == "nt", reason="Windows makes links for administrators alone, and has no FIFO")
@pytest.mark.parametrize("make", [make_link, make_hard_to_open, make_large, Path.mkdir])
def test_what_is_no_small_ordinary_file_is_neither_followed_nor_read_nor_taken_away(
    make: Callable[[Path], object], book: Book
) -> None:
    note = note_path(book.path)
    make(note)
    before = {path.name: path.lstat() for path in book.path.parent.iterdir() if path != book.path}
    with closing(sqlite3.connect(book.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(FileBusy, match="another program is writing to it"):
            book.record(entry("5-1", "done"))
    book.record(entry("5-1", "done"))
    assert {path.name: path.lstat() for path in book.path.parent.iterdir() if path != book.path} == before


def test_a_writer_takes_down_no_note_but_its_own(book: Book) -> None:
    first = leave_note(book.path, "load plans/", "thu")
    note_path(book.path).rename(book.path.with_name("moved")) if os.name != "nt" else None
    if os.name == "nt":
        pytest.skip("Windows moves no file that is open")
    second = leave_note(book.path, "mark b 20%", "lan")
    take_down_note(book.path, first)
    assert who_writes(book.path) == ("lan", "mark b 20%", os.getpid())
    take_down_note(book.path, second)


# --- WAL


def set_wal(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        assert other.execute("PRAGMA journal_mode = WAL").fetchone() == ("wal",)


def test_reading_a_file_in_wal_mode_leaves_nothing_beside_it(book: Book) -> None:
    set_wal(book.path)
    before = book.path.read_bytes()
    answers = book.answers()
    assert beside(book) == ["coordplan.db"]
    assert book.path.read_bytes() == before
    assert answers == book.answers()


def test_a_change_sets_the_journal_back(book: Book) -> None:
    set_wal(book.path)
    book.record(entry("5-1", "done"))
    assert beside(book) == ["coordplan.db"]
    with closing(sqlite3.connect(book.path)) as other:
        assert other.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_a_change_is_recorded_though_another_program_holds_the_file_in_wal_mode(book: Book) -> None:
    set_wal(book.path)
    with closing(sqlite3.connect(book.path, isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT COUNT(*) FROM changes").fetchone()
        book.record(entry("5-1", "done"))
        assert book.standing("7-1") == "done_on_time"
        assert other.execute("SELECT COUNT(*) FROM entries").fetchone() == (0,), "its own state"
    assert book.standing("7-1") == "done_on_time"
    book.record(entry("5-2", "done", occurrence="b@2024-Q1"))
    assert beside(book) == ["coordplan.db"]


@no_modes
def test_a_file_in_wal_mode_in_a_folder_that_cannot_be_written_is_read(book: Book) -> None:
    from tests.store.test_file import as_nobody

    set_wal(book.path)
    with tempfile.TemporaryDirectory() as name:  # pytest's own folders are closed to everybody but who runs it
        folder = Path(name)
        path = Path(shutil.copy(book.path, folder / "coordplan.db"))
        path.chmod(0o444)
        folder.chmod(0o555)
        try:
            said = as_nobody(lambda: [str(Book.at(path).latest()), str(len(Book.at(path).answers()))])
        finally:
            folder.chmod(0o755)
    assert said == [str(book.latest()), str(len(book.answers()))]


# --- Rights


@contextmanager
def umask(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


@no_modes
@pytest.mark.parametrize(
    ("folder", "mask", "mode", "mode_of_folder"),
    [
        pytest.param(0o755, 0o022, 0o600, 0o700, id="a folder of one's own"),
        pytest.param(0o755, 0o002, 0o600, 0o700, id="a folder of one's own, an open umask"),
        pytest.param(0o700, 0o077, 0o600, 0o700, id="closed"),
        pytest.param(0o775, 0o002, 0o664, 0o775, id="a folder of the group"),
        pytest.param(0o2770, 0o007, 0o660, 0o770, id="a folder of the group, closed to others"),
        pytest.param(0o770, 0o022, 0o644, 0o755, id="a folder of the group, a umask that lets it read"),
    ],
)
def test_a_new_file_begins_with_the_rights_of_those_who_work_in_its_folder(
    folder: int, mask: int, mode: int, mode_of_folder: int, tmp_path: Path
) -> None:
    office = tmp_path / "office"
    office.mkdir()
    office.chmod(folder)
    with umask(mask):
        make_file(office / "coordplan.db")
        make_private(office / "copy.db")
        make_private_folder(office / "copies")
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) & 0o777 for path in office.iterdir()}
    assert modes == {"coordplan.db": mode, "copy.db": mode, "copies": mode_of_folder}


@no_modes
def test_a_file_keeps_its_mode_and_the_note_beside_it_has_it_too(book: Book) -> None:
    book.path.chmod(0o640)
    with book.change() as change:
        add_entries(change, [entry("5-1", "done")])
        assert stat.S_IMODE(note_path(book.path).stat().st_mode) == 0o640
    assert stat.S_IMODE(book.path.stat().st_mode) == 0o640
