"""What a calendar says of due dates: each occurrence that ever had one, and the change that touched it last.

A calendar in a phone keeps what it once received. So what is no longer defined is here too, as it was before it went,
and every row names the last change because of which its event may say something else. Progress short of done says
nothing in a calendar and touches nothing.
"""

import sqlite3
from collections.abc import Iterator

from coordplan.named_tuples import NamedTuple
from coordplan.store.questions import Question
from coordplan.store.standings import CREDITED_ON, dated_query, in_force

# The last change that counts for an occurrence: of what is no longer defined, the last one before it went
_LAST_DEFINED = """(
        SELECT id,
            CASE
                WHEN max(ended_by IS NULL OR ended_by > :up_to_change) THEN :up_to_change
                ELSE max(ended_by) - 1
            END AS as_of_change
        FROM occurrences
        WHERE added_by <= :up_to_change
        GROUP BY id
    ) AS t CROSS JOIN occurrences AS o ON o.id = t.id"""


# The last change that added or ended a row (``x``), as far as is known
_LAST_CHANGE = "max(max(x.added_by, CASE WHEN x.ended_by <= :up_to_change THEN x.ended_by ELSE 0 END))"


def _touched(table: str, which: str) -> str:
    return f"(SELECT {_LAST_CHANGE} FROM {table} AS x WHERE x.added_by <= :up_to_change AND {which})"


# Entries that an event shows. Progress is one from the first time that something was recorded as done
_SHOWN = """x.occurrence_id = s.id AND x.observed_on <= :as_of AND (
            x.kind IN ('extended', 'suspended', 'resumed', 'cancelled')
            OR EXISTS (
                SELECT 1
                FROM entries AS d
                WHERE d.occurrence_id = s.id AND d.observed_on <= :as_of AND d.added_by <= :up_to_change
                  AND (d.kind = 'done' OR d.percent >= 100 OR d.value IS NOT NULL)
            ))"""


def due_dates(connection: sqlite3.Connection, question: Question) -> Iterator[sqlite3.Row]:
    """Yield every occurrence that has or had a due date, by the two moments of a question; its filters do not count.

    ``due_on`` is in force on the day, ``last_due_on`` the one defined last (of what is ongoing by now); ``defined`` is
    whether the occurrence still is; ``touched`` is the last change of its definition, its activity or its entries.
    """
    dated = dated_query(change="as_of_change", source=_LAST_DEFINED, more="as_of_change,")
    yield from connection.execute(
        f"""
        SELECT s.id, s.activity_id, s.plan_id, s.original_due_on, s.due_on, s.retired_on, s.holding,
            CASE WHEN typeof(s.reached) = 'text' THEN s.reached END AS done_on,
            {CREDITED_ON} AS credited_on,
            s.as_of_change = :up_to_change AS defined,
            (
                SELECT x.due_on
                FROM occurrences AS x
                WHERE x.id = s.id AND x.due_on IS NOT NULL AND x.added_by <= :up_to_change
                ORDER BY x.row DESC
                LIMIT 1
            ) AS last_due_on,
            max(
                {_touched("occurrences", "x.id = s.id")},
                {_touched("activities", "x.id = s.activity_id")},
                coalesce({_touched("entries", _SHOWN)}, 0)
            ) AS touched,
            (
                SELECT e.evidence
                FROM entries AS e
                WHERE e.occurrence_id = s.id AND e.observed_on <= :as_of AND e.evidence <> '' AND {in_force("e")}
                  AND (
                      typeof(s.reached) <> 'text'
                      OR (e.kind IN ('percent', 'value', 'done') AND e.observed_on >= s.reached)
                  )
                ORDER BY e.observed_on DESC, e.recorded DESC, e.id DESC
                LIMIT 1
            ) AS evidence,
            a.title, a.contents, a.lead, a.partners, a.successors, a.deadline_text, a.output
        FROM ({dated}) AS s
        JOIN activities AS a ON a.id = s.activity_id AND {in_force("a", "s.as_of_change")}
        WHERE last_due_on IS NOT NULL
        ORDER BY coalesce(s.due_on, last_due_on), s.id""",
        question.values(),
    )


class Version(NamedTuple):
    """What filters ask of an activity, as it was recorded at some time."""

    plan: str
    contents: str  # JSON
    lead: str
    successors: str
    partners: str  # JSON


def versions(connection: sqlite3.Connection, up_to_change: int) -> dict[str, set[Version]]:
    """Return for each activity all that had been recorded of its plan, contents and bodies by a change."""
    found: dict[str, set[Version]] = {}
    query = "SELECT id, plan_id, contents, lead, successors, partners FROM activities WHERE added_by <= :up_to_change"
    for id_, plan, contents, lead, successors, partners in connection.execute(query, {"up_to_change": up_to_change}):
        found.setdefault(id_, set()).add(Version(plan, contents, lead, successors or "", partners or "[]"))
    return found


def touched_of(connection: sqlite3.Connection, table: str, up_to_change: int) -> dict[str, int]:
    """Return for each id of a table (organizations, plans) the last change that touched it."""
    query = f"SELECT x.id, {_LAST_CHANGE} FROM {table} AS x WHERE x.added_by <= :up_to_change GROUP BY x.id"
    return dict(connection.execute(query, {"up_to_change": up_to_change}).fetchall())


def moments(connection: sqlite3.Connection) -> dict[int, str]:
    """Return the moment of each change."""
    return dict(connection.execute("SELECT id, at FROM changes").fetchall())
