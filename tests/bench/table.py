"""The table of every command at every size, and how it is drawn."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.bench.files import Coordplan, tell, turn_of
from tests.bench.measuring import CommandFailed, Cost, Figure, Runner
from tests.bench.work import WORK, Work

STARTING = 8.0  # times ``pass``: hardly less is what a command takes that does nothing


class Cell(NamedTuple):
    """A command at a size: what it takes under each coordplan; None where it was left out."""

    work: str
    size: int
    figures: tuple[Figure | None, ...]


def measured(
    coordplans: Sequence[Coordplan],
    sizes: Iterable[int],
    folder: Path,
    seconds: float,
    longest: float,
    only: frozenset[str] = frozenset(),
) -> list[Cell]:
    """Measure the commands at each size, the coordplans by turns.

    What, by the size before, is to be expected to take more than ``longest`` times ``pass`` is left out.
    """
    cells: list[Cell] = []
    runner = Runner()
    for size in sizes:
        for work in (each for each in WORK if not only or each.name in only):
            before = next((cell for cell in reversed(cells) if cell.work == work.name), None)
            asked = [
                each
                for number, each in enumerate(coordplans)
                if before is None or _expected(before.figures[number], size / before.size) < longest
            ]
            found: dict[Coordplan, Figure] = {}
            try:
                found = figures_of(runner, asked, work, size, folder, seconds)
            except CommandFailed as failure:
                tell(f"{size:,} {work.name} failed: {failure}")
            cells.append(Cell(work.name, size, tuple(found.get(each) for each in coordplans)))
            tell(f"{size:,} {work.name}: {_words(cells[-1])}")
    return cells


def _expected(before: Figure | None, times: float) -> float:
    """Return what is to be expected where a file is so many times as large, as a multiple of ``pass``."""
    return float("inf") if before is None else (before.ratio - STARTING) * times


def figures_of(
    runner: Runner, coordplans: Sequence[Coordplan], work: Work, size: int, folder: Path, seconds: float
) -> dict[Coordplan, Figure]:
    """Return what a command takes at a size under each coordplan; their files are made where there are none."""
    turns: list[Callable[[], Cost]] = []
    for coordplan in coordplans:
        place = folder / f"{coordplan.name}-{size}"
        coordplan.prepare(place, size)
        turns.append(turn_of(coordplan, work, size, place))
    return dict(zip(coordplans, runner.measure(turns, folder, seconds) if turns else [], strict=True))


def _words(cell: Cell) -> str:
    words = (each and f"{each.ratio:.1f}x, {each.megabytes:.0f} MB, {each.elapsed:.2f} s" for each in cell.figures)
    return "; ".join(each or "-" for each in words)


def markdown(cells: Sequence[Cell], vietnamese: bool = False) -> str:
    """Return the table of the last coordplan: a row for each command, the time at each size, the memory at the largest.

    What was left out is a dash.
    """
    sizes = sorted({cell.size for cell in cells})
    by_place = {(cell.work, cell.size): cell.figures[-1] for cell in cells}
    heading, memory = ("Số lượt", "Bộ nhớ") if vietnamese else ("Occurrences", "Memory")
    lines = heading_of([heading, *(thousands(size, vietnamese) for size in sizes), memory])
    for work in dict.fromkeys(cell.work for cell in cells):
        found = [by_place.get((work, size)) for size in sizes]
        times = [each and f"{number_words(each.ratio, vietnamese)}×" for each in found]
        memories = [f"{each.megabytes:.0f} MB" for each in found if each is not None]
        lines.append(row_of([_name(work, vietnamese), *(each or "-" for each in times), *(memories[-1:] or ["-"])]))
    return "\n".join(lines)


def markdown_of_both(cells: Sequence[Cell]) -> str:
    """Return the table of two coordplans: what each command took before and takes now."""
    sizes = sorted({cell.size for cell in cells})
    lines = heading_of(["Occurrences", *map(thousands, sizes)])
    by_place = {(cell.work, cell.size): " → ".join(map(_both, cell.figures)) for cell in cells}
    for work in dict.fromkeys(cell.work for cell in cells):
        lines.append(row_of([_name(work), *(by_place.get((work, size), "-") for size in sizes)]))
    return "\n".join(lines)


def _both(figure: Figure | None) -> str:
    return "-" if figure is None else f"{number_words(figure.ratio)}× {figure.megabytes:.0f} MB"


def heading_of(cells: Sequence[str]) -> list[str]:
    return [row_of(cells), "|---|" + "---:|" * (len(cells) - 1)]


def row_of(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


_IN_VIETNAMESE = {"status at a terminal": "`status` ở cửa sổ lệnh", "load, unchanged": "`load`, không đổi"}


def _name(work: str, vietnamese: bool = False) -> str:
    command, comma, more = work.partition(",")
    command, at, place = command.partition(" at a ")
    words = f"`{command}`{at}{place}{comma}{more}"
    return _IN_VIETNAMESE.get(work, words) if vietnamese else words


def number_words(ratio: float, vietnamese: bool = False) -> str:
    words = f"{ratio:.1f}" if ratio < 99.95 else f"{ratio:,.0f}"
    return words.translate(str.maketrans(".,", ",.")) if vietnamese else words


def thousands(size: int, vietnamese: bool = False) -> str:
    return f"{size:,}".replace(",", ".") if vietnamese else f"{size:,}"
