"""A template for Word, made from a profile: the letterhead, every part of a report with its table, and the annex.

What is filled in later stands in braces, in paragraphs of their own where a paragraph, a row or a part may be missing;
an office can change everything around them in Word. The tables of one report decide the columns.
"""

from collections.abc import Sequence
from typing import Any

from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import Table as WordTable
from docx.table import _Cell, _Row

from coordplan.model import Profile
from coordplan.paper.cells import Column, Table, write_cell
from coordplan.paper.document import PARTS, Document, issuer_words
from coordplan.paper.word.measures import column_widths, width_of
from coordplan.paper.word.styles import PAPER, empty_document, millimetres
from coordplan.text.language import translate as _

_SIDES = 1.2  # millimetres free on either side of a cell
_LEAST = 17.0  # millimetres, of a column in which somebody may want to write


def make_template(document: Document, sample: Document, language: str) -> WordDocument:
    """Return a template in the formats of a document's profile, its columns as wide as the document's texts ask for.

    What the document has no table of takes its columns from the sample, in which every part has one.
    """
    profile = document.profile
    word = empty_document(profile, language)
    width = PAPER[0] - (profile.margin_left or 0) - (profile.margin_right or 0)
    body = _Body(word)
    body.header_of_first_page()
    _letterhead(body, document, width)
    _title(body, document, width)
    tables = {part.name: part.table for part in (*sample.parts, *document.parts) if part.table is not None}
    for name in PARTS:
        _part(body, name, tables.get(name), profile, width)
    _signature(body, width)
    _annex(body, document.annex or sample.annex, profile)
    return word


def make_letter_template(document: Document, language: str) -> WordDocument:
    """Return a template for a document that is no report: its own parts, and no annex."""
    profile = document.profile
    word = empty_document(profile, language)
    width = PAPER[0] - (profile.margin_left or 0) - (profile.margin_right or 0)
    body = _Body(word)
    body.header_of_first_page()
    _letterhead(body, document, width)
    _title(body, document, width)
    for part in document.parts:
        _part(body, part.name, part.table, profile, width)
    _signature(body, width)
    return word


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
            for tag in ("w:tblCaption", "w:tblDescription"):
                element = OxmlElement(tag)
                element.set(qn("w:val"), caption)
                properties.append(element)
        _margins(properties, _SIDES if grid else 0)
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
        _page_number(paragraph)
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
        _rule(issuing.add_paragraph("", styles["Report Rule"]), length * 0.4, width - right)
    else:
        issuing.add_paragraph(profile.issuer_mark, styles["Report Issuer"])
    _first(national, "{{ state_title }}", styles["Report State"])
    if motto:
        national.add_paragraph("{{ motto }}", styles["Report Motto"])
    _rule(national.add_paragraph("", styles["Report Rule"]), width_of(*(motto or state)), right)
    signing = table.add_row()
    _set_widths(signing, (width - right, right))
    _first(signing.cells[0], "{{ number }}", styles["Report Number"])
    _first(signing.cells[1], "{{ date }}", styles["Report Date"])


def _title(body: _Body, document: Document, width: float) -> None:
    profile = document.profile
    body.line("{{ kind }}", "Title")
    body.each("subject_lines", "{{ line }}", "Subtitle")
    if profile.subject_mark == "rule":
        longest = max(width_of(line, profile.subject_size or 0) for line in document.subject_lines)
        length = min(longest, width)
        _rule(body.line("", "Report Rule"), length * 0.4, width)
    else:
        body.line(profile.subject_mark, "Report Mark")
    body.control("if warning")
    body.line("{{ warning }}", "Report Warning")
    body.control("endif")


