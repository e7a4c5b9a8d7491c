"""The patterns of sentences about figures: none, one and many; what is whole; what went up, down, or stayed."""

from datetime import date

import pytest

from coordplan.definitions.shipped import shipped_profile
from coordplan.model import STANDINGS
from coordplan.seeing.figures import Figures
from coordplan.seeing.values import Comparison
from coordplan.sending.reports.figure_sentences import (
    done_words,
    overdue_words,
    paper_rate,
    points_between,
    rate_sentence,
    share_words,
    year_before_words,
)
from coordplan.sending.reports.sample import sample_report
from coordplan.sending.reports.values import PeriodReport, ReportPeriod
from coordplan.text.language import use_language


def figures(on_time: int = 0, late: int = 0, overdue: int = 0, **others: int) -> Figures:
    counts = {"done_on_time": on_time, "done_late": late, "in_progress_overdue": overdue, **others}
    return Figures(tuple(counts.get(standing, 0) for standing in STANDINGS))


@pytest.fixture(scope="module")
def report() -> PeriodReport:
    return sample_report(shipped_profile("party"))


@pytest.fixture(autouse=True)
def _vietnamese() -> None:
    use_language("vi")


@pytest.mark.parametrize(
    ("rate", "said"),
    [(1.0, "100%"), (0.0, "0%"), (None, "-"), (32 / 33, "96,97%"), (19999 / 20000, "99,99%"), (0.96, "96%")],
    ids=["whole", "nothing", "nothing to divide by", "a part", "nearly whole", "a part without decimals"],
)
def test_only_what_is_whole_is_100_percent(rate: float | None, said: str) -> None:
    assert paper_rate(rate) == said


def test_a_difference_is_that_of_the_rates_as_they_are_printed() -> None:
    now, then = 0.969966, 0.974944  # 97,00% and 97,49%, and by themselves 0,4978
    assert points_between(now, then) == -0.49


@pytest.mark.parametrize(
    ("counts", "days", "said"),
    [
        (figures(281, 24), None, "đã hoàn thành 305 lượt (đúng hạn 281, quá hạn 24)"),
        (figures(5, 1), None, "đã hoàn thành 06 lượt (đúng hạn 5, quá hạn 1)"),
        (figures(32), None, "đã hoàn thành 32 lượt, tất cả đúng hạn"),
        (figures(1), None, "đã hoàn thành 01 lượt, đúng hạn"),
        (figures(0, 3), None, "đã hoàn thành 03 lượt, tất cả quá hạn"),
        (figures(0, 1), 29, "đã hoàn thành 01 lượt, quá hạn 29 ngày"),
        (figures(0, 1), 1, "đã hoàn thành 01 lượt, quá hạn 1 ngày"),
        (figures(0, 1), None, "đã hoàn thành 01 lượt, quá hạn"),
    ],
    ids=["both", "both, few", "on time", "one on time", "late", "one late", "one day late", "one late, days unknown"],
)
def test_what_was_done(report: PeriodReport, counts: Figures, days: int | None, said: str) -> None:
    assert done_words(report, counts, days) == said


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "không còn lượt nào chưa hoàn thành, đã quá hạn"),
        (6, "chưa hoàn thành, đã quá hạn 06 lượt"),
        (196, "chưa hoàn thành, đã quá hạn 196 lượt"),
    ],
)
def test_what_is_overdue(report: PeriodReport, number: int, said: str) -> None:
    assert overdue_words(report, number) == said


@pytest.mark.parametrize(
    ("now", "then", "said"),
    [
        (
            figures(32, 0, 1),
            figures(64, 0, 2),
            "{rate} 96,97% (32/33 lượt đến hạn), bằng năm 2022 (96,97%; 64/66 lượt).",
        ),
        (figures(15), figures(12, 0, 1), "{rate} 100% (15/15 lượt đến hạn), tăng 7,69 {than} (92,31%; 12/13 lượt)."),
        (figures(5, 0, 1), figures(5), "{rate} 83,33% (5/6 lượt đến hạn), giảm 16,67 {than} (100%; 5/5 lượt)."),
        (figures(0, 0, 2), None, "Chưa hoàn thành lượt nào (0/2 lượt đến hạn)."),
        (figures(0, 0, 2), figures(5), "Chưa hoàn thành lượt nào (0/2 lượt đến hạn); năm 2022 đạt 100% (5/5 lượt)."),
        (figures(5), figures(), "{rate} 100% (5/5 lượt đến hạn)."),
        (figures(1000, 0, 250), None, "{rate} 80% (1.000/1.250 lượt đến hạn)."),
    ],
    ids=["the same", "more", "less", "none done", "none done, and then all", "then nothing fell due", "thousands"],
)
def test_a_rate_has_its_fraction_and_its_difference_a_unit(now: Figures, then: Figures | None, said: str) -> None:
    assert rate_sentence(now, then, "năm 2022") == said.format(
        rate="Tỷ lệ hoàn thành đạt", than="điểm phần trăm so với năm 2022"
    )


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        (figures(4, 1), "hoàn thành 5/5 lượt đến hạn, đạt 100%"),
        (figures(0, 0, 1), "01 lượt đến hạn, chưa hoàn thành, đã quá hạn"),
        (figures(0, 0, 3), "chưa hoàn thành lượt nào (0/3 lượt đến hạn)"),
    ],
    ids=["all", "none of one", "none of several"],
)
def test_one_group_among_others(report: PeriodReport, counts: Figures, said: str) -> None:
    assert share_words(report, counts) == said


@pytest.mark.parametrize(
    ("key", "as_of", "then", "said"),
    [
        ("2024-Q2", date(2024, 6, 30), "2023-Q2", "cùng kỳ năm 2023"),
        ("2024-06", date(2024, 6, 30), "2023-06", "cùng kỳ năm 2023"),
        ("2024", date(2024, 12, 31), "2023", "năm 2023"),
        ("2024", date(2024, 6, 30), "2023", "cùng kỳ năm 2023"),
    ],
    ids=["a quarter", "a month", "a year", "a year that has not ended"],
)
def test_the_time_that_is_compared_with(report: PeriodReport, key: str, as_of: date, then: str, said: str) -> None:
    last = date(2024, 12, 31) if key == "2024" else date(2024, 6, 30)
    asked = report._replace(
        status=report.status._replace(as_of=as_of), period=ReportPeriod(key, date(2024, 1, 1), last)
    )
    compared = Comparison("last-year", date(2023, 6, 30), then, figures(1), asked=False)
    assert year_before_words(asked, compared) == said
    before = compared._replace(program="ct-cu", program_title="Chương trình giai đoạn 2018-2021")
    assert year_before_words(asked, before) == f"{said} theo Chương trình giai đoạn 2018-2021"


def test_english_counts_in_singular_and_plural_and_without_a_nought(report: PeriodReport) -> None:
    use_language("en")
    assert done_words(report, figures(1)) == "1 was done, on time"
    assert done_words(report, figures(5, 1)) == "6 were done (5 on time, 1 late)"
    assert overdue_words(report, 1) == "1 is not done and overdue"
    assert overdue_words(report, 2) == "2 are not done and overdue"
    assert rate_sentence(figures(5, 0, 1)) == "83.33% of what fell due was done (5/6)."
