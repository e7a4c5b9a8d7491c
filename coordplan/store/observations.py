"""What may be recorded: which occurrence an id means, and the entries that an observation or an extension becomes.

Everything is refused here that would make the file say something wrong, whoever asks: a command, or a form sent back.
"""

import sqlite3
from datetime import date
from typing import NamedTuple

from coordplan.dates.workdays import WorkingDays
from coordplan.errors import CoordplanError, Refused, UnknownId
from coordplan.model import DONE, OPEN, Activity, Entry, Program
from coordplan.progress import Progress, parse_progress
from coordplan.store import questions
from coordplan.store.changes import Writing, latest_change
from coordplan.store.closed_periods import refuse_closed
from coordplan.store.definitions import calendar, find_activity, frame, titles
from coordplan.store.entries import add_entries, latest_holding
from coordplan.store.questions import Question
from coordplan.store.schema import ENTRIES
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day

HELD = ("suspended", "cancelled")


class FoundOccurrence(NamedTuple):
    """The occurrence that an id means, and how it stands on the day in question."""

    id: str
    activity: Activity
    standing: sqlite3.Row
    program: Program


class Observation(NamedTuple):
    """What was recorded of an occurrence, and how it stood on that day before and after, and stands today."""

    id: str
    activity: Activity
    day: date
    progress: Progress
    before: sqlite3.Row
    after: sqlite3.Row
    today: sqlite3.Row  # of what is retired by then, as after


class Extension(NamedTuple):
    """An extension that was recorded."""

    id: str
    activity: Activity
    before: date
    due_on: date
    working_on: date  # the first working day from the new due date on
    program: Program


def as_id(text: str) -> str:
    """Return an id as it is written in the file: ``GDDT-04@2024-q2`` is ``gddt-04@2024-Q2``."""
    activity, at, period = text.strip().partition("@")
    return activity.lower() + at + period.upper()


def unknown_activity(connection: sqlite3.Connection, wanted: str) -> CoordplanError:
    """Return the error for an id that is no activity or occurrence, with the nearest ones."""
    return UnknownId(
        "activity",
        wanted,
        titles(connection),
        _("`coordplan list` shows all of them; `coordplan search WORDS` finds some."),
    )


def retired_error(id_: str, retired_on: date) -> Refused:
    """Return the error for an activity or occurrence that was taken out of its plan."""
    return Refused(
        _("{id} was retired on {day}.").format(id=id_, day=write_day(retired_on)),
        _("`coordplan log {id}` says why; `coordplan undo` takes it back.").format(id=id_),
    )


