"""What was issued: recorded as changes, withdrawn with a reason, never altered."""

import re
import sqlite3
from collections.abc import Sequence
from datetime import date

from coordplan.dates.cited_documents import parse_document
from coordplan.errors import UsageFault
from coordplan.model import Change, IssuedReport
from coordplan.named_tuples import NamedTuple
from coordplan.store.changes import Writing, find_change
from coordplan.store.schema import REPORTS
from coordplan.store.standings import in_force
from coordplan.text.folding import fold, nearest
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day


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


def paper_key(number: str, year: int | str) -> str:
    """Return by what a report in force is known: numbers begin anew each year."""
    return f"{_number_key(number)}/{year}"


def _number_key(number: str) -> str:
    return fold(number).replace(" ", "")


def with_number_on_paper(reports: Sequence[IssueRecord], wanted: str) -> IssueRecord | None:
    """Return the report that has a number on its paper, named with its year or day where it is one of several years.

    Of several of one year the latest that is not withdrawn. Raises UsageFault where the year is left open.
    """
    cited = parse_document(wanted)
    by_number = [each for each in reports if _number_key(each.report.number) in (_number_key(wanted), cited.key)]
    by_year = [
        each for each in reports if paper_key(each.report.number, each.report.signed_on.year) == _number_key(wanted)
    ]
    found = by_year or [each for each in by_number if cited.day in (None, each.report.signed_on)]
    found = [each for each in found if each.report.withdrawn_on is None] or found
    if len({each.report.signed_on.year for each in found}) > 1:
        ways = (f'"{each.report.number}, {write_day(each.report.signed_on)}"' for each in found)
        raise UsageFault(
            _("{number} was issued in several years.").format(number=found[0].report.number),
            _("Name its day too: {reports}").format(reports=_(" or ").join(ways)),
        )
    return found[-1] if found else None


def begins_a_number(reports: Sequence[IssueRecord], wanted: str) -> bool:
    """Say whether a number was issued that begins with these figures."""
    return any(_begins(_number_key(wanted), each.report.number) for each in reports)


def _begins(key: str, number: str) -> bool:
    return re.match(rf"{re.escape(key)}(?!\d)", _number_key(number)) is not None


def near_numbers(reports: Sequence[IssueRecord], wanted: str) -> str:
    """Return the way out for a number that no report has: those that begin like it, or are near."""
    cited = parse_document(wanted)
    key = cited.key or _number_key(wanted)
    days = {each.report.number: each.report.signed_on for each in reports}
    near = [number for number in days if _number_key(number) == key or _begins(key, number)]
    near = near[:3] or list(nearest(cited.number or wanted, days))
    lists = _("`coordplan report list` lists them.")
    if not near:
        return lists
    words = _(" or ").join(f'"{number}, {write_day(days[number])}"' for number in near)
    return _("Did you mean {near}?").format(near=words) + " " + lists


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
