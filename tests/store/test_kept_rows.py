"""What was issued and closed is kept as it was: rows beside their digest, and by which rules they were made."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any
from zlib import decompress

import pytest

from coordplan.dates.periods import parse_period
from coordplan.store.closed_figures import closing_text
from coordplan.store.closed_periods import close_period, reopen_period
from coordplan.store.file import open_for_writing, release
from coordplan.store.format import APPLICATION_ID, RULES
from coordplan.store.kept_rows import KeptRows, kept_rows_of
from coordplan.store.spans import are_good_for
from tests.command_line import Tell
from tests.store.building import Book, activity, day, definitions, entry

FORMAT_4 = Path(__file__).with_name("goldens") / "format-4.sql"


@pytest.fixture
def old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file as a program of format 4 left it: with reports, closings, returns, and two entries of one day."""
    path = tmp_path / "old.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(FORMAT_4.read_text(encoding="utf-8"))
        connection.executescript(f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = 4;")
    for name, value in {"DB": str(path), "TODAY": "2024-06-30", "BY": "lan", "LANG": "en"}.items():
        monkeypatch.setenv(f"COORDPLAN_{name}", value)
    monkeypatch.chdir(tmp_path)
    return path


@pytest.fixture
def upgraded(old_file: Path) -> Path:
    release(old_file, open_for_writing(old_file, "init", "lan"))
    return old_file


def asked(path: Path, query: str) -> list[sqlite3.Row]:
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        return connection.execute(query).fetchall()


def test_the_upgrade_keeps_what_was_issued_as_it_was(upgraded: Path) -> None:
    """Each text is the very one that the program of then made its digest of."""
    figures = {f"report:{row['id']}": row["figures"] for row in asked(upgraded, "SELECT id, figures FROM reports")}
    rows = [row for row in asked(upgraded, "SELECT * FROM kept_rows") if row["id"] in figures]
    assert [row["id"] for row in rows] == ["report:1", "report:2", "report:3", "report:3", "report:4", "report:5"]
    for row in rows:
        assert row["rules"] == 1
        assert row["digest"] == figures[row["id"]] == sha256(decompress(row["packed"])).hexdigest()


def test_the_upgrade_keeps_rows_as_long_as_a_report_or_a_closing_held(upgraded: Path) -> None:
    lives = [
        [(row["id"], row["added_by"], row["ended_by"]) for row in asked(upgraded, f"SELECT * FROM {table}")]
        for table in ("reports", "closings", "kept_rows")
    ]
    reports, closings, kept = lives
    assert kept == [
        *((f"report:{id_}", added, ended) for id_, added, ended in reports),
        *((f"closing:{id_}", added, ended) for id_, added, ended in closings),
    ]


def test_the_upgrade_keeps_a_closed_period_as_it_was_when_it_was_closed(upgraded: Path) -> None:
    """What was recorded in it as late news is not in its rows."""
    with closing(sqlite3.connect(upgraded)) as connection:
        connection.row_factory = sqlite3.Row
        kept = kept_rows_of(connection, "closing:2024-Q1")
    assert kept is not None
    assert (kept.rules, kept.intact) == (1, True)
    rows = {row[0]: row[1:] for row in kept.values["rows"]}
    assert rows == {
        "gd-02@2024-Q1": ["gd", "2024-03-22", "done_on_time", 100, "2024-03-20", 1],
        "yt-03@2023-12": ["yt", "2023-12-20", "done_on_time", 100, "2023-12-18", 1],
        "yt-03@2024-01": ["yt", "2024-01-20", "done_on_time", 100, "2024-01-19", 1],
        "yt-03@2024-02": ["yt", "2024-02-20", "done_on_time", 100, "2024-02-20", 1],
        "yt-02@2023": ["yt", "2023-12-31", "done_on_time", 100, "2023-12-01", 1],
    }
    assert kept.values["windows"]["yt"] == ["2023-12-15", "2024-03-14"], "by its own cut-off day"
    assert kept.values["totals"][-3:] == [1, 1, 1]


def test_what_later_rules_say_differently_verifies_by_the_earlier_rules(upgraded: Path, tell: Tell) -> None:
    """gd-01: 100% on 10/6, then 50% and 100% both on 22/6; it was late by the rules by which it was issued."""
    answer = tell("report", "verify")
    assert (answer.code, answer.err) == (0, "")
    assert "Every report comes out as it was issued; by the earlier rules: 2." in answer.out
    assert "Report 1 holds by the earlier rules" in answer.out
    found = json.loads(tell("report", "verify", "-f", "json").out)
    assert found["holds"]
    assert [(row["report"], row["figures_same"], row["by_earlier_rules"], row["file"]) for row in found["reports"]] == [
        (1, False, True, "other"),
        (2, True, False, "none"),
        (3, False, True, "none"),
        (5, True, False, "none"),
    ]
    assert "theo quy tắc cũ" in tell("--lang", "vi", "report", "verify", "1").out


def test_what_a_rule_alone_moves_is_no_erratum(upgraded: Path, tell: Tell) -> None:
    found = json.loads(tell("report", "errata", "1", "-f", "json").out)
    assert found["errata"] == []
    assert [(each["occurrence"], each["what"], each["said"], each["now"]) for each in found["by_earlier_rules"]] == [
        ("gd-01", "standing", "done_late", "done_on_time"),
        ("gd-01", "done_on", "2024-06-22", "2024-06-10"),
    ]
    assert (found["totals_said"]["done_late"], found["totals_now"]["done_late"]) == (2, 1)
    page = tell("report", "errata", "1").out
    assert "Said by the earlier rules" in page
    assert "It said: By 2024-06-25, 8 have fallen due: 4 done (2 on time, 2 late)" in page


def test_what_was_recorded_since_is_an_erratum_beside_what_a_rule_moves(upgraded: Path, tell: Tell) -> None:
    assert tell("mark", "gd-04", "9 lớp", "--on", "2024-06-01").code == 0
    found = json.loads(tell("report", "errata", "1", "-f", "json").out)
    assert [(each["occurrence"], each["what"]) for each in found["errata"]] == [
        ("gd-04", "percent"),
        ("gd-04", "value"),
    ]
    assert {each["occurrence"] for each in found["by_earlier_rules"]} == {"gd-01"}


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param("packed = x'00'", id="what cannot be unpacked"),
        pytest.param("digest = 'x'", id="another digest"),
        pytest.param("packed = (SELECT packed FROM kept_rows WHERE id = 'report:2')", id="the rows of another report"),
    ],
)
def test_rows_that_are_not_those_of_their_digest_are_a_damage(upgraded: Path, tell: Tell, damage: str) -> None:
    with closing(sqlite3.connect(upgraded)) as connection:
        connection.executescript(f"DROP TRIGGER kept_rows_update; UPDATE kept_rows SET {damage} WHERE id = 'report:1'")
    for words in (("report", "verify", "1"), ("report", "verify", "2"), ("report", "errata", "1")):
        told = tell("--lang", "en", *words)
        assert (told.code, told.out) == (1, "")
        assert "is damaged: kept_rows" in told.err


