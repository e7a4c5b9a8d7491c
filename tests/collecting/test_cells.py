"""Single cells, in all the ways in which people fill them in."""

from datetime import date

import pytest

from coordplan.collecting.collect.answer_cells import (
    parse_day_cell,
    parse_finished_cell,
    parse_progress_cell,
    parse_text_cell,
)
from coordplan.collecting.collect.returned_form import FormCell
from coordplan.errors import Refused
from coordplan.model import Target
from coordplan.progress import Progress

CLASSES = Target(6.0, "lớp")
NEWS = Target(24.0, "tin, bài")
SHARE = Target(95.0, "%")
CASES = Target(5.0, "vụ", 9.0)


def given(value: object, percent: bool = False) -> FormCell:
    return FormCell(value, "J7", percent=percent)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "day"),
    [
        pytest.param("30/6/2024", date(2024, 6, 30), id="with slashes"),
        pytest.param("30-06-2024", date(2024, 6, 30), id="with dashes"),
        pytest.param("30.6.2024", date(2024, 6, 30), id="with points"),
        pytest.param(" 30 / 6 / 2024 ", date(2024, 6, 30), id="with spaces"),
        pytest.param("2024-06-30", date(2024, 6, 30), id="year first"),
        pytest.param("2024-06-30 00:00:00", date(2024, 6, 30), id="with a time"),
        pytest.param("30/6/24", date(2024, 6, 30), id="a short year"),
        pytest.param("Ngày 30/6/2024", date(2024, 6, 30), id="with the word for day"),
        pytest.param("ngày 30 tháng 6 năm 2024", date(2024, 6, 30), id="in words"),
        pytest.param(date(2024, 6, 30), date(2024, 6, 30), id="a real date"),
        pytest.param(45453.0, date(2024, 6, 10), id="a date that became a number"),
        pytest.param("45453", date(2024, 6, 10), id="a date that became a number, as text"),
        pytest.param(None, None, id="nothing"),
        pytest.param("-", None, id="a dash"),
    ],
)
def test_a_day_is_understood(value: object, day: date | None) -> None:
    assert parse_day_cell(given(value)) == day


QUARTER = (date(2024, 4, 1), date(2024, 7, 5))  # a period, and the day on which its form came
ACROSS = (date(2023, 12, 15), date(2024, 1, 14))


