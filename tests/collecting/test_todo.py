"""todo: what is to be done on a day, each thing with a command that can be typed."""

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from coordplan.collecting.todo.values import KINDS, Task, by_pressure, periods_in_hand
from coordplan.dates.periods import Period, ReportingDays
from tests.command_line import Tell

PROGRAM = ReportingDays(None, date(2022, 2, 24), date(2025, 12, 31))
BY_THE_14TH = PROGRAM._replace(cutoff_day=14)


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COORDPLAN_LANG", "en")


def tasks(tell: Tell, *words: str) -> list[dict[str, Any]]:
    code, out, err = tell("todo", *words, "-f", "json")
    assert (code, err) == (0, "")
    found: list[dict[str, Any]] = json.loads(out)["tasks"]
    return found


def of_kind(tell: Tell, kind: str, *words: str) -> list[dict[str, Any]]:
    return [task for task in tasks(tell, *words) if task["kind"] == kind]


def _month_before_its_end(period: Period) -> date:
    return period.last_on.replace(day=20)


@pytest.mark.parametrize(
    ("day", "handled", "keys"),
    [
        pytest.param("2024-06-25", [], ["2024-Q2"], id="nothing was handled, and forms go out: this quarter"),
        pytest.param("2024-05-02", [], ["2024-Q1", "2024-Q2"], id="nothing was handled, and none go out yet"),
        pytest.param("2024-06-25", ["2024-Q1"], ["2024-Q1", "2024-Q2"], id="the quarter before was handled"),
        pytest.param("2024-07-05", ["2024-06"], ["2024-06", "2024-07"], id="an office that asks by month"),
        pytest.param("2024-07-05", ["2024-05"], ["2024-06", "2024-07"], id="by month, and the last one is to come"),
        pytest.param("2024-07-05", ["2024-04"], ["2024-Q2", "2024-Q3"], id="a month of long ago says nothing"),
        pytest.param(
            "2024-07-05", ["2024-Q2", "2024-H1"], ["2024-H1", "2024-Q2", "2024-Q3", "2024-H2"], id="quarters and halves"
        ),
        pytest.param("2022-02-25", [], ["2022-Q1"], id="the first days of the program"),
        pytest.param("2026-03-01", [], ["2025-Q4"], id="after the program its last quarter"),
        pytest.param("2020-03-01", [], ["2022-Q1"], id="before it its first"),
    ],
)
def test_the_periods_in_hand(day: str, handled: list[str], keys: list[str]) -> None:
    found = periods_in_hand(date.fromisoformat(day), PROGRAM, handled, _month_before_its_end)
    assert [period.key for period in found] == keys


def test_a_period_ends_on_its_cut_off_day() -> None:
    found = periods_in_hand(date(2024, 6, 17), BY_THE_14TH, ["2024-Q2"], _month_before_its_end)
    assert [period.key for period in found] == ["2024-Q2", "2024-Q3"]


def test_what_others_wait_for_comes_first() -> None:
    found = [Task(kind) for kind in reversed(KINDS)]
    early, late = (Task("due", day=date(2024, 7, number)) for number in (2, 5))
    assert [task.kind for task in by_pressure(found)] == list(KINDS)
    assert by_pressure([late, Task("due"), early]) == (early, late, Task("due"))


@pytest.fixture
def asked(tell: Tell, shipped: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The demonstration whose figures close on the 14th, on 17 June, with a sound copy."""
    monkeypatch.setenv("COORDPLAN_TODAY", "2024-06-17")
    assert tell("backup").code == 0
    return shipped


def test_forms_are_to_be_sent(tell: Tell, asked: Path) -> None:
    [form] = of_kind(tell, "form")
    assert (form["period"], form["command"]) == ("2024-Q2", "coordplan form 2024-Q2 -o forms")
    assert "btg" not in form["organizations"], "the office asks itself nothing"
    assert tell(*form["command"].split()[1:]).code == 0
    assert of_kind(tell, "form") == []
    [waiting] = of_kind(tell, "waiting")
    assert waiting["organizations"] == form["organizations"]
    assert of_kind(tell, "close") == [], "they may still answer"


def test_formats_say_the_same(tell: Tell, asked: Path) -> None:
    found = tasks(tell)
    rows = list(csv.DictReader(tell("todo", "-f", "csv").out.removeprefix("\ufeff").splitlines()))
    assert [row["command"] for row in rows] == [task["command"] for task in found]
    for form in ("table", "md"):
        out = tell("todo", "-f", form).out
        assert [task["command"] for task in found if task["command"] not in out] == []
    assert "\n 1  Gửi biểu quý II năm 2024 cho " in tell("--lang", "vi", "todo").out


def test_commands_stay_whole_at_a_narrow_terminal(tell: Tell, asked: Path) -> None:
    narrow = tell("--color", "always", "todo", "--width", "40").out
    assert "    coordplan form 2024-Q2 -o forms\n" in narrow
    assert "    coordplan due --within 7d --lead " in narrow


def test_a_closed_period_asks_for_its_report_and_then_for_nothing(
    tell: Tell, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COORDPLAN_TODAY", "2024-05-02")
    assert tell("backup").code == 0
    [close] = of_kind(tell, "close")
    assert (close["command"], close["days_late"]) == ("coordplan period close 2024-Q1", 32)
    assert tell(*close["command"].split()[1:]).code == 0
    [issue] = tasks(tell)
    assert issue["kind"] == "issue"
    assert tasks(tell, "--as-of", "2024-05-01") != [issue], "on a day before it was closed"
    assert tell("report", "issue", "2024-Q1", "--number", "1-BC", "--signed-on", "2/5/2024").code == 0
    assert tasks(tell) == []
    assert "Nothing is to be done." in tell("todo").out
    assert "Không có việc phải làm." in tell("--lang", "vi", "todo").out
