"""What mark, done and extend ask at a terminal for what was left out, and what they show before it is written."""

from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import date
from typing import Any

from coordplan.cli.asked_line import Dialogue
from coordplan.cli.asking import Choices, not_empty
from coordplan.cli.names_typed import ids_to_write
from coordplan.cli.session import Session, day_ahead_of
from coordplan.errors import CoordplanError
from coordplan.model import OPEN
from coordplan.progress import is_done, parse_progress
from coordplan.seeing.beginning import refuse_nothing_planned
from coordplan.seeing.progress_questions import (
    asked_day,
    asked_document,
    checked_progress,
    day_taken,
    progress_question,
)
from coordplan.store import attention, spans
from coordplan.store.changes import latest_change
from coordplan.store.definitions import stored_definitions
from coordplan.store.door.activity_names import activity_spelled
from coordplan.store.door.which import HELD, FoundOccurrence, find_occurrence
from coordplan.store.door.which_day import ObservedDay
from coordplan.store.door.year_left_out import with_year_begun
from coordplan.store.file import open_for_reading
from coordplan.store.questions import Question
from coordplan.text.language import translate as _
from coordplan.text.writing import standing_words, write_day, write_percent


def mark_questions(session: Session, given: Mapping[str, Any], dialogue: Dialogue) -> dict[str, Any]:
    """Return which occurrence, how far, its document and the day; nothing where the line is whole."""
    if given["id_"] is not None and given["progress"] is not None:
        return {}
    found = _found(session, _id_given(session, given) or _asked_occurrences(session, dialogue))
    target = found.activity.target
    progress = given["progress"] or dialogue.ask(
        progress_question(target),
        lambda word: checked_progress(found.id, word, target),
        context=_as_it_stands(found),
    )
    finishes = is_done(parse_progress(progress, target), target)
    evidence, on = _asked_circumstances(session, given, dialogue, [found], progress, finishes)
    return {"id_": found.id, "progress": progress, "evidence": evidence, "on": on}


def done_questions(session: Session, given: Mapping[str, Any], dialogue: Dialogue) -> dict[str, Any]:
    """Return which occurrences are done, their document and the day; nothing where ids are named."""
    if given["ids"]:
        return {}
    ids = _asked_occurrences(session, dialogue, several=True).split(",")
    found = [_found(session, each) for each in ids]
    document = {"evidence": ", ".join(given["evidence"] or ())}
    evidence, on = _asked_circumstances(session, {**given, **document}, dialogue, found, _("done"))
    documents = given["evidence"] or ([evidence] if evidence else None)
    return {"ids": [each.id for each in found], "evidence": documents, "on": on}


def extend_questions(session: Session, given: Mapping[str, Any], dialogue: Dialogue) -> dict[str, Any]:
    """Return which occurrence is extended, to when, by which document and on which day; nothing where no word lacks."""
    is_proved = bool(given["evidence"].strip() or given["file"])
    if given["id_"] is not None and given["due"] is not None and is_proved:
        return {}
    found, today = _found(session, _id_given(session, given) or _asked_occurrences(session, dialogue)), session.today()
    due = given["due"] or dialogue.ask(
        _("The new due date"), lambda word: _later(word, found, today), context=_as_it_stands(found)
    )
    evidence = given["evidence"]
    if not is_proved:
        evidence = dialogue.ask(_("The document that grants it (number, date, subject)"), not_empty)
    taken = day_taken(session.path(), evidence, today)
    on = given["on"] or asked_day(dialogue.ask, _("The day it was granted"), taken, found.program, today)
    words = _("{id} ({title}): due {new} instead of {old}, granted on {day}.")
    values = {"id": found.id, "title": found.activity.title, "new": due, "old": write_day(_due_on(found))}
    dialogue.confirm([_("To be written:"), f"  {words.format(**values, day=on or write_day(taken.day))} {evidence}"])
    return {"id_": found.id, "due": due, "evidence": evidence, "on": on or None}


