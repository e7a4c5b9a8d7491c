"""Where each occurrence stands on a day: the one query that turns facts into a standing.

Two values decide: ``:as_of`` (entries observed on or before that day) and ``:up_to_change`` (rows added by a change up
to that number and not ended by one). It reads, for each occurrence,

- ``reached``, from the latest entry of progress: the day since which it is done, as text, or the percent, as a number;
- ``holding``, the latest of suspended, resumed and cancelled;
- ``extended_to``, the latest extension granted; of what is done, the latest one granted by the day it was done. It
  counts where it is later than the due date that is defined by now.

From these follows too for which day it counts (``credited_on``): who led then has the credit. That is the day on which
it was done or cancelled, and NULL of what is open: who leads on the day asked about has that.

The latest observation counts, and of two for one day the one recorded last; the other one decides nothing any more.
Each of the three comes from an index that covers it, so a million occurrences take seconds and no memory.
"""

from collections.abc import Sequence
from typing import Literal

from coordplan.progress import is_done_sql, share_sql
from coordplan.store.sums import in_force as in_force
from coordplan.store.sums import reached_by_sum_sql

# What is read: the entries of each occurrence; its spans (``spans``); those without their ids, counted (``tallies``)
Source = Literal["entries", "spans", "tallies"]

# Keeps SQLite from merging a query into the one around it, which would work out the same entry several times
_APART = "LIMIT -1 OFFSET 0"


def _latest(value: str, kinds: str, occurrence: str, day: str, change: str) -> str:
    return f"""(
        SELECT {value}
        FROM entries AS e
        WHERE e.occurrence_id = {occurrence}
          AND e.kind IN {kinds}
          AND e.observed_on <= {day}
          AND {in_force("e", change)}
        ORDER BY e.observed_on DESC, e.recorded DESC, e.id DESC
        LIMIT 1)"""


_PROGRESS = "('percent', 'value', 'done')"
_HOLDING = "('suspended', 'resumed', 'cancelled')"


def _done_since(as_of: str, change: str) -> str:
    """Return the SQL of the day since which an occurrence is done without a break: ``done_days`` in SQL.

    More that is recorded of finished work (a value beyond its target, a document) does not make it late.
    """

    def of_occurrence(entry: str, day: str) -> str:
        return f"""{entry}.occurrence_id = o.id
                AND {entry}.kind IN {_PROGRESS}
                AND {entry}.observed_on {day}
                AND {in_force(entry, change)}"""

    return f"""(
            SELECT min(d.observed_on)
            FROM entries AS d
            WHERE {of_occurrence("d", f"<= {as_of}")}
                AND {is_done_sql("d", "o")}
                AND NOT EXISTS (
                    SELECT 1
                    FROM entries AS n
                    WHERE {of_occurrence("n", f"<= {as_of}")}
                        AND NOT {is_done_sql("n", "o")}
                        AND (n.observed_on, n.recorded, n.id) > (d.observed_on, d.recorded, d.id)
                        AND NOT EXISTS (
                            SELECT 1
                            FROM entries AS m
                            WHERE {of_occurrence("m", "= n.observed_on")}
                                AND (m.recorded, m.id) > (n.recorded, n.id)
                        )
                )
        )"""


ALL = (
    "id",
    "activity_id",
    "plan_id",
    "start_on",
    "original_due_on",
    "due_on",
    "until_on",
    "weight",
    "done_on",
    "standing",
    "percent",
    "credited_on",
)
COUNTED = ("plan_id", "start_on", "due_on", "until_on", "weight", "standing", "percent")


_PLANNED = ("start_on", "due_on", "until_on", "weight", "target", "baseline", "sums", "retired_on")


def planned_sql(occurrence: str, column: str, as_of: str = ":as_of") -> str:
    """Return the SQL of what an occurrence is planned as on a day: before an amendment, as it was then."""
    return f"""CASE
                WHEN {occurrence}.earlier IS NULL THEN {occurrence}.{column}
                WHEN json_extract({occurrence}.earlier, '$[#-1].before') <= {as_of} THEN {occurrence}.{column}
                ELSE (
                    SELECT json_extract(v.value, '$.{column}')
                    FROM json_each({occurrence}.earlier) AS v
                    WHERE json_extract(v.value, '$.from') <= {as_of} AND json_extract(v.value, '$.before') > {as_of}
                )
            END"""


