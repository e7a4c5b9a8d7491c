"""What activities are called where copies gave one id to several: who claimed it first keeps it. Pure.

An activity is known by the mark of the change that made it and the id it was given there. It claims that id from that
moment on; where somebody earlier has it, a merge claims the next free one for it. The same claims give the same names,
in whatever order they become known.
"""

import re
from collections.abc import Collection, Iterable

from coordplan.named_tuples import NamedTuple

Origin = tuple[str, str]  # the mark of the change that made an activity, and the id that it was given there


class Birth(NamedTuple):
    """An activity as it was made."""

    origin: Origin
    place: str  # when that was, then the mark: sorts
    text: str  # what it said, without its id


class IdClaim(NamedTuple):
    """An id that an activity is called by since a moment."""

    origin: Origin
    id: str
    place: str


class Names(NamedTuple):
    """What each activity is called, and the claims that had to be made for it."""

    ids: dict[Origin, str]
    roots: dict[Origin, Origin]  # what was made alike on both sides is one activity: the earlier of them
    new: tuple[IdClaim, ...]


def settle_names(births: Iterable[Birth], claims: Iterable[IdClaim], taken: Collection[str], place: str) -> Names:
    """Return the names of activities; claims are made at ``place`` for those that have lost every id they claimed."""
    ordered = sorted(set(births), key=lambda each: (each.place, each.origin))
    first: dict[tuple[str, str], Origin] = {}
    roots = {each.origin: first.setdefault((each.origin[1], each.text), each.origin) for each in ordered}
    owned: dict[str, IdClaim] = {}
    own = (IdClaim(each.origin, each.origin[1], each.place) for each in ordered)
    for claim in sorted((*own, *claims), key=lambda each: (each.place, each.origin)):
        owned.setdefault(claim.id, claim._replace(origin=roots.get(claim.origin, claim.origin)))
    ids: dict[Origin, str] = {}
    for claim in sorted(owned.values(), key=lambda each: each.place):
        ids.setdefault(claim.origin, claim.id)
    used = {*owned, *taken}
    new = []
    for each in ordered:
        root = roots[each.origin]
        if root not in ids:
            ids[root] = _next_free(root[1], used)
            used.add(ids[root])
            new.append(IdClaim(root, ids[root], place))
    return Names({origin: ids[root] for origin, root in roots.items()}, roots, tuple(new))


def _next_free(id_: str, used: Collection[str]) -> str:
    """Return the id after all those that are numbered like one: ``yte-16`` after yte-14 and yte-15."""
    found = re.fullmatch(r"(.*?)(\d+)", id_)
    prefix, digits = found.groups() if found else (f"{id_}-", "1")
    numbers = [int(each[len(prefix) :]) for each in used if re.fullmatch(re.escape(prefix) + r"\d+", each)]
    return f"{prefix}{max([int(digits), *numbers]) + 1:0{len(digits)}d}"
