"""Asks at a terminal how far an occurrence is; of what is finished, its document and the day."""

import re
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

from coordplan.cli.asking import ask
from coordplan.cli.session import day_of
from coordplan.errors import CoordplanError
from coordplan.model import Target
from coordplan.progress import parse_progress, write_target
from coordplan.store.door.which import FoundOccurrence
from coordplan.store.door.which_day import observed_day, refuse_other_days
from coordplan.store.file import open_for_reading
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day

Heed = Callable[[Callable[[str], str]], Callable[[str], str]]


def asked_progress(
    target: Target | None, more: str = "", check_more: Callable[[str], bool] = lambda word: False
) -> str:
    """Ask for a progress until it can be understood; ``more`` says what else may be answered, which is checked too."""

    def check(word: str) -> str:
        if check_more(word):
            return word
        if word in ("", "?"):
            raise CoordplanError(_("Write 60%, done, suspended, resumed, cancelled, or the value reached as a number."))
        if target is None and re.fullmatch(r"[02-9]|\d{2,3}(?:[.,]\d{1,2})?", word):
            word += "%"  # as forms have it: without a target a number is a percent
        parse_progress(word, target)
        return word

    words = f" ({write_target(target)})" if target else ""
    return ask(_("Progress: 60%, done, ...") + words + more, check)


def asked_finish(
    path: Path, found: FoundOccurrence, evidence: str, on: str | None, today: date, heed: Heed = lambda check: check
) -> tuple[str, str]:
    """Ask for what was left out of the document and the day of something that is finished; return both.

    The document's day is proposed, else today: but not once it is due, when Enter would record it as late. ``heed``
    adds to a check what else may be answered.
    """
    evidence = evidence or ask(_("Evidence (number, date, subject; Enter for none)"), heed(lambda word: word))
    if on:
        return evidence, on
    with closing(open_for_reading(path)) as connection:
        observed = observed_day(connection, None, evidence, today)
    due_on = found.standing["due_on"]
    is_late = due_on is not None and due_on < today.isoformat()
    default = "" if is_late and not observed.of_document else write_day(observed.day)

    def check(word: str) -> str:
        if not word:
            raise CoordplanError(_("Write the day on which it was finished: 30/6/2024."))
        day = day_of(word, _("The day it was done"), today)
        refuse_other_days(found.program, day, today)
        return day.isoformat()

    return evidence, ask(_("The day it was done"), heed(check), default)