def test_the_upgrade_derives_spans_again(upgraded: Path) -> None:
    with closing(sqlite3.connect(upgraded)) as connection:
        (last,) = connection.execute("SELECT max(id) FROM changes").fetchone()
        assert are_good_for(connection, last)
        reached = connection.execute("SELECT reached FROM spans WHERE id = 'gd-01' ORDER BY from_on DESC").fetchone()
    assert reached == ("2024-06-10",)


def test_a_report_that_is_issued_now_keeps_its_rows_by_the_rules_of_now(upgraded: Path, tell: Tell) -> None:
    assert tell("report", "issue", "2024-06", "--number", "50-BC", "--signed-on", "30/6/2024").code == 0
    (row,) = asked(upgraded, "SELECT * FROM kept_rows WHERE id = 'report:6'")
    (report,) = asked(upgraded, "SELECT * FROM reports WHERE id = 6")
    assert (row["rules"], row["digest"]) == (RULES, report["figures"])
    assert json.loads(decompress(row["packed"]))["period"] == ["2024-06", "2024-05-26", "2024-06-25"]
    assert tell("undo").code == 0
    (row,) = asked(upgraded, "SELECT * FROM kept_rows WHERE id = 'report:6'")
    assert row["ended_by"] is not None, "taken back with its report"


def begun(book: Book) -> None:
    book.load(definitions(activity("a", every="month"), activity("b", "q", every="quarter")))
    book.record(entry("2-20", "done", occurrence="a@2024-02"), entry("3-31", "percent", 30, occurrence="b@2024-Q1"))


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book.filled(tmp_path / "coordplan.db", begun)


def kept(book: Book, key: str = "2024-Q1") -> KeptRows | None:
    return book.read(lambda connection: kept_rows_of(connection, f"closing:{key}"))


def under(book: Book, act: Callable[..., None], *values: Any) -> None:
    with book.change(act.__name__) as change:
        act(change, parse_period("2024-Q1"), *values)


def test_a_closing_keeps_its_rows_until_it_is_opened_again(book: Book) -> None:
    under(book, close_period, day("4-2"))
    found = kept(book)
    assert found is not None
    assert (found.rules, found.intact) == (RULES, True)
    assert [row[:4] for row in found.values["rows"]] == [
        ["a@2024-01", "p", "2024-01-31", "not_started_overdue"],
        ["a@2024-02", "p", "2024-02-29", "done_on_time"],
        ["a@2024-03", "p", "2024-03-31", "not_started"],
        ["b@2024-Q1", "q", "2024-03-31", "in_progress"],
    ]
    under(book, reopen_period)
    assert kept(book) is None
    book.record(entry("1-30", "done", occurrence="a@2024-01"))
    under(book, close_period, day("4-3"))
    again = kept(book)
    assert again is not None
    assert again.values["rows"][0][3] == "done_on_time"


def test_a_closing_says_now_what_it_kept(book: Book) -> None:
    under(book, close_period, day("4-2"))
    found = kept(book)
    assert found is not None
    assert book.read(lambda connection: closing_text(connection, parse_period("2024-Q1"), book.latest())) == found.text
