"""What falls due later follows new words, what fell due before stays: by edit and in YAML, on every day."""

import json
from pathlib import Path

import pytest

from tests.command_line import Tell
from tests.examples import IS_LONG

PAST = ("2024-03-31", "2024-06-30", *(("2024-05-15", "2024-06-29") if IS_LONG else ()))


def listed(tell: Tell, *words: str, id_: str = "gd-02") -> dict[str, tuple[str, object, str]]:
    rows = json.loads(tell("list", "--format", "json", *words).out)["occurrences"]
    return {row["occurrence"]: (row["due"], row["target"], row["standing"]) for row in rows if row["activity"] == id_}


def whole(tell: Tell, day: str) -> tuple[str, str]:
    return tell("list", "-f", "csv", "--as-of", day).out, tell("status", "-f", "csv", "--as-of", day).out


def in_yaml(amended: str) -> None:
    plan = Path("plans/gd.yaml")
    text = plan.read_text(encoding="utf-8")
    plan.write_text(text.replace("every: quarter, due_day: 25", f"every: quarter, due_day: 25, {amended}"), "utf-8")


QUARTERS = {"gd-02@2024-Q1": "2024-03-25", "gd-02@2024-Q2": "2024-06-25"}
LATER = [
    pytest.param(
        ["--every", "half"],
        "amended: [{from: 2024-07-01, every: half}]",
        {"gd-02@2024-H2": "2024-12-25", "gd-02@2025-H1": "2025-06-25", "gd-02@2025-H2": "2025-12-25"},
        id="another rhythm",
    ),
    pytest.param(
        ["--due-day", "10"],
        "amended: [{from: 2024-07-01, due_day: 10}]",
        {
            "gd-02@2024-Q3": "2024-09-10",
            "gd-02@2024-Q4": "2024-12-10",
            "gd-02@2025-Q1": "2025-03-10",
            "gd-02@2025-Q2": "2025-06-10",
            "gd-02@2025-Q3": "2025-09-10",
            "gd-02@2025-Q4": "2025-12-10",
        },
        id="another day",
    ),
    pytest.param(
        ["--until", "2024-12-31"],
        "amended: [{from: 2024-07-01, until: 2024-12-31}]",
        {"gd-02@2024-Q3": "2024-09-25", "gd-02@2024-Q4": "2024-12-25"},
        id="an earlier end",
    ),
    pytest.param(
        ["--due", "Quý IV/2024", "--sure"],
        'amended: [{from: 2024-07-01, due: "Quý IV/2024"}]',
        {"gd-02": "2024-12-31"},
        id="once more only",
    ),
    pytest.param(
        ["--every", "year", "--from", "2025-02-01"],
        "amended: [{from: 2025-01-01, every: year}]",
        {"gd-02@2024-Q3": "2024-09-25", "gd-02@2024-Q4": "2024-12-25", "gd-02@2025": "2025-12-25"},
        id="from a later day on",
    ),
]


@pytest.mark.parametrize("door", ["edit", "load"])
@pytest.mark.parametrize(("words", "yaml", "later"), LATER)
def test_what_fell_due_stays_and_what_falls_due_later_follows(
    tell: Tell, small: Path, door: str, words: list[str], yaml: str, later: dict[str, str]
) -> None:
    tell("mark", "gd-02@2024-Q1", "done", "--on", "2024-03-20")
    before = {day: whole(tell, day) for day in PAST}
    if door == "load":
        in_yaml(yaml)
    answer = tell("load") if door == "load" else tell("edit", "gd-02", *words)
    assert (answer.code, answer.err) == (0, "")
    assert {day: whole(tell, day) for day in PAST} == before, "a day before an amendment is as it was"
    then = listed(tell, "--as-of", "2025-12-31")
    assert {id_: row[0] for id_, row in then.items()} == QUARTERS | later
    assert tell("export", "out").code == 0
    assert tell("load", "out", "--dry-run").out == "Nothing would change.\n"
    assert tell("undo").code == 0
    assert {id_: row[0] for id_, row in listed(tell, "--as-of", "2025-12-31").items()} == QUARTERS | {
        f"gd-02@{quarter}": f"{quarter[:4]}-{3 * int(quarter[-1]):02d}-25"
        for quarter in ("2024-Q3", "2024-Q4", "2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4")
    }


