"""JSON and CSV of the status and of lists of occurrences. They are promises: names, codes and nothing cut."""

from typing import Any

from coordplan.model import Entry
from coordplan.paper.data import Data, bare
from coordplan.seeing.figures import FIGURE_NAMES, Figures, differences
from coordplan.seeing.listing import Listed, Listing
from coordplan.seeing.report import Group, StatusReport


def status_data(report: StatusReport) -> Data:
    """Return ``coordplan/status/1``; in CSV a row for each group and one with the id ``total``."""
    columns, rows = _rows(report)
    return Data(
        "coordplan/status/1",
        {
            "program": report.program,
            "title": report.title,
            "as_of": report.as_of,
            "known_at": report.known_at or None,
            "illustrative": report.illustrative,
            "by": report.by,
            "totals": report.totals,
            "groups": [
                {"id": group.id, "title": group_title(report, group), **group.figures.by_name()}
                for group in report.groups
            ],
            "attention": [*report.overdue, *report.due_soon],
            "compare": _compared(report),
            "rating": report.rating,
            "ratings": [{"id": id_, **rating.by_name()} for id_, rating in report.ratings.items()],
        },
        columns=columns,
        rows=rows,
    )


def entry_value(entry: Entry) -> dict[str, Any]:
    """Return what was observed, under the names of JSON and CSV."""
    return {
        "observed_on": entry.observed_on,
        "kind": entry.kind,
        "percent": bare(entry.percent),
        "value": bare(entry.value),
        "due": entry.due_on,
        "evidence": entry.evidence or None,
        "note": entry.note or None,
    }


def group_title(report: StatusReport, group: Group) -> str | None:
    """Return the title of a group in no language of ours: of the program's own activities, the program's."""
    if group.id == report.program:
        return report.title
    return None if group.id == "ongoing" else group.title


def _compared(report: StatusReport) -> dict[str, Any] | None:
    """Return the figures of the time that was asked for, with by how much those of now are more."""
    compared = report.compared
    if compared is None or not compared.asked:
        return None

    def more(now: Figures, then: Figures | None) -> dict[str, Any] | None:
        return None if then is None else differences(now, then)

    groups = [(group, compared.groups.get(group.id)) for group in report.groups]
    return {
        "with": compared.kind,
        "as_of": compared.as_of,
        "period": compared.period or None,
        "totals": compared.totals,
        "groups": [{"id": group.id, "figures": then} for group, then in groups],
        "differences": {
            "totals": more(report.totals, compared.totals),
            "groups": [{"id": group.id, "figures": more(group.figures, then)} for group, then in groups],
        },
    }


def _rows(report: StatusReport) -> tuple[list[str], list[list[Any]]]:
    """Return the header and the rows of the CSV; where compared, with then and the differences."""
    compared = report.compared if report.compared is not None and report.compared.asked else None
    header = ["id", "title", *FIGURE_NAMES]
    totals = Group("total", "", report.totals)
    groups = [*report.groups, totals]
    rows: list[list[Any]] = [
        [group.id, "" if group is totals else group_title(report, group), *group.figures.by_name().values()]
        for group in groups
    ]
    if report.ratings:
        header += ["rating", "rating_computed"]
        for row, rating in zip(
            rows, [*(report.ratings.get(group.id) for group in report.groups), report.rating], strict=True
        ):
            row += [None, None] if rating is None else [rating.colour, rating.computed]
    if compared is not None:
        header += [f"{name}_{what}" for what in ("then", "difference") for name in FIGURE_NAMES]
        thens = [*(compared.groups.get(group.id) for group in report.groups), compared.totals]
        for row, group, then in zip(rows, groups, thens, strict=True):
            if then is None:
                row += [None] * 2 * len(FIGURE_NAMES)
            else:
                row += [*then.by_name().values(), *differences(group.figures, then).values()]
    return header, rows


def list_data(listing: Listing) -> Data:
    """Return ``coordplan/list/1``: in JSON an occurrence a line, in CSV a row for each."""
    return Data(
        "coordplan/list/1",
        {
            "as_of": listing.as_of,
            "known_at": listing.known_at or None,
            "illustrative": listing.illustrative,
            "occurrences": listing.rows,
        },
        line_by_line="occurrences",
        columns=Listed._fields,
        rows=(row.by_name() for row in listing.rows),
    )
