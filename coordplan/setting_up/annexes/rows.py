"""The rows under the headings of an annex: activities, and the groups they stand in.

A row that only has a number and a title is a group (``I. Công tác tuyên truyền``), one that begins with a dash or a)
tells more of the row above, and one without number and title goes on with it. What follows the table (``Nơi nhận``,
signatures) ends it.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from coordplan.setting_up.annexes.grid import Place, TextCell, TextGrid, one_line
from coordplan.setting_up.annexes.headings import TableHeading
from coordplan.text.folding import fold, same_name_key

_ROMAN = re.compile(r"[IVX]{1,6}")
_SAID = r"(?:phần|mục|nội dung)\s+"
_NUMBERED = re.compile(
    rf"(?:{_SAID})?([A-ZĐ]|[IVX]{{1,6}}|\d{{1,3}}(?:\.\d{{1,3}})*|[a-zđ])(?:\s*[.)/:–-]+\s+|[.)]+(?=[^\W\d]))",
    re.IGNORECASE,
)
_SAID_NUMBER = re.compile(rf"{_SAID}(?:[IVX]{{1,6}}|\d{{1,2}}|[A-ZĐ])\b", re.IGNORECASE)
_BULLET = re.compile(r"[-–—+*•●▪]+\s*")
_END = re.compile(
    r"noi nhan\b|t\.?/?m\.|t/m|k\.?/?t\.|k/t|t\.?/?l\.|t/l|tuq\.|nguoi (?:lap|tong hop).{0,12}$"
    r"|thu truong.{0,12}$|\(?ky\b.*(?:ten|dong dau)|ghi chu ?:|luu y ?:|.*, ngay .{1,8} thang .{1,8} nam\b"
)
_TOTAL = re.compile(r"(?:tong(?: cong| so)?|cong)\b[ :]*[\d/ ]*(?:nhiem vu)?")
_YEAR = re.compile(r"(?:nam|thoi gian:? nam) ?(\d{4})")


class RowGroup(NamedTuple):
    """A row that only gathers those under it."""

    number: str  # I, A, 1, ... as printed; "" where it has none
    title: str
    cell: TextCell

    @property
    def year(self) -> int | None:
        """Return the year that the group is, where it is one: ``Năm 2024``."""
        found = _YEAR.fullmatch(fold(self.title))
        return int(found[1]) if found else None


class AnnexRow(NamedTuple):
    """A row that says something to be done."""

    grid: TextGrid
    number: int
    heading: TableHeading
    cells: dict[str, TextCell]  # by field; none is empty
    groups: tuple[RowGroup, ...]  # the outermost first
    details: tuple[TextCell, ...] = ()  # lines under it that begin with a dash

    def text(self, field: str) -> str:
        cell = self.cells.get(field)
        return "" if cell is None else cell.text

    def column_words(self, field: str) -> str:
        """Return the heading of a field's column, as printed."""
        return self.heading.words.get(self.heading.column(field) or 0, field)

    def place(self, field: str) -> Place:
        """Return where a field stands; of one that is empty, where it would."""
        cell = self.cells.get(field)
        if cell is not None:
            return self.grid.place_of(cell)
        return self.grid.place(self.number, self.heading.column(field) or self.heading.column("title") or 1)

    def empty(self, field: str) -> tuple[Place, str]:
        """Return where an empty field is reported, and the key of its answer: its cell; without a column, the table."""
        if self.heading.column(field) is None:
            return self.grid.whole, ""
        place = self.place(field)
        return place, same_name_key(place.key)


class OpenGroups:
    """The groups that a row stands in, while rows are read from the top down, over several tables perhaps."""

    def __init__(self) -> None:
        self._groups: list[tuple[str, RowGroup]] = []  # with the style of their numbers

    @property
    def groups(self) -> tuple[RowGroup, ...]:
        return tuple(group for _style, group in self._groups)

    def put(self, group: RowGroup) -> None:
        """Put a group in the place of the one with numbers of its kind, and all in that; else within the last."""
        style = _style(group.number)
        styles = [each for each, _group in self._groups]
        if style == "roman" and len(group.number) == 1 and styles[-1:] == ["capital"]:
            before = self._groups[-1][1].number
            if ord(group.number) == ord(before) + 1:
                style = "capital"  # after H comes I
        if style in styles:
            del self._groups[styles.index(style) :]
        self._groups.append((style, group))


