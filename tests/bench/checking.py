"""Holds what the commands take against the file of bounds: ``python -m tests.bench --check``.

What is over its bound is measured again, twice at most, and its smallest figure counts: other programs on the machine
make figures larger, never smaller.
"""

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from tests.bench.files import DEMO, Coordplan, tell, works_at
from tests.bench.measuring import Figure, Runner, growth
from tests.bench.table import STARTING, figures_of
from tests.bench.work import WORK

BOUNDS = Path(__file__).with_name("bounds.toml")
SMALLEST = 1_000  # the short form goes up to here
_MORE_TRIES = 2


class Bound(NamedTuple):
    """What a command may take at a size: so many times ``pass``, or the command ``of``; so many megabytes."""

    work: str
    at: int
    times: float | None = None
    of: str | None = None
    megabytes: float | None = None


class Bounds(NamedTuple):
    """The file of bounds."""

    room: float  # by how much more a figure may be, for noise
    exponent: float  # of growth between two sizes, of every command
    between: tuple[int, int]
    bounds: tuple[Bound, ...]


def read_bounds(path: Path = BOUNDS) -> Bounds:
    held = tomllib.loads(path.read_text(encoding="utf-8"))
    low, high = held["between"]
    bounds = tuple(Bound(**{"at": DEMO, **each}) for each in held["bounds"])
    return Bounds(held["room"], held["exponent"], (low, high), tuple(bounds))


class Measurements:
    """Figures by command and size, each measured once it is asked for."""

    def __init__(self, coordplan: Coordplan, folder: Path, seconds: float) -> None:
        self.runner = Runner()
        self.coordplan, self.folder, self.seconds = coordplan, folder, seconds
        self.found: dict[tuple[str, int], Figure] = {}

    def figure(self, name: str, size: int) -> Figure:
        if (name, size) not in self.found:
            work = next(each for each in works_at(size) if each.name == name)
            found = figures_of(self.runner, [self.coordplan], work, size, self.folder, self.seconds)
            self.found[name, size] = found[self.coordplan]
        return self.found[name, size]

    def forget(self, name: str, *sizes: int) -> None:
        for size in sizes:
            self.found.pop((name, size), None)


def check(coordplan: Coordplan, folder: Path, short: bool, seconds: float, sizes: Sequence[int]) -> list[str]:
    """Return a sentence for each bound that is not met; of the short form only where a figure is twice what it may be.

    ``sizes``: only bounds at these.
    """
    held = read_bounds()
    room = 2.0 if short else held.room
    measurements = Measurements(coordplan, folder, seconds)
    asked = [
        each for each in held.bounds if (not short or each.at <= SMALLEST) and (not sizes or each.at in (DEMO, *sizes))
    ]
    failures = [_smallest(measurements, each, room) for each in asked]
    if not short and (not sizes or set(held.between) <= set(sizes)):
        failures += [_grown(measurements, work.name, held) for work in WORK]
    return [each for each in failures if each]


def _smallest(measurements: Measurements, bound: Bound, room: float) -> str:
    """Return what is wrong by the smallest of some figures; empty where nothing is."""
    smallest = float("inf")
    for _try in range(1 + _MORE_TRIES):
        figure = measurements.figure(bound.work, bound.at)
        base = 1.0 if bound.of is None else measurements.figure(bound.of, bound.at).ratio
        parts = [
            figure.ratio / base / bound.times if bound.times is not None else 0.0,
            figure.megabytes / bound.megabytes if bound.megabytes is not None else 0.0,
        ]
        smallest = min(smallest, max(parts))
        times = f"{figure.ratio / base:.2f} times {bound.of or 'pass'}"
        words = f"{bound.work} {_at(bound.at)}: {times}, {figure.megabytes:.0f} MB"
        if smallest <= room:
            tell(f"{words}: {smallest:.2f} of what it may be")
            return ""
        measurements.forget(bound.work, bound.at)
        measurements.forget(bound.of or "", bound.at)
    return f"{words}; it may be {_may(bound)}, and was never below {smallest:.2f} of that"


def _may(bound: Bound) -> str:
    times = [] if bound.times is None else [f"{bound.times:g} times {bound.of or 'pass'}"]
    return ", ".join([*times, *([] if bound.megabytes is None else [f"{bound.megabytes:g} MB"])])


def _at(size: int) -> str:
    return "on the demonstration" if size == DEMO else f"at {size:,}"


def _grown(measurements: Measurements, name: str, held: Bounds) -> str:
    small, large = held.between
    smallest = float("inf")
    for _try in range(1 + _MORE_TRIES):
        exponent = growth(measurements.figure(name, small), measurements.figure(name, large), large / small, STARTING)
        smallest = min(smallest, exponent)
        if smallest <= held.exponent:
            tell(f"{name} grows with exponent {smallest:.2f}")
            return ""
        measurements.forget(name, small, large)
    return f"{name} grows with exponent {smallest:.2f} between {small:,} and {large:,}; it may be {held.exponent}"
