"""Closed means closed: what a change would move of a closed period is refused, whatever writes it, or named."""

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordplan.dates.periods import parse_period
from coordplan.errors import Refused
from coordplan.model import Activity, Definitions, Target
from coordplan.store.applying import apply
from coordplan.store.changes import Writing, latest_change
from coordplan.store.closed_periods import close_period, late_news, reopen_period
from coordplan.store.definitions import stored_definitions
from coordplan.store.differences import Difference, differences
from coordplan.store.door.closed_guard import moved_periods
from coordplan.store.entries import add_entries
from coordplan.store.manual_ratings import add_rating
from coordplan.store.schema import ENTRIES
from coordplan.store.undo import change_to_undo, take_back
from tests.examples import examples
from tests.store.building import PLANS, PROGRAM, Book, activity, day, definitions, entry

QUARTER = parse_period("2024-Q1")
ACTIVITIES = {
    "m": activity("m", every="month", due_day=20),
    "a": activity("a", due_on=day("3-10")),
    "q": activity("q", "q", every="quarter", target=Target(10.0, "lớp")),
    "late": activity("late", due_on=day("12-20")),
}
BASE = definitions(*ACTIVITIES.values())


def with_activity(id_: str, **fields: Any) -> Definitions:
    changed = ACTIVITIES | {id_: ACTIVITIES[id_]._replace(**fields)}
    return definitions(*changed.values())


def closed(book: Book) -> None:
    book.load(BASE)
    book.record(entry("1-15", "done", occurrence="m@2024-01"), entry("2-25", "done", occurrence="m@2024-02"))
    book.record(entry("2-1", "value", 4, "q@2024-Q1"), entry("3-5", "percent", 50, "a"))
    with book.through_door("period close 2024-Q1") as change:
        close_period(change, QUARTER, day("4-5"))


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book.filled(tmp_path / "coordplan.db", closed)


Act = Callable[[Writing], object]


def loading(wanted: Definitions) -> Act:
    def act(change: Writing) -> None:
        held = stored_definitions(change.connection)
        apply(change, held, wanted, differences(held, wanted, whole=True), day("6-30"))

    return act


def recording(*words: Any) -> Act:
    return lambda change: add_entries(change, [entry(*words)])


def ending(*numbers: int) -> Act:
    return lambda change: change.end(ENTRIES, numbers)


def correcting(number: int, *words: Any) -> Act:
    def act(change: Writing) -> None:
        change.end(ENTRIES, [number])
        recording(*words)(change)

    return act


def retiring(id_: str, on: str) -> Act:
    def act(change: Writing) -> None:
        held = stored_definitions(change.connection)
        apply(change, held, Definitions(), [Difference("activity", id_, id_, "retired")], day(on))

    return act


def adding(added: Activity) -> Act:
    def act(change: Writing) -> None:
        found = [Difference("activity", added.id, added.title, "added")]
        apply(change, stored_definitions(change.connection), Definitions(activities=(added,)), found, day("6-30"), True)

    return act


def rating(on: str, colour: str = "green", plan: str = "p") -> Act:
    return lambda change: add_rating(change, plan, day(on), colour, "vì sao")


MOVES = [
    pytest.param(recording("3-20", "percent", 60, "a"), "and 2024-03-20 lies in it", id="an entry of a day in it"),
    pytest.param(recording("3-31", "percent", 60, "a"), "in progress, overdue, 50% -> ", id="of its last day"),
    pytest.param(ending(3), "q@2024-Q1: in progress, 40% -> not started", id="an entry taken back"),
    pytest.param(
        loading(with_activity("m", due_day=25)), "m@2024-02: done late (2024-02-25) -> done on time", id="a due day"
    ),
    pytest.param(
        loading(with_activity("a", due_on=day("4-10"))),
        "Done of what has fallen due: 2/4",
        id="a due date that leaves it",
    ),
    pytest.param(
        loading(with_activity("late", due_on=day("3-1"))),
        "late: not started -> not started, overdue",
        id="that comes in",
    ),
    pytest.param(loading(with_activity("a", weight=3.0)), "weight 1) -> ", id="a weight"),
    pytest.param(
        loading(with_activity("q", target=Target(4.0, "lớp"))), "in progress, 40% -> done on time", id="a target"
    ),
    pytest.param(adding(activity("n", due_on=day("3-1"))), "n: not there -> not started", id="one that is new"),
    pytest.param(retiring("a", "3-15"), "a: in progress, overdue, 50% -> not there", id="retired on a day in it"),
    pytest.param(
        loading(BASE._replace(program=PROGRAM._replace(cutoff_day=14))), "m@2024-03", id="another cut-off day"
    ),
    pytest.param(
        loading(BASE._replace(plans=(PLANS[0]._replace(cutoff_day=15), PLANS[1]))), "m@2024-03", id="of a plan alone"
    ),
    pytest.param(rating("3-1"), "the rating of p on 2024-03-01", id="a rating in it"),
    pytest.param(rating("1-1", plan="q"), "the rating of q on 2024-01-01", id="a rating of its first day"),
]
OTHERS = [
    pytest.param(recording("4-1", "done", None, "a"), id="an entry of a later day"),
    pytest.param(adding(activity("n", due_on=day("9-1"))), id="one that is due later"),
    pytest.param(retiring("a", "4-1"), id="retired later"),
    pytest.param(loading(with_activity("late", due_on=day("11-20"))), id="a due date that lies ahead"),
    pytest.param(loading(with_activity("a", title="Tên khác", note="x")), id="words"),
    pytest.param(rating("4-1"), id="a rating of a later day"),
]


