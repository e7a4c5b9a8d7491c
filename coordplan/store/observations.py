"""What is recorded: the entries that an observation or an extension becomes, whoever records it.

Everything passes the door: what would make the file say something wrong is refused, a likely slip is doubted.
"""

import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from datetime import date

from coordplan.dates.recurrence import words_at
from coordplan.errors import Refused
from coordplan.model import DONE, OPEN, Activity, Entry, Program, ProofFile, Target
from coordplan.named_tuples import NamedTuple
from coordplan.progress import Progress, is_done, parse_progress
from coordplan.store import questions
from coordplan.store.changes import Writing, find_change
from coordplan.store.definitions import calendar, find_activity, frame
from coordplan.store.door.amounts import (
    as_reached,
    in_order,
    is_said_again,
    reached_with,
    replacement_remark,
    total_beside,
)
from coordplan.store.door.corrections import entries_against, kept_of
from coordplan.store.door.entry_doubts import RULES, Fact, doubt_bare_number, doubt_same_document, remarks_on
from coordplan.store.door.which import (
    HELD,
    FoundOccurrence,
    Repetition,
    as_id,
    entries_in_force,
    find_occurrence,
    recorded_already,
    retired_error,
    unknown_activity,
)
from coordplan.store.door.which_day import document_remark, observed_day
from coordplan.store.entries import RecordedEntry, add_entries, latest_holding
from coordplan.store.questions import Question
from coordplan.store.schema import ENTRIES
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day


class Observation(NamedTuple):
    """What was recorded of an occurrence, and how it stood before (on that day; of what is done, today), and stands."""

    id: str
    activity: Activity
    day: date
    progress: Progress
    before: sqlite3.Row
    after: sqlite3.Row
    today: sqlite3.Row  # of what is retired by then, as after
    total: float | None = None  # that is reached by that day
    again: bool = False  # an amount that stood already, said again with its document or a note


class Extension(NamedTuple):
    """An extension that was recorded."""

    id: str
    activity: Activity
    day: date  # on which it was granted
    before: date
    due_on: date
    working_on: date  # the first working day from the new due date on
    program: Program


def observe(
    change: Writing,
    wanted: str,
    text: str,
    on: date | None,
    today: date,
    note: str = "",
    evidence: str = "",
    files: tuple[ProofFile, ...] = (),
) -> Observation | Repetition:
    """Record one observation; raise Refused where it cannot be.

    Its day is ``on``, else for what finishes the work the day of its document, else today. What was said in the same
    words before is not recorded again. What is done already stays done since its day when more is recorded of it; a
    day named for it takes the place of the one that was recorded before.
    """
    connection = change.connection
    activity = _activity_of(connection, wanted, on or today)
    progress = parse_progress(text, activity.target)
    so_far = _recorded_of(connection, wanted, activity.target, on or today, today)
    finishes = is_done(reached_with(progress, so_far, activity.target, on or today), activity.target)
    observed = observed_day(connection, on, evidence if finishes else "", today)
    day = observed.day
    said = Entry("", day, progress.kind, progress.percent, progress.value, None, note, evidence, files)
    meant, recorded = recorded_already(connection, wanted, said, today, on is not None)
    found = find_occurrence(connection, meant, day, today, HELD if progress.kind == "resumed" else OPEN)
    if recorded is not None:
        return Repetition(found.id, activity, recorded.entry, _standing_on(change, found, today))
    done_already = found.standing["standing"] in DONE and finishes
    if done_already and progress.kind == "done" and on is None and not note and not said.is_proved:
        return Repetition(found.id, activity, None, found.standing)
    beside = total_beside(so_far, found.activity.target, day)
    change.doubt(doubt_bare_number(found.id, progress, found.activity.target, beside))
    observation = record_progress(
        change,
        found,
        progress,
        day,
        today,
        corrects=finishes and (on is not None or (observed.of_document and not done_already)),
        named=as_id(wanted) == found.id,
        dated=on is not None,
        note=note,
        evidence=evidence,
        files=files,
    )
    if observation.today["done_on"] == day.isoformat():
        change.say(document_remark(found.id, observed, today))
    return observation


