"""A file examined as doctor does it: whatever is wrong with it is a finding, even that it cannot be opened."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import date
from pathlib import Path

from coordplan.errors import FileBusy, FileDamaged, FileUnusable
from coordplan.named_tuples import NamedTuple
from coordplan.store.checking.file_findings import FileFinding
from coordplan.store.checking.full import findings_in
from coordplan.store.checking.surroundings import (
    calendar_findings,
    copy_findings,
    evidence_findings,
    format_findings,
    journal_findings,
    leftover_findings,
    place_findings,
)
from coordplan.store.connecting import connect
from coordplan.store.copies.copy_place import CopyPlace
from coordplan.store.damage import is_header_damaged, newest_sound_copy, refuse_any_damage, told_by_copy
from coordplan.store.file import open_for_reading, translated_errors


class Examination(NamedTuple):
    """What is found in a file, and what it holds."""

    findings: tuple[FileFinding, ...]
    changes: int
    last_change_at: str
    sound_copy: Path | None  # the newest, where it was looked for


def examined(path: Path, today: date, place: CopyPlace) -> Examination:
    """Examine a file; raises FileUnusable where there is none, FileBusy where it cannot be read for now."""
    leftovers = tuple(leftover_findings(path))
    try:
        with closing(open_for_reading(path, any_format=True, checked=False)) as connection:
            return _examined_by(connection, path, today, place, leftovers)
    except FileBusy:
        raise
    except FileUnusable as error:
        if not path.is_file():
            raise
        with _as_it_is(path) as raw:
            if isinstance(error, FileDamaged) and raw is not None and is_header_damaged(raw):
                header = FileFinding("header", error.sentence, repairable=True)
                return _examined_by(raw, path, today, place, (header, *leftovers))
        found = FileFinding("file", error.sentence, way_out=error.way_out)
        return Examination((found, *leftovers), 0, "", newest_sound_copy(path))


def refuse_damaged(path: Path) -> None:
    """Check a file in full, of any size, before what leaves the office or comes from elsewhere; raise FileDamaged."""
    with translated_errors(path), closing(open_for_reading(path, checked=False)) as connection:
        refuse_any_damage(connection, path)


@contextmanager
def _as_it_is(path: Path) -> Iterator[sqlite3.Connection | None]:
    connection = connect(path, "ro")
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        readable = True
    except sqlite3.Error:
        readable = False
    with closing(connection):
        yield connection if readable else None


def _examined_by(
    connection: sqlite3.Connection, path: Path, today: date, place: CopyPlace, others: tuple[FileFinding, ...]
) -> Examination:
    found = findings_in(connection)
    errors = [each for each in found if not each.remark]
    copy = newest_sound_copy(path) if any(not each.repairable for each in errors) else None
    found += told_by_copy(connection, copy, errors)
    changes, at = 0, ""
    with suppress(sqlite3.Error, ValueError, TypeError):
        changes, at = connection.execute("SELECT count(*), coalesce(max(at), '') FROM changes").fetchone()
    for look in (
        format_findings(connection, path),
        journal_findings(connection),
        calendar_findings(connection, today),
        copy_findings(connection, place),
        evidence_findings(connection, path),
        place_findings(path),
    ):
        with suppress(sqlite3.Error, ValueError, TypeError):  # what is damaged is said already
            found += look
    return Examination((*others, *found), changes, at, copy)
