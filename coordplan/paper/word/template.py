"""A template for Word, made from a profile: the letterhead, every part of a report with its table, and the annex.

What is filled in later stands in braces, in paragraphs of their own where a paragraph, a row or a part may be missing;
an office can change everything around them in Word. The tables of one report decide the columns.
"""

from collections.abc import Sequence
from typing import Any

from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.shared import Mm
from docx.table import Table as WordTable
from docx.table import _Cell, _Row

from coordplan.model import Profile
from coordplan.paper.cells import Column, Table
from coordplan.paper.document import PARTS, Document, issuer_words
from coordplan.paper.word.measures import table_widths, width_of
from coordplan.paper.word.styles import (
    PAPER,
    draw_rule,
    element,
    empty_document,
    millimetres,
    number_pages,
    set_margins,
)
from coordplan.text.language import translate as _

_SIDES = 1.2  # millimetres free on either side of a cell
_LEAST = 17.0  # millimetres, of a column in which somebody may want to write


def make_template(document: Document, sample: Document, language: str) -> WordDocument:
    """Return a template in the formats of a document's profile, its columns as wide as the document's texts ask for.

    What the document has no table of takes its columns from the sample, in which every part has one.
    """
    body, width = _beginning(document, language)
    tables = {part.name: part.table for part in (*sample.parts, *document.parts) if part.table is not None}
    for name in PARTS:
        _part(body, name, tables.get(name), document.profile, width)
    _signature(body, width)
    _annex(body, document.annex or sample.annex, document.profile)
    return body.word


def make_letter_template(document: Document, language: str) -> WordDocument:
    """Return a template for a document other than a report: its own parts, and no annex."""
    body, width = _beginning(document, language)
    for part in document.parts:
        _part(body, part.name, part.table, document.profile, width)
    _signature(body, width)
    return body.word


def _beginning(document: Document, language: str) -> tuple["_Body", float]:
    """Return a template with what stands above the text, and how wide the text is."""
    profile = document.profile
    body = _Body(empty_document(profile, language))
    width = PAPER[0] - (profile.margin_left or 0) - (profile.margin_right or 0)
    body.header_of_first_page()
    _letterhead(body, document, width)
    _title(body, document, width)
    return body, width


class _Body:
    """Adds paragraphs and tables to a document."""

    def __init__(self, word: WordDocument) -> None:
        self.word = word

    def line(self, text: str, style: str = "Body Text") -> Any:
        return self.word.add_paragraph(text, self.word.styles[style])

    def control(self, text: str) -> None:
        """Add a paragraph that is gone once the template is filled in."""
        self.line(f"{{%p {text} %}}", "Normal")

    def each(self, list_: str, text: str, style: str, with_next: bool = False) -> None:
        """Add a paragraph that comes once for each text of a list."""
        self.control(f"for line in {list_}")
        self.line(text, style).paragraph_format.keep_with_next = with_next or None
        self.control("endfor")

    def table(self, widths: Sequence[float], grid: bool, caption: str = "") -> WordTable:
        """Add a table of one row with fixed widths in millimetres."""
        table: WordTable = self.word.add_table(1, len(widths))
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        properties = table._tbl.tblPr
        if grid:
            table.style = self.word.styles["Table Grid"]
        if caption:
            properties.extend(element(tag, val=caption) for tag in ("tblCaption", "tblDescription"))
        set_margins(properties, _SIDES if grid else 0)
        for column, each in zip(table.columns, widths, strict=True):
            column.width = Mm(each)
        _set_widths(table.rows[0], widths)
        return table

    def header_of_first_page(self) -> None:
        """Number the pages from the second on, top centre; mark illustrative figures on every page."""
        section = self.word.sections[0]
        section.different_first_page_header_footer = True
        style = self.word.styles["header"]
        section.first_page_header.paragraphs[0].style = style
        paragraph = section.header.paragraphs[0]
        paragraph.style = style
        number_pages(paragraph)
        section.header.add_paragraph("{%p if warning %}", style)
        section.header.add_paragraph("{{ warning }}", self.word.styles["Report Warning"])
        section.header.add_paragraph("{%p endif %}", style)


