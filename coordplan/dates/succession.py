"""Which body answers for an activity on a day, after the one named in it has ceased.

Succession is many to many and chosen per activity: the activity's own choice counts, else its plan's, else the only
successor there is. Where nothing says, the body stays as named.

What is done or cancelled counts for the body that led on that day (the ``credited_on`` of a standing), what is open for
the one that leads on the day asked about.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import date

from coordplan.model import Organization
from coordplan.named_tuples import NamedTuple


class Tenure(NamedTuple):
    """A body with the last day on which it leads; None: it still does."""

    body: str
    until_on: date | None


def tenures_of(named: str, organizations: Mapping[str, Organization], choices: Mapping[str, str]) -> tuple[Tenure, ...]:
    """Return the bodies that lead one after the other for the one that is named; a circle leads back to that one."""
    found: list[Tenure] = []
    seen = set()
    id_ = named
    while id_ not in seen:
        seen.add(id_)
        body = organizations.get(id_)
        if body is None or body.until_on is None:
            return (*found, Tenure(id_, None))
        following = choices.get(id_) or (body.successors[0] if len(body.successors) == 1 else "")
        if not following:
            return (*found, Tenure(id_, None))
        if not found or body.until_on > (found[-1].until_on or body.until_on):
            found.append(Tenure(id_, body.until_on))
        id_ = following
    return (*found, Tenure(named, None))


def organization_in_force(
    named: str, day: date, organizations: Mapping[str, Organization], choices: Mapping[str, str]
) -> str:
    """Return the id of the body that answers on a day for the one that is named."""
    return _body_on(day, tenures_of(named, organizations, choices))


def _body_on(day: date, tenures: Iterable[Tenure]) -> str:
    return next(each.body for each in tenures if each.until_on is None or day <= each.until_on)


class Succession:
    """The bodies of a program with who took over from whom, in its plans and activities."""

    def __init__(self, organizations: Iterable[Organization], plans: Mapping[str, Mapping[str, str]]) -> None:
        self._organizations = {body.id: body for body in organizations}
        self._plans = plans
        self._known: dict[tuple[str, str, str], tuple[Tenure, ...]] = {}

    @property
    def ends(self) -> tuple[date, ...]:
        """The days on which bodies end, each once, in their order: between two of them nobody takes over."""
        return tuple(sorted({body.until_on for body in self._organizations.values() if body.until_on is not None}))

    def tenures(self, named: str, chosen: str | None, plan: str) -> tuple[Tenure, ...]:
        """Return who leads what an activity of a plan names, one after the other; ``chosen`` is its choice, as JSON."""
        key = named, chosen or "", plan
        if key not in self._known:
            choices = {**self._plans.get(plan, {}), **(json.loads(chosen) if chosen else {})}
            self._known[key] = tenures_of(named, self._organizations, choices)
        return self._known[key]

    def body_on(self, day: date, named: str, chosen: str | None, plan: str) -> str:
        """Return the id of the body that leads on a day what an activity of a plan names."""
        return _body_on(day, self.tenures(named, chosen, plan))
