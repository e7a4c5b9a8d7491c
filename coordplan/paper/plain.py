"""Aligned plain text, for pipes, files, mail and dumb terminals: no escape codes, and nothing cut."""

from collections.abc import Iterable, Iterator, Mapping

from coordplan.paper.cells import Page, Pieces, Step, Table, Tone, write_cell
from coordplan.paper.charts import Chart
from coordplan.paper.document import Block, Document, Heading, Paragraph, Title, blocks_of_document, blocks_of_page
from coordplan.paper.in_width import fitted, table_lines, whole_width
from coordplan.paper.whole_tables import tables_in_width
from coordplan.text.language import translate as _
from coordplan.text.writing import NOTHING, display_width, wrapped

PIPE_WIDTH = 100  # cells that may wrap do; no column is left out for it, and sentences stay whole


def render_text(page: Page, width: int | None = None) -> Iterator[str]:
    """Yield the lines of a page with every column; with a width, columns are left out until tables fit."""
    for line in page_lines(page, width or PIPE_WIDTH, every_column=width is None):
        yield "".join([text for text, _tone in line])


def page_lines(
    page: Page, width: int, *, every_column: bool = False, ruled: bool = True, way_out: bool = False
) -> Iterator[Pieces]:
    """Yield the lines of a page in pieces, each with its tone.

    What was left out for the width is said where tables are made to fit it; with ``way_out`` how to see it too.
    """
    before, begun = "", False
    left_out: dict[str, int] = {}  # headings, and the width that their table takes with them
    gone: set[str] = set()  # all headings that were left out
    column_of = dict(page.keys)
    for block, tone in _toned_blocks(page):
        kind = block.kind if isinstance(block, Paragraph) else ""
        kind = "step" if isinstance(block, Step) else kind
        if kind == "note" and isinstance(block, Paragraph) and column_of.get(block.text) in gone:
            continue
        if kind == "note" != before:
            yield from _left_out_lines(left_out, width, way_out)
            left_out = {}
        if (kind in ("", "caption") and before != "caption") or (kind in ("note", "step") and kind != before):
            yield from [[]] * begun
        begun = True
        if isinstance(block, Paragraph):
            sentences = block.text.split("\n") if every_column else _sentence_lines(block.text, width)
            yield from ([(line, tone)] for line in sentences)
        elif isinstance(block, Chart):
            from coordplan.paper.chart import CHART_WIDTH, draw

            yield from draw(block, CHART_WIDTH if every_column else width)
        elif isinstance(block, Table):
            tables = tables_in_width(block, width) if block.whole and not every_column else [block]
            for number, table in enumerate(tables):
                sheet = fitted(table, width, every_column)
                yield from [[]] * bool(number)
                yield from table_lines(sheet, None if every_column else width, ruled)
                left_out |= dict.fromkeys(sheet.left_out, whole_width(table) if sheet.left_out else 0)
            gone |= left_out.keys()
        elif isinstance(block, Step):
            yield from ([(line, tone)] for line in step_lines(block, None if every_column else width))
        before = kind
    yield from _left_out_lines(left_out, width, way_out)


def _left_out_lines(left_out: Mapping[str, int], width: int, way_out: bool) -> Iterator[Pieces]:
    """Yield what says which columns had no room, and how to see them."""
    if not left_out:
        return
    words = _("not shown: {columns}").format(columns=("; " if "," in "".join(left_out) else ", ").join(left_out))
    if way_out:
        more = _("all of it: --width {width}, or -f csv").format(width=max(left_out.values()))
        words = f"{words}; {more}"
    yield []
    for line in wrapped(words, width):
        yield [(line, "dim")]


def _toned_blocks(page: Page) -> Iterator[tuple[Block, Tone]]:
    """Yield all of a page in its order, each block with its tone."""
    titles = [table.title_tone for table in page.tables if table.title]
    tones = iter([tone for _text, tone in page.sentences] + titles + [tone for _text, tone in page.notes])
    for block in blocks_of_page(page):
        if isinstance(block, Paragraph):
            yield block, "title" if block.kind == "title" else next(tones)
        else:
            yield block, block.tone if isinstance(block, Step) else ""


def _sentence_lines(text: str, width: int) -> Iterator[str]:
    """Yield the lines of a sentence; a command that closes it stands whole on a line of its own.

    Of lines that begin with a blank each is a command and, behind a gap, what it is for.
    """
    lines = text.split("\n")
    if all(line.startswith("  ") for line in lines) and any(display_width(line) > width for line in lines):
        for line in lines:
            command, _gap, words = line.strip().partition("  ")
            yield f"  {command}"
            yield from (f"    {part}" for part in wrapped(words.strip(), width - 4))
        return
    for line in lines:
        words, colon, command = line.rpartition(": coordplan ")
        parts = wrapped(line, width)
        if colon and len(parts) > 1:
            parts = [*wrapped(f"{words}:", width), f"  coordplan {command}"]
        yield from parts


def step_lines(step: Step, width: int | None) -> Iterator[str]:
    """Yield the lines of a step: what is to be done, and below it its command, whole whatever the width."""
    yield from _hanging(f"{step.number:>2}  ", step.text, width)
    if step.command:
        yield f"    {step.command}"


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
            yield from (line.center(width).rstrip() for line in wrapped(block.subject, width - 8))
        elif isinstance(block, Heading):
            yield from wrapped(block.text.upper() if block.level == 1 else block.text, width)
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
    sheet = fitted(table, width, every_column=True)
    if sheet.least <= width:
        yield from ("".join(text for text, _tone in line) for line in table_lines(sheet, None, ruled=True))
        return
    for row in table.rows:
        number, title, *cells = (
            write_cell(value, column.kind) for value, column in zip(row, table.columns, strict=True)
        )
        yield from _hanging(f"{number:>3}. ", title, width)
        others = (
            f"{column.heading}: {cell}"
            for column, cell in zip(table.columns[2:], cells, strict=True)
            if cell != NOTHING
        )
        yield from _hanging(" " * 5, "; ".join(others), width)


def _hanging(mark: str, text: str, width: int | None) -> Iterator[str]:
    """Yield a text behind a mark, its further lines as far in as the first."""
    for number, line in enumerate([text] if width is None else wrapped(text, width - len(mark))):
        yield (mark if number == 0 else " " * len(mark)) + line
