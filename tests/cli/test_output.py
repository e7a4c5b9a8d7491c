"""Where answers go: never in the place of the coordplan file."""

from pathlib import Path

import pytest

from tests.command_line import Tell

COMMANDS = [
    ["status"],
    ["list", "-f", "csv"],
    ["calendar"],
    ["digest"],
    ["schema"],
]


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: words[0])
def test_an_answer_does_not_take_the_place_of_the_file(tell: Tell, small: Path, words: list[str]) -> None:
    Path("link").symlink_to(small)
    before = small.read_bytes()
    code, out, err = tell(*words, "-o", "link")
    assert (code, out) == (1, "")
    assert err == (
        "coordplan: link is a database, perhaps the coordplan file itself; it is not written over.\n"
        "Name another file.\n"
    )
    code, out, err = tell(*words, "-o", "coordplan.db")
    assert code in (1, 2)
    assert out == ""
    assert 'coordplan.db: this command writes no file that ends in ".db".' in err or "is a database" in err
    assert small.read_bytes() == before


@pytest.mark.parametrize(
    "words",
    [
        ["status"],
        ["list", "-f", "csv"],
        ["calendar"],
        ["digest", "--since", "30d"],
        ["schema"],
        ["report", "2024-Q2"],
        ["curve", "-f", "json"],
    ],
    ids=lambda words: words[0],
)
def test_a_dash_is_standard_output(tell: Tell, shipped: Path, words: list[str]) -> None:
    expected = tell(*words)
    assert expected.code == 0
    assert tell(*words, "-o", "-") == expected
    assert not Path("-").exists()
