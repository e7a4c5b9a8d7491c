"""What mark asks at a terminal for what was left out: which occurrence, how far it is, its document, and the day."""

from contextlib import closing
from datetime import date

from coordplan.cli.asking import ask
from coordplan.cli.session import Session, day_of
from coordplan.cli.speaking import offer
from coordplan.errors import CoordplanError, UsageFault
from coordplan.model import OPEN, STANDINGS
from coordplan.progress import is_done, parse_progress, write_target
from coordplan.store import questions
from coordplan.store.changes import latest_change
from coordplan.store.door.which import find_occurrence
from coordplan.store.door.which_day import observed_day, refuse_other_days
from coordplan.store.file import open_for_reading
from coordplan.store.questions import Question
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day


def answers_for(
    session: Session, id_: str | None, progress: str | None, evidence: str, on: str | None
) -> tuple[str, str, str, str | None]:
    """Ask at a terminal for what was left out: id, progress, and of what is finished its document and the day.

    Raises UsageFault where nobody is there to answer.
    """
    if not session.at_terminal():
        raise UsageFault(
            _("ID and PROGRESS are missing.") if id_ is None else _("PROGRESS is missing."),
            _("For example: coordplan mark gddt-04 60%"),
        )
    path, today = session.path(), session.today()
    if id_ is None:
        with closing(open_for_reading(path)) as connection:
            question = Question(today, latest_change(connection), standings=OPEN)
            rows = questions.soonest(connection, question, 15)
        offer([(row["id"], write_day(date.fromisoformat(row["due_on"])), row["title"]) for row in rows])

        def check_id(word: str) -> str:
            if word.isdigit() and 1 <= int(word) <= len(rows):
                return str(rows[int(word) - 1]["id"])
            with closing(open_for_reading(path)) as connection:  # anew: nobody waits while somebody is asked
                return find_occurrence(connection, word, today, today).id

        id_ = ask(_("Which one (number or id)"), check_id)
    with closing(open_for_reading(path)) as connection:
        found = find_occurrence(connection, id_, today, today, STANDINGS)
    target = found.activity.target

    def check_progress(word: str) -> str:
        if not word:
            raise CoordplanError(_("Write 60%, done, suspended, resumed, cancelled, or the value reached as a number."))
        parse_progress(word, target)
        return word

    if progress is None:
        words = f" ({write_target(target)})" if target else ""
        progress = ask(_("Progress: 60%, done, ...") + words, check_progress)
    if is_done(parse_progress(progress, target), target):
        evidence = evidence or ask(_("Evidence (number, date, subject; Enter for none)"), lambda word: word)
        with closing(open_for_reading(path)) as connection:
            default = observed_day(connection, None, evidence, today).day

        def check_day(word: str) -> str:
            day = day_of(word, _("The day it was done"), today)
            refuse_other_days(found.program, day, today)
            return day.isoformat()

        on = on or ask(_("The day it was done"), check_day, write_day(default))
    return id_, progress, evidence, on
