"""Which day a fact is of: the one that is named, else its document's, else today; only days that have been."""

import sqlite3
from datetime import date

from coordplan.dates.days import days_in
from coordplan.errors import Refused
from coordplan.model import Program
from coordplan.store.definitions import frame
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day


def observed_day(connection: sqlite3.Connection, on: date | None, evidence: str, today: date) -> tuple[date, bool]:
    """Return the day of a fact, and whether it is that of its document: named, else the document's one day, else today.

    Raises Refused where it lies before the program or after today.
    """
    days = days_in(evidence) if on is None else []
    day = on or (days[0] if len(days) == 1 else today)
    refuse_other_days(frame(connection).program, day, today)
    return day, on is None and len(days) == 1


def refuse_other_days(program: Program | None, day: date, today: date) -> None:
    """Refuse what has not been observed yet, and what lies before the program."""
    if day > today:
        raise Refused(
            _("{day} is still to come; only what has been observed is recorded.").format(day=write_day(day)),
            _("Today is {today}; leave --on out, or name a day up to it.").format(today=write_day(today)),
        )
    if program is not None and day < program.start_on:
        raise Refused(
            _("{day} is before the program, which begins on {start}.").format(
                day=write_day(day), start=write_day(program.start_on)
            ),
            _("See whether the year is right."),
        )
