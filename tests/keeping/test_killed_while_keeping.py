"""Kill -9 at steps of backup, restore, dump and a day's first write: nothing is lost, nothing half has a good name.

In every run some steps are tried, with ``COORDPLAN_LONG_TESTS=1`` each of them.
"""

import shutil
import signal
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from coordplan.store.copies.copy_names import parse_copy_name
from coordplan.store.copies.making import faults_of_copy
from coordplan.store.file import open_for_reading
from tests.apart import run_apart
from tests.command_line import Tell
from tests.examples import IS_LONG
from tests.keeping.test_automatic_copies import DONE, PERCENT, changes_in

# Windows ends a process another way, and with a code that does not tell it from a failure of its own
pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no kill -9")

# Each thing that a command does with a file of the folder is a step; it is killed just before one
KILLED_AT = """
import os, signal, sys
folder, step = sys.argv[1], int(sys.argv[2])
def watch(event, args):
    global step
    if event in ("open", "os.rename", "os.remove", "os.link", "os.mkdir", "os.chmod", "sqlite3.connect"):
        if args and folder in str(args[0]) and "__pycache__" not in str(args[0]):
            step -= 1
            if step == 0:
                os.kill(os.getpid(), signal.SIGKILL)
from coordplan.cli import run
sys.addaudithook(watch)
sys.exit(run(sys.argv[3:]))
"""
STEPS = range(1, 200) if IS_LONG else (1, 5, 11, 18, 26, 40, 200)


def killed_at(folder: Path, step: int, *words: str) -> bool:
    """Run a command that is killed at a step; return whether it was, else it must have ended well."""
    file = str(folder / "coordplan.db")
    code, said = run_apart(KILLED_AT, str(folder), str(step), "--db", file, *words, folder=folder)
    assert code in (0, -signal.SIGKILL), said
    return code != 0


def is_sound(path: Path) -> bool:
    with closing(open_for_reading(path, any_format=True)) as connection:
        return faults_of_copy(connection) == []


def hidden(folder: Path) -> list[str]:
    """Return what is left half made, in the folder and its copies."""
    return [path.name for place in (folder, folder / "coordplan-backups") for path in place.glob(".*")]


def copies_of(folder: Path) -> list[Path]:
    place = folder / "coordplan-backups"
    return [path for path in place.glob("*") if parse_copy_name(path.name, "coordplan") is not None]


def at_each_step(folder: Path, words: tuple[str, ...], check: Callable[[bool], None]) -> None:
    """Kill a command at a step, at a later one ..., until it ends before it is; look at the folder each time."""
    kept = folder.parent / f"{folder.name}-kept"
    shutil.copytree(folder, kept)
    for step in STEPS:
        shutil.rmtree(folder)
        shutil.copytree(kept, folder)
        was_killed = killed_at(folder, step, *words)
        check(was_killed)
        if not was_killed:
            assert step > 5, "the steps were not seen"
            assert hidden(folder) == []
            return
        assert not killed_at(folder, 9999, *words), "the next run ends well"
        assert hidden(folder) == [], "and leaves nothing of the one before"
        check(False)
    raise AssertionError("it does not end")


@pytest.fixture
def folder(small: Path, tell: Tell, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own with the small file, to be made anew for each step."""
    place = tmp_path_factory.mktemp("killed") / "office"
    place.mkdir()
    shutil.copy(small, place / "coordplan.db")
    return place


def test_a_backup_killed_at_any_step_leaves_a_sound_copy_or_none(folder: Path) -> None:
    before = (folder / "coordplan.db").read_bytes()

    def check(_was_killed: bool) -> None:
        assert all(map(is_sound, copies_of(folder)))
        assert (folder / "coordplan.db").read_bytes() == before

    at_each_step(folder, ("backup",), check)
    assert copies_of(folder)


def test_a_first_write_killed_at_any_step_is_there_whole_or_not_at_all(folder: Path) -> None:
    def check(was_killed: bool) -> None:
        assert is_sound(folder / "coordplan.db")
        assert all(map(is_sound, copies_of(folder)))
        assert was_killed or changes_in(folder / "coordplan.db") == 2
        if changes_in(folder / "coordplan.db") == 2:
            assert [changes_in(path) for path in copies_of(folder)] == [1], "the copy is of the file before"

    at_each_step(folder, DONE, check)


def test_a_dump_killed_at_any_step_is_there_whole_or_not_at_all(folder: Path) -> None:
    def check(_was_killed: bool) -> None:
        if (folder / "all.jsonl").exists():
            assert (folder / "all.jsonl").read_bytes().splitlines()[-1].startswith(b'{"end":true')

    at_each_step(folder, ("dump", str(folder / "all.jsonl")), check)


@pytest.mark.parametrize("kind", ["a copy", "a dump", "over a damaged file"])
def test_a_restore_killed_at_any_step_leaves_the_one_file_or_the_other(
    small: Path, tell: Tell, folder: Path, kind: str
) -> None:
    usb = folder.parent / "usb"
    assert tell("dump", str(folder.parent / "all.jsonl")).code == 0
    assert tell("backup", str(usb)).code == 0
    source = folder.parent / "all.jsonl" if kind == "a dump" else next(usb.iterdir())
    for words in (DONE, PERCENT):
        assert tell(*words).code == 0
    shutil.copy(small, folder / "coordplan.db")
    if kind == "over a damaged file":
        (folder / "coordplan.db").write_bytes(small.read_bytes()[:50_000])
    before = (folder / "coordplan.db").read_bytes()

    def check(was_killed: bool) -> None:
        now = (folder / "coordplan.db").read_bytes()
        if now != before:
            assert is_sound(folder / "coordplan.db")
            assert changes_in(folder / "coordplan.db") == 1
            asides = list((folder / "coordplan-backups").glob("*"))
            assert any(path.read_bytes()[100:] == before[100:] for path in asides), "what was there is kept aside"
        assert was_killed or now != before

    at_each_step(folder, ("restore", str(source), "--sure"), check)
