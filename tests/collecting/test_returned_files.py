"""Returns in: what people send back, in all the shapes that it comes in; taken in whole, or sent back with marks."""

import json
import random
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from coordplan.cli import run
from coordplan.collecting.form.values import HEADER_ROW, KEY_ROW, STAMP_SHEET
from coordplan.office_files import containers
from tests.collecting.filled import Filled
from tests.command_line import Answer, Ready, Tell
from tests.examples import examples


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COORDPLAN_LANG", "en")


@pytest.fixture
def form(ready: Ready, small: Path) -> Filled:
    """The form of so-gd for the second quarter: gd-02@2024-Q1 and gd-02@2024-Q2 are asked for."""
    ready("form", "2024-Q2", "-o", "forms")
    return Filled(Path("forms/2024-Q2_so-gd.xlsx"))


def occurrence(tell: Tell, id_: str) -> dict[str, Any]:
    rows = json.loads(tell("list", "-f", "json").out)["occurrences"]
    found: dict[str, Any] = next(row for row in rows if row["occurrence"] == id_)
    return found


def collected(tell: Tell, *words: str) -> tuple[Answer, dict[str, Any]]:
    answer = tell("collect", *words, "-f", "json")
    return answer, json.loads(answer.out)


def outcome(tell: Tell, *words: str) -> str:
    return str(collected(tell, *words)[1]["files"][0]["outcome"])


BOTH = {
    "gd-02@2024-Q1": {"done": "x", "done_on": "20/3/2024", "document": "12-BC/SGD", "document_on": "20/3/2024"},
    "gd-02@2024-Q2": {"progress": "60%"},
}


def test_what_is_right_is_taken_in(tell: Tell, form: Filled) -> None:
    answer, found = collected(tell, str(form.answers(BOTH).save()))
    assert (answer.code, answer.err) == (0, "")
    assert (found["schema"], found["change"]) == ("coordplan/collect/1", 3)
    assert found["files"][0]["outcome"] == "accepted"
    first, second = occurrence(tell, "gd-02@2024-Q1"), occurrence(tell, "gd-02@2024-Q2")
    assert (first["standing"], first["done_on"], first["evidence"]) == (
        "done_on_time",
        "2024-03-20",
        "12-BC/SGD, 20/3/2024",
    )
    assert (second["standing"], second["percent"]) == ("in_progress_overdue", 60)


def test_the_same_file_twice_changes_nothing(tell: Tell, form: Filled, small: Path) -> None:
    path = form.answers(BOTH).save()
    tell("collect", str(path))
    before = small.read_bytes()
    answer, found = collected(tell, str(path))
    assert (answer.code, found["change"], found["files"][0]["outcome"]) == (0, None, "known")
    assert small.read_bytes() == before
    shutil.copy(path, "forms/renamed.xlsx")
    assert outcome(tell, "forms/renamed.xlsx") == "known"


def test_a_dry_run_writes_nothing(tell: Tell, form: Filled, small: Path) -> None:
    path, before = form.answers(BOTH).save(), small.read_bytes()
    out = tell("collect", str(path), "--dry-run").out
    assert "gd-02@2024-Q1" in out
    assert small.read_bytes() == before


