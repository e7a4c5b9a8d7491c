"""Whether a file is sound enough to answer from, or to write in; what is said where it is not.

A small file has a checksum of all its bytes: where that fits, each is as the last change left it. Where it does not
(another program wrote in it, a page is damaged), all is checked, and the answer is given only where it cannot be
another one by it. A large file is checked in full with the first change of a day, and its last changes before each.
"""

import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from coordplan.dates.days import OFFICE_TIME
from coordplan.errors import FileDamaged
from coordplan.store import checksum, spans
from coordplan.store.connecting import connect
from coordplan.store.finding import command_for
from coordplan.store.format import APPLICATION_ID, FORMAT
from coordplan.text.language import translate as _
from coordplan.text.writing import plain

_BEGINNING = b"SQLite format 3\x00"
_LEAST_BYTES = 512  # SQLite takes what is shorter for an empty file

if TYPE_CHECKING:
    from coordplan.store.checking.file_findings import FileFinding


def refuse_damage_at_reading(connection: sqlite3.Connection, path: Path) -> None:
    """Raise FileDamaged where answers from a small file would be other ones than those that were recorded."""
    if not checksum.is_small(connection) or _is_as_written(connection):
        return
    from coordplan.store.checking.full import faults_in  # only where another program wrote, or something is damaged

    faults = [each for each in faults_in(connection) if each.moves_figures]
    if faults and all(each.rule == "spans" for each in faults):
        spans.set_aside(connection)
    elif faults:
        raise damaged_file(connection, path, faults)


def refuse_damage_at_writing(connection: sqlite3.Connection, path: Path, now: datetime) -> None:
    """Raise FileDamaged where a change would be written upon what is damaged; over a connection that is to write."""
    if is_first_of_day(connection, now):
        refuse_any_damage(connection, path)
    elif checksum.is_small(connection):
        if not _is_as_written(connection):
            refuse_any_damage(connection, path)
    else:
        from coordplan.store.checking.full import faults_at_the_end

        if faults := faults_at_the_end(connection):
            raise damaged_file(connection, path, faults)


def _is_as_written(connection: sqlite3.Connection) -> bool:
    try:
        return checksum.matches(connection)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorname.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            raise
        return False  # what is wrong is found by the full check


def refuse_any_damage(connection: sqlite3.Connection, path: Path) -> None:
    """Check a file in full; raise FileDamaged where anything is wrong with it but what is derived anew anyway."""
    from coordplan.store.checking.full import faults_in

    faults = faults_in(connection)
    if any(each.rule != "spans" for each in faults):
        raise damaged_file(connection, path, faults)
    if faults:
        with suppress(sqlite3.OperationalError):  # a connection that only reads
            connection.execute("UPDATE about SET value = '0' WHERE name = 'spans_at'")


def is_first_of_day(connection: sqlite3.Connection, now: datetime) -> bool:
    """Say whether nothing was written yet on the day of a moment, in the office's time."""
    row = connection.execute("SELECT coalesce(merged_at, at) FROM changes ORDER BY id DESC LIMIT 1").fetchone()
    if row is None:
        return False
    try:
        last = datetime.fromisoformat(row[0]).astimezone(OFFICE_TIME)
    except (ValueError, TypeError, OverflowError):
        return True
    return last.date() < now.astimezone(OFFICE_TIME).date()


def damaged_file(connection: sqlite3.Connection, path: Path, faults: Sequence["FileFinding"]) -> FileDamaged:
    """Return what is said of a damaged file: what is wrong, by table and row, and how to get back."""
    from coordplan.store.checking.file_findings import first_with_place

    copy = None if all(each.repairable for each in faults) else newest_sound_copy(path)
    fault = first_with_place([*faults, *told_by_copy(connection, copy, faults)])
    sentence = _("{path} is damaged: {fault}").format(path=path, fault=fault.sentence)
    if all(each.repairable for each in faults):
        command = command_for(path, "doctor --repair")
        return FileDamaged(sentence, _("It can be put right: {command}").format(command=command))
    return FileDamaged(sentence, way_back(path, copy))


def damaged_by_words(path: Path, words: str) -> FileDamaged | None:
    """Return what is said of a file where SQLite's words, which have no name for it, are of what is in the file."""
    from coordplan.store.checking.tables_as_made import DERIVED_TABLES

    beginning, _colon, name = words.rpartition(": ")
    table = name.removeprefix("main.")
    if beginning == "no such table" and table in DERIVED_TABLES:  # it is made again from the others
        fault = _("{parts}: missing.").format(parts=_("Table {names}").format(names=table))
        command = command_for(path, "doctor --repair")
        sentence = _("{path} is damaged: {fault}").format(path=path, fault=fault)
        return FileDamaged(sentence, _("It can be put right: {command}").format(command=command))
    if words.startswith(("Could not decode", "malformed", "no such table", "no such column", "no such index")):
        sentence = _("{path} is damaged: {reason}.").format(path=path, reason=plain(words).rstrip("."))
        return FileDamaged(sentence, way_back(path, newest_sound_copy(path)))
    return None


