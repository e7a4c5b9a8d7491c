"""Waiting for the file while other programs read it or write to it.

SQLite's lock decides, so that programs which know nothing of this one are respected; but SQLite's own way of waiting
is not fair: it asks less often the longer it waits. Here whoever has waited longer asks more often, which makes a queue
of sorts of any number of writers, leaves nothing behind when one of them is killed, and needs nothing that a network
folder or Windows lacks.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import Literal, TypeVar

from coordplan.store.writer_note import Writer, who_writes
from coordplan.text.language import translate as _

WAIT_SECONDS = 30.0
TELL_AFTER = 5.0  # seconds; whoever waits longer is told for whom
_FIRST_PAUSE = 0.3
_SHORTEST_PAUSE = 0.001
_LOOK_AFTER = 1.0  # seconds; then whether it is another writer by now
_MOST_TURNS = 4
_HALVED_AFTER = 4.0  # seconds of waiting

Other = Literal["writer", "reader"]  # who is in the way
Tell = Callable[[str], None]
T = TypeVar("T")

_tellers: list[Tell] = []


@contextmanager
def waiting_told_by(tell: Tell) -> Iterator[None]:
    """Have it said by ``tell`` for whom one waits, once for each wait."""
    _tellers.append(tell)
    try:
        yield
    finally:
        _tellers.remove(tell)


def is_busy(error: sqlite3.Error) -> bool:
    """Say whether SQLite fails because another program is in the way."""
    return (getattr(error, "sqlite_errorname", "") or "").startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))


def when_free(path: Path, attempt: Callable[[], T], seconds: float, other: Other = "writer") -> T:
    """Return what an attempt returns, made again while another program is in the way, for so many seconds.

    While several writers take turns, one waits on: the time is that of one and the same of them (but no more than four
    times as long in all). Raises what the attempt raises; after that time also that it is busy.
    """
    began, told = monotonic(), False
    since = looked = began
    writer: Writer | None = None
    while True:
        try:
            return attempt()
        except sqlite3.OperationalError as error:
            now = monotonic()
            waited = now - began
            if other == "writer" and now - looked >= _LOOK_AFTER:
                looked, before, writer = now, writer, who_writes(path) or writer
                since = now if before is not None and writer != before else since
            if not is_busy(error) or now - since >= seconds or waited >= _MOST_TURNS * seconds:
                raise
        if waited >= TELL_AFTER and not told:
            told = True
            for tell in _tellers[-1:]:
                tell(_("{busy} Waiting, up to {n} seconds ...").format(busy=busy_words(path, other), n=round(seconds)))
        sleep(min(_pause(waited), max(0.0, seconds - (now - since))))


def _pause(waited: float) -> float:
    """Return for how long to sleep before the next attempt: half as long after every four seconds of waiting.

    So that of ten who each write for a second hardly anybody waits for more than some twenty.
    """
    from random import uniform  # here: most commands wait for nobody

    pause: float = max(_SHORTEST_PAUSE, _FIRST_PAUSE * 0.5 ** (waited / _HALVED_AFTER))
    return pause * uniform(0.5, 1.5)  # noqa: S311  no secret


def busy_words(path: Path, other: Other = "writer") -> str:
    """Return the sentence that says who is in the way."""
    if other == "reader":
        return _("{path} is busy: another program is reading it.").format(path=path)
    writer = who_writes(path)
    if writer is None:
        return _("{path} is busy: another program is writing to it.").format(path=path)
    return _("{path} is busy: {by} is running `{command}` (process {process}).").format(path=path, **writer._asdict())
