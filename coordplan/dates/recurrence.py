"""The occurrences of an activity: one for each period of a recurring one, exactly one of any other.

An amendment holds from its day on: what fell due before stays as it was, what falls due later follows the new words.
So on a day before it the plan is as it was, future occurrences included.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from coordplan.dates.days import month_end
from coordplan.dates.periods import Period, periods_between
from coordplan.model import Activity, Amendment, Every, Program, Target
from coordplan.named_tuples import NamedTuple

DAY_FIELDS = ("due_day", "due_month", "start_month", "due_days")  # which days within a rhythm are meant


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

    A recurring activity falls due on ``due_day`` of its period's last month, a yearly one of its ``due_month`` (the
    last day where the month is shorter or none is named), a weekly one on that day of the week (1: Monday; Sunday where
    none is named); a period whose due day lies outside the activity's days, or the program's, has no occurrence. A
    one-off activity whose start is not given begins with the year of its due date. Of several days each has its own
    occurrence, whose window opens on the day after the one before, named by its month, or by its day where the month
    has another one.
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
            due_day=words.due_day if keeps_due_day(amendment.every, words.every) else None,
            due_month=words.due_month if amendment.every == words.every else None,
            start_month=words.start_month if amendment.every == words.every else None,
            due_days=words.due_days if amendment.every == words.every == "year" else (),
            deadline_text=amendment.deadline_text,
        )
    if amendment.due_days or amendment.due_month or amendment.start_month:
        words = words._replace(due_day=None, due_month=None, start_month=None, due_days=())
    elif amendment.due_day is not None:
        words = words._replace(due_days=())
    names = (*DAY_FIELDS, "start_on", "until_on", "target", "weight", "deadline_text")
    named = {name: each for name in names if (each := getattr(amendment, name)) not in (None, "", ())}
    return words._replace(**named)


def keeps_due_day(every: Every | None, before: Every | None) -> bool:
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
    if activity.every == "week":
        return period.first_on + timedelta(days=min(activity.due_day or 7, 7) - 1)
    last = period.last_on if activity.due_month is None else month_end(period.last_on.year, activity.due_month)
    return last.replace(day=min(activity.due_day or 31, last.day))


def _opens_in(period: Period, activity: Activity) -> date:
    """Return the day on which its window opens: what is due in a month, on no day of it, is done within the month."""
    opening = activity.start_month or (activity.due_month if activity.due_day is None else None)
    return period.first_on if opening is None else period.first_on.replace(month=opening)


class _DueDay(NamedTuple):
    """A day on which something falls due: the key of its occurrence, and when its window opens."""

    key: str
    start_on: date
    due_on: date


def _due_days(days: Sequence[date], opens_on: date) -> list[_DueDay]:
    """Return several days by name, each window opening after the day before, the first on ``opens_on``."""
    found = []
    for day in sorted(set(days)):
        alone = [(each.year, each.month) for each in set(days)].count((day.year, day.month)) == 1
        found.append(_DueDay(f"{day:%Y-%m}" if alone else day.isoformat(), min(opens_on, day), day))
        opens_on = day + timedelta(days=1)
    return found


def due_dates_of(activity: Activity) -> list[date]:
    """Return the dates of a one-off activity; none of any other."""
    if activity.every is not None or activity.due_on is None:
        return []
    return [date.fromisoformat(each) for each in activity.due_days] or [activity.due_on]


def days_in_year(due_days: Iterable[str], year: int) -> list[date]:
    """Return the days of a year that are named by month and day; of 29 February, the last of the month."""
    parts = (map(int, each.split("-")) for each in due_days)
    return [month_end(year, month).replace(day=min(day, month_end(year, month).day)) for month, day in parts]


def _recurring_days(activity: Activity, every: Every, first: date, last: date) -> Iterator[_DueDay]:
    for period in periods_between(every, first, last):
        if activity.due_days:
            yield from _due_days(days_in_year(activity.due_days, period.first_on.year), period.first_on)
        else:
            yield _DueDay(period.key, _opens_in(period, activity), _due_in(period, activity))


def _by_one_wording(activity: Activity, program_start_on: date, program_until_on: date) -> tuple[Occurrence, ...]:
    first = max(activity.start_on or program_start_on, program_start_on)
    last = min(activity.until_on or program_until_on, program_until_on)
    id_, due_on = activity.id, activity.due_on
    if activity.every is not None:
        days = [each for each in _recurring_days(activity, activity.every, first, last) if first <= each.due_on <= last]
    elif due_on is not None:
        opens_on = activity.start_on or max(date(due_on.year, 1, 1), program_start_on)
        if not activity.due_days:
            return (Occurrence(id_, id_, "", min(opens_on, due_on), due_on, due_on),)
        first = date.min
        days = _due_days(due_dates_of(activity), opens_on)
    else:
        return (Occurrence(id_, id_, "", first, None, last),)
    return tuple(
        Occurrence(f"{id_}@{each.key}", id_, each.key, max(each.start_on, first), each.due_on, each.due_on)
        for each in days
    )
