"""Deadlines in the words of annexes."""

import unicodedata
from datetime import date

import pytest

from coordplan.dates.deadline_words import schedule_words
from coordplan.dates.deadlines import Deadline, lacks_year, parse_deadline, with_year
from coordplan.model import Activity, Every
from coordplan.text.language import in_language


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
        pytest.param("Cuối năm 2022", date(2022, 12, 31), id="the end of a year"),
        pytest.param("Đến hết quý II, năm 2022", date(2022, 6, 30), id="to the end of a quarter"),
        pytest.param("Hết 2022-H1", date(2022, 6, 30), id="the end of a key"),
        pytest.param("Trước tháng 6/2022", date(2022, 5, 31), id="before a month"),
        pytest.param("Dịp 20/11/2022", date(2022, 11, 20), id="on the occasion of a day"),
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
        pytest.param("2022-Q2", date(2022, 4, 1), date(2022, 6, 30), id="a key"),
        pytest.param("2022-9m", date(2022, 1, 1), date(2022, 9, 30), id="a key in small letters"),
        pytest.param("6/2022", date(2022, 6, 1), date(2022, 6, 30), id="a month in figures"),
        pytest.param("T6/2022", date(2022, 6, 1), date(2022, 6, 30), id="a month in short"),
        pytest.param("tháng 6-2022", date(2022, 6, 1), date(2022, 6, 30), id="a month with a dash"),
        pytest.param("QII/2022", date(2022, 4, 1), date(2022, 6, 30), id="a quarter in short"),
        pytest.param("Quý 2 – 2022", date(2022, 4, 1), date(2022, 6, 30), id="a quarter with a long dash"),
        pytest.param("Hoàn thành trong tháng 6/2022", date(2022, 6, 1), date(2022, 6, 30), id="finished in a month"),
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
        "Ngay khi phát sinh",
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
        pytest.param("", "not a deadline that is understood", id="nothing"),
        pytest.param("Quý II", '"Quý II" leaves its year out', id="a quarter of no year"),
        pytest.param("Giữa tháng 5/2022", "not a deadline that is understood", id="in the middle of a month"),
        pytest.param("Ngày 25 và đột xuất", "not a deadline that is understood", id="a day and whenever asked"),
        pytest.param("2022", "not a deadline that is understood", id="a bare number"),
        pytest.param("Quý II/0022", "not a deadline that is understood", id="a year with noughts"),
        pytest.param("ngày 3/2022", "not a deadline that is understood", id="a day of no month"),
        pytest.param("Ngày 31 tháng 6 năm 2022", '"31/6/2022" is not a date', id="a day in words that does not exist"),
        pytest.param("Trong 2022", "not a deadline that is understood", id="within a bare number"),
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


ONE_DAY = [
    ("Cả năm", date(2024, 12, 31), date(2024, 1, 1)),
    ("Trước 30/6", date(2024, 6, 29), None),
    ("Quí IV", date(2024, 12, 31), date(2024, 10, 1)),
    ("Q.III", date(2024, 9, 30), date(2024, 7, 1)),
    ("T9/2024", date(2024, 9, 30), date(2024, 9, 1)),
    ("Trong tháng 4", date(2024, 4, 30), date(2024, 4, 1)),
    ("Từ tháng 3 đến tháng 5", date(2024, 5, 31), date(2024, 3, 1)),
    ("Tháng 3-5", date(2024, 5, 31), date(2024, 3, 1)),
    ("Từ 01 đến 15/6", date(2024, 6, 15), date(2024, 6, 1)),
    ("Quý III-IV/2024", date(2024, 12, 31), date(2024, 7, 1)),
    ("Cuối năm", date(2024, 12, 31), None),
    ("Cuối tháng 5", date(2024, 5, 31), None),
    ("Đến hết tháng 8", date(2024, 8, 31), None),
    ("Trước tháng 6", date(2024, 5, 31), None),
    ("Trước quý III", date(2024, 6, 30), None),
    ("Hoàn thành trong quý I", date(2024, 3, 31), date(2024, 1, 1)),
    ("Chậm nhất 25/12", date(2024, 12, 25), None),
    ("Xong trước 30/9", date(2024, 9, 29), None),
    ("Dịp 20/11", date(2024, 11, 20), None),
    ("Kỷ niệm ngày 20/11", date(2024, 11, 20), None),
    ("Gửi trước 15/12", date(2024, 12, 14), None),
    ("Trước 17h ngày 25/6", date(2024, 6, 25), None),
    ("Ngày 25/6, 17 giờ 00", date(2024, 6, 25), None),
    ("30-6", date(2024, 6, 30), None),
    ("Không quá 15/7", date(2024, 7, 15), None),
    ("Hạn chót 15/7", date(2024, 7, 15), None),
    ("2024/05/15", date(2024, 5, 15), None),
    ("Tháng sáu", date(2024, 6, 30), date(2024, 6, 1)),
    ("Tháng Năm", date(2024, 5, 31), date(2024, 5, 1)),
    ("T.9", date(2024, 9, 30), date(2024, 9, 1)),
    ("Tháng6", date(2024, 6, 30), date(2024, 6, 1)),
    ("Quý II (2024)", date(2024, 6, 30), date(2024, 4, 1)),
    ("Quý II, trước 15/6", date(2024, 6, 14), None),
    ("Tháng 5, trước ngày 20", date(2024, 5, 19), None),
    ("Tháng ba", date(2024, 3, 31), date(2024, 3, 1)),
    ("Quý hai", date(2024, 6, 30), date(2024, 4, 1)),
    ("Tháng 6 (trước 15/6)", date(2024, 6, 14), None),
    ("Từ nay đến hết năm 2025", date(2025, 12, 31), None),
]


