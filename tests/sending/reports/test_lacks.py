"""What a period lacks, in sentences: none, one and many; whose reasons a paper gives; what its annex holds."""

from datetime import date, timedelta
from typing import Any

import pytest

from coordplan.definitions.shipped import shipped_profile
from coordplan.paper.cells import Table
from coordplan.paper.document import Part
from coordplan.sending.reports.lacks import lack_parts
from coordplan.sending.reports.report_annex import annex_tables, further_annex, further_rows
from coordplan.sending.reports.sample import sample_report
from coordplan.sending.reports.speaker import Speaker
from coordplan.sending.reports.values import PeriodReport, ReportRow
from coordplan.text.language import use_language

SAMPLE = sample_report(shipped_profile("party"))
LEADS = {"btg": "Ban Tuyên giáo", "so-gddt": "Sở GD&ĐT", "so-yte": "Sở Y tế", "so-khcn": "Sở KH&CN"}
NOTHING = dict.fromkeys(("finished", "overdue", "overdue_before", "held", "extended", "annex"), ())


@pytest.fixture(autouse=True)
def _in_vietnamese() -> None:
    use_language("vi")


def row(key: str, standing: str, due: date, title: str = "Giao ban", lead: str = "btg", **values: Any) -> ReportRow:
    """Return an occurrence due on a day; ``late`` by so many days where it was done after it."""
    late = values.pop("late", None)
    difficulty, short = values.pop("difficulty", ""), values.pop("short", "")
    if late is not None and standing.startswith("done"):
        values["done_on"] = due + timedelta(days=late)
    work = SAMPLE.overdue[0].work._replace(
        occurrence=f"gddt-01@{key}",
        standing=standing,
        title=title,
        due=due,
        days_late=late,
        lead=lead,
        lead_now=lead,
        **{"note": None, "percent": 0.0, "original_due": due, **values},
    )
    return SAMPLE.overdue[0]._replace(work=work, lead_title=LEADS[lead], difficulty=difficulty, short=short)


def report_of(**rows: Any) -> PeriodReport:
    """Return a report with these rows alone; what is due in the period stands in its annex."""
    report = SAMPLE._replace(**(NOTHING | rows))
    due = [each for name in ("overdue", "held", "finished") for each in rows.get(name, ())]
    within = tuple(each for each in due if each.work.due and report.period.first <= each.work.due <= report.period.last)
    return report._replace(annex=rows.get("annex", within))


def words_of(report: PeriodReport, name: str) -> str:
    """Return what a point says, without its letter."""
    part = part_of(report, name)
    return " ".join(sentence.words for sentence in part.sentences)


def part_of(report: PeriodReport, name: str) -> Part:
    return next(part for part in lack_parts(report) if part.name == name)


def cells(table: Table | None, column: str) -> list[Any]:
    assert table is not None
    number = [each.name for each in table.columns].index(column)
    return [each[number] for each in table.rows]


MAY, JANUARY = date(2024, 5, 25), date(2024, 1, 25)


def test_where_nothing_is_lacking_a_sentence_says_that_nothing_is_overdue() -> None:
    [part] = lack_parts(report_of())
    assert part.sentences[0].text == "Không có lượt nào chưa hoàn thành, đã quá hạn."


def test_points_run_on_with_their_letters_and_the_only_one_has_none() -> None:
    overdue = (row("2024-Q2", "not_started_overdue", MAY, late=20),)
    held = (row("2024-Q2", "suspended", MAY, note="Tạm hoãn theo đề nghị của Sở"),)
    assert [part.sentences[0].head for part in lack_parts(report_of(overdue=overdue, held=held))] == [
        "a) Nhiệm vụ chưa hoàn thành, đã quá hạn:",
        "b) Nhiệm vụ tạm hoãn:",
    ]
    assert lack_parts(report_of(held=held))[0].sentences[0].head == "Nhiệm vụ tạm hoãn:"


@pytest.mark.parametrize(
    ("of_it", "before", "words"),
    [
        pytest.param(1, 5, "06 lượt, gồm 01 lượt của quý II/2024 và 05 lượt của các kỳ trước.", id="both"),
        pytest.param(1, 1, "02 lượt, gồm 01 lượt của quý II/2024 và 01 lượt của kỳ trước.", id="one of each"),
        pytest.param(1, 0, "01 lượt, của quý II/2024.", id="one"),
        pytest.param(3, 0, "03 lượt, đều của quý II/2024.", id="of the period alone"),
        pytest.param(0, 2, "02 lượt, đều của các kỳ trước.", id="of earlier ones alone"),
    ],
)
def test_what_is_overdue_is_counted_by_the_period_it_is_of(of_it: int, before: int, words: str) -> None:
    report = report_of(
        overdue=tuple(row(f"2024-{n:02d}", "not_started_overdue", MAY, late=20) for n in range(1, of_it + 1)),
        overdue_before=tuple(
            row(f"2023-{n:02d}", "not_started_overdue", JANUARY, late=140) for n in range(1, before + 1)
        ),
    )
    assert words_of(report, "overdue") == f"Nhiệm vụ chưa hoàn thành, đã quá hạn: {words}"


