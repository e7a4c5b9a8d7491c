"""How far long work has come: said by whatever does it, heard by whoever shows it. Neither need know the other."""

from collections.abc import Callable, Iterable, Iterator, Sized
from contextlib import contextmanager
from typing import TypeVar

Hear = Callable[[int, int], None]  # how much is done, of how much
_T = TypeVar("_T")

_hearers: list[Hear] = []


@contextmanager
def heard_by(hear: Hear) -> Iterator[None]:
    """Have it heard how far the work in the block has come."""
    _hearers.append(hear)
    try:
        yield
    finally:
        _hearers.remove(hear)


def say_how_far(done: int, total: int) -> None:
    """Say how much is done, of how much; in any unit."""
    for hear in _hearers[-1:]:
        hear(done, total)


def counting(things: Iterable[_T], total: int | None = None) -> Iterable[_T]:
    """Return things of which it is said how many have been taken, of how many.

    Where nobody hears it, or it is not known how many there are, just the things.
    """
    if total is None and isinstance(things, Sized):
        total = len(things)
    return things if total is None or not _hearers else Count(total).of(things)


class Count:
    """What has been taken of several stretches of things, whose number together is known."""

    def __init__(self, total: int) -> None:
        self.done = 0
        self.total = total

    def of(self, things: Iterable[_T]) -> Iterable[_T]:
        return self._of(things) if _hearers else things

    def _of(self, things: Iterable[_T]) -> Iterator[_T]:
        for thing in things:
            say_how_far(self.done, self.total)
            self.done += 1
            yield thing
