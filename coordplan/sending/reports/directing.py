"""How a program was directed, and what stands out of its results: places, with what the data know."""

from collections.abc import Iterator

from coordplan.dates.period_words import occurrence_period
from coordplan.dates.periods import parse_period
from coordplan.paper.document import Heading, Paragraph, Part
from coordplan.sending.reports.kinds import by_kind
from coordplan.sending.reports.occurrence_names import counted, in_the_period, row_in_sentence, within_sentence
from coordplan.sending.reports.places import place_part, written
from coordplan.sending.reports.values import PeriodReport
from coordplan.sending.reports.works import Work, in_brackets, works_of
from coordplan.text.folding import fold
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day, write_joined

_MEETINGS = ("giao ban", "so ket", "tong ket")  # by which offices direct what they do together
_OWN_MEETINGS = (*_MEETINGS, "hoi nghi")  # of a plan, a conference is work itself
_SUGGESTED = 6
_HEAVY = 2.0  # the weight from which on work is more than the ordinary


def direction_part(report: PeriodReport) -> Part:
    """Return the place for what was directed; of several years with the meetings that the data know of."""
    heading = Heading(2, "", _("Direction and organization"))
    if not parse_period(report.period.key).is_long:
        if report.period.key.isdecimal():
            asked = _("Direction and organization in the year: plan, documents, conferences, inspections; half a page")
        else:
            asked = _("Documents issued, conferences and meetings {in_the_period}: to be written by the issuing body")
            asked = asked.format(in_the_period=in_the_period(report.period.key))
        return place_part(report, "direction", heading, asked)
    asked = _("Background, what helped and what hindered; signing, division of work, inspections; a page")
    place = written(report, "direction", asked)
    items = list(_meetings(report))
    if not items:
        return Part("direction", heading, place)
    sentence = _("Under {what}, these were held: {meetings}.")
    held = sentence.format(what=report.speaker.short_what, meetings="; ".join(items))
    return Part("direction", heading, (*place, Paragraph(held)))


def is_direction_first(report: PeriodReport) -> bool:
    """Say whether what was directed stands before the figures, as a part of its own: of a year or longer."""
    chosen = report.choices.direction_first
    return "-" not in report.period.key if chosen is None else chosen


def shortcomings_number(report: PeriodReport) -> str:
    """Return the number of the part that says what is lacking."""
    return "III" if is_direction_first(report) else "II"


def directing_works(report: PeriodReport) -> tuple[Work, ...]:
    """Return the activities of several years by which work was directed, as far as they were done."""
    return tuple(work for work in works_of(report.annex) if work.done and _is_directing(report, work))


def _is_directing(report: PeriodReport, work: Work) -> bool:
    title = f" {fold(work.first.work.title)} "
    return any(f" {words} " in title for words in (_OWN_MEETINGS if _is_own(report, work) else _MEETINGS))


def _is_own(report: PeriodReport, work: Work) -> bool:
    return work.first.work.plan == report.status.program


def _meetings(report: PeriodReport) -> Iterator[str]:
    """Yield what was held: by the program itself with its days, then of the plans by kinds."""
    works = directing_works(report)
    own = [work for work in works if _is_own(report, work)]
    for work in sorted(own, key=lambda work: bool(work.first.every)):
        yield _held(report, work)
    kinds, others = by_kind([work for work in works if work not in own], least=2)
    for kind, several in kinds.items():
        plans = len({work.first.work.plan for work in several})
        of_plans = counted(report, "in {n} coordination plan", "in {n} coordination plans", plans) if plans > 1 else ""
        yield in_brackets(kind, of_plans, _periods(report, sum(len(work.done) for work in several)))
    for work in others:
        yield _held(report, work)


def _held(report: PeriodReport, work: Work) -> str:
    """Return what was held, with its day where it was once, else with its years or how often."""
    name = row_in_sentence(work.first, period=False)
    if not work.first.every:
        return in_brackets(name, _("finished on {day}").format(day=write_day(work.done[-1].work.done_on)))
    if work.first.every == "year" and len(work.done) <= 2:
        return in_brackets(name, write_joined([occurrence_period(row.work.occurrence) for row in work.done]))
    return in_brackets(name, _periods(report, len(work.done)))


def _periods(report: PeriodReport, number: int) -> str:
    return counted(report, "{n} period", "{n} periods", number)


def highlights_part(report: PeriodReport) -> Part:
    """Return the place for what stands out; of a year or longer with suggestions, to be deleted before it is signed."""
    heading = Heading(2, "", _("Outstanding results"))
    if "-" in report.period.key:
        asked = _(
            "What 1 to 3 pieces of work brought about, new ways, good examples: to be written by the issuing body"
        )
        return place_part(report, "highlights", heading, asked)
    asked = _(
        "Outstanding results {in_the_period}: 3 to 5 pieces of work, what they brought about, good examples spread"
    )
    asked = asked.format(in_the_period=in_the_period(report.period.key))
    if suggested := _suggested(report):
        sentence = _("{asked}. Suggested by the figures, to be deleted before it is signed: {works}")
        asked = sentence.format(asked=asked, works="; ".join(suggested))
    return place_part(report, "highlights", heading, asked)


def _suggested(report: PeriodReport) -> list[str]:
    rows = [
        row for row in report.annex if row.work.standing == "done_on_time" and row.weight >= _HEAVY and not row.every
    ]
    rows.sort(key=lambda row: -row.weight)
    return [in_brackets(within_sentence(row.work.title), row.lead_title) for row in rows[:_SUGGESTED]]
