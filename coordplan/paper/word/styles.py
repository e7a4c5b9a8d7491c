"""The page and the styles of a Word file, as a profile says: real ones, so that Word's navigation and spelling work.

And what python-docx has no words for: rules, the margins of cells, the number of a page.
"""

import re
from typing import Any
from xml.sax.saxutils import escape

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from coordplan.model import Profile

PAPER = (210.0, 297.0)  # A4, in millimetres
PLACE_COLOUR = "FFF2A8"  # behind what somebody must fill in

# What is left of the styles that an empty document brings
_STYLES_LEFT = {
    "Normal",
    "Default Paragraph Font",
    "Normal Table",
    "No List",
    "Table Grid",
    "Title",
    "Subtitle",
    "Heading 1",
    "Heading 2",
    "Body Text",
    "Signature",
    "header",
}


def millimetres(value: float | None) -> Mm:
    """Return a length that a profile has a value for."""
    assert value is not None
    return Mm(value)


def points(value: float | None) -> Pt:
    """Return a size that a profile has a value for."""
    assert value is not None
    return Pt(value)


def locale_of(language: str) -> str:
    """Return a language as files name it."""
    return "vi-VN" if language == "vi" else "en-GB"


def empty_document(profile: Profile, language: str) -> WordDocument:
    """Return a document with the page and the styles of a profile and nothing in it."""
    document = Document()
    _drop_other_parts(document, profile.font)
    _drop_other_styles(document)
    _set_defaults(document, profile, locale_of(language))
    section = document.sections[0]
    for name in [name for name in section._sectPr.attrib if "rsid" in name]:  # who edited the empty document, and when
        del section._sectPr.attrib[name]
    section.page_width, section.page_height = map(Mm, PAPER)
    section.top_margin, section.bottom_margin = millimetres(profile.margin_top), millimetres(profile.margin_bottom)
    section.left_margin, section.right_margin = millimetres(profile.margin_left), millimetres(profile.margin_right)
    section.header_distance = section.footer_distance = Mm(10)
    _make_styles(document, profile)
    return document


def _drop_other_parts(document: WordDocument, font: str) -> None:
    """Leave the parts of the library's example that a document needs; what they say of fonts is of the profile's."""
    for number, link in list(document.part.rels.items()):
        if link.reltype == RELATIONSHIP_TYPE.THEME:  # what Word takes for what is drawn, and for new charts
            fonts = rb'\1<a:latin typeface="%s"/><a:ea typeface=""/><a:cs typeface=""/>\2' % escape(font).encode()
            theme = link.target_part
            theme._blob = re.sub(rb"(<a:m(?:aj|in)orFont>).*?(</a:m)", fonts, theme.blob, flags=re.DOTALL)
        elif link.reltype == RELATIONSHIP_TYPE.FONT_TABLE:
            table = element("fonts")
            table.append(element("font", name=font))
            link.target_part._blob = serialize_part_xml(table)
        elif link.reltype not in (RELATIONSHIP_TYPE.STYLES, RELATIONSHIP_TYPE.SETTINGS):
            del document.part.rels[number]


def _drop_other_styles(document: WordDocument) -> None:
    styles = document.styles.element
    for style in list(styles.findall(qn("w:style"))):
        name = style.find(qn("w:name"))
        if name is None or name.get(qn("w:val")) not in {left.lower() for left in _STYLES_LEFT} | _STYLES_LEFT:
            styles.remove(style)
    for style in styles.findall(qn("w:style")):  # what pointed to a style that is gone
        for tag in ("w:link", "w:next"):
            for each in style.findall(qn(tag)):
                style.remove(each)


