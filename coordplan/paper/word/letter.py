"""An official letter in Word: the letterhead of a report, its subject under the number, whom it is to, text and table.

It is made from the same pieces as the template of a report, and filled in like one; nobody brings a template of it.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from coordplan.model import Profile
from coordplan.paper.document import Document
from coordplan.paper.field_values import NamedRows, document_values, inert
from coordplan.paper.official_letter import Letter, letter_date_words, letter_number_words, subject_line, to_lines
from coordplan.paper.packing import FIRST_DAY
from coordplan.paper.word.blocks import Body, head_row, loop_row, value_row
from coordplan.paper.word.filling import Contents, fill_template
from coordplan.paper.word.finished import Imprint, word_file
from coordplan.paper.word.fitting import LEAST_WIDTH, SIDES, Layout, rule_under_issuer, text_width
from coordplan.paper.word.measures import phrased_lines, table_widths
from coordplan.paper.word.styles import PLACE_COLOUR, element, empty_document, points
from coordplan.paper.word.template import add_letterhead, add_signature
from coordplan.text.binding import bound, phrases
from coordplan.text.language import language
from coordplan.text.writing import plain

_SEVERAL = (30.0, 45.0)  # millimetres from the left: the words before several bodies, and these
_PLACE = re.compile(r"(\[[^\[\]]+\])")


def render_letter(letter: Letter, day: date) -> bytes:
    """Return a letter as a Word file; ``day`` is the day that the file says it was made on."""
    imprint = Imprint(plain(subject_line(letter))[:255], plain(letter.letterhead.issuer_title)[:255])
    template = word_file(_template(letter), imprint, FIRST_DAY)
    layout = Layout({}, rule_under_issuer(letter.letterhead, letter.profile))
    return fill_template(template, Contents(_fields(letter), imprint, day.isoformat(), layout))


def _template(letter: Letter) -> Any:
    profile = letter.profile
    body = Body(empty_document(profile, language()))
    width = text_width(profile)
    _letter_styles(body, profile)
    body.header_of_first_page()
    numbered = add_letterhead(body, profile, width)
    numbered.add_paragraph("{{ subject_broken }}", "Letter Subject")
    body.control("if warning")
    body.line("", "Table End")
    body.line("{{ warning }}", "Report Warning")
    body.control("endif")
    to = body.line("{{ to }}", "Letter To")
    if len(letter.to) > 1:  # those below it stand farther in
        to.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT
        to.paragraph_format.left_indent, to.paragraph_format.space_after = Mm(_SEVERAL[0]), Pt(2)
        body.each("bodies", "{{ line }}", "Letter Body")
        body.line("", "Table End")
    _sentences(body, "before", with_next=letter.table is not None)
    if letter.table is not None:
        widths = table_widths([letter.table], profile.table_size or 0, SIDES, width, LEAST_WIDTH)
        table = body.table(widths, grid=True, caption=subject_line(letter))
        head_row(table.rows[0], letter.table.columns, "Table Heading")
        loop_row(table, widths, "for row in rows")
        value_row(table, widths, "row", letter.table.columns, "Table")
        loop_row(table, widths, "endfor")
        body.line("", "Table End")
    _sentences(body, "after", with_next=True)  # no page holds the signature alone
    add_signature(body, width)
    return body.word


def _letter_styles(body: Body, profile: Profile) -> None:
    """Add what a letter has and a report has not: its subject, and whom it is to."""

    def added(name: str, base: str) -> Any:
        style: Any = body.word.styles.add_style(name, 1)
        style.base_style = body.word.styles[base]
        style.quick_style = True
        return style

    subject = added("Letter Subject", "Report Number")
    subject.font.size = points(profile.letter_subject_size)
    subject.font.italic = profile.letter_subject_style == "italic"
    to = added("Letter To", "Body Text")
    to.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    to.paragraph_format.first_line_indent = Mm(0)
    to.paragraph_format.space_before, to.paragraph_format.space_after = Pt(18), Pt(12)
    listed = added("Letter Body", "Body Text")
    listed.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT
    listed.paragraph_format.left_indent = Mm(_SEVERAL[1])
    listed.paragraph_format.first_line_indent = Mm(0)
    listed.paragraph_format.space_after = Pt(2)


def _sentences(body: Body, name: str, with_next: bool) -> None:
    """Add a paragraph for each of some sentences, by when and places to fill in set apart in it."""
    body.control(f"for line in {name}")
    paragraph = body.line("", "Body Text")
    paragraph.paragraph_format.keep_with_next = with_next or None
    for text in (
        *("{%r for part in line %}", "{%r if part.strong %}", "{{ part.strong }}", "{%r elif part.place %}"),
        *("{{ part.place }}", "{%r else %}", "{{ part.text }}", "{%r endif %}", "{%r endfor %}"),
    ):
        run = paragraph.add_run(text)
        run.bold = True if "part.strong }}" in text else None
        if "part.place }}" in text:
            run._r.get_or_add_rPr().append(element("shd", val="clear", color="auto", fill=PLACE_COLOUR))
    body.control("endfor")


def _fields(letter: Letter) -> dict[str, Any]:
    """Return the fields of a letter: texts, lists and rows."""
    profile, head = letter.profile, letter.letterhead
    common = document_values(Document("", ("",), letter.warning, (), "", (), head, profile))
    room = text_width(profile)
    subject = phrased_lines(phrases(subject_line(letter)), profile.letter_subject_size or 0, room * 0.42)
    to, *bodies = to_lines(letter)
    fields = common | {
        "number": letter_number_words(head, profile),
        "to": to,
        "date": letter_date_words(letter),
        "subject_broken": "\n".join(map(plain, subject)),
        "bodies": bodies,
        "before": list(_parts(letter.before, letter.emphasis)),
        "after": list(_parts(letter.after, letter.emphasis)),
        "rows": [] if letter.table is None else NamedRows(letter.table, letter.table.rows),
    }
    rows = inert(fields.pop("rows"))  # whose columns are as wide as their words by themselves
    subject = fields.pop("subject_broken")
    return {**_bound(inert(fields)), "rows": rows, "subject_broken": subject}


def _bound(value: Any) -> Any:
    """Return texts in which nothing parts at the end of a line that belongs together."""
    if isinstance(value, str):
        return bound(value)
    if isinstance(value, list):
        return [_bound(each) for each in value]
    return {key: _bound(each) for key, each in value.items()} if isinstance(value, dict) else value


def _parts(sentences: Sequence[str], emphasis: str) -> Iterator[list[dict[str, str]]]:
    """Yield each sentence in parts: plain text, what is emphasized, places to fill in."""
    for sentence in sentences:
        parts: list[dict[str, str]] = []
        for number, piece in enumerate(sentence.split(emphasis) if emphasis else [sentence]):
            if number:
                parts.append({"strong": emphasis, "place": "", "text": ""})
            none = {"strong": "", "place": "", "text": ""}
            parts += [
                none | {"place" if _PLACE.fullmatch(text) else "text": text}
                for text in filter(None, _PLACE.split(piece))
            ]
        yield parts
