"""Definitions at a terminal: the start is asked for, what a change moves is shown and asked about in one question."""

import sys
from pathlib import Path

import pytest

from tests.cli.test_terminal import Terminal, at_terminal
from tests.command_line import Tell

__all__ = ["at_terminal"]
# A real terminal is opened here; the same definitions are tried by commands in tests/writing, on every system
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pty")


@pytest.mark.parametrize(
    ("answer", "ends"),
    [
        pytest.param("", "(19 occurrences, 2024-06-30 to 2025-12-31)", id="the current period"),
        pytest.param("1/1/2025", "(12 occurrences, 2025-01-31 to 2025-12-31)", id="another day"),
    ],
)
def test_add_asks_where_what_recurs_begins(at_terminal: type[Terminal], answer: str, ends: str) -> None:
    terminal = at_terminal("add", "gd", "Giao ban tháng", "--content", "nd1", "--lead", "so-gd")
    terminal.answer("Partners", "-")
    terminal.answer("Thường xuyên ...", "Hằng tháng")
    terminal.answer("Output (Enter for none)", "")
    terminal.answer("Where it begins [2024-06-01]", "30/2/2025")
    terminal.answer("Where it begins [2024-06-01]", answer)
    terminal.answer("Is this right?", "")
    assert ends in " ".join(terminal.end().split())
    assert terminal.code == 0


@pytest.mark.parametrize(("answer", "code"), [("n", 1), ("y", 0)])
@pytest.mark.parametrize(
    ("words", "doubt"),
    [
        pytest.param(["edit", "gd-02", "--due-day", "10", "--from", "start"], "- gd-02:", id="edit"),
        pytest.param(["load"], "- gd: 5 of its 5 activities", id="load"),
        pytest.param(
            ["add", "gd", "Mở lớp bồi dưỡng", "--content", "nd1", "--lead", "btg", "--due", "2024-12-20"],
            "- gd-06: the plan has gd-04",
            id="add",
        ),
    ],
)
def test_what_is_doubted_of_definitions_is_asked(
    at_terminal: type[Terminal], tell: Tell, small: Path, words: list[str], doubt: str, answer: str, code: int
) -> None:
    tell("mark", "gd-02@2024-Q1", "done", "--on", "2024-03-20")
    Path("plans/gd.yaml").unlink()
    before = small.read_bytes()
    terminal = at_terminal(*words)
    terminal.wait_for(doubt)
    terminal.answer("Is it meant? [y/N]", answer)
    terminal.end()
    assert terminal.code == code
    assert (small.read_bytes() == before) is (answer == "n")
