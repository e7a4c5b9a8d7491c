"""Ordinary slips, through every door they come by: each is asked about or refused, and none becomes a figure."""

import json
import re
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordplan.cli import run
from tests.command_line import Tell
from tests.examples import examples

Q1, Q2 = "gd-02@2024-Q1", "gd-02@2024-Q2"
DONE_Q1 = ("done", Q1, "--on", "2024-03-20", "--evidence", "1-TB, 20/3/2024")
DONE_Q2 = ("done", Q2, "--on", "2024-06-20", "--evidence", "2-TB, 20/6/2024")


class Slip(NamedTuple):
    """A fact that is more likely a slip, typed as a command, and what is said of it."""

    before: tuple[tuple[str, ...], ...]
    line: tuple[str, ...]
    says: str


DOUBTED = {
    "a title without a letter": Slip(
        (),
        ("add", "gd", "12/5", "--due", "2024-12-31", "--lead", "btg", "--content", "nd1"),
        'its title, "12/5", has no letter: is it the title?',
    ),
    "a title that loses its letters": Slip((), ("edit", "gd-04", "--title", "12/6"), "has no letter: is it the title?"),
    "a bare number far above the target": Slip(
        (), ("mark", "gd-04", "60"), '"60" is read as 60 lớp, of a target of 12 lớp; or is it 60%?'
    ),
    "a bare number just above a tenth more": Slip((), ("mark", "gd-04", "13.3"), "Write 13.3% or 13.3 lớp."),
    "a bare fraction of a target in wholes": Slip((), ("mark", "gd-04", "0.75"), "or is it 75%?"),
    "a bare number above where a falling target begins": Slip((), ("mark", "yt-02", "81"), "or is it 81%?"),
    "nothing left of a falling target": Slip((), ("mark", "yt-02", "0"), "means that nothing is left, and done."),
    "more before a later observation of less": Slip(
        (("mark", Q2, "65%", "--on", "2024-06-25"),),
        ("mark", Q2, "95%", "--on", "2024-06-20"),
        "95% on 2024-06-20, although 65% was recorded on 2024-06-25.",
    ),
    "a percent that falls": Slip(
        (("mark", Q2, "80%", "--on", "2024-06-10"),),
        ("mark", Q2, "60%"),
        "60% on 2024-06-30, although 80% was recorded on 2024-06-10.",
    ),
    "a percent that falls within a day, by another person": Slip(
        (("mark", Q2, "80%"),), ("mark", Q2, "60%", "--by", "tuan"), "60% on 2024-06-30, although 80%"
    ),
    "nothing where something is recorded": Slip(
        (("mark", Q2, "45%", "--on", "2024-06-10"),), ("mark", Q2, "0%"), "0% on 2024-06-30, although 45%"
    ),
    "a value that falls": Slip(
        (("mark", "gd-04", "8 lớp", "--on", "2024-06-10"),),
        ("mark", "gd-04", "5 lớp"),
        "5 lớp on 2024-06-30, although 8 lớp",
    ),
    "a percent below the value": Slip(
        (("mark", "gd-04", "6 lớp", "--on", "2024-06-10"),),
        ("mark", "gd-04", "40%"),
        "40% on 2024-06-30, although 6",
    ),
    "a value of a falling target that rises": Slip(
        (("mark", "yt-02", "50 ca", "--on", "2024-06-10"),),
        ("mark", "yt-02", "60 ca"),
        "60 ca on 2024-06-30, although",
    ),
    "what is done taken back": Slip(
        (DONE_Q2,), ("mark", Q2, "60%"), "it has been done since 2024-06-20; this would open it again."
    ),
    "what is done cancelled": Slip((DONE_Q2,), ("mark", Q2, "cancelled"), "this would open it again."),
    "the day of what is done moved by a document": Slip(
        (DONE_Q2,),
        ("done", Q2, "--evidence", "3-TB, 10/6/2024"),
        "it has been done since 2024-06-20; this would make that 2024-06-10.",
    ),
    "finished before a window that is open by now": Slip(
        (), ("done", Q2, "--on", "2024-03-20"), "finished on 2024-03-20, but it does not begin until 2024-04-01."
    ),
    "finished before less was observed": Slip(
        (("mark", Q2, "45%", "--on", "2024-06-20"),),
        ("done", Q2, "--evidence", "3-TB, 10/6/2024"),
        "finished on 2024-06-10, but 45% was recorded on 2024-06-20.",
    ),
    "finished more than a year before it is due": Slip(
        (), ("done", "yt-02@2025", "--on", "2024-06-10"), "more than a year before it is due (2025-12-31)."
    ),
    "another occurrence's document": Slip(
        (DONE_Q1,),
        ("done", Q2, "--on", "2024-06-20", "--evidence", "1-TB,  20/3/2024"),
        f'"1-TB,  20/3/2024" is already recorded for {Q1}.',
    ),
    "another occurrence's document, written without a space": Slip(
        (DONE_Q1,),
        ("done", Q2, "--on", "2024-06-20", "--evidence", "1-TB,20/3/2024"),
        f'"1-TB,20/3/2024" is already recorded for {Q1}.',
    ),
    "another occurrence's document, written with the day in words": Slip(
        (DONE_Q1,),
        ("done", Q2, "--on", "2024-06-20", "--evidence", "1-TB ngày 20 tháng 3 năm 2024"),
        f'"1-TB ngày 20 tháng 3 năm 2024" is already recorded for {Q1}.',
    ),
    "another occurrence's document, written without its day": Slip(
        (DONE_Q1,),
        ("done", Q2, "--on", "2024-06-20", "--evidence", "Thông báo số 1-TB"),
        f'"Thông báo số 1-TB" is already recorded for {Q1}.',
    ),
    "another occurrence's document, written in other letters": Slip(
        (DONE_Q1,),
        ("done", Q2, "--on", "2024-06-20", "--evidence", "1-tb, 20.3.2024"),
        f'"1-tb, 20.3.2024" is already recorded for {Q1}.',
    ),
    "another occurrence's document, for an extension": Slip(
        (DONE_Q1,), ("extend", Q2, "2024-07-31", "--evidence", "1-TB, 20/3/2024"), f"is already recorded for {Q1}."
    ),
}
slips = pytest.mark.parametrize("slip", DOUBTED.values(), ids=DOUBTED)


