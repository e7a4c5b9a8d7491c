"""A report as one page for a browser that needs nothing beside it. The one place that knows Jinja2.

It is whole without its script, which only sorts and filters the last table; a browser runs no other script in it, since
the page names the digest of its own. Text from files is escaped wherever it stands.
"""

from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import chain, count, groupby
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from coordplan.named_tuples import NamedTuple
from coordplan.paper.cells import Column, Kind, Table, tone_of, write_cell
from coordplan.paper.document import (
    Block,
    Document,
    Heading,
    Paragraph,
    Part,
    annex_heading,
    annex_words,
    blocks_of_document,
    blocks_of_parts,
    heading_words,
    subject_words,
    to_words,
)
from coordplan.text.binding import phrases
from coordplan.text.folding import fold
from coordplan.text.language import language
from coordplan.text.language import translate as _
from coordplan.text.writing import plain

TEMPLATES = Path(__file__).parent.parent / "templates"


class Picture(NamedTuple):
    """A drawing (an ``svg`` element, trusted as it is) and the line below it."""

    drawing: str
    words: str
    for_phones: str  # the same on a narrow screen, where the letters of the other would be too small


class Rows(NamedTuple):
    """The table that can be sorted and filtered: its rows, and the columns by whose values they can be chosen."""

    table: Table
    chosen_by: tuple[str, ...]


class Cell(NamedTuple):
    text: str
    look: str
    key: str | None = None  # what it is sorted by


def render_page(document: Document, decisions: Sequence[Part], pictures: Sequence[Picture], rows: Rows) -> str:
    """Return the page, in the language in use.

    First what needs a decision, then the pictures, the document's text, and the rows as its annex.
    """
    lines: dict[str, list[str]] = {}  # by their kinds
    for block in blocks_of_document(document):
        if isinstance(block, Paragraph):
            lines.setdefault(block.kind, []).append(block.text)
    subject = plain(" ".join(subject_words(document)))
    script = (TEMPLATES / "page.js").read_text(encoding="utf-8")
    return _template("page.html").render(
        lang=language(),
        kind=document.kind,
        subject=subject,
        phrases=phrases(subject),  # between which its line may end
        warning=document.warning,
        style=_style(),
        script=Markup(script),  # noqa: S704 our own file
        digest=b64encode(sha256(script.encode()).digest()).decode(),
        left=list(_left_lines(document, lines)),
        right=list(_right_lines(document, lines)),
        parts=list(_sections(document, decisions, pictures, rows)),
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


class _Names:
    """Names of regions, none twice in a page."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def unique(self, *candidates: str) -> str:
        """Return the first that is not given yet, else the last one with a number behind it."""
        numbered = (f"{candidates[-1]} ({number})" for number in count(2))
        name = next(each for each in chain(filter(None, candidates), numbered) if each not in self._given)
        self._given.add(name)
        return name


def _sections(
    document: Document, decisions: Sequence[Part], pictures: Sequence[Picture], rows: Rows
) -> Iterator[dict[str, Any]]:
    """Yield the sections of a page, each with its heading, but for what stands before the first one of the text."""
    names = _Names()
    yield from _headed(document, "decisions", names, blocks_of_parts(decisions))
    if pictures:
        drawn = [
            {"shape": "picture", "text": each.words}
            | {"drawing": Markup(each.drawing), "for_phones": Markup(each.for_phones)}  # noqa: S704 our own
            for each in pictures
        ]
        yield {"id": "progress", "title": _("Progress"), "blocks": drawn}
    to = (Paragraph(to_words(document)),) if document.to else ()
    closing = (Paragraph(document.closing_words),) if document.closing else ()
    yield from _headed(document, "part", names, (*to, *document.blocks, *closing))
    title = plain(annex_words(document))
    if rows.table.rows:
        columns = [column.name for column in rows.table.columns]
        choices = [
            {"column": columns.index(name), "text": rows.table.columns[columns.index(name)].heading}
            for name in rows.chosen_by
        ]
        blocks = [_table(rows.table, names.unique(title), choices)]
    else:
        blocks = [{"shape": "text", "look": ""} | _pieces(Paragraph(_("Nothing is due in the period.")))]
    yield {"id": "annex", "title": title, "blocks": blocks}
    for number, annex in enumerate(document.further, 2):
        title = plain(annex_heading(document, number, annex.title))
        if annex.table.rows:
            yield {"id": f"annex-{number}", "title": title, "blocks": [_table(annex.table, names.unique(title))]}


def _headed(document: Document, id_: str, names: _Names, blocks: Iterable[Block]) -> Iterator[dict[str, Any]]:
    """Yield a section for each heading of the first level, and one for what stands before."""
    sections: list[tuple[str, list[Block]]] = [("", [])]
    for block in blocks:
        if isinstance(block, Heading) and block.level == 1:
            sections.append((_heading_text(document, block), []))
        else:
            sections[-1][1].append(block)
    for number, (title, several) in enumerate(sections):
        if title or several:
            name = id_ if len(sections) == 2 else f"{id_}-{number}"
            yield {"id": name, "title": title, "blocks": list(_blocks(document, title, names, several))}


def _heading_text(document: Document, heading: Heading) -> str:
    return plain(heading_words(heading, document.profile) if heading.number else heading.text)


def _blocks(document: Document, title: str, names: _Names, blocks: Sequence[Block]) -> Iterator[dict[str, Any]]:
    """Yield the blocks of a section; paragraphs that are items of one list stand together.

    A table is named by what it is called, else by the heading over it, else by the sentence before it.
    """
    before = ""
    for are_items, several in groupby(blocks, lambda block: isinstance(block, Paragraph) and block.kind == "item"):
        if are_items:
            yield {"shape": "list", "lines": [_pieces(item) for item in several if isinstance(item, Paragraph)]}
            continue
        for block in several:
            if isinstance(block, Heading):
                title = _heading_text(document, block)
                yield {"shape": "heading", "text": title, "level": block.level + 1}
            elif isinstance(block, Paragraph):
                before = plain(block.words).rstrip(":.")
                yield {"shape": "text", "look": block.kind} | _pieces(block)
            elif isinstance(block, Table) and block.rows:
                yield _table(block, names.unique(plain(block.title), title, before))


def _pieces(paragraph: Paragraph) -> dict[str, str]:
    return {name: plain(getattr(paragraph, name)) for name in ("head", "text", "place")}


def _table(table: Table, label: str, choices: Sequence[dict[str, Any]] = ()) -> dict[str, Any]:
    """Return a table as the template takes it; one with choices has keys to be sorted by."""
    header = [
        Cell(plain(column.heading), " ".join((column.name, *_look(column, bool(choices))))) for column in table.columns
    ]
    return {
        "shape": "table",
        "label": label,
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
