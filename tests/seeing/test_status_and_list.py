"""status, list, due, search, show, log: filters, both axes of time, forms, where answers go."""

import csv
import io
import json
import sqlite3
from pathlib import Path

import pytest

from tests.command_line import Tell


def occurrences(tell: Tell, *words: str) -> list[str]:
    code, out, err = tell(*words, "-f", "json")
    assert (code, err) == (0, "")
    return [row["occurrence"] for row in json.loads(out)["occurrences"]]


def totals(tell: Tell, *words: str) -> dict[str, float]:
    code, out, err = tell("status", *words, "-f", "json")
    assert (code, err) == (0, "")
    answer: dict[str, float] = json.loads(out)["totals"]
    return answer


# status


@pytest.mark.parametrize(
    ("by", "ids"),
    [
        ("plan", ["ct", "gd", "yt"]),
        ("content", ["nd1", "nd2"]),
        ("lead", ["btg", "so-gd", "so-yt"]),
        ("year", ["2024", "2025", "ongoing"]),
        ("period", ["2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4", "2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4", "ongoing"]),
    ],
)
def test_a_status_has_a_row_for_each_of_what_it_is_by(tell: Tell, small: Path, by: str, ids: list[str]) -> None:
    answer = json.loads(tell("status", "--by", by, "-f", "json").out)
    assert answer["by"] == by
    assert sorted(group["id"] for group in answer["groups"]) == sorted(ids)
    if by != "content":
        assert sum(group["total"] for group in answer["groups"]) == answer["totals"]["total"] == 16


def test_by_content_the_total_counts_what_has_several_once(tell: Tell, small: Path) -> None:
    code, out, _err = tell("status", "--by", "content")
    assert code == 0
    assert "the total counts it once" in out
    answer = json.loads(tell("status", "--by", "content", "-f", "json").out)
    assert sum(group["total"] for group in answer["groups"]) == 17
    assert answer["totals"]["total"] == 16


@pytest.mark.parametrize(
    ("words", "total"),
    [
        pytest.param(["--plan", "gd"], 12, id="a plan"),
        pytest.param(["--plan", "gd", "--plan", "yt"], 15, id="two plans"),
        pytest.param(["--plan", "ct"], 1, id="the program's own"),
        pytest.param(["--plan", "Kế hoạch phối hợp với Sở Y tế"], 3, id="a plan by its title"),
        pytest.param(["--content", "nd2"], 5, id="a content"),
        pytest.param(["--content", "tuyên truyền"], 12, id="a content by its title"),
        pytest.param(["--lead", "btg"], 3, id="a lead"),
        pytest.param(["--lead", "SGD"], 10, id="a lead by its short title"),
        pytest.param(["--lead", "btg", "--lead", "so-yt"], 6, id="two leads"),
        pytest.param(["--period", "2024-Q2"], 2, id="a quarter, without what has no due date"),
        pytest.param(["--period", "2025"], 5, id="a year, without what has no due date"),
        pytest.param(["--plan", "gd", "--lead", "btg", "--content", "nd2"], 2, id="all at once"),
    ],
)
def test_filters_keep_what_fits(tell: Tell, small: Path, words: list[str], total: int) -> None:
    assert totals(tell, *words)["total"] == total
    assert len(occurrences(tell, "list", *words)) == total


