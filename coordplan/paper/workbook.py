"""A workbook as values: sheets of typed tables, and bars over one of them. No signs and no shapes."""

from typing import NamedTuple

from coordplan.paper.cells import Table, Tone


class StackedBars(NamedTuple):
    """A bar for each row of a table, in pieces: one for each of some columns, beside the names of the first."""

    title: str
    table: int  # which table of the sheet
    columns: tuple[tuple[str, Tone], ...]  # names of columns, and how each piece is coloured


class Sheet(NamedTuple):
    """Tables under a title and sentences.

    A sheet of one table can be filtered by its columns; those with a rank stand last and are not printed.
    """

    name: str  # on its tab
    title: str
    sentences: tuple[tuple[str, Tone], ...]
    tables: tuple[Table, ...]
    bars: StackedBars | None = None


class Workbook(NamedTuple):
    """What a view renders."""

    title: str
    author: str
    sheets: tuple[Sheet, ...]
