"""Rows that are gone through several times: a few in memory, many in a file without a name.

A table is drawn when all its rows are known, for its columns are as wide as the widest cell, and it is drawn when the
file that it was read from is closed, so that nobody waits for a slow reader. A million rows of a list would take a
gigabyte until then; put aside they take as much memory as those that are looked at together.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Any, TypeVar, overload

from coordplan.errors import FileUnusable
from coordplan.text.language import translate as _

Row = TypeVar("Row")
_IN_MEMORY = 2000  # some two megabytes of a list
_IN_A_RUN = 10_000  # put in order in memory
TOGETHER = 250  # rows that are written, read and measured together


def kept(rows: Iterable[Row]) -> Sequence[Row]:
    """Return rows that can be gone through again: as a list, or put aside where they are many."""
    if isinstance(rows, Sequence):
        return rows
    remaining = iter(rows)
    first = list(islice(remaining, _IN_MEMORY))
    return first if len(first) < _IN_MEMORY else _RowsAside(chain(first, remaining))


def kept_in_order(rows: Iterable[Row], key: Callable[[Row], Any]) -> Sequence[Row]:
    """Return rows in the order of a key, equal ones as they come; of many so many at a time are put in order."""
    remaining = iter(rows)
    runs: list[Sequence[Row]] = []
    while run := sorted(islice(remaining, _IN_A_RUN), key=key):
        runs.append(run if len(run) < _IN_A_RUN and not runs else _RowsAside(run))
    if len(runs) < 2:
        return runs[0] if runs else []
    from heapq import merge

    return kept(merge(*runs, key=key))


def seen_as(rows: Sequence[Any], look: Callable[[Any], Row]) -> Sequence[Row]:
    """Return what each of some rows is by a function: of those put aside, anew each time that they are gone through."""
    return _RowsSeenAs(rows, look) if isinstance(rows, _RowsAside | _RowsSeenAs) else [look(row) for row in rows]


def batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Yield rows in groups that are looked at together."""
    remaining = iter(rows)
    while batch := list(islice(remaining, TOGETHER)):
        yield batch


def no_room(error: OSError) -> FileUnusable:
    """Return what is said where the disk has no room for what is put aside."""
    return FileUnusable(
        _("What is to be shown needs room beside it, and that cannot be written: {reason}.").format(
            reason=error.strerror or error
        ),
        _("Make room in the folder for temporary files, or name another in TMPDIR."),
    )


class _RowsAside(Sequence[Row]):
    def __init__(self, rows: Iterable[Row]) -> None:
        import pickle  # here: few rows do without
        import tempfile

        self._load = pickle.load
        self._places: list[int] = []  # where each batch begins
        self._count = 0
        try:
            self._file = tempfile.TemporaryFile()  # noqa: SIM115 it lives as long as the rows
            for batch in batches(rows):
                self._places.append(self._file.tell())
                self._count += len(batch)
                pickle.dump(batch, self._file, pickle.HIGHEST_PROTOCOL)
            self._file.flush()
        except OSError as error:
            raise no_room(error) from error

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Row]:
        for number in range(len(self._places)):
            yield from self._batch(number)

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Row]: ...
    def __getitem__(self, place: int | slice) -> Row | Sequence[Row]:
        if isinstance(place, slice):
            return [self[number] for number in range(*place.indices(self._count))]
        number = range(self._count)[place]
        return self._batch(number // TOGETHER)[number % TOGETHER]

    def _batch(self, number: int) -> list[Row]:
        self._file.seek(self._places[number])  # others may read in between
        found: list[Row] = self._load(self._file)
        return found


class _RowsSeenAs(Sequence[Row]):
    def __init__(self, rows: Sequence[Any], look: Callable[[Any], Row]) -> None:
        self._rows, self._look = rows, look

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Row]:
        return map(self._look, self._rows)

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Row]: ...
    def __getitem__(self, place: int | slice) -> Row | Sequence[Row]:
        found = self._rows[place]
        return [self._look(row) for row in found] if isinstance(place, slice) else self._look(found)
