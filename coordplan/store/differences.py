"""What loading a set of definitions would do to those that a file holds. Pure: nothing here opens the file."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from coordplan.dates.recurrence import occurrences_of
from coordplan.model import Activity, CalendarDay, Definitions, Program


class Difference(NamedTuple):
    """What a set of definitions would do to one thing: add it, change some of its fields, or retire it."""

    kind: str  # program | content | organization | calendar | office | profile | plan | activity
    id: str
    title: str
    what: str  # added | changed | retired
    fields: tuple[tuple[str, Any, Any], ...] = ()  # name, before, after
    due_days: tuple[tuple[str, int], ...] = ()  # occurrence, by how many days its due date moves
    comes: tuple[str, ...] = ()  # occurrences that a new schedule brings
    goes: tuple[str, ...] = ()  # and those that it does away with
    retired_on: date | None = None  # of what is added: it was retired on that day, and comes back


class StoredDefinitions(NamedTuple):
    """The definitions that a file holds, with what only the file knows of them."""

    definitions: Definitions
    by_hand: frozenset[str]  # activities made by `coordplan add`
    retired: Mapping[str, date]  # activities that were taken out of their plans, with the day


def differences(held: StoredDefinitions, wanted: Definitions, whole: bool) -> tuple[Difference, ...]:
    """Return what loading a set would do, in the order in which their kinds stand in ``Difference``.

    Of a whole set (one with a program) everything that is missing is retired; of a part only what is missing from the
    plans it names. What was added by hand is never retired, nor what it needs.
    """
    now = held.definitions
    named = {plan.id for plan in wanted.plans} | {activity.plan for activity in wanted.activities}
    kept = {
        activity.id
        for activity in now.activities
        if activity.id in held.by_hand or not (whole or activity.plan in named)
    }
    issuers = [profile.issuer for profile in now.profiles if profile.issuer and wanted.office is None]
    kept = _with_what_they_need([*kept, *issuers], now)
    found: list[Difference] = []
    if wanted.program is not None:
        found += _compare("program", [now.program] if now.program else [], [wanted.program], retire=False)
    found += _compare("content", now.contents, wanted.contents, retire=whole, kept=kept)
    found += _compare("organization", now.organizations, wanted.organizations, retire=whole, kept=kept)
    found += _compare(
        "calendar",
        [_dated(day) for day in now.calendar],
        [_dated(day) for day in wanted.calendar],
        retire=bool(wanted.calendar),
    )
    if wanted.office is not None:
        found += _compare("office", [now.office] if now.office else [], [wanted.office], retire=False)
        found += _compare("profile", now.profiles, wanted.profiles, retire=True)
    found += _compare("plan", now.plans, wanted.plans, retire=whole, kept=kept)
    period = wanted.program or now.program
    found += _compare("activity", now.activities, wanted.activities, retire=True, kept=kept, period=period)
    return tuple(
        each._replace(retired_on=held.retired[each.id]) if each.what == "added" and each.id in held.retired else each
        for each in found
    )


def activity_difference(held: StoredDefinitions, old: Activity | None, new: Activity) -> Difference | None:
    """Return what one activity (None: which is not there yet) as it is to be would change; None where nothing."""
    activities = () if old is None else (old,)
    before = held._replace(definitions=held.definitions._replace(activities=activities))
    return next(iter(differences(before, Definitions(activities=(new,)), whole=False)), None)


def _with_what_they_need(activities: Iterable[str], now: Definitions) -> set[str]:
    """Return activities with the ids of everything that they name: plan, contents, bodies, what they wait for."""
    by_id = {activity.id: activity for activity in now.activities}
    partners = {plan.id: plan.partner for plan in now.plans}
    successors = {body.id: body.successors for body in now.organizations}
    needed: set[str] = set()
    waiting = list(activities)
    while waiting:
        id_ = waiting.pop()
        if id_ in needed:
            continue
        needed.add(id_)
        if id_ in by_id:
            each = by_id[id_]
            waiting += (each.plan, *each.contents, each.lead, *each.partners, *each.after)
        waiting += (partners[id_],) if id_ in partners else successors.get(id_, ())
    return needed


class _CalendarDay(NamedTuple):
    id: str
    title: str
    off: bool
    tentative: bool


def _dated(day: CalendarDay) -> _CalendarDay:
    return _CalendarDay(day.day.isoformat(), day.title, day.off, day.tentative)


def _compare(
    kind: str,
    before: Iterable[Any],
    after: Iterable[Any],
    retire: bool,
    kept: Iterable[str] = (),
    period: Program | None = None,
) -> list[Difference]:
    old = {thing.id: thing for thing in before}
    new = {thing.id: thing for thing in after}
    found = []
    for id_, thing in new.items():
        if id_ not in old:
            found.append(Difference(kind, id_, thing.title, "added"))
        elif thing != old[id_]:
            fields = tuple(
                (name, had, has) for name, had, has in zip(thing._fields, old[id_], thing, strict=True) if had != has
            )
            difference = Difference(kind, id_, thing.title, "changed", fields)
            found.append(_rescheduled(difference, old[id_], thing, period) if period is not None else difference)
    if retire:
        kept = set(kept)
        found += [
            Difference(kind, id_, thing.title, "retired")
            for id_, thing in old.items()
            if id_ not in new and id_ not in kept
        ]
    return found


def _rescheduled(difference: Difference, old: Activity, new: Activity, period: Program) -> Difference:
    """Return the difference of an activity with what becomes of its occurrences."""
    before, after = (
        {each.id: each for each in occurrences_of(activity, period.start_on, period.until_on)}
        for activity in (old, new)
    )
    moved = []
    for id_, occurrence in after.items():
        was = before[id_].due_on if id_ in before else None
        if was is not None and occurrence.due_on is not None and occurrence.due_on != was:
            moved.append((id_, (occurrence.due_on - was).days))
    return difference._replace(
        due_days=tuple(moved),
        comes=tuple(id_ for id_ in after if id_ not in before),
        goes=tuple(id_ for id_ in before if id_ not in after),
    )
