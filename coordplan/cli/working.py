"""The line at the foot of a terminal that says what is being done: how long, how far, how much longer.

The one door: whatever may take longer than a second stands in a block of ``working``. Such are the blocks in which the
file is open for reading or for writing, and those in which an answer is put together or written; so nearly every
command has it without asking. A block within another says it more exactly. Nothing is shown in the first second, into
a pipe, or before a pipe: there another program, such as less, has the screen.
"""

import os
import shutil
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

from coordplan.long_work import heard_by
from coordplan.text.language import translate as _
from coordplan.text.writing import write_number


class HowFar:
    """How far a stretch of counted work has come, and what was said of its end."""

    def __init__(self, began: float, first: int, done: int, total: int) -> None:
        self.began, self.first, self.done, self.total = began, first, done, total
        self.seen, self.moved_at = first, began  # what was done when it was looked at last, and since when
        self.latest_end = float("inf")  # of twice the time that was said first to be left

    def words(self, now: float) -> str:
        """Return the percentage, and where they can be known the rate and what is left; empty where nothing moves.

        What stands still is done, or waits for work that is not counted. Of a few steps no rate is known, and an end
        that was passed by as long again as was said has proven wrong.
        """
        if self.done != self.seen:
            self.seen, self.moved_at = self.done, now
        if not self.done < self.total or now - self.moved_at > _STILL:
            return ""
        percent = f" · {100 * self.done // self.total}%"
        elapsed, done = now - self.began, self.done - self.first
        if elapsed < 1 or done < max(_STEPS, elapsed):
            return percent
        rate = done / elapsed
        left = (self.total - self.done) / rate
        self.latest_end = min(self.latest_end, now + 2 * left + _STILL)
        pace = f"{percent} · {write_number(round(rate))}/s"
        return pace if now > self.latest_end else pace + _(" · {left} s left").format(left=f"{left:.0f}")


class _Line:
    """What stands at the foot of the terminal, written by a thread of its own: SQLite may be at work for minutes."""

    def __init__(self) -> None:
        from threading import Event, Lock  # where nobody watches there is no thread

        self.words: list[str] = []  # of the blocks that are open, the innermost last
        self.how_far: HowFar | None = None
        self.shown = 0  # letters
        self.began = 0.0
        self.finished = Event()
        self.lock = Lock()

    def hear(self, done: int, total: int) -> None:
        if self.how_far is None or self.how_far.total != total or done < self.how_far.done:
            self.how_far = HowFar(monotonic(), done, done, total)
        else:
            self.how_far.done = done

    def show(self) -> None:
        columns = shutil.get_terminal_size((80, 24)).columns
        words = working_words(self.words[-1], monotonic() - self.began, self.how_far)[: columns - 1]
        with self.lock:
            print(f"\r{words.ljust(self.shown)}", end="", file=sys.stderr, flush=True)  # noqa: T201
            self.shown = len(words)

    def wipe(self) -> None:
        with self.lock:
            if self.shown:
                print(f"\r{' ' * self.shown}\r", end="", file=sys.stderr, flush=True)  # noqa: T201
                self.shown = 0

    def keep_showing(self) -> None:
        while not self.finished.wait(SECOND):
            self.show()


SECOND = 1.0  # then it is shown, and again after each
_STILL = 3.0  # seconds after which what has not moved stands still
_STEPS = 10  # of fewer no rate is known
_line: list[_Line] = []  # the one there is, or none


def working_words(what: str, seconds: float, how_far: HowFar | None) -> str:
    """Return what is being done and for how long; where it is known how far, by which rate and how much longer."""
    return f"{what} {seconds:.0f} s" + ("" if how_far is None else how_far.words(monotonic()))


@contextmanager
def working(what: str) -> Iterator[None]:
    """Say at a terminal what is being done, from the first second on; wiped out when it is done."""
    if _line:
        line = _line[0]
        line.words.append(what)
        try:
            yield
        finally:
            line.words.pop()
            line.how_far = None
        return
    if not _is_watched():
        yield
        return
    from threading import Thread

    line = _Line()
    line.words, line.began = [what], monotonic()
    _line.append(line)
    showing = Thread(target=line.keep_showing, daemon=True)
    showing.start()
    try:
        with heard_by(line.hear):
            yield
    finally:
        line.finished.set()
        showing.join()
        line.wipe()
        _line.clear()


def wipe_line() -> None:
    """Wipe out what stands at the foot of the terminal, before something else is printed."""
    for line in _line:
        line.wipe()


def _is_watched() -> bool:
    if not sys.stderr.isatty():
        return False
    try:
        return not stat.S_ISFIFO(os.fstat(sys.stdout.fileno()).st_mode)
    except (OSError, ValueError):
        return False
