"""What an organization says of an occurrence, taken into the file: already there, recorded, or left as a conflict.

Everything that ``mark`` refuses is refused here too. What was recorded here after the form went out is never silently
overwritten. Afterwards the file says what the form said, or nothing of it was recorded.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Literal

from coordplan.errors import Refused
from coordplan.model import DONE, STANDINGS, Entry, ProofFile
from coordplan.named_tuples import NamedTuple
from coordplan.progress import Progress, done_days, is_done
from coordplan.store.changes import LAST_CHANGE, Writing
from coordplan.store.door.amounts import adds_up, amounts_by_day, total_beside
from coordplan.store.door.closed_refusal import guard_closed_periods
from coordplan.store.door.entry_doubts import doubt_bare_number, opened_again
from coordplan.store.door.which import HOLDING, PROGRESS, FoundOccurrence, find_occurrence
from coordplan.store.door.which_day import refuse_other_days
from coordplan.store.entries import RecordedEntry, entries_of
from coordplan.store.observations import record_progress
from coordplan.store.schema import ENTRIES
from coordplan.text.language import translate as _

Side = Literal["", "ours", "theirs"]


class Claim(NamedTuple):
    """What is said of an occurrence: how far it is, or on which day it was finished, with which document."""

    occurrence: str
    progress: Progress | None  # of what is finished, only a value
    done_on: date | None
    evidence: str
    note: str = ""  # beside the progress
    not_done: bool = False  # nothing else is said, but that it is not finished
    files: tuple[ProofFile, ...] = ()  # that were sent along


class Terms(NamedTuple):
    """When it is said, and what is done where the two sides differ."""

    seen: int  # the last change that the form shows
    made_on: date  # the day whose standings it shows
    last: date  # of the period's figures
    received_on: date
    today: date
    own: frozenset[int]  # changes that took in what the same organization said for the same period
    side: Side = ""
    organization: str = ""  # that says it
    first: date = date.min  # of the period's figures


class Intake(NamedTuple):
    """What became of it. ``ours``: what was recorded here since, where that differs."""

    outcome: Literal["taken_in", "unchanged", "ours", "conflict"]
    found: FoundOccurrence  # as it stood before, today
    after: sqlite3.Row  # as it stands, today
    ours: tuple[RecordedEntry, ...] = ()


@contextmanager
def taken_back_if_refused(change: Writing, name: str) -> Iterator[None]:
    """Let a part of a change be written; where the block raises, that part is as if it had not been."""
    rows = change.rows
    change.connection.execute(f"SAVEPOINT {name}")
    try:
        yield
    except BaseException:
        change.connection.execute(f"ROLLBACK TO {name}")
        change.rows = rows
        raise
    finally:
        change.connection.execute(f"RELEASE {name}")


def take_in(change: Writing, claim: Claim, terms: Terms) -> Intake:
    """Record what is said, as part of a change; raise Refused where it cannot be, and then nothing of it is."""
    found = find_occurrence(change.connection, claim.occurrence, terms.today, terms.today, STANDINGS)
    ours = _recorded_since(change.connection, found.id, terms)
    if _agrees(change.connection, found, claim, terms):
        return Intake("unchanged", found, found.standing)
    of_ours = bool(ours) and claim.done_on == _done_on(found.standing)  # the form names no day of its own
    if not of_ours:
        _refuse_other_days(found, claim, terms)
    if ours and terms.side != "theirs":
        return Intake("ours" if terms.side else "conflict", found, found.standing, ours)
    if of_ours and claim.done_on is not None and claim.done_on > terms.received_on:
        way_out = _("Write the day on which it was finished: 30/6/2024.")
        raise Refused(_("it is finished, but the day is missing"), way_out)
    with taken_back_if_refused(change, "one_row"):
        if claim.not_done:
            after = _open_again(change, found, terms)
            guard_closed_periods(change, [found.id])
            return Intake("taken_in", found, after, ours)
        before = total_beside(_progress_of(change.connection, found, terms), found.activity.target, terms.first)
        change.doubt(claim.progress and doubt_bare_number(found.id, claim.progress, found.activity.target, before))
        beside = [each for each in ours if each.ended_by is None and each.entry.kind in PROGRESS]
        after = _record(change, found, claim, terms, beside)
        _refuse_where_it_differs(change.connection, found, claim, after, terms)
        guard_closed_periods(change, [found.id])
    return Intake("taken_in", found, after, ours)


def _refuse_other_days(found: FoundOccurrence, claim: Claim, terms: Terms) -> None:
    if claim.done_on is not None:
        way_out = _("Write the day on which it was finished: 30/6/2024.")
        refuse_other_days(found.program, claim.done_on, terms.received_on, way_out)


def _entries_of(connection: sqlite3.Connection, occurrence: str) -> list[RecordedEntry]:
    """Return the entries of an occurrence alone: a one-off activity may have been a recurring one."""
    entries = entries_of(connection, occurrence, LAST_CHANGE)
    return [each for each in entries if each.entry.occurrence == occurrence]


def _recorded_since(connection: sqlite3.Connection, occurrence: str, terms: Terms) -> tuple[RecordedEntry, ...]:
    """Return what was recorded or taken back here since the form went out, or observed after the day that it shows."""

    def is_since(each: RecordedEntry) -> bool:
        if each.change.id in terms.own or each.entry.kind not in PROGRESS + HOLDING:
            return False
        if each.ended_by is not None:
            return terms.seen >= each.change.id and each.ended_by > terms.seen and each.ended_by not in terms.own
        return each.change.id > terms.seen or terms.made_on < each.entry.observed_on <= terms.today

    return tuple(each for each in _entries_of(connection, occurrence) if is_since(each))


def _progress_until(connection: sqlite3.Connection, occurrence: str, day: date) -> list[RecordedEntry]:
    """Return the entries of progress that are in force and were observed by a day, the latest last."""
    return [
        each
        for each in _entries_of(connection, occurrence)
        if each.ended_by is None and each.entry.kind in PROGRESS and each.entry.observed_on <= day
    ]


def _progress_of(connection: sqlite3.Connection, found: FoundOccurrence, terms: Terms) -> list[Entry]:
    return [each.entry for each in _progress_until(connection, found.id, terms.today)]


def _amounts_in_period(entries: Sequence[Entry], terms: Terms) -> dict[date, float]:
    """Return the amounts of a target that adds up which were reached in the period, by their days."""
    return {day: each for day, each in amounts_by_day(entries).items() if terms.first <= day <= terms.last}


def _agrees(connection: sqlite3.Connection, found: FoundOccurrence, claim: Claim, terms: Terms) -> bool:
    """Say whether the file says just that already; of a target that adds up the value is that of the period."""
    if claim.not_done:
        return found.standing["standing"] not in DONE
    recorded = [each.entry for each in _entries_of(connection, found.id) if each.ended_by is None]
    if claim.evidence and claim.evidence not in [entry.evidence for entry in recorded]:
        return False
    if {each.sha256 for each in claim.files} - {each.sha256 for entry in recorded for each in entry.files}:
        return False
    progress = claim.progress
    entries = _progress_of(connection, found, terms)
    values = [entry.value for entry in entries if entry.value is not None]
    if adds_up(progress, found.activity.target):
        amounts = _amounts_in_period(entries, terms)
        values = [sum(amounts.values())] if amounts else []
    if claim.done_on is not None:
        same_value = progress is None or (bool(entries) and progress.value == (values[-1] if values else None))
        return _done_on(found.standing) == claim.done_on and same_value
    if progress is None:
        return True
    if not entries or found.standing["standing"] in DONE:
        return False
    if adds_up(progress, found.activity.target):
        return values == [progress.value]
    last = entries[-1]
    return (progress.kind, progress.percent, progress.value) == (last.kind, last.percent, last.value)


def _done_on(standing: sqlite3.Row) -> date | None:
    return date.fromisoformat(standing["done_on"]) if standing["standing"] in DONE else None


def _record(
    change: Writing, found: FoundOccurrence, claim: Claim, terms: Terms, beside: Sequence[RecordedEntry]
) -> sqlite3.Row:
    """Record what is said; return how the occurrence stands today.

    What is under way is said of the end of the period, or of the day of the latest observation that the form showed
    where that is later: whoever answered had seen it. What was recorded ``beside`` it gives way.
    """
    progress, day, value = claim.progress or Progress("done"), claim.done_on, None
    if day is not None:
        progress, value = Progress("done"), None if claim.progress is None else claim.progress.value
    elif claim.progress is None:
        day = _done_on(found.standing)
        assert day is not None  # a document alone comes only with what is done
    else:
        gone = [each.number for each in beside]
        seen = [
            each.entry.observed_on
            for each in _progress_until(change.connection, found.id, terms.received_on)
            if each.number not in gone
        ]
        day = min(terms.received_on, max([terms.last, *seen[-1:]]))
    said = claim.progress
    if said is not None and said.value is not None and adds_up(said, found.activity.target):
        gone = [each.number for each in beside]
        recorded = _progress_until(change.connection, found.id, terms.today)
        day = claim.done_on or min(terms.received_on, terms.last)
        amounts = _amounts_in_period([each.entry for each in recorded if each.number not in gone], terms)
        rest = said.value - sum(each for other, each in amounts.items() if other != day)
        progress, value = (progress, rest) if claim.done_on else (said._replace(value=rest), None)
    return record_progress(
        change,
        found,
        progress,
        day,
        terms.today,
        corrects=claim.done_on is not None,
        note=claim.note,
        evidence=claim.evidence,
        files=claim.files,
        value=value,
        beside=beside,
        said_by=terms.organization,
    ).today


def _open_again(change: Writing, found: FoundOccurrence, terms: Terms) -> sqlite3.Row:
    """Take back that it is done, which is doubted; return how it stands then."""
    done_on = _done_on(found.standing)
    assert done_on is not None  # that it is not done is said of nothing else
    change.doubt(opened_again(found.id, done_on))
    target = found.activity.target
    recorded = _progress_until(change.connection, found.id, terms.today)
    run = done_days(((each.place, each.entry) for each in recorded), target)
    ended = [each for each in recorded if each.entry.observed_on in run and is_done(each.entry, target)]
    change.end(ENTRIES, [each.number for each in ended])
    return find_occurrence(change.connection, found.id, terms.today, terms.today, STANDINGS).standing


def _refuse_where_it_differs(
    connection: sqlite3.Connection, found: FoundOccurrence, claim: Claim, after: sqlite3.Row, terms: Terms
) -> None:
    """Raise Refused where the file would still say something else than the form."""
    if claim.done_on is not None:
        agrees = _done_on(after) == claim.done_on
    elif claim.progress is None:
        agrees = after["standing"] in DONE
    elif adds_up(claim.progress, found.activity.target):
        amounts = _amounts_in_period(_progress_of(connection, found, terms), terms)
        agrees = sum(amounts.values()) == claim.progress.value
    else:
        entries = _progress_of(connection, found, terms)
        said = claim.progress.percent, claim.progress.value
        agrees = bool(entries) and (entries[-1].percent, entries[-1].value) == said
    if not agrees:
        raise Refused(
            _("{id} would still have another standing, because of other observations.").format(id=found.id),
            _("`coordplan show {id}` has its history.").format(id=found.id),
        )
