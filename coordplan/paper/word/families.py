"""Which family of documents a template is of, the Party's or the state's, and which body: they are never mixed.

A template that coordplan wrote says so in a property of the file; an office's own is known by what is typed in it.
"""

import re
from typing import Any

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from coordplan.model import Profile
from coordplan.named_tuples import NamedTuple
from coordplan.paper.template_line import template_line
from coordplan.paper.word.sandbox import TemplateFault
from coordplan.paper.word.tags import Places, TypedLine, filled_parts, typed_lines
from coordplan.text.folding import fold
from coordplan.text.language import translate as _

_PROFILE, _BODY = "coordplan-profile", "coordplan-body"
_SHORT, _LONG = "short", "long"
_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_KIND = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # of properties that people add


class Family(NamedTuple):
    """What a profile prints of its family's signs, and which body is asked for, to hold a template against."""

    id: str
    texts: tuple[str, ...]  # a heading, the number, what stands under issuer and subject, the end
    recipients_style: str
    long: bool = False

    @property
    def template_line(self) -> str:
        """The command that gives a template of it."""
        return template_line(self.id, self.long)


class _Sign(NamedTuple):
    """What tells a family where it is typed as text, written as it is or (``folded``) without marks and capitals."""

    family: str
    pattern: re.Pattern[str]
    folded: bool = False


_SIGNS = (
    _Sign("party", re.compile(r"dang cong san viet nam"), folded=True),
    _Sign("party", re.compile(r"so[^:]{0,12}-\s*[a-z]{2,4}/.*"), folded=True),
    _Sign("party", re.compile(r"[IVX]+-.*")),
    _Sign("party", re.compile(r"\*")),
    _Sign("party", re.compile(r"-{3,}")),
    _Sign("party", re.compile(r"(T/M|K/T|T/L)\b.*")),
    _Sign("state", re.compile(r"cong hoa xa hoi chu nghia viet nam"), folded=True),
    _Sign("state", re.compile(r"doc lap\W+tu do\W+hanh phuc"), folded=True),
    _Sign("state", re.compile(r"so\s*:.*/.*"), folded=True),
    _Sign("state", re.compile(r"[IVX]+\.\s.*")),
    _Sign("state", re.compile(r"(TM|KT|TL|TUQ)\.\s.*")),
    _Sign("state", re.compile(r".*\./\.")),
)


def family_of(profile: Profile, long: bool = False) -> Family:
    """Return the signs of a profile's own family, as it has them, for a body."""
    heading = f"I{profile.heading_mark} A"
    texts = (heading, profile.number_form, profile.issuer_mark, profile.subject_mark, profile.end_mark)
    return Family(profile.id, tuple(text.strip() for text in texts), profile.recipients_title_style, long)


def mark_family(word: WordDocument, profile: Profile, long: bool) -> None:
    """Have a template say of which profile and which body it is, in properties that Word keeps."""
    marks = {_PROFILE: profile.id, _BODY: _LONG if long else _SHORT}
    properties = "".join(
        f'<property fmtid="{_FORMAT}" pid="{number}" name="{name}"><vt:lpwstr>{text}</vt:lpwstr></property>'
        for number, (name, text) in enumerate(marks.items(), 2)  # 0 and 1 are Word's own
    )
    value = f'<Properties xmlns="{_PROPERTIES}" xmlns:vt="{_VALUES}">{properties}</Properties>'
    package = word.part.package
    part = Part(PackURI("/docProps/custom.xml"), _KIND, value.encode(), package)
    package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)


def drop_properties(word: WordDocument) -> None:
    """Take out what a template says of itself, and whatever else somebody's machine noted there."""
    links = word.part.package.rels
    for name in [name for name, link in links.items() if link.reltype == RELATIONSHIP_TYPE.CUSTOM_PROPERTIES]:
        del links[name]


def check_family(word: WordDocument, own: Family) -> None:
    """Raise TemplateFault where a template is of the other family or the other body, or mixes both families."""
    marks = _marks(word)
    if marks.get(_PROFILE, own.id) != own.id:
        raise _of_the_other(own)
    if marks.get(_BODY) == (_SHORT if own.long else _LONG):
        raise of_the_other_body(own)
    for name, root in filled_parts(word):
        for line in typed_lines(root):
            text = " ".join(line.text.split())
            if _is_foreign(text, own) or _is_foreign_label(word, line, text, own):
                raise _of_the_other(own).at(Places(word, name, root).of(line, 0, len(line.text)))


def _marks(word: WordDocument) -> dict[str, str]:
    return {
        each.get("name", ""): "".join(each.itertext()).strip()
        for link in word.part.package.rels.values()
        if link.reltype == RELATIONSHIP_TYPE.CUSTOM_PROPERTIES and not link.is_external
        for each in parse_xml(link.target_part.blob)
    }


def _is_foreign(text: str, own: Family) -> bool:
    """Say whether a paragraph is a sign of the other family, and none that the profile has by its office's choice."""
    bare = fold(text)
    return any(
        sign.pattern.fullmatch(bare if sign.folded else text)
        and not any(sign.pattern.fullmatch(fold(each) if sign.folded else each) for each in own.texts)
        for sign in _SIGNS
        if sign.family != own.id
    )


def _is_foreign_label(word: WordDocument, line: TypedLine, text: str, own: Family) -> bool:
    """Say whether the label of the recipients is underlined where it is bold and italic, or the other way round."""
    if fold(text).rstrip(": ") not in ("noi nhan", "recipients") or line.element.tag != qn("w:p"):
        return False
    paragraph = Paragraph(line.element, word)
    underlined, italic = (_has(paragraph, style) for style in ("underline", "italic"))
    if own.recipients_style == "underlined":
        return italic and not underlined
    return underlined and not italic


def _has(paragraph: Paragraph, name: str) -> bool:
    """Say how the first words of a paragraph look: by themselves, else by its style, else by what that is based on."""
    run = next((run for run in paragraph.runs if run.text.strip()), None)
    found: Any = None if run is None else getattr(run.font, name)
    style: Any = paragraph.style
    while found is None and style is not None:
        found, style = getattr(style.font, name), style.base_style
    return bool(found)


def _of_the_other(own: Family) -> TemplateFault:
    if own.id == "state":
        sentence = _("The template is one of Party documents, and the report is a state document.")
    else:
        sentence = _("The template is one of state documents, and the report is a Party document.")
    return TemplateFault(sentence, _("Take a template of its own family: {line}").format(line=own.template_line))


def of_the_other_body(own: Family) -> TemplateFault:
    """Return the fault of a template of the short body with ``--long``, or of the long one without it."""
    if own.long:
        sentence = _("The template is one of the short body, and --long asks for the long one.")
        way_out = _("Leave --long out, or take a template of the long body: {line}")
    else:
        sentence = _("The template is one of the long body, which is made with --long.")
        way_out = _("Use it with `report --long`, or take a template of the short body: {line}")
    return TemplateFault(sentence, way_out.format(line=own.template_line))