def test_filters_are_named_in_the_answer(tell: Tell, small: Path) -> None:
    out = tell("status", "--plan", "gd", "--lead", "btg").out
    assert "Only: Kế hoạch phối hợp với Sở Giáo dục; led by Ban Tuyên giáo" in out


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        pytest.param(["--plan", "gdd"], 1, '"gdd" is not a plan of this program.\nDid you mean "gd" (', id="a plan"),
        pytest.param(
            ["--content", "nd3"], 1, '"nd3" is not a content area of this program.\nDid you mean "', id="a content"
        ),
        pytest.param(["--lead", "so-gdt"], 1, 'Did you mean "so-gd" (Sở Giáo dục)', id="a lead"),
        pytest.param(["--period", "2024-Q5"], 2, "is not a period; write 2024, 2024-H1", id="no period"),
        pytest.param(["--period", "2030"], 1, "The program runs from 2024-01-01 to 2025-12-31.", id="a period outside"),
        pytest.param(["--as-of", "31/6/2024"], 2, "--as-of: ", id="a day that does not exist"),
        pytest.param(
            ["--known-at", "99"], 1, "There is no change 99.\nThe last one is", id="a change that does not exist"
        ),
        pytest.param(
            ["--known-at", "2024-06-30T25:00"], 2, "is not a moment; write", id="a moment that does not exist"
        ),
        pytest.param(["--known-at", "2020-01-01"], 1, "held no program yet at that moment", id="before the file"),
        pytest.param(["--width", "20"], 2, "at least 40", id="too narrow"),
        pytest.param(["--width", "wide"], 2, "is not a whole number", id="no width"),
        pytest.param(["--format", "xml"], 2, "is not one of: table; json; csv; md", id="no such form"),
        pytest.param(["--fail-on", "late"], 2, "is not one of: overdue; due-soon", id="no such condition"),
    ],
)
@pytest.mark.parametrize("command", ["status", "list"])
def test_what_cannot_be_asked_is_refused_with_a_way_out(
    tell: Tell, small: Path, command: str, words: list[str], code: int, sentence: str
) -> None:
    answer = tell(command, *words)
    assert (answer.code, answer.out) == (code, "")
    assert answer.err.startswith("coordplan: ")
    assert sentence in answer.err


@pytest.mark.parametrize("command", ["status", "list"])
def test_words_of_its_title_name_a_plan(tell: Tell, small: Path, command: str) -> None:
    assert tell(command, "--plan", "giao duc").out == tell(command, "--plan", "gd").out != tell(command).out


def test_a_status_of_a_past_day_does_not_know_what_came_after(tell: Tell, small: Path) -> None:
    before = totals(tell, "--as-of", "2024-06-20")
    assert before["overdue"] == 1
    tell("mark", "gd-02@2024-Q1", "done", "--on", "2024-06-25")
    assert totals(tell, "--as-of", "2024-06-20") == before
    assert totals(tell, "--as-of", "2024-06-25")["done_late"] == 1


def test_known_at_shows_what_the_file_had_been_told(tell: Tell, small: Path) -> None:
    before = totals(tell)
    tell("mark", "gd-02@2024-Q1", "done", "--on", "2024-03-20")
    assert totals(tell)["done"] == 1
    assert totals(tell, "--known-at", "1") == before
    assert totals(tell, "--known-at", "#1") == before
    connection = sqlite3.connect(small)
    (at,) = connection.execute("SELECT at FROM changes WHERE id = 1").fetchone()
    connection.close()
    assert totals(tell, "--known-at", at) == before, "the moment of the first change"
    assert totals(tell, "--known-at", "2199-12-31")["done"] == 1, "a day means its end"
    assert json.loads(tell("status", "--known-at", "1", "-f", "json").out)["known_at"] == at


def test_an_answer_with_both_dates_given_does_not_change(tell: Tell, small: Path) -> None:
    words = ["status", "--as-of", "2024-06-30", "--known-at", "1", "-f", "json"]
    before = tell(*words)
    tell("done", "gd-01", "gd-05", "--on", "2024-06-01")
    tell("edit", "gd-04", "--due", "2024-06-01")
    assert tell(*words) == before


def test_after_the_end_of_the_program_the_status_says_so(tell: Tell, small: Path) -> None:
    assert tell("mark", "gd-01", "5%", "--on", "2024-06-01").code == 0  # of nothing recorded, see test_empty_program
    out = tell("status", "--as-of", "2026-02-01").out
    assert "The program ended on 2025-12-31. To see it as it stood then: --as-of 2025-12-31" in out


def test_before_the_program_the_status_says_so(tell: Tell, small: Path) -> None:
    out = tell("status", "--as-of", "2023-12-01").out
    assert "The program begins on 2024-01-01." in out
    assert "nothing of 16 has fallen due" in out


