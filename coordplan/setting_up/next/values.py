"""The definitions of the next program out of those of the one before. Pure: what is carried over is decided elsewhere.

What recurs goes on in the new years, under its id, in the words that held at the end; what was due once belongs to its
own program and stays there, unless it is unfinished and carried over.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from coordplan.dates.recurrence import occurrences_of, target_of_year, words_on
from coordplan.model import Activity, Definitions, Plan, Profile, Program
from coordplan.named_tuples import NamedTuple
from coordplan.paper.letterhead import profile_on
from coordplan.setting_up.next.new_years import free_id, in_year, quarter_end, with_years, words_of_key
from coordplan.setting_up.next.successions import LETTERHEAD, SIDES, Bodies, OpenSuccession
from coordplan.text.language import in_language
from coordplan.text.language import translate as _


class Unfinished(NamedTuple):
    """An occurrence that is carried over."""

    occurrence: str
    period: str  # the key of its period; "" where the activity does not recur
    activity: Activity  # in the words that it was planned by
    due_on: date | None  # in force at last
    progress: str = ""  # how far it got: 2/4 lớp, 50 %


class NextSet(NamedTuple):
    """What the next program begins with, and what there is to say of it."""

    definitions: Definitions
    recurring: int
    carried: tuple[str, ...]  # the new ids
    due_anew: tuple[str, ...]  # of those, the ones whose due date had passed
    due_anew_on: date
    begun: tuple[tuple[str, str], ...]  # of those, what was begun, with how far it got
    left: tuple[str, ...]  # activities that stay with the program before
    joined: tuple[tuple[str, str], ...]  # plans whose body was joined to another's: the one, and the plan it is in now
    moved: tuple[tuple[str, str], ...]  # activities that stand in another plan now
    missing_years: tuple[int, ...]  # of which the calendar knows nothing
    open: tuple[OpenSuccession, ...]
    used: frozenset[str]  # which choices of successors were needed


def next_definitions(
    old: Definitions,
    new_id: str,
    first: date,
    last: date,
    carried: Sequence[Unfinished] = (),
    chosen: Mapping[str, str] = {},
    previous: str = "",
) -> NextSet:
    """Return the definitions of the next program; while a succession is open, only that is to be used of them."""
    assert old.program is not None
    return _Next(old, old.program, new_id, first, last, chosen).made(carried, previous)


class _Next:
    """One transition: the program before, the days of the next, and whom its bodies have become."""

    def __init__(
        self, old: Definitions, program: Program, new_id: str, first: date, last: date, chosen: Mapping[str, str]
    ) -> None:
        self.old, self.program, self.new_id = old, program, new_id
        self.first, self.last = first, last
        self.bodies = Bodies(old, first, last, chosen)
        self.plan_now: dict[str, str] = {program.id: new_id}
        self.of_partner: dict[str, Plan] = {}
        self.moved: dict[str, str] = {}

    def made(self, carried: Sequence[Unfinished], previous: str) -> NextSet:
        bodies, program = self.bodies, self.program
        sides = (bodies.in_place_of(each, {}, SIDES) for each in program.sides)
        joined = tuple(self._plans())
        recurring = [moved for each in self.old.activities if (moved := self._recurring(each)) is not None]
        due_anew_on = min(quarter_end(self.first), self.last)
        going_on = {each.activity.id: each.occurrence for each in carried if each.due_on is None}
        recurring = [
            each._replace(continues=f"{program.id}/{going_on[each.id]}") if each.id in going_on else each
            for each in recurring
        ]
        taken = {each.id for each in recurring}
        new: list[Activity] = []
        anew: list[str] = []
        begun: list[tuple[str, str]] = []
        for each in carried:
            if each.activity.id in going_on and each.activity.id in taken:
                continue
            activity = self._carried(each, taken, due_anew_on)
            taken.add(activity.id)
            new.append(activity)
            if each.progress:
                begun.append((activity.id, each.progress))
            if activity.due_on == due_anew_on != each.due_on:
                anew.append(activity.id)
        activities = [
            each._replace(after=tuple(id_ for id_ in each.after if id_ in taken and id_ != each.id))
            for each in (*recurring, *new)
        ]
        definitions = self.old._replace(
            program=_unsigned(program)._replace(
                id=self.new_id,
                title=self._of_now(program.title),
                short=self._of_now(program.short),
                start_on=self.first,
                until_on=self.last,
                sides=tuple(dict.fromkeys(sides)),
                previous=previous,
            ),
            contents=tuple(each._replace(title=self._of_now(each.title)) for each in self.old.contents),
            organizations=bodies.in_force,
            calendar=tuple(day for day in self.old.calendar if self.first.year <= day.day.year <= self.last.year),
            plans=tuple(self.of_partner.values()),
            activities=tuple(activities),
            profiles=tuple(map(self._profile, self.old.profiles)),
        )
        known_years = {day.day.year for day in definitions.calendar if day.off}
        return NextSet(
            definitions=definitions,
            recurring=len(recurring),
            carried=tuple(each.id for each in new) + tuple(sorted(going_on.keys() & {each.id for each in recurring})),
            due_anew=tuple(anew),
            due_anew_on=due_anew_on,
            begun=tuple(begun),
            left=tuple(
                each.id
                for each in self.old.activities
                if each.id not in {one.id for one in recurring} | {one.activity.id for one in carried}
            ),
            joined=joined,
            moved=tuple(self.moved.items()),
            missing_years=tuple(year for year in range(self.first.year, self.last.year + 1) if year not in known_years),
            open=bodies.open,
            used=frozenset(bodies.used),
        )

    def _plans(self) -> Iterable[tuple[str, str]]:
        """Make a plan for each body that now exists; yield those that were joined to the plan of another."""
        for plan in self.old.plans:
            choices = dict(plan.successors)
            partner = self.bodies.in_place_of(plan.partner, choices, plan.id)
            within = self.bodies.choices_within(partner, choices, plan.id)
            there = self.of_partner.get(partner)
            if there is None:
                self.of_partner[partner] = self._plan(plan, partner)._replace(successors=tuple(within.items()))
            else:
                self.of_partner[partner] = there._replace(
                    fields=tuple(dict.fromkeys((*there.fields, *plan.fields))),
                    successors=tuple({**within, **dict(there.successors)}.items()),
                )
                yield plan.id, there.id
            self.plan_now[plan.id] = self.of_partner[partner].id

    def _plan(self, plan: Plan, partner: str) -> Plan:
        before, now = self.bodies.title(plan.partner), self.bodies.title(partner)
        title, short = self._of_now(plan.title), self._of_now(plan.short)
        if partner != plan.partner:
            title = title if now in title else title.replace(before, now)
            if short == with_years(plan.short, self.program, self.first, self.last) != "":
                short = self.bodies.short_words(short, plan.partner, partner)
        title_for = {
            partner if id_ == plan.partner else self.bodies.in_place_of(id_, {}, SIDES): self._of_now(words)
            for id_, words in plan.title_for
        }
        return _unsigned(plan)._replace(partner=partner, title=title, short=short, title_for=tuple(title_for.items()))

    def _profile(self, profile: Profile) -> Profile:
        """Return how documents look from the first day on; what is dated later stays so."""

        def issuer(id_: str) -> str:
            return id_ and self.bodies.in_place_of(id_, {}, LETTERHEAD)

        later = tuple(each._replace(issuer=issuer(each.issuer)) for each in profile.dated if each.from_on > self.first)
        profile = profile_on(profile, self.first)
        lists: dict[str, Any] = {
            name: tuple(map(self._with_bodies_of_now, getattr(profile, name)))
            for name in ("recipients", "letter_recipients", "letter_superiors")
        }
        return profile._replace(issuer=issuer(profile.issuer), dated=later, **lists)

    def _recurring(self, activity: Activity) -> Activity | None:
        """Return what recurs, or has no due date, in the new years; None of what was over before."""
        words = words_on(activity, self.program.until_on)
        if words.every is None and not words.ongoing:
            return None
        until_on = words.until_on
        if until_on is not None:
            years = self.program.until_on.year - until_on.year
            if years > 1:
                return None
            until_on = None if until_on >= self.program.until_on else in_year(until_on, self.last.year - years)
        target = words.target
        if target is not None and target.by_year:
            target = target._replace(value=target_of_year(target, self.program.until_on.year).value, by_year=())
        deadline = self._of_now(words.deadline_text)
        moved = self._led(words)._replace(
            title=self._of_now(words.title),
            short=self._of_now(words.short),
            start_on=None,
            until_on=until_on,
            target=target,
            deadline_text="" if re.search(r"\d{4}", deadline) else deadline,
            continues="",
        )
        return moved if occurrences_of(moved, self.first, self.last) else None

    def _carried(self, unfinished: Unfinished, taken: set[str], due_anew_on: date) -> Activity:
        """Return an unfinished occurrence as an activity that is due once."""
        activity, period = unfinished.activity, unfinished.period
        due_on = unfinished.due_on
        title, short = (self._carried_over(text, period) for text in (activity.title, activity.short))
        note = activity.note
        if unfinished.progress:
            with in_language(self.program.language):
                done = _("Done so far in {program}: {progress}.").format(
                    program=self.program.short or self.program.id, progress=unfinished.progress
                )
            note = f"{note} {done}".strip()
        return self._led(activity)._replace(
            id=free_id(f"{activity.id}-{period.lower()}" if period else activity.id, taken),
            title=title,
            short=short,
            every=None,
            due_day=None,
            due_month=None,
            start_month=None,
            due_days=(),
            ongoing=False,
            start_on=self.first,
            until_on=None,
            due_on=due_on if due_on is not None and self.first <= due_on <= self.last else due_anew_on,
            deadline_text="",
            amended=(),
            continues=f"{self.program.id}/{unfinished.occurrence}",
            note=note,
        )

    def _carried_over(self, title: str, period: str) -> str:
        """Return the title of what is unfinished, which says of which period; a short one too, where there is one."""
        if not (title and period):
            return title
        with in_language(self.program.language):
            return _("{title} (carried over from {period})").format(title=title, period=words_of_key(period))

    def _led(self, activity: Activity) -> Activity:
        """Return an activity with those who lead and take part now, in the plan where it belongs by that."""
        plan = next((each for each in self.old.plans if each.id == activity.plan), None)
        choices = {**dict(plan.successors if plan is not None else ()), **dict(activity.successors)}
        lead = self.bodies.in_place_of(activity.lead, choices, activity.id)
        partners = self.bodies.partners(activity.partners, choices, lead, activity.id)
        within: dict[str, str] = {}
        for each in (lead, *partners):
            within |= self.bodies.choices_within(each, choices, activity.id)
        fields = activity.fields or (plan.fields if plan is not None else ())
        now = self.plan_now.get(activity.plan, self.new_id)
        if (
            plan is not None
            and activity.lead in self.bodies.lineage(plan.partner)
            and lead in self.of_partner
            and self.of_partner[lead].id != now
        ):
            now = self.of_partner[lead].id
            self.moved[activity.id] = now
        plan = next((each for each in self.of_partner.values() if each.id == now), None)
        of_plan = dict(plan.successors if plan is not None else ())
        own = {ended: after for ended, after in within.items() if of_plan.get(ended) != after}
        return activity._replace(
            plan=now,
            lead=lead,
            partners=partners,
            fields=activity.fields if plan is not None and set(fields) == set(plan.fields) else fields,
            successors=tuple(own.items()),
        )

    def _of_now(self, text: str) -> str:
        return self._with_bodies_of_now(with_years(text, self.program, self.first, self.last))

    def _with_bodies_of_now(self, text: str) -> str:
        """Return a text in which the names of bodies that ended are those of who took their place."""
        for ended, after in self.bodies.ended.items():
            old, new = self.bodies.title(ended), self.bodies.title(after)
            if new not in text:
                text = new.join(re.split(rf"{re.escape(old)}(?!\w)", text))
        return text


_Signed = TypeVar("_Signed", Program, Plan)


def _unsigned(value: _Signed) -> _Signed:
    """Return what is yet to be signed: without the number and day of the paper before."""
    fields: dict[str, Any] = {
        name: value._field_defaults[name] for name in ("signed_on", "number") if name in value._fields
    }
    return value._replace(**fields)
