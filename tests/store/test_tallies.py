"""Tallies say what spans and entries say, of now, of the past and of some activities alone."""

from typing import Any

import pytest

from coordplan.store import counts, spans, tallies
from coordplan.store.own_tallies import with_own_tallies
from coordplan.store.questions import Question
from tests.store.building import Book, activity, day, definitions, entry

DAYS = tuple(map(day, ("1-1", "3-31", "4-20", "6-30", "7-1", "9-15", "2025-12-31")))


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    book = Book(tmp_path_factory.mktemp("tallies") / "coordplan.db")
    book.load(
        definitions(
            activity("a", every="quarter", weight=1.5),
            activity("b", "q", every="month", contents=("nd2",), lead="so", weight=0.1),
            activity("c", ongoing=True, contents=("nd1", "nd2"), lead="so"),
            activity("d", weight=0.7),
        )
    )
    book.record(entry("3-20", "percent", 33.3, "a@2024-Q1"), entry("2-1", "done", None, "b@2024-01"))
    book.record(entry("6-1", "extended", "7-31", "d"), entry("7-15", "done", None, "d"))
    book.record(entry("4-18", "suspended", None, "b@2024-04"), entry("5-2", "percent", 50, "c"))
    book.record(entry("4-2", "done", None, "a@2024-Q1"))
    return book


@pytest.mark.parametrize("known", [2, 3, 4, 5])
@pytest.mark.parametrize("by", ["all", "plan", "year", "period"])
def test_at_any_time_they_say_what_the_entries_say(book: Book, by: str, known: int) -> None:
    def ask(connection: Any) -> None:
        touched = spans.touched_since(connection, known)
        assert touched or known == book.latest()
        for each in DAYS:
            asked = Question(each, known)
            quick = asked._replace(spans=True, tallies=True, touched=touched)
            assert quick.is_of_tallies
            found = _figures(connection, quick, by)
            assert found == [pytest.approx(row) for row in _figures(connection, asked, by)]

    book.read(ask)


def _figures(connection: Any, question: Question, by: str) -> list[dict[str, Any]]:
    return [dict(row) for row in counts.figures(connection, question, by)]


@pytest.mark.parametrize(
    "narrowed",
    [
        {"contents": ("nd2",)},
        {"leads": (("so", "", "q", "9999-12-31"),)},
        {"contents": ("nd1",), "plans": ("p",)},
        {"partnered": (("btg", "[]", "", "p", "9999-12-31"),)},
    ],
)
def test_of_some_activities_they_are_made_beside_the_file(book: Book, narrowed: dict[str, Any]) -> None:
    asked = Question(DAYS[0], book.latest(), spans=True, tallies=True, **narrowed)

    def ask(connection: Any) -> tuple[list[Any], list[Any]]:
        each_day = [_figures(connection, asked._replace(as_of=each), "all") for each in DAYS]
        with with_own_tallies(connection, asked) as tallied:
            assert tallied.is_of_tallies
            return each_day, [_figures(connection, tallied._replace(as_of=each), "all") for each in DAYS]

    slow, quick = book.read(ask)
    assert any(row["upcoming"] or row["ongoing"] for (row,) in slow)
    assert quick == [[pytest.approx(row) for row in rows] for rows in slow]


def test_a_change_and_its_undo_leave_them_as_they_follow_from_the_spans(book: Book) -> None:
    def told(connection: Any) -> list[tuple[Any, ...]]:
        with spans.beside_the_file(connection):
            assert tallies.are_of_spans(connection)
        return [tuple(row) for row in connection.execute("SELECT * FROM tallies")]

    before = book.read(told)
    change = book.record(entry("7-20", "percent", 20, "b@2024-07"))
    assert book.read(told) != before
    book.undo(change if isinstance(change, int) else book.latest())
    assert book.read(told) == before
    assert all(row[-1] for row in before), "nothing is kept of what nothing is left of"
