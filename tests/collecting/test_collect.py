"""Returns in: all that is wrong by cell, nothing of a file unless all is right, nothing recorded here overwritten."""

import json
import shutil
import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from coordplan.collecting.form.values import COLUMNS, HEADER_ROW, KEY_ROW, STAMP_SHEET
from tests.collecting.filling import PLACE, Answers, filled, place_of, row_of
from tests.command_line import Ready, Tell

FORM = Path("forms/2024-Q2_so-gd.xlsx")
Q1, Q2 = "gd-02@2024-Q1", "gd-02@2024-Q2"
LAST = "2024-06-30"  # of the figures
DONE = {"done": "x", "done_on": "20/3/2024"}
RIGHT: Answers = {Q1: DONE, Q2: {"progress": "60%"}, "gd-04": {"progress": "7"}}
WRONG: Answers = {Q1: {"done": "x", "done_on": "31/6/2024"}, Q2: {"progress": "120"}, "gd-04": {"progress": "7"}}


@pytest.fixture(autouse=True)
def forms(small: Path, ready: Ready) -> None:
    ready("form", "2024-Q2", "-o", "forms")


def collected(tell: Tell, *words: str) -> dict[str, Any]:
    """Return what is said of the one file."""
    said: dict[str, Any] = json.loads(tell("collect", *words, "-f", "json").out)
    assert said["schema"] == "coordplan/collect/1"
    return said["files"][0] | {"change": said["change"]}


def outcomes(file: dict[str, Any]) -> dict[str, str]:
    return {row["occurrence"]: row["outcome"] for row in file["occurrences"]}


def entries() -> list[tuple[Any, ...]]:
    with sqlite3.connect("coordplan.db") as connection:
        query = "SELECT occurrence_id, observed_on, kind, percent, value, evidence FROM entries WHERE ended_by IS NULL"
        return sorted(connection.execute(query).fetchall(), key=repr)


def content() -> list[str]:
    with sqlite3.connect("coordplan.db") as connection:
        return list(connection.iterdump())


def test_what_is_right_is_taken_in_with_what_it_was_before_and_is_after(tell: Tell) -> None:
    filled(FORM, RIGHT)
    file = collected(tell, str(FORM))
    assert file["outcome"] == "accepted"
    assert outcomes(file) == {Q1: "taken_in", Q2: "taken_in", "gd-04": "taken_in", "gd-05": "nothing"}
    row = next(row for row in file["occurrences"] if row["occurrence"] == Q1)
    assert (row["before"]["standing"], row["after"]["standing"], row["after"]["done_on"]) == (
        "not_started_overdue",
        "done_on_time",
        "2024-03-20",
    )
    assert [entry[:5] for entry in entries()] == [
        (Q1, "2024-03-20", "done", None, None),
        (Q2, LAST, "percent", 60.0, None),
        ("gd-04", LAST, "value", None, 7.0),
    ]


def test_the_page_shows_before_and_after(tell: Tell) -> None:
    filled(FORM, RIGHT)
    out = tell("collect", str(FORM)).out
    assert "accepted; 3 taken in, 1 not due." in out
    assert "Before" in out
    assert "After" in out


def test_all_that_is_wrong_is_said_by_cell_and_nothing_is_taken_in(tell: Tell) -> None:
    filled(FORM, WRONG)
    told = tell("collect", str(FORM))
    assert told.code == 3
    for occurrence, key in ((Q1, "done_on"), (Q2, "progress")):
        assert f"{FORM.as_posix()}, cell {place_of(FORM, occurrence, key)}" in told.err
    assert entries() == []


def test_what_is_right_in_a_file_that_is_sent_back_is_told_from_what_is_taken_in(tell: Tell) -> None:
    filled(FORM, WRONG)
    file = collected(tell, str(FORM))
    assert (file["outcome"], file["taken_in"], outcomes(file)["gd-04"]) == ("sent_back", 0, "held_back")
    with sqlite3.connect("coordplan.db") as connection:
        kept = connection.execute("SELECT occurrence_id, outcome FROM return_rows WHERE answer = 'answered'").fetchall()
    assert sorted(kept) == [(Q1, "sent_back"), (Q2, "sent_back"), ("gd-04", "held_back")]


