"""JSON and CSV of what was written: an activity with its history, and the log."""

from collections.abc import Iterator, Sequence
from typing import Any

from coordplan.status.listing import bare
from coordplan.tables.history import Dossier, HistoryRow, LogRow
from coordplan.views.data import entry_value, render_csv, render_json


def _history(row: HistoryRow) -> dict[str, Any]:
    return {
        "entry": row.number,
        "occurrence": row.entry.occurrence,
        **entry_value(row.entry),
        "change": row.change,
        "at": row.at,
        "by": row.by,
        "reason": row.reason or None,
        "taken_back_by": row.taken_back_by,
    }


def show_json(dossier: Dossier) -> Iterator[str]:
    """Yield ``coordplan/show/1``."""
    activity = dossier.activity
    target = activity.target
    yield from render_json(
        {
            "schema": "coordplan/show/1",
            "as_of": dossier.as_of.isoformat(),
            "known_at": dossier.known_at or None,
            "illustrative": dossier.illustrative,
            "activity": {
                "id": activity.id,
                "plan": activity.plan,
                "title": activity.title,
                "contents": list(activity.contents),
                "lead": dossier.lead,
                "partners": list(activity.partners),
                "every": activity.every,
                "due_day": activity.due_day,
                "due": activity.due_on and activity.due_on.isoformat(),
                "ongoing": activity.ongoing,
                "start": activity.start_on and activity.start_on.isoformat(),
                "until": activity.until_on and activity.until_on.isoformat(),
                "deadline_text": activity.deadline_text or None,
                "output": activity.output or None,
                "target": target and bare(target.value),
                "unit": target and target.unit,
                "baseline": target and bare(target.baseline),
                "weight": bare(activity.weight),
                "after": list(activity.after),
                "successors": dict(activity.successors),
                "note": activity.note or None,
                "retired_on": dossier.retired_on and dossier.retired_on.isoformat(),
            },
            "occurrences": [row.by_name() for row in dossier.occurrences],
            "entries": [_history(row) for row in dossier.history],
        }
    )


def history_csv(history: Sequence[HistoryRow]) -> Iterator[str]:
    """Yield a row for each entry."""
    header = [
        "entry",
        "occurrence",
        "observed_on",
        "kind",
        "percent",
        "value",
        "due",
        "evidence",
        "note",
        "change",
        "at",
        "by",
        "reason",
        "taken_back_by",
    ]
    yield from render_csv(header, (list(_history(row).values()) for row in history))


def _change(row: LogRow) -> dict[str, Any]:
    change = row.change
    return {
        "change": change.id,
        "at": change.at,
        "by": change.by,
        "command": change.command,
        "reason": change.reason or None,
        "undoes": change.undoes,
        "taken_back_by": row.undone_by,
        "illustrative": change.illustrative,
    }


def log_json(rows: Sequence[LogRow]) -> Iterator[str]:
    """Yield ``coordplan/log/1``."""
    changes = [
        _change(row) | {"rows": {table: {"added": a, "ended": e} for table, (a, e) in row.counts.items()}}
        for row in rows
    ]
    yield from render_json({"schema": "coordplan/log/1", "changes": changes})


def log_csv(rows: Sequence[LogRow]) -> Iterator[str]:
    """Yield a row for each change."""
    header = ["change", "at", "by", "command", "reason", "undoes", "taken_back_by", "illustrative"]
    yield from render_csv(header, (list(_change(row).values()) for row in rows))
