"""JSON of what an annex brings to a plan."""

from collections.abc import Iterator
from typing import Any

from coordplan.status.listing import bare
from coordplan.tables.importing import ImportedRow, ImportReport
from coordplan.views.data import render_json


def import_json(report: ImportReport) -> Iterator[str]:
    """Yield ``coordplan/import/1``."""
    warnings = sum(problem.warning for problem in report.problems)
    yield from render_json(
        {
            "schema": "coordplan/import/1",
            "program": report.program,
            "plan": report.plan,
            "file": report.file,
            "change": report.change,
            "written": report.written,
            "new": report.count("new"),
            "same": report.count("same"),
            "different": report.count("different"),
            "errors": len(report.problems) - warnings,
            "warnings": warnings,
            "activities": [_row(row) for row in report.rows],
            "missing": [activity.id for activity in report.missing],
            "problems": [problem._asdict() | {"remedy": problem.remedy or None} for problem in report.problems],
            "remarks": list(report.remarks),
        }
    )


def _row(row: ImportedRow) -> dict[str, Any]:
    activity = row.activity
    target = activity.target
    return {
        "what": row.what,
        "id": activity.id,
        "title": activity.title,
        "contents": list(activity.contents),
        "lead": activity.lead,
        "partners": list(activity.partners),
        "every": activity.every,
        "due": activity.due_on and activity.due_on.isoformat(),
        "ongoing": activity.ongoing,
        "start": activity.start_on and activity.start_on.isoformat(),
        "until": activity.until_on and activity.until_on.isoformat(),
        "deadline_text": activity.deadline_text or None,
        "output": activity.output or None,
        "target": target and bare(target.value),
        "unit": target and target.unit,
        "note": activity.note or None,
        "sheet": row.sheet,
        "table": row.table,
        "row": row.row,
        "fields": [
            {"field": name, "before": _plain(before), "after": _plain(after)} for name, before, after in row.fields
        ],
    }


def _plain(value: Any) -> Any:
    """Return a field's value as JSON has it."""
    if hasattr(value, "_asdict"):
        return value._asdict()
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, float):
        return bare(value)
    return value.isoformat() if hasattr(value, "isoformat") else value