def _recorded_of(
    connection: sqlite3.Connection, wanted: str, target: Target | None, day: date, today: date
) -> list[Entry]:
    """Return the progress that is recorded of the occurrence that is meant, where what is recorded adds up."""
    if target is None or not target.sums:
        return []
    with suppress(Refused):  # it is refused later, or was recorded already
        found = find_occurrence(connection, wanted, day, today)
        entries = entries_in_force(connection, found.activity.id)
        return in_order(each for each in entries if each.entry.occurrence == found.id)
    return []


def _activity_of(connection: sqlite3.Connection, wanted: str, day: date) -> Activity:
    """Return the activity of an id, in the words and with the target that hold for what falls due next on a day."""
    wanted = as_id(wanted)
    found = find_activity(connection, wanted.partition("@")[0])
    if found is None:
        raise unknown_activity(connection, wanted)
    return words_at(found[0], wanted, frame(connection).program, day)


def record_progress(
    change: Writing,
    found: FoundOccurrence,
    progress: Progress,
    day: date,
    today: date,
    *,
    corrects: bool = False,
    named: bool = False,
    dated: bool = False,
    note: str = "",
    evidence: str = "",
    files: tuple[ProofFile, ...] = (),
    value: float | None = None,
    beside: Sequence[RecordedEntry] = (),
    said_by: str = "",
) -> Observation:
    """Record what was observed of an occurrence on a day; raise Refused where it is held.

    Where it is done and the day ``corrects`` what was recorded before, what speaks against that day is taken back; a
    value that was reached, and the document, are kept. ``value``: with which it is done. ``named``, ``dated``: whether
    the occurrence and the day were named for just this. ``beside``: entries that this takes the place of anyway.
    ``said_by``: who says it, if not who writes. What is doubted of it stands in the change.
    """
    connection = change.connection
    target = found.activity.target
    _refuse_where_held(connection, found, progress.kind, day)
    entries = entries_in_force(connection, found.activity.id)
    ended = {each.number: each for each in beside}
    recorded = [each for each in entries if each.entry.occurrence == found.id and each.number not in ended]
    before = _standing_on(change, found, today)
    if corrects and is_done(progress, target):
        ended |= {each.number: each for each in entries_against(recorded, target, day, today)}
        value, evidence, files = kept_of(list(ended.values()), progress, value, evidence, files)
    change.end(ENTRIES, list(ended))
    entry = Entry(found.id, day, progress.kind, progress.percent, progress.value, None, note, evidence, files)
    more = [Entry(found.id, day, "value", value=value)] if value is not None else []
    add_entries(change, [*more, entry])
    question = Question(day, change.number, activity=found.activity.id)
    after = _standing_of(connection, question, found.id)
    if after is None:  # it was there because it was done, and would not be done now
        retired_on = connection.execute(
            "SELECT retired_on FROM occurrences WHERE id = :id AND ended_by IS NULL", {"id": found.id}
        ).fetchone()[0]
        raise retired_error(found.id, date.fromisoformat(retired_on))
    now = _standing_of(connection, question._replace(as_of=today), found.id) or after
    told, reached = as_reached(recorded, entry, target)
    fact = Fact(
        id=found.id,
        entry=reached,
        target=target,
        by=said_by or find_change(connection, change.number).by,
        named=named,
        dated=dated,
        today=today,
        start_on=date.fromisoformat(after["start_on"]),
        due_on=None if after["due_on"] is None else date.fromisoformat(after["due_on"]),
        recorded=[
            *told,
            *(RecordedEntry(0, each, find_change(connection, change.number), None, "") for each in more),
        ],
        elsewhere=[
            each
            for each in entries
            if each.entry.occurrence != found.id and not (named and each.change.id == change.number)
        ],
        before=before,
        after=now,
    )
    change.doubt(*(rule(fact) for rule in RULES))
    change.remarks += remarks_on(fact)
    if not said_by:  # a form says what the whole period brought
        change.say(replacement_remark(found.id, recorded, entry, target))
    was = before if before["standing"] in DONE else found.standing  # of what is done: what a correction corrects
    again = is_said_again(recorded, entry, target)
    return Observation(found.id, found.activity, day, progress, was, after, now, reached.value, again)


