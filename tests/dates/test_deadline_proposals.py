"""What is proposed for words that mean no day by rule."""

import pytest

from coordplan.dates.deadline_proposals import deadline_proposals
from coordplan.dates.deadlines import parse_deadline
from coordplan.text.language import in_language

PROPOSED = [
    ("Giữa tháng 5", "15/5/2024"),
    ("Đầu tháng 5/2025", "05/5/2025"),
    ("Tuần 2 tháng 5", "14/5/2024"),
    ("Tuần cuối tháng 6", "Cuối tháng 6/2024"),
    ("Đầu năm", "Quý I/2024"),
    ("Theo học kỳ", "15/1 và 31/5/2024"),
    ("Hằng quý và đột xuất", "Hằng quý"),
    ("Sau khi có văn bản của Trung ương", "Thường xuyên"),
    ("Hằng ngày", "Thường xuyên"),
    ("Dự kiến 15/5", "15/5/2024"),
    ("31/9/2024", "30/9/2024"),
    ("30/6 (báo cáo), 15/7 (tổng kết)", "30/6, 15/7/2024"),
    ("Hoàn thành trước 30/6; báo cáo trước 15/7", "Trước 30/6, trước 15/7/2024"),
    ("Tháng 5 hoặc tháng 6", "Tháng 6/2024"),
    ("Ngày 5 tháng sau", "Ngày 5 hằng tháng"),
    ("2 lần/tháng", "Ngày 15, 30 hằng tháng"),
    ("3 lần/năm", "Tháng 4, 8, 12 hằng năm"),
    ("2 tháng/lần", "Tháng 2, 4, 6, 8, 10, 12 hằng năm"),
    ("Cuối quý", "Hằng quý"),
    ("Quý ll", "Quý II/2024"),
    ("45473", "30/6/2024"),
]


@pytest.mark.parametrize(("text", "first"), PROPOSED, ids=[each[0] for each in PROPOSED])
def test_the_likeliest_deadline_comes_first_and_no_due_date_is_among_them(text: str, first: str) -> None:
    with in_language("vi"):
        found = deadline_proposals(text, 2024)
    assert found[0] == first
    assert "Thường xuyên" in found


@pytest.mark.parametrize("year", [2024, None])
@pytest.mark.parametrize("text", [*(each[0] for each in PROPOSED), "sớm", ""])
def test_whatever_is_proposed_is_a_deadline(text: str, year: int | None) -> None:
    for each in deadline_proposals(text, year):
        parse_deadline(each)
