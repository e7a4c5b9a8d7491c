"""What was done for a content in several years: by kinds of work, which the titles themselves give, and what recurs."""

from collections.abc import Sequence

from coordplan.paper.document import Paragraph, place_words
from coordplan.sending.reports.directing import directing_works, is_direction_first
from coordplan.sending.reports.figure_sentences import activities_words, fraction_words
from coordplan.sending.reports.kinds import by_kind, is_bare
from coordplan.sending.reports.occurrence_names import count_of, counted, row_in_sentence
from coordplan.sending.reports.values import PeriodReport
from coordplan.sending.reports.works import (
    NAMED,
    ContentWorks,
    Work,
    in_brackets,
    named_and_others,
)
from coordplan.text.language import translate as _
from coordplan.text.writing import write_joined, write_number


def content_of_years(report: PeriodReport, content: ContentWorks) -> Paragraph:
    """Return what was done for a content, most often first, and a place for what came of it.

    What directs the program is told before all contents.
    """
    ongoing = sum(1 for row in report.ongoing if content.group.id in row.work.contents)
    words = activities_words(report, len(content.works) + ongoing)
    if ongoing:
        words += ", " + counted(report, "{n} of them ongoing", "{n} of them ongoing", ongoing)
    sentence = _("{fraction} of what fell due was done ({activities}).")
    counts = sentence.format(fraction=fraction_words(content.group.figures), activities=words)
    sentences = [counts, *_finished(report, content), *_besides(report, content)]
    return Paragraph(" ".join(sentences), "point", place=place_words(_("effects: to be written by the issuing body")))


def _finished(report: PeriodReport, content: ContentWorks) -> list[str]:
    """Return what was finished by name, and how many other activities; of one other, its name."""
    names, most = _names(report, content), report.choices.named or NAMED
    if len(names) == most + 1:
        most += 1
    told = named_and_others(report, [name for name, _n in names[:most]], most, sum(n for _name, n in names[most:]))
    return [_("Finished: {activities}.").format(activities=told)] if names else []


def _besides(report: PeriodReport, content: ContentWorks) -> list[str]:
    """Return how much was finished of what stands elsewhere: what directs the program, and what other points told."""
    directing = {work.id for work in directing_works(report)}
    told = [work for work in content.works if work.fallen_due and work.id in directing]
    known = [work for work in content.known if work.id not in directing]
    places = []
    if told:
        places.append(_("part I") if is_direction_first(report) else _("the part on direction"))
    if known:
        places.append(_("point {points}").format(points=content.points(known)))
    if not places:
        return []
    works = [*told, *known]
    sentence = _("Besides, {fraction} occurrences of {activities} named in {places}.")
    fraction = _fraction(sum(len(work.done) for work in works), sum(work.fallen_due for work in works))
    activities = activities_words(report, len(works))
    return [sentence.format(fraction=fraction, activities=activities, places=write_joined(places))]


def _names(report: PeriodReport, content: ContentWorks) -> list[tuple[str, int]]:
    """Return the kinds of work of a content and single activities, what was done most often first.

    Each with the number of activities behind it. What directs the program is told before all contents.
    """
    directing = {work.id for work in directing_works(report)}
    kinds, others = by_kind([work for work in content.new if work.fallen_due and work.id not in directing])
    found = [(kind, several) for kind, several in kinds.items()] + [("", [work]) for work in others]
    found = [(kind, several) for kind, several in found if any(work.done for work in several)]
    found.sort(key=lambda item: -sum(len(work.done) for work in item[1]))
    return [
        (_kind_words(report, kind, several) if kind else _work_words(several[0]), len(several))
        for kind, several in found
    ]


def _work_words(work: Work) -> str:
    """Return an activity; of what fell due several times, with how many occurrences were finished."""
    name = row_in_sentence(work.first, period=False)
    return in_brackets(name, _occurrences(len(work.done), work.fallen_due)) if work.fallen_due > 1 else name


def _kind_words(report: PeriodReport, kind: str, works: Sequence[Work]) -> str:
    """Return a kind of work with how many occurrences were finished, before it where it is a verb alone."""
    done, due = sum(len(work.done) for work in works), sum(work.fallen_due for work in works)
    if not is_bare(kind):
        return in_brackets(kind, _occurrences(done, due))
    number = count_of(report, done) if done == due else _fraction(done, due)
    return _("{number} occurrences of {kind}").format(number=number, kind=kind)


def _occurrences(done: int, due: int) -> str:
    return _("{fraction} occurrences").format(fraction=_fraction(done, due))


def _fraction(done: int, due: int) -> str:
    return f"{write_number(done)}/{write_number(due)}"
