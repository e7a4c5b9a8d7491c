"""The results of a report: what the demonstration's papers say, and what those of other offices would."""

from datetime import date
from pathlib import Path

import pytest

from coordplan.cli.session import Session
from coordplan.definitions.shipped import shipped_profile
from coordplan.errors import Refused
from coordplan.paper.document import Part
from coordplan.paper.field_values import body_values
from coordplan.paper.word.template import make_template
from coordplan.seeing.figures import Figures
from coordplan.seeing.filters import Filters
from coordplan.seeing.values import StatusGroup
from coordplan.sending.reports.gather import period_report
from coordplan.sending.reports.page import report_document
from coordplan.sending.reports.plan_results import by_plan_part
from coordplan.sending.reports.report_opening import opening
from coordplan.sending.reports.results import overall_part
from coordplan.sending.reports.sample import sample_report, sample_reports
from coordplan.sending.reports.values import PeriodReport, ReportPeriod
from coordplan.sending.reports.year_results import by_year_part, compared_part
from coordplan.text.language import use_language
from tests.sending.reports.test_figure_sentences import figures
from tests.sending.reports.works_of_a_report import row


@pytest.fixture(autouse=True)
def _vietnamese() -> None:
    use_language("vi")


def on(file: Path, key: str, *plans: str, profile: str | None = None, **options: str) -> PeriodReport:
    use_language("vi")
    return period_report(Session(str(file / "coordplan.db"), "auto"), key, Filters(plans), profile, **options)


def texts(part: Part | None) -> list[str]:
    assert part is not None
    return [each.words for each in (*part.sentences, *part.remarks)]


def test_a_quarter_says_what_fell_due_what_is_done_and_all_so_far(shipped_demo: Path) -> None:
    first, so_far = texts(overall_part(on(shipped_demo, "2024-Q2")))
    assert first == (
        "Số liệu tính từ ngày 01/4/2024 đến ngày 30/6/2024. Trong quý, Chương trình và các kế hoạch phối hợp có 33 "
        "lượt nhiệm vụ đến hạn (thuộc 25 nhiệm vụ). Đến ngày 30/6/2024, đã hoàn thành 32 lượt, tất cả đúng hạn; chưa "
        "hoàn thành, đã quá hạn 01 lượt. Tỷ lệ hoàn thành đạt 96,97% (32/33 lượt đến hạn), bằng cùng kỳ năm 2023 "
        "(96,97%; 32/33 lượt). Cũng trong quý, 01 lượt nhiệm vụ của quý I/2024 đã hoàn thành quá hạn (có hạn "
        "đúng ngày 31/3/2024, chưa tính vào số đến hạn của quý I/2024); còn 05 lượt "
        "nhiệm vụ của các kỳ trước chưa hoàn thành, đã quá hạn."
    )
    assert so_far == (
        "Lũy kế từ đầu giai đoạn đến ngày 30/6/2024, có 311 lượt nhiệm vụ đến hạn; đã hoàn thành 305 lượt (đúng hạn "
        "281, quá hạn 24); chưa hoàn thành, đã quá hạn 06 lượt. Tỷ lệ hoàn thành đạt 98,07% (305/311 lượt đến hạn), "
        "giảm 1,37 điểm phần trăm so với ngày 30/6/2023 (99,44%; 179/180 lượt). Chương trình và các kế hoạch phối hợp "
        "còn có 07 nhiệm vụ thường xuyên, không tính vào tỷ lệ."
    )


def test_a_departments_paper_parts_its_own_work_from_that_of_the_other_side(shipped_demo: Path) -> None:
    split, so_far = texts(overall_part(on(shipped_demo, "2024-Q2", "yte", profile="state")))[1:]
    assert split == (
        "Trong đó, nhiệm vụ do Sở Y tế chủ trì: hoàn thành 5/5 lượt đến hạn, đạt 100%; nhiệm vụ do Ban Tuyên giáo "
        "Tỉnh ủy chủ trì, Sở Y tế phối hợp: 01 lượt đến hạn, chưa hoàn thành, đã quá hạn."
    )
    assert "Riêng nhiệm vụ do Sở Y tế chủ trì: hoàn thành 42/43 lượt đến hạn, đạt 97,67%." in so_far