def prepared(tell: Tell, slip: Slip) -> None:
    for line in slip.before:
        assert tell(*line).code == 0


@slips
def test_a_doubted_line_writes_nothing_and_says_why(tell: Tell, small: Path, slip: Slip) -> None:
    prepared(tell, slip)
    before = small.read_bytes()
    code, out, err = tell(*slip.line)
    assert (code, out) == (1, "")
    assert err.startswith("coordplan: Nothing was written; is this meant?\n- ")
    assert slip.says in err
    assert err.endswith("If it is, repeat the line with --sure.\n")
    assert small.read_bytes() == before


@slips
def test_a_doubted_line_that_is_meant_is_written(tell: Tell, small: Path, slip: Slip) -> None:
    prepared(tell, slip)
    code, out, _err = tell(*slip.line, "--sure")
    assert code == 0
    assert out.endswith(f"Change {len(slip.before) + 2}.\n")


@slips
def test_a_doubted_line_is_asked_about_in_vietnamese_too(tell: Tell, small: Path, slip: Slip) -> None:
    prepared(tell, slip)
    code, _out, err = tell("--lang", "vi", *slip.line)
    assert code == 1
    assert err.startswith("coordplan: Chưa ghi gì vào tệp dữ liệu; cần xác nhận:\n- ")
    assert not re.search(r"\b(the|is|was)\b", err)


