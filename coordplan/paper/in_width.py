"""How a table fits into a width: which columns stand, how wide each is, and the lines of its rows.

Where room is short, columns of text share what is left, then a column goes below the one it names, then columns of a
rank go, the highest first. What remains too wide becomes a list of rows. Nothing here knows colours; pieces of a line
say how loud they are.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial
from itertools import chain

from coordplan.named_tuples import NamedTuple
from coordplan.paper.cells import Column, Kind, Pieces, Table, Tone, tone_of, without_silent, write_cell
from coordplan.paper.rows_aside import batches, seen_as
from coordplan.text.writing import NOTHING, display_width, wrapped

GAP = 2
Cell = tuple[tuple[str, Tone], ...]  # what stands in it, one below the other

# Columns whose cells may wrap: how narrow they may get, and below which width a column rather goes below another
LEAST: dict[Kind, int] = {"text": 18, "standing": 15, "remark": 12, "rated": 30}
_COMFORT = 30
_TIGHT = 11  # of what wraps where no column may go
SHORT = 8  # of a heading: broken last
_WELL = 40  # for a text, so that headings break first
_ENOUGH = 22  # for a text with something above it
_REMEMBERED = 1024  # of each column, cells that recur: standings, leads and days are written and broken once


class Fitted(NamedTuple):
    """A table as it stands in a width."""

    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Cell]]
    total: Sequence[Cell] | None
    widths: tuple[int, ...]
    narrowest: tuple[int, ...]
    longest: tuple[int, ...]  # of a column, what cannot be broken: a word where its cells may wrap, else a cell
    left_out: tuple[str, ...] = ()  # headings

    @property
    def least(self) -> int:
        """How wide it is at the least."""
        return sum(self.narrowest) + GAP * (len(self.columns) - 1)


def fitted(table: Table, width: int, every_column: bool = False) -> Fitted:
    """Return a table as it stands in a width, without what says nothing in any row; or with every column."""
    sheet = _sheet(_written(table) if every_column else _written(telling(table)))
    if not every_column:
        sheet = _stacked(sheet, width)
        while sheet.least > width and any(column.rank for column in sheet.columns):
            sheet = _without_the_last(sheet)
    elif sheet.least > width:
        tighter = (_tightest(sheet), _tightest(sheet, tall_headings=True))
        sheet = next((each for each in tighter if each.least <= width), sheet)
    widths = list(sheet.widths)
    kinds = [column.kind for column in sheet.columns]
    headings = [display_width(column.heading) for column in sheet.columns]
    whole = [size if size <= SHORT else 0 for size in headings]  # a short one is broken last
    # What gives way first: words that are few, long texts, headings, texts again
    floors = [
        {number: sheet.narrowest[number] for number, kind in enumerate(kinds) if kind in ("standing", "remark")},
        {number: max(sheet.narrowest[number], _WELL) for number, kind in enumerate(kinds) if kind == "text"},
        {number: max(sheet.narrowest[number], whole[number]) for number, kind in enumerate(kinds) if kind not in LEAST},
        {number: sheet.narrowest[number] for number, kind in enumerate(kinds) if kind == "text"},
        dict(enumerate(sheet.narrowest)),
    ]
    excess = sum(widths) + GAP * (len(widths) - 1) - width
    for floor in floors:
        while excess > 0 and any(widths[number] > least for number, least in floor.items()):
            # What stands farthest above its least
            widths[max(floor, key=lambda number: widths[number] - floor[number])] -= 1
            excess -= 1
    return sheet._replace(widths=tuple(widths))


def whole_width(table: Table) -> int:
    """Return the narrowest width in which all columns of a table that say something stand."""
    return _stacked(_sheet(_written(telling(table))), 0).least


def table_lines(sheet: Fitted, width: int | None, ruled: bool) -> Iterator[Pieces]:
    """Yield the lines of a table: headings, rows, the total; with rules between them, or without."""
    if width is not None and sheet.least > width:
        for row in (*sheet.rows, *(() if sheet.total is None else (sheet.total,))):
            yield from _listed(sheet.columns, row, width)
        return
    headings: list[Cell] = [((column.heading, "strong"),) for column in sheet.columns]
    rule: Pieces = [((" " * GAP).join("-" * each for each in sheet.widths), "")]
    lines_of = _row_drawing(sheet)
    yield from lines_of(headings)
    if ruled:
        yield rule
    for row in sheet.rows:
        yield from lines_of(row)
    if sheet.total is not None:
        if ruled:
            yield rule
        yield from lines_of([tuple((text, tone or "strong") for text, tone in cell) for cell in sheet.total])


def telling(table: Table) -> Table:
    """Return the table without the columns with a rank that are empty, or nought, in every row."""
    if not table.rows:
        return table
    return without_silent(table, [number for number, column in enumerate(table.columns) if column.rank], _tells)


def _tells(value: object) -> bool:
    if isinstance(value, tuple):  # a name and its figure, or figures
        return any(part not in (None, "", 0) for part in value if not isinstance(part, str))
    return value not in (None, "", 0)


def _written(table: Table) -> tuple[tuple[Column, ...], Sequence[Sequence[Cell]], Sequence[Cell] | None]:
    def cell(column: Column, value: object) -> Cell:
        return ((write_cell(value, column.kind), tone_of(column, value)),)

    writers = [lru_cache(_REMEMBERED, typed=True)(partial(cell, column)) for column in table.columns]

    def cells(row: Sequence[object]) -> list[Cell]:
        return [write(value) for write, value in zip(writers, row, strict=True)]

    total: Sequence[Cell] | None = None
    if table.total is not None:  # where a sum would say nothing, nothing stands
        total = [
            (("", ""),) if value == "" else cell for value, cell in zip(table.total, cells(table.total), strict=True)
        ]
    return table.columns, seen_as(table.rows, cells), total


def _sheet(
    parts: tuple[tuple[Column, ...], Sequence[Sequence[Cell]], Sequence[Cell] | None], left_out: tuple[str, ...] = ()
) -> Fitted:
    columns, rows, total = parts
    widest, heads, longest = ([0] * len(columns) for _number in range(3))
    for batch in batches(chain(rows, () if total is None else (total,))):
        for number, cells in enumerate(zip(*batch, strict=True)):
            kind = columns[number].kind
            for cell in set(cells):
                sizes = [display_width(text) for text, _tone in cell]
                widest[number] = max(widest[number], *sizes)
                pieces = map(_longest_word, (text for text, _tone in cell)) if kind in LEAST else sizes
                longest[number] = max(longest[number], *pieces)
                if len(cell) > 1:  # one that stands above others keeps its line, and gives them room
                    heads[number] = max(heads[number], sizes[0], _ENOUGH * (kind == "text"))
    narrowest = [
        max(min(wide, max(head, LEAST.get(column.kind, wide))), _heading_width(column.heading))
        for column, wide, head in zip(columns, widest, heads, strict=True)
    ]
    widths = [max(wide, display_width(column.heading)) for column, wide in zip(columns, widest, strict=True)]
    return Fitted(columns, rows, total, tuple(widths), tuple(narrowest), tuple(longest), left_out)


def _longest_word(text: str) -> int:
    return max(map(display_width, text.split()), default=0)


def _heading_width(heading: str) -> int:
    """Return how wide a heading is at the least, on two lines."""
    words = heading.split()
    halves = [(" ".join(words[:cut]), " ".join(words[cut:])) for cut in range(1, len(words))]
    return min([display_width(heading), *(max(map(display_width, pair)) for pair in halves)])


def _tightest(sheet: Fitted, tall_headings: bool = False) -> Fitted:
    """Return the table with what may wrap narrower than at a terminal, but for its longest word.

    Headings stand on two lines; tall ones on as many as they have words.
    """
    narrowest = []
    for column, narrow, longest in zip(sheet.columns, sheet.narrowest, sheet.longest, strict=True):
        wraps = column.kind in LEAST
        heading = _longest_word(column.heading) if tall_headings else _heading_width(column.heading)
        if wraps or tall_headings:
            narrow = min(narrow, max(longest, heading, _TIGHT if wraps else 0))
        narrowest.append(narrow)
    return sheet._replace(narrowest=tuple(narrowest))


def _stacked(sheet: Fitted, width: int) -> Fitted:
    """Return the table with columns below those they name, where they would not have room beside them."""
    names = [column.name for column in sheet.columns]
    lower = [number for number, column in enumerate(sheet.columns) if column.below in names]
    comfort = sum(min(sheet.widths[number], _COMFORT) - sheet.narrowest[number] for number in lower)
    if not lower or sheet.least + max(0, comfort) <= width:
        return sheet
    under = {number: names.index(sheet.columns[number].below) for number in lower}

    def joined(row: Sequence[Cell]) -> list[Cell]:
        cells = list(row)
        for place in under.values():
            text, tone = cells[place][0]
            cells[place] = ((text, tone or "strong"),)
        for number, place in under.items():
            cells[place] += tuple(piece for piece in cells[number] if piece[0] not in ("", NOTHING))
        return [cell for number, cell in enumerate(cells) if number not in under]

    columns = list(sheet.columns)
    for number, place in reversed(under.items()):
        below, above = columns[number], sheet.columns[place]
        # An id says what it is; what stands below it has the heading
        heading = below.heading if above.kind == "code" else above.heading
        columns[place] = above._replace(kind=below.kind, heading=heading)
    total = None if sheet.total is None else joined(sheet.total)
    kept = tuple(column for number, column in enumerate(columns) if number not in under)
    return _sheet((kept, seen_as(sheet.rows, joined), total))


def _without_the_last(sheet: Fitted) -> Fitted:
    """Return the table without its column of the highest rank that stands farthest to the right."""
    goes = max(range(len(sheet.columns)), key=lambda number: (sheet.columns[number].rank, number))
    keep = [number for number in range(len(sheet.columns)) if number != goes]
    return sheet._replace(
        columns=tuple(sheet.columns[number] for number in keep),
        rows=seen_as(sheet.rows, lambda row: [row[number] for number in keep]),
        total=None if sheet.total is None else [sheet.total[number] for number in keep],
        widths=tuple(sheet.widths[number] for number in keep),
        narrowest=tuple(sheet.narrowest[number] for number in keep),
        longest=tuple(sheet.longest[number] for number in keep),
        left_out=(sheet.columns[goes].heading, *sheet.left_out),
    )


_BAR = re.compile(r"(█+)|(▒+)|(░+)")
_BAR_TONES: tuple[Tone, ...] = ("good", "bad", "dim")


def _row_drawing(sheet: Fitted) -> Callable[[Sequence[Cell]], Iterator[Pieces]]:
    """Return what draws a row of a table: its lines, in which what stands to the right is filled up from the left."""

    def lines_in(column: Column, width: int, cell: Cell) -> list[tuple[Pieces, int, int]]:
        """Return the lines of a cell, each with the room before and behind it; an empty one has nothing but room."""
        is_bar = column.kind in ("bar", "short_bar")
        found: list[tuple[Pieces, int, int]] = []
        for text, tone in cell:
            for line in wrapped(text, width):
                rest = width - display_width(line)
                pieces = _of_bar(line) if is_bar and _BAR.search(line) else [(line, tone)]
                found.append((pieces, rest, GAP) if column.to_the_right else (pieces, 0, rest + GAP))
        return found

    broken = [
        lru_cache(_REMEMBERED)(partial(lines_in, column, width))
        for column, width in zip(sheet.columns, sheet.widths, strict=True)
    ]
    blank = [width + GAP for width in sheet.widths]

    def drawn(row: Sequence[Cell]) -> Iterator[Pieces]:
        cells = [lines(cell) for lines, cell in zip(broken, row, strict=True)]
        for number in range(max(map(len, cells))):
            line: Pieces = []
            space = 0
            for lines, room in zip(cells, blank, strict=True):
                if number >= len(lines) or not lines[number][0][0][0]:
                    space += room
                    continue
                pieces, before, behind = lines[number]
                if space := space + before:
                    line.append((" " * space, ""))
                line += pieces
                space = behind
            yield line

    return drawn


def _of_bar(text: str) -> Pieces:
    """Return the parts of a bar, each in its tone."""
    line: Pieces = []
    end = 0
    for found in _BAR.finditer(text):
        line.append((found[0], _BAR_TONES[(found.lastindex or 1) - 1]))
        end = found.end()
    return [*line, (text[end:], "")]


def _listed(columns: Sequence[Column], row: Sequence[Cell], width: int) -> Iterator[Pieces]:
    """Yield a row as a list: what it is about, and the other columns below it under their headings."""
    first = next((number for number, column in enumerate(columns) if column.kind in ("code", "text")), 0)
    for text, tone in row[first]:
        for line in wrapped(text, width):
            yield [(line, tone)]
    parts = (
        f"{column.heading}: {'; '.join(text for text, _tone in cell)}"
        for number, (column, cell) in enumerate(zip(columns, row, strict=True))
        if number != first and cell[0][0] not in ("", NOTHING)
    )
    for line in wrapped("; ".join(parts), width - 2):
        yield [(f"  {line}", "")]
