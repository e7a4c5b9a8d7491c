"""The note of who writes, beside the file, for whoever has to wait.

A writer that holds the file's lock leaves it, and holds a lock of the system on the note itself as long as it lives: a
note that nobody holds is of a writer that died, and names nobody, on whichever machine that was. No link is followed,
and nothing that is not an ordinary small file is read or taken away, for in a folder of several people anybody can put
something else in its place.
"""

import json
import os
import stat
import sys
from contextlib import suppress
from pathlib import Path

from coordplan.named_tuples import NamedTuple

_MOST_BYTES = 4096
# Where this system has no such words (Windows knows no links that open() follows by a name alone), they say nothing
_CAREFULLY = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_HELD_BYTE = 1 << 20  # far behind what the note says: on Windows nobody else can read a byte that is held


class Writer(NamedTuple):
    """Who writes, with which command line, as which process."""

    by: str
    command: str
    process: int


def note_path(path: Path) -> Path:
    """Return where the note of a file lies."""
    return path.with_name(path.name + ".writer")


def leave_note(path: Path, command: str, by: str) -> int | None:
    """Leave the note of this process, which holds the file's lock; return what holds it, None where it cannot be left.

    What a dead writer left is taken away; anything else of that name stays as it is, and then there is no note.
    """
    note = note_path(path)
    try:
        if _is_ordinary(note):
            note.unlink()
        handle = os.open(note, os.O_CREAT | os.O_EXCL | os.O_RDWR | _CAREFULLY, 0o600)
    except OSError:
        return None
    with suppress(OSError):
        if sys.platform != "win32":
            os.fchmod(handle, stat.S_IMODE(path.stat().st_mode) & 0o666)  # who may open the file may read who writes
        _lock(handle, alone=True)
        words = Writer(by[:200], command[:500], os.getpid())._asdict()
        os.write(handle, json.dumps(words, ensure_ascii=False).encode(errors="replace"))
    return handle


def take_down_note(path: Path, handle: int | None) -> None:
    """Take the note down that a handle holds, unless another writer's stands there by now."""
    if handle is None:
        return
    own = os.fstat(handle)
    os.close(handle)  # first: Windows takes no file away that is open
    note = note_path(path)
    with suppress(OSError):
        if os.path.samestat(note.lstat(), own):
            note.unlink()


def who_writes(path: Path) -> Writer | None:
    """Return who writes, as far as a note says so whose writer lives."""
    note = note_path(path)
    try:
        if not _is_ordinary(note):
            return None
        handle = os.open(note, os.O_RDONLY | _CAREFULLY)
    except OSError:
        return None
    try:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode) or found.st_size > _MOST_BYTES or not _is_held(handle):
            return None
        values = json.loads(os.read(handle, _MOST_BYTES))
        writer = Writer(**values)
        kinds = zip(writer, (str, str, int), strict=True)
        return writer if all(isinstance(value, kind) for value, kind in kinds) else None
    except (OSError, ValueError, TypeError, RecursionError):
        return None
    finally:
        os.close(handle)


def _is_ordinary(note: Path) -> bool:
    """Say whether a small file lies there that is no link; False, too, where nothing lies there."""
    try:
        found = note.lstat()
    except FileNotFoundError:
        return False
    return stat.S_ISREG(found.st_mode) and found.st_size <= _MOST_BYTES


if sys.platform == "win32":

    def _lock(handle: int, alone: bool) -> None:
        """Lock the note for this process; raise OSError where another's lock is in the way."""
        import msvcrt

        os.lseek(handle, _HELD_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        finally:
            os.lseek(handle, 0, os.SEEK_SET)

else:

    def _lock(handle: int, alone: bool) -> None:
        """Lock the note for this process; raise OSError where another's lock is in the way."""
        import fcntl  # here: reading waits for nobody, as a rule

        fcntl.flock(handle, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)


def _is_held(handle: int) -> bool:
    """Say whether somebody else holds the note; closing the handle gives it up again where nobody did."""
    try:
        _lock(handle, alone=False)
    except OSError:
        return True
    return False
