"""Periods that are closed: what is observed in them stands, unless it is recorded as late news for a reason."""

import csv
import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.collecting.filled import Filled
from tests.command_line import DEFINITIONS, Ready, Tell, office_after, write_definitions
from tests.seeing.test_periods import FILES

CLOSED = "coordplan: 2024-06 was closed on 2024-06-30, and {day} lies in it (2024-05-15 to 2024-06-14).\n"
LATE = "To record it as late news: --reopen --reason ...\n"
ASKED = "gd-02@2024-Q1"
WHY = "12-CV/BTGTU, 5/7/2024"


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COORDPLAN_LANG", "en")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("written")
    write_definitions(folder / "plans", FILES)
    marks = (("mark", "gd-01", percent, "--on", day) for percent, day in (("30%", "2024-06-10"), ("50%", "2024-06-15")))
    return office_after(tmp_path_factory.mktemp("office"), folder, ("init",), *marks)


@pytest.fixture(scope="module")
def office_of_july(office: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return office_after(tmp_path_factory.mktemp("july"), office, ("period", "close", "2024-06"))


@pytest.fixture
def opened(office: Path, here: Path) -> Path:
    """A program that closes on the 14th, with a plan (yt) that closes by calendar; nothing is closed. Return the file.

    Changes 1 to 3: made; gd-01 marked within June's figures, and after them.
    """
    shutil.copytree(office, here, dirs_exist_ok=True)
    return here / "coordplan.db"


@pytest.fixture
def closed(office_of_july: Path, here: Path) -> Path:
    """The same with June closed, with change 4."""
    shutil.copytree(office_of_july, here, dirs_exist_ok=True)
    return here / "coordplan.db"


def listed(tell: Tell, *words: str) -> dict[str, Any]:
    code, out, err = tell("period", "list", *words, "-f", "json")
    assert (code, err) == (0, "")
    found: dict[str, Any] = json.loads(out)
    return found


def closings(tell: Tell, *words: str) -> dict[str, str | None]:
    return {each["period"]: each["closed_on"] for each in listed(tell, *words)["periods"]}


def test_closing_says_which_days_stand(tell: Tell, opened: Path) -> None:
    code, out, err = tell("period", "close", "2024-06")
    sentence = "2024-06 is closed: what is observed from 2024-05-15 to 2024-06-14 stands as it is. Change 4.\n"
    assert (code, out, err) == (0, sentence, "")
    assert closings(tell) == {"2024-06": "2024-06-30"}


def test_nothing_is_closed_at_first(tell: Tell, opened: Path) -> None:
    assert listed(tell) == {**listed(tell), "periods": [], "late_news": []}
    assert tell("period", "list").out == "No period is closed.\n"


# What is refused


@pytest.mark.parametrize(
    ("words", "day"),
    [
        pytest.param(("mark", "gd-01", "40%", "--on", "2024-06-14"), "2024-06-14", id="the last day"),
        pytest.param(("mark", "gd-01", "40%", "--on", "2024-05-15"), "2024-05-15", id="the first day"),
        pytest.param(("mark", "gd-04", "3", "--on", "2024-06-10"), "2024-06-10", id="a value"),
        pytest.param(("mark", "gd-05", "cancelled", "--on", "2024-06-10"), "2024-06-10", id="cancelled"),
        pytest.param(("done", "gd-04", "gd-05", "--on", "2024-06-12"), "2024-06-12", id="done"),
        pytest.param(
            ("extend", "gd-05", "2024-08-01", "--on", "2024-06-10", "--evidence", "1-CV"), "2024-06-10", id="extended"
        ),
    ],
)
def test_what_is_observed_in_a_closed_period_is_refused(
    tell: Tell, closed: Path, words: tuple[str, ...], day: str
) -> None:
    before = closed.read_bytes()
    code, out, err = tell(*words)
    assert (code, out) == (1, "")
    assert err.startswith(CLOSED.format(day=day))
    assert err.endswith(LATE)
    assert closed.read_bytes() == before


def test_the_same_is_said_in_vietnamese(tell: Tell, closed: Path) -> None:
    answer = tell("--lang", "vi", "mark", "gd-01", "40%", "--on", "2024-06-10")
    assert (answer.code, answer.out) == (1, "")
    assert "--reopen --reason" in answer.err
    assert "closed" not in answer.err
    assert "10/6/2024" in answer.err


@pytest.mark.parametrize("day", ["2024-06-15", "2024-06-30"])
def test_the_days_after_it_are_open(tell: Tell, closed: Path, day: str) -> None:
    assert tell("mark", "gd-04", "3", "--on", day).code == 0


def test_a_day_before_it_is_open_where_nothing_moves_on_its_last_day(tell: Tell, closed: Path) -> None:
    """gd-01 was at 30% within the period; of gd-04 nothing was known on its last day."""
    assert tell("mark", "gd-01", "20%", "--on", "2024-05-14").code == 0
    answer = tell("mark", "gd-04", "3", "--on", "2024-05-14")
    assert answer.code == 1
    assert "2024-06 was closed on 2024-06-30, and this would change what it says.\n" in answer.err
    assert "  gd-04: not started -> in progress, 25%\n" in answer.err


def test_what_an_undo_would_change_in_it_is_refused(tell: Tell, closed: Path) -> None:
    before = closed.read_bytes()
    rows = "  gd-01: in progress, 30% -> not started\n"
    assert tell("undo", "2") == (1, "", CLOSED.format(day="2024-06-10") + rows + LATE)
    assert closed.read_bytes() == before
    assert tell("undo", "3").code == 0, "that was observed after it"
    tell("period", "reopen", "2024-06", "--reason", WHY)
    assert tell("undo", "2").code == 0


def test_an_undo_that_brings_an_entry_back_into_it_is_refused(tell: Tell, opened: Path) -> None:
    assert tell("undo", "2").code == 0  # change 4
    assert tell("period", "close", "2024-06").code == 0
    answer = tell("undo", "4")
    assert (answer.code, answer.err.startswith(CLOSED.format(day="2024-06-10"))) == (1, True)


def test_a_done_that_takes_back_another_in_it_is_refused(tell: Tell, opened: Path) -> None:
    tell("done", "gd-04", "--on", "2024-06-10")
    tell("period", "close", "2024-06")
    answer = tell("done", "gd-04", "--on", "2024-06-20")
    rows = "  gd-04: done on time (2024-06-10) -> not started\n"
    assert answer == (1, "", CLOSED.format(day="2024-06-10") + rows + LATE)


@pytest.fixture
def answered(tell: Tell, ready: Ready, opened: Path) -> Path:
    """A form made before June was closed, and filled in with a day in June's figures."""
    ready("form", "2024-06", "--as-of", "2024-06-14", "-o", "forms")
    path = Filled(Path("forms/2024-06_so-gd.xlsx")).answer(ASKED, done="x", done_on="12/6/2024").save()
    assert tell("period", "close", "2024-06", "--sure").code == 0
    return path


def test_a_form_that_comes_back_too_late_is_refused(tell: Tell, answered: Path) -> None:
    answer = tell("collect", str(answered))
    assert answer.code == 3
    assert "2024-06 was closed on 2024-06-30" in answer.err
    assert "2024-06-12 lies in it (2024-05-15 to 2024-06-14)" in answer.err
    assert "--reopen --reason ..." in answer.err
    rows = json.loads(tell("list", "-f", "json").out)["occurrences"]
    assert next(row for row in rows if row["occurrence"] == ASKED)["standing"] == "not_started_overdue"


def test_a_form_that_comes_back_too_late_is_collected_for_a_reason(tell: Tell, answered: Path) -> None:
    assert tell("collect", str(answered), "--reopen").code == 2
    assert tell("collect", str(answered), "--reopen", "--reason", WHY).code == 0
    assert {(news["occurrence"], news["reason"]) for news in listed(tell)["late_news"]} == {(ASKED, WHY)}


# Late news


@pytest.mark.parametrize(
    "words",
    [
        ("mark", "gd-01", "40%", "--on", "2024-06-10"),
        ("done", "gd-04", "--on", "2024-06-10"),
        ("extend", "gd-05", "2024-08-01", "--on", "2024-06-10", "--evidence", "1-CV"),
    ],
    ids=lambda words: words[0],
)
@pytest.mark.parametrize("reason", [(), ("--reason", " ")], ids=["none", "blank"])
def test_late_news_need_a_reason(tell: Tell, closed: Path, words: tuple[str, ...], reason: tuple[str, ...]) -> None:
    sentence = "coordplan: --reopen needs a reason: what is let into a closed period is reported as late news.\n"
    assert tell(*words, "--reopen", *reason) == (2, "", f'{sentence}For example: --reopen --reason "{WHY}"\n')


def test_late_news_are_listed(tell: Tell, closed: Path) -> None:
    assert tell("mark", "gd-01", "40%", "--on", "2024-06-12", "--reopen", "--reason", WHY).code == 0
    words = ("--evidence", "1-CV", "--reopen", "--reason", "Sở báo muộn")
    assert tell("extend", "gd-05", "2024-08-01", "--on", "2024-06-10", *words).code == 0
    found = listed(tell)
    assert found["periods"][0]["late_news"] == 2
    told = [(each["occurrence"], each["observed_on"], each["kind"], each["reason"]) for each in found["late_news"]]
    assert told == [
        ("gd-01", "2024-06-12", "percent", WHY),
        ("gd-05", "2024-06-10", "extended", "Sở báo muộn"),
    ]
    assert [each["change"] for each in found["late_news"]] == [5, 6]
    out = tell("period", "list").out
    for word in ("Late news", "gd-01", "40%", *WHY.split(), "gd-05", *["Sở", "báo", "muộn"]):  # cells wrap
        assert word in out


def test_what_was_recorded_before_the_closing_is_no_late_news(tell: Tell, closed: Path) -> None:
    assert listed(tell)["late_news"] == []
    tell("mark", "gd-04", "3", "--on", "2024-06-20", "--reopen", "--reason", WHY)
    assert listed(tell)["late_news"] == [], "it lies outside the period"


def test_late_news_taken_back_are_no_longer_listed(tell: Tell, closed: Path) -> None:
    tell("mark", "gd-04", "3", "--on", "2024-06-12", "--reopen", "--reason", WHY)
    assert tell("undo").code == 0, "it brings back what was closed"
    assert listed(tell)["late_news"] == []
    assert len(listed(tell, "--known-at", "5")["late_news"]) == 1


def test_what_counts_in_another_period_by_another_cut_off_day_is_said_so(tell: Tell, opened: Path, here: Path) -> None:
    added = tell(
        "add", "gd", "Báo cáo", "--content", "nd1", "--lead", "btg", "--due", "2024-05-20", "--id", "gd-90", "--sure"
    )
    assert added.code == 0, added.err
    tell("period", "close", "2024-06")
    program = FILES["program.yaml"].replace("cutoff_day: 14", "cutoff_day: 31")
    write_definitions(here / "plans", {**FILES, "program.yaml": program})
    said = tell("load", "plans")
    lines = [line.strip() for line in said.err.splitlines() if " -> " in line]
    assert all(before != after for before, after in (line.partition(": ")[2].split(" -> ") for line in lines))
    assert any(line.endswith(": counts in 2024-06 -> counts in 2024-05") for line in lines), said.err


def test_a_day_may_lie_in_several_closed_periods(tell: Tell, closed: Path) -> None:
    tell("period", "close", "2024-Q2")
    tell("mark", "gd-04", "3", "--on", "2024-06-12", "--reopen", "--reason", WHY)
    assert {each["period"] for each in listed(tell)["late_news"]} == {"2024-06", "2024-Q2"}
    only = listed(tell, "2024-Q2")
    assert ([each["period"] for each in only["periods"]], len(only["late_news"])) == (["2024-Q2"], 1)
    tell("period", "reopen", "2024-06", "--reason", WHY)
    answer = tell("mark", "gd-04", "4", "--on", "2024-06-12")
    assert (answer.code, answer.err.startswith("coordplan: 2024-Q2 was closed on ")) == (1, True)


# Opened again


def test_opening_again_needs_a_reason(tell: Tell, closed: Path) -> None:
    sentence = "coordplan: --reason is missing: a closed period is opened again for a reason.\n"
    answer = tell("period", "reopen", "2024-06")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith(sentence)


def test_what_is_opened_again_takes_everything(tell: Tell, closed: Path) -> None:
    answer = tell("period", "reopen", "2024-06", "--reason", WHY)
    assert answer == (0, "2024-06 is open again. Change 5.\n", "")
    assert tell("mark", "gd-01", "40%", "--on", "2024-06-10").code == 0
    assert closings(tell) == {"2024-06": None}
    assert listed(tell)["late_news"] == []
    assert closings(tell, "--known-at", "4") == {"2024-06": "2024-06-30"}
    assert WHY in tell("log").out


def test_late_news_stay_listed_when_the_period_is_opened_again(tell: Tell, closed: Path) -> None:
    tell("mark", "gd-04", "3", "--on", "2024-06-12", "--reopen", "--reason", WHY)
    tell("period", "reopen", "2024-06", "--reason", "để sửa")
    assert [each["reason"] for each in listed(tell)["late_news"]] == [WHY]


def test_what_was_opened_again_can_be_closed_again(tell: Tell, closed: Path) -> None:
    tell("period", "reopen", "2024-06", "--reason", WHY)
    assert tell("period", "close", "2024-06").code == 0
    (period,) = listed(tell)["periods"]
    assert (period["closed_on"], period["change"]) == ("2024-06-30", 6)
    assert tell("mark", "gd-01", "40%", "--on", "2024-06-10").code == 1


def test_an_undo_of_a_closing_opens_the_period(tell: Tell, closed: Path) -> None:
    assert tell("undo").code == 0
    assert tell("mark", "gd-01", "40%", "--on", "2024-06-10").code == 0


def test_an_undo_of_an_opening_closes_it_again(tell: Tell, closed: Path) -> None:
    tell("period", "reopen", "2024-06", "--reason", WHY)
    assert tell("undo").code == 0
    assert closings(tell) == {"2024-06": "2024-06-30"}
    assert tell("mark", "gd-01", "40%", "--on", "2024-06-10").code == 1


def test_closing_and_opening_again_twice_write_once(tell: Tell, closed: Path) -> None:
    before = closed.read_bytes()
    sentence = "2024-06 was already closed on 2024-06-30, with change 4; nothing was written.\n"
    assert tell("period", "close", "2024-06") == (0, sentence, "")
    assert closed.read_bytes() == before
    tell("period", "reopen", "2024-06", "--reason", WHY)
    before = closed.read_bytes()
    sentence = "2024-06 is open again already; nothing was written.\n"
    assert tell("period", "reopen", "2024-06", "--reason", WHY) == (0, sentence, "")
    assert closed.read_bytes() == before


# What is doubted of a closing


def test_a_period_is_closed_without_a_doubt_where_nobody_was_ever_asked(tell: Tell, opened: Path) -> None:
    assert tell("period", "close", "2024-05").code == 0


def test_closing_while_bodies_have_not_answered_is_doubted_with_their_names(
    tell: Tell, ready: Ready, opened: Path
) -> None:
    ready("form", "2024-06", "-o", "forms")
    before = opened.read_bytes()
    code, out, err = tell("period", "close", "2024-06")
    assert (code, out) == (1, "")
    assert "- 2024-06: these were asked and have not answered: " in err
    assert "SGD" in err
    assert "coordplan returns 2024-06" in err
    assert opened.read_bytes() == before
    assert "đã gửi biểu nhưng chưa có báo cáo" in tell("--lang", "vi", "period", "close", "2024-06").err
    assert tell("period", "close", "2024-06", "--sure").code == 0


def test_closing_while_nobody_was_asked_is_doubted_where_others_were_for_an_earlier_one(
    tell: Tell, ready: Ready, opened: Path
) -> None:
    ready("form", "2024-05", "--as-of", "2024-05-20", "-o", "forms")
    code, _out, err = tell("period", "close", "2024-06")
    assert code == 1
    assert "- 2024-06: these were not asked, as others were for 2024-05: " in err
    assert "coordplan form 2024-06 -o FOLDER" in err


def test_a_quarter_is_asked_for_where_its_months_were(tell: Tell, ready: Ready, opened: Path) -> None:
    ready("form", "2024-05", "--as-of", "2024-05-20", "-o", "forms")
    assert tell("period", "close", "2024-Q2").code == 0


# What cannot be closed or opened


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        pytest.param(
            ("close", "2024-07"),
            1,
            "2024-07 has not ended: its figures close on 2024-07-14.\nClose it from that day on.\n",
            id="not over",
        ),
        pytest.param(
            ("close", "2019"),
            1,
            "2019 (2018-12-15 to 2019-12-14) lies outside the program.\n"
            "The program runs from 2024-01-01 to 2025-12-31.\n",
            id="outside",
        ),
        pytest.param(
            ("close", "tháng 13"),
            2,
            'PERIOD: "tháng 13" is not a period; '
            "write 2024, 2024-H1, 2024-9M, 2024-Q2, 2024-06, 2022..2023 or program.\n",
            id="no period",
        ),
        pytest.param(
            ("close",),
            2,
            "PERIOD is missing.\nThe last that has ended: coordplan period close 2024-06\n",
            id="none named",
        ),
        pytest.param(
            ("close", "2024-05", "--known-at", "1"), 2, "--known-at and --format are for list alone.\n", id="known at"
        ),
        pytest.param(
            ("close", "2024-05", "-f", "json"), 2, "--known-at and --format are for list alone.\n", id="format"
        ),
        pytest.param(
            ("reopen", "2024-05", "--reason", WHY),
            1,
            "2024-05 is not closed.\n`coordplan period list` says which periods are.\n",
            id="open already",
        ),
    ],
)
def test_what_cannot_be_is_refused(tell: Tell, closed: Path, words: tuple[str, ...], code: int, message: str) -> None:
    before = closed.read_bytes()
    assert tell("period", *words) == (code, "", f"coordplan: {message}")
    assert closed.read_bytes() == before


