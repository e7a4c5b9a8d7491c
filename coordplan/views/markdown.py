"""Markdown, for notes and for pages that show it."""

import re
from collections.abc import Iterator

from coordplan.tables.cells import Page, write_cell

_ALIVE = re.compile(r"([\\`*_\[\]<>|#~])")


def _escaped(text: str) -> str:
    return _ALIVE.sub(r"\\\1", text)


def render_markdown(page: Page) -> Iterator[str]:
    """Yield the lines of a page; text from files stays text."""
    if page.title:
        yield f"# {_escaped(page.title)}"
        yield ""
    for sentence, _tone in page.sentences:
        yield _escaped(sentence)
        yield ""
    if page.chart is not None:
        from coordplan.views.chart import draw

        yield "```text"
        for pieces in draw(page.chart):
            yield "".join(text for text, _tone in pieces).rstrip()
        yield "```"
        yield ""
    for table in page.tables:
        if table.title:
            yield f"## {_escaped(table.title)}"
            yield ""
        yield "| " + " | ".join(_escaped(column.heading) for column in table.columns) + " |"
        yield "|" + "|".join("---:" if column.to_the_right else "---" for column in table.columns) + "|"
        for row in (*table.rows, *([table.total] if table.total is not None else [])):
            cells = (_escaped(write_cell(value, column.kind)) for value, column in zip(row, table.columns, strict=True))
            yield "| " + " | ".join(cells) + " |"
        yield ""
    for note, _tone in page.notes:
        yield _escaped(note)
