"""Where the commands that set up write: which endings they know, and that a place has a name."""

from pathlib import Path

import pytest

from tests.command_line import Tell


@pytest.mark.parametrize(
    ("words", "ending", "known"),
    [
        pytest.param(["schema", "-o", "s.yaml"], ".yaml", ".json", id="schema"),
        pytest.param(["import", "a.csv", "--plan", "gd", "-o", "gd.json"], ".json", ".yaml, .yml", id="import"),
    ],
)
def test_an_ending_of_another_format_is_refused(
    tell: Tell, small: Path, words: list[str], ending: str, known: str
) -> None:
    answer = tell(*words)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.splitlines()[:2] == [
        f'coordplan: {words[-1]}: this command writes no file that ends in "{ending}".',
        f"It writes {known}.",
    ]


@pytest.mark.parametrize(
    "words",
    [
        ["export", ""],
        ["init", ""],
        ["check", ""],
        ["load", "plans", ""],
        ["schema", "-o", ""],
        ["import", "", "--plan", "gd"],
        ["import", "a.csv", "--plan", "gd", "--output", ""],
    ],
    ids=" ".join,
)
def test_a_place_without_a_name_is_refused(tell: Tell, small: Path, words: list[str]) -> None:
    answer = tell(*words)
    assert (answer.code, answer.out) == (2, "")
    assert " is empty." in answer.err


def test_an_empty_output_of_an_activity_is_no_place(tell: Tell, small: Path) -> None:
    assert tell("edit", "gd-05", "--output", "Báo cáo").code == 0
    assert "output: " in tell("edit", "gd-05", "--output", "").out
