"""What is not whole is never 100% and what is not nothing never 0%, in every view of every command."""

import json
from pathlib import Path

import pytest

from coordplan.seeing.figures import rate, rounded
from tests.command_line import Tell
from tests.store.building import Book, activity, day, definitions, entry


def begun(book: Book) -> None:
    """One at 99.6% and one at 0.2%, both overdue; and of 250 that fell due one is open."""
    many = [activity(f"m{number}", "q", due_on=day("3-25")) for number in range(250)]
    book.load(definitions(activity("a", due_on=day("5-31")), activity("b", due_on=day("5-31")), *many))
    book.record(
        entry("5-20", "percent", 99.6, "a"),
        entry("5-20", "percent", 0.2, "b"),
        *(entry("3-20", "done", None, f"m{number}") for number in range(249)),
    )


@pytest.fixture
def book(here: Path) -> Book:
    return Book.filled(here / "coordplan.db", begun)


@pytest.mark.parametrize("output_format", ["table", "md"])
@pytest.mark.parametrize(
    ("words", "shown"),
    [
        pytest.param(["list", "--plan", "p"], ["99%", "1%"], id="list"),
        pytest.param(["show", "a"], ["99%", "99.6%"], id="show"),
        pytest.param(["why", "a"], ["99.6%"], id="why of one"),
        pytest.param(["why", "progress", "--plan", "p"], ["99.6%", "0.2%"], id="why of progress"),
        pytest.param(["why", "due_rate", "--plan", "q"], ["99.60%", "249 / 250"], id="why of the due rate"),
        pytest.param(["status", "--plan", "q"], ["99.60%", "█████████▒", "99%"], id="status"),
        pytest.param(["changes", "--since", "2024-05-01", "--plan", "p"], ["99.6%", "0.2%"], id="changes"),
        pytest.param(["curve", "--plan", "q"], ["99.60%"], id="curve"),
    ],
)
def test_a_page_says_so(tell: Tell, book: Book, words: list[str], shown: list[str], output_format: str) -> None:
    answer = tell("--lang", "en", *words, "-f", output_format)
    assert (answer.code, answer.err) == (0, "")
    assert [text for text in shown if text not in answer.out] == []
    if words[0] in ("list", "show", "changes"):
        assert "100%" not in answer.out


def test_a_digest_says_so(tell: Tell, book: Book) -> None:
    assert "99.60%" in tell("--lang", "en", "digest", "--since", "2024-05-01", "--plan", "q").out


@pytest.mark.parametrize("output_format", ["md", "html"])
def test_a_report_says_so(tell: Tell, book: Book, output_format: str) -> None:
    assert tell("--lang", "en", "report", "2024-Q1", "--plan", "q", "-o", f"r.{output_format}").code == 0
    text = Path(f"r.{output_format}").read_text(encoding="utf-8")
    assert "99.60%" in text
    assert "100% achieved" not in text


def test_json_holds_the_exact_numbers(tell: Tell, book: Book) -> None:
    found = json.loads(tell("list", "--plan", "p", "-f", "json").out)["occurrences"]
    assert [row["percent"] for row in found] == [99.6, 0.2]
    totals = json.loads(tell("status", "--plan", "q", "-f", "json").out)["totals"]
    assert totals["due_rate"] == 0.996


def test_one_that_is_nearly_done_is_at_no_hundred_in_json_either(tell: Tell, book: Book) -> None:
    book.record(entry("6-1", "percent", 99.99999999, "a"))
    [row] = [row for row in json.loads(tell("list", "-f", "json").out)["occurrences"] if row["occurrence"] == "a"]
    assert (row["standing"], row["percent"]) == ("in_progress_overdue", 99.999999)


@pytest.mark.parametrize(
    ("part", "whole", "in_json"),
    [
        pytest.param(0.1 + 0.2, 0.3, 1.0, id="sums that differ in the last digit are all of it"),
        pytest.param(0.3, 0.1 + 0.2, 1.0, id="either way"),
        pytest.param(9_999_999, 10_000_000, 0.999999, id="all but one of ten millions is not all"),
        pytest.param(1, 10_000_000, 0.000001, id="one of ten millions is not nothing"),
        pytest.param(0, 10, 0.0, id="nothing"),
        pytest.param(10, 10, 1.0, id="all"),
    ],
)
def test_rates_are_all_or_nothing_only_where_they_are(part: float, whole: float, in_json: float) -> None:
    assert rounded(rate(part, whole)) == in_json
