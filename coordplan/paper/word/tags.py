"""The fields and instructions of a template, each with its place as Word shows it: a table's row, a header, a note.

Word may have a field in pieces (its spelling marks, a change of font); here it is read as it looks on the page.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from coordplan.named_tuples import NamedTuple
from coordplan.paper.word.sandbox import TemplateFault, TemplatePlace
from coordplan.text.language import translate as _
from coordplan.text.writing import plain

UNITS = {"tr": qn("w:tr"), "tc": qn("w:tc"), "p": qn("w:p"), "r": qn("w:r")}
_PARAGRAPH, _ROW, _TABLE = qn("w:p"), qn("w:tr"), qn("w:tbl")
_BOX = qn("w:txbxContent")
_NOTES = (qn("w:footnote"), qn("w:endnote"))
_TEXTS = (qn("w:t"), qn("w:delText"), qn("w:instrText"))
_AGAIN = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"  # says again what stands before it
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_HALF = re.compile(r"\{\{|\{%|\{#|\}\}|%\}|#\}")
_OTHER = {"{{": "}}", "{%": "%}", "{#": "#}", "}}": "{{", "%}": "{%", "#}": "{#"}
_AROUND = 40  # letters that are shown on either side


class Tag(NamedTuple):
    """A field, an instruction or a remark of a template, in one part of the file."""

    text: str
    place: TemplatePlace
    paragraph: Any
    unit: str  # what it stands for as a whole: tr, tc, p or r; empty: its own place in the text


class TypedLine(NamedTuple):
    """A paragraph as it is read, with the number of its first text in the part."""

    element: Any
    text: str
    starts: tuple[tuple[int, int], ...]  # where in the text each of its pieces begins, and its number in the part


def filled_parts(word: WordDocument) -> Iterator[tuple[str, Any]]:
    """Yield the parts of a file that are filled in, by their names: the text, headers and footers, notes."""
    main = word.part
    yield main.partname, word.element.body
    for link in main.rels.values():
        kinds = ("header", "footer", "footnotes", "endnotes")
        if not link.is_external and link.reltype.rpartition("/")[2] in kinds:
            yield link.target_part.partname, parse_xml(link.target_part.blob)


def typed_lines(root: Any) -> list[TypedLine]:
    """Return the paragraphs of a part in which something is written."""
    found: dict[Any, list[tuple[int, str]]] = {}
    for number, text in enumerate(root.iter(*_TEXTS)):
        paragraph = next(text.iterancestors(_PARAGRAPH), text)
        found.setdefault(paragraph, []).append((number, text.text or ""))
    lines = []
    for paragraph, pieces in found.items():
        begin, starts = 0, []
        for number, text in pieces:
            starts.append((begin, number))
            begin += len(text)
        lines.append(TypedLine(paragraph, "".join(text for _number, text in pieces), tuple(starts)))
    return lines


def tags_of(word: WordDocument, name: str, root: Any) -> list[Tag]:
    """Return what a part has of fields and instructions, in their order; raise TemplateFault where one is torn."""
    lines = [line for line in typed_lines(root) if _HALF.search(line.text)]
    if not lines:
        return []
    places = Places(word, name, root)
    found = []
    for line in lines:
        tags = list(_TAG.finditer(line.text))
        ends = [(0, 0), *(tag.span() for tag in tags), (len(line.text), len(line.text))]
        for (_begin, end), (begin, _end) in pairwise(ends):
            half = _HALF.search(line.text, end, begin)
            if half:
                raise _torn(half.group(), places.of(line, half.start(), half.end()))
        for tag in tags:
            inner = _HALF.search(tag.group(), 2, len(tag.group()) - 2)
            if inner and inner.group() in ("{{", "{%"):
                raise _torn(tag.group()[:2], places.of(line, *tag.span()))
            unit = re.match(r"..[-+]?(tr|tc|p|r) ", tag.group())
            order = next((piece, tag.start() - begin) for begin, piece in reversed(line.starts) if begin <= tag.start())
            place = places.of(line, *tag.span())
            found.append((order, Tag(tag.group(), place, line.element, unit.group(1) if unit else "")))
    return [tag for _order, tag in sorted(found, key=lambda each: each[0])]


def _torn(mark: str, place: TemplatePlace) -> TemplateFault:
    other = _OTHER[mark]
    if mark.startswith("{"):
        sentence = _("{mark} has no {other} after it in the same paragraph.").format(mark=mark, other=other)
    else:
        sentence = _("{mark} has no {other} before it in the same paragraph.").format(mark=mark, other=other)
    way_out = _("A field is written {example}, whole and in one paragraph.").format(example="{{ subject }}")
    return TemplateFault(sentence, way_out).at(place)


class Places:
    """Says where in a part something stands."""

    def __init__(self, word: WordDocument, name: str, root: Any) -> None:
        self._of_part = _part_words(word, name)
        tables = [each for each in root.iter(_TABLE) if next(each.iterancestors(_TABLE, _AGAIN), None) is None]
        self._tables = {table: number for number, table in enumerate(tables, start=1)}
        self._rows = {
            row: number
            for table in tables
            for number, row in enumerate((row for row in table.iter(_ROW) if _table_of(row) is table), start=1)
        }
        self._notes = {
            note: number
            for number, note in enumerate((each for each in root.iter(*_NOTES) if each.get(qn("w:type")) is None), 1)
        }

    def of(self, line: TypedLine, begin: int, end: int) -> TemplatePlace:
        """Return where a piece of a paragraph stands, with the words around it."""
        return TemplatePlace(", ".join(self._words(line.element)) or _("a paragraph"), _excerpt(line.text, begin, end))

    def _words(self, element: Any) -> Iterator[str]:
        if self._of_part:
            yield self._of_part
        outermost: list[Any] = list(element.iterancestors())[::-1]
        for each in outermost:
            if each in self._notes:
                words = _("footnote {n}") if each.tag == _NOTES[0] else _("endnote {n}")
                yield words.format(n=self._notes[each])
            elif each in self._tables:
                yield _("table {n}").format(n=self._tables[each])
            elif each in self._rows:
                yield _("row {n}").format(n=self._rows[each])
            elif each.tag == _BOX:
                yield _("a text box")


def _table_of(row: Any) -> Any:
    return next(row.iterancestors(_TABLE))


def _excerpt(text: str, begin: int, end: int) -> str:
    before, after = text[:begin], text[end:]
    if len(before) > _AROUND:
        before = "… " + before[-_AROUND:].partition(" ")[2]
    if len(after) > _AROUND:
        after = after[:_AROUND].rpartition(" ")[0] + " …"
    shown = text[begin:end] if end - begin <= 2 * _AROUND else text[begin : begin + 2 * _AROUND] + " …"
    return " ".join(plain(before + shown + after).split())


def _part_words(word: WordDocument, name: str) -> str:
    """Return which header or footer a part is, as Word names it above the page; empty for the text itself."""
    kinds = {
        (RELATIONSHIP_TYPE.HEADER, "default"): _("the header of section {n}"),
        (RELATIONSHIP_TYPE.HEADER, "first"): _("the header of the first page of section {n}"),
        (RELATIONSHIP_TYPE.HEADER, "even"): _("the header of even pages of section {n}"),
        (RELATIONSHIP_TYPE.FOOTER, "default"): _("the footer of section {n}"),
        (RELATIONSHIP_TYPE.FOOTER, "first"): _("the footer of the first page of section {n}"),
        (RELATIONSHIP_TYPE.FOOTER, "even"): _("the footer of even pages of section {n}"),
    }
    for number, section in enumerate(word.sections, start=1):
        for link in section._sectPr.iterchildren(qn("w:headerReference"), qn("w:footerReference")):
            found = word.part.rels.get(link.get(qn("r:id")))
            if found is not None and not found.is_external and found.target_part.partname == name:
                return kinds[found.reltype, link.get(qn("w:type"), "default")].format(n=number)
    return ""
