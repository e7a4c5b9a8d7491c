"""The fields of a document by their names, as text that needs no further formatting, for a template of Word."""

from collections.abc import Sequence
from typing import Any

from coordplan.paper.cells import Kind, Table, write_cell
from coordplan.paper.document import (
    Document,
    Paragraph,
    Part,
    annex_name,
    date_words,
    heading_words,
    issuer_words,
    number_words,
    place_words,
    recipient_words,
    signer_name_words,
    signer_title_words,
    subject_words,
    superior_words,
    to_words,
)
from coordplan.paper.part_names import BODY, CHARTS, PARTS
from coordplan.text.binding import NO_BREAK_SPACE, bound
from coordplan.text.language import translate as _

_MOST_KEPT = 4096  # values of a column: most recur


def chart_mark(name: str) -> str:
    """Return the text of a chart's field, in whose place the chart comes once a template is filled in."""
    return f"\N{LEFT WHITE SQUARE BRACKET}{name}\N{RIGHT WHITE SQUARE BRACKET}"


def chart_values(document: Document, number: int) -> dict[str, str]:
    """Return the fields of the annex of charts, which has a number; empty texts where there is none of them."""
    marks = {name: chart_mark(name) if any(each.name == name for each in document.charts) else "" for name in CHARTS}
    return {"heading": annex_name(document, number) if document.charts else "", "title": _("Charts"), **marks}


def document_values(document: Document) -> dict[str, Any]:
    head, profile = document.letterhead, document.profile
    parts = {part.name: part for part in document.parts}
    return {
        "kind": document.kind,
        "subject": " ".join(subject_words(document)),
        "subject_lines": list(subject_words(document)),
        "warning": document.warning,
        "state_title": profile.state_title.upper(),
        "motto": "" if profile.motto == "none" else profile.motto,
        "superior": superior_words(head).upper(),
        "issuer": issuer_words(head).upper(),
        "issuer_name": head.issuer_title or place_words(_("issuing body")),
        "number": number_words(head, profile),
        "date": date_words(head),
        "to": to_words(document) if document.to else "",
        "closing": bound(document.closing_words),
        "end_mark": profile.end_mark,
        "signer_authority": head.signer_authority.upper(),
        "signer_title": signer_title_words(head).upper(),
        "signer_name": signer_name_words(head),
        "recipients": [f"- {recipient}" for recipient in recipient_words(head, profile)],
        **{name: _part(parts[name], document) if name in parts else None for name in PARTS},
    }


def body_values(document: Document) -> dict[str, Any]:
    """Return the parts of a report's body by their names: None where it has none of it."""
    parts = {part.name: part for part in document.parts}
    return {name: _body_part(parts[name], document) if name in parts else None for name in BODY}


def _body_part(part: Part, document: Document) -> dict[str, Any]:
    table = part.table
    bases = [bound(paragraph.text) for paragraph in part.sentences if paragraph.kind == "basis"]
    return {
        "heading": heading_words(part.heading, document.profile) if part.heading else "",
        "bases": bases,
        "paragraphs": [_runs(each) for each in part.sentences if each.kind != "basis"],
        "headings": {} if table is None else {each.name: each.heading for each in table.columns if each.dated},
        "rows": [] if table is None else NamedRows(table, table.rows),
        "total": {} if table is None or table.total is None else NamedRows(table, [table.total])[0],
        "below": [_runs(each) for each in part.remarks if each.kind != "remark"],
        "remarks": [each.text for each in part.remarks if each.kind == "remark"],
    }


def _runs(paragraph: Paragraph) -> dict[str, str]:
    """Return what a paragraph says: its head, its text, and the place behind it, with the spaces between them."""
    head, text, place = paragraph.head, paragraph.text, paragraph.place
    if paragraph.kind == "place":
        text, place = "", text
    return {
        "head": bound(f"{head} " if head and (text or place) else head),
        "text": bound(f"{text} " if text and place else text),
        "place": place,
    }


def _part(part: Part, document: Document) -> dict[str, Any]:
    def texts(*kinds: str) -> list[str]:
        return [paragraph.text for paragraph in part.sentences if paragraph.kind in kinds]

    table = part.table
    return {
        "heading": heading_words(part.heading, document.profile) if part.heading else "",
        "bases": texts("basis"),
        "lines": texts("", "strong"),
        "statements": texts("item"),
        "place": " ".join(texts("place")),
        "rows": [] if table is None else NamedRows(table, table.rows),
        "total": {} if table is None or table.total is None else NamedRows(table, [table.total])[0],
        "remark": " ".join(paragraph.text for paragraph in part.remarks),
        "remarks": [paragraph.text for paragraph in part.remarks],
    }


class NamedRows(Sequence[dict[str, str]]):
    """Rows as text by the names of their columns, each made when it is asked for: together they would fill the memory.

    What is not there is empty, but a rate says ``-``. In texts nothing parts that belongs together.
    """

    def __init__(self, table: Table, rows: Sequence[Sequence[Any]]) -> None:
        self._rows = rows
        self._columns: list[tuple[str, Kind, dict[Any, str]]] = [(each.name, each.kind, {}) for each in table.columns]

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, place: Any) -> Any:
        if isinstance(place, slice):
            return [*map(self._named, self._rows[place])]
        return self._named(self._rows[place])

    def _named(self, row: Sequence[Any]) -> dict[str, str]:
        named = {}
        for (name, kind, kept), value in zip(self._columns, row, strict=True):
            text = kept.get(value)
            if text is None:
                if len(kept) == _MOST_KEPT:
                    kept.clear()
                text = kept[value] = _named_cell(value, kind)
            named[name] = text
        return named


def texts_of_column(table: Table, place: int) -> set[str]:
    """Return what named rows and the total say in a column, each text once."""
    values = {row[place] for row in table.rows} | ({table.total[place]} if table.total is not None else set())
    return {_named_cell(value, table.columns[place].kind) for value in values}


def _named_cell(value: Any, kind: Kind) -> str:
    if value in (None, ""):
        return "" if kind != "rate" else write_cell(value, kind)
    text = write_cell(value, kind)
    return bound(text) if kind in ("text", "remark", "code") else text


def inert(value: Any) -> Any:
    """Return a value with nothing in its texts that a document cannot hold; a space that does not break stays one."""
    if isinstance(value, str):
        return "".join(each if each.isprintable() or each == NO_BREAK_SPACE else " " for each in value)
    if isinstance(value, list):
        return [inert(each) for each in value]
    if isinstance(value, dict):
        return {key: inert(each) for key, each in value.items()}
    return value
