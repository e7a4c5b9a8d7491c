"""Charts put into a Word document where a template has their fields."""

from collections.abc import Sequence
from typing import Any

from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Emu, Mm

from coordplan.named_tuples import NamedTuple
from coordplan.paper.document import Document
from coordplan.paper.field_values import chart_mark
from coordplan.paper.word.native_charts import chart_part
from coordplan.text.writing import plain

_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/chart"
_CONTENT = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_CELL_SIDES = Mm(3)
_HEIGHTS = {"bars": 70.0, "curve": 60.0}  # millimetres: both go onto a page that lies on its side


class WordChart(NamedTuple):
    """A chart as a file holds it, for the field of its name."""

    name: str
    part: str  # XML
    title: str
    says: str  # instead of it, to those who do not see it
    height: float  # millimetres


def word_charts(document: Document) -> tuple[WordChart, ...]:
    """Return the charts of a document as its file holds them: a page of an annex has room for all of them."""
    font = document.profile.font
    return tuple(
        WordChart(each.name, chart_part(each, font), each.title, plain(each.says), _HEIGHTS[each.name])
        for each in document.charts
    )


def put_charts(word: Any, charts: Sequence[WordChart]) -> None:
    """Put each chart where its mark stands in the text of a document, as wide as the text there."""
    number = 0
    for text in list(word.element.body.iter(qn("w:t"))):
        for chart in charts:
            mark = chart_mark(chart.name)
            if mark not in (text.text or ""):
                continue
            number += 1
            text.text = text.text.replace(mark, "")
            package = word.part.package
            part = Part(PackURI(f"/word/charts/chart{number}.xml"), _CONTENT, chart.part.encode(), package)
            text.getparent().append(_drawing(chart, number, word.part.relate_to(part, _KIND), _room(text, word)))


def _room(text: Any, word: Any) -> Emu:
    """Return how wide the text is at a place: of its cell, or of the section that it stands in."""
    for cell in text.iterancestors(qn("w:tc")):
        if cell.width is not None:
            return Emu(max(Mm(20), cell.width - _CELL_SIDES))
    block = next(each for each in (text, *text.iterancestors()) if each.getparent() is word.element.body)
    at = word.element.body.index(block)
    for section in word.sections:
        holder = section._sectPr.getparent().getparent()  # of the last section, the body stands above it
        if holder.getparent() is not word.element.body or word.element.body.index(holder) >= at:
            break
    return Emu(section.page_width - section.left_margin - section.right_margin)


def _drawing(chart: WordChart, number: int, link: str, width: Emu) -> Any:
    drawing = parse_xml(
        '<w:drawing xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
        ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
        ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
        ' xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
        ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        '<wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{int(width)}" cy="{int(Mm(chart.height))}"/>'
        f'<wp:docPr id="{1000 + number}" name="chart{number}"/><wp:cNvGraphicFramePr/><a:graphic>'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
        f'<c:chart r:id="{link}"/></a:graphicData></a:graphic></wp:inline></w:drawing>'
    )
    about = drawing.find(f".//{qn('wp:docPr')}")
    about.set("descr", chart.says)
    about.set("title", chart.title)
    return drawing