def test_a_second_edit_of_the_same_days_joins_the_first(tell: Tell, small: Path) -> None:
    tell("mark", "gd-02@2024-Q1", "done", "--on", "2024-03-20")
    assert tell("edit", "gd-02", "--every", "half", "--reason", "45-CV/BTGTU, 28/6/2024").code == 0
    assert tell("edit", "gd-02", "--due-day", "10").code == 0
    assert tell("edit", "gd-02", "--due-day", "5", "--from", "2025-01-01").code == 0
    shown = json.loads(tell("show", "gd-02", "-f", "json").out)["activity"]
    document = {"number": "45-CV/BTGTU", "day": "2024-06-28", "subject": None}
    first, second = shown["amended"]
    assert first.pop("basis_documents") == [document]
    assert first == {"from": "2024-07-01", "every": "half", "due_day": 10, "basis": "45-CV/BTGTU, 28/6/2024"}
    assert second == {"from": "2025-01-01", "due_day": 5}
    assert tell("edit", "gd-02", "--due-day", "10", "--from", "2025-01-01").code == 0
    shown = json.loads(tell("show", "gd-02", "-f", "json").out)["activity"]
    assert [each["from"] for each in shown["amended"]] == ["2024-07-01"], "what changes nothing is no amendment"


@pytest.mark.parametrize("said", [[], ["0%"]], ids=["nothing recorded", "0% recorded"])
def test_an_earlier_end_counts_what_is_open_by_one_rule(tell: Tell, small: Path, said: list[str]) -> None:
    for words in said:
        tell("mark", "gd-02@2024-Q1", words, "--on", "2024-03-20")
        tell("mark", "gd-02@2024-Q3", words)
    tell("mark", "gd-04", "20%")
    assert tell("edit", "gd-02", "--until", "2024-06-30").code == 0
    assert [*listed(tell, "--as-of", "2025-12-31")] == ["gd-02@2024-Q1", "gd-02@2024-Q2"]
    assert tell("edit", "gd-02", "--until", "2024-03-31", "--from", "start", "--sure").code == 0
    assert [*listed(tell, "--as-of", "2025-12-31")] == ["gd-02@2024-Q1"]


def test_what_is_begun_stays_beside_new_words(tell: Tell, small: Path) -> None:
    tell("mark", "gd-02@2024-Q3", "40%", "--sure")
    assert tell("edit", "gd-02", "--every", "half").code == 0
    rows = listed(tell, "--as-of", "2024-07-15")
    assert rows["gd-02@2024-Q3"] == ("2024-09-25", None, "in_progress")
    assert "gd-02@2024-Q4" not in rows
    assert "gd-02@2024-H2" in rows


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        pytest.param(["gd-04", "--target", "5 lớp", "--from", "2024-07-01"], "--from is for", id="once only"),
        pytest.param(["gd-02", "--note", "x", "--from", "2024-07-01"], "--from is for", id="words alone"),
        pytest.param(["gd-02", "--due-day", "1", "--from", "2026-01-01"], "falls due on 2026-01-01", id="after all"),
        pytest.param(["gd-02", "--due-day", "1", "--from", "31/6/2024"], "--from: ", id="no such day"),
    ],
)
def test_an_amendment_that_cannot_be_is_refused(tell: Tell, small: Path, words: list[str], sentence: str) -> None:
    before = small.read_bytes()
    code, out, err = tell("edit", *words)
    assert code in (1, 2)
    assert (out, sentence in err) == ("", True)
    assert small.read_bytes() == before


# targets


@pytest.mark.parametrize("text", ["2024: 5, 2025: 10 vụ", "2024:5; 2025: 10 vụ", "2025: 10 vụ, 2024: 5"])
def test_a_target_by_year_is_that_of_the_occurrence(tell: Tell, small: Path, text: str) -> None:
    assert tell("edit", "gd-02", "--target", text, "--from", "start").code == 0
    rows = listed(tell)
    assert rows["gd-02@2024-Q3"][1] == 5
    assert rows["gd-02@2025-Q3"][1] == 10
    assert "2024: 5; 2025: 10 vụ" in tell("show", "gd-02").out
    assert tell("mark", "gd-02@2024-Q2", "5 vụ").code == 0
    assert tell("mark", "gd-02@2024-Q1", "4 vụ").code == 0
    assert listed(tell)["gd-02@2024-Q2"][2] == "done_late"
    assert listed(tell)["gd-02@2024-Q1"][2] == "in_progress_overdue"
    assert tell("export", "out").code == 0
    assert "value: {2024: 5, 2025: 10}" in Path("out/gd.yaml").read_text(encoding="utf-8")
    assert tell("load", "out", "--dry-run").out == "Nothing would change.\n"


def test_a_new_target_leaves_what_was_measured_by_the_old_one(tell: Tell, small: Path) -> None:
    tell("edit", "gd-02", "--target", "4 vụ", "--from", "start")
    tell("mark", "gd-02@2024-Q1", "4 vụ", "--on", "2024-03-20")
    before = whole(tell, "2024-06-30")
    assert tell("edit", "gd-02", "--target", "8").code == 0
    assert whole(tell, "2024-06-30") == before
    rows = listed(tell, "--as-of", "2024-12-31")
    assert rows["gd-02@2024-Q1"][1:] == (4, "done_on_time")
    assert rows["gd-02@2024-Q4"][1] == 8