@pytest.mark.parametrize(
    ("cells", "standing", "percent", "done_on"),
    [
        pytest.param({"progress": 60}, "in_progress_overdue", 60, None, id="a number"),
        pytest.param({"progress": "0,6"}, "in_progress_overdue", 60, None, id="a share with a comma"),
        pytest.param({"progress": (0.6, "0%")}, "in_progress_overdue", 60, None, id="a cell in percent"),
        pytest.param({"progress": " 60 % "}, "in_progress_overdue", 60, None, id="with spaces"),
        pytest.param({"progress": 0}, "not_started_overdue", 0, None, id="zero"),
        pytest.param({"done": "x", "done_on": "30/6/2024"}, "done_late", 100, "2024-06-30", id="x and a day as text"),
        pytest.param({"done": " có ", "done_on": "24-06-2024"}, "done_on_time", 100, "2024-06-24", id="yes"),
        pytest.param({"done_on": "24.6.24"}, "done_on_time", 100, "2024-06-24", id="a day alone"),
        pytest.param({"progress": "xong", "done_on": "2024-06-24"}, "done_on_time", 100, "2024-06-24", id="done"),
        pytest.param({"progress": 100, "done_on": "24/6/2024"}, "done_on_time", 100, "2024-06-24", id="100 and a day"),
    ],
)
def test_people_type_in_many_ways(
    tell: Tell, form: Filled, cells: dict[str, Any], standing: str, percent: float, done_on: str | None
) -> None:
    path = form.answer("gd-02@2024-Q1", progress=10).answer("gd-02@2024-Q2", **cells).save()
    answer, found = collected(tell, str(path))
    assert (answer.code, found["files"][0]["outcome"]) == (0, "accepted"), answer
    row = occurrence(tell, "gd-02@2024-Q2")
    assert (row["standing"], row["percent"], row["done_on"]) == (standing, percent, done_on)


def sorted_otherwise(form: Filled) -> None:
    first, last = HEADER_ROW + 1, form.sheet.max_row
    rows = [[cell.value for cell in form.sheet[number]] for number in range(first, last + 1)]
    random.Random(1).shuffle(rows)
    for number, row in enumerate(rows, first):
        for column, value in enumerate(row, 1):
            form.sheet.cell(number, column).value = value


def with_a_column_more(form: Filled) -> None:
    form.sheet.insert_cols(3)
    form.sheet.cell(HEADER_ROW, 3).value = "Người phụ trách"


def with_rows_between(form: Filled) -> None:
    form.sheet.insert_rows(HEADER_ROW + 2)
    form.sheet.cell(HEADER_ROW + 2, 3).value = "Ghi chú: đã trao đổi qua điện thoại"


def with_a_signature_below(form: Filled) -> None:
    last = form.sheet.max_row
    form.sheet.cell(last + 3, 12).value = "GIÁM ĐỐC"
    form.sheet.merge_cells(start_row=last + 3, end_row=last + 3, start_column=12, end_column=15)


def with_hidden_rows(form: Filled) -> None:
    for number in range(HEADER_ROW + 1, form.sheet.max_row + 1):
        form.sheet.row_dimensions[number].hidden = True


def without_what_is_not_asked(form: Filled) -> None:
    form.sheet.delete_rows(form.rows["gd-04"])


def with_ids_in_capitals(form: Filled) -> None:
    for id_ in list(form.rows):
        form.cell(id_, "occurrence").value = f" {id_.upper()} "


def without_the_hidden_keys(form: Filled) -> None:
    form.sheet.delete_rows(KEY_ROW)


@pytest.mark.parametrize(
    "habit",
    [
        sorted_otherwise,
        with_a_column_more,
        with_rows_between,
        with_a_signature_below,
        with_hidden_rows,
        without_what_is_not_asked,
        with_ids_in_capitals,
        without_the_hidden_keys,
    ],
    ids=lambda habit: habit.__name__.replace("_", " "),
)
def test_the_sheet_comes_back_in_another_shape(tell: Tell, form: Filled, habit: Any) -> None:
    habit(form.answers(BOTH))
    path = form.save(Path("back/tra loi cua so.xlsx"))
    answer, found = collected(tell, str(path))
    assert (answer.code, found["files"][0]["outcome"]) == (0, "accepted"), answer
    assert occurrence(tell, "gd-02@2024-Q1")["done_on"] == "2024-03-20"
    assert occurrence(tell, "gd-02@2024-Q2")["percent"] == 60


