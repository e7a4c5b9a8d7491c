"""The fields of the office and of its profiles of documents."""

from coordplan.definitions.field import LONGEST_TITLE, Field
from coordplan.model import FAMILIES, DatedLetterhead

OFFICE = (
    Field("profile", "choice", "Whose formats reports follow where nothing else is asked for", choices=FAMILIES),
    Field("contact", "line", "Whom others ask about forms: a unit and its telephone", longest=LONGEST_TITLE),
)


def _words(key: str, about: str) -> Field:
    return Field(key, "line", about, longest=LONGEST_TITLE)


def _points(key: str, about: str) -> Field:
    return Field(key, "number", about, low=6, high=72)


def _millimetres(key: str, about: str) -> Field:
    return Field(key, "number", about, low=0, high=100)


_LETTERHEAD = (
    Field(
        "issuer",
        "id",
        "Organization that issues reports; blank: the partner of the plan that is reported on",
        points_to="organization",
    ),
    _words("superior", "Body above the issuer, as the header has it"),
    _words("code", "The issuer's code in the number; blank: its abbreviation"),
    _words("place", "Place of issue"),
    _words("signer_authority", "T/M ..., K/T ..., T/L ...; blank: the head signs directly"),
    _words("signer_title", "Position of who signs"),
    _words("signer_name", "Name of who signs"),
    Field("recipients", "lines", "Recipients, one a line"),
)
DATED = (Field("from", "day", "From this day on", True, "from_on"), *_LETTERHEAD)

PROFILE = (
    Field("id", "choice", "The family of documents", True, choices=FAMILIES),
    *_LETTERHEAD,
    Field("dated", "many", "What of these is otherwise from a day on", fields=DATED, value=DatedLetterhead),
    _words("title", "The rule that the formats follow"),
    _words("font", "Font of the whole document"),
    _millimetres("margin_top", "Top margin"),
    _millimetres("margin_bottom", "Bottom margin"),
    _millimetres("margin_left", "Left margin"),
    _millimetres("margin_right", "Right margin"),
    _words("state_title", "First line of the right block"),
    _points("state_title_size", "Its size"),
    _words("motto", "Second line of the right block; none: there is none"),
    _points("motto_size", "Its size"),
    _points("superior_size", "Size of the superior body"),
    _points("issuer_size", "Size of the issuer"),
    _words("issuer_mark", "Under the issuer: rule, or a sign"),
    _words("number_form", "Form of the number; {code} stands for the issuer's code"),
    _points("number_size", "Its size"),
    _points("date_size", "Size of place and date"),
    _points("kind_size", "Size of the kind of document"),
    _points("subject_size", "Size of the subject line"),
    Field("subject_start", "choice", "First letter of the subject line", choices=("lower", "capital")),
    _words("subject_mark", "Under the subject line: rule, or signs"),
    _points("body_size", "Size of the text"),
    _millimetres("first_line", "Indent of a paragraph's first line"),
    Field("line_points", "number", "Exact distance of lines; 0: single", low=0, high=72),
    Field("after_points", "number", "Space between paragraphs", low=0, high=72),
    _words("heading_mark", "After the Roman number of a part"),
    _points("signature_size", "Size of the signature block"),
    Field("signer_title_style", "choice", "How the position of who signs looks", choices=("plain", "bold")),
    Field(
        "recipients_title_style", "choice", "How the heading of recipients looks", choices=("underlined", "bold-italic")
    ),
    _points("recipients_title_size", "Its size"),
    _points("recipients_size", "Size of the recipients"),
    _words("end_mark", "At the end of the text"),
    _points("table_size", "Size of tables in the text"),
    _points("annex_size", "Size of the annex"),
)