def _asked_circumstances(
    session: Session,
    given: Mapping[str, Any],
    dialogue: Dialogue,
    found: Sequence[FoundOccurrence],
    progress: str,
    finishes: bool = True,
) -> tuple[str, str | None]:
    """Return the document and the day that are asked for where none is given; show what is to be written, and ask."""
    today = session.today()
    evidence = given["evidence"] or ("" if given["file"] else asked_document(dialogue.ask))
    taken = day_taken(session.path(), evidence, today) if finishes else ObservedDay(today)
    question = _("The day it was done") if finishes else _("The day it was observed")
    on = given["on"] or asked_day(dialogue.ask, question, taken, found[0].program, today)
    what = ", ".join(filter(None, (progress, on or write_day(taken.day), evidence)))
    dialogue.confirm([_("To be written:"), *(f"  {each.id} ({each.activity.title}): {what}" for each in found)])
    return evidence, on or None


def _asked_occurrences(session: Session, dialogue: Dialogue, several: bool = False) -> str:
    """Return the id of an open occurrence, or several with commas: what is overdue or due soon is offered first."""
    question = _("Which occurrences") if several else _("Which occurrence")

    def named(word: str) -> str:
        with closing(open_for_reading(session.path())) as connection:
            if (found := activity_spelled(connection, word, session.today())) is not None:
                word = with_year_begun(connection, found, session.today(), session.today()).id
        return _found(session, word).id

    return dialogue.choose(question, _offered(session), several, named)


def _id_given(session: Session, given: Mapping[str, Any]) -> str | None:
    """Return the id that is typed, as the file has it; words are asked about."""
    typed = given["id_"]
    return None if typed is None else ids_to_write(session, [typed], session.today())[0]


def _offered(session: Session) -> Choices:
    with closing(open_for_reading(session.path())) as connection:
        known = latest_change(connection)
        question = Question(session.today(), known, standings=OPEN, spans=spans.are_good_for(connection, known))
        rows = attention.soonest(connection, question)
        if not rows:
            refuse_nothing_planned(stored_definitions(connection).definitions)
    days = (date.fromisoformat(row["due_on"]) if row["due_on"] else None for row in rows)
    return [(row["id"], write_day(day), row["title"]) for row, day in zip(rows, days, strict=True)]


def _found(session: Session, id_: str) -> FoundOccurrence:
    """Return the occurrence that an id means: an open one, else a held one; nobody waits for the file meanwhile."""
    today = session.today()
    with closing(open_for_reading(session.path())) as connection:
        try:
            return find_occurrence(connection, id_, today, today, OPEN)
        except CoordplanError as error:
            if "@" in id_:
                raise
            try:
                return find_occurrence(connection, id_, today, today, HELD)
            except CoordplanError:
                raise error from None


def _as_it_stands(found: FoundOccurrence) -> str:
    """Return what is recorded of an occurrence now."""
    row = found.standing
    words = standing_words(row["standing"])
    if row["percent"] and row["percent"] < 100:
        words += f", {write_percent(row['percent'])}"
    due_on = _due_on(found)
    due = _("ongoing") if due_on is None else _("due {day}").format(day=write_day(due_on))
    return f"{found.id} ({found.activity.title}): {due}; {words}"


def _due_on(found: FoundOccurrence) -> date | None:
    due_on = found.standing["due_on"]
    return None if due_on is None else date.fromisoformat(due_on)


def _later(word: str, found: FoundOccurrence, today: date) -> str:
    """Return a new due date; raise CoordplanError where it is not later than the one in force."""
    day, due_on = day_ahead_of(not_empty(word), _("The new due date"), today), _due_on(found)
    if due_on is not None and day <= due_on:
        sentence = _("{new} is not an extension: {id} is due on {due}.")
        raise CoordplanError(sentence.format(new=write_day(day), id=found.id, due=write_day(due_on)))
    return write_day(day)