@pytest.mark.parametrize(("text", "due_on", "start_on"), ONE_DAY, ids=[each[0] for each in ONE_DAY])
def test_words_of_one_year_are_due_once(text: str, due_on: date, start_on: date | None) -> None:
    assert parse_deadline(text, 2024) == Deadline(due_on=due_on, start_on=start_on)


SEVERAL_DAYS = [
    ("Quý I, III", "2024-03-31 2024-09-30"),
    ("Quý I và quý III năm 2024", "2024-03-31 2024-09-30"),
    ("Tháng 3, 6, 9", "2024-03-31 2024-06-30 2024-09-30"),
    ("Tháng 3, tháng 6/2024", "2024-03-31 2024-06-30"),
    ("Trước 15/6 và 15/12", "2024-06-14 2024-12-14"),
    ("Trước ngày 15/6; trước ngày 15/12", "2024-06-14 2024-12-14"),
    ("Ngày 10 và ngày 20 tháng 5", "2024-05-10 2024-05-20"),
    ("31/3/2024, 30/9/2024", "2024-03-31 2024-09-30"),
    ("Quý I+III", "2024-03-31 2024-09-30"),
    ("Trước ngày 25 của các tháng 3, 6", "2024-03-24 2024-06-24"),
    ("Ngày 25 tháng 3, 6 năm 2024", "2024-03-25 2024-06-25"),
    ("6 tháng đầu năm và cả năm", "2024-06-30 2024-12-31"),
    ("Năm 2024, 2025", "2024-12-31 2025-12-31"),
]


@pytest.mark.parametrize(("text", "days"), SEVERAL_DAYS, ids=[each[0] for each in SEVERAL_DAYS])
def test_several_times_of_one_year_are_as_many_days(text: str, days: str) -> None:
    found = parse_deadline(text, 2024)
    assert found == Deadline(due_on=date.fromisoformat(days.split()[0]), due_days=tuple(days.split()))
    assert parse_deadline(with_year(text, 2024)) == found


