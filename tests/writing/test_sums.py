"""A target that adds up: amounts by mark, in forms, and what each says of the sum."""

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.collecting.filling import PLACE, filled, row_of
from tests.command_line import Tell

_NEW = ("--content", "nd1", "--lead", "so-gd", "--due", "30/9/2024")
FORM = Path("forms/2024-Q2_so-gd.xlsx")


@pytest.fixture
def adding(tell: Tell, small: Path) -> Path:
    """gd-04 is to hold 12 classes by the end of the year, told as they are held."""
    assert tell("edit", "gd-04", "--sum").code == 0
    return small


def standing(tell: Tell, id_: str = "gd-04", *words: str) -> list[Any]:
    rows = json.loads(tell("list", "-f", "json", *words).out)["occurrences"]
    row = next(row for row in rows if row["occurrence"] == id_)
    return [row["standing"], row["value"], round(row["percent"], 3)]


def test_a_target_that_adds_up_is_defined_shown_and_written_out(tell: Tell, adding: Path) -> None:
    assert "12 lớp (what is recorded adds up)" in tell("show", "gd-04").out
    assert json.loads(tell("show", "gd-04", "-f", "json").out)["activity"]["sums"] is True
    assert tell("export", "out").code == 0
    assert "sum: true" in Path("out/gd.yaml").read_text(encoding="utf-8")
    assert "No problems" in tell("check", "out").out or tell("check", "out").code == 0
    assert tell("load", "out", "--dry-run", "--fail-on", "change").code == 0
    assert "target: 12 lớp (what is recorded adds up) -> 12 lớp" in tell("edit", "gd-04", "--no-sum").out


@pytest.mark.parametrize(
    "target", ["{value: 5, baseline: 9, sum: true}", "{value: 12, baseline: 2, sum: yes}"], ids=["falling", "from 2"]
)
def test_what_adds_up_begins_at_nothing(tell: Tell, small: Path, target: str) -> None:
    plan = Path("plans/gd.yaml")
    text = plan.read_text(encoding="utf-8")
    plan.write_text(text.replace("target: {value: 12, unit: lớp}", f"target: {target}"), encoding="utf-8")
    code, out, err = tell("check", "plans")
    assert (code, "what adds up begins at nothing and rises" in out + err) == (3, True)


def test_amounts_add_up_and_are_done_when_they_reach_the_target(tell: Tell, adding: Path) -> None:
    assert "3 lớp more; in all 3/12 lớp." in tell("mark", "gd-04", "3 lớp", "--on", "28/3/2024").out
    out = tell("mark", "gd-04", "5", "--on", "20/6/2024").out
    assert "in progress, 66.667% on 2024-06-20, before: in progress, 25%. 5 lớp more; in all 8/12 lớp." in out
    assert standing(tell) == ["in_progress", 8, 66.667]
    assert standing(tell, "gd-04", "--as-of", "2024-06-19") == ["in_progress", 3, 25]
    code, out, err = tell("mark", "gd-04", "4 lớp", "--evidence", "14-BC/SGD, 28/6/2024")
    assert (code, err) == (0, "gd-04 is dated 2024-06-28, like its document; --on sets another day.\n")
    assert standing(tell) == ["done_on_time", 12, 100]
    assert "already recorded" in tell("mark", "gd-04", "4 lớp", "--evidence", "14-BC/SGD, 28/6/2024").out


def test_a_second_amount_of_a_day_replaces_the_first_and_says_so(tell: Tell, adding: Path) -> None:
    tell("mark", "gd-04", "3", "--on", "20/5/2024")
    tell("mark", "gd-04", "2", "--on", "20/6/2024")
    code, out, err = tell("mark", "gd-04", "4", "--on", "20/6/2024")
    assert (code, "4 lớp more; in all 7/12 lớp." in out) == (0, True)
    assert err == (
        "gd-04, 2024-06-20: 4 lớp takes the place of 2 lớp; in all 5 -> 7 of 12 lớp.\n"
        'To add it instead: coordplan mark gd-04 "6 lớp" --on 2024-06-20\n'
    )
    assert tell("mark", "gd-04", "6 lớp", "--on", "2024-06-20").code == 0, "the line works as it is printed"
    assert standing(tell) == ["in_progress", 9, 75]


def test_a_number_is_doubted_by_what_it_would_make_in_all(tell: Tell, adding: Path) -> None:
    tell("mark", "gd-04", "10", "--on", "20/5/2024")
    code, _out, err = tell("mark", "gd-04", "10")
    assert (code, '"10" is read as 10 lớp more, which makes 20/12 lớp in all' in err) == (1, True)
    assert tell("mark", "gd-04", "3").code == 0


def test_why_says_of_each_amount_that_it_adds_up(tell: Tell, adding: Path) -> None:
    for amount, on in (("3", "20/5/2024"), ("2", "20/6/2024"), ("4", "20/6/2024")):
        tell("mark", "gd-04", amount, "--on", on)
    rows = json.loads(tell("why", "gd-04", "-f", "json").out)["entries"]
    assert [row["role"] for row in rows] == ["added", "same_day", "added"]
    shown = tell("show", "gd-04").out
    assert "+3 lớp" in shown
    assert ("in all 7/12 lớp" in shown, "\nIn all 7/12 lớp.\n" in tell("why", "gd-04").out) == (True, True)