MEANT = {
    "a bare number up to a tenth above the target": Slip((), ("mark", "gd-04", "13"), "13 of 12 lớp"),
    "a bare number of a falling target on its way": Slip(
        (), ("mark", "yt-02", "70"), "70 ca left; target 20; at first 80"
    ),
    "a document of the same number and another day": Slip(
        (DONE_Q1,), ("done", Q2, "--evidence", "1-TB, 20/6/2024"), "done on time on 2024-06-20"
    ),
    "a percent in words": Slip((), ("mark", "gd-04", "đạt 60 phần trăm"), "in progress, 60%"),
    "not begun": Slip((), ("mark", "yt-02", "chưa"), "not started"),
    "a percent with three decimals": Slip((), ("mark", Q2, "99.999%"), "in progress"),
    "a number with its unit": Slip((), ("mark", "gd-04", "60 lớp"), "60 of 12 lớp"),
    "a correction within a day by the same person": Slip((("mark", Q2, "80%"),), ("mark", Q2, "60%"), "60%"),
    "the full id with the day: done taken back": Slip(
        (DONE_Q2,), ("mark", Q2, "60%", "--on", "2024-06-30"), "in progress, overdue, 60% on 2024-06-30"
    ),
    "the full id with the day: done moved earlier": Slip(
        (DONE_Q2,), ("done", Q2, "--on", "2024-06-10"), "done on time on 2024-06-10, before: done on time (2024-06-20)"
    ),
    "the full id with the day: done moved later": Slip(
        (DONE_Q2,), ("done", Q2, "--on", "2024-06-28"), "done late on 2024-06-28, before: done on time (2024-06-20)"
    ),
    "the day named, over less on a later day": Slip(
        (("mark", Q2, "45%", "--on", "2024-06-20"),), ("done", Q2, "--on", "2024-06-10"), "done on time on 2024-06-10"
    ),
    "a further document of what is done": Slip(
        (DONE_Q2,), ("done", Q2, "--evidence", "3-TB, 28/6/2024"), "done on time"
    ),
    "one document for several that are named": Slip(
        (), ("done", Q1, Q2, "--evidence", "7-TB, 24/6/2024"), "done late on 2024-06-24"
    ),
}


@pytest.mark.parametrize("line", MEANT.values(), ids=MEANT)
def test_what_is_plainly_meant_is_written(tell: Tell, small: Path, line: Slip) -> None:
    prepared(tell, line)
    code, out, _err = tell(*line.line)
    assert code == 0
    assert line.says in out


SAID = {
    "the day of the document": Slip(
        (), ("done", "gd-01", "--evidence", "99-BC/SYT, 10/6/2024"), "gd-01 is dated 2024-06-10, like its document"
    ),
    "the day of the document without its year": Slip(
        (), ("done", "gd-01", "--evidence", "99-BC/SYT, 10/6"), "gd-01 is dated 2024-06-10, like its document"
    ),
    "that a day of the document does not exist": Slip(
        (), ("done", "gd-01", "--evidence", "99-BC/SYT, 31/6/2024"), "month 6/2024 has 30 days"
    ),
    "the day of the document of a value that reaches the target": Slip(
        (), ("mark", "gd-04", "12 lớp", "--evidence", "9-BC ngày 10 tháng 6 năm 2024"), "gd-04 is dated 2024-06-10"
    ),
    "the day of the document of an extension": Slip(
        (), ("extend", "gd-05", "2024-07-31", "--evidence", "9-CV, 28/6/2024"), "gd-05 is dated 2024-06-28"
    ),
    "done short of the target": Slip(
        (("mark", "gd-04", "5 lớp"),), ("done", "gd-04"), "gd-04 is done short of its target: reached 5/12 lớp."
    ),
    "before its window": Slip((), ("mark", "gd-02@2024-Q3", "10%"), "gd-02@2024-Q3 does not begin until 2024-07-01."),
    "what a named day outdoes": Slip(
        (("mark", Q2, "45%", "--on", "2024-06-20"),),
        ("done", Q2, "--on", "2024-06-10"),
        f"{Q2}: this outdoes the 45% recorded for 2024-06-20.",
    ),
    "done before what it waits for": Slip((), ("done", "gd-05"), "gd-05 is done before what it waits for: gd-01."),
}


@pytest.mark.parametrize("line", SAID.values(), ids=SAID)
def test_what_is_worth_saying_is_said_and_written(tell: Tell, small: Path, line: Slip) -> None:
    prepared(tell, line)
    code, out, err = tell(*line.line)
    assert code == 0
    assert out.endswith(f"Change {len(line.before) + 2}.\n")
    assert line.says in err


def test_two_days_in_a_document_are_not_guessed_between(tell: Tell, small: Path) -> None:
    code, out, err = tell("done", "gd-01", "--evidence", "Báo cáo từ 1/6/2024 đến 10/6/2024")
    assert (code, "done late on 2024-06-30" in out) == (0, True)
    assert err == "gd-01 is dated today, 2024-06-30: no one day stands in its document; --on sets another day.\n"