def test_a_merged_note_is_said_of_all_its_rows(tell: Tell, form: Filled) -> None:
    form.answers(BOTH)
    column, rows = form.columns["difficulties"], form.rows
    first, last = rows["gd-02@2024-Q1"], rows["gd-02@2024-Q2"]
    form.sheet.cell(first, column).value = "Thiếu kinh phí"
    form.sheet.merge_cells(start_row=first, end_row=last, start_column=column, end_column=column)
    found = collected(tell, str(form.save()))[1]["files"][0]
    said = {row["occurrence"]: row["difficulties"] for row in found["occurrences"]}
    assert said["gd-02@2024-Q1"] == said["gd-02@2024-Q2"] == "Thiếu kinh phí"


WRONG: dict[str, dict[str, Any]] = {
    "gd-02@2024-Q1": {"done": "có lẽ", "document_on": "32/3/2024"},
    "gd-02@2024-Q2": {"progress": "140%"},
}


def test_all_that_is_wrong_is_told_by_cell_and_nothing_is_taken_in(tell: Tell, form: Filled, small: Path) -> None:
    path = form.answers(WRONG).save()
    answer = tell("collect", str(path))
    assert answer.code == 3
    for occurrence_id, key in (
        ("gd-02@2024-Q1", "done"),
        ("gd-02@2024-Q1", "document_on"),
        ("gd-02@2024-Q2", "progress"),
    ):
        assert f"2024-Q2_so-gd.xlsx, cell {form.place(occurrence_id, key)}: " in answer.err
    assert occurrence(tell, "gd-02@2024-Q2")["percent"] == 0
    assert "3 problems." in answer.err
    assert "ô " in tell("--lang", "vi", "collect", str(path)).err


def test_a_wrong_cell_holds_back_the_whole_file_unless_a_part_is_accepted(tell: Tell, form: Filled) -> None:
    path = form.answers({**BOTH, "gd-02@2024-Q2": {"progress": "140%"}}).save()
    assert outcome(tell, str(path)) == "sent_back"
    assert occurrence(tell, "gd-02@2024-Q1")["standing"] == "not_started_overdue"
    answer, found = collected(tell, str(path), "--accept-partial")
    assert (answer.code, found["files"][0]["outcome"]) == (3, "partly")
    assert "140%" in answer.err
    assert occurrence(tell, "gd-02@2024-Q1")["standing"] == "done_on_time"
    assert occurrence(tell, "gd-02@2024-Q2")["percent"] == 0


def test_a_marked_copy_shows_the_sender_what_is_wrong(tell: Tell, form: Filled) -> None:
    form.sheet["R9"].value = "của tôi"
    path = form.answers(WRONG).save()
    tell("collect", str(path), "--mark-up", "marked")
    (copy,) = Path("marked").glob("*.xlsx")
    sheet = load_workbook(copy).worksheets[0]
    cell = sheet[form.place("gd-02@2024-Q2", "progress")]
    assert cell.comment is not None
    assert "140%" in cell.comment.text
    assert cell.fill.fgColor.rgb != form.cell("gd-02@2024-Q2", "progress").fill.fgColor.rgb
    assert sheet["R9"].value == "của tôi", "what else the sender wrote is there"
    assert "--" not in cell.comment.text, "whoever filled it in has no command line"
    assert sheet[form.place("gd-02@2024-Q2", "document")].comment is None


def test_a_corrected_copy_is_taken_in_with_its_marks(tell: Tell, form: Filled) -> None:
    tell("collect", str(form.answers(WRONG).save()), "--mark-up", "marked")
    (copy,) = Path("marked").glob("*.xlsx")
    corrected = Filled(copy).answers(
        {
            "gd-02@2024-Q1": {"done": "x", "done_on": "20/3/2024", "document_on": None},
            "gd-02@2024-Q2": {"progress": "40%"},
        }
    )
    assert outcome(tell, str(corrected.save())) == "accepted"
    assert occurrence(tell, "gd-02@2024-Q2")["percent"] == 40


# What was changed here since


