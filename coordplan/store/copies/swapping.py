"""Another file put in the place of the one in use, in one step, while nobody can write; the older one stays aside."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

from coordplan.errors import FileBusy, FileUnusable
from coordplan.file_names import move
from coordplan.model import Change
from coordplan.named_tuples import NamedTuple
from coordplan.store.changes import latest_change
from coordplan.store.checking.file_findings import first_with_place
from coordplan.store.connecting import connect, in_wal
from coordplan.store.copies.copy_place import CopyPlace
from coordplan.store.copies.making import faults_of_copy, flush_to_disk, make_copy
from coordplan.store.file import open_for_reading, translated_errors
from coordplan.store.file_rights import make_private_folder
from coordplan.store.format import APPLICATION_ID, FORMAT
from coordplan.store.waiting import WAIT_SECONDS, when_free
from coordplan.store.writer_note import leave_note, take_down_note
from coordplan.text.language import translate as _

_BESIDE = ("-journal", "-wal", "-shm")  # what SQLite may have left beside a file, and would take for the new one's
_NO_DAMAGE = ("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_FULL")


class PresentFile(NamedTuple):
    """The file in use, which nobody can write to now, as far as it can be read."""

    connection: sqlite3.Connection | None  # None: there is none, or it cannot be read
    fault: str  # why not all of it can be read; "" where it is sound

    @property
    def is_sound(self) -> bool:
        return self.connection is not None and not self.fault


@contextmanager
def held_file(path: Path, command: str, by: str) -> Iterator[PresentFile]:
    """Give the file in use, so that nobody else can write to it, for the whole of the block; also where it is damaged.

    Raises FileBusy where somebody else is writing to it, or reads it in a way that keeps it from being replaced, and
    FileUnusable where it may not be written.
    """
    if not path.exists():
        yield PresentFile(None, "")
        return
    with translated_errors(path), closing(connect(path, "rw")) as connection:
        present = _present(connection, lambda: _hold(path, connection))
        note = leave_note(path, command, by)
        try:
            yield present
        finally:
            take_down_note(path, note)


@contextmanager
def looked_at_file(path: Path) -> Iterator[PresentFile]:
    """Give the file in use as above, but only to be read."""
    if not path.exists():
        yield PresentFile(None, "")
        return
    with translated_errors(path), closing(connect(path, "ro", WAIT_SECONDS)) as connection:
        yield _present(connection, lambda: connection.execute("BEGIN"))


def _hold(path: Path, connection: sqlite3.Connection) -> None:
    if when_free(path, lambda: in_wal(connection), WAIT_SECONDS):  # its log would be taken for the new file's
        when_free(path, lambda: connection.execute("PRAGMA journal_mode = DELETE"), WAIT_SECONDS)
    when_free(path, lambda: connection.execute("BEGIN IMMEDIATE"), WAIT_SECONDS)


def _present(connection: sqlite3.Connection, begin: Callable[[], object]) -> PresentFile:
    try:
        begin()
        application, version = (
            connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")
        )
        if application != APPLICATION_ID or version > FORMAT:
            connection.close()
            return PresentFile(None, _("it is not a coordplan file, or one of a newer coordplan"))
        faults = faults_of_copy(connection)
        return PresentFile(connection, first_with_place(faults).sentence if faults else "")
    except sqlite3.DatabaseError as error:
        if (getattr(error, "sqlite_errorname", "") or "").startswith(_NO_DAMAGE):
            raise
        connection.close()  # there is nothing to hold, and Windows lets nobody replace what is open
        return PresentFile(None, str(error))


def changes_not_in(present: PresentFile, prepared: Path) -> list[Change] | None:
    """Return the changes of the file in use that another one does not have; None where the two have none in common.

    Files of before there were marks know each other's changes by what those say.
    """
    if present.connection is None:
        return []
    with closing(open_for_reading(prepared)) as connection:
        there = _changes_in(connection)
    here = _changes_in(present.connection)
    by_mark, by_words = {each["mark"] for each in there}, {_words_of(each) for each in there}
    missing = [
        each for each in here if (each["mark"] not in by_mark if "mark" in each else _words_of(each) not in by_words)
    ]
    if here and len(missing) == len(here):
        return None
    return [Change._make(each.get(name) for name in Change._fields) for each in missing]


def _changes_in(connection: sqlite3.Connection) -> list[dict[str, Any]]:
    return [dict(row) for row in connection.execute("SELECT * FROM changes ORDER BY id")]


def _words_of(change: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(change[name] for name in ("id", "at", "by", "command"))


def keep_aside(path: Path, place: CopyPlace, present: PresentFile) -> Path:
    """Keep the file in use under another name, and return it: a checked copy, or the damaged file as it is.

    Raises NoCopy, or OSError, where that cannot be done; then all is as it was.
    """
    if not place.automatic:
        place = place._replace(folder=path.parent)
    if present.is_sound:
        return make_copy(path, place, "restore").path
    place.folder.parent.mkdir(parents=True, exist_ok=True)
    make_private_folder(place.folder)
    moment = place.at
    while (aside := place.folder / f"{place.stem}-{moment:%Y-%m-%d-%H%M%S}-damaged.db").exists():
        moment += timedelta(seconds=1)
    try:
        os.link(path, aside)  # the very file; the other one will take its name
    except OSError:
        shutil.copy2(path, aside)
    for ending in _BESIDE:
        with suppress(FileNotFoundError):
            Path(f"{path}{ending}").replace(f"{aside}{ending}")
    return aside


def put_in_place(prepared: Path, path: Path, present: PresentFile) -> None:
    """Give a prepared file the place of the one in use, in one step; it keeps the rights of that one.

    Raises FileBusy where Windows does not let go of a file that somebody has open.
    """
    if path.exists():
        shutil.copymode(path, prepared)
    flush_to_disk(prepared)
    if os.name == "nt" and present.connection is not None:
        _let_go(path, present.connection)
    try:
        move(prepared, path)
    except PermissionError as error:
        if os.name != "nt":
            raise
        raise _open_elsewhere(path) from error
    flush_to_disk(path.parent)


def _open_elsewhere(path: Path) -> FileBusy:
    return FileBusy(
        _("{path} is open in another program, and Windows lets nobody put another file in its place.").format(
            path=path
        ),
        _("Nothing was restored. Close it there (DB Browser, another coordplan), and try again."),
    )


def _let_go(path: Path, connection: sqlite3.Connection) -> None:
    """Close the file in use, as Windows wants it before another takes its place; raise FileBusy if one wrote then."""
    last = _last_if_readable(connection)
    connection.close()
    with closing(connect(path, "ro", 0.0)) as again:
        if _last_if_readable(again) != last:
            raise _open_elsewhere(path)


def _last_if_readable(connection: sqlite3.Connection) -> int | None:
    try:
        return latest_change(connection)
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError:  # a damaged page
        return None


def refuse_itself(path: Path, source: Path) -> None:
    """Raise FileUnusable where what is to be restored is the file in use."""
    if path.exists() and source.exists() and path.samefile(source):
        raise FileUnusable(
            _("{path} is the file in use itself.").format(path=source), _("Name a copy (coordplan backup) or a dump.")
        )
