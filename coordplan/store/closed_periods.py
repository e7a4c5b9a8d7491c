"""Reporting periods that are closed: their figures stand, and what is observed in them later needs a reason.

A period's window is that of the plan: by its own cut-off day, else the program's.
"""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date

from coordplan.dates.periods import Period, parse_period, window_of
from coordplan.errors import Refused
from coordplan.model import Definitions, EntryKind
from coordplan.named_tuples import NamedTuple
from coordplan.store.changes import LAST_CHANGE, Writing, find_change
from coordplan.store.closed_figures import all_plans, closing_text, rows_then, same_row, windows_of_plans
from coordplan.store.definitions import frame
from coordplan.store.kept_rows import keep_rows, kept_rows_of
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
    """What was let into a closed period: an entry observed in it, or an occurrence that another change moves there."""

    period: str
    entry: int | None  # None: the standing moved by a change of the plan, or by what was taken back
    occurrence: str
    observed_on: date | None
    kind: EntryKind | None
    percent: float | None
    value: float | None
    due_on: date | None
    evidence: str
    change: int
    at: str  # UTC, ISO 8601
    by: str
    reason: str
    command: str
    standing_before: str | None = None  # on the last day of the period; None: not there, or not moved by it
    standing_after: str | None = None


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


def close_period(change: Writing, period: Period, today: date) -> Closing | None:
    """Close a period; where it is closed already, write nothing and return that closing.

    Raises Refused where it has not ended, be it in one plan alone.
    """
    for closing in closings_in_force(change.connection):
        if closing.period == period.key:
            return closing
    _refuse_before_its_end(frame(change.connection), period, today)
    keep_rows(change, f"closing:{period.key}", closing_text(change.connection, period, change.number))
    change.add(CLOSINGS, [{"id": period.key, "closed_on": today.isoformat()}])
    return None


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


def reopen_period(change: Writing, period: Period) -> Closing | None:
    """Open a closed period again; where that was done already, write nothing and return its last closing.

    Raises Refused where it was never closed.
    """
    found = {closing.period: (closing, closed) for closing, closed in closings_ever(change.connection, LAST_CHANGE)}
    closing, closed = found.get(period.key, (None, False))
    if closing is not None and not closed:
        return closing
    if closing is None:
        raise Refused(
            _("{period} is not closed.").format(period=period.key),
            _("`coordplan period list` says which periods are."),
        )
    change.end(CLOSINGS, [period.key])
    change.end(KEPT_ROWS, [f"closing:{period.key}"])
    return None


def late_news(connection: sqlite3.Connection, up_to_change: int, periods: Sequence[str] = ()) -> list[LateNews]:
    """Return what was let into periods after they had been closed, in the order of recording.

    Entries in force that were observed in them, and the occurrences whose standing other changes moved there.
    ``periods``: only of these. A period that was opened again keeps the late news it had while it was closed.
    """
    moved = _late_moves(connection, up_to_change)
    found = []
    merges = {row["id"]: row["merged_by"] for row in connection.execute("SELECT id, merged_by FROM changes")}
    for each in _late_entries(connection, up_to_change):
        merge = merges[each.change]
        if merge is not None and any(
            each.occurrence in rows and merge in (number, merges[number])
            for (period, number), rows in moved.items()
            if period == each.period
        ):
            continue  # it came with a merge, which says itself what it let in: so in every copy, whichever closed
        before, after = moved.get((each.period, each.change), {}).pop(each.occurrence, (None, None))
        found.append(each._replace(standing_before=before, standing_after=after))
    for (period, number), rows in moved.items():
        change = find_change(connection, number)
        found += (
            LateNews(
                period=period,
                entry=None,
                occurrence=occurrence,
                observed_on=None,
                kind=None,
                percent=None,
                value=None,
                due_on=None,
                evidence="",
                change=number,
                at=change.at,
                by=change.by,
                reason=change.reason,
                command=change.command,
                standing_before=before,
                standing_after=after,
            )
            for occurrence, (before, after) in rows.items()
        )
    found += _late_ratings(connection, up_to_change)
    chosen = [each for each in found if not periods or each.period in periods]
    return sorted(chosen, key=lambda each: (each.change, each.entry or LAST_CHANGE, each.period, each.occurrence))


