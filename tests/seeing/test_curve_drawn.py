"""curve: the same numbers as the status of each day, at both moments, as a drawing, as figures and as a picture."""

import csv
import io
import json
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from coordplan.seeing.curve import commands as curve
from coordplan.seeing.curve.values import outlook
from coordplan.store import counts
from tests.command_line import DEFINITIONS, TODAY, Ready, Tell, write_definitions
from tests.examples import IS_LONG


def _without_remarks(err: str) -> str:
    """Return what is said besides the answer, but for who has the open work of a body that has ceased."""
    return "".join(line for line in err.splitlines(keepends=True) if "kết thúc hoạt động" not in line)


def curve_of(tell: Tell, *words: str) -> dict[str, Any]:
    code, out, err = tell("curve", *words, "-f", "json")
    assert (code, _without_remarks(err)) == (0, "")
    answer: dict[str, Any] = json.loads(out)
    return answer


def status_on(tell: Tell, day: str, *words: str) -> tuple[float | None, float | None]:
    code, out, err = tell("status", "--as-of", day, *words, "-f", "json")
    assert (code, _without_remarks(err)) == (0, "")
    totals = json.loads(out)["totals"]
    return totals["planned"], totals["progress"]


# The same number as the status


@pytest.mark.parametrize(
    "words",
    [
        pytest.param([], id="the program"),
        pytest.param(["--by", "quarter", "--plan", "yte"], id="a plan"),
        pytest.param(["--by", "quarter", "--plan", "yte", "--plan", "khcn", "--content", "nd2"], id="several filters"),
        pytest.param(["--by", "quarter", "--lead", "so-ldtbxh"], id="a lead that ends"),
        pytest.param(["--by", "quarter", "--lead", "so-noi-vu"], id="a lead that takes over on the way"),
        pytest.param(["--by", "quarter", "--lead", "btg", "--known-at", "1"], id="before anything was told"),
    ],
)
@pytest.mark.parametrize("as_of", ["2024-06-30", "2025-06-30", "2026-11-25"])
def test_every_point_says_what_the_status_of_its_day_says(
    tell: Tell, shipped: Path, words: list[str], as_of: str
) -> None:
    """Of days to come too: the demonstration has no entry after its last day, so nothing that is planned moves.

    A status of its own is asked for every point as of one day, and for every fourth as of the others.
    """
    points = curve_of(tell, *words, "--as-of", as_of)["points"]
    filters = words[2:] if words else []
    assert len(points) > 15
    for point in points if as_of == TODAY or IS_LONG else points[::4]:
        planned, progress = status_on(tell, point["on"], *filters)
        assert point["planned"] == planned, point
        assert point["actual"] == (progress if point["on"] <= as_of else None), point


