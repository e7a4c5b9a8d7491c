"""The groups that rows of an annex stand in, by rows of their own or by what stands over a table: contents, months.

Which group stands in which is told by the kind of their numbers, of months and quarters by what they are.
"""

import re
from collections.abc import Mapping

from coordplan.named_tuples import NamedTuple
from coordplan.setting_up.annexes.grid import TextCell, TextGrid, one_line
from coordplan.setting_up.annexes.period_names import PeriodName, period_of_group
from coordplan.text.folding import fold

_ROMAN = re.compile(r"[IVX]{1,6}")
_SAID = r"(?:phần|mục|nội dung)\s+"
_NUMBERED = re.compile(
    rf"(?:{_SAID})?([A-ZĐ]|[IVX]{{1,6}}|\d{{1,3}}(?:\.\d{{1,3}})*|[a-zđ])(?:\s*[.)/:–-]+\s+|[.)]+(?=[^\W\d]))",
    re.IGNORECASE,
)
_SAID_NUMBER = re.compile(rf"{_SAID}(?:[IVX]{{1,6}}|\d{{1,2}}|[A-ZĐ])\b", re.IGNORECASE)
BULLET = re.compile(r"[-–—+*•●▪]+\s*")
_LONGEST_ABOVE = 150
_MOST_ABOVE = 4
_TITLE = re.compile(
    r"phu luc|bieu|bang|mau|danh muc|kem theo|ban hanh|\(|don vi|tinh uy|uy ban|dang cong san|so \d|so:|tiep"
)


class RowGroup(NamedTuple):
    """What gathers the rows under it."""

    number: str  # I, A, 1, ... as printed; "" where it has none
    title: str
    cell: TextCell  # of row 0 where it stands over the whole table
    is_sure: bool = True  # else it may be the title of the annex
    cells: Mapping[str, TextCell] = {}  # what its own row says of those under it: who leads

    @property
    def period(self) -> PeriodName | None:
        """Return the year, quarter or month that the group is, where it is one: ``Năm 2024``, ``THÁNG 3``."""
        return period_of_group(self.title)

    @property
    def year(self) -> int | None:
        """Return the year that the group says: ``Năm 2024``, ``Tháng 3/2024``."""
        period = self.period
        return None if period is None else period.year


class OpenGroups:
    """The groups that a row stands in, while rows are read from the top down, over several tables perhaps."""

    def __init__(self) -> None:
        self._groups: list[tuple[str, RowGroup]] = []  # with the style of their numbers

    @property
    def groups(self) -> tuple[RowGroup, ...]:
        return tuple(group for _style, group in self._groups)

    def put(self, group: RowGroup) -> None:
        """Put a group in the place of the one with numbers of its kind, and all in that; else within the last."""
        style = number_style(group.number)
        period = group.period
        if not style and period is not None and period.kind != "rhythm":
            style = period.kind
        styles = [each for each, _group in self._groups]
        if style == "roman" and len(group.number) == 1 and styles[-1:] == ["capital"]:
            before = self._groups[-1][1].number
            if ord(group.number) == ord(before) + 1:
                style = "capital"  # after H comes I
        if style in styles:
            del self._groups[styles.index(style) :]
        self._groups.append((style, group))


def group_of(cell: TextCell, number: str = "", numbered: bool = False) -> RowGroup:
    """Return the group of a cell, whose number may stand before its title."""
    text = one_line(cell.text)
    return RowGroup(number or number_before(text), title_of(text, numbered), cell)


def groups_above(grid: TextGrid, last_row: int, is_first: bool) -> list[RowGroup]:
    """Return the groups that stand over a table: in paragraphs, in rows before its headings, as the name of its sheet.

    Over a first table only what is numbered or a month is surely a group; anything else may be the annex's title.
    """
    lines = [(one_line(text), TextCell(text, 0, 0)) for text in grid.above]
    for row in grid.rows[:last_row]:
        cells = list(dict.fromkeys(cell for cell in row if cell.text))
        lines += [(one_line(cells[0].text), cells[0])] if len(cells) == 1 else [("", TextCell("", 0, 0))]
    found: list[RowGroup] = []
    for text, cell in reversed(lines[-_MOST_ABOVE:]):
        group = group_of(cell)
        if not text or text.startswith("("):
            continue
        is_time = group.period is not None and not (is_first and group.period.kind == "year")
        if len(text) > _LONGEST_ABOVE or (_TITLE.match(fold(text)) and not is_time):
            break
        sure = is_time or number_style(group.number) in ("roman", "capital", "arabic")
        if not sure and (found or group.period is not None):
            break
        found.insert(0, group._replace(is_sure=sure or (grid.kind == "table" and not is_first)))
    name = TextCell(grid.name, 0, 0)
    if grid.kind == "sheet" and (period := period_of_group(grid.name)) is not None and period.kind != "year":
        found.insert(0, RowGroup("", grid.name, name))
    return found


def number_before(text: str) -> str:
    """Return the number that stands before a title, empty where none does."""
    found = _NUMBERED.match(text)
    return found[1] if found else ""


def says_its_number(text: str) -> bool:
    """Say whether a title tells its number in words: ``Nội dung 2: ...``."""
    return _SAID_NUMBER.match(text) is not None


def number_style(number: str) -> str:
    if not number:
        return ""
    if number[0].isdecimal():
        return "arabic"
    if _ROMAN.fullmatch(number):
        return "roman"
    if len(number) == 1 and number.isalpha():
        return "capital" if number.isupper() else "letter"
    return "word"


def title_of(text: str, numbered: bool = False) -> str:
    """Return a title on one line, without the dash (and number, if it has no cell) before it and a sign after it."""
    line = one_line(text)
    for sign in (BULLET,) if numbered else (_NUMBERED, BULLET):
        if (found := sign.match(line)) and line[found.end() :].strip():
            line = line[found.end() :]
    return line.strip().rstrip(" ;,.:")
