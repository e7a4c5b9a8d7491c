"""Markdown, for notes and for pages that show it."""

import re
from collections.abc import Iterable, Iterator

from coordplan.paper.cells import Page, Step, Table, write_cell
from coordplan.paper.charts import Chart
from coordplan.paper.document import (
    Block,
    Document,
    Heading,
    Paragraph,
    Title,
    blocks_of_document,
    blocks_of_page,
)
from coordplan.paper.mail_news import MailNews

_ALIVE = re.compile(r"([\\`*_\[\]<>|#~])")
_STYLES = {
    **dict.fromkeys(("issuer", "warning", "strong", "place", "label", "position", "signer"), "**{}**"),
    **dict.fromkeys(("date", "remark"), "*{}*"),
    **dict.fromkeys(("item", "recipient"), "- {}"),
    "title": "# {}",
    **dict.fromkeys(("caption", "annex"), "## {}"),
    "group": "### {}",
}
_CLOSE = ("recipient", "note", "nothing")  # no empty line below


def _escaped(text: str) -> str:
    return _ALIVE.sub(r"\\\1", text)


def render_markdown(page: Page) -> Iterator[str]:
    """Yield the lines of a page; text from files stays text."""
    return _lines(blocks_of_page(page))


def render_markdown_document(document: Document) -> Iterator[str]:
    """Yield the lines of a document with its letterhead, signature, recipients and annex."""
    return _lines(blocks_of_document(document))


def render_markdown_news(news: MailNews) -> Iterator[str]:
    """Yield the lines of news."""
    yield f"# {_escaped(news.title)}"
    for text in news.opening:
        yield from ("", _escaped(text))
    for section in news.sections:
        yield from ("", f"## {_escaped(section.heading)}", "")
        yield from (f"{line.mark} {_escaped(line.text)}".strip() for line in section.lines)
    for text in news.closing:
        yield from ("", _escaped(text))


def _lines(blocks: Iterable[Block]) -> Iterator[str]:
    before = ""
    for block in blocks:
        kind = block.kind if isinstance(block, Paragraph) else ""
        if before == "recipient" != kind:
            yield ""
        if isinstance(block, Title):
            yield f"# {_escaped(block.kind)}: {_escaped(block.subject)}"
        elif isinstance(block, Heading):
            yield f"{'#' * (block.level + 1)} {_escaped(block.text)}"
        elif isinstance(block, Paragraph):
            yield _STYLES.get(kind, "{}").format(_run_words(block))
        elif isinstance(block, Chart):
            yield from _chart_lines(block)
        elif isinstance(block, Step):
            yield f"{block.number}. {_escaped(block.text)}"
            if block.command:
                yield from ("", "   ```", f"   {block.command}", "   ```")
        else:
            yield from _table_lines(block)
        if kind not in _CLOSE:
            yield ""
        before = kind


def _run_words(block: Paragraph) -> str:
    """Return a paragraph: its head set apart, its text, and the place behind it marked."""
    runs = (("*{}*", block.head), ("{}", block.text), ("**{}**", block.place))
    return " ".join(look.format(_escaped(text)) for look, text in runs if text)


def _chart_lines(chart: Chart) -> Iterator[str]:
    from coordplan.paper.chart import draw

    yield "```text"
    for pieces in draw(chart):
        yield "".join(text for text, _tone in pieces).rstrip()
    yield "```"


def _table_lines(table: Table) -> Iterator[str]:
    yield "| " + " | ".join(_escaped(column.heading) for column in table.columns) + " |"
    yield "|" + "|".join("---:" if column.to_the_right else "---" for column in table.columns) + "|"
    for row in (*table.rows, *([table.total] if table.total is not None else [])):
        cells = (_escaped(write_cell(value, column.kind)) for value, column in zip(row, table.columns, strict=True))
        yield "| " + " | ".join(cells) + " |"
