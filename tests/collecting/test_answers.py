"""What a form says, row by row: from cells alone, without a file."""

from collections.abc import Mapping
from datetime import date
from string import ascii_uppercase
from typing import Any

import pytest

from coordplan.collecting.collect.answers import FormAnswers, answers_of
from coordplan.collecting.collect.returned_form import FormCell, ReturnedForm
from coordplan.collecting.collect.row_reader import KnownOccurrence
from coordplan.collecting.form.values import FormRow, Stamp
from coordplan.model import Target

RECEIVED = date(2024, 6, 30)
ASKED = FormRow("gd-02", "Giao ban", date(2024, 6, 25), "Quý II", "not started", "", "12 lớp", asked=True)
BESIDE = FormRow("gd-05", "Đối thoại", date(2024, 7, 10), "", "not started", "", "%", asked=False)
KNOWN = {
    "gd-02": KnownOccurrence("Giao ban", Target(12, "lớp"), "12 lớp", None),
    "gd-05": KnownOccurrence("Đối thoại", None, "%", None),
}
LOCKED = {"title": "Giao ban", "due": date(2024, 6, 25), "unit": "12 lớp"}


def said(
    *rows: Mapping[str, Any],
    sent: tuple[FormRow, ...] = (ASKED, BESIDE),
    known: Mapping[str, KnownOccurrence] = KNOWN,
    gone: Mapping[str, str] | None = None,
) -> FormAnswers:
    """Return what a form says of which these rows came back, each with what stands in its cells."""
    stamp = Stamp("ct", "so-gd", "2024-Q2", date(2024, 6, 14), 2, "", sent)
    cells = {}
    for number, row in enumerate(rows, 7):
        values = {"occurrence": None} | dict(row)
        places = (f"{letter}{number}" for letter in ascii_uppercase)
        cells[number] = {
            key: FormCell(value, place) for (key, value), place in zip(values.items(), places, strict=False)
        }
    return answers_of(ReturnedForm(stamp, cells), known, gone or {}, RECEIVED)


def messages(found: FormAnswers) -> list[str]:
    return [fault.message for fault in found.faults]


def test_only_what_was_asked_is_missing_when_its_row_is_gone() -> None:
    assert said().missing == ("gd-02",)
    assert said({"occurrence": "gd-02"}).missing == ()


def test_an_id_is_understood_in_any_letters_and_only_once() -> None:
    found = said({"occurrence": "GD-02", "progress": "6"}, {"occurrence": "gd-02", "progress": "7"})
    assert [(row.occurrence, row.said) for row in found.rows] == [("gd-02", "6")]
    assert messages(found) == ["gd-02 stands here again, after A7"]


@pytest.mark.parametrize(("unit", "changed"), [("12 lớp", 0), ("20 lớp", 1)])
def test_a_locked_cell_is_compared_with_what_went_out(unit: str, changed: int) -> None:
    found = said({"occurrence": "gd-02", **LOCKED, "unit": unit, "progress": "6"})
    assert (len(found.remarks), found.faults, len(found.rows)) == (changed, (), 1)


def test_a_locked_text_that_became_a_number_is_the_same() -> None:
    sent = ASKED._replace(deadline_text="2024")
    found = said({"occurrence": "gd-02", **LOCKED, "deadline_text": 2024.0}, sent=(sent,))
    assert (found.remarks, found.faults) == ((), ())


def test_of_a_form_that_is_known_by_its_ids_alone_only_the_title_is_compared() -> None:
    bare = FormRow("gd-02", "Giao ban", None, "", "", "", "12 lớp", asked=True)
    found = said({"occurrence": "gd-02", **LOCKED, "unit": "%", "progress": "6"}, sent=(bare,))
    assert (found.remarks, found.faults, len(found.rows)) == ((), (), 1)
    found = said({"occurrence": "gd-02", "title": "Việc khác", "progress": "6"}, sent=(bare,))
    assert (len(found.faults), found.rows) == (1, ())


@pytest.mark.parametrize(
    ("cells", "is_answer"),
    [
        pytest.param({"done": "x"}, True, id="an x"),
        pytest.param({"done": "-"}, False, id="a dash"),
        pytest.param({"done": "đã hoàn thành."}, True, id="as many letters as an answer may have"),
        pytest.param({"done": "GIÁM ĐỐC ký tên"}, False, id="one more: a signature"),
        pytest.param({"done": True}, True, id="a tick"),
        pytest.param({"progress": "6 lớp"}, True, id="a number with words"),
        pytest.param({"progress": "sáu lớp"}, False, id="words"),
        pytest.param({"progress": 0.0}, True, id="zero"),
        pytest.param({"done_on": "30/6/2024"}, True, id="a day"),
        pytest.param({"done_on": "hôm nay"}, False, id="no day"),
        pytest.param({"occurrence": "gd-99"}, True, id="another id"),
        pytest.param({"occurrence": "gd@năm"}, True, id="an occurrence"),
        pytest.param({"occurrence": "Ghi chú"}, False, id="a note"),
        pytest.param({"occurrence": "Ngày 5"}, False, id="a note with a number"),
        pytest.param({"occurrence": "Cộng"}, False, id="a word"),
        pytest.param({"difficulties": "Thiếu kinh phí"}, False, id="a difficulty"),
    ],
)
def test_an_answer_in_a_row_of_nothing_is_a_fault_and_a_note_is_passed_over(
    cells: dict[str, Any], is_answer: bool
) -> None:
    found = said(cells)
    assert (len(found.faults), len(found.remarks)) == ((1, 0) if is_answer else (0, 1))