def test_what_changed_here_since_is_a_conflict_with_both_sides(tell: Tell, form: Filled, small: Path) -> None:
    path = form.answers(BOTH).save()
    tell("mark", "gd-02@2024-Q2", "80%", "--on", "2024-06-29")
    before = small.read_bytes()
    answer, found = collected(tell, str(path))
    assert (answer.code, found["files"][0]["outcome"]) == (3, "conflict")
    assert "80%" in answer.err
    assert "60%" in answer.err
    assert "--ours or --theirs" in answer.err
    assert small.read_bytes() == before, "nothing of the file is taken in"


@pytest.mark.parametrize(("side", "percent"), [("--ours", 80), ("--theirs", 60)])
def test_a_conflict_is_decided_by_whoever_collects(tell: Tell, form: Filled, side: str, percent: int) -> None:
    path = form.answers(BOTH).save()
    tell("mark", "gd-02@2024-Q2", "80%", "--on", "2024-06-29")
    assert outcome(tell, str(path), side) == "accepted"
    assert occurrence(tell, "gd-02@2024-Q2")["percent"] == percent
    assert occurrence(tell, "gd-02@2024-Q1")["standing"] == "done_on_time"


def test_what_both_say_alike_is_no_conflict(tell: Tell, form: Filled) -> None:
    path = form.answers(BOTH).save()
    tell("mark", "gd-02@2024-Q2", "60%")
    assert outcome(tell, str(path)) == "accepted"


# Blank, zero, not due and not answered


def test_blank_zero_not_due_and_not_answered_are_four_things(tell: Tell, form: Filled) -> None:
    form.answer("gd-02@2024-Q1", progress=0)
    form.sheet.delete_rows(form.rows["gd-04"])
    found = collected(tell, str(form.save()))[1]["files"][0]
    answers = {row["occurrence"]: row["answer"] for row in found["occurrences"]}
    assert answers["gd-02@2024-Q1"] == "answered"
    assert answers["gd-02@2024-Q2"] == "blank"
    assert answers["gd-05"] == "not_due"
    assert occurrence(tell, "gd-02@2024-Q1")["standing"] == "not_started_overdue", "zero is recorded as zero"
    history = json.loads(tell("show", "gd-02", "-f", "json").out)["entries"]
    assert [(entry["occurrence"], entry["percent"]) for entry in history] == [("gd-02@2024-Q1", 0)]


# Which form it is


def test_a_form_of_another_program_is_refused(tell: Tell, form: Filled, here: Path) -> None:
    sheet = form.workbook[STAMP_SHEET]
    sheet["B2"].value = "other"
    answer = tell("collect", str(form.save()))
    assert answer.code == 3
    assert "its hidden sheet was altered" in answer.err


def test_a_form_of_another_file_is_refused(tell: Tell, form: Filled, here: Path) -> None:
    path = form.answers(BOTH).save()
    other = here / "other"
    shutil.copytree(here / "plans", other / "plans")
    program = other / "plans" / "program.yaml"
    program.write_text(program.read_text("utf-8").replace("id: ct\n", "id: khac\n"), "utf-8")
    for plan in ("gd", "yt"):
        text = (other / "plans" / f"{plan}.yaml").read_text("utf-8")
        (other / "plans" / f"{plan}.yaml").write_text(text.replace("program: ct\n", "program: khac\n"), "utf-8")
    assert tell("--db", str(other / "coordplan.db"), "init", str(other / "plans")).code == 0
    answer = tell("--db", str(other / "coordplan.db"), "collect", str(path))
    assert (answer.code, "it is a form of another program" in answer.err) == (3, True)


def test_an_answer_about_what_was_retired_is_refused(tell: Tell, form: Filled) -> None:
    tell("mark", "gd-02@2024-Q1", "10%", "--on", "2024-02-01")
    assert tell("retire", "gd-02", "--on", "2024-06-28", "--sure").code == 0
    answer = tell("collect", str(form.answers(BOTH).save()))
    assert answer.code == 3
    assert "retired" in answer.err