def test_a_side_has_the_name_of_the_day_in_the_whole_paper(shipped_demo: Path) -> None:
    report = on(shipped_demo, "program", "ldtbxh", profile="state")
    assert "do Ban Tuyên giáo Tỉnh ủy chủ trì, Sở Lao động - Thương binh" in texts(overall_part(report))[1]
    assert {row.work.lead: row.lead_title for row in report.annex}["btgdv"] == "Ban Tuyên giáo Tỉnh ủy"
    later = on(shipped_demo, "program", "tnmt", as_of="2025-06-30")
    assert {row.lead_title for row in later.annex} == {
        "Ban Tuyên giáo và Dân vận",
        "Sở Tài nguyên và Môi trường",
        "Sở Nông nghiệp và Môi trường",
    }
    before = on(shipped_demo, "2024", "tnmt")
    assert "Sở Nông nghiệp và Môi trường" not in {row.lead_title for row in before.coming}, "it does not exist yet"


def test_who_followed_whom_is_one_side(shipped_demo: Path) -> None:
    report = on(shipped_demo, "program", "tnmt", profile="state", as_of="2025-12-31")
    assert len(report.by_lead) == 4, "both sides have another name by then"
    split = texts(overall_part(report))[2]
    assert split.count("chủ trì") == 2
    assert "do Sở Nông nghiệp và Môi trường chủ trì: hoàn thành 40/70" in split


def test_a_year_stands_beside_the_year_before(shipped_demo: Path) -> None:
    report = on(shipped_demo, "2023")
    first, so_far = texts(overall_part(report))[:2]
    assert "giảm 0,51 điểm phần trăm so với năm 2022 (97,46%; 115/118 lượt)" in first
    assert "trong đó 04 lượt có hạn đúng ngày 31/12/2022, chưa tính vào số đến hạn của năm 2022" in first
    assert "có 253 lượt nhiệm vụ đến hạn" in so_far, "118, these 4, and 131"
    compared, plans = compared_part(report), by_plan_part(report)
    assert compared is not None
    assert compared.table is not None
    assert [tuple(row) for row in compared.table.rows] == [
        ("Lượt đến hạn", "118", "131", "+13"),
        ("Hoàn thành đúng hạn", "108", "118", "+10"),
        ("Hoàn thành quá hạn", "7", "9", "+2"),
        ("Chưa hoàn thành, đã quá hạn", "3", "4", "+1"),
        ("Tạm hoãn; hủy", "1; 1", "3; 1", "+2; 0"),
        ("Tỷ lệ hoàn thành", "97,46%", "96,95%", "-0,51 điểm phần trăm"),
        ("Tỷ lệ đúng hạn trong số đã hoàn thành", "93,91%", "92,91%", "-1,00 điểm phần trăm"),
    ]
    by_quarter = (
        "Theo quý, tỷ lệ hoàn thành đạt 100% trong ba quý đầu năm; riêng quý IV đạt 91,84% (45/49 lượt), giảm 1,91 "
        "điểm phần trăm so với quý IV năm 2022 (93,75%; 45/48 lượt)."
    )
    assert texts(compared) == [
        "Năm 2022 tính từ ngày 24/02/2022 là ngày ký Chương trình.",
        by_quarter,
        "Cả 04 lượt chưa hoàn thành, đã quá hạn đều có hạn trong tháng 12/2023.",
    ]
    changes, recurring = texts(plans)
    assert changes == (
        "04 kế hoạch phối hợp và nhiệm vụ chung của Chương trình đạt 100%. Kế hoạch phối hợp với Sở GD&ĐT tăng 7,69 "
        "điểm phần trăm; kế hoạch phối hợp với Sở TN&MT tăng 0,20 điểm phần trăm. Kế hoạch phối hợp với Sở LĐ-TB&XH "
        "giảm 9,09 điểm phần trăm (còn 1/11 lượt); kế hoạch phối hợp với Sở TT&TT giảm 3,78 điểm phần trăm "
        "(còn 2/24 lượt)."
    )
    assert recurring.startswith("Các nhiệm vụ lặp lại đã hoàn thành: giao ban báo chí 11/12 kỳ;")
    assert " 11/11 kỳ (01 kỳ tạm hoãn theo đề nghị của cơ quan phối hợp);" in recurring
    assert "2/3 kỳ (01 kỳ đã hủy: lồng ghép vào hội nghị khác);" in recurring
    assert recurring.endswith("và 10 nhiệm vụ khác (phụ lục).")


