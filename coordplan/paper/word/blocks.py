"""The blocks of a template for Word: paragraphs, what comes and goes with a report's parts, and tables with loops."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from docx.document import Document as WordDocument
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.shared import Length, Mm
from docx.table import Table as WordTable
from docx.table import _Cell, _Row

from coordplan.model import Profile
from coordplan.paper.cells import Column, Table
from coordplan.paper.word.fitting import LEAST_WIDTH, SIDES, note_widths
from coordplan.paper.word.measures import table_widths
from coordplan.paper.word.styles import PLACE_COLOUR, element, number_pages, set_margins


class Body:
    """Adds paragraphs and tables to a document."""

    def __init__(self, word: WordDocument) -> None:
        self.word = word
        # The library goes through all styles for each paragraph that is given one: a third of what a template takes
        word.part.get_style_id = cache(word.part.get_style_id)  # type: ignore[method-assign]

    def line(self, text: str, style: str = "Body Text") -> Any:
        return self.word.add_paragraph(text, style)

    def control(self, text: str) -> None:
        """Add a paragraph that is gone once the template is filled in."""
        self.line(f"{{%p {text} %}}", "Normal")

    def each(self, list_: str, text: str, style: str, with_next: bool = False) -> None:
        """Add a paragraph that comes once for each text of a list."""
        self.control(f"for line in {list_}")
        self.line(text, style).paragraph_format.keep_with_next = with_next or None
        self.control("endfor")

    def runs(self, list_: str, with_next: bool = False) -> None:
        """Add a paragraph that comes once for each of a list: its head, its text, and the place behind it."""
        self.control(f"for each in {list_}")
        paragraph = self.line("")
        paragraph.add_run("{{ each.head }}").italic = True
        paragraph.add_run("{{ each.text }}")
        shaded = paragraph.add_run("{{ each.place }}")
        shaded._r.get_or_add_rPr().append(element("shd", val="clear", color="auto", fill=PLACE_COLOUR))
        paragraph.paragraph_format.keep_with_next = with_next or None
        self.control("endfor")

    def table(self, widths: Sequence[float], grid: bool, caption: str = "") -> WordTable:
        """Add a table of one row with fixed widths in millimetres."""
        table: WordTable = self.word.add_table(1, len(widths))
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        properties = table._tbl.tblPr
        if grid:
            table.style = "Table Grid"
        if caption:
            properties.append(element("tblCaption", val=caption))
            note_widths(properties, widths)
        set_margins(properties, SIDES if grid else 0)
        for column, each in zip(table.columns, widths, strict=True):
            column.width = Mm(each)
        set_widths(table.rows[0], widths)
        return table

    def header_of_first_page(self) -> None:
        """Number the pages from the second on, top centre; mark illustrative figures on every page."""
        section = self.word.sections[0]
        section.different_first_page_header_footer = True
        style = "header"
        section.first_page_header.paragraphs[0].style = style
        paragraph = section.header.paragraphs[0]
        paragraph.style = style
        number_pages(paragraph)
        section.header.add_paragraph("{%p if warning %}", style)
        section.header.add_paragraph("{{ warning }}", "Report Warning")
        section.header.add_paragraph("{%p endif %}", style)


def data_table(body: Body, name: str, caption: str, table: Table, profile: Profile, width: float) -> None:
    """Add a table that is filled with the rows of a part by its name, and the total where it has one."""
    widths = table_widths([table], profile.table_size or 0, SIDES, width, LEAST_WIDTH)
    heading = "Table Heading"
    drawn = body.table(widths, grid=True, caption=caption)
    head_row(drawn.rows[0], table.columns, heading, name)
    loop_row(drawn, widths, f"for row in {name}.rows")
    row = value_row(drawn, widths, "row", table.columns, "Table")
    if table.total is not None:  # figures are read on one page
        for cell in (*drawn.rows[0].cells, *row.cells):
            cell.paragraphs[0].paragraph_format.keep_with_next = True
    loop_row(drawn, widths, "endfor")
    if table.total is not None:
        row = value_row(drawn, widths, f"{name}.total", table.columns, "Table")
        for cell in row.cells:
            cell.paragraphs[0].style = heading


def value_row(table: WordTable, widths: Sequence[float], name: str, columns: Sequence[Column], style: str) -> _Row:
    """Add a row that shows the fields of ``name``, one under each column."""
    row: _Row = table.add_row()
    set_widths(row, widths)
    keep_whole(row)
    for cell, column in zip(row.cells, columns, strict=True):
        figure = column.to_the_right or column.kind in ("day", "code")
        kind = "Figure" if figure and column.name != "lead" else "Text"
        first_paragraph(cell, f"{{{{ {name}.{column.name} }}}}", f"{style} {kind}")
    return row


def loop_row(table: WordTable, widths: Sequence[float], text: str) -> None:
    """Add a row that is gone once the template is filled in."""
    row = table.add_row()
    set_widths(row, widths)
    merged(row).paragraphs[0].text = f"{{%tr {text} %}}"


def merged(row: _Row) -> _Cell:
    """Return the one cell that all of an empty row are merged into; the library's own way takes ten times as long."""
    first, *others = row._tr.tc_lst
    first.width = Length(sum(each.width or 0 for each in (first, *others)))
    first.grid_span = 1 + len(others)
    for each in others:
        row._tr.remove(each)
    return _Cell(first, row.table)


def first_paragraph(cell: _Cell, text: str, style: str) -> None:
    """Give a cell its first paragraph."""
    cell.paragraphs[0].text = text
    cell.paragraphs[0].style = style


def set_widths(row: _Row, widths: Sequence[float]) -> None:
    """Give the cells of a row their widths, in millimetres."""
    for cell, each in zip(row.cells, widths, strict=True):
        cell.width = Mm(each)


def head_row(row: _Row, columns: Sequence[Column], style: str, name: str = "") -> None:
    """Name the columns of a table in a row that stands on top of every page; what names a period is a field."""
    keep_whole(row)
    for cell, column in zip(row.cells, columns, strict=True):
        heading = f"{{{{ {name}.headings.{column.name} }}}}" if name and column.dated else column.heading
        first_paragraph(cell, heading, style)
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    row._tr.get_or_add_trPr().append(element("tblHeader"))


def keep_whole(row: _Row) -> None:
    """Keep a row on one page."""
    row._tr.get_or_add_trPr().append(element("cantSplit"))
