"""What falls short; whoever builds it replaces this file whole."""

from coordplan.paper.cells import Table
from coordplan.paper.document import Heading, Paragraph, Part
from coordplan.sending.reports.places import place_part
from coordplan.sending.reports.sheets import overdue_table
from coordplan.sending.reports.values import PeriodReport


def lack_parts(report: PeriodReport) -> list[Part]:
    return [Part("overdue", None, (), overdue_table(report.overdue_before))]


def cause_parts(report: PeriodReport) -> list[Part]:
    return [Part("objective_causes", None, (Paragraph("", "point", "a)", "[-]"),))]


def strengths_part(report: PeriodReport) -> Part:
    return place_part(report, "strengths", Heading(2, "", "-"), "-")


def recommendation_part(report: PeriodReport) -> Part:
    return place_part(report, "recommendations", None, "-")


def overdue_annex(report: PeriodReport) -> Table | None:
    return overdue_table(report.overdue_before)
