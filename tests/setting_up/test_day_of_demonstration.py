"""A file of demonstration says its day: there it is that day for reading and writing."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from coordplan.cli.session import Session
from tests.command_line import Tell

DAY = "2024-06-30"


@pytest.fixture
def _by_the_clock(tell: Tell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COORDPLAN_TODAY", raising=False)


def day_in(name: str) -> str:
    return Session(name, "never").today().isoformat()


@pytest.mark.usefixtures("_by_the_clock")
def test_the_demonstration_and_what_is_asked_next_are_of_one_day(tell: Tell, here: Path) -> None:
    made = tell("--lang", "en", "init", "--demo")
    status = tell("--lang", "en", "status")
    assert (made.code, status.code, status.err) == (0, 0, "")
    assert f"the figures are illustrative; for every command here, today is {DAY}." in made.out
    assert made.out.endswith(status.out), "the status that init shows is that of the next command"
    assert f"By {DAY}, 311 have fallen due" in status.out
    assert json.loads(tell("list", "-f", "json").out)["as_of"] == DAY
    assert f"done late on {DAY}" in tell("--lang", "en", "mark", "tnmt-13", "100%").out
    assert tell("mark", "tttt-01", "70%", "--on", "2024-07-01").code != 0, "tomorrow has not been"


@pytest.mark.usefixtures("_by_the_clock")
@pytest.mark.parametrize(
    ("words", "as_of"),
    [
        pytest.param([], DAY, id="nothing"),
        pytest.param(["--as-of", "-1d"], "2024-06-29", id="--as-of in short words"),
        pytest.param(["--as-of", "2025-03-01"], "2025-03-01", id="--as-of"),
    ],
)
def test_as_of_wins_over_the_day_of_a_demonstration(tell: Tell, shipped: Path, words: list[str], as_of: str) -> None:
    assert json.loads(tell("status", *words, "-f", "json").out)["as_of"] == as_of


def test_coordplan_today_wins_over_the_day_of_a_demonstration(
    tell: Tell, shipped: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COORDPLAN_TODAY", "2025-03-01")
    assert json.loads(tell("status", "-f", "json").out)["as_of"] == "2025-03-01"


def a_copy(tell: Tell, file: Path) -> None:
    shutil.copy(file, "moved.db")


def restored_from_its_dump(tell: Tell, file: Path) -> None:
    assert tell("dump", "all.jsonl").code == 0
    assert tell("--db", "moved.db", "restore", "all.jsonl").code == 0


def merged(tell: Tell, file: Path) -> None:
    shutil.copy(file, "moved.db")
    assert tell("mark", "tnmt-13", "60%").code == 0
    assert tell("--db", "moved.db", "merge", str(file)).code == 0


@pytest.mark.usefixtures("_by_the_clock")
@pytest.mark.parametrize("moved", [a_copy, restored_from_its_dump, merged])
def test_the_day_goes_with_what_is_made_up(tell: Tell, shipped: Path, moved: Callable[[Tell, Path], None]) -> None:
    moved(tell, shipped)
    assert day_in("moved.db") == DAY


@pytest.mark.usefixtures("_by_the_clock")
def test_several_files_have_its_day_where_all_are_of_demonstration(tell: Tell, shipped: Path, made: Path) -> None:
    shutil.copy(shipped, "copy.db")

    def day(*names: str) -> str:
        words = [word for name in names for word in ("--db", name)]
        return str(json.loads(tell(*words, "status", "-f", "json").out)["as_of"])

    assert day("copy.db", "coordplan.db") == DAY
    assert day("copy.db", str(made / "coordplan.db")) > DAY, "another one is of today"


@pytest.mark.usefixtures("_by_the_clock")
@pytest.mark.parametrize(
    "words", [["undo", "2"], ["init", "--empty"]], ids=["what is made up is taken back", "a new file below its folder"]
)
def test_without_made_up_entries_it_is_the_day_of_the_clock(
    tell: Tell, shipped: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    Path("below").mkdir()
    if words[0] == "init":
        monkeypatch.chdir("below")
    assert tell(*words, *(["--sure"] if words[0] == "undo" else [])).code == 0
    assert json.loads(tell("status", "-f", "json").out)["as_of"] > DAY


@pytest.mark.parametrize(
    "content", [None, b"", b"a letter", b"SQLite format 3\0" + bytes(84)], ids=["none", "empty", "a letter", "a header"]
)
def test_what_is_not_a_file_of_coordplan_has_no_day_of_its_own(
    here: Path, monkeypatch: pytest.MonkeyPatch, content: bytes | None
) -> None:
    monkeypatch.delenv("COORDPLAN_TODAY", raising=False)
    if content is not None:
        Path("coordplan.db").write_bytes(content)
    assert day_in("coordplan.db") > DAY