def test_the_value_reached_before_is_shown_beside_the_one_that_is_reported(tell: Tell, ready: Ready) -> None:
    assert tell("mark", "gd-04", "5", "--on", "2024-05-02").code == 0
    ready("form", "2024-Q2", "-o", "forms")
    filled(FORM, {"gd-04": {"progress": 7}})
    (row,) = (row for row in collected(tell, str(FORM), "--dry-run")["occurrences"] if row["occurrence"] == "gd-04")
    assert (row["before"]["value"], row["after"]["value"]) == (5, 7)
    assert "5 lớp" in tell("collect", str(FORM)).out


def test_in_vietnamese_the_cell_is_named_as_people_say_it(tell: Tell) -> None:
    filled(FORM, WRONG)
    assert f"{FORM.as_posix()}, ô {place_of(FORM, Q2, 'progress')}" in tell("--lang", "vi", "collect", str(FORM)).err


def test_what_is_right_in_it_is_taken_in_when_that_is_said(tell: Tell) -> None:
    filled(FORM, WRONG)
    file = collected(tell, str(FORM), "--accept-partial")
    assert file["outcome"] == "partly"
    assert outcomes(file) == {Q1: "sent_back", Q2: "sent_back", "gd-04": "taken_in", "gd-05": "nothing"}
    assert [entry[0] for entry in entries()] == ["gd-04"]


def test_the_marked_copy_colours_and_comments_the_wrong_cells_only(tell: Tell) -> None:
    filled(FORM, WRONG)
    before = FORM.read_bytes()
    assert tell("collect", str(FORM), "--mark-up", "back").code == 3
    assert FORM.read_bytes() == before
    (copy,) = Path("back").glob("*.xlsx")
    sheet = openpyxl.load_workbook(copy).worksheets[0]
    commented = {cell.coordinate for row in sheet.iter_rows() for cell in row if cell.comment}
    assert commented == {place_of(FORM, Q1, "done_on"), place_of(FORM, Q2, "progress")}
    assert all(sheet[place].fill.fgColor.rgb == "FFFF9999" for place in commented)


def test_a_marked_copy_that_is_put_right_is_taken_in(tell: Tell) -> None:
    filled(FORM, WRONG)
    tell("collect", str(FORM), "--mark-up", "back")
    (copy,) = Path("back").glob("*.xlsx")
    filled(copy, RIGHT)
    assert collected(tell, str(copy))["outcome"] == "accepted"
    assert len(entries()) == 3


def test_the_same_file_twice_changes_nothing(tell: Tell) -> None:
    filled(FORM, RIGHT)
    first = collected(tell, str(FORM))
    before = content()
    again = collected(tell, str(FORM))
    assert (again["outcome"], again["known_change"], again["change"]) == ("known", first["change"], None)
    assert content() == before


def test_a_file_sent_back_twice_is_kept_once(tell: Tell) -> None:
    filled(FORM, WRONG)
    tell("collect", str(FORM))
    before = content()
    assert collected(tell, str(FORM))["change"] is None
    assert content() == before


def test_a_dry_run_says_the_same_and_writes_nothing(tell: Tell) -> None:
    filled(FORM, RIGHT)
    before = content()
    dry = collected(tell, str(FORM), "--dry-run")
    assert content() == before
    wet = collected(tell, str(FORM))
    assert dry["occurrences"] == wet["occurrences"]


def test_all_files_are_one_change(tell: Tell) -> None:
    filled(FORM, RIGHT)
    filled(Path("forms/2024-Q2_btg.xlsx"), {"gd-01": {"done": "có", "done_on": date(2024, 6, 18)}})
    said = json.loads(tell("collect", "forms", "-f", "json").out)
    assert [file["outcome"] for file in said["files"]] == ["accepted", "accepted"]
    with sqlite3.connect("coordplan.db") as connection:
        assert connection.execute("SELECT DISTINCT added_by FROM entries").fetchall() == [(said["change"],)]
    assert tell("undo").code == 0
    assert entries() == []


def test_blank_and_nought_and_not_due_and_not_answered_are_four_things(tell: Tell) -> None:
    filled(FORM, {Q2: {"progress": 0}})
    book = openpyxl.load_workbook(FORM)
    file = collected(tell, str(FORM), "--dry-run")
    answers = {row["occurrence"]: row["answer"] for row in file["occurrences"]}
    assert answers == {Q1: "blank", Q2: "answered", "gd-05": "not_due", "gd-04": "not_due"}
    book.worksheets[0].delete_rows(row_of(book.worksheets[0], Q1))
    book.save(FORM)
    file = collected(tell, str(FORM))
    assert file["not_answered"] == [Q1]
    assert [entry[0] for entry in entries()] == [Q2]


# -- what was recorded here since


