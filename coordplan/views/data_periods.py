"""JSON and CSV of reporting periods."""

from collections.abc import Iterator

from coordplan.status.periods import Window, Windows
from coordplan.views.data import render_csv, render_json


def periods_json(windows: Windows) -> Iterator[str]:
    """Yield ``coordplan/periods/1``."""
    yield from render_json(
        {
            "schema": "coordplan/periods/1",
            "title": windows.title,
            "year": windows.year,
            "as_of": windows.as_of.isoformat(),
            "known_at": windows.known_at or None,
            "cutoff_day": windows.cutoff_day,
            "send_within": windows.send_within,
            "periods": [row.by_name() for row in windows.rows],
        }
    )


def periods_csv(windows: Windows) -> Iterator[str]:
    """Yield a row for each period."""
    yield from render_csv(list(Window._fields), (list(row.by_name().values()) for row in windows.rows))
