"""What was said last of an occurrence (the row ``s`` of its standing): its value, evidence and note, as SQL."""

from coordplan.store.standings import in_force

# What proves that an occurrence (``s``) is done: a progress of that day or later, with a document or a file
_OF_WHAT_IS_DONE = "e.kind IN ('percent', 'value', 'done') AND e.observed_on >= s.done_on"
_IS_DONE = "s.standing IN ('done_on_time', 'done_late')"
WITHOUT_EVIDENCE = f"""{_IS_DONE}
            AND NOT EXISTS (
                SELECT 1
                FROM entries AS e
                WHERE e.occurrence_id = s.id
                  AND e.observed_on <= :as_of
                  AND {_OF_WHAT_IS_DONE}
                  AND (e.evidence <> '' OR e.files IS NOT NULL)
                  AND {in_force("e")}
            )"""


def said_sql(column: str) -> str:
    """Return the SQL of the latest words of a kind (evidence, files, note, value) of an occurrence.

    Of what is done the evidence is what proves that, not the document by which it was extended or begun.
    """
    narrowed = f"AND (NOT {_IS_DONE} OR ({_OF_WHAT_IS_DONE}))" if column in ("evidence", "files") else ""
    return f"""(
        SELECT e.{column}
        FROM entries AS e
        WHERE e.occurrence_id = s.id
          AND e.observed_on <= :as_of
          AND e.{column} IS NOT NULL AND e.{column} <> ''
          {narrowed}
          AND {in_force("e")}
        ORDER BY e.observed_on DESC, e.recorded DESC, e.id DESC
        LIMIT 1)"""
