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
@pytest.mark.parametrize("name", ["coordplan.db", "link"])
def test_an_answer_does_not_take_the_place_of_the_file(tell: Tell, small: Path, words: list[str], name: str) -> None:
    Path("link").symlink_to(small)
    before = small.read_bytes()
    code, out, err = tell(*words, "-o", name)
    assert (code, out) == (1, "")
    assert err == (
        f"coordplan: {name} is a database, perhaps the coordplan file itself; it is not written over.\n"
        "Name another file.\n"
    )
    assert small.read_bytes() == before
