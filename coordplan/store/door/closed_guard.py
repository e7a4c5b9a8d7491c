"""Closed means closed: what a change would move of a closed period, whatever command it comes from.

A change is held against the file as it was before it, both by the rules of now, so that a rule that got better moves
nothing. What brings back what was closed is let in.
"""

import json
from collections.abc import Collection, Iterable
from datetime import date

from coordplan.dates.periods import parse_period
from coordplan.model import Definitions
from coordplan.named_tuples import NamedTuple
from coordplan.store.changes import Writing
from coordplan.store.closed_figures import (
    ClosedFigures,
    ClosedRow,
    Windows,
    all_days,
    all_plans,
    figures_of_rows,
    rows_then,
    same_row,
    windows_of_plans,
)
from coordplan.store.closed_periods import Closing, closings_in_force
from coordplan.store.kept_rows import kept_rows_of
from coordplan.store.standings import in_force


class MovedRow(NamedTuple):
    """An occurrence of which a period would say something else; None: nothing."""

    id: str
    before: ClosedRow | None
    after: ClosedRow | None
    months: tuple[str, str] = ("", "")  # before and after: in whose figures it counts, where the days of these differ

    @property
    def counts(self) -> bool:
        """Whether it falls due in the period, before or after."""
        return any(row is not None and row.counts for row in (self.before, self.after))


class LateEntry(NamedTuple):
    """An entry that is recorded or taken back although its day lies in a closed period."""

    occurrence: str
    observed_on: date
    window: tuple[date, date]  # the days of the period, in its plan


class MovedPeriod(NamedTuple):
    """What a change would alter of a closed period."""

    closing: Closing
    windows: Windows
    rows: tuple[MovedRow, ...]
    entries: tuple[LateEntry, ...]
    ratings: tuple[tuple[str, date], ...]  # plans, and days for which they are rated
    before: ClosedFigures
    after: ClosedFigures


class TouchedRows(NamedTuple):
    """What a change touches that standings or windows come from."""

    ids: frozenset[str]
    since: str  # the first day on which a standing may differ
    windows: bool  # the program or a plan is defined anew


_WRITTEN = "BETWEEN :before + 1 AND :change"  # by a change; by a merge with all that it brings


def moved_periods(change: Writing, only: Collection[str] | None = None) -> list[MovedPeriod]:
    """Return the closed periods of which a change would move anything, as far as it is written; of some ids only.

    A period that is closed by the change itself is not held against it.
    """
    closings = [each for each in closings_in_force(change.connection) if each.change <= change.before]
    if not closings:
        return []
    touched = touched_by(change)
    after = all_plans(change.connection, change.number)
    before = all_plans(change.connection, change.before) if touched.windows else after
    found = (_moved(change, closing, touched, before, after, only) for closing in closings)
    return [each for each in found if each is not None]


def moved_on(change: Writing, day: date) -> list[MovedRow]:
    """Return what a change lets stand otherwise on a day, whether or not any period is closed."""
    ids, always = touched_by(change).ids, all_days()
    before, after = (
        rows_then(change.connection, always, number, ids, day) for number in (change.before, change.number)
    )
    return [
        MovedRow(id_, before.get(id_), after.get(id_))
        for id_ in sorted({*before, *after})
        if not same_row(before.get(id_), after.get(id_))
    ]


def touched_by(change: Writing) -> TouchedRows:
    """Return what a change touches, as far as it is written."""
    values = {"before": change.before, "change": change.number}
    ids: set[str] = set()
    since = "9999-12-31"
    for column in ("added_by", "ended_by"):
        for row in change.connection.execute(
            f"SELECT occurrence_id, min(observed_on) FROM entries WHERE {column} {_WRITTEN} GROUP BY 1", values
        ):
            ids.add(row[0])
            since = min(since, row[1])
        for row in change.connection.execute(f"SELECT id FROM occurrences WHERE {column} {_WRITTEN}", values):
            ids.add(row[0])
            since = ""
    windows = any(
        change.connection.execute(f"SELECT 1 FROM {table} WHERE {column} {_WRITTEN} LIMIT 1", values).fetchone()
        for table in ("programs", "plans")
        for column in ("added_by", "ended_by")
    )
    return TouchedRows(frozenset(ids), since, windows)


def _moved(
    change: Writing,
    closing: Closing,
    touched: TouchedRows,
    before: Definitions,
    after: Definitions,
    only: Collection[str] | None,
) -> MovedPeriod | None:
    connection, period = change.connection, parse_period(closing.period)
    then, now = windows_of_plans(before, period), windows_of_plans(after, period)
    ids: Collection[str] | None = touched.ids if only is None else touched.ids & set(only)
    if then != now and only is None:
        ids = None  # the days of the period are others, for whatever lies in it
    rows: tuple[MovedRow, ...] = ()
    if ids is None or (ids and touched.since <= max(last for _first, last in then.by_plan.values()).isoformat()):
        rows = tuple(_moved_rows(change, closing, then, now, ids))
    entries = tuple(_late_entries(change, closing, then, only))
    if let_in := _let_in_elsewhere(change, closing):
        rows = tuple(row for row in rows if row.id not in let_in)
        entries = tuple(each for each in entries if each.occurrence not in let_in)
    ratings = tuple(_ratings(change, closing, then)) if only is None else ()
    if not (rows or entries or ratings):
        return None
    return MovedPeriod(
        closing=closing,
        windows=then,
        rows=rows,
        entries=entries,
        ratings=ratings,
        before=figures_of_rows(rows_then(connection, then, change.before).values(), then),
        after=figures_of_rows(rows_then(connection, now, change.number).values(), now),
    )


