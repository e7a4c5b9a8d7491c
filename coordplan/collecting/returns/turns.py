"""Whose turn it is to be reminded on a day: before the day to send by, on it, and every so often after it. Pure.

Where reminders are kept, a turn lasts until one is written, and the next comes so many working days after it. Where
none is kept (whoever reads does not write), a turn is of its day alone, or of the next working day after a day off.
"""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import Literal

from coordplan.dates.workdays import WorkingDays
from coordplan.model import SentForm, SentReminder
from coordplan.named_tuples import NamedTuple

DAYS_AHEAD = 3
WORKING_DAYS_BETWEEN = 5

TurnKind = Literal["ahead", "on_the_day", "late"]


class Turn(NamedTuple):
    """The latest turn of an organization up to a day."""

    on: date  # the day on which it came
    kind: TurnKind
    today: bool  # it is to be served on the day asked about; a reminder of that day is the same one
    waits: bool  # no reminder was kept since it came, on the day asked about either


def turn_of(
    send_by: date | None, sent_on: date | None, day: date, kept: Collection[date], days: WorkingDays
) -> Turn | None:
    """Return the latest turn up to a day of who has not answered; None where none has come.

    ``sent_on``: the day of the form, which is a reminder itself; ``kept``: the days of reminders. One of the day asked
    about is not counted: the same line on the same day writes the same reminder.
    """
    before = [each for each in kept if each < day]
    if send_by is None or (on := _latest(send_by, sent_on, day, before, days)) is None:
        return None
    lasts = not any(each >= on for each in before)
    waits = not any(each >= on for each in kept)
    today = on == day or (not days.is_working(on) and day == days.next_working_day(on))
    kind: TurnKind = "ahead" if day < send_by else "on_the_day" if day == send_by else "late"
    return Turn(on, kind, lasts and (today or (bool(before) and days.is_working(day))), waits)


def _latest(send_by: date, sent_on: date | None, day: date, before: Collection[date], days: WorkingDays) -> date | None:
    if day < send_by:
        ahead = send_by - timedelta(days=DAYS_AHEAD)
        return ahead if ahead <= day and (sent_on is None or sent_on < ahead) else None
    since = max((send_by, *(each for each in before if each > send_by)))
    rounds = days.between(since, day) // WORKING_DAYS_BETWEEN
    return days.after(since, rounds * WORKING_DAYS_BETWEEN)


def reminded_before(
    reminded: Sequence[SentReminder], forms: Sequence[SentForm], answered_on: date | None, day: date
) -> list[SentReminder]:
    """Return the reminders of before a day that asked for the same as one of that day does.

    Where nothing was answered they are those of after the day to send by, as the form of that time had it; where
    something was, and has to be completed, those since.
    """
    kept = [each for each in reminded if each.reminded_on < day]
    if answered_on is not None:
        return [each for each in kept if each.reminded_on >= answered_on]
    found = []
    for each in kept:
        sent = [form.send_by for form in forms if form.made_on <= each.reminded_on]
        if sent and sent[-1] is not None and each.reminded_on > sent[-1]:
            found.append(each)
    return found
