"""Fills a template of Word with a report, and puts the file together so that it is the same bytes every time.

A template comes from somebody's machine: it is filled in a sandbox, in which it can show fields and nothing else.
"""

import io
import zipfile
from collections.abc import Sequence
from datetime import date
from typing import Any

from docx.oxml import parse_xml
from docxtpl import DocxTemplate
from jinja2 import TemplateError

from coordplan.paper.document import Document
from coordplan.paper.packing import FIRST_DAY
from coordplan.paper.word.finished import Imprint, imprint_of, word_file
from coordplan.paper.word.measures import phrased_lines
from coordplan.paper.word.sandbox import Sandbox, TemplateFault, not_understood
from coordplan.paper.word.styles import PAPER
from coordplan.paper.word.template import make_template
from coordplan.text.binding import bound, phrases
from coordplan.text.language import language
from coordplan.text.language import translate as _

SUBJECT_SHARE = 0.92  # of the width of the text; a font may be wider than it is measured
_LARGEST = 100 * 1024 * 1024  # of what a template unpacks to


def render_word_template(document: Document, samples: Sequence[Document]) -> bytes:
    """Return a template in the formats of a report's profile, for an office to change in Word.

    The samples have every part between them: of what the document has none, the template takes theirs.
    """
    made = make_template(document, samples, language())
    return word_file(made, Imprint(_("Template of a report")), FIRST_DAY)


def render_word(document: Document, values: dict[str, Any], template: bytes, day: date) -> bytes:
    """Return a report as a Word file: a template filled in with values by their names.

    ``day`` is the day that the file says it was made on. Raises TemplateFault where the template is not a Word file, is
    not understood, or uses a field that does not exist.
    """
    return fill_template(template, *fields_and_imprint(document, values), day)


def fields_and_imprint(document: Document, values: dict[str, Any]) -> tuple[dict[str, Any], Imprint]:
    """Return the fields of a document as a template is given them, and what its file says of itself."""
    lines = _subject(document, values)
    return values | {"subject_lines": lines, "subject_broken": "\n".join(lines)}, imprint_of(document)


def fill_template(template: bytes, fields: dict[str, Any], imprint: Imprint, day: date) -> bytes:
    """Return a template filled in with its fields, as ``render_word`` does."""
    try:
        _check_size(template)
        filled = _Template(io.BytesIO(template))
        filled.render(fields, Sandbox(fields), autoescape=True)
    except (TemplateFault, MemoryError):
        raise
    except TemplateError as error:
        raise not_understood(error) from error
    except Exception as error:  # of a broken file, the libraries below raise whatever they stumble over
        raise TemplateFault(
            _("The template cannot be used: it is not a Word file, or it is damaged."),
            _("Save it in Word as .docx, or start again: coordplan report --write-template FILE.docx"),
        ) from error
    return word_file(filled.docx, imprint, day)


def _subject(document: Document, values: dict[str, Any]) -> list[str]:
    """Return the lines of the subject as a heading has them: broken between phrases, about as long."""
    profile = document.profile
    room = PAPER[0] - (profile.margin_left or 0) - (profile.margin_right or 0)
    found = [phrase for line in values["subject_lines"] for phrase in phrases(line)]
    return [bound(line) for line in phrased_lines(found, profile.subject_size or 0, room * SUBJECT_SHARE)]


class _Template(DocxTemplate):  # type: ignore[misc]
    """A template whose text must stay well-formed: where it does not, the library would drop what it cannot read."""

    def fix_tables(self, xml: str) -> Any:
        try:
            parse_xml(xml)
        except SyntaxError as error:
            raise TemplateFault(
                _("The template falls apart when it is filled in: a loop begins and ends in different places."),
                _("A loop over rows is a row of its own ({%tr ... %}), one over paragraphs a paragraph ({%p ... %})."),
            ) from error
        return super().fix_tables(xml)


def _check_size(template: bytes) -> None:
    """Refuse what unpacks to more than any document has."""
    with zipfile.ZipFile(io.BytesIO(template)) as packed:
        if sum(part.file_size for part in packed.infolist()) > _LARGEST:
            raise TemplateFault(_("The template is too large."), _("Take pictures out of it, or make them smaller."))