def told_by_copy(
    connection: sqlite3.Connection, copy: Path | None, faults: Sequence["FileFinding"]
) -> list["FileFinding"]:
    """Return the rows of damaged changes that are not as in a copy, where the rules alone cannot tell them."""
    numbers = {each.change for each in faults if each.change} - {each.change for each in faults if each.row is not None}
    if copy is None or not numbers:
        return []
    from coordplan.store.checking.unlike_copy import rows_unlike_copy

    found: list[FileFinding] = []
    with suppress(sqlite3.Error), closing(connect(copy, "ro")) as other:
        for number in sorted(numbers):
            found += rows_unlike_copy(connection, other, number)
    return found


def unreadable_file(path: Path, reason: object) -> FileDamaged:
    """Return what is said of a file that SQLite cannot read."""
    copy = newest_sound_copy(path)
    size = path.stat().st_size if path.exists() else _LEAST_BYTES
    is_named_so = path.suffix == ".db" and not 0 < size < _LEAST_BYTES
    if copy is None and not is_named_so and not begins_as_database(path):
        return FileDamaged(
            _("{path} is not a coordplan file.").format(path=path), _("If another file is meant: --db PATH")
        )
    if size < _LEAST_BYTES:
        sentence = _("{path} is empty: it is not a coordplan file, or nothing is left of it.")
    else:
        sentence = _("{path} is damaged, or is not a coordplan file ({reason}).")
    way_out = way_back(path, copy) + "\n" + _("If another file is meant: --db PATH")
    return FileDamaged(sentence.format(path=path, reason=reason), way_out)


def begins_as_database(path: Path) -> bool:
    """Say whether a file begins as those of SQLite do; what cannot be read does not."""
    with suppress(OSError), path.open("rb") as file:
        return file.read(len(_BEGINNING)) == _BEGINNING
    return False


def refuse_damaged_header(connection: sqlite3.Connection, path: Path) -> None:
    """Raise FileDamaged where a file says that it is of another kind or format, and its tables say otherwise."""
    if is_header_damaged(connection):
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        sentence = (
            _(
                "{path} is damaged: its header says that it was written by a newer coordplan, though its tables are"
                " those of this one."
            )
            if version > FORMAT
            else _("{path} is damaged: its header does not say what it is, though its tables are those of coordplan.")
        )
        command = command_for(path, "doctor --repair")
        raise FileDamaged(sentence.format(path=path), _("It can be put right: {command}").format(command=command))
    if path.stat().st_size < _LEAST_BYTES:
        raise unreadable_file(path, "")


def is_header_damaged(connection: sqlite3.Connection) -> bool:
    """Say whether a file has been brought to this format by this program, and its header says something else."""
    application, version = (
        connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")
    )
    if (application, version) == (APPLICATION_ID, FORMAT):
        return False
    from coordplan import __version__

    try:
        steps = connection.execute("SELECT count(*) FROM _sqlite_migrations").fetchone()[0]  # a step for each format
        needed = connection.execute("SELECT value FROM about WHERE name = 'needs_coordplan'").fetchone()
    except sqlite3.Error:
        return False
    return bool(steps == FORMAT and (version <= FORMAT or needed is None or needed[0] == __version__))


def way_back(path: Path, copy: Path | None) -> str:
    """Return how to see all that is wrong with a file, and to get back a copy of it: the one that is sound, if any."""
    look = _("All that is wrong: {command}").format(command=command_for(path, "doctor"))
    if copy is None:
        file = _("FILE")
        return (
            look + "\n" + _("To get back a copy of it: {command}").format(command=command_for(path, f"restore {file}"))
        )
    from coordplan.text.shell import path_from_here, quoted_word

    command = command_for(path, f"restore {quoted_word(path_from_here(copy))}")
    return look + "\n" + _("To get back the newest sound copy: {command}").format(command=command)


def newest_sound_copy(path: Path) -> Path | None:
    """Return the newest copy of a file in which nothing is wrong; None where there is none."""
    from coordplan.store.copies.copy_place import copy_place

    place = copy_place(path, os.environ.get("COORDPLAN_BACKUPS", ""), datetime.now(UTC))
    for copy in sorted(place.copies(), key=lambda each: (each.day, each.time, each.change), reverse=True):
        if is_sound(place.folder / copy.file_name):
            return place.folder / copy.file_name
    return None


def is_sound(path: Path) -> bool:
    """Say whether a copy can be opened, and nothing is wrong with it."""
    from coordplan.store.checking.full import faults_in

    try:
        with closing(connect(path, "ro")) as connection:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if version == FORMAT and checksum.is_small(connection) and _is_as_written(connection):
                return True
            return not faults_in(connection)
    except (sqlite3.Error, OSError):
        return False
