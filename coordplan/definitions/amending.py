"""An edit of a recurrence of which something has fallen due: an amendment from a day on, not another past."""

from collections.abc import Collection
from datetime import date

from coordplan.dates.recurrence import DAY_FIELDS, amend, occurrences_of, words_on
from coordplan.model import Activity, Amendment, Program

SCHEDULE = ("every", "due_on", "ongoing")
AMENDABLE = (*SCHEDULE, *DAY_FIELDS, "until_on", "target", "weight")


def has_fallen_due(activity: Activity, program: Program, today: date) -> bool:
    """Say whether an activity recurs and something of it has fallen due before today."""
    if activity.every is None:
        return False
    return any(
        each.due_on is not None and each.due_on < today
        for each in occurrences_of(activity, program.start_on, program.until_on)
    )


def amended_from(activity: Activity, program: Program, day: date) -> date | None:
    """Return the day from which an amendment holds that is to hold on a day: where the occurrence of that day begins.

    Where its window is over by then, the next one; None where nothing falls due any more. What has stays as it was.
    """
    for each in occurrences_of(activity, program.start_on, program.until_on):
        if each.due_on is None or each.due_on >= day:
            return each.start_on
    return None


def with_amendment(activity: Activity, wanted: Activity, from_on: date, program: Program, basis: str) -> Activity:
    """Return an activity that says from a day on what is wanted of it; amendments of later days stay.

    What is no schedule and no target is as it is wanted, whatever the day.
    """
    earlier = tuple(each for each in activity.amended if each.from_on < from_on)
    later = tuple(each for each in activity.amended if each.from_on > from_on)
    same = next((each for each in activity.amended if each.from_on == from_on), None)
    before = words_on(activity._replace(amended=earlier), from_on)
    amendment = _amendment(before, wanted, from_on, program, basis or (same.basis if same else ""))
    kept = {name: getattr(activity, name) for name in (*AMENDABLE, "start_on", "deadline_text")}
    if not activity.amended and wanted.deadline_text != activity.deadline_text and amendment is None:
        kept["deadline_text"] = wanted.deadline_text
    named = () if amendment is None else (amendment,)
    return wanted._replace(**kept, amended=(*earlier, *named, *later))


def _amendment(before: Activity, wanted: Activity, from_on: date, program: Program, basis: str) -> Amendment | None:
    found = Amendment(from_on, basis=basis)
    schedule = {name: getattr(wanted, name) for name in SCHEDULE}
    if schedule != {name: getattr(before, name) for name in SCHEDULE}:
        found = found._replace(**schedule, deadline_text=wanted.deadline_text)
        if wanted.start_on != before.start_on:
            found = found._replace(start_on=wanted.start_on)
    after = amend(before, found)
    if any(getattr(wanted, name) != getattr(after, name) for name in DAY_FIELDS if name != "due_day"):
        found = found._replace(**{name: getattr(wanted, name) for name in DAY_FIELDS})
        if wanted.every == "year" and not wanted.due_days and wanted.due_month is None:
            found = found._replace(due_month=12, due_day=wanted.due_day or 31)
    elif wanted.due_day != after.due_day:
        found = found._replace(due_day=wanted.due_day or (7 if wanted.every == "week" else 31))  # the last day
    if wanted.until_on != after.until_on:
        found = found._replace(until_on=wanted.until_on or program.until_on)
    if wanted.target != after.target:
        found = found._replace(target=wanted.target)
    if wanted.weight != after.weight:
        found = found._replace(weight=wanted.weight)
    if wanted.deadline_text and wanted.deadline_text != after.deadline_text:
        found = found._replace(deadline_text=wanted.deadline_text)
    return None if found._replace(basis="") == Amendment(from_on) else found


def without_amended(activity: Activity, named: Collection[str]) -> Activity:
    """Return an activity whose amendments no longer say what is corrected as a whole, by the keys of its fields.

    An amendment that says nothing else is none any more.
    """
    gone = {"due_day": ("due_day",), "until": ("until_on",), "target": ("target",), "weight": ("weight",)}
    schedule = (*SCHEDULE, *DAY_FIELDS, "start_on", "deadline_text")
    names = {name for key in named for name in gone.get(key, schedule if key in ("every", "due", "ongoing") else ())}
    usual = {name: Amendment._field_defaults[name] for name in names}
    amended = (each._replace(**usual) for each in activity.amended)
    return activity._replace(
        amended=tuple(each for each in amended if each._replace(basis="") != Amendment(each.from_on))
    )
