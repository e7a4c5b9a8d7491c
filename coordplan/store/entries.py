"""Entries: the observed facts of one occurrence, as they were recorded."""

import json
import sqlite3
from collections.abc import Iterable
from datetime import date

from coordplan.model import Change, Entry, ProofFile
from coordplan.named_tuples import NamedTuple
from coordplan.store.changes import LAST_CHANGE, Writing
from coordplan.store.row_values import value_of
from coordplan.store.schema import ENTRIES
from coordplan.store.standings import in_force


class RecordedEntry(NamedTuple):
    """An entry with the change that recorded it and, once taken back, the change that did so."""

    number: int
    entry: Entry
    change: Change
    ended_by: int | None
    recorded: str  # the moment, and the mark of the change: sorts entries in the order that counts, in every copy

    @property
    def place(self) -> tuple[date, str, int]:
        """What orders entries: the last one counts. Of two for one day the one that was recorded later is."""
        return self.entry.observed_on, self.recorded, self.number


def add_entries(change: Writing, entries: Iterable[Entry]) -> None:
    """Record entries, in their order, as part of a change."""
    first = change.next_id(ENTRIES)
    change.add(ENTRIES, (ENTRIES.row_of(entry) | {"id": number} for number, entry in enumerate(entries, first)))


def entries_of(connection: sqlite3.Connection, id_: str, up_to_change: int) -> list[RecordedEntry]:
    """Return what was recorded of an occurrence up to a change, by the day observed, with what was taken back.

    The id of a recurring activity means all its occurrences, those that are no longer defined too.
    """
    rows = connection.execute(
        """
        SELECT e.id AS number, e.occurrence_id, e.observed_on, e.kind, e.percent, e.value, e.due_on, e.note, e.evidence,
            e.files, e.recorded, e.ended_by, c.*
        FROM entries AS e
        JOIN changes AS c ON c.id = e.added_by
        WHERE e.added_by <= :up_to_change
          AND (e.occurrence_id = :id OR e.occurrence_id BETWEEN :id || '@' AND :id || '@~')
        ORDER BY e.observed_on, e.recorded, e.id, e.row""",
        {"id": id_, "up_to_change": up_to_change},
    )
    return [
        RecordedEntry(
            row["number"],
            ENTRIES.value_of(row),
            value_of(Change, row),
            row["ended_by"] if row["ended_by"] is not None and row["ended_by"] <= up_to_change else None,
            row["recorded"],
        )
        for row in rows
    ]


def proof_files(connection: sqlite3.Connection, day: date, up_to_change: int) -> dict[str, tuple[ProofFile, ...]]:
    """Return the files that prove what is done of each occurrence by a day: those recorded last."""
    rows = connection.execute(
        f"""
        SELECT *
        FROM entries AS e
        WHERE e.files IS NOT NULL AND e.kind IN ('percent', 'value', 'done') AND e.observed_on <= :day
            AND {in_force("e")}
        ORDER BY e.observed_on, e.recorded, e.id""",
        {"day": day.isoformat(), "up_to_change": up_to_change},
    )
    return {row["occurrence_id"]: ENTRIES.value_of(row).files for row in rows}


def last_recorded(connection: sqlite3.Connection, ids: Iterable[str], day: date, up_to_change: int) -> dict[str, date]:
    """Return of occurrences the last day, up to one, of which anything is recorded."""
    rows = connection.execute(
        f"""
        SELECT occurrence_id, max(observed_on) AS day
        FROM entries AS e
        WHERE occurrence_id IN (SELECT value FROM json_each(:ids)) AND observed_on <= :day AND {in_force("e")}
        GROUP BY occurrence_id""",
        {"ids": json.dumps(sorted(ids)), "day": day.isoformat(), "up_to_change": up_to_change},
    )
    return {row["occurrence_id"]: date.fromisoformat(row["day"]) for row in rows}


def recorded_until(connection: sqlite3.Connection, day: date, up_to_change: int) -> date | None:
    """Return the last day, up to one, of which anything is recorded."""
    found = connection.execute(
        f"SELECT max(observed_on) FROM entries AS e WHERE e.observed_on <= :day AND {in_force('e')}",
        {"day": day.isoformat(), "up_to_change": up_to_change},
    ).fetchone()[0]
    return None if found is None else date.fromisoformat(found)


def latest_holding(connection: sqlite3.Connection, occurrence: str, day: date) -> Entry | None:
    """Return the entry that holds an occurrence on a day, suspended or cancelled, else None."""
    entry = _latest(connection, occurrence, "('suspended', 'resumed', 'cancelled')", day, LAST_CHANGE)
    return None if entry is None or entry.kind == "resumed" else entry


def latest_progress(connection: sqlite3.Connection, occurrence: str, day: date, up_to_change: int) -> Entry | None:
    """Return the entry of progress that counts on a day, as recorded up to a change.

    None where nothing was ever observed, which is not the same as 0%.
    """
    return _latest(connection, occurrence, "('percent', 'value', 'done')", day, up_to_change)


def _latest(connection: sqlite3.Connection, occurrence: str, kinds: str, day: date, up_to_change: int) -> Entry | None:
    row = connection.execute(
        f"""
        SELECT *
        FROM entries AS e
        WHERE occurrence_id = :occurrence AND kind IN {kinds} AND observed_on <= :day AND {in_force("e")}
        ORDER BY observed_on DESC, recorded DESC, id DESC
        LIMIT 1""",
        {"occurrence": occurrence, "day": day.isoformat(), "up_to_change": up_to_change},
    ).fetchone()
    return None if row is None else ENTRIES.value_of(row)
