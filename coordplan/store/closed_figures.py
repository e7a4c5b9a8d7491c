"""The figures of a reporting period as they stand on its last day, each plan's on its own: what a closing keeps."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from coordplan.dates.periods import PROGRAM, Period, ReportingDays, reporting_days
from coordplan.model import DONE, OVERDUE, STANDINGS, Definitions
from coordplan.named_tuples import NamedTuple
from coordplan.store.definitions import frame
from coordplan.store.kept_rows import text_to_keep
from coordplan.store.standings import standings_query

_COLUMNS = ("id", "plan_id", "due_on", "standing", "percent", "done_on", "weight")
_NOTHING_TO_SAY = ("upcoming", "not_started", "ongoing")


class Windows(NamedTuple):
    """The days of a period by plan, and under an empty id those of the program."""

    by_plan: dict[str, tuple[date, date]]
    program: ReportingDays
    plans: Mapping[str, ReportingDays] = MappingProxyType({})  # of each plan

    def of(self, plan: str) -> tuple[date, date]:
        """Return the first and last day for a plan; of one that is not known, the program's."""
        return self.by_plan.get(plan, self.by_plan[""])

    def has(self, plan: str, due_on: str | None) -> bool:
        """Say whether what falls due on a day in a plan counts in the period."""
        if due_on is None:
            return False
        first, last = self.of(plan)
        return first <= self.program.within(date.fromisoformat(due_on)) <= last

    def month_of(self, row: "ClosedRow | None") -> str:
        """Return the key of the month in whose figures an occurrence counts; nothing where it is due on no day."""
        if row is None or row.due_on is None:
            return ""
        return self.plans.get(row.plan, self.program).month_of(date.fromisoformat(row.due_on)).key


class ClosedRow(NamedTuple):
    """An occurrence as it stood on the last day of a period: what its figures are made of."""

    id: str
    plan: str
    due_on: str | None
    standing: str
    percent: float
    done_on: str | None
    weight: float
    counts: bool  # it falls due in the period

    @property
    def figures(self) -> tuple[Any, ...]:
        """What a period says of it: of what falls due at other times how it stood, of what lay ahead nothing."""
        if self.counts:
            return tuple(self)
        return () if self.standing in _NOTHING_TO_SAY else (self.standing, self.done_on)

    @property
    def values(self) -> list[Any]:
        """What is kept of it."""
        values = self[: len(_COLUMNS)]
        return [int(value) if isinstance(value, float) and value == int(value) else value for value in values]


class ClosedFigures(NamedTuple):
    """The counts of a period by standing, and the sums of weight behind its rates."""

    counts: tuple[int, ...]  # in the order of STANDINGS
    weight: float  # of all but cancelled
    weight_done: float
    weight_planned: float

    @property
    def done(self) -> int:
        return sum(self.counts[STANDINGS.index(standing)] for standing in DONE)

    @property
    def fallen_due(self) -> int:
        return self.done + sum(self.counts[STANDINGS.index(standing)] for standing in OVERDUE)

    @property
    def rates(self) -> tuple[float | None, ...]:
        """Due rate, progress and what was planned; None where there is nothing to divide by."""
        done, planned = (self.weight_done, self.weight), (self.weight_planned, self.weight)
        parts = ((self.done, self.fallen_due), done, planned)
        return tuple(round(part / whole, 6) if whole else None for part, whole in parts)

    @property
    def values(self) -> list[Any]:
        """What is kept of them."""
        return [*self.counts, *self.rates]


def all_plans(connection: sqlite3.Connection, up_to_change: int) -> Definitions:
    """Return program and plans as recorded up to a change: a plan that is retired keeps the windows it had."""
    return frame(connection, up_to_change, date.min)


def all_days() -> Windows:
    """Return a period of all days, whatever the program."""
    return Windows({"": PROGRAM[1:]}, ReportingDays(None, *PROGRAM[1:]))


def windows_of_plans(definitions: Definitions, period: Period) -> Windows:
    """Return the days of a period by plan, and under an empty id those of the program."""
    program = reporting_days(definitions)
    plans = {plan.id: reporting_days(definitions, plan.id) for plan in definitions.plans}
    own = {id_: days.window(period) for id_, days in plans.items()}
    return Windows({"": program.window(period), **own}, program, plans)


def rows_then(
    connection: sqlite3.Connection,
    windows: Windows,
    up_to_change: int,
    ids: Iterable[str] | None = None,
    as_of: date | None = None,
) -> dict[str, ClosedRow]:
    """Return occurrences (of ``ids``, or all) as they stood on a day, or the last day of their plan's window.

    As recorded up to a change. Those that fall due in the window count in it; of all the others, those are left out of
    which there was nothing to say yet.
    """
    where = "" if ids is None else "AND o.id IN (SELECT value FROM json_each(:ids))"
    query = f"SELECT {', '.join(_COLUMNS)} FROM ({standings_query(where=where)})"
    values = {"up_to_change": up_to_change, "ids": None if ids is None else json.dumps(sorted(ids))}
    found: dict[str, ClosedRow] = {}
    for day in sorted({last for _first, last in windows.by_plan.values()}) if as_of is None else [as_of]:
        for row in connection.execute(query, values | {"as_of": day.isoformat()}):
            if as_of is not None or windows.of(row["plan_id"])[1] == day:
                counts = windows.has(row["plan_id"], row["due_on"])
                if counts or ids is not None or row["standing"] not in _NOTHING_TO_SAY:
                    found[row["id"]] = ClosedRow._make((*row, counts))
    return found


def same_row(one: ClosedRow | None, other: ClosedRow | None) -> bool:
    """Say whether a period says the same of an occurrence."""
    return (() if one is None else one.figures) == (() if other is None else other.figures)


def figures_of_rows(rows: Iterable[ClosedRow], windows: Windows) -> ClosedFigures:
    """Return the figures of the rows that count in a period."""
    counted = [row for row in rows if row.counts]
    weighed = [row for row in counted if row.standing != "cancelled"]
    return ClosedFigures(
        tuple(sum(row.standing == standing for row in counted) for standing in STANDINGS),
        sum(row.weight for row in weighed),
        sum(row.weight * row.percent for row in weighed) / 100,
        sum(row.weight for row in weighed if (row.due_on or "") < windows.of(row.plan)[1].isoformat()),
    )


def closing_text(connection: sqlite3.Connection, period: Period, up_to_change: int) -> str:
    """Return what a closing of a period keeps: its days, its figures, and the rows that count in it."""
    windows = windows_of_plans(all_plans(connection, up_to_change), period)
    rows = [row for _id, row in sorted(rows_then(connection, windows, up_to_change).items()) if row.counts]
    return text_to_keep(
        {
            "period": period.key,
            "windows": {plan: [first.isoformat(), last.isoformat()] for plan, (first, last) in windows.by_plan.items()},
            "totals": figures_of_rows(rows, windows).values,
            "rows": [row.values for row in rows],
        }
    )
