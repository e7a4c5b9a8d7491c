"""By what activities are put into groups that SQL cannot name: keys as they stand in the file, few of them distinct.

Which partner is in force on a day, and which spellings are one field, is settled by whoever asks.
"""

import sqlite3

from coordplan.store.standings import in_force

# By what an activity's partners on a day are settled, as JSON: lead as named, partners, choice of successors, plan
PARTNER_KEY = "json_array(a.lead, coalesce(a.partners, '[]'), coalesce(a.successors, ''), a.plan_id)"


def partner_keys(connection: sqlite3.Connection, up_to_change: int) -> list[str]:
    """Return the distinct keys of partners of all activities."""
    query = f"SELECT DISTINCT {PARTNER_KEY} FROM activities AS a WHERE {in_force('a')}"
    return [row[0] for row in connection.execute(query, {"up_to_change": up_to_change})]


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
