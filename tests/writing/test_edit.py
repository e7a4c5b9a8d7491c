"""add, edit, retire, undo."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from coordplan.model import Definitions, Organization, Plan
from coordplan.writing.questions_of_add import bodies_to_lead
from tests.command_line import Tell, write_definitions

NEW = ["--content", "nd1", "--lead", "so-gd", "--due", "Quý IV/2024"]


def activity(tell: Tell, id_: str, *words: str) -> dict[str, Any]:
    code, out, err = tell("show", id_, "-f", "json", *words)
    assert (code, err) == (0, "")
    found: dict[str, Any] = json.loads(out)["activity"]
    return found


def ids(tell: Tell, *words: str) -> list[str]:
    return [row["occurrence"] for row in json.loads(tell("list", "-f", "json", *words).out)["occurrences"]]


# add


def test_what_is_added_takes_the_plans_next_number(tell: Tell, small: Path) -> None:
    assert tell("add", "gd", "Tập huấn", *NEW) == (0, "Added gd-06: Tập huấn (due 2024-12-31). Change 2.\n", "")
    assert tell("add", "gd", "Tập huấn nữa", *NEW).out.startswith("Added gd-07: ")
    assert tell("add", "ct", "Tổng kết", *NEW).out.startswith("Added ct-02: ")
    made = activity(tell, "gd-06")
    assert (made["plan"], made["contents"], made["lead"], made["due"]) == ("gd", ["nd1"], "so-gd", "2024-12-31")
    assert made["deadline_text"] == "Quý IV/2024", "the printed words are kept"


def test_every_field_can_be_given(tell: Tell, small: Path) -> None:
    words = [
        "--content",
        "nd1,nd2",
        "--lead",
        "so-gd",
        "--with",
        "btg",
        "--with",
        "so-yt",
        "--every",
        "half",
        "--due-day",
        "20",
        "--start",
        "1/7/2024",
    ]
    more = [
        "--until",
        "2025-06-30",
        "--weight",
        "2,5",
        "--baseline",
        "2",
        "--after",
        "gd-01,gd-05",
        "--id",
        "gd-hoi-nghi",
    ]
    text = ["--target", "12,5 lớp", "--output", "Báo cáo", "--deadline-text", "ngày 20", "--note", "ghi chú"]
    code, out, err = tell("add", "gd", "Việc đủ trường", *words, *more, *text)
    assert (code, err) == (0, "")
    assert out == "Added gd-hoi-nghi: Việc đủ trường (2 occurrences, 2024-12-20 to 2025-06-20). Change 2.\n"
    made = activity(tell, "gd-hoi-nghi")
    expected = {
        "contents": ["nd1", "nd2"],
        "partners": ["btg", "so-yt"],
        "every": "half",
        "due_day": 20,
        "target": 12.5,
        "unit": "lớp",
        "baseline": 2,
        "weight": 2.5,
        "after": ["gd-01", "gd-05"],
        "output": "Báo cáo",
        "deadline_text": "ngày 20",
        "note": "ghi chú",
    }
    assert {key: made[key] for key in expected} == expected
    assert tell("export", "out").code == 0
    assert tell("load", "out", "--dry-run").out == "Nothing would change.\n"


@pytest.mark.parametrize(
    ("due", "when"),
    [
        ("2024-12-20", "(due 2024-12-20)"),
        ("Trước ngày 21/12/2024", "(due 2024-12-20)"),
        ("Hằng năm", "(2 occurrences, 2024-12-31 to 2025-12-31)"),
        ("Thường xuyên", "(ongoing)"),
    ],
)
def test_a_deadline_is_a_date_or_words(tell: Tell, small: Path, due: str, when: str) -> None:
    code, out, _err = tell("add", "gd", "Việc", "--content", "nd1", "--lead", "so-gd", "--due", due)
    assert code == 0
    assert when in out


def test_a_due_date_on_a_day_off_is_warned_of_and_taken(tell: Tell, small: Path) -> None:
    code, out, err = tell("add", "gd", "Việc", "--content", "nd1", "--lead", "so-gd", "--due", "2024-12-21")
    assert code == 0
    assert out.startswith("Added gd-06")
    assert err.startswith("warning: due: 2024-12-21 is a day off (Saturday)")


def test_everything_that_is_wrong_is_said_at_once(tell: Tell, small: Path) -> None:
    before = small.read_bytes()
    code, out, err = tell("add", "gd", "Việc", "--content", "nd9", "--lead", "so-gx", "--due", "31/6/2024")
    assert (code, out) == (1, "")
    for words in (
        '"31/6/2024" is not a date',
        '"nd9" is not a content',
        '"so-gx" is not an organization',
        '\nDid you mean "so-gd"',
    ):
        assert words in err
    assert small.read_bytes() == before


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        pytest.param(["xx", "Việc", *NEW], 1, '"xx" is not a plan', id="no plan"),
        pytest.param(["gdd", "Việc", *NEW], 1, 'Did you mean "gd" (', id="a plan misspelt"),
        pytest.param(["gd", "", *NEW], 1, "title", id="an empty title"),
        pytest.param(["gd", "Việc", *NEW, "--weight", "x"], 1, "weight", id="no weight"),
        pytest.param(["gd", "Việc", *NEW, "--weight", "-1"], 1, "weight", id="a weight below nought"),
        pytest.param(["gd", "Việc", *NEW, "--after", "gd-77"], 1, "gd-77", id="waits for what there is not"),
        pytest.param(["gd", "Việc", *NEW, "--target", "nhiều"], 2, "does not begin with a number", id="no target"),
        pytest.param(
            ["gd", "Việc", *NEW, "--target", "1.200 lớp"], 2, "could be two numbers", id="a target that is two"
        ),
        pytest.param(["gd", "Việc", *NEW, "--id", "có dấu"], 1, "id", id="an id with letters it cannot have"),
        pytest.param(["gd", "Việc", *NEW, "--every", "quarter"], 1, "every", id="two schedules"),
        pytest.param(["gd", "Việc", *NEW, "--due-day", "32", "--every", "month"], 1, "due_day", id="day 32"),
        pytest.param(
            ["gd", "Việc", "--content", "nd1", "--lead", "so-gd", "--due", "2030-01-01"], 1, "2030-01-01", id="outside"
        ),
    ],
)
def test_what_cannot_be_added_is_refused_and_nothing_written(
    tell: Tell, small: Path, words: list[str], code: int, sentence: str
) -> None:
    before = small.read_bytes()
    answer = tell("add", *words)
    assert (answer.code, answer.out) == (code, "")
    assert sentence in answer.err
    assert "Traceback" not in answer.err
    assert small.read_bytes() == before


@pytest.mark.parametrize(
    ("words", "missing"),
    [
        pytest.param([], "PLAN, TITLE, --content, --lead, --due", id="all"),
        pytest.param(["gd"], "TITLE, --content, --lead, --due", id="all but the plan"),
        pytest.param(["gd", "Việc", "--content", "nd1"], "--lead, --due", id="lead and schedule"),
        pytest.param(["gd", "Việc", "--lead", "btg", "--every", "year"], "--content", id="content"),
    ],
)
def test_into_a_pipe_nothing_is_asked_and_what_is_missing_is_named(
    tell: Tell, small: Path, words: list[str], missing: str
) -> None:
    code, out, err = tell("add", *words)
    assert (code, out) == (2, "")
    assert err.startswith((f"coordplan: {missing} is missing.", f"coordplan: {missing} are missing."))
    assert 'coordplan add gddt "' in err


def test_an_id_is_never_used_again(tell: Tell, small: Path) -> None:
    tell("add", "gd", "Một", *NEW)
    tell("retire", "gd-06", "--on", "2024-06-30")
    for words in (["--id", "gd-06"], ["--id", "gd-01"], ["--id", "yt-01"]):
        code, out, err = tell("add", "gd", "Hai", *NEW, *words)
        assert (code, out) == (1, "")
        assert f"The id {words[1]} has been used before, and ids are never used again." in err
    assert tell("add", "gd", "Ba", *NEW).out.startswith("Added gd-07")


def test_an_id_that_was_undone_is_not_used_again(tell: Tell, small: Path) -> None:
    tell("add", "gd", "Một", *NEW)
    tell("undo")
    assert tell("add", "gd", "Hai", *NEW, "--id", "gd-06").code == 1
    assert tell("add", "gd", "Hai", *NEW).out.startswith("Added gd-07")


# edit


def test_edit_shows_field_by_field_what_it_changed(tell: Tell, small: Path) -> None:
    code, out, err = tell("edit", "gd-05", "--title", "Đối thoại", "--due", "20/7/2024", "--weight", "2")
    assert (code, err.partition(":")[0]) == (0, "warning"), "20/7/2024 is a Saturday"
    assert (
        out
        == """\