def find_occurrence(
    connection: sqlite3.Connection, wanted: str, day: date, today: date, standings: tuple[str, ...] = OPEN
) -> FoundOccurrence:
    """Return the occurrence of an id; of a recurring activity's plain id, its earliest open one.

    Open (or of the ``standings`` that are wanted) on the day in question, and today too: what is finished by now is not
    meant by somebody who records something of the past.
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
                return FoundOccurrence(wanted, activity, row, program)
        raise Refused(
            _("{activity} has no occurrence {id}.").format(activity=activity.id, id=wanted),
            _("It has: {ids}").format(
                ids=", ".join(row["id"] for row in rows[:12]) + (" ..." if len(rows) > 12 else "")
            ),
        )
    if activity.every is None and rows:
        return FoundOccurrence(rows[0]["id"], activity, rows[0], program)
    now = {row["id"]: row for row in questions.standings_of(connection, question._replace(as_of=today))}
    for row in rows:
        if row["standing"] in standings and row["id"] in now and now[row["id"]]["standing"] in standings:
            return FoundOccurrence(row["id"], activity, row, program)
    raise Refused(
        _("{id} has no open occurrence on {day}.").format(id=activity.id, day=write_day(day)),
        _("Name the one you mean, for example {example}; `coordplan show {id}` lists them.").format(
            example=rows[-1]["id"] if rows else f"{activity.id}@2024-Q2", id=activity.id
        ),
    )


def observe(
    change: Writing,
    wanted: str,
    text: str,
    on: date | None,
    today: date,
    note: str = "",
    evidence: str = "",
    reopen: bool = False,
) -> Observation:
    """Record one observation, of a day or (None) of today; raise Refused where it cannot be.

    What is done already stays done since its day when more is recorded of it. A day named for it takes the place of
    the one that was recorded before. ``reopen`` lets it into a period that is closed.
    """
    connection = change.connection
    day = on or today
    refuse_other_days(frame(connection).program, day, today)
    activity = find_activity(connection, as_id(wanted).partition("@")[0])
    if activity is None:
        raise unknown_activity(connection, wanted)
    progress = parse_progress(text, activity[0].target)
    standings = HELD if progress.kind == "resumed" else OPEN
    found = find_occurrence(connection, wanted, day, today, standings)
    if found.standing["standing"] in DONE and progress.kind == "done" and on is None and not note and not evidence:
        raise Refused(
            _("{id} was already done on {day}.").format(
                id=found.id, day=write_day(date.fromisoformat(found.standing["done_on"]))
            ),
            _("To correct the day, name it with --on; to add its document, give --evidence."),
        )
    return record_progress(change, found, progress, day, today, on is not None, note, evidence, reopen)


def record_progress(
    change: Writing,
    found: FoundOccurrence,
    progress: Progress,
    day: date,
    today: date,
    corrects: bool,
    note: str = "",
    evidence: str = "",
    reopen: bool = False,
) -> Observation:
    """Record what was observed of an occurrence on a day; raise Refused where it is held, or the period is closed.

    Where it is done and the day ``corrects`` what was recorded before, the other days on which it was called done are
    taken back.
    """
    connection = change.connection
    _refuse_where_held(connection, found, progress.kind, day)
    ended = _done_on_other_days(change, found.id, day, today) if progress.kind == "done" and corrects else []
    if not reopen:
        refuse_closed(
            connection, found.activity.plan, [day, *(date.fromisoformat(row["observed_on"]) for row in ended)]
        )
    change.end(ENTRIES, [row["id"] for row in ended])
    add_entries(change, [Entry(found.id, day, progress.kind, progress.percent, progress.value, None, note, evidence)])
    question = Question(day, change.number, activity=found.activity.id)
    after = _standing_of(connection, question, found.id)
    if after is None:  # it was there because it was done, and would not be done now
        retired_on = connection.execute(
            "SELECT retired_on FROM occurrences WHERE id = :id AND ended_by IS NULL", {"id": found.id}
        ).fetchone()[0]
        raise retired_error(found.id, date.fromisoformat(retired_on))
    now = _standing_of(connection, question._replace(as_of=today), found.id)
    return Observation(found.id, found.activity, day, progress, found.standing, after, now or after)


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
    reopen: bool = False,
) -> Extension:
    """Record a new due date, granted on a day or (None) today; raise Refused where it cannot be."""
    connection = change.connection
    day = on or today
    refuse_other_days(frame(connection).program, day, today)
    found = find_occurrence(connection, wanted, day, today)
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
            _("Name a later day; what was planned wrongly is put right with `coordplan edit {id} --due ...`.").format(
                id=found.activity.id
            ),
        )
    if not reopen:
        refuse_closed(connection, found.activity.plan, [day])
    add_entries(change, [Entry(found.id, day, "extended", due_on=due_on, note=note, evidence=evidence)])
    working_on = WorkingDays(calendar(connection)).next_working_day(due_on)
    return Extension(found.id, found.activity, before, due_on, working_on, found.program)


def refuse_other_days(program: Program | None, day: date, today: date) -> None:
    """Refuse what has not been observed yet, and what lies before the program."""
    if day > today:
        raise Refused(
            _("{day} is still to come; only what has been observed is recorded.").format(day=write_day(day)),
            _("Today is {today}; leave --on out, or name a day up to it.").format(today=write_day(today)),
        )
    if program is not None and day < program.start_on:
        raise Refused(
            _("{day} is before the program, which begins on {start}.").format(
                day=write_day(day), start=write_day(program.start_on)
            ),
            _("See whether the year is right."),
        )


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


def _done_on_other_days(change: Writing, occurrence: str, day: date, today: date) -> list[sqlite3.Row]:
    """Return the entries that call a finished occurrence done on other days: the day that is named now is right."""
    question = Question(today, change.number, activity=occurrence.partition("@")[0])
    standing = _standing_of(change.connection, question, occurrence)
    if standing is None or standing["done_on"] is None:
        return []
    return change.connection.execute(
        "SELECT id, observed_on FROM entries WHERE occurrence_id = :occurrence AND kind = 'done' AND ended_by IS NULL"
        " AND observed_on BETWEEN :since AND :today AND observed_on <> :day",
        {"occurrence": occurrence, "since": standing["done_on"], "today": today.isoformat(), "day": day.isoformat()},
    ).fetchall()
