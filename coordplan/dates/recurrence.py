"""The occurrences of an activity: one for each period of a recurring one, exactly one of any other."""

from datetime import date
from typing import NamedTuple

from coordplan.dates.periods import periods_between
from coordplan.model import Activity


class Occurrence(NamedTuple):
    """One due instance of an activity, as defined; extensions are entries and not part of it."""

    id: str  # gddt-04@2024-Q2; of a one-off or ongoing activity, the activity's id
    activity: str
    period: str  # "" where the activity does not recur
    start_on: date
    due_on: date | None  # None: ongoing
    until_on: date  # where its window ends: the due date, or the last day of an ongoing one


def occurrences_of(activity: Activity, program_start_on: date, program_until_on: date) -> tuple[Occurrence, ...]:
    """Return the occurrences between the program's first and last day, by due date.

    A recurring activity falls due on ``due_day`` of its period's last month (the last day where the month is shorter or
    none is named); a period whose due day lies outside the activity's days, or the program's, has no occurrence. A
    one-off activity whose start is not given begins with the year of its due date.
    """
    first = max(activity.start_on or program_start_on, program_start_on)
    last = min(activity.until_on or program_until_on, program_until_on)
    if activity.every is not None:
        found = []
        for period in periods_between(activity.every, first, last):
            start_on, end_on = period.window()
            due_on = end_on if activity.due_day is None else end_on.replace(day=min(activity.due_day, end_on.day))
            if first <= due_on <= last:
                id_ = f"{activity.id}@{period.key}"
                found.append(Occurrence(id_, activity.id, period.key, max(start_on, first), due_on, due_on))
        return tuple(found)
    if activity.due_on is not None:
        start_on = activity.start_on or max(date(activity.due_on.year, 1, 1), program_start_on)
        return (
            Occurrence(activity.id, activity.id, "", min(start_on, activity.due_on), activity.due_on, activity.due_on),
        )
    return (Occurrence(activity.id, activity.id, "", first, None, last),)
