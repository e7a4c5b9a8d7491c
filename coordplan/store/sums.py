"""What adds up, in SQL: the sum of what was recorded of an occurrence, and what it reaches by that.

``progress.summed`` in SQL, written flat: SQLite's parser goes only so deep, and the query of standings is deep already.
"""


def in_force(table: str, change: str = ":up_to_change") -> str:
    """Return the SQL condition that a row was in the file, as recorded up to a change."""
    # The sign keeps SQLite from reading whole tables in the order of their changes
    return f"(+{table}.added_by <= {change} AND ({table}.ended_by IS NULL OR {table}.ended_by > {change}))"


def total_sql(occurrence: str, day: str, change: str = ":up_to_change") -> str:
    """Return the SQL of the sum of what was recorded of an occurrence up to a day: the last value of each day."""
    return f"""(
        WITH p AS ({_recorded(occurrence, day, change)})
        SELECT sum(p.value)
        FROM p
        WHERE p.is_amount)"""


def reached_by_sum_sql(occurrence: str, day: str, change: str) -> str:
    """Return the SQL of ``reached`` of an occurrence (its row) whose values add up: done since when, or the percent."""
    return f"""(
            WITH p AS ({_recorded(f"{occurrence}.id", day, change)}),
            q AS (
                SELECT p.observed_on, p.kind, p.percent,
                    p.kind = 'done' OR coalesce(p.percent, 0) >= 100 AS called_done,
                    100.0 * sum(iif(p.is_amount, p.value, 0.0)) OVER days / {occurrence}.target AS share,
                    max(iif(p.kind = 'value', '', p.place)) OVER earlier AS called_at,
                    p.place, p.is_last
                FROM p
                WINDOW days AS (ORDER BY p.observed_on), earlier AS (ORDER BY p.place)
            ),
            r AS (
                SELECT q.observed_on, coalesce(q.percent, q.share, 0.0) AS percent,
                    CASE WHEN q.kind = 'value' THEN q.share >= 100 OR coalesce(c.called_done, 0) ELSE q.called_done END
                        AS is_done
                FROM q
                LEFT JOIN q AS c ON c.place = q.called_at
                WHERE q.is_last
            )
            SELECT iif(
                r.is_done,
                (
                    SELECT min(r.observed_on)
                    FROM r
                    WHERE r.observed_on > coalesce((SELECT max(n.observed_on) FROM r AS n WHERE NOT n.is_done), '')
                ),
                max(0.0, r.percent)
            )
            FROM r
            ORDER BY r.observed_on DESC
            LIMIT 1)"""


def _recorded(occurrence: str, day: str, change: str) -> str:
    """Return the SQL of the progress that was recorded: its place, whether it is its day's last, and an amount."""
    return f"""
        SELECT a.observed_on, a.kind, a.percent, a.value,
            a.observed_on || a.recorded || printf('%012d', a.id) AS place,
            row_number() OVER (PARTITION BY a.observed_on ORDER BY a.recorded DESC, a.id DESC) = 1 AS is_last,
            a.kind = 'value' AND row_number() OVER (
                PARTITION BY a.observed_on, a.kind ORDER BY a.recorded DESC, a.id DESC
            ) = 1 AS is_amount
        FROM entries AS a
        WHERE a.occurrence_id = {occurrence} AND a.kind IN ('percent', 'value', 'done') AND a.observed_on <= {day}
            AND {in_force("a", change)}"""
