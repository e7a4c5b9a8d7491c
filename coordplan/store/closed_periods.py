"""Reporting periods that are closed: their figures stand, and what is observed in them later needs a reason.

A period's window is that of the plan: by its own cut-off day, else the program's.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from coordplan.dates.periods import Period, parse_period, window_of
from coordplan.errors import Refused
from coordplan.model import Definitions, EntryKind
from coordplan.store.changes import LAST_CHANGE, Writing
from coordplan.store.closed_figures import closing_text
from coordplan.store.definitions import frame
from coordplan.store.kept_rows import keep_rows
from coordplan.store.row_values import value_of
from coordplan.store.schema import CLOSINGS, KEPT_ROWS
from coordplan.store.standings import in_force
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day


class Closing(NamedTuple):
    """A reporting period whose figures stand; what is observed in it is late news from then on."""

    period: str
    closed_on: date
    change: int


class LateNews(NamedTuple):
    """An entry observed in a period that was closed when it was recorded."""

    period: str
    entry: int
    occurrence: str
    observed_on: date
    kind: EntryKind
    percent: float | None
    value: float | None
    due_on: date | None
    evidence: str
    change: int
    at: str  # UTC, ISO 8601
    by: str
    reason: str


def closings_in_force(connection: sqlite3.Connection, up_to_change: int = LAST_CHANGE) -> list[Closing]:
    """Return the periods that are closed, as recorded up to a change."""
    return [closing for closing, closed in closings_ever(connection, up_to_change) if closed]


def closings_ever(connection: sqlite3.Connection, up_to_change: int) -> list[tuple[Closing, bool]]:
    """Return for each period that was ever closed its last closing, and whether it is still closed."""
    rows = connection.execute(
        f"""
        SELECT id AS period, closed_on, added_by AS change, {in_force("t")} AS closed
        FROM closings AS t
        WHERE added_by <= :up_to_change
        ORDER BY row""",
        {"up_to_change": up_to_change},
    )
    found = {row["period"]: (value_of(Closing, row), bool(row["closed"])) for row in rows}
    return [found[period] for period in sorted(found)]


def close_period(change: Writing, period: Period, today: date) -> None:
    """Close a period; raise Refused where it is closed already, or has not ended, be it in one plan alone."""
    for closing in closings_in_force(change.connection):
        if closing.period == period.key:
            raise Refused(
                _("{period} was already closed on {day}, with change {number}.").format(
                    period=period.key, day=write_day(closing.closed_on), number=closing.change
                ),
                _("To open it again: coordplan period reopen {period} --reason ...").format(period=period.key),
            )
    _refuse_before_its_end(frame(change.connection), period, today)
    keep_rows(change, f"closing:{period.key}", closing_text(change.connection, period, change.number))
    change.add(CLOSINGS, [{"id": period.key, "closed_on": today.isoformat()}])


def _refuse_before_its_end(definitions: Definitions, period: Period, today: date) -> None:
    """Raise Refused where figures of a period are still open: what the days to come bring would be late news."""
    _first, last = window_of(definitions, period)
    way_out = _("Close it from that day on.")
    if last > today:
        raise Refused(
            _("{period} has not ended: its figures close on {day}.").format(period=period.key, day=write_day(last)),
            way_out,
        )
    ends = [(window_of(definitions, period, plan.id)[1], plan) for plan in definitions.plans]
    latest, plan = max(ends, key=lambda end: end[0], default=(last, None))
    if plan is not None and latest > today:
        raise Refused(
            _("{period} has not ended in {plan}: its figures close there on {day}.").format(
                period=period.key, plan=plan.short or plan.title, day=write_day(latest)
            ),
            way_out,
        )


def reopen_period(change: Writing, period: Period) -> None:
    """Open a closed period again; raise Refused where it is not closed."""
    if period.key not in {closing.period for closing in closings_in_force(change.connection)}:
        raise Refused(
            _("{period} is not closed.").format(period=period.key),
            _("`coordplan period list` says which periods are."),
        )
    change.end(CLOSINGS, [period.key])
    change.end(KEPT_ROWS, [f"closing:{period.key}"])


def refuse_closed(connection: sqlite3.Connection, plan: str, days: Iterable[date], way_out: str = "") -> None:
    """Raise Refused where one of the days lies in a period of the plan that is closed.

    A ``way_out`` of one's own may name the ``{period}``.
    """
    closings = closings_in_force(connection)
    if not closings:
        return
    definitions = frame(connection)
    for day in days:
        for closing in closings:
            first, last = window_of(definitions, parse_period(closing.period), plan)
            if first <= day <= last:
                raise Refused(
                    _("{period} was closed on {closed}, and {day} lies in it ({first} to {last}).").format(
                        period=closing.period,
                        closed=write_day(closing.closed_on),
                        day=write_day(day),
                        first=write_day(first),
                        last=write_day(last),
                    ),
                    (way_out or _("To record it as late news: --reopen --reason ...")).format(period=closing.period),
                )


def late_news(connection: sqlite3.Connection, up_to_change: int, periods: Sequence[str] = ()) -> list[LateNews]:
    """Return the entries in force that were observed in a period after it had been closed, in the order of recording.

    ``periods``: only of these. A period that was opened again keeps the late news it had while it was closed.
    """
    definitions = frame(connection, up_to_change)
    found: list[LateNews] = []
    rows = connection.execute(
        f"""
        SELECT t.id AS period, e.id AS entry, e.occurrence_id AS occurrence, e.observed_on, e.kind, e.percent, e.value,
            e.due_on, e.evidence, c.id AS change, c.at, c.by, c.reason, o.plan_id
        FROM closings AS t
        JOIN changes AS c
          ON c.id > t.added_by AND (t.ended_by IS NULL OR t.ended_by > :up_to_change OR c.id < t.ended_by)
        JOIN entries AS e ON e.added_by = c.id AND {in_force("e")}
        JOIN occurrences AS o ON o.id = e.occurrence_id AND {in_force("o")}
        WHERE t.added_by <= :up_to_change
          AND NOT EXISTS (SELECT 1 FROM entries AS b WHERE b.id = e.id AND b.added_by < t.added_by)
        ORDER BY c.id, e.id, t.id""",
        {"up_to_change": up_to_change},
    )
    for row in rows:
        first, last = window_of(definitions, parse_period(row["period"]), row["plan_id"])
        if first <= date.fromisoformat(row["observed_on"]) <= last and (not periods or row["period"] in periods):
            found.append(value_of(LateNews, row))
    return found
