"""A report as one page for a browser that needs nothing beside it. The one place that knows Jinja2.

It is whole without its script, which only sorts and filters the last table; a browser runs no other script in it, since
the page names the digest of its own. Text from files is escaped wherever it stands.
"""

from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from coordplan.paper.cells import Column, Kind, Table, tone_of, write_cell
from coordplan.paper.document import (
    Block,
    Document,
    Heading,
    Paragraph,
    annex_words,
    blocks_of_document,
    heading_words,
    subject_words,
)
from coordplan.text.folding import fold
from coordplan.text.language import language
from coordplan.text.language import translate as _
from coordplan.text.writing import plain

TEMPLATES = Path(__file__).parent.parent / "templates"


class Picture(NamedTuple):
    """A drawing (an ``svg`` element, trusted as it is) and the line below it."""

    drawing: str
    words: str


class Rows(NamedTuple):
    """The table that can be sorted and filtered: its rows, and the columns by whose values they can be chosen."""

    table: Table
    chosen_by: tuple[str, ...]


class Cell(NamedTuple):
    text: str
    look: str
    key: str | None = None  # what it is sorted by


def render_page(document: Document, pictures: Sequence[Picture], rows: Rows) -> str:
    """Return the page, in the language in use: the document's text with the pictures, and the rows as its annex."""
    lines: dict[str, list[str]] = {}  # by their kinds
    for block in blocks_of_document(document):
        if isinstance(block, Paragraph):
            lines.setdefault(block.kind, []).append(block.text)
    script = (TEMPLATES / "page.js").read_text(encoding="utf-8")
    return _template("page.html").render(
        lang=language(),
        kind=document.kind,
        subject=plain(" ".join(subject_words(document))),
        warning=document.warning,
        style=_style(),
        script=Markup(script),  # noqa: S704 our own file
        digest=b64encode(sha256(script.encode()).digest()).decode(),
        left=list(_left_lines(document, lines)),
        right=list(_right_lines(document, lines)),
        parts=list(_parts(document, pictures, rows)),
        recipients=lines["recipient"],
        signer=lines["position"] + lines["signer"],
        words={
            "contents": _("Contents"),
            "recipients": _("Recipients:"),
            "search": _("Search"),
            "all": _("All"),
            "reset": _("Show all rows"),
            "count": _("{shown} of {all} rows"),
            "sort": _("Sort by {column}"),
        },
    )


def _template(name: str) -> Template:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(name)


def _style() -> Markup:
    return Markup((TEMPLATES / "page.css").read_text(encoding="utf-8"))  # noqa: S704 our own file


def _left_lines(document: Document, lines: Mapping[str, Sequence[str]]) -> Iterator[Cell]:
    """Yield who issues it, and its number."""
    mark = document.profile.issuer_mark
    yield Cell(lines["superior"][0], "caps")
    yield Cell(lines["issuer"][0], "caps strong half-ruled" if mark == "rule" else "caps strong")
    if mark not in ("rule", ""):
        yield Cell(plain(mark), "")
    yield Cell(lines["number"][0], "")


def _right_lines(document: Document, lines: Mapping[str, Sequence[str]]) -> Iterator[Cell]:
    """Yield the words of the state or the Party, with a rule as long as the last of them, and place and date."""
    profile = document.profile
    motto = "" if profile.motto == "none" else profile.motto
    yield Cell(plain(profile.state_title), "caps strong" if motto else "caps strong ruled")
    if motto:
        yield Cell(plain(motto), "strong ruled")
    yield Cell(lines["date"][0], "slanted")


def _parts(document: Document, pictures: Sequence[Picture], rows: Rows) -> Iterator[dict[str, Any]]:
    """Yield the sections of a page: what stands before the first heading, one for each heading, the annex."""
    parts: list[tuple[str, list[Block]]] = [("", [])]
    for block in document.blocks:
        if isinstance(block, Heading) and block.level == 1:
            parts.append((plain(heading_words(block, document.profile)), []))
        else:
            parts[-1][1].append(block)
    for number, (title, blocks) in enumerate(parts):
        if title or blocks:
            shown = list(_blocks(document, title, blocks))
            if number == 1:
                place = next((at for at, block in enumerate(shown) if block["shape"] == "heading"), len(shown))
                shown[place:place] = [
                    {"shape": "picture", "drawing": Markup(each.drawing), "text": each.words}  # noqa: S704 our own
                    for each in pictures
                ]
            yield {"id": f"part-{number}", "title": title, "blocks": shown}
    title = plain(annex_words(document))
    if rows.table.rows:
        names = [column.name for column in rows.table.columns]
        choices = [
            {"column": names.index(name), "text": rows.table.columns[names.index(name)].heading}
            for name in rows.chosen_by
        ]
        blocks_of_annex = [_table(rows.table, title, choices)]
    else:
        blocks_of_annex = [{"shape": "text", "text": _("Nothing is due in the period."), "look": ""}]
    yield {"id": "annex", "title": title, "blocks": blocks_of_annex}


def _blocks(document: Document, title: str, blocks: Sequence[Block]) -> Iterator[dict[str, Any]]:
    """Yield the blocks of a section; paragraphs that are items of one list stand together."""
    for are_items, several in groupby(blocks, lambda block: isinstance(block, Paragraph) and block.kind == "item"):
        if are_items:
            yield {"shape": "list", "lines": [plain(item.text) for item in several if isinstance(item, Paragraph)]}
            continue
        for block in several:
            if isinstance(block, Heading):
                title = plain(heading_words(block, document.profile))
                yield {"shape": "heading", "text": title}
            elif isinstance(block, Paragraph):
                yield {"shape": "text", "text": plain(block.words), "look": block.kind}
            elif isinstance(block, Table):
                yield _table(block, title)


def _table(table: Table, label: str, choices: Sequence[dict[str, Any]] = ()) -> dict[str, Any]:
    """Return a table as the template takes it; one with choices has keys to be sorted by."""
    header = [
        Cell(plain(column.heading), " ".join((column.name, *_look(column, bool(choices))))) for column in table.columns
    ]
    return {
        "shape": "table",
        "label": plain(table.title) or label,
        "header": header,
        "rows": [[_cell(table, at, value, bool(choices)) for at, value in enumerate(row)] for row in table.rows],
        "total": None if table.total is None else [_cell(table, at, value) for at, value in enumerate(table.total)],
        "choices": choices,
    }


def _look(column: Column, sorted_by: bool) -> Iterator[str]:
    """Yield the classes of a column's cells; of the rows that can be sorted, what has a rank is not printed."""
    if column.to_the_right:
        yield "number"
    elif column.kind in ("day", "code"):
        yield column.kind
    if column.rank and sorted_by:
        yield "screen"


def _cell(table: Table, number: int, value: Any, sorted_by: bool = False) -> Cell:
    column = table.columns[number]
    look = " ".join((*_look(column, sorted_by), *([tone] if (tone := tone_of(column, value)) else [])))
    return Cell(write_cell(value, column.kind), look, _key(value, column.kind) if sorted_by else None)


def _key(value: Any, kind: Kind) -> str:
    """Return what a value is sorted by; empty where there is none."""
    if value is None or value == "":
        return ""
    if kind in ("count", "number", "rate", "percent"):
        return f"{value:g}" if isinstance(value, float) else str(value)
    if kind == "day":
        return str(value.isoformat())
    return fold(write_cell(value, kind))
