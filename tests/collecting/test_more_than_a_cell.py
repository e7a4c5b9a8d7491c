"""Returns that say more than a cell: comments, locked cells, headings that were changed, rows that are gone, names."""

import json
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment

from coordplan.collecting.form.values import HEADER_ROW, KEY_ROW, NAME_CELL
from tests.collecting.filled import Filled
from tests.command_line import Answer, Ready, Tell

FIRST, SECOND = "gd-02@2024-Q1", "gd-02@2024-Q2"
NOTICE = (
    "[Threaded comment]\n\nYour version of Excel allows you to read this threaded comment; however, any edits to it "
    "will get removed if the file is opened in a newer version of Excel. Learn more: "
    "https://go.microsoft.com/fwlink/?linkid=870924\n\nComment:\n    "
)


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COORDPLAN_LANG", "en")


@pytest.fixture
def form(ready: Ready, small: Path) -> Filled:
    """The form of so-gd for the second quarter: gd-02@2024-Q1 and gd-02@2024-Q2 are asked for."""
    ready("form", "2024-Q2", "-o", "forms")
    return Filled(Path("forms/2024-Q2_so-gd.xlsx"))


def collected(tell: Tell, path: Path, *words: str) -> tuple[Answer, dict[str, Any]]:
    answer = tell("collect", str(path), *words, "-f", "json")
    return answer, json.loads(answer.out)["files"][0]


def a_note(form: Filled, place: str) -> Path:
    form.sheet[place].comment = Comment("lan:\nĐã xong ngày 10/6", "lan")
    return form.save()


def a_notice_of_a_thread(form: Filled, place: str) -> Path:
    form.sheet[place].comment = Comment(NOTICE + "Đã xong ngày 10/6", "tc={0B1F}")
    return form.save()


def a_thread(form: Filled, place: str) -> Path:
    """As Excel keeps it, in a part of its own, here without the notice for older programs."""
    path, copy = form.save(), form.path.with_name("thread.xlsx")
    namespace = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
    relation = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(copy, "w") as after:
        for name in before.namelist():
            if name != "xl/worksheets/_rels/sheet1.xml.rels":
                after.writestr(name, before.read(name))
        after.writestr(
            "xl/worksheets/_rels/sheet1.xml.rels",
            f'<Relationships xmlns="{package}"><Relationship Id="rId9" Type="{relation}"'
            ' Target="../threadedComments/threadedComment1.xml"/></Relationships>',
        )
        after.writestr(
            "xl/threadedComments/threadedComment1.xml",
            f'<ThreadedComments xmlns="{namespace}"><threadedComment ref="{place}" id="{{A}}"><text>'
            f'Đã xong ngày 10/6</text></threadedComment><threadedComment ref="{place}" id="{{B}}" parentId="{{A}}">'
            "<text>Có văn bản chưa?</text></threadedComment></ThreadedComments>",
        )
    return copy


@pytest.mark.parametrize(
    "write", [a_note, a_notice_of_a_thread, a_thread], ids=lambda each: each.__name__.replace("_", " ")
)
@pytest.mark.parametrize("key", ["progress", "title", "difficulties"])
def test_an_answer_that_stands_only_in_a_comment_is_told_and_the_file_waits(
    tell: Tell, form: Filled, small: Path, write: Any, key: str
) -> None:
    place = form.place(FIRST, key)
    path = write(form.answer(SECOND, progress="60%"), place)
    before = small.read_bytes()
    answer, found = collected(tell, path, "--dry-run")
    assert (answer.code, found["outcome"]) == (3, "sent_back")
    assert f"cell {place}: a comment says" in answer.err
    assert '"Đã xong ngày 10/6' in answer.err, "without who wrote it, or the words of Excel"
    assert "linkid" not in answer.err
    assert "left blank" not in tell("collect", str(path), "--dry-run").out
    assert small.read_bytes() == before
    assert f"ô {place}: chú thích ghi" in tell("--lang", "vi", "collect", str(path), "--dry-run").err


def test_a_comment_beside_an_answer_is_told_and_no_obstacle(tell: Tell, form: Filled) -> None:
    path = a_note(form.answer(FIRST, progress="40%").answer(SECOND, progress="60%"), form.place(FIRST, "progress"))
    answer, found = collected(tell, path)
    assert (answer.code, found["outcome"]) == (0, "accepted")
    assert [each["message"] for each in found["remarks"]] == ['a comment says: "Đã xong ngày 10/6"']


