"""What was done for each content: who finished what, a task told once, what is left, and a year's difference."""

from datetime import date
from pathlib import Path

import pytest

from coordplan.cli.session import Session
from coordplan.model import ReportChoices
from coordplan.seeing.figures import Figures
from coordplan.seeing.filters import Filters
from coordplan.seeing.values import Comparison
from coordplan.sending.reports.by_content import by_content_part
from coordplan.sending.reports.gather import period_report
from coordplan.sending.reports.values import PeriodReport, ReportPeriod
from coordplan.text.language import use_language
from tests.sending.reports.works_of_a_report import figures_of_rows, report_of, row

LATE = "in_progress_overdue"


def points_of(report: PeriodReport, language: str = "vi") -> list[str]:
    use_language(language)
    part = by_content_part(report)
    assert part is not None
    return [point.words for point in part.sentences]


def months(title: str, *standings: str, **fields: object) -> list[object]:
    return [
        row(f"{title}@2024-{month:02d}", title.capitalize(), standing, every="month", **fields)
        for month, standing in enumerate(standings, 4)
    ]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        pytest.param([row("một")], "hoàn thành 1/1 lượt đến hạn (01 nhiệm vụ).", id="one done"),
        pytest.param(
            [row("một", standing=LATE)],
            "01 lượt đến hạn, chưa hoàn thành, đã quá hạn: một.",
            id="the only one overdue",
        ),
        pytest.param(
            [row("một", standing=LATE), row("hai", standing=LATE, due=date(2024, 5, 1)), row("ba", standing=LATE)],
            "chưa hoàn thành lượt nào (0/3 lượt đến hạn): hai; một; ba.",
            id="none done, the longest overdue first",
        ),
        pytest.param(
            [row(f"việc-{n}", standing=LATE) for n in range(8)],
            "chưa hoàn thành lượt nào (0/8 lượt đến hạn).",
            id="many overdue, none by name",
        ),
        pytest.param([row("một", standing="upcoming")], "trong quý chưa có lượt đến hạn.", id="nothing due yet"),
        pytest.param(
            [row("một", standing="suspended")],
            "trong quý không có nhiệm vụ đến hạn (01 lượt tạm hoãn).",
            id="all suspended",
        ),
        pytest.param(
            [row("một"), row("hai", standing="suspended"), row("ba", standing="cancelled")],
            "hoàn thành 1/1 lượt đến hạn (01 nhiệm vụ); 01 lượt tạm hoãn, 01 lượt hủy.",
            id="suspended and cancelled beside",
        ),
    ],
)
def test_a_content_says_how_much_was_done(rows: list[object], said: str) -> None:
    first, second = points_of(report_of(*rows))
    assert first.startswith(f"a) Tuyên truyền: {said}")
    assert second == "b) Tham mưu: trong quý không có nhiệm vụ đến hạn."


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        pytest.param(
            [
                row("c", "Việc của sở", lead="syt"),
                row("b", "Việc của Ban Cán sự", lead="bcs"),
                row("a", "Việc của Ban"),
            ],
            "Ban Tuyên giáo Tỉnh ủy đã hoàn thành: việc của Ban. "
            "Ban Cán sự đảng UBND tỉnh đã hoàn thành: việc của Ban Cán sự. Sở Y tế đã hoàn thành: việc của sở.",
            id="sides in their order, one department by its name",
        ),
        pytest.param(
            [row("a", lead="syt"), row("b", lead="sgd")],
            "Các sở đã hoàn thành: a (Sở Y tế); b (Sở GD&ĐT).",
            id="departments, each behind its work",
        ),
        pytest.param(
            [row("a"), row("b", lead="sgd"), row("c", lead="bao")],
            "Ban Tuyên giáo Tỉnh ủy đã hoàn thành: a. Các cơ quan khác đã hoàn thành: b (Sở GD&ĐT); c (Báo tỉnh).",
            id="bodies that are no departments",
        ),
        pytest.param(
            [
                row("quý", every="quarter"),
                row("nửa", every="half"),
                row("lần"),
                *months("tháng", "done_on_time", "done_late", LATE),
                row("sáu"),
            ],
            "Ban Tuyên giáo Tỉnh ủy đã hoàn thành: tháng (2/3 kỳ); lần; sáu; nửa; quý. "
            "Còn 01 lượt chưa hoàn thành, đã quá hạn: tháng (tháng 6/2024).",
            id="most periods first, then once, then rare before often",
        ),
        pytest.param(
            [
                row("g@2024-Q1", every="quarter", original=date(2024, 3, 20)),
                row("g@2024-Q2", every="quarter"),
            ],
            "Ban Tuyên giáo Tỉnh ủy đã hoàn thành: g (2/2 kỳ, trong đó kỳ quý I/2024 theo hạn đã gia hạn).",
            id="a period of before, by its extended date",
        ),
    ],
)
def test_who_finished_what(rows: list[object], said: str) -> None:
    assert points_of(report_of(*rows))[0].endswith(f" nhiệm vụ). {said}")