def _conflict(tell: Tell) -> None:
    assert tell("mark", Q2, "80%", "--on", "2024-06-25").code == 0
    filled(FORM, RIGHT)


def test_what_was_recorded_here_since_is_a_conflict_with_both_sides(tell: Tell) -> None:
    _conflict(tell)
    before = content()
    told = tell("collect", str(FORM))
    assert told.code == 3
    assert "80%" in told.err
    assert "60%" in told.err
    assert "--ours" in told.err
    assert content() == before


def test_a_conflict_waits_for_a_decision_also_where_a_part_may_be_accepted(tell: Tell) -> None:
    _conflict(tell)
    filled(FORM, {Q1: {"done": "x", "done_on": "31/6/2024"}})
    before = content()
    assert collected(tell, str(FORM), "--accept-partial")["outcome"] == "conflict"
    assert content() == before
    assert collected(tell, str(FORM), "--accept-partial", "--theirs")["outcome"] == "partly"


@pytest.mark.parametrize(("side", "percent"), [("--ours", 80.0), ("--theirs", 60.0)])
def test_which_side_counts_is_decided_by_an_option(tell: Tell, side: str, percent: float) -> None:
    _conflict(tell)
    file = collected(tell, str(FORM), side)
    assert file["outcome"] == "accepted"
    assert [entry[3] for entry in entries() if entry[0] == Q2] == [percent]


def test_agreeing_with_what_was_recorded_here_is_no_conflict(tell: Tell) -> None:
    assert tell("done", Q1, "--on", "2024-03-20").code == 0
    filled(FORM, {Q1: DONE, Q2: {"progress": "60%"}})
    assert outcomes(collected(tell, str(FORM)))[Q1] == "unchanged"


# -- what is refused


def test_a_corrected_file_takes_the_place_of_the_one_that_came_before(tell: Tell) -> None:
    Path("back").mkdir()
    filled(FORM, WRONG, Path("back/a.xlsx"))
    assert tell("collect", "back").code == 3
    filled(FORM, RIGHT, Path("back/b.xlsx"))
    told = tell("collect", "back")
    assert (told.code, told.err) == (0, "")
    assert "back/a.xlsx (SGD, 2024-Q2): already known; it came with change" in told.out.replace("\\", "/")
    assert "b.xlsx (SGD, 2024-Q2): accepted" in told.out
    again = tell("collect", "back", "-f", "json")  # both came before: the later one counts
    assert [file["outcome"] for file in json.loads(again.out)["files"]] == ["known", "known"]
    assert again.code == 0


def test_two_files_of_one_form_are_both_refused(tell: Tell) -> None:
    filled(FORM, RIGHT, Path("a.xlsx"))
    filled(FORM, WRONG, Path("b.xlsx"))
    told = tell("collect", "a.xlsx", "b.xlsx")
    assert told.code == 3
    assert told.err.count("another file here is of the same form") == 2


def _altered(key: str, value: str) -> None:
    """Give the form another stamp, as another file would have written it."""
    from coordplan.collecting.form.values import checksum_of, parse_stamp_cells, stamp_cells, stamp_line

    book = openpyxl.load_workbook(FORM)
    sheet = book[STAMP_SHEET]
    cells = [[str(value or "") for value in row] for row in sheet.iter_rows(values_only=True)]
    stamp = parse_stamp_cells(cells)
    assert stamp is not None
    stamp = stamp._replace(**{key: type(getattr(stamp, key))(value)})
    stamp = stamp._replace(checksum=checksum_of(stamp))
    for number, line in enumerate(stamp_cells(stamp), 1):
        for column, text in enumerate(line, 1):
            sheet.cell(number, column).value = text
    book.custom_doc_props["coordplan"].value = stamp_line(stamp)
    book.save(FORM)


@pytest.mark.parametrize(
    ("key", "value", "reason"),
    [
        ("program", "ct2", "another program"),
        ("organization", "so-zz", "is not an organization of this program"),
        ("period", "2031-Q1", "outside the program"),
        ("seen", "99", "another copy of this file"),
    ],
)
def test_a_form_of_something_else_is_refused_with_the_reason(tell: Tell, key: str, value: str, reason: str) -> None:
    filled(FORM, RIGHT)
    _altered(key, value)
    told = tell("collect", str(FORM))
    assert (told.code, reason in told.err) == (3, True), told.err
    assert entries() == []


def test_a_form_whose_organization_leads_it_no_more_is_told_by_row(tell: Tell) -> None:
    filled(FORM, RIGHT)
    _altered("organization", "so-yt")
    told = tell("collect", str(FORM))
    assert "is led by" in told.err
    assert entries() == []


