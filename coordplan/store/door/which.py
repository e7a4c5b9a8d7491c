"""Which occurrence an id means, and whether the same words were recorded of it before."""

import re
import sqlite3
from collections.abc import Sequence
from datetime import date

from coordplan.dates.days import days_in
from coordplan.dates.recurrence import words_for
from coordplan.errors import CoordplanError, Refused, UnknownId
from coordplan.model import DONE, OPEN, STANDINGS, Activity, Entry, Program
from coordplan.named_tuples import NamedTuple
from coordplan.store import questions
from coordplan.store.changes import LAST_CHANGE, latest_change
from coordplan.store.definitions import find_activity, frame, titles
from coordplan.store.entries import RecordedEntry, entries_of
from coordplan.store.questions import Question
from coordplan.store.standings import in_force
from coordplan.text.folding import fold
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day

HELD = ("suspended", "cancelled")
PROGRESS = ("percent", "value", "done")
_MOST_NAMED = 4  # occurrences that an activity has
HOLDING = ("suspended", "resumed", "cancelled")


class FoundOccurrence(NamedTuple):
    """The occurrence that an id means, and how it stands on the day in question."""

    id: str
    activity: Activity
    standing: sqlite3.Row
    program: Program


class Repetition(NamedTuple):
    """What is said of an occurrence stands in the file already: nothing is written."""

    id: str
    activity: Activity
    entry: Entry | None  # that says it; None where it is done since a day, in other words
    standing: sqlite3.Row  # today


def as_id(text: str) -> str:
    """Return an id as the file has it: ``GDDT-04@2024-q2`` is ``gddt-04@2024-Q2``, ``@2024-w1`` is ``@2024-W01``."""
    activity, at, period = text.strip().partition("@")
    return activity.lower() + at + re.sub(r"(?<=[-W])(\d)(?!\d)", r"0\1", period.upper())


def unknown_activity(connection: sqlite3.Connection, wanted: str) -> CoordplanError:
    """Return the error for an id that is no activity or occurrence, with the nearest ones, or what it is called now."""
    activity, at, period = wanted.partition("@")
    if len(now := called_now(connection, activity)) == 1:
        [(id_, title)] = now.items()
        return Refused(
            _("{id} was the id of another copy: that activity is called {new} here ({title}).").format(
                id=activity, new=id_, title=title
            ),
            _("Use {id}.").format(id=id_ + at + period),
        )
    if at and find_activity(connection, activity) is not None:
        rows = connection.execute(
            f"SELECT o.id FROM occurrences AS o WHERE o.activity_id = :id AND {in_force('o')} ORDER BY o.id",
            {"id": activity, "up_to_change": LAST_CHANGE},
        )
        return _no_such_occurrence(activity, wanted, [row[0] for row in rows])
    held = titles(connection)
    way_out = _("`coordplan list` shows all of them; `coordplan search WORDS` finds some.")
    if not held:
        way_out = "\n".join(
            (_("There is no activity here yet."), _("From the signed annex to the first report: coordplan help start"))
        )
    return UnknownId("activity", wanted, held, way_out)


def _no_such_occurrence(activity: str, wanted: str, ids: Sequence[str]) -> Refused:
    """Return the refusal of an occurrence that an activity does not have; the way out says which it has."""
    way_out = _("It has: {ids}").format(ids=", ".join(ids))
    if len(ids) > _MOST_NAMED:
        sentence = _("It has {n} occurrences, from {first} to {last}: coordplan show {id}")
        way_out = sentence.format(n=len(ids), first=ids[0], last=ids[-1], id=activity)
    return Refused(_("{activity} has no occurrence {id}.").format(activity=activity, id=wanted), way_out if ids else "")


def called_now(connection: sqlite3.Connection, former_id: str, up_to_change: int = LAST_CHANGE) -> dict[str, str]:
    """Return the activities that bore an id in a merged copy, or here before a merge: their ids now, and titles."""
    rows = connection.execute(
        f"""
        SELECT DISTINCT a.activity_id, t.title
        FROM aliases AS a
        JOIN activities AS t ON t.id = a.activity_id AND {in_force("t")}
        WHERE (a.former_id = :id OR a.came_from = :id) AND a.activity_id <> :id AND a.in_use AND {in_force("a")}
        ORDER BY 1""",
        {"id": former_id, "up_to_change": up_to_change},
    )
    return dict(rows.fetchall())


