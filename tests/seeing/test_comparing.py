"""A status compared with another time: every figure with its difference, and nothing where there is nothing."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from coordplan.model import RATES
from coordplan.seeing.figures import FIGURE_NAMES
from tests.command_line import Tell


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COORDPLAN_LANG", "en")


def status(tell: Tell, *words: str) -> dict[str, Any]:
    code, out, err = tell("status", *words, "-f", "json")
    assert (code, err) == (0, ""), err
    found: dict[str, Any] = json.loads(out)
    return found


@pytest.mark.parametrize("by", ["plan", "content", "lead", "year"])
@pytest.mark.parametrize("wanted", ["2023-06-30", "last-year", "2023-Q4", "last-period"])
def test_every_figure_of_then_is_that_of_a_status_of_then(tell: Tell, shipped: Path, by: str, wanted: str) -> None:
    now = status(tell, "--by", by, "--compare", wanted)
    compare = now["compare"]
    then = status(tell, "--by", by, "--as-of", compare["as_of"])
    assert compare["totals"] == then["totals"]
    assert compare["with"] == ("date" if wanted == "2023-06-30" else "period" if wanted == "2023-Q4" else wanted)
    groups = {group["id"]: group for group in then["groups"]}
    for group in compare["groups"]:
        if group["figures"] is not None:
            assert group["figures"] == {name: groups[group["id"]][name] for name in FIGURE_NAMES}
    for name in FIGURE_NAMES:
        more = compare["differences"]["totals"][name]
        assert more == pytest.approx(now["totals"][name] - then["totals"][name], abs=2e-6)
    assert {group["id"] for group in compare["groups"]} == {group["id"] for group in now["groups"]}


@pytest.mark.parametrize(
    ("wanted", "as_of"),
    [
        pytest.param("last-year", "2023-06-30", id="the same date a year before"),
        pytest.param("last-period", "2024-06-14", id="the last month whose figures are closed"),
        pytest.param("2024-Q1", "2024-03-14", id="the cut-off of a period"),
        pytest.param("2023", "2023-12-14", id="the cut-off of a year"),
        pytest.param("1/3/2024", "2024-03-01", id="a day"),
    ],
)
def test_without_a_period_another_day_is_looked_at(tell: Tell, shipped: Path, wanted: str, as_of: str) -> None:
    assert status(tell, "--compare", wanted)["compare"]["as_of"] == as_of


@pytest.mark.parametrize(
    ("period", "wanted", "as_of", "then"),
    [
        pytest.param("2024-Q2", "last-year", "2023-06-30", "2023-Q2", id="the same quarter a year before"),
        pytest.param("2024-Q2", "last-period", "2024-03-30", "2024-Q1", id="as many days after its cut-off"),
        pytest.param("2024-H1", "last-period", "2023-12-30", "2023-H2", id="the half year before"),
        pytest.param("2024-9M", "last-period", "2023-06-30", "2023-9M", id="nine months of the year before"),
        pytest.param("2024-06", "2024-01", "2024-01-30", "2024-01", id="a period that is named"),
    ],
)
def test_a_period_is_compared_with_another_one(
    tell: Tell, shipped: Path, period: str, wanted: str, as_of: str, then: str
) -> None:
    compare = status(tell, "--period", period, "--compare", wanted)["compare"]
    assert (compare["as_of"], compare["period"]) == (as_of, then)
    assert compare["totals"] == status(tell, "--period", then, "--as-of", as_of)["totals"]


def test_quarters_within_a_period_are_compared_with_those_that_stand_where_they_do(tell: Tell, shipped: Path) -> None:
    compare = status(tell, "--period", "2024-H1", "--by", "period", "--compare", "last-year")["compare"]
    then = status(tell, "--period", "2023-H1", "--by", "period", "--as-of", "2023-06-30")
    figures = {group["id"]: {name: group[name] for name in FIGURE_NAMES} for group in then["groups"]}
    assert {group["id"]: group["figures"] for group in compare["groups"]} == {
        "2024-Q1": figures["2023-Q1"],
        "2024-Q2": figures["2023-Q2"],
    }


def test_nothing_to_compare_with_is_said_and_is_no_nought(tell: Tell, shipped: Path) -> None:
    found = status(tell, "--as-of", "2022-12-31", "--compare", "last-year")["compare"]
    assert (found["totals"], found["differences"]["totals"]) == (None, None)
    assert all(group["figures"] is None for group in found["groups"])
    out = tell("status", "--as-of", "2022-12-31", "--compare", "last-year").out
    assert "There is nothing to compare with on the same date a year before, 2021-12-31." in out
    assert "Compared with how it was" not in out


def test_nothing_to_count_is_compared_all_the_same(tell: Tell, small: Path) -> None:
    out = tell("status", "--plan", "yt", "--period", "2024-02", "--compare", "last-year").out
    assert "There is nothing to count on 2024-06-30." in out
    assert "nothing to compare with on the same date a year before" in out


def test_a_group_that_was_not_there_has_no_difference(tell: Tell, small: Path) -> None:
    compare = status(tell, "--by", "year", "--plan", "yt", "--as-of", "2025-06-30", "--compare", "2024-06-30")
    assert compare["compare"]["differences"]["totals"]["total"] == 0
    tell("--db", str(small), "retire", "yt-01", "--on", "2024-06-29")
    gone = status(tell, "--by", "content", "--plan", "yt", "--compare", "2024-06-28")["compare"]
    assert gone["differences"]["totals"]["total"] == -1


def test_differences_stand_in_words_and_points(tell: Tell, shipped: Path) -> None:
    out = tell("status", "--compare", "last-year").out
    assert "1.37 points less than on the same date a year before, 2023-06-30 (99.44%, 179/180)." in out
    assert "down 1.37 points" in out
    assert "up 126" in out
    assert "the same" in out
    vi = " ".join(tell("--lang", "vi", "status", "--compare", "last-year").out.split())
    assert (
        "Tỷ lệ hoàn thành giảm 1,37 điểm phần trăm so với cùng kỳ năm trước (30/6/2023), khi đó đạt 99,44% (179/180)."
        in vi
    )
    assert "giảm 1,37 điểm %" in vi  # in a table, as its headings say it
    assert "tăng 126" in vi


def test_the_headline_says_what_it_compares_with_where_nothing_is_named(tell: Tell, shipped: Path) -> None:
    assert "than on the same date a year before, 2023-06-30" in tell("status").out
    assert status(tell)["compare"] is None


def test_a_csv_has_then_and_the_difference_beside_each_figure(tell: Tell, shipped: Path) -> None:
    _code, out, _err = tell("status", "--compare", "last-year", "-f", "csv")
    rows = {row["id"]: row for row in csv.DictReader(out.removeprefix("\ufeff").splitlines())}
    for name in FIGURE_NAMES:
        now, then = float(rows["total"][name]), float(rows["total"][f"{name}_then"])
        assert float(rows["total"][f"{name}_difference"]) == pytest.approx(now - then, abs=2e-6)
    assert set(RATES) < set(FIGURE_NAMES)


@pytest.mark.parametrize(
    ("wanted", "code", "sentence"),
    [
        pytest.param("recently", 2, '--compare: "recently" is neither a date nor a period.', id="a word"),
        pytest.param("2023-Q5", 2, '--compare: "2023-Q5" is neither a date nor a period.', id="no such quarter"),
        pytest.param("31/6/2023", 2, "is not a date: month 6/2023 has 30 days.", id="no such day"),
        pytest.param(
            "2019-Q1", 1, "2019-Q1 (2018-12-15 to 2019-03-14) lies outside the program.", id="a period before"
        ),
        pytest.param("2021-12-31", 1, "--compare: 2021-12-31 is before the program.", id="a day before"),
    ],
)
def test_another_word_is_refused_with_what_there_is(
    tell: Tell, shipped: Path, wanted: str, code: int, sentence: str
) -> None:
    answer = tell("status", "--compare", wanted)
    assert (answer.code, answer.out) == (code, "")
    assert sentence in answer.err
    assert ("There are: last-year, last-period" if code == 2 else "The program runs from 2022-02-24") in answer.err


def test_the_same_two_dates_give_the_same_bytes_whatever_is_told_later(tell: Tell, shipped: Path) -> None:
    words = ("status", "--compare", "last-year", "--as-of", "2024-06-30", "--known-at", "2", "-f", "json")
    before = tell(*words).out
    tell("mark", "gddt-01", "done", "--on", "2023-06-01")
    tell("undo")
    tell("mark", "khcn-07@2024", "suspended")
    assert tell(*words).out == before


@pytest.mark.parametrize(
    ("wanted", "sentence"),
    [
        pytest.param("2024-07-01", "--compare: 2024-07-01 is later than 2024-06-30.", id="a day to come"),
        pytest.param("2024-Q4", "the figures of 2024-Q4 are those of 2024-12-14, which is later", id="a period"),
    ],
)
def test_what_is_still_to_come_is_nothing_to_compare_with(
    tell: Tell, shipped: Path, wanted: str, sentence: str
) -> None:
    answer = tell("status", "--compare", wanted)
    assert (answer.code, answer.out) == (1, "")
    assert sentence in answer.err


def test_a_lead_is_who_led_at_the_time_that_is_looked_at(tell: Tell, shipped: Path) -> None:
    """The body that leads since 2025 led nothing in 2024, whatever it took over."""
    now = status(tell, "--as-of", "2025-06-30", "--lead", "btgdv", "--compare", "2025-01-31")
    assert now["compare"]["totals"] == status(tell, "--as-of", "2025-01-31", "--lead", "btgdv")["totals"]
    assert now["compare"]["totals"]["total"] < now["totals"]["total"]


@pytest.mark.parametrize("by", ["period", "year"])
def test_groups_of_a_month_are_compared_with_those_of_the_month_before(tell: Tell, shipped: Path, by: str) -> None:
    for month in ("2024-04", "2024-01"):
        compare = status(tell, "--by", by, "--period", month, "--compare", "last-period")["compare"]
        assert [group["figures"] for group in compare["groups"]] == [compare["totals"]]


def test_the_end_of_a_leap_february_is_compared_whole(tell: Tell, small: Path) -> None:
    tell("add", "gd", "Việc tháng hai", "--content", "nd1", "--lead", "btg", "--due", "2024-02-29")
    tell("mark", "gd-06", "done", "--on", "2024-02-20")
    found = status(tell, "--period", "2025-02", "--as-of", "2025-02-28", "--compare", "last-year")["compare"]
    assert (found["as_of"], found["totals"]["done"]) == ("2024-02-29", 1)


def test_programs_read_the_same_in_both_languages(tell: Tell, shipped: Path) -> None:
    for by in ("plan", "year", "content", "lead"):
        vi, en = (tell("--lang", language, "status", "--by", by, "-f", "json").out for language in ("vi", "en"))
        assert vi == en
