"""How a table fits into a width: which columns stand, how wide each is, and the lines of its rows.

Where room is short, columns of text share what is left, then a column goes below the one it names, then columns of a
rank go, the highest first. What remains too wide becomes a list of rows. Nothing here knows colours; pieces of a line
say how loud they are.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from coordplan.paper.cells import Column, Kind, Pieces, Table, Tone, of_columns, tone_of, write_cell
from coordplan.text.writing import NOTHING, display_width

GAP = 2
Cell = tuple[tuple[str, Tone], ...]  # what stands in it, one below the other

# Columns whose cells may wrap: how narrow they may get, and below which width a column rather goes below another
LEAST: dict[Kind, int] = {"text": 18, "standing": 15, "remark": 12, "rated": 30}
_COMFORT = 30
_TIGHT = 11  # of what wraps where no column may go
SHORT = 8  # of a heading: broken last
_WELL = 40  # for a text, so that headings break first
_ENOUGH = 22  # for a text with something above it


class Fitted(NamedTuple):
    """A table as it stands in a width."""

    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Cell]]
    total: Sequence[Cell] | None
    widths: tuple[int, ...]
    narrowest: tuple[int, ...]
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
    yield from _row_lines(sheet, headings)
    if ruled:
        yield rule
    for row in sheet.rows:
        yield from _row_lines(sheet, row)
    if sheet.total is not None:
        if ruled:
            yield rule
        yield from _row_lines(sheet, [tuple((text, tone or "strong") for text, tone in cell) for cell in sheet.total])


def wrapped(text: str, width: int) -> list[str]:
    """Return the lines of a text in a width; a word that is longer is broken."""
    if display_width(text) <= width:
        return [text]
    lines, line, room = [], "", width
    for word in text.split():
        size = display_width(word)
        if line and size + 1 <= room:
            line, room = f"{line} {word}", room - size - 1
            continue
        if line:
            lines.append(line)
        while display_width(word) > width:
            cut = next(n for n in range(len(word), 0, -1) if n == 1 or display_width(word[:n]) <= width)
            lines.append(word[:cut])
            word = word[cut:]
        line, room = word, width - display_width(word)
    return [*lines, line]


def telling(table: Table) -> Table:
    """Return the table without the columns with a rank that are empty, or nought, in every row."""
    return of_columns(
        table,
        [
            number
            for number, column in enumerate(table.columns)
            if not column.rank or not table.rows or any(_tells(row[number]) for row in table.rows)
        ],
    )


def _tells(value: object) -> bool:
    if isinstance(value, tuple):  # a name and its figure, or figures
        return any(part not in (None, "", 0) for part in value if not isinstance(part, str))
    return value not in (None, "", 0)


def _written(table: Table) -> tuple[tuple[Column, ...], list[list[Cell]], list[Cell] | None]:
    def cells(row: Sequence[object]) -> list[Cell]:
        return [
            ((write_cell(value, column.kind), tone_of(column, value)),)
            for column, value in zip(table.columns, row, strict=True)
        ]

    total: list[Cell] | None = None
    if table.total is not None:  # where a sum would say nothing, nothing stands
        total = [
            (("", ""),) if value == "" else cell for value, cell in zip(table.total, cells(table.total), strict=True)
        ]
    return table.columns, [cells(row) for row in table.rows], total


def _sheet(
    parts: tuple[tuple[Column, ...], Sequence[Sequence[Cell]], Sequence[Cell] | None], left_out: tuple[str, ...] = ()
) -> Fitted:
    columns, rows, total = parts
    widths, narrowest = [], []
    for number, column in enumerate(columns):
        cells = [row[number] for row in (*rows, *(() if total is None else (total,)))]
        # A cell that stands above others keeps its line, and gives them room
        heads = max(
            (max(display_width(cell[0][0]), _ENOUGH * (column.kind == "text")) for cell in cells if len(cell) > 1),
            default=0,
        )
        widest = max((display_width(text) for cell in cells for text, _tone in cell), default=0)
        widths.append(max(widest, display_width(column.heading)))
        narrowest.append(max(min(widest, max(heads, LEAST.get(column.kind, widest))), _heading_width(column.heading)))
    return Fitted(columns, rows, total, tuple(widths), tuple(narrowest), left_out)


def _heading_width(heading: str) -> int:
    """Return how wide a heading is at the least, on two lines."""
    words = heading.split()
    halves = [(" ".join(words[:cut]), " ".join(words[cut:])) for cut in range(1, len(words))]
    return min([display_width(heading), *(max(map(display_width, pair)) for pair in halves)])


def _tightest(sheet: Fitted, tall_headings: bool = False) -> Fitted:
    """Return the table with what may wrap narrower than at a terminal, but for its longest word.

    Headings stand on two lines; tall ones on as many as they have words.
    """
    rows = (*sheet.rows, *(() if sheet.total is None else (sheet.total,)))
    narrowest = []
    for number, (column, narrow) in enumerate(zip(sheet.columns, sheet.narrowest, strict=True)):
        texts = [text for row in rows for text, _tone in row[number]]
        wraps = column.kind in LEAST
        pieces = [word for text in texts for word in text.split()] if wraps else texts
        room = max((display_width(piece) for piece in pieces), default=0)
        words = column.heading.split()
        heading = max(map(display_width, words), default=0) if tall_headings else _heading_width(column.heading)
        if wraps or tall_headings:
            narrow = min(narrow, max(room, heading, _TIGHT if wraps else 0))
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
    return _sheet((kept, [joined(row) for row in sheet.rows], total))


def _without_the_last(sheet: Fitted) -> Fitted:
    """Return the table without its column of the highest rank that stands farthest to the right."""
    goes = max(range(len(sheet.columns)), key=lambda number: (sheet.columns[number].rank, number))
    keep = [number for number in range(len(sheet.columns)) if number != goes]
    return sheet._replace(
        columns=tuple(sheet.columns[number] for number in keep),
        rows=[[row[number] for number in keep] for row in sheet.rows],
        total=None if sheet.total is None else [sheet.total[number] for number in keep],
        widths=tuple(sheet.widths[number] for number in keep),
        narrowest=tuple(sheet.narrowest[number] for number in keep),
        left_out=(sheet.columns[goes].heading, *sheet.left_out),
    )


_BAR = re.compile(r"(█+)|(▒+)|(░+)")
_BAR_TONES: tuple[Tone, ...] = ("good", "bad", "dim")


def _row_lines(sheet: Fitted, row: Sequence[Cell]) -> Iterator[Pieces]:
    cells = [
        [(line, tone) for text, tone in cell for line in wrapped(text, each)]
        for cell, each in zip(row, sheet.widths, strict=True)
    ]
    for number in range(max(map(len, cells))):
        line: Pieces = []
        space = 0
        for column, each, lines in zip(sheet.columns, sheet.widths, cells, strict=True):
            text, tone = lines[number] if number < len(lines) else ("", "")
            rest = each - display_width(text)
            if text:
                before = space + (rest if column.to_the_right else 0)
                if before:
                    line.append((" " * before, ""))
                line += _of_bar(text) if column.kind in ("bar", "short_bar") and _BAR.search(text) else [(text, tone)]
                space = 0 if column.to_the_right else rest
            else:
                space += rest
            space += GAP
        yield line


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
