"""Gathers what is new between two times, and what falls due next."""

from datetime import date, timedelta

from coordplan.model import DONE, OVERDUE
from coordplan.seeing.changes.gather import changes_between
from coordplan.seeing.changes.values import Moment, MovedOccurrence, kinds_of
from coordplan.seeing.filters import Filters, question_of
from coordplan.seeing.gather import status_report
from coordplan.seeing.opening import Reading
from coordplan.sending.digest.values import Digest, DigestRow, from_first_to_last, newly
from coordplan.store import attention


def digest_between(reading: Reading, filters: Filters, early: Moment, late: Moment, nothing: bool, days: int) -> Digest:
    """Return what is new at the later time, which is that of the reading; ``nothing``: the file was empty before."""
    changed = from_first_to_last(changes_between(reading, filters, early, late, nothing).rows)
    done = [row for row in changed if newly(row, DONE)]
    overdue = [row for row in changed if newly(row, OVERDUE)]
    return Digest(
        status=status_report(reading, filters, "plan", most=0),
        since=early,
        until=late,
        days=days,
        done=tuple(
            sorted((_row(reading, row) for row in done), key=lambda row: (row.done_on or date.max, row.occurrence))
        ),
        overdue=tuple(
            sorted((_row(reading, row) for row in overdue), key=lambda row: (row.due_on or date.max, row.occurrence))
        ),
        due_soon=_due_soon(reading, filters, days),
        others=sum(
            kinds_of(row.before, row.after) != ("opened",) for row in changed if row not in done and row not in overdue
        ),
    )


def _row(reading: Reading, moved: MovedOccurrence) -> DigestRow:
    assert moved.after is not None
    after = moved.after
    return DigestRow(
        moved.occurrence, moved.title, reading.body_short(moved.lead), after.due_on, after.standing, after.done_on
    )


def _due_soon(reading: Reading, filters: Filters, days: int) -> tuple[DigestRow, ...]:
    question, _words = question_of(reading, filters)
    within = (reading.as_of, reading.as_of + timedelta(days=days))
    rows, _count = attention.due_soon(reading.connection, question._replace(within=within))
    return tuple(
        DigestRow(
            row["id"],
            row["title"],
            reading.body_short(reading.lead_in_force(row["lead"], row["successors"], row["plan_id"])),
            date.fromisoformat(row["due_on"]),
            row["standing"],
        )
        for row in rows
    )
