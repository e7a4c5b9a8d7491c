"""Rows put aside, and what is drawn of them: the same as of rows in memory."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordplan.errors import FileUnusable
from coordplan.paper import rows_aside
from coordplan.paper.cells import Column, Page, Table, lean, table_of, without
from coordplan.paper.data import Data, dumped, render_csv
from coordplan.paper.markdown import render_markdown
from coordplan.paper.plain import render_text
from coordplan.paper.rows_aside import batches, kept, kept_in_order, seen_as
from coordplan.seeing.listing import ListedOccurrence
from tests.examples import examples


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let five rows be many, and three be looked at together."""
    monkeypatch.setattr(rows_aside, "_IN_MEMORY", 5)
    monkeypatch.setattr(rows_aside, "TOGETHER", 3)


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("count", [0, 1, 4, 5, 6, 9, 10])
def test_rows_put_aside_are_the_rows(count: int) -> None:
    rows = [(number, date(2024, 1, 1), "Sở", None, 0.5) for number in range(count)]
    found = kept(iter(rows))
    assert isinstance(found, list) == (count < 5)
    assert (list(found), len(found), bool(found)) == (rows, count, bool(rows))
    assert [found[number] for number in range(-count, count)] == rows * 2
    assert list(found[1:7:2]) == rows[1:7:2]
    assert list(zip(found, found, strict=True)) == list(zip(rows, rows, strict=True)), "each goes its own way"
    assert kept(found) is found
    numbers = seen_as(found, lambda row: row[0])
    assert (list(numbers), list(numbers[-2:]), len(numbers)) == ([*range(count)], [*range(count)][-2:], count)
    with pytest.raises(IndexError):
        found[count]


@pytest.mark.usefixtures("few")
def test_values_with_names_keep_them_aside() -> None:
    row = ListedOccurrence(
        *("a@2024-Q1", "a", "p", ("nd1",), "Giao ban", "so", (), date(2024, 1, 1), date(2024, 3, 31), None, None),
        *("done_late", 100.0, None, None, None, date(2024, 4, 2), "1-BC", None, 2),
    )
    assert list(kept(iter([row] * 7))) == [row] * 7
    assert kept(iter([row] * 7))[6].in_data() == row.in_data()


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("count", [0, 3, 4, 5, 8, 23])
def test_rows_are_put_in_order_as_in_memory(count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows_aside, "_IN_A_RUN", 4)
    rows = [(number * 7 % 5, number) for number in range(count)]
    assert list(kept_in_order(iter(rows), key=lambda row: row[0])) == sorted(rows, key=lambda row: row[0])


def test_batches_have_all_rows() -> None:
    assert [each for batch in batches(range(1001)) for each in batch] == [*range(1001)]


def test_where_the_disk_is_full_it_is_said(few: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_arguments: Any) -> Any:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tempfile.TemporaryFile", full)
    with pytest.raises(FileUnusable, match="No space left"):
        kept(iter(range(9)))


COLUMNS = (
    Column("occurrence", "Occurrence", "code"),
    Column("title", "Title of the activity", below="occurrence"),
    Column("standing", "Standing", "standing"),
    Column("remark", "Remark", "remark", 1, below="occurrence"),
    Column("percent", "%", "percent", 3),
    Column("days", "Days late", "count", 2, "bad"),
    Column("due", "Due", "day"),
)
ROWS = st.lists(
    st.tuples(
        st.text("ab-@1", min_size=1, max_size=12),
        st.text("aế ơ日\u0301-", max_size=60),
        st.sampled_from(["done_on_time", "in_progress_overdue", "suspended"]),
        st.none() | st.text("xy ", max_size=20),
        st.sampled_from([0.0, 12.5, 100.0]),
        st.none() | st.integers(0, 2000),
        st.none() | st.dates(date(2022, 1, 1), date(2025, 12, 31)),
    ),
    max_size=12,
)


@examples(240)
@given(ROWS, st.sampled_from([None, 40, 60, 80, 120]), st.booleans())
def test_a_table_of_rows_put_aside_is_drawn_as_one_in_memory(
    rows: Sequence[Any], width: int | None, has_total: bool
) -> None:
    total = ("Total", "", "", "", 50.0, 7, None) if has_total else None

    def drawn(table: Table) -> tuple[list[str], list[str]]:
        page = Page("Title", (("A sentence.", ""),), (without(lean(table, "remark"), "days"), lean(table)))
        return list(render_text(page, width)), list(render_markdown(page))

    in_memory = drawn(Table(COLUMNS, rows, total))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rows_aside, "_IN_MEMORY", 1)
        patch.setattr(rows_aside, "TOGETHER", 2)
        getters = [each._replace(get=lambda row, place=place: row[place]) for place, each in enumerate(COLUMNS)]
        assert drawn(table_of(getters, iter(rows), total)) == in_memory


VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 5),
    st.sampled_from([0.0, -0.0, 1.0, -1.0, 0.5, 1e300]),
    st.text('=+-@\t"ấ,;\r\n\x07\x9b x', max_size=4),
    st.dates(date(2022, 1, 1), date(2022, 1, 3)),
    st.lists(st.text("=ab;", max_size=2), max_size=2).map(tuple),
)


@examples(600)
@given(st.lists(st.tuples(VALUES, VALUES, VALUES), max_size=8))
def test_rows_of_a_long_list_are_written_as_any_others(rows: Sequence[Any]) -> None:
    columns = ("a", "b", "c")
    long = Data("coordplan/list/1", {"as_of": None}, "rows", columns, rows)
    assert list(long.csv()) == list(render_csv(columns, rows))
    items = [dict(zip(columns, row, strict=True)) for row in rows]
    assert list(long.json()) == list(long._replace(values={"as_of": None, "rows": items}).json())
    lines = list(long.json())
    assert lines[1:-1] == [f"  {dumped(each)}{',' * (each is not items[-1])}" for each in items]
