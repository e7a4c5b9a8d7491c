"""What was done for a content in several years: by kinds of work, which the titles themselves give, and what recurs."""

from collections.abc import Sequence

from coordplan.paper.document import Paragraph, place_words
from coordplan.sending.reports.directing import directing_works
from coordplan.sending.reports.figure_sentences import activities_words, fraction_words
from coordplan.sending.reports.kinds import by_kind
from coordplan.sending.reports.occurrence_names import counted
from coordplan.sending.reports.values import PeriodReport
from coordplan.sending.reports.works import (
    NAMED,
    ContentWorks,
    Work,
    done_work,
    in_brackets,
    named_and_others,
    periods_words,
)
from coordplan.text.language import translate as _
from coordplan.text.writing import write_number


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
    names = _names(report, content)
    text = counts
    if names:
        most = report.choices.named or NAMED
        told = named_and_others(report, [name for name, _n in names[:most]], most, sum(n for _name, n in names[most:]))
        text += " " + _("Finished: {activities}.").format(activities=told)
    return Paragraph(text, "point", place=place_words(_("effects: to be written by the issuing body")))


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
        (_kind_words(report, kind, several) if kind else done_work(report, several[0], short=True), len(several))
        for kind, several in found
    ]


def _kind_words(report: PeriodReport, kind: str, works: Sequence[Work]) -> str:
    """Return a kind of work with how many activities were finished; of what recurs, with how many occurrences."""
    done, due = sum(len(work.done) for work in works), sum(work.fallen_due for work in works)
    if all(not work.first.every for work in works):
        words = _("{done}/{due} activities")
    elif all(work.first.every for work in works):
        return in_brackets(kind, periods_words(done, due))
    else:
        words = _("{done}/{due} occurrences")
    return in_brackets(kind, words.format(done=write_number(done), due=write_number(due)))
