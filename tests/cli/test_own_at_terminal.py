"""form --own at a terminal: what the office leads itself is asked row by row, shown, and recorded in one change."""

import json
import sys
from pathlib import Path

import pytest

from tests.cli.test_terminal import Terminal, at_terminal
from tests.command_line import Tell

__all__ = ["at_terminal"]
# A real terminal is opened here; the workbook of the same rows is tried in tests/collecting, on every system
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pty")

QUESTION = "Progress: 60%, done, ...; Enter: later, q: no more questions"


@pytest.fixture
def office(tell: Tell, small: Path) -> Tell:
    """The small program, of which BTG is the office, with a second row of its own."""
    program = Path("plans/program.yaml")
    text = program.read_text(encoding="utf-8").replace("  language: en\n", "  language: en\n  sides: [btg, so-gd]\n")
    program.write_text(text.replace("due: 2024-12-20", "due: 2024-06-25"), encoding="utf-8")
    assert tell("load", "plans", "--sure", "all").code == 0
    return tell


def standings(tell: Tell) -> dict[str, str]:
    rows = json.loads(tell("list", "-f", "json").out)["occurrences"]
    return {row["occurrence"]: row["standing"] for row in rows if row["occurrence"] in ("gd-01", "ct-01")}


def test_each_row_is_asked_shown_and_recorded_in_one_change(at_terminal: type[Terminal], office: Tell) -> None:
    terminal = at_terminal("form", "2024-Q2", "--own")
    terminal.wait_for("1/2  gd-01  Khảo sát dạy nghề")
    terminal.answer(QUESTION, "nhiều")
    terminal.answer(QUESTION, "done")
    terminal.answer("Evidence (number, date, subject; Enter for none)", "12-BC/BTG, 19/6/2024")
    terminal.answer("The day it was done [2024-06-19, the document's day]", "")
    terminal.wait_for("2/2  ct-01")
    terminal.answer(QUESTION, "")
    terminal.wait_for("gd-01 (Khảo sát dạy nghề): done, 2024-06-19, 12-BC/BTG, 19/6/2024")
    terminal.answer("Is this right? [Y/n]", "y")
    said = " ".join(terminal.end().split())
    assert terminal.code == 0
    assert "1 of 2 occurrences that the office leads itself are recorded." in said
    assert "Left for later: ct-01. To go on: coordplan form 2024-Q2 --own" in said
    assert standings(office) == {"gd-01": "done_on_time", "ct-01": "not_started_overdue"}


@pytest.mark.parametrize("answer", ["n", "q"])
def test_nothing_is_recorded_unless_it_is_said_so(
    at_terminal: type[Terminal], office: Tell, small: Path, answer: str
) -> None:
    before = small.read_bytes()
    terminal = at_terminal("form", "2024-Q2", "--own")
    if answer == "q":
        terminal.answer(QUESTION, "q")
    else:
        terminal.answer(QUESTION, "60%")
        terminal.answer(QUESTION, "q")
        terminal.answer("Is this right? [Y/n]", "n")
    assert "Nothing was recorded." in terminal.end()
    assert small.read_bytes() == before


def test_any_question_can_be_gone_back_from(at_terminal: type[Terminal], office: Tell) -> None:
    terminal = at_terminal("form", "2024-Q2", "--own")
    terminal.answer(QUESTION, "back")
    terminal.wait_for("There is no question before this one.")
    terminal.answer(QUESTION, "xong")
    terminal.answer("Evidence (number, date, subject; Enter for none)", "quay lại")
    terminal.answer(QUESTION, "?")
    terminal.wait_for("Write 60%, done,")
    terminal.answer(QUESTION, "60")  # without a target a percent, as in the form
    terminal.wait_for("2/2  ct-01")
    terminal.answer(QUESTION, "back")
    terminal.wait_for("1/2  gd-01")
    terminal.answer(QUESTION, "70")
    terminal.answer(QUESTION, "")
    terminal.answer("Is this right? [Y/n]", "<")
    terminal.answer(QUESTION, "xong")
    terminal.answer("Evidence (number, date, subject; Enter for none)", "12-BC/BTG")
    terminal.answer("The day it was done [2024-06-30, today]", "24/6/2024")
    terminal.wait_for("gd-01 (Khảo sát dạy nghề): 70%")
    terminal.answer("Is this right? [Y/n]", "y")
    terminal.end()
    assert standings(office) == {"gd-01": "in_progress_overdue", "ct-01": "done_on_time"}
