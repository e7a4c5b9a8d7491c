"""How wide the columns of a sheet are, and how they lie on paper: what is printed has nine points or more.

Widths are in letters, as workbooks count them (the width of a digit of the body's font), lengths in millimetres.
"""

import textwrap
from collections.abc import Iterator, Sequence, Set

from coordplan.named_tuples import NamedTuple
from coordplan.paper.cells import Column, Table, write_cell
from coordplan.text.writing import display_width

BODY_POINTS = 11.0
LETTER_MM = 1.94  # of a column's width: a digit of 11 points
LEAST_SCALE = 83  # in percent: with a letter to spare, since programs round sizes to tenths of a point
SPARE_SCALE = 3  # by so much programs fit a sheet to its page smaller than it could be
SIDE_MM, TOP_MM = 12.7, 15.2  # margins: left and right, above and below
SHEET_PAPERS = {"a4": (210.0, 297.0), "a3": (297.0, 420.0)}

_POINT_MM = 25.4 / 72
_LEAST = 5.5
_MOST = {"title": 40, "plan": 18, "partners": 26, "standing": 18, "evidence": 22, "note": 22}
_MOST_OTHERS = 24
_MOST_ON_SCREEN = 50
_WRAPPING = ("text", "remark", "standing", "code")
_LONGEST_WORD = 16  # letters that a column makes room for; an address of the web is broken


class PaperLayout(NamedTuple):
    """How columns lie on paper: the first so many are printed, on as many pages beside each other as end after some."""

    paper: str  # of SHEET_PAPERS
    printed: int  # columns
    widths: tuple[float, ...]  # of all columns
    breaks: tuple[int, ...] = ()  # the numbers of columns with which a page ends, but of the last page
    repeated: int = 0  # first columns with which every further page begins

    @property
    def across(self) -> tuple[float, ...]:
        """The widths of the columns that a title stands over: of one page, or those that every page has."""
        return self.widths[: (self.repeated or self.breaks[0]) if self.breaks else self.printed]


def room_across(paper: str, landscape: bool, sides: float = SIDE_MM) -> float:
    """Return how many letters go across a page where what is fitted to it is printed in the least size or larger."""
    short, long = SHEET_PAPERS[paper]
    return ((long if landscape else short) - 2 * sides) / LETTER_MM * 100 / (LEAST_SCALE + SPARE_SCALE)


def room_down(paper: str, landscape: bool) -> float:
    """Return how many points of rows go onto such a page."""
    short, long = SHEET_PAPERS[paper]
    return ((short if landscape else long) - 2 * TOP_MM) / _POINT_MM * 100 / (LEAST_SCALE + SPARE_SCALE)


def laid_out(tables: Sequence[Table], choice: str, landscape: bool, first: float = 0) -> PaperLayout:
    """Return how the columns that several tables stand in are printed by an office's choice: a4 (or blank), a3, wide.

    On A4 those without a rank are; on A3, and on pages beside each other, those of the first rank too. Columns of text
    become narrower where a page is too narrow; where that is not enough, columns go onto a further page. The first
    column is so wide at least where the page has room.
    """
    most_rank = 1 if choice in ("a3", "wide") else 0
    if len(tables) > 1:
        most_rank = 9  # figures below each other: all of them
    printed = max((sum(1 for each in table.columns if each.rank <= most_rank) for table in tables), default=0)
    wanted, least = [], []
    for place in range(max((len(table.columns) for table in tables), default=0)):
        several = [(table.columns[place], _cells(table, place)) for table in tables if place < len(table.columns)]
        floor = 0 if place else first
        wanted.append(max(floor, *(_wanted(*each, printed=place < printed) for each in several)))
        least.append(max(_narrowest(*each, wanted[-1]) for each in several))
    whole, narrow = sum(wanted[:printed]), sum(least[:printed])
    paper = "a3" if choice == "a3" and whole > room_across("a4", landscape) else "a4"
    room = room_across(paper, landscape)
    if whole <= room or (choice != "wide" and narrow <= room):
        share = max(0.0, (whole - room) / ((whole - narrow) or 1))
        return PaperLayout(paper, printed, _narrowed(wanted, least, printed, share))
    title = next((number for number, column in enumerate(tables[0].columns, 1) if column.name == "title"), 1)
    layouts = (
        beside_each_other(_narrowed(wanted, least, printed, tenth / 10), printed, paper, landscape, title)
        for tenth in range(11)
    )
    return min(layouts, key=lambda layout: max(1, len(layout.breaks)))  # two pages, as wide as they can be


