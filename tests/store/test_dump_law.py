"""The law of dumps: whatever was written, a file made of a dump gives the same dump and the same answers."""

import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from coordplan.store.checking.full import findings_in
from coordplan.store.dumps.dump_lines import dump_of
from coordplan.store.dumps.rebuilding import fill_from_dump
from coordplan.store.file import open_for_reading
from coordplan.store.format import FORMAT
from tests.examples import examples
from tests.store.building import Book, activity, definitions, entry

TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)
ENTRIES = st.builds(
    lambda day, percent, note: entry(day, "percent", percent, "a@2024-Q1")._replace(note=note, evidence=note[::-1]),
    st.sampled_from(["1-15", "2-1", "3-31", "5-5"]),
    st.integers(0, 100) | st.floats(0, 100),
    TEXTS,
)
TITLES = TEXTS.filter(str.strip)
STEPS = st.lists(st.one_of(ENTRIES, TITLES, st.just(None)), max_size=8)


def dumped(path: Path) -> bytes:
    with closing(open_for_reading(path)) as connection:
        return b"".join(dump_of(connection, FORMAT))


@examples(40)
@given(STEPS)
def test_a_file_made_of_a_dump_is_the_file(steps: list[object]) -> None:
    with TemporaryDirectory() as folder:
        book = Book(Path(folder) / "coordplan.db")
        book.load(definitions(activity("a", every="quarter")))
        for step in steps:
            if step is None:
                if book.latest() > 1:
                    book.undo(book.latest())
            elif isinstance(step, str):
                book.load(definitions(activity("a", every="quarter", title=step)))
            else:
                book.record(step)  # type: ignore[arg-type]
        text = dumped(book.path)
        (Path(folder) / "all.jsonl").write_bytes(text)
        again = Path(folder) / "again.db"
        with closing(sqlite3.connect(again, isolation_level=None)) as connection:
            fill_from_dump(Path(folder) / "all.jsonl", connection)
        assert dumped(again) == text
        assert Book.at(again).answers() == book.answers()
        with closing(open_for_reading(again)) as connection:
            assert [each for each in findings_in(connection) if not each.remark] == []