def test_an_answer_to_a_cancelled_activity_is_refused_with_the_reason(tell: Tell) -> None:
    filled(FORM, RIGHT)
    assert tell("mark", "gd-04", "cancelled", "--on", "2024-06-20").code == 0
    told = tell("collect", str(FORM))
    assert told.code == 3
    assert "gd-04" in told.err
    assert [entry[2] for entry in entries()] == ["cancelled"]


def test_a_hidden_sheet_that_was_altered_is_refused(tell: Tell) -> None:
    book = openpyxl.load_workbook(FORM)
    book[STAMP_SHEET].cell(2, 2).value = "ct2"
    book.save(FORM)
    assert "its hidden sheet was altered" in tell("collect", str(FORM)).err


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["--ours", "--theirs"], 2, "exclude each other"),
        (["--received", "2024-07-09"], 2, "still to come"),
        (["--received", "2024-06-29"], 3, "after the day"),
        (["--received", "soon"], 2, ""),
    ],
)
def test_options_that_cannot_be_are_refused(tell: Tell, words: list[str], code: int, sentence: str) -> None:
    filled(FORM, RIGHT)
    told = tell("collect", str(FORM), *words)
    assert told.code == code
    assert sentence in told.err
    assert entries() == []


# -- habits of whole sheets


def _rows_sorted(sheet: Any) -> None:
    rows = list(range(HEADER_ROW + 1, sheet.max_row + 1))
    values = [[sheet.cell(row, column).value for column in range(1, len(COLUMNS) + 1)] for row in rows]
    for row, cells in zip(rows, reversed(values), strict=True):
        for column, value in enumerate(cells, 1):
            sheet.cell(row, column).value = value


def _hidden(sheet: Any) -> None:
    for row in range(HEADER_ROW + 1, sheet.max_row + 1):
        sheet.row_dimensions[row].hidden = True


def _ids_in_capitals(sheet: Any) -> None:
    for row in range(HEADER_ROW + 1, sheet.max_row + 1):
        cell = sheet.cell(row, PLACE["occurrence"])
        cell.value = f" {cell.value.upper()} "


def _column_added(sheet: Any) -> None:
    sheet.insert_cols(3)
    sheet.cell(HEADER_ROW, 3).value = "Người theo dõi"
    sheet.cell(HEADER_ROW + 1, 3).value = "chị Hoa"


def _keys_gone(sheet: Any) -> None:
    for column in range(1, len(COLUMNS) + 1):
        sheet.cell(KEY_ROW, column).value = None


def _rows_inserted(sheet: Any) -> None:
    sheet.insert_rows(HEADER_ROW + 2)
    sheet.insert_rows(1, 2)
    sheet.cell(1, 1).value = "Gửi kèm công văn"
    sheet.cell(sheet.max_row + 2, 3).value = "Người lập biểu"


def _row_deleted(sheet: Any) -> None:
    sheet.delete_rows(row_of(sheet, "gd-05"))


def _spaces(sheet: Any) -> None:
    for row in range(HEADER_ROW + 1, sheet.max_row + 1):
        for key in ("done", "progress", "done_on"):
            cell = sheet.cell(row, PLACE[key])
            if isinstance(cell.value, str):
                cell.value = f"\u00a0{cell.value}  \n"


def _untouched(sheet: Any) -> None:
    pass


HABITS: list[Callable[[Any], None]] = [
    _untouched,
    _rows_sorted,
    _hidden,
    _ids_in_capitals,
    _column_added,
    _keys_gone,
    _rows_inserted,
    _row_deleted,
    _spaces,
]


@pytest.mark.parametrize("habit", HABITS, ids=lambda habit: habit.__name__.strip("_"))
def test_what_people_do_to_a_sheet_does_not_change_what_it_says(tell: Tell, habit: Callable[[Any], None]) -> None:
    filled(FORM, RIGHT)
    book = openpyxl.load_workbook(FORM)
    sheet = book.worksheets[0]
    habit(sheet)
    book.save("báo cáo quý 2 (bản cuối).xlsx")
    file = collected(tell, "báo cáo quý 2 (bản cuối).xlsx")
    assert file["problems"] == []
    assert file["taken_in"] == 3
    assert [entry[0] for entry in entries()] == [Q1, Q2, "gd-04"]


