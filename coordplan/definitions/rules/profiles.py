"""Rules about profiles of documents: what stands in braces is a blank that is filled in, not words to print."""

import re

from coordplan.definitions.definition_set import DefinitionSet
from coordplan.definitions.problems import ProblemList
from coordplan.definitions.rules.scope import Scope
from coordplan.text.folding import nearest
from coordplan.text.language import translate as _

# What each may hold in braces
_BLANKS = {
    "number_form": ("code",),
    "letter_form": ("code", "unit"),
    "letter_recipients": ("unit",),
}


def check_forms_have_known_blanks(definitions: DefinitionSet, _scope: Scope, problems: ProblemList) -> None:
    for profile in definitions.profiles:
        for key, blanks in _BLANKS.items():
            value = getattr(profile.value, key)
            lines = (value,) if isinstance(value, str) else value
            for number, line in enumerate(lines):
                wrong = next((each for each in re.findall(r"\{([^{}]*)\}", line) if each not in blanks), None)
                if wrong is None:
                    continue
                near = nearest(wrong, blanks, most=1) or list(blanks)
                problems.warn(
                    "unknown-blank",
                    profile.at(key, number if line is not value else None),
                    _("{key}: {blank} is filled in by nothing, and would be printed as it stands").format(
                        key=key, blank=f"{{{wrong}}}"
                    ),
                    _("write {blanks}").format(blanks=", ".join(f"{{{each}}}" for each in near)),
                )
