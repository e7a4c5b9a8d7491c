"""What was issued: recorded as changes, withdrawn with a reason, never altered."""

import sqlite3
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from coordplan.model import Change, IssuedReport
from coordplan.store.changes import Writing, find_change
from coordplan.store.schema import REPORTS
from coordplan.store.standings import in_force


class IssueRecord(NamedTuple):
    """A report with the change that issued it and, once it is withdrawn, the one that did."""

    report: IssuedReport
    change: Change
    withdrawn_by: Change | None


def add_report(change: Writing, report: IssuedReport) -> None:
    change.add(REPORTS, [REPORTS.row_of(report)])


def withdraw(change: Writing, report: IssuedReport, day: date, reason: str) -> None:
    """Say that a report no longer holds; what it was stays as it is."""
    change.end(REPORTS, [report.id])
    change.add(REPORTS, [REPORTS.row_of(report._replace(withdrawn_on=day, withdrawn_reason=reason))])


def issued_reports(connection: sqlite3.Connection, up_to_change: int) -> list[IssueRecord]:
    """Return what had been issued by a change, in its order, without what was taken back."""
    rows = connection.execute(
        f"SELECT r.*, (SELECT min(added_by) FROM reports AS f WHERE f.id = r.id) AS issued_by"
        f" FROM reports AS r WHERE {in_force('r')} ORDER BY r.id",
        {"up_to_change": up_to_change},
    ).fetchall()
    return [
        IssueRecord(
            REPORTS.value_of(row),
            find_change(connection, row["issued_by"]),
            find_change(connection, row["added_by"]) if row["withdrawn_on"] is not None else None,
        )
        for row in rows
    ]


def with_number_on_paper(reports: Sequence[IssueRecord], wanted: str) -> IssueRecord | None:
    """Return the report that has a number on its paper; of several the latest that is not withdrawn."""
    on_paper = [each for each in reports if each.report.number.casefold() == wanted.strip().casefold()]
    standing = [each for each in on_paper if each.report.withdrawn_on is None]
    found = standing or on_paper
    return found[-1] if found else None


def is_from_copy(connection: sqlite3.Connection, report: int) -> bool:
    """Say whether a report was issued in another copy and came with a merge."""
    row = connection.execute(
        "SELECT c.number_there FROM reports AS r JOIN changes AS c ON c.id = r.added_by WHERE r.id = ?"
        " ORDER BY r.row LIMIT 1",
        (report,),
    ).fetchone()
    return row is not None and row["number_there"] is not None


# Which rows decide what is said of an occurrence (``:id`` of ``:activity``), as far as a day can see
_ROWS_OF = {
    "entries": "occurrence_id = :id AND observed_on <= :as_of",
    "occurrences": "id = :id",
    "activities": "id = :activity",
    "organizations": "1",
    "plans": "1",
    "programs": "1",
}


def changes_behind(
    connection: sqlite3.Connection,
    tables: Sequence[str],
    occurrence: str,
    as_of: date,
    since: int,
    until: int,
) -> tuple[int, ...]:
    """Return the changes after ``since`` and up to ``until`` that altered what these tables say of an occurrence.

    What was recorded and taken back in between made no difference.
    """
    values = {
        "id": occurrence,
        "activity": occurrence.partition("@")[0],
        "as_of": as_of.isoformat(),
        "since": since,
        "until": until,
    }
    found: set[int] = set()
    for table in tables:
        rows = connection.execute(
            f"""
            SELECT added_by FROM {table}
            WHERE {_ROWS_OF[table]} AND added_by > :since AND added_by <= :until
              AND (ended_by IS NULL OR ended_by > :until)
            UNION
            SELECT ended_by FROM {table}
            WHERE {_ROWS_OF[table]} AND added_by <= :since AND ended_by > :since AND ended_by <= :until""",
            values,
        )
        found.update(row[0] for row in rows)
    return tuple(sorted(found))