@pytest.mark.parametrize(("act", "words"), MOVES)
def test_what_moves_a_closed_period_is_refused_with_figures_and_rows(book: Book, act: Act, words: str) -> None:
    before = book.answers()
    with pytest.raises(Refused) as refused, book.through_door() as change:
        act(change)
    assert words in refused.value.sentence
    assert refused.value.sentence.startswith("2024-Q1 was closed on 2024-04-05, and ")
    assert "--reopen --reason" in refused.value.way_out
    assert book.answers() == before


@pytest.mark.parametrize("act", OTHERS)
def test_what_moves_nothing_of_it_is_written(book: Book, act: Act) -> None:
    before = figures(book)
    with book.through_door() as change:
        act(change)
    assert change.rows
    assert figures(book) == before


@pytest.mark.parametrize(("act", "words"), MOVES)
def test_what_is_let_in_is_named_and_may_be_taken_back(book: Book, act: Act, words: str) -> None:
    before = book.answers()
    with book.through_door(reopen=True) as change:
        act(change)
    moved = {each.occurrence: (each.standing_before, each.standing_after) for each in news(book)}
    assert moved
    if words.startswith("n: not there"):
        assert moved == {"n": (None, "not_started_overdue")}
    with book.through_door(undoes=change.number) as back:  # nobody lets it in: it brings back what was closed
        take_back(back, change.number)
    assert book.answers() == before
    assert news(book) == []


@pytest.mark.parametrize(("act", "words"), MOVES)
def test_nothing_is_refused_once_it_is_opened_again(book: Book, act: Act, words: str) -> None:
    with book.through_door() as change:
        reopen_period(change, QUARTER)
    with book.through_door() as change:
        act(change)
    assert change.rows
    assert words


def news(book: Book) -> list[Any]:
    return book.read(lambda connection: late_news(connection, latest_change(connection)))


def figures(book: Book) -> list[Any]:
    """Return what a closed period says, asked as every view asks."""
    asked = {"due_from": day("1-1"), "due_until": day("3-31")}
    return [book.figures(day("3-31"), **asked), book.standings(day("3-31"), **asked)]


def test_taking_back_a_closing_that_was_opened_again_is_no_way_around(book: Book) -> None:
    with book.through_door() as change:
        reopen_period(change, QUARTER)
    opening = change.number
    with book.through_door() as change:
        add_entries(change, [entry("3-20", "percent", 60, "a")])
    with (
        pytest.raises(Refused, match="2024-Q1 says something else than when it was closed"),
        book.through_door(undoes=opening) as back,
    ):
        take_back(back, opening)
    with book.through_door(undoes=change.number) as back:
        take_back(back, change.number)
    with book.through_door(undoes=opening) as back:
        take_back(back, opening)


def test_an_entry_let_in_may_be_corrected_only_for_a_reason(book: Book) -> None:
    with book.through_door(reopen=True) as change:
        add_entries(change, [entry("3-20", "percent", 60, "a")])
    number = book.read(lambda connection: connection.execute("SELECT max(id) FROM entries").fetchone()[0])
    with pytest.raises(Refused), book.through_door() as change:
        correcting(number, "3-20", "percent", 70, "a")(change)
    with book.through_door() as change:
        ending(number)(change)
    assert news(book) == []


