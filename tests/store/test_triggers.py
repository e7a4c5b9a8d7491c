"""What the file holds against other programs, against what cannot be, and against hands in what is derived."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from coordplan.errors import Refused
from coordplan.store import chain, checksum, questions, spans
from coordplan.store.file import open_for_reading
from coordplan.store.migrations import make_file
from coordplan.store.questions import Question
from coordplan.store.triggers import triggers
from tests.store.building import Book, activity, day, definitions, entry


def begun(book: Book) -> None:
    book.load(definitions(activity(), activity("b", every="quarter")))
    book.record(entry("3-1", "percent", 40), entry("4-1", "done", occurrence="b@2024-Q1"))
    book.record(entry("3-2", "percent", 50))


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book.filled(tmp_path / "coordplan.db", begun)


@pytest.fixture
def stranger(book: Book) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(book.path, isolation_level=None)) as connection:
        yield connection


@pytest.fixture
def intruder(stranger: sqlite3.Connection) -> sqlite3.Connection:
    """Another program that has brought the function along which only this one should have."""
    stranger.create_function("only_coordplan_writes_here", 0, lambda: 1)
    return stranger


OWN_CHANGE = (
    "INSERT INTO changes (id, at, by, command, reason, illustrative, mark)"
    " VALUES (99, '2024-02-01T00:00:00.000000+00:00', 'x', 'import', '', 0, lower(hex(randomblob(16))))"
)
ENDING = "UPDATE entries SET ended_by = {number} WHERE ended_by IS NULL"
ADDING = (
    "INSERT INTO entries (id, occurrence_id, observed_on, kind, recorded, added_by) VALUES"
    " (77, 'a', '2024-05-01', 'done', '2024-02-01T00:00:00.000000 x', {number})"
)


@pytest.mark.parametrize("statement", [OWN_CHANGE, ENDING, ADDING])
def test_another_program_neither_makes_a_change_nor_writes_in_one(
    statement: str, book: Book, stranger: sqlite3.Connection
) -> None:
    before = book.path.read_bytes()
    with pytest.raises(sqlite3.OperationalError, match="no such function: only_coordplan_writes_here"):
        stranger.execute(statement.format(number=3))
    assert book.path.read_bytes() == before


@pytest.mark.parametrize("number", [1, 2, 3, 4, -1, "NULL"])
@pytest.mark.parametrize("statement", [ENDING, ADDING])
def test_even_with_its_function_no_row_is_added_or_ended_by_a_change_that_is_finished_or_missing(
    statement: str, number: int | str, intruder: sqlite3.Connection
) -> None:
    with pytest.raises(sqlite3.IntegrityError, match=r"by the change that is being written|never altered"):
        intruder.execute(statement.format(number=number))


def test_a_second_change_cannot_be_begun_before_the_first_is_finished(book: Book) -> None:
    with pytest.raises(Refused, match="the change before is not finished"), book.change() as change:
        change.connection.execute(OWN_CHANGE)


def test_nothing_is_added_to_a_change_once_it_is_sealed(book: Book) -> None:
    with book.change() as change:
        chain.seal(change.connection, change.number)
        with pytest.raises(sqlite3.IntegrityError, match="by the change that is being written"):
            change.connection.execute(ADDING.format(number=change.number))


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("id", "2"),
        ("at", "'2030-01-01T00:00:00.000000+00:00'"),
        ("by", "'ai khác'"),
        ("reason", "'khác'"),
        ("mark", "lower(hex(randomblob(16)))"),
        ("digest", "'abc'"),
    ],
)
def test_of_an_open_change_only_the_digest_is_set(column: str, value: str, book: Book) -> None:
    with pytest.raises(Refused, match=r"changes are never altered|hexadecimal"), book.change() as change:
        change.connection.execute(f'UPDATE changes SET "{column}" = {value} WHERE id = {change.number}')


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("at", "'garbage'"),
        ("at", "'2024-13-01T00:00:00.000000+00:00'"),
        ("at", "'2024-02-01'"),
        ("at", "'2024-02-01T00:00:00.000000+07:00'"),
        ("mark", "'xyz'"),
        ("mark", "NULL"),
        ("merged_at", "'hôm qua'"),
        ("undoes", "98"),
        ("illustrative", "2"),
        ("digest", "lower(hex(randomblob(32)))"),
    ],
)
def test_a_change_that_cannot_be_is_not_begun(
    column: str, value: str, book: Book, intruder: sqlite3.Connection
) -> None:
    cells = {
        "id": "99",
        "at": "'2030-01-01T00:00:00.000000+00:00'",
        "by": "'x'",
        "command": "''",
        "reason": "''",
        "illustrative": "0",
        "mark": "lower(hex(randomblob(16)))",
    }
    cells[column] = value
    statement = f"INSERT INTO changes ({', '.join(cells)}) VALUES ({', '.join(cells.values())})"
    with pytest.raises(sqlite3.IntegrityError, match=column if column != "digest" else "open at first"):
        intruder.execute(statement)


ROWS = {
    "entries": {
        "id": "77",
        "occurrence_id": "'a'",
        "observed_on": "'2024-05-01'",
        "kind": "'done'",
        "recorded": "'2024-02-01T00:00:00.000000 x'",
    },
    "activities": {
        "id": "'z'",
        "plan_id": "'p'",
        "title": "'Z'",
        "contents": "'[]'",
        "lead": "'so'",
        "ongoing": "0",
        "weight": "1.0",
        "by_hand": "0",
        "folded": "'z'",
    },
    "calendar_days": {"id": "'2024-05-01'", "off": "1", "tentative": "0"},
    "forms": {
        "id": "1",
        "period": "'2024-Q1'",
        "organization": "'so'",
        "made_on": "'2024-04-01'",
        "seen": "1",
        "file_name": "'a'",
        "checksum": "''",
    },
}


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("entries", "observed_on", "'hôm qua'"),
        ("entries", "observed_on", "'2024-02-30'"),
        ("entries", "observed_on", "'2024-6-3'"),
        ("entries", "observed_on", "'1899-12-31'"),
        ("entries", "observed_on", "'2201-01-01'"),
        ("entries", "observed_on", "20240501"),
        ("entries", "observed_on", "x'323032342d30352d3031'"),
        ("entries", "due_on", "'2024-05-01 '"),
        ("entries", "kind", "'finished'"),
        ("entries", "percent", "'abc'"),
        ("entries", "percent", "500"),
        ("entries", "percent", "-1"),
        ("entries", "percent", "9e999"),
        ("entries", "value", "9e999"),
        ("entries", "value", "-9e999"),
        ("entries", "note", "x'00'"),
        ("entries", "recorded", "NULL"),
        ("entries", "recorded", "'sớm'"),
        ("activities", "after", "'{'"),
        ("activities", "contents", "'nd1'"),
        ("activities", "every", "'decade'"),
        ("activities", "due_day", "'mười'"),
        ("activities", "weight", "'nặng'"),
        ("activities", "amended", "'['"),
        ("activities", "retired_on", "'mai'"),
        ("calendar_days", "id", "'Tết'"),
        ("forms", "send_by", "'sớm'"),
        ("forms", "asked", "'gddt-01'"),
    ],
)
def test_what_cannot_be_is_not_added(table: str, column: str, value: str, book: Book) -> None:
    def add(cells: dict[str, str]) -> None:
        with book.change() as change:
            change.rows = 1
            cells = cells | {"added_by": str(change.number)}
            names = ", ".join(f'"{name}"' for name in cells)
            change.connection.execute(f"INSERT INTO {table} ({names}) VALUES ({', '.join(cells.values())})")

    with pytest.raises(Refused, match=f"The file refuses this: {table}: {column} is not"):
        add(ROWS[table] | {column: value})
    add(ROWS[table])


def test_every_table_has_its_triggers(tmp_path: Path) -> None:
    make_file(tmp_path / "new.db")
    with closing(sqlite3.connect(tmp_path / "new.db")) as connection:
        found = dict(connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
    assert found == triggers()


HANDS = {
    "rows are gone": "DELETE FROM spans WHERE plan_id = 'p'",
    "a row says otherwise": "UPDATE spans SET reached = '2024-01-01'",
    "a row is replaced": "INSERT OR REPLACE INTO spans SELECT plan_id, id, from_on, next_on, activity_id, start_on,"
    " '2020-01-01', '2020-01-01', until_on, weight, retired_on, reached, holding, held_on FROM spans",
    "the mark is missing": "DELETE FROM about WHERE name = 'spans_at'; DELETE FROM spans",
    "the mark is odd": "DELETE FROM spans; UPDATE about SET value = 'mới' WHERE name = 'spans_at'",
    "the mark is blank": "DELETE FROM spans; UPDATE about SET value = '' WHERE name = 'spans_at'",
    "the mark is of a change to come": "DELETE FROM spans; UPDATE about SET value = '99' WHERE name = 'spans_at'",
}


@pytest.mark.parametrize("statements", HANDS.values(), ids=HANDS)
def test_after_a_hand_in_spans_answers_are_worked_out_from_entries(
    statements: str, book: Book, stranger: sqlite3.Connection
) -> None:
    answers = book.answers()
    stranger.executescript(statements)
    with closing(open_for_reading(book.path)) as connection:
        assert not spans.are_good_for(connection, 3)
        now = questions.standings_of(connection, Question(day("6-30"), 3))
    assert [dict(row) for row in now] == answers["standings 2024-06-30"], "for reading"
    book.record(entry("5-1", "percent", 60))
    with closing(open_for_reading(book.path)) as connection:
        assert spans.are_good_for(connection, 4), "the next change derives them again"
        kept = connection.execute("SELECT * FROM spans ORDER BY plan_id, id, from_on").fetchall()
    book.undo()
    assert book.answers() == answers
    with closing(open_for_reading(book.path)) as connection:
        assert len(kept) == connection.execute("SELECT COUNT(*) FROM spans").fetchone()[0] + 1


# --- The chain, and the checksum


def chain_of(book: Book) -> list[tuple[str, str]]:
    with closing(open_for_reading(book.path, checked=False)) as connection:
        return [tuple(row) for row in connection.execute("SELECT mark, digest FROM changes ORDER BY id")]


def test_each_change_has_a_mark_of_its_own_and_a_digest_that_the_rows_give_again(book: Book) -> None:
    found = chain_of(book)
    assert len({mark for mark, _digest in found}) == 3
    with closing(open_for_reading(book.path)) as connection:
        before = chain.FIRST
        for number, (_mark, digest) in enumerate(found, 1):
            assert chain.digest_of(connection, number, before) == digest
            before = digest


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entries SET percent = 41 WHERE percent = 40",
        "UPDATE entries SET note = 'khác' WHERE id = 1",
        "UPDATE entries SET ended_by = 2 WHERE id = 1",
        "DELETE FROM entries WHERE id = 1",
        "INSERT INTO entries (id, occurrence_id, observed_on, kind, added_by) VALUES (9, 'a', '2024-01-01', 'done', 2)",
        "UPDATE changes SET by = 'khác' WHERE id = 2",
        "UPDATE changes SET at = '2020-01-01T00:00:00.000000+00:00' WHERE id = 2",
    ],
)
def test_a_row_that_is_altered_behind_the_triggers_gives_another_digest(
    statement: str, book: Book, stranger: sqlite3.Connection
) -> None:
    for name in triggers():
        stranger.execute(f"DROP TRIGGER {name}")
    stranger.execute(statement)
    (_m, first), (_n, second), _third = chain_of(book)
    with closing(open_for_reading(book.path, checked=False)) as connection:
        assert chain.digest_of(connection, 2, first) != second


def test_the_checksum_of_a_small_file_holds_after_each_change_and_for_no_other_byte(book: Book) -> None:
    with closing(open_for_reading(book.path)) as connection:
        assert checksum.matches(connection)
    book.undo()
    with closing(open_for_reading(book.path)) as connection:
        assert checksum.matches(connection)
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        size = connection.execute("PRAGMA page_size").fetchone()[0]
    data = book.path.read_bytes()
    assert len(data) == pages * size
    place = data.rindex(b"percent")  # in the last page that has one
    book.path.write_bytes(data[:place] + b"Percent" + data[place + 7 :])
    with closing(open_for_reading(book.path, checked=False)) as connection:
        assert not checksum.matches(connection)


def test_a_large_file_has_no_checksum(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checksum, "MOST_BYTES", 1000)
    book.record(entry("5-1", "percent", 60))
    with closing(open_for_reading(book.path, checked=False)) as connection:
        assert not checksum.matches(connection)
        assert not checksum.is_small(connection)
