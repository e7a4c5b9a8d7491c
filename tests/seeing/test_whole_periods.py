"""Periods within the program: groups, lists and reports say the same of the same key, and nothing falls outside."""

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook

from coordplan.cli import run
from tests.command_line import DEFINITIONS, Tell, write_definitions
from tests.examples import IS_LONG
from tests.oracle import counts_in, month_of_figures

START, UNTIL = date(2024, 2, 20), date(2026, 12, 31)
CLOSING = {"ct": 14, "gd": 14, "yt": 31}
FILES = {
    **DEFINITIONS,
    "program.yaml": DEFINITIONS["program.yaml"]
    .replace("from: 2024-01-01", "from: 2024-02-20")
    .replace("until: 2025-12-31", "until: 2026-12-31\n  reporting: {cutoff_day: 14}"),
    "yt.yaml": DEFINITIONS["yt.yaml"].replace(
        "  partner: so-yt\n", "  partner: so-yt\n  reporting: {cutoff_day: calendar}\n"
    )
    + "  - {id: yt-03, title: Bản tin, content: nd1, lead: so-yt, every: month}\n"
    + "  - {id: yt-04, title: Bản tin tuần, content: nd1, lead: so-yt, every: week, start: 2026-11-01}\n",
}
KEYS = (
    *("2024-02", "2024-03", "2024-Q1", "2024-H1", "2024-9M", "2024", "2025-06", "2025", "2026-9M", "2026-H2"),
    *("2026-Q4", "2026-12", "2026", "2024..2025", "2025..2026", "2024..2026", "program"),
)


