"""Laws of merging, over random histories on two and three copies.

Whatever the order, there and back, the copies say the same in the end; nothing that anyone recorded is lost; merging
again changes nothing; taking a merge back restores every answer, and taking that back brings it all again.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coordplan.errors import CoordplanError
from coordplan.model import Entry, Target
from coordplan.store.merging.contradictions import Choice
from tests.examples import examples
from tests.store.building import Book, activity, day, definitions
from tests.store.merging.two_copies import ContradictedError, edit, ever_recorded, merge, parted, said_by

BASE = definitions(
    activity("yte-01", every="quarter", target=Target(10.0, "lớp")),
    activity("yte-02", due_on=day("6-30"), after=("yte-01",)),
    activity("gd-01", "q", every="half"),
)
OCCURRENCES = ("yte-01@2024-Q1", "yte-01@2024-Q2", "yte-02", "gd-01@2024-H1")
DAYS = [day(text) for text in ("1-15", "2-1", "3-31", "4-2", "6-30", "7-1", "12-31")] + [date(2025, 12, 31)]


class Act(NamedTuple):
    """One thing that somebody does to a copy."""

    kind: str
    place: int  # which of what there is
    number: int


def acts(kinds: tuple[str, ...]) -> st.SearchStrategy[list[Act]]:
    one = st.builds(Act, st.sampled_from(kinds), st.integers(0, 5), st.integers(0, 9))
    return st.lists(one, max_size=5)


RECORDING = ("percent", "percent", "done", "done", "value", "extended", "suspended", "undo")
ALL = (*RECORDING, "add", "add", "record of new", "title", "schedule", "retire", "undo older")


LATER = tuple(kind for kind in ALL if not kind.startswith("undo"))  # taking a merge back is told apart


def do(book: Book, act: Act, who: str) -> None:
    """Do it where it can be done."""
    here = [each.id for each in book.held().definitions.activities]
    observed = day("1-15") + timedelta(days=20 * act.number)
    occurrence = OCCURRENCES[act.place % len(OCCURRENCES)]
    entry = Entry(occurrence, observed, "percent")
    acts: dict[str, Callable[[], object]] = {
        "percent": lambda: book.record(entry._replace(percent=10.0 * act.number)),
        "done": lambda: book.record(entry._replace(kind="done")),
        "value": lambda: book.record(
            entry._replace(occurrence="yte-01@2024-Q2", kind="value", value=float(act.number))
        ),
        "extended": lambda: book.record(entry._replace(kind="extended", due_on=day("9-30") + timedelta(act.number))),
        "suspended": lambda: book.record(entry._replace(kind="suspended")),
        "undo": lambda: book.undo(),
        "undo older": lambda: book.undo(max(2, book.latest() - act.number)),
        "add": lambda: book.add(activity(next_id(here), title=f"{who} {act.number}", due_on=observed)),
        "record of new": lambda: book.record(entry._replace(occurrence=here[-1], kind="done")),
        "title": lambda: edit(book, here[act.place % len(here)], title=f"tên {who} {act.number}"),
        "schedule": lambda: edit(book, "gd-01", every=("quarter", "month", "year")[act.number % 3], due_day=None),
        "retire": lambda: book.retire(here[act.place % len(here)], observed),
    }
    with suppress(CoordplanError, AssertionError, StopIteration):  # what cannot be undone is not
        acts[act.kind]()


def next_id(here: list[str]) -> str:
    return f"yte-{max((int(id_[4:]) for id_ in here if id_.startswith('yte-')), default=2) + 1:02}"


def begun(folder: Path, *histories: list[Act]) -> list[Book]:
    """Return copies of one file, each with a history of its own since they parted."""
    first = Book(folder / "0.db")
    first.load(BASE)
    first.record(Entry("yte-02", day("1-20"), "percent", 10.0))
    books = [first, *(parted(first, folder / f"{number}.db", number) for number in range(1, len(histories)))]
    for who, (book, history) in enumerate(zip(books, histories, strict=True)):
        for act in history:
            do(book, act, "abc"[who])
    return books


def again(folder: Path, books: list[Book]) -> list[Book]:
    return [parted(book, folder / f"again{number}.db") for number, book in enumerate(books)]


@pytest.mark.parametrize("side", ["ours", "theirs"])
@examples(40)
@given(one=acts(ALL), other=acts(ALL))
@example([Act("retire", 0, 0), Act("retire", 0, 0), Act("percent", 0, 0)], [Act("title", 0, 0), Act("schedule", 0, 0)])
def test_two_copies_say_the_same_in_the_end(side: Choice, one: list[Act], other: list[Act]) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        ours, theirs = begun(folder, one, other)
        ours2, theirs2 = again(folder, [ours, theirs])
        before, recorded = said_by(ours, DAYS), ever_recorded(ours, False) | ever_recorded(theirs, False)
        try:
            done = merge(ours, theirs)
        except ContradictedError:
            assert said_by(ours, DAYS) == before, "nothing is written until it is decided"
            done = merge(ours, theirs, side)
        merge(theirs, ours)  # what was decided travels: nothing is asked
        merged = said_by(ours, DAYS)
        assert said_by(theirs, DAYS) == merged
        assert ever_recorded(ours, False) >= recorded
        assert ever_recorded(theirs, False) >= recorded
        assert merge(ours, theirs) is None
        assert merge(theirs, ours) is None
        with suppress(ContradictedError):
            merge(theirs2, ours2)
            merge(ours2, theirs2)
            assert said_by(ours2, DAYS) == said_by(theirs2, DAYS) == merged
        if done is not None:
            number = ours.undo(done.compared.number)
            assert said_by(ours, DAYS) == before
            ours.undo(number)
            assert said_by(ours, DAYS) == merged


@examples(24)
@given(histories=st.tuples(*[acts(ALL)] * 3), between=st.lists(st.tuples(st.permutations(range(3)), acts(LATER))))
def test_three_copies_say_the_same_in_the_end(
    histories: tuple[list[Act], ...], between: list[tuple[list[int], list[Act]]]
) -> None:
    """Whoever merges whom meanwhile, and goes on: once each has merged the others, all say the same."""
    with TemporaryDirectory() as name:
        books = begun(Path(name), *histories)
        recorded: set[str] = set()
        for (first, second, _third), further in between[:3]:
            merge(books[first], books[second], "ours")
            for act in further:
                do(books[first], act, "abc"[first])
        for book in books:
            recorded |= ever_recorded(book, False)
        for first, second in ((0, 1), (0, 2), (1, 0), (2, 0), (2, 1), (1, 2), (0, 1), (0, 2)):
            merge(books[first], books[second], "ours")
        said = [said_by(book, DAYS) for book in books]
        assert said[1] == said[0]
        assert said[2] == said[0]
        assert all(ever_recorded(book, False) >= recorded for book in books)
        assert all(merge(one, other) is None for one in books for other in books if one is not other)
