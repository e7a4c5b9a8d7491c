"""The occurrences of an activity: one for each period of a recurring one, exactly one of any other.

An amendment holds from its day on: what fell due before stays as it was, what falls due later follows the new words.
So on a day before it the plan is as it was, future occurrences included.
"""

from datetime import date, timedelta
from typing import NamedTuple

from coordplan.dates.periods import Period, periods_between
from coordplan.model import Activity, Amendment, Every, Program, Target


class Occurrence(NamedTuple):
    """One due instance of an activity, as defined; extensions are entries and not part of it."""

    id: str  # gddt-04@2024-Q2; of a one-off or ongoing activity, the activity's id
    activity: str
    period: str  # "" where the activity does not recur
    start_on: date
    due_on: date | None  # None: ongoing
    until_on: date  # where its window ends: the due date, or the last day of an ongoing one


class Planned(NamedTuple):
    """What an occurrence is planned as, until an amendment: its days, its weight and what it is to reach."""

    occurrence: Occurrence
    weight: float
    target: Target | None  # of its own year
    deadline_text: str  # as printed, by the words that it is planned by


class PlannedVersion(NamedTuple):
    """What holds of an occurrence before a day (None: for good); None where it is not planned then."""

    before: date | None
    planned: Planned | None


def occurrences_of(activity: Activity, program_start_on: date, program_until_on: date) -> tuple[Occurrence, ...]:
    """Return the occurrences between the program's first and last day, by due date, with all amendments.

    A recurring activity falls due on ``due_day`` of its period's last month (the last day where the month is shorter or
    none is named), a weekly one on that day of the week (1: Monday; Sunday where none is named); a period whose due day
    lies outside the activity's days, or the program's, has no occurrence. A one-off activity whose start is not given
    begins with the year of its due date.
    """
    if not activity.amended:
        return _by_one_wording(activity, program_start_on, program_until_on)
    last = _views(activity, program_start_on, program_until_on)[-1][1]
    return tuple(sorted((each.occurrence for each in last.values()), key=lambda each: (each.until_on, each.id)))


def versions_of(
    activity: Activity, program_start_on: date, program_until_on: date
) -> dict[str, tuple[PlannedVersion, ...]]:
    """Return for each occurrence that is or was planned what holds of it, by the days on which amendments begin."""
    views = _views(activity, program_start_on, program_until_on)
    found: dict[str, tuple[PlannedVersion, ...]] = {}
    for id_ in dict.fromkeys(id_ for _before, view in views for id_ in view):
        versions: list[PlannedVersion] = []
        for before, view in views:
            planned = view.get(id_)
            if versions and versions[-1].planned == planned:
                versions.pop()
            versions.append(PlannedVersion(before, planned))
        found[id_] = tuple(versions)
    return found


def words_on(activity: Activity, day: date) -> Activity:
    """Return the activity in the words that hold on a day, without its amendments."""
    words = activity._replace(amended=())
    for amendment in _in_turn(activity):
        if amendment.from_on <= day:
            words = amend(words, amendment)
    return words


def words_for(activity: Activity, occurrence: str, program: Program | None) -> Activity:
    """Return the activity in the words that hold for one of its occurrences, with what that one is to reach."""
    if program is None or (not activity.amended and (activity.target is None or not activity.target.by_year)):
        return activity
    for words, each in _with_words(activity, program.start_on, program.until_on):
        if each.id == occurrence:
            return words._replace(target=_target_of(words.target, each))
    return activity


def words_at(activity: Activity, wanted: str, program: Program | None, day: date) -> Activity:
    """Return the words for an occurrence; of the activity's own id, for what falls due next on a day, or last."""
    if "@" in wanted or program is None or activity.every is None:
        return words_for(activity, wanted, program)
    ids = occurrences_of(activity, program.start_on, program.until_on)
    due = [each.id for each in ids if each.due_on is None or each.due_on >= day] or [each.id for each in ids[-1:]]
    return words_for(activity, due[0], program) if due else activity


def amend(words: Activity, amendment: Amendment) -> Activity:
    """Return the words as an amendment has them; what it does not name stays."""
    if amendment.every is not None or amendment.due_on is not None or amendment.ongoing:
        words = words._replace(
            every=amendment.every,
            due_on=amendment.due_on,
            ongoing=amendment.ongoing,
            due_day=words.due_day if _same_kind_of_day(amendment.every, words.every) else None,
            deadline_text=amendment.deadline_text,
        )
    names = ("due_day", "start_on", "until_on", "target", "weight", "deadline_text")
    named = {name: each for name in names if (each := getattr(amendment, name)) not in (None, "")}
    return words._replace(**named)


