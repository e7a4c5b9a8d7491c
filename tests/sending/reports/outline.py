"""A Word file read back as text: page, styles, paragraphs and tables, one a line."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph


def outline(data: bytes, most_rows: int = 4) -> Iterator[str]:
    """Yield what a file holds in its order, of long tables the first rows."""
    document = Document(BytesIO(data))
    for section in document.sections:
        sizes = (section.page_width, section.page_height, section.top_margin, section.bottom_margin)
        sides = (section.left_margin, section.right_margin)
        yield "section: " + " ".join(f"{length.mm:g}" for length in (*sizes, *sides) if length is not None)
    for block in document.element.body.iterchildren():
        if block.tag == qn("w:p"):
            paragraph = Paragraph(block, document)
            if paragraph.text:
                yield f"{paragraph.style.name}: {paragraph.text}" if paragraph.style else paragraph.text
        elif block.tag == qn("w:tbl"):
            yield from _of_table(Table(block, document), most_rows)


def _of_table(table: Table, most: int) -> Iterator[str]:
    rows = table.rows
    marks = [_marks(row._tr) for row in rows[:2]]
    yield f"table: {len(rows)} rows, {len(table.columns)} columns, heading {marks[0] or '-'}"
    for row in rows[:most]:
        yield "  " + " | ".join(cell.text.replace("\n", " / ") for cell in row.cells)
    if len(rows) > most:
        yield "  ..."


def _marks(row: Any) -> str:
    return " ".join(name for name in ("tblHeader", "cantSplit") if row.find(f".//{qn(f'w:{name}')}") is not None)
