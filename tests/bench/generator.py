"""Makes the files that are measured: ``python tests/bench/generator.py FOLDER OCCURRENCES``.

A program of monthly activities over four years with five entries an occurrence: progress, some extensions, suspensions
and resumptions, most of them done. Each day on which something was observed is one change, recorded that evening, so
that every moment of the four years knows another part of it.

All is written by the program's own door (definitions, changes, digests, spans), in one transaction; what would be asked
again at every row, triggers and indexes, is laid aside meanwhile. `doctor` finds such a file sound. It imports nothing
of the tests, so that an older coordplan can make files of its own format with it.
"""

import random
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from coordplan.dates.recurrence import occurrences_of
from coordplan.definitions.writer import write_definitions
from coordplan.model import Activity, Content, Definitions, Organization, Plan, Program
from coordplan.store import chain
from coordplan.store.applying import apply
from coordplan.store.changes import Writing, begin_change, writing
from coordplan.store.definitions import stored_definitions
from coordplan.store.differences import differences
from coordplan.store.migrations import make_file
from coordplan.store.schema import ENTRIES

PROGRAM = Program("bench", "Benchmark", date(2022, 1, 1), date(2025, 12, 31), sides=("lead",))
PLANS = 8
PER_ACTIVITY = 48  # months
IN_PROGRESS = "p1-00001@"  # of an activity that is never finished, so that there is something to record on
Row = dict[str, Any]


def definitions_of(size: int) -> Definitions:
    """Return a program with about so many occurrences."""
    bodies = ("lead", "partner")  # what the second leads is asked for by forms
    activities = tuple(
        Activity(
            id=f"p{number % PLANS}-{number:05d}",
            plan=f"p{number % PLANS}",
            title=f"Nhiệm vụ số {number}",
            contents=("nd1",),
            lead=bodies[number % 2],
            every="month",
            due_day=25,
        )
        for number in range(max(1, round(size / PER_ACTIVITY)))
    )
    return Definitions(
        PROGRAM,
        (Content("nd1", "Nội dung một"),),
        (Organization("lead", "Cơ quan chủ trì"), Organization("partner", "Cơ quan phối hợp")),
        (),
        tuple(Plan(f"p{number}", f"Kế hoạch {number}", "partner") for number in range(PLANS)),
        activities,
    )


def occurrences_by_month(definitions: Definitions) -> dict[date, list[str]]:
    """Return the ids of occurrences by the day they are due, in order."""
    found = defaultdict(list)
    for activity in definitions.activities:
        for occurrence in occurrences_of(activity, PROGRAM.start_on, PROGRAM.until_on):
            assert occurrence.due_on is not None
            found[occurrence.due_on].append(occurrence.id)
    return dict(sorted(found.items()))


def entries_by_day(definitions: Definitions) -> Iterator[tuple[date, list[Row]]]:
    """Yield each day on which something was observed with its entries; the same in every run."""
    chance = random.Random(1)
    next_id = 1
    for due_on, ids in occurrences_by_month(definitions).items():
        for number in range(5):
            day = due_on - timedelta(days=20 - 5 * number)
            yield (
                day,
                [
                    {"id": id_, "occurrence_id": occurrence, "observed_on": day.isoformat()}
                    | _said(occurrence, number, due_on, chance.random())
                    for id_, occurrence in enumerate(ids, next_id)
                ],
            )
            next_id += len(ids)


def _said(occurrence: str, number: int, due_on: date, chance: float) -> Row:
    """Return what the entry of a number (0 to 4) of an occurrence says."""
    if number == 1 and chance < 0.1:
        return {"kind": "extended", "due_on": (due_on + timedelta(days=30)).isoformat(), "evidence": "1-CV"}
    if number in (2, 3) and chance < 0.03:
        return {"kind": "suspended" if number == 2 else "resumed"}
    if number == 4 and chance < 0.9 and not occurrence.startswith(IN_PROGRESS):
        return {"kind": "done", "evidence": "12-BC"}
    return {"kind": "percent", "percent": 20.0 * number}


def make(folder: Path, size: int) -> None:
    """Make ``coordplan.db`` and ``plans/`` in a folder."""
    definitions = definitions_of(size)
    (folder / "plans").mkdir(parents=True)
    for name, text in write_definitions(definitions).items():
        (folder / "plans" / name).write_text(text, encoding="utf-8")
    path = folder / "coordplan.db"
    make_file(path)

    def write_all(connection: sqlite3.Connection, now: datetime) -> datetime:
        connection.execute("PRAGMA cache_spill = ON")  # or all of a million occurrences would stay in memory
        connection.execute("PRAGMA cache_size = -500000")
        laid_aside = lay_aside(connection)
        with one_change(connection, PROGRAM.start_on) as change:
            held = stored_definitions(connection)
            apply(change, held, definitions, differences(held, definitions, whole=True), PROGRAM.start_on)
        for day, rows in entries_by_day(definitions):
            with one_change(connection, day) as change:
                change.add(ENTRIES, rows)
        for statement in laid_aside:
            connection.execute(statement)
        return now

    with writing(path, command="bench", by="bench", now=evening(PROGRAM.until_on), after=write_all):
        pass  # the last change has no rows of its own


@contextmanager
def one_change(connection: sqlite3.Connection, day: date) -> Iterator[Writing]:
    """Give a change of the evening of a day, which is sealed when the block ends."""
    said = {"by": "bench", "command": "bench", "reason": "", "illustrative": 0, "undoes": None, "undoes_also": None}
    change = begin_change(connection, evening(day), said)
    yield change
    chain.seal(connection, change.number)


def evening(day: date) -> datetime:
    return datetime.combine(day, time(10), UTC)


def lay_aside(connection: sqlite3.Connection) -> list[str]:
    """Drop triggers, and indexes but those that digests are made by; return the SQL that makes them again.

    They come again in their old order, before the spans are derived, which are found by them.
    """
    rows = connection.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE type IN ('trigger', 'index') AND sql IS NOT NULL"
        " AND name NOT GLOB '*_by_change' AND name NOT GLOB '*_by_ending' ORDER BY rowid"
    ).fetchall()
    for kind, name, _sql in rows:
        connection.execute(f"DROP {kind} {name}")
    return [sql for _kind, _name, sql in rows]


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2]))
