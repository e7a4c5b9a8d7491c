"""restore: a copy, or a file made from a dump, in the place of the file in use."""

import os
import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from coordplan.store.format import FORMAT
from tests.command_line import Ready, Tell
from tests.keeping.test_automatic_copies import DONE, EXTENDED, PERCENT, changes_in, copies, damage
from tests.store.test_formats import in_earlier_format


@pytest.fixture
def copy(small: Path, ready: Ready) -> str:
    """A copy of the small file, after which three changes were written."""
    ready("backup", "usb")
    for words in (DONE, (*PERCENT, "--reason", "theo báo cáo"), EXTENDED):
        ready(*words)
    shutil.rmtree(small.parent / "coordplan-backups")
    (path,) = (small.parent / "usb").iterdir()
    return f"usb/{path.name}"


def beside(path: Path) -> list[str]:
    return sorted(each.name for each in path.parent.iterdir() if each.name not in ("plans", "usb"))


def test_what_today_has_and_the_copy_has_not_is_said_and_nothing_is_done(small: Path, tell: Tell, copy: str) -> None:
    before = small.read_bytes()
    told = tell("restore", copy)
    assert told.code == 1
    assert "coordplan.db: 3 changes of today are not in it:" in told.err
    lines = re.findall(r"^    (\d)  20\d\d-\d\d-\d\d \d\d:\d\d  lan  (.*)$", told.err, re.MULTILINE)
    assert [number for number, _words in lines] == ["2", "3", "4"]
    assert lines[0][1] == "done gd-01 --on 2024-06-19"
    assert lines[1][1] == "mark yt-01 10% --on 2024-06-30 (theo báo cáo)"
    assert "repeat the line with --sure" in told.err
    assert small.read_bytes() == before
    assert beside(small) == ["coordplan.db"], "nothing is left over, and nothing was copied"


def test_a_dry_run_says_the_same_and_ends_well(small: Path, tell: Tell, copy: str) -> None:
    before = small.read_bytes()
    told = tell("restore", copy, "--dry-run")
    assert (told.code, told.err) == (0, "")
    assert "up to change 1 (lan," in told.out
    assert "3 changes of today are not in it" in told.out
    assert "Nothing was restored (--dry-run)." in told.out
    assert small.read_bytes() == before
    assert beside(small) == ["coordplan.db"]


def test_a_copy_that_is_meant_takes_the_place_and_the_file_that_was_there_stays(
    small: Path, tell: Tell, copy: str
) -> None:
    before, then = tell("status", "-f", "json").out, tell("status", "-f", "json", "--known-at", "1").out
    told = tell("restore", copy, "--sure", "--reason", "nhầm tệp")
    assert (told.code, told.err) == (0, "")
    assert tell("status", "-f", "json").out == then
    (aside,) = copies(small.parent)
    assert re.fullmatch(r"coordplan-20\d\d-\d\d-\d\d-\d{6}-4-before-restore\.db", aside)
    assert aside in told.out
    assert tell("--db", f"coordplan-backups/{aside}", "status", "-f", "json").out == before
    assert beside(small) == ["coordplan-backups", "coordplan.db"]
    assert tell("restore", f"coordplan-backups/{aside}").code == 0, "nothing is lost on the way back"
    assert tell("status", "-f", "json").out == before


def test_that_a_file_was_restored_is_seen_afterwards(small: Path, tell: Tell, copy: str) -> None:
    tell("restore", copy, "--sure", "--reason", "nhầm tệp")
    said = re.compile(rf"The file was restored on .* by lan from {re.escape(copy)}, up to change 1; .*\(nhầm tệp\)\n")
    assert said.fullmatch(tell("log").err)
    assert "before-restore.db" in tell("log").err
    for words in (DONE, ("undo",)):
        assert tell(*words).code == 0
    assert said.fullmatch(tell("log").err), "later changes leave it there"


def test_restoring_what_the_file_is_does_nothing(small: Path, tell: Tell) -> None:
    tell("backup", "usb")
    (path,) = (small.parent / "usb").iterdir()
    before = small.read_bytes()
    told = tell("restore", str(path))
    assert (told.code, told.err) == (0, "")
    assert "holds just that already; nothing was restored" in told.out
    assert small.read_bytes() == before


def test_a_file_that_is_gone_is_made_again(small: Path, tell: Tell, copy: str) -> None:
    small.unlink()
    told = tell("restore", copy)
    assert (told.code, told.err) == (0, "")
    assert changes_in(small) == 1
    assert copies(small.parent) == []
    assert os.name == "nt" or small.stat().st_mode & 0o777 == 0o600


