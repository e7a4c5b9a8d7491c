"""Taking back: every answer is as it was before, an undo can be undone, and nothing is left standing on air."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordplan.errors import Refused
from coordplan.model import Content, Definitions, Entry, Organization, Plan, Target
from tests.examples import IS_LONG, examples
from tests.store.building import CONTENTS, FIRST, ORGANIZATIONS, PLANS, PROGRAM, Book, activity, day, definitions, entry

BASE = definitions(
    activity("a", every="quarter", target=Target(10.0, "lớp")),
    activity("b", due_on=day("6-30"), after=("a",)),
    activity("c", "q", ongoing=True),
)


def begun(book: Book) -> None:
    book.load(BASE)
    book.record(entry("3-1", "percent", 40, "b"), entry("3-10", "done", occurrence="a@2024-Q1"))


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book.filled(tmp_path / "coordplan.db", begun)


LONGER = BASE._replace(program=PROGRAM._replace(until_on=date(2026, 12, 31)))


def with_activities(*changed: Any, without: tuple[str, ...] = ()) -> Definitions:
    new = {each.id: each for each in (*BASE.activities, *changed) if each.id not in without}
    return BASE._replace(activities=tuple(new.values()))


CHANGES: dict[str, Callable[[Book], int]] = {
    "a percent": lambda book: book.record(entry("4-1", "percent", 70, "b")),
    "a correction of the same day": lambda book: book.record(entry("3-1", "percent", 10, "b")),
    "several entries": lambda book: book.record(
        entry("4-1", "value", 10, "a@2024-Q2"), entry("4-1", "suspended", occurrence="c")
    ),
    "an extension": lambda book: book.record(entry("4-1", "extended", "9-30", "b")),
    "a load that adds": lambda book: book.load(with_activities(activity("d", every="month"))),
    "a load that changes due dates": lambda book: book.load(with_activities(activity("b", due_on=day("9-30")))),
    "a load that changes words": lambda book: book.load(
        with_activities(activity("c", "q", ongoing=True, title="Khác"))
    ),
    "a load that changes weight and target": lambda book: book.load(
        with_activities(activity("a", every="quarter", target=Target(20.0, "lớp"), weight=3.0))
    ),
    "a load that changes the recurrence": lambda book: book.load(with_activities(activity("a", every="half"))),
    "a load that moves to another plan": lambda book: book.load(with_activities(activity("b", "q", after=("a",)))),
    "a load that retires an activity": lambda book: book.load(with_activities(without=("b",)), on=day("4-1")),
    "a load that retires a plan": lambda book: book.load(
        with_activities(without=("c",))._replace(plans=PLANS[:1]), on=day("4-1")
    ),
    "a load that changes the program's period": lambda book: book.load(
        BASE._replace(program=PROGRAM._replace(until_on=date(2026, 12, 31), title="Khác"))
    ),
    "a load that adds organizations, contents and a plan": lambda book: book.load(
        with_activities(activity("d", "r", lead="new", contents=("nd3",)))._replace(
            organizations=(*ORGANIZATIONS, Organization("new", "Mới")),
            contents=(*CONTENTS, Content("nd3", "Ba", order=2)),
            plans=(*PLANS, Plan("r", "Kế hoạch r", "new", order=3)),
        )
    ),
    "an activity added by hand": lambda book: book.add(activity("hand", every="year")),
    "an activity retired": lambda book: book.retire("a", day("5-1")),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_undo_brings_back_every_answer(change: Callable[[Book], int], book: Book) -> None:
    before = book.answers()
    number = change(book)
    after = book.answers()
    assert after != before, "this change says nothing"
    assert book.undo() == number + 1
    assert book.answers() == before
    # An undo is undone, and so on
    last = number + 1
    for undone in range(number + 1, number + (4 if IS_LONG else 2)):
        last = book.undo(undone)
        assert book.answers() == (after if (last - number) % 2 == 0 else before)
    assert book.undo() == last + 1, "what was brought back is in effect again and can be taken back by its number"
    assert book.answers() == before


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_was_known_before_and_between_stays_known(change: Callable[[Book], int], book: Book) -> None:
    days = [day("7-1"), date(2025, 1, 1)]
    number = change(book)
    known = [[book.standings(each, at) for each in days] for at in range(number + 1)]
    book.undo()
    book.undo(number + 1)
    assert [[book.standings(each, at) for each in days] for at in range(number + 1)] == known


def test_without_a_number_the_latest_change_in_effect_is_meant_that_is_no_undo(book: Book) -> None:
    first = book.record(entry("4-1", "percent", 70, "b"))
    book.record(entry("4-2", "percent", 80, "b"))
    book.undo()
    assert book.standings(day("4-2"), activity="b")[0]["percent"] == 70
    book.undo()
    assert book.standings(day("4-2"), activity="b")[0]["percent"] == 40
    assert first == 3


def test_two_entries_of_one_day_keep_their_order_when_brought_back(book: Book) -> None:
    first = book.record(entry("4-1", "percent", 70, "b"))
    book.record(entry("4-1", "percent", 80, "b"))
    undone = book.undo(first)
    assert book.standings(day("4-1"), activity="b")[0]["percent"] == 80
    book.undo(undone)
    assert book.standings(day("4-1"), activity="b")[0]["percent"] == 80, "the later recorded still counts"


def test_an_entry_told_after_one_was_taken_back_stays_the_later(book: Book) -> None:
    first = book.record(entry("4-1", "percent", 70, "b"))
    undone = book.undo(first)
    book.record(entry("4-1", "percent", 80, "b"))
    book.undo(undone)
    assert book.standings(day("4-1"), activity="b")[0]["percent"] == 80


def test_an_older_change_that_nothing_stands_on_is_taken_back(book: Book) -> None:
    older = book.load(with_activities(activity("d")))
    book.record(entry("4-1", "percent", 70, "b"))
    without_load = book.answers()
    book.undo(older)
    assert [each.id for each in book.held().definitions.activities] == ["a", "b", "c"]
    assert book.answers()["entries"] == without_load["entries"]


def test_an_older_correction_is_taken_back_from_under_a_later_entry(book: Book) -> None:
    older = book.record(entry("4-1", "extended", "9-30", "b"))
    book.record(entry("7-15", "done", occurrence="b"))
    assert book.standing("7-15", "b") == "done_on_time"
    book.undo(older)
    assert book.standing("7-15", "b") == "done_late"


def refused(book: Book, number: int) -> Refused:
    before = book.answers()
    with pytest.raises(Refused) as caught:
        book.undo(number)
    assert book.answers() == before
    return caught.value


def test_a_change_that_is_not_there_is_refused_with_the_last_one(book: Book) -> None:
    error = refused(book, 99)
    assert error.sentence == "There is no change 99."
    assert error.way_out == "The last one is 2; `coordplan log` lists them."


def test_a_change_is_taken_back_once(book: Book) -> None:
    number = book.record(entry("4-1", "percent", 70, "b"))
    book.undo()
    error = refused(book, number)
    assert error.sentence == "Change 3 was already taken back, by change 4."
    assert error.way_out == "To bring it back, take that one back: coordplan undo 4"


def test_when_nothing_is_left_there_is_nothing_to_take_back(tmp_path: Path) -> None:
    book = Book(tmp_path / "coordplan.db")
    book.load(BASE)
    with pytest.raises(Refused, match="the first load of the file, change 1"):
        book.undo()
    book.undo(1)
    with pytest.raises(Refused, match="There is nothing to take back"):
        book.undo()


STANDING_ON: dict[str, tuple[Callable[[Book], int], Callable[[Book], int]]] = {
    "an entry on an occurrence that it added": (
        lambda book: book.load(with_activities(activity("d"))),
        lambda book: book.record(entry("4-1", "percent", 5, "d")),
    ),
    "an entry on an occurrence of its new recurrence": (
        lambda book: book.load(with_activities(activity("a", every="month"))),
        lambda book: book.record(entry("4-1", "percent", 5, "a@2024-05")),
    ),
    "a later change of the same activity": (
        lambda book: book.load(with_activities(activity("c", "q", ongoing=True, title="Khác"))),
        lambda book: book.load(with_activities(activity("c", "q", ongoing=True, title="Nữa"))),
    ),
    "retiring what it added": (
        lambda book: book.load(with_activities(activity("d"))),
        lambda book: book.retire("d", day("5-1")),
    ),
    "bringing back what it retired": (
        lambda book: book.retire("b", day("5-1")),
        lambda book: book.load(with_activities(activity("b", title="Khác"))),
    ),
    "an activity in a plan that it added": (
        lambda book: book.load(BASE._replace(plans=(*PLANS, Plan("r", "Kế hoạch r", "so", order=3)))),
        lambda book: book.add(activity("hand", "r")),
    ),
    "an activity led by a body that it added": (
        lambda book: book.load(BASE._replace(organizations=(*ORGANIZATIONS, Organization("new", "Mới")))),
        lambda book: book.add(activity("hand", lead="new")),
    ),
    "an activity with a partner that it added": (
        lambda book: book.load(BASE._replace(organizations=(*ORGANIZATIONS, Organization("new", "Mới")))),
        lambda book: book.add(activity("hand", partners=("so", "new"))),
    ),
    "a plan with a body that it added": (
        lambda book: book.load(BASE._replace(organizations=(*ORGANIZATIONS, Organization("new", "Mới")))),
        lambda book: book.load(Definitions(plans=(Plan("r", "Kế hoạch r", "new", order=3),))),
    ),
    "an activity of a content that it added": (
        lambda book: book.load(BASE._replace(contents=(*CONTENTS, Content("nd3", "Ba", order=2)))),
        lambda book: book.add(activity("hand", contents=("nd1", "nd3"))),
    ),
    "an activity that waits for one that it added": (
        lambda book: book.load(with_activities(activity("d"))),
        lambda book: book.add(activity("hand", after=("d",))),
    ),
    "an activity with occurrences in the longer period that it gave": (
        lambda book: book.load(LONGER),
        lambda book: book.add(activity("hand", every="year")),
    ),
    "occurrences of an activity that it added, from a longer period": (
        lambda book: book.add(activity("hand", every="half")),
        lambda book: book.load(LONGER),
    ),
}


@pytest.mark.parametrize(("older", "later"), STANDING_ON.values(), ids=STANDING_ON)
def test_what_later_changes_stand_on_is_not_taken_back(
    older: Callable[[Book], int], later: Callable[[Book], int], book: Book
) -> None:
    first = older(book)
    before = book.answers()
    second = later(book)
    error = refused(book, first)
    assert error.sentence.startswith(f"Change {first} cannot be taken back: later changes depend on it: {second} (")
    assert error.way_out == f"Take those back first, the latest first: coordplan undo {second}"
    book.undo(second)
    assert book.answers() == before
    book.undo(first)


BROUGHT_BACK: dict[str, tuple[Callable[[Book], int], Callable[[Book], int]]] = {
    "an entry whose occurrence is gone": (
        lambda book: book.record(entry("4-1", "percent", 5, "a@2024-Q3")),
        lambda book: book.load(with_activities(activity("a", every="year"))),
    ),
    "an activity whose plan is retired": (
        lambda book: book.add(activity("hand", "q")),
        lambda book: book.load(with_activities(without=("c",))._replace(plans=PLANS[:1])),
    ),
    "an activity whose lead is gone": (
        lambda book: book.add(activity("hand", lead="so")),
        lambda book: book.load(
            BASE._replace(organizations=ORGANIZATIONS[:1], plans=tuple(plan._replace(partner="btg") for plan in PLANS))
        ),
    ),
    "an activity whose content is gone": (
        lambda book: book.add(activity("hand", contents=("nd2",))),
        lambda book: book.load(BASE._replace(contents=CONTENTS[:1])),
    ),
    "an activity scheduled for a period that is another by now": (
        lambda book: book.add(activity("hand", every="year")),
        lambda book: book.load(LONGER),
    ),
    "an activity that waits for one that is retired": (
        lambda book: book.add(activity("hand", after=("b",))),
        lambda book: book.retire("b", day("5-1")),
    ),
}


@pytest.mark.parametrize(("change", "later"), BROUGHT_BACK.values(), ids=BROUGHT_BACK)
def test_what_lacks_something_by_now_is_not_brought_back(
    change: Callable[[Book], int], later: Callable[[Book], int], book: Book
) -> None:
    change(book)
    undone = book.undo()
    gone = later(book)
    error = refused(book, undone)
    assert f" {gone} (" in error.sentence
    book.undo(gone)
    book.undo(undone)


# --- Any sequence of operations

SETS = {
    "base": BASE,
    "more": with_activities(activity("d", every="half", weight=2.0), activity("e", "q", due_on=day("3-1"))),
    "moved": with_activities(activity("b", due_on=day("9-30"), start_on=day("2-1")), activity("a", every="half")),
    "fewer": with_activities(without=("b",)),
    "a plan less": with_activities(without=("c",))._replace(plans=PLANS[:1]),
    "longer": BASE._replace(program=PROGRAM._replace(until_on=date(2026, 6, 30))),
    "plan q alone": Definitions(plans=(PLANS[1],), activities=(activity("c", "q", due_on=day("5-1")),)),
    "other words": with_activities(activity("a", every="quarter", title="Tên khác", contents=("nd2",))),
}
DAYS = st.sampled_from([FIRST, day("3-1"), day("4-1"), day("6-30"), day("7-1")])


def operate(data: st.DataObject, book: Book, number: int) -> None:
    """Do any one thing; what is refused is not done."""
    match data.draw(st.sampled_from(["load", "load", "add", "retire", "mark", "mark", "extend", "undo", "undo"])):
        case "load":
            book.load(SETS[data.draw(st.sampled_from(sorted(SETS)))], on=data.draw(DAYS))
        case "add":
            book.add(activity(f"hand{number}", data.draw(st.sampled_from(["p", "ct"])), every="half"))
        case "retire":
            activities = book.held().definitions.activities
            waited_for = {id_ for each in activities for id_ in each.after}  # `coordplan retire` refuses these
            there = sorted({each.id for each in activities} - waited_for)
            if there:
                book.retire(data.draw(st.sampled_from(there)), data.draw(DAYS))
        case "mark":
            there = [row["id"] for row in book.standings(day("2-1"))][:6]
            if there:
                kinds = st.sampled_from(["percent", "done", "suspended", "resumed", "cancelled"])
                told = [
                    Entry(data.draw(st.sampled_from(there)), data.draw(DAYS), kind, 30.0 if kind == "percent" else None)
                    for kind in data.draw(st.lists(kinds, min_size=1, max_size=2))
                ]
                book.record(*told)
        case "extend":
            there = [row["id"] for row in book.standings(day("2-1")) if row["due_on"]][:6]
            if there:
                book.record(entry("4-1", "extended", "8-31", data.draw(st.sampled_from(there))))
        case "undo":
            if (last := book.latest()) > 1:
                try:
                    book.undo(data.draw(st.integers(2, last)))
                except Refused:
                    return


ANYTHING = examples(25)


@ANYTHING
@given(data=st.data())
def test_undo_after_any_history_is_as_if_the_change_had_never_been(tmp_path: Path, data: st.DataObject) -> None:
    book = Book(tmp_path / "coordplan.db")
    book.load(BASE)
    for number in range(data.draw(st.integers(1, 8))):
        known, before = book.latest(), book.answers()
        operate(data, book, number)
        if (last := book.latest()) > known:
            after = book.answers()
            book.undo(last)
            assert book.answers() == before
            book.undo(last + 1)
            assert book.answers() == after
            book.undo(last)
            assert book.answers() == before
            book.undo(last + 3)


@ANYTHING
@given(data=st.data())
def test_whatever_is_taken_back_nothing_is_left_without_what_it_needs(tmp_path: Path, data: st.DataObject) -> None:
    book = Book(tmp_path / "coordplan.db")
    book.load(BASE)
    for number in range(data.draw(st.integers(2, 10))):
        operate(data, book, number)
    said = book.read(
        lambda connection: {
            name: connection.execute(query).fetchall()
            for name, query in {
                "entries without an occurrence": "SELECT id FROM entries WHERE ended_by IS NULL AND occurrence_id "
                "NOT IN (SELECT id FROM occurrences WHERE ended_by IS NULL)",
                "occurrences without an activity": "SELECT id FROM occurrences WHERE ended_by IS NULL AND activity_id "
                "NOT IN (SELECT id FROM activities WHERE ended_by IS NULL)",
                "activities without a plan": "SELECT id FROM activities WHERE ended_by IS NULL AND plan_id NOT IN "
                "(SELECT id FROM plans WHERE ended_by IS NULL UNION SELECT id FROM programs WHERE ended_by IS NULL)",
                "activities without occurrences": "SELECT id FROM activities WHERE ended_by IS NULL AND "
                "retired_on IS NULL AND id NOT IN "
                "(SELECT activity_id FROM occurrences WHERE ended_by IS NULL AND retired_on IS NULL)",
                "retired activities with occurrences": "SELECT a.id FROM activities AS a JOIN occurrences AS o ON "
                "o.activity_id = a.id AND o.ended_by IS NULL AND o.retired_on IS NULL WHERE a.ended_by IS NULL "
                "AND a.retired_on IS NOT NULL",
            }.items()
        }
    )
    assert {name: [tuple(row) for row in rows] for name, rows in said.items() if rows} == {}
