"""What ids may be pointed to: those of the files being read, and those of the file they are to go into."""

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from coordplan.dates.recurrence import DAY_FIELDS, occurrences_of
from coordplan.definitions.definition_set import Definition, DefinitionSet
from coordplan.definitions.nodes import TextPlace
from coordplan.errors import titled_id
from coordplan.model import Activity, Content, Definitions, Organization, Plan

_Span = tuple[date, date]
_Value = TypeVar("_Value", Organization, Content, Plan, Activity)


class Scope:
    """All definitions by id, and where the set as a whole is."""

    def __init__(self, definitions: DefinitionSet, context: Definitions, where: TextPlace) -> None:
        self.where = where
        self.unread = definitions.unread
        self.known = {each.id: each for each in context.activities}  # in the file, whatever the set leaves out
        context = _beside(definitions, context)
        self.context = context
        # Where the program could not be read, an older one from the file would only mislead
        self.program = None if definitions.unread else context.program
        if definitions.programs:
            self.program = definitions.programs[0].value
        self.dated = self.program is not None and self.program.start_on <= self.program.until_on
        self.organizations = _by_id(context.organizations, definitions.organizations)
        self.contents = _by_id(context.contents, definitions.contents)
        self.plans = _by_id(context.plans, definitions.plans)
        self.activities = _by_id(context.activities, definitions.activities)
        self.calendar = tuple(definitions.calendar) if definitions.stretches else context.calendar
        # Bodies whose days or successors could not be read: nothing is concluded from them
        undated = {"from", "until", "successors"}
        self.unsure = {each.value.id for each in definitions.organizations if each.bad & undated}
        self._spans: dict[object, _Span | None] = {}

    def span(self, activity: Activity) -> _Span | None:
        """Return the day an activity's first occurrence begins and the day its last ends; None where it has none."""
        if self.program is None or not self.dated:
            return None
        days = (
            activity.due_on,
            activity.start_on,
            activity.until_on,
            *(getattr(activity, name) for name in DAY_FIELDS),
        )
        key = (activity.every, *days, activity.amended)
        if key not in self._spans:
            found = occurrences_of(activity, self.program.start_on, self.program.until_on)
            self._spans[key] = (found[0].start_on, found[-1].until_on) if found else None
        return self._spans[key]

    def bodies(self, *ids: str) -> str:
        """Return organizations in words: their ids with their titles."""
        return ", ".join(
            titled_id(id_, self.organizations[id_].title if id_ in self.organizations else "") for id_ in ids
        )


def _by_id(context: Sequence[_Value], definitions: Sequence[Definition[_Value]]) -> dict[str, _Value]:
    """Return values by id, those being read before those of the context; of equal ids the first."""
    return {each.id: each for each in context} | {each.value.id: each.value for each in reversed(definitions)}


def _beside(definitions: DefinitionSet, context: Definitions) -> Definitions:
    """Return what stays in force beside a set: beside a program, nothing of the kinds that the set holds."""
    if not definitions.programs:
        plans = {plan.value.id for plan in definitions.plans}
        return context._replace(activities=tuple(each for each in context.activities if each.plan not in plans))
    program = definitions.programs[0].value.id
    return Definitions(
        organizations=() if definitions.organizations else context.organizations,
        calendar=context.calendar,
        plans=() if definitions.plans else context.plans,
        activities=() if definitions.plans else tuple(each for each in context.activities if each.plan != program),
    )
