"""Which occurrences stand differently at one pair of dates (as of, known at) than at another, and why that is.

Both sides are read in one order and compared row by row, so a large file needs no memory.
"""

import sqlite3
from collections.abc import Iterator
from typing import Any, NamedTuple

from coordplan.store.questions import Question
from coordplan.store.standings import in_force

Standing = dict[str, Any]
_COMPARED = ("standing", "percent", "due_on", "done_on", "weight")


class StandingPair(NamedTuple):
    """An occurrence of a plan on either side; None where it is not there (or does not count)."""

    id: str
    before: Standing | None
    after: Standing | None


def standings_that_differ(connection: sqlite3.Connection, before: Question, after: Question) -> Iterator[StandingPair]:
    """Yield what stands differently in the second question than in the first, plan by plan.

    An occurrence whose activity has moved to another plan is gone from the one and new in the other.
    """
    left, right = _rows(connection, before), _rows(connection, after)
    one, other = next(left, None), next(right, None)
    while one is not None or other is not None:
        if other is None or (one is not None and _key(one) < _key(other)):
            assert one is not None
            yield StandingPair(one["id"], one, None)
            one = next(left, None)
        elif one is None or _key(other) < _key(one):
            yield StandingPair(other["id"], None, other)
            other = next(right, None)
        else:
            if any(one[name] != other[name] for name in _COMPARED):
                yield StandingPair(one["id"], one, other)
            one, other = next(left, None), next(right, None)


def standing_of(connection: sqlite3.Connection, question: Question, pair: StandingPair) -> Standing | None:
    """Return how the occurrence of a pair stands in another question; None where it is not there either."""
    row = pair.after or pair.before
    assert row is not None
    rows = _rows(connection, question._replace(activity=row["activity_id"]))
    return next((each for each in rows if each["id"] == pair.id and each["plan_id"] == row["plan_id"]), None)


def _key(row: Standing) -> tuple[str, str]:
    return row["plan_id"], row["id"]


def _rows(connection: sqlite3.Connection, question: Question) -> Iterator[Standing]:
    query = f"SELECT s.* {question.query()} ORDER BY s.plan_id, s.id"
    for row in connection.execute(query, question.values()):
        yield dict(row)


def occurrences_corrected(connection: sqlite3.Connection, as_of: str, before: int, after: int) -> set[str]:
    """Return the occurrences of which something that was known at one change had become untrue by a later one.

    An entry observed by ``as_of`` was taken back, or one of the same kind was recorded for the same day after it.
    """
    values = {"as_of": as_of, "before": before, "after": after}
    taken_back = f"""
        SELECT e.occurrence_id
        FROM entries AS e
        WHERE e.ended_by > :before AND e.observed_on <= :as_of AND {in_force("e", ":before")}
          AND NOT EXISTS (SELECT 1 FROM entries AS s WHERE s.id = e.id AND {in_force("s", ":after")})"""
    recorded_anew = f"""
        SELECT n.occurrence_id
        FROM entries AS n
        JOIN entries AS e ON e.occurrence_id = n.occurrence_id AND e.observed_on = n.observed_on
            AND (e.recorded, e.id) < (n.recorded, n.id)
        WHERE n.added_by > :before AND n.observed_on <= :as_of
          AND {in_force("n", ":after")} AND {in_force("e", ":before")}
          AND {_TRACK.format(entry="n")} = {_TRACK.format(entry="e")}"""
    return {row[0] for query in (taken_back, recorded_anew) for row in connection.execute(query, values)}


# Progress, holding and extensions each have a latest entry of their own
_TRACK = (
    "CASE WHEN {entry}.kind IN ('percent', 'value', 'done') THEN 1 WHEN {entry}.kind = 'extended' THEN 2 ELSE 3 END"
)


def occurrences_recorded(connection: sqlite3.Connection, as_of: str, before: int, after: int) -> set[str]:
    """Return the occurrences of which an entry observed by ``as_of`` was recorded between two changes."""
    query = f"""
        SELECT e.occurrence_id
        FROM entries AS e
        WHERE e.added_by > :before AND e.observed_on <= :as_of AND {in_force("e", ":after")}
          AND NOT EXISTS (SELECT 1 FROM entries AS s WHERE s.id = e.id AND {in_force("s", ":before")})"""
    return {row[0] for row in connection.execute(query, {"as_of": as_of, "before": before, "after": after})}


def words_of(connection: sqlite3.Connection, activity: str, changes: tuple[int, ...]) -> sqlite3.Row | None:
    """Return title, lead, successors and plan of an activity as known at the first of some changes at which it was."""
    for change in changes:
        row = connection.execute(
            f"SELECT title, lead, successors, plan_id FROM activities AS a WHERE id = :id AND {in_force('a')}",
            {"id": activity, "up_to_change": change},
        ).fetchone()
        if row is not None:
            found: sqlite3.Row = row
            return found
    return None
