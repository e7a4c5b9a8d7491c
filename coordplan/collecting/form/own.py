"""form --own: what the office leads itself, asked at a terminal, one row after another, and recorded in one change."""

from collections.abc import Sequence
from contextlib import closing
from datetime import date
from functools import partial

from coordplan.cli.asked_line import Dialogue, until_settled
from coordplan.cli.session import Session, day_of
from coordplan.cli.speaking import remark
from coordplan.collecting.form.values import FormRow
from coordplan.model import STANDINGS, Target
from coordplan.named_tuples import NamedTuple
from coordplan.progress import is_done, parse_progress
from coordplan.seeing.progress_questions import (
    asked_day,
    asked_document,
    checked_progress,
    day_taken,
    progress_question,
)
from coordplan.store.door.which import FoundOccurrence, find_occurrence
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
    on: date | None = None

    @property
    def words(self) -> str:
        day = "" if self.on is None else write_day(self.on)
        return ", ".join(filter(None, (self.progress, day, self.evidence)))


def own_answers(session: Session, rows: Sequence[FormRow]) -> list[OwnAnswer]:
    """Ask of each row how far it is; what is left for later is left out. What was answered is shown, and asked about.

    Any question can be gone back from. Empty where nothing is to be recorded.
    """
    if rows:
        remark(_('Enter leaves a row for later; "q" ends the questions.'))
    return Dialogue().run(lambda dialogue: _answered(session, rows, dialogue))


def _answered(session: Session, rows: Sequence[FormRow], dialogue: Dialogue) -> list[OwnAnswer]:
    found: dict[int, OwnAnswer] = {}
    path, today = session.path(), session.today()
    for place, row in enumerate(rows):
        with closing(open_for_reading(path)) as connection:
            known = find_occurrence(connection, row.occurrence, today, today, STANDINGS)
        target = known.activity.target
        due = "" if row.due_on is None else _("due {day}").format(day=write_day(row.due_on))
        facts = "; ".join(filter(None, (due, row.standing, row.known)))
        progress = dialogue.ask(
            progress_question(target) + _("; Enter: later, q: no more questions"),
            partial(_checked, known.id, target),
            context=f"\n{place + 1}/{len(rows)}  {row.occurrence}  {row.title}\n     {facts}",
        )
        if fold(progress) in _STOP:
            break
        if progress:
            found[place] = _with_document(session, known, progress, dialogue)
    shown = [f"  {each.occurrence} ({rows[place].title}): {each.words}" for place, each in found.items()]
    return [*found.values()] if found and dialogue.confirms([_("To be written:"), *shown]) else []


def _checked(id_: str, target: Target | None, word: str) -> str:
    return word if not word or fold(word) in _STOP else checked_progress(id_, word, target)


def _with_document(session: Session, known: FoundOccurrence, progress: str, dialogue: Dialogue) -> OwnAnswer:
    """Return what the office says; of what is finished the document and the day are asked for."""
    target, path, today = known.activity.target, session.path(), session.today()
    if not is_done(parse_progress(progress, target), target):
        return OwnAnswer(known.id, progress)
    evidence = asked_document(dialogue.ask)
    taken = day_taken(path, evidence, today)
    on = asked_day(dialogue.ask, _("The day it was done"), taken, known.program, today)
    day = day_of(on, _("The day it was done"), today) if on else taken.day
    return OwnAnswer(known.id, progress, evidence, day)


def record_own(session: Session, answers: Sequence[OwnAnswer], by: str | None, reason: str) -> tuple[int, list[str]]:
    """Record what the office says, as `mark` does, in one change; return its number and what was recorded."""
    return until_settled(session, lambda settled: _recorded(settled, answers, by, reason))


def _recorded(session: Session, answers: Sequence[OwnAnswer], by: str | None, reason: str) -> tuple[int, list[str]]:
    with session.writing(by, reason) as change:
        today = session.today()
        observed = [
            observe(
                change,
                each.occurrence,
                each.progress,
                each.on,
                today,
                evidence=each.evidence,
            )
            for each in answers
        ]
        number = change.number
    return number, [each.id for each in observed if isinstance(each, Observation)]
