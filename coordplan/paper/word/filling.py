"""Fills a template of Word with a report, and puts the file together so that it is the same bytes every time.

A template comes from somebody's machine: it is filled in a sandbox, in which it can show fields and nothing else.
"""

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import date
from typing import Any

import docx
from docx.oxml import parse_xml
from docxtpl import DocxTemplate

from coordplan.errors import FileUnusable
from coordplan.named_tuples import NamedTuple
from coordplan.paper.document import Document
from coordplan.paper.packing import FIRST_DAY
from coordplan.paper.template_line import template_line
from coordplan.paper.word.drawing import WordChart, put_charts, word_charts
from coordplan.paper.word.families import Family, check_family, drop_properties, mark_family, of_the_other_body
from coordplan.paper.word.finished import Imprint, imprint_of, word_file
from coordplan.paper.word.fitting import Layout, fit, layout_of, text_width
from coordplan.paper.word.long_tables import LongTables
from coordplan.paper.word.measures import phrased_lines
from coordplan.paper.word.sandbox import Sandbox, TemplateFault, failing_line, names_shown, not_understood
from coordplan.paper.word.tags import filled_parts, tags_of
from coordplan.paper.word.template import make_template
from coordplan.paper.word.template_checks import check_fields, check_order
from coordplan.text.binding import bound, phrases
from coordplan.text.language import language
from coordplan.text.language import translate as _

SUBJECT_SHARE = 0.92  # of the width of the text; a font may be wider than it is measured
_BEGIN = re.compile(r"\{\{[-+]?|\{%[-+]?|\{#[-+]?")
_LARGEST = 100 * 1024 * 1024  # of what a template unpacks to


def render_word_template(samples: Sequence[Document]) -> bytes:
    """Return the template of reports that have every part between them, for an office to change in Word."""
    made = make_template(samples, language())
    mark_family(made, samples[0].profile, samples[0].long)
    return word_file(made, Imprint(_("Template of a report")), FIRST_DAY)


def render_word(document: Document, values: dict[str, Any], template: bytes, day: date) -> bytes:
    """Return a report as a Word file: a template filled in with values by their names.

    ``day`` is the day that the file says it was made on.
    """
    return fill_template(template, contents_of(document, values, day))


class Contents(NamedTuple):
    """What a template is filled in with: texts, lists and groups alone, so that another process can be given them."""

    fields: dict[str, Any]
    imprint: Imprint
    day: str  # that the file says it was made on
    layout: Layout
    family: Family | None = None  # that a template from elsewhere is to be of, and one of a report
    charts: tuple[WordChart, ...] = ()


def contents_of(document: Document, values: dict[str, Any], day: date) -> Contents:
    """Return what a template of a document is filled in with."""
    lines = _subject(document, values)
    fields = values | {"subject_lines": lines, "subject_broken": "\n".join(lines)}
    charts = word_charts(document)
    return Contents(fields, imprint_of(document), day.isoformat(), layout_of(document, lines), charts=charts)


def fill_template(template: bytes, contents: Contents) -> bytes:
    """Return a template filled in; raise TemplateFault, with its place, where it cannot be.

    That is where it is not a Word file, is not understood or uses a field that does not exist; and where a family is
    wanted, one of the other or of the other body, or no template of a report.
    """
    line = template_line(None, False) if contents.family is None else contents.family.template_line
    try:
        _check_size(template)
        word = docx.Document(io.BytesIO(template))
        filled = _Template(word, contents.fields, contents.family)
        if contents.family is not None:
            check_family(word, contents.family)
        fit(word, contents.layout)
    except (TemplateFault, MemoryError):
        raise
    except Exception as error:  # of a broken file, the libraries below raise whatever they stumble over
        raise TemplateFault(
            _("The template cannot be used: it is not a Word file, or it is damaged."),
            _("Save it in Word as .docx, or start again: {line}").format(line=line),
        ) from error
    filled.render(contents.fields, filled.sandbox)
    if contents.family is not None:
        check_fields(filled.shown, line)
    put_charts(word, contents.charts)
    drop_properties(word)
    return word_file(word, contents.imprint, date.fromisoformat(contents.day), filled.aside)


