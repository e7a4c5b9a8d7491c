"""Marked copies explain themselves on paper; what departments ask for, and who answered, is said and kept."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from coordplan.collecting.collect.contact import contact_of
from coordplan.collecting.form.values import HEADER_ROW
from coordplan.collecting.requests import requests_in
from coordplan.text.language import in_language
from tests.collecting.filled import Filled
from tests.command_line import Ready, Tell

FORM = Path("forms/2024-Q2_so-gd.xlsx")
ASKED, SECOND, BESIDE = "gd-02@2024-Q1", "gd-02@2024-Q2", "gd-04"
RED = "FFFF9999"


@pytest.fixture
def form(small: Path, ready: Ready) -> Filled:
    ready("form", "2024-Q2", "-o", "forms")
    return Filled(FORM)


def collected(tell: Tell, *words: Any) -> tuple[int, dict[str, Any], str]:
    code, out, err = tell("collect", *map(str, words), "-f", "json")
    (found,) = json.loads(out)["files"]
    return code, found, err


def test_a_marked_copy_lists_what_to_correct_on_a_sheet_and_in_a_letter(tell: Tell, form: Filled) -> None:
    path = form.answer(ASKED, done="x", done_on="31/6/2024").answer(SECOND, progress="nhiều").save(Path("back/gd.xlsx"))
    code, found, _err = collected(tell, path, "--mark-up", "marked")
    assert code == 3
    book = openpyxl.load_workbook(found["marked"])
    listed = [[cell.value for cell in row] for row in book["To correct"].iter_rows(min_row=5)]
    title = "Giao ban công tác khoa giáo"
    first, second = (f"{title} ({each} quarter of 2024)" for each in ("first", "second"))
    assert [row[:5] for row in listed] == [
        ["1", form.place(ASKED, "done_on"), first, "Finished on", "31/6/2024"],
        ["2", form.place(SECOND, "progress"), second, "Progress or value", "nhiều"],
    ]
    assert all("Write" in row[5] for row in listed)
    letter = Path(found["letter"]).read_text(encoding="utf-8")
    assert letter.startswith(
        "Subject: Correcting the progress report for the second quarter of 2024 (2 cells) - Sở Giáo dục"
    )
    assert f"Attached: {Path(found['marked']).name}" in letter
    assert '1. Row 1, column "Finished on": Giao ban' in letter
    assert "by 2024-07-02" in letter
    assert book.active.title == book.worksheets[0].title, "it opens where the answers are corrected"


def test_a_corrected_copy_keeps_no_old_mark_and_its_list_is_no_answer(tell: Tell, form: Filled) -> None:
    path = form.answer(ASKED, done="x", done_on="31/6/2024").answer(SECOND, progress="nhiều").save(Path("back/gd.xlsx"))
    marked = collected(tell, path, "--mark-up", "marked")[1]["marked"]
    again = Filled(Path(marked)).answer(ASKED, done_on="30/5/2024", document="12-BC").save(Path("back/again.xlsx"))
    code, found, _err = collected(tell, again, "--mark-up", "marked")
    assert (code, [each["cell"] for each in found["problems"]]) == (3, [form.place(SECOND, "progress")])
    second = Filled(Path(found["marked"]))
    right = second.cell(ASKED, "done_on")
    assert right.comment is None
    assert right.fill.fgColor.rgb == second.cell(ASKED, "document").fill.fgColor.rgb != RED
    assert second.cell(SECOND, "progress").fill.fgColor.rgb == RED
    assert [each.title for each in second.workbook.worksheets].count("To correct") == 1
    last = second.answer(SECOND, progress="60%").save(Path("back/last.xlsx"))
    code, found, err = collected(tell, last)
    assert (code, found["outcome"], found["problems"], found["remarks"], err) == (0, "accepted", [], [], "")


def test_the_sender_s_own_words_stay_when_marks_are_cleared(tell: Tell, form: Filled) -> None:
    path = form.answer(ASKED, progress="nhiều").save(Path("back/gd.xlsx"))
    marked = Filled(Path(collected(tell, path, "--mark-up", "marked")[1]["marked"]))
    comment = marked.cell(ASKED, "progress").comment
    comment.text += "\nchờ số liệu của phòng"
    again = marked.answer(ASKED, progress="vẫn nhiều").save(Path("back/again.xlsx"))
    second = Filled(Path(collected(tell, again, "--mark-up", "marked")[1]["marked"]))
    words = second.cell(ASKED, "progress").comment.text
    assert words.count("chờ số liệu của phòng") == 1
    assert '"nhiều"' not in words, "the old mark is gone"


def test_the_office_may_send_a_row_back_with_its_own_words(tell: Tell, form: Filled) -> None:
    path = form.answer(ASKED, progress="60%").answer(SECOND, progress="70%").save(Path("back/gd.xlsx"))
    words = ("--remark", f"{ASKED}=Nêu rõ số lớp", "--remark", f"{BESIDE}=Đã mở mấy lớp?", "--mark-up", "marked")
    code, found, err = collected(tell, path, *words)
    assert (code, found["outcome"], found["sent_back"]) == (3, "sent_back", 2)
    assert "remark of the office: Nêu rõ số lớp" in err
    letter = Path(found["letter"]).read_text(encoding="utf-8")
    assert "Remark of the office: Nêu rõ số lớp." in letter
    assert ": Mở lớp bồi dưỡng. Remark of the office: Đã mở mấy lớp?" in letter, "of a row that was left blank"
    assert "Nêu rõ số lớp" in Filled(Path(found["marked"])).cell(ASKED, "progress").comment.text
    assert "Nêu rõ số lớp" in tell("chase", "2024-Q2", "-f", "json").out, "a reminder has it too"
    code, found, _err = collected(tell, path, "--remark", "gd-02@2024-q1=Nêu rõ số lớp", "--accept-partial")
    assert (code, found["taken_in"]) == (3, 1)
    code, found, _err = collected(tell, path)
    assert (code, found["outcome"]) == (0, "accepted"), "without the words it is taken in"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        pytest.param("gd-99=?", "no row here has the id gd-99", id="a row of no file"),
        pytest.param("gd-02=?", "gd-02 is several rows: gd-02@2024-Q1, gd-02@2024-Q2", id="several rows"),
        pytest.param("gd-04", "is not of the form ID=TEXT", id="no words"),
    ],
)
def test_words_about_no_row_are_refused_and_nothing_is_written(
    tell: Tell, form: Filled, small: Path, words: str, sentence: str
) -> None:
    path = form.answer(ASKED, progress="60%").save(Path("back/gd.xlsx"))
    before = small.read_bytes()
    told = tell("collect", str(path), "--remark", words)
    assert (told.code, sentence in told.err) == (2, True), told.err
    assert small.read_bytes() == before


def test_who_filled_it_in_and_who_took_it_in_is_kept(tell: Tell, form: Filled) -> None:
    form.sheet["D5"].value, form.sheet["J5"].value = "Nguyễn Thị Lan, chuyên viên", 2583822123
    path = form.answer(ASKED, progress="60%").answer(SECOND, progress="70%").save(Path("back/gd.xlsx"))
    told = tell("collect", str(path), "--by", "minh")
    assert "Filled in by Nguyễn Thị Lan, chuyên viên, 02583822123." in told.out
    found = collected(tell, path)[1]
    assert (found["outcome"], found["known_by"]) == ("known", "minh")
    assert (found["answered_by"], found["telephone"]) == ("Nguyễn Thị Lan, chuyên viên", "02583822123")
    (row,) = [
        each
        for each in json.loads(tell("returns", "2024-Q2", "-f", "json").out)["organizations"]
        if each["organization"] == "so-gd"
    ]
    assert "Nguyễn Thị Lan" in tell("returns", "2024-Q2").out
    assert (row["answered_by"], row["telephone"], row["accepted_by"]) == (
        "Nguyễn Thị Lan, chuyên viên",
        "02583822123",
        "minh",
    )


@pytest.mark.parametrize(
    ("head", "found"),
    [
        pytest.param({"A5": "Telephone:", "D5": "0905 123 456"}, ("", "0905 123 456"), id="beside its label"),
        pytest.param({"A5": "Người điền biểu (họ tên, chức vụ): Lê Văn Đạt 1"}, ("Lê Văn Đạt 1", ""), id="behind it"),
        pytest.param({"A3": "Sở Giáo dục", "A5": "Điện thoại:"}, ("", ""), id="left blank"),
    ],
)
def test_who_filled_it_in_is_read_in_both_languages(head: dict[str, str], found: tuple[str, str]) -> None:
    assert contact_of(head)[:2] == found


def test_what_is_asked_for_is_shown_with_the_line_that_records_it(tell: Tell, form: Filled) -> None:
    form.answer(ASKED, progress="60%", recommendations="Đề nghị gia hạn đến 30/7/2024", difficulties="Thiếu kinh phí")
    path = form.answer(SECOND, done="Not finished").save(Path("back/gd.xlsx"))
    told = tell("collect", str(path), "--dry-run")
    assert 'coordplan extend gd-02@2024-Q1 30/7/2024 --evidence "..."' in told.out
    assert "Thiếu kinh phí" in told.out
    rows = {row["occurrence"]: row for row in collected(tell, path)[1]["occurrences"]}
    assert rows[ASKED]["requests"] == [
        {
            "kind": "extension",
            "until": "2024-07-30",
            "words": "Đề nghị gia hạn đến 30/7/2024",
            "command": 'coordplan extend gd-02@2024-Q1 30/7/2024 --evidence "..."',
            "remark": None,
        }
    ]
    assert tell("extend", ASKED, "30/7/2024", "--evidence", "45-CV/BTG, 29/6/2024").code == 0


@pytest.mark.parametrize(
    ("text", "kind", "until"),
    [
        pytest.param("Xin lùi thời hạn sang 15/8", "extension", "2024-08-15", id="a day without its year"),
        pytest.param("Gia hạn thêm 01 tháng", "extension", "2024-07-30", id="a month more"),
        pytest.param("Đề nghị gia hạn từ ngày 30/6/2024 đến hết tháng 8/2024", "extension", "2024-08-31", id="a month"),
        pytest.param("Đề nghị lùi sang quý IV", "extension", "2024-12-31", id="a quarter"),
        pytest.param("Đề nghị gia hạn thêm 15 ngày làm việc", "extension", None, id="working days"),
        pytest.param("Đề nghị gia hạn đến 30/5/2024", "extension", None, id="no later day"),
        pytest.param("Đề nghị gia hạn", "extension", None, id="no day"),
        pytest.param("extension asked for until 30/7/2024", "extension", "2024-07-30", id="in English"),
        pytest.param("Đề nghị tạm hoãn đến năm sau", "suspension", None, id="a suspension"),
        pytest.param("Kiến nghị cho không thực hiện nhiệm vụ này", "cancellation", None, id="a cancellation"),
        pytest.param("Không đề nghị gia hạn", None, None, id="it is not asked for"),
        pytest.param("Đã được gia hạn đến 30/7/2024", None, None, id="granted already"),
        pytest.param("Bổ sung kinh phí hủy tài liệu", None, None, id="something else"),
    ],
)
def test_requests_are_read_from_words(text: str, kind: str | None, until: str | None) -> None:
    found = requests_in("a-01", text, "", date(2024, 6, 30), date(2024, 7, 2))
    assert [(each.kind, each.until and each.until.isoformat()) for each in found] == ([(kind, until)] if kind else [])


@pytest.mark.parametrize(
    ("text", "until", "remark"),
    [
        pytest.param("Gia hạn thêm 15 ngày", None, "that is 2024-04-09, which is over", id="counted, and over"),
        pytest.param("Gia hạn thêm 4 tháng", "2024-07-25", "", id="counted, and to come"),
        pytest.param("Gia hạn đến 30/2/2024", None, "2/2024 has 29 days", id="no such day"),
        pytest.param("Gia hạn đến ngày 31/9", None, "9/2024 has 30 days", id="no such day, without a year"),
        pytest.param("Gia hạn đến 20/3/2024", None, "2024-03-20 is not after the due date", id="before the due date"),
        pytest.param("Gia hạn đến 30/2/2024, chậm nhất đến 30/7/2024", "2024-07-30", "", id="another day is one"),
    ],
)
def test_a_day_that_cannot_be_meant_is_said(text: str, until: str | None, remark: str) -> None:
    (found,) = requests_in("a-01", text, "", date(2024, 3, 25), date(2024, 7, 8))
    assert (found.until and found.until.isoformat()) == until
    assert remark in found.sentence
    assert bool(remark) == bool(found.remark)
    assert ("extend a-01 DATE" in found.command) == (until is None)


def test_difficulties_are_no_request_unless_they_ask() -> None:
    day = date(2024, 6, 30)
    assert requests_in("a-01", "", "Chưa kịp gia hạn hợp đồng", day, day) == ()
    assert len(requests_in("a-01", "", "Thiếu kinh phí; đề nghị gia hạn đến 30/7/2024", day, day)) == 1


def copied_over(form: Filled, name: str, first_row: int = HEADER_ROW) -> Path:
    """Copy what shows of the table, from a row on, into a workbook of its own."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in form.sheet.iter_rows(min_row=first_row, values_only=True):
        sheet.append(row)
    path = Path(name)
    book.save(path)
    return path


