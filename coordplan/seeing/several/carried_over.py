"""What a program carried over from the one before, where both are answered for: it counts in one of the files alone.

From the next program's first day on it counts there, before that day where it comes from.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

from coordplan.named_tuples import NamedTuple
from coordplan.seeing.opening import Reading
from coordplan.seeing.predecessor import place_of_previous
from coordplan.store.definitions import continued


class ProgramFile(NamedTuple):
    """A file with what tells which program is before its own, and what it carries on of that."""

    path: Path
    program: str
    start_on: date
    previous: Path | None  # where the file of the program before is; None where none is named
    continues: Mapping[str, str]  # by activity


class CountedElsewhere(NamedTuple):
    """What does not count in a file, since another one of those asked counts it."""

    ids: tuple[str, ...] = ()  # of occurrences, or of activities that are due once
    into: tuple[int, ...] = ()  # the numbers of the files that count them
    has_predecessor: bool = False  # the file of the program before is among those asked


def program_file(opened: Reading) -> ProgramFile:
    """Return what an open file says of its predecessor."""
    previous = opened.program.previous
    return ProgramFile(
        opened.path,
        opened.program.id,
        opened.program.start_on,
        place_of_previous(opened.path, previous) if previous else None,
        continued(opened.connection, opened.up_to_change),
    )


def counted_elsewhere(files: Sequence[ProgramFile | None], as_of: date) -> list[CountedElsewhere]:
    """Return for each of some files (None: it holds no program) what counts in another one of them."""
    ids: dict[int, dict[str, int]] = defaultdict(dict)
    with_predecessor = set()
    for number, file in enumerate(files):
        if file is None:
            continue
        if any(other is not None and _is_same(file.previous, other.path) for other in files):
            with_predecessor.add(number)
        for activity, source in file.continues.items():
            program, _slash, occurrence = source.partition("/")
            before = _file_of(files, file, program)
            if before is None:
                continue
            with_predecessor.add(number)
            if as_of < file.start_on:
                ids[number][activity] = before
            else:
                ids[before][occurrence] = number
    return [
        CountedElsewhere(tuple(ids[number]), tuple(sorted(set(ids[number].values()))), number in with_predecessor)
        for number in range(len(files))
    ]


def _file_of(files: Sequence[ProgramFile | None], after: ProgramFile, program: str) -> int | None:
    """Return the number of the file that holds an earlier program: the one that is named, or the only one there is."""
    fitting = [(number, file) for number, file in enumerate(files) if file is not None and file.program == program]
    named = [number for number, file in fitting if _is_same(after.previous, file.path)]
    if named:
        return named[0]
    return fitting[0][0] if len(fitting) == 1 and fitting[0][1] is not after else None


def _is_same(named: Path | None, path: Path) -> bool:
    with suppress(OSError):
        return named is not None and named.samefile(path)
    return False
