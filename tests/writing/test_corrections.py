"""What happens when something is told twice, late, of another day, or beside definitions that have moved."""

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.command_line import Tell
from tests.writing.test_mark import refused, standing


def test_a_day_named_for_finished_work_takes_the_place_of_the_one_told_before(tell: Tell, small: Path) -> None:
    tell("mark", "gd-05", "done", "--on", "2024-06-20")
    for day in ("2024-06-25", "2024-06-12"):
        assert tell("mark", "gd-05", "done", "--on", day).code == 0
        assert standing(tell, "gd-05")["done_on"] == day
    assert tell("undo").code == 0
    assert standing(tell, "gd-05")["done_on"] == "2024-06-25"


@pytest.mark.parametrize("more", ["100%", "done"], ids=["a percent", "the word, with its document"])
def test_more_told_of_finished_work_does_not_make_it_late(tell: Tell, small: Path, more: str) -> None:
    tell("mark", "gd-01", "done", "--on", "2024-06-10")
    assert tell("mark", "gd-01", more, "--evidence", "12-BC/BTG").code == 0
    row = standing(tell, "gd-01")
    assert (row["standing"], row["done_on"], row["evidence"]) == ("done_on_time", "2024-06-10", "12-BC/BTG")


def test_a_plain_id_means_what_is_open_on_that_day_and_now(tell: Tell, small: Path) -> None:
    tell("mark", "gd-02", "done", "--on", "2024-03-20")
    said = tell("mark", "gd-02", "done", "--on", "2024-04-10").out
    assert said.startswith("gd-02@2024-Q2 (")
    assert standing(tell, "gd-02@2024-Q1")["done_on"] == "2024-03-20"


def test_a_plain_id_never_means_what_had_not_begun_on_that_day(tell: Tell, small: Path) -> None:
    tell("mark", "gd-02", "done", "--on", "2024-03-20")
    code, _out, err = tell("mark", "gd-02", "done", "--on", "2024-03-10")
    assert code == 1
    assert (
        "The last one, gd-02@2024-Q1, was done on 2024-03-20. The next one, gd-02@2024-Q2, begins on 2024-04-01." in err
    )
    assert "Name the one that is meant: gd-02@2024-Q1 or gd-02@2024-Q2" in err


def test_a_plain_id_that_is_resumed_means_what_is_held(tell: Tell, small: Path) -> None:
    tell("mark", "gd-02", "suspended")
    assert tell("mark", "gd-02", "resumed").out.startswith("gd-02@2024-Q1 (")


def test_an_id_is_understood_in_any_case(tell: Tell, small: Path) -> None:
    assert tell("mark", "GD-02@2024-q3", "40%").out.startswith("gd-02@2024-Q3 (")
    assert tell("show", "GD-02").out.startswith("gd-02: ")
    assert tell("log", "GD-02", "-f", "csv").out.count("\n") == 3


def test_an_extension_says_what_is_unusual_about_its_day(tell: Tell, small: Path) -> None:
    said = tell("extend", "gd-05", "2024-07-14", "--evidence", "12-CV").out
    assert "That is a day off; the next working day is 2024-07-15." in said
    assert "after the program's end, 2025-12-31" in tell("extend", "gd-05", "2026-03-02", "--evidence", "13-CV").out


def test_what_was_cancelled_is_not_extended(tell: Tell, small: Path) -> None:
    tell("mark", "gd-05", "cancelled")
    assert "gd-05 was cancelled on 2024-06-30." in refused(
        tell, small, "extend", "gd-05", "2024-09-09", "--evidence", "1"
    )


@pytest.mark.parametrize(
    ("day", "reason"), [("2023-12-31", "is before the program"), ("2024-07-01", "is still to come")]
)
def test_an_activity_is_retired_on_a_day_that_has_been(tell: Tell, small: Path, day: str, reason: str) -> None:
    assert reason in refused(tell, small, "retire", "gd-03", "--on", day)


