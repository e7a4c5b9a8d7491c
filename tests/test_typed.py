"""How commands are read from a text and held against what it says they answer."""

import pytest

from tests.typed import Typed, fits, typed_in, written


@pytest.mark.parametrize(
    ("expected", "found", "fitting"),
    [
        pytest.param("a\nb\n", "a\nb\n", True, id="the same"),
        pytest.param("a\nb\n", "a\nc\n", False, id="another line"),
        pytest.param("a\n", "a\nb\n", False, id="a line more"),
        pytest.param("a\n...\nc\n", "a\nx\ny\nc\n", True, id="lines left out"),
        pytest.param("...\nc\n", "c\n", True, id="no line where some may be"),
        pytest.param("a\n...\n", "b\nc\n", False, id="another line before what is left out"),
        pytest.param("at 2026-11-24 01:28.\n", "at 2027-01-02 13:59.\n", True, id="another moment"),
        pytest.param("on 2024-06-30.\n", "on 2024-07-01.\n", False, id="another day"),
        pytest.param("a(b)*\n", "a(b)*\n", True, id="signs of patterns"),
    ],
)
def test_an_output_fits_or_does_not(expected: str, found: str, fitting: bool) -> None:
    assert fits(expected, found) is fitting


def test_a_block_is_read_and_written_back_the_same() -> None:
    block = "$ a | b\n$ c 'd'\n# exit 3\nout\n\n  more\n$ e\n...\n"
    assert list(typed_in(block)) == [
        Typed("a | b", 0, ""),
        Typed("c 'd'", 3, "out\n\n  more\n"),
        Typed("e", 0, "...\n"),
    ]
    assert written(typed_in(block)) == block