@pytest.mark.parametrize(("day", "faults"), [("29/6/2024", 0), ("30/6/2024", 0), ("1/7/2024", 1)])
@pytest.mark.parametrize("key", ["done_on", "document_on"])
def test_a_day_may_be_that_on_which_the_report_came_and_no_later(key: str, day: str, faults: int) -> None:
    found = said({"occurrence": "gd-02", "done": "x", "done_on": "1/6/2024", key: day})
    assert [message.endswith("the day on which the report came, 2024-06-30") for message in messages(found)] == [
        True
    ] * faults


@pytest.mark.parametrize(("progress", "faults"), [("6", 1), ("60%", 0)])
def test_a_value_is_asked_for_anew_where_its_unit_has_changed(progress: str, faults: int) -> None:
    known = KNOWN | {"gd-02": KnownOccurrence("Giao ban", Target(12, "trường"), "12 trường", None)}
    found = said({"occurrence": "gd-02", "progress": progress}, known=known)
    assert messages(found) == ["the target was 12 lớp when the form went out, and is 12 trường now"] * faults


def test_what_may_not_be_answered_any_more_is_a_fault_only_where_something_is_said() -> None:
    known, gone = {"gd-05": KNOWN["gd-05"]}, {"gd-02": "gd-02 was retired"}
    assert said({"occurrence": "gd-02", "progress": None}, known=known, gone=gone).faults == ()
    assert messages(said({"occurrence": "gd-02", "progress": "6"}, known=known, gone=gone)) == ["gd-02 was retired"]


@pytest.mark.parametrize(
    ("cells", "answer"),
    [
        ({"occurrence": "gd-02", "progress": 0.0}, "answered"),
        ({"occurrence": "gd-02", "done": "chưa"}, "answered"),
        ({"occurrence": "gd-02", "difficulties": "Thiếu kinh phí"}, "answered"),
        ({"occurrence": "gd-02", "difficulties": "Không"}, "blank"),
        ({"occurrence": "gd-05", "progress": "-"}, "not_due"),
    ],
)
def test_blank_zero_and_not_due_are_three_things(cells: dict[str, Any], answer: str) -> None:
    (row,) = said(cells).rows
    assert row.answer == answer


def test_what_was_finished_here_needs_no_day_and_no_progress_again() -> None:
    known = {"gd-02": KNOWN["gd-02"]._replace(done_on=date(2024, 6, 20))}
    (row,) = said({"occurrence": "gd-02", "done": "x"}, known=known).rows
    assert (row.said, row.done_on) == ("done", date(2024, 6, 20))
    (row,) = said({"occurrence": "gd-02", "document": "12-TB"}, known=known).rows
    assert (row.said, row.evidence, row.observes) == ("", "12-TB", True)


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        pytest.param(
            {"done": "x", "document": "12-BC/SYT", "document_on": date(2024, 7, 30)},
            ["2024-07-30 lies after the day on which the report came, 2024-06-30"],
            id="the day of the document is wrong: the day it was finished may be that",
        ),
        pytest.param(
            {"done": "x", "document": "12-BC/SYT"},
            ["it is finished, but the day is missing"],
            id="no day stands anywhere",
        ),
        pytest.param(
            {"done": "chưa hoàn thành", "progress": "100%"},
            ["this cell says not finished, and the cells beside it say finished"],
            id="not finished, and 100%",
        ),
    ],
)
def test_a_fault_is_told_once_and_with_what_is_to_be_done(cells: dict[str, Any], told: list[str]) -> None:
    found = said({"occurrence": "gd-05", **cells})
    assert messages(found) == told
    assert all(fault.remedy for fault in found.faults)


def test_a_choice_is_named_as_the_form_has_it() -> None:
    stamp = Stamp("ct", "so-gd", "2024-Q2", date(2024, 6, 14), 2, "", (ASKED,))
    values = {"occurrence": "gd-02", **LOCKED, "done": "có lẽ"}
    form = ReturnedForm(stamp, {8: {key: FormCell(value, f"{key}8") for key, value in values.items()}})
    (fault,) = answers_of(form, KNOWN, {}, RECEIVED, choice="Đã hoàn thành").faults
    assert 'Choose "Đã hoàn thành", or type x' in fault.remedy
