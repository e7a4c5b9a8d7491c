"""What was done for each content of a program, in sentences made from the data: who finished what.

An activity with several contents is told once, under the first of them; under the others it is counted.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from coordplan.dates.period_words import occurrence_period
from coordplan.dates.periods import parse_period
from coordplan.paper.document import Heading, Paragraph, Part
from coordplan.seeing.figures import Figures
from coordplan.seeing.values import NO_GROUP, StatusGroup
from coordplan.sending.reports.content_of_years import content_of_years
from coordplan.sending.reports.directing import shortcomings_number
from coordplan.sending.reports.figure_sentences import (
    activities_words,
    fraction_words,
    points_between,
    points_words,
    share_words,
    year_before_words,
)
from coordplan.sending.reports.kinds import by_kind
from coordplan.sending.reports.lacks import overdue_in_the_body
from coordplan.sending.reports.occurrence_names import (
    capital,
    count_of,
    counted,
    in_the_period,
    point_letter,
    within_sentence,
)
from coordplan.sending.reports.values import PeriodReport, ReportRow
from coordplan.sending.reports.works import (
    NAMED,
    ContentWorks,
    Work,
    done_work,
    in_brackets,
    in_order_of_telling,
    named_and_others,
    names_and,
    occurrences_and_others,
    works_of,
)
from coordplan.text.language import translate as _
from coordplan.text.writing import write_joined

_OVERDUE_NAMED = 2
_OVERDUE_MOST = 7  # of more, none is named


def by_content_part(report: PeriodReport) -> Part | None:
    """Return a point for each content; None where nothing is due in the period at all."""
    works = works_of(report.annex)
    if not works:
        return None
    say = content_of_years if parse_period(report.period.key).is_long else _content_of_period
    told: dict[str, str] = {}
    points = []
    for number, group in enumerate(_contents(report)):
        letter = point_letter(number)
        of_content = tuple(work for work in works if group.id in (work.first.work.contents or (NO_GROUP,)))
        point = say(report, ContentWorks(group, of_content, dict(told)))
        points.append(point._replace(head=f"{letter}) {group.title}:"))
        told |= {work.id: letter for work in of_content if work.id not in told}
    overlapping = any(len(work.first.work.contents) > 1 for work in works)
    remark = _("An activity with several contents is counted in each of them; the overall figures count it once.")
    return Part(
        "by_content",
        Heading(2, "", _("Results by content")),
        tuple(points),
        remarks=(Paragraph(remark, "remark"),) if overlapping else (),
    )


def _contents(report: PeriodReport) -> list[StatusGroup]:
    """Return every content with its figures, also those of which nothing is due."""
    groups = {id_: StatusGroup(id_, title, Figures()) for id_, title in report.contents}
    return list((groups | {group.id: group for group in report.by_content}).values())


def _content_of_period(report: PeriodReport, content: ContentWorks) -> Paragraph:
    """Return what was done for a content in a period of a year or less, and what was not."""
    figures = content.group.figures
    if not figures.fallen_due:
        return Paragraph(_nothing_due(report, figures), "point")
    if not figures.done:
        return Paragraph(f"{_nothing_done(report, content)}.", "point")
    sentences = [_year_counts(report, content.group) if _of_year(report) else _counts(report, content)]
    sentences += _finished(report, content)
    if figures.overdue:
        sentences.append(_left(report, content))
    return Paragraph(" ".join(capital(each) if number else each for number, each in enumerate(sentences)), "point")


def _nothing_due(report: PeriodReport, figures: Figures) -> str:
    """Return that nothing has fallen due, what still will, and what was held."""
    period = in_the_period(report.period.key)
    if figures.open:
        sentence = _("nothing has fallen due {in_the_period} yet{held}.")
    else:
        sentence = _("nothing is due {in_the_period}{held}.")
    held = _held(report, figures)
    return sentence.format(in_the_period=period, held=f" ({held})" if held else "")


def _nothing_done(report: PeriodReport, content: ContentWorks) -> str:
    """Return that nothing of what has fallen due was done, with the first of it by name."""
    return f"{share_words(report, content.group.figures)}{_overdue_names(report, content)}"


def _counts(report: PeriodReport, content: ContentWorks) -> str:
    """Return how much was done, of how many activities, and which of these were told before."""
    figures, known = content.group.figures, content.known
    number = sum(1 for work in content.works if work.fallen_due)
    words = activities_words(report, number)
    if known and len(known) == number:
        sentence = _("named under point {points}") if number == 1 else _("all named under point {points}")
        words += ", " + sentence.format(points=content.points(known))
    elif known and not any(work.done for work in content.new):
        told = counted(
            report,
            "{n} of them named under point {points}",
            "{n} of them named under point {points}",
            len(known),
            points=content.points(known),
        )
        words += f", {told}"
    sentence = _("{fraction} of what fell due was done ({activities})").format(
        fraction=fraction_words(figures), activities=words
    )
    held = _held(report, figures)
    return f"{sentence}; {held}." if held else f"{sentence}."


def _year_counts(report: PeriodReport, group: StatusGroup) -> str:
    """Return how much was done in a year, and by how much that is more or less than the year before."""
    figures, before = group.figures, report.contents_before
    words, held = share_words(report, figures), _held(report, figures)
    then = None if before is None else before.of_group(group.id)
    if before is not None and then is not None and then.due_rate is not None and figures.due_rate is not None:
        points, when = points_between(figures.due_rate, then.due_rate), year_before_words(report, before)
        sentence = _("{change} compared with {when}") if points else _("equal to {when}")
        words = in_brackets(words, sentence.format(change=points_words(figures.due_rate, then.due_rate), when=when))
    return f"{words}; {held}." if held else f"{words}."


def _held(report: PeriodReport, figures: Figures) -> str:
    suspended, cancelled = figures.of("suspended"), figures.of("cancelled")
    held = [counted(report, "{n} suspended", "{n} suspended", suspended)] if suspended else []
    if cancelled:
        held.append(counted(report, "{n} cancelled", "{n} cancelled", cancelled))
    return ", ".join(held)


def _finished(report: PeriodReport, content: ContentWorks) -> list[str]:
    """Return who finished what, a sentence for each side and one for all others; in a year what is done once."""
    works = [work for work in content.new if work.done and not (_of_year(report) and work.first.every)]
    sentences = []
    if _of_year(report):
        kinds, works = by_kind(works)
        if kinds:
            sentences.append(_("{kinds} were finished.").format(kinds=_kinds_words(report, kinds)))
    most = report.choices.named or NAMED
    for bodies, several in _by_side(report, works):
        leads = list(dict.fromkeys(work.done[-1].work.lead for work in several))
        names = [
            done_work(report, work, work.done[-1].lead_title if len(leads) > 1 else "")
            for work in in_order_of_telling(several)
        ]
        told = named_and_others(report, names, most)
        sentences.append(_("{bodies} finished: {activities}.").format(bodies=bodies, activities=told))
    if sentences:
        sentences[0] = _led_in(report, content, sentences[0])
    return sentences


def _led_in(report: PeriodReport, content: ContentWorks, sentence: str) -> str:
    """Return the first sentence of what was finished, with what was told before; in a year that it is done once."""
    known = [work for work in content.known if work.done and not (_of_year(report) and work.first.every)]
    if known:
        words = _("besides the activity named under point {points}, {sentence}")
        if len(known) > 1:
            words = _("besides the activities named under point {points}, {sentence}")
        sentence = words.format(points=content.points(known), sentence=sentence)
    return _("of what is done once, {sentence}").format(sentence=sentence) if _of_year(report) else sentence


def _of_year(report: PeriodReport) -> bool:
    return report.period.key.isdecimal()


def _by_side(report: PeriodReport, works: Iterable[Work]) -> list[tuple[str, list[Work]]]:
    """Return activities by who did them: the issuer, the sides of the program, then all others together."""
    speaker = report.speaker
    found: dict[tuple[int, str], list[Work]] = {}
    for work in works:
        lead = speaker.now(work.done[-1].work.lead)
        side = next((number for number, bodies in enumerate(speaker.sides) if lead in bodies), None)
        key = (len(speaker.sides), "") if side is None else (side, lead)
        if lead == speaker.body:
            key = (-1, lead)
        found.setdefault(key, []).append(work)
    return [
        (speaker.titles.get(lead, lead) if lead else _others_words(report, several, len(found) == 1), several)
        for (_number, lead), several in sorted(found.items(), key=lambda item: item[0])
    ]


def _others_words(report: PeriodReport, works: Sequence[Work], all_of_them: bool) -> str:
    """Return who the others are: one by its name, several as what they are."""
    leads = dict.fromkeys(report.speaker.now(work.done[-1].work.lead) for work in works)
    if len(leads) == 1:
        return works[0].done[-1].lead_title
    titles = [report.speaker.titles.get(lead, "") for lead in leads]
    if all(title.startswith("Sở ") for title in titles):
        return _("the departments")
    return _("the bodies that lead") if all_of_them else _("the other bodies")


def _left(report: PeriodReport, content: ContentWorks) -> str:
    """Return what has fallen due and is not done, the first of it by name; what was told before only counts."""
    return counted(
        report,
        "{n} occurrence is still not done and overdue{names}.",
        "{n} occurrences are still not done and overdue{names}.",
        content.group.figures.overdue,
        names=_overdue_names(report, content),
    )


def _overdue_names(report: PeriodReport, content: ContentWorks) -> str:
    if content.group.figures.overdue > _OVERDUE_MOST:
        return ""
    rows = sorted((row for work in content.new for row in work.overdue), key=lambda row: row.work.due or date.max)
    known = [work for work in content.known if work.overdue]
    if not rows and not known:  # of figures that no rows stand behind
        return ""
    if not rows:
        return ", " + _("named under point {points}").format(points=content.points(known))
    shown = {row.work.occurrence for row in overdue_in_the_body(report)}
    part = shortcomings_number(report) if all(row.work.occurrence in shown for row in rows) else ""
    names = occurrences_and_others(report, [_overdue_name(report, row) for row in rows], _OVERDUE_NAMED, part)
    if not known:
        return f": {names}"
    told = counted(
        report,
        "{n} occurrence named under point {points}",
        "{n} occurrences named under point {points}",
        sum(len(work.overdue) for work in known),
        points=content.points(known),
    )
    return ": " + names_and([names], told)


def _overdue_name(report: PeriodReport, row: ReportRow) -> str:
    """Return what is overdue by its name and period; in the paper of one of two partners, that the other leads it."""
    led = ""
    if report.speaker.is_partner and row.work.lead != report.speaker.body:
        led = _("led by {body}").format(body=report.speaker.titles.get(row.work.lead, row.lead_title))
    return in_brackets(within_sentence(row.work.title), occurrence_period(row.work.occurrence), led)


def _kinds_words(report: PeriodReport, kinds: Mapping[str, Sequence[Work]]) -> str:
    words = _("{n} of the kind {kind}")
    return write_joined([words.format(n=count_of(report, len(several)), kind=kind) for kind, several in kinds.items()])
