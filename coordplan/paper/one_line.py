"""Tables whose rows take a line each: how wide they are, and what is cut to make them fit."""

import sys
from collections.abc import Sequence
from typing import Any

from coordplan.paper.cells import Table
from coordplan.paper.in_width import GAP, LEAST, SHORT, fitted
from coordplan.text.writing import display_width, shortened

LEAST_TITLE = 12  # as narrow as a title can be read in


def width_on_one_line(table: Table) -> int:
    """Return the width in which each row takes a line, headings two at the most; over words a short one takes one."""
    sheet = fitted(table, sys.maxsize)
    widths = (
        whole if column.kind in LEAST or (column.kind == "code" and display_width(column.heading) <= SHORT) else least
        for column, whole, least in zip(sheet.columns, sheet.widths, sheet.narrowest, strict=True)
    )
    return sum(widths) + GAP * (len(sheet.columns) - 1)


def cut_to_one_line(table: Table, width: int, cut: Sequence[str]) -> Table:
    """Return the table with the columns that are named cut, the first first, so that each row takes a line."""
    names = [column.name for column in table.columns]
    for name in cut:
        excess = width_on_one_line(table) - width
        if excess > 0 and name in names:
            table = _cut(table, names.index(name), excess)
    kept = (each._replace(kind="code") if each.kind in ("text", "remark") else each for each in table.columns)
    return table._replace(columns=tuple(kept))


def _cut(table: Table, place: int, excess: int) -> Table:
    """Return the table with a column that is so much narrower, as far as it can still be read."""

    def words_of(cell: Any) -> str:
        return str(cell[1] if isinstance(cell, tuple) else cell or "")

    rows = table.rows if table.total is None else [*table.rows, table.total]
    room = max(LEAST_TITLE, max((display_width(words_of(row[place])) for row in rows), default=0) - excess)

    def with_less(row: Sequence[Any]) -> list[Any]:
        cells = list(row)
        if cells[place] is None:
            return cells
        words = shortened(words_of(cells[place]), room)
        cells[place] = (cells[place][0], words) if isinstance(cells[place], tuple) else words
        return cells

    return table._replace(
        rows=[with_less(row) for row in table.rows], total=None if table.total is None else with_less(table.total)
    )
