"""Which day a fact is of: the one that is named, else its document's, else today; only days that have been."""

import sqlite3
from datetime import date

from coordplan.dates.days import has_figures_of_a_day
from coordplan.errors import Refused
from coordplan.model import Program
from coordplan.named_tuples import NamedTuple
from coordplan.store.definitions import frame
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day


class ObservedDay(NamedTuple):
    """The day of a fact, and whether it is that of its document, or (``unclear``) no one day of the document.

    ``fault`` says why the day that stands in the document is none.
    """

    day: date
    of_document: bool = False
    unclear: bool = False
    fault: str = ""


def observed_day(connection: sqlite3.Connection, on: date | None, evidence: str, today: date) -> ObservedDay:
    """Return the day of a fact: the one that is named, else the document's one day, else today.

    Raises Refused where it lies before the program or after today.
    """
    found = _day_of_document(evidence, today) if on is None and evidence.strip() else ObservedDay(on or today)
    way_out = _("The document's day is taken; --on names another.") if found.of_document else ""
    refuse_other_days(frame(connection).program, found.day, today, way_out)
    return found


def _day_of_document(evidence: str, today: date) -> ObservedDay:
    from coordplan.dates.cited_documents import days_of_documents, no_such_day  # most lines name no document

    days = days_of_documents(evidence, today)
    if len(days) == 1:
        return ObservedDay(days[0], of_document=True)
    fault = "" if days else no_such_day(evidence, today)
    return ObservedDay(today, unclear=bool(days) or has_figures_of_a_day(evidence), fault=fault)


def document_remark(id_: str, observed: ObservedDay, today: date) -> str:
    """Return what is said of a day that was not named: the document's, or today where the document has no one day."""
    if observed.of_document and observed.day != today:
        sentence = _("{id} is dated {day}, like its document; --on sets another day.")
    elif observed.fault:
        sentence = _("{id} is dated today, {day}: {fault}; --on sets another day.")
    elif observed.unclear:
        sentence = _("{id} is dated today, {day}: no one day stands in its document; --on sets another day.")
    else:
        return ""
    return sentence.format(id=id_, day=write_day(observed.day), fault=observed.fault)


def refuse_other_days(program: Program | None, day: date, today: date, way_out: str = "") -> None:
    """Refuse what has not been observed yet, and what lies before the program."""
    if day > today:
        raise Refused(
            _("{day} is still to come; only what has been observed is recorded.").format(day=write_day(day)),
            way_out or _("Today is {today}; leave --on out, or name a day up to it.").format(today=write_day(today)),
        )
    if program is not None and day < program.start_on:
        raise Refused(
            _("{day} is before the program, which begins on {start}.").format(
                day=write_day(day), start=write_day(program.start_on)
            ),
            way_out or _("See whether the year is right."),
        )