@pytest.mark.parametrize(("today", "code"), [("2024-06-13", 1), ("2024-06-14", 0)])
def test_a_period_is_closed_from_its_last_day_on(
    tell: Tell, ready: Ready, here: Path, monkeypatch: pytest.MonkeyPatch, today: str, code: int
) -> None:
    monkeypatch.setenv("COORDPLAN_TODAY", today)
    write_definitions(here / "plans", {**FILES, "yt.yaml": DEFINITIONS["yt.yaml"]})
    ready("init")
    assert tell("period", "close", "2024-06").code == code


@pytest.mark.parametrize("today", ["2024-06-14", "2024-06-29"])
def test_a_period_is_not_closed_before_it_has_ended_in_every_plan(
    tell: Tell, ready: Ready, here: Path, monkeypatch: pytest.MonkeyPatch, today: str
) -> None:
    """Or else all that a plan observes in the days to come would be late news."""
    monkeypatch.setenv("COORDPLAN_TODAY", today)
    write_definitions(here / "plans", FILES)
    ready("init")
    sentence = "2024-06 has not ended in Kế hoạch phối hợp với Sở Y tế: its figures close there on 2024-06-30."
    assert tell("period", "close", "2024-06") == (1, "", f"coordplan: {sentence}\nClose it from that day on.\n")
    monkeypatch.setenv("COORDPLAN_TODAY", "2024-06-30")
    assert tell("period", "close", "2024-06").code == 0


