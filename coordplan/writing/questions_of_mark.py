"""What mark asks at a terminal for what was left out: which occurrence, how far it is, its document, and the day."""

from contextlib import closing
from datetime import date

from coordplan.cli.asking import ask
from coordplan.cli.session import Session
from coordplan.cli.speaking import offer
from coordplan.errors import UsageFault
from coordplan.model import OPEN, STANDINGS
from coordplan.progress import is_done, parse_progress
from coordplan.seeing.progress_questions import asked_finish, asked_progress
from coordplan.store import questions
from coordplan.store.changes import latest_change
from coordplan.store.door.which import find_occurrence
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
    if progress is None:
        progress = asked_progress(target)
    if is_done(parse_progress(progress, target), target):
        evidence, on = asked_finish(path, found, evidence, on, today)
    return id_, progress, evidence, on
