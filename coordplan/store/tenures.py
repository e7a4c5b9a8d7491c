"""Who led what until when, in SQL for whoever opens the file elsewhere: the rule of ``dates.succession``."""

# The choice of the activity, else of its plan, else the only successor there is
_FOLLOWING = """coalesce(
                json_extract(c.chosen, '$."' || c.body || '"'),
                json_extract(p.successors, '$."' || c.body || '"'),
                CASE WHEN json_array_length(o.successors) = 1 THEN json_extract(o.successors, '$[0]') END)"""

# Each row: a body, and the day after whose end it leads what an activity of a plan names; the last one that fits counts
TENURES = f"""
    tenures(named, chosen, plan_id, place, body, after_on, seen) AS (
        SELECT DISTINCT a.lead, coalesce(a.successors, '{{}}'), a.plan_id, 0, a.lead, '', ' ' || a.lead || ' '
        FROM activities AS a
        WHERE a.ended_by IS NULL
        UNION ALL
        SELECT c.named, c.chosen, c.plan_id, c.place + 1,
            CASE WHEN instr(c.seen, ' ' || {_FOLLOWING} || ' ') THEN c.named ELSE {_FOLLOWING} END,
            max(c.after_on, o.until_on),
            CASE WHEN instr(c.seen, ' ' || {_FOLLOWING} || ' ') THEN NULL ELSE c.seen || {_FOLLOWING} || ' ' END
        FROM tenures AS c
        JOIN organizations AS o ON o.id = c.body AND o.ended_by IS NULL AND o.until_on IS NOT NULL
        LEFT JOIN plans AS p ON p.id = c.plan_id AND p.ended_by IS NULL
        WHERE c.seen IS NOT NULL AND {_FOLLOWING} IS NOT NULL
    )"""


def body_on_sql(day: str) -> str:
    """Return the SQL of the body that leads on a day what the activity ``a`` names, by ``TENURES``."""
    return f"""(
            SELECT t.body
            FROM tenures AS t
            WHERE t.named = a.lead AND t.chosen = coalesce(a.successors, '{{}}') AND t.plan_id = a.plan_id
              AND t.after_on < {day}
            ORDER BY t.place DESC
            LIMIT 1)"""