def _letterhead(body: _Body, document: Document, width: float) -> None:
    profile = document.profile
    state = (profile.state_title.upper(), profile.state_title_size or 0)
    motto = None if profile.motto == "none" else (profile.motto, profile.motto_size or 0)
    right = max(width_of(*line) for line in (state, *((motto,) if motto else ()))) + 3
    right = min(max(right, width * 0.55), width * 0.72)
    table = body.table((width - right, right), grid=False)
    issuing, national = table.rows[0].cells
    styles = body.word.styles
    _first(issuing, "{{ superior }}", styles["Report Superior"])
    issuing.add_paragraph("{{ issuer }}", styles["Report Issuer"])
    if profile.issuer_mark == "rule":
        length = min(width_of(issuer_words(document.letterhead).upper(), profile.issuer_size or 0), width - right)
        draw_rule(issuing.add_paragraph("", styles["Report Rule"]), length * 0.4, width - right)
    else:
        issuing.add_paragraph(profile.issuer_mark, styles["Report Issuer"])
    _first(national, "{{ state_title }}", styles["Report State"])
    if motto:
        national.add_paragraph("{{ motto }}", styles["Report Motto"])
    draw_rule(national.add_paragraph("", styles["Report Rule"]), width_of(*(motto or state)), right)
    signing = table.add_row()
    _set_widths(signing, (width - right, right))
    _first(signing.cells[0], "{{ number }}", styles["Report Number"])
    _first(signing.cells[1], "{{ date }}", styles["Report Date"])


def _title(body: _Body, document: Document, width: float) -> None:
    profile = document.profile
    body.line("{{ kind }}", "Title")
    body.each("subject_lines", "{{ line }}", "Subtitle")
    if profile.subject_mark == "rule":
        length = min(width, max(width_of(line, profile.subject_size or 0) for line in document.subject_lines))
        draw_rule(body.line("", "Report Rule"), length * 0.4, width)
    else:
        body.line(profile.subject_mark, "Report Mark")
    body.control("if warning")
    body.line("{{ warning }}", "Report Warning")
    body.control("endif")


_FIGURES = ("by_year", "by_plan", "by_content", "by_field")  # parts that are tables alone


def _part(body: _Body, name: str, table: Table | None, profile: Profile, width: float) -> None:
    """Add a part of the text; what a report does not have of it leaves no trace."""
    level = "Heading 1" if name in ("results", "shortcomings", "coming", "recommendations") else "Heading 2"
    body.control(f"if {name}")
    if name in (*_FIGURES, "results", "finished", "ongoing", "shortcomings", "coming", "recommendations"):
        body.line(f"{{{{ {name}.heading }}}}", level)
    if name == "opening":
        body.each("opening.bases", "{{ line }}", "Report Basis")
    if name not in (*_FIGURES, "shortcomings", "difficulties", "recommendations"):
        body.each(f"{name}.lines", "{{ line }}", "Body Text", with_next=table is not None)
    if name in ("difficulties", "recommendations"):
        body.each(f"{name}.statements", "- {{ line }}", "Report Item")
    if table is not None:
        body.control(f"if {name}.rows")
        _data_table(body, name, table, profile, width)
        body.line("", "Table End")
        body.control("endif")
    if name in ("by_content", "by_field"):
        body.line(f"{{{{ {name}.remark }}}}", "Report Remark")
    if name == "finished":
        body.each("finished.remarks", "{{ line }}", "Report Remark")
    if name == "difficulties":
        body.line("{{ difficulties.place }}", "Report Place")
    if name == "recommendations":
        last = body.line("{{ recommendations.place }}{{ end_mark }}", "Report Place")
        last.paragraph_format.keep_with_next = True  # no page holds the signature alone
    body.control("endif")


def _data_table(body: _Body, name: str, table: Table, profile: Profile, width: float) -> None:
    widths = table_widths([table], profile.table_size or 0, _SIDES, width, _LEAST)
    heading = body.word.styles["Table Heading"]
    drawn = body.table(widths, grid=True, caption=_(PARTS[name]))
    _head(drawn.rows[0], table.columns, heading)
    _loop_row(drawn, widths, f"for row in {name}.rows")
    row = _value_row(drawn, widths, "row", table.columns, body, "Table")
    if table.total is not None:  # figures are read on one page
        for cell in (*drawn.rows[0].cells, *row.cells):
            cell.paragraphs[0].paragraph_format.keep_with_next = True
    _loop_row(drawn, widths, "endfor")
    if table.total is not None:
        row = _value_row(drawn, widths, f"{name}.total", table.columns, body, "Table")
        for cell in row.cells:
            cell.paragraphs[0].style = heading