# The day on which it was done or cancelled; NULL of what is open
CREDITED_ON = """CASE
            WHEN holding = 'cancelled' THEN held_on
            WHEN typeof(reached) = 'text' AND coalesce(holding, 'resumed') = 'resumed' THEN reached
        END"""


def _column(name: str, as_of: str) -> str:
    """Return the SQL of a column of the standings, from what is in force for an occurrence."""
    derived = {
        "standing": f"""
        CASE
            WHEN holding = 'cancelled' THEN 'cancelled'
            WHEN holding = 'suspended' THEN 'suspended'
            WHEN typeof(reached) = 'text' THEN
                CASE WHEN due_on IS NULL OR reached <= due_on THEN 'done_on_time' ELSE 'done_late' END
            WHEN due_on IS NULL THEN 'ongoing'
            WHEN due_on < {as_of} THEN CASE WHEN reached > 0 THEN 'in_progress_overdue' ELSE 'not_started_overdue' END
            WHEN reached > 0 THEN 'in_progress'
            WHEN start_on > {as_of} THEN 'upcoming'
            ELSE 'not_started'
        END""",
        "percent": "CASE WHEN typeof(reached) = 'text' THEN 100.0 ELSE coalesce(reached, 0.0) END",
        "done_on": "CASE WHEN typeof(reached) = 'text' THEN reached END",
        "credited_on": CREDITED_ON,
    }
    return f"{derived[name]} AS {name}" if name in derived else name


def dated_query(
    as_of: str = ":as_of",
    change: str = ":up_to_change",
    where: str = "",
    order: str = "",
    source: str = "occurrences AS o",
    more: str = "",
) -> str:
    """Return the query of what is in force for each occurrence on a day: reached, holding since when, due date."""
    reached = f"""
            CASE
                WHEN {is_done_sql("e", "o")} THEN {_done_since(as_of, change)}
                WHEN e.kind = 'value' THEN coalesce(max(0.0, 100.0 * {share_sql("e", "o")}), 0.0)
                ELSE e.percent
            END"""
    extension = "('extended')"
    columns = ", ".join(f"{planned_sql('o', name, as_of)} AS {name}" for name in _PLANNED)
    facts = f"""
        SELECT {more} o.id, o.activity_id, o.plan_id, o.start_on, o.due_on AS original_due_on,
            o.until_on, o.weight, o.retired_on,
            CASE
                WHEN o.sums THEN {reached_by_sum_sql("o", as_of, change)}
                ELSE {_latest(reached, _PROGRESS, "o.id", as_of, change)}
            END AS reached,
            {_latest("e.kind", _HOLDING, "o.id", as_of, change)} AS holding,
            {_latest("e.due_on", extension, "o.id", as_of, change)} AS extended_to
        FROM (
            SELECT {more} o.id, o.activity_id, o.plan_id, {columns}
            FROM {source}
            WHERE {in_force("o", change)} {where}
        ) AS o
        {f"ORDER BY {order}" if order else ""}
        {_APART}"""
    return f"""
        SELECT *,
            CASE
                WHEN extended_to IS NULL THEN original_due_on
                WHEN typeof(reached) = 'text' THEN
                    coalesce(
                        max(original_due_on, {_latest("e.due_on", extension, "facts.id", "reached", change)}),
                        original_due_on
                    )
                ELSE max(original_due_on, extended_to)
            END AS due_on,
            CASE WHEN holding <> 'resumed' THEN {_latest("e.observed_on", _HOLDING, "facts.id", as_of, change)} END
                AS held_on
        FROM ({facts}) AS facts"""


# What is in force for an occurrence, read from spans as from entries
_IN_FORCE = (
    *("id", "activity_id", "plan_id", "start_on", "original_due_on", "due_on", "until_on", "weight", "retired_on"),
    *("reached", "holding", "held_on"),
)


