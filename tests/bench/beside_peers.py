"""The same work by coordplan and by other tools, by turns; and the table of it."""

import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.bench.files import Coordplan, tell, turn_of
from tests.bench.measuring import Cost, Figure, Runner, run
from tests.bench.peers import Peer, peers_on_path
from tests.bench.table import STARTING, heading_of, number_words, row_of, thousands
from tests.bench.work import Work

OURS = {
    "summary": Work("summary", "status -f csv"),
    "list": Work("list", "list"),
    "export": Work("export", "list -f json"),
    "mark": Work("mark", "mark p1-00001@2025-12 {n}% --sure"),
}
_IN_VIETNAMESE = {"summary": "tổng hợp", "list": "danh sách", "export": "xuất dữ liệu", "mark": "ghi một mục"}


class SameWork(NamedTuple):
    """A work at a size, by the name of each tool: what it takes; None where it has no such, or it would take long."""

    size: int
    work: str
    figures: dict[str, Figure | None]


def compared(
    coordplan: Coordplan, sizes: Sequence[int], folder: Path, seconds: float, longest: float
) -> list[SameWork]:
    """Measure the work of each size, all tools by turns."""
    there, missing = peers_on_path()
    if missing:
        tell(f"Not on PATH, and left out: {', '.join(missing)}")
    runner = Runner()
    found: list[SameWork] = []
    for size in sizes:
        ours = folder / f"{coordplan.name}-{size}"
        coordplan.prepare(ours, size)
        homes = {peer.program: folder / f"{peer.program}-{size}" for peer in there}
        for peer in there:
            home = homes[peer.program]
            shutil.rmtree(home, ignore_errors=True)
            home.mkdir(parents=True)
            # In a process of its own, so that little is held here when what is measured begins
            words = [sys.executable, "-m", "tests.bench.peers", peer.program, str(home), str(size)]
            subprocess.run(words, check=True)
        for work in OURS:
            asked = [peer for peer in there if work in peer.words and _expected(found, peer, work, size) < longest]
            turns = [
                turn_of(coordplan, OURS[work], size, ours),
                *(_turn(peer, work, homes[peer.program]) for peer in asked),
            ]
            figures = runner.measure(turns, ours, seconds * len(turns))
            by_name = dict(zip(("coordplan", *(peer.program for peer in asked)), figures, strict=True))
            names = ("coordplan", *(peer.program for peer in there))
            found.append(SameWork(size, work, {name: by_name.get(name) for name in names}))
            tell(f"{size:,} {work}: {'; '.join(f'{name} {_cell(each)}' for name, each in found[-1].figures.items())}")
        for home in homes.values():
            shutil.rmtree(home)
    return found


def _expected(found: Sequence[SameWork], peer: Peer, work: str, size: int) -> float:
    """Return what a tool is to be expected to take, as a multiple of ``pass``, by what it took at a smaller size."""
    before = next((each for each in reversed(found) if each.work == work), None)
    if before is None:
        return 0.0
    figure = before.figures[peer.program]
    return float("inf") if figure is None else (figure.ratio - STARTING) * size / before.size


def _turn(peer: Peer, work: str, folder: Path) -> Callable[[], Cost]:
    number = 0

    def turn() -> Cost:
        nonlocal number
        number += 1
        line = peer.words[work].format(n=number % 50 + 10, day=number % 18 + 10)
        simple = not set(line) & set(";>")
        return run(shlex.split(line) if simple else ["sh", "-c", line], folder, peer.settings(folder))

    return turn


def markdown_of_peers(found: Iterable[SameWork], vietnamese: bool = False) -> str:
    """Return the table: a row for each size and work, a column for each tool, with time and peak memory."""
    lines: list[str] = []
    for each in found:
        if not lines:
            first = ["Số lượt", "Việc"] if vietnamese else ["Occurrences", "Work"]
            lines += heading_of([*first, "coordplan", *(f"`{name}`" for name in list(each.figures)[1:])])
        work = _IN_VIETNAMESE[each.work] if vietnamese else each.work
        cells = (_cell(figure, vietnamese) for figure in each.figures.values())
        lines.append(row_of([thousands(each.size, vietnamese), work, *cells]))
    return "\n".join(lines)


def _cell(figure: Figure | None, vietnamese: bool = False) -> str:
    return "-" if figure is None else f"{number_words(figure.ratio, vietnamese)}× {figure.megabytes:.0f} MB"