def _standing_on(change: Writing, found: FoundOccurrence, today: date) -> sqlite3.Row:
    """Return how an occurrence stands today, with what the change has written so far."""
    question = Question(today, change.number, activity=found.activity.id)
    return _standing_of(change.connection, question, found.id) or found.standing


def _standing_of(connection: sqlite3.Connection, question: Question, occurrence: str) -> sqlite3.Row | None:
    return next((row for row in questions.standings_of(connection, question) if row["id"] == occurrence), None)


def extend(
    change: Writing,
    wanted: str,
    due_on: date,
    on: date | None,
    today: date,
    note: str,
    evidence: str,
    files: tuple[ProofFile, ...] = (),
) -> Extension | Repetition:
    """Record a new due date, granted on a day, the day of its document or today; raise Refused where it cannot be."""
    connection = change.connection
    observed = observed_day(connection, on, evidence, today)
    day = observed.day
    said = Entry("", day, "extended", due_on=due_on, note=note, evidence=evidence, files=files)
    meant, recorded = recorded_already(connection, wanted, said, today, on is not None)
    found = find_occurrence(connection, meant, day, today)
    if recorded is not None:
        return Repetition(found.id, found.activity, recorded.entry, _standing_on(change, found, today))
    now = found.standing
    if now["due_on"] is None:
        raise Refused(_("{id} is ongoing and has no due date to extend.").format(id=found.id))
    if now["standing"] in DONE:
        raise Refused(
            _("{id} was already done on {day}.").format(id=found.id, day=write_day(date.fromisoformat(now["done_on"])))
        )
    if now["standing"] == "cancelled":
        _refuse_where_held(connection, found, "extended", day)
    before = date.fromisoformat(now["due_on"])
    if due_on <= before:
        raise Refused(
            _("{new} is not an extension: {id} is due on {due}.").format(
                new=write_day(due_on), id=found.id, due=write_day(before)
            ),
            (
                _("Name a later day; what was planned wrongly is put right with `coordplan edit {id} --due-day ...`.")
                if found.activity.every is not None
                else _("Name a later day; what was planned wrongly is put right with `coordplan edit {id} --due ...`.")
            ).format(id=found.activity.id),
        )
    add_entries(change, [said._replace(occurrence=found.id)])
    elsewhere = [
        each.entry for each in entries_in_force(connection, found.activity.id) if each.entry.occurrence != found.id
    ]
    change.doubt(doubt_same_document(found.id, said, elsewhere))
    change.say(document_remark(found.id, observed, today))
    from coordplan.dates.workdays import WorkingDays  # a mark counts none

    working_on = WorkingDays(calendar(connection)).next_working_day(due_on)
    return Extension(found.id, found.activity, day, before, due_on, working_on, found.program)


def _refuse_where_held(connection: sqlite3.Connection, found: FoundOccurrence, kind: str, day: date) -> None:
    holding = latest_holding(connection, found.id, day)
    if holding is None and kind == "resumed":
        raise Refused(
            _("{id} is neither suspended nor cancelled on {day}.").format(id=found.id, day=write_day(day)),
            _("`coordplan show {id}` has its history.").format(id=found.id),
        )
    if holding is not None and (kind == holding.kind or kind not in ("resumed", *HELD)):
        suspended, cancelled = _("{id} has been suspended since {day}."), _("{id} was cancelled on {day}.")
        sentence = suspended if holding.kind == "suspended" else cancelled
        raise Refused(
            sentence.format(id=found.id, day=write_day(holding.observed_on)),
            _("First: coordplan mark {id} resumed").format(id=found.id),
        )