def test_a_year_that_has_not_ended_is_compared_as_far_as_it_went(shipped_demo: Path) -> None:
    report = on(shipped_demo, "2024")
    text, compared = texts(overall_part(report))[0], compared_part(report)
    assert text.startswith(
        "Số liệu tính đến ngày 30/6/2024; năm 2024 kết thúc ngày 31/12/2024, còn 80 lượt chưa đến hạn."
    )
    assert "so với cùng kỳ năm 2023" in text
    assert compared is not None
    assert compared.table is not None
    assert [column.heading for column in compared.table.columns[1:3]] == [
        "Cùng kỳ năm 2023",
        "Năm 2024 (đến ngày 30/6/2024)",
    ]


def test_a_first_year_has_nothing_before_it(shipped_demo: Path) -> None:
    report = on(shipped_demo, "2022")
    text = texts(overall_part(report))[0]
    assert "04 lượt có hạn đúng ngày 31/12/2022 chưa hoàn thành, còn 118 lượt đến hạn" in text
    assert "so với" not in text
    assert "Lũy kế" not in " ".join(texts(overall_part(report)))
    assert compared_part(report) is None
    plans = by_plan_part(report)
    assert plans is not None
    assert plans.table is not None
    assert plans.table.columns[-1].heading == "Tỷ lệ hoàn thành"


def test_a_program_long_without_a_record_says_so_before_its_rate(shipped_demo: Path) -> None:
    report = on(shipped_demo, "program", as_of="2025-12-31")
    warning, text = (part := overall_part(report)).sentences
    assert part.heading is not None
    assert part.heading.text == "Đánh giá chung"
    assert warning.kind == "place"
    assert warning.text.startswith("[Bổ sung số liệu trước khi trình: từ ngày 01/7/2024 chưa ghi nhận kết quả nào")
    assert "có 505 lượt đến hạn; đã hoàn thành 305 lượt (đúng hạn 281, quá hạn 24)" in text.text
    assert text.text.endswith(
        "Tại ngày ghi nhận gần nhất (30/6/2024), tỷ lệ hoàn thành đạt 98,07% (305/311 lượt đến hạn)."
    )
    years = by_year_part(report)
    assert years is not None
    assert years.table is not None
    assert [tuple(row) for row in years.table.rows][:2] == [
        ("2022", 124, "1; 1", "122 (108; 14)", 0, "100%"),
        ("2023", 135, "3; 1", "127 (118; 9)", 4, "96,95%"),
    ]
    assert all(len(part.table.columns) <= 6 for part in (years, by_plan_part(report)) if part and part.table)


def test_a_period_to_come_has_no_rate(shipped_demo: Path) -> None:
    report = on(shipped_demo, "2024-Q3", as_of="2024-07-01")
    text = texts(overall_part(report))[0]
    assert "chưa có nhiệm vụ đến hạn. Chưa có lượt đến hạn nên chưa tính tỷ lệ hoàn thành." in text
    assert "%" not in text
    assert by_plan_part(report) is None


def test_one_plan_has_no_table_of_plans(shipped_demo: Path) -> None:
    assert by_plan_part(on(shipped_demo, "2024-Q2", "yte")) is None


# Made up: what the demonstration has not


