"""The table of every command at every size, and how it is drawn."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.bench.files import Coordplan, tell, turn_of
from tests.bench.measuring import CommandFailed, Cost, Figure, Runner
from tests.bench.work import WORK, Work

STARTING = 8.0  # times ``pass``: hardly less is what a command takes that does nothing


class Cell(NamedTuple):
    """A command at a size: what it takes under each coordplan; none where it was left out."""

    work: str
    size: int
    figures: tuple[Figure, ...] = ()


def measured(
    coordplans: Sequence[Coordplan],
    sizes: Iterable[int],
    folder: Path,
    seconds: float,
    longest: float,
    only: frozenset[str] = frozenset(),
) -> list[Cell]:
    """Measure the commands at each size, the coordplans by turns.

    A command of which the size before lets expect that it takes more than ``longest`` times ``pass`` is left out.
    """
    cells: list[Cell] = []
    runner = Runner()
    for size in sizes:
        for work in WORK:
            if only and work.name not in only:
                continue
            before = next((cell for cell in reversed(cells) if cell.work == work.name), None)
            cell = Cell(work.name, size)
            if before is None or _expected(before, size) < longest * len(coordplans):
                try:
                    cell = cell._replace(figures=figures_of(runner, coordplans, work, size, folder, seconds))
                except CommandFailed as failure:
                    tell(f"{size:,} {work.name} failed: {failure}")
            cells.append(cell)
            tell(f"{size:,} {work.name}: {_words(cell)}")
    return cells


def _expected(before: Cell, size: int) -> float:
    """Return what is to be expected at a size, as a multiple of ``pass``, by what was found at a smaller one."""
    if not before.figures:
        return float("inf")
    return sum(figure.ratio - STARTING for figure in before.figures) * size / before.size


def figures_of(
    runner: Runner, coordplans: Sequence[Coordplan], work: Work, size: int, folder: Path, seconds: float
) -> tuple[Figure, ...]:
    """Return what a command takes at a size under each coordplan; their files are made where there are none."""
    turns: list[Callable[[], Cost]] = []
    for number, coordplan in enumerate(reversed(coordplans)):  # so that the files of one alone are found again
        place = folder / f"{number}-{size}"
        coordplan.prepare(place, size)
        turns.insert(0, turn_of(coordplan, work, size, place))
    return tuple(runner.measure(turns, folder, seconds))


def _words(cell: Cell) -> str:
    return (
        "; ".join(f"{each.ratio:.1f}x, {each.megabytes:.0f} MB, {each.elapsed:.2f} s" for each in cell.figures) or "-"
    )


def markdown(cells: Sequence[Cell], which: int, vietnamese: bool = False) -> str:
    """Return the table of one coordplan: a row for each command, a column for each size, time and memory in a cell."""
    return _drawn(cells, vietnamese, lambda cell: _cell(cell.figures[which], vietnamese))


def markdown_of_both(cells: Sequence[Cell]) -> str:
    """Return the table of two: what each command took before and takes now."""

    def both(cell: Cell) -> str:
        before, now = cell.figures
        times = f"{number_words(before.ratio)} → {number_words(now.ratio)}×"
        return f"{times}, {before.megabytes:.0f} → {now.megabytes:.0f} MB"

    return _drawn(cells, False, both)


def _drawn(cells: Sequence[Cell], vietnamese: bool, draw: Callable[[Cell], str]) -> str:
    sizes = sorted({cell.size for cell in cells})
    by_place = {(cell.work, cell.size): draw(cell) for cell in cells if cell.figures}
    heading = "Lượt" if vietnamese else "Occurrences"
    lines = [
        f"| {heading} | " + " | ".join(thousands(size, vietnamese) for size in sizes) + " |",
        "|---|" + "---:|" * len(sizes),
    ]
    for work in dict.fromkeys(cell.work for cell in cells):
        name = work if " at a " in work or "," in work else f"`{work}`"
        lines.append(f"| {name} | " + " | ".join(by_place.get((work, size), "-") for size in sizes) + " |")
    return "\n".join(lines)


def _cell(figure: Figure, vietnamese: bool) -> str:
    text = f"{number_words(figure.ratio)}× {figure.megabytes:.0f} MB"
    return text.replace(".", ",") if vietnamese else text


def number_words(ratio: float) -> str:
    return f"{ratio:.1f}" if ratio < 99.95 else f"{ratio:.0f}"


def thousands(size: int, vietnamese: bool = False) -> str:
    return f"{size:,}".replace(",", ".") if vietnamese else f"{size:,}"
