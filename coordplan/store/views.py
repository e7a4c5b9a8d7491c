"""The views that people find who open the file with sqlite3, DB Browser or Datasette. They hold no data."""

from coordplan.store.standings import standings_query

_TODAY = "date('now', '+7 hours')"  # the office's, whatever the machine's zone
_LATEST = "(SELECT max(id) FROM changes)"

VIEWS = {
    "activities_now": """
        SELECT id, plan_id, title, contents, lead, partners, every, due_day, due_on, ongoing, start_on, until_on,
            deadline_text, output, target, unit, baseline, weight, "after", successors, note
        FROM activities
        WHERE ended_by IS NULL AND retired_on IS NULL""",
    "standings_today": f"""
        SELECT s.id AS occurrence, s.activity_id AS activity, s.plan_id AS plan, a.title, a.lead, s.start_on, s.due_on,
            s.original_due_on, s.standing, s.percent, s.done_on,
            CASE
                WHEN s.standing IN ('in_progress_overdue', 'not_started_overdue')
                    THEN CAST(julianday({_TODAY}) - julianday(s.due_on) AS INTEGER)
                WHEN s.standing = 'done_late' THEN CAST(julianday(s.done_on) - julianday(s.due_on) AS INTEGER)
            END AS days_late
        FROM ({standings_query(_TODAY, _LATEST)}) AS s
        JOIN activities AS a ON a.id = s.activity_id AND a.ended_by IS NULL""",
    "entries_all": """
        SELECT e.id AS entry, e.occurrence_id AS occurrence, e.observed_on, e.kind, e.percent, e.value, e.due_on,
            e.note, e.evidence, c.id AS "change", c.at AS recorded_at, c.by AS recorded_by, c.reason,
            e.ended_by IS NOT NULL AS taken_back, e.ended_by
        FROM entries AS e
        JOIN changes AS c ON c.id = e.added_by
        ORDER BY e.occurrence_id, e.observed_on, e.id""",
}