def test_all_that_needs_attention_stands_in_a_pipe_and_in_json(tell: Tell, small: Path) -> None:
    words = ["status", "--as-of", "2025-12-31"]
    out = tell(*words).out
    answer = json.loads(tell(*words, "-f", "json").out)
    late = [row for row in answer["attention"] if row["days_late"] is not None]
    assert len(late) == answer["totals"]["overdue"] > 8
    assert all(f"\n{row['occurrence']} " in out for row in late)
    assert [row["days_late"] for row in late] == sorted((row["days_late"] for row in late), reverse=True)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        pytest.param(["status", "--fail-on", "overdue"], 4, id="something is overdue"),
        pytest.param(["status", "--fail-on", "due-soon"], 4, id="something is due soon"),
        pytest.param(["status", "--plan", "yt", "--fail-on", "overdue"], 0, id="nothing of this plan is overdue"),
        pytest.param(["status", "--plan", "yt", "--fail-on", "due-soon"], 0, id="nothing of this plan is due soon"),
        pytest.param(["list", "--fail-on", "overdue"], 4, id="list: overdue"),
        pytest.param(["list", "--plan", "yt", "--fail-on", "due-soon"], 0, id="list: nothing soon"),
        pytest.param(["due", "--fail-on", "overdue"], 4, id="due: overdue"),
        pytest.param(["due", "--plan", "yt", "--fail-on", "due-soon"], 0, id="due: nothing"),
        pytest.param(["due", "--plan", "gd", "--fail-on", "due-soon", "-f", "json"], 4, id="due: soon, as JSON"),
    ],
)
def test_a_script_learns_from_the_exit_code(tell: Tell, small: Path, words: list[str], code: int) -> None:
    answer = tell(*words)
    assert (answer.code, answer.err) == (code, "")
    assert answer.out, "the answer is given all the same"


# list, due, search


@pytest.mark.parametrize(
    ("standing", "expected"),
    [
        ("overdue", ["gd-01", "gd-02@2024-Q1", "gd-02@2024-Q2"]),
        ("not_started_overdue", ["gd-01", "gd-02@2024-Q1", "gd-02@2024-Q2"]),
        ("not-started-overdue", ["gd-01", "gd-02@2024-Q1", "gd-02@2024-Q2"]),
        ("ongoing", ["gd-03"]),
        ("done", []),
        ("cancelled", []),
    ],
)
def test_a_list_of_one_standing(tell: Tell, small: Path, standing: str, expected: list[str]) -> None:
    assert occurrences(tell, "list", "--standing", standing) == expected


def test_a_list_of_several_standings_is_the_list_of_each(tell: Tell, small: Path) -> None:
    both = occurrences(tell, "list", "--standing", "ongoing", "--standing", "overdue")
    assert both == ["gd-01", "gd-02@2024-Q1", "gd-02@2024-Q2", "gd-03"]
    assert len(occurrences(tell, "list", "--standing", "open")) == 16


def test_a_standing_that_there_is_not_is_refused_with_all_there_are(tell: Tell, small: Path) -> None:
    code, out, err = tell("list", "--standing", "soon")
    assert (code, out) == (2, "")
    assert "overdue; open; done; done_on_time" in err


def test_an_empty_list_says_so(tell: Tell, small: Path) -> None:
    code, out, err = tell("list", "--standing", "cancelled")
    assert (code, err) == (0, "")
    assert "No occurrence matches on 2024-06-30 (cancelled)" in out
    assert occurrences(tell, "list", "--standing", "cancelled") == []


@pytest.mark.parametrize(
    ("within", "expected"),
    [
        pytest.param("9d", [], id="nine days"),
        pytest.param("10d", ["gd-05"], id="ten days, the last one too"),
        pytest.param("10", ["gd-05"], id="days where no unit is given"),
        pytest.param("2w", ["gd-05"], id="weeks"),
        pytest.param("3m", ["gd-05", "yt-01", "gd-02@2024-Q3"], id="months"),
        pytest.param("2024-08-30", ["gd-05", "yt-01"], id="until a day"),
        pytest.param("30/8/2024", ["gd-05", "yt-01"], id="until a day as an office writes it"),
        pytest.param("0d", [], id="today"),
    ],
)
def test_due_is_what_is_overdue_and_what_falls_due_within(
    tell: Tell, small: Path, within: str, expected: list[str]
) -> None:
    overdue = ["gd-02@2024-Q1", "gd-01", "gd-02@2024-Q2"]
    assert occurrences(tell, "due", "--within", within) == [*overdue, *expected]


@pytest.mark.parametrize("within", ["soon", "10x", "-3d", "99999999d", "31/6/2024"])
def test_a_span_that_there_is_not_is_refused(tell: Tell, small: Path, within: str) -> None:
    code, out, err = tell("due", f"--within={within}")
    assert (code, out) == (2, "")
    assert "--within" in err


