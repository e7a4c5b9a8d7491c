"""Asks at a terminal how far an occurrence is; of what is finished, its document and the day."""

from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

from coordplan.cli.asking import ask
from coordplan.cli.session import day_of
from coordplan.errors import CoordplanError
from coordplan.model import Program, Target
from coordplan.progress import parse_progress, write_target
from coordplan.store.door.which_day import observed_day, refuse_other_days
from coordplan.store.file import open_for_reading
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day


def asked_progress(
    target: Target | None, more: str = "", check_more: Callable[[str], bool] = lambda word: False
) -> str:
    """Ask for a progress until it can be understood; ``more`` says what else may be answered, which is checked too."""

    def check(word: str) -> str:
        if check_more(word):
            return word
        if not word:
            raise CoordplanError(_("Write 60%, done, suspended, resumed, cancelled, or the value reached as a number."))
        parse_progress(word, target)
        return word

    words = f" ({write_target(target)})" if target else ""
    return ask(_("Progress: 60%, done, ...") + words + more, check)


def asked_finish(path: Path, program: Program, evidence: str, on: str | None, today: date) -> tuple[str, str]:
    """Ask for what was left out of the document and the day of something that is finished; return both."""
    evidence = evidence or ask(_("Evidence (number, date, subject; Enter for none)"), lambda word: word)
    if on:
        return evidence, on
    with closing(open_for_reading(path)) as connection:
        default = observed_day(connection, None, evidence, today).day

    def check(word: str) -> str:
        day = day_of(word, _("The day it was done"), today)
        refuse_other_days(program, day, today)
        return day.isoformat()

    return evidence, ask(_("The day it was done"), check, write_day(default))