def test_a_table_copied_into_a_new_workbook_is_taken_in_when_somebody_says_whose_it_is(
    tell: Tell, form: Filled
) -> None:
    path = copied_over(form.answer(ASKED, progress="60%").answer(SECOND, progress="70%"), "bang.xlsx")
    told = tell("collect", str(path))
    assert told.code == 3
    assert "coordplan collect bang.xlsx --form so-gd@2024-Q2" in told.err
    code, found, err = collected(tell, path, "--form", "so-gd@Quý II/2024")
    assert (code, found["outcome"], found["taken_in"], err) == (0, "accepted", 2, "")
    assert collected(tell, path, "--form", "so-gd@2024-Q2")[1]["outcome"] == "known"


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        pytest.param("btg@2024-Q2", 3, "none of the ids in it is of the form btg@2024-Q2", id="another body's"),
        pytest.param("so-gd@2024-Q1", 3, "no form so-gd@2024-Q1 is known", id="a period without forms"),
        pytest.param("so-gd", 2, "is not of the form ORG@PERIOD", id="no period"),
        pytest.param("so-zz@2024-Q2", 1, '"so-zz" is not an organization', id="no such body"),
    ],
)
def test_a_table_is_not_taken_for_a_form_that_it_is_not(
    tell: Tell, form: Filled, small: Path, words: str, code: int, sentence: str
) -> None:
    path = copied_over(form.answer(SECOND, progress="60%"), "bang.xlsx")
    before = small.read_bytes()
    told = tell("collect", str(path), "--form", words)
    assert (told.code, sentence in told.err) == (code, True), told.err
    assert small.read_bytes() == before