def test_what_was_retired_by_hand_is_told_when_a_load_brings_it_back(tell: Tell, small: Path) -> None:
    tell("retire", "gd-03")
    said = tell("load", "--revive").out
    assert "it had been retired on 2024-06-30, and comes back" in said
    assert standing(tell, "gd-03")["standing"] == "ongoing"


def test_a_load_is_refused_beside_which_an_activity_added_by_hand_would_be_wrong(tell: Tell, small: Path) -> None:
    tell("add", "gd", "Việc cuối kỳ", "--content", "nd1", "--lead", "btg", "--due", "2025-12-01")
    program = Path("plans/program.yaml")
    program.write_text(program.read_text(encoding="utf-8").replace("until: 2025-12-31", "until: 2025-11-30"), "utf-8")
    err = refused(tell, small, "load")
    assert "gd-06, which was added by hand, would be wrong" in err


def test_a_new_schedule_says_which_occurrences_come_and_go(tell: Tell, small: Path) -> None:
    plan = Path("plans/gd.yaml")
    plan.write_text(plan.read_text(encoding="utf-8").replace("every: quarter", "every: half"), "utf-8")
    said = tell("load", "--dry-run").out
    assert "new occurrences: gd-02@2024-H1, gd-02@2024-H2, gd-02@2025-H1, gd-02@2025-H2" in said
    assert "occurrences that go (what was done stays): gd-02@2024-Q1," in said


def test_the_history_of_an_activity_holds_what_a_new_schedule_did_away_with(tell: Tell, small: Path) -> None:
    tell("mark", "gd-02@2024-Q1", "60%")
    plan = Path("plans/gd.yaml")
    plan.write_text(plan.read_text(encoding="utf-8").replace("every: quarter", "every: half"), "utf-8")
    tell("load")
    entries = json.loads(tell("show", "gd-02", "-f", "json").out)["entries"]
    assert [(each["occurrence"], each["percent"]) for each in entries] == [("gd-02@2024-Q1", 60)]


def test_what_belongs_to_a_period_is_the_same_as_a_group_and_as_a_filter(tell: Tell, small: Path) -> None:
    program = Path("plans/program.yaml")
    text = program.read_text(encoding="utf-8")
    program.write_text(text.replace("  language: en\n", "  language: en\n  reporting: {cutoff_day: 14}\n"), "utf-8")
    tell("load")
    for by in ("period", "year"):
        groups = json.loads(tell("status", "--by", by, "-f", "json").out)["groups"]
        counted = {each["id"]: each["total"] for each in groups if each["id"] != "ongoing"}
        asked = {key: json.loads(tell("status", "--period", key, "-f", "json").out)["totals"]["total"]
                 for key in counted if key < "2026"}  # fmt: skip
        assert asked == {key: total for key, total in counted.items() if key < "2026"}
    assert "2025-Q1" in tell("status", "--by", "period").out  # the one due on 2024-12-20 and 2024-12-31


def test_a_period_is_compared_with_the_same_period_a_year_before(tell: Tell, small: Path) -> None:
    out = tell("status", "--period", "2025-Q2", "--as-of", "2025-06-30").out
    assert "than on the same date a year before, 2024-06-30 (0%, 0/" in out or (
        "The same as on the same date a year before, 2024-06-30 (0%, 0/" in out
    )


def test_a_day_that_has_passed_is_no_way_ahead(tell: Tell, small: Path) -> None:
    code, out, err = tell("due", "--within", "2024-01-01")
    assert (code, out) == (2, "")
    assert "--within: 2024-01-01 is before 2024-06-30." in err


def test_words_find_what_a_body_leads_and_only_where_they_stand_together(tell: Tell, small: Path) -> None:
    led = {row["occurrence"] for row in json.loads(tell("search", "so y te", "-f", "json").out)["occurrences"]}
    plan = {row["occurrence"] for row in json.loads(tell("list", "--lead", "so-yt", "-f", "json").out)["occurrences"]}
    assert plan <= led
    assert "gd-03" not in led


