"""What ids are known: those of the files being read, and those of the file they are to go into."""

from collections.abc import Mapping
from datetime import date

from coordplan.dates.recurrence import occurrences_of
from coordplan.definitions.gathered import Gathered
from coordplan.definitions.nodes import Place
from coordplan.errors import titled_id
from coordplan.model import Activity, CalendarDay, Content, Definitions, Organization, Plan, Program

Titled = Organization | Content | Plan | Program | Activity
Span = tuple[date, date]


class Known:
    """All definitions by id, and where the set as a whole stands."""

    def __init__(self, gathered: Gathered, context: Definitions, where: Place) -> None:
        self.where = where
        self.unread = gathered.unread
        whole = bool(gathered.programs)
        if whole:
            context = _beside_the_program(gathered, context)
        elif gathered.plans:
            replaced = {plan.value.id for plan in gathered.plans}
            context = context._replace(
                activities=tuple(each for each in context.activities if each.plan not in replaced)
            )
        self.context = context
        # Where the program could not be read, an older one from the file would only mislead
        known_program = None if gathered.unread else context.program
        self.program: Program | None = gathered.programs[0].value if whole else known_program
        self.dated = self.program is not None and self.program.start_on <= self.program.until_on
        self.organizations: dict[str, Organization] = {each.id: each for each in context.organizations}
        self.contents: dict[str, Content] = {each.id: each for each in context.contents}
        self.plans: dict[str, Plan] = {each.id: each for each in context.plans}
        self.activities: dict[str, Activity] = {each.id: each for each in context.activities}
        self.calendar: tuple[CalendarDay, ...] = tuple(gathered.calendar) if gathered.stretches else context.calendar
        for organization in reversed(gathered.organizations):
            self.organizations[organization.value.id] = organization.value
        for content in reversed(gathered.contents):
            self.contents[content.value.id] = content.value
        for plan in reversed(gathered.plans):
            self.plans[plan.value.id] = plan.value
        for activity in reversed(gathered.activities):
            self.activities[activity.value.id] = activity.value
        # Bodies whose days or successors could not be read: nothing is concluded from them
        self.unsure = {each.value.id for each in gathered.organizations if each.bad & {"from", "until", "successors"}}
        self._spans: dict[object, Span | None] = {}

    def span(self, activity: Activity) -> Span | None:
        """Return the day an activity's first occurrence begins and the day its last ends; None where it has none."""
        if self.program is None or not self.dated:
            return None
        key = (activity.every, activity.due_day, activity.due_on, activity.start_on, activity.until_on)
        if key not in self._spans:
            found = occurrences_of(activity, self.program.start_on, self.program.until_on)
            self._spans[key] = (found[0].start_on, found[-1].until_on) if found else None
        return self._spans[key]


def _beside_the_program(gathered: Gathered, context: Definitions) -> Definitions:
    """Return what stays in force beside a set with a program: of the kinds that it holds, nothing."""
    program_id = gathered.programs[0].value.id
    return Definitions(
        organizations=() if gathered.organizations else context.organizations,
        calendar=context.calendar,
        plans=() if gathered.plans else context.plans,
        activities=() if gathered.plans else tuple(each for each in context.activities if each.plan != program_id),
    )


def named(id_: str, known: Mapping[str, Titled]) -> str:
    """Return an id in quotes with its title behind it."""
    found = known.get(id_)
    return titled_id(id_, found.title if found is not None else "")
