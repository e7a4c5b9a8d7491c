"""What an organization says of an occurrence, taken into the file."""

from pathlib import Path

import pytest

from coordplan.errors import Refused
from coordplan.progress import Progress
from coordplan.store.intake import Claim, Intake, Terms, take_in
from tests.store.building import Book, activity, day, definitions, entry

TODAY = day("6-30")


@pytest.fixture
def book(tmp_path: Path) -> Book:
    book = Book(tmp_path / "coordplan.db")
    book.load(definitions(activity(every="quarter")))
    return book


def taken_in(book: Book, claim: Claim, seen: int, **terms: str) -> Intake:
    """Take in what a form says that went out at a change, on 15 June."""
    with book.change("collect") as change:
        return take_in(change, claim, Terms(seen, day("6-15"), TODAY, TODAY, TODAY, frozenset(), **terms))  # type: ignore[arg-type]


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


def test_what_would_have_another_standing_all_the_same_is_refused_whole(book: Book) -> None:
    seen = book.record(entry("6-30", "done", occurrence="a@2024-Q2"), entry("6-10", "done", occurrence="a@2024-Q2"))
    book.record(entry("6-29", "suspended", occurrence="a@2024-Q2"))
    before = book.answers()
    with pytest.raises(Refused, match="would still have another standing"):
        taken_in(book, Claim("a@2024-Q2", None, day("6-12"), ""), seen, side="theirs")
    assert book.answers() == before