@pytest.mark.parametrize(
    ("value", "days", "day"),
    [
        pytest.param("10/6", QUARTER, date(2024, 6, 10), id="of the period"),
        pytest.param("10.06", QUARTER, date(2024, 6, 10), id="with a point"),
        pytest.param("ngày 10 tháng 6", QUARTER, date(2024, 6, 10), id="in words"),
        pytest.param("2/7", QUARTER, date(2024, 7, 2), id="after the period, before it came"),
        pytest.param("20/12", ACROSS, date(2023, 12, 20), id="of the year before, across a year's end"),
        pytest.param("5/1", ACROSS, date(2024, 1, 5), id="of the year after"),
    ],
)
def test_a_day_without_its_year_is_one_of_the_period(value: str, days: tuple[date, date], day: date) -> None:
    assert parse_day_cell(given(value), days) == day


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        pytest.param("20/3", "is not a day from 2024-04-01 to 2024-07-05", id="before the period"),
        pytest.param("6/7", "is not a day from", id="after it came"),
        pytest.param("31/6", "month 6/2024 has 30 days", id="no day at all"),
    ],
)
def test_another_day_without_its_year_is_asked_about(value: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        parse_day_cell(given(value), QUARTER)


@pytest.mark.parametrize("value", ["31/6/2024", "tháng 6", 5.0, 99999.0, True, "30/6", "6/2024", "30/13/2024"])
def test_what_is_no_day_is_told(value: object) -> None:
    with pytest.raises(ValueError, match="not a date"):
        parse_day_cell(given(value))


@pytest.mark.parametrize("value", ["x", "X", " có ", "Xong", "đã xong", "Hoàn thành", "✓", "yes", True, "100%"])
def test_finished_is_said_in_many_ways(value: object) -> None:
    assert parse_finished_cell(given(value)) is True


@pytest.mark.parametrize("value", ["không", "Chưa", "chưa xong", "no", False, "đang thực hiện"])
def test_not_finished_is_said_in_many_ways(value: object) -> None:
    assert parse_finished_cell(given(value)) is False


@pytest.mark.parametrize("value", [None, "-", "…"])
def test_nothing_is_neither(value: object) -> None:
    assert parse_finished_cell(given(value)) is None


@pytest.mark.parametrize("value", ["có lẽ", 2.0, "50%", date(2024, 6, 30)])
def test_what_says_neither_is_told(value: object) -> None:
    with pytest.raises(ValueError, match="neither"):
        parse_finished_cell(given(value))


@pytest.mark.parametrize(
    ("value", "percent", "target", "progress"),
    [
        pytest.param(60.0, False, None, Progress("percent", percent=60.0), id="60"),
        pytest.param("60", False, None, Progress("percent", percent=60.0), id="60 as text"),
        pytest.param("60%", False, None, Progress("percent", percent=60.0), id="60%"),
        pytest.param("60 %", False, None, Progress("percent", percent=60.0), id="60 %"),
        pytest.param(0.6, False, None, Progress("percent", percent=60.0), id="0.6"),
        pytest.param("0,6", False, None, Progress("percent", percent=60.0), id="0,6 as text"),
        pytest.param(0.6, True, None, Progress("percent", percent=60.0), id="0.6 shown as 60%"),
        pytest.param("62,5%", False, None, Progress("percent", percent=62.5), id="a decimal comma"),
        pytest.param(1.0, True, None, Progress("percent", percent=100.0), id="1 shown as 100%"),
        pytest.param(0.0, False, None, Progress("percent", percent=0.0), id="zero is an answer"),
        pytest.param("0", False, None, Progress("percent", percent=0.0), id="zero as text"),
        pytest.param(0.0, False, CASES, Progress("percent", percent=0.0), id="zero of a falling target: not begun"),
        pytest.param("0", False, CASES, Progress("percent", percent=0.0), id="the same as text"),
        pytest.param("0 vụ", False, CASES, Progress("value", value=0.0), id="nothing left, with its unit"),
        pytest.param("chưa thực hiện", False, None, Progress("percent", percent=0.0), id="not begun in words"),
        pytest.param("xong", False, None, Progress("done"), id="done in words"),
        pytest.param("đạt 80%", False, None, Progress("percent", percent=80.0), id="with the word for reached"),
        pytest.param("Đã đạt được: 80 %", False, None, Progress("percent", percent=80.0), id="with more words for it"),
        pytest.param("80% (đã ban hành kế hoạch)", False, None, Progress("percent", percent=80.0), id="with a note"),
        pytest.param("xong (chờ đóng dấu)", False, None, Progress("done"), id="done, with a note"),
        pytest.param("đạt 4 lớp (quý I: 2)", False, CLASSES, Progress("value", value=4.0), id="a value with a note"),
        pytest.param("80 phần trăm", False, None, Progress("percent", percent=80.0), id="with the word for percent"),
        pytest.param("12 tin", False, NEWS, Progress("value", value=12.0), id="one of two units"),
        pytest.param("12 bài", False, NEWS, Progress("value", value=12.0), id="the other of two units"),
        pytest.param("12 tin, bài", False, NEWS, Progress("value", value=12.0), id="both units"),
        pytest.param("12 tin/bài", False, NEWS, Progress("value", value=12.0), id="both units, with another sign"),
        pytest.param(4.0, False, CLASSES, Progress("value", value=4.0), id="a value"),
        pytest.param("4 lớp", False, CLASSES, Progress("value", value=4.0), id="a value with its unit"),
        pytest.param("4,5", False, CLASSES, Progress("value", value=4.5), id="a value with a comma"),
        pytest.param(0.5, False, CLASSES, Progress("value", value=0.5), id="half a class is no share"),
        pytest.param(0.5, True, CLASSES, Progress("percent", percent=50.0), id="a share of a target"),
        pytest.param(92.0, False, SHARE, Progress("value", value=92.0), id="a value in percent"),
        pytest.param(0.92, True, SHARE, Progress("value", value=92.0), id="a value shown in percent"),
    ],
)
def test_progress_is_understood(value: object, percent: bool, target: Target | None, progress: Progress) -> None:
    assert parse_progress_cell(given(value, percent), target) == progress


@pytest.mark.parametrize("value", [None, "-", "...", " "])
def test_no_progress_is_no_zero(value: object) -> None:
    assert parse_progress_cell(given(value), None) is None


@pytest.mark.parametrize(
    ("value", "percent", "target", "sentence"),
    [
        pytest.param(1.0, False, None, "could be 1% or 100%", id="1 could be two"),
        pytest.param(0.6, False, SHARE, "could be 0.6% or 60%", id="a share of percents could be two"),
        pytest.param(date(2024, 10, 6), False, None, "is a day", id="6/10 that Excel made a day"),
        pytest.param(140.0, False, None, "more than 100%", id="over 100"),
        pytest.param(-5.0, False, None, "is below 0", id="below 0"),
        pytest.param("4 buổi", False, CLASSES, "another unit", id="another unit"),
        pytest.param("gần xong", False, None, "cannot be read as progress", id="words"),
        pytest.param("đang thực hiện", False, None, "does not say how far it is", id="under way"),
        pytest.param("12 tin, 3 bài", False, NEWS, "another unit", id="two values"),
        pytest.param("100% (chưa ban hành)", False, None, "say something else", id="a note that says otherwise"),
        pytest.param("ước đạt 80%", False, None, "cannot be read as progress", id="an estimate"),
        pytest.param("tạm hoãn", False, None, "not decided in a form", id="a suspension"),
        pytest.param("1.200", False, CLASSES, "could be two numbers", id="a thousand or one"),
    ],
)
def test_what_could_mean_two_things_or_nothing_is_asked_about(
    value: object, percent: bool, target: Target | None, sentence: str
) -> None:
    with pytest.raises(Refused) as caught:
        parse_progress_cell(given(value, percent), target)
    assert sentence in caught.value.sentence


@pytest.mark.parametrize(
    ("value", "target", "way_out"),
    [
        pytest.param("5/6", None, "Write a percent: 83%", id="text, without a target"),
        pytest.param("5/6", CLASSES, "Write the value reached alone: 5 lớp", id="text, with a target"),
        pytest.param(date(2024, 6, 5), None, "Write a percent: 83%", id="a day, without a target"),
        pytest.param(date(2024, 6, 5), CLASSES, "Write the value reached alone: 5 lớp", id="a day, with a target"),
        pytest.param(date(2024, 3, 10), SHARE, "Write a percent: 60%", id="a day that is no share"),
        pytest.param(date(2024, 3, 1), SHARE, "Write a percent: 33%", id="a day that is a share of percents"),
        pytest.param(0.6, SHARE, "Write the sign too: 60%", id="a share of a high target"),
        pytest.param(0.4, Target(0.3, "%", 0.6), "Write the sign too: 0.4%", id="a share of a low target"),
        pytest.param(
            "đang thực hiện",
            None,
            "Write a percent: 60%. Finished or not begun is chosen in the column for it.",
            id="words, without a target",
        ),
        pytest.param(
            "đang triển khai",
            CLASSES,
            "Write a percent (60%) or the value reached (6 lớp). Finished or not begun is chosen in the column for it.",
            id="words, with a target",
        ),
    ],
)
def test_one_way_out_is_named_that_a_form_may_use(value: object, target: Target | None, way_out: str) -> None:
    with pytest.raises(Refused) as caught:
        parse_progress_cell(given(value), target)
    assert caught.value.way_out == way_out


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (" 12-BC/SYT ", "12-BC/SYT"),
        (12.0, "12"),
        ("không có", ""),
        ("-", ""),
        (None, ""),
        ("Thiếu kinh phí\nchờ bổ sung", "Thiếu kinh phí\nchờ bổ sung"),
        ("a\x1b[31mb", "a [31mb"),
    ],
)
def test_texts_are_taken_as_they_are(value: object, text: str) -> None:
    assert parse_text_cell(given(value)) == text


def test_a_number_and_code_that_excel_made_a_day_is_told() -> None:
    with pytest.raises(ValueError, match="has become a day"):
        parse_text_cell(given(date(2024, 12, 5)))
