"""Slips in returns: each is asked about, nothing of the file is taken in before, and what is meant is named."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from openpyxl import load_workbook

from tests.collecting.filled import Filled
from tests.command_line import Answer, Ready, Tell

FIRST, SECOND, CLASSES, LATER = "gd-02@2024-Q1", "gd-02@2024-Q2", "gd-04", "gd-05"
Cells = Mapping[str, Mapping[str, Any]]
Lines = tuple[tuple[str, ...], ...]


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COORDPLAN_LANG", "en")


def the_form(ready: Ready, name: str = "forms") -> Filled:
    ready("form", "2024-Q2", "-o", name)
    return Filled(Path(name) / "2024-Q2_so-gd.xlsx")


def collected(tell: Tell, path: Path, *words: str) -> tuple[Answer, dict[str, Any]]:
    answer = tell("collect", str(path), *words, "-f", "json")
    return answer, json.loads(answer.out)["files"][0]


def standing(tell: Tell, id_: str) -> tuple[Any, ...]:
    rows = {row["occurrence"]: row for row in json.loads(tell("list", "-f", "json").out)["occurrences"]}
    return tuple(rows[id_][name] for name in ("standing", "percent", "value", "done_on"))


class Slip(NamedTuple):
    """What was recorded, what a form says, and what is said of it."""

    recorded: Lines
    cells: Cells
    doubted: str  # the occurrence
    says: str
    meant: tuple[Any, ...]  # how it stands if it is meant


DONE = ("done", SECOND, "--on", "2024-06-20")
HALF = ("mark", SECOND, "45%", "--on", "2024-06-10")
SLIPS = {
    "a bare number far above the target": Slip(
        (),
        {CLASSES: {"progress": 60, "done": "x", "done_on": "20/6/2024"}},
        CLASSES,
        '"60" is read as 60 lớp, of a target of 12 lớp; or is it 60%?',
        ("done_on_time", 100, 60, "2024-06-20"),
    ),
    "a bare share of a target in wholes": Slip(
        (), {CLASSES: {"progress": 0.75}}, CLASSES, "or is it 75%?", ("in_progress", 6.25, 0.75, None)
    ),
    "a percent that falls": Slip(
        (HALF,),
        {SECOND: {"progress": "40%"}},
        SECOND,
        "40% on 2024-06-30, although 45%",
        ("in_progress_overdue", 40, None, None),
    ),
    "zero where something is recorded": Slip(
        (HALF,),
        {SECOND: {"progress": 0}},
        SECOND,
        "0% on 2024-06-30, although 45%",
        ("not_started_overdue", 0, None, None),
    ),
    **{
        f'"{word}" where something is recorded': Slip(
            (HALF,),
            {SECOND: {"progress": word}},
            SECOND,
            "0% on 2024-06-30, although 45%",
            ("not_started_overdue", 0, None, None),
        )
        for word in ("chưa", "không", "chưa có")
    },
    "a value that falls": Slip(
        (("mark", CLASSES, "8 lớp", "--on", "2024-06-10"),),
        {CLASSES: {"progress": 5}},
        CLASSES,
        "5 lớp on 2024-06-30, although 8 lớp",
        ("in_progress", 41.666667, 5, None),
    ),
    "progress of what is done": Slip(
        (DONE,),
        {SECOND: {"progress": "60%"}},
        SECOND,
        "it has been done since 2024-06-20",
        ("in_progress_overdue", 60, None, None),
    ),
    '"chưa xong" of what is done': Slip(
        (HALF, DONE),
        {SECOND: {"done": "Chưa xong"}},
        SECOND,
        "it has been done since 2024-06-20",
        ("in_progress_overdue", 45, None, None),
    ),
    "another day of what is done": Slip(
        (DONE,),
        {SECOND: {"done": "x", "done_on": "5/6/2024"}},
        SECOND,
        "this would make that 2024-06-05",
        ("done_on_time", 100, None, "2024-06-05"),
    ),
    "a day of last year": Slip(
        (), {LATER: {"done": "x", "done_on": "10/6/2023"}}, "", "2023-06-10 is before the program", ()
    ),
    "a day of 1900, of a 5 in the cell": Slip(
        (),
        {SECOND: {"done": "x", "done_on": date(1900, 1, 5)}},
        "",
        "5 is not a date (Excel makes 1900-01-05 of it)",
        (),
    ),
    "a day before the window opens": Slip(
        (),
        {SECOND: {"done": "x", "done_on": "10/3/2024"}},
        SECOND,
        "finished on 2024-03-10, but it does not begin until 2024-04-01",
        ("done_on_time", 100, None, "2024-03-10"),
    ),
    "a day before less was observed": Slip(
        (HALF,),
        {SECOND: {"done": "x", "done_on": "5/6/2024"}},
        SECOND,
        "45% was recorded on 2024-06-10",
        ("done_on_time", 100, None, "2024-06-05"),
    ),
    "the document of another occurrence": Slip(
        (("done", FIRST, "--on", "2024-03-20", "--evidence", "12-BC/SGD, 20/3/2024"),),
        {SECOND: {"done": "x", "done_on": "20/6/2024", "document": "12-BC/SGD", "document_on": "20/3/2024"}},
        SECOND,
        f"is already recorded for {FIRST}",
        ("done_on_time", 100, None, "2024-06-20"),
    ),
}


@pytest.mark.parametrize("slip", SLIPS.values(), ids=SLIPS)
def test_a_slip_in_a_return_is_doubted_and_taken_in_only_where_it_is_meant(
    tell: Tell, ready: Ready, small: Path, slip: Slip
) -> None:
    for line in slip.recorded:
        ready(*line)
    path = (
        the_form(ready).answer(FIRST, progress="10%").answers(slip.cells).save()
        if (not any(FIRST in line for line in slip.recorded))
        else the_form(ready).answers(slip.cells).save()
    )
    if SECOND not in slip.cells and not any(SECOND in line for line in slip.recorded):
        path = Filled(path).answer(SECOND, progress="10%").save()
    before = small.read_bytes()
    answer, found = collected(tell, path)
    assert (answer.code, slip.says in answer.err) == (3, True), answer.err
    if not slip.doubted:
        assert found["outcome"] == "sent_back", "it cannot be, and no --sure lets it in"
        assert collected(tell, path, "--sure", "all")[0].code == 3
        return
    assert found["outcome"] == "doubted"
    (row,) = (each for each in found["occurrences"] if each["doubts"])
    assert (row["occurrence"], row["outcome"], len(found["doubts"])) == (slip.doubted, "doubted", 1)
    assert f"--sure {slip.doubted}" in answer.err
    assert small.read_bytes() == before, "nothing of the file is taken in"

    assert collected(tell, path, "--sure", "yt-01")[1]["outcome"] == "doubted", "of another id"
    answer, found = collected(tell, path, "--sure", slip.doubted)
    assert (answer.code, found["outcome"], found["doubts"]) == (0, "accepted", [])
    assert standing(tell, slip.doubted) == slip.meant
    after = small.read_bytes()
    assert collected(tell, path, "--sure", "all")[1]["outcome"] == "known", "the same file twice writes once"
    assert small.read_bytes() == after


def test_a_bare_number_far_above_the_target_is_doubted_before_its_day_is_asked_for(
    tell: Tell, ready: Ready, small: Path
) -> None:
    path = (
        the_form(ready).answer(FIRST, progress="10%").answer(SECOND, progress="10%").answer(CLASSES, progress=60).save()
    )
    answer, found = collected(tell, path)
    assert (answer.code, found["outcome"]) == (3, "doubted")
    assert 'gd-04: "60" is read as 60 lớp, of a target of 12 lớp' in answer.err
    answer, found = collected(tell, path, "--sure", CLASSES)
    assert (answer.code, found["outcome"]) == (3, "sent_back")
    assert "it is finished, but the day is missing" in answer.err


def test_a_day_a_year_ahead_of_the_work_is_doubted(tell: Tell, ready: Ready, shipped: Path) -> None:
    ready("form", "2024", "--org", "so-yte", "-o", "forms")
    form = Filled(Path("forms/2024_so-yte.xlsx"))
    id_ = next(id_ for id_ in form.rows if id_.startswith("yte-") and id_.endswith("@2024-12"))
    answer, _found = collected(tell, form.answer(id_, done="x", done_on="10/6/2023").save())
    assert (answer.code, "more than a year before it is due" in answer.err) == (3, True), answer.err


def test_vietnamese_says_what_is_to_be_confirmed(tell: Tell, ready: Ready, small: Path) -> None:
    ready(*HALF)
    path = the_form(ready).answer(FIRST, progress="10%").answer(SECOND, progress=0).save()
    answer = tell("--lang", "vi", "collect", str(path))
    assert "cần xác nhận: gd-02@2024-Q2: " in answer.err
    assert "Nếu đúng, thêm: --sure gd-02@2024-Q2, hoặc --sure all." in answer.err
    assert "1 cần xác nhận" in answer.out


def test_what_is_doubted_waits_where_a_part_is_accepted(tell: Tell, ready: Ready, small: Path) -> None:
    ready(*HALF)
    path = the_form(ready).answer(FIRST, progress="10%").answer(SECOND, progress=0).save()
    answer, found = collected(tell, path, "--accept-partial")
    assert (answer.code, found["outcome"], found["taken_in"]) == (3, "partly", 1)
    assert (standing(tell, FIRST)[1], standing(tell, SECOND)[1]) == (10, 45)
    rows = json.loads(tell("returns", "2024-Q2", "-f", "json").out)["organizations"]
    assert {row["organization"]: row["state"] for row in rows}["so-gd"] == "partly"
    before = small.read_bytes()
    collected(tell, path, "--accept-partial")
    assert small.read_bytes() == before, "the same again writes nothing"
    assert collected(tell, path, "--sure", SECOND)[1]["outcome"] == "accepted"
    assert standing(tell, SECOND)[1] == 0


@pytest.mark.parametrize("side", ["--ours", "--theirs"])
def test_a_side_decides_no_doubt(tell: Tell, ready: Ready, small: Path, side: str) -> None:
    ready(*HALF)
    form = the_form(ready).answer(FIRST, progress="10%").answer(SECOND, progress=0)
    tell("mark", FIRST, "20%", "--on", "2024-06-29")
    answer, found = collected(tell, form.save(), side)
    assert (answer.code, found["outcome"]) == (3, "doubted")
    assert (standing(tell, FIRST)[1], standing(tell, SECOND)[1]) == (20, 45)


def test_faults_and_doubts_have_colours_and_words_of_their_own(tell: Tell, ready: Ready, small: Path) -> None:
    ready(*HALF)
    path = the_form(ready).answer(FIRST, progress="140%").answer(SECOND, progress=0).save()
    answer, found = collected(tell, path, "--mark-up", "marked")
    assert (answer.code, found["outcome"], len(found["problems"]), len(found["doubts"])) == (3, "sent_back", 1, 1)
    sheet = load_workbook(found["marked"]).worksheets[0]
    form = Filled(path)
    wrong, doubted = (sheet[form.place(id_, "progress")] for id_ in (FIRST, SECOND))
    colours = {cell.fill.fgColor.rgb for cell in (wrong, doubted, form.cell(SECOND, "progress"))}
    assert len(colours) == 3
    assert doubted.comment is not None
    assert doubted.comment.text.startswith("Please confirm: 0% on 2024-06-30, although 45%")
    assert "--sure" not in doubted.comment.text, "whoever filled it in has no command line"
    assert "confirm" not in str(wrong.comment.text if wrong.comment else "")


def test_a_doubted_file_gets_its_marked_copy_too(tell: Tell, ready: Ready, small: Path) -> None:
    ready(*HALF)
    path = the_form(ready).answer(FIRST, progress="10%").answer(SECOND, progress=0).save()
    assert Path(collected(tell, path, "--mark-up", "marked")[1]["marked"]).exists()


# What the department itself said before


def test_a_second_file_that_lowers_the_first_is_doubted_and_names_it(tell: Tell, ready: Ready, small: Path) -> None:
    form = the_form(ready)
    collected(tell, form.answer(FIRST, progress="60%").answer(SECOND, progress="80%").save(Path("back/lan 1.xlsx")))
    second = form.answer(FIRST, progress="70%").answer(SECOND, progress="50%").save(Path("back/lan 2.xlsx"))
    answer, found = collected(tell, second)
    assert (answer.code, found["outcome"]) == (3, "doubted")
    assert [each["occurrence"] for each in found["doubts"]] == [SECOND], "what it raises is not doubted"
    assert (
        "50% on 2024-06-30, although 80% was recorded on 2024-06-30. It would replace what lan 1.xlsx said"
        in answer.err
    )
    assert collected(tell, second, "--sure", SECOND)[1]["outcome"] == "accepted"
    assert (standing(tell, FIRST)[1], standing(tell, SECOND)[1]) == (70, 50)


def test_a_second_file_that_takes_back_what_the_first_finished_is_doubted(
    tell: Tell, ready: Ready, small: Path
) -> None:
    form = the_form(ready).answer(FIRST, progress="10%")
    collected(tell, form.answer(SECOND, done="x", done_on="20/6/2024").save(Path("back/lan 1.xlsx")))
    second = form.answer(SECOND, done="Chưa xong", done_on=None).save(Path("back/lan 2.xlsx"))
    answer, found = collected(tell, second)
    assert (answer.code, found["outcome"]) == (3, "doubted")
    assert "this would open it again. It would replace what lan 1.xlsx said, received on 2024-06-30" in answer.err
    collected(tell, second, "--sure", "all")
    assert standing(tell, SECOND)[0] == "not_started_overdue"


def test_the_own_answer_in_the_other_form_is_named_so(tell: Tell, ready: Ready, small: Path) -> None:
    ready("form", "2024-06", "--org", "so-gd", "-o", "forms")
    quarter = the_form(ready).answer(FIRST, progress="10%")
    month = Filled(Path("forms/2024-06_so-gd.xlsx")).answer(FIRST, progress="10%").answer(SECOND, progress="80%")
    assert collected(tell, month.save())[1]["outcome"] == "accepted"
    answer, found = collected(tell, quarter.answer(SECOND, progress="60%").save())
    assert (answer.code, found["outcome"]) == (3, "conflict")
    assert "its own answer in 2024-06_so-gd.xlsx, its form for 2024-06: 80% on 2024-06-30" in answer.err
    (row,) = (each for each in found["occurrences"] if each["ours"])
    assert (row["ours"][0]["own_form"], row["ours"][0]["own_file"]) == ("2024-06", "2024-06_so-gd.xlsx")


def test_two_forms_of_one_body_in_one_line_are_compared_too(tell: Tell, ready: Ready, small: Path) -> None:
    ready("form", "2024-06", "--org", "so-gd", "-o", "forms")
    quarter = the_form(ready).answer(FIRST, progress="10%").answer(SECOND, progress="60%").save()
    month = Filled(Path("forms/2024-06_so-gd.xlsx")).answer(FIRST, progress="10%").answer(SECOND, progress="80%").save()
    answer = tell("collect", str(month), str(quarter))
    assert answer.code == 3
    assert "its own answer in 2024-06_so-gd.xlsx, its form for 2024-06: 80%" in answer.err


def test_a_form_made_after_the_own_answer_in_the_other_one_names_it_where_it_falls(
    tell: Tell, ready: Ready, small: Path
) -> None:
    ready("form", "2024-06", "--org", "so-gd", "-o", "forms")
    month = Filled(Path("forms/2024-06_so-gd.xlsx")).answer(FIRST, progress="10%").answer(SECOND, progress="80%")
    collected(tell, month.save())
    answer, _found = collected(
        tell, the_form(ready).answer(FIRST, progress="10%").answer(SECOND, progress="60%").save()
    )
    assert answer.code == 3
    assert "The same body said something else in its form for 2024-06: 2024-06_so-gd.xlsx" in answer.err


# Dragged and merged


@pytest.mark.parametrize("by", ["dragging", "merging"])
@pytest.mark.parametrize(
    "cells", [{"done": "x", "done_on": "25/6/2024"}, {"progress": "50%"}], ids=["a day", "a percent"]
)
def test_what_was_dragged_or_merged_over_rows_that_are_done_is_doubted(
    tell: Tell, ready: Ready, small: Path, by: str, cells: dict[str, Any]
) -> None:
    ready(*DONE)
    form = the_form(ready)
    rows = [FIRST, SECOND, CLASSES]
    for id_ in rows if by == "dragging" else rows[:1]:
        form.answer(id_, **cells)
    if by == "merging":
        numbers = [form.rows[id_] for id_ in (FIRST, SECOND)]
        for key in cells:
            column = form.columns[key]
            form.sheet.merge_cells(start_row=min(numbers), end_row=max(numbers), start_column=column, end_column=column)
    answer, found = collected(tell, form.save())
    assert (answer.code, found["outcome"]) == (3, "doubted"), answer.err
    assert SECOND in [each["occurrence"] for each in found["doubts"]]
    assert standing(tell, SECOND) == ("done_on_time", 100, None, "2024-06-20")


LINES: dict[str, tuple[Lines, Cells, tuple[str, ...]]] = {
    "accepted": ((HALF,), {FIRST: {"progress": "10%"}, SECOND: {"progress": "50%"}}, ()),
    "sent back": ((HALF,), {FIRST: {"progress": "140%"}}, ()),
    "doubted": ((HALF,), {FIRST: {"progress": "10%"}, SECOND: {"progress": 0}}, ()),
    "doubted, the rest accepted": (
        (HALF,),
        {FIRST: {"progress": "10%"}, SECOND: {"progress": 0}},
        ("--accept-partial",),
    ),
    "wrong, the rest accepted": (
        (HALF,),
        {FIRST: {"progress": "10%"}, SECOND: {"progress": "140%"}},
        ("--accept-partial",),
    ),
    "meant": ((HALF,), {FIRST: {"progress": "10%"}, SECOND: {"progress": 0}}, ("--sure", "all")),
    "meant to be open again": ((HALF, DONE), {SECOND: {"done": "chưa"}}, ("--sure", SECOND)),
    "wrong and doubted": ((HALF,), {FIRST: {"progress": "140%"}, SECOND: {"progress": 0}}, ("--sure", SECOND)),
    "rows are gone": ((HALF,), {SECOND: {"progress": "50%"}, FIRST: {"occurrence": None}}, ()),
}


@pytest.mark.parametrize(("recorded", "cells", "words"), LINES.values(), ids=LINES)
def test_a_line_repeated_writes_at_most_once(
    tell: Tell, ready: Ready, small: Path, recorded: Lines, cells: Cells, words: tuple[str, ...]
) -> None:
    for line in recorded:
        ready(*line)
    form = the_form(ready)
    for id_, row in cells.items():
        for key, value in row.items():
            form.cell(id_, key).value = value
    path = form.save()
    changes = [len(json.loads(tell("log", "-f", "json").out)["changes"])]
    tell("collect", str(path), *words)
    changes.append(len(json.loads(tell("log", "-f", "json").out)["changes"]))
    after = small.read_bytes()
    for _again in range(2):
        tell("collect", str(path), *words)
        assert small.read_bytes() == after
    assert changes[1] - changes[0] <= 1


def test_an_id_that_is_sure_of_nothing_is_told(tell: Tell, ready: Ready, small: Path) -> None:
    path = the_form(ready).answers({FIRST: {"progress": "40%"}, SECOND: {"progress": "60%"}}).save()
    answer, found = collected(tell, path, "--sure", "yte-99", "--dry-run")
    assert (answer.code, found["outcome"]) == (0, "accepted")
    assert answer.err == "--sure yte-99: nothing in these files is doubted under that id.\n"


def test_a_doubt_of_a_form_names_no_option_of_another_command(tell: Tell, ready: Ready, small: Path) -> None:
    ready(*DONE)
    path = the_form(ready).answers({SECOND: {"done": "x", "done_on": "10/6/2024"}}).save()
    answer, found = collected(tell, path)
    assert (answer.code, found["outcome"]) == (3, "doubted")
    assert "--on" not in answer.err
    assert "If it is not meant, correct it in the form. What is meant: --sure gd-02@2024-Q2" in answer.err
    assert {each["way_out"] for each in found["doubts"]} == {"If it is not meant, correct it in the form."}


def test_what_is_finished_without_a_day_takes_the_one_day_of_its_document_and_says_so(
    tell: Tell, ready: Ready, small: Path
) -> None:
    cells = {"done": "x", "document": "99-BC/SGD", "document_on": "10/6/2024"}
    form = the_form(ready).answers({FIRST: {"progress": "40%"}, SECOND: cells})
    answer, found = collected(tell, form.save())
    assert (answer.code, found["outcome"]) == (0, "accepted"), answer
    (remark,) = found["remarks"]
    assert (remark["cell"], remark["message"]) == (
        form.place(SECOND, "done_on"),
        "it is dated 2024-06-10, like its document",
    )
    assert standing(tell, SECOND)[-1] == "2024-06-10"


def test_a_document_with_two_days_says_none(tell: Tell, ready: Ready, small: Path) -> None:
    cells = {"done": "x", "document": "99-BC/SGD ngày 9/6/2024", "document_on": "10/6/2024"}
    answer, found = collected(tell, the_form(ready).answer(SECOND, **cells).save())
    assert (answer.code, found["outcome"]) == (3, "sent_back")
    assert "it is finished, but the day is missing" in answer.err


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        pytest.param(5, "5 is not a date (Excel makes 1900-01-05 of it)", id="a day of the month alone"),
        pytest.param(20240610, "is not a date: a number too large for one", id="year, month and day in one number"),
    ],
)
def test_a_number_in_a_cell_for_a_day_is_named_as_it_was_typed(
    tell: Tell, ready: Ready, small: Path, typed: int, says: str
) -> None:
    answer, _found = collected(tell, the_form(ready).answer(SECOND, done="x", done_on=typed).save())
    assert (answer.code, says in answer.err) == (3, True), answer


@pytest.mark.parametrize("value", ["13 lớp", "12"])
def test_a_value_that_reaches_the_target_is_a_conflict_where_a_later_day_is_recorded_here(
    tell: Tell, ready: Ready, small: Path, value: str
) -> None:
    tell("mark", CLASSES, "5 lớp", "--on", "2024-03-01")
    ready("form", "2024-Q2", "-o", "forms", "--as-of", "2024-06-12")
    tell("done", CLASSES, "--on", "2024-06-23")
    path = Filled(Path("forms/2024-Q2_so-gd.xlsx")).answer(CLASSES, progress=value).save()
    answer, found = collected(tell, path, "--received", "2024-06-17", "--dry-run")
    assert (answer.code, found["outcome"]) == (3, "conflict"), answer
    answer, found = collected(tell, path, "--received", "2024-06-17", "--theirs")
    assert (answer.code, found["outcome"]) == (3, "sent_back"), answer
    assert "it is finished, but the day is missing" in answer.err
