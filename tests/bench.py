"""How long the main commands take, as ratios to a bare Python: ``python -m tests.bench [OCCURRENCES ...]``.

Not part of the test run. For each size it makes a program of monthly activities with five entries an occurrence
(progress, some extensions, suspensions and resumptions, most of them done), in a temporary folder, and runs the
installed command on it. Each figure is the median of some runs, divided by the median of ``python -c pass`` in the
same run.
"""

import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from coordplan.dates.recurrence import occurrences_of
from coordplan.definitions.writer import write_definitions
from coordplan.model import Activity, Content, Definitions, Entry, Organization, Plan, Program
from coordplan.store.changes import writing
from coordplan.store.definitions import apply, stored_definitions
from coordplan.store.differences import differences
from coordplan.store.entries import add_entries
from coordplan.store.migrations import make_file

SIZES = (1_000, 10_000, 100_000, 1_000_000)
PROGRAM = Program("bench", "Benchmark", date(2022, 1, 1), date(2025, 12, 31), sides=("lead",))
PLANS = 8
PER_ACTIVITY = 48  # months
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def definitions_of(size: int) -> Definitions:
    """Return a program with about so many occurrences."""
    activities = tuple(
        Activity(f"p{number % PLANS}-{number:05d}", f"p{number % PLANS}", f"Nhiệm vụ số {number}", ("nd1",), "lead",
                 every="month", due_day=25)
        for number in range(max(1, round(size / PER_ACTIVITY)))
    )  # fmt: skip
    return Definitions(
        PROGRAM,
        (Content("nd1", "Nội dung một"),),
        (Organization("lead", "Cơ quan chủ trì"), Organization("partner", "Cơ quan phối hợp")),
        (),
        tuple(Plan(f"p{number}", f"Kế hoạch {number}", "partner") for number in range(PLANS)),
        activities,
    )


def entries_of(definitions: Definitions) -> Iterator[Entry]:
    """Yield five entries for each occurrence, the same in every run."""
    chance = random.Random(1)
    for activity in definitions.activities:
        for occurrence in occurrences_of(activity, PROGRAM.start_on, PROGRAM.until_on):
            assert occurrence.due_on is not None
            first = occurrence.due_on - timedelta(days=20)
            for number in range(5):
                day, id_ = first + timedelta(days=5 * number), occurrence.id
                if number == 1 and chance.random() < 0.1:
                    yield Entry(id_, day, "extended", due_on=occurrence.due_on + timedelta(days=30), evidence="1-CV")
                elif number == 2 and chance.random() < 0.03:
                    yield Entry(id_, day, "suspended")
                elif number == 3 and chance.random() < 0.03:
                    yield Entry(id_, day, "resumed")
                elif number == 4 and chance.random() < 0.9:
                    yield Entry(id_, day, "done", evidence="12-BC")
                else:
                    yield Entry(id_, day, "percent", percent=20.0 * number)


def make(folder: Path, size: int) -> Path:
    """Make a file and its definitions; return the file's path."""
    definitions = definitions_of(size)
    (folder / "plans").mkdir()
    for name, text in write_definitions(definitions).items():
        (folder / "plans" / name).write_text(text, encoding="utf-8")
    path = folder / "coordplan.db"
    make_file(path)
    with writing(path, command="bench", by="bench", now=NOW) as change:
        held = stored_definitions(change.connection)
        apply(change, held, definitions, differences(held, definitions, whole=True), date(2022, 1, 1))
    with writing(path, command="bench", by="bench", now=NOW) as change:
        add_entries(change, entries_of(definitions))
    return path


def run(command: list[str], folder: Path) -> tuple[float, float]:
    """Run a command once; return its seconds and its peak memory in MB."""
    before = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert process.stderr is not None
    said = process.stderr.read()
    _pid, state, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - before
    if os.waitstatus_to_exitcode(state) != 0:
        raise SystemExit(f"{' '.join(command)}: {said.decode()}")
    return seconds, usage.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)


def main(sizes: list[int]) -> None:
    """Print the table."""
    coordplan = shutil.which("coordplan", path=str(Path(sys.executable).parent)) or "coordplan"
    os.environ.update({"COORDPLAN_TODAY": "2025-12-31", "COORDPLAN_LANG": "en", "COORDPLAN_BY": "bench"})
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    commands = {
        "status": ["status"],
        "status --as-of": ["status", "--as-of", "2023-06-30"],
        "list --plan": ["list", "--plan", "p3"],
        "mark": ["mark", "p3-00003@2025-12", "40%"],
        "load, unchanged": ["load", "plans"],
    }
    bare = statistics.median(run([sys.executable, "-c", "pass"], Path.cwd())[0] for _ in range(21))
    machine = f"{sys.platform}, {os.cpu_count()} cores, Python {sys.version.split()[0]}"
    print(f"`python -c pass`: {bare * 1000:.1f} ms, {machine}")
    print()
    print("| occurrences | " + " | ".join(commands) + " |")
    print("|---:|" + "---:|" * len(commands))
    for size in sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            # In a process of its own: what a command seems to take includes what its parent held when it began
            subprocess.run([sys.executable, "-m", "tests.bench", "--make", str(folder), str(size)], check=True)
            cells = []
            for words in commands.values():
                run([coordplan, *words], folder)  # the first reads the file from the disk
                runs = [run([coordplan, *words], folder) for _ in range(15 if size < 100_000 else 3)]
                seconds = statistics.median(seconds for seconds, _memory in runs)
                cells.append(f"{seconds / bare:.1f}x, {max(memory for _seconds, memory in runs):.0f} MB")
            print(f"| {size:,} | " + " | ".join(cells) + " |", flush=True)


if __name__ == "__main__" and sys.argv[1:2] == ["--make"]:
    make(Path(sys.argv[2]), int(sys.argv[3]))
elif __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or list(SIZES))
