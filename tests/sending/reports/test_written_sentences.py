"""Sentences of a report end as sentences do, and name a period as its cover does."""

from datetime import date

import pytest

from coordplan.sending.reports.occurrence_names import within_sentence
from coordplan.sending.reports.places import written
from coordplan.sending.reports.reasons import request_clause
from coordplan.sending.reports.report_opening import closing_sentence, opening, subject_of_report
from coordplan.sending.reports.sheets import coming_table, held_table, overdue_table
from coordplan.sending.reports.values import ReportPeriod
from coordplan.text.language import use_language
from tests.sending.reports.works_of_a_report import report_of, row


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        pytest.param("Không", "Không.", id="none"),
        pytest.param("Có 02 việc.", "Có 02 việc.", id="a full stop"),
        pytest.param("Gồm:", "Gồm:", id="a colon"),
        pytest.param('Nêu "Đã xong."', 'Nêu "Đã xong."', id="a full stop within quotes"),
        pytest.param("Có (phụ lục)", "Có (phụ lục).", id="brackets"),
        pytest.param("[ghi sau]", "[ghi sau]", id="a marked place"),
    ],
)
def test_what_a_person_wrote_ends_as_a_sentence(text: str, sentence: str) -> None:
    assert [each.text for each in written(report_of(texts={"highlights": text}), "highlights", "")] == [sentence]


def test_a_title_within_a_sentence_does_not_end_it() -> None:
    assert within_sentence("Bản tin dịch bệnh.") == "bản tin dịch bệnh"
    assert within_sentence("Sách, báo, v.v.") == "sách, báo, v.v."


def test_what_is_asked_for_is_not_asked_twice() -> None:
    assert request_clause("Đề nghị gia hạn đến tháng 8.") == "gia hạn đến tháng 8"


def test_a_year_that_has_not_ended_says_so_in_every_sentence() -> None:
    use_language("vi")
    days = (date(2024, 1, 1), date(2024, 12, 31)), (date(2025, 1, 1), date(2025, 12, 31))
    this, following = (ReportPeriod(str(first.year), first, last) for first, last in days)
    report = report_of(row("a"), period=this, next_period=following)
    assert "; nhiệm vụ năm 2025" in subject_of_report(report)
    for sentence in (closing_sentence(report), opening(report).sentences[-1].text):
        assert "năm 2024 (đến ngày 30/6/2024)" in sentence
        assert "và nhiệm vụ năm 2025" in sentence
        assert "; nhiệm vụ" not in sentence


def test_long_tables_name_the_period_of_what_recurs() -> None:
    use_language("vi")
    rows = [row("a@2024-05", "Giao ban", every="month")]
    for table in (overdue_table(rows), held_table(rows), coming_table(rows)):
        assert "Giao ban (tháng 5/2024)" in table.rows[0]
