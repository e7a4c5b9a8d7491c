"""Ratings as they are shown, and given by hand."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.command_line import DEFINITIONS, Tell, write_definitions


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COORDPLAN_LANG", "en")


def ratings(tell: Tell, *words: str) -> dict[str, Any]:
    found = json.loads(tell("status", *words, "-f", "json").out)
    return {each["id"]: each for each in found["ratings"]} | {"": found["rating"]}


def test_every_plan_is_rated_with_its_reason(tell: Tell, shipped: Path) -> None:
    found = ratings(tell)
    assert {id_: each["colour"] for id_, each in found.items() if each["colour"] != "green"} == {
        "": "amber",
        "ldtbxh": "amber",
        "yte": "amber",
        "tttt": "amber",
        "tnmt": "amber",
    }
    assert found[""]["worst_plans"] == ["ldtbxh", "yte", "tttt", "tnmt"]
    assert found["tttt"]["crossed"] == [{"rule": "days_late", "value": 193, "limit": 30}]
    out = tell("status", "--width", "240").out
    assert "the longest overdue is 193 days late (limit 30)" in out
    assert "as its worst plans: Sở LĐ-TB&XH, Sở Y tế, Sở TT&TT, Sở TN&MT" in out
    assert "green" in out


def test_a_rating_given_stands_beside_the_computed_one(tell: Tell, shipped: Path) -> None:
    answer = tell("rate", "tttt", "green", "--reason", "đã có giải trình", "--on", "20/6/2024")
    assert answer.code == 0
    assert answer.out.startswith("Sở TT&TT is rated green from 2024-06-20 on: lan on 2024-06-20: đã có giải trình")
    assert "(by the rules: amber; the longest overdue is 183 days late (limit 30))" in answer.out
    found = ratings(tell)["tttt"]
    assert (found["colour"], found["computed"]) == ("green", "amber")
    given = {"colour": "green", "rated_on": "2024-06-20", "reason": "đã có giải trình", "change": 3, "by": "lan"}
    assert found["override"] == given
    assert ratings(tell)[""]["worst_plans"] == ["ldtbxh", "yte", "tnmt"]


def test_a_rating_given_counts_from_its_day_and_as_far_as_it_was_known(tell: Tell, shipped: Path) -> None:
    tell("rate", "tttt", "green", "--reason", "x", "--on", "2024-06-20")
    assert ratings(tell, "--as-of", "2024-06-19")["tttt"]["override"] is None
    assert ratings(tell, "--as-of", "2024-06-20")["tttt"]["colour"] == "green"
    assert ratings(tell, "--known-at", "2")["tttt"]["override"] is None


def test_the_latest_rating_counts_until_the_rules_do_again(tell: Tell, shipped: Path) -> None:
    tell("rate", "tttt", "green", "--reason", "x", "--on", "2024-06-20")
    tell("rate", "tttt", "red", "--reason", "y", "--on", "2024-06-25")
    assert [ratings(tell, "--as-of", day)["tttt"]["colour"] for day in ("2024-06-24", "2024-06-25")] == [
        "green",
        "red",
    ]
    tell("rate", "tttt", "computed", "--reason", "hết hiệu lực", "--on", "2024-06-28")
    found = ratings(tell)["tttt"]
    assert (found["colour"], found["override"]) == ("amber", None)


def test_the_same_rating_twice_is_written_once(tell: Tell, shipped: Path) -> None:
    words = ("rate", "gddt", "amber", "--on", "1/6/2024", "--reason", "Chậm triển khai")
    assert tell(*words).code == 0
    before = shipped.read_bytes()
    code, out, err = tell(*words)
    assert (code, err) == (0, "")
    assert "already recorded: amber from 2024-06-01 on. Nothing was written." in out
    assert shipped.read_bytes() == before
    assert "Change" in tell(*words[:-1], "Chậm kinh phí").out, "another reason is a correction"


def test_of_two_ratings_for_one_day_the_later_counts_and_undo_brings_the_first_back(tell: Tell, shipped: Path) -> None:
    tell("rate", "tttt", "green", "--reason", "x")
    tell("rate", "tttt", "amber", "--reason", "y")
    assert ratings(tell)["tttt"]["colour"] == "amber"
    tell("undo")
    assert ratings(tell)["tttt"]["colour"] == "green"
    assert "rate tttt amber" in tell("log").out


def test_the_program_itself_can_be_rated(tell: Tell, shipped: Path) -> None:
    tell("rate", "ctph-2022-2025", "green", "--reason", "đã báo cáo Thường trực")
    found = ratings(tell)
    assert (found[""]["colour"], found[""]["computed"]) == ("green", "amber")
    assert found["ctph-2022-2025"]["override"] is None, "its own activities are judged by the rules alone"


def test_limits_are_those_of_the_program(tell: Tell, here: Path) -> None:
    rating = "  rating:\n    amber: {days_late: 3}\n    red: {days_late: 10}\n"
    program = DEFINITIONS["program.yaml"].replace("  until: 2025-12-31\n", "  until: 2025-12-31\n" + rating)
    write_definitions(here / "plans", {**DEFINITIONS, "program.yaml": program})
    tell("init")
    assert ratings(tell)["gd"]["colour"] == "red"  # gd-01 is ten days late
    assert "Limits (of the program)" in tell("why", "rating").out
    tell("export", "out")
    assert "days_late: 10" in (here / "out" / "program.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("words", [("--content", "nd1"), ("--lead", "btg"), ("--period", "2024-Q2"), ("--by", "lead")])
def test_a_part_of_a_plan_is_not_rated(tell: Tell, shipped: Path, words: tuple[str, str]) -> None:
    assert list(ratings(tell, *words)) == [""]
    assert ratings(tell, *words)[""] is None


def test_one_plan_is_rated_alone(tell: Tell, shipped: Path) -> None:
    found = ratings(tell, "--plan", "khcn")
    assert (found["khcn"]["colour"], found[""]) == ("green", None)


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        pytest.param(["tttt", "blue", "--reason", "x"], 2, '"blue" is not a rating.', id="no such colour"),
        pytest.param(["ttt", "red", "--reason", "x"], 1, '"ttt" is not a plan of this program.', id="no such plan"),
        pytest.param(["tttt", "red"], 2, "--reason is missing.", id="no reason"),
        pytest.param(["tttt", "red", "--reason", " "], 2, "--reason is empty", id="an empty reason"),
        pytest.param(["tttt", "red", "--reason", "x", "--on", "2024-07-01"], 1, "is still to come", id="to come"),
        pytest.param(["tttt", "red", "--reason", "x", "--on", "2021-07-01"], 1, "before the program", id="before it"),
    ],
)
def test_a_rating_that_cannot_be_is_refused(
    tell: Tell, shipped: Path, words: list[str], code: int, sentence: str
) -> None:
    before = shipped.read_bytes()
    answer = tell("rate", *words)
    assert (answer.code, answer.out) == (code, "")
    assert sentence in answer.err
    assert shipped.read_bytes() == before


def test_colours_are_understood_in_both_languages(tell: Tell, shipped: Path) -> None:
    out = tell("--lang", "vi", "rate", "Sở TT&TT", "vàng", "--reason", "đã giải trình").out
    assert out.startswith("Đã đánh giá Sở TT&TT ở mức vàng từ ngày 30/6/2024: lan ngày 30/6/2024: đã giải trình")
    assert ratings(tell)["tttt"]["colour"] == "amber"


def test_a_load_says_which_limits_it_changes(tell: Tell, small: Path, here: Path) -> None:
    program = here / "plans" / "program.yaml"
    text = program.read_text(encoding="utf-8")
    with_rating = text.replace("  until: 2025-12-31\n", "  until: 2025-12-31\n  rating:\n    amber: {days_late: 3}\n")
    program.write_text(with_rating, encoding="utf-8")
    for words in (("load", "plans", "--dry-run"), ("load", "plans")):
        code, out, err = tell(*words)
        assert (code, err) == (0, "")
        assert "rating: - -> amber: days_late 3" in out
    program.write_text(text, encoding="utf-8")
    assert "rating: amber: days_late 3 -> -" in tell("load", "plans").out


def test_a_limit_that_is_no_worse_than_the_usual_one_of_the_other_colour_is_told(
    tell: Tell, small: Path, here: Path
) -> None:
    program = here / "plans" / "program.yaml"
    text = program.read_text(encoding="utf-8")
    program.write_text(
        text.replace("  until: 2025-12-31\n", "  until: 2025-12-31\n  rating: {red: {days_late: 10}}\n"), "utf-8"
    )
    assert "days_late: red (10) is not worse than amber (30)" in tell("check", "plans").out


def test_a_program_that_has_not_begun_is_not_rated(tell: Tell, small: Path) -> None:
    found = ratings(tell, "--as-of", "2023-12-01")
    assert {each["colour"] for each in found.values()} == {None}
    assert not {"green", "amber", "red"} & set(tell("status", "--as-of", "2023-12-01").out.split())