def _annex(body: _Body, tables: Sequence[Table], profile: Profile) -> None:
    """Add the annex on pages that lie on their side, bound at what is then the top."""
    section = body.word.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(PAPER[1]), Mm(PAPER[0])
    section.top_margin, section.bottom_margin = millimetres(profile.margin_left), millimetres(profile.margin_right)
    section.left_margin, section.right_margin = millimetres(profile.margin_bottom), millimetres(profile.margin_top)
    section.different_first_page_header_footer = False
    width = PAPER[1] - (profile.margin_top or 0) - (profile.margin_bottom or 0)
    body.line("{{ annex.heading }}", "Annex Title")
    body.line("{{ annex.title }}", "Subtitle")
    body.line("{{ annex.attached }}", "Annex Note")
    body.control("if annex.groups")
    columns = tables[0].columns
    widths = table_widths(tables, profile.annex_size or 0, _SIDES, width, _LEAST)
    table = body.table(widths, grid=True, caption=_("Annex"))
    _head(table.rows[0], columns, body.word.styles["Annex Heading"])
    _loop_row(table, widths, "for group in annex.groups")
    row = table.add_row()
    whole = row.cells[0].merge(row.cells[-1])
    _whole(row)
    _first(whole, "{{ group.title }}", body.word.styles["Annex Group"])
    _loop_row(table, widths, "for row in group.rows")
    _value_row(table, widths, "row", columns, body, "Annex")
    _loop_row(table, widths, "endfor")
    _loop_row(table, widths, "endfor")
    body.control("else")
    body.line(_("Nothing is due in the period."))
    body.control("endif")
    body.line("", "Table End")


def _signature(body: _Body, width: float) -> None:
    styles = body.word.styles
    body.line("", "Table End").paragraph_format.keep_with_next = True
    table = body.table((width * 0.48, width * 0.52), grid=False)
    _whole(table.rows[0])
    left, right = table.rows[0].cells
    _first(left, _("Recipients:"), styles["Report Recipients"])
    for text in ("{%p for line in recipients %}", "{{ line }}", "{%p endfor %}"):
        left.add_paragraph(text, styles["Report Recipient"])
    _first(right, "{%p if signer_authority %}", styles["Signature"])
    for text in ("{{ signer_authority }}", "{%p endif %}"):
        right.add_paragraph(text, styles["Signature"])
    right.add_paragraph("{{ signer_title }}", styles["Report Position"])
    for _number in range(4):  # where it is signed and sealed
        right.add_paragraph("", styles["Signature"])
    right.add_paragraph("{{ signer_name }}", styles["Signature"])


def _value_row(
    table: WordTable, widths: Sequence[float], name: str, columns: Sequence[Column], body: _Body, style: str
) -> _Row:
    row: _Row = table.add_row()
    _set_widths(row, widths)
    _whole(row)
    for cell, column in zip(row.cells, columns, strict=True):
        figure = column.to_the_right or column.kind in ("day", "code")
        kind = "Figure" if figure and column.name != "lead" else "Text"
        _first(cell, f"{{{{ {name}.{column.name} }}}}", body.word.styles[f"{style} {kind}"])
    return row


def _loop_row(table: WordTable, widths: Sequence[float], text: str) -> None:
    """Add a row that is gone once the template is filled in."""
    row = table.add_row()
    _set_widths(row, widths)
    row.cells[0].merge(row.cells[-1]).paragraphs[0].text = f"{{%tr {text} %}}"


def _first(cell: _Cell, text: str, style: Any) -> None:
    """Give a cell its first paragraph."""
    cell.paragraphs[0].text = text
    cell.paragraphs[0].style = style


def _set_widths(row: _Row, widths: Sequence[float]) -> None:
    for cell, each in zip(row.cells, widths, strict=True):
        cell.width = Mm(each)


def _head(row: _Row, columns: Sequence[Column], style: Any) -> None:
    """Name the columns of a table in a row that stands on top of every page."""
    _whole(row)
    for cell, column in zip(row.cells, columns, strict=True):
        _first(cell, column.heading, style)
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    row._tr.get_or_add_trPr().append(element("tblHeader"))


def _whole(row: _Row) -> None:
    """Keep a row on one page."""
    row._tr.get_or_add_trPr().append(element("cantSplit"))