def beside_each_other(widths: Sequence[float], printed: int, paper: str, landscape: bool, repeated: int) -> PaperLayout:
    """Return how columns of some widths lie on as many pages as they take, of which the further ones repeat some."""
    room = room_across(paper, landscape)
    if sum(widths[:repeated]) > room / 2:
        repeated = 0
    breaks = tuple(_page_ends(widths[:printed], room, repeated))
    return PaperLayout(paper, printed, tuple(widths), breaks, repeated if breaks else 0)


def _page_ends(widths: Sequence[float], room: float, repeated: int) -> Iterator[int]:
    """Yield the numbers of the columns with which pages end: each page is filled, those after the first repeat some."""
    across = 0.0
    for number, width in enumerate(widths):
        if across + width > room and number > repeated:
            yield number
            across = sum(widths[:repeated])
        across += width


def lines_taken(text: str, width: float, bold: bool = False) -> int:
    """Return how many lines a text takes in a column; its letters are narrower than the digits that widths count."""
    letters = max(4, int(width * (0.95 if bold else 1.1) * display_width(text) / (_long(text) or 1)))
    return 1 if len(text) <= letters else len(textwrap.wrap(text, letters))


def wraps(column: Column, printed: bool) -> bool:
    """Say whether a column's cells take several lines; those that are not printed make no row higher."""
    return column.kind in _WRAPPING and printed


def _cells(table: Table, place: int) -> set[str]:
    """Return what the cells of a column say, each text once: most recur."""
    values = {row[place] for row in table.rows}
    if table.total is not None:
        values.add(table.total[place])
    return {write_cell(value, table.columns[place].kind) for value in values}


def _wanted(column: Column, cells: Set[str], printed: bool) -> float:
    """Return how wide a column is on the screen: a text wraps, nothing else does."""
    words = max((display_width(word) for word in column.heading.split()), default=0)
    longest = max([words * 1.1, display_width(column.heading) / 2, *map(_long, cells)]) * 1.05 + 1.5
    most = _MOST.get(column.name, _MOST_OTHERS) if printed else _MOST_ON_SCREEN
    return round(min(most, max(_LEAST, longest)), 1)


def _narrowest(column: Column, cells: Set[str], wanted: float) -> float:
    """Return how narrow a column may become on paper: no word is broken, and a standing stands on two lines at most."""
    if column.kind not in _WRAPPING:
        return wanted
    words = {*column.heading.split(), *(word for cell in cells for word in cell.split())}
    least = min(_LONGEST_WORD, max(map(_long, words), default=0.0))
    if column.kind == "standing":
        least = max((least, *(_long(cell) * 0.6 for cell in cells)))
    return min(wanted, max(_LEAST, least * 1.1 + 1.5))


def _narrowed(wanted: Sequence[float], least: Sequence[float], printed: int, share: float) -> tuple[float, ...]:
    """Return widths of which those that are printed give up the same share of what they can."""
    return tuple(
        int(10 * (wide - share * (wide - narrow))) / 10 if share and number < printed else wide
        for number, (wide, narrow) in enumerate(zip(wanted, least, strict=True))
    )


def _long(text: str) -> float:
    """Return how wide a text is, in letters: capitals are wider than others."""
    return display_width(text) + 0.35 * sum(map(str.isupper, text))
