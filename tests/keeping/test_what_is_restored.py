"""What restore takes for a copy or a dump, and what it asks about."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.command_line import Tell
from tests.keeping.test_automatic_copies import DONE, changes_in


def test_a_copy_of_a_file_of_another_name_is_asked_about(small: Path, tell: Tell) -> None:
    shutil.copy(small, "b.db")
    assert tell("--db", "b.db", *DONE).code == 0
    assert tell("--db", "b.db", "backup", "usb").code == 0
    (copy,) = Path("usb").iterdir()
    before = small.read_bytes()
    told = tell("restore", str(copy))
    assert told.code == 1
    assert f"is by its name a copy of b.db; it would take the place of {small}" in told.err
    assert small.read_bytes() == before
    told = tell("restore", str(copy), "--sure")
    assert told.code == 0
    assert f"Restored {small} from {copy}." in told.out


def test_a_copy_in_a_folder_of_many_files_is_of_its_file(
    small: Path, tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COORDPLAN_BACKUPS", "usb")
    assert tell("backup").code == 0
    (copy,) = Path("usb").iterdir()
    small.unlink()
    shutil.copy(copy, "older.db")
    Path("older.db").replace(small)
    told = tell("restore", str(copy))
    assert told.code == 0, told.err
    assert "by its name" not in told.err


NEITHER = {
    "a plan": ("plan.yaml", b"plan: {id: gd}\n"),
    "an empty dump": ("all.jsonl", b""),
    "a packed file": ("b.gz", b"\x1f\x8b\x08\x00\x00"),
    "a dump in UTF-16": ("all.jsonl", '{"schema": "coordplan/dump/1"}\n'.encode("utf-16")),
    "words": ("bad.txt", b"hello\n" * 200),
}


@pytest.mark.parametrize("command", ["restore", "merge"])
@pytest.mark.parametrize("case", NEITHER)
def test_what_is_neither_a_copy_nor_a_dump_is_not_restored(small: Path, tell: Tell, case: str, command: str) -> None:
    name, content = NEITHER[case]
    Path(name).write_bytes(content)
    told = tell(command, name, *(["--sure"] if command == "restore" else []))
    assert told.code == 1
    assert told.err == (
        f"coordplan: {name} is neither a copy nor a dump.\n"
        "Nothing was written. Name another: a copy (coordplan backup makes one) or a dump.\n"
    )


def test_nobody_is_told_to_restore_over_what_is_no_database(small: Path, tell: Tell) -> None:
    Path("bad.txt").write_bytes(b"hello\n" * 200)
    told = tell("--lang", "en", "--db", "bad.txt", "status")
    assert told.code == 1
    assert "bad.txt is not a coordplan file." in told.err
    assert "restore" not in told.err


@pytest.mark.parametrize("word", ["-", "/dev/stdin"])
def test_standard_input_is_not_restored(small: Path, tell: Tell, word: str) -> None:
    told = tell("restore", word)
    assert told.code == 2
    assert "standard input cannot be" in told.err


# What Windows calls NUL is no file of a folder; that such a name is refused is tried in tests/cli/test_placing.py
@pytest.mark.skipif(not Path("/dev/null").exists(), reason="Windows has no such file")
def test_a_dump_into_a_device_goes_by_the_shell(small: Path, tell: Tell) -> None:
    told = tell("dump", "/dev/null")
    assert told.code == 1
    assert "coordplan dump - > /dev/null" in told.err


def test_a_dump_is_not_called_like_a_file_of_another_kind(small: Path, tell: Tell) -> None:
    told = tell("dump", "x.db")
    assert told.code == 2
    assert told.err == 'coordplan: x.db: this command writes no file that ends in ".db".\nIt writes .jsonl.\n'


AS_EDITORS_SAVE: dict[str, Callable[[bytes], bytes]] = {
    "lines of Windows": lambda dump: dump.replace(b"\n", b"\r\n"),
    "a mark at its beginning": lambda dump: b"\xef\xbb\xbf" + dump,
    "an empty line at its end": lambda dump: dump + b"\n",
    "all of it": lambda dump: b"\xef\xbb\xbf" + dump.replace(b"\n", b"\r\n") + b"\r\n",
}


@pytest.mark.parametrize("case", AS_EDITORS_SAVE)
def test_a_dump_is_read_as_an_editor_saved_it(small: Path, tell: Tell, case: str) -> None:
    assert tell("dump", "all.jsonl").code == 0
    dump = Path("all.jsonl")
    dump.write_bytes(AS_EDITORS_SAVE[case](dump.read_bytes()))
    status = tell("status", "-f", "json").out
    small.unlink()
    told = tell("restore", "all.jsonl")
    assert told.code == 0, told.err
    assert tell("status", "-f", "json").out == status


def test_only_the_last_folder_of_a_place_for_copies_is_made_and_that_is_said(small: Path, tell: Tell) -> None:
    told = tell("backup", "none/y")
    assert told.code == 1
    assert f"There is no folder {small.parent / 'none'}." in told.err
    assert not Path("none").exists()
    assert "Made the folder usb." in tell("backup", "usb").out
    assert "Made the folder" not in tell("backup", "usb").out


@pytest.mark.parametrize("word", ["off", "OFF", "Off"])
def test_no_copy_is_made_by_itself_however_off_is_written(
    small: Path, tell: Tell, monkeypatch: pytest.MonkeyPatch, word: str
) -> None:
    monkeypatch.setenv("COORDPLAN_BACKUPS", word)
    assert tell(*DONE).code == 0
    assert sorted(each.name for each in small.parent.iterdir()) == ["coordplan.db", "plans"]


def test_where_none_is_made_by_itself_what_was_there_is_kept_beside_the_file(
    small: Path, tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COORDPLAN_BACKUPS", "off")
    shutil.copy(small, "earlier.db")
    assert tell(*DONE).code == 0
    told = tell("restore", "earlier.db", "--sure")
    assert (told.code, told.err) == (0, "")
    assert changes_in(small) == 1
    (aside,) = small.parent.glob("coordplan-*-before-restore.db")
    assert changes_in(aside) == 2


@pytest.mark.skipif(not Path("/dev").exists(), reason="Windows has no such folder")
def test_no_ordinary_file_is_written_among_the_system_s(small: Path, tell: Tell) -> None:
    told = tell("calendar", "-o", "/dev/none.ics")
    assert told.code == 1
    assert "what lies there is the system's" in told.err
    assert not Path("/dev/none.ics").exists()
