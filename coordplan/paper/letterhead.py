"""Who issues and signs a report, as its header has it, and the profile whose formats it follows. Pure."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from coordplan.model import DatedLetterhead, Organization, Profile
from coordplan.named_tuples import NamedTuple

# What of a profile says who; the others say how it looks
PROFILE_LETTERHEAD = ("id", *DatedLetterhead._fields[1:], "dated")


class Letterhead(NamedTuple):
    """What stands above and below the text of a report; an empty text is a place to fill in."""

    superior: str = ""
    issuer: str = ""  # the organization's id
    issuer_title: str = ""  # its whole name in force
    issuer_header: str = ""  # as the header has it, without what its superior says already
    code: str = ""
    place: str = ""
    signer_authority: str = ""
    signer_title: str = ""
    signer_name: str = ""
    recipients: tuple[str, ...] = ()
    number: str = ""  # of an issued report; left to the records clerk until then
    signed_on: date | None = None

    def by_name(self) -> dict[str, Any]:
        """Return the values under the names of JSON; the header's form of the issuer is not among them."""
        values = {name: value or None for name, value in self._asdict().items() if name != "issuer_header"}
        return values | {"recipients": self.recipients}


def letterhead_of(profile: Profile, issuer: Organization | None) -> Letterhead:
    """Return the letterhead of a profile, issued by a body (as in force on the day of the report)."""
    return Letterhead(
        superior=profile.superior,
        issuer="" if issuer is None else issuer.id,
        issuer_title="" if issuer is None else issuer.title,
        issuer_header="" if issuer is None else issuer_in_header(issuer.title, profile.superior),
        code=profile.code or ("" if issuer is None else issuer.short),
        place=profile.place,
        signer_authority=profile.signer_authority,
        signer_title=profile.signer_title,
        signer_name=profile.signer_name,
        recipients=profile.recipients,
    )


def profile_on(profile: Profile, day: date) -> Profile:
    """Return a profile as it is on a day: who issues and signs, for whom and where, with what is dated by then."""
    for each in profile.dated:
        if each.from_on <= day:
            named = {name: value for name, value in each._asdict().items() if value and name != "from_on"}
            profile = profile._replace(**named)
    return profile


def without_signer(profile: Profile) -> Profile:
    """Return a profile for another body than it was written for: nobody's code, and nobody signs it."""
    return profile._replace(code="", signer_authority="", signer_title="", signer_name="")


def issuer_in_header(title: str, superior: str) -> str:
    """Return a body's name without its superior at its end, which stands there as a whole, its place or not.

    ``Ban Tuyên giáo Tỉnh ủy`` under ``Tỉnh ủy Khánh Hòa`` is ``Ban Tuyên giáo``.
    """
    words, above = title.split(), superior.split()
    for count in range(min(len(above), len(words) - 1), 0, -1):
        rest = above[count:]  # the name of a place, behind the superior as a whole
        if rest and (count == 1 or not rest[0][:1].isupper()):
            continue
        if [word.casefold() for word in words[-count:]] == [word.casefold() for word in above[:count]]:
            return " ".join(words[:-count])
    return title


def ended_lines(lines: Sequence[str], profile: Profile) -> tuple[str, ...]:
    """Return lines of a list with the signs that its family puts behind them, the last ``.``; none behind a place."""
    comma = ";" if profile.id == "state" else ","
    bare = [line.rstrip(" .,;") for line in lines]
    signs = [*[comma] * (len(bare) - 1), "."]
    return tuple(
        line if line.startswith("[") and line.endswith("]") else f"{line}{sign}"
        for line, sign in zip(bare, signs, strict=False)
    )


def complete_profile(profile: Profile | None, shipped: Profile) -> Profile:
    """Return a profile in which every format has a value: what an office left out is as in the shipped one.

    Who issues and signs is never taken from the shipped one.
    """
    own = Profile(shipped.id) if profile is None else profile
    left_out = {
        name: getattr(shipped, name)
        for name in Profile._fields
        if name not in PROFILE_LETTERHEAD and getattr(own, name) in (None, "")
    }
    return own._replace(**left_out)
