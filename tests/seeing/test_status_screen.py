"""The status fits the terminal that it is shown at: the sentence, the table, what needs attention as far as it goes."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from coordplan.cli import run
from coordplan.cli.session import Session
from coordplan.model import STANDINGS
from coordplan.paper.screen import Screen
from coordplan.paper.terminal import console_for, height_at_terminal, show_at_terminal
from coordplan.seeing.figures import Figures, added_up
from coordplan.seeing.filters import Filters
from coordplan.seeing.gather import EVERYTHING, status_report
from coordplan.seeing.opening import reading
from coordplan.seeing.rating import CrossedLimit, Override, Rating, reason_in_short
from coordplan.seeing.status_screen import status_screen
from coordplan.seeing.values import Attention, StatusGroup, StatusReport
from coordplan.text.language import use_language
from coordplan.text.writing import display_width
from tests.paper.screens import screen

DAY = date(2024, 6, 30)
SIZES = [(80, 24), (100, 30), (120, 40), (200, 50), (60, 24), (60, 40), (40, 120), (80, 15)]


@pytest.fixture(scope="module")
def reports(shipped_demo: Path) -> dict[str, StatusReport]:
    """The demonstration's status by everything that it goes by."""
    with reading(Session(str(shipped_demo / "coordplan.db"), "auto"), DAY.isoformat()) as file:
        found = {by: status_report(file, Filters(), by, EVERYTHING) for by in ("plan", "lead", "content", "year")}
        found["compared"] = status_report(file, Filters(), "plan", EVERYTHING, "last-year")
        found["filtered"] = status_report(file, Filters(plans=("yte", "tttt"), period="2024"), "plan", EVERYTHING)
        return found


def screen_of_size(columns: int, lines: int, asked: str = "") -> Screen:
    return Screen(columns, lines - 1, lambda page: height_at_terminal(page, columns), asked)


def shown(report: StatusReport, columns: int, lines: int, asked: str = "") -> list[str]:
    console = console_for(columns, colour=False)
    with console.capture() as captured:
        show_at_terminal(status_screen(report, screen_of_size(columns, lines, asked)), console)
    return captured.get().splitlines()


@pytest.mark.parametrize(("columns", "lines"), SIZES)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_it_fits_and_begins_with_its_headline(
    reports: dict[str, StatusReport], columns: int, lines: int, language: str
) -> None:
    use_language(language)
    for report in reports.values():
        if lines == 15 and report is not reports["plan"]:
            continue
        found = shown(report, columns, lines)
        assert len(found) < lines
        assert all(display_width(line) <= columns for line in found if not line.startswith("  coordplan"))
        assert found[0].startswith("Chương trình phối hợp")
        assert "98" in "".join(found[:9]) or report.filters
        rows = "\n".join(found)
        assert re.search(r"\bTổng\b|\bTotal\b", rows)


def test_there_is_one_table_of_plans_with_the_reason_of_what_is_not_green(reports: dict[str, StatusReport]) -> None:
    found = shown(reports["plan"], 80, 24)
    [line] = [line for line in found if line.startswith("Sở Y tế")]
    assert re.sub(" +", " ", line) == "Sở Y tế 57 55 2 96.49% ██████░░░░ 61% amber: 97 days"
    [line] = [line for line in found if line.startswith("Sở VH&TT")]
    assert line.endswith("green")
    assert found[-1].startswith("and ")


def test_where_there_is_room_all_is_shown_and_nothing_more_is_named(reports: dict[str, StatusReport]) -> None:
    found = shown(reports["plan"], 200, 60)
    report = reports["plan"]
    for each in (*report.overdue, *report.due_soon):
        assert any(each.occurrence in line and each.title in line for line in found)
    assert not any("coordplan" in line for line in found)


@pytest.mark.parametrize("lines", [24, 26, 28, 30, 34])
def test_what_is_not_shown_is_counted(reports: dict[str, StatusReport], lines: int) -> None:
    report = reports["plan"]
    found = shown(report, 80, lines)
    there = sum(any(line.startswith(each.occurrence) for line in found) for each in (*report.overdue, *report.due_soon))
    rest = re.search(r"and (\d+) more: coordplan due", found[-1])
    assert there + (int(rest[1]) if rest else 0) == 10
    assert there > 0


def test_the_way_out_asks_about_the_same(reports: dict[str, StatusReport]) -> None:
    found = " ".join(shown(reports["filtered"], 80, 14, "--plan yte --plan tttt --period 2024"))
    assert "coordplan due --plan yte --plan tttt --period 2024" in found
    assert "coordplan status --full --plan yte --plan tttt --period 2024" in found
    assert "coordplan status --full --by lead" in " ".join(shown(reports["lead"], 80, 24))
    assert "coordplan status --full --compare last-year" in " ".join(shown(reports["compared"], 80, 24))


def many_plans(plans: int, title: str = "Sở") -> StatusReport:
    """A program of plans of which every fifth has something overdue, and every tenth is red."""
    groups, ratings = [], {}
    for number in range(plans):
        late = 0 if number % 5 else 1 + number // 5
        counts = tuple({"done_on_time": 20, "not_started_overdue": late}.get(standing, 0) for standing in STANDINGS)
        id_ = f"kh{number:02d}"
        groups.append(StatusGroup(id_, f"{title} {number}", Figures(counts, 20 + late, 20.0, 20 + late)))
        colour = "green" if not late else "amber" if number % 10 else "red"
        crossed = (CrossedLimit("overdue_percent", 50, 15, "red"),) if late else ()
        ratings[id_] = Rating(colour, crossed)  # type: ignore[arg-type]
    totals = added_up(group.figures for group in groups)
    overdue = tuple(
        Attention(f"kh-{number:02d}", "Việc " * 20, "a", "Sở A", DAY - timedelta(number), "not_started_overdue", number)
        for number in range(totals.overdue, 0, -1)
    )
    return StatusReport(
        program="ct",
        title="Chương trình",
        start_on=date(2022, 1, 1),
        until_on=date(2025, 12, 31),
        as_of=DAY,
        known_at="",
        by="plan",
        totals=totals,
        groups=tuple(groups),
        overdue=overdue,
        due_soon=(),
        overdue_count=totals.overdue,
        due_soon_count=0,
        soon_days=30,
        ratings=ratings,
        rating=Rating("red", (), None, ("kh00",)),
    )


