"""JSON and CSV of the status and of lists of occurrences. They are promises: names, codes and nothing cut."""

from collections.abc import Iterator
from typing import Any

from coordplan.model import Entry
from coordplan.paper.data import bare, dumped, render_csv, render_json
from coordplan.seeing.figures import FIGURE_NAMES, Figures, differences
from coordplan.seeing.listing import Listed, Listing
from coordplan.seeing.rating import Rating
from coordplan.seeing.report import Attention, Group, StatusReport


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
                {"id": group.id, "title": group_title(report, group), **group.figures.by_name()}
                for group in report.groups
            ],
            "attention": [_attention(row) for row in (*report.overdue, *report.due_soon)],
            "compare": _compared(report),
            "rating": rating_value(report.rating),
            "ratings": [{"id": id_, **(rating_value(rating) or {})} for id_, rating in report.ratings.items()],
        }
    )


def entry_value(entry: Entry) -> dict[str, Any]:
    """Return what was observed, under the names of JSON and CSV."""
    return {
        "observed_on": entry.observed_on.isoformat(),
        "kind": entry.kind,
        "percent": bare(entry.percent),
        "value": bare(entry.value),
        "due": entry.due_on and entry.due_on.isoformat(),
        "evidence": entry.evidence or None,
        "note": entry.note or None,
    }


def group_title(report: StatusReport, group: Group) -> str | None:
    """Return the title of a group in no language of ours: of the program's own activities, the program's."""
    if group.id == report.program:
        return report.title
    return None if group.id == "ongoing" else group.title


def rating_value(rating: Rating | None) -> dict[str, Any] | None:
    if rating is None:
        return None
    given = rating.override
    return {
        "colour": rating.colour,
        "computed": rating.computed,
        "crossed": [
            {"rule": each.rule, "value": bare(each.value), "limit": bare(each.limit)} for each in rating.crossed
        ],
        "worst_plans": list(rating.worst_plans),
        "override": None
        if given is None
        else {
            "colour": given.colour,
            "rated_on": given.rated_on.isoformat(),
            "reason": given.reason,
            "change": given.change,
            "by": given.by,
        },
    }


def _compared(report: StatusReport) -> dict[str, Any] | None:
    """Return the figures of the time that was asked for, with by how much those of now are more."""
    compared = report.compared
    if compared is None or not compared.asked:
        return None

    def figures(then: Figures | None) -> dict[str, Any] | None:
        return None if then is None else then.by_name()

    def more(now: Figures, then: Figures | None) -> dict[str, Any] | None:
        return None if then is None else differences(now, then)

    groups = [(group, compared.groups.get(group.id)) for group in report.groups]
    return {
        "with": compared.kind,
        "as_of": compared.as_of.isoformat(),
        "period": compared.period or None,
        "totals": figures(compared.totals),
        "groups": [{"id": group.id, "figures": figures(then)} for group, then in groups],
        "differences": {
            "totals": more(report.totals, compared.totals),
            "groups": [{"id": group.id, "figures": more(group.figures, then)} for group, then in groups],
        },
    }


def status_csv(report: StatusReport) -> Iterator[str]:
    """Yield a row for each group and one with the id ``total``; where compared, with then and the differences."""
    compared = report.compared if report.compared is not None and report.compared.asked else None
    header = ["id", "title", *FIGURE_NAMES]
    rows: list[list[Any]] = [
        [id_, title, *figures.by_name().values()]
        for id_, title, figures in (
            *((group.id, group_title(report, group), group.figures) for group in report.groups),
            ("total", "", report.totals),
        )
    ]
    if report.ratings:
        header += ["rating", "rating_computed"]
        ratings = [*(report.ratings.get(group.id) for group in report.groups), report.rating]
        for row, rating in zip(rows, ratings, strict=True):
            row += [None, None] if rating is None else [rating.colour, rating.computed]
    if compared is not None:
        header += [f"{name}_{what}" for what in ("then", "difference") for name in FIGURE_NAMES]
        nothing = [None] * len(FIGURE_NAMES)
        pairs = [*((group.figures, compared.groups.get(group.id)) for group in report.groups)]
        for row, (now, then) in zip(rows, [*pairs, (report.totals, compared.totals)], strict=True):
            row += nothing if then is None else list(then.by_name().values())
            row += nothing if then is None else list(differences(now, then).values())
    yield from render_csv(header, rows)


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
