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