@pytest.mark.parametrize(
    ("later", "roles"),
    [
        (["2 lớp --on 1/6/2024"], ["added", "done_since", "added"]),
        (["2 lớp --on 1/6/2024", "1 lớp --on 3/6/2024"], ["added", "done_since", "added", "added"]),
        (["2 lớp --on 1/6/2024", "3 lớp --on 1/6/2024"], ["added", "done_since", "same_day", "added"]),
        (["8 lớp --on 1/5/2024"], ["added", "done_since", "in_force"]),
    ],
    ids=["an amount of its day", "and one after", "replaced", "the sum is reached before"],
)
def test_why_names_the_entry_that_calls_it_done(tell: Tell, adding: Path, later: list[str], roles: list[str]) -> None:
    for each in ("4 lớp --on 1/2/2024", "done --on 1/6/2024", *later):
        amount, on = each.split(" --on ")
        assert tell("mark", "gd-04", amount, "--on", on, "--sure").code == 0
    assert [row["role"] for row in json.loads(tell("why", "gd-04", "-f", "json").out)["entries"]] == roles


def test_undo_says_what_the_sum_was_and_is(tell: Tell, adding: Path) -> None:
    tell("mark", "gd-04", "done", "--on", "1/6/2024")
    tell("mark", "gd-04", "5 lớp", "--on", "3/6/2024")
    assert "\ngd-04: in all 5 -> 0 of 12 lớp.\n" in tell("undo").out, "it is done before and after"


def test_an_amount_below_nothing_is_refused(tell: Tell, adding: Path) -> None:
    tell("mark", "gd-04", "3 lớp", "--on", "1/6/2024")
    code, _out, err = tell("mark", "gd-04", "--", "-1 lớp")
    assert (code, '"-1 lớp": an amount that adds up is not below 0.' in err) == (1, True)


def test_an_amount_said_again_only_adds_its_document(tell: Tell, adding: Path) -> None:
    tell("mark", "gd-04", "3 lớp", "--on", "1/6/2024")
    code, out, err = tell("mark", "gd-04", "3 lớp", "--on", "1/6/2024", "--evidence", "14-BC/SGD, 3/6/2024")
    assert (code, "Added to the 3 lớp recorded before; in all 3/12 lớp." in out, err) == (0, True, "")


def test_an_amount_that_outdoes_a_percent_is_doubted(tell: Tell, adding: Path) -> None:
    tell("mark", "gd-04", "50%", "--on", "5/1/2024")
    assert (
        "1 lớp on 2024-01-05, although 50% was recorded on 2024-01-05"
        in tell("mark", "gd-04", "1 lớp", "--on", "5/1/2024").err
    )
    tell("mark", "gd-04", "1 lớp", "--on", "5/1/2024", "--sure")
    assert "this outdoes the 50% recorded for 2024-01-05" in tell("mark", "gd-04", "done", "--on", "3/1/2024").err


@pytest.mark.parametrize("command", [("edit", "gd-01"), ("add", "gd", "Việc", *_NEW)], ids=["edit", "add"])
def test_a_sum_without_a_target_says_what_is_missing(tell: Tell, small: Path, command: tuple[str, ...]) -> None:
    code, _out, err = tell(*command, "--sum")
    assert (code, err) == (
        1,
        'coordplan: --sum and --baseline need a target, and there is none.\nFor example: --target "12 lớp"\n',
    )


def test_a_form_asks_for_the_period_and_shows_the_sum_so_far(tell: Tell, adding: Path) -> None:
    tell("mark", "gd-04", "3", "--on", "20/3/2024")
    tell("mark", "gd-04", "2", "--on", "20/5/2024")
    assert tell("form", "2024-Q2", "-o", "forms").code == 0
    sheet = openpyxl.load_workbook(FORM).worksheets[0]
    cells = [sheet.cell(row_of(sheet, "gd-04"), PLACE[key]).value for key in ("unit", "known")]
    assert cells == ["12 lớp in all; write what the period brought", "in all 5/12 lớp (2024-05-20)"]

    filled(FORM, {"gd-04": {"progress": "5"}}, Path("first.xlsx"))
    assert "in progress, 41.667%, 5 lớp  in progress, 66.667%, 8 lớp" in tell("collect", "first.xlsx").out
    assert standing(tell) == ["in_progress", 8, 66.667], "2 of the 5 of the period were recorded before"
    filled(FORM, {"gd-04": {"progress": "6"}}, Path("second.xlsx"))
    assert tell("collect", "second.xlsx").code == 0
    assert standing(tell) == ["in_progress", 9, 75], "a second form of a period says all of it again"
    filled(FORM, {"gd-04": {"progress": "6"}, "gd-02@2024-Q2": {"progress": "10%"}}, Path("third.xlsx"))
    rows = json.loads(tell("collect", "third.xlsx", "-f", "json").out)["files"][0]["occurrences"]
    assert {row["occurrence"]: row["outcome"] for row in rows}["gd-04"] == "unchanged"


def test_the_form_of_the_next_period_adds_its_own(tell: Tell, adding: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for period, today in (("2024-Q2", "2024-06-30"), ("2024-Q3", "2024-09-30")):
        monkeypatch.setenv("COORDPLAN_TODAY", today)
        assert tell("form", period, "-o", "forms").code == 0
        form = Path(f"forms/{period}_so-gd.xlsx")
        filled(form, {"gd-04": {"progress": "5"}})
        assert tell("collect", str(form)).code == 0
    assert standing(tell) == ["in_progress", 10, 83.333]


def test_a_doubted_row_shows_the_sum_with_it(tell: Tell, adding: Path) -> None:
    tell("mark", "gd-04", "5", "--on", "20/3/2024")
    assert tell("form", "2024-Q2", "-o", "forms").code == 0
    filled(FORM, {"gd-04": {"progress": "10"}}, Path("more.xlsx"))
    code, out, err = tell("collect", "more.xlsx")
    assert (code, "15 lớp" in out, "15/12 lớp in all" in err) == (3, True, True)
    filled(FORM, {"gd-04": {"progress": "-3"}}, Path("less.xlsx"))
    assert "not below 0" in tell("collect", "less.xlsx").err
