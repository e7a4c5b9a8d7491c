"""What ids are known: those of the files being read, and those of the file they are to go into."""

from collections.abc import Mapping, Sequence
from datetime import date

from coordplan.dates.recurrence import occurrences_of
from coordplan.definitions.gathered import Gathered
from coordplan.definitions.nodes import Place
from coordplan.model import Activity, CalendarDay, Content, Definitions, Organization, Plan, Program
from coordplan.text.folding import nearest
from coordplan.text.language import translate as _

_FEW = 2000
_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789-"

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
    return f'"{id_}" ({found.title})' if found is not None and found.title else f'"{id_}"'


def nearest_ids(id_: str, known: Mapping[str, Titled]) -> str:
    """Return the way out for an unknown id: the nearest known ones, with their titles."""
    near = nearest(id_, (key for key in known if key)) if len(known) <= _FEW else _one_letter_off(id_, known)
    if near:
        near = _about_as_near(id_, near)
        return _("did you mean {near}?").format(near=_(" or ").join(named(each, known) for each in near))
    if not known:
        return _("none is defined")
    if len(known) <= 8:
        return _("known are: {words}").format(words=", ".join(key for key in known if key))
    return _("look at the spelling, or define it")


def _about_as_near(id_: str, near: Sequence[str]) -> Sequence[str]:
    """Return the nearest of them, and those that come close to it."""
    from difflib import SequenceMatcher  # slow to import, and wanted only where something is wrong

    ratios = {each: SequenceMatcher(None, id_, each).ratio() for each in near}
    return [each for each in near if ratios[each] >= max(ratios.values()) - 0.05]


def _one_letter_off(id_: str, known: Mapping[str, Titled]) -> list[str]:
    """Return known ids that differ in one letter; comparing with each of very many would take seconds."""
    parts = [(id_[:at], id_[at:]) for at in range(len(id_) + 1)]
    near: dict[str, None] = {}
    for left, right in parts:
        candidates = [left + right[1:]] if right else []
        if len(right) > 1:
            candidates.append(left + right[1] + right[0] + right[2:])
        candidates += [left + letter + right for letter in _LETTERS]
        candidates += [left + letter + right[1:] for letter in _LETTERS] if right else []
        near.update(dict.fromkeys(each for each in candidates if each in known))
    return list(near)[:3]
