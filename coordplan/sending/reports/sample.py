"""A small report in which every part has something: the examples of `report --list-fields` are taken from it."""

from datetime import date

from coordplan.model import STANDINGS, Organization, Profile, ReportChoices
from coordplan.paper.letterhead import letterhead_of
from coordplan.seeing.figures import Figures
from coordplan.seeing.listing import ListedOccurrence
from coordplan.seeing.values import Comparison, StatusGroup, StatusReport
from coordplan.sending.reports.bases import SignedPaper
from coordplan.sending.reports.speaker import Speaker
from coordplan.sending.reports.values import PeriodReport, ReportPeriod, ReportRow, Statement
from coordplan.text.language import translate as _


def sample_reports(profile: Profile) -> tuple[PeriodReport, ...]:
    """Return reports of a quarter, a year and a whole program in which, between them, every part has something."""
    quarter = sample_report(profile)
    status, groups = quarter.status, quarter.status.groups
    figures = status.totals
    compared = Comparison("last-year", date(2023, 12, 14), "2023", figures, {"gddt": figures, "nd2": figures})
    year = quarter._replace(
        period=ReportPeriod("2024", date(2023, 12, 15), date(2024, 12, 14)),
        next_period=ReportPeriod("2025", date(2024, 12, 15), date(2025, 12, 14)),
        status=status._replace(as_of=date(2024, 12, 14), compared=compared),
        plans_before=compared,
        contents_before=compared,
        quarters=tuple(StatusGroup(f"2024-Q{number}", f"2024-Q{number}", figures) for number in range(1, 5)),
        quarters_before=tuple(StatusGroup(f"2023-Q{number}", f"2023-Q{number}", figures) for number in range(1, 5)),
    )
    whole = quarter._replace(
        period=ReportPeriod("program", date(2022, 1, 1), date(2025, 12, 31)),
        next_period=None,
        status=status._replace(as_of=date(2025, 12, 31), compared=None, groups=groups),
        choices=ReportChoices(overdue_rows=1),  # the others in their annex
    )
    return quarter, year, whole


