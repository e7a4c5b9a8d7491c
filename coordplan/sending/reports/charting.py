"""The charts of a report on whole years: what has fallen due by plan, and the curve of progress."""

from collections.abc import Iterator

from coordplan.dates.periods import parse_period
from coordplan.paper.charts import DrawnChart, PieceBars
from coordplan.seeing.curve.page import curve_page
from coordplan.sending.reports.values import PeriodReport
from coordplan.text.language import translate as _


def report_charts(report: PeriodReport) -> Iterator[DrawnChart]:
    """Yield the charts of a year or longer, where there is something to draw; nothing of a shorter period."""
    if report.curve is None or not parse_period(report.period.key).is_whole_years:
        return
    groups = [group for group in report.status.groups if group.figures.fallen_due]
    if len(groups) > 1:  # of one plan there is nothing to compare
        overdue = _("not done, overdue")
        pieces = ((_("Done on time"), "good"), (_("Done late"), "warn"), (overdue[:1].upper() + overdue[1:], "bad"))
        counts = tuple(
            (group.figures.of("done_on_time"), group.figures.of("done_late"), group.figures.overdue) for group in groups
        )
        words = "; ".join(
            f"{group.title}: "
            + ", ".join(f"{title} {count}" for (title, _tone), count in zip(pieces, numbers, strict=True))
            for group, numbers in zip(groups, counts, strict=True)
        )
        bars = PieceBars(tuple(group.title for group in groups), pieces, counts)
        yield DrawnChart("bars", _("What has fallen due, by plan"), words, bars)
    page = curve_page(report.curve._replace(illustrative=False, filters=()))
    if page.chart is not None:
        words = " ".join(sentence for sentence, _tone in (*page.sentences, *page.notes))
        yield DrawnChart("curve", _("Progress over the whole period"), words, page.chart)