def test_a_sheet_with_something_far_away_is_read_in_no_time(tell: Tell, form: Filled) -> None:
    form.answer(FIRST, progress="40%").answer(SECOND, progress="60%").sheet["XFD4000"].value = "x"
    started = time.monotonic()
    assert collected(tell, form.save())[1]["outcome"] == "accepted"
    assert time.monotonic() - started < 30, "it would be minutes if the cells between were made"


def test_the_words_of_a_marked_copy_are_no_answer(tell: Tell, form: Filled) -> None:
    tell(
        "collect",
        str(form.answers({FIRST: {"progress": "40%"}, SECOND: {"progress": "140%"}}).save()),
        "--mark-up",
        "m",
    )
    (copy,) = Path("m").glob("*.xlsx")
    again = Filled(copy).answer(SECOND, progress=None)
    again.sheet[again.place(FIRST, "progress")].comment = None
    answer, found = collected(tell, again.save())
    assert (answer.code, found["outcome"], found["remarks"]) == (0, "partly", []), answer


def test_what_the_sender_adds_to_the_words_of_a_marked_copy_is_told(tell: Tell, form: Filled) -> None:
    tell(
        "collect",
        str(form.answers({FIRST: {"progress": "40%"}, SECOND: {"progress": "140%"}}).save()),
        "--mark-up",
        "m",
    )
    (copy,) = Path("m").glob("*.xlsx")
    again = Filled(copy).answer(SECOND, progress=None)
    comment = again.cell(SECOND, "progress").comment
    comment.text += "\nĐã xong rồi"
    answer, _found = collected(tell, again.save())
    assert answer.code == 3
    assert 'a comment says "Đã xong rồi", and' in answer.err


LOCKED = ["number", "due", "deadline_text", "standing", "known", "unit"]


@pytest.mark.parametrize("key", LOCKED)
@pytest.mark.parametrize("stamped", [True, False], ids=["with its stamp", "without its hidden sheet"])
def test_a_value_in_a_locked_cell_is_told_and_the_file_waits(tell: Tell, form: Filled, key: str, stamped: bool) -> None:
    form.answer(SECOND, progress="60%").answer(FIRST, **{key: "Đã xong ngày 10/6"})
    if not stamped:
        del form.workbook["_coordplan"]
    answer, found = collected(tell, form.save())
    assert (answer.code, found["outcome"]) == (3, "sent_back")
    assert f'cell {form.place(FIRST, key)}: a locked cell says "Đã xong ngày 10/6" in place of' in answer.err


@pytest.mark.parametrize("text", ["Đã xong ngày 10/6", "xong"])
def test_an_id_that_was_overwritten_is_told_and_the_file_waits(tell: Tell, form: Filled, text: str) -> None:
    place = form.place(FIRST, "occurrence")
    form.answer(SECOND, progress="60%").cell(FIRST, "occurrence").value = text
    answer, found = collected(tell, form.save())
    assert (answer.code, found["outcome"]) == (3, "sent_back")
    assert f'cell {place}: "{text}" stands where the id {FIRST} stood' in answer.err


def test_rows_that_were_numbered_anew_are_no_answer(tell: Tell, form: Filled) -> None:
    for number, id_ in enumerate(reversed(form.rows), 1):
        form.answer(id_, number=number)
    answer, found = collected(tell, form.answer(SECOND, progress="60%").save())
    assert (answer.code, found["outcome"], found["problems"]) == (0, "partly", []), answer


@pytest.mark.parametrize("key", ["done", "progress", "done_on", "document", "difficulties"])
def test_an_answer_column_under_another_heading_is_told_and_the_file_waits(tell: Tell, form: Filled, key: str) -> None:
    form.answer(FIRST, done="x", done_on="20/3/2024", document="12-BC/SGD", difficulties="Thiếu").answer(
        SECOND, progress="60%"
    )
    place = form.sheet.cell(HEADER_ROW - 1, form.columns[key]).coordinate
    form.sheet.cell(HEADER_ROW, form.columns[key]).value = "Kết quả"
    form.sheet.delete_rows(KEY_ROW)
    answer, found = collected(tell, form.save())
    assert (answer.code, found["outcome"]) == (3, "sent_back")
    assert f"cell {place}: the columns " in answer.err
    assert 'what stands below "Kết quả" is not read' in answer.err


