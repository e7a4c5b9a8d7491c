"""The files of the program before and of the one after, found beside this one; what is not at hand is said.

A file names its predecessor (``previous:``), as seen from its own folder; where it is not there, the same name beside
the file and in the folder above is tried. Nobody names a successor: it is whichever file beside this one names it.
"""

from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path

from coordplan.errors import CoordplanError, FileUnusable
from coordplan.named_tuples import NamedTuple
from coordplan.seeing.opening import Reading, reading_of
from coordplan.store.changes import latest_change
from coordplan.store.definitions import continued
from coordplan.store.file import open_for_reading, translated_errors
from coordplan.store.finding import file_marks
from coordplan.store.format import APPLICATION_ID, NAME
from coordplan.text.folding import fold
from coordplan.text.language import translate as _
from coordplan.text.shell import path_from_here
from coordplan.text.writing import write_day

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
def predecessor(reading: Reading) -> Iterator[Reading | NotAtHand | None]:
    """Open the file of the program before at the same two moments; None where none is named.

    Where the moment is now, it answers with all that it holds, whenever this file was written last.
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
                found = _opened_beside(stack, reading, place)
            except CoordplanError as error:
                found = NotAtHand(previous, error.sentence)
            else:
                if why_not := _why_not_before(found, reading, previous):
                    found = NotAtHand(previous, why_not)
        yield found


def _why_not_before(before: Reading, after: Reading, file: str) -> str:
    """Return why a file cannot be that of the program before another one's; empty where it can.

    It ends before that one begins, and that one carries on nothing, or something of it or of what came before it.
    """
    if before.program.id == after.program.id:
        return _("{file} holds this program itself.").format(file=file)
    words = {"file": file, "program": before.program.short or before.program.title}
    if before.program.until_on >= after.program.start_on:
        sentence = _("{file} holds {program}, which ends on {day}, not before this program begins.")
        return sentence.format(**words, day=write_day(before.program.until_on))
    sources = continued(after.connection, after.up_to_change).values()
    wanted = {source.partition("/")[0] for source in sources}
    if wanted and before.program.id not in wanted and not any(_leads_back(before, each) for each in wanted):
        sentence = _("{file} holds {program}; this program carries on tasks of {others}.")
        return sentence.format(**words, others=", ".join(sorted(wanted)))
    return ""


def _leads_back(reading: Reading, program: str) -> bool:
    with file_of_program(reading, program) as found:
        return isinstance(found, Reading)


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
                if place is None or not place.samefile(reading.path) or _why_not_before(reading, other, previous):
                    continue
                marks = file_marks(other.connection)
                if marks.last_at >= found.get(marks.first, ("",))[0]:
                    found[marks.first] = marks.last_at, other
        yield tuple(other for _at, other in found.values())


def file_shown(reading: Reading) -> str:
    """Return how an answer names the file of another program."""
    return Path(path_from_here(reading.path)).as_posix()


def _opened_beside(stack: ExitStack, reading: Reading, path: Path) -> Reading:
    stack.enter_context(translated_errors(path, "reading"))
    connection = stack.enter_context(closing(open_for_reading(path)))
    connection.create_function("fold", 1, fold, deterministic=True)
    up_to_change = latest_change(connection)
    if reading.up_to_change != latest_change(reading.connection):
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
