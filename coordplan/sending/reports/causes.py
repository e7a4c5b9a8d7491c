"""What a person writes of a period's work, and what departments wrote before it: strengths, causes, recommendations."""

from collections.abc import Sequence

from coordplan.paper.document import Heading, Paragraph, Part
from coordplan.sending.reports.lacks import lacks_anything, late_by_lead, late_rows, overdue_in_the_body
from coordplan.sending.reports.occurrence_names import counted, enumerated, point_letter
from coordplan.sending.reports.places import place_part, written
from coordplan.sending.reports.reasons import clause, request_clause, speaks_for
from coordplan.sending.reports.values import PeriodReport, Statement
from coordplan.text.folding import fold
from coordplan.text.language import mark
from coordplan.text.language import translate as _

_STATEMENTS = 8
_ABOUT = 3
_BODIES = 2
_CAUSES = {"objective_causes": mark("Objective causes"), "subjective_causes": mark("Subjective causes")}


def strengths_part(report: PeriodReport) -> Part:
    """Return the place for what went well."""
    asked = _("Strengths: 2 to 4 sentences, with figures of the results where they help")
    return place_part(report, "strengths", Heading(2, "", _("Strengths")), asked)


def cause_parts(report: PeriodReport) -> list[Part]:
    """Return the two points that a person writes, and before the first what departments wrote of difficulties."""
    before: tuple[Paragraph, ...] = _sentences(report, report.difficulties)
    parts = []
    asked = _causes_asked(report)
    for number, (name, head) in enumerate(_CAUSES.items()):
        point = _point(report, name, f"{point_letter(number)}) {_(head)}:", asked[number])
        parts.append(Part(name, sentences=(*before, *point)))
        before = ()
    return parts


def _causes_asked(report: PeriodReport) -> tuple[str, str]:
    """Return what is asked for of objective and subjective causes: from reasons where the paper has any."""
    if not lacks_anything(report):
        return (_("if any, the drafting office writes them"),) * 2
    written = _("the drafting office writes them")
    if not overdue_in_the_body(report) and not late_rows(report):
        return written, written
    if late_by_lead(report) and not overdue_in_the_body(report):
        return _("the drafting office writes them, from the reasons in the annex"), written
    return _("the drafting office writes them, from the reasons above"), written


def recommendation_part(report: PeriodReport) -> Part:
    """Return what departments recommend, a sentence each, and the place for what the issuer does; without a heading."""
    asked = _("Recommendations: a sentence each, naming who is to decide")
    return Part(
        "recommendations",
        sentences=(*_sentences(report, report.recommendations, asks=True), *written(report, "recommendations", asked)),
    )


def _point(report: PeriodReport, name: str, head: str, asked: str) -> tuple[Paragraph, ...]:
    first, *further = written(report, name, asked)
    if first.kind == "place":
        return (Paragraph("", "point", head, first.text),)
    return (first._replace(kind="point", head=head), *further)


def _sentences(report: PeriodReport, statements: Sequence[Statement], asks: bool = False) -> tuple[Paragraph, ...]:
    """Return a sentence for each thing that is said, by however many bodies; of many, how many others there are."""
    groups: dict[str, list[Statement]] = {}
    for each in statements:
        if speaks_for(report, each.organization) and _clause(each, asks):
            groups.setdefault(fold(_clause(each, asks)), []).append(each)
    several = list(groups.values())
    found = [Paragraph(_sentence(report, group, asks)) for group in several[:_STATEMENTS]]
    if others := len(several[_STATEMENTS:]):
        sentence = counted(report, "{n} other is in the annex.", "{n} others are in the annex.", others)
        found.append(Paragraph(sentence))
    return tuple(found)


def _sentence(report: PeriodReport, group: Sequence[Statement], asks: bool) -> str:
    sentence = _("{bodies} asks: {words}.") if len(group) == 1 else _("{bodies} ask: {words}.")
    if not asks:
        sentence = _("{bodies} names: {words}.") if len(group) == 1 else _("{bodies} name: {words}.")
    words = _clause(group[0], asks)
    bodies = [report.speaker.name(each.organization, each.title) for each in group]
    if len(group) > _BODIES:  # too many for what each is about
        works = sum(len(each.about) for each in group)
        about = counted(report, "{n} activity", "{n} activities", works)
        return sentence.format(bodies=enumerated(bodies), words=f"{words} ({about})" if works else words)
    named = [body + _about(report, each) for body, each in zip(bodies, group, strict=True)]
    if len(group) == 1:  # what it is about stands behind what is said
        return sentence.format(bodies=bodies[0], words=words + _about(report, group[0]))
    return sentence.format(bodies=enumerated(named), words=words)


def _about(report: PeriodReport, statement: Statement) -> str:
    """Return what a statement is about in brackets; nothing where that is not known."""
    names, others = list(statement.about[:_ABOUT]), len(statement.about[_ABOUT:])
    if others:
        names.append(counted(report, "{n} other activity", "{n} other activities", others))
    return f" ({'; '.join(names)})" if names else ""


def _clause(statement: Statement, asks: bool) -> str:
    return request_clause(statement.words) if asks else clause(statement.words)