def _subject(document: Document, values: dict[str, Any]) -> list[str]:
    """Return the lines of the subject as a heading has them: broken between phrases, about as long."""
    profile = document.profile
    room = text_width(profile)
    found = [phrase for line in values["subject_lines"] for phrase in phrases(line)]
    return [bound(line) for line in phrased_lines(found, profile.subject_size or 0, room * SUBJECT_SHARE)]


class _Template(DocxTemplate):  # type: ignore[misc]
    """A template that says where it cannot be filled in, and whose text stays well-formed.

    Each tag begins a line of what Jinja is given, so that the line of an error tells the tag, and the tag its place.
    """

    def __init__(self, word: Any, fields: dict[str, Any], own: Family | None) -> None:
        super().__init__(None)
        self.docx = word
        self.sandbox = Sandbox(fields, {"body": of_the_other_body(own)} if own is not None and own.long else {})
        self.shown: set[str] = set()
        self.aside = LongTables(self.finished)
        self._own = own
        self._tags = {name: tags_of(word, name, root) for name, root in filled_parts(word)}
        for tags in self._tags.values():
            check_order(tags)

    def render_xml_part(self, src_xml: str, part: Any, context: dict[str, Any], jinja_env: Any = None) -> Any:
        tags = self._tags[part.partname]
        source = _BEGIN.sub(r"\g<0>\n", re.sub(r"[\r\n]", " ", src_xml))
        try:
            parsed = self.sandbox.parse(source)
            if self._own is not None:
                self.shown |= names_shown(parsed)
            pieces = self.sandbox.from_string(parsed).generate(context)
            filled = "".join(self.aside.without_rows(pieces, src_xml) if part is self.docx._part else pieces)
        except (MemoryError, FileUnusable):
            raise
        except Exception as error:
            fault = error if isinstance(error, TemplateFault) else not_understood(error)
            number = failing_line(error) - 2
            if len(tags) == source.count("\n") and 0 <= number < len(tags):
                fault = fault.at(tags[number].place)
            raise fault from error
        return self.finished(filled)

    def finished(self, filled: str) -> str:
        """Return a text that is filled in as XML has it: braces that were meant as such, breaks of lines."""
        for written, text in (("{_{", "{{"), ("}_}", "}}"), ("{_%", "{%"), ("%_}", "%}")):
            filled = filled.replace(written, text)
        resolved: str = self.resolve_listing(filled)
        return resolved

    def render_properties(self, context: dict[str, Any], jinja_env: Any = None) -> None:
        """Leave them alone: they are made anew."""

    def render_footnotes(self, context: dict[str, Any], jinja_env: Any = None) -> None:
        """Fill in footnotes and endnotes, each once."""
        for link in self.docx.part.rels.values():
            part = None if link.is_external else link.target_part
            if part is not None and link.reltype.rpartition("/")[2] in ("footnotes", "endnotes"):
                xml = self.render_xml_part(self.patch_xml(self.get_part_xml(part)), part, context)
                part._blob = xml.encode()

    def fix_tables(self, xml: str) -> Any:
        try:
            parse_xml(xml)
        except SyntaxError as error:
            raise TemplateFault(
                _("The template cannot be filled in: a loop begins and ends in different places."),
                _("A loop over rows is a row of its own ({%tr ... %}), one over paragraphs a paragraph ({%p ... %})."),
            ) from error
        return super().fix_tables(xml)


def _check_size(template: bytes) -> None:
    """Refuse what unpacks to more than any document has."""
    with zipfile.ZipFile(io.BytesIO(template)) as packed:
        if sum(part.file_size for part in packed.infolist()) > _LARGEST:
            raise TemplateFault(_("The template is too large."), _("Take pictures out of it, or make them smaller."))
