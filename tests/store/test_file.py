"""What the file withstands: other programs, other versions, damage, a full disk, two writers, a clock set back."""

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database

from coordplan.errors import CoordplanError, FileBusy, FileDamaged, FileUnusable, Refused
from coordplan.model import Plan
from coordplan.store import connecting, file, migrations
from coordplan.store.changes import latest_change, writing
from coordplan.store.demonstration import is_illustrative
from coordplan.store.entries import add_entries
from coordplan.store.file import find_file, open_for_reading, open_for_writing, release, translated_errors
from coordplan.store.format import FORMAT
from coordplan.store.schema import TABLES
from tests.store.building import START, Book, activity, day, definitions, entry


def begun(book: Book) -> None:
    book.load(definitions(activity(), activity("b", every="quarter")))
    book.record(entry("3-1", "percent", 40), entry("4-1", "done", occurrence="b@2024-Q1"))
    book.record(entry("3-2", "percent", 50))
    book.undo()


@pytest.fixture
def book(tmp_path: Path) -> Book:
    folder = tmp_path / "office"
    folder.mkdir()
    return Book.filled(folder / "coordplan.db", begun)


@pytest.mark.parametrize(("setting", "number"), [("FULL", 2), ("OFF", 0)])
def test_a_change_waits_for_the_disk_as_the_file_says(
    book: Book, monkeypatch: pytest.MonkeyPatch, setting: str, number: int
) -> None:
    monkeypatch.setattr(file, "SYNCHRONOUS", setting)
    connection = open_for_writing(book.path, "mark", "thu")
    assert connection.execute("PRAGMA synchronous").fetchone()[0] == number
    release(book.path, connection)


def state_of(folder: Path) -> dict[str, tuple[str, int]]:
    """Return each file of a folder with its hash and when it was written."""
    return {
        path.name: (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns)
        for path in sorted(folder.iterdir())
    }


# --- Other programs


@pytest.fixture
def stranger(book: Book) -> Iterator[sqlite3.Connection]:
    """Another program's connection, which knows nothing of our settings."""
    with closing(sqlite3.connect(book.path)) as connection:
        assert connection.execute("PRAGMA recursive_triggers").fetchone() == (0,)
        yield connection


@pytest.fixture
def intruder(stranger: sqlite3.Connection) -> sqlite3.Connection:
    """Another program that has brought the function along which only this one should have."""
    stranger.create_function("only_coordplan_writes_here", 0, lambda: 1)
    return stranger


NAMES = [table.name for table in TABLES]
FILLED = ["programs", "contents", "organizations", "plans", "activities", "occurrences", "entries"]


STATEMENTS = (
    "DELETE FROM {name}",
    "UPDATE {name} SET id = id",
    "UPDATE {name} SET {column} = 'otherwise'",
    "UPDATE OR REPLACE {name} SET {column} = 'otherwise'",
    "INSERT OR REPLACE INTO {name} SELECT * FROM {name}",
    "REPLACE INTO {name} SELECT * FROM {name} LIMIT 1",
    "INSERT OR IGNORE INTO {name} SELECT * FROM {name}",
)


@pytest.mark.parametrize("name", [*FILLED, "changes"])
@pytest.mark.parametrize("statement", STATEMENTS)
def test_another_program_cannot_alter_or_delete(
    name: str, statement: str, book: Book, stranger: sqlite3.Connection
) -> None:
    before = list(stranger.iterdump())
    column = {"changes": "reason", "entries": "note", "occurrences": "weight"}.get(name, "title")
    with pytest.raises(sqlite3.DatabaseError, match=r"only_coordplan_writes_here|never deleted|never altered"):
        stranger.execute(statement.format(name=name, column=column))
    stranger.rollback()
    assert list(stranger.iterdump()) == before


