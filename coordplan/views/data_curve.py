"""JSON and CSV of the curve."""

from collections.abc import Iterator
from typing import Any

from coordplan.status.curve import Curve, Forecast, Point
from coordplan.status.figures import rounded
from coordplan.views.data import render_csv, render_json


def _point(point: Point) -> dict[str, Any]:
    return {
        "on": point.on.isoformat(),
        "period": point.period,
        "planned": rounded(point.planned),
        "actual": rounded(point.actual),
        "forecast": rounded(point.forecast),
    }


def _forecast(ahead: Forecast) -> dict[str, Any]:
    return {
        "months": ahead.months,
        "since": ahead.since.isoformat(),
        "gain": rounded(ahead.gain),
        "a_month": rounded(ahead.a_month),
        "on": ahead.on.isoformat(),
        "progress": rounded(ahead.progress),
        "complete_on": ahead.complete_on and ahead.complete_on.isoformat(),
    }


def curve_json(curve: Curve) -> Iterator[str]:
    """Yield ``coordplan/curve/1``."""
    ahead = curve.outlook
    yield from render_json(
        {
            "schema": "coordplan/curve/1",
            "program": curve.program,
            "title": curve.title,
            "as_of": curve.as_of.isoformat(),
            "known_at": curve.known_at or None,
            "illustrative": curve.illustrative,
            "by": curve.by,
            "from": curve.start_on.isoformat(),
            "until": curve.until_on.isoformat(),
            "points": [_point(point) for point in curve.points],
            "forecast": _forecast(ahead) if isinstance(ahead, Forecast) else None,
            "no_forecast": None if isinstance(ahead, Forecast) else ahead.reason,
        }
    )


def curve_csv(curve: Curve) -> Iterator[str]:
    """Yield a row for each point."""
    yield from render_csv(list(Point._fields), (list(_point(point).values()) for point in curve.points))
