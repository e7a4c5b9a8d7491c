"""Aligned plain text, for pipes, files, mail and dumb terminals: no escape codes, and nothing cut."""

import textwrap
from collections.abc import Iterator, Sequence

from coordplan.paper.cells import Page, Table, fitted, natural_width, write_cell
from coordplan.paper.document import (
    Document,
    Heading,
    Paragraph,
    annex_words,
    date_words,
    issuer_words,
    number_words,
    numbered,
    recipient_words,
    signer_name_words,
    signer_title_words,
    subject_words,
    superior_words,
)
from coordplan.text.language import translate as _
from coordplan.text.writing import NOTHING, display_width, plain

GAP = 2


def render_text(page: Page, width: int | None = None) -> Iterator[str]:
    """Yield the lines of a page; with a width, sentences wrap and tables leave columns out until they fit."""
    if page.title:
        yield from _wrapped(page.title, width)
    for sentence, _tone in page.sentences:
        yield from _wrapped(sentence, width)
    if page.chart is not None:
        from coordplan.paper.chart import CHART_WIDTH, draw

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


MAIL_WIDTH = 72


def render_text_document(document: Document, width: int = MAIL_WIDTH) -> Iterator[str]:
    """Yield the lines of a document, none wider than a mail; a table that is wider becomes a list of its rows."""
    before = ""
    for line in _document_lines(document, width):
        if line or before:  # of several empty lines one is enough
            yield line
        before = line


def _document_lines(document: Document, width: int) -> Iterator[str]:
    head, profile = document.letterhead, document.profile
    above = (superior_words(head).upper(), issuer_words(head).upper(), number_words(head, profile), date_words(head))
    for words in above:
        yield from _wrapped(plain(words), width)
    yield ""
    yield document.kind.center(width).rstrip()
    for line in _wrapped(plain(" ".join(subject_words(document))), width - 8):
        yield line.center(width).rstrip()
    yield ""
    if document.warning:
        yield from _wrapped(document.warning, width)
        yield ""
    for block in document.blocks:
        if isinstance(block, Heading):
            yield ""
            words = plain(numbered(block, profile))
            yield from _wrapped(words.upper() if block.level == 1 else words, width)
            yield ""
        elif isinstance(block, Paragraph):
            yield from _hanging("- " if block.kind == "item" else "", plain(block.text), width)
        else:
            yield ""
            yield from _narrow(block, width)
            yield ""
    yield ""
    yield _("Recipients:")
    for recipient in recipient_words(head):
        yield from _hanging("- ", plain(recipient), width)
    yield ""
    for line in (head.signer_authority.upper(), signer_title_words(head).upper(), signer_name_words(head)):
        if line:
            yield plain(line)
    yield ""
    yield ""
    yield from _wrapped(plain(annex_words(document)), width)
    if document.warning:
        yield from _wrapped(document.warning, width)
    if not document.annex:
        yield _("Nothing is due in the period.")
    for table in document.annex:
        yield ""
        yield from _wrapped(plain(table.title).upper(), width)
        yield from _narrow(table, width)


def _narrow(table: Table, width: int) -> Iterator[str]:
    """Yield a table that fits in a width as it is, another as a list: its second column, and the others below it."""
    if sum(fitted(table, width, GAP)[1]) + GAP * (len(table.columns) - 1) <= width:
        yield from _table_lines(table, width)
        return
    for row in table.rows:
        number, title, *cells = _written(table, row)
        yield from _hanging(f"{number:>3}. ", title, width)
        told = (
            f"{column.heading}: {cell}"
            for column, cell in zip(table.columns[2:], cells, strict=True)
            if cell != NOTHING
        )
        yield from _hanging(" " * 5, "; ".join(told), width)


def _hanging(mark: str, text: str, width: int) -> Iterator[str]:
    """Yield a text behind a mark, its further lines as far in as the first."""
    for number, line in enumerate(_wrapped(text, width - len(mark))):
        yield (mark if number == 0 else " " * len(mark)) + line
