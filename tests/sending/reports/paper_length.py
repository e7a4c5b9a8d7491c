"""How many pages the body of a Word report takes, measured from the file: no word processor is needed.

Letters are as wide as those of Times, which the profiles name. A page that breaks early is not counted, so the
figure is a little less than what Word shows.
"""

import io
from math import ceil
from typing import Any

import docx
from docx.oxml.ns import qn
from docx.shared import Emu
from docx.table import Table
from docx.text.paragraph import Paragraph

from coordplan.paper.word.measures import width_of

_POINT = 25.4 / 72  # millimetres
_SINGLE = 1.15  # of the size, where a line has no exact height
_REGULAR = 0.95  # as wide as bold


def pages_of_body(data: bytes) -> float:
    """Return how many pages stand before the first section break: the text without its annexes."""
    document = docx.Document(io.BytesIO(data))
    section = document.sections[0]
    width = Emu(section.page_width - section.left_margin - section.right_margin).mm
    height = Emu(section.page_height - section.top_margin - section.bottom_margin).mm
    used = 0.0
    for element in document.element.body.iterchildren():
        if element.tag == qn("w:tbl"):
            used += sum(_row_height(row) for row in Table(element, document).rows)
        elif element.tag == qn("w:p"):
            used += _paragraph_height(Paragraph(element, document), width)
            if element.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None:
                break
    return used / height


def _row_height(row: Any) -> float:
    return max(sum(_paragraph_height(each, cell.width.mm - 2.4) for each in cell.paragraphs) for cell in row.cells)


def _paragraph_height(paragraph: Paragraph, width: float) -> float:
    style = paragraph.style
    size = style.font.size.pt
    layout = style.paragraph_format
    line = layout.line_spacing.pt if hasattr(layout.line_spacing, "pt") else size * _SINGLE
    indent = layout.first_line_indent.mm if layout.first_line_indent else 0
    length = width_of(paragraph.text, size) * (1 if style.font.bold else _REGULAR) + indent
    lines = max(1, ceil(length / width), paragraph.text.count("\n") + 1)
    around = sum(each.pt for each in (layout.space_before, layout.space_after) if each)
    return (lines * line + around) * _POINT
