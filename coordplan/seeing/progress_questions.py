"""Asks at a terminal how far an occurrence is, its document, and the day."""

import re
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

from coordplan.cli.asking import or_nothing, reading_meant
from coordplan.cli.session import day_of
from coordplan.errors import CoordplanError
from coordplan.model import Program, Target
from coordplan.progress import parse_progress, write_target
from coordplan.store.door.entry_doubts import doubt_bare_number
from coordplan.store.door.which_day import ObservedDay, observed_day, refuse_other_days
from coordplan.store.file import open_for_reading
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day


def progress_question(target: Target | None) -> str:
    """Return what is asked about how far something is."""
    words = f" ({write_target(target)})" if target else ""
    return _("Progress: 60%, done, ...") + words


def checked_progress(id_: str, word: str, target: Target | None) -> str:
    """Return a progress as it is written; raise CoordplanError where it is none.

    A number that can be read in two ways is asked about at once.
    """
    if word in ("", "?"):
        raise CoordplanError(_("Write 60%, done, suspended, resumed, cancelled, or the value reached as a number."))
    if target is None and re.fullmatch(r"[02-9]|\d{2,3}(?:[.,]\d{1,2})?", word):
        word += "%"  # as forms have it: without a target a number is a percent
    doubt = doubt_bare_number(id_, parse_progress(word, target), target)
    if doubt is not None and doubt.readings:
        if not (word := reading_meant(doubt, again=True)):
            raise CoordplanError(_("Write 60%, done, suspended, resumed, cancelled, or the value reached as a number."))
        parse_progress(word, target)
    return word


def asked_document(ask: Callable[..., str]) -> str:
    """Ask for the document; empty where there is none."""
    return ask(_("Evidence (number, date, subject; Enter for none)"), or_nothing)


def day_taken(path: Path, evidence: str, today: date) -> ObservedDay:
    """Return the day that a fact is of where none is named: the document's, else today."""
    with closing(open_for_reading(path)) as connection:
        try:
            return observed_day(connection, None, evidence, today)
        except CoordplanError:  # that of the document is none that can be meant
            return ObservedDay(today)


def asked_day(ask: Callable[..., str], question: str, taken: ObservedDay, program: Program, today: date) -> str:
    """Ask for the day of a fact and return it as it is written; empty where the one is meant that is taken anyway."""
    words = _("{day}, the document's day") if taken.of_document else _("{day}, today")

    def check(word: str) -> str:
        if not word:
            return ""
        day = day_of(word, question, today)
        refuse_other_days(program, day, today)
        return write_day(day)

    return ask(question, check, shown=words.format(day=write_day(taken.day)))
