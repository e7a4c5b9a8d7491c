"""What loading a set of definitions would do to those that a file holds. Pure: nothing here opens the file."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from coordplan.dates.recurrence import occurrences_of
from coordplan.model import Activity, CalendarDay, Definitions, Program
from coordplan.named_tuples import NamedTuple


class Difference(NamedTuple):
    """What a set of definitions would do to one thing: add it, change some of its fields, or retire it."""

    kind: str  # program | content | organization | calendar | office | profile | plan | activity
    id: str
    title: str
    what: str  # added | changed | retired
    fields: tuple[tuple[str, Any, Any], ...] = ()  # name, before, after
    moved: tuple[tuple[str, int], ...] = ()  # occurrence, by how many days its due date moves
    comes: tuple[str, ...] = ()  # occurrences that a new schedule brings
    goes: tuple[str, ...] = ()  # and those that it does away with
    retired_on: date | None = None  # of what is added: it was retired on that day, and comes back


class StoredDefinitions(NamedTuple):
    """The definitions that a file holds, with what only the file knows of them."""

    definitions: Definitions
    by_hand: frozenset[str]  # activities made by `coordplan add`
    retired: Mapping[str, date]  # activities that were taken out of their plans, with the day
    retired_by_hand: frozenset[str] = frozenset()  # of those, what `coordplan retire` took out
    edited: Mapping[str, Mapping[str, Any]] = {}  # by activity, the fields edited by hand since the last load


def differences(before: StoredDefinitions, wanted: Definitions, whole: bool) -> tuple[Difference, ...]:
    """Return what loading a set would do, in the order in which their kinds stand in ``Difference``.

    Of a whole set (one with a program) everything that is missing is retired; of a part only what is missing from the
    plans it names. What was added by hand is never retired, nor what it needs.
    """
    now = before.definitions
    named = {plan.id for plan in wanted.plans} | {activity.plan for activity in wanted.activities}
    left_alone = [
        activity.id
        for activity in now.activities
        if activity.id in before.by_hand or not (whole or activity.plan in named)
    ]
    with_office = wanted.office is not None
    profiles = () if with_office else now.profiles
    issuers = [id_ for each in profiles for id_ in (each.issuer, *(dated.issuer for dated in each.dated)) if id_]
    stays = _with_what_they_need([*left_alone, *issuers], now)
    period = wanted.program or now.program
    calendars = [_dated(day) for day in now.calendar], [_dated(day) for day in wanted.calendar]
    kinds: tuple[tuple[str, Iterable[Any], Iterable[Any], bool, set[str]], ...] = (
        ("program", [now.program], [wanted.program], False, stays),
        ("content", now.contents, wanted.contents, whole, stays),
        ("organization", now.organizations, wanted.organizations, whole, stays),
        ("calendar", *calendars, bool(wanted.calendar), set()),
        ("office", [now.office], [wanted.office], False, set()),
        ("profile", now.profiles, wanted.profiles if with_office else (), with_office, set()),
        ("plan", now.plans, wanted.plans, whole, stays),
        ("activity", now.activities, wanted.activities, True, stays),
    )
    found = [difference for kind in kinds for difference in _compare(*kind, period)]
    return tuple(
        each._replace(retired_on=before.retired[each.id])
        if each.what == "added" and each.id in before.retired
        else each
        for each in found
    )


def activity_difference(stored: StoredDefinitions, old: Activity | None, new: Activity) -> Difference | None:
    """Return what one activity (None: which is not there yet) as it is to be would change; None where nothing."""
    activities = () if old is None else (old,)
    before = stored._replace(definitions=stored.definitions._replace(activities=activities))
    return next(iter(differences(before, Definitions(activities=(new,)), whole=False)), None)


def _with_what_they_need(activities: Iterable[str], now: Definitions) -> set[str]:
    """Return activities with the ids of everything that they name: plan, contents, bodies, what they wait for."""
    by_id = {activity.id: activity for activity in now.activities}
    bodies = {plan.id: (plan.partner, *(id_ for id_, _title in plan.title_for)) for plan in now.plans}
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
        waiting += bodies.get(id_, ()) or successors.get(id_, ())
    return needed


class _CalendarDay(NamedTuple):
    id: str
    title: str
    off: bool
    tentative: bool


def _dated(day: CalendarDay) -> _CalendarDay:
    return _CalendarDay(day.day.isoformat(), day.title, day.off, day.tentative)


def _compare(
    kind: str, before: Iterable[Any], after: Iterable[Any], retire: bool, stays: set[str], period: Program | None
) -> Iterator[Difference]:
    old = {thing.id: thing for thing in before if thing is not None}
    new = {thing.id: thing for thing in after if thing is not None}
    for id_, thing in new.items():
        if id_ not in old:
            yield Difference(kind, id_, thing.title, "added")
        elif thing != old[id_]:
            fields = tuple(
                (name, had, has) for name, had, has in zip(thing._fields, old[id_], thing, strict=True) if had != has
            )
            difference = Difference(kind, id_, thing.title, "changed", fields)
            yield _rescheduled(difference, old[id_], thing, period) if kind == "activity" and period else difference
    for id_, thing in old.items():
        if retire and id_ not in new and id_ not in stays:
            yield Difference(kind, id_, thing.title, "retired")


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
        moved=tuple(moved),
        comes=tuple(id_ for id_ in after if id_ not in before),
        goes=tuple(id_ for id_ in before if id_ not in after),
    )