def test_an_answer_column_under_another_heading_is_read_by_its_key(tell: Tell, form: Filled) -> None:
    form.answer(FIRST, progress="40%").answer(SECOND, progress="60%")
    form.sheet.cell(HEADER_ROW, form.columns["progress"]).value = "Kết quả"
    assert collected(tell, form.save())[1]["outcome"] == "accepted"


def test_a_column_that_was_made_anew_is_read_by_its_heading(tell: Tell, form: Filled) -> None:
    form.answer(FIRST, progress="40%").answer(SECOND, progress="60%")
    form.sheet.cell(KEY_ROW, form.columns["progress"]).value = None
    found = collected(tell, form.save())[1]
    assert (found["outcome"], found["taken_in"]) == ("accepted", 2)


def test_a_column_of_ones_own_is_no_answer(tell: Tell, form: Filled) -> None:
    form.answer(FIRST, progress="40%").answer(SECOND, progress="60%")
    form.sheet.cell(HEADER_ROW, 20).value = "Theo dõi nội bộ"
    form.sheet.cell(form.rows[FIRST], 20).value = "anh Minh"
    form.sheet.delete_rows(KEY_ROW)
    assert collected(tell, form.save())[1]["outcome"] == "accepted"


def test_a_second_column_of_one_heading_is_told(tell: Tell, form: Filled) -> None:
    form.answer(SECOND, progress="60%")
    heading = form.sheet.cell(HEADER_ROW, form.columns["progress"]).value
    form.sheet.cell(HEADER_ROW, 20).value = heading
    form.sheet.cell(form.rows[FIRST], 20).value = "40%"
    answer, _found = collected(tell, form.save())
    assert (answer.code, f'cell T7: a second column "{heading}" holds something' in answer.err) == (3, True)


def test_asked_rows_that_were_deleted_make_the_answer_partly_accepted(tell: Tell, form: Filled, small: Path) -> None:
    form.answer(SECOND, progress="60%")
    form.sheet.delete_rows(form.rows[FIRST])
    path = form.save()
    answer, found = collected(tell, path)
    assert (answer.code, found["outcome"], found["not_answered"], found["taken_in"]) == (0, "partly", [FIRST], 1)
    rows = json.loads(tell("returns", "2024-Q2", "-f", "json").out)["organizations"]
    assert {row["organization"]: row["state"] for row in rows}["so-gd"] == "partly"
    before = small.read_bytes()
    assert collected(tell, path)[1]["outcome"] == "partly", "the same again"
    assert small.read_bytes() == before
    assert "partly accepted" in tell("collect", str(path)).out


def test_rows_deleted_that_were_not_asked_for_are_missed_by_nobody(tell: Tell, form: Filled) -> None:
    form.answer(FIRST, progress="40%").answer(SECOND, progress="60%")
    form.sheet.delete_rows(form.rows["gd-04"])
    assert collected(tell, form.save())[1]["outcome"] == "accepted"


def test_the_name_of_another_body_in_the_form_is_told(tell: Tell, form: Filled) -> None:
    name = form.sheet[NAME_CELL].value
    form.answer(FIRST, progress="40%").answer(SECOND, progress="60%").sheet[NAME_CELL].value = "Sở Y tế"
    answer, found = collected(tell, form.save())
    assert (answer.code, found["outcome"]) == (0, "accepted")
    (remark,) = found["remarks"]
    assert (remark["cell"], remark["message"]) == (
        NAME_CELL,
        f'"Sở Y tế" stands where the form names {name}; its answers are taken as those of {name}',
    )


@pytest.mark.parametrize("habit", ["in another line", "in capitals"])
def test_the_name_of_the_body_may_stand_elsewhere_or_in_other_letters(tell: Tell, form: Filled, habit: str) -> None:
    form.answer(FIRST, progress="40%").answer(SECOND, progress="60%")
    name = str(form.sheet[NAME_CELL].value)
    if habit == "in capitals":
        form.sheet[NAME_CELL].value = name.upper()
    else:
        form.sheet["A2"].value, form.sheet[NAME_CELL].value = name, "Kính gửi Ban Tuyên giáo"
    assert collected(tell, form.save())[1]["remarks"] == []