@pytest.mark.parametrize(
    ("language", "late", "left", "brackets"),
    [
        ("en", "2024-06-20 10 days late gd-01", "2024-07-10 10 days (8) gd-05", "In brackets: working days."),
        ("vi", "20/6/2024 quá 10 ngày gd-01", "10/7/2024 10 ngày (8) gd-05", "Trong ngoặc: số ngày làm việc."),
    ],
    ids=["in English", "in Vietnamese"],
)
def test_due_says_in_words_how_late_it_is_and_how_many_days_are_left(
    language: str, late: str, left: str, brackets: str, tell: Tell, small: Path
) -> None:
    out = tell("--lang", language, "due").out
    lines = [" ".join(line.split()) for line in out.splitlines()]
    assert any(line.startswith(late) for line in lines)
    assert any(line.startswith(left) for line in lines)
    assert lines[-1] == brackets


def test_due_says_where_nothing_is(tell: Tell, small: Path) -> None:
    code, out, _err = tell("due", "--plan", "yt", "--within", "7d")
    assert code == 0
    assert "Nothing is overdue and nothing falls due" in out


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param(["giáo", "viên"], ["gd-05"], id="with diacritics"),
        pytest.param(["giao vien"], ["gd-05"], id="without"),
        pytest.param(["GIÁO", "doi thoai"], ["gd-05"], id="any case and order"),
        pytest.param(["bao cao"], ["gd-01"], id="words of an output"),
        pytest.param(["gd-04"], ["gd-04"], id="an id"),
        pytest.param(["xyz"], [], id="nothing"),
        pytest.param(["100%_"], [], id="signs of SQL mean nothing"),
    ],
)
def test_search_finds_words_with_diacritics_or_without(
    tell: Tell, small: Path, words: list[str], expected: list[str]
) -> None:
    assert occurrences(tell, "search", *words) == expected


def test_search_finds_words_of_a_note_and_of_evidence(tell: Tell, small: Path) -> None:
    tell("mark", "gd-04", "3", "--note", "chờ kinh phí", "--evidence", "15-CV/SGD")
    assert occurrences(tell, "search", "kinh phi") == ["gd-04"]
    assert occurrences(tell, "search", "15-cv") == ["gd-04"]


def test_search_is_filtered_like_a_list(tell: Tell, small: Path) -> None:
    assert len(occurrences(tell, "search", "giao ban")) == 8
    assert occurrences(tell, "search", "giao ban", "--standing", "overdue") == ["gd-02@2024-Q1", "gd-02@2024-Q2"]
    assert len(occurrences(tell, "search", "giao ban", "--period", "2025")) == 4
    assert occurrences(tell, "search", "giao ban", "--plan", "yt") == []


@pytest.mark.parametrize("words", [[], [""], ["  "], ["%"]])
def test_a_search_for_nothing_is_wrong_usage(tell: Tell, small: Path, words: list[str]) -> None:
    code, out, err = tell("search", *words)
    assert (code, out) == (2, "")
    assert "search" in err


# show, log


def test_show_has_the_activity_its_occurrences_and_their_history(tell: Tell, small: Path) -> None:
    tell("mark", "gd-02", "60%", "--note", "đang soạn", "--by", "hoa", "--reason", "theo báo cáo")
    code, out, err = tell("show", "gd-02")
    assert (code, err) == (0, "")
    assert out.startswith("gd-02: Giao ban công tác khoa giáo\n")
    for words in (
        "day 25 of the last month of every quarter",
        "Sở Giáo dục",
        "gd-02@2025-Q4",
        "60%",
        "đang soạn",
        "hoa",
    ):
        assert words in out
    answer = json.loads(tell("show", "gd-02", "-f", "json").out)
    assert len(answer["occurrences"]) == 8
    (entry,) = answer["entries"]
    assert (entry["by"], entry["reason"], entry["percent"], entry["change"]) == ("hoa", "theo báo cáo", 60, 2)


def test_show_of_an_occurrence_has_that_one_alone(tell: Tell, small: Path) -> None:
    tell("mark", "gd-02@2024-Q1", "60%")
    answer = json.loads(tell("show", "gd-02@2024-Q2", "-f", "json").out)
    assert [row["occurrence"] for row in answer["occurrences"]] == ["gd-02@2024-Q2"]
    assert answer["entries"] == []


def test_show_knows_no_entry_observed_after_the_day_asked_about(tell: Tell, small: Path) -> None:
    tell("mark", "gd-01", "60%", "--on", "2024-06-25")
    assert json.loads(tell("show", "gd-01", "--as-of", "2024-06-24", "-f", "json").out)["entries"] == []
    assert json.loads(tell("show", "gd-01", "--known-at", "1", "-f", "json").out)["entries"] == []


