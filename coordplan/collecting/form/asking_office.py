"""The office that asks others for their answers: which body it is. It is sent no form, and owes itself no answer."""

from coordplan.paper.document import place_words
from coordplan.seeing.opening import Reading
from coordplan.seeing.profile import profile_in_force
from coordplan.text.language import translate as _


def office_itself(reading: Reading) -> str:
    """Return the body that asks for answers, which is sent no form and is never late; empty where nobody says which.

    It is the first side of the program, or the department that issues the papers of this file: in the formats of the
    state, where office.yaml names it.
    """
    definitions = reading.definitions
    department = definitions.office is not None and definitions.office.profile == "state"
    named = next((each.issuer for each in definitions.profiles if department and each.id == "state"), "")
    body = named or (reading.program.sides[0] if reading.program.sides else "")
    return reading.lead_in_force(body, None, reading.program.id) if body else ""


def asking_body(reading: Reading) -> str:
    """Return the name of the body that asks for answers; empty where nobody says which."""
    office = office_itself(reading)
    return reading.body_title(office) if office else ""


def leading_zero_of(reading: Reading) -> bool | None:
    """Return whether counts below ten have a nought in what the office sends, as its profile says."""
    return profile_in_force(reading, (), None)[0].leading_zero


def contact_words(reading: Reading) -> str:
    """Return whom other bodies ask about forms; a place to fill in where the office does not say."""
    office = reading.definitions.office
    return (office.contact if office is not None else "") or place_words(_("contact: unit, telephone"))
