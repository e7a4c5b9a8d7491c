"""Killed at every step on its way, a command leaves the older file or the new one, and the next run clears the rest."""

import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest

from coordplan.file_names import leftovers_in
from tests.apart import run_apart
from tests.command_line import Tell

# Ends the process, as a kill does, before the step of a number among all that touch files of this folder
KILLED = """
import os, sys
from pathlib import Path
last, folder = int(sys.argv[1]), os.getcwd()
steps = 0
def step(event, arguments):
    global steps
    touches = event in ("os.rename", "os.remove", "os.link", "os.mkdir")
    if event == "open" and isinstance(arguments[0], (str, os.PathLike)):
        writes = isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
        touches = bool(writes) and os.path.abspath(arguments[0]).startswith(folder)
    if touches:
        steps += 1
        if steps == last:
            os._exit(9)
from coordplan.cli import run
sys.addaudithook(step)
code = run(sys.argv[2:])
sys.stdout.flush()
os._exit(code)
"""


def killed_at_every_step(folder: Path, fresh: Path, words: Sequence[str], every: int = 1) -> Iterator[int]:
    """Run a command in copies of a folder, killed one step later each time, until it comes to its end."""
    for number in range(1, 200, every):
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(fresh, folder)
        environment = {"COORDPLAN_BACKUPS": "off", "COORDPLAN_TODAY": "2024-06-30", "COORDPLAN_BY": "lan"}
        code, said = run_apart(KILLED, str(number), *words, folder=folder, **environment)
        assert code in (0, 9), said
        yield number
        if code == 0:
            assert number > 3, "there were steps to be killed at"
            return
    raise AssertionError("it does not come to an end")


def recorded_digests(folder: Path) -> list[str]:
    with closing(sqlite3.connect(folder / "coordplan.db")) as connection:
        return [row[0] for row in connection.execute("SELECT file_digest FROM reports WHERE ended_by IS NULL")]


ISSUE = ("report", "issue", "2024-Q2", "--number", "45-BC", "--signed-on", "30/6/2024", "--sure", "-o", "out/q2.md")


@pytest.fixture
def fresh(small: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the small program's file, and one for what goes out."""
    folder = tmp_path_factory.mktemp("fresh")
    shutil.copy(small, folder)
    (folder / "out").mkdir()
    return folder


def test_a_file_with_a_number_has_its_record_and_a_record_has_its_file(
    fresh: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tell: Tell
) -> None:
    folder, seen = tmp_path / "work", set()
    for number in killed_at_every_step(folder, fresh, ISSUE):
        path = folder / "out" / "q2.md"
        before, digests = path.exists(), recorded_digests(folder)
        assert digests or not before, f"step {number}: a file with a number that is not on record"
        monkeypatch.chdir(folder)
        assert tell("report", "list").code == 0
        assert path.exists() == bool(digests), f"step {number}: a record without its file"
        assert not digests or sha256(path.read_bytes()).hexdigest() == digests[0]
        assert list(leftovers_in(folder)) == list(leftovers_in(folder / "out")) == []
        seen.add((bool(digests), before))
        monkeypatch.chdir(tmp_path)
    assert seen == {(False, False), (True, False), (True, True)}, "it was killed before, between and after"


def test_an_older_form_never_vanishes_and_half_a_form_never_has_its_name(fresh: Path, tmp_path: Path) -> None:
    older = b"an older file"
    names = ["2024-Q2_btg.xlsx", "2024-Q2_so-gd.xlsx"]
    for name in names:
        (fresh / "out" / name).write_bytes(older)
    folder = tmp_path / "work"
    for number in killed_at_every_step(folder, fresh, ("form", "2024-Q2", "-o", "out"), every=2):
        for name in names:
            data = (folder / "out" / name).read_bytes()
            assert data == older or (data.startswith(b"PK") and b"PK\x05\x06" in data[-22:]), f"step {number}: {name}"


def test_an_answer_is_the_older_one_or_the_new_one(
    fresh: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tell: Tell
) -> None:
    (fresh / "out" / "x.csv").write_text("older", encoding="utf-8")
    folder = tmp_path / "work"
    for number in killed_at_every_step(folder, fresh, ("list", "-o", "out/x.csv")):
        text = (folder / "out" / "x.csv").read_text(encoding="utf-8")
        assert text == "older" or text.count("\n") > 5, f"step {number}"
        monkeypatch.chdir(folder)
        assert tell("list", "-o", "out/y.csv").code == 0
        assert sorted(path.name for path in (folder / "out").iterdir()) == ["x.csv", "y.csv"]
        monkeypatch.chdir(tmp_path)


def test_a_file_that_cannot_take_its_place_is_said_and_can_be_written_again(
    small: Path, tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_self: Path, _target: Path) -> Path:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", refused)
        answer = tell(*ISSUE[:-1], "q2.md")
    assert answer.code == 1
    assert "is issued. q2.md cannot be written: it may not be written." in answer.err
    assert answer.err.endswith("To write its file again: coordplan report verify 1 --write FILE\n")
    assert tell("report", "verify", "1", "--write", "again.md").code == 0
    assert sha256(Path("again.md").read_bytes()).hexdigest() == recorded_digests(Path())[0]
    assert list(leftovers_in(Path())) == []


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        pytest.param(["report", "verify", "--write", "x.md"], "--write needs the number", id="no number"),
        pytest.param(["report", "verify", "1", "--write", "x.md"], "was issued without a file", id="no file"),
    ],
)
def test_what_cannot_be_written_again_is_said(small: Path, tell: Tell, words: list[str], sentence: str) -> None:
    assert tell(*ISSUE[:-2]).code == 0
    answer = tell(*words)
    assert answer.code in (1, 2)
    assert sentence in answer.err
