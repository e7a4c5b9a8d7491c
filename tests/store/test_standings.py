"""Every rule of a standing in a small case, and the store's query against the oracle on whatever can be written."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordplan.dates.recurrence import occurrences_of
from coordplan.errors import Refused
from coordplan.model import DONE, OVERDUE, STANDINGS, Activity, Amendment, Entry, Target
from coordplan.seeing.curve.values import planned_on, weight_of
from coordplan.seeing.figures import figures_of
from coordplan.store import attention
from coordplan.store.comparison import all_that_differ, standings_that_differ, touched_between
from coordplan.store.counts import planned_weights
from coordplan.store.questions import Question
from tests.examples import examples
from tests.oracle import Defined, Numbered, Stands, Wrote, entries_known, in_effect, standing_on, sums_of
from tests.store.building import FIRST, LAST, PROGRAM, Book, activity, both_ways, day, definitions, entry

ONE_OFF = {"due_on": day("6-30"), "start_on": day("3-1")}
ONGOING = {"ongoing": True}
RISING = {**ONE_OFF, "target": Target(200.0, "lớp", 100.0)}
ADDING = {**ONE_OFF, "target": Target(10.0, "lớp", sums=True)}
FALLING = {**ONE_OFF, "target": Target(5.0, "%", 10.0)}


class Case(NamedTuple):
    """What is defined, what is observed, and what is asked on which day."""

    fields: dict[str, Any]
    entries: list[tuple[Any, ...]]
    as_of: str
    standing: str
    percent: float = 0.0
    due: str | None = "6-30"


CASES = {
    "before its window opens it is upcoming": Case(ONE_OFF, [], "2-29", "upcoming"),
    "from the first day of its window it is not started": Case(ONE_OFF, [], "3-1", "not_started"),
    "on the due day it is not yet overdue": Case(ONE_OFF, [], "6-30", "not_started"),
    "on the day after the due day it is overdue": Case(ONE_OFF, [], "7-1", "not_started_overdue"),
    "begun before its window it is in progress": Case(ONE_OFF, [("2-1", "percent", 10)], "2-1", "in_progress", 10),
    "0 percent is not begun": Case(ONE_OFF, [("4-1", "percent", 0)], "4-1", "not_started"),
    "0 percent before its window is upcoming": Case(ONE_OFF, [("2-1", "percent", 0)], "2-1", "upcoming"),
    "begun and past due": Case(ONE_OFF, [("4-1", "percent", 60)], "7-1", "in_progress_overdue", 60),
    "what is observed later does not count yet": Case(ONE_OFF, [("4-2", "percent", 60)], "4-1", "not_started"),
    "what is observed that day counts": Case(ONE_OFF, [("4-1", "percent", 60)], "4-1", "in_progress", 60),
    "done on the due day is on time": Case(ONE_OFF, [("6-30", "done")], "12-31", "done_on_time", 100),
    "done the day after is late": Case(ONE_OFF, [("7-1", "done")], "12-31", "done_late", 100),
    "100 percent is done": Case(ONE_OFF, [("6-1", "percent", 100)], "7-1", "done_on_time", 100),
    "99 percent is not": Case(ONE_OFF, [("6-1", "percent", 99)], "7-1", "in_progress_overdue", 99),
    "100 percent observed late is done late": Case(ONE_OFF, [("7-1", "percent", 100)], "7-1", "done_late", 100),
    "the latest observation counts, recorded first or not": Case(
        ONE_OFF, [("5-1", "percent", 80), ("4-1", "percent", 30)], "6-1", "in_progress", 80
    ),
    "of two for one day the later recorded counts": Case(
        ONE_OFF, [("5-1", "percent", 80), ("5-1", "percent", 30)], "6-1", "in_progress", 30
    ),
    "a done of the same day recorded before is corrected": Case(
        ONE_OFF, [("5-1", "done"), ("5-1", "percent", 90)], "6-1", "in_progress", 90
    ),
    "a later percent takes back a done": Case(
        ONE_OFF, [("5-1", "done"), ("5-2", "percent", 90)], "6-1", "in_progress", 90
    ),
    "done again later is done since the first day": Case(
        ONE_OFF, [("5-1", "done"), ("7-2", "done")], "12-31", "done_on_time", 100
    ),
    "done again after a break is done since the later day": Case(
        ONE_OFF, [("5-1", "done"), ("6-1", "percent", 90), ("7-2", "done")], "12-31", "done_late", 100
    ),
    "a break on the day it was first called done": Case(
        ONE_OFF, [("5-1", "done"), ("5-1", "percent", 90), ("7-2", "done")], "12-31", "done_late", 100
    ),
    "called done on the day of a break, recorded after it": Case(
        ONE_OFF, [("5-1", "percent", 90), ("5-1", "done"), ("7-2", "done")], "12-31", "done_on_time", 100
    ),
    "of two for one day the earlier one is not even a break": Case(
        ONE_OFF, [("6-10", "done"), ("7-5", "percent", 50), ("7-5", "done")], "12-31", "done_on_time", 100
    ),
    "nor is it where several were recorded before the one that counts": Case(
        ONE_OFF,
        [("6-10", "percent", 100), ("7-5", "percent", 50), ("7-5", "percent", 60), ("7-5", "percent", 100)],
        "12-31",
        "done_on_time",
        100,
    ),
    "nor where they were recorded before the day it was first done": Case(
        ONE_OFF, [("7-5", "percent", 50), ("7-5", "done"), ("6-10", "done")], "12-31", "done_on_time", 100
    ),
    "nor in the middle of a run of days": Case(
        ONE_OFF,
        [("6-10", "done"), ("7-5", "percent", 50), ("7-5", "done"), ("7-20", "done")],
        "12-31",
        "done_on_time",
        100,
    ),
    "a done of one day that a partial of that day corrects is a break": Case(
        ONE_OFF,
        [("6-10", "done"), ("7-5", "done"), ("7-5", "percent", 50), ("7-20", "done")],
        "12-31",
        "done_late",
        100,
    ),
    "a break on another day stays one": Case(
        ONE_OFF,
        [("6-10", "done"), ("7-4", "percent", 50), ("7-5", "percent", 50), ("7-5", "done")],
        "12-31",
        "done_late",
        100,
    ),
    "a value that falls short and is corrected the same day is no break": Case(
        RISING, [("6-1", "value", 200), ("7-5", "value", 150), ("7-5", "value", 230)], "12-31", "done_on_time", 100
    ),
    "suspended and resumed on one day leaves what was done": Case(
        ONE_OFF, [("6-10", "done"), ("7-5", "suspended"), ("7-5", "resumed")], "12-31", "done_on_time", 100
    ),
    "cancelled and corrected to suspended on one day is suspended": Case(
        ONE_OFF, [("6-10", "cancelled"), ("6-10", "suspended")], "12-31", "suspended"
    ),
    "of two extensions of the day it was done the later recorded counts": Case(
        ONE_OFF,
        [("7-10", "extended", "8-31"), ("7-10", "extended", "7-5"), ("7-10", "done")],
        "12-31",
        "done_late",
        100,
        "7-5",
    ),
    "more of a value that had reached its target changes nothing": Case(
        RISING, [("5-1", "value", 200), ("7-2", "value", 230)], "12-31", "done_on_time", 100
    ),
    "a value that falls below its target again breaks what was done": Case(
        RISING, [("5-1", "value", 200), ("6-1", "value", 150), ("7-2", "value", 230)], "12-31", "done_late", 100
    ),
    "a value on its way": Case(RISING, [("4-1", "value", 125)], "4-1", "in_progress", 25),
    "a value that reaches its target is done": Case(RISING, [("4-1", "value", 200)], "7-1", "done_on_time", 100),
    "a value beyond its target is done": Case(RISING, [("4-1", "value", 230)], "7-1", "done_on_time", 100),
    "a value at its baseline is not begun": Case(RISING, [("4-1", "value", 100)], "4-1", "not_started"),
    "a value below its baseline is not begun": Case(RISING, [("4-1", "value", 40)], "7-1", "not_started_overdue"),
    "a falling value on its way": Case(FALLING, [("4-1", "value", 8)], "4-1", "in_progress", 40),
    "a falling value that reaches its target is done": Case(FALLING, [("4-1", "value", 5)], "7-1", "done_on_time", 100),
    "a falling value below its target is done": Case(FALLING, [("4-1", "value", 2)], "7-1", "done_on_time", 100),
    "a falling value above its baseline is not begun": Case(FALLING, [("4-1", "value", 12)], "4-1", "not_started"),
    "a value after a percent counts": Case(
        RISING, [("4-1", "percent", 90), ("4-2", "value", 150)], "4-3", "in_progress", 50
    ),
    "amounts add up": Case(ADDING, [("4-1", "value", 3), ("5-1", "value", 2)], "6-1", "in_progress", 50),
    "an amount of a later day does not count yet": Case(
        ADDING, [("4-1", "value", 3), ("5-1", "value", 2)], "4-30", "in_progress", 30
    ),
    "an amount recorded later for an earlier day adds up too": Case(
        ADDING, [("5-1", "value", 3), ("4-1", "value", 2)], "6-1", "in_progress", 50
    ),
    "a second amount of one day replaces the first": Case(
        ADDING, [("4-1", "value", 3), ("5-1", "value", 2), ("5-1", "value", 4)], "6-1", "in_progress", 70
    ),
    "amounts that reach the target together are done since the last": Case(
        ADDING, [("4-1", "value", 6), ("5-1", "value", 4)], "7-1", "done_on_time", 100
    ),
    "amounts that reach the target late are done late": Case(
        ADDING, [("4-1", "value", 6), ("7-2", "value", 4)], "12-31", "done_late", 100
    ),
    "more than the target is done since it was reached": Case(
        ADDING, [("4-1", "value", 10), ("7-2", "value", 4)], "12-31", "done_on_time", 100
    ),
    "an amount that is taken away breaks what was done": Case(
        ADDING, [("4-1", "value", 10), ("5-1", "value", -4)], "7-1", "in_progress_overdue", 60
    ),
    "what was called done stays done when an amount follows": Case(
        ADDING, [("4-1", "value", 6), ("5-1", "done"), ("7-2", "value", 1)], "12-31", "done_on_time", 100
    ),
    "an amount counts beside done on one day": Case(
        ADDING,
        [("4-1", "value", 6), ("4-1", "done"), ("5-1", "percent", 60), ("6-1", "value", 3)],
        "6-1",
        "in_progress",
        90,
    ),
    "a percent counts until the next amount": Case(
        ADDING, [("4-1", "value", 3), ("5-1", "percent", 80)], "6-1", "in_progress", 80
    ),
    "an amount after a percent adds to amounts alone": Case(
        ADDING, [("4-1", "value", 3), ("5-1", "percent", 80), ("5-2", "value", 1)], "6-1", "in_progress", 40
    ),
    "a value without a target counts nothing": Case(ONE_OFF, [("4-1", "value", 7)], "4-1", "not_started"),
    "an extension counts from the day it was granted": Case(
        ONE_OFF, [("7-10", "extended", "8-31")], "7-10", "not_started", 0, "8-31"
    ),
    "the day before it was granted it was overdue": Case(
        ONE_OFF, [("7-10", "extended", "8-31")], "7-9", "not_started_overdue"
    ),
    "the extended due day is still in time": Case(
        ONE_OFF, [("6-10", "extended", "8-31")], "8-31", "not_started", 0, "8-31"
    ),
    "after the extended due day it is overdue": Case(
        ONE_OFF, [("6-10", "extended", "8-31")], "9-1", "not_started_overdue", 0, "8-31"
    ),
    "the latest extension granted counts": Case(
        ONE_OFF, [("6-10", "extended", "8-31"), ("6-20", "extended", "7-31")], "8-1", "not_started_overdue", 0, "7-31"
    ),
    "of two extensions of one day the later recorded counts": Case(
        ONE_OFF, [("6-10", "extended", "8-31"), ("6-10", "extended", "7-31")], "8-1", "not_started_overdue", 0, "7-31"
    ),
    "done by the extended due date is on time": Case(
        ONE_OFF, [("6-10", "extended", "8-31"), ("8-31", "done")], "12-31", "done_on_time", 100, "8-31"
    ),
    "an extension granted on the day it was done counts": Case(
        ONE_OFF, [("7-10", "extended", "8-31"), ("7-10", "done")], "12-31", "done_on_time", 100, "8-31"
    ),
    "an extension granted after it was done does not": Case(
        ONE_OFF, [("7-10", "done"), ("7-11", "extended", "8-31")], "12-31", "done_late", 100
    ),
    "an earlier extension counts for what was done before a later one": Case(
        ONE_OFF,
        [("6-1", "extended", "7-31"), ("8-5", "done"), ("8-6", "extended", "9-30")],
        "12-31",
        "done_late",
        100,
        "7-31",
    ),
    "suspended outranks overdue": Case(ONE_OFF, [("4-1", "suspended")], "7-1", "suspended"),
    "suspended outranks done": Case(ONE_OFF, [("4-1", "done"), ("5-1", "suspended")], "7-1", "suspended", 100),
    "suspended keeps what was reached": Case(
        ONE_OFF, [("4-1", "percent", 40), ("5-1", "suspended")], "7-1", "suspended", 40
    ),
    "resumed it goes on as it was": Case(
        ONE_OFF, [("4-1", "percent", 40), ("5-1", "suspended"), ("6-1", "resumed")], "6-1", "in_progress", 40
    ),
    "resumed on the day it was suspended": Case(
        ONE_OFF, [("5-1", "suspended"), ("5-1", "resumed")], "6-1", "not_started"
    ),
    "suspended on the day it was resumed": Case(
        ONE_OFF, [("5-1", "resumed"), ("5-1", "suspended")], "6-1", "suspended"
    ),
    "cancelled after suspended": Case(ONE_OFF, [("4-1", "suspended"), ("5-1", "cancelled")], "6-1", "cancelled"),
    "resumed lifts cancelled too": Case(ONE_OFF, [("4-1", "cancelled"), ("5-1", "resumed")], "6-1", "not_started"),
    "the latest of suspended and cancelled decides": Case(
        ONE_OFF, [("4-1", "cancelled"), ("5-1", "suspended")], "6-1", "suspended"
    ),
    "progress does not lift what is held": Case(
        ONE_OFF, [("4-1", "suspended"), ("5-1", "percent", 50)], "6-1", "suspended", 50
    ),
    "resumed is not progress": Case(ONE_OFF, [("4-1", "percent", 50), ("5-1", "resumed")], "6-1", "in_progress", 50),
    "ongoing has no due date": Case(ONGOING, [], "12-31", "ongoing", 0, None),
    "ongoing and begun is ongoing": Case(ONGOING, [("4-1", "percent", 50)], "12-31", "ongoing", 50, None),
    "ongoing and past its end is ongoing": Case(
        {**ONGOING, "until_on": day("5-1")}, [("4-1", "percent", 50)], "12-31", "ongoing", 50, None
    ),
    "ongoing can be done": Case(ONGOING, [("12-1", "done")], "12-31", "done_on_time", 100, None),
    "ongoing can be suspended": Case(ONGOING, [("12-1", "suspended")], "12-31", "suspended", 0, None),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_standing_follows_the_rule(case: Case, tmp_path: Path) -> None:
    book = Book(tmp_path / "coordplan.db")
    book.load(definitions(activity(**case.fields)))
    for told in case.entries:
        book.record(entry(*told))
    [row] = book.standings(day(case.as_of))
    assert (row["standing"], row["percent"]) == (case.standing, pytest.approx(case.percent))
    assert row["due_on"] == (case.due and day(case.due).isoformat())


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_the_oracle_says_the_same_of_each_rule(case: Case) -> None:
    defined = activity(**case.fields)
    told = [Numbered(number, entry(*words)) for number, words in enumerate(case.entries, 1)]
    [occurrence] = as_defined(defined)
    stands = standing_on(occurrence, told, day(case.as_of))
    assert stands is not None
    assert (stands.standing, stands.percent) == (case.standing, pytest.approx(case.percent))
    assert stands.due_on == (case.due and day(case.due))


RETIRED = {
    "the day before it still counts": ([], "5-31", "not_started"),
    "on that day it no longer counts": ([], "6-1", None),
    "what was done stays done": ([("5-1", "done")], "12-31", "done_on_time"),
    "what was done and then suspended does not count": ([("5-1", "done"), ("5-2", "suspended")], "6-1", None),
    "what was done, suspended and resumed counts": (
        [("5-1", "done"), ("5-2", "suspended"), ("5-3", "resumed")],
        "6-1",
        "done_on_time",
    ),
    "what was cancelled does not count": ([("5-1", "cancelled")], "6-1", None),
    "what was begun does not count": ([("5-1", "percent", 90)], "6-1", None),
}


@pytest.mark.parametrize(("entries", "as_of", "standing"), RETIRED.values(), ids=RETIRED)
def test_what_is_retired_counts_only_where_it_was_done(
    entries: list[tuple[Any, ...]], as_of: str, standing: str | None, tmp_path: Path
) -> None:
    book = Book(tmp_path / "coordplan.db")
    book.load(definitions(activity(**ONE_OFF)))
    for told in entries:
        book.record(entry(*told))
    book.retire("a", day("6-1"))
    assert book.standing(as_of) == standing


PLANNED = {
    "before the due date nothing": ({**ONE_OFF}, "6-29", 0.0),
    "on the due day nothing yet": ({**ONE_OFF}, "6-30", 0.0),
    "after it all": ({**ONE_OFF}, "7-1", 2.0),
    "ongoing before it begins nothing": ({**ONGOING, "start_on": day("3-1"), "until_on": day("3-10")}, "2-29", 0.0),
    "ongoing on its first day a first share": (
        {**ONGOING, "start_on": day("3-1"), "until_on": day("3-10")},
        "3-1",
        0.2,
    ),
    "ongoing on its last day all": ({**ONGOING, "start_on": day("3-1"), "until_on": day("3-10")}, "3-10", 2.0),
    "ongoing after its end no more than all": (
        {**ONGOING, "start_on": day("3-1"), "until_on": day("3-10")},
        "5-1",
        2.0,
    ),
}


@pytest.mark.parametrize(("fields", "as_of", "planned"), PLANNED.values(), ids=PLANNED)
def test_the_planned_share_follows_the_due_date(
    fields: dict[str, Any], as_of: str, planned: float, tmp_path: Path
) -> None:
    book = Book(tmp_path / "coordplan.db")
    book.load(definitions(activity(**fields, weight=2.0)))
    [row] = book.figures(day(as_of))
    assert row["weight_planned"] == pytest.approx(planned)


def test_what_is_cancelled_counts_but_weighs_nothing(tmp_path: Path) -> None:
    book = Book(tmp_path / "coordplan.db")
    book.load(definitions(activity("a", weight=3.0), activity("b", weight=2.0)))
    book.record(entry("4-1", "cancelled", occurrence="a"), entry("4-1", "percent", 50, occurrence="b"))
    figures = figures_of(book.figures(day("7-1"))[0])
    assert (figures.total, figures.of("cancelled"), figures.weight) == (2, 1, 2.0)
    assert (figures.progress, figures.planned) == (0.5, 1.0)


def test_an_empty_file_has_figures_of_nothing_and_no_rates(tmp_path: Path) -> None:
    book = Book(tmp_path / "coordplan.db")
    figures = figures_of(book.figures(day("7-1"))[0])
    assert (figures.total, figures.due_rate, figures.progress, figures.planned) == (0, None, None, None)
    assert book.figures(day("7-1"), "plan") == []


def test_asking_for_standings_of_overdue_that_is_no_overdue_gives_nothing(tmp_path: Path) -> None:
    book = Book(tmp_path / "coordplan.db")
    book.load(definitions(activity(**ONE_OFF)))
    book.record(entry("4-1", "done"))
    question = Question(day("7-1"), book.latest(), standings=("done_on_time",))
    assert book.read(lambda connection: attention.overdue(connection, question)) == []


# --- The query against the oracle


def as_defined(defined: Activity, retired_on: date | None = None) -> list[Defined]:
    return [
        Defined(
            each.id,
            defined.id,
            defined.plan,
            defined.contents,
            each.start_on,
            each.due_on,
            each.until_on,
            defined.weight,
            defined.target,
            retired_on,
        )
        for each in occurrences_of(defined, PROGRAM.start_on, PROGRAM.until_on)
    ]


_DAYS = st.dates(FIRST, LAST)
_TARGETS = st.sampled_from(
    [
        None,
        None,
        Target(12.0, "lớp"),
        Target(12.0, "lớp", sums=True),
        Target(100.0, "x", 40.0),
        Target(5.0, "%", 10.0),
        Target(0.5, "%", 1.5),
    ]
)


@st.composite
def _activities(draw: st.DrawFn) -> list[Activity]:
    made = []
    for number in range(draw(st.integers(1, 5))):
        schedule: dict[str, Any]
        match draw(st.sampled_from(["one-off", "recurring", "ongoing"])):
            case "one-off":
                start, due = sorted((draw(_DAYS), draw(_DAYS)))
                schedule = {"due_on": due, "start_on": draw(st.sampled_from([None, start]))}
            case "recurring":
                schedule = {
                    "every": draw(st.sampled_from(["quarter", "half", "year"])),
                    "due_day": draw(st.sampled_from([None, 15, 31])),
                    "start_on": draw(st.none() | st.dates(FIRST, date(2024, 9, 30))),
                }
            case _:
                start, until = sorted((draw(_DAYS), draw(_DAYS)))
                schedule = {"ongoing": True, "start_on": start, "until_on": draw(st.sampled_from([None, until]))}
        made.append(
            activity(
                f"a{number}",
                draw(st.sampled_from(["p", "q", "ct"])),
                contents=draw(st.sampled_from([("nd1",), ("nd2",), ("nd1", "nd2")])),
                weight=draw(st.sampled_from([1.0, 2.0, 0.5, 3.25])),
                target=draw(_TARGETS),
                **schedule,
            )
        )
    return made


class Told(NamedTuple):
    """A file and what the oracle needs to know of it."""

    activities: list[Activity]
    changes: list[Wrote]
    retired: dict[int, tuple[str, date]]  # by the number of the change

    def defined(self, known: int) -> list[Defined]:
        gone = {id_: on for number, (id_, on) in self.retired.items() if in_effect(number, self.changes, known)}
        return [each for one in self.activities for each in as_defined(one, gone.get(one.id))]

    def standings(self, as_of: date, known: int) -> list[tuple[Defined, Stands]]:
        entries = entries_known(self.changes, known)
        found = ((each, standing_on(each, entries, as_of)) for each in self.defined(known))
        return [(each, stands) for each, stands in found if stands is not None]


def _interesting(occurrences: Sequence[Defined]) -> st.SearchStrategy[date]:
    """Return days on and around the days that decide, so that they meet."""
    near = {
        min(LAST, max(FIRST, each + timedelta(days=shift)))
        for occurrence in occurrences
        for each in (occurrence.start_on, occurrence.due_on or occurrence.until_on)
        for shift in (-1, 0, 1)
    }
    return st.sampled_from(sorted(near)) | st.sampled_from([date(2024, month, 15) for month in (3, 6, 9)])


@st.composite
def _entries(draw: st.DrawFn, occurrences: Sequence[Defined]) -> Entry:
    occurrence = draw(st.sampled_from(occurrences))
    kind = draw(
        st.sampled_from(["percent", "percent", "value", "done", "suspended", "resumed", "cancelled", "extended"])
    )
    if kind == "extended" and occurrence.due_on is None:
        kind = "resumed"
    observed = draw(_interesting(occurrences))
    match kind:
        case "percent":
            return Entry(
                occurrence.id, observed, "percent", percent=draw(st.sampled_from([0.0, 12.5, 60.0, 99.0, 100.0]))
            )
        case "value":
            value = draw(st.sampled_from([0.0, 0.25, 0.5, 1.0, 5.0, 7.5, 10.0, 12.0, 40.0, 70.0, 100.0, 130.0]))
            return Entry(occurrence.id, observed, "value", value=value)
        case "extended":
            return Entry(occurrence.id, observed, "extended", due_on=draw(_interesting(occurrences)))
    return Entry(occurrence.id, observed, kind)


def _write_anything(data: st.DataObject, book: Book) -> Told:
    """Write a few changes of any kind to a file, and the same down for the oracle."""
    activities = data.draw(_activities())
    told = Told(activities, [Wrote(book.load(definitions(*activities)))], {})
    occurrences = told.defined(1)
    number = 0
    if not occurrences:
        return told
    for _ in range(data.draw(st.integers(0, 7))):
        match data.draw(st.sampled_from(["record", "record", "record", "undo", "retire"])):
            case "record":
                entries = data.draw(st.lists(_entries(occurrences), min_size=1, max_size=6))
                change = book.record(*entries)
                numbered = tuple(Numbered(number + place, each) for place, each in enumerate(entries, 1))
                number += len(entries)
                told.changes.append(Wrote(change, numbered))
            case "undo":
                now = told.changes[-1].number
                choices = [each.number for each in told.changes[1:] if in_effect(each.number, told.changes, now)]
                if choices:
                    target = data.draw(st.sampled_from(choices))
                    try:
                        told.changes.append(Wrote(book.undo(target), undoes=target))
                    except Refused:
                        wrote = next(each for each in told.changes if each.number == target)
                        assert not wrote.entries, "an entry that counts can always be taken back"
            case "retire":
                there = [each.id for each in told.defined(told.changes[-1].number) if each.retired_on is None]
                if there:
                    id_ = data.draw(st.sampled_from(sorted({each.partition("@")[0] for each in there})))
                    on = data.draw(_interesting(occurrences))
                    change = book.retire(id_, on)
                    told.changes.append(Wrote(change))
                    told.retired[change] = (id_, on)
    return told


def _expected(found: Sequence[tuple[Defined, Stands]]) -> dict[str, tuple[Any, ...]]:
    return {
        each.id: (
            stands.standing,
            stands.due_on and stands.due_on.isoformat(),
            pytest.approx(stands.percent),
            stands.done_on and stands.done_on.isoformat(),
            stands.credited_on and stands.credited_on.isoformat(),
        )
        for each, stands in found
    }


def _said(rows: Sequence[dict[str, Any]]) -> dict[str, tuple[Any, ...]]:
    names = ("standing", "due_on", "percent", "done_on", "credited_on")
    return {row["id"]: tuple(row[name] for name in names) for row in rows}


ENDS = (day("2-28"), day("6-30"), day("2025-02-28"))  # of bodies


def _groups(found: Sequence[tuple[Defined, Stands]], by: str, as_of: date) -> dict[Any, list[tuple[Defined, Stands]]]:
    groups: dict[Any, list[tuple[Defined, Stands]]] = defaultdict(list)
    for each, stands in found:
        due = stands.due_on
        era = next((end for end in ENDS if (stands.credited_on or as_of) <= end), date.max)
        keys = {
            "all": [""],
            "plan": [each.plan],
            "content": list(each.contents),
            "lead": [("btg", "", each.plan, era.isoformat())],
            "year": [due and str(due.year)],
            "period": [due and f"{due.year}-Q{(due.month + 2) // 3}"],
        }[by]
        for key in keys:
            groups[key].append((each, stands))
    return groups


ORACLE = examples(80)


@ORACLE
@given(data=st.data())
def test_the_query_says_what_the_oracle_says(tmp_path: Path, data: st.DataObject) -> None:
    book = Book(tmp_path / "coordplan.db")
    told = _write_anything(data, book)
    days = _interesting(told.defined(1)) if told.defined(1) else _DAYS
    last = told.changes[-1].number
    for known in (last, last, data.draw(st.integers(1, last)), data.draw(st.integers(1, last))):
        as_of = data.draw(days)
        expected = told.standings(as_of, known)
        assert _said(book.standings(as_of, known)) == _expected(expected)
        for by in ("all", "plan", "content", "lead", "year", "period"):
            said = {
                tuple(json.loads(row["key"])) if by == "lead" else row["key"]: row
                for row in book.figures(as_of, by, known, ends=ENDS)
            }
            groups = _groups(expected, by, as_of) or ({"": []} if by == "all" else {})
            assert set(said) == set(groups), by
            for key, group in groups.items():
                sums = sums_of(group, as_of)
                assert {standing: said[key][standing] for standing in STANDINGS} == sums.counts, (by, key)
                for name in ("weight", "weight_done", "weight_planned"):
                    assert said[key][name] == pytest.approx(getattr(sums, name)), (by, key, name)
                figures = figures_of(said[key])
                assert (figures.done, figures.fallen_due) == (sums.done, sums.fallen_due)


@ORACLE
@given(data=st.data())
def test_what_is_planned_for_a_day_to_come_is_what_the_oracle_plans(tmp_path: Path, data: st.DataObject) -> None:
    """Of what is in force on the day asked about: nothing that is observed or granted later."""
    book = Book(tmp_path / "coordplan.db")
    told = _write_anything(data, book)
    known = told.changes[-1].number
    as_of, day_to_come = sorted((data.draw(_DAYS), data.draw(_DAYS)))
    counted = [
        (each, stands)
        for each, stands in told.standings(as_of, known)
        if stands.standing in DONE or each.retired_on is None or each.retired_on > day_to_come
    ]
    sums = sums_of(counted, day_to_come)
    rows = book.read(lambda connection: both_ways(connection, Question(as_of, known), planned_weights))
    planned = planned_on(map(weight_of, rows), day_to_come)
    assert planned == (pytest.approx(sums.weight_planned / sums.weight) if sums.weight else None)
    assert planned_on(map(weight_of, rows), as_of) == pytest.approx(figures_of(book.figures(as_of)[0]).planned)


@ORACLE
@given(data=st.data())
def test_what_is_asked_for_narrows_what_the_oracle_says(tmp_path: Path, data: st.DataObject) -> None:
    book = Book(tmp_path / "coordplan.db")
    told = _write_anything(data, book)
    known = told.changes[-1].number
    as_of, first, last = data.draw(_DAYS), *sorted((data.draw(_DAYS), data.draw(_DAYS)))
    found = told.standings(as_of, known)

    def ids(question: dict[str, Any]) -> set[str]:
        return {row["id"] for row in book.standings(as_of, known, **question)}

    assert ids({"plans": ("p", "ct")}) == {each.id for each, _ in found if each.plan != "q"}
    assert ids({"contents": ("nd2",)}) == {each.id for each, _ in found if "nd2" in each.contents}
    assert ids({"standings": OVERDUE}) == {each.id for each, stands in found if stands.standing in OVERDUE}
    assert ids({"activity": "a0"}) == {each.id for each, _ in found if each.activity == "a0"}
    assert ids({"due_from": first, "due_until": last}) == {
        each.id for each, stands in found if stands.due_on is not None and first <= stands.due_on <= last
    }
    asked = Question(as_of, known, within=(first, last))
    overdue = book.read(lambda connection: both_ways(connection, asked._replace(within=None), attention.overdue))
    expected = sorted((stands.due_on, each.id) for each, stands in found if stands.standing in OVERDUE)
    assert [(date.fromisoformat(row["due_on"]), row["id"]) for row in overdue] == expected
    soon = book.read(
        lambda connection: both_ways(connection, asked, lambda file, question: attention.due_soon(file, question)[0])
    )
    assert {row["id"] for row in soon} == {
        each.id
        for each, stands in found
        if stands.due_on is not None
        and first <= stands.due_on <= last
        and stands.standing in ("not_started", "not_started_overdue", "in_progress", "in_progress_overdue", "upcoming")
    }


@ORACLE
@given(data=st.data())
def test_later_facts_do_not_change_what_was_true_before(tmp_path: Path, data: st.DataObject) -> None:
    book = Book(tmp_path / "coordplan.db")
    told = _write_anything(data, book)
    occurrences = told.defined(1)
    if not occurrences:
        return
    as_of = data.draw(_interesting(occurrences))
    before = book.standings(as_of), book.figures(as_of, "plan")
    facts = data.draw(st.lists(_entries(occurrences), min_size=1, max_size=6))
    later = [each._replace(observed_on=max(each.observed_on, as_of + timedelta(days=1))) for each in facts]
    book.record(*later)
    assert (book.standings(as_of), book.figures(as_of, "plan")) == before


@ORACLE
@given(data=st.data())
def test_what_was_known_stays_known_whatever_is_written_later(tmp_path: Path, data: st.DataObject) -> None:
    book = Book(tmp_path / "coordplan.db")
    told = _write_anything(data, book)
    known = told.changes[-1].number
    days = [data.draw(_DAYS), LAST]
    before = [(book.standings(each, known), book.figures(each, "content", known)) for each in days], book.held(known)
    occurrences = told.defined(1)
    if occurrences:
        book.record(*data.draw(st.lists(_entries(occurrences), min_size=1, max_size=4)))
    moved = [
        each._replace(title=each.title + " mới", weight=each.weight + 1, plan="q")
        for each in told.activities[data.draw(st.integers(0, 1)) :]
    ]
    book.load(definitions(*moved), on=data.draw(_DAYS))
    book.undo()
    after = [(book.standings(each, known), book.figures(each, "content", known)) for each in days], book.held(known)
    assert after == before


@ORACLE
@given(data=st.data())
def test_only_what_was_touched_between_two_times_differs(tmp_path: Path, data: st.DataObject) -> None:
    """Found by spans and changes, it is what is found by comparing all of it."""
    book = Book(tmp_path / "coordplan.db")
    told = _write_anything(data, book)
    first, *others = told.activities
    amended = Amendment(data.draw(_DAYS), every=data.draw(st.sampled_from(["month", "half"])), weight=2.0)
    edited = [each._replace(contents=("nd2",), lead="so", plan="q") for each in others[1:]]
    book.load(definitions(first._replace(amended=(amended,)), *others[:1], *edited), on=data.draw(_DAYS))
    if occurrences := told.defined(1):
        book.record(*data.draw(st.lists(_entries(occurrences), min_size=1, max_size=4)))
    days = _interesting(occurrences) | _DAYS if occurrences else _DAYS
    last = book.latest()
    led = tuple(("btg", "", plan, end.isoformat()) for plan in "pq" for end in ENDS[:2])
    asked: list[dict[str, Any]] = [{}, {"plans": ("q",)}, {"contents": ("nd2",)}, {"leads": led, "ends": ENDS}]
    asked += [{"due_from": day("3-1"), "due_until": day("9-30")}, {"standings": OVERDUE}]
    for _ in range(12):
        known = sorted((data.draw(st.integers(1, last)), data.draw(st.sampled_from([1, last, last]))))
        fields = data.draw(st.sampled_from(asked))
        before, after = (Question(data.draw(days), each, spans=each == last, **fields) for each in known)
        if data.draw(st.booleans()):
            before = before._replace(as_of=after.as_of)

        def both(
            connection: sqlite3.Connection, before: Question = before, after: Question = after
        ) -> tuple[object, ...]:
            touched = touched_between(connection, before, after)
            return *(
                list(find(connection, before, after)) for find in (all_that_differ, standings_that_differ)
            ), touched

        every, found, touched = book.read(both)
        assert found == every
        assert touched is not None or "ends" in fields
