"""The query of standings reads indexes alone: at a million occurrences nothing else is quick."""

import sqlite3
from typing import Any

import pytest

from coordplan.model import OVERDUE
from coordplan.store import counts
from coordplan.store.questions import Question
from tests.store.building import Book, activity, day, definitions, entry


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    book = Book(tmp_path_factory.mktemp("plan") / "coordplan.db")
    book.load(definitions(*(activity(f"a{number}", "pq"[number % 2], every="month") for number in range(40))))
    book.record(*(entry("3-1", "percent", 40, f"a{number}@2024-05") for number in range(40)))
    return book


def queries_of(book: Book, question: Question, by: str, having: str = "entries AS e") -> list[str]:
    """Return what SQLite is really asked for the figures, with the values in it."""

    def ask(connection: sqlite3.Connection) -> list[str]:
        asked: list[str] = []
        connection.set_trace_callback(asked.append)
        counts.figures(connection, question, by)
        connection.set_trace_callback(None)
        return [query for query in asked if having in query]

    return book.read(ask)


def steps_of(book: Book, query: str) -> list[str]:
    return book.read(lambda connection: [row["detail"] for row in connection.execute(f"EXPLAIN QUERY PLAN {query}")])


def steps_of_all(book: Book, query: str) -> list[str]:
    """Return the steps that are for all occurrences, not for one of them."""
    rows = book.read(lambda connection: [tuple(row) for row in connection.execute(f"EXPLAIN QUERY PLAN {query}")])
    of_one: set[int] = set()
    found = []
    for number, parent, _unused, detail in rows:
        if parent in of_one or detail.startswith("CORRELATED"):
            of_one.add(number)
        else:
            found.append(detail)
    return found


@pytest.mark.parametrize("by", ["all", "plan"])
def test_a_status_reads_covering_indexes_alone(book: Book, by: str) -> None:
    queries = queries_of(book, Question(day("5-1"), book.latest()), by)
    assert queries
    for query in queries:
        steps = steps_of(book, query)
        occurrences = [step for step in steps if step.split()[:2] in (["SCAN", "o"], ["SEARCH", "o"])]
        assert len(occurrences) == 1, "each occurrence is looked at once"
        assert "USING COVERING INDEX" in occurrences[0]
        if by == "plan":
            assert "occurrences_by_plan (plan_id=?)" in occurrences[0]
        entries = [step for step in steps if step.split()[:2] in (["SCAN", "e"], ["SEARCH", "e"])]
        assert len(entries) >= 4
        for step in entries:
            assert step.startswith("SEARCH e USING COVERING INDEX entries_of_"), step
            assert "occurrence_id=?" in step, step
        assert {name for step in entries for name in step.split() if name.startswith("entries_of_")} == {
            "entries_of_progress",
            "entries_of_holding",
            "entries_of_extension",
        }


@pytest.mark.parametrize(
    ("by", "table"), [("all", "tallies"), ("plan", "tallies"), ("year", "tallies"), ("lead", "spans")]
)
def test_a_status_that_is_good_for_now_reads_no_entry(book: Book, by: str, table: str) -> None:
    question = Question(day("5-1"), book.latest(), spans=True, tallies=table == "tallies")
    queries = queries_of(book, question, by, f"FROM {table} ")
    assert queries
    for query in queries:
        steps = [step for step in steps_of(book, query) if step.startswith(("SCAN", "SEARCH"))]
        assert not [step for step in steps if step.split()[1] in ("e", "d", "n")], steps
        if by == "plan":
            assert "SEARCH o USING PRIMARY KEY (plan_id=? AND from_on<?)" in steps


@pytest.mark.parametrize(
    "narrowed", [{"standings": OVERDUE}, {"within": (day("1-1"), day("5-31"))}, {"within": (day("5-1"), day("5-31"))}]
)
@pytest.mark.parametrize("of", [{}, {"plans": ("p",)}])
def test_what_is_overdue_or_falls_due_is_found_by_its_due_date(
    book: Book, narrowed: dict[str, Any], of: dict[str, Any]
) -> None:
    question = Question(day("5-1"), book.latest(), spans=True, **narrowed, **of)
    steps = book.read(
        lambda connection: [
            row["detail"]
            for row in connection.execute(f"EXPLAIN QUERY PLAN SELECT s.* {question.query()}", question.values())
        ]
    )
    found = [step for step in steps if " o " in step and step.startswith(("SCAN", "SEARCH"))]
    assert found
    for step in found:
        assert (
            "USING INDEX spans_overdue (due_on_in_force" in step
            or "USING INDEX spans_by_due_on (due_on_in_force>? AND due_on_in_force<?" in step
        ), step


def test_a_status_by_plan_sorts_nothing(book: Book) -> None:
    """But the few entries of one occurrence whose amounts add up."""
    for query in queries_of(book, Question(day("5-1"), book.latest()), "plan"):
        assert not [step for step in steps_of_all(book, query) if "TEMP B-TREE" in step]


def test_where_one_activity_stands_is_found_without_a_scan(book: Book) -> None:
    question = Question(day("5-1"), book.latest(), activity="a1")
    query = f"SELECT s.* {question.query()}"
    steps = book.read(
        lambda connection: [
            row["detail"] for row in connection.execute(f"EXPLAIN QUERY PLAN {query}", question.values())
        ]
    )
    assert [step for step in steps if "occurrences_by_activity (activity_id=?" in step]
    assert not [step for step in steps if step.startswith(("SCAN o", "SCAN e"))]