BOTH = ("a", "b")


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        pytest.param(
            [row("a", contents=BOTH)],
            "hoàn thành 1/1 lượt đến hạn (01 nhiệm vụ, đã nêu ở điểm a).",
            id="the only one",
        ),
        pytest.param(
            [row("a", contents=BOTH), row("c", contents=BOTH)],
            "hoàn thành 2/2 lượt đến hạn (02 nhiệm vụ, đều đã nêu ở điểm a).",
            id="all",
        ),
        pytest.param(
            [row("a", contents=BOTH), row("b", contents=("b",))],
            "hoàn thành 2/2 lượt đến hạn (02 nhiệm vụ). "
            "Ngoài nhiệm vụ đã nêu ở điểm a, Ban Tuyên giáo Tỉnh ủy đã hoàn thành: b.",
            id="one, and another",
        ),
        pytest.param(
            [row("a", contents=BOTH), row("b", standing=LATE, contents=("b",))],
            "hoàn thành 1/2 lượt đến hạn (02 nhiệm vụ, trong đó 01 nhiệm vụ đã nêu ở điểm a). "
            "Còn 01 lượt chưa hoàn thành, đã quá hạn: b.",
            id="one, and another that is not done",
        ),
        pytest.param(
            [row("a", standing=LATE, contents=BOTH), row("b", contents=("b",))],
            "hoàn thành 1/2 lượt đến hạn (02 nhiệm vụ). Ban Tuyên giáo Tỉnh ủy đã hoàn thành: b. "
            "Còn 01 lượt chưa hoàn thành, đã quá hạn, đã nêu ở điểm a.",
            id="one that is overdue",
        ),
    ],
)
def test_a_task_is_told_once_under_its_first_content(rows: list[object], said: str) -> None:
    assert points_of(report_of(*rows))[1] == f"b) Tham mưu: {said}"


def test_a_partner_speaks_of_itself_first_and_says_what_the_other_leads() -> None:
    rows = (row("a"), row("b", lead="syt"), row("c@2024-Q2", standing=LATE, every="quarter"))
    said = points_of(report_of(*rows, speaker="syt"))[0]
    assert said.index("Sở Y tế đã hoàn thành: b") < said.index("Ban Tuyên giáo Tỉnh ủy đã hoàn thành: a")
    assert said.endswith("quá hạn: c (quý II/2024, Ban Tuyên giáo Tỉnh ủy chủ trì).")


def test_an_office_says_how_many_activities_of_a_side_are_named() -> None:
    report = report_of(*(row(f"v{n}") for n in range(4)), choices=ReportChoices(named=2))
    assert "đã hoàn thành: v0; v1 và 02 nhiệm vụ khác (phụ lục)." in points_of(report)[0]


def _year(*rows: object, **before: Figures) -> PeriodReport:
    compared = Comparison("last-year", date(2023, 12, 31), "2023", Figures(), before, asked=False)
    period = ReportPeriod("2024", date(2024, 1, 1), date(2024, 12, 31))
    report = report_of(*rows, key="2024", period=period)
    return report._replace(
        contents_before=compared if before else None, status=report.status._replace(as_of=date(2024, 12, 31))
    )


@pytest.mark.parametrize(
    ("then", "said"),
    [
        pytest.param(("done_on_time",), "đạt 50% (giảm 50 điểm phần trăm so với năm 2023)", id="less"),
        pytest.param((LATE,), "đạt 50% (tăng 50 điểm phần trăm so với năm 2023)", id="more"),
        pytest.param((LATE, "done_late"), "đạt 50% (bằng năm 2023)", id="the same"),
        pytest.param(("upcoming",), "đạt 50%.", id="nothing due then"),
        pytest.param((), "đạt 50%.", id="the first year"),
    ],
)
def test_a_year_is_compared_with_the_year_before(then: tuple[str, ...], said: str) -> None:
    before = {"a": figures_of_rows(row(f"x{n}", standing=each) for n, each in enumerate(then))} if then else {}
    assert f"hoàn thành 1/2 lượt đến hạn, {said}" in points_of(_year(row("a"), row("b", standing=LATE), **before))[0]


