"""Rows of occurrences made into values, with what the rows of one question share.

In a list of a million nearly every value of a row stood in another one before (a title in 48 of them, a lead in most):
lists in JSON, days, who has the credit and what days are left are worked out once and remembered. A row takes
4 microseconds by that, not 45.
"""

import json
import sqlite3
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from itertools import chain

from coordplan.dates.workdays import WorkingDays
from coordplan.model import DONE, OPEN
from coordplan.seeing.listing import ListedOccurrence, days_late, waits_for
from coordplan.seeing.opening import Reading
from coordplan.store import questions
from coordplan.store.definitions import calendar
from coordplan.store.questions import Question

_Bodies = tuple[str, tuple[str, ...], str]  # lead, partners, lead now


def listed_rows(
    reading: Reading, question: Question, order: str = "plan"
) -> Iterator[tuple[sqlite3.Row, ListedOccurrence]]:
    """Yield the occurrences asked for as they stand, each with the row of ``questions.occurrences`` behind it."""
    lister = Lister(reading, question)
    for row in questions.occurrences(reading.connection, question, order):
        yield row, lister.listed(row)


class Lister:
    """Makes values of rows of occurrences, with what the rows of one question share: days left, what waits for what."""

    def __init__(self, reading: Reading, question: Question) -> None:
        self.waiting = waiting_on(reading.connection, question)
        self._as_of = reading.as_of
        self._working = WorkingDays(calendar(reading.connection, reading.up_to_change))
        self._left_to = lru_cache(4096)(self._days_left)
        self._credits = Credits(reading)

    def listed(self, row: sqlite3.Row) -> ListedOccurrence:
        values = tuple(row)  # by their names they would take as long as all the rest
        id_, activity, plan, start_on, original_due_on, due_on, _until_on, _weight, done_on = values[:9]
        standing, percent, credited_on, title, contents, lead, partners, _output, basis, amended = values[9:19]
        deadline_text, target, unit, baseline, successors, _planned, fields, sums = values[19:27]
        value, evidence, note, files = values[27:]
        due = due_on and _day(due_on)
        done = _day(done_on) if done_on and standing in DONE else None
        left, working, working_due = self._left_to(due) if due and standing in OPEN else (None, None, None)
        lead, partners, lead_now = self._credits.bodies(lead, partners, successors, plan, credited_on)
        resting = _texts(basis)
        if amended:
            resting += _bases_of_amendments(amended, original_due_on)
        return ListedOccurrence(
            id_,
            activity,
            plan,
            _texts(contents),
            title,
            lead,
            partners,
            _day(start_on),
            due,
            original_due_on and _day(original_due_on),
            deadline_text or None,
            standing,
            percent,
            value,
            target,
            unit or None,
            done,
            evidence,
            note,
            days_late(standing, due, done, self._as_of),
            left,
            working,
            working_due,
            self.waiting.get(id_, ()),
            baseline=baseline if target is not None else None,
            fields=_texts(fields),
            basis=resting,
            sums=bool(sums),
            lead_now=lead_now,
            files=tuple(each["name"] for each in json.loads(files)) if files else (),
        )

    def _days_left(self, due: date) -> tuple[int, int, date | None]:
        """Return the days and working days that are left, and the next working day where it is due on a day off."""
        worked = self._working.next_working_day(due)
        left = (due - self._as_of).days, self._working.between(self._as_of, due)
        return (*left, worked if worked != due else None)


class Credits:
    """Says who has the credit for an occurrence, who takes part in it, and who leads it now; each key is asked once."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._ends = [end.isoformat() for end in reading.succession.ends]
        self._found = lru_cache(4096)(self._bodies_of)

    def bodies(
        self, lead: str, partners: str | None, successors: str | None, plan: str, credited_on: str | None
    ) -> _Bodies:
        """Return lead, partners and lead now of what an activity names, as it stands in the file."""
        return self._found(lead, partners, successors, plan, credited_on and self._era(credited_on))

    def _era(self, day: str) -> str:
        """Return the last day on which whoever led on a day may still lead: until then all days are one."""
        place = bisect_left(self._ends, day)
        return self._ends[place] if place < len(self._ends) else date.max.isoformat()

    def _bodies_of(
        self, lead: str, partners: str | None, successors: str | None, plan: str, credited_on: str | None
    ) -> _Bodies:
        named = {"lead": lead, "partners": partners, "successors": successors, "plan_id": plan}
        row = {**named, "credited_on": credited_on}
        credited = self._reading.credited_lead(row)
        now = self._reading.lead_in_force(lead, successors, plan)
        return credited, self._reading.credited_partners(row, credited), now


_day = lru_cache(4096)(date.fromisoformat)


@lru_cache(4096)
def _texts(listed: str | None) -> tuple[str, ...]:
    """Return the texts of a list that stands in the file as JSON; none where nothing does."""
    return tuple(json.loads(listed or "[]"))


def _bases_of_amendments(amended: str, due_on: str | None) -> tuple[str, ...]:
    """Return what the amendments rest on that hold for what is due on a day; without one, all of them."""
    held = (each for each in json.loads(amended) if due_on is None or each["from_on"] <= due_on)
    return tuple(each["basis"] for each in held if each.get("basis"))


def waiting_on(
    connection: sqlite3.Connection, question: Question, after: Mapping[str, tuple[str, ...]] | None = None
) -> dict[str, tuple[str, ...]]:
    """Return for each open occurrence that waits what it waits for; of some activities alone, with their ``after``."""
    if after is None:
        after = questions.followers(connection, question.up_to_change)
        if question.activity:
            after = {id_: named for id_, named in after.items() if id_ == question.activity}
    if not after:
        return {}
    concerned = tuple(sorted({*after, *chain.from_iterable(after.values())}))
    asked = question.of_everything._replace(activities=concerned)
    return waits_for(questions.standings_of(connection, asked), after)
