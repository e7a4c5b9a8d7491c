"""Other tools on the same facts: ``python -m tests.bench --peers``.

Nothing is installed: what is on PATH is measured. Each holds what a file of the generator holds, in the way that it
has for it: an occurrence is a task, a todo or what transactions and frames name; its five entries are annotations,
lines of a description, transactions or frames. Each is asked in its own words for a summary by plan, for the list of
all, for an export of all, and to record one more fact.
"""

import json
import random
import shutil
import sys
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from tests.bench.measuring import run

PLANS, MONTHS, ENTRIES = 8, 48, 5


class Fact(NamedTuple):
    """An occurrence and the days on which something was recorded of it."""

    id: str
    plan: str
    title: str
    due_on: date
    is_done: bool

    @property
    def observed(self) -> list[date]:
        return [self.due_on - timedelta(days=20 - 5 * number) for number in range(ENTRIES)]


class Peer(NamedTuple):
    """Another tool: its program, how its data are made, its words for each work (``{n}``: the number of the run)."""

    program: str
    make: Callable[[Path, Iterable[Fact]], object]
    words: Mapping[str, str]  # a command line of a shell
    settings: Callable[[Path], dict[str, str]] = lambda folder: {}


def facts(size: int) -> Iterator[Fact]:
    """Yield about as many occurrences as a file of the generator has, of the same activities."""
    chance = random.Random(1)
    for number in range(max(1, round(size / MONTHS))):
        plan = f"p{number % PLANS}"
        for month in range(MONTHS):
            due_on = date(2022 + month // 12, month % 12 + 1, 25)
            id_ = f"{plan}-{number:05d}@{due_on:%Y-%m}"
            yield Fact(id_, plan, f"Nhiệm vụ số {number}", due_on, chance.random() < 0.9)


def _for_task(folder: Path, rows: Iterable[Fact]) -> None:
    (folder / "taskrc").write_text("confirmation=off\nverbose=nothing\n", encoding="utf-8")
    with (folder / "tasks.json").open("w", encoding="utf-8") as file:
        for number, row in enumerate(rows, 1):
            notes = [{"entry": f"{day:%Y%m%d}T100000Z", "description": "20%"} for day in row.observed]
            task = {
                "uuid": str(uuid.UUID(int=number)),
                "description": f"{row.title} {row.id}",
                "project": row.plan,
                "entry": "20220101T000000Z",
                "due": f"{row.due_on:%Y%m%d}T000000Z",
                "status": "completed" if row.is_done else "pending",
                "annotations": notes,
            }
            file.write(json.dumps(task | ({"end": task["due"]} if row.is_done else {}), ensure_ascii=False) + "\n")
    run(["task", "import", "tasks.json"], folder, _of_task(folder))


def _of_task(folder: Path) -> dict[str, str]:
    return {"TASKRC": str(folder / "taskrc"), "TASKDATA": str(folder / "task")}


def _journal(folder: Path, rows: Iterable[Fact]) -> None:
    with (folder / "facts.journal").open("w", encoding="utf-8") as file:
        for row in rows:
            account = f"    {row.plan}:{row.id.partition('@')[0]}    20\n    progress\n\n"
            file.writelines(f"{day:%Y/%m/%d} * {row.id}\n{account}" for day in row.observed)


def _for_todoman(folder: Path, rows: Iterable[Fact]) -> None:
    config = f'path = "{folder}/todos/*"\ncache_path = "{folder}/cache.sqlite3"\ndefault_list = "p1"\n'
    (folder / "config.py").write_text(config, encoding="utf-8")
    for number in range(PLANS):
        (folder / "todos" / f"p{number}").mkdir(parents=True)
    for row in rows:
        entries = "\\n".join(f"{day}: 20%" for day in row.observed)
        status = "STATUS:COMPLETED\nPERCENT-COMPLETE:100" if row.is_done else "STATUS:NEEDS-ACTION"
        lines = (
            f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:bench\nBEGIN:VTODO\nUID:{row.id}\nDTSTAMP:20220101T000000Z\n"
            f"SUMMARY:{row.title}\nDUE;VALUE=DATE:{row.due_on:%Y%m%d}\nDESCRIPTION:{entries}\n{status}\n"
            "END:VTODO\nEND:VCALENDAR\n"
        )
        (folder / "todos" / row.plan / f"{row.id}.ics").write_text(lines, encoding="utf-8", newline="\r\n")


def _for_watson(folder: Path, rows: Iterable[Fact]) -> None:
    frames = []
    for row in rows:
        for day in row.observed:
            began = (day - date(1970, 1, 1)).days * 86400 + 36000
            frames.append([began, began + 600, row.plan, uuid.uuid4().hex, [row.id], began])
    frames.sort(key=lambda frame: int(str(frame[0])))
    (folder / "frames").write_text(json.dumps(frames), encoding="utf-8")


PEERS = (
    Peer(
        "task",
        _for_task,
        {
            "summary": "task summary",
            "list": "task all",
            "export": "task export",
            "mark": "task 00000000-0000-0000-0000-000000000001 annotate {n}%",
        },
        _of_task,
    ),
    Peer(
        "ledger",
        _journal,
        {
            "summary": "ledger -f facts.journal balance --depth 1",
            "list": "ledger -f facts.journal register",
            "export": "ledger -f facts.journal csv",
            "mark": "ledger -f facts.journal xact 2025/12/31 p1-00001@2025-12 >> facts.journal",
        },
    ),
    Peer(
        "hledger",
        _journal,
        {
            "summary": "hledger -f facts.journal balance --depth 1",
            "list": "hledger -f facts.journal register",
            "export": "hledger -f facts.journal print -O csv",
            "mark": "rm -f .latest.*; printf '2025-12-31 p1-00001@2025-12\\n  p1  {n}\\n  progress\\n' > new.journal;"
            " hledger -f facts.journal import new.journal",
        },
    ),
    Peer(
        "todo",
        _for_todoman,
        {
            "list": "todo list --status ANY",
            "export": "todo --porcelain list --status ANY",
            "mark": "todo edit --due 2025-12-{day} 1",
        },
        lambda folder: {"TODOMAN_CONFIG": str(folder / "config.py")},
    ),
    Peer(
        "watson",
        _for_watson,
        {
            "summary": "watson report --all --no-pager",
            "list": "watson log --all --no-pager",
            "export": "watson log --all --no-pager --json",
            "mark": "watson add --from 2025-12-31T10:{n} --to 2025-12-31T12:00 p1",
        },
        lambda folder: {"WATSON_DIR": str(folder)},
    ),
)


def peers_on_path() -> tuple[list[Peer], list[str]]:
    """Return those that there are here, and the programs of the others."""
    there = [peer for peer in PEERS if shutil.which(peer.program)]
    return there, [peer.program for peer in PEERS if peer not in there]


if __name__ == "__main__":
    program, folder, size = sys.argv[1:]
    next(peer for peer in PEERS if peer.program == program).make(Path(folder), facts(int(size)))
