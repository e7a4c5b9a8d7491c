"""A template for Word, made from a profile: the letterhead, every part of a report with its table, and the annexes.

What is filled in later stands in braces, in paragraphs of their own where a paragraph, a row or a part may be missing;
an office can change everything around them in Word.
"""

from collections.abc import Sequence

from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.shared import Mm
from docx.table import _Cell

from coordplan.model import Profile
from coordplan.paper.cells import Table
from coordplan.paper.document import Document
from coordplan.paper.part_names import ANNEXES, BODY, CHARTS, PARTS
from coordplan.paper.word.blocks import (
    Body,
    data_table,
    first_paragraph,
    head_row,
    keep_whole,
    loop_row,
    merged,
    set_widths,
    value_row,
)
from coordplan.paper.word.fitting import LEAST_WIDTH, SIDES, right_block, text_width
from coordplan.paper.word.measures import table_widths, width_of
from coordplan.paper.word.styles import PAPER, draw_rule, empty_document, millimetres
from coordplan.text.language import translate as _


def make_template(samples: Sequence[Document], language: str) -> WordDocument:
    """Return the template of every report in the formats of some samples, which have every part between them.

    Its columns and rules are made to fit when it is filled in.
    """
    document = samples[0]
    body, width = _beginning(document, language)
    body.control("if to")
    body.line("{{ to }}", "Report To")
    body.control("endif")
    parts = [part for each in samples for part in each.parts]
    levels = {part.name: 0 for part in parts}
    levels |= {part.name: part.heading.level for part in parts if part.heading is not None}
    tables = {part.name: part.table for part in parts if part.table is not None}
    if document.long:
        for name in PARTS:
            _long_part(body, name, tables.get(name), document.profile, width)
    else:
        for name, meaning in BODY.items():
            if name in levels:
                _part(body, name, _(meaning), levels[name], tables.get(name), document.profile, width)
    body.line("{{ closing }}").paragraph_format.keep_with_next = True  # no page holds the signature alone
    add_signature(body, width)
    _annex(body, samples[0].annex, document.profile)
    if not document.long:
        further = {annex.name: annex.table for each in samples for annex in each.further}
        for name, meaning in ANNEXES.items():
            _further_annex(body, name, _(meaning), further[name], document.profile)
    _charts(body)
    return body.word


def _beginning(document: Document, language: str) -> tuple[Body, float]:
    """Return a template with what stands above the text, and how wide the text is."""
    profile = document.profile
    body = Body(empty_document(profile, language))
    width = text_width(profile)
    body.header_of_first_page()
    add_letterhead(body, document.profile, width)
    _title(body, document, width)
    return body, width


def add_letterhead(body: Body, profile: Profile, width: float) -> _Cell:
    """Add what stands above a paper; return the cell with its number, under which a letter has its subject."""
    state = (profile.state_title.upper(), profile.state_title_size or 0)
    motto = None if profile.motto == "none" else (profile.motto, profile.motto_size or 0)
    right = right_block(profile)
    table = body.table((width - right, right), grid=False)
    issuing, national = table.rows[0].cells
    first_paragraph(issuing, "{{ superior }}", "Report Superior")
    issuing.add_paragraph("{{ issuer }}", "Report Issuer")
    if profile.issuer_mark == "rule":
        draw_rule(issuing.add_paragraph("", "Report Issuer Rule"))
    else:
        issuing.add_paragraph(profile.issuer_mark, "Report Issuer")
    first_paragraph(national, "{{ state_title }}", "Report State")
    if motto:
        national.add_paragraph("{{ motto }}", "Report Motto")
    draw_rule(national.add_paragraph("", "Report Rule"), (right - width_of(*(motto or state))) / 2)
    signing = table.add_row()
    set_widths(signing, (width - right, right))
    first_paragraph(signing.cells[0], "{{ number }}", "Report Number")
    first_paragraph(signing.cells[1], "{{ date }}", "Report Date")
    numbered: _Cell = signing.cells[0]
    return numbered


def _title(body: Body, document: Document, width: float) -> None:
    profile = document.profile
    body.line("{{ kind }}", "Title")
    body.line("{{ subject_broken }}", "Subtitle")
    if profile.subject_mark == "rule":
        draw_rule(body.line("", "Report Subject Rule"))
    else:
        body.line(profile.subject_mark, "Report Mark")
    body.control("if warning")
    body.line("{{ warning }}", "Report Warning")
    body.control("endif")