def _span_query(where: str, order: str, touched: str) -> str:
    """Return the query of the same, read from spans; of what was ``touched`` since (in no order), from its entries."""
    if touched:
        of_entries = dated_query(where=f"{where} AND o.id IN {touched}")
        return f"""
        SELECT {", ".join(_IN_FORCE)} FROM ({_span_query(f"{where} AND o.id NOT IN {touched}", "", "")})
        UNION ALL
        SELECT {", ".join(_IN_FORCE)} FROM ({of_entries})"""
    return f"""
        SELECT o.id, o.activity_id, o.plan_id, o.start_on, o.due_on AS original_due_on, o.due_on_in_force AS due_on,
            o.until_on, o.weight, o.retired_on, o.reached, o.holding, o.held_on
        FROM spans AS o
        WHERE o.from_on <= :as_of AND o.next_on > :as_of {where}
        {f"ORDER BY {order} {_APART}" if order else ""}"""


# What is overdue on some day of a span: of all spans few, which an index has, since most end before that
LASTS_OVERDUE = "{span}next_on > {span}due_on_in_force AND typeof({span}reached) <> 'text'"
MAY_BE_OVERDUE = f"o.due_on_in_force < :as_of AND {LASTS_OVERDUE.format(span='o.')}"


def _tally_query(where: str, touched: str) -> str:
    """Return the query of the states in which some occurrences (``times``) are, read from tallies.

    What was ``touched`` since what is asked is taken out as it is in the spans, and put in as it was by its entries.
    """
    states = ", ".join(("plan_id", *TALLIED))
    blank = ", ".join(f"coalesce({name}, '') AS {name}" for name in TALLIED)
    moved = (
        f"UNION ALL SELECT plan_id, {blank}, {times} FROM ({query})"
        for times, query in (
            (-1, _span_query(f"{where} AND o.id IN {touched}", "", "")),
            (1, dated_query(where=f"{where} AND o.id IN {touched}")),
        )
    )
    return f"""
        SELECT plan_id, {", ".join(f"nullif({name}, '') AS {name}" for name in TALLIED)}, SUM(occurrences) AS times
        FROM (
            SELECT {states}, occurrences FROM tallies AS o WHERE o.from_on <= :as_of {where}
            {" ".join(moved) if touched else ""}
        ) AS o
        GROUP BY {", ".join(f"o.{name}" for name in ("plan_id", *TALLIED))}
        HAVING SUM(occurrences) <> 0"""


# What a state is, in which occurrences are alike
TALLIED = ("start_on", "due_on", "until_on", "weight", "retired_on", "reached", "holding")


# The share that is planned by now: all of what has fallen due, and the elapsed share of what has no due date
PLANNED = """CASE
            WHEN s.due_on IS NOT NULL THEN s.due_on < :as_of
            ELSE max(0.0, min(1.0, (julianday(:as_of) - julianday(s.start_on) + 1)
                / (julianday(s.until_on) - julianday(s.start_on) + 1)))
        END"""


def standings_query(
    as_of: str = ":as_of",
    change: str = ":up_to_change",
    where: str = "",
    order: str = "",
    columns: Sequence[str] = ALL,
    source: Source = "entries",
    touched: str = "",
) -> str:
    """Return the query: a row for each occurrence with its due date in force, its standing, percent and day done.

    ``where`` narrows the occurrences (``o``) before anything is worked out; ``order`` is the order they are read in;
    ``columns`` are those that are wanted, since each costs time in a large file. ``touched``: where spans are of a
    later change, the table of the occurrences that were touched since.
    """
    if source == "entries":
        dated = dated_query(as_of, change, where, order)
    else:
        dated = _span_query(where, order, touched) if source == "spans" else _tally_query(where, touched)
    return f"""
    SELECT {", ".join(_column(name, as_of) for name in columns)}
    FROM ({dated})
    WHERE retired_on IS NULL
       OR retired_on > {as_of}
       OR (typeof(reached) = 'text' AND coalesce(holding, 'resumed') = 'resumed')
    {_APART}"""
