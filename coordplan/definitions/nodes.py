"""What a file says before anything is understood: texts, lists and mappings, each with its place.

Nodes are light, since a set may have millions of them: no styles, no tags, one object for each scalar.
"""

import re
from collections.abc import Iterable

from coordplan.named_tuples import NamedTuple

# libyaml counts these as line breaks, so lines are found again by the same ones
LINE_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
TO_LINE_END = 0  # a width: whatever is there, to the end of its line


class Scalar:
    """A text as written; ``empty`` where there is none, or ``~`` or ``null`` is there unquoted."""

    __slots__ = ("column", "empty", "line", "text", "width")

    def __init__(self, text: str, line: int, column: int, width: int = TO_LINE_END, empty: bool = False) -> None:
        self.text = text
        self.line = line
        self.column = column
        self.width = width
        self.empty = empty


class Items:
    """A list."""

    __slots__ = ("column", "items", "line")
    width = TO_LINE_END

    def __init__(self, line: int, column: int, items: Iterable["Node"] = ()) -> None:
        self.line = line
        self.column = column
        self.items: list[Node] = list(items)


class Mapping:
    """Fields by key; ``keys`` holds where each key is until they have been looked at."""

    __slots__ = ("column", "entries", "keys", "line")
    width = TO_LINE_END

    def __init__(self, line: int, column: int) -> None:
        self.line = line
        self.column = column
        self.entries: dict[str, Node] = {}
        self.keys: dict[str, Scalar] = {}


class Broken:
    """Something that is a problem already: nothing is concluded from it."""

    __slots__ = ("column", "line")
    width = TO_LINE_END

    def __init__(self, line: int, column: int) -> None:
        self.line = line
        self.column = column


Node = Scalar | Items | Mapping | Broken


class TextFile:
    """A file's name, as its user gave it, and its text."""

    __slots__ = ("_lines", "source", "text")

    def __init__(self, source: str, text: str = "") -> None:
        self.source = source
        self.text = text
        self._lines: list[str] | None = None

    def line(self, number: int) -> str:
        """Return a line, from 1; empty where there is none."""
        if self._lines is None:
            self._lines = LINE_BREAK.split(self.text)
        return self._lines[number - 1] if 1 <= number <= len(self._lines) else ""


class TextPlace(NamedTuple):
    """Where something is; line 0 means the whole file."""

    file: TextFile
    line: int = 0
    column: int = 1
    width: int = 1


def place_of(file: TextFile, node: Node) -> TextPlace:
    return TextPlace(file, node.line, node.column, node.width)
