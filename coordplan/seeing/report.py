"""The status of a program on a day, as values: totals, groups, what needs attention, the same figures a year before."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

from coordplan.seeing.figures import Figures, differences
from coordplan.seeing.rating import Rating


class Group(NamedTuple):
    """One row of a status: a plan, a content, a lead, a year or a quarter."""

    id: str
    title: str
    figures: Figures


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


class Compared(NamedTuple):
    """The same question at another time; nothing to compare with is None, never 0."""

    kind: str  # last-year | last-period | period | date
    as_of: date
    period: str  # the key of the period that is compared with; "" where none is asked about
    totals: Figures | None
    groups: Mapping[str, Figures] = MappingProxyType({})  # by the id of the group in the report
    asked: bool = True  # named on the command line: every figure is shown with its difference


class StatusReport(NamedTuple):
    """What `coordplan status` says."""

    program: str
    title: str
    start_on: date
    until_on: date
    as_of: date
    known_at: str  # the moment of the last change that counts; "" where there is none
    by: str  # plan | content | lead | year | period
    totals: Figures
    groups: tuple[Group, ...]
    overdue: tuple[Attention, ...]  # the latest first
    due_soon: tuple[Attention, ...]  # the nearest first
    overdue_count: int
    due_soon_count: int
    soon_days: int
    compared: Compared | None = None
    ratings: Mapping[str, Rating] = MappingProxyType({})  # of the groups, where these are plans
    rating: Rating | None = None  # of the program; None where only a part of it is asked about
    filters: tuple[str, ...] = ()  # the filters in words
    illustrative: bool = False

    @property
    def points(self) -> float | None:
        """The due rate less that of what is compared with, as 0..1; None where either is missing."""
        then = None if self.compared is None else self.compared.totals
        return None if then is None else differences(self.totals, then)["due_rate"]