@pytest.fixture(scope="module")
def over(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of a program that is over, in which something was extended beyond its end, and done after it."""
    folder = tmp_path_factory.mktemp("over")
    write_definitions(folder / "plans", FILES)
    lines = (
        ("init",),
        ("done", "gd-01", "--on", "2024-06-18"),
        ("done", "yt-03@2026-12", "--on", "2027-01-05"),
        ("extend", "gd-04", "2027-01-20", "--on", "2024-12-01", "--evidence", "12-CV/BTGTU", "--sure"),
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("COORDPLAN_BY", "lan")
        patch.setenv("COORDPLAN_TODAY", "2027-01-20")
        assert [run(line) for line in lines] == [0] * len(lines)
    return folder / "coordplan.db"


@pytest.fixture
def file(over: Path, here: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COORDPLAN_DB", str(over))
    monkeypatch.setenv("COORDPLAN_TODAY", "2027-01-20")
    return over


def answer(tell: Tell, *words: str) -> dict[str, Any]:
    code, out, _err = tell(*words, "-f", "json")
    assert code == 0
    found: dict[str, Any] = json.loads(out)
    return found


def due(tell: Tell, *words: str) -> Iterator[tuple[str, str, date]]:
    for row in answer(tell, "list", *words)["occurrences"]:
        if row["due"] is not None:
            yield row["occurrence"], row["plan"], date.fromisoformat(row["due"])


def expected(tell: Tell, key: str) -> set[str]:
    return {id_ for id_, plan, day in due(tell) if counts_in(key, month_of_figures(day, START, UNTIL, CLOSING[plan]))}


def test_a_period_holds_what_the_words_of_the_design_say(tell: Tell, file: Path) -> None:
    for key in KEYS:
        assert {id_ for id_, _plan, _day in due(tell, "--period", key)} == expected(tell, key), key


def test_a_group_holds_what_a_list_of_its_period_does(tell: Tell, file: Path) -> None:
    for by in ("year", "period"):
        groups = {each["id"]: each["total"] for each in answer(tell, "status", "--by", by)["groups"]}
        assert groups.pop("ongoing") == 1
        assert sum(groups.values()) == len(list(due(tell)))
        assert all(key[:4] in ("2024", "2025", "2026") for key in groups), "no group lies outside the program"
        assert groups == {key: len(expected(tell, key)) for key in groups}


def test_a_period_outside_the_program_is_refused_and_the_words_are_read_everywhere(tell: Tell, file: Path) -> None:
    for key in ("2027", "2027-01", "2023..2025", "2026..2027", "2024-01"):
        assert "lies outside the program" in tell("list", "--period", key).err, key
    for words, key in {
        "toàn giai đoạn": "program",
        "Cả giai đoạn": "program",
        "từ 2024 đến 2025": "2024..2025",
    }.items():
        for command in ("status", "list", "due", "changes"):
            since = ("--since", "2024-06-01") if command == "changes" else ()
            said, keyed = (answer(tell, command, *since, "--period", each) for each in (words, key))
            assert said == keyed


def test_periods_of_the_last_year_end_with_the_program_and_the_whole_of_it_is_one(tell: Tell, file: Path) -> None:
    rows = {row["period"]: (row["start"], row["cutoff"]) for row in answer(tell, "periods", "2026")["periods"]}
    assert {rows[key][1] for key in ("2026-12", "2026-Q4", "2026", "program")} == {"2026-12-31"}
    assert rows["program"][0] == "2024-02-20"
    assert "2024..2025" in {row["period"] for row in answer(tell, "periods", "2025")["periods"]}


def test_what_is_done_after_the_end_counts_as_done_on_its_last_day(tell: Tell, file: Path) -> None:
    tell("report", "program", "--as-of", "2027-01-20", "-o", "r.json")
    report = json.loads(Path("r.json").read_text(encoding="utf-8"))
    assert "yt-03@2026-12" in {row["occurrence"] for row in report["finished"]}


def test_a_year_is_compared_with_the_one_before_and_several_as_they_stood_a_year_before(tell: Tell, file: Path) -> None:
    compared = answer(tell, "status", "--period", "program", "--compare", "last-year")["compare"]
    assert (compared["period"], compared["as_of"]) == ("program", "2026-01-20")
    compared = answer(tell, "status", "--period", "2026", "--compare", "2024..2025", "--by", "year")["compare"]
    assert compared["period"] == "2024..2025"
    assert answer(tell, "status", "--compare", "2024..2025")["compare"]["as_of"] == "2025-12-14"
    assert answer(tell, "status", "--compare", "program")["compare"]["as_of"] == "2026-12-31"
    refused = tell("status", "--period", "program", "--compare", "last-period")
    assert (refused.code, "no period comes before the whole program" in refused.err) == (1, True)


def test_why_and_the_curve_end_with_the_program(tell: Tell, file: Path) -> None:
    total = answer(tell, "status", "--period", "program")["totals"]["total"]
    assert answer(tell, "why", "total", "--period", "program")["value"] == total
    points = answer(tell, "curve", "--by", "quarter")["points"]
    assert [point["period"] for point in points if point["on"] == "2026-12-31"] == ["2026-Q4"]


@pytest.mark.parametrize(
    ("key", "english", "vietnamese"),
    [
        pytest.param("program", "final review of Chương", "tổng kết thực hiện", id="the final review"),
        pytest.param(
            "2024..2025",
            "mid-term review 2024-2025 of Chương",
            "sơ kết giữa kỳ 2024-2025 thực hiện",
            id="the mid-term review",
        ),
        pytest.param(
            "2025..2026", "review 2025-2026 of Chương", "sơ kết 2025-2026 thực", id="years that do not begin with it"
        ),
    ],
)
def test_a_review_is_a_report_with_its_figures_by_year_in_every_format(
    tell: Tell, file: Path, key: str, english: str, vietnamese: str
) -> None:
    years = {each["id"]: each for each in answer(tell, "status", "--period", key, "--by", "year")["groups"]}
    office = ("docx", "xlsx") if key == "program" or IS_LONG else ()
    for ending in ("json", "txt", "md", "html", *office):
        assert tell("report", key, "--long", "--as-of", "2027-01-20", "-o", f"r.{ending}").code == 0
    said = json.loads(Path("r.json").read_text(encoding="utf-8"))
    assert said["by_year"] == list(years.values())
    assert sum(each["total"] for each in said["by_year"]) == said["totals"]["total"]
    assert said["year_before"] is None
    for ending in ("txt", "md", "html"):
        text = " ".join(Path(f"r.{ending}").read_text(encoding="utf-8").split())
        assert english in text
        assert "By year" in text
    if office:
        word = [[cell.text for cell in row.cells] for table in Document("r.docx").tables for row in table.rows]
        sheet = [[cell.value for cell in row] for row in load_workbook("r.xlsx").worksheets[0].iter_rows()]
        for year, figures in years.items():
            assert [year, str(figures["total"])] in [row[:2] for row in word]
            assert [year, figures["total"]] in [row[:2] for row in sheet]
    assert vietnamese in tell("--lang", "vi", "report", key).out
    signed = tell("report", key, "--as-of", "2027-01-20").out
    assert [year for year in years if not re.search(rf"^ *{year}\b.* \d", signed, re.MULTILINE)] == []


def test_what_is_ongoing_stands_in_reviews_beside_the_figures(tell: Tell, file: Path) -> None:
    assert answer(tell, "status", "--period", "program")["ongoing"] == 1
    assert answer(tell, "status", "--period", "2024-Q2")["ongoing"] == 0
    sentence = "1 ongoing activity has no due date and is not among these figures"
    assert f"{sentence}: coordplan list --standing ongoing" in tell("status", "--period", "2024..2025").out
    for key in ("program", "2024..2025", "2024"):
        office = ("docx", "xlsx") if key == "program" or IS_LONG else ()
        for ending in ("json", "txt", "md", "html", *office):
            assert tell("report", key, "-o", f"o-{key}.{ending}").code == 0
        (row,) = json.loads(Path(f"o-{key}.json").read_text(encoding="utf-8"))["ongoing"]
        assert (row["occurrence"], row["standing"], row["recorded_on"]) == ("gd-03", "ongoing", None)
        for ending in ("txt", "md", "html"):
            text = " ".join(Path(f"o-{key}.{ending}").read_text(encoding="utf-8").split())
            assert "1 ongoing activity" in text
            assert ("Theo dõi dư" if ending == "txt" else "Theo dõi dư luận") in text  # cells of a mail wrap
        if office:
            word = [cell.text for table in Document(f"o-{key}.docx").tables for row in table.rows for cell in row.cells]
            assert "Theo dõi dư luận" in word
            sheet = [cell.value for row in load_workbook(f"o-{key}.xlsx")["Ongoing"].iter_rows() for cell in row]
            assert "Theo dõi dư luận" in sheet
    assert "01 nhiệm vụ thường xuyên" in tell("--lang", "vi", "report", "program").out


def test_a_period_without_its_year_is_named_with_the_year_that_lies_within(tell: Tell, file: Path) -> None:
    for words in (("status", "--period", "quý 4"), ("report", "Q4"), ("form", "quý IV", "-o", "f"), ("returns", "Q4")):
        assert "\nName its year: 2026-Q4\n" in tell(*words).err, words
    assert "Name its year" not in tell("status", "--period", "2027-Q4").err
    assert "Name its year: 2025-01" in tell("status", "--as-of", "2024-03-01", "--period", "tháng 1").err


def test_a_final_review_is_issued_verified_and_has_errata(tell: Tell, file: Path, here: Path) -> None:
    copy = here / "copy.db"
    copy.write_bytes(file.read_bytes())
    db = ("--db", str(copy))
    said = tell(*db, "report", "issue", "program", "--number", "45-BC/BTGTU", "--signed-on", "20/1/2027")
    assert (said.code, "the whole program period" in said.out) == (0, True)
    assert json.loads(tell(*db, "report", "verify", "1", "-f", "json").out)["holds"] is True
    assert tell(*db, "period", "close", "toàn giai đoạn").code == 0
    refused = tell(*db, "done", "gd-02@2026-Q4", "--on", "2026-12-30")
    assert "Period program" in refused.err or "program" in refused.err
    line = ("done", "gd-02@2026-Q4", "--on", "2026-12-30", "--reopen", "--reason", "12-CV/BTGTU")
    assert tell(*db, *line).code == 0
    errata = json.loads(tell(*db, "report", "errata", "1", "-f", "json").out)
    assert "gd-02@2026-Q4" in json.dumps(errata)


def test_forms_ask_for_the_whole_program_and_are_known_again(tell: Tell, file: Path, here: Path) -> None:
    copy = here / "copy.db"
    copy.write_bytes(file.read_bytes())
    db = ("--db", str(copy))
    assert tell(*db, "form", "cả giai đoạn", "-o", "forms").code == 0
    sent = sorted(path.name for path in Path("forms").glob("*.xlsx"))
    assert "program_so-yt.xlsx" in sent
    report = json.loads(tell(*db, "returns", "program", "-f", "json").out)
    assert (report["period"], report["last"]) == ("program", "2026-12-31")
    assert tell(*db, "chase", "program").code == 0
    assert tell(*db, "collect", "forms/program_so-yt.xlsx", "--accept-partial").code in (0, 3)


def test_what_is_asked_for_a_long_period_is_said_in_words(tell: Tell, file: Path) -> None:
    assert "\nThe whole program period (2024-02-20 to 2026-12-31)" in "\n" + tell("returns", "program").out
    assert "Toàn giai đoạn (từ 20/02/2024 đến 31/12/2026)" in tell("--lang", "vi", "returns", "program").out
    assert "The years 2024-2025 (" in tell("returns", "2024..2025").out
    assert "2024-Q2 (" in tell("returns", "2024-Q2").out
