"""Files to measure on: made once for each coordplan and size, and found again where a folder is named for them."""

import os
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tests.bench.measuring import Cost, run
from tests.bench.work import DEMO_TODAY, DEMO_WORK, TODAY, WORK, Work

GENERATOR = Path(__file__).with_name("generator.py")
DEMO = 0  # the size that means the demonstration
_PER_ACTIVITY = 48


class Coordplan(NamedTuple):
    """An installed coordplan: its command, and the Python that it is installed in."""

    name: str
    command: str
    python: str

    def prepare(self, folder: Path, size: int) -> None:
        """Make the files of a size in a folder, where they are not there yet; record something in them.

        With the first write of a day a file is checked, which is no part of what a command takes all day.
        """
        if folder in _prepared:
            return
        _prepared.add(folder)
        began = time.perf_counter()
        if not (folder / "coordplan.db").exists():
            made = folder.with_name(f"{folder.name}.making")  # so that what is found again is whole
            shutil.rmtree(made, ignore_errors=True)
            made.mkdir(parents=True)
            # In a process of its own, so that little is held here when what is measured begins
            words = [self.command, "init", "--demo"] if size == DEMO else [self.python, str(GENERATOR), ".", str(size)]
            subprocess.run(words, cwd=made, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            made.rename(folder)
        turn_of(self, next(work for work in works_at(size) if work.name == "mark"), size, folder)()
        if size != DEMO:
            tell(f"{size:,} occurrences, {self.name}: ready in {time.perf_counter() - began:.0f} s")


_prepared: set[Path] = set()


def tell(sentence: str) -> None:
    """Say how far the measuring is."""
    print(sentence, file=sys.stderr, flush=True)


def works_at(size: int) -> tuple[Work, ...]:
    return DEMO_WORK if size == DEMO else WORK


def installed(tree: Path | None = None) -> Coordplan:
    """Return the coordplan of a tree with a ``.venv``, or the one of the Python that runs this."""
    python = sys.executable if tree is None else str(tree / ".venv" / "bin" / "python")
    command = shutil.which("coordplan", path=str(Path(python).parent)) or "coordplan"
    return Coordplan("now" if tree is None else "before", command, python)


def environment_of(size: int) -> dict[str, str]:
    return {
        "COORDPLAN_TODAY": DEMO_TODAY if size == DEMO else TODAY,
        "COORDPLAN_LANG": "en",
        "COORDPLAN_BY": "bench",
        "COORDPLAN_BACKUPS": "off",  # one is made with the first write of a day; `backup` is measured by itself
    }


def turn_of(coordplan: Coordplan, work: Work, size: int, folder: Path) -> Callable[[], Cost]:
    """Return what runs a command once, with what goes before and after it."""
    out = folder / "out"
    places = {"out": str(out), "last": f"{max(1, round(size / _PER_ACTIVITY)) - 1}"}
    number = int(time.time())  # another one than in an earlier run on the same files: the same twice is written once

    def typed(words: str) -> list[str]:
        return [coordplan.command, *shlex.split(words.format(n=number % 90 + 5, **places))]

    def turn() -> Cost:
        nonlocal number
        number += 1
        shutil.rmtree(out, ignore_errors=True)
        out.mkdir()
        more = environment_of(size)
        if work.first:
            run(typed(work.first), folder, more)
        if work.completes:
            asked = {"_COORDPLAN_COMPLETE": "complete_bash", "COMP_WORDS": work.completes}
            cost = run([coordplan.command], folder, {**more, **asked, "COMP_CWORD": str(work.completes.count(" "))})
        else:
            cost = run(typed(work.words), folder, more, work.terminal)
        if work.then:
            run(typed(work.then), folder, more)
        shutil.rmtree(out)
        return cost

    return turn


def prepare_environment() -> None:
    """Let Python keep its bytecode, as it does for users, and hand none of the caller's settings on."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    for name in [name for name in os.environ if name.startswith("COORDPLAN_")]:
        del os.environ[name]
