"""What an organization says of an occurrence, taken into the file: agreed with, recorded, or held back as a conflict.

Everything that ``mark`` refuses is refused here too. What was recorded here after the form went out is never silently
overwritten. Afterwards the file says what the form said, or nothing of it was recorded.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Literal, NamedTuple

from coordplan.errors import Refused
from coordplan.model import DONE, STANDINGS
from coordplan.progress import Progress, is_done
from coordplan.store.changes import Writing
from coordplan.store.closed_periods import refuse_closed
from coordplan.store.definitions import LAST_CHANGE
from coordplan.store.entries import RecordedEntry, entries_of, latest_progress
from coordplan.store.observations import FoundOccurrence, find_occurrence, record_progress
from coordplan.store.schema import ENTRIES
from coordplan.text.language import translate as _

PROGRESS = ("percent", "value", "done")
HOLDING = ("suspended", "resumed", "cancelled")
Side = Literal["", "ours", "theirs"]


class Claim(NamedTuple):
    """What is said of an occurrence: how far it is, or on which day it was finished, with which document."""

    occurrence: str
    progress: Progress | None  # of what is finished, only a value
    done_on: date | None
    evidence: str


class Terms(NamedTuple):
    """When it is said, and what is done where the two sides differ."""

    seen: int  # the last change that the form shows
    made_on: date  # the day whose standings it shows
    last: date  # of the period's figures
    received_on: date
    today: date
    own: frozenset[int]  # changes that took in what the same organization said for the same period
    side: Side = ""
    reopen: bool = False


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


def take_in(change: Writing, offered: Claim, terms: Terms) -> Intake:
    """Record what is said, as part of a change; raise Refused where it cannot be, and then nothing of it is."""
    connection = change.connection
    found = find_occurrence(connection, offered.occurrence, terms.today, terms.today, STANDINGS)
    ours = _told_since(connection, found.id, terms)
    if _is_known(connection, found, offered, terms.today):
        return Intake("unchanged", found, found.standing)
    if ours and not terms.side:
        return Intake("conflict", found, found.standing, ours)
    if ours and terms.side == "ours":
        return Intake("ours", found, found.standing, ours)
    with taken_back_if_refused(change, "one_row"):
        superseded = [told for told in ours if told.ended_by is None and told.entry.kind in PROGRESS]
        _end(change, found, superseded, terms)
        after = _recorded(change, found, offered, terms)
        _must_say(connection, found, offered, after, terms.today)
    return Intake("taken_in", found, after, ours)


def _told_since(connection: sqlite3.Connection, occurrence: str, terms: Terms) -> tuple[RecordedEntry, ...]:
    """Return what was recorded or taken back here since the form went out, or observed after the day that it shows."""

    def since(told: RecordedEntry) -> bool:
        if told.change.id in terms.own or told.entry.kind not in PROGRESS + HOLDING:
            return False
        if told.ended_by is not None:
            return terms.seen >= told.change.id and told.ended_by > terms.seen and told.ended_by not in terms.own
        return told.change.id > terms.seen or terms.made_on < told.entry.observed_on <= terms.today

    return tuple(told for told in entries_of(connection, occurrence, LAST_CHANGE) if since(told))


def _is_known(connection: sqlite3.Connection, found: FoundOccurrence, offered: Claim, today: date) -> bool:
    """Say whether the file says just that already."""
    if (
        offered.evidence
        and not connection.execute(
            "SELECT EXISTS (SELECT 1 FROM entries"
            " WHERE occurrence_id = :id AND evidence = :evidence AND ended_by IS NULL)",
            {"id": found.id, "evidence": offered.evidence},
        ).fetchone()[0]
    ):
        return False
    latest = latest_progress(connection, found.id, today, LAST_CHANGE)
    progress = offered.progress
    same_value = progress is None or (latest is not None and progress.value == _last_value(connection, found.id, today))
    if offered.done_on is not None:
        return _done_on(found.standing) == offered.done_on and same_value
    if progress is None:
        return True
    if latest is None or found.standing["standing"] in DONE:
        return False
    return (progress.percent, progress.value) == (latest.percent, latest.value) and latest.kind == progress.kind


def _last_value(connection: sqlite3.Connection, occurrence: str, today: date) -> float | None:
    values = [
        told.entry.value
        for told in entries_of(connection, occurrence, LAST_CHANGE)
        if told.ended_by is None and told.entry.observed_on <= today and told.entry.value is not None
    ]
    return values[-1] if values else None


def _done_on(standing: sqlite3.Row) -> date | None:
    return date.fromisoformat(standing["done_on"]) if standing["standing"] in DONE else None


def _end(change: Writing, found: FoundOccurrence, told: Sequence[RecordedEntry], terms: Terms) -> None:
    """Take back entries of an occurrence that what is said now takes the place of."""
    if not terms.reopen:
        refuse_closed(change.connection, found.activity.plan, [each.entry.observed_on for each in told])
    change.end(ENTRIES, [each.number for each in told])


def _recorded(change: Writing, found: FoundOccurrence, offered: Claim, terms: Terms) -> sqlite3.Row:
    """Record what is said; return how the occurrence stands today.

    What is under way is said of the end of the period, or of the day of the latest observation that the form showed
    where that is later: whoever answered had seen it.
    """
    connection = change.connection
    progress, day = offered.progress, offered.done_on
    if day is not None:
        against = _against(connection, found, day, terms.today)
        _end(change, found, against, terms)
        values = [(told.entry.observed_on, told.number, told.entry.value) for told in against if told.entry.value]
        if progress is None and values:
            progress = Progress("value", value=max(values)[2])
        if progress is not None:
            record_progress(change, found, progress, day, terms.today, False, reopen=terms.reopen)
        progress = Progress("done")
    elif progress is None:
        day, progress = _done_on(found.standing), Progress("done")
        assert day is not None  # a document alone is told of what is done
    else:
        latest = latest_progress(connection, found.id, terms.received_on, LAST_CHANGE)
        day = min(terms.received_on, terms.last if latest is None else max(terms.last, latest.observed_on))
    corrects = offered.done_on is not None
    return record_progress(
        change, found, progress, day, terms.today, corrects, "", offered.evidence, terms.reopen
    ).today


def _against(connection: sqlite3.Connection, found: FoundOccurrence, day: date, today: date) -> list[RecordedEntry]:
    """Return the entries that speak against its being finished just then: later ones, or a target reached before."""
    told = [
        each
        for each in entries_of(connection, found.id, LAST_CHANGE)
        if each.ended_by is None and each.entry.kind in PROGRESS and each.entry.observed_on <= today
    ]
    target = found.activity.target
    later = [each for each in told if each.entry.observed_on > day and not is_done(each.entry, target)]
    before = []
    for each in reversed([each for each in told if each.entry.observed_on < day]):
        if not is_done(each.entry, target):
            break
        before.append(each)
    return [*later, *(each for each in before if each.entry.kind != "done")]


def _must_say(
    connection: sqlite3.Connection, found: FoundOccurrence, offered: Claim, after: sqlite3.Row, today: date
) -> None:
    """Raise Refused where the file would still say something else than the form."""
    if offered.done_on is not None:
        says = _done_on(after) == offered.done_on
    elif offered.progress is None:
        says = after["standing"] in DONE
    else:
        latest = latest_progress(connection, found.id, today, LAST_CHANGE)
        says = latest is not None and (latest.percent, latest.value) == (
            offered.progress.percent,
            offered.progress.value,
        )
    if not says:
        raise Refused(
            _("{id} would still stand otherwise, because of what else was observed.").format(id=found.id),
            _("`coordplan show {id}` has its history.").format(id=found.id),
        )