@pytest.mark.parametrize("name", [*FILLED, "changes"])
@pytest.mark.parametrize("statement", STATEMENTS)
def test_even_with_its_function_another_program_cannot_alter_or_delete(
    name: str, statement: str, book: Book, intruder: sqlite3.Connection
) -> None:
    column = {"changes": "reason", "entries": "note", "occurrences": "weight"}.get(name, "title")
    before = list(intruder.iterdump())
    with pytest.raises(sqlite3.IntegrityError, match=rf"^{name}: .*(altered|deleted|already)"):
        intruder.execute(statement.format(name=name, column=column))
    intruder.rollback()
    assert list(intruder.iterdump()) == before


@pytest.mark.parametrize("name", FILLED)
def test_another_program_cannot_put_a_second_row_in_force(name: str, intruder: sqlite3.Connection) -> None:
    columns = [row[1] for row in intruder.execute(f"PRAGMA table_info({name})") if row[1] != "row"]
    names = ", ".join(f'"{column}"' for column in columns)
    with pytest.raises(sqlite3.IntegrityError, match="this row is there already"):
        intruder.execute(
            f"INSERT OR REPLACE INTO {name} ({names}) SELECT {names} FROM {name} WHERE ended_by IS NULL LIMIT 1"
        )


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entries SET ended_by = NULL WHERE ended_by IS NOT NULL",
        "UPDATE entries SET ended_by = 1 WHERE ended_by IS NOT NULL",
        "UPDATE entries SET ended_by = 2, percent = 99 WHERE ended_by IS NULL",
        "UPDATE entries SET row = row + 1000, ended_by = 2 WHERE ended_by IS NULL",
        "UPDATE entries SET added_by = 3, ended_by = 3 WHERE ended_by IS NULL",
    ],
)
def test_a_row_is_ended_once_and_nothing_else_of_it_changes(statement: str, intruder: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="rows are ended, never altered"):
        intruder.execute(statement)


def test_a_row_cannot_be_replaced_by_its_number(intruder: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="this row is there already"):
        intruder.execute(
            "INSERT OR REPLACE INTO entries (row, id, occurrence_id, observed_on, kind, added_by)"
            " VALUES (1, 77, 'a', '2024-05-05', 'done', 1)"
        )


def test_what_the_triggers_refuse_is_told_as_a_sentence(book: Book) -> None:
    with (
        pytest.raises(Refused, match="The file refuses this: changes: changes are never altered"),
        book.change() as change,
    ):
        change.connection.execute("DELETE FROM changes")


def test_a_program_that_knows_only_sqlite_reads_the_documented_views(stranger: sqlite3.Connection) -> None:
    stranger.row_factory = sqlite3.Row

    def ask(query: str) -> list[sqlite3.Row]:
        return stranger.execute(query).fetchall()

    standings = ask("SELECT * FROM standings_today")
    assert {row["occurrence"] for row in standings} >= {"a", "b@2024-Q1", "b@2025-Q4"}
    first = next(row for row in standings if row["occurrence"] == "b@2024-Q1")
    assert (first["standing"], first["days_late"], first["done_on"]) == ("done_late", 1, "2024-04-01")
    assert [row["id"] for row in ask("SELECT * FROM activities_now ORDER BY id")] == ["a", "b"]
    entries = ask("SELECT * FROM entries_all")
    assert [(row["occurrence"], row["kind"], row["taken_back"], row["change"]) for row in entries] == [
        ("a", "percent", 0, 2),
        ("a", "percent", 1, 3),
        ("b@2024-Q1", "done", 0, 2),
    ]
    assert [(row["id"], row["command"], row["by"], row["undoes"]) for row in ask("SELECT * FROM changes")] == [
        (1, "load", "thu", None),
        (2, "mark", "thu", None),
        (3, "mark", "thu", None),
        (4, "undo 3", "thu", 3),
    ]


@pytest.mark.parametrize("name", ["standings_today", "activities_now", "entries_all", "changes", *NAMES])
def test_every_table_and_view_can_be_read(name: str, stranger: sqlite3.Connection) -> None:
    assert stranger.execute(f"SELECT * FROM {name}").description


# --- Reading


