"""Who speaks in a paper: each side names the other, and every body has one name in it."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from coordplan.errors import Refused
from coordplan.model import Organization, Plan, Profile
from coordplan.named_tuples import NamedTuple
from coordplan.paper.letterhead import issuer_in_header
from coordplan.seeing.opening import Reading
from coordplan.seeing.sides import first_side, plan_title_for
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day, write_joined


class Speaker(NamedTuple):
    """Who issues a paper, and what that body calls the others and what is reported on."""

    body: str = ""  # the issuer's id; empty where nobody is known
    title: str = ""  # its whole name, as a sentence has it
    what: str = ""  # the program, or plans as this side names them; of some bodies, what they lead of it
    short_what: str = ""  # after that: the Program, the Plan
    to: str = ""  # whom it is addressed to; empty: nobody, it goes to the recipients
    names: Mapping[str, str] = MappingProxyType({})  # of bodies in tables and brackets, by their ids
    plan_names: Mapping[str, str] = MappingProxyType({})  # of plans where they are counted: by their partners
    partners: Mapping[str, str] = MappingProxyType({})  # the partner of each plan, by the plan's id
    titles: Mapping[str, str] = MappingProxyType({})  # whole names of bodies, as a sentence has them, by their ids
    sides: tuple[tuple[str, ...], ...] = ()  # of the program: the bodies of each, one after the other
    whole: str = ""  # what is reported on, whoever leads it
    in_force: Mapping[str, str] = MappingProxyType(
        {}
    )  # under whose name others stand, by their ids: one name in a paper

    @property
    def is_partner(self) -> bool:
        """Whether a partner of the program's first side speaks: a department, of its own plan."""
        return bool(self.body and self.sides) and self.body not in self.sides[0]

    def name(self, id_: str, otherwise: str = "") -> str:
        """Return what a body is called in tables and brackets."""
        return self.names.get(id_, otherwise or id_)

    def now(self, id_: str) -> str:
        """Return the body of the day under whose name one stands."""
        return self.in_force.get(id_, id_)


def body_in_sentence(title: str) -> str:
    """Return what bodies are called within a sentence: several together are no name and begin small."""
    return title[:1].lower() + title[1:] if title.startswith("Các ") else title


def refuse_nobody(reading: Reading, speaker: Speaker, profile: Profile, plans: Sequence[str]) -> None:
    """Raise Refused where nobody speaks: a department's report is that of one plan, the first of those asked for."""
    if not speaker.body and profile.id == "state":
        known = [plan.id for plan in reading.definitions.plans]
        raise Refused(
            _("A report of the state's family is that of one department: nothing says of which."),
            _("Name its plan: --plan {plan}. Or name the issuer in office.yaml.").format(
                plan=next((id_ for id_ in (*plans, *known) if id_ in known), _("ID"))
            ),
        )


def refuse_not_yet_there(reading: Reading, leads: Sequence[str]) -> None:
    """Raise Refused for a body that does not exist yet on the day of the figures, with who is there in its place."""
    for body in filter(None, map(reading.organizations.get, leads)):
        if body.start_on is None or body.start_on <= reading.as_of:
            continue
        before = [each.id for each in reading.definitions.organizations if body.id in each.successors]
        way_out = _("Name a later day of the figures: --as-of {day}").format(day=body.start_on.isoformat())
        if before:
            way_out = _("Name who led then: {options}").format(options=" ".join(f"--lead {id_}" for id_ in before))
        raise Refused(
            _("{body} begins on {first}: it did not exist on {day}.").format(
                body=body.title, first=write_day(body.start_on), day=write_day(reading.as_of)
            ),
            way_out,
        )


