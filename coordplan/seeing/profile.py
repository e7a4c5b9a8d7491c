"""The profile that documents follow and the body that issues them, as in force on the day asked about."""

from coordplan.definitions.shipped import shipped_profile
from coordplan.model import Organization, Profile
from coordplan.paper.letterhead import complete_profile, profile_on
from coordplan.seeing.opening import Reading


def profile_in_force(file: Reading, plans: tuple[str, ...], wanted: str | None) -> tuple[Profile, Organization | None]:
    """Return the profile asked for, or the office's own, whole; and the body that issues, as in force on the day."""
    definitions = file.definitions
    if wanted is None:
        wanted = definitions.office.profile if definitions.office is not None else "party"
    own = next((each for each in definitions.profiles if each.id == wanted), None)
    profile = profile_on(complete_profile(own, shipped_profile(wanted)), file.as_of)
    issuer = profile.issuer
    plan = ""
    if not issuer and len(plans) == 1:
        plan = plans[0]
        issuer = next((each.partner for each in definitions.plans if each.id == plan), "")
    return profile, file.organizations.get(file.lead_in_force(issuer, None, plan)) if issuer else None
