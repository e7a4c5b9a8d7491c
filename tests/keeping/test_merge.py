"""merge: what another copy was told comes in, what contradicts is decided, and forms that went out still hold."""

import json
import shutil
from pathlib import Path

import pytest

from tests.collecting.filled import Filled
from tests.command_line import Tell


@pytest.fixture(autouse=True)
def _in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COORDPLAN_LANG", "en")


@pytest.fixture
def hoa(shipped: Path) -> Path:
    """A copy of the demonstration's file."""
    return Path(shutil.copy(shipped, shipped.parent / "hoa.db"))


def add(tell: Tell, title: str, *more: str) -> None:
    told = tell(*more, "add", "yte", title, "--content", "nd1", "--lead", "so-yte", "--due", "28/6/2024", "--sure")
    assert told.code == 0, told.err


def test_an_activity_of_the_same_id_gets_another_and_its_form_is_read_rightly(hoa: Path, tell: Tell) -> None:
    there = ("--db", str(hoa))
    add(tell, "Của Lan")
    add(tell, "Của Hoa", *there)
    assert tell(*there, "form", "2024-Q2", "--org", "so-yte", "-o", "forms").code == 0
    merged = tell("merge", str(hoa))
    assert merged.code == 0, merged.err
    assert "yte-14 (Của Hoa) of the other copy is called yte-15 here" in merged.out
    (form,) = Path("forms").iterdir()
    Filled(form).answer("yte-14", progress="100%", done_on="28/6/2024").save(form)
    collected = tell("collect", str(form), "--accept-partial", "--sure", "all")
    assert "yte-15" in collected.out, collected.out + collected.err
    listed = json.loads(tell("list", "--plan", "yte", "-f", "json").out)["occurrences"]
    standings = {each["occurrence"]: each["standing"] for each in listed}
    assert (standings["yte-15"], standings["yte-14"]) == ("done_on_time", "not_started_overdue")


def test_what_contradicts_is_shown_with_both_sides_and_decided(hoa: Path, tell: Tell) -> None:
    there = ("--db", str(hoa))
    tell("mark", "yte-01@2024-Q2", "60%")
    tell(*there, "mark", "yte-01@2024-Q2", "80%", "--by", "hoa")
    refused = tell("merge", str(hoa))
    assert (refused.code, refused.out) == (1, "")
    assert "ours:   60%" in refused.err
    assert "theirs: 80%" in refused.err
    assert tell("merge", str(hoa), "--ours", "--theirs").code == 2
    assert "Decided for what the other copy says: yte-01@2024-Q2." in tell("merge", str(hoa), "--theirs").out
    assert "holds nothing" in tell("merge", str(hoa)).out
    assert tell(*there, "merge", "coordplan.db").code == 0, "the decision travels"
    here, other = (tell(*where, "list", "--plan", "yte", "-f", "csv").out for where in ((), there))
    assert here == other


def test_another_file_is_not_a_copy(hoa: Path, tell: Tell) -> None:
    assert tell("--db", "own.db", "init", "--empty").code in (0, 1, 2)
    assert tell("merge", "nowhere.db").code == 1
    assert "is this file itself" in tell("merge", "coordplan.db").err


def test_all_after_a_change_is_taken_back_as_one(shipped: Path, tell: Tell) -> None:
    before = tell("status", "--by", "plan", "-f", "csv").out
    tell("mark", "yte-01@2024-Q2", "60%")
    add(tell, "Thêm")
    told = tell("undo", "--to", "2", "--sure")
    assert "2 changes, 3 to 4, are taken back. Change 5." in told.out, told.err
    assert tell("status", "--by", "plan", "-f", "csv").out == before
    rows = json.loads(tell("log", "-f", "json").out)["changes"]
    assert rows[0]["takes_back"] == [3, 4]
    assert tell("undo", "5").code == 0
    assert tell("status", "--by", "plan", "-f", "csv").out != before
