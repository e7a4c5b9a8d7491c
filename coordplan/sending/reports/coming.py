"""The next period; whoever builds it replaces this file whole."""

from coordplan.paper.cells import Table
from coordplan.paper.document import Heading, Part
from coordplan.sending.reports.places import place_part
from coordplan.sending.reports.sheets import coming_table
from coordplan.sending.reports.values import PeriodReport


def coming_parts(report: PeriodReport) -> list[Part]:
    return [Part("coming", Heading(2, "", "-"), (), coming_table(report.coming) if report.coming else None)]


def coming_annex(report: PeriodReport) -> Table | None:
    return coming_table(report.coming) if report.coming else None


def lessons_part(report: PeriodReport) -> Part:
    return place_part(report, "lessons", Heading(2, "", "-"), "-")


def outlook_part(report: PeriodReport) -> Part:
    return place_part(report, "outlook", Heading(2, "", "-"), "-")