def test_a_note_over_several_rows_is_said_of_each(tell: Tell) -> None:
    filled(FORM, {Q1: DONE | {"difficulties": "Thiếu kinh phí"}, Q2: {"progress": "60"}})
    book = openpyxl.load_workbook(FORM)
    sheet = book.worksheets[0]
    first, column = row_of(sheet, Q1), PLACE["difficulties"]
    sheet.merge_cells(start_row=first, end_row=first + 1, start_column=column, end_column=column)
    book.save(FORM)
    rows = {row["occurrence"]: row["difficulties"] for row in collected(tell, str(FORM))["occurrences"]}
    assert (rows[Q1], rows[Q2]) == ("Thiếu kinh phí", "Thiếu kinh phí")


def test_evidence_is_put_together_from_its_three_cells(tell: Tell) -> None:
    document = {"document": "12-TB/BTGTU", "document_on": "25/3/2024", "subject": "Kết quả giao ban"}
    filled(FORM, {Q1: DONE | document})
    collected(tell, str(FORM))
    assert entries()[0][5] == "12-TB/BTGTU, 25/3/2024, Kết quả giao ban"


def test_a_percent_cell_is_a_percent(tell: Tell) -> None:
    filled(FORM, {Q2: {"progress": 0.6}}, formats={"progress": "0%"})
    collected(tell, str(FORM))
    assert entries()[0][3] == 60.0


@pytest.mark.parametrize(
    ("occurrence", "cells", "key", "message"),
    [
        pytest.param(Q1, {"done": "x"}, "done_on", "the day is missing", id="finished without a day"),
        pytest.param(Q1, {"done": "x", "progress": "60%"}, "progress", "marked as finished", id="finished at 60%"),
        pytest.param(
            Q1, {"done": "chưa", "done_on": "20/3/2024"}, "done", "this cell says not finished", id="no, with a day"
        ),
        pytest.param(
            Q1, {"progress": "50", "done_on": "20/3/2024"}, "done_on", "a progress that is less", id="day, 50"
        ),
        pytest.param(Q1, {"done": "x", "done_on": "20/3/2025"}, "done_on", "lies after", id="a day to come"),
        pytest.param(Q1, {"document": "12-TB"}, "progress", "no progress", id="a document alone"),
        pytest.param(Q2, {"progress": "=1/2"}, "progress", "formula", id="a formula"),
        pytest.param(Q2, {"progress": "60", "difficulties": "=A1"}, "difficulties", "formula", id="one in a note"),
        pytest.param(Q2, {"title": "Việc khác", "progress": "60"}, "title", "no longer", id="another activity"),
        pytest.param(Q2, {"occurrence": "gd-99", "progress": "60"}, "number", "not in the form", id="another id"),
        pytest.param(Q2, {"occurrence": Q1, "progress": "60"}, "number", "stands here again", id="an id twice"),
    ],
)
def test_what_cannot_be_is_asked_about_in_its_cell(
    tell: Tell, occurrence: str, cells: dict[str, Any], key: str, message: str
) -> None:
    place = place_of(FORM, occurrence, "occurrence" if key == "number" else key)
    filled(FORM, {occurrence: cells})
    file = collected(tell, str(FORM))
    assert [(each["cell"], message in each["message"]) for each in file["problems"]] == [(place, True)], file
    assert file["outcome"] == "sent_back"
    assert entries() == []


def test_a_locked_cell_that_was_changed_is_told_and_not_taken_over(tell: Tell) -> None:
    filled(FORM, {Q1: {"due": date(2024, 12, 31)} | DONE})
    file = collected(tell, str(FORM))
    assert (file["outcome"], len(file["remarks"])) == ("partly", 1)
    assert "2024-03-25" in tell("show", Q1).out
    assert "2024-12-31" not in tell("show", Q1).out


def test_a_folder_means_its_workbooks_and_names_what_it_passes_over(tell: Tell) -> None:
    Path("forms/thu.docx").write_bytes(b"x")
    shutil.copy(FORM, "forms/~$2024-Q2_so-gd.xlsx")
    told = tell("collect", "forms", "--dry-run", "-f", "json")
    assert len(json.loads(told.out)["files"]) == 2
    assert "forms/thu.docx is not a workbook" in told.err


def test_the_csv_has_a_row_for_each_occurrence(tell: Tell) -> None:
    filled(FORM, RIGHT)
    lines = tell("collect", str(FORM), "-f", "csv").out.removeprefix("\ufeff").splitlines()
    assert lines[0].startswith("file,period,organization,file_outcome,occurrence,answer,outcome")
    assert len(lines) == 5
