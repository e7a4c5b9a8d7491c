"""What rows need of other rows: where something goes, what is left in the air by it."""

import sqlite3

from coordplan.named_tuples import NamedTuple


class _Need(NamedTuple):
    """Rows of one table (``n``) that need a row of another: how the two are found from each other."""

    table: str
    needed: str
    link: str  # what ties ``n`` to ``gone.id``
    ids: str  # the ids that ``n`` needs, as a JSON array
    retires: bool = False  # what is retired is gone for them too


# Of a profile, by its days
_ISSUERS = """(
    SELECT json_group_array(value)
    FROM (
        SELECT n.issuer AS value
        UNION
        SELECT json_extract(d.value, '$.issuer') FROM json_each(coalesce(n.dated, '[]')) AS d
    )
    WHERE value <> '')"""

_NEEDS = (
    _Need("entries", "occurrences", "n.occurrence_id = gone.id", "json_array(n.occurrence_id)"),
    _Need("occurrences", "activities", "n.activity_id = gone.id", "json_array(n.activity_id)"),
    _Need("activities", "plans", "n.plan_id = gone.id", "json_array(n.plan_id)", retires=True),
    _Need("activities", "programs", "n.plan_id = gone.id", "json_array(n.plan_id)"),
    _Need("ratings", "plans", "n.plan_id = gone.id", "json_array(n.plan_id)"),
    _Need("ratings", "programs", "n.plan_id = gone.id", "json_array(n.plan_id)"),
    _Need("plans", "programs", "gone.id IS NOT NULL", "'[]'"),
    _Need("activities", "organizations", "n.lead = gone.id", "json_array(n.lead)"),
    _Need("plans", "organizations", "n.partner = gone.id", "json_array(n.partner)"),
    *(
        _Need(table, needed, f"gone.id IN (SELECT value FROM json_each({ids}))", ids, needed == "activities")
        for table, needed, ids in (
            ("activities", "organizations", "coalesce(n.partners, '[]')"),
            ("activities", "organizations", "coalesce(n.successors, '[]')"),
            ("activities", "contents", "n.contents"),
            ("activities", "activities", "coalesce(n.\"after\", '[]')"),
            ("plans", "organizations", "coalesce(n.successors, '[]')"),
            ("organizations", "organizations", "coalesce(n.successors, '[]')"),
            ("programs", "organizations", "coalesce(n.sides, '[]')"),
            ("profiles", "organizations", _ISSUERS),
        )
    ),
)
_RETIRING = ("plans", "activities")


def changes_left_without(connection: sqlite3.Connection, values: dict[str, int]) -> set[int]:
    """Return the changes since ``:target`` because of which taking it back by ``:change`` leaves something in the air.

    Either what it ended is needed by what they wrote, or what it brought back needs what they ended. What was in the
    air before them is not held against anyone.
    """
    numbers: set[int] = set()
    for need in _NEEDS:
        in_use = "n.ended_by IS NULL" + (" AND n.retired_on IS NULL" if need.table in _RETIRING else "")
        # A plan's id may be the program's
        places = ("plans", "programs") if need.ids == "json_array(n.plan_id)" else (need.needed,)
        there = " UNION ALL ".join(
            f"SELECT 1 FROM {place} WHERE id = {{id}} AND ended_by IS NULL"
            + (" AND retired_on IS NULL" if need.retires and place in _RETIRING else "")
            for place in places
        )
        queries = [
            f"""
            SELECT DISTINCT n.added_by
            FROM (SELECT DISTINCT id FROM {need.needed} WHERE ended_by = :change) AS gone
            JOIN {need.table} AS n ON {need.link}
            WHERE {in_use} AND n.added_by > :target AND n.added_by < :change
              AND NOT EXISTS ({there.format(id="gone.id")})"""
        ]
        if need.needed != "programs":
            queries.append(
                f"""
                SELECT DISTINCT (
                    SELECT max(max(added_by), coalesce(max(ended_by), 0)) FROM {need.needed} WHERE id = r.value
                ) AS last
                FROM {need.table} AS n
                JOIN json_each({need.ids}) AS r
                WHERE {in_use} AND n.added_by = :change AND NOT EXISTS ({there.format(id="r.value")})
                  AND last > :target AND last < :change"""
            )
        for query in queries:
            numbers.update(row[0] for row in connection.execute(query, values))
    for query in _OF_ANOTHER_PERIOD:
        numbers.update(row[0] for row in connection.execute(query, values))
    return numbers


def left_in_the_air(connection: sqlite3.Connection, since: int) -> list[tuple[str, str]]:
    """Return what is in force and needs what is not, by their ids, where one of the two was written after a change."""
    found: dict[tuple[str, str], None] = {}
    for need in _NEEDS:
        if need.needed == "programs" or need.table == "entries":
            continue  # a plan's id may be the program's; what is recorded of what is gone is told apart by itself
        in_use = "n.ended_by IS NULL" + (" AND n.retired_on IS NULL" if need.table in _RETIRING else "")
        places = ("plans", "programs") if need.ids == "json_array(n.plan_id)" else (need.needed,)
        there = " UNION ALL ".join(
            f"SELECT 1 FROM {place} WHERE id = r.value AND ended_by IS NULL"
            + (" AND retired_on IS NULL" if need.retires and place in _RETIRING else "")
            for place in places
        )
        rows = connection.execute(
            f"""
            SELECT n.id, r.value
            FROM {need.table} AS n
            JOIN json_each({need.ids}) AS r
            WHERE {in_use} AND NOT EXISTS ({there})
              AND (n.added_by > :since OR EXISTS (SELECT 1 FROM {need.needed} WHERE id = r.value AND ended_by > :since))
            ORDER BY 1, 2""",
            {"since": since},
        )
        found |= dict.fromkeys((row[0], row[1]) for row in rows)
    return list(found)


# Occurrences follow the program's period: those made for one do not fit another
_OF_ANOTHER_PERIOD = (
    """
    SELECT DISTINCT n.added_by
    FROM programs AS was
    JOIN programs AS now ON now.id = was.id AND now.ended_by IS NULL
    JOIN occurrences AS n ON n.added_by > :target AND n.added_by < :change AND n.ended_by IS NULL
    WHERE was.ended_by = :change AND (was.start_on, was.until_on) <> (now.start_on, now.until_on)""",
    """
    SELECT now.added_by
    FROM programs AS now
    WHERE now.ended_by IS NULL AND now.added_by > :target AND now.added_by < :change
      AND EXISTS (SELECT 1 FROM activities AS n WHERE n.added_by = :change)
      AND NOT EXISTS (
          SELECT 1
          FROM programs AS was
          WHERE was.added_by <= :target AND (was.ended_by IS NULL OR was.ended_by > :target)
            AND (was.start_on, was.until_on) = (now.start_on, now.until_on)
      )""",
)
