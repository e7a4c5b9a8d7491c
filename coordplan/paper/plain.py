"""Aligned plain text, for pipes, files, mail and dumb terminals: no escape codes, and nothing cut."""

import textwrap
from collections.abc import Iterable, Iterator, Sequence

from coordplan.paper.cells import Page, Step, Table, natural_width, table_fitting, write_cell
from coordplan.paper.charts import Chart
from coordplan.paper.document import Block, Document, Heading, Paragraph, Title, blocks_of_document, blocks_of_page
from coordplan.text.writing import NOTHING, display_width

GAP = 2


def render_text(page: Page, width: int | None = None) -> Iterator[str]:
    """Yield the lines of a page; with a width, sentences wrap and tables leave columns out until they fit."""
    before = ""
    for block in blocks_of_page(page):
        kind = block.kind if isinstance(block, Paragraph) else ""
        kind = "step" if isinstance(block, Step) else kind
        if (kind in ("", "caption") and before != "caption") or (kind in ("note", "step") and kind != before):
            yield ""
        if isinstance(block, Paragraph):
            yield from _wrapped(block.text, width)
        elif isinstance(block, Chart):
            yield from _chart_lines(block, width)
        elif isinstance(block, Table):
            yield from _table_lines(block, width)
        elif isinstance(block, Step):
            yield from step_lines(block, width)
        before = kind


def step_lines(step: Step, width: int | None = None) -> Iterator[str]:
    """Yield the lines of a step: what is to be done, and below it its command, whole whatever the width."""
    yield from _hanging(f"{step.number:>2}  ", step.text, width)
    if step.command:
        yield f"    {step.command}"


def _chart_lines(chart: Chart, width: int | None) -> Iterator[str]:
    from coordplan.paper.chart import CHART_WIDTH, draw

    for pieces in draw(chart, width or CHART_WIDTH):
        yield "".join(text for text, _tone in pieces).rstrip()


def _wrapped(text: str, width: int | None) -> list[str]:
    if width is None or display_width(text) <= width:
        return [text]
    return textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False) or [""]


def _table_lines(table: Table, width: int | None) -> Iterator[str]:
    widths: Sequence[int]
    if width is None:
        widths = [natural_width(table, number) for number in range(len(table.columns))]
    else:
        table, widths = table_fitting(table, width, GAP)
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


MAIL_WIDTH = 72


def render_text_document(document: Document, width: int = MAIL_WIDTH) -> Iterator[str]:
    """Yield the lines of a document, none wider than a mail; a table that is wider becomes a list of its rows."""
    return render_text_blocks(blocks_of_document(document), width)


def render_text_blocks(blocks: Iterable[Block], width: int = MAIL_WIDTH) -> Iterator[str]:
    """Yield the lines of what a paper says, as ``render_text_document`` does."""
    begun, gap = False, False
    for line in _paper_lines(blocks, width):
        if line:
            if begun and gap:  # of several empty lines one is enough
                yield ""
            yield line
        begun, gap = begun or bool(line), not line


_CAPITALS = ("superior", "issuer", "position", "group")
_APART = ("to", "label", "annex", "group")  # an empty line above


def _paper_lines(blocks: Iterable[Block], width: int) -> Iterator[str]:
    before = ""
    for block in blocks:
        kind = block.kind if isinstance(block, Paragraph) else ""
        if kind in _APART or (not isinstance(block, Paragraph) and before != "group") or before == "recipient" != kind:
            yield ""
        if isinstance(block, Title):
            yield block.kind.center(width).rstrip()
            yield from (line.center(width).rstrip() for line in _wrapped(block.subject, width - 8))
        elif isinstance(block, Heading):
            yield from _wrapped(block.text.upper() if block.level == 1 else block.text, width)
        elif isinstance(block, Paragraph):
            text = block.words.upper() if kind in _CAPITALS else block.words
            yield from _hanging("- " if kind in ("item", "recipient") else "", text, width)
        elif isinstance(block, Table):
            yield from _narrow(block, width)
        if not isinstance(block, Paragraph) or kind == "warning":
            yield ""
        before = kind


def _narrow(table: Table, width: int) -> Iterator[str]:
    """Yield a table that fits in a width as it is, another as a list: its second column, and the others below it."""
    if sum(table_fitting(table, width, GAP)[1]) + GAP * (len(table.columns) - 1) <= width:
        yield from _table_lines(table, width)
        return
    for row in table.rows:
        number, title, *cells = _written(table, row)
        yield from _hanging(f"{number:>3}. ", title, width)
        others = (
            f"{column.heading}: {cell}"
            for column, cell in zip(table.columns[2:], cells, strict=True)
            if cell != NOTHING
        )
        yield from _hanging(" " * 5, "; ".join(others), width)


def _hanging(mark: str, text: str, width: int | None) -> Iterator[str]:
    """Yield a text behind a mark, its further lines as far in as the first."""
    for number, line in enumerate(_wrapped(text, None if width is None else width - len(mark))):
        yield (mark if number == 0 else " " * len(mark)) + line
