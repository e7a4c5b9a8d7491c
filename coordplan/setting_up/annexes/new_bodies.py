"""Bodies that an annex names and the program has not yet, defined in an answer: ``short: title``."""

import re
from collections.abc import Iterable

from coordplan.definitions.field import LONGEST_ID, LONGEST_TITLE
from coordplan.errors import CoordplanError
from coordplan.model import Definitions, Organization
from coordplan.setting_up.annexes.body_names import BodyNames
from coordplan.text.folding import fold
from coordplan.text.language import translate as _

DEFINES = re.compile(r"([^:]+):\s*(\S.*)")


def body_in(answer: str, definitions: Definitions) -> Organization | None:
    """Return the organization that an answer defines, None where it only names one.

    One whose name the program has is that one, so that answers can be given again. Raises CoordplanError where
    it cannot be defined.
    """
    found = DEFINES.fullmatch(answer.strip())
    if found is None:
        return None
    short, title = found[1].strip(), found[2].strip()
    if len(short) > LONGEST_TITLE or len(title) > LONGEST_TITLE:
        raise CoordplanError(_("The name of an organization has at most {most} letters.").format(most=LONGEST_TITLE))
    known = BodyNames(definitions.organizations).find(title)
    if len(known) == 1:
        return next(body for body in definitions.organizations if body.id == known[0])
    return Organization(_free_id(short, definitions), title, short)


def with_bodies(definitions: Definitions, bodies: Iterable[Organization]) -> Definitions:
    """Return definitions with bodies that they have not yet."""
    known = {body.id for body in definitions.organizations}
    new = tuple(body for body in bodies if body.id not in known)
    return definitions._replace(organizations=(*definitions.organizations, *new)) if new else definitions


def _free_id(short: str, definitions: Definitions) -> str:
    """Return an id made of the short name, that nothing has."""
    words = re.sub(r"[^a-z0-9]+", "-", fold(short)).strip("-")[: LONGEST_ID - 3].strip("-")
    wanted = words if words[:1].isalpha() else f"cq-{words}".rstrip("-")
    program = definitions.program
    of_kinds = (definitions.organizations, definitions.plans, definitions.contents, definitions.activities)
    used = {each.id for kind in of_kinds for each in kind} | ({program.id} if program is not None else set())
    number = 1
    free = wanted
    while free in used:
        number += 1
        free = f"{wanted}-{number}"
    return free
