"""The two sides of a plan: which body is its partner by now, and what each side calls the plan in its papers."""

from coordplan.model import Plan
from coordplan.seeing.opening import Reading
from coordplan.text.language import translate as _


def plan_title_for(reading: Reading, plan: Plan, body: str) -> str:
    """Return a plan's title as a body's papers have it: its partner names the program's side, not itself."""
    said = dict(plan.title_for).get(body)
    if said or not reading.program.sides or not is_partner(reading, plan, body):
        return said or plan.title
    other = reading.body_title(reading.program.sides[0])
    itself = reading.body_title(plan.partner)
    if itself in plan.title:
        return plan.title.replace(itself, other)
    return _("Coordination plan with {body}").format(body=other)


def is_partner(reading: Reading, plan: Plan, body: str) -> bool:
    """Say whether a body signed a plan as its partner, or has its work by now."""
    return bool(body) and body in (plan.partner, reading.lead_in_force(plan.partner, None, plan.id))


def first_side(reading: Reading) -> str:
    """Return the id of the body that is the program's first side on the day asked about; empty where it has none."""
    sides = reading.program.sides
    return reading.lead_in_force(sides[0], None, "") if sides else ""