~ activity gd-05: Đối thoại
    title: "Đối thoại với giáo viên" -> "Đối thoại"
    due: 2024-07-10 -> 2024-07-20
    weight: 1 -> 2
    gd-05 falls due 10 days later
Change 2.
"""
    )


def test_an_edit_leaves_what_it_does_not_name(tell: Tell, small: Path) -> None:
    before = activity(tell, "gd-01")
    tell("edit", "gd-01", "--note", "mới")
    assert activity(tell, "gd-01") == before | {"note": "mới"}
    assert activity(tell, "gd-01", "--known-at", "1") == before


def test_an_empty_text_clears_a_field(tell: Tell, small: Path) -> None:
    assert tell("edit", "gd-05", "--after", "").code == 0
    assert tell("edit", "gd-01", "--output", "", "--with", "").code == 0
    assert tell("edit", "gd-04", "--target", "").code == 0
    assert activity(tell, "gd-05")["after"] == []
    assert (activity(tell, "gd-01")["output"], activity(tell, "gd-01")["partners"]) == (None, [])
    assert activity(tell, "gd-04")["target"] is None


def test_a_new_schedule_takes_the_place_of_the_old_one(tell: Tell, small: Path) -> None:
    assert tell("edit", "gd-02", "--due", "Quý IV/2024", "--from", "start").code == 0
    made = activity(tell, "gd-02")
    assert (made["every"], made["due_day"], made["due"]) == (None, None, "2024-12-31")
    assert tell("edit", "gd-02", "--ongoing").code == 0
    assert activity(tell, "gd-02")["ongoing"] is True


def test_the_target_keeps_its_unit_where_only_its_baseline_changes(tell: Tell, small: Path) -> None:
    assert tell("edit", "yt-02", "--baseline", "90").code == 0
    made = activity(tell, "yt-02")
    assert (made["target"], made["unit"], made["baseline"]) == (20, "ca", 90)


def test_an_edit_that_says_what_is_said_already_writes_nothing(tell: Tell, small: Path) -> None:
    before = small.read_bytes()
    assert tell("edit", "gd-01", "--title", "Khảo sát dạy nghề") == (
        0,
        "It already says so; nothing was written.\n",
        "",
    )
    assert small.read_bytes() == before


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        pytest.param(["gd-01"], 2, "There is nothing to change.", id="nothing named"),
        pytest.param(["gd-99", "--title", "x"], 1, '"gd-99" is not an activity', id="no activity"),
        pytest.param(["gd-01", "--after", "gd-05"], 1, "gd-05", id="a circle of waiting"),
        pytest.param(["gd-01", "--lead", ""], 1, "lead", id="no lead left"),
        pytest.param(["gd-01", "--title", ""], 1, "title", id="no title left"),
        pytest.param(["gd-01", "--due", "31/6/2024"], 1, "month 6/2024 has 30 days", id="no such day"),
        pytest.param(["gd-01", "--due", "2024-09-30", "--every", "year"], 1, "every", id="two schedules"),
    ],
)
def test_an_edit_that_would_be_wrong_is_refused(
    tell: Tell, small: Path, words: list[str], code: int, sentence: str
) -> None:
    before = small.read_bytes()
    answer = tell("edit", *words)
    assert (answer.code, answer.out) == (code, "")
    assert sentence in answer.err
    assert small.read_bytes() == before


# retire


def test_what_is_retired_no_longer_counts_and_what_was_done_does(tell: Tell, small: Path) -> None:
    tell("mark", "gd-02@2024-Q1", "done", "--on", "2024-03-20")
    code, out, err = tell("retire", "gd-02", "--reason", "trùng với kế hoạch khác")
    said = "1 occurrence no longer counts as overdue: gd-02@2024-Q2.\nFigures of 2024-06-30: 1/3 -> 1/2.\n"
    assert (code, err) == (0, said)
    assert out == (
        "gd-02 (Giao ban công tác khoa giáo) is retired from 2024-06-30 on; what was done until then still counts. "
        "Change 3.\n"
    )
    assert "gd-02@2024-Q1" in ids(tell)
    assert "gd-02@2024-Q3" not in ids(tell)
    assert "gd-02@2024-Q3" in ids(tell, "--as-of", "2024-06-29")
    assert activity(tell, "gd-02")["retired_on"] == "2024-06-30"


def test_what_another_waits_for_is_not_retired(tell: Tell, small: Path) -> None:
    code, out, err = tell("retire", "gd-01")
    assert (code, out) == (1, "")
    assert err == 'coordplan: gd-05 waits for gd-01.\nFirst: coordplan edit gd-05 --after ""\n'


def test_the_same_retirement_again_writes_nothing(tell: Tell, small: Path) -> None:
    tell("retire", "gd-04")
    before = small.read_bytes()
    for line in (("retire", "gd-04"), ("retire", "GD-04", "--on", "30/6/2024")):
        code, out, err = tell(*line)
        assert (code, err) == (0, "")
        assert out == "gd-04 (Mở lớp bồi dưỡng): already recorded: retired from 2024-06-30 on. Nothing was written.\n"
    assert small.read_bytes() == before


@pytest.mark.parametrize("words", [["retire", "--on", "2024-06-29"], ["edit", "--title", "x"], ["mark"], ["extend"]])
def test_what_is_retired_is_left_alone(tell: Tell, small: Path, words: list[str]) -> None:
    tell("retire", "gd-04")
    more = {"mark": ["50%"], "extend": ["2025-03-03", "--evidence", "1-CV"]}.get(words[0], [])
    code, out, err = tell(words[0], "gd-04", *words[1:], *more)
    assert (code, out) == (1, "")
    assert err.startswith("coordplan: gd-04 was retired on 2024-06-30.\n")
    assert "coordplan log gd-04" in err


def test_a_day_that_does_not_exist_is_no_day_to_retire_on(tell: Tell, small: Path) -> None:
    assert tell("retire", "gd-04", "--on", "31/6/2024").code == 2


# undo


def test_undo_takes_back_the_last_change_and_an_undo_can_be_undone(tell: Tell, small: Path) -> None:
    fresh = tell("list", "-f", "csv").out
    tell("mark", "gd-05", "60%")
    marked = tell("list", "-f", "csv").out
    code, out, err = tell("undo", "--reason", "nhầm mã")
    assert (code, err) == (0, "")
    assert out.startswith("Change 2 (mark gd-05 60%; lan, ")
    assert ") is taken back. Change 3.\ngd-05: in progress, 60% -> not started\n" in out
    assert out.endswith("To bring it back: coordplan undo 3\n")
    assert tell("list", "-f", "csv").out == fresh
    assert "is taken back. Change 4.\n" in tell("undo", "3").out
    assert tell("list", "-f", "csv").out == marked


def test_undo_without_a_number_never_takes_back_the_first_load(tell: Tell, small: Path) -> None:
    tell("mark", "gd-05", "60%")
    assert tell("undo").code == 0
    before = small.read_bytes()
    code, out, err = tell("undo")
    assert (code, out) == (1, "")
    assert "What is left to take back is the first load of the file, change 1." in err
    assert "coordplan undo 1" in err
    assert small.read_bytes() == before
    assert tell("undo", "1").code == 0


def test_undo_without_a_number_never_takes_back_a_demonstration(tell: Tell, here: Path) -> None:
    write_definitions(here / "plans")
    assert tell("init", "--demo").code == 0
    assert tell("mark", "gd-05", "60%").code == 0
    assert tell("undo").code == 0
    code, out, err = tell("undo")
    assert (code, out) == (1, "")
    assert "the made-up entries of the demonstration, change 2." in err
    assert "coordplan undo 2" in err
    assert tell("undo", "2").code == 0


UNDONE = [
    pytest.param((), (), 0, id="one's own newest"),
    pytest.param(((("mark", "gd-05", "60%"), "lan"),), (), 1, id="an earlier one of one's own"),
    pytest.param((), ("--by", "minh"), 1, id="somebody else's"),
    pytest.param((), ("--by", "minh", "--sure"), 0, id="somebody else's, and it is meant"),
]


@pytest.mark.parametrize(("later", "options", "code"), UNDONE)
def test_undo_of_what_others_or_earlier_changes_called_done_is_doubted(
    tell: Tell, small: Path, later: tuple[tuple[tuple[str, ...], str], ...], options: tuple[str, ...], code: int
) -> None:
    tell("done", "gd-01")
    for words, by in later:
        tell(*words, "--by", by)
    answer = tell("undo", "2", *options)
    assert answer.code == code
    if code:
        assert "gd-01: done late (2024-06-30) -> not started, overdue, by taking back change 2 of lan." in answer.err


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(["add", "gd", "Việc", *NEW], id="an addition"),
        pytest.param(["edit", "gd-02", "--due-day", "20"], id="an edit that moves due dates"),
        pytest.param(["retire", "gd-04"], id="a retirement"),
        pytest.param(["extend", "gd-01", "2024-07-15", "--evidence", "1-CV"], id="an extension"),
        pytest.param(["done", "gd-01", "gd-02", "gd-05"], id="several done"),
    ],
)
def test_undo_restores_every_answer(tell: Tell, small: Path, words: list[str]) -> None:
    def answers() -> list[str]:
        return [
            tell(*asked, "-f", "csv", "--as-of", day).out
            for day in ("2024-06-20", "2024-06-30", "2025-01-31")
            for asked in (["list"], ["status"], ["due"])
        ]

    before = answers()
    assert tell(*words).code == 0
    assert answers() != before
    assert tell("undo").code == 0
    assert answers() == before


def test_undo_goes_back_change_by_change(tell: Tell, small: Path) -> None:
    tell("mark", "gd-05", "60%")
    tell("mark", "gd-05", "70%")
    assert tell("undo").out.startswith("Change 3 ")
    assert tell("undo").out.startswith("Change 2 ")


def test_an_earlier_change_can_be_taken_back_by_its_number(tell: Tell, small: Path) -> None:
    tell("mark", "gd-05", "60%")
    tell("mark", "gd-04", "3")
    assert tell("undo", "#2").out.startswith("Change 2 (mark gd-05 60%")
    assert "gd-05" not in ids(tell, "--standing", "in_progress")
    assert "gd-04" in ids(tell, "--standing", "in_progress")


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        pytest.param(["99"], 1, "There is no change 99.\nThe last one is 3;", id="no such change"),
        pytest.param(["x"], 2, '"x" is not the number of a change.', id="no number"),
        pytest.param(["1"], 1, "Change 1 cannot be taken back: later changes depend on it: ", id="what others need"),
        pytest.param(["2"], 1, "Change 2 was already taken back, by change 3.", id="taken back already"),
    ],
)
def test_an_undo_that_cannot_be_is_refused_with_the_reason(
    tell: Tell, small: Path, words: list[str], code: int, sentence: str
) -> None:
    tell("mark", "gd-05", "60%")
    tell("undo")
    if words == ["1"]:
        tell("mark", "gd-05", "70%")
    before = small.read_bytes()
    answer = tell("undo", *words)
    assert (answer.code, answer.out) == (code, "")
    assert sentence in answer.err
    assert small.read_bytes() == before


def test_a_body_can_lead_until_its_last_day_and_those_of_the_plan_come_first() -> None:
    day = date(2024, 6, 30)
    bodies = (
        Organization("a", "A", until_on=day),
        Organization("b", "B", until_on=day - timedelta(days=1)),
        Organization("c", "C"),
    )
    known = Definitions(organizations=bodies, plans=(Plan("p", "P", "c"),))
    assert [body.id for body in bodies_to_lead(known, "p", day)] == ["c", "a"]
