"""The files of the program before and of the one after, found beside this one; what is not at hand is said.

A file names its predecessor (``previous:``), as seen from its own folder; where it is not there, the same name beside
the file and in the folder above is tried. Nobody names a successor: it is whichever file beside this one names it.
"""

from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from coordplan.errors import CoordplanError, FileUnusable
from coordplan.seeing.opening import Reading, reading_of
from coordplan.store.changes import latest_change
from coordplan.store.file import open_for_reading, translated_errors
from coordplan.store.finding import file_marks
from coordplan.store.format import APPLICATION_ID, NAME
from coordplan.text.folding import fold
from coordplan.text.language import translate as _
from coordplan.text.shell import path_from_here

_MOST_PROGRAMS = 20  # in a chain, of which a file might name itself at some remove


class NotAtHand(NamedTuple):
    """A file that is named and cannot be read, or is of another program than is looked for."""

    file: str  # as it is named
    reason: str


def place_of_previous(path: Path, previous: str) -> Path | None:
    """Return where the file is that another names as the one before it; None where it is not at hand."""
    name = Path(previous.replace("\\", "/"))
    folder = path.absolute().parent
    candidates = [folder / previous, folder / name, folder / name.name, folder.parent / name.name]
    for each in candidates:
        with suppress(OSError, ValueError):
            found = each / NAME if each.is_dir() else each
            if found.is_file() and not found.samefile(path):
                return found
    return None


@contextmanager
def predecessor(reading: Reading, as_recorded: bool = False) -> Iterator[Reading | NotAtHand | None]:
    """Open the file of the program before at the same two moments; None where none is named.

    Where the moment is now, it answers with all that it holds, or ``as_recorded`` by this file's last change.
    """
    previous = reading.program.previous
    with ExitStack() as stack:
        found: Reading | NotAtHand | None = None
        if previous:
            place = place_of_previous(reading.path, previous)
            try:
                if place is None:
                    sentence = _("{file}, the file of the program before, is not at hand.")
                    raise FileUnusable(sentence.format(file=previous))
                found = _opened_beside(stack, reading, place, as_recorded)
            except CoordplanError as error:
                found = NotAtHand(previous, error.sentence)
            else:
                if found.program.id == reading.program.id:
                    sentence = _("{file} holds this program itself.").format(file=previous)
                    found = NotAtHand(previous, sentence)
        yield found


@contextmanager
def file_of_program(reading: Reading, program: str) -> Iterator[Reading | NotAtHand]:
    """Open the file of an earlier program, however many lie between."""
    with ExitStack() as stack:
        found: Reading | NotAtHand | None = reading
        for _number in range(_MOST_PROGRAMS):
            if not isinstance(found, Reading) or found.program.id == program:
                break
            found = stack.enter_context(predecessor(found))
        if isinstance(found, Reading) and found.program.id != program:
            found = None
        sentence = _("No file is named that holds the program {program} (previous: in program.yaml).")
        yield NotAtHand("", sentence.format(program=program)) if found is None else found


@contextmanager
def successors(reading: Reading) -> Iterator[tuple[Reading, ...]]:
    """Open the files beside this one that name it as the one before theirs; of copies of one file the newest."""
    with ExitStack() as stack:
        found: dict[str, tuple[str, Reading]] = {}
        for path in _files_beside(reading.path):
            with suppress(CoordplanError, OSError):
                other = _opened_beside(stack, reading, path)
                previous = other.program.previous
                place = place_of_previous(path, previous) if previous else None
                if place is None or not place.samefile(reading.path):
                    continue
                marks = file_marks(other.connection)
                if marks.last_at >= found.get(marks.first, ("",))[0]:
                    found[marks.first] = marks.last_at, other
        yield tuple(other for _at, other in found.values())


def file_shown(reading: Reading) -> str:
    """Return how an answer names the file of another program."""
    return Path(path_from_here(reading.path)).as_posix()


def _opened_beside(stack: ExitStack, reading: Reading, path: Path, as_recorded: bool = False) -> Reading:
    stack.enter_context(translated_errors(path, "reading"))
    connection = stack.enter_context(closing(open_for_reading(path)))
    connection.create_function("fold", 1, fold, deterministic=True)
    up_to_change = latest_change(connection)
    if as_recorded or reading.up_to_change != latest_change(reading.connection):
        up_to_change = latest_change(connection, datetime.fromisoformat(reading.known_at))
    return reading_of(connection, path, reading.as_of, up_to_change)


def _files_beside(path: Path) -> Iterator[Path]:
    folder = path.absolute().parent
    places = [*folder.glob("*.db"), *folder.glob(f"*/{NAME}")]
    if path.name == NAME:
        places += folder.parent.glob(f"*/{NAME}")
    for each in sorted(places):
        with suppress(OSError):
            if not each.samefile(path) and _is_coordplan_file(each):
                yield each


def _is_coordplan_file(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(72)[68:] == APPLICATION_ID.to_bytes(4, "big")