def test_a_day_without_its_year_says_where_that_is_another_year(tell: Tell, shipped: Path) -> None:
    code, _out, err = tell("--lang", "en", "mark", "tttt-08@2023-Q4", "40%", "--on", "20/12")
    assert code == 0
    assert err == "--on 20/12 is read as 2023-12-20, the latest such day that has been.\n"
    assert tell("--lang", "en", "mark", "tttt-08@2023-Q4", "50%", "--on", "20/6").err == ""


def test_where_nothing_is_meant_the_last_is_named_too(tell: Tell, small: Path) -> None:
    for id_ in (Q1, Q2):
        assert tell("done", id_, "--on", "2024-06-20").code == 0
    err = tell("done", "gd-02", "--evidence", "9-TB, 10/6/2024").err
    assert f"Name the one that is meant: {Q2} or gd-02@2024-Q3" in err


def test_a_document_of_a_day_to_come_is_refused(tell: Tell, small: Path) -> None:
    code, _out, err = tell("done", "gd-01", "--evidence", "99-BC/SYT, 10/7/2024")
    assert code == 1
    assert "2024-07-10 is still to come" in err


def test_each_of_several_takes_the_day_of_its_own_document(tell: Tell, small: Path) -> None:
    code, out, _err = tell("done", "gd-01", Q2, "--evidence", "1-BC, 12/6/2024", "--evidence", "2-TB, 24/6/2024")
    assert code == 0
    assert "gd-01 (Khảo sát dạy nghề): done on time on 2024-06-12" in out
    assert f"{Q2} (Giao ban công tác khoa giáo): done on time on 2024-06-24" in out
    assert tell("done", "gd-01", Q2, "gd-05", "--evidence", "1", "--evidence", "2").code == 2


def test_of_several_none_is_written_where_one_is_doubted_and_all_doubts_are_listed(tell: Tell, small: Path) -> None:
    for id_ in (Q1, Q2):
        assert tell("mark", id_, "45%", "--on", "2024-06-20").code == 0
    before = small.read_bytes()
    code, _out, err = tell("done", "gd-01", Q1, Q2, "--evidence", "7-TB, 10/6/2024")
    assert code == 1
    assert [line[2:].split(":")[0] for line in err.splitlines() if line.startswith("- ")] == [Q1, Q2]
    assert small.read_bytes() == before


def test_of_several_what_is_recorded_already_is_said(tell: Tell, small: Path) -> None:
    assert tell(*DONE_Q2).code == 0
    code, out, _err = tell("done", "gd-01", Q2, "--on", "2024-06-20", "--evidence", "2-TB, 20/6/2024")
    assert code == 0
    assert "gd-01 (Khảo sát dạy nghề): done on time" in out
    assert f"{Q2} (Giao ban công tác khoa giáo): already recorded: done on time (2024-06-20)." in out


def test_a_corrected_day_keeps_the_value_and_the_document(tell: Tell, small: Path) -> None:
    assert tell("mark", "gd-04", "12 lớp", "--on", "2024-06-10").code == 0
    assert tell("done", "gd-04", "--on", "2024-06-12", "--evidence", "5-BC").code == 0
    assert tell("done", "gd-04", "--on", "2024-06-20").code == 0
    rows = json.loads(tell("list", "--plan", "gd", "-f", "json").out)["occurrences"]
    row = next(row for row in rows if row["occurrence"] == "gd-04")
    assert (row["done_on"], row["value"], row["evidence"]) == ("2024-06-20", 12, "5-BC")


REPEATED = {
    "a percent": ("mark", "gd-02", "60%"),
    "done by a plain id": ("done", "gd-02"),
    "done with its document": ("mark", "gd-02", "done", "--evidence", "1-TB, 24/6/2024"),
    "done on a day": ("done", "gd-02", "--on", "2024-05-02"),
    "several": ("done", "gd-01", Q1, Q2, "--on", "2024-06-20"),
    "a value": ("mark", "gd-04", "5 lớp"),
    "suspended": ("mark", "gd-02", "suspended"),
    "an extension": ("extend", "gd-02", "2024-07-31", "--evidence", "1-CV"),
    "an extension by the full id": ("extend", Q2, "2024-07-31", "--evidence", "1-CV, 5/6/2024"),
}


