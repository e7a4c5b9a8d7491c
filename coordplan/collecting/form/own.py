"""form --own: what the office leads itself, asked at a terminal, one row after another, and recorded in one change."""

from collections.abc import Sequence
from contextlib import closing
from datetime import date
from typing import NamedTuple

from coordplan.cli.asking import is_yes
from coordplan.cli.session import Session
from coordplan.cli.speaking import remark
from coordplan.collecting.form.values import FormRow
from coordplan.model import STANDINGS
from coordplan.progress import is_done, parse_progress
from coordplan.seeing.progress_questions import asked_finish, asked_progress
from coordplan.store.door.which import find_occurrence
from coordplan.store.file import open_for_reading
from coordplan.store.observations import Observation, observe
from coordplan.text.folding import fold
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day

_STOP = {"q", "quit", "stop", "dung", "thoi"}


class OwnAnswer(NamedTuple):
    """What the office says of an occurrence that it leads."""

    occurrence: str
    progress: str
    evidence: str = ""
    on: str | None = None

    @property
    def words(self) -> str:
        day = "" if self.on is None else write_day(date.fromisoformat(self.on))
        return ", ".join(filter(None, (self.progress, day, self.evidence)))


def own_answers(session: Session, rows: Sequence[FormRow]) -> list[OwnAnswer]:
    """Ask of each row how far it is; what is left for later is left out. What was answered is shown, and asked about.

    Empty where it is not to be recorded.
    """
    found: list[OwnAnswer] = []
    for number, row in enumerate(rows, 1):
        answer = _answer_of(session, row, f"{number}/{len(rows)}")
        if answer is None:
            break
        found += [answer] if answer.progress else []
    if not found:
        return []
    remark(_("To be recorded:"))
    titles = {row.occurrence: row.title for row in rows}
    for each in found:
        remark(f"  {each.occurrence} ({titles[each.occurrence]}): {each.words}")
    return found if is_yes(_("Record this? (y/n)")) else []


def _answer_of(session: Session, row: FormRow, place: str) -> OwnAnswer | None:
    """Ask about one row; without a progress it is left for later, and None ends the questions."""
    path, today = session.path(), session.today()
    with closing(open_for_reading(path)) as connection:
        found = find_occurrence(connection, row.occurrence, today, today, STANDINGS)
    due = "" if row.due_on is None else _("due {day}").format(day=write_day(row.due_on))
    remark("")
    remark(f"{place}  {row.occurrence}  {row.title}")
    remark("     " + "; ".join(filter(None, (due, row.standing, row.known))))
    more = _("; Enter: later, q: no more questions")
    progress = asked_progress(found.activity.target, more, lambda word: not word or fold(word) in _STOP)
    if fold(progress) in _STOP:
        return None
    evidence, on = "", None
    if progress and is_done(parse_progress(progress, found.activity.target), found.activity.target):
        evidence, on = asked_finish(path, found.program, evidence, on, today)
    return OwnAnswer(found.id, progress, evidence, on)


def record_own(session: Session, answers: Sequence[OwnAnswer], by: str | None, reason: str) -> tuple[int, list[str]]:
    """Record what the office says, as `mark` does, in one change; return its number and what was recorded."""
    with session.writing(by, reason) as change:
        today = session.today()
        observed = [
            observe(
                change,
                each.occurrence,
                each.progress,
                None if each.on is None else date.fromisoformat(each.on),
                today,
                evidence=each.evidence,
            )
            for each in answers
        ]
        number = change.number
    return number, [each.id for each in observed if isinstance(each, Observation)]