@pytest.mark.parametrize(
    "words", [["show", "gd-20"], ["show", "gd-20@2024-Q1"], ["log", "gd-20"], ["mark", "gd-20", "5%"]]
)
def test_an_unknown_id_is_refused_with_the_nearest(tell: Tell, small: Path, words: list[str]) -> None:
    code, out, err = tell(*words)
    assert (code, out) == (1, "")
    assert err.startswith(f'coordplan: "{words[1]}" is not an activity of this program.')
    assert 'Did you mean "gd-0' in err
    assert "(Đối thoại với giáo viên)" in err


def test_words_of_a_title_instead_of_an_id_find_the_id(tell: Tell, small: Path) -> None:
    code, _out, err = tell("mark", "khao sat", "5%")
    assert code == 1
    assert "gd-01 (Khảo sát dạy nghề)" in err


def test_an_id_like_no_other_is_refused_with_the_commands_that_find_one(tell: Tell, small: Path) -> None:
    err = tell("show", "qqqqqqqq").err
    assert "`coordplan list` shows all of them; `coordplan search WORDS` finds some." in err


def test_the_log_lists_what_was_written_the_latest_first(tell: Tell, small: Path) -> None:
    tell("mark", "gd-01", "60%", "--by", "hoa", "--reason", "theo email")
    tell("undo")
    code, out, err = tell("log", "-f", "json")
    assert (code, err) == (0, "")
    changes = json.loads(out)["changes"]
    assert [(each["change"], each["by"], each["command"]) for each in changes] == [
        (3, "lan", "undo"),
        (2, "hoa", "mark gd-01 60%"),
        (1, "lan", "init plans"),
    ]
    assert (changes[1]["reason"], changes[1]["taken_back_by"], changes[0]["undoes"]) == ("theo email", 3, 2)
    assert "taken back by 3" in tell("log").out


def test_the_log_of_an_activity_has_what_touched_it(tell: Tell, small: Path) -> None:
    tell("mark", "gd-01", "60%")
    tell("mark", "gd-05", "60%")
    tell("edit", "gd-01", "--weight", "2", "--sure")

    def numbers(*words: str) -> list[int]:
        return [each["change"] for each in json.loads(tell("log", *words, "-f", "json").out)["changes"]]

    assert numbers("gd-01") == [4, 2, 1]
    assert numbers("gd-05") == [3, 1]
    assert numbers("--known-at", "2") == [2, 1]


# forms, and where answers go


@pytest.mark.parametrize(
    "words", [["status"], ["list"], ["due"], ["search", "giao"], ["show", "gd-02"], ["log"]], ids=lambda words: words[0]
)
def test_every_reading_command_gives_every_form(tell: Tell, small: Path, words: list[str]) -> None:
    tell("mark", "gd-02", "60%")
    code, out, err = tell(*words, "--format", "json")
    assert (code, err) == (0, "")
    assert json.loads(out)["schema"].startswith("coordplan/")
    code, out, err = tell(*words, "--format", "csv")
    assert (code, err) == (0, "")
    assert out.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(out.removeprefix("\ufeff"))))
    assert len(rows) > 1
    assert {len(row) for row in rows} == {len(rows[0])}
    code, out, err = tell(*words, "--format", "md")
    assert (code, err) == (0, "")
    assert "\n|---" in out
    code, out, err = tell(*words)
    assert (code, err) == (0, "")
    assert "\x1b" not in out


ENDINGS = {"out.txt": "table", "out.json": "json", "out.csv": "csv", "OUT.MD": "md", "out": "table"}


@pytest.mark.parametrize(("name", "output_format"), ENDINGS.items())
def test_a_file_gets_what_a_pipe_would_in_the_format_of_its_name(
    tell: Tell, small: Path, name: str, output_format: str
) -> None:
    expected = tell("status", "-f", output_format).out
    for options in ([], [], ["-f", output_format]):  # and again over the old one
        assert tell("status", "-o", name, *options) == (0, "", "")
        assert Path(name).read_text(encoding="utf-8") == expected
    assert {path.name for path in Path().iterdir()} == {"plans", "coordplan.db", name}