def made(
    totals: Figures, as_of: date = date(2024, 6, 14), own_cutoffs: tuple[tuple[str, date, date], ...] = ()
) -> PeriodReport:
    """Return a quarter of a made-up program, without what others than the totals say."""
    report = sample_report(shipped_profile("party"))
    status = report.status._replace(compared=None, totals=totals, as_of=as_of)
    bare = report._replace(status=status, finished=(), overdue_before=(), annex=(), recorded_until=as_of)
    return bare._replace(own_cutoffs=own_cutoffs)


@pytest.mark.parametrize(
    ("report", "said"),
    [
        (made(totals=figures()), "Chương trình và các kế hoạch phối hợp không có nhiệm vụ đến hạn."),
        (made(totals=figures(suspended=2)), ", trừ 02 lượt tạm hoãn, không còn lượt đến hạn. Chưa có lượt đến hạn nên"),
        (
            made(totals=figures(5, suspended=1, cancelled=1)),
            "; trong đó 01 lượt tạm hoãn, 01 lượt hủy, còn 05 lượt",
        ),
        (made(totals=figures(5, cancelled=1)), ", trừ 01 lượt hủy, còn 05 lượt đến hạn."),
        (made(totals=figures(0, 0, 2)), "Chưa hoàn thành lượt nào (0/2 lượt đến hạn)."),
        (made(totals=figures(2), as_of=date(2024, 6, 20)), "đến ngày 14/6/2024, chốt ngày 20/6/2024."),
        (made(totals=figures(2), as_of=date(2024, 6, 10)), "tính đến ngày 10/6/2024; quý II năm 2024 kết thúc ngày 14"),
        (
            made(
                totals=figures(2),
                own_cutoffs=tuple((name, date(2024, 4, 1), date(2024, 6, 30)) for name in ("Sở Y tế", "Sở KH&CN")),
            ),
            "Riêng Sở Y tế, Sở KH&CN tính từ ngày 01/4/2024 đến ngày 30/6/2024.",
        ),
    ],
    ids=[
        *("nothing due", "all suspended", "suspended and cancelled", "one cancelled", "none done", "closed later"),
        *("not ended", "plans with a cut-off of their own"),
    ],
)
def test_what_fell_due(report: PeriodReport, said: str) -> None:
    assert said in texts(overall_part(report))[0]


@pytest.mark.parametrize(
    ("late", "left", "said"),
    [
        pytest.param(
            (30, 31), (), "đã hoàn thành quá hạn (trong đó 01 lượt có hạn đúng ngày 31/3/2024,", id="one late"
        ),
        pytest.param(
            (31,), (), "hoàn thành quá hạn (có hạn đúng ngày 31/3/2024, chưa tính vào", id="the only one late"
        ),
        pytest.param((), (30, 31), "đã quá hạn (trong đó 01 lượt có hạn đúng ngày 31/3/2024, chưa", id="one left"),
        pytest.param((30,), (30,), "hoàn thành quá hạn; còn 01 lượt nhiệm vụ của quý I/2024 chưa", id="none"),
    ],
)
def test_what_fell_due_at_the_end_of_the_period_before_is_told_apart(
    late: tuple[int, ...], left: tuple[int, ...], said: str
) -> None:
    report = made(totals=figures(2))._replace(
        previous=ReportPeriod("2024-Q1", date(2024, 1, 1), date(2024, 3, 31)),
        finished=tuple(row(f"a{day}", standing="done_late", due=date(2024, 3, day)) for day in late),
        overdue_before=tuple(row(f"b{day}", standing="not_started_overdue", due=date(2024, 3, day)) for day in left),
    )
    assert said in texts(overall_part(report))[0]


def test_where_nothing_was_ever_recorded_a_rate_says_nothing() -> None:
    report = made(totals=figures(0, 0, 2))._replace(recorded_until=None)
    assert "chưa ghi nhận kết quả nào, nên tỷ lệ dưới đây" in texts(overall_part(report))[0]
    assert not overall_part(made(totals=figures())._replace(recorded_until=None)).sentences[0].kind, "there is no rate"


