"""Charts as values: lines over days, bars of groups, and what stands at their axes. No signs and no shapes."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal

from coordplan.named_tuples import NamedTuple
from coordplan.text.writing import write_month

# Three colours that are three greys where a paper is copied, darkest what is worst
PIECES = {"good": "6AAE70", "warn": "F7D580", "bad": "8E1B1B", "dim": "CFD8DC", "": "90A4AE"}

LineName = Literal["planned", "actual", "forecast"]


class Line(NamedTuple):
    """Rates of 0..1 by day, in the order of days; its name says with which mark it is drawn."""

    name: LineName
    title: str
    points: tuple[tuple[date, float], ...]

    def value_on(self, day: date) -> float | None:
        """Return its value on a day, in a straight line between two points; None outside of them."""
        for (left, low), (right, high) in zip(self.points, self.points[1:], strict=False):
            if left <= day <= right:
                return low + (high - low) * (day - left).days / (right - left).days
        return self.points[0][1] if [left for left, _value in self.points] == [day] else None


class Chart(NamedTuple):
    """Lines over the days from first to last, all their points among these, with a mark on one of the days."""

    title: str  # what the rates are
    first: date
    last: date
    lines: tuple[Line, ...]
    day: date | None = None  # outside of the days: no mark
    day_title: str = ""
    day_means: str = ""

    def line(self, name: LineName) -> Line | None:
        return next((line for line in self.lines if line.name == name), None)

    def day_at(self, place: float) -> date:
        """Return the day at a place between the first (0) and the last (1)."""
        return self.first + timedelta(days=round(place * (self.last - self.first).days))

    def place_of(self, day: date) -> float:
        """Return where a day stands between the first (0) and the last (1)."""
        return (day - self.first).days / max(1, (self.last - self.first).days)


class Bar(NamedTuple):
    """A group with its progress; None where there is nothing to divide by."""

    title: str
    done: float | None
    planned: float | None


class PieceBars(NamedTuple):
    """A bar for each group, in pieces one behind the other: how many of each."""

    titles: tuple[str, ...]
    pieces: tuple[tuple[str, str], ...]  # what each piece counts, and its tone, of PIECES
    counts: tuple[tuple[int, ...], ...]  # of each group


class DrawnChart(NamedTuple):
    """A chart of a paper: its name, and what it says in words."""

    name: str  # bars | curve
    title: str
    says: str
    values: "PieceBars | Chart"


_STEPS = (1, 3, 6, 12, 24, 60, 120, 240)  # months


def ticks(first: date, last: date, most: int) -> list[tuple[date, str]]:
    """Return the beginnings of months, quarters, halves or years between two days, each with its name.

    It is the shortest of these steps that gives no more than ``most`` of them.
    """
    for months in _STEPS:
        found = list(_beginnings(first, last, months))
        if len(found) <= most:
            return [(day, str(day.year) if months >= 12 else write_month(day)) for day in found]
    return []


def _beginnings(first: date, last: date, months: int) -> Iterator[date]:
    index = -(-(first.year * 12 + first.month - 1 + (first.day > 1)) // months) * months
    while (day := date(index // 12, index % 12 + 1, 1)) <= last:
        yield day
        index += months


def length_of(rate: float, whole: float) -> float:
    """Return a rate as a part of a length: what is not nothing takes one unit at least, what is not all leaves one."""
    return min(max(rate * whole, 1.0), whole - 1.0) if 0 < rate < 1 else min(rate, 1.0) * whole