def _same_kind_of_day(every: Every | None, before: Every | None) -> bool:
    """Say whether a due day means the same of two recurrences: of a month, or of a week."""
    return every is not None and (every == "week") == (before == "week")


def target_of_year(target: Target, year: int) -> Target:
    """Return what is to be reached in a year: a year left out is as the one before, before the first as that one."""
    value = next((value for each, value in reversed(target.by_year) if each <= year), target.value)
    return Target(value, target.unit, target.baseline, sums=target.sums)


def _target_of(target: Target | None, occurrence: Occurrence) -> Target | None:
    if target is None or not target.by_year:
        return target
    day = occurrence.due_on or occurrence.start_on
    return target_of_year(target, int(occurrence.period[:4]) if occurrence.period else day.year)


_View = dict[str, Planned]


def _in_turn(activity: Activity) -> list[Amendment]:
    return sorted(activity.amended, key=lambda each: each.from_on)


def _views(activity: Activity, first: date, last: date) -> list[tuple[date | None, _View]]:
    """Return the plan as it is before each amendment, and at last for good: occurrences by id."""
    amendments = _in_turn(activity)
    words = activity._replace(amended=())
    views: list[tuple[date | None, _View]] = []
    fallen_due: _View = {}
    for number in range(len(amendments) + 1):
        from_on = amendments[number - 1].from_on if number else date.min
        before = amendments[number].from_on if number < len(amendments) else None
        if number:
            words = amend(words, amendments[number - 1])
        view: _View = {}
        for each in _by_one_wording(words, first, last):
            if each.due_on is not None and each.due_on < from_on:
                continue
            if number and each.id not in views[-1][1]:
                start_on = max(each.start_on, from_on)
                each = each._replace(start_on=start_on if each.due_on is None else min(start_on, each.due_on))
            view[each.id] = Planned(each, words.weight, _target_of(words.target, each), words.deadline_text)
        view |= fallen_due
        views.append((before, view))
        if before is not None:
            fallen_due = {
                id_: each
                for id_, each in view.items()
                if each.occurrence.due_on is not None and each.occurrence.due_on < before
            }
    return views


def _with_words(activity: Activity, first: date, last: date) -> list[tuple[Activity, Occurrence]]:
    """Return all occurrences with the words that they are planned by; those planned for good come first."""
    found: list[tuple[Activity, Occurrence]] = []
    ends = [date.min, *(each.from_on for each in activity.amended)]
    for before, view in reversed(_views(activity, first, last)):
        for planned in view.values():
            due_on = planned.occurrence.due_on
            day = max(end for end in ends if (before is None or end < before) and (due_on is None or end <= due_on))
            found.append((words_on(activity, day), planned.occurrence))
    return found


def _due_in(period: Period, activity: Activity) -> date:
    """Return the day on which an activity falls due in a period."""
    if activity.due_day is None:
        return period.last_on
    if activity.every == "week":
        return period.first_on + timedelta(days=min(activity.due_day, 7) - 1)
    return period.last_on.replace(day=min(activity.due_day, period.last_on.day))


def _by_one_wording(activity: Activity, program_start_on: date, program_until_on: date) -> tuple[Occurrence, ...]:
    first = max(activity.start_on or program_start_on, program_start_on)
    last = min(activity.until_on or program_until_on, program_until_on)
    if activity.every is not None:
        found = []
        for period in periods_between(activity.every, first, last):
            due_on = _due_in(period, activity)
            if first <= due_on <= last:
                id_ = f"{activity.id}@{period.key}"
                found.append(Occurrence(id_, activity.id, period.key, max(period.first_on, first), due_on, due_on))
        return tuple(found)
    if activity.due_on is not None:
        start_on = activity.start_on or max(date(activity.due_on.year, 1, 1), program_start_on)
        return (
            Occurrence(activity.id, activity.id, "", min(start_on, activity.due_on), activity.due_on, activity.due_on),
        )
    return (Occurrence(activity.id, activity.id, "", first, None, last),)
