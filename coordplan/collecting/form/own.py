"""form --own: what the office leads itself, asked at a terminal, one row after another, and recorded in one change."""

from collections.abc import Sequence
from contextlib import closing
from datetime import date
from typing import NamedTuple

from coordplan.cli.asking import GoBackError, ask, or_back, yes_or_no
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

    Any question can be gone back from: to its row, and from there to the row before. Empty where it is not to be
    recorded.
    """
    found: dict[int, OwnAnswer] = {}
    if rows:
        remark(_('Enter leaves a row for later; "back" goes back a question; "q" ends the questions.'))
    place = 0
    while place < len(rows):
        try:
            place += 1 if _answered(session, rows, place, found) else len(rows)
        except GoBackError:
            place -= 1
            if place < 0:
                remark(_("There is no question before this one."))
                place = 0
            continue
        if place >= len(rows) and found:
            remark(_("To be recorded:"))
            for number, each in sorted(found.items()):
                remark(f"  {each.occurrence} ({rows[number].title}): {each.words}")
            try:
                meant = ask(_("Record this? (y/n, or back)"), or_back(yes_or_no)) in ("y", "c")
            except GoBackError:
                place = max(found)
                continue
            return [each for _number, each in sorted(found.items())] if meant else []
    return []


def _answered(session: Session, rows: Sequence[FormRow], place: int, found: dict[int, OwnAnswer]) -> bool:
    """Ask about one row, and put the answer among those ``found``; without a progress it is left for later.

    False ends the questions; GoBackError: the row before is meant.
    """
    row, path, today = rows[place], session.path(), session.today()
    with closing(open_for_reading(path)) as connection:
        known = find_occurrence(connection, row.occurrence, today, today, STANDINGS)
    target = known.activity.target
    due = "" if row.due_on is None else _("due {day}").format(day=write_day(row.due_on))
    remark("")
    remark(f"{place + 1}/{len(rows)}  {row.occurrence}  {row.title}")
    remark("     " + "; ".join(filter(None, (due, row.standing, row.known))))
    more = _("; Enter: later, q: no more questions")
    ends = or_back(lambda word: word if not word or fold(word) in _STOP else "")
    while True:
        progress = asked_progress(target, more, lambda word: not word or bool(ends(word)))
        if fold(progress) in _STOP:
            return False
        found.pop(place, None)
        if not progress:
            return True
        evidence, on = "", None
        if is_done(parse_progress(progress, target), target):
            try:
                evidence, on = asked_finish(path, known, evidence, on, today, or_back)
            except GoBackError:
                continue
        found[place] = OwnAnswer(known.id, progress, evidence, on)
        return True


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
