"""Runs commands and says what they take: CPU seconds, which other programs beside them blur little, and peak memory.

It imports little: what a process seems to take at most includes what its parent held when it began.
"""

import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

PASS = [sys.executable, "-c", "pass"]
_MEGABYTE = 1024 * 1024 if sys.platform == "darwin" else 1024  # of ru_maxrss
_MOST_RUNS = 15


class Cost(NamedTuple):
    """What one run took."""

    seconds: float  # of CPU, of the process and of what it started
    elapsed: float
    megabytes: float


class Figure(NamedTuple):
    """What a command takes: its CPU time as a multiple of ``python -c pass``, its peak memory."""

    ratio: float
    megabytes: float
    elapsed: float  # seconds


class CommandFailed(Exception):
    """A command that is measured, or what goes before it, does not answer 0."""


def run(command: Sequence[str], folder: Path, more: Mapping[str, str] = {}, terminal: bool = False) -> Cost:
    """Run a command once in a folder, into nothing or at a terminal of 80 columns; raise CommandFailed if it fails."""
    environment = {**os.environ, **more}
    began = time.perf_counter()
    if terminal:
        process, said = _at_terminal(command, folder, environment)
    else:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        assert process.stderr is not None
        said = process.stderr.read()
        process.stderr.close()
    _pid, state, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(state)
    if process.returncode != 0:
        raise CommandFailed(f"{' '.join(command)}: {said.decode(errors='replace').strip()}")
    elapsed = time.perf_counter() - began
    return Cost(usage.ru_utime + usage.ru_stime, elapsed, usage.ru_maxrss / _MEGABYTE)


def _at_terminal(
    command: Sequence[str], folder: Path, environment: Mapping[str, str]
) -> tuple["subprocess.Popen[bytes]", bytes]:
    import fcntl
    import pty
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    environment = {"TERM": "xterm-256color", **environment, "COORDPLAN_PAGER": ""}
    process = subprocess.Popen(command, cwd=folder, env=environment, stdin=theirs, stdout=theirs, stderr=theirs)
    os.close(theirs)
    said: list[bytes] = []

    def drain() -> None:
        try:
            while piece := os.read(ours, 1 << 16):
                said.append(piece)
        except OSError:  # the other end is closed
            pass

    reader = threading.Thread(target=drain)
    reader.start()
    reader.join()
    os.close(ours)
    return process, b"".join(said)


class Runner:
    """Measures commands beside each other and beside ``python -c pass``, turn by turn."""

    def __init__(self) -> None:
        self.passes: list[float] = []

    def bare(self, folder: Path) -> None:
        self.passes.append(run(PASS, folder).seconds)

    def measure(
        self, turns: Sequence[Callable[[], Cost]], folder: Path, seconds: float, most: int = _MOST_RUNS
    ) -> list[Figure]:
        """Return a figure for each of some things that are run by turns, for so many seconds, but three times at least.

        What takes longer than that by itself is run once, after a first run that is not counted: it reads the file from
        the disk. Each is the median of its runs over the median of the last runs of ``pass``.
        """
        first = [turn() for turn in turns]
        long = sum(cost.elapsed for cost in first)
        rounds = max(1 if long > seconds else 3, min(most, int(seconds / max(long, 0.001))))
        costs = [[cost] for cost in first] if rounds == 1 and long > 2 * seconds else [[] for _turn in turns]
        for _round in range(rounds if not costs[0] else 0):
            self.bare(folder)
            for found, turn in zip(costs, turns, strict=True):
                found.append(turn())
        for _more in range(5):
            self.bare(folder)
        bare = statistics.median(self.passes[-_MOST_RUNS:])
        return [
            Figure(
                statistics.median(cost.seconds for cost in found) / bare,
                max(cost.megabytes for cost in found),
                statistics.median(cost.elapsed for cost in found),
            )
            for found in costs
        ]


def growth(small: Figure, large: Figure, times: float, start: float) -> float:
    """Return the exponent by which CPU time less that of starting grows where the file does by so many times.

    What takes hardly more than starting has none that could be measured: 0.
    """
    import math

    least = 0.5  # times ``pass``
    before, after = small.ratio - start, large.ratio - start
    if after < least:
        return 0.0
    return math.log(after / max(before, least)) / math.log(times)
