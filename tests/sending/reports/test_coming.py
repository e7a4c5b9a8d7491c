"""The next period: how much falls due, a row for each activity, what is still to be finished, and a program's end."""

from datetime import date, timedelta

import pytest

from coordplan.model import ReportChoices
from coordplan.paper.document import Part
from coordplan.sending.reports.coming import coming_annex, coming_parts
from coordplan.sending.reports.program_end import lessons_part, outlook_part
from coordplan.sending.reports.values import PeriodReport, ReportPeriod, ReportRow
from coordplan.text.language import use_language
from tests.sending.reports.works_of_a_report import report_of, row

OPEN, LATE = "upcoming", "in_progress_overdue"
MONTHLY = [
    row(f"m@2024-{month:02d}", "Giao ban", OPEN, every="month", due=date(2024, month, 20), words="Ngày 20 hằng tháng")
    for month in (7, 8, 9)
]
ONCE = row("h", "Hội nghị", OPEN, due=date(2024, 8, 30), words="Tháng 8/2024")
YEAR_2025 = ReportPeriod("2025", date(2025, 1, 1), date(2025, 12, 31))


def part_of(report: PeriodReport, name: str, language: str = "vi") -> Part:
    use_language(language)
    return next(part for part in coming_parts(report) if part.name == name)


def said(report: PeriodReport, name: str = "coming", language: str = "vi") -> str:
    return " ".join(sentence.words for sentence in part_of(report, name, language).sentences)


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        pytest.param([], "Quý III năm 2024 không có nhiệm vụ đến hạn.", id="nothing"),
        pytest.param([ONCE], "Quý III năm 2024 có 01 nhiệm vụ đến hạn:", id="one"),
        pytest.param(
            [*MONTHLY, ONCE], "Quý III năm 2024 có 04 lượt nhiệm vụ đến hạn, thuộc 02 nhiệm vụ:", id="recurring work"
        ),
    ],
)
def test_it_says_how_much_falls_due(rows: list[ReportRow], sentence: str) -> None:
    assert said(report_of(coming=rows)) == sentence


@pytest.mark.parametrize(
    ("rows", "title", "time"),
    [
        pytest.param(MONTHLY, "Giao ban", "Ngày 20 hằng tháng (3 kỳ)", id="several times, in the plan's words"),
        pytest.param(MONTHLY[:1], "Giao ban", "20/7/2024", id="once, on its day"),
        pytest.param([ONCE], "Hội nghị", "30/8/2024", id="done once"),
        pytest.param(
            [row("b@2024-H1", "Đăng bài", OPEN, every="half", original=date(2024, 6, 30), due=date(2024, 7, 30))],
            "Đăng bài (6 tháng đầu năm 2024)",
            "30/7/2024 (đã gia hạn)",
            id="extended from an earlier period, which is named",
        ),
        pytest.param(
            [
                row("m@2024-06", "Giao ban", OPEN, every="month", original=date(2024, 6, 20), due=date(2024, 7, 5)),
                *MONTHLY[:1],
            ],
            "Giao ban",
            "05/7/2024, 20/7/2024 (2 kỳ, trong đó 1 kỳ đã gia hạn)",
            id="one of several extended, no words known",
        ),
    ],
)
def test_an_activity_has_one_row(rows: list[ReportRow], title: str, time: str) -> None:
    table = part_of(report_of(coming=rows), "coming").table
    assert table is not None
    assert [column.heading for column in table.columns] == [
        "STT",
        "Nội dung công việc",
        "Chủ trì",
        "Thời hạn hoàn thành",
    ]
    assert [tuple(each) for each in table.rows] == [(1, title, "Ban Tuyên giáo", time)]


def test_a_year_counts_its_rhythms_and_names_what_is_done_once() -> None:
    rows = [*MONTHLY, row("q@2025-Q3", "Họp", OPEN, every="quarter", due=date(2025, 9, 30)), ONCE]
    part = part_of(report_of(key="2024", next_period=YEAR_2025, coming=rows), "coming")
    assert part.sentences[0].text == (
        "Năm 2025 có 05 lượt nhiệm vụ đến hạn, thuộc 03 nhiệm vụ; trong đó 01 nhiệm vụ hằng tháng (03 lượt), "
        "01 nhiệm vụ hằng quý (01 lượt) và 01 nhiệm vụ làm một lần:"
    )
    assert part.table is not None
    assert [tuple(each[1:]) for each in part.table.rows] == [("Hội nghị", "Ban Tuyên giáo", "Tháng 8/2024")]
    annex = coming_annex(report_of(key="2024", next_period=YEAR_2025, coming=rows))
    assert annex is not None
    assert [each[1] for each in annex.rows] == ["Giao ban", "Hội nghị", "Họp"]
    assert [column.name for column in annex.columns] == ["number", "title", "lead", "partners", "time", "output"]