def test_a_form_that_says_itself_whose_it_is_is_not_called_another(tell: Tell, form: Filled) -> None:
    path = form.answer(SECOND, progress="60%").save(Path("back/gd.xlsx"))
    told = tell("collect", str(path), "--form", "btg@2024-Q2")
    assert told.code == 3
    assert "says itself that it is the form so-gd@2024-Q2" in told.err


def test_an_untouched_form_has_one_word_in_collect_and_returns(tell: Tell, form: Filled) -> None:
    del form
    files = json.loads(tell("collect", "forms", "-f", "json").out)["files"]
    states = {
        each["organization"]: each["state"]
        for each in json.loads(tell("returns", "2024-Q2", "-f", "json").out)["organizations"]
    }
    assert {each["organization"]: each["outcome"] for each in files} == states
    assert states["so-gd"] == "blank"
    assert "left blank" in tell("returns", "2024-Q2").out


def test_a_form_that_went_out_before_is_read_and_its_instructions_are_no_answers(tell: Tell, form: Filled) -> None:
    for area in [str(each) for each in form.sheet.merged_cells.ranges if each.min_row == 5]:
        form.sheet.unmerge_cells(area)
    form.sheet.delete_rows(5)  # nobody was asked who filled it in
    instructions = form.workbook.worksheets[1]
    instructions["A3"].value = "1. Đã hoàn thành: chọn Xong (hoặc gõ x), ghi ngày hoàn thành và văn bản minh chứng."
    instructions[
        "A4"
    ].value = "2. Nothing done yet: write 0. A blank cell means that there is no answer, and we will have to ask again."
    rows = {str(form.sheet.cell(row, 2).value): row for row in range(7, form.sheet.max_row + 1)}
    place = {str(cell.value): cell.column for cell in form.sheet[5] if cell.value}
    for id_, words in ((ASKED, "Chưa xong"), (SECOND, "Đã xong")):
        form.sheet.cell(rows[id_], place["done"]).value = words
    form.sheet.cell(rows[SECOND], place["done_on"]).value = "20/6/2024"
    form.sheet.cell(rows[SECOND], place["document"]).value = "12-BC"
    form.sheet.cell(6, place["done"]).value = "Đã xong?"
    form.sheet.cell(6, place["deadline_text"]).value = "Thời gian ghi trong kế hoạch"
    form.sheet.delete_rows(5)  # nor are the keys left
    code, found, err = collected(tell, form.save(Path("back/gd.xlsx")))
    assert (code, found["outcome"], found["taken_in"], err) == (0, "accepted", 1, "")
    assert found["remarks"] == []


def test_in_vietnamese_papers_ask_and_do_not_order() -> None:
    from coordplan.collecting.collect.to_correct import asked_on_paper

    with in_language("vi"):
        assert asked_on_paper("Sai. Cần ghi ngày: 30/6/2024.") == "Sai. Đề nghị ghi ngày: 30/6/2024."