def _part(body: Body, name: str, meaning: str, level: int, table: Table | None, profile: Profile, width: float) -> None:
    """Add a part of the body: its heading, paragraphs with heads and marked places, a table, and what stands below."""
    field = f"body.{name}"
    body.control(f"if {field}")
    if level:
        body.control(f"if {field}.heading")
        body.line(f"{{{{ {field}.heading }}}}", f"Heading {level}")
        body.control("endif")
    if name == "opening":
        body.each("body.opening.bases", "{{ line }}", "Report Basis")
    body.runs(f"{field}.paragraphs", with_next=table is not None)
    if table is not None:
        body.control(f"if {field}.rows")
        data_table(body, field, meaning, table, profile, width)
        body.line("", "Table End")
        body.control("endif")
    body.each(f"{field}.remarks", "{{ line }}", "Report Remark")
    body.runs(f"{field}.below")
    body.control("endif")


_FIGURES = ("by_year", "by_plan", "by_content", "by_field")  # parts that are tables alone


def _long_part(body: Body, name: str, table: Table | None, profile: Profile, width: float) -> None:
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
        data_table(body, name, _(PARTS[name]), table, profile, width)
        body.line("", "Table End")
        body.control("endif")
    if name in ("by_content", "by_field"):
        body.line(f"{{{{ {name}.remark }}}}", "Report Remark")
    if name == "finished":
        body.each("finished.remarks", "{{ line }}", "Report Remark")
    if name == "difficulties":
        body.line("{{ difficulties.place }}", "Report Place")
    if name == "recommendations":
        body.line("{{ recommendations.place }}", "Report Place")
    body.control("endif")


def _annex(body: Body, tables: Sequence[Table], profile: Profile) -> None:
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
    widths = table_widths(tables, profile.annex_size or 0, SIDES, width, LEAST_WIDTH)
    table = body.table(widths, grid=True, caption=_("Annex"))
    head_row(table.rows[0], columns, "Annex Heading")
    loop_row(table, widths, "for group in annex.groups")
    loop_row(table, widths, "if group.title")
    row = table.add_row()
    whole = merged(row)
    keep_whole(row)
    first_paragraph(whole, "{{ group.title }}", "Annex Group")
    loop_row(table, widths, "endif")
    loop_row(table, widths, "for row in group.rows")
    value_row(table, widths, "row", columns, "Annex")
    loop_row(table, widths, "endfor")
    loop_row(table, widths, "endfor")
    body.control("else")
    body.line(_("Nothing is due in the period."))
    body.control("endif")
    body.line("", "Table End")


def _further_annex(body: Body, name: str, meaning: str, table: Table, profile: Profile) -> None:
    """Add an annex behind that of occurrences, on a page of its own; where there is none, nothing."""
    width = PAPER[1] - (profile.margin_top or 0) - (profile.margin_bottom or 0)
    field = f"annexes.{name}"
    body.control(f"if {field}")
    body.line(f"{{{{ {field}.heading }}}}", "Annex Title").paragraph_format.page_break_before = True
    body.line(f"{{{{ {field}.title }}}}", "Subtitle")
    body.line("{{ annex.attached }}", "Annex Note")
    data_table(body, field, meaning, table, profile, width)
    body.line("", "Table End")
    body.control("endif")


def _charts(body: Body) -> None:
    """Add the annex of charts, on a page of its own; where there is none, nothing."""
    body.control("if charts.heading")
    body.line("{{ charts.heading }}", "Annex Title").paragraph_format.page_break_before = True
    body.line("{{ charts.title }}", "Subtitle")
    body.line("{{ annex.attached }}", "Annex Note")
    for name in CHARTS:
        body.control(f"if charts.{name}")
        body.line(f"{{{{ charts.{name} }}}}", "Annex Figure")
        body.control("endif")
    body.control("endif")


def add_signature(body: Body, width: float) -> None:
    """Add who gets a paper and who signs it."""
    body.line("", "Table End").paragraph_format.keep_with_next = True
    table = body.table((width * 0.48, width * 0.52), grid=False)
    keep_whole(table.rows[0])
    left, right = table.rows[0].cells
    first_paragraph(left, _("Recipients:"), "Report Recipients")
    for text in ("{%p for line in recipients %}", "{{ line }}", "{%p endfor %}"):
        left.add_paragraph(text, "Report Recipient")
    first_paragraph(right, "{%p if signer_authority %}", "Signature")
    for text in ("{{ signer_authority }}", "{%p endif %}"):
        right.add_paragraph(text, "Signature")
    right.add_paragraph("{{ signer_title }}", "Report Position")
    for _number in range(4):  # where it is signed and sealed
        right.add_paragraph("", "Signature")
    right.add_paragraph("{{ signer_name }}", "Signature")