@pytest.mark.parametrize(
    ("values", "words"),
    [
        pytest.param({"percent": 30.0, "difficulty": "Thiếu kinh phí."}, "30%; thiếu kinh phí", id="said in a return"),
        pytest.param({"note": "Chờ ý kiến"}, "Chưa thực hiện; chờ ý kiến", id="a note"),
        pytest.param({"note": "Chậm: chờ ý kiến"}, "Chưa thực hiện; chờ ý kiến", id="a note with a label"),
        pytest.param({"percent": 30.0}, "30%; [lý do]", id="nobody said why"),
        pytest.param(
            {"value": 7.0, "target": 5.0, "baseline": 9.0, "unit": "vụ"},
            "Còn 7 vụ (mục tiêu: 5; ban đầu: 9); [lý do]",
            id="a falling target",
        ),
        pytest.param(
            {"note": "Gia hạn theo đề nghị", "original_due": JANUARY},
            "Chưa thực hiện; [lý do]",
            id="more time is no reason",
        ),
    ],
)
def test_a_row_says_how_far_it_has_come_and_why(values: dict[str, Any], words: str) -> None:
    report = report_of(overdue=(row("2024-Q2", "not_started_overdue", MAY, late=20, **values),))
    assert cells(part_of(report, "overdue").table, "progress") == [words]


def test_a_department_gives_no_reason_for_what_another_body_leads() -> None:
    rows = (
        row("2024-Q1", "in_progress_overdue", MAY, lead="so-yte", late=20, percent=45.0),
        row("2024-Q2", "in_progress_overdue", MAY, late=20, percent=30.0, note="Chờ số liệu"),
    )
    own = report_of(overdue=rows)._replace(speaker=Speaker(body="so-yte", sides=(("btg",),)))
    assert cells(part_of(own, "overdue").table, "progress") == ["45%; [lý do]", "30%"]
    assert cells(part_of(report_of(overdue=rows), "overdue").table, "progress") == ["45%; [lý do]", "30%; chờ số liệu"]


def test_of_many_the_longest_overdue_stand_row_by_row_and_the_others_in_the_annex() -> None:
    rows = tuple(
        row(f"2023-{n:02d}", "not_started_overdue" if n % 2 else "in_progress_overdue", date(2023, 1, n), late=600 - n)
        for n in range(1, 23)
    )
    report = report_of(overdue_before=rows)
    part = part_of(report, "overdue")
    assert cells(part.table, "days_late") == list(range(599, 579, -1))
    assert "trong đó 11 lượt chưa thực hiện, 11 lượt đang thực hiện" in words_of(report, "overdue")
    assert [each.text for each in part.remarks] == ["Còn 02 lượt khác, quá hạn từ 578 đến 579 ngày (phụ lục)."]
    assert [each.work.days_late for each in further_rows(report)] == [579, 578]
    shorter = report._replace(choices=report.choices._replace(overdue_rows=3))
    assert len(cells(part_of(shorter, "overdue").table, "title")) == 3
    assert len(cells(further_annex(shorter), "title")) == 19


def _quarter(number: int) -> str:
    """Return the key of a quarter, the first of 2024 being 1."""
    return f"{2024 + (number - 1) // 4}-Q{(number - 1) % 4 + 1}"


def late(number: int, lead: str = "so-gddt", days: int = 29, **values: Any) -> ReportRow:
    return row(_quarter(number), "done_late", date(2024, 3, 31), "Duy trì chuyên mục", lead, late=days, **values)


def test_the_only_late_one_is_named() -> None:
    sentence = (
        "Nhiệm vụ hoàn thành quá hạn: 01 lượt, là nhiệm vụ duy trì chuyên mục quý I/2024 (Sở GD&ĐT; hạn 31/3/2024, "
        "hoàn thành ngày 29/4/2024, quá hạn 29 ngày; {reason})."
    )
    assert words_of(report_of(finished=(late(1),)), "late") == sentence.format(reason="[lý do: Sở GD&ĐT ghi]")
    told = report_of(finished=(late(1, note="Trùng hội nghị"),))
    assert words_of(told, "late") == sentence.format(reason="lý do: trùng hội nghị")


