"""What is proposed for words that mean no day by rule."""

import pytest

from coordplan.dates.deadline_proposals import deadline_proposals
from coordplan.dates.deadlines import parse_deadline

PROPOSED = [
    ("Giữa tháng 5", "15/5/2024"),
    ("Đầu tháng 5/2025", "05/5/2025"),
    ("Tuần 2 tháng 5", "14/5/2024"),
    ("Tuần cuối tháng 6", "Cuối tháng 6/2024"),
    ("Đầu năm", "Quý I/2024"),
    ("Theo học kỳ", "15/1 và 31/5/2024"),
    ("Hằng quý và đột xuất", "Hằng quý"),
    ("Sau khi có văn bản của Trung ương", "Năm 2024"),
]


@pytest.mark.parametrize(("text", "first"), PROPOSED, ids=[each[0] for each in PROPOSED])
def test_the_likeliest_deadline_comes_first_and_no_due_date_last(text: str, first: str) -> None:
    found = deadline_proposals(text, 2024)
    assert found[0] == first
    assert found[-1] == "Thường xuyên"


@pytest.mark.parametrize("year", [2024, None])
@pytest.mark.parametrize("text", [*(each[0] for each in PROPOSED), "sớm", ""])
def test_whatever_is_proposed_is_a_deadline(text: str, year: int | None) -> None:
    for each in deadline_proposals(text, year):
        parse_deadline(each)
