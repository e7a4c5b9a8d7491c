"""A table as it stands in a file: cells of text with their places, the merged ones repeated."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Literal, TypeVar
from unicodedata import category

from coordplan.errors import UnreadableFile
from coordplan.named_tuples import NamedTuple
from coordplan.office_files.containers import MOST_CELLS, MOST_LETTERS, too_many_cells
from coordplan.setting_up.annexes.days_as_text import day_as_people_write
from coordplan.setting_up.annexes.letters import with_letters_of_today
from coordplan.text.folding import nfc, same_name_key
from coordplan.text.language import translate as _
from coordplan.text.old_letters import OldLetters

GridKind = Literal["sheet", "csv", "table"]


class Place(NamedTuple):
    """Where a cell stands; row and column count from 1, row 0 means the whole sheet or table."""

    file: str
    kind: GridKind
    name: str  # the sheet's title; of a Word table its number; "" in a CSV
    row: int
    column: int

    @property
    def cell(self) -> str:
        """Return the cell as a spreadsheet names it, empty where the whole sheet is meant."""
        return f"{column_letters(self.column)}{self.row}" if self.row else ""

    def words(self) -> str:
        """Return the place as people find it: ``a.xlsx, Phụ lục!C5``, ``a.docx, table 2, row 5, column 3``."""
        return ", ".join(filter(None, (self.file, self.within())))

    def within(self) -> str:
        """Return the place within its file: ``Phụ lục!C5``, ``table 2, row 5, column 3``; empty for a whole CSV."""
        if self.kind == "table":
            return ", ".join(filter(None, (_("table {number}").format(number=self.name), self.cell_words())))
        return "!".join(filter(None, (self.name, self.cell)))

    @property
    def key(self) -> str:
        """Return the place as it is named in an answer: ``Phụ lục!C5``, ``C5`` of a CSV, ``2!R5C3`` of a Word table."""
        cell = f"R{self.row}C{self.column}" if self.kind == "table" else self.cell
        return "!".join(filter(None, (self.name, cell)))

    def table_names(self) -> dict[str, str | int | None]:
        """Return which sheet or Word table it is in, under the names of JSON."""
        return {
            "sheet": self.name if self.kind == "sheet" else None,
            "table": int(self.name) if self.kind == "table" else None,
        }

    def cell_words(self) -> str:
        """Return the place within its sheet or table: ``C5``, ``row 5, column 3``; empty where the whole is meant."""
        if self.kind == "table" and self.row:
            return _("row {row}, column {column}").format(row=self.row, column=self.column)
        return self.cell


class TextCell(NamedTuple):
    """What a cell says, on lines of its own where it does; of a merged area, where that begins."""

    text: str
    row: int
    column: int


Spot = tuple[int, int]  # row and column of a cell, from 1


class GridMarks(NamedTuple):
    """What is to be seen of the cells of a grid beside their words."""

    struck: Mapping[Spot, str] = {}  # words that are struck through, left out of the text
    hidden: Mapping[Spot, str] = {}  # hidden words of a row that is to be seen, left out too
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    days: frozenset[Spot] = frozenset()  # cells that hold a day, not the words for one
    numbers: frozenset[Spot] = frozenset()  # cells that hold a number
    letters: Mapping[int, OldLetters] = {}  # rows that were converted from letters of before Unicode; 0 stands above


class TextGrid(NamedTuple):
    """One sheet, CSV or Word table. Row ``n`` is ``rows[n - 1]``; rows may differ in length."""

    file: str
    kind: GridKind
    name: str
    rows: tuple[tuple[TextCell, ...], ...]
    above: tuple[str, ...] = ()  # what stands over a Word table, the nearest last
    marks: GridMarks = GridMarks()

    def place(self, row: int, column: int) -> Place:
        return Place(self.file, self.kind, self.name, row, column)

    def place_of(self, cell: TextCell) -> Place:
        return self.place(cell.row, cell.column)

    @property
    def whole(self) -> Place:
        return self.place(0, 0)

    def struck_at(self, row: int, column: int | None) -> str:
        """Return the words of a cell of which nothing is left but what is struck through; "" of any other."""
        if column is None or not self.marks.struck or column > len(self.rows[row - 1]):
            return ""
        cell = self.rows[row - 1][column - 1]
        return "" if cell.text else self.marks.struck.get(cell[1:], "")


def grid_of(
    file: str,
    kind: GridKind,
    name: str,
    texts: Iterable[Sequence[str]],
    merged: Iterable[tuple[int, int, int, int]] = (),
    above: Sequence[str] = (),
    marks: GridMarks = GridMarks(),  # noqa: B008  it cannot be changed
) -> TextGrid:
    """Return texts as a grid; ``merged`` areas (top, left, bottom, right; from 1) repeat their first cell."""
    texts = list(texts)
    if sum(len(text) for row in texts for text in row) > MOST_LETTERS:
        raise too_many_cells(Path(file), name)
    (heads, *texts), converted = with_letters_of_today([above, *texts])
    letters = {row - 1: each for row, each in converted.items()} | {**marks.letters}
    rows = [
        [TextCell(day_as_people_write(tidy(text)), number, at) for at, text in enumerate(row, 1)]
        for number, row in enumerate(texts, 1)
    ]
    merged = list(merged)
    cells = sum(
        max(0, min(bottom, len(rows)) - top + 1) * max(0, min(right, _WIDEST) - left + 1)
        for top, left, bottom, right in merged
    )
    if cells > MOST_CELLS:
        raise too_many_cells(Path(file), name)
    for top, left, bottom, right in merged:
        if top > len(rows):
            continue
        first = rows[top - 1][left - 1] if left <= len(rows[top - 1]) else TextCell("", top, left)
        for row in rows[top - 1 : bottom]:
            row += [TextCell("", first.row, at) for at in range(len(row) + 1, min(right, _WIDEST) + 1)]
            for column in range(left, min(right, len(row)) + 1):
                row[column - 1] = TextCell(first.text, top, left)
    if sum(len(cell.text) for row in rows for cell in row) > MOST_LETTERS:
        raise too_many_cells(Path(file), name)
    tidy_heads = tuple(filter(None, map(tidy, heads)))
    return TextGrid(file, kind, name, tuple(map(tuple, rows)), tidy_heads, marks._replace(letters=letters))


_WIDEST = 200
_Named = TypeVar("_Named")


def pick_sheets(path: Path, names: Sequence[str], there: Mapping[str, _Named]) -> tuple[_Named, ...]:
    """Return the sheets or tables of these names, or all of them; raise UnreadableFile where one is missing."""
    if not names:
        return tuple(there.values())
    by_key = {same_name_key(name): each for name, each in there.items()}
    for name in names:
        if same_name_key(name) not in by_key:
            raise UnreadableFile(
                _('{path} has no sheet or table "{name}".').format(path=path, name=name),
                _("There are: {names}").format(names=", ".join(list(there)[:30]) or "-"),
            )
    return tuple(by_key[same_name_key(name)] for name in names)


def tidy(text: str) -> str:
    """Return a cell's text in composed letters: no control signs, single spaces, its lines kept, empty ones dropped.

    Signs that only say where a word may break, or nothing at all, part no words.
    """
    lines = (
        "".join(each if each.isprintable() else _in_place_of(each) for each in line) for line in nfc(text).splitlines()
    )
    return "\n".join(filter(None, (" ".join(line.split()) for line in lines)))


def _in_place_of(sign: str) -> str:
    return "" if category(sign) == "Cf" else " "


def one_line(text: str) -> str:
    return " ".join(text.split())


def column_letters(number: int) -> str:
    """Return a column as a spreadsheet names it: 1 is A, 27 is AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int | None:
    """Return the number of a column named by letters (A) or digits (1); None for any other word."""
    if letters.isdecimal() and letters.isascii():
        return int(letters)
    if not (letters.isascii() and letters.isalpha() and letters.isupper() and len(letters) <= 3):
        return None
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number