def test_a_year_of_recurring_work_alone_has_no_table() -> None:
    part = part_of(report_of(key="2024", next_period=YEAR_2025, coming=MONTHLY), "coming")
    assert part.sentences[0].text == "Năm 2025 có 03 lượt nhiệm vụ đến hạn, thuộc 01 nhiệm vụ."
    assert part.table is None


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        pytest.param([], [], id="none"),
        pytest.param([(8, 25)], ["Hạn 25/8/2024 rơi vào ngày nghỉ hằng tuần."], id="one"),
        pytest.param([(7, 20), (8, 25)], ["Các hạn 20/7 và 25/8 rơi vào ngày nghỉ hằng tuần."], id="two"),
        pytest.param(
            [(8, 25), (9, 2)],
            ["Hạn 25/8/2024 rơi vào ngày nghỉ hằng tuần. Hạn 02/9/2024 rơi vào ngày nghỉ lễ."],
            id="a holiday too",
        ),
        pytest.param([(8, 31)], ["Hạn 31/8/2024 rơi vào ngày nghỉ."], id="a weekend that a holiday follows"),
        pytest.param([(8, 25), (9, 1)], ["Các hạn 25/8 và 01/9 rơi vào ngày nghỉ."], id="two of both"),
    ],
)
def test_due_dates_on_days_off_are_said_below(days: list[tuple[int, int]], sentence: list[str]) -> None:
    def after(day: date) -> date:
        return date(2024, 9, 4) if day.month == 9 or day.day == 31 else day + timedelta(7 - day.weekday())

    rows = []
    for month, day in days:
        each = row(f"v{month}-{day}", "", OPEN, due=date(2024, month, day))
        rows.append(each._replace(work=each.work._replace(working_due=after(date(2024, month, day)))))
    assert [each.text for each in part_of(report_of(coming=[*rows, ONCE]), "coming").remarks] == sentence


def test_long_tables_are_bounded_and_partners_are_a_choice() -> None:
    rows = [row(f"v{n}", "", OPEN, due=date(2024, 9, 30)) for n in range(27)]
    part = part_of(report_of(coming=rows, choices=ReportChoices(partners=True)), "coming")
    assert part.table is not None
    assert len(part.table.rows) == 25
    assert part.table.columns[3].name == "partners"
    assert [each.text for each in part.remarks] == ["Còn 02 nhiệm vụ khác nêu ở phụ lục 2."]


def test_what_is_overdue_is_still_to_be_finished() -> None:
    late = row("a", standing=LATE)
    assert said(report_of(late), "left") == "Tiếp tục hoàn thành 01 lượt nhiệm vụ quá hạn nêu tại mục II."
    assert "left" not in [part.name for part in coming_parts(report_of(row("a")))]
    moved = row("b", standing=OPEN, due=date(2024, 8, 1), original=date(2024, 5, 1))
    of_year = report_of(late, key="2024", next_period=YEAR_2025, extended=(moved,))
    assert said(of_year, "left") == (
        "Tiếp tục hoàn thành 01 lượt nhiệm vụ quá hạn và 01 lượt đã gia hạn nêu tại mục III."
    )


@pytest.mark.parametrize(
    ("leads", "sentence"),
    [
        pytest.param(("syt",), "Tiếp tục hoàn thành 01 lượt nhiệm vụ quá hạn nêu tại mục II.", id="its own alone"),
        pytest.param(
            ("btg",),
            "Phối hợp với Ban Tuyên giáo Tỉnh ủy hoàn thành 01 lượt nhiệm vụ quá hạn nêu tại mục II.",
            id="the other's alone",
        ),
        pytest.param(
            ("btg", "syt"),
            "Tiếp tục hoàn thành 01 lượt nhiệm vụ quá hạn do Sở Y tế chủ trì; phối hợp với Ban Tuyên giáo Tỉnh ủy "
            "hoàn thành 01 lượt nhiệm vụ quá hạn nêu tại mục II.",
            id="both",
        ),
    ],
)
def test_a_partner_parts_it_by_who_leads(leads: tuple[str, ...], sentence: str) -> None:
    rows = (row(f"v-{lead}", standing=LATE, lead=lead) for lead in leads)
    assert said(report_of(*rows, speaker="syt"), "left") == sentence


