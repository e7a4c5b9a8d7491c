"""By what activities are put into groups that SQL cannot name: keys as they stand in the file, few of them distinct.

Which partner is in force on a day, and which spellings are one field, is settled by whoever asks.
"""

import sqlite3
from collections.abc import Sequence

from coordplan.store.standings import in_force

# By what the lead of an activity on a day is settled: as named, choice of successors, plan
LEAD_KEY = ("a.lead", "coalesce(a.successors, '')", "a.plan_id")
# By what an activity's partners on a day are settled: the lead as named, partners, choice of successors, plan
PARTNER_KEY = ("a.lead", "coalesce(a.partners, '[]')", "coalesce(a.successors, '')", "a.plan_id")


Key = tuple[str, ...]


def lead_keys(connection: sqlite3.Connection, up_to_change: int) -> list[Key]:
    """Return the distinct keys of leads of all activities."""
    return _keys(connection, LEAD_KEY, up_to_change)


def partner_keys(connection: sqlite3.Connection, up_to_change: int) -> list[Key]:
    """Return the distinct keys of partners of all activities."""
    return _keys(connection, PARTNER_KEY, up_to_change)


def _keys(connection: sqlite3.Connection, key: Key, up_to_change: int) -> list[Key]:
    query = f"SELECT DISTINCT {', '.join(key)} FROM activities AS a WHERE {in_force('a')}"
    return [tuple(row) for row in connection.execute(query, {"up_to_change": up_to_change})]


def chosen_sql(key: Sequence[str], name: str, era: str) -> tuple[str, str]:
    """Return what narrows activities, and what narrows standings, to some keys, each with an era as its last.

    They are JSON, under a name. An era is the last day until which no other body takes over.
    """
    of_activity = ", ".join(key)
    chosen = ", ".join(f"json_extract(k.value, '$[{number}]')" for number in range(len(key)))
    before = f"({of_activity}) IN (SELECT {chosen} FROM json_each(:{name}) AS k)"
    after = f"""(s.activity_id, {era}) IN (
                SELECT a.id, json_extract(k.value, '$[{len(key)}]')
                FROM json_each(:{name}) AS k
                JOIN activities AS a ON ({of_activity}) = ({chosen}) AND {in_force("a")})"""
    return before, after


# The fields of an activity, which are its plan's where it names none: a JSON list, NULL where nobody names any
FIELD_KEY = "coalesce(a.fields, p.fields)"


def field_keys(connection: sqlite3.Connection, up_to_change: int) -> list[str]:
    """Return the distinct lists of fields of all activities, each as it stands in the file."""
    query = f"""
        SELECT DISTINCT {FIELD_KEY} AS key
        FROM activities AS a
        LEFT JOIN plans AS p ON p.id = a.plan_id AND {in_force("p")}
        WHERE {in_force("a")}
        ORDER BY key"""
    rows = connection.execute(query, {"up_to_change": up_to_change})
    return [row["key"] for row in rows if row["key"] is not None]