def test_of_many_plans_the_worst_are_shown_and_the_others_summed() -> None:
    report = many_plans(40)
    found = shown(report, 80, 24)
    assert len(found) < 24
    table = found[found.index("") + 1 :]
    rows = [line for line in table[: table.index("")] if line.startswith("Sở ")]
    assert [row.split()[1] for row in rows[:5]] == ["30", "20", "10", "0", "35"], "red first, then the most overdue"
    [others] = [line for line in table if re.match(r"\d+ others", line)]
    assert int(others.split()[0]) == 40 - len(rows)
    overdue = sum(int(row.split()[4]) for row in rows)
    assert overdue + int(others.split()[4]) == report.overdue_count
    assert sum(line.startswith("kh-") for line in table) >= 3


def test_long_titles_are_cut_so_that_each_plan_has_its_line() -> None:
    found = shown(many_plans(9, "Kế hoạch phối hợp trong công tác khoa giáo với ngành số"), 80, 24)
    assert sum(line.startswith("Kế hoạch phối hợp") for line in found) == 9
    assert len(found) < 24


def test_where_nothing_is_listed_what_there_is_is_counted(reports: dict[str, StatusReport]) -> None:
    use_language("vi")
    found = " ".join(shown(reports["plan"]._replace(overdue=(), due_soon=()), 80, 24))
    assert "6 lượt quá hạn, 4 lượt sắp đến hạn: coordplan due" in found


def test_a_narrow_screen_with_room_says_as_much_as_a_wide_one_under_headings(
    reports: dict[str, StatusReport],
) -> None:
    use_language("vi")
    found = " ".join(" ".join(shown(reports["plan"], 40, 120)).split())
    assert all(words in found for words in ("Hoàn thành: 28;", "Quá hạn: 1;", "Tiến độ: ", "Cần lưu ý tnmt-13@2023"))


def test_a_row_alone_is_not_said_again_as_the_total(reports: dict[str, StatusReport]) -> None:
    alone = reports["plan"]._replace(groups=reports["plan"].groups[:1])
    assert not any(line.startswith("Total") for line in shown(alone, 80, 24))


@pytest.mark.parametrize(
    ("rating", "words"),
    [
        pytest.param(Rating("green"), "", id="green"),
        pytest.param(Rating("red", (CrossedLimit("long_overdue", 3, 3, "red"),)), "3 over 180 days", id="long"),
        pytest.param(
            Rating("amber", (CrossedLimit("behind_points", 12.5, 10, "amber"),)), "12.5 points behind", id="behind"
        ),
        pytest.param(
            Rating(
                "amber", (CrossedLimit("overdue_percent", 5.26, 5, "amber"), CrossedLimit("days_late", 97, 30, "amber"))
            ),
            "97 days",
            id="days tell more than a share",
        ),
        pytest.param(Rating("red", (CrossedLimit("due_rate_percent", 70, 80, "red"),)), "rate 70%", id="rate"),
        pytest.param(Rating("red", (), None, ("a", "b")), "2 plans", id="a program"),
        pytest.param(
            Rating("red", (), Override("green", DAY, "đã giải trình", 3, "lan")), "lan: đã giải trình", id="given"
        ),
    ],
)
def test_a_reason_is_short(rating: Rating, words: str) -> None:
    assert reason_in_short(rating) == words


@pytest.mark.parametrize(
    ("words", "whole"),
    [
        pytest.param([], False, id="at a terminal what fits"),
        pytest.param(["--full"], True, id="all of it where that is asked for"),
        pytest.param(["--plan", "khcn", "--as-of", "2023-12-31"], False, id="of a part"),
        pytest.param(["--as-of", "2021-01-01"], False, id="before the program"),
        pytest.param(["--as-of", "2026-03-01"], False, id="after it"),
        pytest.param(["--db", "."], False, id="of the files in a folder"),
        pytest.param(["--db", ".", "--by", "plan"], False, id="of their plans"),
    ],
)
def test_the_command_fits_the_terminal(
    words: list[str],
    whole: bool,
    shipped_demo: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("COORDPLAN_TODAY", DAY.isoformat())
    monkeypatch.chdir(shipped_demo)
    lines = screen(["--lang", "en", "status", *words], (80, 24), monkeypatch, capsys).splitlines()
    assert (len(lines) > 23) == whole
    assert whole or max(map(display_width, lines)) <= 80


def test_a_pipe_gets_all(
    shipped_demo: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COORDPLAN_TODAY", DAY.isoformat())
    monkeypatch.chdir(shipped_demo)
    assert run(["--lang", "en", "status", "--as-of", "2026-03-01"]) == 0
    out = capsys.readouterr().out
    assert "213 overdue, the longest first" in out
    assert len(re.findall(r"^[a-z]+-\d\d(?:@\S+)?  ", out, re.MULTILINE)) == 213
    assert out.count("Rating") == 1, "one table has it"