def rows_under(grid: TextGrid, headings: Sequence[TableHeading], under: OpenGroups) -> list[AnnexRow]:
    """Return the activities of a grid in their order."""
    found: list[AnnexRow] = []
    for heading, following in zip(headings, [*headings[1:], None], strict=True):
        last = len(grid.rows) if following is None else following.first - 1
        numbers = [number for number in range(heading.last + 1, last + 1) if any(c.text for c in grid.rows[number - 1])]
        for at, number in enumerate(numbers):
            cells = _by_field(grid.rows[number - 1], heading)
            if not any(cell.row == number for cell in cells.values()):
                continue  # blank, or only what hangs down from above
            if grid.struck_at(number, heading.column("title")):
                continue
            if _ends(cells, grid.rows[number - 1]):
                break
            title = one_line(cells["title"].text) if "title" in cells else ""
            if _TOTAL.fullmatch(fold(title or (cells["number"].text if "number" in cells else ""))):
                continue
            after = _by_field(grid.rows[numbers[at + 1] - 1], heading) if at + 1 < len(numbers) else {}
            if "title" in cells and not _activity_fields(cells):
                if _gathers(cells, after):
                    under.put(_group(cells))
                    continue
                if found and (_BULLET.match(title) or _style(_number(cells)) == "letter"):
                    found[-1] = found[-1]._replace(details=(*found[-1].details, cells["title"]))
                    continue
            if "title" not in cells and "number" not in cells and found and not cells.keys() & {"due", "start"}:
                found[-1] = _gone_on(found[-1], cells)
                continue
            found.append(AnnexRow(grid, number, heading, cells, under.groups))
    return found


def _by_field(row: Sequence[TextCell], heading: TableHeading) -> dict[str, TextCell]:
    """Return what a row says by field. A cell merged over several columns counts once: as title if it covers that."""
    cells: dict[str, TextCell] = {}
    seen: dict[tuple[int, int], str] = {}
    for column, field in heading.columns.items():
        if field == "ignore" or column > len(row) or not row[column - 1].text:
            continue
        cell = row[column - 1]
        before = seen.get((cell.row, cell.column))
        if before is None or (before == "number" and field == "title"):
            if before is not None:
                del cells[before]
            cells[field] = cell
            seen[cell.row, cell.column] = field
    return cells


def _activity_fields(cells: dict[str, TextCell]) -> set[str]:
    """Return the fields that only an activity has."""
    return cells.keys() - {"number", "title", "note", "id"}


def _ends(cells: dict[str, TextCell], row: Sequence[TextCell]) -> bool:
    """Say whether the table is over: a signature or ``Nơi nhận`` stands there, and nothing to be done by a day."""
    if "number" in cells:
        return False
    if "title" in cells and "due" in cells:
        return _END.match(fold(cells["title"].text)) is not None
    return any(_END.match(fold(cell.text)) for cell in row)


def _gathers(cells: dict[str, TextCell], after: dict[str, TextCell]) -> bool:
    """Say whether a row with nothing but a title gathers those after it, rather than lacking what they have.

    One numbered 1 gathers where the next is numbered 1.1, a) or not at all; where that is 2, it only lacks its cells.
    """
    number, following = _number(cells), _number(after)
    style, next_style = _style(number), _style(following)
    if _BULLET.match(cells["title"].text):
        return False
    if _SAID_NUMBER.match(cells["title"].text):
        return True
    if style in ("arabic", "letter") and not next_style:
        return bool(_activity_fields(after))
    if style == "letter":
        return False
    if style == "arabic":
        return next_style == "letter" or (next_style == style and following.count(".") > number.count("."))
    return True


def _number(cells: dict[str, TextCell]) -> str:
    """Return the number of a row, which may stand before its title."""
    if "number" in cells:
        return one_line(cells["number"].text).strip("().:/- ")
    found = _NUMBERED.match(cells["title"].text) if "title" in cells else None
    return found[1] if found else ""


def _style(number: str) -> str:
    if not number:
        return ""
    if number[0].isdecimal():
        return "arabic"
    if _ROMAN.fullmatch(number):
        return "roman"
    if len(number) == 1 and number.isalpha():
        return "capital" if number.isupper() else "letter"
    return "word"


def _group(cells: dict[str, TextCell]) -> RowGroup:
    cell = cells["title"]
    return RowGroup(_number(cells), title_of(cell.text, "number" in cells), cell)


def _gone_on(row: AnnexRow, cells: dict[str, TextCell]) -> AnnexRow:
    """Return a row with what a row below it adds to its cells."""
    joined = dict(row.cells)
    for field, cell in cells.items():
        before = joined.get(field)
        if before is None:
            joined[field] = cell
        elif cell[1:] != before[1:]:
            joined[field] = before._replace(text=f"{before.text}\n{cell.text}")
    return row._replace(cells=joined)


def title_of(text: str, numbered: bool = False) -> str:
    """Return a title on one line, without the dash (and number, if it has no cell) before it and a sign after it."""
    line = one_line(text)
    for sign in (_BULLET,) if numbered else (_NUMBERED, _BULLET):
        if (found := sign.match(line)) and line[found.end() :].strip():
            line = line[found.end() :]
    return line.strip().rstrip(" ;,.:")


def texts_above(grid: TextGrid, headings: Sequence[TableHeading]) -> Iterator[tuple[str, Place]]:
    """Yield what stands over a table: its title rows, the paragraphs before it, its sheet's name."""
    for number in range(1, headings[0].first if headings else len(grid.rows) + 1):
        for text in dict.fromkeys(one_line(cell.text) for cell in grid.rows[number - 1] if cell.text):
            column = next(cell.column for cell in grid.rows[number - 1] if one_line(cell.text) == text)
            yield text, grid.place(number, column)
    for text in grid.above:
        yield one_line(text), grid.whole
    if grid.kind == "sheet":
        yield grid.name, grid.whole
