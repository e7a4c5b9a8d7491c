"""Which body answers for an activity on a day, after the one named in it has ceased.

Succession is many to many and chosen per activity: the activity's own choice counts, else its plan's, else the only
successor there is. Where nothing says, the body stays as named.
"""

from collections.abc import Mapping
from datetime import date

from coordplan.model import Organization


def organization_in_force(
    named: str, day: date, organizations: Mapping[str, Organization], choices: Mapping[str, str]
) -> str:
    """Return the id of the body that answers on a day for the one that is named."""
    seen = set()
    id_ = named
    while id_ not in seen:
        seen.add(id_)
        body = organizations.get(id_)
        if body is None or body.until_on is None or day <= body.until_on:
            return id_
        following = choices.get(id_) or (body.successors[0] if len(body.successors) == 1 else "")
        if not following:
            return id_
        id_ = following
    return named
