"""The status of a program on a day: totals, groups, what needs attention, the same figures at another time.

Its JSON and CSV are promises: names, codes and nothing cut.
"""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from coordplan.named_tuples import NamedTuple
from coordplan.seeing.figures import FIGURE_NAMES, Figures, figure_differences
from coordplan.seeing.rating import Rating

if TYPE_CHECKING:
    from coordplan.paper.data import Data

# The id of what belongs to no group: never that of a body, and no field of work
NO_GROUP = "-"
# An activity may count in several groups of these
OVERLAPPING = ("content", "field", "with")
# Groups that are bodies, which may have ceased
OF_BODIES = ("lead", "with")


class StatusGroup(NamedTuple):
    """One row of a status: a plan, a content, a lead, a field, a partner, a year or a quarter."""

    id: str
    title: str
    figures: Figures
    ended_on: date | None = None  # of a lead that has ceased by the day asked about
    successors: tuple[tuple[str, str], ...] = ()  # that came after it: id and title


class Attention(NamedTuple):
    """An occurrence that is overdue (days late above 0) or due soon (days left)."""

    occurrence: str
    title: str
    lead: str  # an organization's id
    lead_title: str
    due_on: date
    standing: str
    days_late: int  # below 0: so many days left

    def by_name(self) -> dict[str, Any]:
        """Return the values under the names of JSON; what is not late has no days late there, as in a list."""
        return {
            "occurrence": self.occurrence,
            "title": self.title,
            "lead": self.lead,
            "due": self.due_on,
            "standing": self.standing,
            "days_late": self.days_late if self.days_late > 0 else None,
        }


class Comparison(NamedTuple):
    """The same question at another time; nothing to compare with is None, never 0."""

    kind: str  # last-year | last-period | period | date
    as_of: date
    period: str  # the key of the period that is compared with; "" where none is asked about
    totals: Figures | None
    groups: Mapping[str, Figures] = MappingProxyType({})  # by the id of the group in the report
    asked: bool = True  # named on the command line: every figure is shown with its difference
    program: str = ""  # of the file of the program before; "" where this one answers
    program_title: str = ""
    file: str = ""
    missing: str = ""  # why that file cannot be asked
    illustrative: bool = False
    stood: tuple[StatusGroup, ...] = ()  # every group that had something then, with its figures of then

    @property
    def named(self) -> str:
        """How --compare names this time."""
        return self.kind if self.kind in ("last-year", "last-period") else self.period or self.as_of.isoformat()

    def of_group(self, id_: str) -> Figures | None:
        """Return what the figures of a group now are compared with: where it was not there then, with nothing.

        So the differences of all groups add up to that of the total.
        """
        return self.groups.get(id_, None if self.totals is None else Figures())


def is_made_up(own: bool, totals: Figures, compared: Comparison | None) -> bool:
    """Say whether a figure that is shown was made up: of the file itself (``own``), or of what is compared with."""
    if own or compared is None or compared.totals is None or not compared.illustrative:
        return own
    return compared.asked or (totals.total > 0 and compared.totals.due_rate is not None)


class StatusReport(NamedTuple):
    """What `coordplan status` says."""

    program: str
    title: str
    start_on: date
    until_on: date
    as_of: date
    known_at: str  # the moment of the last change that counts; "" where there is none
    by: str  # plan | content | lead | field | with | year | period
    totals: Figures
    groups: tuple[StatusGroup, ...]
    overdue: tuple[Attention, ...]  # the latest first
    due_soon: tuple[Attention, ...]  # the nearest first
    overdue_count: int
    due_soon_count: int
    soon_days: int
    compared: Comparison | None = None
    ratings: Mapping[str, Rating] = MappingProxyType({})  # of the groups, where these are plans
    rating: Rating | None = None  # of the program; None where only a part of it is asked about
    filters: tuple[str, ...] = ()  # the filters in words
    illustrative: bool = False
    ongoing: int = 0  # of a year, or longer: how many activities went on without a due date, and are not counted

    @property
    def attention_count(self) -> int:
        return self.overdue_count + self.due_soon_count

    @property
    def points(self) -> float | None:
        """The due rate less that of what is compared with, as 0..1; None where either is missing."""
        then = None if self.compared is None else self.compared.totals
        return None if then is None else figure_differences(self.totals, then)["due_rate"]


def status_data(report: StatusReport) -> "Data":
    """Return ``coordplan/status/1``; in CSV a row for each group and one with the id ``total``."""
    from coordplan.paper.data import Data

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
                {
                    "id": group.id,
                    "title": group_title(report, group),
                    **group.figures.by_name(),
                    **_after(report, group),
                }
                for group in report.groups
            ],
            "attention": [*report.overdue, *report.due_soon],
            "compare": _compared(report),
            "rating": report.rating,
            "ratings": [{"id": id_, **rating.by_name()} for id_, rating in report.ratings.items()],
            "ongoing": report.ongoing,
        },
        columns=columns,
        rows=rows,
    )


def group_title(report: StatusReport, group: StatusGroup) -> str | None:
    """Return the title of a group in no language of ours: of the program's own activities, the program's."""
    if group.id == report.program:
        return report.title
    return None if group.id in ("ongoing", NO_GROUP) else group.title


def _after(report: StatusReport, group: StatusGroup) -> dict[str, Any]:
    """Return of a lead when it ceased, and what came after it."""
    if report.by not in OF_BODIES:
        return {}
    return {"ended_on": group.ended_on, "successors": tuple(id_ for id_, _title in group.successors)}


def _compared(report: StatusReport) -> dict[str, Any] | None:
    """Return the figures of the time that was asked for, with by how much those of now are more."""
    compared = report.compared
    if compared is None or not compared.asked:
        return None

    def more(now: Figures, then: Figures | None) -> dict[str, Any] | None:
        return None if then is None else figure_differences(now, then)

    return {
        "with": compared.kind,
        "as_of": compared.as_of,
        "period": compared.period or None,
        "totals": compared.totals,
        "groups": [{"id": group.id, "figures": compared.groups.get(group.id)} for group in report.groups],
        "differences": {
            "totals": more(report.totals, compared.totals),
            "groups": [
                {"id": group.id, "figures": more(group.figures, compared.of_group(group.id))} for group in report.groups
            ],
        },
        "program": compared.program or None,
        "file": compared.file or None,
        "missing": compared.missing or None,
    }


def _rows(report: StatusReport) -> tuple[list[str], list[list[Any]]]:
    """Return the header and the rows of the CSV; where compared, with then and the differences."""
    compared = report.compared if report.compared is not None and report.compared.asked else None
    header = ["id", "title", *FIGURE_NAMES]
    totals = StatusGroup("total", "", report.totals)
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
        thens = [*(compared.of_group(group.id) for group in report.groups), compared.totals]
        for row, group, then in zip(rows, groups, thens, strict=True):
            if then is None:
                row += [None] * 2 * len(FIGURE_NAMES)
            else:
                was_there = group is totals or group.id in compared.groups
                row += then.by_name().values() if was_there else [None] * len(FIGURE_NAMES)
                row += figure_differences(group.figures, then).values()
    if report.by in OF_BODIES:
        header += ["ended_on", "successors"]
        for row, group in zip(rows, groups, strict=True):
            row += [group.ended_on, _after(report, group)["successors"]]
    return header, rows
