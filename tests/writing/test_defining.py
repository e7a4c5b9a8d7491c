"""What is refused and doubted of definitions by hand: occurrences' ids, targets that turn round, windows, starts."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.command_line import Tell

NEW = ["--content", "nd1", "--lead", "so-gd"]


def activity(tell: Tell, id_: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(tell("show", id_, "-f", "json").out)["activity"]
    return found


@pytest.mark.parametrize(
    ("words", "way_out"),
    [
        pytest.param(
            ["edit", "gd-02@2024-Q3", "--due", "1/8/2024"],
            "coordplan extend gd-02@2024-Q3 1/8/2024 --evidence ...",
            id="edit with a day",
        ),
        pytest.param(["edit", "gd-02@2024-q3", "--note", "x"], "coordplan extend gd-02@2024-Q3 DATE", id="edit a note"),
        pytest.param(["retire", "gd-02@2024-Q3"], "coordplan mark gd-02@2024-Q3 cancelled", id="retire"),
        pytest.param(["retire", "GD-02@2024-Q3", "--sure"], "mark gd-02@2024-Q3 cancelled", id="retire, meant"),
    ],
)
def test_an_occurrence_is_not_an_activity(tell: Tell, small: Path, words: list[str], way_out: str) -> None:
    before = small.read_bytes()
    code, out, err = tell(*words)
    assert (code, out) == (1, "")
    assert "gd-02@2024-Q3 is one occurrence" in err
    assert way_out in err
    assert small.read_bytes() == before


@pytest.mark.parametrize(
    ("id_", "words", "target"),
    [
        pytest.param("yt-02", ["--target", "10"], (10, "ca", 80), id="the value alone keeps unit and baseline"),
        pytest.param("yt-02", ["--target", "10 ca"], (10, "ca", 80), id="value and unit keep the baseline"),
        pytest.param("yt-02", ["--target", "90", "--baseline", "20"], (90, "ca", 20), id="turned, with its baseline"),
        pytest.param("yt-02", ["--target", "90", "--baseline", "0"], (90, "ca", 0), id="turned, from nothing"),
        pytest.param("gd-04", ["--target", "15 buổi"], (15, "buổi", 0), id="another unit"),
    ],
)
def test_a_target_keeps_what_is_not_named(
    tell: Tell, small: Path, id_: str, words: list[str], target: tuple[float, str, float]
) -> None:
    assert tell("edit", id_, *words).code == 0
    made = activity(tell, id_)
    assert (made["target"], made["unit"], made["baseline"]) == target


@pytest.mark.parametrize(
    ("id_", "words"),
    [
        pytest.param("yt-02", ["--target", "90 ca"], id="a falling one that would rise"),
        pytest.param("gd-04", ["--target=-3 lớp"], id="a rising one that would fall"),
    ],
)
def test_a_target_does_not_turn_round_by_itself(tell: Tell, small: Path, id_: str, words: list[str]) -> None:
    code, out, err = tell("edit", id_, *words, "--sure")
    assert (code, out) == (1, "")
    assert "would change direction" in err
    assert "--baseline NUMBER" in err


@pytest.mark.parametrize(
    ("words", "start"),
    [
        pytest.param(["--due", "Quý IV/2024"], None, id="of the words of a quarter"),
        pytest.param(["--due", "Quý I/2024", "--start", "2024-02-01"], "2024-02-01", id="named beside words"),
        pytest.param(["--due", "2024-12-20", "--start", "2024-02-01"], "2024-02-01", id="named beside a day"),
    ],
)
def test_a_window_that_was_named_survives_a_new_due_date(
    tell: Tell, small: Path, words: list[str], start: str | None
) -> None:
    assert tell("add", "gd", "Việc", *NEW, *words).code == 0
    assert tell("edit", "gd-06", "--due", "2025-03-31").code == 0
    assert activity(tell, "gd-06")["start"] == start


@pytest.mark.parametrize(
    ("words", "start"),
    [
        pytest.param(["--due", "Hằng tháng"], "2024-06-01", id="monthly by words"),
        pytest.param(["--every", "quarter"], "2024-04-01", id="quarterly by code"),
        pytest.param(["--every", "Hằng năm"], "2024-01-01", id="yearly by words under every"),
        pytest.param(["--every", "half", "--start", "2025-01-01"], "2025-01-01", id="a start that is named"),
        pytest.param(["--due", "Thường xuyên"], None, id="ongoing"),
        pytest.param(["--due", "2024-12-20"], None, id="once"),
    ],
)
def test_what_is_added_begins_with_the_current_period(
    tell: Tell, small: Path, words: list[str], start: str | None
) -> None:
    code, _out, err = tell("add", "gd", "Việc", *NEW, *words)
    assert (code, err) == (0, "")
    assert activity(tell, "gd-06")["start"] == start


@pytest.mark.parametrize("title", ["Mở lớp bồi dưỡng", "  mở LỚP bồi dưỡng. ", "Mo lop boi duong"])
def test_a_title_that_the_plan_has_is_doubted(tell: Tell, small: Path, title: str) -> None:
    line = ["add", "gd", title, *NEW, "--due", "2024-12-20"]
    before = small.read_bytes()
    code, out, err = tell(*line)
    assert (code, out) == (1, "")
    assert "gd-04" in err
    assert "--sure" in err
    assert small.read_bytes() == before
    assert tell(*line, "--sure").code == 0
    assert tell("add", "yt", *line[2:]).code == 0, "another plan may have it too"


@pytest.mark.usefixtures("small")
def test_a_short_title_is_added_edited_found_and_taken_away(tell: Tell) -> None:
    words = ["--short", "Sơ kết quý", *NEW, "--due", "2024-09-30"]
    assert tell("add", "gd", "Hội nghị sơ kết công tác quý III", *words).code == 0
    assert activity(tell, "gd-06")["short"] == "Sơ kết quý"
    assert tell("edit", "gd-06", "--short", "Hội nghị quý").code == 0
    assert tell("edit", "gd-06", "--note", "x").code == 0
    assert activity(tell, "gd-06")["short"] == "Hội nghị quý", "what is not named stays"
    found = json.loads(tell("search", "hoi nghi quy", "-f", "json").out)["occurrences"]
    assert [row["activity"] for row in found] == ["gd-06"]
    assert "Hội nghị quý" in tell("show", "gd-06").out
    assert tell("edit", "gd-06", "--short", "").code == 0
    assert activity(tell, "gd-06")["short"] is None
    shortened = tell("edit", "gd-06", "--title", "Sơ kết", "--short", "Sơ kết quý III")
    assert shortened.code == 0
    assert "no shorter than the title" in shortened.err