def test_three_late_ones_stand_in_a_sentence_and_four_in_a_table() -> None:
    three = report_of(finished=tuple(late(n) for n in (1, 2, 3)))
    assert words_of(three, "late").count("[lý do: Sở GD&ĐT ghi]") == 3
    assert part_of(three, "late").table is None
    four = report_of(finished=tuple(late(n, days=n) for n in (1, 2, 3, 4)))
    assert words_of(four, "late").endswith("04 lượt, đều của quý II/2024, quá hạn từ 1 đến 4 ngày.")
    assert cells(part_of(four, "late").table, "done_on")[0] == "01/4/2024; [lý do]"


def test_seven_late_ones_are_told_by_who_led_them_and_named_in_the_annex() -> None:
    leads = ("btg", "btg", "btg", "so-yte", "so-yte", "so-gddt", "so-khcn")
    earlier = tuple(late(n, lead, days=7 + n) for n, lead in enumerate(leads))
    report = report_of(finished=earlier, annex=earlier[:1])
    assert words_of(report, "late").endswith(
        "07 lượt, gồm 01 lượt của quý II/2024 và 06 lượt của các kỳ trước, quá hạn từ 7 đến 13 ngày; "
        "Ban Tuyên giáo chủ trì 03 lượt, Sở Y tế 02 lượt, các Sở GD&ĐT và KH&CN mỗi sở 01 lượt (phụ lục)."
    )
    assert cells(further_annex(report), "note") == ["[lý do]"] * 6
    assert cells(annex_tables(report)[0], "note") == ["[lý do]"]


def short(number: int, **values: Any) -> ReportRow:
    target = {"value": 9.0, "target": 12.0, "unit": "tin, bài"} | values
    return row(_quarter(number), "done_on_time", MAY, "Duy trì chuyên mục", "so-gddt", late=0, **target)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        pytest.param(
            (short(2),),
            "01 lượt, là nhiệm vụ duy trì chuyên mục (9/12 tin, bài). [số cuối kỳ: Sở GD&ĐT xác nhận]",
            id="one of the period itself",
        ),
        pytest.param(
            (short(2, short="chuyên mục giáo dục"), short(1, value=6.0, target=5.0, baseline=9.0, unit="vụ")),
            "02 lượt, gồm chuyên mục giáo dục (9/12 tin, bài); duy trì chuyên mục quý I/2024 (còn 6 vụ; mục tiêu: 5). "
            "[số cuối kỳ: Sở GD&ĐT xác nhận]",
            id="a falling target and a short title",
        ),
    ],
)
def test_what_is_finished_short_of_its_target_is_named_with_its_value(rows: tuple[ReportRow, ...], words: str) -> None:
    head = "Nhiệm vụ đã hoàn thành nhưng số ghi nhận gần nhất chưa đạt chỉ tiêu: "
    assert words_of(report_of(finished=rows), "short_of_target") == head + words


def test_of_many_that_are_short_six_are_named() -> None:
    eight, nine = (report_of(finished=tuple(short(n) for n in range(1, most))) for most in (9, 10))
    assert "khác" not in words_of(eight, "short_of_target")  # two others cost no less than their names
    assert "và 03 lượt khác (phụ lục)." in words_of(nine, "short_of_target")


def extended(number: int, standing: str, new: date, old: date = MAY) -> ReportRow:
    return row(f"2024-Q{number}", standing, new, "Đăng bài", late=0, original_due=old)


JULY = date(2024, 7, 30)


@pytest.mark.parametrize(
    ("rows", "inside", "words"),
    [
        pytest.param(
            (extended(1, "done_on_time", MAY, JANUARY),),
            1,
            "01 lượt, là nhiệm vụ đăng bài quý I/2024 (gia hạn từ ngày 25/01/2024 đến ngày 25/5/2024, "
            "hoàn thành ngày 25/5/2024), đã hoàn thành trong hạn mới.",
            id="one, done",
        ),
        pytest.param(
            (extended(2, "in_progress", JULY),),
            0,
            "01 lượt, là nhiệm vụ đăng bài quý II/2024 (gia hạn từ ngày 25/5/2024 đến ngày 30/7/2024), "
            "không tính vào số lượt đến hạn.",
            id="one, out of the period",
        ),
        pytest.param(
            (
                extended(1, "done_on_time", MAY, JANUARY),
                extended(3, "done_on_time", MAY, JANUARY),
                extended(2, "in_progress", JULY),
            ),
            2,
            "03 lượt; 02 lượt đã hoàn thành trong hạn mới; 01 lượt có hạn mới sau quý II/2024, không tính vào số lượt "
            "đến hạn: đăng bài quý II/2024 (gia hạn từ ngày 25/5/2024 đến ngày 30/7/2024).",
            id="some done, one out of the period",
        ),
        pytest.param(
            tuple(extended(n, "in_progress", JULY) for n in (1, 2, 3, 4)),
            0,
            "04 lượt, đều có hạn mới sau quý II/2024, không tính vào số lượt đến hạn: hạn ban đầu trong tháng 5/2024, "
            "gia hạn đến tháng 7/2024 (phụ lục).",
            id="many out of the period",
        ),
        pytest.param(
            (extended(1, "not_started_overdue", MAY, JANUARY), extended(3, "done_late", MAY, JANUARY)),
            2,
            "02 lượt; 01 lượt hoàn thành quá hạn mới; 01 lượt chưa hoàn thành, đã quá hạn.",
            id="not kept",
        ),
    ],
)
def test_what_was_given_more_time(rows: tuple[ReportRow, ...], inside: int, words: str) -> None:
    report = report_of(extended=rows, annex=rows[:inside])
    text = next(part for part in lack_parts(report) if part.name == "extended").sentences[0].text
    assert text == words
    assert bool(further_rows(report)) == ("(phụ lục)" in words)


