"""Gathers what a report compares its figures with: all of the program so far, a year before, the quarters of a year."""

from coordplan.dates.periods import Period, year_earlier
from coordplan.seeing.filters import Filters
from coordplan.seeing.gather import status_report
from coordplan.seeing.opening import Reading, reading_at
from coordplan.sending.reports.values import PeriodReport
from coordplan.store.entries import recorded_until


def with_comparisons(reading: Reading, report: PeriodReport, filters: Filters, period: Period) -> PeriodReport:
    """Return a report with the figures that its own stand beside; ``filters`` are those of the report."""
    everything = filters._replace(period=None)
    overall = status_report(reading, everything, "plan", most=0)
    report = report._replace(
        so_far=overall,
        ongoing_count=overall.totals.of("ongoing"),
        by_lead=status_report(reading, filters, "lead", most=0).groups,
        recorded_until=recorded_until(reading.connection, reading.as_of, reading.up_to_change),
    )
    if report.speaker.to:
        report = report._replace(so_far_by_lead=status_report(reading, everything, "lead", most=0).groups)
    if report.recorded_until is not None and not report.recorded_lately:
        last = reading_at(reading, report.recorded_until, reading.up_to_change)
        report = report._replace(last_figures=status_report(last, filters, "plan", most=0).totals)
    then = report.status.compared
    if not period.is_whole_years or period.is_long:
        return report
    report = report._replace(quarters=status_report(reading, filters, "period", most=0).groups)
    earlier = year_earlier(period)
    if then is None or then.totals is None or then.program or earlier is None:
        return report
    earlier_reading = reading_at(reading, then.as_of, reading.up_to_change)
    return report._replace(
        plans_before=status_report(reading, filters, "plan", 0, "last-year").compared,
        contents_before=status_report(reading, filters, "content", 0, "last-year").compared,
        quarters_before=status_report(earlier_reading, filters._replace(period=earlier.key), "period", most=0).groups,
    )
