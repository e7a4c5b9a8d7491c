"""What the commands of every day import: few modules, and of ours none that they use nothing of."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

RUN = """
import json, sys
from tests.imported_unused import imported_by
found = imported_by(sys.argv[1:])
sys.stderr.write(json.dumps({"ours": found.all, "unused": found.unused, "all": len(sys.modules)}))
"""
# What stands in types of what is used; and what `status` and `list` have in one module with one another
_WITH_STATUS = {
    *("paper.one_line", "paper.screen", "seeing.comparing", "seeing.headline", "seeing.judging", "seeing.page"),
    *("seeing.predecessor", "seeing.rating", "seeing.status_screen", "seeing.values", "store.attention"),
    *("store.manual_ratings", "store.door.activity_names", "store.door.year_left_out", "dates.occurrence_keys"),
}
_IN_TYPES = {
    "file_names",  # from Python 3.12 on a comprehension is no function of its own
    "model.documents",
    "paper.data",
    "paper.letterhead",
    "seeing.history",
    "store.door.which",
    "store.entries",
}
_WITH_FIRST = {  # the first write of a day checks the file and copies it; and what the shell offers for `mark`
    *("cli.completion_of_words", "store.checking.file_findings", "store.tables_note", "text.alphabet"),
}


@pytest.mark.parametrize(
    ("words", "most", "known"),
    [
        pytest.param(["status"], 110, _IN_TYPES, id="status"),
        pytest.param(["list", "--plan", "khcn"], 116, _IN_TYPES | _WITH_STATUS, id="list"),
        pytest.param(["mark", "khcn-07@2024", "90%"], 110, _IN_TYPES | _WITH_FIRST, id="mark"),
    ],
)
def test_a_command_of_every_day_imports_what_it_uses(
    demo_copy: Path, words: list[str], most: int, known: set[str]
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", RUN, "--db", str(demo_copy), *words],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=Path(__file__).parents[1],
        env={**os.environ, "COORDPLAN_TODAY": "2024-06-30", "COORDPLAN_BY": "lan"},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stderr[done.stderr.index("{") :])
    unused = {name.removeprefix("coordplan.") for name in found["unused"]}
    assert unused - known == set(), "imported and not used: import it where it is used"
    assert len(found["ours"]) <= most, found["ours"]
