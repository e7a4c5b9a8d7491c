"""What may be recorded, on which days, and what becomes of what was recorded before."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from coordplan.errors import Refused
from coordplan.store.changes import latest_change
from coordplan.store.door.which import Repetition, find_occurrence
from coordplan.store.entries import entries_of
from coordplan.store.observations import Observation, extend, observe
from tests.store.building import Book, activity, day, definitions, entry

TODAY = day("6-30")


def begun(book: Book) -> None:
    book.load(definitions(activity(), activity("m", every="month")))


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book.filled(tmp_path / "coordplan.db", begun)


def observed(book: Book, text: str, on: str | None = None, id_: str = "a", **more: Any) -> Observation:
    with book.change("mark") as change:
        return observe(change, id_, text, None if on is None else day(on), TODAY, **more)


def extended(book: Book, due_on: str, on: str | None = None, **more: Any) -> date:
    with book.change("extend") as change:
        return extend(change, "a", day(due_on), None if on is None else day(on), TODAY, "", "1-CV", **more).due_on


def in_force(book: Book, id_: str = "a") -> list[tuple[date, str]]:
    entries = book.read(lambda connection: entries_of(connection, id_, latest_change(connection)))
    return [(each.entry.observed_on, each.entry.kind) for each in entries if each.ended_by is None]


RECORDING: dict[str, Callable[..., Any]] = {
    "an observation": lambda book, on: observed(book, "10%", on),
    "an extension": lambda book, on: extended(book, "2024-12-31", on),
}


@pytest.mark.parametrize("record", RECORDING.values(), ids=RECORDING)
@pytest.mark.parametrize("on", ["2024-01-01", "6-30"], ids=["the first day of the program", "today"])
def test_what_is_recorded_is_of_a_day_from_the_first_of_the_program_to_today(
    book: Book, record: Callable[..., Any], on: str
) -> None:
    record(book, on)
    assert [observed_on for observed_on, _kind in in_force(book)] == [day(on)]


@pytest.mark.parametrize("record", RECORDING.values(), ids=RECORDING)
@pytest.mark.parametrize(
    ("on", "sentence"),
    [
        pytest.param("2023-12-31", "is before the program", id="the day before it"),
        pytest.param("7-1", "is still to come", id="tomorrow"),
    ],
)
def test_other_days_are_refused(book: Book, record: Callable[..., Any], on: str, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        record(book, on)
    assert in_force(book) == []


def test_a_day_that_is_named_takes_the_place_of_other_days_alone(book: Book) -> None:
    book.record(entry("6-1", "percent", 50), entry("6-10", "done")._replace(evidence="1-BC"), entry("6-12", "done"))
    after = observed(book, "done", "6-10", evidence="2-BC").after
    assert after["done_on"] == "2024-06-10"
    assert in_force(book) == [(day("6-1"), "percent"), (day("6-10"), "done"), (day("6-10"), "done")]


def test_a_day_that_is_named_leaves_days_to_come(book: Book) -> None:
    book.record(entry("6-1", "done"), entry("7-15", "done"))
    observed(book, "done", "6-10")
    assert in_force(book) == [(day("6-10"), "done"), (day("7-15"), "done")]


def test_a_day_that_is_named_takes_nothing_back_from_before_a_break(book: Book) -> None:
    book.record(entry("5-1", "done"), entry("5-10", "percent", 90), entry("6-1", "done"))
    assert observed(book, "done", "6-20").after["done_on"] == "2024-06-20"
    assert in_force(book) == [(day("5-1"), "done"), (day("5-10"), "percent"), (day("6-20"), "done")]


def test_a_day_that_is_named_takes_back_what_was_called_done_alone(book: Book) -> None:
    book.record(entry("6-1", "done"), entry("6-5", "extended", "8-31"), entry("6-6", "suspended"))
    book.record(entry("6-7", "resumed"))
    observed(book, "done", "6-20")
    assert [kind for _day, kind in in_force(book)] == ["extended", "suspended", "resumed", "done"]


def test_done_without_a_day_stays_done_since_its_day(book: Book) -> None:
    book.record(entry("6-10", "done"))
    assert observed(book, "done", evidence="2-BC").today["done_on"] == "2024-06-10"
    assert isinstance(observed(book, "done"), Repetition)


def test_a_plain_id_means_the_earliest_that_is_open_then_and_today(book: Book) -> None:
    book.record(entry("1-20", "done", occurrence="m@2024-01"), entry("6-1", "done", occurrence="m@2024-02"))

    def meant(on: str) -> str:
        return book.read(lambda connection: find_occurrence(connection, "m", day(on), TODAY).id)

    assert [meant("3-10"), meant("6-30")] == ["m@2024-03", "m@2024-03"]
    with pytest.raises(Refused, match=r"The last one, m@2024-02, was done on 2024-06-01. The next one, m@2024-03,"):
        meant("1-10")


@pytest.mark.parametrize(
    ("on", "refused"), [pytest.param("5-31", False, id="the day before"), pytest.param("6-1", True, id="that day")]
)
def test_what_is_retired_takes_nothing_from_its_day_on(book: Book, on: str, refused: bool) -> None:
    book.retire("a", day("6-1"))
    if refused:
        with pytest.raises(Refused, match="was retired on 2024-06-01"):
            observed(book, "10%", on)
    else:
        found = observed(book, "10%", on)
        assert (found.after["percent"], found.today) == (10, found.after), "it stands nowhere today"


def test_an_extension_names_a_later_day(book: Book) -> None:
    for due_on in ("6-29", "6-30"):
        with pytest.raises(Refused, match="is not an extension: a is due on 2024-06-30"):
            extended(book, due_on)
    assert extended(book, "7-1") == day("7-1")


@pytest.mark.parametrize("text", ["50%", "suspended"])
def test_what_stays_only_because_it_was_done_stays_done(book: Book, text: str) -> None:
    book.record(entry("5-20", "done", occurrence="m@2024-05"))
    book.load(definitions(activity(), activity("m", every="year")), on=day("6-1"))
    with pytest.raises(Refused, match="m@2024-05 was retired on 2024-06-01"):
        observed(book, text, id_="m@2024-05")
    assert in_force(book, "m") == [(day("5-20"), "done")]
