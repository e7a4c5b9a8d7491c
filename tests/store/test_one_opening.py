"""A command opens its file once: what it asked first is asked over the connection that it reads from."""

import sqlite3
import sys
from pathlib import Path
from typing import Any

import pytest

from coordplan.cli import run
from coordplan.store import connecting
from coordplan.store.asked_first import day_of_demonstration, have_done_asking, language_asked_for
from coordplan.store.file import open_for_reading, open_for_writing, release


@pytest.fixture
def openings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return where files are opened from now on."""
    opened: list[str] = []
    connect = sqlite3.connect

    def noted(name: str, *rest: Any, **options: Any) -> sqlite3.Connection:
        opened.append(name)
        return connect(name, *rest, **options)

    monkeypatch.setattr(sqlite3, "connect", noted)
    return opened


@pytest.fixture
def asked(demo_copy: Path) -> Path:
    assert language_asked_for(demo_copy) == "vi"
    return demo_copy


def test_a_status_opens_its_file_once(
    demo_copy: Path, openings: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("COORDPLAN_TODAY", "COORDPLAN_LANG"):  # so that the file is asked
        monkeypatch.delenv(name, raising=False)
    assert run(["--db", str(demo_copy), "status"]) == 0
    assert "30/6/2024" in capsys.readouterr().out
    assert len(openings) == 1
    assert connecting._aside == []


def test_what_was_asked_first_locks_nothing_and_is_read_from(asked: Path, openings: list[str]) -> None:
    assert str(day_of_demonstration(asked)) == "2024-06-30"
    with sqlite3.connect(asked) as another:
        another.execute("BEGIN EXCLUSIVE")
    another.close()
    connection = open_for_reading(asked, checked=False)
    assert connection.in_transaction
    connection.close()
    assert openings == [asked]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows puts nothing in the place of an open file")
def test_a_file_put_in_its_place_is_the_one_that_is_read(asked: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    other.write_bytes(asked.read_bytes())
    with sqlite3.connect(other) as connection:
        connection.execute("PRAGMA user_version = 1")
    connection.close()
    other.replace(asked)
    with connecting.connect(asked, "ro") as found:
        assert found.execute("PRAGMA user_version").fetchone()[0] == 1
    found.close()


def test_whoever_writes_lets_go_of_it(asked: Path) -> None:
    release(asked, open_for_writing(asked, "test", "lan"))
    assert connecting._aside == []


def test_another_file_has_a_connection_of_its_own(asked: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    other.write_bytes(asked.read_bytes())
    found = connecting.connect(other, "ro")
    assert found.execute("PRAGMA database_list").fetchone()["file"] == str(other.resolve())
    found.close()
    assert connecting._aside == []


def test_in_wal_nothing_is_put_aside(asked: Path) -> None:
    have_done_asking()
    with sqlite3.connect(asked) as another:
        another.execute("PRAGMA journal_mode = WAL")
    another.close()
    assert language_asked_for(asked) == "vi"
    assert day_of_demonstration(asked) is not None
    assert connecting._aside == []
