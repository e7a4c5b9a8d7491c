"""The figures in sentences; whoever builds it replaces this file whole."""

from coordplan.paper.document import Heading, Paragraph, Part
from coordplan.sending.reports.values import PeriodReport


def overall_part(report: PeriodReport) -> Part:
    return Part("overall", Heading(2, "", "-"), (Paragraph("-"),))


def compared_part(report: PeriodReport) -> Part | None:
    return None


def by_plan_part(report: PeriodReport) -> Part | None:
    return None


def by_year_part(report: PeriodReport) -> Part | None:
    return None
