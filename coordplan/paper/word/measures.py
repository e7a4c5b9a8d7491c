"""How long a line of bold Times is: for the rule under it, and for columns in which no word is torn apart.

The widths are those of Adobe's metrics of Times Bold, in thousandths of the size, which Times New Roman and Liberation
Serif share. A Vietnamese letter is as wide as the letter under its marks.
"""

import re
import unicodedata
from collections.abc import Sequence, Set
from functools import lru_cache
from itertools import islice
from math import ceil
from typing import Any

from coordplan.paper.cells import Table
from coordplan.paper.field_values import NamedRows, texts_of_column
from coordplan.text.binding import NO_BREAK_HYPHEN, NO_BREAK_SPACE

_POINT = 25.4 / 72  # millimetres
_WIDTHS = {
    **dict.fromkeys("ijl,.:;|' ", 278),
    **dict.fromkeys("ft-()/", 333),
    **dict.fromkeys("r", 444),
    **dict.fromkeys("cesz", 444),
    **dict.fromkeys("I", 389),
    **dict.fromkeys("0123456789agovxy*", 500),
    **dict.fromkeys("J", 500),
    **dict.fromkeys("bdhknpquS", 556),
    **dict.fromkeys("FP", 611),
    **dict.fromkeys("BELTZ", 667),
    **dict.fromkeys("ACDNRUVXYw", 722),
    **dict.fromkeys("GHKOQ", 778),
    **dict.fromkeys("m&", 833),
    "M": 944,
    "W": 1000,
    "%": 1000,
    **dict.fromkeys((" ", NO_BREAK_SPACE), 250),
    NO_BREAK_HYPHEN: 333,
    "s": 389,
}
_OTHER = 600
_HORN = 90  # what the horn of ơ and ư adds
_STROKE = str.maketrans("đĐ", "dD")


def width_of(text: str, size: float) -> float:
    """Return how wide a line of bold Times of a size in points is, in millimetres."""
    return _thousandths(text) / 1000 * size * _POINT


@lru_cache(maxsize=8192)  # words recur
def _thousandths(text: str) -> int:
    bare = unicodedata.normalize("NFD", text).translate(_STROKE)
    letters = sum(_WIDTHS.get(letter, _OTHER) for letter in bare if not unicodedata.combining(letter))
    return letters + _HORN * bare.count("\u031b")


def balanced_lines(text: str, size: float, room: float) -> list[str]:
    """Return a text in as few lines as fit in some room, each about as long as the others; broken at spaces only."""
    words = text.split()
    count = min(len(words), max(1, ceil(width_of(text, size) / room)))
    lines: list[str] = []
    while words:
        wanted = width_of(" ".join(words), size) / max(1, count - len(lines))
        line = [words.pop(0)]
        while words and width_of(" ".join([*line, words[0]]), size) <= min(room, wanted * 1.12):
            line.append(words.pop(0))
        lines.append(" ".join(line))
    return lines


def phrased_lines(phrases: Sequence[str], size: float, room: float) -> list[str]:
    """Return phrases in as few lines as fit in some room, the longest as short as can be; none is torn that fits."""
    whole = [line for phrase in phrases for line in balanced_lines(phrase, size, room)]
    lines = _filled(whole, size, room)
    while lines:  # as many lines, the longest a little shorter
        shorter = max(width_of(line, size) for line in lines) - 0.1
        tried = _filled(whole, size, shorter)
        if len(tried) > len(lines) or max(width_of(line, size) for line in tried) > shorter:
            break
        lines = tried
    return lines


def _filled(phrases: Sequence[str], size: float, room: float) -> list[str]:
    lines: list[str] = []
    for each in phrases:
        if lines and width_of(f"{lines[-1]} {each}", size) <= room:
            lines[-1] += f" {each}"
        else:
            lines.append(each)
    return lines


_SPARE = 0.8  # millimetres for what a font differs by
_STEP = 1.0
_ONE_LINE = 27.0  # millimetres of a name that is not broken
_MOST_ROWS = 200  # that are looked at: the others of a long table are like them


def table_widths(tables: Sequence[Table], size: float, sides: float, room: float, text_at_least: float) -> list[float]:
    """Return how wide the columns of tables that share them are, in millimetres; those of text at least so much."""
    columns = tables[0].columns
    texts = [set[str]().union(*(texts_of_column(table, place) for table in tables)) for place in range(len(columns))]
    rows = (row for table in tables for row in NamedRows(table, (*table.rows[:_MOST_ROWS], *_total_of(table))))
    at_least = [
        2 * sides + _SPARE + max((_brief_width(text, size) for text in said), default=0)
        if column.kind in ("remark", "standing")
        else text_at_least
        if column.kind == "text"
        else 0
        for column, said in zip(columns, texts, strict=True)
    ]
    whole = [column.kind in ("day", "rate", "count", "code") for column in columns]
    headings, first = [column.heading for column in columns], [[*row.values()] for row in islice(rows, _MOST_ROWS)]
    return column_widths(headings, first, texts, size, sides, room, at_least, whole)


def _total_of(table: Table) -> list[Sequence[Any]]:
    return [] if table.total is None else [table.total]


def _brief_width(text: str, size: float) -> float:
    """Return how much room a name or a standing takes: one line where it is short, else two lines at the most."""
    whole = width_of(text, size)
    if whole <= _ONE_LINE:
        return whole
    words = _words(text)
    parts = [(" ".join(words[:count]), " ".join(words[count:])) for count in range(1, len(words))]
    return min((max(width_of(first, size), width_of(second, size)) for first, second in parts), default=whole)


def column_widths(
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    texts: Sequence[Set[str]],
    size: float,
    sides: float,
    room: float,
    at_least: Sequence[float],
    whole: Sequence[bool],
) -> list[float]:
    """Return how wide the columns of a table are, in millimetres, that fill some room together.

    ``rows`` are the first ones, ``texts`` what each column says in all of them; ``size`` is that of the letters in
    points, ``sides`` what stays free on either side of a cell. Each column is as wide as its longest word (its longest
    text where that is to stay ``whole``; or as it is at least) where there is room for that; what is left goes, bit by
    bit, where it makes the rows lower.
    """
    widths = [
        max(
            least,
            2 * sides + _SPARE + max((width_of(word, size) for word in _words(heading)), default=0),
            2 * sides
            + _SPARE
            + max((width_of(part, size) for text in said for part in ([text] if one else _words(text))), default=0),
        )
        for least, one, heading, said in zip(at_least, whole, headings, texts, strict=True)
    ]
    if sum(widths) >= room:
        return [each * room / sum(widths) for each in widths]
    lengths = [[width_of(text, size) for text in row] for row in (headings, *rows)]
    while sum(widths) + _STEP <= room:
        gain = [0.0] * len(widths)
        for row in lengths:
            heights = [length / (each - 2 * sides - _SPARE) for length, each in zip(row, widths, strict=True)]
            highest = max(range(len(heights)), key=heights.__getitem__)
            gain[highest] += (ceil(heights[highest]) - 1) / widths[highest]
        if not any(gain):  # each text has its line
            break
        widths[max(range(len(gain)), key=gain.__getitem__)] += _STEP
    return [each * room / sum(widths) for each in widths]


def _words(text: str) -> list[str]:
    """Return what stays on one line: a line may end after a space or a hyphen, but not after one that binds."""
    return re.findall(r"[^ \t\n-]+-?|-", text)
