"""The figures of a group of occurrences: a count for each standing, and the rates that follow from them."""

from collections.abc import Iterable
from datetime import date
from math import isclose
from typing import Any, Protocol

from coordplan.model import DONE, OPEN, OVERDUE, STANDINGS
from coordplan.named_tuples import NamedTuple
from coordplan.text.writing import rounded_part


class Figures(NamedTuple):
    """Counts by standing and sums of weight; every other figure is worked out from these."""

    counts: tuple[int, ...] = (0,) * len(STANDINGS)  # in the order of STANDINGS
    weight: float = 0.0  # of all but cancelled
    weight_done: float = 0.0  # weight x share done
    weight_planned: float = 0.0  # weight of what has fallen due, and the elapsed share of what has no due date
    overdue_since: date | None = None  # the earliest due date of what is overdue
    long_overdue: int = 0  # what is overdue by LONG_OVERDUE_DAYS or more

    def of(self, *standings: str) -> int:
        return sum(self.counts[STANDINGS.index(standing)] for standing in standings)

    @property
    def total(self) -> int:
        return sum(self.counts)

    @property
    def done(self) -> int:
        return self.of(*DONE)

    @property
    def open(self) -> int:
        return self.of(*OPEN)

    @property
    def overdue(self) -> int:
        return self.of(*OVERDUE)

    @property
    def fallen_due(self) -> int:
        """What is done and what is overdue: the denominator leaders expect (báo cáo 1270/BC-TCTTTg, 2017)."""
        return self.done + self.overdue

    @property
    def due_rate(self) -> float | None:
        return rate(self.done, self.fallen_due)

    @property
    def progress(self) -> float | None:
        return rate(self.weight_done, self.weight)

    @property
    def planned(self) -> float | None:
        return rate(self.weight_planned, self.weight)

    def by_name(self) -> dict[str, int | float | None]:
        """Return every figure under the name it has in JSON and CSV."""
        return {
            "total": self.total,
            **dict(zip(STANDINGS, self.counts, strict=True)),
            "done": self.done,
            "open": self.open,
            "overdue": self.overdue,
            "fallen_due": self.fallen_due,
            "due_rate": rounded(self.due_rate),
            "progress": rounded(self.progress),
            "planned": rounded(self.planned),
        }


def rate(part: float, whole: float) -> float | None:
    """Return part of whole as 0..1; None where there is nothing to divide by.

    Sums of weights add up in no fixed order: what differs from the whole in the eleventh digit alone is all of it.
    """
    if not whole:
        return None
    share = part / whole
    return 1.0 if isclose(share, 1.0, rel_tol=1e-10) else share


def rounded(value: float | None) -> float | None:
    """Return a rate with six decimals: sums of weights add up in no fixed order, and the last digits would tell."""
    return None if value is None else rounded_part(value, 1, 6)


def figure_differences(now: Figures, then: Figures) -> dict[str, float | None]:
    """Return by how much each figure is more than then; of rates as 0..1, None where one of the two is missing."""
    return {
        name: None if after is None or before is None else round(after - before, 6)
        for (name, after), before in zip(now.by_name().items(), then.by_name().values(), strict=True)
    }


class StandingRow(Protocol):
    """Anything that gives a value for the name of a column."""

    def __getitem__(self, name: str, /) -> Any: ...


def figures_of(row: StandingRow) -> Figures:
    """Return the figures of a row that has a column for each standing, sums of weight and what is overdue."""
    return Figures(
        tuple(row[standing] for standing in STANDINGS),
        row["weight"],
        row["weight_done"],
        row["weight_planned"],
        row["overdue_since"] and date.fromisoformat(row["overdue_since"]),
        row["long_overdue"],
    )


def added_up(many: Iterable[Figures]) -> Figures:
    """Return the figures of several groups together."""
    rows = list(many)
    counts = tuple(sum(column) for column in zip(*(row.counts for row in rows), strict=True)) or Figures().counts
    return Figures(
        counts,
        sum(row.weight for row in rows),
        sum(row.weight_done for row in rows),
        sum(row.weight_planned for row in rows),
        min((row.overdue_since for row in rows if row.overdue_since is not None), default=None),
        sum(row.long_overdue for row in rows),
    )


FIGURE_NAMES = tuple(Figures().by_name())
