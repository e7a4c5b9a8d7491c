"""Whose file it is."""

from coordplan.paper.letterhead import profile_on
from coordplan.seeing.opening import Reading


def office_of(reading: Reading) -> str:
    """Return the name of the office that keeps a file, as on the day asked about; empty where nothing says it.

    As the program says, else who issues its reports, and where, by the profile in use.
    """
    if reading.program.office:
        return reading.program.office
    definitions = reading.definitions
    wanted = "party" if definitions.office is None else definitions.office.profile
    profile = next((each for each in definitions.profiles if each.id == wanted), None)
    if profile is None:
        return ""
    profile = profile_on(profile, reading.as_of)
    issuer = profile.issuer and reading.body_title(reading.lead_in_force(profile.issuer, None, ""))
    return ", ".join(filter(None, (issuer, profile.place)))