def test_a_file_without_an_ending_is_in_the_format_asked_for(tell: Tell, small: Path) -> None:
    assert tell("status", "-o", "out", "-f", "json") == (0, "", "")
    assert Path("out").read_text(encoding="utf-8") == tell("status", "-f", "json").out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        pytest.param(["-o", "s.xlsx"], 's.xlsx: this command writes no file that ends in ".xlsx".', id="xlsx"),
        pytest.param(["-o", "s.json", "-f", "csv"], "s.json is to be json by its name, and csv by --format.", id="csv"),
    ],
)
def test_an_ending_that_says_something_else_is_refused(
    tell: Tell, small: Path, words: list[str], sentence: str
) -> None:
    code, out, err = tell("status", *words)
    assert (code, out) == (2, "")
    assert sentence in err
    assert not Path(words[1]).exists()


def test_a_file_keeps_its_rights_when_it_is_written_again(tell: Tell, small: Path) -> None:
    path = Path("out.txt")
    path.write_text("old")
    path.chmod(0o640)
    assert tell("status", "-o", "out.txt").code == 0
    assert path.stat().st_mode & 0o777 == 0o640


def test_where_a_file_cannot_be_made_the_old_one_is_kept(
    tell: Tell, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("out.txt").write_text("old")

    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("coordplan.cli.output.os.fsync", full)
    code, out, err = tell("status", "-o", "out.txt")
    assert (code, out) == (1, "")
    assert err.startswith("coordplan: out.txt cannot be written: the disk is full.\nWhat was there before is ")
    assert Path("out.txt").read_text() == "old"
    assert {path.name for path in Path().iterdir()} == {"plans", "coordplan.db", "out.txt"}


def test_a_question_that_is_refused_leaves_the_old_file(tell: Tell, small: Path) -> None:
    Path("out.txt").write_text("old")
    assert tell("status", "--plan", "nope", "-o", "out.txt").code == 1
    assert Path("out.txt").read_text() == "old"


def test_a_file_in_a_folder_that_is_not_there_is_refused(tell: Tell, small: Path) -> None:
    code, _out, err = tell("status", "-o", "nowhere/out.txt")
    assert code == 1
    assert "nowhere/out.txt cannot be written" in err


def test_a_width_parts_and_wraps_but_leaves_out_and_cuts_nothing(tell: Tell, small: Path) -> None:
    assert tell("mark", "gd-01", "cancelled", "--sure").code == 0
    for width in (40, 60, 80, 120):
        out = tell("status", "--width", str(width)).out
        assert max(map(len, out.splitlines())) <= width
        assert "Total" in out
        assert "…" not in out
        assert "Cancelled" in out
        assert "not shown: " not in out


def test_reading_writes_nothing(tell: Tell, small: Path) -> None:
    before = small.read_bytes()
    for words in (["status"], ["list"], ["due"], ["search", "giao"], ["show", "gd-01"], ["log"], ["export", "out"]):
        assert tell(*words).code == 0
    assert small.read_bytes() == before
    assert {path.name for path in Path().iterdir()} == {"plans", "coordplan.db", "out"}


def test_illustrative_figures_say_so_in_every_form(tell: Tell, shipped: Path) -> None:
    for words in (["status"], ["list", "--plan", "khcn"], ["due"], ["show", "khcn-01"]):
        words = ["--lang", "en", *words]
        assert "ILLUSTRATIVE FIGURES" in tell(*words).out
        assert "ILLUSTRATIVE FIGURES" in tell(*words, "-f", "md").out
        assert json.loads(tell(*words, "-f", "json").out)["illustrative"] is True
    for words in (["status"], ["list", "--plan", "khcn"], ["due"], ["show", "khcn-01"]):
        assert "ILLUSTRATIVE FIGURES" in tell("--lang", "en", *words, "-f", "csv").err, words
    assert "illustrative" in tell("--lang", "en", "log").out
    assert "MINH HỌA" in tell("status").out.upper()


def test_figures_of_a_file_without_a_demonstration_are_not_called_illustrative(tell: Tell, small: Path) -> None:
    assert "ILLUSTRATIVE" not in tell("status").out
    assert json.loads(tell("status", "-f", "json").out)["illustrative"] is False
    assert tell("status", "-f", "csv").err == ""


def test_months_ahead_are_those_of_the_calendar(tell: Tell, small: Path) -> None:
    assert "due by 2025-06-30" in tell("due", "--within", "12m").out
    assert "due by 2024-08-31" in tell("due", "--within", "2m", "--as-of", "2024-06-30").out