def _let_in_elsewhere(change: Writing, closing: Closing) -> set[str]:
    """Return the occurrences of which another copy let late news into a period, where a merge brings that."""
    rows = change.connection.execute(
        "SELECT rows FROM late_moves WHERE period = :period AND added_by > :before AND added_by < :change",
        {"period": closing.period, "before": change.before, "change": change.number},
    )
    return {id_ for row in rows for id_, *_sides in json.loads(row["rows"])}


def _moved_rows(
    change: Writing, closing: Closing, then: Windows, now: Windows, ids: Collection[str] | None
) -> Iterable[MovedRow]:
    """Yield the rows that differ from what they were before the change, and from what was closed."""
    connection = change.connection
    before, after = rows_then(connection, then, change.before, ids), rows_then(connection, now, change.number, ids)
    moved = [id_ for id_ in sorted({*before, *after}) if not same_row(before.get(id_), after.get(id_))]
    if not moved:
        return
    if ids is None:  # also how those stand of which there is nothing to say
        before = rows_then(connection, then, change.before, moved)
        after = rows_then(connection, now, change.number, moved)
    closed = rows_then(
        connection,
        windows_of_plans(all_plans(connection, closing.change), parse_period(closing.period)),
        closing.change,
        moved,
    )
    kept = kept_rows_of(connection, f"closing:{closing.period}")
    values = {row[0]: row for row in kept.values["rows"]} if kept is not None and kept.intact else {}
    for id_ in moved:
        row = after.get(id_)
        is_kept = row is not None and row.counts and row.values == values.get(id_)
        if not is_kept and not same_row(closed.get(id_), row):
            months = (then.month_of(before.get(id_)), now.month_of(row)) if then != now else ("", "")
            yield MovedRow(id_, before.get(id_), row, months)


def _was_there(table: str) -> str:
    """Return the SQL condition that a row's id was in force, with the same values, when the period was closed."""
    return f"EXISTS (SELECT 1 FROM {table} AS t WHERE t.id = e.id AND {in_force('t', ':closed')})"


def _late_entries(
    change: Writing, closing: Closing, windows: Windows, only: Collection[str] | None
) -> Iterable[LateEntry]:
    """Yield the entries of days in the period that the change adds or takes back, but not what brings back the old."""
    rows = change.connection.execute(
        f"""
        SELECT e.occurrence_id, e.observed_on, e.ended_by IS NULL AS added,
            {_was_there("entries")} AS held,
            (SELECT o.plan_id FROM occurrences AS o WHERE o.id = e.occurrence_id ORDER BY o.row DESC LIMIT 1) AS plan_id
        FROM entries AS e
        WHERE e.row IN (
            SELECT row FROM entries WHERE added_by {_WRITTEN} AND ended_by IS NULL
            UNION
            SELECT g.row FROM entries AS g WHERE g.ended_by {_WRITTEN} AND g.added_by <= :before
                AND NOT EXISTS (SELECT 1 FROM entries AS s WHERE s.id = g.id AND s.ended_by IS NULL)
        )
        ORDER BY e.observed_on, e.id""",
        {"before": change.before, "change": change.number, "closed": closing.change},
    )
    for row in rows.fetchall():
        first, last = windows.of(row["plan_id"])
        day = date.fromisoformat(row["observed_on"])
        if first <= day <= last and row["added"] != row["held"] and (only is None or row["occurrence_id"] in only):
            yield LateEntry(row["occurrence_id"], day, (first, last))


def _ratings(change: Writing, closing: Closing, windows: Windows) -> Iterable[tuple[str, date]]:
    """Yield the ratings of days in the period, or that count on its last day, that the change adds or takes back."""
    rows = change.connection.execute(
        f"""
        SELECT DISTINCT e.plan_id, e.rated_on
        FROM ratings AS e
        WHERE e.row IN (
            SELECT row FROM ratings WHERE added_by {_WRITTEN} UNION SELECT row FROM ratings WHERE ended_by {_WRITTEN})
          AND (e.added_by > :before) <> EXISTS (
            SELECT 1 FROM ratings AS t
            WHERE t.id = e.id AND (t.colour, t.reason) = (e.colour, e.reason) AND {in_force("t", ":closed")})
        ORDER BY e.rated_on, e.plan_id""",
        {"before": change.before, "change": change.number, "closed": closing.change},
    )
    for row in rows.fetchall():
        first, last = windows.of(row["plan_id"])
        day = date.fromisoformat(row["rated_on"])
        if first <= day <= last or (day < first and _counts_on(change, row["plan_id"], day, last)):
            yield row["plan_id"], day


def _counts_on(change: Writing, plan: str, day: date, last: date) -> bool:
    """Say whether no rating after a day, and up to another, takes the place of one of that day."""
    return (
        change.connection.execute(
            "SELECT 1 FROM ratings WHERE plan_id = :plan AND rated_on > :day AND rated_on <= :last"
            " AND ended_by IS NULL LIMIT 1",
            {"plan": plan, "day": day.isoformat(), "last": last.isoformat()},
        ).fetchone()
        is None
    )
