"""Cells as people fill them in: each habit is understood, or asked about and never guessed."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

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

CLASSES = Target(12.0, "lớp")


@pytest.mark.parametrize(
    ("written", "day"),
    [
        pytest.param("30/6/2024", date(2024, 6, 30), id="day, month, year"),
        pytest.param("30-06-2024", date(2024, 6, 30), id="with hyphens and a nought"),
        pytest.param("30.6.2024", date(2024, 6, 30), id="with points"),
        pytest.param(" 30 / 6 / 2024 ", date(2024, 6, 30), id="with spaces"),
        pytest.param("2024-06-30", date(2024, 6, 30), id="as computers write it"),
        pytest.param("2024-06-30 00:00:00", date(2024, 6, 30), id="a moment"),
        pytest.param("ngày 30/6/2024", date(2024, 6, 30), id="with the word for day"),
        pytest.param("ngày 30 tháng 6 năm 2024", date(2024, 6, 30), id="in words"),
        pytest.param("30/6/24", date(2024, 6, 30), id="a short year"),
        pytest.param("30/6/2024.", date(2024, 6, 30), id="with a full stop"),
        pytest.param(date(2024, 6, 30), date(2024, 6, 30), id="a real date"),
        pytest.param("-", None, id="a dash says nothing"),
        pytest.param(None, None, id="blank"),
    ],
)
def test_a_day_is_understood_however_it_is_typed(written: Any, day: date | None) -> None:
    assert parse_day_cell(FormCell(written, "K7")) == day


@pytest.mark.parametrize("written", ["31/6/2024", "6/30/2024", "tháng 6", "30/6", 5.0, True, "hôm qua"])
def test_what_is_no_day_is_asked_about(written: Any) -> None:
    with pytest.raises(ValueError, match="not a date"):
        parse_day_cell(FormCell(written, "K7"))


@pytest.mark.parametrize(
    ("written", "percent", "target", "progress"),
    [
        pytest.param("60", False, None, Progress("percent", 60.0), id="60 as text"),
        pytest.param(60.0, False, None, Progress("percent", 60.0), id="60 as a number"),
        pytest.param("60%", False, None, Progress("percent", 60.0), id="60% as text"),
        pytest.param("60 %", False, None, Progress("percent", 60.0), id="60 % with a space"),
        pytest.param(0.6, True, None, Progress("percent", 60.0), id="0.6 shown as a percent"),
        pytest.param("0,6", False, None, Progress("percent", 60.0), id="0,6 with a decimal comma"),
        pytest.param("0.6", False, None, Progress("percent", 60.0), id="0.6 as text"),
        pytest.param(0.6, False, None, Progress("percent", 60.0), id="0.6 as a number"),
        pytest.param("62,5", False, None, Progress("percent", 62.5), id="62,5"),
        pytest.param(1.0, True, None, Progress("percent", 100.0), id="1 shown as 100%"),
        pytest.param("0", False, None, Progress("percent", 0.0), id="nought is an answer"),
        pytest.param(0.0, False, None, Progress("percent", 0.0), id="nought as a number"),
        pytest.param("chưa", False, None, Progress("percent", 0.0), id="not begun, in words"),
        pytest.param("x", False, None, Progress("done"), id="x"),
        pytest.param("Xong", False, None, Progress("done"), id="xong"),
        pytest.param(" đã hoàn thành ", False, None, Progress("done"), id="finished, in words"),
        pytest.param("7", False, CLASSES, Progress("value", value=7.0), id="a value"),
        pytest.param("7,5", False, CLASSES, Progress("value", value=7.5), id="a value with a decimal comma"),
        pytest.param("7 lớp", False, CLASSES, Progress("value", value=7.0), id="a value with its unit"),
        pytest.param(1.0, False, CLASSES, Progress("value", value=1.0), id="a value of one"),
        pytest.param("60%", False, CLASSES, Progress("percent", 60.0), id="a percent of a target"),
        *(
            pytest.param(f"{words} 80%", False, None, Progress("percent", 80.0), id=f"{words} 80%")
            for words in ("đạt", "hoàn thành", "đã hoàn thành", "khoảng", "đạt khoảng", "đã thực hiện được", "~")
        ),
        pytest.param("...", False, None, None, id="dots say nothing"),
        pytest.param(None, False, None, None, id="blank"),
    ],
)
def test_a_progress_is_understood_however_it_is_typed(
    written: Any, percent: bool, target: Target | None, progress: Progress | None
) -> None:
    assert parse_progress_cell(FormCell(written, "J7", percent), target) == progress


@pytest.mark.parametrize(
    ("written", "target"),
    [
        pytest.param(1.0, None, id="1 is 1% or 100%"),
        pytest.param("1", None, id="1 as text"),
        pytest.param("1.200", CLASSES, id="1200 or 1,2"),
        pytest.param("120", None, id="more than there is"),
        pytest.param("-5", None, id="less than nothing"),
        pytest.param(date(2024, 10, 6), None, id="Excel made a day of 6/10"),
        pytest.param("tạm hoãn", None, id="suspending is not decided in a form"),
        pytest.param("gần xong rồi", None, id="words that are no number"),
        pytest.param("7 trường", CLASSES, id="another unit"),
    ],
)
def test_a_progress_that_could_mean_two_things_is_asked_about(written: Any, target: Target | None) -> None:
    with pytest.raises(Refused):
        parse_progress_cell(FormCell(written, "J7"), target)


@pytest.mark.parametrize(
    ("written", "finished"),
    [
        *((word, True) for word in ("x", "X", "có", "Có ", "xong", "rồi", "v", "✓", "Đã hoàn thành", "Finished", True)),
        *((word, False) for word in ("chưa", "không", "Chưa hoàn thành", "Not finished", "đang làm", False)),
        *((word, None) for word in (None, "-", "…")),
    ],
)
def test_whether_it_is_finished_is_understood_however_it_is_said(written: Any, finished: bool | None) -> None:
    assert parse_finished_cell(FormCell(written, "I7")) is finished


@pytest.mark.parametrize("written", ["có lẽ", "?", 5.0, date(2024, 6, 30)])
def test_what_says_neither_is_asked_about(written: Any) -> None:
    with pytest.raises(ValueError, match="neither"):
        parse_finished_cell(FormCell(written, "I7"))


@pytest.mark.parametrize(
    ("written", "text"),
    [("Không", ""), ("không có", ""), ("-", ""), ("Thiếu kinh phí", "Thiếu kinh phí"), (15.0, "15"), (None, "")],
)
def test_words_for_nothing_are_no_difficulty(written: Any, text: str) -> None:
    assert parse_text_cell(FormCell(written, "O7")) == text


@given(
    st.dates(date(1990, 1, 1), date(2199, 12, 31)), st.sampled_from(["{d}/{m}/{y}", "{d:02}-{m:02}-{y}", "{d}.{m}.{y}"])
)
def test_every_day_is_read_as_it_was_written(day: date, form: str) -> None:
    assert parse_day_cell(FormCell(form.format(d=day.day, m=day.month, y=day.year), "K7")) == day


@given(st.integers(0, 10_000).filter(lambda number: number != 100).map(lambda number: number / 100))
def test_every_percent_is_the_same_with_its_sign_and_as_a_percent_cell(percent: float) -> None:
    written = Progress("percent", percent)
    assert parse_progress_cell(FormCell(f"{percent}%".replace(".", ","), "J7"), None) == written
    assert parse_progress_cell(FormCell(percent / 100, "J7", percent=True), None) == written
