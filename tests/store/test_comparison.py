"""What differs between two times of one file: which occurrences were corrected, and because of which changes."""

from pathlib import Path

import pytest

from coordplan.store.comparison import occurrences_corrected, occurrences_recorded, touched_between
from coordplan.store.issued_reports import changes_behind
from coordplan.store.questions import Question
from tests.store.building import LAST, Book, activity, day, definitions, entry


def begun(book: Book) -> None:
    book.load(definitions(activity(), activity("b")))


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book.filled(tmp_path / "coordplan.db", begun)


def corrected(book: Book, before: int, as_of: str = "6-30") -> set[str]:
    times = day(as_of).isoformat(), before, book.latest()
    return book.read(lambda connection: occurrences_corrected(connection, *times))


def recorded(book: Book, before: int, as_of: str = "6-30") -> set[str]:
    times = day(as_of).isoformat(), before, book.latest()
    return book.read(lambda connection: occurrences_recorded(connection, *times))


def behind(book: Book, since: int) -> tuple[int, ...]:
    until = book.latest()
    return book.read(lambda connection: changes_behind(connection, ["entries"], "a", LAST, since, until))


def test_an_entry_taken_back_is_corrected_from_its_day_on(book: Book) -> None:
    before = book.record(entry("6-1", "percent", 20))
    book.undo(before)
    assert (corrected(book, before), corrected(book, before, "5-31")) == ({"a"}, set())


def test_an_entry_of_the_same_day_and_kind_corrects_the_one_before(book: Book) -> None:
    before = book.record(entry("6-1", "percent", 20), entry("6-1", "percent", 20, "b"))
    book.record(entry("6-1", "done"), entry("6-1", "suspended", occurrence="b"))
    assert corrected(book, before) == {"a"}, "to hold a thing up says nothing about its progress"
    assert recorded(book, before) == {"a", "b"}


def test_an_entry_that_comes_back_corrects_none_that_was_recorded_after_it(book: Book) -> None:
    undone = book.undo(book.record(entry("6-1", "percent", 20)))
    before = book.record(entry("6-1", "percent", 40))
    book.undo(undone)
    assert (corrected(book, before), recorded(book, before)) == (set(), {"a"})


def test_what_was_taken_back_and_brought_again_is_neither(book: Book) -> None:
    before = book.record(entry("6-1", "percent", 20))
    book.undo(book.undo(before))
    assert (corrected(book, before), recorded(book, before)) == (set(), set())


def test_what_came_and_went_in_between_is_behind_nothing(book: Book) -> None:
    since = book.record(entry("6-1", "percent", 20))
    book.undo(book.record(entry("6-10", "percent", 30)))
    assert behind(book, since) == ()
    later = book.record(entry("6-11", "percent", 40), entry("6-11", "percent", 40, "b"))
    book.record(entry("6-12", "percent", 40, "b"))
    assert behind(book, since) == (later,)
    undone = book.undo(since)
    assert behind(book, since) == (later, undone)


def test_what_is_retired_between_two_days_is_touched_between_them(book: Book) -> None:
    book.retire("b", day("5-15"))
    last = book.latest()
    times = (Question(day(each), last, spans=True) for each in ("5-14", "5-15"))
    assert book.read(lambda connection: touched_between(connection, *times)) == ("b",)
