"""Deadlines in the words of annexes."""

import unicodedata
from datetime import date

import pytest

from coordplan.dates.deadlines import Deadline, lacks_year, parse_deadline, with_year
from coordplan.model import Every


@pytest.mark.parametrize(
    ("text", "due_on"),
    [
        pytest.param("2022-06-30", date(2022, 6, 30), id="ISO"),
        pytest.param("30/6/2022", date(2022, 6, 30), id="day first"),
        pytest.param("Ngày 30/6/2022", date(2022, 6, 30), id="the word day"),
        pytest.param("Chậm nhất ngày 30/6/2022", date(2022, 6, 30), id="at the latest"),
        pytest.param("Đến hết ngày 30.6.2022", date(2022, 6, 30), id="until the end of"),
        pytest.param("Trước ngày 15/12/2022", date(2022, 12, 14), id="before leaves the day out"),
        pytest.param("trước 01/01/2023", date(2022, 12, 31), id="before the first of January"),
        pytest.param("Hoàn thành trước ngày 15/12/2022.", date(2022, 12, 14), id="finished before, with a full stop"),
        pytest.param("Muộn nhất là ngày 30/6/2022", date(2022, 6, 30), id="at the very latest"),
        pytest.param("Xong: 30/6/2022", date(2022, 6, 30), id="finished"),
        pytest.param("ngày 30 tháng 6 năm 2022", date(2022, 6, 30), id="spelt out"),
        pytest.param("30 / 6 / 2022", date(2022, 6, 30), id="spaces around the strokes"),
        pytest.param("30/6/22", date(2022, 6, 30), id="a year of two digits"),
        pytest.param("Trước 15.12.22", date(2022, 12, 14), id="before a day with a year of two digits"),
    ],
)
def test_a_day_in_words_is_due_on_that_day(text: str, due_on: date) -> None:
    assert parse_deadline(text) == Deadline(due_on=due_on)


@pytest.mark.parametrize(
    ("text", "start_on", "due_on"),
    [
        pytest.param("Quý II/2022", date(2022, 4, 1), date(2022, 6, 30), id="a quarter in Roman figures"),
        pytest.param("quý 4 năm 2022", date(2022, 10, 1), date(2022, 12, 31), id="a quarter in other figures"),
        pytest.param("Trong Quý I/2022", date(2022, 1, 1), date(2022, 3, 31), id="within a quarter"),
        pytest.param("Quý III / 2022", date(2022, 7, 1), date(2022, 9, 30), id="spaces around the stroke"),
        pytest.param("Tháng 6/2022", date(2022, 6, 1), date(2022, 6, 30), id="a month"),
        pytest.param("Tháng 02/2024", date(2024, 2, 1), date(2024, 2, 29), id="a short month"),
        pytest.param("tháng 12 năm 2022", date(2022, 12, 1), date(2022, 12, 31), id="a month with the word year"),
        pytest.param("6 tháng đầu năm 2022", date(2022, 1, 1), date(2022, 6, 30), id="the first half"),
        pytest.param("06 tháng cuối năm 2022", date(2022, 7, 1), date(2022, 12, 31), id="the second half"),
        pytest.param("9 tháng đầu năm 2022", date(2022, 1, 1), date(2022, 9, 30), id="nine months"),
        pytest.param("Năm 2022", date(2022, 1, 1), date(2022, 12, 31), id="a year"),
        pytest.param("Cuối năm 2022", date(2022, 1, 1), date(2022, 12, 31), id="the end of a year"),
        pytest.param("2022-Q2", date(2022, 4, 1), date(2022, 6, 30), id="a key"),
        pytest.param("2022-9m", date(2022, 1, 1), date(2022, 9, 30), id="a key in small letters"),
        pytest.param("6/2022", date(2022, 6, 1), date(2022, 6, 30), id="a month in figures"),
        pytest.param("T6/2022", date(2022, 6, 1), date(2022, 6, 30), id="a month in short"),
        pytest.param("tháng 6-2022", date(2022, 6, 1), date(2022, 6, 30), id="a month with a dash"),
        pytest.param("QII/2022", date(2022, 4, 1), date(2022, 6, 30), id="a quarter in short"),
        pytest.param("Quý 2 – 2022", date(2022, 4, 1), date(2022, 6, 30), id="a quarter with a long dash"),
        pytest.param("Đến hết quý II, năm 2022", date(2022, 4, 1), date(2022, 6, 30), id="to the end of a quarter"),
        pytest.param("Hoàn thành trong tháng 6/2022", date(2022, 6, 1), date(2022, 6, 30), id="finished in a month"),
        pytest.param("Hết 2022-H1", date(2022, 1, 1), date(2022, 6, 30), id="the end of a key"),
        pytest.param("cả năm 2022", date(2022, 1, 1), date(2022, 12, 31), id="a whole year"),
        pytest.param("2022-2025", date(2022, 1, 1), date(2025, 12, 31), id="from year to year"),
        pytest.param("Giai đoạn 2022 - 2025", date(2022, 1, 1), date(2025, 12, 31), id="a stretch of years"),
        pytest.param("Quý II - Quý III/2022", date(2022, 4, 1), date(2022, 9, 30), id="from quarter to quarter"),
        pytest.param("Quý IV/2022 đến quý I/2023", date(2022, 10, 1), date(2023, 3, 31), id="across a year's end"),
        pytest.param("Từ tháng 3 đến tháng 6/2022", date(2022, 3, 1), date(2022, 6, 30), id="from month to month"),
        pytest.param("Tháng 3-6/2022", date(2022, 3, 1), date(2022, 6, 30), id="from month to month, short"),
        pytest.param("Từ ngày 15/3 đến hết ngày 30/6/2022", date(2022, 3, 15), date(2022, 6, 30), id="day to day"),
        pytest.param("15/3/2022 - 30/6/2022", date(2022, 3, 15), date(2022, 6, 30), id="from day to day, whole"),
    ],
)
def test_a_stretch_of_time_is_due_on_its_last_day_and_begins_on_its_first(
    text: str, start_on: date, due_on: date
) -> None:
    assert parse_deadline(text) == Deadline(due_on=due_on, start_on=start_on)


