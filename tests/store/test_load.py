"""Loading a set of definitions: what it adds, changes and retires, and what it never touches."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordplan.dates.recurrence import occurrences_of
from coordplan.definitions.reading import read_definitions
from coordplan.definitions.writer import write_definitions
from coordplan.model import CalendarDay, Content, Definitions, Organization, Plan, Target
from coordplan.store.differences import Difference, StoredDefinitions, differences
from tests.examples import examples
from tests.store.building import (
    CONTENTS,
    ORGANIZATIONS,
    PLANS,
    PROGRAM,
    Book,
    activity,
    day,
    definitions,
    entry,
)
from tests.store.test_undo import SETS, operate

BASE = definitions(
    activity("a", every="quarter", target=Target(10.0, "lớp")),
    activity("b", due_on=day("6-30")),
    activity("c", "q", ongoing=True),
    activity("own", "ct", due_on=day("9-30")),
)


def begun(book: Book) -> None:
    book.load(BASE)


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book.filled(tmp_path / "coordplan.db", begun)


def with_activities(*changed: Any, without: tuple[str, ...] = ()) -> Definitions:
    new = {each.id: each for each in (*BASE.activities, *changed) if each.id not in without}
    return BASE._replace(activities=tuple(new.values()))


def by_id(all_of_it: Definitions) -> Definitions:
    return all_of_it._replace(
        organizations=tuple(sorted(all_of_it.organizations)), activities=tuple(sorted(all_of_it.activities))
    )


def found(book: Book, wanted: Definitions) -> list[tuple[str, str, str]]:
    whole = wanted.program is not None
    return [(each.what, each.kind, each.id) for each in differences(book.held(), wanted, whole)]


def occurrences_in_force(book: Book) -> dict[str, str | None]:
    """Return the occurrences that are defined by now, with their due dates."""
    return book.read(
        lambda connection: {
            row["id"]: row["due_on"]
            for row in connection.execute("SELECT * FROM occurrences WHERE ended_by IS NULL AND retired_on IS NULL")
        }
    )


def test_what_was_loaded_is_held(book: Book) -> None:
    assert book.held() == StoredDefinitions(BASE, frozenset(), {})


def test_loading_the_same_again_changes_nothing_and_is_no_change(book: Book) -> None:
    before = book.path.read_bytes()
    assert found(book, BASE) == []
    book.load(BASE)
    assert book.path.read_bytes() == before


def test_everything_new_is_added(tmp_path: Path) -> None:
    book = Book(tmp_path / "coordplan.db")
    assert found(book, BASE) == [
        ("added", "program", "ct"),
        ("added", "content", "nd1"),
        ("added", "content", "nd2"),
        ("added", "organization", "btg"),
        ("added", "organization", "so"),
        ("added", "plan", "p"),
        ("added", "plan", "q"),
        ("added", "activity", "a"),
        ("added", "activity", "b"),
        ("added", "activity", "c"),
        ("added", "activity", "own"),
    ]


DIFFERENCES: dict[str, tuple[Definitions, list[tuple[str, str, str]]]] = {
    "an activity added": (with_activities(activity("d")), [("added", "activity", "d")]),
    "an activity changed": (with_activities(activity("b", title="Khác")), [("changed", "activity", "b")]),
    "an activity missing": (with_activities(without=("b",)), [("retired", "activity", "b")]),
    "a plan missing with its activities": (
        with_activities(without=("c",))._replace(plans=PLANS[:1]),
        [("retired", "plan", "q"), ("retired", "activity", "c")],
    ),
    "a content missing": (BASE._replace(contents=CONTENTS[:1]), [("retired", "content", "nd2")]),
    "a body added": (
        BASE._replace(organizations=(*ORGANIZATIONS, Organization("new", "Mới"))),
        [("added", "organization", "new")],
    ),
    "the program changed": (BASE._replace(program=PROGRAM._replace(title="Khác")), [("changed", "program", "ct")]),
    "a day off added": (
        BASE._replace(calendar=(CalendarDay(day("4-30"), True, "Lễ"),)),
        [("added", "calendar", "2024-04-30")],
    ),
}


@pytest.mark.parametrize(("wanted", "expected"), DIFFERENCES.values(), ids=DIFFERENCES)
def test_a_difference_is_found_made_and_gone(
    wanted: Definitions, expected: list[tuple[str, str, str]], book: Book
) -> None:
    assert found(book, wanted) == expected
    book.load(wanted)
    assert found(book, wanted) == []
    assert by_id(book.held().definitions) == by_id(wanted)


def test_a_change_is_told_field_by_field_and_due_dates_by_days(book: Book) -> None:
    wanted = with_activities(
        activity("b", due_on=day("7-10"), weight=2.0),
        activity("a", every="quarter", due_day=25, target=Target(10.0, "lớp")),
    )
    first, second = differences(book.held(), wanted, whole=True)
    assert first == Difference(
        "activity",
        "a",
        "Việc a",
        "changed",
        (("due_day", None, 25),),
        tuple(
            (f"a@{year}-Q{quarter}", days)
            for year in (2024, 2025)
            for quarter, days in ((1, -6), (2, -5), (3, -5), (4, -6))
        ),
    )
    assert second == Difference(
        "activity",
        "b",
        "Việc b",
        "changed",
        (("due_on", day("6-30"), day("7-10")), ("weight", 1.0, 2.0)),
        (("b", 10),),
    )


# --- What a load never touches


def test_a_load_never_touches_entries(book: Book) -> None:
    book.record(
        entry("3-1", "percent", 40, "b"),
        entry("3-2", "extended", "9-30", "b"),
        entry("3-31", "value", 10, "a@2024-Q1"),
        entry("4-1", "suspended", occurrence="c"),
    )
    entries = book.answers()["entries"]
    for wanted in (
        with_activities(activity("a", every="half"), activity("b", due_on=day("7-31"))),
        with_activities(without=("a", "b", "c")),
        definitions(),
        BASE,
        BASE._replace(program=PROGRAM._replace(until_on=day("12-31"))),
    ):
        book.load(wanted, on=day("7-1"))
        assert book.answers()["entries"] == entries


def test_what_was_done_survives_a_load_that_says_otherwise_and_comes_back_with_it(book: Book) -> None:
    book.record(entry("3-20", "done", occurrence="a@2024-Q1"), entry("5-1", "percent", 50, "a@2024-Q2"))
    before = book.standings(day("7-1"))
    book.load(with_activities(activity("a", every="half", target=Target(10.0, "lớp"))), on=day("6-1"))
    assert book.standing("7-1", "a@2024-Q1") == "done_on_time"
    assert book.standing("7-1", "a@2024-Q2") is None
    assert book.standing("5-31", "a@2024-Q2") == "in_progress", "before it was retired it still counted"
    assert book.standing("7-1", "a@2024-H1") == "not_started_overdue"
    book.load(BASE, on=day("6-2"))
    assert book.standings(day("7-1")) == before


def test_occurrences_that_a_schedule_drops_are_retired_where_they_have_entries_and_gone_where_not(book: Book) -> None:
    book.record(entry("3-20", "percent", 5, "a@2024-Q1"))
    known = book.latest()
    book.load(with_activities(activity("a", every="year")), on=day("6-1"))
    rows = book.read(
        lambda connection: connection.execute(
            "SELECT id, retired_on FROM occurrences WHERE activity_id = 'a' AND ended_by IS NULL ORDER BY id"
        ).fetchall()
    )
    assert [tuple(row) for row in rows] == [("a@2024", None), ("a@2024-Q1", "2024-06-01"), ("a@2025", None)]
    assert {row["id"] for row in book.standings(day("7-1"), known, activity="a")} == {
        f"a@{year}-Q{quarter}" for year in (2024, 2025) for quarter in (1, 2, 3, 4)
    }, "what was known before the load is what it was"


def test_an_entry_that_was_taken_back_keeps_no_occurrence(book: Book) -> None:
    book.record(entry("3-20", "percent", 5, "a@2024-Q1"))
    book.undo()
    book.load(with_activities(activity("a", every="year")), on=day("6-1"))
    assert "a@2024-Q1" not in {row[0] for row in book.answers()["occurrences"]}


def test_what_is_missing_is_retired_from_the_day_of_the_load_on(book: Book) -> None:
    book.record(entry("3-1", "done", occurrence="b"))
    book.load(with_activities(without=("a", "b")), on=day("6-1"))
    assert [each.id for each in book.held().definitions.activities] == ["c", "own"]
    assert book.standing("5-31", "a@2024-Q1") == "not_started_overdue"
    assert book.standing("6-1", "a@2024-Q1") is None
    assert book.standing("6-1", "b") == "done_on_time"
    gone = {row[0] for row in book.answers()["activities"]} - {"c", "own"}
    assert gone == {"a", "b"}, "retired, not deleted"


def test_what_was_retired_can_be_defined_again(book: Book) -> None:
    before = occurrences_in_force(book)
    book.load(with_activities(without=("a", "c"))._replace(plans=PLANS[:1]), on=day("6-1"))
    book.load(BASE, on=day("7-1"))
    assert book.held().definitions == BASE
    assert occurrences_in_force(book) == before


# --- Parts of a set


def test_a_part_touches_only_the_plans_that_it_names(book: Book) -> None:
    part = Definitions(plans=(PLANS[0],), activities=(activity("b", title="Khác"), activity("d")))
    assert found(book, part) == [("changed", "activity", "b"), ("added", "activity", "d"), ("retired", "activity", "a")]
    book.load(part)
    held = book.held().definitions
    assert [each.id for each in held.activities] == ["b", "c", "d", "own"]
    assert held._replace(activities=()) == BASE._replace(activities=()), "program, bodies and plans are left alone"


def test_a_new_plan_alone_is_added_and_nothing_else_happens(book: Book) -> None:
    new = Plan("r", "Kế hoạch r", "so", order=3)
    part = Definitions(plans=(new,), activities=(activity("d", "r"),))
    assert found(book, part) == [("added", "plan", "r"), ("added", "activity", "d")]
    book.load(part)
    assert book.held().definitions == BASE._replace(
        plans=(*PLANS, new), activities=tuple(sorted((*BASE.activities, activity("d", "r"))))
    )


def test_bodies_alone_are_added_and_changed_and_none_is_retired(book: Book) -> None:
    part = Definitions(organizations=(Organization("btg", "Tên khác"), Organization("new", "Mới")))
    assert found(book, part) == [("changed", "organization", "btg"), ("added", "organization", "new")]


def test_a_calendar_alone_replaces_the_calendar(book: Book) -> None:
    book.load(Definitions(calendar=(CalendarDay(day("4-30"), True, "Lễ"), CalendarDay(day("5-1"), True, "Lễ"))))
    part = Definitions(calendar=(CalendarDay(day("5-1"), True, "Quốc tế lao động"),))
    assert found(book, part) == [("changed", "calendar", "2024-05-01"), ("retired", "calendar", "2024-04-30")]
    book.load(part)
    assert book.held().definitions.calendar == part.calendar


# --- What was added by hand


def test_what_was_added_by_hand_is_left_alone_by_a_load_that_does_not_name_it(book: Book) -> None:
    book.add(activity("hand", every="half"))
    assert found(book, BASE) == []
    book.load(with_activities(without=("a",)))
    assert book.held().by_hand == {"hand"}
    assert "hand" in {each.id for each in book.held().definitions.activities}
    assert found(book, Definitions(plans=(PLANS[0],), activities=(activity("b"),))) == []


def test_what_was_added_by_hand_and_is_defined_by_now_belongs_to_the_set(book: Book) -> None:
    book.add(activity("hand", every="half"))
    book.load(with_activities(activity("hand", every="year")))
    assert book.held().by_hand == frozenset()
    assert found(book, BASE) == [("retired", "activity", "hand")]


def test_what_was_added_by_hand_follows_a_longer_program(book: Book) -> None:
    book.add(activity("hand", every="year"))
    book.load(BASE._replace(program=PROGRAM._replace(until_on=date(2026, 12, 31))))
    assert {id_ for id_ in occurrences_in_force(book) if id_.startswith("hand")} == {
        "hand@2024",
        "hand@2025",
        "hand@2026",
    }


# --- After any history

ANYTHING = examples(50)


@ANYTHING
@given(data=st.data())
def test_what_is_exported_after_any_history_reads_back_as_what_is_held(tmp_path: Path, data: st.DataObject) -> None:
    book = Book(tmp_path / "coordplan.db")
    book.load(SETS["base"])
    for number in range(data.draw(st.integers(0, 8))):
        operate(data, book, number)
    held = book.held()
    folder = tmp_path / "exported"
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    for name, text in write_definitions(held.definitions).items():
        (folder / name).write_text(text, encoding="utf-8")
    reading = read_definitions([folder])
    assert [problem for problem in reading.problems if not problem.warning] == []
    assert differences(held, reading.definitions, reading.whole) == ()
    assert differences(held._replace(by_hand=frozenset()), reading.definitions, reading.whole) == (), (
        "nothing is left out"
    )


@ANYTHING
@given(data=st.data())
def test_occurrences_are_those_of_the_definitions_after_any_history(tmp_path: Path, data: st.DataObject) -> None:
    book = Book(tmp_path / "coordplan.db")
    book.load(SETS["base"])
    for number in range(data.draw(st.integers(0, 10))):
        operate(data, book, number)
    held = book.held().definitions
    assert held.program is not None
    defined = {
        each.id: (each.due_on and each.due_on.isoformat())
        for one in held.activities
        for each in occurrences_of(one, held.program.start_on, held.program.until_on)
    }
    assert occurrences_in_force(book) == defined


NEEDED_BY_HAND = {
    "its plan": (activity("hand", "q"), with_activities(without=("c",))._replace(plans=PLANS[:1])),
    "its lead": (
        activity("hand", lead="new"),
        BASE,
    ),
    "its content": (activity("hand", contents=("nd3",)), BASE),
    "what it waits for": (activity("hand", after=("b",)), with_activities(without=("b",))),
}


@pytest.mark.parametrize(("added", "wanted"), NEEDED_BY_HAND.values(), ids=NEEDED_BY_HAND)
def test_a_load_does_not_take_away_what_an_activity_added_by_hand_needs(
    added: Any, wanted: Definitions, book: Book, tmp_path: Path
) -> None:
    more = BASE._replace(
        organizations=(*ORGANIZATIONS, Organization("new", "Mới")), contents=(*CONTENTS, Content("nd3", "Ba", order=2))
    )
    book.load(more)
    book.add(added)
    book.load(wanted)
    held = book.held()
    folder = tmp_path / "exported"
    folder.mkdir()
    for name, text in write_definitions(held.definitions).items():
        (folder / name).write_text(text, encoding="utf-8")
    reading = read_definitions([folder])
    assert [problem for problem in reading.problems if not problem.warning] == []
    assert {each.id for each in reading.definitions.activities} == {each.id for each in held.definitions.activities}
