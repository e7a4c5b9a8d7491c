"""The profile that documents follow and the body that issues them, as in force on the day asked about."""

from coordplan.definitions.shipped import shipped_profile
from coordplan.model import Organization, Profile
from coordplan.paper.letterhead import complete_profile, profile_on
from coordplan.seeing.opening import Reading


def profile_in_force(
    file: Reading, plans: tuple[str, ...], wanted: str | None, leads: tuple[str, ...] = ()
) -> tuple[Profile, Organization | None]:
    """Return the profile asked for, or the office's own, whole; and the body that issues, as in force on the day.

    Of the work of one body, which looks at itself, it is that body in the formats of its family.
    """
    definitions = file.definitions
    itself = file.organizations.get(leads[0]) if len(leads) == 1 else None
    if itself is not None and itself.family and wanted in (None, itself.family):
        wanted = itself.family
    else:
        itself = None
    if wanted is None:
        wanted = definitions.office.profile if definitions.office is not None else "party"
    own = next((each for each in definitions.profiles if each.id == wanted), None)
    profile = profile_on(complete_profile(own, shipped_profile(wanted)), file.as_of)
    if itself is not None:
        return profile, itself
    issuer = profile.issuer
    plan = ""
    if not issuer and len(plans) == 1:
        plan = plans[0]
        issuer = next((each.partner for each in definitions.plans if each.id == plan), "")
    return profile, file.organizations.get(file.lead_in_force(issuer, None, plan)) if issuer else None
