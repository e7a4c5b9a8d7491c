"""Aligned plain text, for pipes, files, mail and dumb terminals: no escape codes, and nothing cut."""

import textwrap
from collections.abc import Iterator, Sequence

from coordplan.tables.cells import Page, Table, fitted, natural_width, write_cell
from coordplan.text.writing import display_width

GAP = 2


def render_text(page: Page, width: int | None = None) -> Iterator[str]:
    """Yield the lines of a page; with a width, sentences wrap and tables leave columns out until they fit."""
    if page.title:
        yield from _wrapped(page.title, width)
    for sentence, _tone in page.sentences:
        yield from _wrapped(sentence, width)
    if page.chart is not None:
        from coordplan.views.chart import CHART_WIDTH, draw

        yield ""
        for pieces in draw(page.chart, width or CHART_WIDTH):
            yield "".join(text for text, _tone in pieces).rstrip()
    for table in page.tables:
        yield ""
        if table.title:
            yield from _wrapped(table.title, width)
        yield from _table_lines(table, width)
    if page.notes:
        yield ""
    for note, _tone in page.notes:
        yield from _wrapped(note, width)


def _wrapped(text: str, width: int | None) -> list[str]:
    if width is None or display_width(text) <= width:
        return [text]
    return textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False) or [""]


def _table_lines(table: Table, width: int | None) -> Iterator[str]:
    widths: Sequence[int]
    if width is None:
        widths = [natural_width(table, number) for number in range(len(table.columns))]
    else:
        table, widths = fitted(table, width, GAP)
    yield from _row_lines(table, [column.heading for column in table.columns], widths)
    rule = (" " * GAP).join("-" * each for each in widths)
    yield rule
    for row in table.rows:
        yield from _row_lines(table, _written(table, row), widths)
    if table.total is not None:
        yield rule
        yield from _row_lines(table, _written(table, table.total), widths)


def _written(table: Table, row: Sequence[object]) -> list[str]:
    return [write_cell(value, column.kind) for value, column in zip(row, table.columns, strict=True)]


def _row_lines(table: Table, cells: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    lines = [_wrapped(cell, each) for cell, each in zip(cells, widths, strict=True)]
    for number in range(max(map(len, lines))):
        parts = []
        for column, each, wrapped in zip(table.columns, widths, lines, strict=True):
            text = wrapped[number] if number < len(wrapped) else ""
            space = " " * (each - display_width(text))
            parts.append(space + text if column.to_the_right else text + space)
        yield (" " * GAP).join(parts).rstrip()