@pytest.mark.parametrize(
    ("text", "every"),
    [
        ("Hằng tháng", "month"),
        ("Hàng tháng", "month"),
        ("Định kỳ hằng tháng", "month"),
        ("01 lần/tháng", "month"),
        ("1 lần / quý", "quarter"),
        ("Mỗi quý 01 lần", "quarter"),
        ("4 lần/năm", "quarter"),
        ("6 tháng 1 lần", "half"),
        ("2 lần/năm", "half"),
        ("Tháng 6 và tháng 12 hằng năm", "half"),
        ("Quý II, IV hằng năm", "half"),
        ("1 lần/năm", "year"),
        ("1 tháng/lần", "month"),
        ("Hằng quý", "quarter"),
        ("mỗi quý", "quarter"),
        ("03 tháng/1 lần", "quarter"),
        ("6 tháng/lần", "half"),
        ("Định kỳ 6 tháng", "half"),
        ("6 tháng, hằng năm", "half"),
        ("Hằng năm", "year"),
        ("1 năm/lần", "year"),
    ],
)
def test_words_of_recurrence_are_a_recurrence(text: str, every: Every) -> None:
    assert parse_deadline(text) == Deadline(every=every)


@pytest.mark.parametrize(
    "text",
    [
        "Thường xuyên",
        "thường xuyên, liên tục",
        "Thực hiện thường xuyên",
        "Liên tục",
        "Thường xuyên trong năm",
        "Khi có yêu cầu",
        "Khi phát sinh",
    ],
)
def test_what_goes_on_is_ongoing(text: str) -> None:
    assert parse_deadline(text) == Deadline(ongoing=True)


@pytest.mark.parametrize("text", ["Quý II/2022", "Hằng quý", "Trước ngày 15/12/2022", "6 tháng đầu năm 2022"])
def test_words_mean_the_same_however_they_are_composed_and_without_marks(text: str) -> None:
    assert parse_deadline(unicodedata.normalize("NFD", text)) == parse_deadline(text)
    bare = "".join(each for each in unicodedata.normalize("NFD", text) if not unicodedata.combining(each))
    assert parse_deadline(bare.upper()) == parse_deadline(text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("Ngày 31/6/2022", "month 6/2022 has 30 days", id="a day that does not exist"),
        pytest.param("Trước ngày 29/2/2022", "month 2/2022 has 28 days", id="before a day that does not exist"),
        pytest.param("Quý V/2022", "not a deadline that is understood", id="a fifth quarter"),
        pytest.param("Tháng 13/2022", "not a deadline that is understood", id="a thirteenth month"),
        pytest.param("2022-13", "not a deadline that is understood", id="a key of a thirteenth month"),
        pytest.param("sớm", "not a deadline that is understood", id="soon"),
        pytest.param("Quý II", "not a deadline that is understood", id="a quarter of no year"),
        pytest.param("", "not a deadline that is understood", id="nothing"),
        pytest.param("2022", "not a deadline that is understood", id="a bare number"),
        pytest.param("Quý II/0022", "not a deadline that is understood", id="a year with noughts"),
        pytest.param("ngày 3/2022", "not a deadline that is understood", id="a day of no month"),
        pytest.param("Ngày 31 tháng 6 năm 2022", '"31/6/2022" is not a date', id="a day in words that does not exist"),
        pytest.param("Trong 2022", "not a deadline that is understood", id="within a bare number"),
        pytest.param("Tháng 3, tháng 6/2022", "not a deadline that is understood", id="two months"),
        pytest.param("Trước tháng 6/2022", "not a deadline that is understood", id="before a month"),
        pytest.param("Tháng 6 - tháng 3/2022", "2022-06-01 is after 2022-03-31", id="backwards"),
        pytest.param("Quý II/2022 hoặc Quý III/2022", "not a deadline that is understood", id="two at once"),
    ],
)
def test_words_that_mean_no_day_are_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        parse_deadline(text)


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Quý II", "Quý II/2024"),
        ("Tháng 6", "Tháng 6/2024"),
        ("Trước ngày 15/12;", "Trước ngày 15/12/2024"),
        ("15 tháng 12", "15 tháng 12 năm 2024"),
        ("6 tháng đầu năm", "6 tháng đầu năm 2024"),
        ("Cuối năm", "Cuối năm 2024"),
        ("Tháng 3 - tháng 6", "Tháng 3 - tháng 6/2024"),
        ("Từ 15/3 đến 30/6", "Từ 15/3 đến 30/6/2024"),
    ],
)
def test_words_that_leave_their_year_out_are_given_one(text: str, whole: str) -> None:
    assert with_year(text, 2024) == whole
    assert lacks_year(text)
    parse_deadline(whole)


@pytest.mark.parametrize("text", ["Quý II/2022", "Hằng quý", "Thường xuyên", "sớm", "", "30/2/2024", "Quý V", "Ngày 3"])
def test_other_words_stay_as_they_are(text: str) -> None:
    assert with_year(text, 2024) == text
    assert not lacks_year(text)
