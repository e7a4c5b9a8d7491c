"""A search by the words kept of entries says what the rule says that reads them all."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordplan.store import entry_words, spans
from coordplan.store.questions import Question, occurrences
from coordplan.store.word_search import narrowed_by_words
from coordplan.text.folding import fold, words_apart
from tests.examples import examples
from tests.store.building import Book, activity, day, definitions, entry

TEXTS = (
    *("12-BC/SYT, 15/6/2024", "12-BC", "Đã họp", "đã hợp", "ĐÃ HO\u0323P", "\"ba\" 'bốn'", "a_b%c", "50% *", "x - y"),
    *(
        "-đầu",
        "(trong ngoặc)",
        "một\u00a0hai\tba",
        "😀 cười",
        "\U0010ffff\U0010ffff",
        "x" * 300,
        "e\u0301 é",
        "İi",
        "ß",
    ),
    *("a/b/c", "//", "1.234,5", "giao ban\ngiao-ban", "'; DROP TABLE entries; --"),
)
_LETTERS = st.text(st.sampled_from("abch12đếo%_*\"'-/(.,😀\U0010ffff \u0301"), min_size=1, max_size=5)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    book = Book(tmp_path_factory.mktemp("words") / "coordplan.db")
    titled = [activity(f"a{number}", title=text) for number, text in enumerate(TEXTS[::4])]
    book.load(definitions(*titled, activity("m", every="month", output="12 lớp (mười)")))
    for number, text in enumerate(TEXTS):
        evidence = {"evidence": text} if number % 2 else {"note": text, "evidence": "7-TB"}
        about = entry(f"{1 + number % 9}-1", "percent", 10, f"m@2024-{1 + number % 12:02}")
        book.record(about._replace(**evidence))
    book.undo()
    return book


def found_by(connection: sqlite3.Connection, question: Question) -> list[tuple[object, ...]]:
    connection.create_function("fold", 1, fold, deterministic=True)
    return [tuple(row) for row in occurrences(connection, question)]


def typed(text: str) -> tuple[str, ...]:
    """Return the words of a command line as search reads them."""
    words = fold(text).replace("%", " ").replace("_", " ").split()
    return tuple(word for word in words if words_apart(word).strip())


@examples(400)
@given(
    text=st.sampled_from(TEXTS) | _LETTERS | st.tuples(_LETTERS, st.sampled_from(TEXTS)).map(" ".join), data=st.data()
)
def test_what_is_found_by_words_is_what_the_rule_finds(book: Book, text: str, data: st.DataObject) -> None:
    words = typed(text[: data.draw(st.integers(1, len(text)))])
    known = book.latest() - data.draw(st.integers(0, 3))
    bodies = data.draw(st.sampled_from([(), (), ("so",)]))
    asked = Question(day("12-31"), known, words=words, bodies=bodies, resting=tuple(() for _ in words))
    asked = asked._replace(spans=known == book.latest())

    def both(connection: sqlite3.Connection) -> tuple[list[tuple[object, ...]], ...]:
        narrowed = narrowed_by_words(connection, asked)
        assert narrowed.occurrences is not None or not words
        return found_by(connection, asked), found_by(connection, narrowed)

    by_rule, by_words = book.read(both)
    assert by_words == by_rule


def test_an_entry_has_its_words_as_soon_as_it_is_recorded_and_keeps_them(book: Book, tmp_path: Path) -> None:
    copy = Book.at(book.copy(tmp_path / "coordplan.db"))
    copy.clock = book.clock

    def found(word: str) -> list[object]:
        asked = Question(day("12-31"), copy.latest(), words=(word,), resting=((),), spans=True)
        return copy.read(lambda file: [row[0] for row in found_by(file, narrowed_by_words(file, asked))])

    copy.record(entry("6-1", "done", occurrence="a1")._replace(evidence="99-QĐ/UB"))
    assert (found("99"), found("qd"), found("u")) == (["a1"], ["a1"], ["a1"])
    copy.undo()
    assert found("99") == []
    assert copy.read(entry_words.are_as_recorded), "whatever was known before the undo is still found"


def test_words_that_another_program_touched_are_not_used_until_they_are_made_anew(book: Book, tmp_path: Path) -> None:
    copy = Book.at(book.copy(tmp_path / "coordplan.db"))
    copy.clock = book.clock
    with closing(sqlite3.connect(copy.path)) as connection, connection:
        connection.execute("DELETE FROM entry_words")
    asked = Question(day("12-31"), copy.latest(), words=("syt",), resting=((),))
    assert copy.read(lambda connection: narrowed_by_words(connection, asked)) == asked
    copy.record(entry("6-1", "done", occurrence="a1"))
    assert copy.read(spans.good_for) == copy.latest()
    assert copy.read(entry_words.are_as_recorded)