# A plan with its own cut-off day


def test_a_plan_with_its_own_cutoff_day_has_its_own_window(tell: Tell, closed: Path) -> None:
    answer = tell("mark", "yt-01", "40%", "--on", "2024-06-20")
    sentence = "2024-06 was closed on 2024-06-30, and 2024-06-20 lies in it (2024-06-01 to 2024-06-30)."
    assert answer == (1, "", f"coordplan: {sentence}\n  yt-01: not started -> in progress, 40%\n{LATE}")
    answer = tell("mark", "yt-01", "20%", "--on", "2024-05-20")
    assert (answer.code, "lies in it" in answer.err) == (1, False), "in May, by calendar; it stands in June too"
    assert tell("mark", "gd-04", "3", "--on", "2024-06-20").code == 0, "in July, for the program"
    tell("mark", "yt-01", "40%", "--on", "2024-06-20", "--reopen", "--reason", WHY)
    assert [each["occurrence"] for each in listed(tell)["late_news"]] == ["yt-01"]


# The data


def test_the_list_has_its_keys(tell: Tell, closed: Path) -> None:
    tell("mark", "gd-04", "3", "--on", "2024-06-12", "--reopen", "--reason", WHY)
    found = listed(tell)
    assert list(found) == ["schema", "known_at", "illustrative", "periods", "late_news"]
    assert found["schema"] == "coordplan/closings/1"
    (period,) = found["periods"]
    assert period == {
        "period": "2024-06",
        "first": "2024-05-15",
        "last": "2024-06-14",
        "closed_on": "2024-06-30",
        "by": "lan",
        "change": 4,
        "late_news": 1,
    }
    (news,) = found["late_news"]
    assert (news["value"], news["percent"], news["by"], news["due"]) == (3, None, "lan", None)
    (row,) = csv.DictReader(io.StringIO(tell("period", "list", "-f", "csv").out.lstrip("\ufeff")))
    assert row == {key: str(value) for key, value in period.items()}


def test_the_list_speaks_vietnamese(tell: Tell, closed: Path) -> None:
    tell("mark", "gd-04", "3", "--on", "2024-06-12", "--reopen", "--reason", WHY)
    out = tell("--lang", "vi", "period", "list").out
    assert "30/6/2024" in out
    for english in ("closed", "Late news", "Reason", "Period"):
        assert english not in out


def test_what_is_closed_is_known_from_its_change_on(tell: Tell, closed: Path) -> None:
    assert closings(tell) == {"2024-06": "2024-06-30"}
    assert closings(tell, "--known-at", "3") == {}
