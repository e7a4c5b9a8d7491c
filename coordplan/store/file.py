"""Finding and opening the file.

Reading opens it read-only, answers everything from one state of it, and leaves nothing beside it: a rollback journal,
not WAL, is in use (where another program has set WAL, see ``wal.py``). Writing takes the write lock first, waits for
another writer, and says who that is.
"""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Literal

from coordplan.errors import CoordplanError, FileBusy, FileDamaged, FileUnusable, Refused, UnreadableRow
from coordplan.store.connecting import WritingConnection, connect, in_wal
from coordplan.store.damage import (
    damaged_by_words,
    refuse_damage_at_reading,
    refuse_damaged_header,
    unreadable_file,
)
from coordplan.store.finding import command_for
from coordplan.store.format import APPLICATION_ID, FORMAT, NAME
from coordplan.store.waiting import WAIT_SECONDS, Other, busy_words, is_busy, when_free
from coordplan.store.writer_note import leave_note, take_down_note
from coordplan.text.language import mark
from coordplan.text.language import translate as _


def find_file(start: Path, named: str | None) -> Path:
    """Return the file to use: the one that is named, or the nearest ``coordplan.db`` at or above a folder."""
    if named:
        return Path(named)
    for folder in (start, *start.parents):
        if (folder / NAME).is_file():
            return folder / NAME
    from coordplan.store.lookalikes import ways_to_a_file

    raise FileUnusable(_("There is no {name} in this folder or above it.").format(name=NAME), ways_to_a_file(start))


def open_for_reading(
    path: Path, wait: float = WAIT_SECONDS, any_format: bool = False, checked: bool = True
) -> sqlite3.Connection:
    """Return a read-only connection to a file of this format, or of ``any_format`` up to it, in a transaction.

    So it answers from one state of the file. Until it is closed, whoever writes cannot finish: close it before anything
    is drawn, or anybody is asked.

    Raises FileDamaged where it would answer otherwise than was recorded, unless it need not be ``checked`` for that.

    Only where a writer died halfway is anything written: SQLite must first take back what that writer left unfinished.
    """
    _must_be_file(path)
    wanted = None if any_format else FORMAT
    with translated_errors(path, "reading"):
        connection = when_free(path, lambda: _open_state(path, wanted), wait)
        try:
            if checked and not any_format:
                refuse_damage_at_reading(connection, path)
        except BaseException:
            connection.close()
            raise
        return connection


def _open_state(path: Path, wanted: int | None) -> sqlite3.Connection:
    try:
        connection = _begun(path, wanted)
    except sqlite3.OperationalError as error:
        if not error.sqlite_errorname.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN")):
            raise
        connection = _recovered(path, wanted)
    if in_wal(connection):
        from coordplan.store.wal import reopened  # as good as never

        return reopened(path, connection)
    return connection


def _begun(path: Path, wanted: int | None) -> sqlite3.Connection:
    """Return a connection that has begun to read a state of the file."""
    connection = connect(path, "ro")
    try:
        connection.execute("BEGIN")
        _check_format(connection, path, wanted)
    except BaseException:
        connection.close()
        raise
    return connection


def _recovered(path: Path, wanted: int | None) -> sqlite3.Connection:
    """Return a connection as above, when what a dead writer left unfinished has been taken back."""
    try:
        with closing(connect(path, "rw")) as recovering:
            recovering.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError as error:
        if is_busy(error):
            raise
        from coordplan.store.wal import still_state  # a file in WAL mode, and a folder that cannot be written

        if (found := still_state(path)) is None:
            raise
        _check_format(found, path, wanted)
        return found
    return _begun(path, wanted)


def open_for_writing(
    path: Path,
    command: str,
    by: str,
    wait: float = WAIT_SECONDS,
    before_upgrade: Callable[[], object] = lambda: None,
) -> sqlite3.Connection:
    """Return a connection that holds the write lock, in a transaction; an older file is brought up to date first.

    That is done once ``before_upgrade`` has returned, which is called while nobody else can write.
    """
    _must_be_file(path)
    with translated_errors(path):
        while True:
            there = path.stat()
            connection = _locked(path, wait, before_upgrade)
            if os.path.samestat(there, path.stat()):  # or it was replaced by a copy while we waited
                break
            connection.close()
    connection.note = leave_note(path, command, by)
    return connection


def _locked(path: Path, wait: float, before_upgrade: Callable[[], object]) -> WritingConnection:
    connection = connect(path, "rw")
    try:
        if when_free(path, lambda: _check_format(connection, path, None), wait) < FORMAT:
            connection.close()
            from coordplan.store.migrations import upgrade_file  # sqlite-utils is slow to import

            upgrade_file(path, before_upgrade)
            connection = connect(path, "rw")
        when_free(path, lambda: _begin_writing(connection), wait)
        _check_format(connection, path, FORMAT)  # another may have brought it up to date while we waited
    except BaseException:
        connection.close()
        raise
    return connection


SYNCHRONOUS = "FULL"  # what was acknowledged survives a power cut


