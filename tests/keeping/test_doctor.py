"""doctor: what is found in a file, by table and row, with what to do, and what is put right."""

import json
import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import pytest

from tests.command_line import Tell, office_after


def alter(path: Path, *statements: str, triggers: bool = False) -> None:
    """Run statements as another program does; without ``triggers`` they are dropped first."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        if not triggers:
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)


def findings(tell: Tell, *options: str) -> list[dict[str, object]]:
    told = tell("doctor", "-f", "json", *options)
    assert told.err == ""
    data = json.loads(told.out)
    assert data["schema"] == "coordplan/doctor/1"
    assert data["sound"] == (
        not any(each["severity"] == "error" and not each["put_right"] for each in data["findings"])
    )
    return list(data["findings"])


def rules(found: Iterable[dict[str, object]]) -> set[object]:
    return {each["rule"] for each in found if not each["put_right"]}


@pytest.fixture(autouse=True)
def _in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the language of a program whose file cannot be read."""
    monkeypatch.setenv("COORDPLAN_LANG", "en")


@pytest.fixture(scope="module")
def office(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return office_after(
        tmp_path_factory.mktemp("office"),
        made,
        ("mark", "gd-01", "40%", "--on", "2024-06-10"),
        ("mark", "yt-01", "20%", "--on", "2024-06-11"),
        ("backup",),
    )


@pytest.fixture
def marked(office: Path, here: Path) -> Path:
    """A file with three changes, and a copy of it."""
    shutil.copytree(office, here, dirs_exist_ok=True)
    return here / "coordplan.db"


def test_a_sound_file_is_said_to_be_and_cron_hears_nothing(marked: Path, tell: Tell) -> None:
    told = tell("doctor")
    assert (told.code, told.err) == (0, "")
    assert "is sound: 3 changes" in told.out
    assert tell("doctor", "--quiet") == (0, "", "")


DAMAGES = {
    "a row is altered": ("UPDATE entries SET percent = 60 WHERE row = 1", "rows", "entries", 1),
    "a row is missing": ("DELETE FROM entries WHERE row = 1", "changes", "entries", 1),
    "a row is ended": ("UPDATE entries SET ended_by = 3 WHERE row = 1", "changes", "changes", None),
    "a row holds no text": ("UPDATE entries SET note = CAST(x'41ff' AS TEXT) WHERE row = 1", "values", "entries", 1),
    "a row of nothing": (
        "INSERT INTO entries (id, occurrence_id, observed_on, kind, added_by) VALUES (9, 'gd-01', '2024-06-1', 'x', 7)",
        "keys",
        "entries",
        3,
    ),
    "a change is missing": ("DELETE FROM changes WHERE id = 2", "changes", "changes", 2),
    "the last change is missing": ("DELETE FROM changes WHERE id = 3", "changes", "changes", 3),
    "a change is open": ("UPDATE changes SET digest = NULL WHERE id = 2", "changes", "changes", 2),
    "a change says something else": ("UPDATE changes SET \"by\" = 'minh' WHERE id = 2", "rows", "changes", 2),
    "a table is missing": ("DROP TABLE aliases", "tables", "aliases", None),
}


@pytest.mark.parametrize(("statement", "rule", "table", "row"), DAMAGES.values(), ids=DAMAGES)
def test_what_is_wrong_is_found_and_not_put_right(
    statement: str, rule: str, table: str | None, row: int | None, marked: Path, tell: Tell
) -> None:
    alter(marked, statement)
    assert tell("doctor").code == 1
    found = findings(tell)
    assert rule in rules(found)
    if table is not None:
        assert (table, row) in {(each["table"], each["row"]) for each in found if each["severity"] == "error"}
    assert any("coordplan restore coordplan-backups" in str(each["way_out"]) for each in found)
    for words in ("status", "list", "log", "mark gd-01 50%"):
        told = tell(*words.split())
        assert (told.code, told.out) == (1, ""), words
        assert "is damaged" in told.err
        assert "coordplan restore coordplan-backups" in told.err
    assert tell("doctor", "--repair").code == 1, "what was recorded is not made up"
    assert tell("status").code == 1


DERIVED = {
    "spans deleted": ("DELETE FROM spans WHERE plan_id = 'gd'", "spans"),
    "spans altered": ("UPDATE spans SET reached = 100", "spans"),
    "tallies altered": ("UPDATE tallies SET occurrences = occurrences + 1", "spans"),
    "tallies deleted": ("DELETE FROM tallies WHERE plan_id = 'gd'", "spans"),
    "words added": ("INSERT INTO entry_words (word, entry) VALUES ('so', 1)", "spans"),
    "a trigger dropped": ("SELECT 1", "tables"),
    "an index dropped": ("DROP INDEX entries_by_occurrence", "tables"),
    "an index of spans dropped": ("DROP INDEX spans_overdue", "tables"),
    "another index of spans dropped": ("DROP INDEX spans_by_due_on", "tables"),
    "a view dropped": ("DROP VIEW standings_today", "tables"),
    "a foreign trigger": ("CREATE TRIGGER evil AFTER INSERT ON entries BEGIN DELETE FROM spans; END", "tables"),
    "about emptied": ("DELETE FROM about", "changes"),
    "about garbled": ("UPDATE about SET value = 'x'", "changes"),
    "another application": ("PRAGMA application_id = 1", "header"),
    "another format": ("PRAGMA user_version = 2", "header"),
    "WAL": ("PRAGMA journal_mode = WAL", "journal"),
}


@pytest.mark.parametrize(("statement", "rule"), DERIVED.values(), ids=DERIVED)
def test_what_is_derived_is_put_right(statement: str, rule: str, marked: Path, tell: Tell) -> None:
    before = tell("status", "-f", "json")
    alter(marked, statement)
    assert rule in rules(findings(tell))
    told = tell("doctor", "--repair")
    assert (told.code, told.err) == (0, "")
    assert "put right" in told.out
    assert rules(findings(tell)) == set()
    assert tell("status", "-f", "json") == before
    assert tell("mark", "gd-01", "50%").code == 0
    assert rules(findings(tell)) == set()


def test_spans_that_are_wrong_are_set_aside_by_reading(marked: Path, tell: Tell) -> None:
    before = tell("status", "-f", "json")
    alter(marked, "UPDATE spans SET reached = 100")
    assert tell("status", "-f", "json") == before


def test_spans_that_are_gone_are_made_again_and_missed_by_no_answer(marked: Path, tell: Tell) -> None:
    answer = tell("status", "-f", "json")
    alter(marked, "DROP TABLE spans", triggers=True)
    assert tell("status", "-f", "json") == answer
    found = findings(tell)
    assert [(each["rule"], each["table"], each["severity"]) for each in found] == [("spans", "spans", "error")]
    assert tell("doctor", "--repair").code == 0
    assert tell("doctor", "--quiet") == (0, "", "")
    assert tell("status", "-f", "json") == answer


@pytest.mark.parametrize("table", ["spans", "tallies", "entry_words"])
def test_who_writes_where_a_derived_table_is_gone_hears_how_it_is_made_again(
    table: str, marked: Path, tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coordplan.store.checksum.is_small", lambda _connection: False)  # no check before
    alter(marked, f"DROP TABLE {table}", triggers=True)
    told = tell("mark", "gd-01", "50%")
    assert (told.code, told.out) == (1, "")
    assert f"is damaged: Table {table}: missing." in told.err
    assert told.err.endswith("It can be put right: coordplan doctor --repair\n")
    assert tell("doctor", "--repair").code == 0
    assert tell("mark", "gd-01", "50%").code == 0


def test_of_a_table_that_is_gone_nothing_more_is_said_than_that(marked: Path, tell: Tell) -> None:
    alter(marked, "DROP TABLE ratings", triggers=True)
    errors = [each for each in findings(tell) if each["severity"] == "error"]
    assert [(each["rule"], each["table"]) for each in errors] == [("tables", "ratings")]
    told = tell("status")
    assert told.code == 1
    assert "Table ratings: missing." in told.err


def test_what_dead_processes_left_is_cleared(marked: Path, tell: Tell) -> None:
    left = marked.with_name(".coordplan.db.4194000.new")
    left.write_text("half")
    note = marked.with_name("coordplan.db.writer")
    note.write_text('{"by": "thu", "command": "mark", "process": 4194000}')
    assert rules(findings(tell)) == {"leftovers"}
    assert tell("doctor", "--strict").code == 1
    assert tell("doctor", "--repair").code == 0
    assert not left.exists()
    assert not note.exists()


def test_years_without_days_off_and_an_old_copy_are_remarks(
    small: Path, tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COORDPLAN_TODAY", "2025-06-30")
    found = findings(tell)
    assert {(each["rule"], each["severity"]) for each in found} >= {("calendar", "remark"), ("backup", "remark")}
    assert any("2026" in str(each["sentence"]) for each in found)
    assert (tell("doctor").code, tell("doctor", "--strict").code, tell("doctor", "--quiet").out) == (0, 1, "")


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\x00" + bytes(5000)], ids=repr)
def test_a_file_that_cannot_be_opened_is_a_finding(content: bytes, marked: Path, tell: Tell) -> None:
    marked.write_bytes(content)
    assert rules(findings(tell)) == {"file"}
    told = tell("doctor")
    assert told.code == 1
    assert "coordplan restore coordplan-backups" in " ".join(told.out.split())


def test_no_file_is_no_finding(here: Path, tell: Tell) -> None:
    told = tell("doctor")
    assert (told.code, told.out) == (1, "")
    assert "There is no coordplan.db" in told.err


def test_a_sealed_chain_is_not_sealed_anew_over_a_damage(marked: Path, tell: Tell) -> None:
    data = bytearray(marked.read_bytes())
    place = data.index(b"yt-01")
    data[place : place + 5] = b"yt-09"
    marked.write_bytes(data)
    before = marked.read_bytes()
    assert tell("mark", "gd-01", "50%").code == 1
    assert marked.read_bytes() == before
