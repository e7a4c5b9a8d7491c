"""The occurrences of a question counted: figures by groups, and the weights that are planned for the days to come."""

import sqlite3

from coordplan.model import DONE, OVERDUE, STANDINGS
from coordplan.model.limits import LONG_OVERDUE_DAYS
from coordplan.store.group_keys import FIELD_KEY, LEAD_KEY, PARTNER_KEY
from coordplan.store.questions import Question, counting_day
from coordplan.store.standings import COUNTED, PLANNED, in_force


def _figures(times: str) -> str:
    """Return the SQL of the figures of rows, each of which stands for several: so many times, with the sign of it."""
    counted = ", ".join(f"coalesce(SUM({times}(s.standing = '{standing}')), 0) AS {standing}" for standing in STANDINGS)
    return f"""{counted},
    coalesce(SUM(CASE WHEN s.standing <> 'cancelled' THEN {times}s.weight END), 0.0) AS weight,
    coalesce(SUM(CASE WHEN s.standing <> 'cancelled' THEN {times}s.weight * s.percent END), 0.0) / 100 AS weight_done,
    coalesce(SUM(CASE WHEN s.standing <> 'cancelled' THEN {times}s.weight * {PLANNED} END), 0.0) AS weight_planned,
    min(CASE WHEN s.standing IN {OVERDUE} THEN s.due_on END) AS overdue_since,
    coalesce(SUM({times}(s.standing IN {OVERDUE} AND s.due_on <= date(:as_of, '-{LONG_OVERDUE_DAYS} days'))), 0)
        AS long_overdue"""


# What tallies group by: of activities they know nothing
_BY_TALLIES = ("all", "plan", "year", "period")


def _group(question: Question, by: str) -> tuple[str, str]:
    """Return the SQL of the key of a group, and what is joined for it."""
    # The month whose figures a due date belongs to: after the cut-off day the next one, as far as the program goes
    day = counting_day("s.due_on")
    month = f"""min(:program_until, CASE
            WHEN CAST(substr({day}, 9, 2) AS INTEGER) > {question.of_plan("cutoff_day")}
                THEN date(substr({day}, 1, 8) || '01', '+1 month')
            ELSE {day}
        END)"""
    activity = f"JOIN activities AS a ON a.id = s.activity_id AND {in_force('a')}"
    return {
        "all": ("''", ""),
        "plan": ("s.plan_id", ""),
        "content": ("c.value", f"{activity} JOIN json_each(a.contents) AS c"),
        "lead": (f"json_array({', '.join(LEAD_KEY)}, {question.era})", activity),
        "field": (FIELD_KEY, f"{activity} LEFT JOIN plans AS p ON p.id = s.plan_id AND {in_force('p')}"),
        "with": (f"json_array({', '.join(PARTNER_KEY)}, {question.era})", activity),
        "year": (f"substr({month}, 1, 4)", ""),
        "period": (f"substr({month}, 1, 4) || '-Q' || ((substr({month}, 6, 2) + 2) / 3)", ""),
    }[by]


def figures(connection: sqlite3.Connection, question: Question, by: str) -> list[sqlite3.Row]:
    """Return for each group its key and figures: a count for each standing, and sums of weight.

    ``by`` is ``all`` (one row, which is there even where nothing is), ``plan``, ``content`` (an activity counts in each
    of its contents), ``lead``, ``with`` or ``field`` (keys of ``lead_keys``, ``partner_keys``, ``field_keys``, of which
    the first two are JSON, with the era of the day that it counts for; each row counts apart from the others), ``year``
    or ``period`` (quarters) of the due date in force. Groups with nothing in them are left out.
    """
    if by == "plan" and not question.plans:
        # One plan at a time needs no sorting of all occurrences
        ids = [row[0] for row in connection.execute("SELECT DISTINCT plan_id FROM activities ORDER BY plan_id")]
        return [row for id_ in ids for row in figures(connection, question._replace(plans=(id_,)), "plan")]
    key, join = _group(question, by)
    group = "" if by == "all" or (by == "plan" and len(question.plans) == 1) else "GROUP BY 1 ORDER BY 1"
    tallied = by in _BY_TALLIES and question.is_of_tallies
    of_lead = ("activity_id", "credited_on") if by in ("lead", "with") else ("activity_id",) if join else ()
    columns = (*COUNTED, *(("times",) if tallied else of_lead))
    figures_asked = _figures("s.times * " if tallied else "")
    query = f"SELECT {key} AS key, {figures_asked} {question.query(columns, join, tallied)} {group}"
    rows = connection.execute(query, question.values()).fetchall()
    return rows if by == "all" else [row for row in rows if sum(row[standing] for standing in STANDINGS)]


_PLANNED_COLUMNS = ("start_on", "due_on", "until_on", "weight", "retired_on", "standing")
_DONE = ", ".join(f"'{standing}'" for standing in DONE)


def planned_weights(connection: sqlite3.Connection, question: Question) -> list[sqlite3.Row]:
    """Return the sums of weight of what is not cancelled by the due date in force on the question's day.

    What has no due date comes by its first and last day instead (``start_on``, ``until_on``); what is to be retired
    later and is not done comes apart, with the day (``retired_on``) from which on it does not count. Days are text.
    """
    tallied = question.is_of_tallies
    columns = (*_PLANNED_COLUMNS, *(("times",) if tallied else ()))
    return connection.execute(
        f"""
        SELECT
            s.due_on AS due_on,
            CASE WHEN s.due_on IS NULL THEN s.start_on END AS start_on,
            CASE WHEN s.due_on IS NULL THEN s.until_on END AS until_on,
            CASE WHEN s.standing NOT IN ({_DONE}) THEN s.retired_on END AS retired_on,
            SUM({"s.times * " if tallied else ""}s.weight) AS weight
        {question.query(columns, tallied=tallied)} AND s.standing <> 'cancelled'
        GROUP BY 1, 2, 3, 4
        ORDER BY 1, 2, 3, 4""",
        question.values(),
    ).fetchall()
