"""A program without activities, out of the shipped set and what an office says of its own. Pure.

What it leaves out is as in the shipped set, or as that set goes on in the years that are asked for.
"""

import re
from collections.abc import Sequence
from datetime import date

from coordplan.dates.days import parse_day
from coordplan.errors import CoordplanError, Refused, UnknownId
from coordplan.model import Content, Definitions, Organization, Plan, Profile, Program
from coordplan.named_tuples import NamedTuple
from coordplan.setting_up.annexes.new_bodies import body_in, with_bodies
from coordplan.setting_up.next.new_years import free_id, id_of_next, next_term, with_years
from coordplan.setting_up.next.values import next_definitions
from coordplan.text.folding import fold
from coordplan.text.language import in_language
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day

_YEARS = re.compile(r"(?<!\d)(\d{4})\s*[-\N{EN DASH}]\s*(\d{4})(?!\d)")
_NONE = ("none", "khong", "khong co", "-")


class ProgramWords(NamedTuple):
    """What an office says of its program; what is empty is not said."""

    title: str = ""
    start_on: date | None = None
    until_on: date | None = None
    sides: tuple[str, ...] = ()  # names or ids of the bodies that sign it
    plans: tuple[str, ...] = ()  # of the bodies with which there is a plan: a name, or ID=NAME
    contents: tuple[str, ...] = ()  # titles


def day_or_year(text: str, last: bool) -> date:
    """Return a day, or of a year alone its first or last one; raise ValueError where the text is neither."""
    if re.fullmatch(r"\d{4}", text.strip()):
        text = f"{text.strip()}-12-31" if last else f"{text.strip()}-01-01"
    return parse_day(text)


def names_in(texts: Sequence[str]) -> tuple[str, ...]:
    """Return the names in some texts, parted by semicolons."""
    return tuple(word.strip() for text in texts for word in text.split(";") if word.strip())


def days_of(shipped: Program, words: ProgramWords, today: date) -> tuple[date, date]:
    """Return the first and last day: as said, else as the title says, else those of the shipped program or its next.

    Raises Refused where the last is before the first.
    """
    first, last = shipped.start_on, shipped.until_on
    if years := _YEARS.search(words.title):
        first, last = day_or_year(years[1], last=False), day_or_year(years[2], last=True)
    elif today > last:
        first, last = next_term(shipped)
        if today > last:
            last = date(-(-today.year // 5) * 5, 12, 31)
            first = date(last.year - 4, 1, 1)
    first = words.start_on or first
    last = words.until_on or (last if last >= first else date(first.year, 12, 31))
    if last < first:
        raise Refused(
            _("--until: {day} is before the first day, {first}.").format(day=write_day(last), first=write_day(first))
        )
    return first, last


def empty_program(shipped: Definitions, words: ProgramWords, today: date) -> Definitions:
    """Return the definitions of a program with its bodies and plans, and no activities.

    Raises UnknownId for a short name that no body has, Refused where the days are none of a program.
    """
    old = shipped.program
    assert old is not None
    days = days_of(old, words, today)
    found = _framework(shipped, old, days)._replace(activities=())
    assert found.program is not None
    if words == ProgramWords():
        return found
    program = found.program
    if words.title:
        program = program._replace(title=words.title, basis=())
    found = found._replace(program=program._replace(signed_on=None, number=""))
    if words.contents:
        contents = tuple(Content(f"nd{number}", title) for number, title in enumerate(words.contents, 1))
        found = found._replace(contents=contents)
    if words.sides:
        found, sides = _bodies(found, words.sides)
        assert found.program is not None
        found = found._replace(
            program=found.program._replace(sides=tuple(each.id for each in sides)),
            profiles=tuple(_issued_by(each, sides[0], words.sides[0]) for each in found.profiles),
        )
    if words.plans:
        found = _with_plans(found, words.plans)
    return found


def _framework(shipped: Definitions, old: Program, days: tuple[date, date]) -> Definitions:
    """Return the shipped set in other days: what comes after its own, with the bodies that there are then."""
    if days == (old.start_on, old.until_on):
        return shipped
    id_ = id_of_next(old, *days)
    if days[0] > old.until_on:
        return next_definitions(shipped, id_, *days).definitions
    program = old._replace(
        id=id_,
        title=with_years(old.title, old, *days),
        short=with_years(old.short, old, *days),
        start_on=days[0],
        until_on=days[1],
    )
    return shipped._replace(program=program)


def _bodies(found: Definitions, names: Sequence[str]) -> tuple[Definitions, list[Organization]]:
    """Return the bodies of some names, with the definitions in which the new ones are."""
    bodies = []
    for name in names:
        body = _body(found, name)
        found = with_bodies(found, [body])
        bodies.append(body)
    return found, bodies


def _body(found: Definitions, name: str) -> Organization:
    by_id = next((each for each in found.organizations if each.id == name), None)
    if by_id is not None:
        return by_id
    body = body_in(name if ":" in name else f"{name}: {name}", found)
    assert body is not None
    known = body.id in {each.id for each in found.organizations}
    if not known and " " not in name.strip():  # a code, and no name
        raise UnknownId("organization", name, {each.id: each.title for each in found.organizations})
    return body if known or ":" in name else body._replace(short="")


def _with_plans(found: Definitions, names: Sequence[str]) -> Definitions:
    if all(fold(name) in _NONE for name in names):
        return found._replace(plans=())
    plans: list[Plan] = []
    for name in names:
        id_, equals, title = (each.strip() for each in name.partition("="))
        shipped = next((each for each in found.plans if each.id == fold(name)), None)
        if shipped is None:
            found, (body,) = _bodies(found, [title if equals else name])
            shipped = _plan_with(found, body)
        plan = shipped._replace(id=id_) if equals else shipped
        if plan.id in {each.id for each in plans}:
            raise CoordplanError(_("There are two plans with the id {id}.").format(id=plan.id))
        plans.append(plan._replace(order=len(plans) + 1, signed_on=None, number=""))
    return found._replace(plans=tuple(plans))


def _plan_with(found: Definitions, body: Organization) -> Plan:
    """Return the plan with a body: the shipped one where there is one, under an id of this body."""
    shipped = next((each for each in found.plans if each.partner == body.id), None)
    if shipped is None:
        return _new_plan(found, body)
    is_its_own = body.id.removeprefix("so-") == shipped.id  # and not of a body that there was before
    return shipped if is_its_own else shipped._replace(id=_new_plan(found, body).id)


def _new_plan(found: Definitions, body: Organization) -> Plan:
    assert found.program is not None
    of_kinds = (found.organizations, found.plans, found.contents)  # an id stands for one thing alone
    taken = {each.id for kind in of_kinds for each in kind} | {found.program.id}
    wanted = body.id.removeprefix("so-") if body.id.startswith("so-") else f"kh-{body.id}"
    with in_language(found.program.language):
        title = _("Coordination plan with {body}").format(body=body.title)
    return Plan(free_id(wanted, taken), title, body.id, short=body.short or body.title)


def _issued_by(profile: Profile, body: Organization, name: str) -> Profile:
    """Return how documents look where a body issues them; of another office, its place and superior are blank."""
    if not profile.issuer or (profile.issuer == body.id and name in (body.id, body.short, body.title)):
        return profile
    return profile._replace(issuer=body.id, superior="", place="", dated=())
