"""The body of a report that a leader signs: at most six pages, in the order that its kind of period has.

What is finished stands in sentences, what is late or overdue row by row; every occurrence stands in the annex alone.
"""

from collections.abc import Iterable, Iterator, Sequence

from coordplan.dates.period_words import write_period
from coordplan.named_tuples import NamedTuple
from coordplan.paper.document import Heading, Part
from coordplan.sending.reports.by_content import by_content_part
from coordplan.sending.reports.causes import cause_parts, recommendation_part, strengths_part
from coordplan.sending.reports.coming import coming_parts
from coordplan.sending.reports.directing import direction_part, highlights_part, is_direction_first
from coordplan.sending.reports.lacks import lack_parts
from coordplan.sending.reports.plan_results import by_plan_part
from coordplan.sending.reports.program_end import lessons_part, outlook_part
from coordplan.sending.reports.report_opening import opening, period_of_report
from coordplan.sending.reports.results import overall_part
from coordplan.sending.reports.values import PeriodReport
from coordplan.sending.reports.year_results import by_year_part, compared_part
from coordplan.text.language import translate as _
from coordplan.text.writing import write_roman


class _Chapter(NamedTuple):
    """A heading of the first level, with the parts under it; what is None is not there."""

    name: str
    title: str
    parts: Sequence[Part | None] = ()


def body_parts(report: PeriodReport) -> tuple[Part, ...]:
    """Return the parts of a body, its headings numbered."""
    return (opening(report), *_numbered(_chapters(report)))


def _chapters(report: PeriodReport) -> Iterator[_Chapter]:
    period = period_of_report(report)
    direction_first = is_direction_first(report)
    direction = direction_part(report)
    if direction_first:
        yield _Chapter("leading", direction.heading.text if direction.heading else "", (_bare(direction, "leading"),))
    yield _Chapter(
        "results",
        _("Results"),
        (
            overall_part(report),
            by_year_part(report),
            compared_part(report),
            None if direction_first else direction,
            by_plan_part(report),
            by_content_part(report),
            highlights_part(report),
        ),
    )
    lacks = (_heading("lacks", _("Shortcomings")), *lack_parts(report))
    causes = (_heading("causes", _("Causes")), *cause_parts(report))
    if period.is_whole_years:
        yield _Chapter("assessment", _("Assessment"), (strengths_part(report), *lacks, *causes))
    else:
        yield _Chapter("shortcomings", _("Shortcomings and causes"), (*lacks, *causes))
    coming = coming_parts(report)
    if report.next_period is not None:
        yield _Chapter("next_work", _("Work of {period}").format(period=write_period(report.next_period.key)), coming)
    else:
        lessons, outlook = lessons_part(report), outlook_part(report)
        yield _Chapter("lessons", lessons.heading.text if lessons.heading else "", (_bare(lessons, "lessons"),))
        yield _Chapter("outlook", outlook.heading.text if outlook.heading else "", (_bare(outlook, "outlook"), *coming))
    yield _Chapter("recommendations", _("Recommendations"), (recommendation_part(report),))


def _heading(name: str, text: str) -> Part:
    return Part(name, Heading(2, "", text))


def _bare(part: Part, name: str) -> Part:
    """Return a part whose heading is that of its chapter."""
    return part._replace(name=name, heading=None)


def _numbered(chapters: Iterable[_Chapter]) -> Iterator[Part]:
    """Yield the parts of chapters under their headings; a chapter whose only part has none shares its heading."""
    for number, chapter in enumerate(chapters, 1):
        heading = Heading(1, write_roman(number), chapter.title)
        parts = [part for part in chapter.parts if part is not None]
        if parts and parts[0].heading is None and parts[0].name == chapter.name:
            yield parts.pop(0)._replace(heading=heading)
        else:
            yield Part(chapter.name, heading)
        count = 0
        for part in parts:
            if part.heading is None:
                yield part
            else:
                count += 1
                yield part._replace(heading=part.heading._replace(number=str(count)))
