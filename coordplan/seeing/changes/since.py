"""The two times between which changes are told, as they are typed."""

import re
from datetime import date, datetime
from typing import NamedTuple

from coordplan.cli.session import OFFICE_TIME, moment_of
from coordplan.dates.days import day_away
from coordplan.errors import CoordplanError, Refused, UsageFault
from coordplan.seeing.changes.values import Moment
from coordplan.seeing.opening import Reading
from coordplan.seeing.windows import refuse_after, refuse_before
from coordplan.store.changes import change_named, latest_change, moment_of_change
from coordplan.store.definitions import frame
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day


class Typed(NamedTuple):
    """A time as typed: its day, and the last change by then where the words say so."""

    day: date
    known: int | None = None
    moment: datetime | None = None  # where a moment or a change is named: what had been told counts, whatever the day

    @property
    def named(self) -> bool:
        return self.moment is not None


def time_typed(reading: Reading, text: str, option: str, until: date) -> Typed:
    """Return what a date, a moment, a change's number or a span before ``until`` means; raise UsageFault or Refused."""
    connection = reading.connection
    if re.fullmatch(r"\d{1,4}[dwm]", text.strip()):
        day = max(day_away(text.strip(), until, ahead=False), reading.program.start_on)
        return Typed(day, _by_end_of(reading, day))
    if (change := change_named(connection, text)) is not None:
        moment = datetime.fromisoformat(change.at)
        return Typed(moment.astimezone(OFFICE_TIME).date(), change.id, moment)
    try:
        moment = moment_of(text, option)
    except CoordplanError as error:
        raise UsageFault(
            _('{option}: "{text}" is no time.').format(option=option, text=text),
            _("Write a date (31/5/2024), a moment (2024-05-31T17:00), a change's number (12), or 7d, 2w, 3m."),
        ) from error
    day = moment.astimezone(OFFICE_TIME).date()
    refuse_before(reading.program, day, option)
    return Typed(day, latest_change(connection, moment), moment if ":" in text else None)


def _by_end_of(reading: Reading, day: date) -> int:
    end = datetime.combine(day, datetime.max.time()).replace(tzinfo=OFFICE_TIME)
    return latest_change(reading.connection, end)


def times_between(reading: Reading, since: str, until: str | None) -> tuple[Moment, Moment, bool]:
    """Return the earlier and the later time, and whether the file held nothing at the earlier one.

    The later time is ``until`` (a date leaves what is known as it is asked: ``--known-at``, else now), else the day
    asked about. The earlier one is a day as it was known at its end; where the file held no program by then, that day
    is looked at with what is known by the later time.
    """
    late = Typed(reading.as_of) if until is None else time_typed(reading, until, "--until", reading.as_of)
    if until is not None and not late.named:
        refuse_after(reading.program, late.day, "--until")
    known = min(late.known, reading.known) if late.named and late.known is not None else reading.known
    last = min(late.day, reading.as_of) if late.named else late.day
    if last < reading.program.start_on:
        raise Refused(
            _("Nothing can have changed by {day}.").format(day=write_day(last)),
            _("The program begins on {day}.").format(day=write_day(reading.program.start_on)),
        )
    early = time_typed(reading, since, "--since", last)
    assert early.known is not None
    first = min(early.day, last) if early.named else early.day
    both = early.moment is not None and late.moment is not None and early.moment > late.moment
    if first > last or both or (early.named and early.known > known):
        raise UsageFault(
            _("--since: {since} is later than {until}.").format(
                since=since,
                until=until or (write_day(last) if first > last else _("change {number}").format(number=known)),
            ),
            _("Name an earlier one, or a later --until."),
        )
    nothing = frame(reading.connection, early.known).program is None
    known_then = known if nothing else min(early.known, known)
    return _moment(reading, first, known_then), _moment(reading, last, known), nothing


def _moment(reading: Reading, day: date, known: int) -> Moment:
    return Moment(day, known, moment_of_change(reading.connection, known))
