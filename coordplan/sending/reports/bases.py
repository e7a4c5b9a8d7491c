"""What a report rests on: the documents that the program and its plans name, and these themselves, as they were signed.

A body keeps the name that it had when it signed.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from coordplan.dates.cited_documents import parse_document
from coordplan.model import Plan
from coordplan.named_tuples import NamedTuple
from coordplan.paper.document import place_words
from coordplan.seeing.history import documents_by_name
from coordplan.seeing.opening import Reading
from coordplan.text.language import translate as _
from coordplan.text.language import translate_count
from coordplan.text.writing import write_counted, write_day, write_number


class SignedPaper(NamedTuple):
    """The program, or a plan under it, as a document."""

    id: str
    title: str
    number: str = ""
    day: date | None = None  # of signing, where it is known
    sides: tuple[str, ...] = ()  # titles of who signed
    basis: tuple[str, ...] = ()
    partner: str = ""  # of a plan: the title of the body that signed it
    of_activities: tuple[str, ...] = ()  # of a plan's work that is reported on

    def by_name(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "title": self.title,
            "number": self.number or None,
            "signed_on": self.day,
            "basis": self.basis,
            "basis_documents": documents_by_name(self.basis),
        }


def papers_of(reading: Reading, plans: Sequence[str]) -> tuple[SignedPaper, ...]:
    """Return the program and the plans that are reported on (of the whole program, all of them)."""
    program = reading.program
    sides = tuple(map(reading.body_title, program.sides))
    own = SignedPaper(program.id, program.title, program.number, program.signed_on, sides, program.basis)
    chosen = [plan for plan in reading.definitions.plans if not plans or plan.id in plans]
    return (own, *(_paper(plan, reading.body_title(plan.partner)) for plan in chosen))


def _paper(plan: Plan, partner: str) -> SignedPaper:
    return SignedPaper(plan.id, plan.title, plan.number, plan.signed_on, basis=plan.basis, partner=partner)


_MOST_CITED = 6  # documents of activities: the annex has them all, beside their work


def with_cited_work(papers: Sequence[SignedPaper], cited: Mapping[str, Sequence[str]]) -> tuple[SignedPaper, ...]:
    """Return papers with the documents that the work reported on rests on, by the plan (or program) it is of."""
    return tuple(each._replace(of_activities=tuple(dict.fromkeys(cited.get(each.id, ())))) for each in papers)


def basis_lines(papers: Sequence[SignedPaper], of_plans: bool, leading_zero: bool | None = None) -> tuple[str, ...]:
    """Return what a report rests on, a line each; ``of_plans``: of these plans, which then have a line each.

    For a paper of which neither number nor day is known stands a place to fill in; a document that two of them name
    stands once.
    """
    program, *plans = papers
    sides = program.sides
    lines = [*program.basis, *_cited(program)]
    if of_plans or len(plans) == 1:
        for plan in plans:
            lines += [*plan.basis, *_cited(_between(plan, sides))]
    else:
        lines += [basis for plan in plans for basis in plan.basis]
        lines += _together(plans, sides, leading_zero)
    cited = [basis for paper in papers for basis in paper.of_activities]
    lines += cited[:_MOST_CITED]
    once: dict[object, str] = {}
    for line in lines:
        read = parse_document(line)
        once.setdefault((read.key, read.day) if read.number else line, line)
    return tuple(once.values())


def _cited(paper: SignedPaper) -> Iterator[str]:
    words = _("the {title}").format(title=paper.title)
    if not paper.number and paper.day is None:
        yield place_words(_("number and day of signing of {title}").format(title=words))
        return
    if len(paper.sides) > 1:
        *others, last = paper.sides
        words = _("{title} between {others} and {last}").format(title=words, others=", ".join(others), last=last)
    if paper.number:
        words = _("{title} No. {number}").format(title=words, number=paper.number)
    yield _("{title}, signed on {day}").format(title=words, day=write_day(paper.day)) if paper.day else words


def _between(plan: SignedPaper, sides: Sequence[str]) -> SignedPaper:
    """Return a plan under the title that names both who signed it, in whosever papers it is cited."""
    if not sides or not plan.partner or plan.partner not in plan.title:
        return plan
    words = _("coordination plan between {side} and {partner}")
    return plan._replace(title=words.format(side=sides[0], partner=plan.partner))


def _together(plans: Sequence[SignedPaper], sides: Sequence[str], leading_zero: bool | None) -> Iterator[str]:
    """Yield the plans in one line, with their numbers where they have any and the days on which they were signed."""
    known = [plan for plan in plans if plan.number or plan.day]
    if unknown := len(plans) - len(known):
        yield place_words(_("number and day of signing of {title}").format(title=_plans_words(unknown)))
    if not known:
        return
    words = _plans_words(len(known))
    if sides and all(plan.partner for plan in known):
        kinds = {plan.partner.split()[0] for plan in known}
        bodies = (
            translate_count("{n} department", "{n} departments", len(known))
            if kinds == {"Sở"}
            else translate_count("{n} body", "{n} bodies", len(known))
        ).format(n=write_counted(len(known), leading_zero))
        words = _("the coordination plans between {side} and {bodies}").format(side=sides[0], bodies=bodies)
    if numbers := [plan.number for plan in known if plan.number]:
        sentence = (
            _("{plans} (No. {numbers})") if len(numbers) == len(known) else _("{plans} (among them No. {numbers})")
        )
        words = sentence.format(plans=words, numbers=", ".join(numbers))
    if days := sorted({plan.day for plan in known if plan.day} if all(plan.day for plan in known) else ()):
        sentence = _("{title}, signed on {day}") if len(days) == 1 else _("{title}, signed from {day} to {last}")
        words = sentence.format(title=words, day=write_day(days[0]), last=write_day(days[-1]))
    yield words


def _plans_words(number: int) -> str:
    words = translate_count("{n} coordination plan", "{n} coordination plans", number)
    return words.format(n=write_number(number))


def as_signed_by(papers: Sequence[SignedPaper], day: date, of_plans: bool) -> tuple[SignedPaper, ...]:
    """Return papers as they are on a day: what is dated later is not cited.

    A plan that was signed later stands as not signed yet where the report is of plans, and else not at all.
    """

    def known(lines: Sequence[str]) -> tuple[str, ...]:
        return tuple(line for line in lines if (parse_document(line).day or day) <= day)

    found = []
    for place, paper in enumerate(papers):
        if paper.day is not None and paper.day > day:
            if place and not of_plans:
                continue
            paper = paper._replace(number="", day=None)
        found.append(paper._replace(basis=known(paper.basis), of_activities=known(paper.of_activities)))
    return tuple(found)
