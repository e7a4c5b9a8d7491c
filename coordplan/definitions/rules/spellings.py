"""A rule about names that define themselves by being used: a field of work written in two ways counts as two."""

from coordplan.definitions.definition_set import Definition, DefinitionSet
from coordplan.definitions.problems import ProblemList
from coordplan.definitions.rules.scope import Scope
from coordplan.model import Activity, Plan
from coordplan.text.folding import fold, same_name_key
from coordplan.text.language import translate as _


def check_fields_are_spelled_alike(definitions: DefinitionSet, scope: Scope, problems: ProblemList) -> None:
    read: list[Definition[Plan] | Definition[Activity]] = [*definitions.plans, *definitions.activities]
    first: dict[str, str] = {}
    elsewhere: list[Plan | Activity] = [*scope.context.plans, *scope.context.activities]
    for value in elsewhere:
        for name in value.fields or ():
            first.setdefault(fold(name), name)
    for item in read:
        for index, name in enumerate(item.value.fields or ()):
            before = first.setdefault(fold(name), name)
            if same_name_key(before) != same_name_key(name):
                problems.warn(
                    "two-spellings",
                    item.at("fields", index),
                    _('fields: "{name}" counts apart from "{before}"').format(name=name, before=before),
                    _("write both the same way, if they are one field"),
                )
