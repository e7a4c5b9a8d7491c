"""Due dates for calendars: they agree with the standings, none is forgotten, and what says something else is newer."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordplan.store.due_dates import due_dates, touched_of, versions
from coordplan.store.questions import Question
from tests.examples import examples
from tests.store.building import LAST, ORGANIZATIONS, Book, activity, day, definitions, entry
from tests.store.test_standings import _write_anything

EVENT = ("due_on", "last_due_on", "original_due_on", "retired_on", "holding", "done_on", "defined", "title", "evidence")


def told(book: Book, known: int | None = None, as_of: Any = LAST) -> dict[str, dict[str, Any]]:
    change = book.latest() if known is None else known
    rows = book.read(lambda connection: list(due_dates(connection, Question(as_of, change))))
    return {row["id"]: dict(row) for row in rows}


def begun(book: Book) -> None:
    book.load(definitions(activity("a"), activity("b", every="half"), activity("c", ongoing=True)))


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book.filled(tmp_path / "coordplan.db", begun)


def test_what_has_a_due_date_is_told_with_the_change_that_defined_it(book: Book) -> None:
    rows = told(book)
    assert {id_: row["due_on"] for id_, row in rows.items()} == {
        "a": "2024-06-30",
        "b@2024-H1": "2024-06-30",
        "b@2024-H2": "2024-12-31",
        "b@2025-H1": "2025-06-30",
        "b@2025-H2": "2025-12-31",
    }
    assert {(row["touched"], row["defined"]) for row in rows.values()} == {(1, 1)}


TOUCHING = {
    "an extension": [("4-1", "extended", "9-30")],
    "a suspension": [("4-1", "suspended")],
    "its end": [("4-1", "suspended"), ("5-1", "resumed")],
    "a cancellation": [("4-1", "cancelled")],
    "that it is done": [("4-1", "done")],
    "that it is done, as a percent": [("4-1", "percent", 100)],
    "that it is not done after all": [("4-1", "done"), ("5-1", "percent", 90)],
}


@pytest.mark.parametrize("entries", TOUCHING.values(), ids=TOUCHING)
def test_an_entry_that_a_calendar_shows_touches_its_occurrence_alone(book: Book, entries: list[Any]) -> None:
    for words in entries:
        book.record(entry(*words))
    rows = told(book)
    assert rows["a"]["touched"] == book.latest()
    assert rows["b@2024-H1"]["touched"] == 1


def test_progress_short_of_done_touches_nothing(book: Book) -> None:
    book.record(entry("4-1", "percent", 60))
    assert told(book)["a"]["touched"] == 1


def test_what_is_observed_later_touches_nothing_yet(book: Book) -> None:
    book.record(entry("4-1", "extended", "9-30"))
    assert (told(book, as_of=day("3-31"))["a"]["touched"], told(book, as_of=day("4-1"))["a"]["touched"]) == (1, 2)


def test_an_undo_touches_what_it_takes_back(book: Book) -> None:
    book.record(entry("4-1", "extended", "9-30"))
    book.undo()
    assert (told(book)["a"]["due_on"], told(book)["a"]["touched"]) == ("2024-06-30", 3)


def test_what_is_no_longer_defined_is_told_as_it_was_before_it_went(book: Book) -> None:
    book.load(definitions(activity("a"), activity("b", every="year"), activity("c", ongoing=True)))
    gone = told(book)["b@2024-H1"]
    assert (gone["defined"], gone["due_on"], gone["title"], gone["touched"]) == (0, "2024-06-30", "Việc b", 2)
    assert told(book)["b@2024"]["defined"] == 1


def test_what_was_added_and_taken_back_is_told_as_gone_and_comes_back_with_it(book: Book) -> None:
    added = book.add(activity("d"))
    undone = book.undo(added)
    assert (told(book)["d"]["defined"], told(book)["d"]["touched"]) == (0, undone)
    again = book.undo(undone)
    assert (told(book)["d"]["defined"], told(book)["d"]["touched"]) == (1, again)


def test_what_is_ongoing_by_now_keeps_the_due_date_it_had(book: Book) -> None:
    book.load(definitions(activity("a", ongoing=True), activity("b", every="half"), activity("c", ongoing=True)))
    row = told(book)["a"]
    assert (row["due_on"], row["last_due_on"], row["defined"], row["touched"]) == (None, "2024-06-30", 1, 2)
    assert "c" not in told(book), "it never had one"


def test_an_activity_is_known_by_all_that_was_said_of_it(book: Book) -> None:
    book.load(definitions(activity("a", lead="so"), activity("b", every="half"), activity("c", ongoing=True)))
    said = book.read(lambda connection: versions(connection, 2))
    assert {version.lead for version in said["a"]} == {"btg", "so"}
    assert {version.lead for version in book.read(lambda connection: versions(connection, 1))["a"]} == {"btg"}


def test_a_body_is_touched_by_the_change_that_renames_it(book: Book) -> None:
    renamed = (ORGANIZATIONS[0]._replace(title="Ban khác"), ORGANIZATIONS[1])
    book.load(
        definitions(activity("a"), activity("b", every="half"), activity("c", ongoing=True), organizations=renamed)
    )
    assert book.read(lambda connection: touched_of(connection, "organizations", 2)) == {"btg": 2, "so": 1}


@examples(60)
@given(data=st.data())
def test_due_dates_are_those_of_the_standings_and_never_say_otherwise_unless_newer(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    book = Book(tmp_path_factory.mktemp("book") / "coordplan.db")
    _write_anything(data, book)
    as_of = data.draw(st.sampled_from([day("3-15"), day("6-30"), LAST]))
    before: dict[str, dict[str, Any]] = {}
    for known in range(1, book.latest() + 1):
        rows = told(book, known, as_of)
        for standing in book.standings(as_of, known):
            if standing["due_on"] is not None:
                row = rows[standing["id"]]
                assert row["defined"]
                assert (row["due_on"], row["done_on"]) == (standing["due_on"], standing["done_on"])
        assert before.keys() <= rows.keys(), "a calendar that was told of an event hears of its end"
        for id_, old in before.items():
            new = rows[id_]
            if new["touched"] < known:
                assert [new[name] for name in (*EVENT, "touched")] == [old[name] for name in (*EVENT, "touched")]
        before = rows