def retired_error(id_: str, retired_on: date) -> Refused:
    """Return the error for an activity or occurrence that was taken out of its plan."""
    return Refused(
        _("{id} was retired on {day}.").format(id=id_, day=write_day(retired_on)),
        _("`coordplan log {id}` names the change; `coordplan undo CHANGE` takes it back.").format(id=id_),
    )


def find_occurrence(
    connection: sqlite3.Connection, wanted: str, day: date, today: date, standings: tuple[str, ...] = OPEN
) -> FoundOccurrence:
    """Return the occurrence of an id; of a recurring activity's plain id, the earliest that is meant.

    That is the earliest of these ``standings``, on the day in question and today (what is finished by now is not meant
    by somebody who records something of the past), whose window has begun on that day; what is held may begin later.
    Raises Refused where there is none: what is meant then has to be named.
    """
    wanted = as_id(wanted)
    program = frame(connection).program
    found = find_activity(connection, wanted.partition("@")[0])
    if found is None or program is None:
        raise unknown_activity(connection, wanted)
    activity, retired_on = found
    if retired_on is not None and retired_on <= day:
        raise retired_error(activity.id, retired_on)
    question = Question(day, latest_change(connection), activity=activity.id)
    rows = questions.standings_of(connection, question)
    if "@" in wanted:
        for row in rows:
            if row["id"] == wanted:
                return _found(activity, row, program)
        raise _no_such_occurrence(activity.id, wanted, [row["id"] for row in rows])
    if activity.every is None and rows:
        return _found(activity, rows[0], program)
    now = {row["id"]: row for row in questions.standings_of(connection, question._replace(as_of=today))}
    meant = [row for row in rows if row["standing"] in standings and _is(now.get(row["id"]), standings)]
    for row in meant:
        if standings == HELD or has_begun(row, day):
            return _found(activity, row, program)
    raise _none_meant(activity, day, list(now.values()), meant)


def _found(activity: Activity, row: sqlite3.Row, program: Program) -> FoundOccurrence:
    """Return an occurrence with its activity in the words, and with the target, that hold for it."""
    return FoundOccurrence(row["id"], words_for(activity, row["id"], program), row, program)


def _is(row: sqlite3.Row | None, standings: Sequence[str]) -> bool:
    return row is not None and row["standing"] in standings


def has_begun(row: sqlite3.Row, day: date) -> bool:
    """Say whether the window of an occurrence has begun by a day."""
    return str(row["start_on"]) <= day.isoformat() or (row["due_on"] is not None and row["due_on"] < day.isoformat())


def _none_meant(activity: Activity, day: date, now: Sequence[sqlite3.Row], to_come: Sequence[sqlite3.Row]) -> Refused:
    """Return the refusal that says when the last was done and which one would be the next."""
    nothing = _("{id} has no open occurrence that had begun by {day}.")
    sentences = [nothing.format(id=activity.id, day=write_day(day))]
    named = []
    if done := [row for row in now if row["standing"] in DONE]:
        last = max(done, key=lambda row: (row["done_on"], row["id"]))
        sentence = _("The last one, {id}, was done on {day}.")
        sentences.append(sentence.format(id=last["id"], day=write_day(date.fromisoformat(last["done_on"]))))
        named.append(last["id"])
    if to_come:
        sentence = _("The next one, {id}, begins on {day}.")
        begins_on = write_day(date.fromisoformat(to_come[0]["start_on"]))
        sentences.append(sentence.format(id=to_come[0]["id"], day=begins_on))
        named.append(to_come[0]["id"])
    if to_come:
        way_out = _("Name the one that is meant: {ids}").format(ids=_(" or ").join(named))
    else:
        way_out = _("Name the one you mean, for example {example}; `coordplan show {id}` lists them.").format(
            example=now[-1]["id"] if now else f"{activity.id}@2024-Q2", id=activity.id
        )
    return Refused(" ".join(sentences), way_out)