def test_reading_leaves_the_file_and_its_folder_as_they_were(book: Book) -> None:
    before = state_of(book.path.parent)
    with closing(open_for_reading(book.path)) as connection:
        latest_change(connection)
        assert state_of(book.path.parent).keys() == before.keys(), "nothing beside it while it is open either"
    book.answers()
    book.figures(day("7-1"), "content")
    assert state_of(book.path.parent) == before


def test_a_reading_connection_cannot_write(book: Book) -> None:
    with (
        pytest.raises(FileUnusable, match="cannot be written"),
        closing(open_for_reading(book.path)) as connection,
        translated_errors(book.path),
    ):
        connection.execute("INSERT INTO about VALUES ('x', 'y')")


def test_a_change_that_raises_leaves_the_file_and_its_folder_as_they_were(book: Book) -> None:
    def interrupted() -> None:
        with book.change() as change:
            add_entries(change, [entry("5-1", "done")])
            raise KeyboardInterrupt

    before = state_of(book.path.parent)
    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert state_of(book.path.parent) == before


def test_a_change_that_writes_nothing_is_no_change(book: Book) -> None:
    before = book.path.read_bytes()
    with book.change():
        pass
    assert book.path.read_bytes() == before


# --- Other versions


def in_format(path: Path, version: int) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {version}")


def test_a_newer_file_is_refused_with_the_version_it_needs(book: Book) -> None:
    with closing(sqlite3.connect(book.path)) as connection:
        connection.execute("UPDATE about SET value = '9.1' WHERE name = 'needs_coordplan'")
        connection.commit()
    in_format(book.path, FORMAT + 1)
    before = state_of(book.path.parent)
    for use in (lambda: open_for_reading(book.path), lambda: open_for_writing(book.path, "mark", "thu")):
        with pytest.raises(FileUnusable) as caught:
            use()
        assert caught.value.sentence == f"{book.path} was written by a newer coordplan."
        assert caught.value.way_out == "Install version 9.1 or later; how: coordplan help install"
    assert state_of(book.path.parent) == before


