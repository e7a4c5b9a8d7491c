"""What is recorded of something that was retired: before that day as ever, from that day on refused in a sentence."""

import json
from pathlib import Path

import pytest

from tests.command_line import Ready, Tell

RETIRED = "gd-01 was retired on 2024-06-15."
ON = ("--on", "2024-06-10")
CASES: dict[str, tuple[tuple[str, ...], str]] = {
    "progress before that day": (("mark", "gd-01", "50%", *ON), "in progress, 50% on 2024-06-10"),
    "nothing done before that day": (("mark", "gd-01", "0%", *ON), "not started on 2024-06-10"),
    "done before that day": (("done", "gd-01", *ON), "done on time on 2024-06-10"),
    "suspended before that day": (("mark", "gd-01", "suspended", *ON), "suspended, 0% on 2024-06-10"),
    "cancelled before that day": (("mark", "gd-01", "cancelled", *ON), "cancelled on 2024-06-10"),
    "extended before that day": (
        ("extend", "gd-01", "2024-12-20", *ON, "--evidence", "1-CV"),
        "due 2024-12-20 instead of 2024-06-20",
    ),
    "by a document of before that day": (("done", "gd-01", "--evidence", "1-BC, 10/6/2024"), "done on time"),
    "progress on that day": (("mark", "gd-01", "50%", "--on", "2024-06-15"), RETIRED),
    "progress today": (("mark", "gd-01", "50%"), RETIRED),
    "done today": (("done", "gd-01"), RETIRED),
    "extended today": (("extend", "gd-01", "2024-12-20", "--evidence", "1-CV"), RETIRED),
    "resumed today": (("mark", "gd-01", "resumed"), RETIRED),
    "another definition": (("edit", "gd-01", "--due", "30/9/2024"), RETIRED),
    "retired again": (("retire", "gd-01", "--reason", "x"), RETIRED),
}


@pytest.fixture
def retired(ready: Ready, small: Path) -> Path:
    ready("edit", "gd-05", "--after", "")
    ready("retire", "gd-01", "--on", "2024-06-15", "--reason", "by letter", "--sure")
    return small


def standing(tell: Tell, day: str) -> str | None:
    rows = json.loads(tell("list", "--as-of", day, "-f", "json").out)["occurrences"]
    return next((row["standing"] for row in rows if row["occurrence"] == "gd-01"), None)


@pytest.mark.parametrize(("line", "says"), CASES.values(), ids=CASES)
def test_a_line_about_it_is_recorded_or_refused_in_a_sentence(
    tell: Tell, retired: Path, line: tuple[str, ...], says: str
) -> None:
    answer = tell(*line)
    assert answer.code == (1 if says == RETIRED else 0)
    assert says in answer.out + answer.err


@pytest.mark.parametrize(
    ("lines", "before", "today"),
    [
        pytest.param([("mark", "gd-01", "50%", *ON)], "in_progress", None, id="begun, it does not count"),
        pytest.param([("done", "gd-01", *ON)], "done_on_time", "done_on_time", id="done, it counts"),
        pytest.param(
            [("done", "gd-01", *ON), ("mark", "gd-01", "50%", *ON)], "in_progress", None, id="done, and corrected"
        ),
        pytest.param(
            [("mark", "gd-01", "50%", *ON), ("done", "gd-01", *ON)], "done_on_time", "done_on_time", id="done after all"
        ),
        pytest.param(
            [("done", "gd-01", *ON), ("mark", "gd-01", "cancelled", *ON)], "cancelled", None, id="done, then cancelled"
        ),
        pytest.param([("done", "gd-01", *ON), ("undo",)], "not_started", None, id="done, and taken back"),
        pytest.param([("undo",)], "not_started", "not_started_overdue", id="the retirement taken back"),
        pytest.param(
            [("mark", "gd-01", "50%", *ON), ("undo",), ("undo",)],
            "not_started",
            "not_started_overdue",
            id="both taken back",
        ),
    ],
)
def test_it_stands_as_the_facts_of_before_say(
    tell: Tell, retired: Path, lines: list[tuple[str, ...]], before: str, today: str | None
) -> None:
    for line in lines:
        answer = tell(*line)
        assert (answer.code, line) == (0, line), answer.err
    assert (standing(tell, "2024-06-12"), standing(tell, "2024-06-30")) == (before, today)


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(("mark", "gd-02@2024-Q2", "60%", *ON), id="begun"),
        pytest.param(("done", "gd-02@2024-Q2", *ON), id="done"),
        pytest.param(("extend", "gd-02@2024-Q2", "2024-12-20", *ON, "--evidence", "1-CV"), id="extended"),
        pytest.param(("mark", "gd-02@2024-Q2", "cancelled", *ON), id="cancelled"),
    ],
)
def test_an_occurrence_that_a_changed_schedule_did_away_with_is_no_traceback(
    tell: Tell, small: Path, line: tuple[str, ...]
) -> None:
    assert tell("edit", "gd-02", "--every", "half", "--from", "start", "--sure").code == 0
    answer = tell(*line)
    assert answer.code in (0, 1)
    assert answer.code == 0 or answer.err.startswith("coordplan: ")
    for words in (("show", "gd-02"), ("why", "gd-02"), ("status",), ("undo",)):
        assert tell(*words).code == 0