def speaker_of(
    reading: Reading, plans: Sequence[str], leads: Sequence[str], profile: Profile, issuer: Organization | None
) -> Speaker:
    """Return who speaks of some plans (none: the whole program) under a profile."""
    program = reading.program
    body = "" if issuer is None else issuer.id
    chosen = [plan for plan in reading.definitions.plans if plan.id in plans]
    of_plans = bool(plans) and len(chosen) == len(plans)
    titles = [plan_title_for(reading, plan, body) for plan in chosen]
    what = write_joined(titles) if of_plans else program.title
    if plans and not of_plans:  # the program's own activities among them
        what = write_joined([*([program.title] if program.id in plans else []), *titles])
    whole = what
    if leads:
        bodies = ", ".join(body_in_sentence(reading.body_title(id_)) for id_ in leads)
        what = _("{what}, led by {bodies}").format(what=whole, bodies=bodies)
    sides = {each for side in program.sides for each in _bodies_of(reading, side)}
    in_force = bodies_in_force(reading, chosen or reading.definitions.plans)
    return Speaker(
        body=body,
        title="" if issuer is None else issuer.title,
        what=what,
        short_what=(_("the Plan") if len(chosen) == 1 else _("the Plans")) if of_plans else _("the Program"),
        to=reading.body_title(first_side(reading)) if body and profile.id == "state" and body not in sides else "",
        names=_named_once(
            names_in_papers(reading, issuer, profile, abbreviated=len(chosen) != 1 or not of_plans), in_force
        ),
        plan_names={program.id: _("Joint work under the Program")}
        | {plan.id: _plan_name(reading, plan) for plan in reading.definitions.plans},
        partners={plan.id: plan.partner for plan in reading.definitions.plans},
        titles=_named_once({each.id: each.title for each in reading.definitions.organizations}, in_force),
        sides=tuple(_bodies_of(reading, side) for side in program.sides),
        whole=whole,
        in_force=in_force,
    )


def bodies_in_force(reading: Reading, plans: Sequence[Plan]) -> dict[str, str]:
    """Return the body of the day for those that stand under its name.

    A side of the program has one name in a paper, whoever had it before or has it later; and no body is named that
    does not exist yet, where one alone has its place.
    """
    found: dict[str, str] = {}
    for side in reading.program.sides:
        found |= dict.fromkeys(_bodies_of(reading, side), reading.lead_in_force(side, None, ""))
    bodies = reading.organizations
    places: dict[str, set[str]] = {}
    for plan in plans:
        for tenure in reading.succession.tenures(plan.partner, None, plan.id):
            start = bodies[tenure.body].start_on if tenure.body in bodies else None
            if start is not None and start > reading.as_of:
                now = reading.lead_in_force(plan.partner, None, plan.id)
                places.setdefault(tenure.body, set()).add(now)
    return {id_: now.pop() for id_, now in places.items() if len(now) == 1} | found


def _named_once(names: dict[str, str], in_force: Mapping[str, str]) -> dict[str, str]:
    return names | {id_: names[now] for id_, now in in_force.items() if now in names}


def _bodies_of(reading: Reading, side: str) -> tuple[str, ...]:
    """Return the bodies of a side of the program, one after the other."""
    return tuple(tenure.body for tenure in reading.succession.tenures(side, None, ""))


def _plan_name(reading: Reading, plan: Plan) -> str:
    """Return the name of a plan's partner with the abbreviation that tables have, which is explained there."""
    title = reading.body_title(plan.partner)
    return title if plan.short in ("", title) else f"{title} ({plan.short})"


def names_in_papers(
    reading: Reading, issuer: Organization | None, profile: Profile, abbreviated: bool = True
) -> dict[str, str]:
    """Return one name for each body: of the issuer as its header has it, of a partner as its plan is called.

    Not ``abbreviated``: whole names, where no table of plans explains the others.
    """
    names = {each.id: each.title for each in reading.definitions.organizations}
    if abbreviated:
        names |= {plan.partner: plan.short for plan in reading.definitions.plans if plan.short}
    if issuer is not None and profile.id == "party":
        names[issuer.id] = issuer_in_header(issuer.title, profile.superior)
    return names