@pytest.fixture
def newer_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make this program one format newer than the files it has written: a step more, which adds a table."""
    steps = migrations.Migrations("coordplan")
    for step in (migrations.first_tables, migrations.ratings_and_reporting_of_plans):
        steps()(step)

    @steps()
    def notes(db: Database) -> None:
        db["later"].create({"id": int}, pk="id")

    monkeypatch.setattr(migrations, "steps", steps)
    monkeypatch.setattr(migrations, "FORMAT", FORMAT + 1)
    monkeypatch.setattr(file, "FORMAT", FORMAT + 1)


def test_an_older_file_is_not_touched_by_reading(book: Book, request: pytest.FixtureRequest) -> None:
    before = state_of(book.path.parent)
    request.getfixturevalue("newer_program")
    with pytest.raises(FileUnusable) as caught:
        open_for_reading(book.path)
    assert caught.value.sentence.endswith("was written by an older coordplan, and reading never changes a file.")
    assert " init` once" in caught.value.way_out
    assert state_of(book.path.parent) == before


def test_an_older_file_is_brought_up_to_date_for_writing(book: Book, request: pytest.FixtureRequest) -> None:
    answers = book.answers()
    request.getfixturevalue("newer_program")
    book.upgrade()
    assert [path.name for path in book.path.parent.iterdir()] == ["coordplan.db"]
    with closing(open_for_reading(book.path)) as connection:
        assert connection.execute("SELECT COUNT(*) FROM later").fetchone()[0] == 0
        assert connection.execute("PRAGMA user_version").fetchone()[0] == FORMAT + 1
        assert connection.execute("SELECT COUNT(*) FROM standings_today").fetchone()[0] == 9
    assert book.answers() == answers
    book.record(entry("5-1", "percent", 60))


def test_an_upgrade_that_fails_leaves_the_older_file_as_it_was(
    book: Book, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    answers = book.answers()
    request.getfixturevalue("newer_program")

    @migrations.steps()
    def broken(db: Database) -> None:
        db["half"].create({"id": int}, pk="id")
        db.execute("SELECT * FROM nowhere")

    with pytest.raises(CoordplanError):
        open_for_writing(book.path, "init", "thu")
    monkeypatch.undo()
    with closing(sqlite3.connect(book.path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (FORMAT,)
        assert connection.execute("SELECT COUNT(*) FROM sqlite_master WHERE name = 'half'").fetchone() == (0,)
    assert book.answers() == answers


@pytest.fixture
def first_format(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Book:
    """A file as the first released program made it, with a program, a plan and an entry in it."""
    path = tmp_path / "first.db"
    with monkeypatch.context() as patch:
        steps = migrations.Migrations("coordplan")
        steps()(migrations.first_tables)
        patch.setattr(migrations, "steps", steps)
        patch.setattr(migrations, "FORMAT", 1)
        patch.setattr(migrations, "triggers", dict)
        migrations.make_file(path)
    with closing(sqlite3.connect(path)) as connection:
        columns = {row[1] for row in connection.execute("PRAGMA table_info(plans)")}
        assert "cutoff_day" not in columns
        connection.executescript(
            """
            INSERT INTO changes (id, at, by, command, reason, illustrative)
            VALUES (1, '2024-01-01T08:00:00.000000+00:00', 'thu', 'load', '', 0);
            INSERT INTO programs (id, title, start_on, until_on, short, language, added_by)
            VALUES ('ct', 'Chương trình', '2024-01-01', '2025-12-31', '', 'vi', 1);
            INSERT INTO plans (id, title, partner, short, "order", added_by) VALUES ('p', 'Kế hoạch', 'so', '', 1, 1);
            """
        )
    return Book.at(path)


def test_a_file_of_the_first_format_is_brought_up_to_this_one(first_format: Book) -> None:
    first_format.upgrade()
    held = first_format.held().definitions
    assert held.program is not None
    assert (held.program.rating, held.plans[0].cutoff_day, held.plans[0].send_within) == (None, None, None)
    plans = (held.plans[0]._replace(cutoff_day=31, send_within=3), Plan("q", "Kế hoạch q", "so"))
    first_format.load(definitions(plans=plans, program=held.program))
    assert first_format.held().definitions.plans == plans
    first_format.undo()
    assert first_format.held().definitions == held
    with closing(sqlite3.connect(first_format.path)) as connection, pytest.raises(sqlite3.OperationalError):
        connection.execute("UPDATE plans SET send_within = 9")


def test_the_steps_are_recorded_in_the_file(stranger: sqlite3.Connection) -> None:
    steps = stranger.execute("SELECT migration_set, name FROM _sqlite_migrations ORDER BY rowid").fetchall()
    assert ("coordplan", "first_tables") in steps
    assert len(steps) == FORMAT


# --- What is no file of ours


def make_text(path: Path) -> None:
    path.write_text("Kế hoạch phối hợp\n" * 100, encoding="utf-8")


def make_other_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE t (x)")


def make_damaged(path: Path) -> None:
    whole = Book(path).path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))


def make_cut_off(path: Path) -> None:
    path.write_bytes(Book(path).path.read_bytes()[:5000])


UNUSABLE: dict[str, tuple[Callable[[Path], object], str, str]] = {
    "a text": (make_text, "is damaged, or is not a coordplan file", "--db PATH"),
    "an empty file": (Path.touch, "is not a coordplan file", "--db PATH"),
    "another program's database": (make_other_database, "is not a coordplan file", "--db PATH"),
    "a folder": (Path.mkdir, "is a folder, not a coordplan file", "--db"),
    "nothing": (lambda path: None, "There is no file", "coordplan init"),
}


@pytest.mark.parametrize(("make", "sentence", "way_out"), UNUSABLE.values(), ids=UNUSABLE)
def test_what_is_no_file_of_ours_is_refused_and_left_alone(
    make: Callable[[Path], object], sentence: str, way_out: str, tmp_path: Path
) -> None:
    path = tmp_path / "x.db"
    make(path)
    before = state_of(tmp_path) if path.is_file() else sorted(tmp_path.iterdir())
    for use in (lambda: open_for_reading(path), lambda: open_for_writing(path, "mark", "thu")):
        with pytest.raises(FileUnusable) as caught:
            use()
        assert sentence in caught.value.sentence
        assert way_out in caught.value.way_out
    assert (state_of(tmp_path) if path.is_file() else sorted(tmp_path.iterdir())) == before


@pytest.mark.parametrize("make", [make_damaged, make_cut_off], ids=["damaged", "cut off"])
def test_a_damaged_file_is_told_as_damaged(make: Callable[[Path], object], tmp_path: Path) -> None:
    def read_all() -> None:
        with translated_errors(path), closing(open_for_reading(path)) as connection:
            for table in TABLES:
                connection.execute(f"SELECT * FROM {table.name}").fetchall()

    path = tmp_path / "x.db"
    make(path)
    with pytest.raises(FileUnusable, match="is damaged, or is not a coordplan file"):
        read_all()
    with (
        pytest.raises(FileUnusable, match="is damaged, or is not a coordplan file"),
        writing(path, command="mark", by="thu", now=START) as change,
    ):
        add_entries(change, [entry("5-1", "done")])


def test_the_nearest_file_at_or_above_a_folder_is_meant(tmp_path: Path) -> None:
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    (tmp_path / "coordplan.db").touch()
    assert find_file(deep, None) == tmp_path / "coordplan.db"
    (tmp_path / "a" / "coordplan.db").touch()
    assert find_file(deep, None) == tmp_path / "a" / "coordplan.db"
    (deep / "coordplan.db").mkdir()
    assert find_file(deep, None) == tmp_path / "a" / "coordplan.db", "a folder of that name is none"
    assert find_file(deep, "other.db") == Path("other.db")


@pytest.mark.parametrize("name", ["a b.db", "a?b.db", "a#b.db", "50%.db", "Kế hoạch.db"])
def test_any_name_of_a_file_will_do(name: str, tmp_path: Path) -> None:
    book = Book(tmp_path / name)
    book.load(definitions(activity()))
    assert book.standing("7-1") == "not_started_overdue"
    assert [path.name for path in tmp_path.iterdir()] == [name]


# --- No room, no right


class Failing(sqlite3.OperationalError):
    """What SQLite raises, with the name of its error."""

    def __init__(self, name: str) -> None:
        super().__init__("the text of SQLite")
        self.sqlite_errorname = name


@pytest.mark.parametrize(
    ("name", "kind", "sentence"),
    [
        ("SQLITE_READONLY", FileUnusable, "x.db cannot be written: the file or its folder is read-only."),
        ("SQLITE_READONLY_DIRECTORY", FileUnusable, "x.db cannot be written: the file or its folder is read-only."),
        ("SQLITE_FULL", FileUnusable, "The disk is full; x.db is as it was before."),
        ("SQLITE_CANTOPEN", FileUnusable, "x.db cannot be opened."),
        ("SQLITE_IOERR_WRITE", FileUnusable, "Reading or writing x.db failed; the file is as it was before."),
        ("SQLITE_CORRUPT_INDEX", FileDamaged, "x.db is damaged, or is not a coordplan file (the text of SQLite)."),
        ("SQLITE_BUSY_SNAPSHOT", FileBusy, "x.db is busy: another program is writing to it."),
        ("SQLITE_LOCKED", FileBusy, "x.db is busy: another program is writing to it."),
        ("SQLITE_ERROR", FileUnusable, "SQLite cannot go on with x.db: the text of SQLite"),
    ],
)
def test_what_sqlite_says_becomes_a_sentence_and_a_way_out(name: str, kind: type[FileUnusable], sentence: str) -> None:
    with pytest.raises(kind) as caught, translated_errors(Path("x.db")):
        raise Failing(name)
    assert caught.value.sentence == sentence
    assert caught.value.way_out


# A file that Windows itself marks read-only is tried by what SQLite says of it, above
@pytest.mark.skipif(os.name == "nt", reason="Windows keeps nobody from writing into a folder by its mode")
def test_a_read_only_folder_can_be_read_and_is_said_to_be_read_only(book: Book) -> None:
    with tempfile.TemporaryDirectory() as name:  # pytest's own folders are closed to everybody but who runs it
        folder = Path(name)
        path = Path(shutil.copy(book.path, folder / "coordplan.db"))
        path.chmod(0o444)
        folder.chmod(0o555)
        try:
            said = as_nobody(lambda: read_and_write(path))
        finally:
            folder.chmod(0o755)
    assert said == ["read", f"{path} cannot be written: the file or its folder is read-only."]


def read_and_write(path: Path) -> list[str]:
    """Return what reading a file, and writing to it, says."""
    with closing(open_for_reading(path)) as connection:
        said = ["read"] if latest_change(connection) else []
    try:
        with writing(path, command="mark", by="lan", now=START) as change:
            add_entries(change, [entry("5-1", "done")])
    except FileUnusable as error:
        said.append(error.sentence)
    return said


def as_nobody(work: Callable[[], list[str]]) -> list[str]:
    """Return what work says when somebody does it who is not root, whom no mode keeps out."""
    if os.geteuid() != 0:
        return work()
    reading, writing_end = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.setgid(65534)
            os.setuid(65534)
            os.write(writing_end, json.dumps(work()).encode())
        finally:
            os._exit(0)
    os.close(writing_end)
    with os.fdopen(reading, encoding="utf-8") as told:
        said: list[str] = json.loads(told.read())
    os.waitpid(child, 0)
    return said


def test_a_full_disk_leaves_the_file_as_it_was(book: Book) -> None:
    def write_much() -> None:
        with book.change() as change:
            pages = change.connection.execute("PRAGMA page_count").fetchone()[0]
            change.connection.execute(f"PRAGMA max_page_count = {pages + 2}")
            add_entries(change, (entry("5-1", "done")._replace(note="x" * 1000) for _ in range(1000)))

    before = book.path.read_bytes()
    with pytest.raises(FileUnusable, match=r"The disk is full; .* is as it was before"):
        write_much()
    assert book.path.read_bytes() == before
    assert sorted(path.name for path in book.path.parent.iterdir()) == ["coordplan.db"]


# --- Two at once


def test_the_second_writer_is_told_who_is_busy(book: Book) -> None:
    with (
        book.change("load plans/"),
        pytest.raises(FileBusy) as caught,
        writing(book.path, command="mark", by="lan", now=START, wait=0.2),
    ):
        pass
    assert caught.value.sentence == f"{book.path} is busy: thu is running `load plans/` (process {os.getpid()})."
    assert caught.value.way_out == "Nothing was written; try again when it has finished."


def test_being_refused_does_not_take_down_the_note_of_who_writes(book: Book) -> None:
    with book.change("load plans/"):
        for _ in range(2):
            with (
                pytest.raises(FileBusy, match="thu is running `load plans/`"),
                writing(book.path, command="mark", by="lan", now=START, wait=0.05),
            ):
                pass
    assert [path.name for path in book.path.parent.iterdir()] == ["coordplan.db"]


def test_another_program_that_writes_is_just_another_program(book: Book) -> None:
    with closing(sqlite3.connect(book.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(FileBusy, match="another program is writing to it"):
            book.record(entry("5-1", "done"))


def test_the_second_writer_waits_and_then_writes(book: Book) -> None:
    holding, last = threading.Event(), book.latest()

    def hold() -> None:
        with book.change("load plans/") as change:
            add_entries(change, [entry("5-1", "percent", 60)])
            holding.set()
            threading.Event().wait(0.3)

    first = threading.Thread(target=hold)
    first.start()
    assert holding.wait(5)
    with writing(book.path, command="mark", by="lan", now=START, wait=5) as change:
        assert change.number == last + 2
        add_entries(change, [entry("5-1", "percent", 70)])
    first.join()
    assert book.standings(day("5-1"), activity="a")[0]["percent"] == 70


def test_readers_go_on_while_another_writes(book: Book) -> None:
    before = book.answers()
    with book.change() as change:
        add_entries(change, [entry("5-1", "done")])
        assert book.answers() == before
    assert book.standing("7-1") == "done_on_time"


def test_many_writers_at_once_lose_nothing(book: Book) -> None:
    first, number = book.latest(), 6
    script = (
        "import sys; from datetime import datetime, UTC; from pathlib import Path;"
        "from tests.store.building import entry; from coordplan.store.changes import writing;"
        "from coordplan.store.entries import add_entries\n"
        "for _ in range(5):\n"
        "    with writing(Path(sys.argv[1]), command='mark', by='x', now=datetime.now(UTC), wait=20) as change:\n"
        "        add_entries(change, [entry('5-1', 'percent', 10), entry('5-1', 'percent', 20)])\n"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", script, str(book.path)], cwd=Path(__file__).parents[2])
        for _ in range(number)
    ]
    assert [each.wait(60) for each in running] == [0] * number
    with closing(open_for_reading(book.path)) as connection:
        changes = connection.execute("SELECT id, at FROM changes ORDER BY id").fetchall()
        entries = connection.execute("SELECT added_by, COUNT(*) FROM entries WHERE added_by > ? GROUP BY 1", [first])
        assert [tuple(row) for row in entries] == [(first + each, 2) for each in range(1, 5 * number + 1)]
        assert [row["id"] for row in changes] == list(range(1, first + 5 * number + 1))
        moments = [row["at"] for row in changes]
        assert moments == sorted(set(moments))
        assert connection.execute("SELECT COUNT(DISTINCT id) = COUNT(*) FROM entries").fetchone()[0] == 1


# --- The clock


def test_moments_grow_though_the_clock_is_set_back(book: Book) -> None:
    book.clock = START - timedelta(days=400)
    for percent in (60, 70, 80):
        book.record(entry("5-1", "percent", percent))
    with closing(open_for_reading(book.path)) as connection:
        moments = [row["at"] for row in connection.execute("SELECT at FROM changes ORDER BY id")]
        assert moments == sorted(set(moments))
        for number, moment in enumerate(moments, 1):
            assert latest_change(connection, datetime.fromisoformat(moment)) == number


def test_moments_are_kept_in_utc_to_the_microsecond(book: Book) -> None:
    now = datetime.fromisoformat("2025-03-01T07:00:00+07:00")
    with writing(book.path, command="mark", by="thu", now=now) as change:
        add_entries(change, [entry("5-1", "done")])
    with closing(open_for_reading(book.path)) as connection:
        at = connection.execute("SELECT at FROM changes ORDER BY id DESC").fetchone()["at"]
        assert at == "2025-03-01T00:00:00.000000+00:00"
        assert latest_change(connection, now) == latest_change(connection)
        assert latest_change(connection, now - timedelta(microseconds=1)) == latest_change(connection) - 1
        assert latest_change(connection, datetime(2020, 1, 1, tzinfo=UTC)) == 0


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        pytest.param("/tmp/kế hoạch #1?.db", "/tmp/k%E1%BA%BF%20ho%E1%BA%A1ch%20%231%3F.db", id="signs of a URI"),
        pytest.param("C:/Users/Lan/c.db", "/C%3A/Users/Lan/c.db", id="a drive letter"),
        pytest.param("//may-chu/chung/c.db", "////may-chu/chung/c.db", id="a network folder"),
    ],
)
def test_a_path_is_written_as_sqlite_reads_it_in_a_uri(path: str, expected: str) -> None:
    assert connecting._uri_path(path) == expected


def test_a_file_is_illustrative_while_it_has_entries_of_a_demonstration(tmp_path: Path) -> None:
    book = Book(tmp_path / "coordplan.db")
    book.load(definitions(activity()))
    book.record(entry("3-1", "percent", 10))
    assert not book.read(lambda connection: is_illustrative(connection, book.latest()))
    now = datetime(2024, 6, 1, tzinfo=UTC)
    with writing(book.path, command="init --demo", by="thu", now=now, illustrative=True) as change:
        add_entries(change, [entry("4-1", "percent", 20)])
    book.clock = now
    book.undo(change.number)
    known = range(1, book.latest() + 1)
    found = book.read(lambda connection: [is_illustrative(connection, number) for number in known])
    assert found == [False, False, True, False]