def _late_ratings(connection: sqlite3.Connection, up_to_change: int) -> Iterator[LateNews]:
    """Yield the ratings that count on the last day of a period, given after it was closed; under the plan's id."""
    definitions = frame(connection, up_to_change)
    rows = connection.execute(
        f"""
        SELECT t.id AS period, NULL AS entry, r.plan_id AS occurrence, r.rated_on AS observed_on, NULL AS kind,
            NULL AS percent, NULL AS value, NULL AS due_on, NULL AS evidence, c.id AS change, c.at, c.by, c.reason,
            c.command, NULL AS standing_before, NULL AS standing_after
        FROM closings AS t
        JOIN changes AS c
          ON c.id > t.added_by AND (t.ended_by IS NULL OR t.ended_by > :up_to_change OR c.id < t.ended_by)
        JOIN ratings AS r ON r.added_by = c.id AND {in_force("r")}
        WHERE t.added_by <= :up_to_change
          AND NOT EXISTS (SELECT 1 FROM ratings AS b WHERE b.id = r.id AND b.colour = r.colour AND b.reason = r.reason
            AND b.added_by < t.added_by)""",
        {"up_to_change": up_to_change},
    )
    for row in rows:
        _first, last = window_of(definitions, parse_period(row["period"]), row["occurrence"])
        if date.fromisoformat(row["observed_on"]) <= last:
            yield value_of(LateNews, row)


def _late_moves(
    connection: sqlite3.Connection, up_to_change: int
) -> dict[tuple[str, int], dict[str, tuple[str | None, str | None]]]:
    """Return by period and change the standings before and after of the occurrences that late news moved.

    Without those that stand again as they did when the period was closed.
    """
    rows = connection.execute(
        f"SELECT period, added_by, rows FROM late_moves AS m WHERE {in_force('m')}", {"up_to_change": up_to_change}
    )
    moved = {
        (row["period"], row["added_by"]): {id_: (before, after) for id_, before, after in json.loads(row["rows"])}
        for row in rows
    }
    closings = {closing.period: closing.change for closing, _closed in closings_ever(connection, up_to_change)}
    for period in {period for period, _change in moved}:
        ids = {id_ for (of, _change), each in moved.items() if of == period for id_ in each}
        then, now = (
            rows_then(connection, windows_of_plans(all_plans(connection, number), parse_period(period)), number, ids)
            for number in (closings.get(period, 0), up_to_change)
        )
        kept = kept_rows_of(connection, f"closing:{period}", up_to_change)
        if kept is not None and kept.intact and not kept.by_earlier_rules:  # a merge may bring it later than news of it
            closed = {row[0]: row for row in kept.values["rows"]}
            said = {id_: row.values for id_, row in now.items() if row.counts}
            back = {id_ for id_ in ids if closed.get(id_) == said.get(id_)}
        else:
            back = {id_ for id_ in ids if same_row(then.get(id_), now.get(id_))}
        for (of, _change), each in moved.items():
            for id_ in back & each.keys() if of == period else ():
                del each[id_]
    return moved


def _late_entries(connection: sqlite3.Connection, up_to_change: int) -> Iterator[LateNews]:
    """Yield the entries in force that were observed in a period after it had been closed."""
    definitions = frame(connection, up_to_change)
    rows = connection.execute(
        f"""
        SELECT t.id AS period, e.id AS entry, e.occurrence_id AS occurrence, e.observed_on, e.kind, e.percent, e.value,
            e.due_on, e.evidence, c.id AS change, c.at, c.by, c.reason, c.command, NULL AS standing_before,
            NULL AS standing_after, o.plan_id
        FROM closings AS t
        JOIN changes AS c
          ON c.id > t.added_by AND (t.ended_by IS NULL OR t.ended_by > :up_to_change OR c.id < t.ended_by)
        JOIN entries AS e ON e.added_by = c.id AND {in_force("e")}
        JOIN occurrences AS o ON o.id = e.occurrence_id AND {in_force("o")}
        WHERE t.added_by <= :up_to_change
          AND NOT EXISTS (SELECT 1 FROM entries AS b WHERE b.id = e.id AND b.added_by < t.added_by)
          -- a merge that brought it put another closing, which knew it, in the place of this one
          AND NOT EXISTS (
            SELECT 1 FROM changes AS m WHERE m.id = t.ended_by AND c.merged_by IN (m.id, m.merged_by))
        ORDER BY c.id, e.id, t.id""",
        {"up_to_change": up_to_change},
    )
    for row in rows:
        first, last = window_of(definitions, parse_period(row["period"]), row["plan_id"])
        if first <= date.fromisoformat(row["observed_on"]) <= last:
            yield value_of(LateNews, row)
