"""What an organization says of an occurrence, taken into the file."""

from pathlib import Path
from typing import Any

import pytest

from coordplan.errors import Refused
from coordplan.progress import Progress
from coordplan.store.entries import entries_of
from coordplan.store.intake import Claim, Intake, Terms, take_in
from tests.store.building import Book, activity, day, definitions, entry

TODAY = day("6-30")


def begun(book: Book) -> None:
    book.load(definitions(activity(every="quarter")))


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book.filled(tmp_path / "coordplan.db", begun)


def taken_in(book: Book, claim: Claim, seen: int, **terms: Any) -> Intake:
    """Take in what a form says that went out at a change, on 15 June."""
    with book.change("collect") as change:
        return take_in(change, claim, Terms(seen, day("6-15"), TODAY, TODAY, TODAY, frozenset())._replace(**terms))


def test_what_was_recorded_of_occurrences_of_old_is_not_held_against_a_one_off(book: Book) -> None:
    book.record(entry("3-1", "percent", 40, "a@2024-Q1"))
    seen = book.load(definitions(activity(due_on=day("9-30"))))
    book.record(entry("6-20", "percent", 50, "a@2024-Q1"))
    intake = taken_in(book, Claim("a", Progress("percent", percent=30), None, ""), seen)
    assert (intake.outcome, intake.ours, intake.after["percent"]) == ("taken_in", (), 30)


@pytest.mark.parametrize(
    ("side", "outcome", "percent"),
    [
        pytest.param("", "conflict", 50, id="undecided"),
        pytest.param("ours", "ours", 50, id="for what is here"),
        pytest.param("theirs", "taken_in", 30, id="for what the form says"),
    ],
)
def test_what_was_recorded_since_is_not_overwritten_unasked(
    book: Book, side: str, outcome: str, percent: float
) -> None:
    seen = book.record(entry("6-1", "percent", 20, "a@2024-Q2"))
    book.record(entry("6-20", "percent", 50, "a@2024-Q2"))
    intake = taken_in(book, Claim("a@2024-Q2", Progress("percent", percent=30), None, ""), seen, side=side)
    assert (intake.outcome, intake.after["percent"]) == (outcome, percent)
    assert [each.entry.percent for each in intake.ours] == [50]


def test_what_the_form_shows_is_not_held_against_it(book: Book) -> None:
    """Observed on the day that it shows, or taken back before it went out."""
    book.record(entry("6-15", "percent", 20, "a@2024-Q2"))
    book.undo(book.record(entry("6-10", "percent", 40, "a@2024-Q2")))
    intake = taken_in(book, Claim("a@2024-Q2", Progress("percent", percent=30), None, ""), book.latest())
    assert (intake.outcome, intake.ours, intake.after["percent"]) == ("taken_in", (), 30)


@pytest.mark.parametrize(
    ("observed", "recorded_on"),
    [
        pytest.param("6-10", "6-14", id="the last of the period"),
        pytest.param("6-15", "6-15", id="a later one that the form shows"),
    ],
)
def test_what_is_under_way_is_said_of_a_day(book: Book, observed: str, recorded_on: str) -> None:
    seen = book.record(entry(observed, "percent", 20, "a@2024-Q2"))
    taken_in(book, Claim("a@2024-Q2", Progress("percent", percent=30), None, ""), seen, last=day("6-14"))
    entries = book.read(lambda connection: entries_of(connection, "a@2024-Q2", book.latest()))
    assert [(each.entry.observed_on, each.entry.percent) for each in entries] == [
        (day(observed), 20),
        (day(recorded_on), 30),
    ]


def test_what_was_taken_back_since_is_on_our_side(book: Book) -> None:
    recorded = book.record(entry("6-10", "percent", 40, "a@2024-Q2"))
    seen = book.latest()
    book.undo(recorded)
    intake = taken_in(book, Claim("a@2024-Q2", Progress("percent", percent=30), None, ""), seen)
    assert (intake.outcome, [each.entry.percent for each in intake.ours]) == ("conflict", [40])


def test_what_would_have_another_standing_all_the_same_is_refused_whole(book: Book) -> None:
    seen = book.record(entry("6-30", "done", occurrence="a@2024-Q2"), entry("6-10", "done", occurrence="a@2024-Q2"))
    book.record(entry("6-29", "suspended", occurrence="a@2024-Q2"))
    before = book.answers()
    with pytest.raises(Refused, match="would still have another standing"):
        taken_in(book, Claim("a@2024-Q2", None, day("6-12"), ""), seen, side="theirs")
    assert book.answers() == before


@pytest.mark.parametrize(
    "before",
    [
        pytest.param([("4-10", "percent", 100)], id="reached on an earlier day"),
        pytest.param([("4-10", "percent", 100), ("4-20", "percent", 50), ("4-20", "percent", 100)], id="corrected"),
        pytest.param([("4-10", "percent", 100), ("4-10", "percent", 100)], id="twice on one day"),
        pytest.param([("4-10", "percent", 40), ("4-10", "percent", 100)], id="the second of its day"),
    ],
)
def test_a_finishing_day_takes_the_place_of_a_whole_run_of_done(book: Book, before: list[tuple[Any, ...]]) -> None:
    book.record(*(entry(*words, occurrence="a@2024-Q2") for words in before))
    intake = taken_in(book, Claim("a@2024-Q2", None, day("5-10"), ""), book.latest())
    assert (intake.outcome, intake.after["done_on"]) == ("taken_in", "2024-05-10")
