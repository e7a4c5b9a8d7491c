"""Amendments in the store: the rows of every day against the oracle, and a day before an amendment as it was."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordplan.dates.recurrence import occurrences_of, words_on
from coordplan.model import EVERY, Activity, Amendment, Entry, Target
from tests.examples import examples
from tests.oracle import Defined, Numbered, Wording, plan_on, standing_on
from tests.store.building import FIRST, LAST, PROGRAM, Book, activity, day, definitions, entry

_DAYS = st.dates(FIRST, LAST)


def as_defined(words: Activity) -> tuple[Defined, ...]:
    return tuple(
        Defined(
            each.id,
            words.id,
            words.plan,
            words.contents,
            each.start_on,
            each.due_on,
            each.until_on,
            words.weight,
            words.target,
        )
        for each in occurrences_of(words, PROGRAM.start_on, PROGRAM.until_on)
    )


def wordings(defined: Activity) -> list[Wording]:
    days = [date.min, *(each.from_on for each in defined.amended)]
    return [Wording(each, as_defined(words_on(defined, each))) for each in days]


@st.composite
def _amendments(draw: st.DrawFn) -> tuple[Amendment, ...]:
    found = []
    for from_on in sorted(draw(st.lists(_DAYS, max_size=3, unique=True))):
        schedule = draw(
            st.sampled_from([{}, {"ongoing": True}, {"due_on": day("2025-06-30")}])
            | st.sampled_from(EVERY).map(lambda every: {"every": every})
        )
        found.append(
            Amendment(
                from_on,
                **schedule,
                due_day=draw(st.none() | st.integers(1, 31)) if schedule.get("every") else None,
                until_on=draw(st.none() | _DAYS),
                target=draw(st.none() | st.integers(1, 9).map(lambda value: Target(float(value), "vụ"))),
                weight=draw(st.none() | st.sampled_from([1.0, 2.5])),
            )
        )
    return tuple(found)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("amended")


@examples(40)
@given(data=st.data())
def test_each_day_has_the_plan_and_the_standings_of_the_oracle(folder: Path, data: st.DataObject) -> None:
    book = Book(folder / "coordplan.db")
    base = activity(every=data.draw(st.sampled_from(EVERY)), target=Target(4.0, "vụ"))
    amended = base._replace(amended=data.draw(_amendments()))
    words = wordings(amended)
    asked = data.draw(st.lists(_DAYS, min_size=2, max_size=3))
    book.load(definitions(base))
    before = {each: book.standings(each) for each in asked}
    book.load(definitions(amended))
    for each in asked:
        if not amended.amended or each < amended.amended[0].from_on:
            assert book.standings(each) == before[each], "a day before the first amendment is as it was"
    entries: list[Entry] = []
    for observed_on in sorted(data.draw(st.lists(_DAYS, max_size=5))):
        if ids := sorted(plan_on(words, observed_on)):
            percent = float(data.draw(st.sampled_from([0, 40, 90])))
            entries.append(Entry(data.draw(st.sampled_from(ids)), observed_on, "percent", percent))
    if entries:
        book.record(*entries)
    numbered = [Numbered(place, each) for place, each in enumerate(entries)]
    for each in (*asked, LAST):
        planned = plan_on(words, each)
        expected = {id_: standing_on(defined, numbered, each) for id_, defined in planned.items()}
        said = {row["id"]: row for row in book.standings(each)}
        assert said.keys() == expected.keys()
        for id_, stands in expected.items():
            assert stands is not None
            assert (said[id_]["standing"], said[id_]["percent"]) == (stands.standing, stands.percent)
            assert said[id_]["due_on"] == (stands.due_on and stands.due_on.isoformat())
            assert said[id_]["start_on"] == planned[id_].start_on.isoformat()
            assert said[id_]["weight"] == planned[id_].weight
    known = book.latest()
    book.load(definitions(amended))
    assert book.latest() == known, "loaded again, nothing differs"


def test_what_an_amendment_does_away_with_counts_where_it_was_done(tmp_path: Path) -> None:
    book = Book(tmp_path / "coordplan.db")
    monthly = activity(every="month")
    book.load(definitions(monthly))
    book.record(entry("6-20", "done", occurrence="a@2024-08"), entry("6-20", "percent", 0, occurrence="a@2024-09"))
    book.load(definitions(monthly._replace(amended=(Amendment(day("7-1"), every="quarter"),))))
    ids = [row["id"] for row in book.standings(day("12-31"))]
    assert "a@2024-08" in ids
    assert "a@2024-09" not in ids
    assert "a@2024-09" in [row["id"] for row in book.standings(day("6-30"))]


def test_what_is_retired_before_an_amendment_is_so_on_every_later_day(tmp_path: Path) -> None:
    book = Book(tmp_path / "coordplan.db")
    book.load(definitions(activity(every="quarter", amended=(Amendment(day("7-1"), due_day=10),))))
    book.retire("a", day("6-20"))
    for each in ("6-20", "6-30", "7-1", "12-31"):
        assert [row["id"] for row in book.standings(day(each))] == []
    assert len(book.standings(day("6-20") - timedelta(days=1))) == 8