@pytest.mark.parametrize("line", REPEATED.values(), ids=REPEATED)
@pytest.mark.parametrize("later", [False, True], ids=["at once", "after what was observed later"])
def test_the_same_line_again_writes_nothing(tell: Tell, small: Path, line: tuple[str, ...], later: bool) -> None:
    if later:
        line = (*line, "--on", "2024-06-02") if "--on" not in line else line
        assert tell("mark", line[1], "10%", "--on", "2024-06-30", "--sure").code == 0
    assert tell(*line, "--sure").code == 0
    before = small.read_bytes()
    for _time in range(2):
        code, out, err = tell(*line)
        assert (code, err) == (0, "")
        assert "already recorded" in out
        assert "Change" not in out
    assert small.read_bytes() == before


def test_an_extension_that_is_recorded_already_names_its_day(tell: Tell, small: Path) -> None:
    line = ("extend", "gd-02", "2024-07-31", "--evidence", "1-CV")
    assert tell(*line).code == 0
    assert "already recorded: due 2024-07-31. Nothing was written." in tell(*line).out


def test_resumed_twice_is_refused_the_second_time(tell: Tell, small: Path) -> None:
    tell("mark", "gd-02", "suspended")
    assert tell("mark", "gd-02", "resumed").code == 0
    code, out, _err = tell("mark", "gd-02", "resumed")
    assert (code, "already recorded" in out) == (0, True)


def test_what_was_suspended_before_its_window_is_resumed_by_the_plain_id(tell: Tell, small: Path) -> None:
    tell("mark", "gd-02@2024-Q4", "suspended")
    assert tell("mark", "gd-02", "resumed").out.startswith("gd-02@2024-Q4 (")


def test_a_june_document_never_finishes_the_quarters_to_come(tell: Tell, small: Path) -> None:
    line = ("mark", "gd-02", "xong", "--evidence", "12-BC/SGD, 25/6/2024")
    assert tell(*DONE_Q1).code == 0
    for _time in range(3):
        assert tell(*line).code == 0
    rows = json.loads(tell("list", "--plan", "gd", "-f", "json").out)["occurrences"]
    done = [row["occurrence"] for row in rows if row["standing"].startswith("done")]
    assert done == [Q1, Q2]
    code, _out, err = tell("mark", "gd-02", "xong", "--evidence", "13-BC/SGD, 26/6/2024")
    assert code == 1
    assert f"The last one, {Q2}, was done on 2024-06-25. The next one, gd-02@2024-Q3, begins on 2024-07-01." in err


IDS = st.sampled_from(["gd-01", "gd-02", Q1, Q2, "gd-02@2024-Q3", "gd-03", "gd-04", "gd-05", "yt-02", "yt-02@2025"])
DAYS = st.sampled_from([(), ("--on", "2024-02-10"), ("--on", "2024-05-20"), ("--on", "2024-06-30")])
DOCUMENTS = st.sampled_from([(), ("--evidence", "1-BC"), ("--evidence", "2-BC, 20/5/2024")])
WORDS = st.sampled_from(["0%", "40%", "100%", "done", "suspended", "resumed", "cancelled", "5", "12 lớp", "30 ca"])
LINES = st.one_of(
    st.tuples(st.just("mark"), IDS, WORDS).flatmap(lambda line: st.tuples(st.just(line), DAYS, DOCUMENTS)),
    st.tuples(st.just("done"), IDS).flatmap(lambda line: st.tuples(st.just(line), DAYS, DOCUMENTS)),
    st.tuples(st.just("extend"), IDS, st.sampled_from(["2024-07-31", "2024-12-31"])).flatmap(
        lambda line: st.tuples(st.just(line), DAYS, st.just(("--evidence", "3-CV")))
    ),
)


@examples(160)
@given(lines=st.lists(LINES, min_size=1, max_size=4), sure=st.booleans())
def test_a_line_repeated_writes_at_most_once(
    made: Path, tmp_path_factory: pytest.TempPathFactory, lines: list[Any], sure: bool
) -> None:
    file = tmp_path_factory.mktemp("repeated") / "coordplan.db"
    file.write_bytes((made / "coordplan.db").read_bytes())
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COORDPLAN_TODAY", "2024-06-30")
        patch.setenv("COORDPLAN_BY", "lan")
        for parts in lines:
            words = ["--db", str(file), *(word for part in parts for word in part), *(["--sure"] if sure else [])]
            first = run(words)
            between = file.read_bytes()
            again = run(words)
            assert file.read_bytes() == between, words
            assert again == 0 or first != 0, words
