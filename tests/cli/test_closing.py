"""A reporting period that is closed: what is observed in it stands, and what comes all the same is late news."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import DEFINITIONS, Tell, write_definitions
from tests.exchange.filling import Filled


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COORDPLAN_LANG", "en")


@pytest.fixture
def closed(tell: Tell, small: Path) -> Path:
    """The first quarter is closed, by calendar."""
    tell("mark", "gd-02@2024-Q1", "40%", "--on", "2024-03-01")
    answer = tell("period", "close", "2024-Q1")
    assert answer.code == 0
    assert "2024-Q1 is closed: what is observed from 2024-01-01 to 2024-03-31 stands as it is." in answer.out
    return small


def periods(tell: Tell, *words: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(tell("period", "list", *words, "-f", "json").out)
    return found


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(["mark", "gd-02@2024-Q1", "60%", "--on", "2024-03-31"], id="mark"),
        pytest.param(["done", "gd-02@2024-Q1", "--on", "2024-01-01"], id="done"),
        pytest.param(["extend", "gd-02@2024-Q1", "1/5/2024", "--evidence", "1-CV", "--on", "20/3/2024"], id="extend"),
        pytest.param(["undo", "2"], id="undo"),
    ],
)
def test_what_is_observed_in_a_closed_period_is_refused(tell: Tell, closed: Path, words: list[str]) -> None:
    before = closed.read_bytes()
    answer = tell(*words)
    assert (answer.code, answer.out) == (1, "")
    assert "2024-Q1 was closed on 2024-06-30" in answer.err
    assert "reopen" in answer.err
    assert closed.read_bytes() == before


def test_what_is_observed_outside_it_is_recorded(tell: Tell, closed: Path) -> None:
    assert tell("mark", "gd-02@2024-Q1", "60%", "--on", "2024-04-01").code == 0


def test_late_news_needs_a_reason_and_is_listed(tell: Tell, closed: Path) -> None:
    words = ("mark", "gd-02@2024-Q1", "60%", "--on", "2024-03-20", "--reopen")
    answer = tell(*words)
    assert answer.code == 2
    assert "--reopen needs a reason" in answer.err
    assert tell(*words, "--reason", "12-CV/SGD, 5/7/2024").code == 0
    out = tell("period", "list").out
    assert "Late news" in out
    assert "12-CV/SGD, 5/7/2024" in out
    assert "gd-02@2024-Q1" in out


def test_a_return_that_speaks_of_a_closed_period_is_sent_back(tell: Tell, closed: Path) -> None:
    tell("form", "2024-Q2", "--org", "so-gd", "-o", "forms")
    path = Filled(Path("forms/2024-Q2_so-gd.xlsx")).answer("gd-02@2024-Q1", done="x", done_on="20/3/2024").save()
    answer = tell("collect", str(path))
    assert answer.code == 3
    assert "was closed" in answer.err
    assert tell("collect", str(path), "--reopen", "--reason", "đến muộn").code == 0


def test_a_period_is_opened_again_for_a_reason(tell: Tell, closed: Path) -> None:
    assert tell("period", "reopen", "2024-Q1").code == 2
    answer = tell("period", "reopen", "2024-Q1", "--reason", "đính chính")
    assert (answer.code, "2024-Q1 is open again." in answer.out) == (0, True)
    assert tell("mark", "gd-02@2024-Q1", "60%", "--on", "2024-03-20").code == 0


def test_an_undo_of_a_closing_opens_it(tell: Tell, closed: Path) -> None:
    assert tell("undo", "3").code == 0
    assert tell("mark", "gd-02@2024-Q1", "60%", "--on", "2024-03-20").code == 0
    assert "No period is closed." in tell("period", "list").out


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        pytest.param(["close", "2024-Q1"], 1, "2024-Q1", id="closing it twice"),
        pytest.param(["close", "2024-Q3"], 1, "2024-Q3", id="closing what is not over"),
        pytest.param(["close", "2019"], 1, "lies outside the program.", id="a period outside"),
        pytest.param(["close", "2024-Q7"], 2, "is no period", id="no such period"),
        pytest.param(["close"], 2, "PERIOD is missing.", id="no period"),
        pytest.param(["reopen", "2024-02", "--reason", "x"], 1, "2024-02", id="opening what is open"),
    ],
)
def test_what_cannot_be_is_refused(tell: Tell, closed: Path, words: list[str], code: int, sentence: str) -> None:
    before = closed.read_bytes()
    answer = tell("period", *words)
    assert (answer.code, answer.out) == (code, "")
    assert sentence in answer.err
    assert closed.read_bytes() == before


def test_a_plan_has_the_window_of_its_own_cutoff(tell: Tell, here: Path) -> None:
    """The program closes on the 14th, yt by calendar: 20 March is open for the one and closed for the other."""
    program = DEFINITIONS["program.yaml"].replace(
        "  until: 2025-12-31\n", "  until: 2025-12-31\n  reporting: {cutoff_day: 14}\n"
    )
    plan = DEFINITIONS["yt.yaml"].replace(
        "  partner: so-yt\n", "  partner: so-yt\n  reporting: {cutoff_day: calendar}\n"
    )
    write_definitions(here / "plans", {**DEFINITIONS, "program.yaml": program, "yt.yaml": plan})
    assert tell("init").code == 0
    assert tell("period", "close", "2024-Q1").code == 0
    assert tell("mark", "gd-02@2024-Q1", "10%", "--on", "2024-03-20").code == 0
    assert tell("mark", "yt-01", "10%", "--on", "2024-03-20").code == 1


def test_what_is_closed_is_known_from_its_change_on(tell: Tell, closed: Path) -> None:
    assert [each["period"] for each in periods(tell)["periods"]] == ["2024-Q1"]
    assert periods(tell, "--known-at", "2")["periods"] == []
    assert "1 kỳ đã chốt." in tell("--lang", "vi", "period", "list").out