def sample_report(profile: Profile) -> PeriodReport:
    """Return the report of a quarter of a made-up program with one plan; it says nothing about any office."""
    counts = {"done_on_time": 22, "done_late": 2, "in_progress_overdue": 1}
    figures = Figures(tuple(counts.get(standing, 0) for standing in STANDINGS), 25.0, 24.5, 25.0)
    before = Figures(
        tuple({"done_on_time": 21, "not_started_overdue": 1}.get(each, 0) for each in STANDINGS), 22, 21, 22
    )
    own = Figures(tuple(2 * (standing == "done_on_time") for standing in STANDINGS), 2, 2, 2)
    counts["done_on_time"] -= own.done
    of_plan = Figures(tuple(counts.get(standing, 0) for standing in STANDINGS), 23.0, 22.5, 23.0)
    groups = (StatusGroup("ctph", "Nhiệm vụ chung của chương trình", own), StatusGroup("gddt", "Sở GD&ĐT", of_plan))
    work = ListedOccurrence(
        occurrence="gddt-01@2024-Q2",
        activity="gddt-01",
        plan="gddt",
        contents=("nd2",),
        title="Giao ban công tác khoa giáo",
        lead="btg",
        partners=("so-gddt",),
        start=date(2024, 4, 1),
        due=date(2024, 5, 25),
        original_due=date(2024, 5, 25),
        deadline_text="Ngày 25 tháng giữa quý",
        standing="in_progress_overdue",
        percent=60.0,
        value=None,
        target=None,
        unit=None,
        done_on=None,
        evidence=None,
        note="Chờ lịch của cơ quan phối hợp",
        days_late=20,
    )
    done = work._replace(
        standing="done_on_time",
        percent=100.0,
        value=5.0,
        target=12.0,
        unit="lớp",
        done_on=date(2024, 5, 24),
        evidence="12-TB/BTGTU, 24/5/2024",
        days_late=None,
    )
    late, finished = (
        ReportRow(each, "Sở GD&ĐT", ("Tham mưu, dự báo",), "BTGTU", ("SGDĐT",), "Thông báo kết luận")
        for each in (work, done)
    )
    before_it = late._replace(
        work=work._replace(occurrence="gddt-01@2024-Q1", due=date(2024, 2, 25), days_late=110),
        difficulty="Thiếu kinh phí tập huấn",
    )
    done_late = tuple(
        finished._replace(
            work=done._replace(
                occurrence=f"gddt-01@2023-Q{quarter}",
                standing="done_late",
                value=None,
                target=None,
                done_on=date(2024, 3, 24 + quarter),
                days_late=quarter,
            )
        )
        for quarter in (1, 2, 3, 4)
    )
    status = StatusReport(
        program="ctph",
        title="Chương trình phối hợp công tác",
        start_on=date(2022, 1, 1),
        until_on=date(2025, 12, 31),
        as_of=date(2024, 6, 14),
        known_at="",
        by="plan",
        totals=figures,
        groups=groups,
        overdue=(),
        due_soon=(),
        overdue_count=1,
        due_soon_count=0,
        soon_days=30,
        compared=Comparison("last-year", date(2023, 6, 14), "2023-Q2", before, asked=False),
        illustrative=True,
    )
    return PeriodReport(
        status=status,
        plans=(),
        period=ReportPeriod("2024-Q2", date(2024, 3, 15), date(2024, 6, 14)),
        next_period=ReportPeriod("2024-Q3", date(2024, 6, 15), date(2024, 9, 14)),
        known=0,
        basis=("Quyết định số ...",),
        by_content=(StatusGroup("nd2", "Tham mưu, dự báo", figures),),
        by_field=(StatusGroup("giáo dục", "giáo dục", figures), StatusGroup("đào tạo", "đào tạo", figures)),
        papers=(SignedPaper("ctph", "Chương trình phối hợp công tác", basis=("Quyết định số ...",)),),
        by_year=(StatusGroup("2024", "2024", figures),),
        finished=(finished, *done_late),
        overdue=(late,),
        overdue_before=(before_it,),
        held=(late._replace(work=work._replace(standing="suspended", days_late=None)),),
        coming=(late,),
        annex=(finished, late),
        ongoing=(
            late._replace(
                work=work._replace(standing="ongoing", due=None, days_late=None), recorded_on=date(2024, 6, 10)
            ),
        ),
        difficulties=(_statement("Thiếu kinh phí tập huấn"),),
        recommendations=(_statement("Bố trí kinh phí tập huấn"),),
        letterhead=letterhead_of(profile, Organization("btg", "Ban Tuyên giáo Tỉnh ủy", "BTGTU")),
        profile=profile,
        speaker=Speaker(
            body="btg",
            title="Ban Tuyên giáo Tỉnh ủy",
            what="Chương trình phối hợp công tác",
            short_what=_("the Program"),
            to="Ban Tuyên giáo Tỉnh ủy" if profile.id == "state" else "",
            names={"btg": "Ban Tuyên giáo", "so-gddt": "Sở GD&ĐT"},
            plan_names={"ctph": _("Joint work under the Program"), "gddt": "Sở Giáo dục và Đào tạo (Sở GD&ĐT)"},
            partners={"gddt": "so-gddt"},
            titles={"btg": "Ban Tuyên giáo Tỉnh ủy", "so-gddt": "Sở Giáo dục và Đào tạo"},
            sides=(("btg",),),
        ),
        so_far=status,
        by_lead=(StatusGroup("btg", "Ban Tuyên giáo Tỉnh ủy", figures),),
        extended=(late._replace(work=work._replace(original_due=date(2024, 5, 10))),),
        recorded_until=date(2024, 6, 10),
        ongoing_count=1,
    )


def _statement(words: str) -> Statement:
    return Statement(
        "so-gddt", "Sở Giáo dục và Đào tạo", f"{words} (gddt-01@2024-Q1)", words, ("giao ban, quý I/2024",)
    )
