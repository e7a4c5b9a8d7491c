"""Which occurrences stand differently at one pair of dates (as of, known at) than at another, and why that is.

Both sides are read in one order and compared row by row, so a large file needs no memory. Only what a change or a day
in between touched is read, where that is found and is not much: of 100,000 occurrences a week takes 0.2 s, not 1.5.
"""

import sqlite3
from collections.abc import Iterator
from typing import Any

from coordplan.named_tuples import NamedTuple
from coordplan.store import spans
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
    touched = touched_between(connection, before, after)
    if touched is not None:
        before, after = (each._replace(occurrences=touched) for each in (before, after))
    yield from all_that_differ(connection, before, after)


def all_that_differ(connection: sqlite3.Connection, before: Question, after: Question) -> Iterator[StandingPair]:
    """Yield the same from all that is asked about."""
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


# Of two days that lie in one span of an occurrence: it begins between them, was due, or is retired
_MOVED_BY_DAY = """
        from_on > :first AND from_on <= :last
        OR from_on <= :first AND next_on > :last AND (
            start_on > :first AND start_on <= :last
            OR due_on_in_force >= :first AND due_on_in_force < :last
            OR retired_on > :first AND retired_on <= :last
        )"""
# Occurrences whose activity, or plan, was worded anew after one change and by another
_REWORDED = " UNION ALL ".join(
    f"SELECT id FROM occurrences WHERE {of} IN"
    f" (SELECT id FROM {table} WHERE {column} > :after AND {column} <= :up_to_change)"
    for table, of in (("activities", "activity_id"), ("plans", "plan_id"))
    for column in ("added_by", "ended_by")
)


def touched_between(connection: sqlite3.Connection, before: Question, after: Question) -> tuple[str, ...] | None:
    """Return the occurrences that two questions may answer differently: no other one does.

    None where that cannot be told: spans are stale, or more than the two times is different; or where they are so many
    (a quarter of all) that each is found sooner on the way through all.
    """
    known = spans.good_for(connection)
    at_its_time = before._replace(
        as_of=after.as_of, up_to_change=after.up_to_change, spans=after.spans, touched=after.touched
    )
    if not known or after != at_its_time or after.occurrences is not None:
        return None
    first, last = sorted((before.as_of, after.as_of))
    if before.asks_of_activities and any(first <= end < last for end in before.ends):  # another leads what is open
        return None
    numbers = sorted((before.up_to_change, after.up_to_change, known))
    parts = [spans.TOUCHED]
    if first < last:
        parts.append(f"SELECT id FROM spans WHERE {_MOVED_BY_DAY}")
    if before.asks_of_activities:
        parts.append(_REWORDED)
    most = spans.a_part_of_all(connection, 4)
    values = {
        "first": first.isoformat(),
        "last": last.isoformat(),
        "after": numbers[0],
        "up_to_change": numbers[-1],
        "most": most,
    }
    ids = connection.execute(f"SELECT DISTINCT id FROM ({' UNION ALL '.join(parts)}) LIMIT :most + 1", values)
    found = tuple(row[0] for row in ids)
    return found if len(found) <= most else None


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
