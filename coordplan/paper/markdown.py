"""Markdown, for notes and for pages that show it."""

import re
from collections.abc import Iterator

from coordplan.paper.cells import Page, Table, write_cell
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
from coordplan.text.writing import plain

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
        from coordplan.paper.chart import draw

        yield "```text"
        for pieces in draw(page.chart):
            yield "".join(text for text, _tone in pieces).rstrip()
        yield "```"
        yield ""
    for table in page.tables:
        if table.title:
            yield f"## {_escaped(table.title)}"
            yield ""
        yield from _table_lines(table)
        yield ""
    for note, _tone in page.notes:
        yield _escaped(note)


def _table_lines(table: Table) -> Iterator[str]:
    yield "| " + " | ".join(_escaped(column.heading) for column in table.columns) + " |"
    yield "|" + "|".join("---:" if column.to_the_right else "---" for column in table.columns) + "|"
    for row in (*table.rows, *([table.total] if table.total is not None else [])):
        cells = (_escaped(write_cell(value, column.kind)) for value, column in zip(row, table.columns, strict=True))
        yield "| " + " | ".join(cells) + " |"


def render_markdown_document(document: Document) -> Iterator[str]:
    """Yield the lines of a document with its letterhead, signature, recipients and annex."""
    head, profile = document.letterhead, document.profile
    above = [superior_words(head), f"**{_escaped(issuer_words(head))}**", number_words(head, profile), date_words(head)]
    for line in (_escaped(above[0]), above[1], _escaped(above[2]), f"*{_escaped(above[3])}*"):
        yield line
        yield ""
    subject = plain(" ".join(subject_words(document)))
    yield f"# {_escaped(document.kind)}: {_escaped(subject)}"
    yield ""
    if document.warning:
        yield f"**{_escaped(document.warning)}**"
        yield ""
    for block in document.blocks:
        if isinstance(block, Heading):
            yield f"{'#' * (block.level + 1)} {_escaped(plain(numbered(block, profile)))}"
        elif isinstance(block, Paragraph):
            text = _escaped(plain(block.text))
            styled = {"strong": f"**{text}**", "item": f"- {text}", "place": f"**{text}**", "remark": f"*{text}*"}
            yield styled.get(block.kind, text)
        else:
            yield from _table_lines(block)
        yield ""
    recipients = _("Recipients:")
    yield f"**{recipients}**"
    yield ""
    for recipient in recipient_words(head):
        yield f"- {_escaped(plain(recipient))}"
    yield ""
    for line in (head.signer_authority, signer_title_words(head), signer_name_words(head)):
        if line:
            yield f"**{_escaped(plain(line))}**"
            yield ""
    yield f"## {_escaped(plain(annex_words(document)))}"
    yield ""
    if document.warning:
        yield f"**{_escaped(document.warning)}**"
        yield ""
    if not document.annex:
        yield _escaped(_("Nothing is due in the period."))
    for table in document.annex:
        yield f"### {_escaped(plain(table.title))}"
        yield ""
        yield from _table_lines(table)
        yield ""
