"""Files put in their place: whole or not at all, only where an ordinary file may stand, and with nothing left beside.

A file is made beside its place under a name of this process and takes the place in one step, so that at every moment
the older one or the new one stands under the name. What processes that died left in the folder is cleared on the way.
"""

import errno
import os
import shutil
import stat
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from coordplan.errors import FileUnusable, Refused, UsageFault
from coordplan.file_names import LeftoverKind, is_refused_by_windows, leftovers_in, move, name_beside
from coordplan.text.language import translate as _

_DATABASE = b"SQLite format 3\x00"  # how such a file begins
# Each is standard output by another name: what is written there goes where the shell sends it
_STANDARD_OUTPUT = ("-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1")


_OF_THE_SYSTEM = (("dev",), ("proc",), ("sys",))  # folders at the root that hold no files of anybody's
_OPEN_TO_ALL = 0o666  # of which the system takes away what the umask says


def is_standard_output(path: Path) -> bool:
    return path.as_posix() in _STANDARD_OUTPUT


def refuse_source(output: str | None, *sources: str | None) -> None:
    """Raise UsageFault where an answer is to go into a file that the command reads, by whatever name or link."""
    for source in sources:
        if output is not None and source is not None and is_same_file(Path(output), Path(source)):
            raise UsageFault(
                _("{path} is read by this command; the answer would take its place.").format(path=output),
                _("Name another file with -o."),
            )


def is_same_file(one: Path, other: Path) -> bool:
    """Say whether two names mean one file: the same place, or links to it."""
    try:
        return one.samefile(other)
    except (OSError, ValueError):
        return one.absolute() == other.absolute()


def place_of_file(path: Path) -> Path:
    """Return the place that a file written to ``path`` takes: behind a link, that of the file that it names.

    Raises FileUnusable or Refused where no ordinary file can stand there, or a coordplan file does.
    """
    if sys.platform == "win32" and is_refused_by_windows(path.name):
        raise FileUnusable(
            _("{path} cannot be written: Windows takes this name for something else than a file.").format(path=path),
            _("Name another file."),
        )
    try:
        place = path.resolve()
        if (
            place.parts[1:2] in _OF_THE_SYSTEM
            and place.parts[2:3] != ("shm",)
            and (not path.exists() or path.is_file())
        ):
            raise FileUnusable(
                _("{path} cannot be written: what lies there is the system's.").format(path=path),
                _("Name another file."),
            )
        mode = path.stat().st_mode
    except FileNotFoundError:
        if path.is_symlink():
            raise FileUnusable(
                _("{path} is a link to a file that does not exist.").format(path=path),
                _("Name the file itself, or take the link away."),
            ) from None
        return path.resolve()
    except RuntimeError:  # before Python 3.13: links that point to one another
        raise unwritable(path, OSError(errno.ELOOP, os.strerror(errno.ELOOP))) from None
    except (OSError, ValueError) as error:
        raise unwritable(path, error) from error
    if stat.S_ISDIR(mode):
        raise unwritable(path, IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR)))
    if not stat.S_ISREG(mode):
        raise FileUnusable(
            _("{path} is a device or a pipe, not a file; nothing is written to it.").format(path=path),
            _("Name a file; -o - is standard output, which the shell sends anywhere: ... -o - > {path}").format(
                path=path
            ),
        )
    _refuse_database(path)
    if sys.platform == "win32":
        try:
            os.close(os.open(place, os.O_RDWR))  # what another program holds open cannot be replaced
        except OSError as error:
            raise unwritable(path, error) from error
    return place


def _refuse_database(path: Path) -> None:
    """Refuse to put an answer in the place of a coordplan file: a slip of the hand would cost all that is in it."""
    try:
        with path.open("rb") as file:
            beginning = file.read(len(_DATABASE))
    except OSError:
        return  # whether it can be written is seen when it is
    if beginning == _DATABASE:
        raise Refused(
            _("{path} is a database, perhaps the coordplan file itself; it is not written over.").format(path=path),
            _("Name another file."),
        )


def system_words(error: OSError | ValueError) -> tuple[str, str]:
    """Return why the system refused, and a way out, in the language in use."""
    elsewhere = _("Name another place.")
    if isinstance(error, ValueError):
        return _("this is not a name of a file"), elsewhere
    words = {
        errno.ENOENT: (_("there is no such folder"), _("Make the folder first, or name another place.")),
        errno.ENOTDIR: (_("a part of its path is not a folder"), elsewhere),
        errno.EEXIST: (_("a file of that name is there"), elsewhere),
        errno.EISDIR: (_("it is a folder"), _("Name a file in it.")),
        errno.ELOOP: (_("it is a link that leads back to itself"), elsewhere),
        errno.ENAMETOOLONG: (_("the name is too long"), _("Give it a shorter name.")),
        errno.EACCES: (_("it may not be written"), _("Close it where it is open, or name another place.")),
        errno.EPERM: (_("it may not be written"), _("Close it where it is open, or name another place.")),
        errno.EROFS: (_("the disk is read-only"), elsewhere),
        errno.ENOSPC: (_("the disk is full"), _("Make room and try again.")),
    }
    return words.get(error.errno or 0, (str(error.strerror or error), elsewhere))


