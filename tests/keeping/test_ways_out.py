"""Command lines that are printed act on the file that the command was about, pasted as they are."""

import re
import shutil
from pathlib import Path

import pytest

from coordplan.cli import run
from tests.command_line import Tell
from tests.paper.screens import at_terminal

MARKED = ("mark", "yt-01", "10%", "--on", "2024-06-30")
# What is typed before, what is typed then, and the command line that is printed
PRINTED = {
    "a copy of the file": ((), ("backup",), r"restore coordplan-backups\S+"),
    "a copy where one says": ((), ("backup", "usb"), r"restore usb\S+"),
    "a dump": ((), ("dump", "all.jsonl"), "restore all.jsonl"),
    "what was taken back": (MARKED, ("undo",), "undo 3"),
}


def lines_in(text: str, command: str) -> list[str]:
    """Return how each command line of a text names its file, where the command is as it should be."""
    return [found[1] for found in re.finditer(rf"coordplan ((?:--db \S+ )*){command}", text)]


@pytest.mark.parametrize("named", ["by nothing", "--db", "--db of what would be found", "COORDPLAN_DB"])
@pytest.mark.parametrize("case", PRINTED)
def test_a_printed_line_names_the_file_where_it_must(
    small: Path, tell: Tell, monkeypatch: pytest.MonkeyPatch, case: str, named: str
) -> None:
    """Beside coordplan.db lies b.db: a line without --db would act on the former."""
    shutil.copy(small, "b.db")
    options = {"--db": ("--db", "b.db"), "--db of what would be found": ("--db", "./coordplan.db")}.get(named, ())
    if named == "COORDPLAN_DB":
        monkeypatch.setenv("COORDPLAN_DB", "b.db")
    before, words, printed = PRINTED[case]
    if before:
        assert tell(*options, *before).code == 0
    told = tell(*options, *words)
    assert told.code == 0, told.err
    found = lines_in(told.out, printed)
    assert found == ["--db b.db " if named == "--db" else ""], told.out


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        pytest.param(("undo", "99"), "log", id="no such change"),
        pytest.param(("doctor",), "backup", id="no copy yet"),
        pytest.param(("undo", "1"), "undo", id="the first load"),
    ],
)
def test_a_way_out_of_a_refusal_names_the_file_too(
    small: Path, tell: Tell, words: tuple[str, ...], printed: str
) -> None:
    small.rename("b c.db")
    told = tell("--db", "b c.db", *words)
    named = re.findall(rf"coordplan (--db '?\"?b c\.db'?\"? )?{printed}", told.out + told.err)
    assert named, told.out + told.err
    assert all(named), told.out + told.err


def test_a_copy_is_restored_by_the_line_that_is_printed_with_it(small: Path, tell: Tell) -> None:
    shutil.copy(small, "b.db")
    assert tell("--db", "b.db", *MARKED).code == 0
    told = tell("--db", "b.db", "backup")
    before = small.read_bytes()
    line = re.search(r"coordplan (--db b\.db restore \S+)", told.out)
    assert line is not None, told.out
    assert run(line[1].split()) == 0
    assert small.read_bytes() == before


def test_files_that_are_answered_for_together_are_named_together(
    shipped: Path, tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(shipped, "b.db")
    at_terminal(monkeypatch, 80, 24)
    told = tell("--db", "coordplan.db", "--db", "b.db", "status")
    assert "coordplan --db coordplan.db --db b.db status --full" in told.out
    assert "coordplan --db coordplan.db --db b.db due" in told.out


def test_a_link_that_leads_back_to_itself_does_not_hinder_a_sentence(
    small: Path, tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coordplan.store.finding.Path.resolve", _goes_round)
    assert tell("--db", "none.db", "--lang", "en", "undo").err.startswith("coordplan: There is no file none.db.")


def _goes_round(path: Path, strict: bool = False) -> Path:
    raise RuntimeError(path, strict)
