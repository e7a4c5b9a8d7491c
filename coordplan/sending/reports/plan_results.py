"""The results of a report by plan and by year, in a table each and the sentences below it."""

from coordplan.paper.document import Part
from coordplan.sending.reports.values import PeriodReport


def compared_part(report: PeriodReport) -> Part | None:
    return None


def by_plan_part(report: PeriodReport) -> Part | None:
    return None


def by_year_part(report: PeriodReport) -> Part | None:
    return None