def test_what_was_brought_forward_was_given_no_more_time() -> None:
    assert lack_parts(report_of(extended=(extended(1, "in_progress", JANUARY, MAY),)))[0].name == "overdue"


@pytest.mark.parametrize(
    ("notes", "words"),
    [
        pytest.param(("Tạm hoãn theo đề nghị của Sở",), "01 lượt theo đề nghị của Sở (giao ban quý I/2024).", id="one"),
        pytest.param(
            ("Lồng ghép vào hội nghị khác",) * 2,
            "02 lượt do lồng ghép vào hội nghị khác (giao ban quý I/2024; giao ban quý II/2024).",
            id="two for one reason",
        ),
        pytest.param(
            ("Vì mưa bão", "Do bão"),
            "01 lượt vì mưa bão (giao ban quý I/2024); 01 lượt do bão (giao ban quý II/2024).",
            id="two reasons",
        ),
        pytest.param((None,), "01 lượt (giao ban quý I/2024) [lý do: Ban Tuyên giáo ghi].", id="no reason"),
    ],
)
def test_what_is_suspended_is_told_with_its_reason(notes: tuple[str | None, ...], words: str) -> None:
    held = tuple(row(f"2024-Q{n}", "suspended", MAY, note=note) for n, note in enumerate(notes, 1))
    assert words_of(report_of(held=held), "held") == f"Nhiệm vụ tạm hoãn: {words}"


def test_english_sentences_are_whole() -> None:
    use_language("en")
    report = report_of(
        overdue=(row("2024-Q2", "not_started_overdue", MAY, late=1),),
        finished=(late(1, days=1),),
        held=(row("2024-Q2", "cancelled", MAY, note="Merged with another"),),
    )
    overdue, late_one, held = (part.sentences[0].words for part in lack_parts(report))
    assert overdue == "a) Not done and overdue: 1 occurrence, of the second quarter of 2024."
    assert late_one == (
        "b) Finished late: 1 occurrence, namely duy trì chuyên mục, first quarter of 2024 (Sở GD&ĐT; due 2024-03-31, "
        "done on 2024-04-01, overdue by 1 day; [reason: Sở GD&ĐT writes it])."
    )
    assert held == "c) Cancelled work: 1 occurrence, merged with another (giao ban, second quarter of 2024)."


def test_the_annex_has_periods_and_no_ids() -> None:
    report = report_of(
        overdue=(row("2024-Q2", "in_progress_overdue", MAY, late=20, percent=30.0),),
        finished=(short(1, value=12.0), extended(3, "done_on_time", date(2024, 6, 1), JANUARY)),
    )
    [table] = annex_tables(report)
    assert [column.heading for column in table.columns] == [
        *("STT", "Nội dung công việc", "Chủ trì", "Phối hợp", "Thời hạn hoàn thành", "Sản phẩm", "Kết quả"),
        *("Số, ngày văn bản", "Ghi chú"),
    ]
    assert cells(table, "title")[0] == "Giao ban (quý II/2024)"
    assert cells(table, "progress") == [
        "Chưa hoàn thành, đã quá hạn (30%)",
        "Hoàn thành đúng hạn, 25/5/2024",
        "Hoàn thành đúng hạn, 01/6/2024",
    ]
    assert cells(table, "note") == ["", "Đạt 12/12 tin, bài", "Hạn ban đầu 25/01/2024"]
    assert not any("@" in str(cell) for each in table.rows for cell in each)
    assert table.title == ""


def test_plans_of_an_annex_are_numbered_under_whole_names() -> None:
    rows = (row("2024-Q2", "in_progress", MAY), row("2024-Q1", "in_progress", MAY))
    own = rows[1]._replace(work=rows[1].work._replace(plan="ctph"))
    titles = [table.title for table in annex_tables(report_of(annex=(rows[0], own)))]
    assert titles == ["I- SỞ GIÁO DỤC VÀ ĐÀO TẠO", "II- NHIỆM VỤ CHUNG CỦA CHƯƠNG TRÌNH"]