def test_answer_cells_of_rows_that_are_done_are_locked_and_shaded(tell: Tell, ready: Ready, small: Path) -> None:
    tell("mark", FIRST, "done", "--on", "2024-03-20")
    tell("mark", SECOND, "done", "--on", "2024-06-20")
    ready("form", "2024-Q2", "-o", "forms")
    sheet = load_workbook("forms/2024-Q2_so-gd.xlsx").worksheets[0]
    form = Filled(Path("forms/2024-Q2_so-gd.xlsx"))
    grey = sheet.cell(form.rows[SECOND], form.columns["title"]).fill.fgColor.rgb
    for key in ("done", "progress", "done_on", "document", "document_on", "subject", "difficulties", "recommendations"):
        done, open_ = form.cell(SECOND, key), form.cell("gd-04", key)
        assert (done.protection.locked, done.fill.fgColor.rgb) == (True, grey)
        assert (open_.protection.locked, open_.fill.fgColor.rgb == grey) == (False, False)


def on_a_second_sheet(form: Filled, *texts: str) -> None:
    form.workbook.create_sheet("Trang 2").append(list(texts))


def beside_under_a_heading(form: Filled, heading: str, text: str) -> None:
    form.sheet.cell(HEADER_ROW, 20).value = heading
    form.sheet.cell(form.rows[FIRST], 20).value = text


def below(form: Filled, column: str, text: str) -> None:
    form.sheet[f"{column}{form.sheet.max_row + 3}"].value = text


def in_a_comment(form: Filled, place: str, text: str) -> None:
    form.sheet[place].comment = Comment(text, "lan")


def in_the_instructions(form: Filled, text: str) -> None:
    form.workbook.worksheets[1]["A5"].value = text


# What stands outside the answer cells and answers, with its cell
ELSEWHERE: dict[str, tuple[Any, str]] = {
    "beside its row": (lambda form: form.sheet.cell(form.rows[FIRST], 18, "Đã xong ngày 10/6"), "R{row}"),
    "a day beside its row": (lambda form: form.sheet.cell(form.rows[FIRST], 18, "10/6/2024"), "R{row}"),
    "a number beside its row": (lambda form: form.sheet.cell(form.rows[FIRST], 18, 60), "R{row}"),
    "a tick beside its row": (lambda form: form.sheet.cell(form.rows[FIRST], 18, "x"), "R{row}"),
    "under a heading of their own": (lambda form: beside_under_a_heading(form, "Theo dõi", "đã hoàn thành"), "T{row}"),
    "in a column of results": (lambda form: beside_under_a_heading(form, "Kết quả", "12/4"), "T{row}"),
    "a second sheet": (lambda form: on_a_second_sheet(form, "gd-02 đã xong"), "Trang 2!A1"),
    "a second sheet, without an id": (lambda form: on_a_second_sheet(form, "Tất cả đã xong"), "Trang 2!A1"),
    "a second sheet, the id in a cell": (lambda form: on_a_second_sheet(form, FIRST, "xong 10/6"), "Trang 2!B1"),
    "the instructions": (lambda form: in_the_instructions(form, "gd-02 đã xong"), "!A5"),
    "a row below that names it": (lambda form: below(form, "C", "gd-02@2024-Q1 ... ngày 10/6"), "C"),
    "a row below": (lambda form: below(form, "L", "Các việc trên đã hoàn thành"), "L"),
    "a comment at the head": (lambda form: in_a_comment(form, "A2", "Đã xong hết"), "A2"),
    "the head": (lambda form: form.sheet.__setitem__("A2", "Đã xong hết"), "A2"),
    "difficulties": (lambda form: form.answer(FIRST, difficulties="Đã xong ngày 10/6"), "O{row}"),
    "recommendations": (lambda form: form.answer(FIRST, recommendations="Đạt 80%"), "P{row}"),
}