def test_two_files_of_one_form_are_not_chosen_between(tell: Tell, form: Filled) -> None:
    one = form.answers(BOTH).save(Path("back/1.xlsx"))
    two = form.answer("gd-02@2024-Q2", progress="70%").save(Path("back/2.xlsx"))
    answer, found = collected(tell, str(one), str(two))
    assert answer.code == 3
    assert {each["outcome"] for each in found["files"]} == {"refused"}
    assert "another file here is of the same form" in answer.err


def test_a_row_that_is_not_of_the_form_is_told(tell: Tell, form: Filled) -> None:
    form.answers(BOTH)
    form.cell("gd-04", "occurrence").value = "yt-01"
    assert '"yt-01" is not in the form that went out' in tell("collect", str(form.save())).err


def test_answers_under_another_title_are_held_back(tell: Tell, form: Filled) -> None:
    form.answers(BOTH)
    form.cell("gd-02@2024-Q2", "title").value = "Việc khác"
    assert "is no longer the one that went out" in tell("collect", str(form.save())).err


def test_a_locked_cell_that_was_changed_is_told_and_no_obstacle(tell: Tell, form: Filled) -> None:
    form.answers(BOTH)
    form.cell("gd-02@2024-Q2", "due").value = "31/12/2024"
    answer, found = collected(tell, str(form.save()))
    assert (answer.code, found["files"][0]["outcome"]) == (0, "accepted")
    assert any("locked cell was changed" in each["message"] for each in found["files"][0]["remarks"])
    assert occurrence(tell, "gd-02@2024-Q2")["due"] == "2024-06-25"


# Files that mean harm, or are no forms


MOST_BYTES = 1_000_000  # unpacked; the true bound is tried where files are opened


def bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (MOST_BYTES + 1))


def many_empty_rows(path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.cell(1_000_000, 1).value = "x"
    book.save(path)


def plain_text(path: Path) -> None:
    path.write_bytes(b"%PDF-1.7 not a workbook at all")


def old_excel(path: Path) -> None:
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000)


def truncated(path: Path) -> None:
    book = Workbook()
    book.save(path)
    path.write_bytes(path.read_bytes()[:-300])


def another_workbook(path: Path) -> None:
    Workbook().save(path)


def with_macros(path: Path) -> None:
    another_workbook(path)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"macro")