def _part(body: _Body, name: str, table: Table | None, profile: Profile, width: float) -> None:
    """Add a part of the text; what a report does not have of it leaves no trace."""
    level = "Heading 1" if name in ("results", "shortcomings", "coming", "recommendations") else "Heading 2"
    body.control(f"if {name}")
    if name in ("results", "by_plan", "by_content", "finished", "shortcomings", "coming", "recommendations"):
        body.line(f"{{{{ {name}.heading }}}}", level)
    if name == "opening":
        body.each("opening.bases", "{{ line }}", "Report Basis")
    if name not in ("by_plan", "by_content", "shortcomings", "difficulties", "recommendations"):
        body.each(f"{name}.lines", "{{ line }}", "Body Text", with_next=table is not None)
    if name in ("difficulties", "recommendations"):
        body.each(f"{name}.statements", "- {{ line }}", "Report Item")
    if table is not None:
        body.control(f"if {name}.rows")
        _data_table(body, name, table, profile, width)
        body.line("", "Table End")
        body.control("endif")
    if name == "by_content":
        body.line("{{ by_content.remark }}", "Report Remark")
    if name == "difficulties":
        body.line("{{ difficulties.place }}", "Report Place")
    if name == "recommendations":
        last = body.line("{{ recommendations.place }}{{ end_mark }}", "Report Place")
        last.paragraph_format.keep_with_next = True  # no page holds the signature alone
    body.control("endif")


def _data_table(body: _Body, name: str, table: Table, profile: Profile, width: float) -> None:
    widths = _widths([table], profile.table_size, width)
    heading = body.word.styles["Table Heading"]
    drawn = body.table(widths, grid=True, caption=_(PARTS[name]))
    for cell, column in zip(drawn.rows[0].cells, table.columns, strict=True):
        _first(cell, column.heading, heading)
    _repeat(drawn.rows[0])
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
    widths = _widths(tables, profile.annex_size, width)
    table = body.table(widths, grid=True, caption=_("Annex"))
    for cell, column in zip(table.rows[0].cells, columns, strict=True):
        _first(cell, column.heading, body.word.styles["Annex Heading"])
    _repeat(table.rows[0])
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


def _widths(tables: Sequence[Table], size: float | None, width: float) -> list[float]:
    """Return how wide the columns of tables with the same columns are, in millimetres."""
    rows = [row for table in tables for row in (*table.rows, *([table.total] if table.total is not None else []))]
    columns = tables[0].columns
    cells = [[write_cell(value, column.kind) for value, column in zip(row, columns, strict=True)] for row in rows]
    at_least = [_LEAST if column.kind in ("text", "standing") else 0 for column in columns]
    whole = [column.kind in ("day", "rate", "count", "code") for column in columns]
    return column_widths([column.heading for column in columns], cells, size or 0, _SIDES, width, at_least, whole)


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


def _repeat(row: _Row) -> None:
    """Let a row stand on top of every page, and mark it as the heading of its table."""
    _whole(row)
    for cell in row.cells:
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _whole(row: _Row) -> None:
    """Keep a row on one page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _margins(properties: Any, sides: float) -> None:
    """Set how far the text of cells stays from their sides, in millimetres."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        element = OxmlElement(f"w:{side}")
        element.set(qn("w:w"), str(round(sides * 56.7)))
        element.set(qn("w:type"), "dxa")
        margins.append(element)
    look = properties.find(qn("w:tblLook"))
    if look is None:
        properties.append(margins)
    else:
        look.addprevious(margins)


def _rule(paragraph: Any, length: float, room: float) -> None:
    """Draw a line as long as some text above a paragraph that is otherwise empty, centred in its room."""
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Mm(max(0.0, room - length) / 2)
    borders = OxmlElement("w:pBdr")
    top = OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "auto")):
        top.set(qn(f"w:{name}"), value)
    borders.append(top)
    properties = paragraph._p.get_or_add_pPr()
    indent = properties.find(qn("w:ind"))
    for follower in ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc"):
        if (found := properties.find(qn(follower))) is not None:
            found.addprevious(borders)
            return
    indent.addprevious(borders)


def _page_number(paragraph: Any) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "2"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)
