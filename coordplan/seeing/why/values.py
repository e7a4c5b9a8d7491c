"""Why a figure is what it is: the occurrences behind it, and what each of them adds to it.

A figure is a sum of parts, or a sum of parts over a sum of wholes. What is said here adds up to the figure that the
status gives for the same filters and dates.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from coordplan.model import DONE, OPEN, OVERDUE, RATES, STANDINGS
from coordplan.named_tuples import NamedTuple
from coordplan.paper.data import Data, bare, bare_percent
from coordplan.paper.rows_aside import kept, kept_in_order
from coordplan.seeing.figures import FIGURE_NAMES, rate, rounded

EXPLAINED_FIGURES = (*FIGURE_NAMES, "due_soon", "points", "rating")
FALLEN_DUE = (*DONE, *OVERDUE)
_STANDINGS_OF: dict[str, tuple[str, ...]] = {
    "total": STANDINGS,
    **{standing: (standing,) for standing in STANDINGS},
    "done": DONE,
    "open": OPEN,
    "overdue": OVERDUE,
    "fallen_due": FALLEN_DUE,
}
# What else than these adds nothing to a figure or its denominator; a figure that is not here has all of them
STANDINGS_ASKED = {**_STANDINGS_OF, "due_soon": OPEN, "due_rate": FALLEN_DUE, "points": FALLEN_DUE}
# As JSON says it, in the names of the status
FORMULAS = {
    **{figure: f"count of {' + '.join(standings)}" for figure, standings in _STANDINGS_OF.items()},
    "total": "count",
    "due_soon": "count of open due within {days} days",
    "due_rate": "done / fallen_due",
    "progress": "sum(weight * percent) / sum(weight), but cancelled",
    "planned": "sum(weight * planned) / sum(weight), but cancelled",
    "points": "done / fallen_due - done_then / fallen_due_then",
}


class WeighedOccurrence(NamedTuple):
    """An occurrence with what a figure needs of it, and what is shown beside that; names and order are of ``why/1``."""

    occurrence: str
    plan: str
    title: str
    lead: str
    due: date | None
    standing: str
    percent: float
    weight: float
    planned: float  # the share of it that is planned by the day, 0..1
    lead_now: str


class Share(NamedTuple):
    """What an occurrence adds to a figure: to what is counted, and to what that is divided by (None: to nothing)."""

    counted: WeighedOccurrence
    part: float
    whole: float | None
    then: tuple[float, float] | None = None  # of a difference: part and whole at the other time

    def in_data(self) -> tuple[Any, ...]:
        """Return the values in the order of ``SHARE_NAMES``."""
        *words, percent, weight, planned, lead_now = self.counted
        weighed = (bare_percent(percent), bare(weight), rounded(planned))
        values = (*words, *weighed, bare(self.part), bare(self.whole), lead_now)
        return values if self.then is None else (*values, *map(bare, self.then))


SHARE_NAMES = (*WeighedOccurrence._fields[:-1], "numerator", "denominator", "lead_now")
_THEN_NAMES = ("numerator_then", "denominator_then")


class Why(NamedTuple):
    """What `coordplan why FIGURE` says."""

    title: str
    figure: str
    as_of: date
    known_at: str
    shares: Sequence[Share]
    part: float
    whole: float | None  # the denominator; None of a figure that has none
    then: tuple[float, float] | None  # part and whole at the other time, of a difference
    lead_titles: dict[str, str]
    filters: tuple[str, ...] = ()
    illustrative: bool = False
    soon_days: int = 0
    compared_on: date | None = None  # of `points`

    @property
    def value(self) -> float | None:
        """The figure itself: a count, a rate 0..1, or a difference of rates; None where nothing is divided by."""
        if self.whole is None:
            return self.part
        now = rate(self.part, self.whole)
        if self.then is None:
            return rounded(now)
        before = rate(*self.then)
        return None if now is None or before is None else round(now - before, 6)


def sums_of(figure: str, shares: Sequence[Share]) -> tuple[float, float | None, tuple[float, float] | None]:
    """Return what some shares of a figure add up to: part, whole (None where it has none), and both then."""
    part = _whole_if_it_is(sum(share.part for share in shares))
    if figure not in RATES and figure != "points":
        return part, None, None
    whole = _whole_if_it_is(sum(share.whole or 0 for share in shares))
    if figure != "points":
        return part, whole, None
    part_then = sum((share.then or (0.0, 0.0))[0] for share in shares)
    whole_then = sum((share.then or (0.0, 0.0))[1] for share in shares)
    return part, whole, (_whole_if_it_is(part_then), _whole_if_it_is(whole_then))


def why_data(why: Why) -> Data:
    """Return ``coordplan/why/1``: in JSON an occurrence a line, in CSV a row for each."""
    values = {
        "figure": why.figure,
        "as_of": why.as_of,
        "known_at": why.known_at or None,
        "illustrative": why.illustrative,
        "formula": FORMULAS[why.figure].format(days=why.soon_days),
        "value": bare(why.value),
        "numerator": bare(why.part),
        "denominator": bare(why.whole),
    }
    columns: tuple[str, ...] = SHARE_NAMES
    if why.then is not None:
        values |= {"compared_on": why.compared_on, **dict(zip(_THEN_NAMES, map(bare, why.then), strict=True))}
        columns += _THEN_NAMES
    return Data(
        "coordplan/why/1",
        values,
        line_by_line="occurrences",
        columns=columns,
        rows=(share.in_data() for share in why.shares),
    )


def _whole_if_it_is(number: float) -> float:
    return int(number) if number == int(number) else number


def shares_of(figure: str, rows: Iterable[WeighedOccurrence], as_of: date, soon_days: int) -> Sequence[Share]:
    """Return what each occurrence adds to a figure; those that add nothing to it or its denominator are left out.

    Of a rate, what is missing most comes first: it is what keeps the figure down.
    """
    if figure in RATES:
        shares = (share for row in rows if (share := _RATES[figure](row)) is not None)
        return kept_in_order(shares, key=lambda share: share.part - (share.whole or 0))
    if figure == "due_soon":
        last = as_of + timedelta(days=soon_days)
        soon = (
            Share(row, 1, None)
            for row in rows
            if row.standing in OPEN and row.due is not None and as_of <= row.due <= last
        )
        return kept_in_order(soon, key=lambda share: share.counted.due or as_of)
    return kept(Share(row, 1, None) for row in rows if row.standing in _STANDINGS_OF[figure])


def _of_due_rate(row: WeighedOccurrence) -> Share | None:
    standing = row.standing
    return Share(row, int(standing in DONE), 1) if standing in FALLEN_DUE else None


def _of_progress(row: WeighedOccurrence) -> Share | None:
    if row.standing == "cancelled":
        return None
    return Share(row, row.weight * row.percent / 100, row.weight)


def _of_planned(row: WeighedOccurrence) -> Share | None:
    return None if row.standing == "cancelled" else Share(row, row.weight * row.planned, row.weight)


_RATES: dict[str, Callable[[WeighedOccurrence], Share | None]] = {
    "due_rate": _of_due_rate,
    "progress": _of_progress,
    "planned": _of_planned,
}


def shares_of_difference(now: Iterable[WeighedOccurrence], then: Iterable[WeighedOccurrence]) -> Sequence[Share]:
    """Return what each occurrence adds to the due rate at two times; those that add the same to both come last."""
    after = {row.occurrence: (row, share) for row in now if (share := _of_due_rate(row)) is not None}
    before = {row.occurrence: (row, share) for row in then if (share := _of_due_rate(row)) is not None}
    found = []
    for id_ in (*after, *(id_ for id_ in before if id_ not in after)):
        row, share = after.get(id_) or before[id_]
        part, whole = (share.part, share.whole) if id_ in after else (0, 0)
        earlier = before.get(id_)
        then_pair = (0.0, 0.0) if earlier is None else (earlier[1].part, earlier[1].whole or 0.0)
        found.append(Share(row, part, whole, then_pair))
    return tuple(sorted(found, key=lambda share: (share.part, share.whole) == share.then))
