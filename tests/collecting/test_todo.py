"""todo: what is to be done on a day, each thing with a command that can be typed."""

import csv
import json
import shlex
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from coordplan.collecting.returns.turns import Turn, TurnKind
from coordplan.collecting.returns.values import Answering, State
from coordplan.collecting.todo.values import KINDS, Task, TaskKind, by_pressure, next_step, periods_in_hand
from coordplan.dates.periods import Period, ReportingDays
from coordplan.text.shell import quoted_word
from tests.collecting.filled import Filled
from tests.command_line import Ready, Tell

PROGRAM = ReportingDays(None, date(2022, 2, 24), date(2025, 12, 31))
BY_THE_14TH = PROGRAM._replace(cutoff_day=14)


@pytest.fixture(autouse=True)
def english(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COORDPLAN_LANG", "en")
    monkeypatch.delenv("COORDPLAN_BACKUPS")  # what copies there are is one of the things to do


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
        pytest.param("2024-06-10", [], ["2024-Q2"], id="none go out yet, and the quarter before is long over"),
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
def asked(ready: Ready, shipped: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The demonstration whose figures close on the 14th, on 17 June, with a sound copy."""
    monkeypatch.setenv("COORDPLAN_TODAY", "2024-06-17")
    ready("backup")
    return shipped


def test_forms_are_to_be_sent(tell: Tell, asked: Path) -> None:
    [form] = of_kind(tell, "form")
    named = "".join(f" --org {id_}" for id_ in form["organizations"])
    assert (form["period"], form["command"]) == ("2024-Q2", f"coordplan form 2024-Q2 -o forms{named}")
    assert "To send the forms: coordplan todo" in tell("returns", "2024-Q2").out
    assert f"{len(form['organizations'])} not sent" in tell("returns", "2024-Q2").out
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
    assert "    coordplan form 2024-Q2 -o forms --org " in narrow
    assert "    coordplan due --within 7d --lead " in narrow


def test_a_closed_period_asks_for_its_report_and_then_for_nothing(
    tell: Tell, ready: Ready, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COORDPLAN_TODAY", "2024-05-02")
    ready("backup")
    [close] = of_kind(tell, "close")
    assert (close["command"], close["days_late"]) == ("coordplan period close 2024-Q1", 32)
    assert tell(*close["command"].split()[1:]).code == 0
    *overdue, issue = tasks(tell)
    assert (issue["kind"], {task["kind"] for task in overdue}) == ("issue", {"overdue"})
    assert tasks(tell, "--as-of", "2024-05-01")[-1] != issue, "on a day before it was closed"
    for id_ in [id_ for task in overdue for id_ in task["occurrences"]]:
        assert tell("mark", id_, "60%").code == 0
    assert tasks(tell) == [issue], "what its lead told of is left alone for some weeks"
    assert "overdue" in {task["kind"] for task in tasks(tell, "--as-of", "2024-06-10")}
    assert tell("report", "issue", "2024-Q1", "--number", "1-BC", "--signed-on", "2/5/2024").code == 0
    assert tasks(tell) == []
    assert "Nothing is to be done." in tell("todo").out
    assert "Không có việc phải làm." in tell("--lang", "vi", "todo").out


def answering(state: State, as_of: str, turn: Turn | None = None) -> Answering:
    return Answering(
        organization="so-yt",
        title="SYT",
        state=state,
        sent_on=date(2024, 6, 20),
        send_by=date(2024, 7, 2),
        received_on=None,
        last_received_on=None,
        file="",
        rows=(),
        as_of=date.fromisoformat(as_of),
        turn=turn,
    )


def turn(kind: TurnKind = "late", *, today: bool = False, waits: bool = True) -> Turn:
    return Turn(date(2024, 7, 2), kind, today, waits)


@pytest.mark.parametrize(
    ("of_body", "rows", "step"),
    [
        pytest.param(None, [], "wait", id="it may still answer in time"),
        pytest.param(turn("on_the_day", today=True), [], "turn", id="it is the day to send by"),
        pytest.param(turn("on_the_day", today=True, waits=False), [], "wait", id="it was reminded of it"),
        pytest.param(turn("ahead"), [], "wait", id="the reminder before the day was missed"),
        pytest.param(turn(), [], "wait", id="it is late, and no turn is of this day: chase --due names it neither"),
        pytest.param(turn(today=True), [], "turn", id="that has come"),
        pytest.param(turn(), ["waiting"], "rows", id="a copy was sent back"),
        pytest.param(turn(today=True), ["waiting"], "turn", id="and has not come again when its turn comes"),
        pytest.param(turn(), ["send_back"], "rows", id="a copy is to be sent back"),
        pytest.param(turn(today=True), ["confirm"], "rows", id="the office itself has to decide first"),
    ],
)
def test_what_is_next_with_a_body(of_body: Turn | None, rows: list[TaskKind], step: str) -> None:
    assert next_step(answering("waiting", "2024-07-04", of_body), rows) == step


def fill(body: str, occurrence: str, to: str = "", **cells: Any) -> Path:
    form = Filled(Path("forms") / f"2024-Q2_{body}.xlsx").answer(occurrence, **cells)
    return form.save(Path("tra-loi") / (to or form.path.name))


def typed(tell: Tell, task: dict[str, Any], code: int = 0) -> None:
    answer = tell(*shlex.split(task["command"])[1:])
    assert answer.code == code, answer.err


def test_files_that_came_are_named_until_they_are_decided_on(tell: Tell, ready: Ready, asked: Path) -> None:
    ready("form", "2024-Q2", "-o", "forms")
    assert of_kind(tell, "collect") == []
    fill("so-tttt", "tttt-08@2023-Q4", progress="1%")  # less than is recorded
    [came] = of_kind(tell, "collect")
    assert came["files"] == ["tra-loi/2024-Q2_so-tttt.xlsx"]
    assert came["command"] == "coordplan collect tra-loi --mark-up tra-lai"
    typed(tell, came, code=3)
    assert of_kind(tell, "collect") == [came], "it is doubted, and so it waits"
    assert tell("collect", "tra-loi", "--sure", "all").code == 0
    assert of_kind(tell, "collect") == []
    fill("so-tnmt", "tnmt-13@2023", "bản 2 của sở.xlsx", progress="90%")
    [came] = of_kind(tell, "collect")
    path = quoted_word("tra-loi/bản 2 của sở.xlsx")
    assert came["command"] == f"coordplan collect {path} --mark-up tra-lai", "beside one that came before"
    code, out, err = tell("todo", "elsewhere")
    assert (code, err) == (0, "There is no folder elsewhere.\n")
    assert "tra-loi" not in out
    assert of_kind(tell, "collect", "--known-at", "2") == [], "what lies beside the file is of now"


def test_doubted_rows_wait_to_be_confirmed(tell: Tell, ready: Ready, asked: Path) -> None:
    ready("form", "2024-Q2", "-o", "forms")
    fill("so-tttt", "tttt-08@2023-Q4", progress="1%")
    assert tell("collect", "tra-loi", "--accept-partial").code == 3
    [doubted] = of_kind(tell, "confirm")
    assert doubted["command"] == "coordplan collect tra-loi/2024-Q2_so-tttt.xlsx --sure tttt-08@2023-Q4"
    typed(tell, doubted)
    assert of_kind(tell, "confirm") == []


@pytest.mark.parametrize("typed_words", [["elsewhere/2024-Q2_so-tttt.xlsx"], ["elsewhere"]], ids=["a file", "a folder"])
def test_a_file_collected_from_elsewhere_is_named_where_it_lies(
    typed_words: list[str], tell: Tell, ready: Ready, asked: Path
) -> None:
    ready("form", "2024-Q2", "-o", "forms")
    form = fill("so-tttt", "tttt-08@2023-Q4", progress="nhiều")
    Path("elsewhere").mkdir()
    Path(form).rename(f"elsewhere/{Path(form).name}")
    assert tell("collect", *typed_words).code == 3
    [back] = of_kind(tell, "send_back")
    assert back["command"].startswith("coordplan collect elsewhere/2024-Q2_so-tttt.xlsx --mark-up ")
    typed(tell, back, code=3)


def test_a_copy_is_to_be_sent_back_until_there_is_one(tell: Tell, ready: Ready, asked: Path) -> None:
    ready("form", "2024-Q2", "-o", "forms")
    fill("so-tttt", "tttt-08@2023-Q4", progress="nhiều")
    assert tell("collect", "tra-loi").code == 3
    [back] = of_kind(tell, "send_back")
    assert (back["organizations"], back["occurrences"]) == (["so-tttt"], ["tttt-08@2023-Q4"])
    typed(tell, back, code=3)
    assert of_kind(tell, "send_back") == []
    assert "Cần sửa" not in tell("todo").out
    assert "sent back on 2024-06-17 and not received again: tttt-08@2023-Q4" in tell("todo").out
    assert [task["organizations"] for task in of_kind(tell, "chase", "--as-of", "2024-06-18")] != []


def test_whom_to_remind_is_as_chase_has_it(tell: Tell, ready: Ready, asked: Path) -> None:
    ready("form", "2024-Q2", "-o", "forms")
    for day in ("2024-06-17", "2024-06-18", "2024-06-19", "2024-06-20", "2024-06-25"):
        turns = json.loads(tell("chase", "2024-Q2", "--due", "--as-of", day, "-f", "json").out)["reminders"]
        said = [id_ for task in of_kind(tell, "chase", "--as-of", day) for id_ in task["organizations"]]
        assert said == [each["organization"] for each in turns], day
    fill("so-tttt", "tttt-08@2023-Q4", progress="1%")
    [chase] = of_kind(tell, "chase", "--as-of", "2024-06-18")
    assert "so-tttt" not in chase["organizations"], "its file lies there to be taken in"
    named = "".join(f" --org {id_}" for id_ in chase["organizations"])
    assert chase["command"] == f"coordplan chase 2024-Q2 --due{named} -o reminders --as-of 2024-06-18"
    typed(tell, chase)
    written = sorted(path.name.split("_")[1] for path in Path("reminders").glob("*.txt"))
    assert written == sorted(chase["organizations"])


def test_bodies_have_days_of_their_own(tell: Tell, ready: Ready, asked: Path) -> None:
    ready("form", "2024-Q2", "-o", "forms")
    ready("form", "2024-Q2", "-o", "forms", "--org", "so-tttt", "--send-by", "21/6/2024")
    [waiting] = of_kind(tell, "waiting")
    assert (waiting["day"], waiting["command"]) == ("2024-06-18", None)
    assert "; to be sent by 2024-06-18 (STTTT 2024-06-21); what they send goes into the folder " in waiting["sentence"]


def test_what_falls_due_within_a_week_is_told_by_lead(tell: Tell, asked: Path) -> None:
    found = of_kind(tell, "due")
    assert [task["day"] for task in found] == sorted(task["day"] for task in found)
    for task in found:
        listed = json.loads(tell(*shlex.split(task["command"])[1:], "-f", "json").out)["occurrences"]
        assert {row["lead"] for row in listed} == set(task["organizations"])
        assert set(task["occurrences"]) <= {row["occurrence"] for row in listed}


def test_the_file_asks_for_a_copy_and_for_days_off(tell: Tell, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COORDPLAN_BACKUPS", "off")
    [copy] = of_kind(tell, "backup")
    typed(tell, copy)
    assert of_kind(tell, "backup") == []
    assert of_kind(tell, "calendar") == []
    [days] = of_kind(tell, "calendar", "--as-of", "2025-11-03")
    assert "2026" in days["sentence"]


def test_commands_are_about_the_file_that_was_named(tell: Tell, asked: Path) -> None:
    code, out, _err = tell("--db", "./coordplan.db", "todo", "-f", "json")
    named = [task["command"] for task in json.loads(out)["tasks"]]
    assert code == 0
    assert tell("todo", "-f", "json").out == out, "it is the one that is found from here"
    assert named
