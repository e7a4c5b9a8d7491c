"""The figures of a reporting period as they stand on its last day, each plan's on its own: what a closing keeps."""

import json
import sqlite3
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from coordplan.dates.periods import Period, window_of
from coordplan.model import DONE, OVERDUE, STANDINGS
from coordplan.store.definitions import frame
from coordplan.store.kept_rows import text_to_keep
from coordplan.store.standings import standings_query

_COLUMNS = ("id", "plan_id", "due_on", "standing", "percent", "done_on", "weight")
Windows = dict[str, tuple[date, date]]


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
        parts = (
            (self.done, self.fallen_due),
            (self.weight_done, self.weight),
            (self.weight_planned, self.weight),
        )
        return tuple(round(part / whole, 6) if whole else None for part, whole in parts)


def windows_then(connection: sqlite3.Connection, period: Period, up_to_change: int) -> Windows:
    """Return the days of a period by plan, under an empty id those of the program, as recorded up to a change.

    Nothing where no program was known. A plan that was retired after the period still has its own cut-off day.
    """
    program = frame(connection, up_to_change).program
    if program is None:
        return {}
    last = period.window(program.cutoff_day)[1]
    definitions = frame(connection, up_to_change, last)
    own = {plan.id: window_of(definitions, period, plan.id) for plan in definitions.plans}
    return {"": window_of(definitions, period), **own}


def rows_on_last_day(
    connection: sqlite3.Connection, windows: Windows, up_to_change: int, ids: Iterable[str] | None = None
) -> dict[str, ClosedRow]:
    """Return occurrences (of ``ids``, or all) as they stood on the last day of a period, as recorded up to a change.

    Those that fall due in the period count in it. Of others those are left out of which nothing had to be said yet.
    """
    where = "" if ids is None else "AND o.id IN (SELECT value FROM json_each(:ids))"
    query = f"SELECT {', '.join(_COLUMNS)} FROM ({standings_query(where=where)})"
    values = {"up_to_change": up_to_change, "ids": None if ids is None else json.dumps(sorted(ids))}
    found: dict[str, ClosedRow] = {}
    for day in sorted({last for _first, last in windows.values()}):
        for row in connection.execute(query, values | {"as_of": day.isoformat()}):
            first, last = windows.get(row["plan_id"], windows[""])
            if last == day:
                counts = row["due_on"] is not None and first.isoformat() <= row["due_on"] <= last.isoformat()
                if counts or row["standing"] not in ("upcoming", "not_started", "ongoing"):
                    found[row["id"]] = ClosedRow._make((*row, counts))
    return found


def figures_of_rows(rows: Iterable[ClosedRow], windows: Windows) -> ClosedFigures:
    """Return the figures of the rows that count in a period."""
    counted = [row for row in rows if row.counts]
    weighed = [row for row in counted if row.standing != "cancelled"]
    return ClosedFigures(
        tuple(sum(row.standing == standing for row in counted) for standing in STANDINGS),
        sum(row.weight for row in weighed),
        sum(row.weight * row.percent for row in weighed) / 100,
        sum(row.weight for row in weighed if (row.due_on or "") < windows.get(row.plan, windows[""])[1].isoformat()),
    )


def closing_text(connection: sqlite3.Connection, period: Period, up_to_change: int) -> str:
    """Return what a closing of a period keeps: its days, its figures, and the rows that count in it."""
    windows = windows_then(connection, period, up_to_change)
    rows = [row for _id, row in sorted(rows_on_last_day(connection, windows, up_to_change).items()) if row.counts]
    figures = figures_of_rows(rows, windows)
    return text_to_keep(
        {
            "period": period.key,
            "windows": {plan: [first.isoformat(), last.isoformat()] for plan, (first, last) in windows.items()},
            "totals": [*figures.counts, *figures.rates],
            "rows": [[_whole(value) for value in row[: len(_COLUMNS)]] for row in rows],
        }
    )


def _whole(value: Any) -> Any:
    return int(value) if isinstance(value, float) and value == int(value) else value
