"""The rows under the headings of an annex: activities, and the groups they stand in.

A row that only has a number and a title is a group (``I. Công tác tuyên truyền``), one that begins with a dash or a)
tells more of the row above, and one without number and title goes on with it. What follows the table (``Nơi nhận``,
signatures) ends it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from coordplan.named_tuples import NamedTuple
from coordplan.setting_up.annexes.grid import Place, TextCell, TextGrid, one_line
from coordplan.setting_up.annexes.headings import TableHeading
from coordplan.setting_up.annexes.period_columns import MarkedPeriods, marked_periods
from coordplan.setting_up.annexes.row_groups import (
    BULLET,
    OpenGroups,
    RowGroup,
    group_of,
    number_before,
    number_style,
    says_its_number,
)
from coordplan.setting_up.annexes.row_times import deadline_in_words
from coordplan.text.folding import fold, same_name_key

_END = re.compile(
    r"noi nhan\b|t\.?/?m\.|t/m|k\.?/?t\.|k/t|t\.?/?l\.|t/l|tuq\.|(?:nguoi )?(?:lap (?:bieu|bang|ke hoach)|tong hop)$"
    r"|nguoi (?:lap|tong hop).{0,12}$|thu truong.{0,12}$|\(?(?:da )?ky\b.*(?:ten|dong dau)|\(da ky\)$|xac nhan cua\b"
    r"|ghi chu ?:|luu y ?:|.*, ngay\b.{0,9}\bthang\b.{0,9}\bnam\b"
)
_OFFICER = re.compile(
    r"(?:pho |quyen )?(?:truong ban|giam doc|chu tich|bi thu|chanh van phong|truong phong|tong bien tap|hieu truong|"
    r"vien truong|cuc truong|chu nhiem)(?: thuong truc| so| ubnd.*| tinh.*)?"
)
_BODIES = {"lead", "with", "bodies"}
_TOTAL = re.compile(r"(?:tong(?: cong| so)?|cong)\b[ :]*[\d/ ]*(?:nhiem vu)?")
_LONGEST_DITTO = 30
_DITTO = re.compile(
    r"[-–'/ ]*(?:[\"“”„〃″]|''|``|,,|//|n\.? ?t\.?|n/t|(?:nhu|giong) (?:(?:dong|muc|nhiem vu|phan|o) )?tren(?: dong)?"
    r"|tren)[-–'/ ]*\.?"
)


class AnnexRow(NamedTuple):
    """A row that says something to be done."""

    grid: TextGrid
    number: int
    heading: TableHeading
    cells: dict[str, TextCell]  # by field; none is empty
    groups: tuple[RowGroup, ...]  # the outermost first
    details: tuple[TextCell, ...] = ()  # lines under it that begin with a dash
    copied: tuple[TextCell, ...] = ()  # of which the cell only says "as above"
    carried: tuple[TextCell, ...] = ()  # that are empty, and go on with what stands above
    taken_as: str = ""  # how its deadline was put together, where more than its cell says it

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
        if self.heading.column(field) is None and not (field == "due" and self.heading.periods):
            return self.grid.whole, ""
        place = self.place(field)
        return place, same_name_key(place.key)


def rows_under(
    grid: TextGrid, headings: Sequence[TableHeading], under: OpenGroups, before: AnnexRow | None = None
) -> list[AnnexRow]:
    """Return the activities of a grid in their order; ``before`` is the last one of a table that goes on in it."""
    found: list[AnnexRow] = []
    for heading, following in zip(headings, [*headings[1:], None], strict=True):
        last = len(grid.rows) if following is None else following.first - 1
        lines = [(number, _by_field(grid.rows[number - 1], heading)) for number in range(heading.last + 1, last + 1)]
        lines = [(number, cells) for number, cells in lines if any(cell.text for cell in grid.rows[number - 1])]
        last_sure = max((number for number, cells in lines if _is_surely_one(cells)), default=0)
        for at, (number, cells) in enumerate(lines):
            if not any(cell.row == number for cell in cells.values()):
                continue  # blank, or only what hangs down from above
            if grid.struck_at(number, heading.column("title")) or not _says_something(cells):
                continue
            if _ends(cells, grid.rows[number - 1]):
                if number > last_sure:
                    break
                continue  # a remark between activities
            title = one_line(cells["title"].text) if "title" in cells else ""
            if _TOTAL.fullmatch(fold(title or (cells["number"].text if "number" in cells else ""))):
                continue
            after = lines[at + 1][1] if at + 1 < len(lines) else {}
            if "title" in cells and not _activity_fields(cells):
                if _gathers(cells, after, cells["title"].column == heading.column("number")):
                    under.put(group_of(cells["title"], _number(cells), "number" in cells))
                    continue
                if found and (BULLET.match(title) or number_style(_number(cells)) == "letter"):
                    found[-1] = found[-1]._replace(details=(*found[-1].details, cells["title"]))
                    continue
            if "title" in cells and "due" in heading.columns.values() and _leads_group(cells, after):
                group = group_of(cells["title"], _number(cells), "number" in cells)
                under.put(group._replace(cells={field: cells[field] for field in _activity_fields(cells)}))
                continue
            if "title" not in cells and "number" not in cells and found and not cells.keys() & {"due", "start"}:
                found[-1] = _gone_on(found[-1], cells)
                continue
            found.append(_row(AnnexRow(grid, number, heading, cells, under.groups), found[-1] if found else before))
    has_days = any(row.taken_as == "days" for row in found)
    return [row._replace(taken_as="days") if has_days and row.taken_as == "figures" else row for row in found]


def _says_something(cells: dict[str, TextCell]) -> bool:
    """Say whether a row holds more than its number, and dots to be filled in."""
    return any(any(map(str.isalnum, cell.text)) for field, cell in cells.items() if field != "number")


def _row(row: AnnexRow, before: AnnexRow | None) -> AnnexRow:
    """Return a row with its deadline in words, and what is as above copied from the row before."""
    cells, copied = dict(row.cells), []
    for field, cell in row.cells.items():
        above = before.cells.get(field) if before is not None and field != "number" else None
        if above is not None and len(cell.text) < _LONGEST_DITTO and _DITTO.fullmatch(fold(cell.text)):
            cells[field] = cell._replace(text=above.text)
            copied.append(cell)
    carried = []
    for field, above in _said_above(row, before).items():
        if (number := row.heading.column(field)) is not None and field not in cells:
            cells[field] = TextCell(above.text, row.number, number)
            carried.append(cells[field])
    row = row._replace(copied=tuple(copied), carried=tuple(carried), cells=cells)
    column = row.heading.column("due")
    marked = _marked(row.grid.rows[row.number - 1], row.heading, one_line(row.text("title")))
    if marked is not None and marked.cells.get("due") == cells.get("due"):
        return row._replace(cells=cells, taken_as=marked.taken_as)
    headings = {field: row.heading.words.get(number, "") for number, field in row.heading.columns.items()}
    words, taken_as = deadline_in_words(cells, headings, row.groups)
    if words and words != row.text("due"):
        if taken_as == "group" and (printed := row.text("due")) and fold(printed) not in fold(words):
            cells["printed"] = cells["due"]
        place = cells.get("due") or cells.get("every") or TextCell("", row.number, column or row.place("title").column)
        cells["due"] = place._replace(text=words)
    return row._replace(cells=cells, taken_as=taken_as)


def _said_above(row: AnnexRow, before: AnnexRow | None) -> dict[str, TextCell]:
    """Return what empty cells of a row go on with: contents and months of the row before, bodies of its group.

    A row that begins with a dash or a) is of the same body as the one that it belongs to.
    """
    said = {field: cell for group in row.groups for field, cell in group.cells.items()}
    if before is None:
        return said
    belongs = BULLET.match(row.text("title")) is not None or number_style(_number(row.cells)) == "letter"
    fields = {"content", "period"} | (_BODIES if belongs and not row.cells.keys() & _BODIES else set())
    return {**said, **{field: cell for field, cell in before.cells.items() if field in fields}}


def _by_field(row: Sequence[TextCell], heading: TableHeading) -> dict[str, TextCell]:
    """Return what a row says by field. A cell merged over several columns counts once: as title if it covers that.

    A group whose name stands in the column of numbers, as in every CSV, has that as its title.
    """
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
    title = one_line(cells["title"].text) if "title" in cells else ""
    if (marked := _marked(row, heading, title)) is not None:
        cells = {**marked.cells, **cells}
    if (number := cells.get("number")) is not None and "title" not in cells and _is_worded(number.text):
        del cells["number"]
        cells = {"title": number, **cells}
    return cells


def _marked(row: Sequence[TextCell], heading: TableHeading, title: str) -> MarkedPeriods | None:
    unit = heading.column("unit")
    has_unit = unit is not None and unit <= len(row) and row[unit - 1].text != ""
    return marked_periods(row, heading.periods, has_unit, title)


def _is_worded(number: str) -> bool:
    """Say whether what stands in the column of numbers is none: a name, ``Nơi nhận``."""
    return (
        number_style(number.strip("().:/- ")) not in ("roman", "capital")
        and re.search(r"[^\W\d_]{2}", number) is not None
    )


def _activity_fields(cells: Mapping[str, TextCell]) -> set[str]:
    """Return the fields that only an activity has."""
    return cells.keys() - {"number", "title", "details", "note", "id", "period"}


def _is_surely_one(cells: Mapping[str, TextCell]) -> bool:
    return "title" in cells and len(_activity_fields(cells)) > 1 and not _END.match(fold(cells["title"].text))


def _ends(cells: Mapping[str, TextCell], row: Sequence[TextCell]) -> bool:
    """Say whether the table is over: a signature or ``Nơi nhận`` stands there, and nothing to be done by a day."""
    if "number" in cells:
        return False
    if _is_surely_one(cells):
        return False
    texts = [fold(cell.text) for cell in row if cell.text]
    return any(map(_END.match, texts)) or all(map(_OFFICER.fullmatch, texts))


def _gathers(cells: Mapping[str, TextCell], after: Mapping[str, TextCell], over_all: bool) -> bool:
    """Say whether a row with nothing but a title gathers those after it, rather than lacking what they have.

    Where it stands in the column of numbers it is no activity's. One numbered 1 gathers where the next is numbered 1.1,
    a) or not at all; where that is 2, it only lacks its cells.
    """
    number, following = _number(cells), _number(after)
    style, next_style = number_style(number), number_style(following)
    if BULLET.match(cells["title"].text):
        return False
    if over_all or says_its_number(cells["title"].text) or group_of(cells["title"]).period is not None:
        return True
    if style in ("arabic", "letter") and not next_style:
        return bool(_activity_fields(after))
    if style == "letter":
        return False
    if style == "arabic":
        return next_style == "letter" or (next_style == style and following.count(".") > number.count("."))
    return True


def _leads_group(cells: Mapping[str, TextCell], after: Mapping[str, TextCell]) -> bool:
    """Say whether a row gathers those after it and says who does their work: numbered I, it has bodies and no day."""
    style, next_style = number_style(_number(cells)), number_style(_number(after))
    if style not in ("roman", "capital") or next_style != "arabic" or "due" not in after:
        return False
    return bool(_activity_fields(cells)) and _activity_fields(cells) <= _BODIES and not after.keys() & _BODIES


def _number(cells: Mapping[str, TextCell]) -> str:
    """Return the number of a row, which may stand before its title."""
    if "number" in cells:
        return one_line(cells["number"].text).strip("().:/- ")
    return number_before(cells["title"].text) if "title" in cells else ""


def _gone_on(row: AnnexRow, cells: Mapping[str, TextCell]) -> AnnexRow:
    """Return a row with what a row below it adds to its cells."""
    joined = dict(row.cells)
    for field, cell in cells.items():
        before = joined.get(field)
        if before is None:
            joined[field] = cell
        elif cell[1:] != before[1:]:
            joined[field] = before._replace(text=f"{before.text}\n{cell.text}")
    return row._replace(cells=joined)


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


def texts_of_headings(grid: TextGrid, heading: TableHeading) -> Iterator[tuple[str, Place]]:
    """Yield the headings of what a table takes, in which a year may stand: ``Nhiệm vụ năm 2024``."""
    for column, words in heading.words.items():
        if column not in heading.periods and heading.columns.get(column, "ignore") != "ignore":
            yield words, grid.place(heading.first, column)
