"""What changed between two times: every kind of change, late news apart, and the difference accounted for whole."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordplan.cli.session import Session
from coordplan.dates.days import OFFICE_TIME
from coordplan.model import STANDINGS
from coordplan.seeing.changes.gather import changes_report
from coordplan.seeing.changes.values import NEWS, moves_by_standing
from coordplan.seeing.filters import Filters
from coordplan.seeing.opening import reading
from tests.command_line import Tell
from tests.store.building import FIRST, LAST, PROGRAM, Book, activity, day, definitions, entry
from tests.store.test_standings import ORACLE, _write_anything


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COORDPLAN_LANG", "en")


@pytest.fixture
def book(here: Path) -> Iterator[Book]:
    """A file in which everything is told on 30 June 2024, day by day from change 1 on."""
    book = Book(here / "coordplan.db")
    book.clock = datetime(2024, 5, 1, 8, tzinfo=OFFICE_TIME)
    book.load(definitions(*(activity(id_, due_on=day("6-15"), start_on=day("3-1")) for id_ in "abcde")))
    return book


def at(book: Book, on: str) -> Book:
    """Go on to another day; what is told next is told then."""
    book.clock = datetime.combine(day(on), datetime.min.time()).replace(hour=9, tzinfo=OFFICE_TIME)
    return book


def changes(tell: Tell, *words: str) -> dict[str, Any]:
    code, out, err = tell("changes", *words, "-f", "json")
    assert (code, err) == (0, ""), err
    found: dict[str, Any] = json.loads(out)
    return found


def told(found: dict[str, Any]) -> dict[str, tuple[str, list[str]]]:
    return {row["occurrence"]: (row["news"], row["kinds"]) for row in found["changes"]}


def test_what_happened_since_stands_with_its_kind(tell: Tell, book: Book) -> None:
    at(book, "6-5").record(entry("6-3", "done", occurrence="a"), entry("6-4", "percent", 40, occurrence="b"))
    at(book, "6-6").record(entry("6-6", "extended", "7-15", occurrence="c"), entry("6-6", "cancelled", occurrence="d"))
    found = changes(tell, "--since", "2024-05-31")
    assert told(found) == {
        "a": ("since", ["done"]),
        "b": ("since", ["overdue"]),
        "c": ("since", ["extended"]),
        "d": ("since", ["cancelled"]),
        "e": ("since", ["overdue"]),
    }
    assert (found["counts"]["done"], found["counts"]["overdue"], found["counts"]["extended"]) == (1, 2, 1)
    before_due = changes(tell, "--since", "2024-05-31", "--until", "2024-06-10")
    assert told(before_due)["b"] == ("since", ["progress"])
    assert "e" not in told(before_due)


def test_what_is_extended_and_done_is_both(tell: Tell, book: Book) -> None:
    at(book, "6-20").record(entry("6-10", "extended", "7-15", occurrence="a"), entry("6-19", "done", occurrence="a"))
    row = next(row for row in changes(tell, "--since", "2024-05-31")["changes"] if row["occurrence"] == "a")
    assert row["kinds"] == ["done", "extended"]
    assert (row["due_before"], row["due_after"], row["standing_after"]) == ("2024-06-15", "2024-07-15", "done_on_time")


def test_what_is_done_no_more_has_no_day_of_being_done(tell: Tell, book: Book) -> None:
    """Suspended after it was done: the entry of the day stays, the day says nothing of how it stands."""
    at(book, "6-5").record(entry("6-3", "done", occurrence="a"))
    at(book, "6-25").record(entry("6-25", "suspended", occurrence="a"))
    row = next(row for row in changes(tell, "--since", "2024-06-10")["changes"] if row["occurrence"] == "a")
    assert (row["standing_before"], row["done_on_before"]) == ("done_on_time", "2024-06-03")
    assert (row["standing_after"], row["done_on_after"]) == ("suspended", None)


def test_late_news_stands_apart(tell: Tell, book: Book) -> None:
    """Observed on 28 May, told on 3 June: not known when the status of 31 May was taken."""
    at(book, "6-3").record(entry("5-28", "done", occurrence="a"))
    at(book, "6-4").record(entry("6-2", "done", occurrence="b"))
    found = told(changes(tell, "--since", "2024-05-31"))
    assert found["a"] == ("late", ["done"])
    assert found["b"] == ("since", ["done"])
    out = tell("changes", "--since", "2024-05-31").out
    assert "Late news: observed by 2024-05-31, recorded after it: 1" in out


@pytest.mark.parametrize("how", ["undone", "told again for the day"])
def test_a_correction_is_told_apart_from_late_news(tell: Tell, book: Book, how: str) -> None:
    number = at(book, "5-10").record(entry("5-10", "done", occurrence="a"))
    at(book, "6-3")
    if how == "undone":
        book.undo(number)
    else:
        book.record(entry("5-10", "percent", 80, occurrence="a"))
    found = changes(tell, "--since", "2024-05-31", "--until", "2024-06-10")
    row = next(row for row in found["changes"] if row["occurrence"] == "a")
    assert (row["news"], row["kinds"]) == ("corrected", ["reopened"])
    assert found["counts"]["corrected"] == 1


def test_an_entry_taken_back_and_brought_again_is_no_correction(tell: Tell, book: Book) -> None:
    number = at(book, "5-10").record(entry("5-10", "done", occurrence="a"))
    at(book, "6-3").undo(book.undo(number))
    assert "a" not in told(changes(tell, "--since", "2024-05-31"))


def test_what_is_added_or_moved_by_definition_is_told_as_defined_otherwise(tell: Tell, book: Book) -> None:
    at(book, "6-3").add(activity("new", due_on=day("9-30")))
    rest = [activity(id_, due_on=day("6-15"), start_on=day("3-1")) for id_ in "abcd"]
    book.load(definitions(*rest, activity("e", due_on=day("8-1"), start_on=day("3-1"))), on=day("6-3"))
    found = told(changes(tell, "--since", "2024-05-31"))
    assert found["new"] == ("defined", ["added"])
    counts = changes(tell, "--since", "2024-05-31")["counts"]
    assert (counts["added"], counts["defined"]) == (1, 1)
    assert "Added: 1" in tell("changes", "--since", "2024-05-31").out
    assert found["e"] == ("defined", ["extended"])


def test_what_is_retired_from_a_day_on_goes_on_that_day(tell: Tell, book: Book) -> None:
    at(book, "6-3").retire("a", day("6-2"))
    assert told(changes(tell, "--since", "2024-05-31"))["a"] == ("since", ["retired"])


def test_suspended_and_resumed_are_told(tell: Tell, book: Book) -> None:
    at(book, "5-5").record(entry("5-5", "suspended", occurrence="a"))
    at(book, "6-3").record(entry("6-1", "resumed", occurrence="a"), entry("6-1", "suspended", occurrence="b"))
    found = told(changes(tell, "--since", "2024-05-31", "--until", "2024-06-10"))
    assert (found["a"], found["b"]) == (("since", ["resumed"]), ("since", ["suspended"]))


@pytest.mark.parametrize(
    ("since", "as_of", "change"),
    [
        pytest.param("2024-05-31", "2024-05-31", 1, id="a day, as known at its end"),
        pytest.param("2024-06-05", "2024-06-05", 2, id="what is told on the day is known at its end"),
        pytest.param("2024-06-05T08:59", "2024-06-05", 1, id="a moment"),
        pytest.param("2024-06-05T09:01:30", "2024-06-05", 2, id="a moment after"),
        pytest.param("1", "2024-05-01", 1, id="a change"),
        pytest.param("#2", "2024-06-05", 2, id="a change with its sign"),
        pytest.param("25d", "2024-06-05", 2, id="days before"),
        pytest.param("2w", "2024-06-16", 2, id="weeks before"),
        pytest.param("1m", "2024-05-31", 1, id="a month before the last day of one"),
        pytest.param("999d", "2024-01-01", 2, id="no earlier than the program"),
    ],
)
def test_since_is_typed_in_many_ways(tell: Tell, book: Book, since: str, as_of: str, change: int) -> None:
    at(book, "6-5").record(entry("6-3", "done", occurrence="a"))
    found = changes(tell, "--since", since)
    assert (found["since"]["as_of"], found["since"]["change"]) == (as_of, change)
    until = {"as_of": "2024-06-30", "change": 2, "known_at": "2024-06-05T02:01:00.000000+00:00"}
    assert {name: found["until"][name] for name in until} == until
    assert found["since"]["report"] is None


def test_until_a_change_is_as_far_as_had_been_told_by_it(tell: Tell, book: Book) -> None:
    at(book, "6-5").record(entry("6-3", "done", occurrence="a"))
    at(book, "6-7").record(entry("6-6", "done", occurrence="b"))
    assert set(told(changes(tell, "--since", "1", "--until", "2"))) == {"a"}
    assert set(told(changes(tell, "--since", "1", "--until", "3"))) == {"a", "b"}
    assert set(told(changes(tell, "--since", "2", "--until", "3"))) == {"b"}


def test_a_file_that_held_nothing_then_is_looked_at_with_what_is_known_now(tell: Tell, shipped: Path) -> None:
    found = changes(tell, "--since", "2024-05-31")
    assert (found["nothing_known"], found["since"]["change"]) == (True, 2)
    assert {row["news"] for row in found["changes"]} == {"since"}
    assert "The file held nothing yet on 2024-05-31" in tell("changes", "--since", "2024-05-31").out


def test_filters_narrow_what_is_told_and_counted(tell: Tell, shipped: Path) -> None:
    found = changes(tell, "--since", "2024-05-31", "--plan", "khcn")
    status = json.loads(tell("status", "--plan", "khcn", "-f", "json").out)
    assert found["after"] == status["totals"]
    assert {row["plan"] for row in found["changes"]} == {"khcn"}


def test_what_moves_across_a_filter_is_neither_added_nor_retired(tell: Tell, book: Book) -> None:
    at(book, "6-5").record(entry("6-4", "extended", "7-15", occurrence="a"))
    for period, kinds in (("2024-06", ["left", "extended"]), ("2024-07", ["entered", "extended"])):
        found = changes(tell, "--since", "2024-05-31", "--until", "2024-06-10", "--period", period)
        assert told(found)["a"] == ("since", kinds)
        assert found["counts"]["added"] == found["counts"]["retired"] == 0


@pytest.mark.parametrize("lead", ["btgdv", "btg", "so-vhttdl"])
def test_the_two_sides_are_the_statuses_of_their_days_with_who_led_then(tell: Tell, shipped: Path, lead: str) -> None:
    found = changes(tell, "--since", "2025-01-31", "--until", "2025-06-30", "--lead", lead)
    for side, as_of in (("before", "2025-01-31"), ("after", "2025-06-30")):
        status = json.loads(tell("status", "--as-of", as_of, "--lead", lead, "-f", "json").out)
        assert found[side] == status["totals"]
    for name in (*STANDINGS, "total"):
        moved = sum(row["standing_after"] == name for row in found["changes"])
        moved -= sum(row["standing_before"] == name for row in found["changes"])
        if name != "total":
            assert found["after"][name] == found["before"][name] + moved


def test_until_a_change_looks_with_what_was_defined_by_it(tell: Tell, book: Book) -> None:
    at(book, "6-3").record(entry("6-2", "done", occurrence="a"))
    words = ("changes", "--since", "1", "--until", "2", "--period", "2024-06", "-f", "json")
    before = tell(*words).out
    at(book, "6-5").load(definitions(program=PROGRAM._replace(cutoff_day=20), plans=(), activities=()), on=day("6-5"))
    assert tell(*words).out == before


def test_nothing_is_told_where_nothing_changed(tell: Tell, book: Book) -> None:
    out = tell("changes", "--since", "2024-05-10", "--until", "2024-05-11").out
    assert "Nothing changed from 2024-05-10 to 2024-05-11." in out


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        pytest.param(["--since", "2024-07-01"], 2, "--since: 2024-07-01 is later than 2024-06-30.", id="since today"),
        pytest.param(
            ["--since", "2024-06-10", "--until", "2024-06-01"],
            2,
            "--since: 2024-06-10 is later than 2024-06-01.",
            id="since later than until",
        ),
        pytest.param(["--since", "2", "--until", "1"], 2, "--since: 2 is later than 1.", id="a later change"),
        pytest.param(["--since", "77"], 1, "There is no change 77.", id="no such change"),
        pytest.param(["--since", "soon"], 2, '--since: "soon" is not a time.', id="a word"),
        pytest.param(
            ["--since", "2024-06-31"],
            2,
            '--since: "2024-06-31" is not a date: month 6/2024 has 30 days.',
            id="no such day",
        ),
        pytest.param(
            ["--since", "2023-01-01"], 1, "--since: 2023-01-01 is before the program.", id="before the program"
        ),
        pytest.param(["--since", "7d", "--until", "1/1/2023"], 1, "--until: 2023-01-01 is before", id="until before"),
        pytest.param(["--since", "7d", "--until", "2027-01-01"], 1, "--until: 2027-01-01 is after", id="until after"),
        pytest.param(["--since", "2", "--known-at", "1"], 2, "--since: 2 is later than change 1.", id="known before"),
        pytest.param(
            ["--since", "2024-06-14T09:00", "--until", "2024-06-14T08:00"], 2, "is later than", id="moments reversed"
        ),
        pytest.param(["--since", "7d", "--as-of", "2023-12-01"], 1, "The program begins on", id="not begun"),
        pytest.param([], 2, "--since is missing.", id="no since"),
        pytest.param(["--since", "7d", "--until", "7d", "--as-of", "2024-01-01"], 2, "say the same", id="both"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_one_sentence(
    tell: Tell, book: Book, words: list[str], code: int, sentence: str
) -> None:
    book.record(entry("6-3", "done", occurrence="a"))
    answer = tell("changes", *words)
    assert (answer.code, answer.out) == (code, "")
    assert sentence in answer.err
    assert "Traceback" not in answer.err


def test_the_same_times_give_the_same_bytes_whatever_is_told_later(tell: Tell, book: Book) -> None:
    at(book, "6-5").record(entry("6-3", "done", occurrence="a"))
    words = ("changes", "--since", "2024-05-31", "--until", "2024-06-20", "--known-at", "2", "-f", "json")
    before = tell(*words).out
    at(book, "6-10").record(entry("5-20", "done", occurrence="b"), entry("6-3", "percent", 10, occurrence="a"))
    book.undo()
    assert tell(*words).out == before


@ORACLE
@given(data=st.data())
def test_the_two_steps_account_for_the_difference_of_two_statuses(tmp_path: Path, data: st.DataObject) -> None:
    """Over whatever can be written: every count of the later status is that of the earlier one and the moves."""
    book = Book(tmp_path / "any.db")
    _write_anything(data, book)
    book.clock += timedelta(days=data.draw(st.integers(0, 300)))
    days = sorted(data.draw(st.lists(st.dates(FIRST, LAST), min_size=2, max_size=2)))
    since = data.draw(st.sampled_from([days[0].isoformat(), "1", str(book.latest())]))
    with reading(Session(str(book.path), "auto"), days[1].isoformat()) as file:
        if since != days[0].isoformat() and int(since) > file.up_to_change:
            return
        report = changes_report(file, Filters(), since, None)
    assert report.until.as_of == days[1]
    before, known_now, after = report.before.by_name(), report.known_now.by_name(), report.after.by_name()
    first = moves_by_standing(row for row in report.rows if row.news != "since")
    then = moves_by_standing(row for row in report.rows if row.news == "since")
    for name in (*STANDINGS, "total"):
        assert known_now[name] == before[name] + first[name]
        assert after[name] == known_now[name] + then[name]
    assert _weights(report.before, report.rows, "first") == pytest.approx(_weights(report.known_now, (), ""))
    assert _weights(report.known_now, report.rows, "since") == pytest.approx(_weights(report.after, (), ""))
    assert all(row.news in NEWS and row.kinds for row in report.rows)
    assert len({(row.plan, row.occurrence, row.news == "since") for row in report.rows}) == len(report.rows)


def _weights(figures: Any, rows: Any, step: str) -> tuple[float, float]:
    """Return the sums of weight of a status, with what the rows of one step add and take away."""
    weight, done = figures.weight, figures.weight_done
    for row in rows:
        if (row.news == "since") == (step == "since"):
            for side, sign in ((row.after, 1), (row.before, -1)):
                if side is not None and side.standing != "cancelled":
                    weight += sign * side.weight
                    done += sign * side.weight * side.percent / 100
    return weight, done


def test_dates_are_those_of_the_office(tell: Tell, book: Book) -> None:
    """Told at one in the morning of 1 June in Vietnam, when it is still May elsewhere: not known on 31 May."""
    book.clock = datetime(2024, 6, 1, 0, 59, tzinfo=OFFICE_TIME)
    book.record(entry("5-28", "done", occurrence="a"))
    assert told(changes(tell, "--since", "2024-05-31"))["a"] == ("late", ["done"])


@pytest.mark.parametrize("words", [["changes", "--since", "31/6/2024"], ["status", "--compare", "31/6/2024"]])
def test_a_day_that_does_not_exist_is_called_so(tell: Tell, small: Path, words: list[str]) -> None:
    code, out, err = tell(*words)
    assert (code, out) == (2, "")
    assert '"31/6/2024" is not a date: month 6/2024 has 30 days.' in err
