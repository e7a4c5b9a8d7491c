"""The office that asks others for their answers: which body it is. It is sent no form, and owes itself no answer."""

from coordplan.seeing.opening import Reading


def office_itself(reading: Reading) -> str:
    """Return the body that asks for answers, which is sent no form and is never late; empty where nobody says which."""
    sides = reading.program.sides
    return reading.lead_in_force(sides[0], None, reading.program.id) if sides else ""


def asking_body(reading: Reading) -> str:
    """Return the name of the body that asks for answers; empty where nobody says which."""
    office = office_itself(reading)
    return reading.body_title(office) if office else ""
