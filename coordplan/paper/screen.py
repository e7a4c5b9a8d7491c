"""What a terminal has room for, so that a page can be made to fit it."""

from collections.abc import Callable

from coordplan.named_tuples import NamedTuple
from coordplan.paper.cells import Page


class Screen(NamedTuple):
    """How wide a terminal is, how many lines of an answer stand on it, and how many of them a page takes."""

    width: int
    lines: int
    height: Callable[[Page], int]
    asked: str = ""  # the options by which another command is asked about the same: filters, and the two moments
