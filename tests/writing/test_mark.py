"""mark, done, extend."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.command_line import Tell


def standing(tell: Tell, occurrence: str, *words: str) -> dict[str, Any]:
    out = tell("list", "-f", "json", *words).out
    return next(row for row in json.loads(out)["occurrences"] if row["occurrence"] == occurrence)


def refused(tell: Tell, file: Path, *words: str) -> str:
    """Return what is said to a command that is refused, having seen that it left the file as it was."""
    before = file.read_bytes()
    code, out, err = tell(*words)
    assert (code, out) == (1, "")
    assert err.startswith("coordplan: ")
    assert file.read_bytes() == before
    return err


@pytest.mark.parametrize(
    ("id_", "progress", "now", "percent"),
    [
        pytest.param("gd-05", "60%", "in_progress", 60, id="a percent"),
        pytest.param("gd-05", "62,5%", "in_progress", 62.5, id="a percent with a comma"),
        pytest.param("gd-05", "0%", "not_started", 0, id="nothing yet"),
        pytest.param("gd-05", "100%", "done_on_time", 100, id="a hundred percent is done"),
        pytest.param("gd-05", "done", "done_on_time", 100, id="done"),
        pytest.param("gd-05", "xong", "done_on_time", 100, id="done in Vietnamese"),
        pytest.param("gd-05", "Đã hoàn thành", "done_on_time", 100, id="done in more Vietnamese"),
        pytest.param("gd-01", "done", "done_late", 100, id="done after the due day"),
        pytest.param("gd-01", "30%", "in_progress_overdue", 30, id="begun and overdue"),
        pytest.param("gd-03", "30%", "ongoing", 30, id="ongoing"),
        pytest.param("gd-04", "6", "in_progress", 50, id="a value"),
        pytest.param("gd-04", "6 lớp", "in_progress", 50, id="a value with its unit"),
        pytest.param("gd-04", "12", "done_on_time", 100, id="a value that reaches the target"),
        pytest.param("gd-04", "15 lớp", "done_on_time", 100, id="a value beyond the target"),
        pytest.param("yt-02@2024", "50", "in_progress", 50, id="a falling target half way"),
        pytest.param("yt-02@2024", "90 ca", "not_started", 0, id="a falling target that rose"),
        pytest.param("yt-02@2024", "18", "done_on_time", 100, id="a falling target reached"),
        pytest.param("gd-05", "tạm hoãn", "suspended", 0, id="suspended in Vietnamese"),
        pytest.param("gd-05", "hủy", "cancelled", 0, id="cancelled in Vietnamese"),
    ],
)
def test_progress_makes_a_standing(tell: Tell, small: Path, id_: str, progress: str, now: str, percent: float) -> None:
    code, out, err = tell("mark", id_, progress)
    early = id_ == "gd-05" and now == "done_on_time"
    assert (code, err) == (0, "warning: gd-05 is done before what it waits for: gd-01.\n" if early else "")
    assert out.startswith(f"{id_} (")
    assert out.endswith(" Change 2.\n")
    row = standing(tell, id_)
    assert (row["standing"], row["percent"]) == (now, percent)


def test_the_answer_says_what_is_now_and_what_was_before(tell: Tell, small: Path) -> None:
    assert tell("mark", "gd-04", "7").out == (
        "gd-04 (Mở lớp bồi dưỡng): in progress, 58.333% on 2024-06-30, before: not started. 7 of 12 lớp. Change 2.\n"
    )
    assert tell("--lang", "vi", "mark", "gd-05", "40%").out == (
        "gd-05 (Đối thoại với giáo viên): đang thực hiện, 40% (ngày 30/6/2024), trước đó: chưa thực hiện. Lần ghi 3.\n"
    )


def test_a_plain_id_of_a_recurring_activity_is_its_earliest_open_occurrence(tell: Tell, small: Path) -> None:
    assert tell("mark", "gd-02", "60%").out.startswith("gd-02@2024-Q1 (")
    assert tell("mark", "gd-02", "done", "--evidence", "1-TB").out.startswith("gd-02@2024-Q1 (")
    assert tell("mark", "gd-02", "5%").out.startswith("gd-02@2024-Q2 (")
    assert tell("extend", "gd-02", "2024-07-25", "--evidence", "1-CV").out.startswith("gd-02@2024-Q2 (")
    assert tell("done", "gd-02", "--evidence", "2-TB").out.startswith("gd-02@2024-Q2 (")


def test_a_suspended_occurrence_is_not_the_one_a_plain_id_means(tell: Tell, small: Path) -> None:
    tell("mark", "gd-02", "suspended")
    assert tell("mark", "gd-02", "10%").out.startswith("gd-02@2024-Q2 (")


def test_where_no_occurrence_is_open_the_one_meant_has_to_be_named(tell: Tell, small: Path) -> None:
    tell("mark", "yt-02", "done", "--evidence", "1-BC")
    err = refused(tell, small, "mark", "yt-02", "done", "--evidence", "2-BC")
    assert "yt-02 has no open occurrence that had begun by 2024-06-30." in err
    assert "The last one, yt-02@2024, was done on 2024-06-30. The next one, yt-02@2025, begins on 2025-01-01." in err
    assert tell("mark", "yt-02@2025", "done", "--evidence", "2-BC", "--sure").code == 0
    assert "`coordplan show yt-02` lists them" in refused(tell, small, "mark", "yt-02", "done", "--evidence", "3-BC")


def test_an_observation_of_a_past_day_counts_from_that_day(tell: Tell, small: Path) -> None:
    assert tell("mark", "gd-01", "done", "--on", "20/6/2024").code == 0
    row = standing(tell, "gd-01")
    assert (row["standing"], row["done_on"]) == ("done_on_time", "2024-06-20")
    assert standing(tell, "gd-01", "--as-of", "2024-06-19")["standing"] == "not_started"


def test_the_day_it_was_done_is_said_once(tell: Tell, small: Path) -> None:
    assert ": done on time on 2024-06-20, before:" in tell("mark", "gd-05", "done", "--on", "2024-06-20").out
    assert ": done on time (2024-06-20) on " in tell("mark", "gd-05", "done", "--evidence", "12-TB").out


def test_what_is_marked_for_a_past_day_says_where_today_is_otherwise(tell: Tell, small: Path) -> None:
    tell("mark", "gd-05", "80%", "--on", "2024-06-20")
    assert "Today it is different: in progress, 80%." in tell("mark", "gd-05", "40%", "--on", "2024-06-10").out
    assert standing(tell, "gd-05")["percent"] == 80


def test_of_two_observations_of_one_day_the_later_recorded_counts(tell: Tell, small: Path) -> None:
    tell("mark", "gd-05", "80%")
    tell("mark", "gd-05", "40%")
    assert standing(tell, "gd-05")["percent"] == 40


def test_evidence_note_name_and_reason_are_kept(tell: Tell, small: Path) -> None:
    words = ["--evidence", "12-TB/BTGTU, 25/6/2024", "--note", "có nhật ký", "--by", "hoa", "--reason", "theo email"]
    assert tell("mark", "gd-05", "done", *words).code == 0
    row = standing(tell, "gd-05")
    assert (row["evidence"], row["note"]) == ("12-TB/BTGTU, 25/6/2024", "có nhật ký")
    (change, *_earlier) = json.loads(tell("log", "-f", "json").out)["changes"]
    assert (change["by"], change["reason"]) == ("hoa", "theo email")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        pytest.param(["gd-05", "60%", "--on", "2024-07-01"], "2024-07-01 is still to come", id="a day to come"),
        pytest.param(["gd-05", "60%", "--on", "2023-12-31"], "is before the program, which begins on", id="too early"),
        pytest.param(["gd-05", "101%"], "a percentage goes from 0 to 100", id="over 100"),
        pytest.param(["gd-04", "--sure", "--", "-5"], '"-5" is below 0.', id="a value below 0, meant"),
        pytest.param(["gd-04", "--sure", "--", "-5 lớp"], '"-5 lớp" is below 0.', id="with its unit"),
        pytest.param(["gd-04", "--sure", "--", "-5%"], "-5% is below 0", id="a percent below 0, meant"),
        pytest.param(["yt-02@2024", "--sure", "--", "-5"], '"-5" is below 0.', id="below 0, of a falling target"),
        pytest.param(["gd-05", "soon"], '"soon" cannot be read as progress', id="a word"),
        pytest.param(["gd-05", "7"], "has no target to measure it by.\nWrite a percent: 7%", id="a value, no target"),
        pytest.param(["gd-04", "7 trường"], "the target is 12 lớp", id="another unit"),
        pytest.param(["gd-04", "1.200"], "could be two numbers; write 1200 or 1.2", id="a number that is two"),
        pytest.param(["gd-05", "resumed"], "is neither suspended nor cancelled on", id="resumed without a hold"),
        pytest.param(
            ["gd-02@2024-Q9", "5%"],
            "no occurrence gd-02@2024-Q9.\nIt has 8 occurrences, from gd-02@2024-Q1",
            id="no period",
        ),
        pytest.param(["gd-05@2024-Q1", "5%"], "has no occurrence gd-05@2024-Q1", id="a period of a one-off"),
        pytest.param(["gd-99", "5%"], '"gd-99" is not an activity', id="no activity"),
        pytest.param(["", "5%"], '"" is not an activity', id="an empty id"),
    ],
)
def test_what_cannot_be_recorded_is_refused_and_nothing_written(
    tell: Tell, small: Path, words: list[str], sentence: str
) -> None:
    assert sentence in refused(tell, small, "mark", *words)


@pytest.mark.parametrize("words", [["gd-05", "60%", "--on", "31/6/2024"], ["gd-05"], [], ["gd-05", "60%", "more"]])
def test_wrong_usage_of_mark_exits_with_2(tell: Tell, small: Path, words: list[str]) -> None:
    before = small.read_bytes()
    code, out, err = tell("mark", *words)
    assert (code, out) == (2, "")
    assert err.startswith("coordplan: ")
    assert small.read_bytes() == before


def test_what_is_suspended_takes_no_progress_until_it_is_resumed(tell: Tell, small: Path) -> None:
    tell("mark", "gd-05", "40%", "--on", "2024-06-01")
    assert "suspended, 40% on" in tell("mark", "gd-05", "suspended", "--on", "2024-06-10").out
    err = refused(tell, small, "mark", "gd-05", "60%")
    assert "gd-05 has been suspended since 2024-06-10.\nFirst: coordplan mark gd-05 resumed\n" in err
    assert "suspended since" in refused(tell, small, "mark", "gd-05", "suspended")
    assert "in progress, 40%" in tell("mark", "gd-05", "resumed").out
    assert tell("mark", "gd-05", "60%").code == 0


def test_what_is_cancelled_takes_no_progress_until_it_is_resumed(tell: Tell, small: Path) -> None:
    tell("mark", "gd-05", "cancelled")
    assert "gd-05 was cancelled on 2024-06-30." in refused(tell, small, "mark", "gd-05", "done")
    assert "gd-05 was cancelled" in refused(tell, small, "done", "gd-05")
    assert tell("mark", "gd-05", "tiếp tục").code == 0
    assert standing(tell, "gd-05")["standing"] == "not_started"


def test_done_twice_writes_once_unless_it_says_something_new(tell: Tell, small: Path) -> None:
    tell("mark", "gd-01", "done", "--on", "2024-06-18")
    before = small.read_bytes()
    code, out, err = tell("mark", "gd-01", "done")
    assert (code, err) == (0, "")
    assert out == "gd-01 (Khảo sát dạy nghề): already recorded: done on time (2024-06-18). Nothing was written.\n"
    assert small.read_bytes() == before
    assert tell("mark", "gd-01", "done", "--evidence", "12-BC").code == 0
    row = standing(tell, "gd-01")
    assert (row["standing"], row["done_on"], row["evidence"]) == ("done_on_time", "2024-06-18", "12-BC")
    assert tell("mark", "gd-01", "done", "--on", "2024-06-25").code == 0
    assert standing(tell, "gd-01")["done_on"] == "2024-06-25", "a correction of the day"


def test_work_taken_up_again_after_it_was_done_is_open(tell: Tell, small: Path) -> None:
    tell("mark", "gd-05", "done", "--on", "2024-06-18")
    tell("mark", "gd-05", "80%", "--on", "2024-06-20")
    assert standing(tell, "gd-05")["standing"] == "in_progress"
    assert standing(tell, "gd-05", "--as-of", "2024-06-19")["standing"] == "done_on_time"


# done


def test_done_records_several_as_one_change(tell: Tell, small: Path) -> None:
    code, out, err = tell("done", "gd-05", "gd-03", "gd-02", "gd-05", "--on", "28/6/2024", "--evidence", "9-BC")
    assert (code, err) == (0, "warning: gd-05 is done before what it waits for: gd-01.\n")
    assert [line.partition(" ")[0] for line in out.splitlines()] == ["gd-05", "gd-03", "gd-02@2024-Q1", "Change"]
    assert out.endswith("\nChange 2.\n")
    assert standing(tell, "gd-03")["evidence"] == "9-BC"


def test_what_the_same_command_finishes_is_waited_for_no_more(tell: Tell, small: Path) -> None:
    assert tell("done", "gd-05", "gd-01").err == ""


def test_what_was_done_on_an_earlier_day_is_judged_by_that_day(tell: Tell, small: Path) -> None:
    tell("mark", "gd-01", "done", "--on", "2024-06-25")
    assert "before what it waits for" in tell("mark", "gd-05", "done", "--on", "2024-06-20").err
    assert tell("mark", "gd-05", "done", "--on", "2024-06-26").err == ""


@pytest.mark.parametrize("words", [["gd-05", "gd-99"], ["gd-99", "gd-05"], ["gd-05", "gd-02@2030-Q1"]])
def test_done_is_all_or_nothing(tell: Tell, small: Path, words: list[str]) -> None:
    refused(tell, small, "done", *words)
    assert standing(tell, "gd-05")["standing"] == "not_started"


def test_done_without_an_id_is_wrong_usage(tell: Tell, small: Path) -> None:
    assert tell("done") == (2, "", tell("done").err)
    assert "ID is missing" in tell("done").err


# extend


def test_an_extension_counts_from_the_day_it_was_granted(tell: Tell, small: Path) -> None:
    code, out, err = tell("extend", "gd-01", "15/7/2024", "--evidence", "45-CV/BTGTU", "--on", "25/6/2024")
    assert (code, err) == (0, "")
    assert out == (
        "gd-01 (Khảo sát dạy nghề): due 2024-07-15 instead of 2024-06-20, granted on 2024-06-25. Change 2.\n"
    )
    row = standing(tell, "gd-01")
    assert (row["standing"], row["due"], row["original_due"]) == ("not_started", "2024-07-15", "2024-06-20")
    before = standing(tell, "gd-01", "--as-of", "2024-06-24")
    assert (before["standing"], before["due"]) == ("not_started_overdue", "2024-06-20")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        pytest.param(
            ["gd-01", "2024-06-20"], "2024-06-20 is not an extension: gd-01 is due on 2024-06-20", id="the same"
        ),
        pytest.param(["gd-01", "2024-06-01"], "coordplan edit gd-01 --due", id="an earlier day"),
        pytest.param(["gd-03", "2024-12-01"], "gd-03 is ongoing and has no due date", id="ongoing"),
        pytest.param(["gd-99", "2024-12-01"], '"gd-99" is not an activity', id="no activity"),
        pytest.param(["gd-01", "2024-12-01", "--on", "2024-07-01"], "is still to come", id="granted tomorrow"),
        pytest.param(["gd-01", "2024-12-01", "--on", "2023-07-01"], "before the program", id="granted too early"),
    ],
)
def test_an_extension_that_is_none_is_refused(tell: Tell, small: Path, words: list[str], sentence: str) -> None:
    assert sentence in refused(tell, small, "extend", *words, "--evidence", "1-CV")


def test_what_is_done_is_not_extended(tell: Tell, small: Path) -> None:
    tell("mark", "gd-01", "done", "--on", "2024-06-25")
    assert "already done on 2024-06-25" in refused(tell, small, "extend", "gd-01", "2024-07-15", "--evidence", "1-CV")


def test_the_second_extension_starts_from_the_first(tell: Tell, small: Path) -> None:
    tell("extend", "gd-01", "2024-07-15", "--evidence", "1-CV")
    assert "due on 2024-07-15" in refused(tell, small, "extend", "gd-01", "2024-07-10", "--evidence", "2-CV")
    assert "instead of 2024-07-15" in tell("extend", "gd-01", "2024-07-31", "--evidence", "2-CV").out
    row = standing(tell, "gd-01")
    assert (row["due"], row["original_due"]) == ("2024-07-31", "2024-06-20")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        pytest.param(["gd-01", "2024-07-15"], "needs a document", id="no document"),
        pytest.param(["gd-01", "2024-07-15", "--evidence", " "], "needs a document", id="an empty document"),
        pytest.param(["gd-01", "--evidence", "1-CV"], "DATE is missing", id="no day"),
        pytest.param(["gd-01", "31/6/2024", "--evidence", "1-CV"], "month 6/2024 has 30 days", id="no such day"),
    ],
)
def test_wrong_usage_of_extend_exits_with_2(tell: Tell, small: Path, words: list[str], sentence: str) -> None:
    code, out, err = tell("extend", *words)
    assert (code, out) == (2, "")
    assert sentence in err


def test_what_waits_for_another_can_be_marked_all_the_same(tell: Tell, small: Path) -> None:
    """``after`` is a plan, not a lock: what happened is recorded."""
    assert tell("mark", "gd-05", "done").code == 0