@pytest.mark.parametrize("case", ELSEWHERE)
@pytest.mark.parametrize("full", [False, True], ids=["where its row is blank", "beside full answers"])
def test_an_answer_that_stands_elsewhere_is_told_with_its_cell(
    tell: Tell, form: Filled, small: Path, case: str, full: bool
) -> None:
    write, place = ELSEWHERE[case]
    place = place.format(row=form.rows[FIRST])
    form.answer(SECOND, progress="60%")
    if full:
        form.answer(FIRST, progress="40%")
    write(form)
    path, before = form.save(), small.read_bytes()
    answer, found = collected(tell, path, "--mark-up", "m")
    if full:
        assert (answer.code, found["outcome"], found["problems"]) == (0, "accepted", []), answer
        return
    assert (answer.code, found["outcome"], found["taken_in"]) == (3, "sent_back", 0), answer
    (problem,) = found["problems"]
    assert place in problem["cell"]
    assert '"' in problem["message"], "what stands there is quoted"
    assert small.read_bytes() != before, "that it came is kept"
    assert len(list(Path("m").glob("*.xlsx"))) == 1


OF_THE_OFFICE: dict[str, Any] = {
    "who filled it in": lambda form: below(form, "C", "Người lập biểu"),
    "the day of signing": lambda form: below(form, "L", "Ngày 18 tháng 6 năm 2024"),
    "a name below": lambda form: below(form, "L", "Nguyễn Văn Minh"),
    "a name beside its row": lambda form: form.sheet.cell(form.rows[FIRST], 18, "anh Minh"),
    "a column of their own": lambda form: beside_under_a_heading(form, "Theo dõi nội bộ", "chuyển phòng A"),
    "a sheet of who does what": lambda form: on_a_second_sheet(form, FIRST, "anh Minh"),
    "a difficulty": lambda form: form.answer(FIRST, difficulties="Chưa hoàn thành vì thiếu kinh phí"),
    "a proposal": lambda form: form.answer(FIRST, recommendations="Đề nghị cho hoàn thành trước 30/7"),
}


@pytest.mark.parametrize("case", OF_THE_OFFICE)
def test_what_an_office_adds_for_itself_stops_no_file(tell: Tell, form: Filled, case: str) -> None:
    OF_THE_OFFICE[case](form.answer(SECOND, progress="60%"))
    answer, found = collected(tell, form.save())
    assert (answer.code, found["taken_in"], found["problems"]) == (0, 1, []), answer


def untouched(form: Filled) -> Path:
    return form.save()


def asked_rows_deleted(form: Filled) -> Path:
    for id_ in (SECOND, FIRST):
        form.sheet.delete_rows(form.rows[id_])
    return form.save()


def one_left_blank(form: Filled) -> Path:
    return form.answer(FIRST, progress="40%").save()


def one_deleted(form: Filled) -> Path:
    form.answer(FIRST, progress="40%").sheet.delete_rows(form.rows[SECOND])
    return form.save()


def all_answered(form: Filled) -> Path:
    return form.answer(FIRST, progress="40%").answer(SECOND, progress="60%").save()


@pytest.mark.parametrize(
    ("files", "state", "in_time"),
    [
        ((untouched,), "blank", 0),
        ((asked_rows_deleted,), "blank", 0),
        ((one_left_blank,), "partly", 1),
        ((one_deleted,), "partly", 1),
        ((all_answered,), "accepted", 1),
        ((all_answered, one_deleted), "accepted", 1),
        ((all_answered, untouched), "accepted", 1),
        ((untouched, all_answered), "accepted", 1),
    ],
    ids=lambda each: ", ".join(one.__name__ for one in each).replace("_", " ") if isinstance(each, tuple) else None,
)
def test_collect_and_returns_have_one_word_for_a_file(
    tell: Tell, form: Filled, files: Any, state: str, in_time: int
) -> None:
    path = form.path
    clean = path.read_bytes()
    for write in files:
        path.write_bytes(clean)
        answer, found = collected(tell, write(Filled(path)))
        assert answer.code == 0, answer
    report = json.loads(tell("returns", "2024-Q2", "-f", "json").out)
    (row,) = [each for each in report["organizations"] if each["organization"] == "so-gd"]
    assert (found["outcome"], row["state"]) == (state, state)
    assert bool(row["on_time"]) == bool(in_time and row["send_by"]), row
