"""Finding and opening the file.

Reading opens it read-only and leaves nothing beside it: a rollback journal, not WAL, is in use, so no ``-wal`` or
``-shm`` appears. Writing takes the write lock first, waits for another writer, and says who that is.
"""

import json
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from coordplan.errors import CoordplanError, FileBusy, FileDamaged, FileUnusable, Refused, UnreadableRow
from coordplan.store.connecting import connect
from coordplan.store.format import APPLICATION_ID, FORMAT, NAME
from coordplan.text.language import mark
from coordplan.text.language import translate as _
from coordplan.text.writing import plain

WAIT_SECONDS = 5.0


def find_file(start: Path, named: str | None) -> Path:
    """Return the file to use: the one that is named, or the nearest ``coordplan.db`` at or above a folder."""
    if named:
        return Path(named)
    for folder in (start, *start.parents):
        if (folder / NAME).is_file():
            return folder / NAME
    raise FileUnusable(
        _("There is no {name} in this folder or above it.").format(name=NAME),
        _("Run `coordplan init` to make one here, or name one with --db PATH."),
    )


def open_for_reading(path: Path, wait: float = WAIT_SECONDS, any_format: bool = False) -> sqlite3.Connection:
    """Return a read-only connection to a file of this format, or of ``any_format`` up to it.

    Only where a writer died halfway is anything written: SQLite must first take back what that writer left unfinished.
    """
    _must_be_file(path)
    wanted = None if any_format else FORMAT
    with translated_errors(path):
        connection = connect(path, "ro", wait)
        try:
            _check_format(connection, path, wanted)
        except sqlite3.OperationalError as error:
            connection.close()
            if error.sqlite_errorname not in ("SQLITE_READONLY_ROLLBACK", "SQLITE_CANTOPEN"):
                raise
            with closing(connect(path, "rw", wait)) as recovering:
                recovering.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()
            connection = connect(path, "ro", wait)
            _check_format(connection, path, wanted)
        except BaseException:
            connection.close()
            raise
    return connection


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
        connection = connect(path, "rw", wait)
        try:
            if _check_format(connection, path, None) < FORMAT:
                connection.close()
                from coordplan.store.migrations import upgrade_file  # sqlite-utils is slow to import

                upgrade_file(path, before_upgrade)
                connection = connect(path, "rw", wait)
            from coordplan.store.triggers import allow_writing  # reading has nothing to do with them

            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            allow_writing(connection)
            connection.execute("BEGIN IMMEDIATE")
        except BaseException:
            connection.close()
            raise
    _sign(path, command, by)
    return connection


def release(path: Path, connection: sqlite3.Connection) -> None:
    """Close a connection that was writing, and take down the note of who writes."""
    with suppress(OSError):
        _note(path).unlink(missing_ok=True)
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
    if application != APPLICATION_ID:
        raise FileUnusable(
            _("{path} is not a coordplan file.").format(path=path),
            _("Name the right one with --db PATH, or run `coordplan init` in another folder."),
        )
    found: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if found > FORMAT:
        version = connection.execute("SELECT value FROM about WHERE name = 'needs_coordplan'").fetchone()[0]
        raise FileUnusable(
            _("{path} was written by a newer coordplan.").format(path=path),
            _("Install version {version} or later: pip install --upgrade coordplan").format(version=version),
        )
    if wanted is not None and found < wanted:
        raise FileUnusable(
            _("{path} was written by an older coordplan, and reading never changes a file.").format(path=path),
            _("Run `coordplan init` once: it makes a copy of the file and brings the file up to date."),
        )
    return found


@contextmanager
def translated_errors(path: Path) -> Iterator[None]:
    """Turn what SQLite says of the file into a sentence and a way out."""
    try:
        yield
    except sqlite3.Error as error:
        raise _sentence(path, error) from error
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
        ("SQLITE_NOTADB", "SQLITE_CORRUPT"),
        mark("{path} is damaged, or is not a coordplan file."),
        mark("`coordplan restore FILE` goes back to a copy of it; another file is named with --db PATH."),
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
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return FileBusy(_busy_sentence(path), _("Nothing was written; try again when it has finished."))
    if name == "SQLITE_CONSTRAINT_TRIGGER":
        return Refused(_("The file refuses this: {reason}").format(reason=error))
    if _says_damaged(str(error)):
        return FileDamaged(_("{path} is damaged: {reason}.").format(path=path, reason=plain(str(error)).rstrip(".")))
    sentence, way_out = next(words for beginnings, *words in _SENTENCES if name.startswith(beginnings))
    return FileUnusable(_(sentence).format(path=path, reason=error), _(way_out))


def _says_damaged(words: str) -> bool:
    """Say whether SQLite's words, where it has no name for what went wrong, are of what is in the file."""
    return words.startswith(("Could not decode", "malformed", "no such table", "no such column", "no such index"))


def _note(path: Path) -> Path:
    return path.with_name(path.name + ".writer")


def _sign(path: Path, command: str, by: str) -> None:
    """Leave a note of who writes, for whoever has to wait; it means nothing once the lock is gone."""
    with suppress(OSError):
        _note(path).write_text(json.dumps({"by": by, "command": command, "process": os.getpid()}), encoding="utf-8")


def _busy_sentence(path: Path) -> str:
    try:
        note = json.loads(_note(path).read_text(encoding="utf-8"))
        return _("{path} is busy: {by} is running `{command}` (process {process}).").format(path=path, **note)
    except (OSError, ValueError, KeyError, TypeError):
        return _("{path} is busy: another program is writing to it.").format(path=path)