TWICE_A_MONTH = Deadline(
    every="year",
    due_days=tuple(f"{month:02d}-{day:02d}" for month in range(1, 13) for day in (15, 30 - (month == 2))),
)
RHYTHMS = [
    ("Ngày 25 hằng tháng", Deadline(every="month", due_day=25)),
    ("Trước ngày 25 hằng tháng", Deadline(every="month", due_day=24)),
    ("Hằng tháng (trước ngày 25)", Deadline(every="month", due_day=24)),
    ("Hằng tháng, trước ngày 25", Deadline(every="month", due_day=24)),
    ("Trước ngày 01 hằng tháng", Deadline(every="month")),
    ("01 lần/tháng (ngày 20)", Deadline(every="month", due_day=20)),
    ("Cuối tháng, hằng tháng", Deadline(every="month")),
    ("Ngày 25 tháng cuối quý", Deadline(every="quarter", due_day=25)),
    ("Hằng quý (trước ngày 25 của tháng cuối quý)", Deadline(every="quarter", due_day=24)),
    ("Ngày 15 tháng cuối quý, cho quý sau", Deadline(every="quarter", due_day=15)),
    ("Ngày 10 tháng đầu quý", Deadline(every="year", due_days=("01-10", "04-10", "07-10", "10-10"))),
    ("15/12 hằng năm", Deadline(every="year", due_day=15)),
    ("Trước ngày 15/12 hằng năm", Deadline(every="year", due_day=14)),
    ("Ngày 20/8 hàng năm", Deadline(every="year", due_day=20, due_month=8)),
    ("Cuối tháng 5 hằng năm", Deadline(every="year", due_day=31, due_month=5)),
    ("Tháng 8 hằng năm", Deadline(every="year", due_month=8)),
    ("Quý IV hằng năm", Deadline(every="year", due_month=12, start_month=10)),
    ("Hằng năm (quý IV)", Deadline(every="year", due_month=12, start_month=10)),
    ("Từ tháng 3 đến tháng 5 hằng năm", Deadline(every="year", due_month=5, start_month=3)),
    ("Tháng 5, tháng 6 hằng năm", Deadline(every="year", due_days=("05-31", "06-30"))),
    ("Quý II, quý IV hằng năm", Deadline(every="year", due_days=("06-30", "12-31"))),
    ("Trước 15/6 và 15/12 hằng năm", Deadline(every="year", due_days=("06-14", "12-14"))),
    ("Ngày 25/6 và ngày 25/12", Deadline(every="year", due_days=("06-25", "12-25"))),
    ("Quý I, III", Deadline(every="year", due_days=("03-31", "09-30"))),
    ("6 tháng, cả năm", Deadline(every="half")),
    ("Mỗi năm 02 lần", Deadline(every="half")),
    ("Ngày 15, 30 hằng tháng", TWICE_A_MONTH),
    ("Hằng tuần", Deadline(every="week")),
    ("Thứ Sáu hằng tuần", Deadline(every="week", due_day=5)),
    ("Hằng tuần (thứ 2)", Deadline(every="week", due_day=1)),
    ("Chủ nhật hằng tuần", Deadline(every="week", due_day=7)),
]


@pytest.mark.parametrize(("text", "meant"), RHYTHMS, ids=[each[0] for each in RHYTHMS])
def test_a_day_or_month_within_a_recurrence_is_read(text: str, meant: Deadline) -> None:
    assert parse_deadline(text) == meant


ASKED = [
    "Giữa tháng 5",
    "Theo học kỳ",
    "Sau khi có văn bản của Trung ương",
    "Hằng ngày",
    "Đầu năm",
    "Ngày 25/13 hằng năm",
    "Tháng sau",
    "15/5 hoặc 20/5",
]


@pytest.mark.parametrize("text", ASKED)
def test_what_has_no_right_answer_is_not_guessed(text: str) -> None:
    with pytest.raises(ValueError, match="not"):
        parse_deadline(text, 2024)


SCHEDULES = [
    Deadline(every="week"),
    Deadline(every="week", due_day=5),
    Deadline(every="month", due_day=25),
    Deadline(every="quarter", due_day=20),
    Deadline(every="half"),
    Deadline(every="year"),
    Deadline(every="year", due_day=15),
    Deadline(every="year", due_day=20, due_month=8),
    Deadline(every="year", due_day=30, due_month=6),
    Deadline(every="year", due_month=2),
    Deadline(every="year", due_month=12),
    Deadline(every="year", due_month=12, start_month=10),
    Deadline(every="year", due_month=5, start_month=3),
    Deadline(every="year", due_days=("05-31", "06-30")),
    Deadline(every="year", due_days=("03-31", "09-30")),
    Deadline(every="year", due_days=("05-10", "05-20", "11-20")),
    TWICE_A_MONTH,
    Deadline(due_on=date(2024, 6, 30)),
    Deadline(due_on=date(2024, 3, 31), due_days=("2024-03-31", "2024-09-30")),
    Deadline(ongoing=True),
]


@pytest.mark.parametrize("schedule", SCHEDULES, ids=str)
def test_a_schedule_in_the_words_of_offices_reads_back(schedule: Deadline) -> None:
    fields = {name: each for name, each in schedule._asdict().items() if name != "start_on"}
    activity = Activity("a-1", "a", "Giao ban", ("nd1",), "btg", **fields)
    with in_language("vi"):
        words = schedule_words(activity)
    assert parse_deadline(words) == schedule, words