def empty(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize(
    "harm",
    [bomb, many_empty_rows, plain_text, old_excel, truncated, another_workbook, with_macros, empty],
    ids=lambda harm: harm.__name__.replace("_", " "),
)
def test_a_file_that_is_no_form_gets_one_sentence(
    tell: Tell, form: Filled, small: Path, harm: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(containers, "LARGEST_UNPACKED", MOST_BYTES)
    Path("back").mkdir()
    path = Path("back/tra-loi.xlsx")
    harm(path)
    before = small.read_bytes()
    answer, found = collected(tell, str(path))
    assert answer.code == 3
    assert found["files"][0]["outcome"] == "refused"
    assert answer.err.startswith("back/tra-loi.xlsx")
    assert answer.err.endswith("1 problem.\n")
    assert "Traceback" not in answer.err
    assert small.read_bytes() == before


def test_a_good_file_beside_a_bad_one_is_taken_in(tell: Tell, form: Filled) -> None:
    good = form.answers(BOTH).save(Path("back/so-gd.xlsx"))
    plain_text(Path("back/xau.xlsx"))
    answer, found = collected(tell, "back")
    assert answer.code == 3
    assert {each["file"]: each["outcome"] for each in found["files"]} == {
        good.as_posix(): "accepted",
        "back/xau.xlsx": "refused",
    }
    assert occurrence(tell, "gd-02@2024-Q2")["percent"] == 60


def test_a_formula_in_an_answer_is_told_and_not_computed(tell: Tell, form: Filled) -> None:
    form.answers(BOTH).answer("gd-02@2024-Q2", progress="=30+30")
    answer = tell("collect", str(form.save()))
    assert answer.code == 3
    assert "there is a formula" in answer.err


def test_what_is_not_there_is_told(tell: Tell, small: Path) -> None:
    answer = tell("collect", "nowhere.xlsx")
    assert answer.code == 1
    assert answer.err.startswith("coordplan: There is no file nowhere.xlsx.\n")


def test_ours_and_theirs_exclude_each_other(tell: Tell, form: Filled) -> None:
    assert tell("collect", str(form.path), "--ours", "--theirs").code == 2


def test_an_undo_takes_back_all_that_a_collection_brought(tell: Tell, form: Filled) -> None:
    tell("collect", str(form.answers(BOTH).save()))
    assert tell("undo").code == 0
    assert occurrence(tell, "gd-02@2024-Q1")["standing"] == "not_started_overdue"
    assert outcome(tell, str(form.path)) == "accepted", "it can be collected again"


# Whatever a form says when it is filled in validly is what the file says after

SAYABLE = st.one_of(
    st.integers(0, 99).filter(lambda number: number != 1).map(lambda number: ({"progress": number}, number, None)),
    st.integers(2, 99).map(lambda number: ({"progress": f"{number}%"}, number, None)),
    st.integers(2, 99).map(lambda number: ({"progress": (number / 100, "0%")}, number, None)),
    st.tuples(st.integers(1, 28), st.integers(4, 6), st.sampled_from(["{}/{}/2024", "{}-{:02}-2024", "{}.{}.24"])).map(
        lambda day: ({"done": "x", "done_on": day[2].format(day[0], day[1])}, 100, f"2024-{day[1]:02}-{day[0]:02}")
    ),
)


ANSWERED = ("gd-02@2024-Q1", "gd-02@2024-Q2", "gd-05")
# What stands in the file before: begun, done, put back, on days before and after the one that is said
RECORDED = st.tuples(
    st.sampled_from(ANSWERED),
    st.sampled_from(("0%", "40%", "100%", "done")),
    st.sampled_from(("2024-02-10", "2024-04-10", "2024-05-20", "2024-06-20", "2024-06-29")),
).filter(lambda told: told[0] == "gd-02@2024-Q2" or told[1] in ("0%", "40%"))  # what is done and not due is not asked


@examples(25)
@given(said=st.fixed_dictionaries(dict.fromkeys(ANSWERED, SAYABLE)), recorded=st.lists(RECORDED, max_size=4))
def test_whatever_is_said_validly_is_what_the_file_says(
    made: Path,
    tmp_path_factory: pytest.TempPathFactory,
    capsys: pytest.CaptureFixture[str],
    said: dict[str, Any],
    recorded: list[tuple[str, str, str]],
) -> None:
    folder = tmp_path_factory.mktemp("said")
    db = str(shutil.copy(made / "coordplan.db", folder / "coordplan.db"))
    for id_, progress, day in recorded:
        assert run(["--db", db, "mark", id_, progress, "--on", day, "--sure"]) == 0, capsys.readouterr()
    assert run(["--db", db, "form", "2024-Q2", "--org", "so-gd", "-o", str(folder / "forms")]) == 0
    form = Filled(folder / "forms" / "2024-Q2_so-gd.xlsx")
    path = form.answers({id_: cells for id_, (cells, _percent, _day) in said.items()}).save()
    assert run(["--db", db, "collect", str(path), "--sure", "all"]) == 0, capsys.readouterr()
    capsys.readouterr()
    assert run(["--db", db, "list", "-f", "json"]) == 0
    rows = {row["occurrence"]: row for row in json.loads(capsys.readouterr().out)["occurrences"]}
    for id_, (_cells, percent, day) in said.items():
        assert (rows[id_]["percent"], rows[id_]["done_on"]) == (percent, day)