# Windows has no mode of owner, group and others: who may read is said by the folder
@pytest.mark.skipif(os.name == "nt", reason="there a file has no such mode")
def test_a_file_keeps_its_mode(small: Path, tell: Tell, copy: str) -> None:
    small.chmod(0o640)
    assert tell("restore", copy, "--sure").code == 0
    assert small.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(damage, id="a page of it"),
        pytest.param(lambda path: path.write_bytes(b""), id="empty"),
        pytest.param(lambda path: path.write_bytes(b"\xff" * 9000), id="noise"),
        pytest.param(lambda path: os.truncate(path, path.stat().st_size // 2), id="half of it"),
    ],
)
def test_a_damaged_file_is_kept_aside_as_it_is(small: Path, tell: Tell, copy: str, spoil: object) -> None:
    spoil(small)  # type: ignore[operator]
    before = small.read_bytes()
    assert tell("restore", copy).code == 1, "what it held is not known for certain"
    assert small.read_bytes() == before
    told = tell("restore", copy, "--sure")
    assert (told.code, told.err) == (0, "")
    (aside,) = copies(small.parent)
    assert re.fullmatch(r"coordplan-20\d\d-\d\d-\d\d-\d{6}-damaged\.db", aside)
    assert aside in told.out
    assert (small.parent / "coordplan-backups" / aside).read_bytes() == before
    assert changes_in(small) == 1
    assert tell(*DONE).code == 0


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        pytest.param(damage, "damaged", id="damaged"),
        pytest.param(lambda path: path.write_bytes(path.read_bytes()[:-5000]), "damaged", id="cut off"),
        pytest.param(lambda path: path.write_bytes(b""), "is neither a copy nor a dump", id="empty"),
        pytest.param(lambda path: path.write_bytes(b"x" * 9000), "is neither a copy nor a dump", id="text"),
        pytest.param(lambda path: newer(path), "written by a newer coordplan", id="newer"),
        pytest.param(lambda path: foreign(path), "is not a coordplan file", id="of another program"),
        pytest.param(lambda path: (path.unlink(), path.mkdir()), "is not a file", id="a folder"),
        pytest.param(lambda path: path.unlink(), "There is no file", id="nothing"),
    ],
)
def test_what_is_no_sound_copy_is_refused(small: Path, tell: Tell, copy: str, spoil: object, words: str) -> None:
    spoil(small.parent / copy)  # type: ignore[operator]
    before = small.read_bytes()
    for more in ((), ("--sure",), ("--dry-run",)):
        told = tell("restore", copy, *more)
        assert (told.code, told.out) == (1, "")
        assert words in told.err
    assert small.read_bytes() == before
    assert beside(small) == ["coordplan.db"]


def newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE later (x)")
        connection.execute(f"PRAGMA user_version = {FORMAT + 1}")


def foreign(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE t (x)")


def test_the_file_itself_is_no_copy(small: Path, tell: Tell) -> None:
    told = tell("restore", "coordplan.db")
    assert (told.code, told.out) == (1, "")
    assert "is the file in use itself" in told.err


@pytest.mark.parametrize("version", range(1, FORMAT))
def test_a_copy_of_an_older_format_is_brought_up_to_date_on_the_way(here: Path, tell: Tell, version: int) -> None:
    old = in_earlier_format(here / "old.db", version).path
    before = old.read_bytes()
    told = tell("restore", "old.db")
    assert (told.code, told.err) == (0, "")
    assert old.read_bytes() == before
    assert tell("log").code == 0
    with closing(sqlite3.connect(here / "coordplan.db")) as connection:
        assert connection.execute("PRAGMA user_version").fetchone()[0] == FORMAT


def test_a_file_of_an_older_format_gives_way_to_a_copy_of_it(here: Path, tell: Tell) -> None:
    path = in_earlier_format(here / "coordplan.db", FORMAT - 1).path
    shutil.copy(path, here / "old.db")
    told = tell("restore", "old.db")
    assert (told.code, told.err) == (0, ""), "its one change is in both, by what it says"
    assert changes_in(path) == 1


def test_a_copy_of_another_file_is_told_apart(small: Path, tell: Tell) -> None:
    other = small.parent / "other"
    other.mkdir()
    assert tell("--db", str(other / "b.db"), "init", "plans").code == 0
    told = tell("restore", str(other / "b.db"))
    assert told.code == 1
    assert "the two have no change in common" in told.err


def test_whoever_reads_meanwhile_keeps_what_was_there(small: Path, tell: Tell, copy: str) -> None:
    if os.name == "nt":
        with closing(sqlite3.connect(small)) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT * FROM changes").fetchall()
            told = tell("restore", copy, "--sure")
        assert told.code == 1
        assert "is open in another program" in told.err
        assert changes_in(small) == 4
        return
    with closing(sqlite3.connect(small)) as reader:
        reader.execute("BEGIN")
        assert len(reader.execute("SELECT * FROM changes").fetchall()) == 4
        assert tell("restore", copy, "--sure").code == 0
        assert len(reader.execute("SELECT * FROM changes").fetchall()) == 4
    assert changes_in(small) == 1
