"""JSON and CSV of what is behind a figure, and behind one standing."""

from collections.abc import Iterator
from typing import Any

from coordplan.paper.data import bare, dumped, render_csv, render_json
from coordplan.seeing.data import entry_value
from coordplan.seeing.figures import rounded
from coordplan.seeing.rating import RULES, Judged, RatingsReport
from coordplan.seeing.why.explanation import Explanation
from coordplan.seeing.why.values import FORMULAS, Share, Why


def _share(share: Share) -> dict[str, Any]:
    row = share.counted.listed
    values = {
        "occurrence": row.occurrence,
        "plan": row.plan,
        "title": row.title,
        "lead": row.lead,
        "due": row.due and row.due.isoformat(),
        "standing": row.standing,
        "percent": bare(row.percent),
        "weight": bare(share.counted.weight),
        "planned": rounded(share.counted.planned),
        "numerator": bare(share.part),
        "denominator": bare(share.whole),
    }
    if share.then is not None:
        values |= {"numerator_then": bare(share.then[0]), "denominator_then": bare(share.then[1])}
    return values


def why_json(why: Why) -> Iterator[str]:
    """Yield ``coordplan/why/1``, an occurrence a line."""
    head: dict[str, Any] = {
        "schema": "coordplan/why/1",
        "figure": why.figure,
        "as_of": why.as_of.isoformat(),
        "known_at": why.known_at or None,
        "illustrative": why.illustrative,
        "formula": FORMULAS[why.figure].format(days=why.soon_days),
        "value": bare(why.value),
        "numerator": bare(why.part),
        "denominator": bare(why.whole),
    }
    if why.then is not None and why.compared_on is not None:
        head |= {
            "compared_on": why.compared_on.isoformat(),
            "numerator_then": bare(why.then[0]),
            "denominator_then": bare(why.then[1]),
        }
    yield dumped(head)[:-1] + ', "occurrences": ['
    for number, share in enumerate(why.shares):
        yield "  " + dumped(_share(share)) + ("," if number + 1 < len(why.shares) else "")
    yield "]}"


_HEADER = [
    "occurrence",
    "plan",
    "title",
    "lead",
    "due",
    "standing",
    "percent",
    "weight",
    "planned",
    "numerator",
    "denominator",
]


def why_csv(why: Why) -> Iterator[str]:
    """Yield a row for each occurrence behind the figure."""
    header = _HEADER if why.then is None else [*_HEADER, "numerator_then", "denominator_then"]
    yield from render_csv(header, (list(_share(share).values()) for share in why.shares))


def _entries(found: Explanation) -> Iterator[dict[str, Any]]:
    for each in found.entries:
        yield {
            "entry": each.told.number,
            **entry_value(each.told.entry),
            "change": each.told.change,
            "role": each.role,
            "taken_back_by": each.told.taken_back_by,
        }


def explanation_json(found: Explanation) -> Iterator[str]:
    """Yield ``coordplan/why-standing/1``."""
    yield from render_json(
        {
            "schema": "coordplan/why-standing/1",
            "as_of": found.as_of.isoformat(),
            "known_at": found.known_at or None,
            "illustrative": found.illustrative,
            "occurrence": found.listed.by_name(),
            "entries": list(_entries(found)),
        }
    )


def explanation_csv(found: Explanation) -> Iterator[str]:
    """Yield a row for each entry, with its role."""
    header = [
        "entry",
        "observed_on",
        "kind",
        "percent",
        "value",
        "due",
        "evidence",
        "note",
        "change",
        "role",
        "taken_back_by",
    ]
    yield from render_csv(header, (list(row.values()) for row in _entries(found)))


def _own_title(report: RatingsReport, each: Judged) -> str:
    """Return a title in no language of ours: of the program's own activities, the program's."""
    return report.title if each.id == report.program_id else each.title


def _judged(report: RatingsReport, each: Judged) -> dict[str, Any]:
    return {
        "id": each.id,
        "title": _own_title(report, each),
        **each.rating.by_name(),
        "measured": {rule: bare(each.measured[rule]) for rule in RULES},
    }


def ratings_json(report: RatingsReport) -> Iterator[str]:
    """Yield ``coordplan/why-rating/1``."""
    yield from render_json(
        {
            "schema": "coordplan/why-rating/1",
            "as_of": report.as_of.isoformat(),
            "known_at": report.known_at or None,
            "illustrative": report.illustrative,
            "limits": {
                "amber": {rule: bare(getattr(report.rules.amber, rule)) for rule in RULES},
                "red": {rule: bare(getattr(report.rules.red, rule)) for rule in RULES},
                "by_default": report.by_default,
            },
            "program": None if report.program is None else _judged(report, report.program),
            "plans": [_judged(report, each) for each in report.plans],
        }
    )


def ratings_csv(report: RatingsReport) -> Iterator[str]:
    """Yield a row for each plan, and one for the program where it is asked about."""
    judged = [*report.plans, *(() if report.program is None else (report.program,))]
    rows = (
        [
            "total" if each is report.program else each.id,
            _own_title(report, each),
            each.rating.colour,
            each.rating.computed,
            *(bare(each.measured[rule]) for rule in RULES),
        ]
        for each in judged
    )
    yield from render_csv(["id", "title", "colour", "computed", *RULES], rows)
