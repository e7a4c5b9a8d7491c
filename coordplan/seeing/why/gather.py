"""Gathers what is behind a figure, and behind one standing."""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date

from coordplan.dates.recurrence import DAY_FIELDS, words_for
from coordplan.errors import Refused
from coordplan.model import OPEN, Activity, Amendment
from coordplan.seeing.comparing import LAST_YEAR, other_time
from coordplan.seeing.continuing import LinkedOccurrence, carried_into, linked_occurrence
from coordplan.seeing.filters import Filters, question_of
from coordplan.seeing.gather import SOON_DAYS, history_of, named_activity
from coordplan.seeing.lister import Credits
from coordplan.seeing.opening import Reading, reading_at
from coordplan.seeing.predecessor import NotAtHand, file_of_program
from coordplan.seeing.why.roles import explained_entries
from coordplan.seeing.why.standing import Explanation
from coordplan.seeing.why.values import (
    STANDINGS_ASKED,
    WeighedOccurrence,
    Why,
    shares_of,
    shares_of_difference,
    sums_of,
)
from coordplan.store.door.which import retired_error, unknown_activity
from coordplan.store.questions import Question
from coordplan.store.weighed import weighed
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day


def why_figure(reading: Reading, figure: str, filters: Filters, compare: str | None) -> Why:
    """Return the occurrences behind a figure of the status with the same filters."""
    question, words = question_of(reading, filters)
    rows = _weighed(reading, figure, question)
    compared_on, illustrative = None, reading.illustrative
    if figure == "points":
        with ExitStack() as stack:
            other = other_time(reading, filters, LAST_YEAR if compare is None else compare, stack)
            compared_on = other.question.as_of
            asked_of = reading if other.before is None else other.before
            if isinstance(asked_of, NotAtHand) or compared_on < asked_of.program.start_on:
                raise Refused(
                    _("There is nothing to compare with on {day}.").format(day=write_day(compared_on)),
                    asked_of.reason
                    if isinstance(asked_of, NotAtHand)
                    else _("The program begins on {day}.").format(day=write_day(asked_of.program.start_on)),
                )
            illustrative = illustrative or asked_of.illustrative
            found = _weighed(reading_at(asked_of, compared_on, asked_of.up_to_change), figure, other.question)
            # While the file is open, which may be that of the program before
            then = [row if asked_of is reading else _in_program(row, asked_of.program.id) for row in found]
        shares = shares_of_difference(rows, then)
    else:
        shares = shares_of(figure, rows, reading.as_of, SOON_DAYS)
    part, whole, then_pair = sums_of(figure, shares)
    return Why(
        title=reading.program.title,
        figure=figure,
        as_of=reading.as_of,
        known_at=reading.known_at,
        shares=shares,
        part=part,
        whole=whole,
        then=then_pair,
        lead_titles=reading.body_shorts,
        filters=words,
        illustrative=illustrative,
        soon_days=SOON_DAYS,
        compared_on=compared_on,
    )


def _in_program(row: WeighedOccurrence, program: str) -> WeighedOccurrence:
    """Return an occurrence of the program before under an id that tells it from one of this program."""
    return row._replace(occurrence=f"{program}/{row.occurrence}")


def _weighed(reading: Reading, figure: str, question: Question) -> Iterator[WeighedOccurrence]:
    """Yield what is behind a figure: only what it counts is asked for, since of overdue ones there is an index."""
    credits = Credits(reading)
    if not question.standings:
        question = question._replace(standings=STANDINGS_ASKED.get(figure, ()))
    for row in weighed(reading.connection, question):
        id_, plan, title, due, standing, percent, weight, planned, lead, successors, credited_on = tuple(row)
        credited, _partners, now = credits.bodies(lead, None, successors, plan, credited_on)
        due_on = due and date.fromisoformat(due)
        yield WeighedOccurrence(id_, plan, title, credited, due_on, standing, percent, weight, planned, now)


def why_standing(reading: Reading, wanted: str, is_earlier: bool = False) -> Explanation:
    """Return why an occurrence stands where it does; of a recurring activity's plain id, its earliest open one."""
    activity, retired_on, rows = named_activity(reading, wanted)
    if not rows:
        raise (
            unknown_activity(reading.connection, wanted)
            if retired_on is None
            else retired_error(activity.id, retired_on)
        )
    row = next((row for row in rows if row.standing in OPEN), rows[-1])
    target = words_for(activity, row.occurrence, reading.program).target
    carried, before = _earlier(reading, activity)
    amendment = _amendment_of_due(activity, row.original_due)
    return Explanation(
        listed=row,
        as_of=reading.as_of,
        known_at=reading.known_at,
        entries=explained_entries(history_of(reading, row.occurrence), row, target, reading.as_of),
        illustrative=reading.illustrative or (before is not None and before.illustrative),
        carried_from=carried,
        before=before,
        carried_into=() if is_earlier else carried_into(reading, [row]),
        lead_titles={body.id: body.title for body in reading.definitions.organizations},
        led_before=tuple(
            (each.body, each.until_on)
            for each in reading.succession.tenures(activity.lead, json.dumps(dict(activity.successors)), activity.plan)
            if each.until_on is not None and each.until_on < reading.as_of
        )
        if row.standing in (*OPEN, "suspended")
        else (),
        amended_from=None if amendment is None else amendment.from_on,
        amended_by="" if amendment is None else amendment.basis,
    )


def _amendment_of_due(activity: Activity, due_on: date | None) -> Amendment | None:
    """Return the amendment that set when something falls due, of those that hold for it the latest; None: none did."""
    held = [
        each
        for each in activity.amended
        if due_on is not None and each.from_on <= due_on
        if each.every or each.due_on or each.deadline_text or any(getattr(each, name) for name in DAY_FIELDS)
    ]
    return max(held, key=lambda each: each.from_on, default=None)


def _earlier(reading: Reading, activity: Activity) -> tuple[LinkedOccurrence | None, Explanation | None]:
    """Return what an activity carries on of the program before, and why that stands where it does."""
    if not activity.continues:
        return None, None
    program, _slash, occurrence = activity.continues.partition("/")
    with file_of_program(reading, program) as other:
        link = linked_occurrence(other, program, occurrence)
        if link.listed is None or isinstance(other, NotAtHand):
            return link, None
        return link, why_standing(other, link.occurrence, is_earlier=True)
