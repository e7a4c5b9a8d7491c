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
    assert "In another copy  yte-15: Của Hoa" in " ".join(tell("show", "yte-14").out.splitlines())
    assert "In another copy" not in tell("show", "yte-15").out


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


def test_an_id_that_only_another_copy_bears_is_told_with_what_it_is_called_here(hoa: Path, tell: Tell) -> None:
    add(tell, "Của Lan")
    assert tell("undo").code == 0
    add(tell, "Của Hoa", "--db", str(hoa))
    merged = tell("merge", str(hoa))
    assert merged.code == 0, merged.err
    assert "yte-14 (Của Hoa) of the other copy is called yte-15 here" in merged.out
    sentence = "yte-14 was the id of another copy: that activity is called yte-15 here (Của Hoa).\nUse yte-15.\n"
    for words in (
        ("show", "yte-14"),
        ("why", "yte-14"),
        ("log", "yte-14"),
        ("mark", "yte-14", "60%"),
        ("done", "yte-14", "--on", "28/6/2024"),
        ("extend", "yte-14", "30/9/2024", "--evidence", "9-CV"),
        ("edit", "yte-14", "--title", "Khác"),
        ("retire", "yte-14", "--sure"),
    ):
        assert tell(*words) == (1, "", f"coordplan: {sentence}"), words


def test_undo_to_a_change_before_a_merge_takes_all_of_it_back(hoa: Path, tell: Tell) -> None:
    asked = ("list", "--plan", "yte", "-f", "csv")
    tell("mark", "yte-01@2024-Q2", "60%")
    number = json.loads(tell("log", "-f", "json").out)["changes"][0]["change"]
    before = tell(*asked).out
    add(tell, "Của Lan")
    for title in ("Của Hoa", "Cũng của Hoa"):
        add(tell, title, "--db", str(hoa))
    assert tell("merge", str(hoa)).code == 0
    tell("mark", "yte-14", "40%")
    after = tell(*asked).out
    undone = tell("undo", "--to", str(number), "--sure")
    assert undone.code == 0, undone.err
    assert tell(*asked).out == before
    latest = json.loads(tell("log", "-f", "json").out)["changes"][0]
    assert min(latest["takes_back"]) == number + 1
    assert "taken back here" in tell("merge", str(hoa)).err
    assert tell("undo", str(latest["change"]), "--sure").code == 0
    assert tell(*asked).out == after
    assert tell("doctor", "--quiet").code == 0


def test_a_merge_that_the_other_copy_took_back_is_said_to_be(shipped: Path, hoa: Path, tell: Tell) -> None:
    add(tell, "Của Hoa", "--db", str(hoa))
    assert tell("merge", str(hoa)).code == 0
    add(tell, "Của Lan")
    assert tell("--db", str(hoa), "merge", str(shipped)).code == 0
    merge = next(
        each["change"] for each in json.loads(tell("log", "-f", "json").out)["changes"] if "merge" in each["command"]
    )
    assert tell("undo", str(merge), "--sure").code == 0
    told = tell("--db", str(hoa), "merge", str(shipped))
    assert told.code == 0
    assert "holds nothing that this file does not" in told.out
    assert f"took back the merge {merge}" in told.err


def test_a_load_of_what_another_laptop_added_under_a_taken_id_is_doubted(hoa: Path, tell: Tell) -> None:
    add(tell, "Của Lan")
    tell("done", "yte-14", "--on", "20/6/2024", "--evidence", "9-BC")
    add(tell, "Của Hoa", "--db", str(hoa))
    assert tell("--db", str(hoa), "export", "exported").code == 0
    before = tell("show", "yte-14").out
    refused = tell("load", "exported")
    assert (refused.code, refused.out) == (1, "")
    assert "yte-14" in refused.err
    assert "coordplan merge" in refused.err
    assert tell("show", "yte-14").out == before
    assert tell("load", "exported", "--sure", "yte-14").code == 0
    assert "Của Hoa" in tell("show", "yte-14").out


@pytest.fixture
def contradicted(hoa: Path, tell: Tell) -> Path:
    """Another copy that gave a number once more, recorded late what is closed here, and rated a plan otherwise."""
    there = ("--db", str(hoa))
    issue = ("report", "issue", "2024-Q1", "--number", "50-BC/BTGTU", "--signed-on", "29/6/2024", "--sure")
    assert tell(*issue, "-o", "lan.txt").code == 0
    assert tell(*there, *issue, "--plan", "yte", "-o", "hoa.txt").code == 0
    assert tell("period", "close", "2024-Q1").code == 0
    assert tell(*there, "mark", "yte-01@2024-Q1", "45%", "--on", "10/3/2024", "--sure").code == 0
    assert tell("rate", "tttt", "green", "--reason", "a").code == 0
    assert tell(*there, "rate", "tttt", "red", "--reason", "b").code == 0
    return hoa


def test_all_that_contradicts_is_listed_at_once_with_what_each_side_needs(contradicted: Path, tell: Tell) -> None:
    refused = tell("merge", str(contradicted))
    assert refused.code == 1
    lines = refused.err.splitlines()
    heads = [line for line in lines if line.startswith("- ")]

    assert len(heads) == 3, heads
    assert "- one number on two reports: 50-BC/BTGTU" in heads
    (rating,) = (number for number, line in enumerate(lines) if line.startswith("- the rating of "))
    assert "2024-06-30: changed on both sides" in lines[rating]
    assert ["green (a)" in lines[rating + 1], "red (b)" in lines[rating + 2]] == [True, True]
    (report,) = (number for number, line in enumerate(lines) if "50-BC/BTGTU" in line)
    assert "lan.txt" in lines[report + 1]
    assert "hoa.txt" in lines[report + 2]
    assert all(" done, " in line for line in lines[report + 1 : report + 3]), refused.err
    assert lines[-1].startswith("For all of it: --ours or --theirs --reopen --reason ...;")
    assert tell("merge", str(contradicted), "--theirs").code == 1
    merged = tell("merge", str(contradicted), "--theirs", "--reopen", "--reason", "12-CV/BTGTU")
    assert merged.code == 0, merged.err
    assert "(50-BC/BTGTU) is withdrawn: its number is that of another report." in merged.out
    assert "Decided for what the other copy says: " in merged.out
    assert "@2024-06-30" not in merged.out


def test_a_trial_says_once_what_is_to_be_decided(contradicted: Path, tell: Tell) -> None:
    tried = tell("merge", str(contradicted), "--dry-run")
    assert tried.code == 0, tried.err
    assert tried.out.count("To be decided") == 1
    assert tell("merge", str(contradicted), "--dry-run", "--ours").out.count("To be decided") == 0


def test_of_two_reports_of_one_number_the_number_names_the_one_in_force(contradicted: Path, tell: Tell) -> None:
    assert tell("merge", str(contradicted), "--ours").code == 0
    (row,) = json.loads(tell("report", "verify", "50-bc/btgtu", "-f", "json").out)["reports"]
    assert (row["report"], row["withdrawn"], row["file"]) == (1, False, "same")
    rows = json.loads(tell("report", "verify", "-f", "json").out)["reports"]
    assert rows[1]["file"] in ("same", "elsewhere"), "it was issued with a file"