@pytest.mark.parametrize(
    ("overdue", "later", "sentence"),
    [
        pytest.param(0, 0, "Không còn nhiệm vụ nào chưa hoàn thành.", id="all done"),
        pytest.param(2, 0, "Nhiệm vụ chưa hoàn thành: 02 lượt, đã quá hạn.", id="overdue alone"),
        pytest.param(0, 1, "Nhiệm vụ chưa hoàn thành: 01 lượt, hạn 31/12/2025.", id="due on the last day"),
        pytest.param(
            2,
            1,
            "Nhiệm vụ chưa hoàn thành: 03 lượt, gồm 02 lượt quá hạn và 01 lượt hạn 31/12/2025.",
            id="both",
        ),
    ],
)
def test_the_end_of_a_program_says_what_is_left(overdue: int, later: int, sentence: str) -> None:
    rows = [row(f"v{n}", standing=LATE) for n in range(overdue)]
    coming = [row(f"l{n}", standing=OPEN, due=date(2025, 12, 31)) for n in range(later)]
    report = report_of(*rows, key="program", next_period=None, coming=coming)
    ended = report._replace(status=report.status._replace(as_of=date(2025, 12, 31)))
    asked = " [nhiệm vụ chuyển tiếp, nhiệm vụ đề nghị kết thúc: hai bên thống nhất]" if overdue or later else ""
    assert said(ended) == sentence + asked
    assert coming_annex(ended) is None
    running = said(report._replace(ongoing_count=7))
    assert running.startswith("Chương trình kết thúc ngày 31/12/2025.")
    assert said(ended._replace(ongoing_count=7)).endswith("07 nhiệm vụ thường xuyên: [tiếp tục hay kết thúc]")


def test_what_the_office_wrote_takes_the_marked_places() -> None:
    report = report_of(texts={"focus": "Việc một.", "lessons": "Bài học.", "outlook": "Giai đoạn sau."})
    assert said(report, "focus") == "Việc một."
    assert lessons_part(report).sentences[0].text == "Bài học."
    assert outlook_part(report).sentences[0].text == "Giai đoạn sau."
    assert said(report_of(), "focus").startswith("[Nhiệm vụ trọng tâm quý III năm 2024")


@pytest.mark.parametrize(
    ("number", "asked"),
    [
        pytest.param(0, "[Nhiệm vụ trọng tâm quý III năm 2024, nếu có: cơ quan soạn thảo ghi]", id="none"),
        pytest.param(1, "[Yêu cầu đối với nhiệm vụ dưới đây: cơ quan soạn thảo ghi]", id="one"),
        pytest.param(2, "[1 đến 2 việc chọn từ bảng dưới, kèm yêu cầu: cơ quan soạn thảo ghi]", id="two"),
        pytest.param(5, "[1 đến 3 việc chọn từ bảng dưới, kèm yêu cầu: cơ quan soạn thảo ghi]", id="no more than five"),
        pytest.param(6, "[3 đến 5 việc chọn từ bảng dưới, kèm yêu cầu: cơ quan soạn thảo ghi]", id="many"),
    ],
)
def test_no_more_main_tasks_are_asked_for_than_fall_due(number: int, asked: str) -> None:
    rows = [row(f"v{n}", "", OPEN, due=date(2024, 9, 30)) for n in range(number)]
    assert said(report_of(coming=rows), "focus") == asked


def test_in_english_the_next_period_reads_so() -> None:
    report = report_of(row("a", standing=LATE), coming=[*MONTHLY, ONCE])
    assert said(report, "coming", "en") == "In the third quarter of 2024, 4 occurrences of 2 activities fall due:"
    assert said(report, "left", "en") == "Finish 1 overdue occurrence named in part II."