def test_what_is_planned_is_what_is_in_force_on_the_day_asked_about(
    tell: Tell, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = curve_of(tell, "--as-of", "2024-06-30")["points"]
    monkeypatch.setenv("COORDPLAN_TODAY", "2024-07-31")
    assert tell("extend", "yt-01", "2025-03-31", "--evidence", "9-CV", "--on", "2024-07-15").code == 0
    assert tell("mark", "gd-05", "cancelled", "--on", "2024-07-15").code == 0
    assert curve_of(tell, "--as-of", "2024-06-30")["points"] == before, "granted later"
    after = {point["on"]: point["planned"] for point in curve_of(tell, "--as-of", "2024-07-31")["points"]}
    assert after["2024-09-30"] < next(point["planned"] for point in before if point["on"] == "2024-09-30")


def test_what_is_retired_on_a_day_to_come_is_planned_no_more_from_then_on(
    tell: Tell, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COORDPLAN_TODAY", "2024-11-15")
    assert tell("mark", "yt-01", "done", "--on", "2024-06-20").code == 0
    for id_ in ("gd-04", "yt-01"):  # what is done goes on counting
        assert tell("retire", id_, "--on", "2024-11-15").code == 0
    points = curve_of(tell, "--as-of", "2024-06-30")["points"]
    for day in ("2024-10-31", "2024-11-30", "2025-01-31"):
        planned = next(point["planned"] for point in points if point["on"] == day)
        assert planned == status_on(tell, day)[0]


def test_later_entries_change_no_byte_of_what_was_known(tell: Tell, small: Path) -> None:
    assert tell("mark", "gd-02@2024-Q1", "done", "--on", "2024-03-20").code == 0
    words = ["curve", "--as-of", "2024-06-30", "--known-at", "2"]
    forms = [*([*words, "-f", form] for form in ("table", "md", "json", "csv")), [*words, "-o", "a.svg"]]

    def answers() -> list[str]:
        return [*(tell(*each).out for each in forms), Path("a.svg").read_text(encoding="utf-8")]

    before = answers()
    assert tell("mark", "gd-03", "70%", "--on", "2024-05-20").code == 0
    assert tell("edit", "yt-01", "--due", "2025-08-30").code == 0
    assert answers() == before
    assert tell("curve", "--as-of", "2024-06-30").out not in before


def test_no_point_asks_for_more_than_one_count_and_all_to_come_for_one(
    tell: Tell, shipped: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    figures, weights = counts.figures, curve.planned_weights
    monkeypatch.setattr(counts, "figures", lambda *args: (asked.append("figures"), figures(*args))[1])
    monkeypatch.setattr(curve, "planned_weights", lambda *args: (asked.append("weights"), weights(*args))[1])
    points = curve_of(tell, "--plan", "yte")["points"]
    past = sum(point["actual"] is not None for point in points)
    assert 0 < past < len(points)
    assert asked.count("figures") == past + 4, "and the days between which paces are taken"
    assert asked.count("weights") == 1


# Points and forecast


def test_points_stand_on_the_cut_off_days_of_the_program(tell: Tell, shipped: Path) -> None:
    answer = curve_of(tell)
    days = [point["on"] for point in answer["points"]]
    assert days == sorted(set(days))
    assert (answer["from"], answer["until"], answer["as_of"]) == ("2022-02-24", "2025-12-31", "2024-06-30")
    assert {point["on"] for point in answer["points"] if point["period"] is None} == {"2024-06-30"}
    assert all(day.endswith("-14") for day in days if day not in ("2024-06-30", "2025-12-31"))


@pytest.mark.parametrize("period", ["2024", "2023-H2", "2022..2023", "program"])
def test_of_a_period_it_is_the_status_of_what_falls_due_in_it_on_each_of_its_days(
    tell: Tell, shipped: Path, period: str
) -> None:
    answer = curve_of(tell, "--period", period, "--by", "quarter")
    report = json.loads(tell("status", "--period", period, "-f", "json").out)
    days = [point["on"] for point in answer["points"]]
    assert (answer["period"], answer["program"]) == (period, report["program"])
    assert (days[0], days[-1]) >= (answer["from"], answer["from"])
    assert {day for day in days if not answer["from"] <= day <= answer["until"]} <= {"2024-06-30"}
    for point in answer["points"]:
        if point["on"] <= "2024-06-30":
            planned, actual = status_on(tell, point["on"], "--period", period)
            assert (point["planned"], point["actual"]) == (planned, actual)
    assert tell("curve", "--period", period).code == 0
    assert tell("curve", "--period", period, "--previous").code == 2


def test_of_one_plan_they_stand_on_its_own(tell: Tell, ready: Ready, here: Path) -> None:
    own = DEFINITIONS["gd.yaml"].replace("  partner: so-gd\n", "  partner: so-gd\n  reporting: {cutoff_day: 20}\n")
    write_definitions(here / "plans", {**DEFINITIONS, "gd.yaml": own})
    ready("init")
    days = [point["on"] for point in curve_of(tell, "--plan", "gd", "--by", "quarter")["points"]]
    assert days[0] == "2024-03-20"
    for words in ([], ["--plan", "yt"], ["--plan", "gd", "--plan", "yt"]):
        assert curve_of(tell, *words, "--by", "quarter")["points"][0]["on"] == "2024-03-31"


def test_the_forecast_does_not_depend_on_how_many_points_are_drawn(tell: Tell, shipped: Path) -> None:
    month, quarter = (curve_of(tell, "--by", by) for by in ("month", "quarter"))
    assert month["forecast"] == quarter["forecast"]
    assert len(month["points"]) > 2 * len(quarter["points"])


def test_the_pace_is_the_difference_of_two_statuses(tell: Tell, shipped: Path) -> None:
    ahead = curve_of(tell)["forecast"]
    now, then = status_on(tell, "2024-06-30")[1], status_on(tell, ahead["since"])[1]
    assert now is not None
    assert then is not None
    assert ahead["gain"] == pytest.approx(now - then, abs=2e-6)
    assert ahead["a_month"] == pytest.approx(ahead["gain"] / ahead["months"], abs=1e-6)
    assert curve_of(tell)["points"][-1]["forecast"] == ahead["progress"]


def test_its_range_is_that_of_the_slowest_and_the_fastest_three_months_of_the_year(tell: Tell, shipped: Path) -> None:
    ahead = curve_of(tell)["forecast"]
    days = ("2023-06-30", "2023-09-30", "2023-12-31", "2024-03-31", "2024-06-30")
    progress = {day: status_on(tell, day)[1] or 0.0 for day in days}
    gains = {pair: progress[pair[1]] - progress[pair[0]] for pair in pairwise(days)}
    for name, choose in (("slowest", min), ("fastest", max)):
        since, until = choose(gains, key=lambda pair: gains[pair] / _days(*pair))
        pace = ahead[name]
        assert (pace["since"], pace["until"]) == (since, until)
        assert pace["gain"] == pytest.approx(gains[since, until], abs=2e-6)
        end = progress[days[-1]] + gains[since, until] * _days("2024-06-30", "2025-12-31") / _days(since, until)
        assert pace["progress"] == pytest.approx(min(1.0, end), abs=2e-6)
        assert (pace["complete_on"] is None) == (end < 1)
    assert ahead["slowest"]["progress"] <= ahead["progress"] <= ahead["fastest"]["progress"]
    out = tell("--lang", "en", "curve").out
    assert "At the pace of the slowest three months of the last year: " in out


def _days(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def test_one_stretch_has_no_range_and_one_that_stood_still_ends_where_it_stands() -> None:
    def ahead(progress: dict[str, float]) -> Any:
        known = {date.fromisoformat(day): value for day, value in progress.items()}
        return outlook(date(2024, 1, 1), date(2025, 12, 31), date(2024, 10, 31), 0.5, known.get)

    short = ahead({"2024-07-31": 0.2})
    assert (short.slowest, short.fastest, short.months) == (None, None, 3)
    stood = ahead({"2024-07-31": 0.5, "2024-04-30": 0.1})
    assert (stood.slowest.gain, stood.slowest.progress, stood.slowest.complete_on) == (0.0, 0.5, None)
    assert (stood.fastest.since, stood.fastest.progress) == (date(2024, 4, 30), 1.0)


@pytest.mark.parametrize(
    ("words", "reason", "sentence"),
    [
        pytest.param(["--as-of", "2022-02-01"], "not_begun", "the program begins on 2022-02-24", id="before the start"),
        pytest.param(["--as-of", "2022-04-30"], "too_short", "too little to go on", id="begun of late"),
        pytest.param(["--as-of", "2025-12-31"], "over", "the program ends on 2025-12-31", id="the last day"),
        pytest.param(["--as-of", "2026-11-25"], "over", "ended on 2025-12-31, with progress 6", id="over"),
        pytest.param(
            ["--as-of", "2025-06-30"], "no_gain", "not grown in the last 6 months (since 2024-12-31)", id="no gain"
        ),
        pytest.param(["--known-at", "1"], "too_short", "there was no progress yet", id="nothing told"),
    ],
)
def test_where_there_is_no_forecast_it_is_said_why(
    tell: Tell, shipped: Path, words: list[str], reason: str, sentence: str
) -> None:
    answer = curve_of(tell, *words)
    assert (answer["forecast"], answer["no_forecast"]) == (None, reason)
    assert {point["forecast"] for point in answer["points"]} == {None}
    out = tell("--lang", "en", "curve", *words).out
    assert sentence in out
    assert "Forecast" not in out, "nor is it in the legend"


@pytest.mark.parametrize(
    ("as_of", "legend"),
    [
        pytest.param("2022-02-01", "•• Planned", id="before the start"),
        pytest.param("2024-06-30", "██ Actual   •• Planned   ░░ Forecast   │ Day of the figures", id="on the way"),
        pytest.param("2026-11-25", "██ Actual   •• Planned", id="after the end"),
    ],
)
def test_the_legend_names_what_is_drawn_and_nothing_else(tell: Tell, shipped: Path, as_of: str, legend: str) -> None:
    assert legend in tell("--lang", "en", "curve", "--as-of", as_of).out.splitlines()


@pytest.mark.parametrize("columns", ["10", "30"])
def test_a_very_narrow_terminal_gets_a_chart_all_the_same(
    tell: Tell, shipped: Path, monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    code, out, err = tell("--color", "always", "curve")
    assert (code, err) == (0, "")
    assert "█" in out


def test_nothing_to_count_is_said_and_drawn_as_nothing(tell: Tell, small: Path) -> None:
    words = ["--plan", "ct", "--lead", "so-yt"]
    answer = curve_of(tell, *words)
    assert answer["no_forecast"] == "nothing"
    assert {(point["planned"], point["actual"]) for point in answer["points"]} == {(None, None)}
    out = tell("curve", *words).out
    assert "There is nothing to count on 2024-06-30." in out
    assert "┤" not in out
    assert tell("curve", *words, "-o", "a.svg").code == 0
    assert "nothing to count" in Path("a.svg").read_text(encoding="utf-8")


# Forms


def test_csv_has_the_points_under_the_names_of_the_json(tell: Tell, shipped: Path) -> None:
    code, out, err = tell("--lang", "en", "curve", "--by", "quarter", "-f", "csv")
    assert code == 0
    assert "ILLUSTRATIVE" in err
    rows = list(csv.DictReader(io.StringIO(out.removeprefix("\ufeff"))))
    points = curve_of(tell, "--by", "quarter")["points"]
    assert rows == [{name: "" if value is None else str(value) for name, value in point.items()} for point in points]


def test_markdown_has_a_row_for_every_point(tell: Tell, shipped: Path) -> None:
    out = tell("--lang", "en", "curve", "--by", "quarter", "-f", "md").out
    points = curve_of(tell, "--by", "quarter")["points"]
    assert sum(line.startswith("| 2") for line in out.splitlines()) == len(points)
    assert out.count("```") == 2


def test_a_file_that_ends_in_svg_is_a_picture(tell: Tell, shipped: Path) -> None:
    code, out, err = tell("--lang", "en", "curve", "-o", "Curve.SVG")
    assert (code, out, err) == (0, "", "")
    root = ElementTree.parse("Curve.SVG").getroot()
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    text = " ".join(root.itertext())
    for words in ("ILLUSTRATIVE FIGURES", "By 2024-06-30 progress is ", "At the pace of the last 6 months"):
        assert words in text


def test_a_file_of_any_other_name_is_text(tell: Tell, shipped: Path) -> None:
    assert tell("curve", "-o", "a.txt", "--width", "100").code == 0
    lines = Path("a.txt").read_text(encoding="utf-8").splitlines()
    assert max(map(len, lines)) == 100
    assert any("█" in line for line in lines)


@pytest.mark.parametrize("form", ["json", "csv", "md"])
def test_a_picture_is_not_written_in_another_form(tell: Tell, small: Path, form: str) -> None:
    code, out, err = tell("curve", "-f", form, "-o", "a.svg")
    assert (code, out) == (2, "")
    assert f"a.svg is to be svg by its name, and {form} by --format." in err
    assert not Path("a.svg").exists()


def test_a_picture_that_cannot_be_written_leaves_what_was_there(tell: Tell, small: Path) -> None:
    Path("a.svg").mkdir()
    code, out, err = tell("curve", "-o", "a.svg")
    assert (code, out) == (1, "")
    assert "a.svg cannot be written" in err
    assert [path.name for path in Path().iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        pytest.param(["--plan", "gdd"], 1, '"gdd" is not a plan of this program.', id="a plan"),
        pytest.param(["--lead", "bo"], 1, '"bo" is not an organization of this program.', id="a lead"),
        pytest.param(["--lead", "so"], 1, '"so" fits 2, so it names none:', id="words of two leads"),
        pytest.param(["--by", "week"], 2, "week", id="a step"),
        pytest.param(["--as-of", "2024-06-31"], 2, "month 6/2024 has 30 days", id="a day"),
        pytest.param(["--known-at", "99"], 1, "There is no change 99.", id="a change"),
    ],
)
def test_what_does_not_exist_is_said_in_a_sentence(
    tell: Tell, small: Path, words: list[str], code: int, sentence: str
) -> None:
    answer = tell("curve", *words)
    assert (answer.code, answer.out) == (code, "")
    assert sentence in answer.err


def test_reading_a_curve_leaves_the_file_as_it_was(tell: Tell, small: Path) -> None:
    before = small.read_bytes()
    assert tell("curve").code == 0
    assert small.read_bytes() == before
