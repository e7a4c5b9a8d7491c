"""What is shown and kept of a row that came back: how it stood and stands, our side of it, and the return's record."""

import sqlite3
from collections.abc import Sequence
from datetime import date

from coordplan.collecting.collect.answer_rows import Fault
from coordplan.collecting.collect.values import CellFault, CollectedFile, CollectedRow, OursSince, Stands
from coordplan.model import Return, ReturnRow
from coordplan.seeing.history import entry_words
from coordplan.store.changes import Writing
from coordplan.store.correspondence import StoredReturn, add_return
from coordplan.store.entries import RecordedEntry
from coordplan.store.observations import FoundOccurrence


def keep(
    change: Writing,
    told: Return,
    rows: Sequence[CollectedRow],
    for_sender: Sequence[CellFault],
    same: Sequence[StoredReturn],
) -> None:
    """Record a return; not again where the same file came to the same end before."""
    if same and (same[-1].head.outcome, same[-1].head.sent_back) == (told.outcome, told.sent_back):
        return
    words: dict[str, list[str]] = {}
    for fault in for_sender:
        if fault.occurrence:
            words.setdefault(fault.occurrence, []).append(f"{fault.place}: {fault.message}")
    add_return(change, told, [_kept_row(row, words.get(row.occurrence, ())) for row in rows])


def return_of(whole: CollectedFile, name: str, checksum: str, received_on: date) -> Return:
    """Return what is kept of a file; its number is given by the file."""
    return Return(
        0,
        whole.period,
        whole.organization,
        name,
        whole.digest,
        checksum,
        received_on,
        "accepted" if whole.outcome == "accepted" else "partly" if whole.outcome == "partly" else "sent_back",
        len(whole.rows),
        whole.taken_in,
        whole.count("sent_back"),
    )


def _kept_row(row: CollectedRow, faults: Sequence[str]) -> ReturnRow:
    outcome = "nothing" if row.outcome == "conflict" else row.outcome
    return ReturnRow(
        row.occurrence,
        row.answer,
        outcome,
        row.said,
        row.done_on,
        row.evidence,
        row.difficulties,
        row.recommendations,
        "; ".join(faults),
    )


def stands_of(row: sqlite3.Row, meant: FoundOccurrence, value: float | None) -> Stands:
    """Return how an occurrence stands, with the value reached where it has a target."""
    done = row["standing"].startswith("done")
    target = meant.activity.target
    return Stands(
        row["standing"],
        row["percent"],
        date.fromisoformat(row["done_on"]) if done else None,
        value,
        target.unit if target is not None and value is not None else "",
    )


def held_back(row: CollectedRow) -> CollectedRow:
    """Return a row that is right, of a file of which nothing is taken in."""
    return row._replace(outcome="held_back") if row.outcome == "taken_in" else row


def our_side(told: RecordedEntry) -> OursSince:
    return OursSince(
        entry_words(told.entry), told.entry.observed_on, told.change.by, told.change.id, told.ended_by is not None
    )


def shown_faults(faults: Sequence[Fault]) -> tuple[CellFault, ...]:
    return tuple(CellFault(fault.place, fault.occurrence, fault.message, fault.way_out) for fault in faults)