def test_a_year_names_what_is_done_once_and_counts_its_kinds() -> None:
    surveys = [row(f"k{n}", f"Khảo sát việc {n}") for n in range(3)]
    report = _year(*surveys, row("h", "Mở hội thi"), *months("tháng", "done_on_time", "done_on_time"))
    assert points_of(report)[0] == (
        "a) Tuyên truyền: hoàn thành 6/6 lượt đến hạn, đạt 100%. Về nhiệm vụ làm một lần, đã hoàn thành "
        "03 nhiệm vụ khảo sát. Ban Tuyên giáo Tỉnh ủy đã hoàn thành: mở hội thi."
    )


def test_several_years_are_told_by_kinds_of_work_with_a_place_for_effects() -> None:
    rows = [row(f"k{n}", f"Khảo sát việc {n}", standing=LATE if n == 3 else "done_late") for n in range(4)]
    rows += [row(f"h@2024-0{n}", "Hướng dẫn tuyên truyền", every="month") for n in range(1, 9)]
    rows += [row("g@2024-Q1", "Giao ban báo chí", every="quarter")]
    report = report_of(*rows, key="program", ongoing=(row("t", standing="ongoing"),))
    assert points_of(report)[0] == (
        "a) Tuyên truyền: hoàn thành 12/13 lượt đến hạn (07 nhiệm vụ, trong đó 01 nhiệm vụ thường xuyên). "
        "Đã hoàn thành: hướng dẫn tuyên truyền (8/8 lượt); 3/4 lượt khảo sát. "
        "Ngoài ra, đã hoàn thành 1/1 lượt của 01 nhiệm vụ đã nêu ở mục I. "
        "[tác động, hiệu quả: cơ quan soạn thảo ghi]"
    )


def test_many_that_are_overdue_stand_in_the_table_of_the_body() -> None:
    rows = [row(f"{n}", standing=LATE) for n in range(5)]
    assert points_of(report_of(*rows))[0].endswith("(0/5 lượt đến hạn): 0; 1 và 03 lượt khác nêu tại mục II.")
    few = report_of(*rows, choices=ReportChoices(overdue_rows=1))
    assert points_of(few)[0].endswith("0; 1 và 03 lượt khác (phụ lục).")


def test_a_report_of_nothing_has_no_contents() -> None:
    assert by_content_part(report_of()) is None


def test_in_english_it_says_the_same() -> None:
    rows = [row("a", contents=BOTH), row("b", lead="syt"), row("c", lead="sgd"), row("d", standing=LATE)]
    first, second = points_of(report_of(*rows), "en")
    assert first == (
        "a) Tuyên truyền: 3/4 of what fell due was done (4 activities). Ban Tuyên giáo Tỉnh ủy finished: a. "
        "The departments finished: b (Sở Y tế); c (Sở GD&ĐT). 1 occurrence is still not done and overdue: d."
    )
    assert second == "b) Tham mưu: 1/1 of what fell due was done (1 activity, named under point a)."


def test_the_demonstration_reads_as_an_office_would_write_it(shipped_demo: Path) -> None:
    use_language("vi")
    session = Session(str(shipped_demo / "coordplan.db"), "auto")
    part = by_content_part(period_report(session, "2024-Q2", Filters()))
    assert part is not None
    _first, second, third, _fourth = (point.words for point in part.sentences)
    assert second.startswith(
        "b) Tham mưu, dự báo: hoàn thành 9/10 lượt đến hạn (09 nhiệm vụ). Ngoài nhiệm vụ đã nêu ở điểm a, "
        "Ban Tuyên giáo Tỉnh ủy đã hoàn thành: giao ban công tác văn hóa, thể thao và gia đình (2/2 kỳ, "
    )
    assert second.endswith(
        "và 02 nhiệm vụ khác (phụ lục). Ban Cán sự đảng UBND tỉnh đã hoàn thành: cung cấp danh mục dự án, đề án trọng "
        "điểm chuẩn bị triển khai. Còn 01 lượt chưa hoàn thành, đã quá hạn: giao ban công tác khoa giáo với ngành "
        "y tế (quý II/2024)."
    )
    assert third == (
        "c) Nhân rộng điển hình: hoàn thành 5/5 lượt đến hạn (05 nhiệm vụ). Ngoài các nhiệm vụ đã nêu ở điểm a, "
        "Sở VH&TT đã hoàn thành: giới thiệu mô hình gia đình hạnh phúc và phòng, chống bạo lực gia đình ở cơ sở."
    )
    year = by_content_part(period_report(session, "2023", Filters()))
    assert year is not None
    counts = "65/68 lượt đến hạn, đạt 95,59% (giảm 2,92 điểm phần trăm so với năm 2022)"
    assert year.sentences[0].text.startswith(f"hoàn thành {counts}")
    assert "đã hoàn thành 03 nhiệm vụ khảo sát và 06 nhiệm vụ tham mưu Tỉnh ủy." in year.sentences[1].text
