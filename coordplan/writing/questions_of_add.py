"""What add asks at a terminal for what was left out."""

from collections.abc import Iterable, Mapping
from contextlib import closing
from datetime import date
from typing import Any

from coordplan.cli.asked_line import Dialogue
from coordplan.cli.asking import Choices, a_day, a_deadline, not_empty, or_nothing
from coordplan.cli.session import Session
from coordplan.model import Content, Definitions, Organization, Plan, Program
from coordplan.seeing.filters import plan_to_write
from coordplan.store.definitions import stored_definitions
from coordplan.store.file import open_for_reading
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day
from coordplan.writing.add import current_start, lacking_in
from coordplan.writing.field_options import fields_typed, ids_as_known


def add_questions(session: Session, given: Mapping[str, Any], dialogue: Dialogue) -> dict[str, Any]:
    """Return everything that an activity needs; nothing where all of it is given."""
    fields = fields_typed(given)
    with closing(open_for_reading(session.path())) as connection:
        definitions = stored_definitions(connection).definitions
    plan = given["plan"]
    plan = None if plan is None else plan_to_write(definitions, plan)
    lacking = lacking_in(plan, fields)
    fields |= ids_as_known(session, fields)
    if not lacking:
        return {}
    answers: dict[str, Any] = {}
    if plan is None:
        plans = [*ids_and_titles(definitions.plans), *ids_and_titles(filter(None, [definitions.program]))]
        answers["plan"] = plan = dialogue.choose(_("Plan"), plans)
    if "title" not in fields:
        answers["title"] = dialogue.ask(_("What is to be done"), not_empty)
    if "content" not in fields:
        answers["content"] = dialogue.choose(_("Content"), ids_and_titles(definitions.contents), True).split(",")
    bodies = ids_and_titles(bodies_to_lead(definitions, plan, session.today()))
    if "lead" not in fields:
        answers["lead"] = dialogue.choose(_("Lead"), bodies)
    if "with" not in fields:
        partners = dialogue.choose(_("Partners"), bodies, several=True, optional=True)
        answers["partners"] = partners.split(",") if partners else None
    if "--due" in lacking:
        due = dialogue.ask(_("Due: a date, or Quý IV/2024, Hằng quý, Thường xuyên ..."), a_deadline)
        answers["due"] = fields["due"] = due
        if "output" not in fields:
            answers["output"] = dialogue.ask(_("Output (Enter for none)"), or_nothing) or None
    first = current_start(fields, definitions.program, session.today())
    if "start" not in fields and first:
        default = write_day(date.fromisoformat(first["start"]))
        answers["start"] = dialogue.ask(_("Where it begins"), a_day, default)
    values = {**given, **answers}
    facts = [*values["content"], values["lead"], *(values["partners"] or ()), values["due"], values["output"]]
    what = "; ".join(str(each) for each in facts if each)
    dialogue.confirm([_("To be written:"), f"  {plan}: {values['title']} ({what})"])
    return answers


def bodies_to_lead(definitions: Definitions, plan: str, day: date) -> list[Organization]:
    """Return the bodies to choose a lead from: those of the plan first; those that have ceased, left out."""
    partner = next((each.partner for each in definitions.plans if each.id == plan), "")
    sides = definitions.program.sides if definitions.program is not None else ()
    bodies = [body for body in definitions.organizations if body.until_on is None or body.until_on >= day]
    return sorted(bodies, key=lambda body: (body.id not in (partner, *sides), body.id))


def ids_and_titles(things: Iterable[Program | Plan | Content | Organization]) -> Choices:
    return [(each.id, each.title) for each in things]
