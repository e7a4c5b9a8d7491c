"""Finished work by content; whoever builds it replaces this file whole."""

from coordplan.paper.document import Heading, Part
from coordplan.sending.reports.places import place_part
from coordplan.sending.reports.values import PeriodReport


def by_content_part(report: PeriodReport) -> Part | None:
    return None


def highlights_part(report: PeriodReport) -> Part:
    return place_part(report, "highlights", Heading(2, "", "-"), "-")


def direction_part(report: PeriodReport) -> Part:
    return place_part(report, "direction", Heading(2, "", "-"), "-")