def test_figures_before_and_after_are_kept_beside_what_is_let_in(book: Book) -> None:
    with book.through_door(reopen=True) as change:
        adding(activity("n", due_on=day("3-1")))(change)
    assert change.remarks == [
        "2024-Q1 is closed; with this late news: done of what has fallen due: 2/4 (50.00%) -> 2/5 (40.00%)."
    ]
    row = book.read(lambda connection: dict(connection.execute("SELECT * FROM late_moves").fetchone()))
    assert (row["id"], row["period"]) == (f"2024-Q1@{change.number}", "2024-Q1")
    assert json.loads(row["rows"]) == [["n", None, "not_started_overdue"]]
    assert [json.loads(row[name])[-3] for name in ("figures_before", "figures_after")] == [0.5, 0.4]


def test_where_nothing_is_closed_only_the_closings_are_looked_at(tmp_path: Path) -> None:
    book = Book(tmp_path / "coordplan.db")
    book.load(BASE)
    with book.change() as change:
        add_entries(change, [entry("3-20", "percent", 60, "a")])
        queries: list[str] = []
        change.connection.set_trace_callback(queries.append)
        assert moved_periods(change) == []
        change.connection.set_trace_callback(None)
    assert len(queries) == 1


# No sequence of changes moves what is closed

DAYS = st.sampled_from(["1-5", "2-10", "3-14", "3-31", "4-1", "5-20"])
IDS = st.sampled_from(["a", "m@2024-01", "m@2024-03", "m@2024-04", "q@2024-Q1", "q@2024-Q2", "late"])
ENTRIES_OF = st.one_of(
    st.tuples(DAYS, st.just("percent"), st.sampled_from([0, 30, 100]), IDS),
    st.tuples(DAYS, st.sampled_from(["done", "suspended", "resumed", "cancelled"]), st.none(), IDS),
    st.tuples(DAYS, st.just("extended"), st.sampled_from(["4-20", "12-31"]), IDS),
)
DEFINED = st.builds(
    lambda due_day, due_on, weight, cutoff, own: definitions(
        *(
            ACTIVITIES
            | {
                "m": ACTIVITIES["m"]._replace(due_day=due_day),
                "late": ACTIVITIES["late"]._replace(due_on=day(due_on)),
                "a": ACTIVITIES["a"]._replace(weight=weight),
            }
        ).values(),
        program=PROGRAM._replace(cutoff_day=cutoff),
        plans=(PLANS[0]._replace(cutoff_day=own), PLANS[1]),
    ),
    st.sampled_from([20, 20, 25]),
    st.sampled_from(["12-20", "11-20", "3-1"]),
    st.sampled_from([1.0, 1.0, 3.0]),
    st.sampled_from([None, None, 14]),
    st.sampled_from([None, None, 15]),
)
STEPS = st.one_of(
    st.tuples(st.just("record"), ENTRIES_OF),
    st.tuples(st.just("load"), DEFINED),
    st.tuples(st.just("retire"), st.tuples(st.sampled_from(["a", "m", "late"]), DAYS)),
    st.tuples(st.just("add"), st.sampled_from(["3-1", "5-1", "12-1"])),
    st.tuples(st.just("undo"), st.integers(1, 12)),
    st.tuples(st.just("rate"), DAYS),
)


@given(st.lists(STEPS, min_size=1, max_size=8))
@examples(160)
def test_no_changes_move_what_is_closed_unless_they_are_let_in(steps: list[tuple[str, Any]]) -> None:
    with TemporaryDirectory() as folder:
        book = Book.filled(Path(folder) / "coordplan.db", closed)
        closing, before = book.latest(), figures(book)
        for number, (kind, values) in enumerate(steps):
            if kind == "undo" and values == closing:
                continue
            with suppress(Refused):
                do(book, kind, values, number)
            assert figures(book) == before


def do(book: Book, kind: str, values: Any, number: int) -> None:
    if kind == "undo":
        target = book.read(lambda connection: change_to_undo(connection, values)).id
        with book.through_door(undoes=target) as change:
            take_back(change, target)
        return
    acts: dict[str, Callable[[], Act]] = {
        "record": lambda: recording(*values),
        "load": lambda: loading(values),
        "retire": lambda: retiring(*values),
        "add": lambda: adding(activity(f"n{number}", due_on=day(values))),
        "rate": lambda: rating(values),
    }
    with book.through_door() as change:
        acts[kind]()(change)
