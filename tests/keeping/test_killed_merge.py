"""A merge that is killed at a step of its transaction is there whole or not at all, and leaves nothing behind."""

import json
import shutil
from pathlib import Path

import pytest

from tests.apart import run_apart
from tests.command_line import Tell

# Ended as by a power cut: nothing is cleared up, nothing is rolled back
KILLED_AT = """
import os, sys
from coordplan.store import chain
from coordplan.store.merging import taking_over
from coordplan.store.merging.deciding import Merge
import coordplan.keeping.merge.commands as commands

def ending(at, function, before):
    def ended(*words, **named):
        if before:
            os._exit(99)
        function(*words, **named)
        os._exit(99)
    return ended

step = sys.argv[1]
if step == "as it begins":
    Merge.begin = ending(step, Merge.begin, True)
if step == "after the first change that came in":
    taking_over._taken_over = ending(step, taking_over._taken_over, False)
if step == "once all came in":
    Merge.begin = ending(step, Merge.begin, False)
if step == "before COMMIT":
    seal = chain.seal
    def sealed(connection, number):
        seal(connection, number)
        row = connection.execute("SELECT command FROM changes WHERE id = ?", (number,)).fetchone()
        if row[0].startswith("merge"):
            os._exit(99)
    chain.seal = sealed
if step == "right after":
    commands.say = ending(step, commands.say, True)
from coordplan.cli import run
sys.exit(run(sys.argv[2:]))
"""
STEPS = {
    "as it begins": False,
    "after the first change that came in": False,
    "once all came in": False,
    "before COMMIT": False,
    "right after": True,
}


@pytest.mark.parametrize(("step", "is_whole"), STEPS.items(), ids=STEPS)
def test_a_merge_that_is_killed_is_whole_or_nothing(small: Path, tell: Tell, step: str, is_whole: bool) -> None:
    shutil.copy(small, "hoa.db")
    there = ("--db", "hoa.db")
    assert tell("mark", "gd-01", "30%").code == 0
    for words in (("mark", "gd-02@2024-Q1", "60%"), ("done", "gd-05", "--on", "20/6/2024", "--sure")):
        assert tell(*there, *words).code == 0
    asked = ("list", "-f", "csv")
    before = tell(*asked).out
    code, said = run_apart(KILLED_AT, step, "--db", "coordplan.db", "merge", "hoa.db")
    assert code == 99, said
    assert (tell(*asked).out != before) == is_whole
    again = tell("merge", "hoa.db")
    assert again.code == 0, again.err
    assert ("holds nothing" in again.out) == is_whole
    after = tell(*asked).out
    assert after != before
    changes = json.loads(tell("log", "-f", "json").out)["changes"]
    assert [each["command"].split()[0] for each in changes[:3]] == ["merge", "done", "mark"]
    assert tell("mark", "gd-01", "40%").code == 0, "and whoever writes next clears up"
    assert [
        path.name for place in (small.parent, small.parent / "coordplan-backups") for path in place.glob(".*")
    ] == []
    assert [path.name for path in small.parent.glob("*-journal")] == []
    assert tell("doctor", "--quiet").code == 0