def entries_in_force(connection: sqlite3.Connection, activity: str) -> list[RecordedEntry]:
    """Return the entries of an activity's occurrences that are in force, by the day observed."""
    return [each for each in entries_of(connection, activity, LAST_CHANGE) if each.ended_by is None]


class _Document(NamedTuple):
    """By what a document is known, however it is written: its numbers (else its words), and its days."""

    name: tuple[str, ...]
    days: tuple[date, ...]
    is_numbered: bool


def _document_of(text: str) -> _Document:
    from coordplan.dates.cited_documents import parse_documents  # its patterns take time, and most lines name none

    numbers = tuple(document.key for document in parse_documents(text) if document.number)
    return _Document(numbers or tuple(re.findall(r"\w+", fold(text))), tuple(sorted(days_in(text))), bool(numbers))


def same_document(one: Entry, other: Entry) -> bool:
    """Say whether two entries rest on a document in common: of the same number and of no other day, or on one file."""
    if {each.sha256 for each in one.files} & {each.sha256 for each in other.files}:
        return True
    first, second = _document_of(one.evidence), _document_of(other.evidence)
    if first.is_numbered and second.is_numbered:
        days = not first.days or not second.days or bool({*first.days} & {*second.days})
        return days and bool({*first.name} & {*second.name})
    return bool(first.name) and first == second  # "..." names none


def recorded_already(
    connection: sqlite3.Connection, wanted: str, said: Entry, today: date, day_is_named: bool
) -> tuple[str, RecordedEntry | None]:
    """Return the id that is meant, and the entry that says the same already, None where nothing does.

    The same words: the same state with the same document or file; without one, of the same day. They still stand where
    nothing else was said of that day since, or the occurrence is finished by now. Of a plain id that occurrence was
    meant; where a day is named and is another one, the occurrence is meant and nothing is recorded already.
    """
    wanted = as_id(wanted)
    entries = entries_in_force(connection, wanted.partition("@")[0])
    kinds = next(kinds for kinds in (PROGRESS, HOLDING, (said.kind,)) if said.kind in kinds)
    by_occurrence: dict[str, list[RecordedEntry]] = {}
    for each in entries:
        if each.entry.kind in kinds:
            by_occurrence.setdefault(each.entry.occurrence, []).append(each)
    for occurrence, recorded in by_occurrence.items():
        if "@" in wanted and occurrence != wanted:
            continue
        same = [each for each in recorded if _says_the_same(each.entry, said)]
        # Only then how it stands matters: asked of each, it was a tenth of a mark
        if same and ("@" in wanted or not _is_finished(connection, occurrence, today)):
            last_of_day = {each.entry.observed_on: each for each in sorted(recorded, key=lambda each: each.place)}
            same = [each for each in last_of_day.values() if each in same]
        of_that_day = [each for each in same if each.entry.observed_on == said.observed_on]
        if of_that_day or same:
            return occurrence, next(iter(of_that_day), None if day_is_named else same[0])
    return wanted, None


def _is_finished(connection: sqlite3.Connection, occurrence: str, today: date) -> bool:
    question = Question(today, LAST_CHANGE, activity=occurrence.partition("@")[0])
    rows = {row["id"]: row["standing"] for row in questions.standings_of(connection, question)}
    return rows.get(occurrence, STANDINGS[0]) in DONE


def _says_the_same(recorded: Entry, said: Entry) -> bool:
    state = [(each.kind, each.percent, each.value, each.due_on) for each in (recorded, said)]
    if state[0] != state[1] or (said.note and said.note != recorded.note):
        return False
    files, recorded_files = ({each.sha256 for each in entry.files} for entry in (said, recorded))
    if not files <= recorded_files:
        return False
    if said.evidence:
        document = _document_of(said.evidence)
        same_name = bool(document.name) or recorded.evidence == said.evidence
        return same_name and _document_of(recorded.evidence) == document
    if files:
        return True
    return recorded.observed_on == said.observed_on
