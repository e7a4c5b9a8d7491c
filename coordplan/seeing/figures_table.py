"""The one table of a status: a line for each group with its figures, how it is rated, and why.

Lines go in, a table of the columns that are named comes out; what there is room for is decided by who asks.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from coordplan.named_tuples import NamedTuple
from coordplan.paper.cells import Column, Kind, Table, Tone
from coordplan.seeing.ceased import group_shown
from coordplan.seeing.figures import Figures
from coordplan.seeing.rating import Rating, reason_in_short, reason_words
from coordplan.seeing.values import StatusReport
from coordplan.text.language import mark
from coordplan.text.language import translate as _

GROUP_HEADINGS = {
    "plan": mark("Plan"),
    "content": mark("Content"),
    "lead": mark("Lead"),
    "field": mark("Field of work"),
    "with": mark("With"),
    "year": mark("Year"),
    "period": mark("Quarter"),
    "file": mark("Office"),
}


class FiguresLine(NamedTuple):
    """A group, several together, or all of them."""

    title: str
    figures: Figures
    rated: tuple[str, str] | None = None  # the colour and why
    points: float | None = None  # by how much its due rate is more than that of what is compared with


class _Shown(NamedTuple):
    """How a figure stands in the table."""

    heading: str
    kind: Kind
    get: Callable[[FiguresLine], Any]
    rank: int = 0
    tone: Tone = ""


def _count(name: str) -> Callable[[FiguresLine], int]:
    return lambda line: line.figures.of(name)


def _progress(line: FiguresLine) -> tuple[float | None, float | None]:
    return line.figures.progress, line.figures.planned


_COLUMNS = {
    "total": _Shown(mark("Total"), "count", lambda line: line.figures.total),
    "fallen_due": _Shown(mark("Fallen due"), "count", lambda line: line.figures.fallen_due),
    "done": _Shown(mark("Done"), "count", lambda line: line.figures.done, 0, "good"),
    "done_late": _Shown(mark("Late"), "count", _count("done_late"), 4, "warn"),
    "overdue": _Shown(mark("Overdue"), "count", lambda line: line.figures.overdue, 0, "bad"),
    "in_progress": _Shown(mark("In progress"), "count", _count("in_progress"), 5),
    "not_started": _Shown(mark("Not started"), "count", _count("not_started"), 6),
    "upcoming": _Shown(mark("Upcoming"), "count", _count("upcoming"), 7, "dim"),
    "ongoing": _Shown(mark("Ongoing"), "count", _count("ongoing"), 8, "dim"),
    "suspended": _Shown(mark("Suspended"), "count", _count("suspended"), 9, "dim"),
    "cancelled": _Shown(mark("Cancelled"), "count", _count("cancelled"), 10, "dim"),
    "due_rate": _Shown(mark("Rate"), "rate", lambda line: line.figures.due_rate),
    "points": _Shown(mark("Difference"), "difference", lambda line: ("due_rate", line.points)),
    "actual": _Shown(mark("Progress"), "short_bar", _progress),
    "progress": _Shown(mark("Progress / planned"), "bar", _progress, 1),
    "rating": _Shown(mark("Rating"), "rated", lambda line: line.rated),
}
ALL_COLUMNS = tuple(name for name in _COLUMNS if name not in ("points", "actual"))


def figures_lines(report: StatusReport, short: bool = False) -> list[FiguresLine]:
    """Return a line for each group of a status, with the reason of its rating in words or in short."""
    titles = {group.id: group.title for group in report.groups}
    then = None if report.compared is None or not report.compared.asked else report.compared
    return [
        FiguresLine(
            _("Own activities") if short and group.id == report.program else group_shown(group),
            group.figures,
            _rated(report.ratings.get(group.id), titles, short),
            None if then is None else _points(group.figures, then.of_group(group.id)),
        )
        for group in report.groups
    ]


def total_line(report: StatusReport, short: bool = False) -> FiguresLine:
    titles = {group.id: group.title for group in report.groups}
    then = None if report.compared is None or not report.compared.asked else report.compared.totals
    return FiguresLine(
        _("Total"), report.totals, _rated(report.rating, titles, short), _points(report.totals, then) if then else None
    )


def _rated(rating: Rating | None, titles: dict[str, str], short: bool) -> tuple[str, str] | None:
    if rating is None or rating.colour is None:
        return None
    if rating.computed == "green" and rating.override is None:
        return rating.colour, ""
    return rating.colour, reason_in_short(rating) if short else reason_words(rating, titles)


def _points(now: Figures, then: Figures | None) -> float | None:
    if then is None or now.due_rate is None or then.due_rate is None:
        return None
    return now.due_rate - then.due_rate


def table_of_lines(
    report: StatusReport, names: Iterable[str], lines: Sequence[FiguresLine], total: FiguresLine
) -> Table:
    """Return the columns that are named, in their order, of lines and the total; the rating where there is one.

    One line alone needs no total, and a total without a rating shows nothing in its place.
    """
    shown = [
        (name, column)
        for name, column in _COLUMNS.items()
        if name in set(names) and (name != "rating" or report.ratings or report.rating)
    ]
    return Table(
        (
            Column("title", _(GROUP_HEADINGS[report.by])),
            *(Column(name, _(column.heading), column.kind, column.rank, column.tone) for name, column in shown),
        ),
        [_cells(line, [column for _name, column in shown]) for line in lines],
        _total_cells(total, [column for _name, column in shown]) if len(lines) != 1 else None,
    )


def _cells(line: FiguresLine, columns: Iterable[_Shown]) -> list[Any]:
    return [line.title, *(column.get(line) for column in columns)]


def _total_cells(total: FiguresLine, columns: Sequence[_Shown]) -> list[Any]:
    cells = zip(("text", *(column.kind for column in columns)), _cells(total, columns), strict=True)
    return ["" if kind == "rated" and cell is None else cell for kind, cell in cells]


def figures_table(report: StatusReport) -> Table:
    """Return every figure of each group and of all of them."""
    return table_of_lines(report, ALL_COLUMNS, figures_lines(report), total_line(report))._replace(whole=True)
