"""What is planned for the days to come, as far as it is known on a day: weights by their due dates, in one query."""

import sqlite3

from coordplan.model import DONE
from coordplan.store.questions import Question

_COLUMNS = "start_on, due_on, until_on, weight, retired_on, standing"
_DONE = ", ".join(f"'{standing}'" for standing in DONE)


def planned_weights(connection: sqlite3.Connection, question: Question) -> list[sqlite3.Row]:
    """Return the sums of weight of what is not cancelled by the due date in force on the question's day.

    What has no due date comes by its first and last day instead (``start_on``, ``until_on``); what is to be retired
    later and is not done comes apart, with the day (``retired_on``) from which on it does not count. Days are text.
    """
    return connection.execute(
        f"""
        SELECT
            s.due_on AS due_on,
            CASE WHEN s.due_on IS NULL THEN s.start_on END AS start_on,
            CASE WHEN s.due_on IS NULL THEN s.until_on END AS until_on,
            CASE WHEN s.standing NOT IN ({_DONE}) THEN s.retired_on END AS retired_on,
            SUM(s.weight) AS weight
        {question.query(_COLUMNS)} AND s.standing <> 'cancelled'
        GROUP BY 1, 2, 3, 4
        ORDER BY 1, 2, 3, 4""",
        question.values(),
    ).fetchall()
