"""Copies that are made without being asked for: with the first write of a day, before what may alter much."""

import re
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coordplan.cli.session import OFFICE_TIME, Session
from coordplan.store.copies import ensuring
from coordplan.store.format import FORMAT
from tests.command_line import Tell
from tests.store.test_formats import in_earlier_format

DONE = ("done", "gd-01", "--on", "2024-06-19")
EXTENDED = ("extend", "yt-01", "2024-10-30", "--on", "2024-06-29", "--evidence", "12-CV/SYT, 29/6/2024")
PERCENT = ("mark", "yt-01", "10%", "--on", "2024-06-30")


@pytest.fixture
def day(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Make now a moment of the office's 30 June 2024."""
    set_clock(monkeypatch, "2024-06-30T09:15:02")
    return monkeypatch


def set_clock(patch: pytest.MonkeyPatch, moment: str) -> None:
    now = datetime.fromisoformat(moment).replace(tzinfo=OFFICE_TIME).astimezone(UTC)
    patch.setattr(Session, "now", lambda _self: now)


def copies(folder: Path) -> list[str]:
    place = folder / "coordplan-backups"
    return sorted(path.name for path in place.iterdir()) if place.exists() else []


def changes_in(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("SELECT max(id) FROM changes").fetchone()[0])


def test_the_first_write_of_a_day_leaves_a_copy_of_the_file_as_it_was(
    small: Path, tell: Tell, day: pytest.MonkeyPatch
) -> None:
    before = small.read_bytes()
    assert tell(*DONE)[::2] == (0, ""), "it is made in silence"
    name = "coordplan-2024-06-30-091502-1.db"
    assert copies(small.parent) == [name]
    copy = small.parent / "coordplan-backups" / name
    assert changes_in(copy) == 1
    restored = shutil.copy(copy, small.parent / "restored.db")
    assert tell("--db", str(restored), "status").out == tell("status", "--known-at", "1").out
    assert before != small.read_bytes()

    set_clock(day, "2024-06-30T23:59:59")
    assert tell(*PERCENT).code == 0
    assert copies(small.parent) == [name], "the day has its copy"
    set_clock(day, "2024-07-01T00:00:00")
    assert tell("undo").code == 0
    assert copies(small.parent) == [name, "coordplan-2024-07-01-000000-3.db"]


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(("status",), id="reading"),
        pytest.param(("mark", "gd-99", "done"), id="what is refused"),
        pytest.param(("load", "--dry-run"), id="what is only tried"),
        pytest.param(("load",), id="what writes nothing"),
        pytest.param(("init",), id="init over a file that is here"),
    ],
)
def test_what_writes_nothing_leaves_no_copy(
    small: Path, tell: Tell, day: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    tell(*words)
    assert copies(small.parent) == []


def test_a_line_that_says_what_is_known_leaves_no_copy(small: Path, tell: Tell, day: pytest.MonkeyPatch) -> None:
    tell(*DONE)
    shutil.rmtree(small.parent / "coordplan-backups")
    assert "Nothing was written" in tell(*DONE).out
    assert copies(small.parent) == []


def test_before_a_load_a_copy_is_made_whatever_the_day_has(small: Path, tell: Tell, day: pytest.MonkeyPatch) -> None:
    tell(*DONE)
    plan = small.parent / "plans" / "yt.yaml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("2024-08-30", "2024-09-30"), encoding="utf-8")
    assert tell("load", "--sure", "all").code == 0
    assert copies(small.parent) == [
        "coordplan-2024-06-30-091502-1.db",
        "coordplan-2024-06-30-091502-2-before-load.db",
    ]


def test_before_an_import_a_copy_is_made(small: Path, tell: Tell, day: pytest.MonkeyPatch) -> None:
    annex = small.parent / "a.csv"
    annex.write_text("Nội dung công việc,Chủ trì,Thời hạn\nHội thi,Sở Y tế,Quý IV/2024\n", encoding="utf-8")
    told = tell("import", str(annex), "--plan", "yt", "--content", "nd1", "--sure", "all")
    assert told.code == 0, told
    assert copies(small.parent) == ["coordplan-2024-06-30-091502-1-before-import.db"]


@pytest.mark.parametrize("version", [1, FORMAT - 1])
def test_before_an_upgrade_a_copy_is_made(here: Path, tell: Tell, day: pytest.MonkeyPatch, version: int) -> None:
    before = in_earlier_format(here / "coordplan.db", version).path.read_bytes()
    assert "coordplan init" in tell("status").err
    assert copies(here) == [], "reading upgrades nothing"
    tell("init")
    name = "coordplan-2024-06-30-091502-1-before-upgrade.db"
    assert copies(here) == [name]
    assert (here / "coordplan-backups" / name).read_bytes()[100:] == before[100:], "page by page, but for counters"
    with closing(sqlite3.connect(here / "coordplan.db")) as connection:
        assert connection.execute("PRAGMA user_version").fetchone()[0] == FORMAT


@pytest.fixture
def no_room(small: Path) -> Path:
    """What stands where the folder of copies would be."""
    blocker = small.parent / "coordplan-backups"
    blocker.write_text("", encoding="utf-8")
    return blocker


@pytest.mark.parametrize("words", [DONE, PERCENT, EXTENDED])
def test_where_no_copy_can_be_made_facts_by_hand_go_on_and_say_so(
    small: Path, tell: Tell, no_room: Path, words: tuple[str, ...]
) -> None:
    told = tell(*words)
    assert told.code == 0
    assert "Change 2." in told.out
    assert re.search(r"A copy of .*coordplan\.db cannot be made in .*coordplan-backups: .*\.", told.err)
    assert changes_in(small) == 2


def test_where_no_copy_can_be_made_nothing_is_loaded(
    small: Path, tell: Tell, no_room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = small.parent / "plans" / "yt.yaml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("2024-08-30", "2024-09-30"), encoding="utf-8")
    told = tell("load", "--sure", "all")
    assert (told.code, told.out) == (1, "")
    assert "cannot be made" in told.err
    assert "Nothing was written." in told.err
    assert "COORDPLAN_BACKUPS=off" in told.err
    assert changes_in(small) == 1
    monkeypatch.setenv("COORDPLAN_BACKUPS", "off")
    assert tell("load", "--sure", "all").code == 0, "the way out works"
    assert changes_in(small) == 2


def test_where_no_copy_can_be_made_nothing_is_upgraded(here: Path, tell: Tell, monkeypatch: pytest.MonkeyPatch) -> None:
    path = in_earlier_format(here / "coordplan.db", 1).path
    before = path.read_bytes()
    (here / "coordplan-backups").write_text("", encoding="utf-8")
    assert tell("init").code == 1
    assert path.read_bytes() == before
    monkeypatch.setenv("COORDPLAN_BACKUPS", "off")
    tell("init")
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone()[0] == FORMAT


def test_a_file_that_is_damaged_takes_no_write_and_no_copys_place(
    small: Path, tell: Tell, day: pytest.MonkeyPatch
) -> None:
    assert tell("backup").code == 0
    sound = copies(small.parent)
    damage(small)
    set_clock(day, "2024-07-01T08:00:00")
    before = small.read_bytes()
    for words in (DONE, ("backup",)):
        told = tell(*words)
        assert (told.code, told.out) == (1, "")
        assert "damaged" in told.err
    assert small.read_bytes() == before
    assert copies(small.parent) == sound


def damage(path: Path) -> None:
    """Spoil a page of an index that no ordinary question reads."""
    with closing(sqlite3.connect(path)) as connection:
        page = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'entries_by_ending'").fetchone()[0]
        size = connection.execute("PRAGMA page_size").fetchone()[0]
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\x0d" + b"\xff" * 200)


def test_a_large_file_has_no_copy_with_the_first_write(
    small: Path, tell: Tell, day: pytest.MonkeyPatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ensuring, "LARGEST_DAILY", 1000)
    assert tell(*DONE)[::2] == (0, "")
    assert copies(small.parent) == []


def test_copies_of_files_of_one_name_stand_in_one_folder_that_is_named(
    small: Path, tell: Tell, day: pytest.MonkeyPatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = small.parent / "other" / "coordplan.db"
    other.parent.mkdir()
    shutil.copy(small, other)
    monkeypatch.setenv("COORDPLAN_BACKUPS", str(small.parent / "all"))
    for path in (small, other):
        assert tell("--db", str(path), *DONE)[::2] == (0, "")
        assert tell("--db", str(path), *PERCENT)[::2] == (0, "")
    names = sorted(path.name for path in (small.parent / "all").iterdir())
    assert [re.sub("-[0-9a-f]{6}-", "-*-", name, count=1) for name in names] == [
        "coordplan-*-2024-06-30-091502-1.db"
    ] * 2, "each has its own"
    assert not (small.parent / "coordplan-backups").exists()


def test_where_copies_are_off_only_those_by_hand_are_made(
    small: Path, tell: Tell, day: pytest.MonkeyPatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COORDPLAN_BACKUPS", "off")
    assert tell(*DONE)[::2] == (0, "")
    assert copies(small.parent) == []
    assert tell("backup").code == 0
    assert copies(small.parent) == ["coordplan-2024-06-30-091502-2.db"]


def test_old_copies_go_when_a_new_one_is_there(small: Path, tell: Tell, day: pytest.MonkeyPatch) -> None:
    folder = small.parent / "coordplan-backups"
    folder.mkdir()
    for number in range(1, 29):
        (folder / f"coordplan-2024-06-{number:02}-080000-1.db").write_bytes(b"")
    others = ["coordplan-2024-06-01-080000-damaged.db", "notes.txt", "other-2024-06-01-080000-1.db"]
    for name in others:
        (folder / name).write_bytes(b"")
    assert tell(*DONE).code == 0
    days = [f"coordplan-2024-06-{number:02}-080000-1.db" for number in range(20, 29)]
    assert copies(small.parent) == sorted([*days, "coordplan-2024-06-30-091502-1.db", *others])


def test_copies_that_somebody_put_elsewhere_stay(small: Path, tell: Tell, day: pytest.MonkeyPatch) -> None:
    for number in range(1, 14):
        set_clock(day, f"2024-06-{number:02}T08:00:00")
        assert tell("backup", "usb").code == 0
    assert len(list((small.parent / "usb").iterdir())) == 13