def _set_defaults(document: WordDocument, profile: Profile, language: str) -> None:
    """Say once, for all styles, which font and which language is meant; and how Word is to treat the file."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    for old in list(defaults):
        defaults.remove(old)
    run, properties = element("rPrDefault"), element("rPr")
    properties.append(_fonts(profile.font))
    for tag in ("sz", "szCs"):
        properties.append(element(tag, val=str(round(2 * (profile.body_size or 0)))))
    properties.append(element("lang", val=language, eastAsia=language, bidi="ar-SA"))
    run.append(properties)
    defaults.append(run)
    paragraph = element("pPrDefault")
    paragraph.append(element("pPr"))
    defaults.append(paragraph)
    settings = document.settings.element
    for old in list(settings):  # how somebody's Word was set up
        settings.remove(old)
    compat = element("compat")  # or Word opens the file in its compatibility mode
    compat.append(
        element("compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val="15")
    )
    settings.extend((element("characterSpacingControl", val="doNotCompress"), compat))


def _put_before(parent: Any, element: Any, followers: tuple[str, ...]) -> None:
    """Insert an element where the schema wants it: before the first of those that follow it."""
    names = {qn(tag) for tag in followers}
    for number, child in enumerate(parent):
        if child.tag in names:
            parent.insert(number, element)
            return
    parent.append(element)


def element(tag: str, **values: str) -> Any:
    """Return an element of WordprocessingML with the values of its attributes."""
    made = OxmlElement(f"w:{tag}")
    for name, value in values.items():
        made.set(qn(f"w:{name}"), value)
    return made


def _fonts(name: str) -> Any:
    return element("rFonts", ascii=name, hAnsi=name, eastAsia=name, cs=name)


def _make_styles(document: WordDocument, profile: Profile) -> None:
    body = profile.body_size
    centre, both = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY
    left = WD_ALIGN_PARAGRAPH.LEFT
    new = _Styles(document, profile)
    new.paragraph("Normal", body, left)
    new.paragraph("Body Text", body, both, text=True)
    new.paragraph("Report Item", body, both, text=True)
    new.paragraph("Report Basis", body, both, text=True, italic=profile.id == "state")
    new.paragraph("Report To", body, centre, before=6, after=6)
    new.paragraph("Report Remark", profile.table_size, both, italic=True, before=3, after=profile.after_points)
    new.paragraph("Report Place", body, both, text=True, shaded=True)
    new.paragraph("Report Warning", profile.annex_size, centre, bold=True, colour="C00000", after=6)
    new.paragraph("Heading 1", body, both, text=True, bold=True, caps=True, before=6, outline=0)
    new.paragraph("Heading 2", body, both, text=True, bold=True, before=3, outline=1)
    new.paragraph("Title", profile.kind_size, centre, bold=True, before=18)
    new.paragraph("Subtitle", profile.subject_size, centre, bold=True)
    new.paragraph("Report Rule", 8, centre, before=2.5, after=9)
    new.paragraph("Report Issuer Rule", 8, centre, before=2.5, after=9, sides=25)
    new.paragraph("Report Subject Rule", 8, centre, before=2.5, after=9, sides=60)
    new.paragraph("Report Mark", profile.subject_size, centre, after=12)
    new.paragraph("Report Superior", profile.superior_size, centre, caps=True)
    new.paragraph("Report Issuer", profile.issuer_size, centre, bold=True, caps=True)
    new.paragraph("Report State", profile.state_title_size, centre, bold=True, caps=True)
    new.paragraph("Report Motto", profile.motto_size, centre, bold=True)
    new.paragraph("Report Number", profile.number_size, centre, before=3)
    new.paragraph("Report Date", profile.date_size, centre, italic=True, before=3)
    underlined = profile.recipients_title_style == "underlined"
    new.paragraph(
        "Report Recipients",
        profile.recipients_title_size,
        left,
        bold=not underlined,
        italic=not underlined,
        underline=underlined,
    )
    new.paragraph("Report Recipient", profile.recipients_size, left)
    new.paragraph("Signature", profile.signature_size, centre, bold=True)
    new.paragraph("Report Position", profile.signature_size, centre, bold=profile.signer_title_style == "bold")
    new.paragraph("Table Heading", profile.table_size, centre, bold=True)
    new.paragraph("Table Text", profile.table_size, left)
    new.paragraph("Table Figure", profile.table_size, centre)
    new.paragraph("Annex Title", profile.kind_size, centre, bold=True, caps=True, outline=0)
    new.paragraph("Annex Note", body, centre, italic=True, after=6)
    new.paragraph("Annex Heading", profile.annex_size, centre, bold=True)
    new.paragraph("Annex Text", profile.annex_size, left)
    new.paragraph("Annex Figure", profile.annex_size, centre)
    new.paragraph("Annex Group", profile.annex_size, left, bold=True, with_next=True)
    new.paragraph("Table End", 4, left)  # keeps the text off the table above it
    new.paragraph("header", profile.number_size, centre)


class _Styles:
    """Makes the styles of a document, or makes those anew that it has."""

    def __init__(self, document: WordDocument, profile: Profile) -> None:
        self._styles = document.styles
        self._profile = profile

    def paragraph(
        self,
        name: str,
        size: float | None,
        alignment: WD_ALIGN_PARAGRAPH,
        *,
        text: bool = False,
        bold: bool = False,
        italic: bool = False,
        underline: bool = False,
        caps: bool = False,
        colour: str = "",
        shaded: bool = False,
        before: float = 0,
        after: float | None = 0,
        outline: int | None = None,
        with_next: bool = False,
        sides: float = 0,
    ) -> None:
        """Make a paragraph style; ``text`` gives it the indent and the spacing of the profile's text."""
        found = {style.name: style for style in self._styles}
        style: Any = found.get(name) or found.get(name.capitalize())
        if style is None:
            style = self._styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            style.base_style = self._styles["Normal"]
        for tag in ("w:pPr", "w:rPr"):
            for old in style.element.findall(qn(tag)):
                style.element.remove(old)
        style.quick_style = True
        style.hidden = style.unhide_when_used = False
        style.font.name = self._profile.font
        style.font.size = points(size)
        style.font.bold, style.font.italic, style.font.underline = bold, italic, underline
        style.font.all_caps = caps or None
        layout = style.paragraph_format
        layout.alignment = alignment
        layout.space_before = Pt(before)
        layout.space_after = points(self._profile.after_points if text else after)
        layout.widow_control = True
        if sides:
            layout.left_indent = layout.right_indent = Mm(sides)
        if text:
            layout.first_line_indent = millimetres(self._profile.first_line)
            if self._profile.line_points:
                layout.line_spacing_rule = WD_LINE_SPACING.EXACTLY
                layout.line_spacing = Pt(self._profile.line_points)
        if outline is not None or with_next:
            layout.keep_with_next = True
        if outline is not None:
            style.element.get_or_add_pPr().append(element("outlineLvl", val=str(outline)))
        properties = style.element.get_or_add_rPr()
        fonts = properties.find(qn("w:rFonts"))
        properties.replace(fonts, _fonts(self._profile.font))
        if colour:
            style.font.color.rgb = RGBColor.from_string(colour)
        if shaded:
            properties.append(element("shd", val="clear", color="auto", fill=PLACE_COLOUR))


def set_margins(properties: Any, sides: float) -> None:
    """Set how far the text of a table's cells stays from their sides, in millimetres."""
    margins = element("tblCellMar")
    for side in ("left", "right"):
        margins.append(element(side, w=str(round(sides * 56.7)), type="dxa"))
    look = properties.find(qn("w:tblLook"))
    if look is None:
        properties.append(margins)
    else:
        look.addprevious(margins)


def draw_rule(paragraph: Any, indent: float | None = None) -> None:
    """Draw a line above an empty paragraph, so many millimetres from either side; else as its style has it."""
    if indent is not None:
        paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Mm(max(0.0, indent))
    borders = element("pBdr")
    borders.append(element("top", val="single", sz="6", space="1", color="auto"))
    _put_before(paragraph._p.get_or_add_pPr(), borders, ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc"))


def number_pages(paragraph: Any) -> None:
    """Put the number of the page into a paragraph."""
    field, run, text = element("fldSimple", instr="PAGE"), element("r"), element("t")
    text.text = "2"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)
