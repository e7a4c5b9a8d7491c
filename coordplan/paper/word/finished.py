"""The file of a Word document: what it says of itself, which parts it has, and the same bytes every time."""

import io
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from coordplan.named_tuples import NamedTuple
from coordplan.paper.document import Document
from coordplan.paper.packing import FIRST_DAY, repacked
from coordplan.paper.word.long_tables import LongTables
from coordplan.paper.word.styles import element, locale_of
from coordplan.text.language import language
from coordplan.text.language import translate as _
from coordplan.text.writing import plain

# What programs leave in a file beside the document: of the machine, of a version before, or a picture of page one
_LEFT_BEHIND = (
    RELATIONSHIP_TYPE.THUMBNAIL,
    RELATIONSHIP_TYPE.PRINTER_SETTINGS,
    "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
)
_APPLICATION = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns="http://schemas.openxmlformats.org/'
    b'officeDocument/2006/extended-properties"><Application>coordplan</Application></Properties>'
)


class Imprint(NamedTuple):
    """What a file says of itself; who typed or printed it when is not among it."""

    title: str
    creator: str = ""  # the office that issues it


def imprint_of(document: Document) -> Imprint:
    """Return what the file of a document says of itself."""
    title = document.subject
    if document.kind:
        title = _("{kind}: {subject}").format(kind=document.kind.capitalize(), subject=title[:1].lower() + title[1:])
    return Imprint(plain(title)[:255], plain(document.letterhead.issuer_title)[:255])


def drop_parts(source: Any, kinds: tuple[str, ...]) -> None:
    """Leave out the parts of some kinds that a part, or the package, points to."""
    for number, link in list(source.rels.items()):
        if link.reltype in kinds:
            del source.rels[number]


def word_file(word: Any, imprint: Imprint, day: date, aside: LongTables | None = None) -> bytes:
    """Return a document as a file that says nothing of the machine it was made on, nor of the moment.

    ``aside`` are rows of it that wait beside it.
    """
    properties = word.core_properties
    for said in list(properties._element):
        properties._element.remove(said)
    properties.title, properties.author = imprint
    properties.language = locale_of(language())
    properties.created = properties.modified = datetime(day.year, day.month, day.day)  # noqa: DTZ001 (written as UTC)
    drop_parts(word.part.package, _LEFT_BEHIND)
    drop_parts(word.part, _LEFT_BEHIND)
    for table in word.element.body.iter(qn("w:tbl")):
        _tell_headings(table)
    for settings in word.element.body.findall(f".//{qn('w:printerSettings')}"):
        settings.getparent().remove(settings)
    saved = io.BytesIO()
    word.save(saved)

    def change(name: str, part: bytes) -> bytes | Iterable[bytes]:
        if name == "docProps/app.xml":
            return _APPLICATION
        return aside.put_back(part) if aside is not None and name == "word/document.xml" else part

    return repacked(saved.getvalue(), FIRST_DAY, change, neutral=True)


def _tell_headings(table: Any) -> None:
    """Say of a table without a heading, which only sets things beside each other, that its first row is none.

    Screen readers would read it out as one. A table with a style is left alone: there it decides the looks too.
    """
    look = table.tblPr.find(qn("w:tblLook"))
    if look is None or table.tblPr.style or table.find(f"{qn('w:tr')}/{qn('w:trPr')}/{qn('w:tblHeader')}") is not None:
        return
    no = dict.fromkeys(("firstRow", "lastRow", "firstColumn", "lastColumn"), "0")
    table.tblPr.replace(look, element("tblLook", val="0600", **no, noHBand="1", noVBand="1"))
