"""JSON written line by line: the same as if it were written at once."""

from datetime import date
from typing import Any, NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from coordplan.paper.data import Data, dumped


class Pair(NamedTuple):
    day: date
    rows: tuple[int, ...]


LEAVES = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text() | st.dates()
PAIRS = st.builds(Pair, st.dates(), st.lists(st.integers()).map(tuple))
VALUES = st.recursive(
    LEAVES | PAIRS, lambda each: st.lists(each) | st.dictionaries(st.text(), each) | st.lists(each).map(tuple)
)


@given(st.dictionaries(st.text(), VALUES))
@settings(max_examples=100)
def test_lines_together_are_what_is_written_at_once(values: dict[str, Any]) -> None:
    named = {"schema": "a/1", **values}
    assert "\n".join(Data("a/1", values).json()) == dumped(named, indent=2)