@pytest.mark.parametrize("word", ["overdue", "quá hạn", "qua han"])
def test_a_standing_is_understood_as_it_is_typed_or_read(tell: Tell, small: Path, word: str) -> None:
    rows = json.loads(tell("list", "--standing", word, "-f", "json").out)["occurrences"]
    assert {row["standing"] for row in rows} == {"not_started_overdue"}


def test_the_log_tells_of_a_file_whose_program_was_taken_back(tell: Tell, small: Path) -> None:
    tell("undo", "1")
    assert json.loads(tell("log", "-f", "json").out)["changes"][0]["command"] == "undo 1"
    assert tell("undo", "2").code == 0


def test_the_log_keeps_the_whole_command(tell: Tell, small: Path) -> None:
    tell("mark", "gd-01", "60%", "--on", "2024-06-20", "--note", "chờ ý kiến", "--by", "hoa", "--reason", "email")
    change = json.loads(tell("log", "-f", "json").out)["changes"][0]
    assert change["command"] == "mark gd-01 60% --on 2024-06-20 --note 'chờ ý kiến'"
    assert (change["by"], change["reason"]) == ("hoa", "email")


def test_the_days_of_the_view_are_those_of_the_office(tell: Tell, small: Path) -> None:
    with sqlite3.connect(small) as connection:
        sql = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'standings_today'").fetchone()[0]
    assert "'+7 hours'" in sql
    assert "localtime" not in sql


def test_an_output_behind_a_link_goes_to_the_file_that_it_names(tell: Tell, small: Path, tmp_path: Path) -> None:
    real = tmp_path / "real.txt"
    real.write_text("old")
    link = tmp_path / "link.txt"
    link.symlink_to(real)
    assert tell("status", "-o", str(link)).code == 0
    assert link.is_symlink()
    assert real.read_text(encoding="utf-8").startswith("Chương trình thử")


def test_a_write_is_kept_where_nobody_reads_the_answer(small: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "coordplan", "--db", str(small), "mark", "gd-05", "55%"]
    done = subprocess.run(
        command, stdout=writing, stderr=writing, env=os.environ | {"COORDPLAN_TODAY": "2024-06-30"}, check=False
    )
    os.close(writing)
    assert done.returncode == 0
    with sqlite3.connect(small) as connection:
        assert connection.execute("SELECT percent FROM entries").fetchall() == [(55.0,)]


def test_an_activity_by_hand_stays_so_when_it_is_edited_in_another_case(tell: Tell, small: Path) -> None:
    tell("add", "gd", "Việc thêm", "--content", "nd1", "--lead", "btg", "--due", "2025-12-01")
    assert tell("edit", "GD-06", "--note", "x").code == 0
    assert tell("load").out == "Nothing to change.\n"
    assert standing(tell, "gd-06")["standing"] == "upcoming"


def test_an_unknown_id_is_told_before_what_is_wrong_with_its_value(tell: Tell, small: Path) -> None:
    assert '"gd-77" is not an activity of this program.' in refused(tell, small, "mark", "gd-77", "12")


def test_the_february_of_a_leap_year_is_compared_whole(tell: Tell, small: Path) -> None:
    tell("add", "gd", "Việc tháng hai", "--content", "nd1", "--lead", "btg", "--due", "2024-02-29")
    tell("mark", "gd-06", "done", "--on", "2024-02-20")
    tell("add", "gd", "Việc tháng hai năm sau", "--content", "nd1", "--lead", "btg", "--due", "2025-02-28")
    out = tell("status", "--period", "2025-02", "--as-of", "2025-03-01").out
    assert "on the same date a year before, 2024-03-01 (100%, 1/1)" in out  # due on 29 February