def _begin_writing(connection: WritingConnection) -> None:
    """Take the write lock; each of these reads the file, so that any of them may find it busy."""
    from coordplan.store.triggers import allow_writing  # reading has nothing to do with them

    if in_wal(connection):
        with suppress(sqlite3.OperationalError):  # where another program has it open, WAL stays for now
            connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute(f"PRAGMA synchronous = {SYNCHRONOUS}")
    connection.execute("PRAGMA foreign_keys = ON")
    allow_writing(connection)
    connection.execute("PRAGMA cache_spill = OFF")  # so that others can read until it is kept
    connection.execute("BEGIN IMMEDIATE")


def commit(path: Path, connection: sqlite3.Connection, wait: float = WAIT_SECONDS) -> None:
    """Keep what was written, as soon as no other program is reading; raise FileBusy where one still is, after a time.

    SQLite lets nobody begin to read meanwhile, so whoever keeps on reading does not keep a writer out for ever.
    """
    with translated_errors(path, "keeping"):
        when_free(path, lambda: connection.execute("COMMIT"), wait, "reader")


def release(path: Path, connection: sqlite3.Connection) -> None:
    """Close a connection that was writing, and take down the note of who writes."""
    if isinstance(connection, WritingConnection):
        take_down_note(path, connection.note)
        connection.note = None
    connection.close()


def _must_be_file(path: Path) -> None:
    if path.is_dir():
        raise FileUnusable(
            _("{path} is a folder, not a coordplan file.").format(path=path),
            _("Name the file itself, for example --db {path}.").format(path=path / NAME),
        )
    if not path.exists():
        raise FileUnusable(
            _("There is no file {path}.").format(path=path),
            _("Run `coordplan init` to make one, or name another with --db PATH."),
        )
    if not path.is_file():  # a pipe or a device might never end
        raise FileUnusable(
            _("{path} is not an ordinary file.").format(path=path), _("Name the right one with --db PATH.")
        )


def _check_format(connection: sqlite3.Connection, path: Path, wanted: int | None) -> int:
    """Return the file's format; refuse what is not a coordplan file, what is newer, and (for reading) what is older."""
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    found: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if (application, found) != (APPLICATION_ID, FORMAT):
        refuse_damaged_header(connection, path)
    if application != APPLICATION_ID:
        raise FileUnusable(
            _("{path} is not a coordplan file.").format(path=path),
            _("Name the right one with --db PATH, or run `coordplan init` in another folder."),
        )
    if found > FORMAT:
        version = connection.execute("SELECT value FROM about WHERE name = 'needs_coordplan'").fetchone()[0]
        raise FileUnusable(
            _("{path} was written by a newer coordplan.").format(path=path),
            _("Install version {version} or later; how: coordplan help install").format(version=version),
        )
    if wanted is not None and found < wanted:
        raise FileUnusable(
            _("{path} was written by an older coordplan, and reading never changes a file.").format(path=path),
            _("Run `{command}` once: it makes a copy of the file and brings the file up to date.").format(
                command=command_for(path, "init")
            ),
        )
    return found


@contextmanager
def translated_errors(path: Path, doing: Literal["reading", "writing", "keeping"] = "writing") -> Iterator[None]:
    """Turn what SQLite says of the file into a sentence and a way out; while a change is kept, only readers can be in
    the way.
    """
    try:
        yield
    except sqlite3.Error as error:
        if is_busy(error):
            other: Other = "reader" if doing == "keeping" else "writer"
            raise FileBusy(
                busy_words(path, other),
                _("Try again when it has finished.")
                if doing == "reading"
                else _("Nothing was written; try again when it has finished."),
            ) from error
        raise _sentence(path, error) from error
    except UnicodeDecodeError as fault:  # SQLite's own sentence quotes what is damaged
        raise FileDamaged(_("{path} is damaged: {reason}.").format(path=path, reason=fault)) from fault
    except UnreadableRow as fault:
        from coordplan.store.damaged_rows import damaged_row

        raise damaged_row(path, fault) from fault


# By the beginning of SQLite's name for what went wrong
_SENTENCES = (
    (
        ("SQLITE_READONLY",),
        mark("{path} cannot be written: the file or its folder is read-only."),
        mark("Nothing was written. Give yourself the right to write there, or work on a copy with --db PATH."),
    ),
    (("SQLITE_FULL",), mark("The disk is full; {path} is as it was before."), mark("Make room and try again.")),
    (
        ("SQLITE_CANTOPEN",),
        mark("{path} cannot be opened."),
        mark("See that you may read it, and write in its folder."),
    ),
    (
        ("SQLITE_IOERR",),
        mark("Reading or writing {path} failed; the file is as it was before."),
        mark("See whether the disk or the network folder is there and has room, and try again."),
    ),
    (
        ("",),
        mark("SQLite cannot go on with {path}: {reason}"),
        mark("The file is as it was before. To see whether it is whole: coordplan doctor"),
    ),
)


def _sentence(path: Path, error: sqlite3.Error) -> CoordplanError:
    name = getattr(error, "sqlite_errorname", "") or ""
    if name == "SQLITE_CONSTRAINT_TRIGGER":
        return Refused(_("The file refuses this: {reason}").format(reason=error))
    if name.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")):
        return unreadable_file(path, error)
    if damaged := damaged_by_words(path, str(error)):
        return damaged
    sentence, way_out = next(words for beginnings, *words in _SENTENCES if name.startswith(beginnings))
    return FileUnusable(_(sentence).format(path=path, reason=error), _(way_out))
