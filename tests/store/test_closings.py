"""Closed periods in the file: what is late news, and which days a plan's period has."""

from contextlib import nullcontext
from pathlib import Path

import pytest

from coordplan.dates.periods import parse_period
from coordplan.errors import Refused
from coordplan.store.changes import latest_change
from coordplan.store.closed_periods import (
    LateNews,
    close_period,
    closings_ever,
    late_news,
    reopen_period,
)
from coordplan.store.entries import add_entries
from tests.store.building import PROGRAM, Book, activity, day, definitions, entry

JUNE = parse_period("2024-06")
BY_14 = definitions(activity(), activity("b", "q"), program=PROGRAM._replace(cutoff_day=14))
BY_CALENDAR = definitions(activity(), activity("b", "q"), program=PROGRAM._replace(cutoff_day=None))


def begun(book: Book) -> None:
    book.load(BY_14)


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book.filled(tmp_path / "coordplan.db", begun)


def closed(book: Book, on: str = "6-30") -> int:
    with book.change("period close 2024-06") as change:
        close_period(change, JUNE, day(on))
    return change.number


def opened(book: Book) -> int:
    with book.change("period reopen 2024-06") as change:
        reopen_period(change, JUNE)
    return change.number


def news(book: Book, known: int | None = None) -> list[LateNews]:
    return book.read(lambda connection: late_news(connection, known or latest_change(connection)))


@pytest.mark.parametrize(
    ("observed", "refused"), [("5-14", True), ("5-15", True), ("6-14", True), ("6-15", False)], ids=str
)
def test_the_days_of_a_closed_period_are_refused(book: Book, observed: str, refused: bool) -> None:
    """And the day before it, since what is known of that day stands on its last day too."""
    closed(book)

    def record(*days: str) -> None:
        with book.through_door() as change:
            add_entries(change, [entry(each, "percent", 10) for each in days])

    for days in ((observed,), ("6-16", observed)):
        with pytest.raises(Refused) if refused else nullcontext():
            record(*days)


def test_late_news_is_what_was_recorded_while_the_period_was_closed(book: Book) -> None:
    book.record(entry("6-1", "percent", 10))
    closed(book)
    late = book.record(entry("6-2", "percent", 20), entry("6-20", "percent", 30))
    again = opened(book)
    book.record(entry("6-3", "percent", 25))
    (found,) = news(book)
    assert (found.period, found.observed_on, found.percent, found.change) == ("2024-06", day("6-2"), 20, late)
    assert news(book, late - 1) == []
    assert news(book, again) == [found]


def test_what_was_there_before_the_closing_is_no_news_when_it_comes_back(book: Book) -> None:
    """Taken back and brought back on a day that lies in the period only by the cut-off that came later."""
    before = book.record(entry("6-20", "percent", 10))
    closed(book)
    book.undo(book.undo(before))
    book.load(BY_CALENDAR)
    assert news(book) == []
    late = book.record(entry("6-21", "percent", 20))
    assert [each.change for each in news(book)] == [late]


def test_each_period_is_told_with_its_last_closing(book: Book) -> None:
    first = closed(book)
    opened(book)
    second = closed(book)

    def told(known: int) -> list[tuple[int, bool]]:
        found = book.read(lambda connection: closings_ever(connection, known))
        return [(closing.change, is_closed) for closing, is_closed in found]

    assert [told(known) for known in (first - 1, first, first + 1, second)] == [
        [],
        [(first, True)],
        [(first, False)],
        [(second, True)],
    ]


def test_closing_and_opening_again_twice_write_once(book: Book) -> None:
    with pytest.raises(Refused, match="not closed"):
        opened(book)
    for act in (closed, opened, closed):
        act(book)
        before = book.latest()
        act(book)
        assert book.latest() == before


@pytest.mark.parametrize(
    ("on", "sentence"),
    [
        pytest.param("6-13", "has not ended: its figures close on 2024-06-14", id="the day before its last"),
        pytest.param("6-14", "has not ended in Kế hoạch q: its figures close there on 2024-06-20", id="its last day"),
        pytest.param("6-19", "has not ended in Kế hoạch q", id="the day before the last plan's last"),
        pytest.param("6-20", "", id="the last plan's last day"),
    ],
)
def test_a_period_is_closed_from_its_last_day_on_in_every_plan(book: Book, on: str, sentence: str) -> None:
    plans = (BY_14.plans[0], BY_14.plans[1]._replace(cutoff_day=20))
    book.load(BY_14._replace(plans=plans))
    if sentence:
        with pytest.raises(Refused, match=sentence):
            closed(book, on)
    assert closed(book, "6-20") == book.latest()


@pytest.mark.parametrize(
    ("observed", "late"), [("5-14", False), ("5-15", True), ("6-14", True), ("6-15", False)], ids=str
)
def test_late_news_is_of_the_days_of_the_period(book: Book, observed: str, late: bool) -> None:
    closed(book)
    book.record(entry(observed, "percent", 20))
    assert [each.observed_on for each in news(book)] == [day(observed)] * late


def test_late_news_is_told_of_the_periods_that_are_asked_for(book: Book) -> None:
    closed(book)
    with book.change("period close 2024-Q2") as change:
        close_period(change, parse_period("2024-Q2"), day("6-30"))
    book.record(entry("6-1", "percent", 20))
    assert [each.period for each in news(book)] == ["2024-06", "2024-Q2"]
    asked = book.read(lambda connection: late_news(connection, latest_change(connection), ["2024-Q2"]))
    assert [each.period for each in asked] == ["2024-Q2"]
