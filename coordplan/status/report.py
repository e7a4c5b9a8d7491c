"""The status of a program on a day, as values: totals, groups, what needs attention, the same figures a year before."""

from datetime import date
from typing import NamedTuple

from coordplan.status.figures import Figures


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
    year_before: Figures | None = None  # on the same date a year before; None where there is nothing to compare with
    compared_on: date | None = None
    filters: tuple[str, ...] = ()  # the filters in words
    illustrative: bool = False

    @property
    def points(self) -> float | None:
        """The due rate less that of a year before, as 0..1; None where either is missing."""
        if self.year_before is None or self.totals.due_rate is None or self.year_before.due_rate is None:
            return None
        return self.totals.due_rate - self.year_before.due_rate