def test_a_plan_with_nothing_due_has_no_rate_and_one_that_never_has_work_no_row() -> None:
    report = made(totals=figures(2))
    groups = tuple(
        StatusGroup(*each) for each in (("a", "A", figures(2)), ("b", "B", figures()), ("c", "C", figures()))
    )
    report = report._replace(
        status=report.status._replace(groups=groups),
        so_far=report.status._replace(groups=(groups[0], groups[1]._replace(figures=figures(1)))),
        period=ReportPeriod("2024-Q2", date(2024, 3, 15), date(2024, 6, 14)),
    )
    part = by_plan_part(report)
    assert part is not None
    assert part.table is not None
    assert [tuple(row) for row in part.table.rows] == [("A", 2, 2, 0, 0, "100%"), ("B", 0, 0, 0, 0, "-")]


def test_a_template_written_for_a_quarter_holds_a_years_table_with_its_own_headings(shipped_demo: Path) -> None:
    documents = [report_document(each) for each in sample_reports(shipped_profile("party"))]
    template = make_template(documents, "vi")
    cells = {cell.text for table in template.tables for row in table.rows for cell in row.cells}
    assert {"{{ body.compared.headings.then }}", "{{ body.by_plan_compared.headings.rate_before }}"} <= cells
    assert not any("Năm 20" in cell for cell in cells)
    values = body_values(report_document(on(shipped_demo, "2023")))
    assert values["compared"]["headings"] == {"then": "Năm 2022", "now": "Năm 2023"}
    assert values["by_plan"] is None
    assert values["by_plan_compared"]["headings"]["rate_before"] == "Tỷ lệ năm 2022"


def of_lead(file: Path, lead: str, key: str = "2024-Q2") -> PeriodReport:
    return period_report(Session(str(file / "coordplan.db"), "auto"), key, Filters(leads=(lead,)))


def test_what_one_body_leads_cites_its_one_plan_and_has_one_bracket(shipped_demo: Path) -> None:
    *_others, plan, opens = (each.words for each in opening(of_lead(shipped_demo, "so-yte")).sentences)
    assert plan == "Căn cứ Kế hoạch phối hợp giữa Ban Tuyên giáo Tỉnh ủy và Sở Y tế, ký ngày 24/02/2022."
    assert opens == (
        "Sở Y tế báo cáo kết quả quý II năm 2024 thực hiện Chương trình phối hợp công tác giai đoạn 2022-2025 (sau đây "
        "gọi tắt là Chương trình), phần việc do Sở Y tế chủ trì, như sau:"
    )


@pytest.mark.parametrize(
    ("lead", "header", "signer", "what"),
    [
        pytest.param("so-yte", "Sở Y tế", "Giám đốc", "do Sở Y tế chủ trì", id="a partner"),
        pytest.param("vp-ubnd", "Văn phòng", "", "do Văn phòng UBND tỉnh chủ trì", id="no partner of a plan"),
        pytest.param("bcsd-ubnd", "Ban Cán sự đảng UBND tỉnh", "", "do Ban Cán sự đảng", id="the other side"),
        pytest.param("btg", "Ban Tuyên giáo", "Trưởng ban", "do Ban Tuyên giáo Tỉnh ủy", id="the office itself"),
        pytest.param("bao-chi", "Ban Tuyên giáo", "Trưởng ban", "do các cơ quan báo chí", id="several together"),
    ],
)
def test_nobody_signs_with_another_bodys_title(
    lead: str, header: str, signer: str, what: str, shipped_demo: Path
) -> None:
    report = of_lead(shipped_demo, lead)
    assert (report.letterhead.issuer_header, report.letterhead.signer_title) == (header, signer)
    assert what in report.speaker.what


def test_a_body_that_does_not_exist_yet_issues_nothing(shipped_demo: Path) -> None:
    with pytest.raises(Refused, match="hoạt động từ ngày 01/3/2025") as refused:
        of_lead(shipped_demo, "so-nnmt")
    assert refused.value.way_out == "Nêu cơ quan chủ trì khi đó: --lead so-tnmt"
