"""Making a copy of the file: page by page while others write, checked, on the disk, and only then under its name."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from tempfile import gettempdir
from time import monotonic

from coordplan.errors import FileBusy, NoCopy
from coordplan.file_names import leftovers_in, move, name_beside
from coordplan.long_work import say_how_far
from coordplan.named_tuples import NamedTuple
from coordplan.store import checksum
from coordplan.store.changes import latest_change
from coordplan.store.checking.file_findings import FileFinding
from coordplan.store.checking.full import faults_in
from coordplan.store.copies.copy_names import copies_to_keep, copy_name_at
from coordplan.store.copies.copy_place import CopyPlace
from coordplan.store.damage import damaged_file
from coordplan.store.file import open_for_reading, translated_errors
from coordplan.store.file_rights import make_private, make_private_folder
from coordplan.text.language import translate as _

_PAGES = 256  # are copied at a time; in between others may write
_RESTARTS = 5  # a change from elsewhere begins a copy anew; after so many it is made in one go
_WAIT_SECONDS = 30.0
_PAUSE_SECONDS = 0.02  # before a locked file is tried again


class MadeCopy(NamedTuple):
    """A copy that was made and checked."""

    path: Path
    size: int  # bytes
    change: int  # the last one in it


def make_copy(path: Path, place: CopyPlace, before: str = "", in_full: bool = True) -> MadeCopy:
    """Make a copy of a file, which nobody need stop writing to for it; it is checked and on the disk when it returns.

    ``before`` says what is to follow, where something is. A file whose checksum fits need not be checked ``in_full``:
    each of its bytes is as the last change left it. Raises NoCopy where none can be made, and FileUnusable where
    the file is damaged or is none of ours.
    """
    # Not by the file's own name: where copies go beside it, that is what a restore is preparing there
    unfinished = name_beside(place.folder / f"{place.stem}-copy.db")
    try:
        make_private_folder(place.folder)
        clear_halves(place.folder)
        unfinished.unlink(missing_ok=True)
        make_private(unfinished)
        with closing(sqlite3.connect(unfinished, isolation_level=None)) as copy:
            copy_pages(path, copy, place.folder)
        change = check_copy(path, unfinished, in_full)
        flush_to_disk(unfinished)
        target = _free_name(place, change, before)
        size = unfinished.stat().st_size
        move(unfinished, target)
        flush_to_disk(place.folder)
    except OSError as error:
        raise NoCopy(path, place.folder, str(error.strerror or error)) from error
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
    return MadeCopy(target, size, change)


def clear_halves(folder: Path) -> None:
    """Take away what copying left half made in a folder where its process died."""
    for each in leftovers_in(folder):
        if each.kind == "new":
            with suppress(OSError):
                each.path.unlink()


def prune_copies(place: CopyPlace) -> None:
    """Take away the copies that need not be kept; what cannot be deleted stays."""
    copies = place.copies()
    for copy in set(copies) - copies_to_keep(copies, place.at.date()):
        with suppress(OSError):
            (place.folder / copy.file_name).unlink()


def copy_pages(path: Path, copy: sqlite3.Connection, folder: object) -> None:
    """Copy the pages of a file, as they are after its last change, into an empty one, which lies in a folder.

    Raises NoCopy where that one cannot be written.
    """
    last, restarts, deadline = 0, 0, monotonic() + _WAIT_SECONDS

    def watch(status: int, remaining: int, total: int) -> None:
        nonlocal last, restarts
        say_how_far(total - remaining, total)
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            if monotonic() > deadline:
                raise FileBusy(
                    _("{path} is busy: another program has been writing to it for a long time.").format(path=path),
                    _("No copy was made; try again when it has finished."),
                )
        elif last and remaining >= last:
            restarts += 1
            if restarts > _RESTARTS:
                raise _KeptFromEnding
        last = remaining

    with translated_errors(path), closing(open_for_reading(path, any_format=True)) as source:
        source.execute("ROLLBACK")  # which it was opened in: between pages others may write
        copy.execute("PRAGMA journal_mode = OFF")  # nobody needs half of it
        copy.execute("PRAGMA synchronous = OFF")  # it is brought to the disk in one go
        try:
            try:
                source.backup(copy, pages=_PAGES, progress=watch, sleep=_PAUSE_SECONDS)
            except _KeptFromEnding:
                last = 0
                source.backup(copy, pages=-1, progress=watch, sleep=_PAUSE_SECONDS)
            copy.execute("PRAGMA journal_mode = DELETE")  # another program may have set the file's to WAL
        except sqlite3.Error as error:
            if not _is_about_the_copy(error):
                raise
            raise NoCopy(path, folder, str(error)) from error


@contextmanager
def private_copy(path: Path) -> Iterator[sqlite3.Connection]:
    """Give a checked copy of a file that has no name and is gone afterwards: to be read at leisure, in nobody's way.

    Raises NoCopy where there is no room for it, and FileUnusable where the file is damaged or is none of ours.
    """
    with closing(sqlite3.connect("", isolation_level=None)) as copy:
        copy_pages(path, copy, gettempdir())
        copy.row_factory = sqlite3.Row
        refuse_faults(path, copy)
        yield copy


class _KeptFromEnding(Exception):
    """Others change the file more often than it can be copied page by page."""


def _is_about_the_copy(error: sqlite3.Error) -> bool:
    """Say whether it is writing that failed: reading fails otherwise, as the file is open already."""
    name = getattr(error, "sqlite_errorname", "") or ""
    return name.startswith(("SQLITE_FULL", "SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_IOERR_WRITE"))


def check_copy(path: Path, copy: Path, in_full: bool = True) -> int:
    """Return the number of the last change in a copy; raise FileDamaged where it, and so the file, is damaged."""
    with translated_errors(path), closing(open_for_reading(copy, any_format=True)) as connection:
        refuse_faults(path, connection, in_full)
        return latest_change(connection)


def refuse_faults(path: Path, connection: sqlite3.Connection, in_full: bool = True) -> None:
    """Raise FileDamaged where an open copy, and so the file, is damaged."""
    if faults := faults_of_copy(connection, in_full):
        raise damaged_file(connection, path, faults)


def faults_of_copy(connection: sqlite3.Connection, in_full: bool = True) -> list[FileFinding]:
    """Return what is wrong with an open copy by which figures would be others; what is derived anew is not."""
    if not in_full and checksum.is_small(connection) and checksum.matches(connection):
        return []
    return [each for each in faults_in(connection) if each.moves_figures and each.rule != "spans"]


def flush_to_disk(path: Path) -> None:
    """Bring a file, or the names in a folder, to the disk; where the system does that otherwise, nothing is done."""
    is_folder = path.is_dir()
    if is_folder and os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY if is_folder else os.O_RDWR)
    try:
        os.fsync(handle)
    except OSError:
        if not is_folder:  # some network folders cannot
            raise
    finally:
        os.close(handle)


def _free_name(place: CopyPlace, change: int, before: str) -> Path:
    """Return the name of a new copy; a copy that is there is never written over."""
    name = copy_name_at(place.stem, place.at, change, before)
    while (place.folder / name.file_name).exists():
        name = name._replace(time=f"{int(name.time) + 1:06}")
    return place.folder / name.file_name