def unwritable(path: Path, error: OSError | ValueError) -> FileUnusable:
    sentence, way_out = system_words(error)
    return FileUnusable(
        _("{path} cannot be written: {reason}.").format(path=path, reason=sentence),
        _("What was there before is untouched.") + " " + way_out,
    )


def make_folder(path: Path) -> None:
    """Make a folder, with those above it; raise FileUnusable where that cannot be."""
    if sys.platform == "win32" and is_refused_by_windows(path.name):
        raise unwritable(path, ValueError())
    try:
        path.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        raise unwritable(path, error) from error


@contextmanager
def made_beside(
    path: Path, chunks: Iterable[bytes], kind: LeftoverKind = "new", mode: int = _OPEN_TO_ALL
) -> Iterator[Callable[[], Path]]:
    """Make a file beside its place; give what puts it there. Without that it is gone when the block ends.

    Raises FileUnusable where it cannot be made, and where it cannot be put in its place.
    """
    place = place_of_file(path)
    try:
        made = _file_beside(place, chunks, kind, mode)
    except (OSError, ValueError) as error:
        raise unwritable(path, error) from error

    def put_in_place() -> Path:
        try:
            move(made, place)
        except OSError as error:
            raise unwritable(path, error) from error
        return place

    try:
        yield put_in_place
    finally:
        with suppress(OSError):
            made.unlink(missing_ok=True)
        clear_leftovers(place.parent)


@contextmanager
def files_in_place(folder: Path, files: Mapping[str, bytes | Iterable[bytes]]) -> Iterator[None]:
    """Write files into a folder, which is made where it is missing; where the block raises, all is as it was before.

    Each takes its place in one step, and the older one is kept beside it until the block has ended. Raises FileUnusable
    where one of them cannot be written; then none is.
    """
    made = _made_with(folder)
    before: dict[Path, Path | None] = {}
    done = False
    try:
        with ExitStack() as prepared:
            ready = {
                place_of_file(folder / name): prepared.enter_context(
                    made_beside(folder / name, [data] if isinstance(data, bytes) else data)
                )
                for name, data in files.items()
            }
            for place, put_in_place in ready.items():
                before[place] = _kept_beside(place)
                put_in_place()
            yield
        done = True
    finally:
        if not done:
            _put_back(before)
        for aside in before.values():
            if aside is not None:
                with suppress(OSError):
                    aside.unlink(missing_ok=True)
        for path in [] if done else made:
            with suppress(OSError):  # somebody else has put something there
                path.rmdir()


def _put_back(before: Mapping[Path, Path | None]) -> None:
    for place, aside in before.items():
        with suppress(OSError):
            if aside is None:
                place.unlink(missing_ok=True)
            else:
                move(aside, place)


def _made_with(folder: Path) -> list[Path]:
    """Make a folder, with those above it; return the ones that were missing, the deepest first."""
    missing = []
    for each in (folder, *folder.parents):
        if each.exists():
            break
        missing.append(each)
    make_folder(folder)
    return missing


def _file_beside(place: Path, chunks: Iterable[bytes], kind: LeftoverKind, mode: int) -> Path:
    """Return a file written whole beside a place, with the rights of what stands there, or made with a mode."""
    beside = name_beside(place, kind)
    beside.unlink(missing_ok=True)  # of a process of the same number, long gone
    # Whoever may write in this folder might have put a link there: only what does not exist is made
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
    try:
        with os.fdopen(handle, "wb") as file:
            if place.exists():
                shutil.copymode(place, beside)
            file.writelines(chunks)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    return beside


def _kept_beside(place: Path) -> Path | None:
    """Keep what is there under another name too until all is done; None where nothing is."""
    if not place.exists():
        return None
    beside = name_beside(place, "old")
    beside.unlink(missing_ok=True)
    try:
        os.link(place, beside)
    except OSError:  # a file system without links
        try:
            shutil.copy2(place, beside)
        except OSError as error:
            raise unwritable(place, error) from error
    return beside


def clear_leftovers(folder: Path) -> bool:
    """Take away what dead processes left half made in a folder; say whether a file waits there for its record."""
    waiting = False
    for each in leftovers_in(folder):
        waiting |= each.kind == "issued"
        if each.kind in ("new", "old"):
            with suppress(OSError):
                if each.path.is_dir() and not each.path.is_symlink():
                    shutil.rmtree(each.path)
                else:
                    each.path.unlink()
    return waiting
