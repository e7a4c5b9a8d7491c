"""JSON and CSV, for programs and spreadsheets. What is in them is a promise: names, codes and nothing cut."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from coordplan.status.figures import FIGURE_NAMES
from coordplan.status.listing import Listed, Listing
from coordplan.status.report import Attention, StatusReport
from coordplan.tables.history import Dossier, HistoryRow, LogRow

BOM = "\ufeff"  # Excel takes a CSV for UTF-8 only with it


def dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def render_json(value: Any) -> Iterator[str]:
    """Yield a value as indented JSON."""
    yield json.dumps(value, ensure_ascii=False, indent=2)


def _attention(row: Attention) -> dict[str, Any]:
    return {
        "occurrence": row.occurrence,
        "title": row.title,
        "lead": row.lead,
        "due": row.due_on.isoformat(),
        "standing": row.standing,
        "days_late": max(0, row.days_late),
    }


def status_json(report: StatusReport) -> Iterator[str]:
    """Yield ``coordplan/status/1``."""
    yield from render_json(
        {
            "schema": "coordplan/status/1",
            "program": report.program,
            "title": report.title,
            "as_of": report.as_of.isoformat(),
            "known_at": report.known_at or None,
            "illustrative": report.illustrative,
            "by": report.by,
            "totals": report.totals.by_name(),
            "groups": [
                {"id": group.id, "title": group.title, **group.figures.by_name()} for group in report.groups
            ],
            "attention": [_attention(row) for row in (*report.overdue, *report.due_soon)],
        }
    )


def status_csv(report: StatusReport) -> Iterator[str]:
    """Yield a row for each group and one with the id ``total``."""
    rows: Iterable[list[Any]] = (
        [id_, title, *figures.by_name().values()]
        for id_, title, figures in (
            *((group.id, group.title, group.figures) for group in report.groups),
            ("total", "", report.totals),
        )
    )
    yield from render_csv(["id", "title", *FIGURE_NAMES], rows)


def list_json(listing: Listing) -> Iterator[str]:
    """Yield ``coordplan/list/1``, an occurrence a line."""
    head = dumped(
        {
            "schema": "coordplan/list/1",
            "as_of": listing.as_of.isoformat(),
            "known_at": listing.known_at or None,
            "illustrative": listing.illustrative,
        }
    )
    yield head[:-1] + ', "occurrences": ['
    for number, row in enumerate(listing.rows):
        yield "  " + dumped(row.by_name()) + ("," if number + 1 < len(listing.rows) else "")
    yield "]}"


def list_csv(listing: Listing) -> Iterator[str]:
    """Yield a row for each occurrence; of several contents or partners, with a semicolon between."""
    rows = (
        ["; ".join(value) if isinstance(value, tuple) else value for value in row.by_name().values()]
        for row in listing.rows
    )
    yield from render_csv(list(Listed._fields), rows)


def render_csv(header: list[str], rows: Iterable[list[Any]]) -> Iterator[str]:
    """Yield lines of CSV, the first with a byte order mark; text that a spreadsheet would run as a formula is quoted."""
    yield BOM + _line(header)
    for row in rows:
        yield _line([_inert(value) for value in row])


def _inert(value: Any) -> Any:
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return "'" + value
    return value


def _line(values: list[Any]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="").writerow(values)
    return buffer.getvalue()


def _history(row: HistoryRow) -> dict[str, Any]:
    entry = row.entry
    return {
        "entry": row.number,
        "occurrence": entry.occurrence,
        "observed_on": entry.observed_on.isoformat(),
        "kind": entry.kind,
        "percent": entry.percent,
        "value": entry.value,
        "due": entry.due_on and entry.due_on.isoformat(),
        "evidence": entry.evidence or None,
        "note": entry.note or None,
        "change": row.change,
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
                "deadline_text": activity.deadline_text or None,
                "output": activity.output or None,
                "target": target and target.value,
                "unit": target and target.unit,
                "baseline": target and target.baseline,
                "weight": activity.weight,
                "after": list(activity.after),
                "note": activity.note or None,
                "retired_on": dossier.retired_on and dossier.retired_on.isoformat(),
            },
            "occurrences": [row.by_name() for row in dossier.occurrences],
            "entries": [_history(row) for row in dossier.history],
        }
    )


def history_csv(history: Sequence[HistoryRow]) -> Iterator[str]:
    """Yield a row for each entry."""
    header = ["entry", "occurrence", "observed_on", "kind", "percent", "value", "due", "evidence", "note", "change",
              "by", "reason", "taken_back_by"]  # fmt: skip
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
