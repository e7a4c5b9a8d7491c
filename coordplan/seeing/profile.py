"""The profile that documents follow and the body that issues them, as in force on the day asked about."""

from coordplan.definitions.shipped import shipped_profile
from coordplan.model import Organization, Profile
from coordplan.paper.letterhead import complete_profile, profile_on, without_signer
from coordplan.seeing.opening import Reading
from coordplan.store import group_keys


def profile_in_force(
    file: Reading, plans: tuple[str, ...], wanted: str | None, leads: tuple[str, ...] = ()
) -> tuple[Profile, Organization | None]:
    """Return the profile asked for, or the office's own, whole; and the body that issues, as in force on the day.

    Of the work of one body, which looks at itself, it is that body in the formats of its family; of one that has ended
    the one that has its work, where that is a single one, else the office: what is no more issues nothing.
    """
    definitions = file.definitions
    itself = file.organizations.get(_there(file, leads[0])) if len(leads) == 1 else None
    if itself is not None and itself.family and wanted in (None, itself.family):
        wanted = itself.family
    else:
        itself = None
    if wanted is None:
        wanted = definitions.office.profile if definitions.office is not None else "party"
    own = next((each for each in definitions.profiles if each.id == wanted), None)
    profile = profile_on(complete_profile(own, shipped_profile(wanted)), file.as_of)
    if itself is not None:
        return profile if _is_written_for(file, profile, itself.id) else without_signer(profile), itself
    issuer = profile.issuer
    plan = ""
    if not issuer and len(plans) == 1:
        plan = plans[0]
        issuer = next((each.partner for each in definitions.plans if each.id == plan), "")
    return profile, file.organizations.get(file.lead_in_force(issuer, None, plan)) if issuer else None


def _is_written_for(file: Reading, profile: Profile, body: str) -> bool:
    """Whether a profile's signer is that of a body: of its issuer, else in the state's family of any plan's partner."""
    if profile.issuer:
        return body == file.lead_in_force(profile.issuer, None, "")
    plans = file.definitions.plans
    return profile.id == "state" and any(file.lead_in_force(each.partner, None, each.id) == body for each in plans)


def _there(file: Reading, id_: str) -> str:
    """Return a body that is there on the day: itself, or the only one that has its work; empty where that is none."""
    start = file.organizations[id_].start_on if id_ in file.organizations else None
    if start is not None and start > file.as_of:
        return ""
    if not file.has_ended(id_):
        return id_
    after = {
        file.lead_in_force(*key)
        for key in group_keys.lead_keys(file.connection, file.up_to_change)
        if any(tenure.body == id_ for tenure in file.succession.tenures(*key))
    }
    found = after.pop() if len(after) == 1 else ""
    return "" if file.has_ended(found) else found
