"""Reporting periods: which they are, when they close, and plans that report otherwise than their program."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.command_line import DEFINITIONS, Ready, Tell, write_definitions

# The program closes on the 14th and sends within two days; yt by calendar, with five days
FILES = {
    **DEFINITIONS,
    "program.yaml": DEFINITIONS["program.yaml"].replace(
        "  until: 2025-12-31\n", "  until: 2025-12-31\n  reporting: {cutoff_day: 14, send_within: 2}\n"
    ),
    "yt.yaml": DEFINITIONS["yt.yaml"].replace(
        "  partner: so-yt\n", "  partner: so-yt\n  reporting: {cutoff_day: calendar, send_within: 5}\n"
    ),
}


@pytest.fixture
def reporting(here: Path, ready: Ready) -> Path:
    write_definitions(here / "plans", FILES)
    ready("init")
    return here / "coordplan.db"


def periods(tell: Tell, *words: str) -> dict[str, dict[str, Any]]:
    code, out, err = tell("periods", *words, "-f", "json")
    assert (code, err) == (0, "")
    return {row["period"]: row for row in json.loads(out)["periods"]}


def test_on_a_narrow_screen_the_state_stays_longer_than_the_first_day(tell: Tell, reporting: Path) -> None:
    out = tell("periods", "2024", "--width", "60").out
    assert "State" in out
    assert "From" not in out.partition("not shown")[0]


def test_a_year_has_its_periods_in_the_order_in_which_they_close(tell: Tell, reporting: Path) -> None:
    found = periods(tell, "2024")
    assert list(found)[:8] == ["2024-01", "2024-02", "2024-03", "2024-Q1", "2024-04", "2024-05", "2024-06", "2024-Q2"]
    assert list(found)[-3:] == ["2024-12", "2024-Q4", "2024"]
    assert len(found) == 19


@pytest.mark.parametrize(
    ("key", "start", "cutoff", "send_by"),
    [
        pytest.param("2024-06", "2024-05-15", "2024-06-14", "2024-06-18", id="a Friday, then a weekend"),
        pytest.param("2024-09", "2024-08-15", "2024-09-14", "2024-09-17", id="a Saturday"),
        pytest.param("2024-01", "2024-01-01", "2024-01-14", "2024-01-16", id="the first begins with the program"),
        pytest.param("2024-9M", "2024-01-01", "2024-09-14", "2024-09-17", id="nine months"),
        pytest.param("2024", "2024-01-01", "2024-12-14", "2024-12-17", id="the year"),
    ],
)
def test_a_period_closes_on_the_cutoff_day_and_is_sent_within_working_days(
    tell: Tell, reporting: Path, key: str, start: str, cutoff: str, send_by: str
) -> None:
    row = periods(tell, "2024")[key]
    assert (row["start"], row["cutoff"], row["send_by"]) == (start, cutoff, send_by)


def test_a_day_off_between_cutoff_and_sending_is_not_counted(tell: Tell, ready: Ready, here: Path) -> None:
    holiday = "{on: 2024-01-01, title: Tết Dương lịch}"
    calendar = FILES["calendar.yaml"].replace(holiday, f"{holiday}, {{on: 2024-06-17, title: Nghỉ bù}}")
    write_definitions(here / "plans", {**FILES, "calendar.yaml": calendar})
    ready("init")
    assert periods(tell, "2024")["2024-06"]["send_by"] == "2024-06-19"


def test_a_plan_may_report_otherwise(tell: Tell, reporting: Path) -> None:
    row = periods(tell, "2024", "--plan", "yt")["2024-06"]
    assert (row["start"], row["cutoff"], row["send_by"]) == ("2024-06-01", "2024-06-30", "2024-07-05")
    assert "their own: Kế hoạch phối hợp với Sở Y tế" in tell("periods").out


def test_a_period_is_closed_current_or_to_come(tell: Tell, reporting: Path) -> None:
    found = periods(tell, "2024", "--as-of", "2024-06-14")
    assert [found[key]["state"] for key in ("2024-05", "2024-06", "2024-07", "2024")] == [
        "closed",
        "current",
        "to_come",
        "current",
    ]
    assert (found["2024-06"]["days_left"], found["2024-06"]["working_days_left"]) == (4, 2)
    assert found["2024-05"]["days_left"] is None


def test_the_year_is_that_whose_figures_are_open(tell: Tell, reporting: Path) -> None:
    def year(day: str, *words: str) -> int:
        return int(json.loads(tell("periods", "--as-of", day, *words, "-f", "json").out)["year"])

    assert (year("2024-12-14"), year("2024-12-15"), year("2024-12-15", "--plan", "yt")) == (2024, 2025, 2024)


@pytest.mark.parametrize(
    ("year", "code", "sentence", "way_out"),
    [
        (
            "2019",
            1,
            "2019 (2018-12-15 to 2019-12-14) lies outside the program.",
            "The program runs from 2024-01-01 to 2025-12-31.",
        ),
        (
            "giữa",
            2,
            'PERIOD: "giữa" is not a period; write 2024, 2024-H1, 2024-9M, 2024-Q2, 2024-06, 2022..2023 or program.',
            None,
        ),
    ],
)
def test_another_year_is_refused(
    tell: Tell, reporting: Path, year: str, code: int, sentence: str, way_out: str | None
) -> None:
    said = f"coordplan: {sentence}\n" + (f"{way_out}\n" if way_out else "")
    assert tell("periods", year) == (code, "", said)


def test_what_falls_due_in_a_period_is_decided_by_each_plan(tell: Tell, reporting: Path) -> None:
    """Due on the 20th: of the next month for the program, of this one by calendar."""
    for plan in ("gd", "yt"):
        tell("add", plan, "Báo cáo", "--content", "nd1", "--lead", "btg", "--due", "2024-09-20", "--id", f"{plan}-90")

    def due_in(key: str) -> set[str]:
        rows = json.loads(tell("list", "--period", key, "-f", "json").out)["occurrences"]
        return {row["occurrence"] for row in rows}

    assert {"gd-90", "yt-90"} & due_in("2024-09") == {"yt-90"}
    assert {"gd-90", "yt-90"} & due_in("2024-10") == {"gd-90"}
    by_quarter = json.loads(tell("status", "--by", "period", "-f", "json").out)["groups"]
    for group in by_quarter:
        if group["id"] != "ongoing":
            assert group["total"] == len(due_in(group["id"])), "the same key gives the same number"


def test_it_is_said_which_plans_have_other_days(tell: Tell, reporting: Path) -> None:
    out = tell("list", "--period", "2024-09").out
    assert "due in 2024-09 (2024-08-15 to 2024-09-14), Kế hoạch phối hợp với Sở Y tế by their own cut-off" in out
    own = tell("list", "--period", "2024-09", "--plan", "yt").out
    assert "due in 2024-09 (2024-09-01 to 2024-09-30)" in own
    assert "by their own cut-off" not in own


def test_due_counts_working_days_and_names_the_next_one(tell: Tell, reporting: Path) -> None:
    tell("add", "gd", "Báo cáo", "--content", "nd1", "--lead", "btg", "--due", "2024-07-06", "--id", "gd-90")
    rows = {row["occurrence"]: row for row in json.loads(tell("due", "-f", "json").out)["occurrences"]}
    row = rows["gd-90"]  # from Sunday 30 June to Saturday 6 July
    assert (row["days_left"], row["working_days_left"], row["working_due"]) == (6, 5, "2024-07-08")
    late = rows["gd-01"]
    assert (late["days_left"], late["working_days_left"], late["days_late"]) == (-10, -6, 10)
    assert "day off; next working day 2024-07-08" in tell("due", "--width", "200").out
    done = json.loads(tell("list", "--standing", "done", "-f", "json").out)["occurrences"]
    assert all(row["days_left"] is None for row in done)


def test_periods_speak_vietnamese(tell: Tell, reporting: Path) -> None:
    out = tell("--lang", "vi", "periods", "2024", "--width", "160").out
    assert "Số liệu chốt vào ngày 14 hằng tháng; báo cáo gửi trong vòng 2 ngày làm việc." in out
    assert "Quý II năm 2024" in out
    assert "9 tháng đầu năm 2024" in out
