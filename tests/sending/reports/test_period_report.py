"""What a report says: the figures of the status, what was finished, what is late, what comes; nothing invented."""

import errno
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from coordplan.errors import Refused, UnknownId, UsageFault
from coordplan.paper.cells import Table
from coordplan.paper.document import Document, Heading, Paragraph
from coordplan.seeing.values import group_title
from coordplan.sending.reports.formats import FORMATS
from coordplan.sending.reports.page import report_document
from coordplan.sending.reports.values import PeriodReport
from coordplan.text.language import use_language
from tests.sending.reports.conftest import PERIODS, Tell

ReportOn = Callable[..., PeriodReport]


def paragraphs(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def long_document(report: PeriodReport) -> Document:
    """Return the report with every occurrence in its body."""
    return report_document(report._replace(long=True))


@pytest.mark.parametrize("key", PERIODS)
def test_its_figures_are_those_of_the_status(key: str, report_on: ReportOn, tell: Tell) -> None:
    report = report_on(key)
    for by, groups in (("plan", report.status.groups), ("content", report.by_content)):
        answer = tell("status", "--period", key, "--as-of", report.as_of.isoformat(), "--by", by, "-f", "json")
        told = json.loads(answer.out)
        assert report.status.totals.by_name() == told["totals"]
        assert [
            {"id": each.id, "title": group_title(report.status, each), **each.figures.by_name()} for each in groups
        ] == (told["groups"])


@pytest.mark.parametrize("key", ["2023-Q4", "2024-06", "2024-H1"])
def test_its_rows_are_what_its_figures_count(key: str, report_on: ReportOn) -> None:
    report = report_on(key)
    totals = report.status.totals
    assert len(report.annex) == totals.total > 0
    assert len(report.overdue) == totals.overdue
    assert len(report.held) == totals.of("suspended", "cancelled")


def test_a_report_is_as_of_the_last_day_of_its_window(report_on: ReportOn) -> None:
    assert report_on("2024-Q2").as_of == date(2024, 6, 14)


def test_a_report_of_a_period_that_has_not_ended_is_as_of_today_and_says_so(report_on: ReportOn) -> None:
    report = report_on("2024-Q3")
    assert report.as_of == date(2024, 6, 30)
    said = paragraphs(report_document(report))
    assert any("the last day of the third quarter of 2024 is 2024-09-14" in sentence for sentence in said)
    assert any("The period has not ended" in sentence for sentence in paragraphs(long_document(report)))
    assert "(up to 2024-06-30)" in report_document(report).subject


@pytest.mark.parametrize(
    ("key", "options", "begins", "at_hand"),
    [
        pytest.param("2024-Q4", {}, "2024-09-15 to 2024-12-14", "2024-Q3", id="a quarter"),
        pytest.param("2024-07", {"as_of": "2024-06-14"}, "2024-06-15 to 2024-07-14", "2024-06", id="by the cut-off"),
        pytest.param("2025-9M", {}, "2024-12-15 to 2025-09-14", "2024-9M", id="nine months"),
        pytest.param("2024..2025", {"as_of": "2023-06-30"}, "2023-12-15 to 2025-12-31", "2022..2023", id="years"),
    ],
)
def test_a_period_that_has_not_begun_has_no_report(
    key: str, options: dict[str, str], begins: str, at_hand: str, report_on: ReportOn
) -> None:
    with pytest.raises(Refused) as refused:
        report_on(key, **options)
    day = options.get("as_of", "2024-06-30")
    assert refused.value.sentence == f"{key} ({begins}) has not begun on {day}."
    assert refused.value.way_out == f"Name the period at hand: {at_hand}"


def test_what_was_finished_counts_by_the_day_it_was_done_and_not_by_its_due_date(report_on: ReportOn) -> None:
    report = report_on("2024-06")
    days = [row.work.done_on for row in report.finished]
    assert all(day is not None and report.period.first <= day <= report.period.last for day in days)
    assert days == sorted(days)
    assert any(row.work.due > report.period.last for row in report.finished if row.work.due), "some were early"


def test_what_comes_is_open_and_due_in_the_next_period(report_on: ReportOn) -> None:
    report = report_on("2024-Q2")
    assert report.next_period is not None
    assert report.next_period.key == "2024-Q3"
    assert report.coming
    assert all(report.next_period.first <= row.work.due <= report.next_period.last for row in report.coming)
    assert not any(row.work.standing in ("cancelled", "suspended", "done_on_time") for row in report.coming)


def test_what_is_overdue_from_before_stands_apart(report_on: ReportOn) -> None:
    report = report_on("2024-06")
    assert report.overdue_before
    assert all(row.work.due < report.period.first for row in report.overdue_before)


def test_nothing_follows_the_program(report_on: ReportOn) -> None:
    assert report_on("2025-9M", as_of="2025-06-30").next_period is not None
    last = report_on("2025", as_of="2025-12-31")
    assert (last.next_period, last.period.last) == (None, date(2025, 12, 31))
    assert any("no period follows" in sentence for sentence in paragraphs(long_document(last)))
    names = [part.name for part in report_document(last).parts]
    assert {"lessons", "outlook"} <= set(names)
    assert "next_work" not in names
    open_rows = [row for row in last.annex if row.work.standing in ("in_progress", "not_started")]
    assert open_rows, "what falls due on the last day is not overdue on it"
    assert {row.work.occurrence for row in last.coming} == {row.work.occurrence for row in open_rows}
    assert report_on("2025", as_of="2025-11-30").coming == ()


def test_bodies_have_the_names_in_force_on_its_day(report_on: ReportOn) -> None:
    assert report_on("2024-Q3").letterhead.issuer_title == "Ban Tuyên giáo Tỉnh ủy"
    later = report_on("2025-Q2", as_of="2025-06-14")
    assert later.letterhead.issuer_title == "Ban Tuyên giáo và Dân vận Tỉnh ủy"
    assert later.letterhead.issuer_header == "Ban Tuyên giáo và Dân vận"
    assert later.letterhead.code == "BTGDVTU"
    assert "BTGTU" not in {row.lead_title for row in later.annex}


def test_a_department_reports_on_its_own_plan(report_on: ReportOn) -> None:
    head = report_on("2024-Q2", "yte", profile="state").letterhead
    assert (head.issuer, head.code) == ("so-yte", "SYT")
    with pytest.raises(Refused) as refused:
        report_on("2024-Q2", profile="state")
    assert "--plan" in refused.value.way_out


def test_a_report_on_one_plan_names_it_and_counts_only_it(report_on: ReportOn) -> None:
    report = report_on("2024-Q2", "yte")
    assert {row.work.plan for row in (*report.annex, *report.finished, *report.coming)} == {"yte"}
    assert "Kế hoạch phối hợp với Sở Y tế" in report_document(report).subject


def test_its_parts_stand_in_the_order_of_a_report(report_on: ReportOn) -> None:
    blocks = report_document(report_on("2024-Q2")).blocks
    parts = [f"{block.number} {block.text}" for block in blocks if isinstance(block, Heading) and block.level == 1]
    assert parts == [
        "I Results",
        "II Shortcomings and causes",
        "III Work of the third quarter of 2024",
        "IV Recommendations",
    ]


def test_what_a_person_must_write_is_a_marked_place(report_on: ReportOn) -> None:
    blocks = report_document(report_on("2024-Q2")).blocks
    of_parts = [block.text for block in blocks if isinstance(block, Paragraph) and block.kind == "place"]
    behind = [block.place for block in blocks if isinstance(block, Paragraph) and block.place]
    assert len(of_parts) == 4  # direction, results that stand out, what comes first, recommendations
    assert len(behind) >= 2  # causes from outside, and one's own
    assert all(text.startswith("[") and text.endswith("]") for text in (*of_parts, *behind))


def test_a_period_in_which_nothing_is_due_is_a_report_too(report_on: ReportOn) -> None:
    report = report_on("2022-03", "khcn")
    document = report_document(report)
    assert not document.annex
    assert any("nothing falls due" in sentence for sentence in paragraphs(document))
    assert any("nothing to count" in sentence for sentence in paragraphs(long_document(report)))
    assert not any(isinstance(block, Table) and not block.rows for block in document.blocks)


def test_rows_of_the_annex_are_numbered_through_all_plans(report_on: ReportOn) -> None:
    tables = report_document(report_on("2024-Q2")).annex
    assert len(tables) > 1
    assert [row[0] for table in tables for row in table.rows] == list(range(1, 26))


def test_the_first_year_has_nothing_to_compare_with_and_says_so(report_on: ReportOn) -> None:
    report = report_on("2022-Q3")
    assert any("nothing to compare with" in text for text in paragraphs(long_document(report)))
    assert not any("a year before" in text or "than in" in text for text in paragraphs(report_document(report)))


def test_sentences_are_vietnamese_with_vietnamese_numbers(report_on: ReportOn) -> None:
    use_language("vi")
    document = report_document(report_on("2024-Q2"))
    said = "\n".join(paragraphs(document))
    assert "Số liệu tính từ ngày 15/3/2024 đến ngày 14/6/2024." in said
    assert "đạt 96% (24/25 lượt đến hạn)" in said
    assert document.subject.startswith("kết quả quý II năm 2024 thực hiện Chương trình")


@pytest.mark.parametrize(
    ("key", "plans", "failure"),
    [
        pytest.param("2024-Q5", (), UsageFault, id="no period"),
        pytest.param("2019", (), Refused, id="before the program"),
        pytest.param("2024-Q2", ("ytee",), UnknownId, id="no such plan"),
    ],
)
def test_what_cannot_be_reported_on_is_refused(
    key: str, plans: tuple[str, ...], failure: type[Exception], report_on: ReportOn
) -> None:
    with pytest.raises(failure):
        report_on(key, *plans)


def test_a_plan_that_closes_on_another_day_is_named_with_its_days(
    demo: Path, demo_copy: Path, tell: Tell, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("COORDPLAN_DB", str(demo_copy))
    text = (demo / "plans/yte.yaml").read_text(encoding="utf-8")
    (tmp_path / "yte.yaml").write_text(
        text.replace("  partner: so-yte\n", "  partner: so-yte\n  reporting: {cutoff_day: 24}\n", 1), encoding="utf-8"
    )
    assert tell("load", "yte.yaml").code == 0
    words = "Those of Sở Y tế are of 2024-04-25 to 2024-05-24."
    told = " ".join(tell("report", "2024-05").out.split())
    assert words in told
    assert words not in " ".join(tell("report", "2024-05", "--plan", "khcn").out.split())
    answer = tell("report", "2024-05", "--plan", "yte")
    assert "those of 2024-04-25 to 2024-05-24" in " ".join(answer.out.split())


@pytest.mark.parametrize("ending", FORMATS)
def test_the_same_line_twice_writes_the_same_bytes(ending: str, tell: Tell, tmp_path: Path) -> None:
    for name in ("a", "b"):
        assert tell("report", "2024-Q2", "-o", f"{name}{ending}").code == 0
    assert (tmp_path / f"a{ending}").read_bytes() == (tmp_path / f"b{ending}").read_bytes()


@pytest.mark.parametrize("ending", FORMATS)
def test_a_file_that_is_open_elsewhere_stays_as_it_is(
    ending: str, tell: Tell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Word and Excel lock a file that they show, where the system lets them."""
    old = tmp_path / f"x{ending}"
    old.write_text("old", encoding="utf-8")

    def locked(_self: Path, _target: Path) -> Path:
        raise PermissionError(errno.EACCES, "locked")

    monkeypatch.setattr(Path, "replace", locked)
    answer = tell("report", "2024-06", "-o", old.name)
    assert answer.code == 1
    assert "Close it where it is open" in answer.err
    assert [(path.name, path.read_text(encoding="utf-8")) for path in tmp_path.iterdir()] == [(old.name, "old")]


def test_an_ending_that_is_no_format_is_a_fault_of_usage(tell: Tell, tmp_path: Path) -> None:
    answer = tell("report", "2024-Q2", "-o", "x.pdf")
    assert (answer.code, list(tmp_path.iterdir())) == (2, [])
    assert 'x.pdf: this command writes no file that ends in ".pdf".' in answer.err


def test_a_mail_has_no_line_wider_than_72_columns(tell: Tell) -> None:
    for language in ("en", "vi"):
        answer = tell("--lang", language, "report", "2023")
        assert [line for line in answer.out.splitlines() if len(line) > 72] == []


def test_illustrative_figures_are_marked_as_such(tell: Tell) -> None:
    assert tell("report", "2024-Q2").out.count("ILLUSTRATIVE FIGURES") == 2
    tell("report", "2024-Q2", "-o", "x.md")
    assert Path("x.md").read_text(encoding="utf-8").count("ILLUSTRATIVE FIGURES") == 2
