"""JSON and CSV of what changed between two times."""

from collections.abc import Iterator
from typing import Any

from coordplan.status.changes import KINDS, NEWS, ChangesReport, Moment
from coordplan.views.data import dumped, render_csv


def _moment(moment: Moment) -> dict[str, Any]:
    return {"as_of": moment.as_of.isoformat(), "known_at": moment.known_at or None, "change": moment.known}


def changes_json(report: ChangesReport) -> Iterator[str]:
    """Yield ``coordplan/changes/1``, an occurrence a line."""
    counts = report.counts()
    head = {
        "schema": "coordplan/changes/1",
        "title": report.title,
        "since": _moment(report.since),
        "until": _moment(report.until),
        "nothing_known": report.nothing_known,
        "illustrative": report.illustrative,
        "counts": {name: counts[name] for name in (*KINDS, *NEWS[1:])},
        "before": report.before.by_name(),
        "known_now": report.known_now.by_name(),
        "after": report.after.by_name(),
    }
    yield dumped(head)[:-1] + ', "changes": ['
    for number, row in enumerate(report.rows):
        yield "  " + dumped(row.by_name()) + ("," if number + 1 < len(report.rows) else "")
    yield "]}"


_HEADER = [
    "occurrence",
    "plan",
    "title",
    "lead",
    "news",
    "kinds",
    *(f"{name}_{side}" for side in ("before", "after") for name in ("standing", "percent", "due", "done_on")),
]


def changes_csv(report: ChangesReport) -> Iterator[str]:
    """Yield a row for each occurrence in each step in which it moved."""
    rows = ({**row.by_name(), "kinds": "; ".join(row.kinds)} for row in report.rows)
    yield from render_csv(_HEADER, ([row[name] for name in _HEADER] for row in rows))
