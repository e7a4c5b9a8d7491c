"""The fields of the office and of its profiles of documents."""

from coordplan.definitions.field import LONGEST_TITLE, Field
from coordplan.model import FAMILIES, DatedLetterhead, ReportChoices

# What a person writes in a report, by the name of its place
PLACES = (
    Field("direction", "text", "What was directed and set going"),
    Field("highlights", "text", "Outstanding results"),
    Field("strengths", "text", "Strengths"),
    Field("objective_causes", "text", "Objective causes of what is lacking"),
    Field("subjective_causes", "text", "Subjective causes of what is lacking"),
    Field("focus", "text", "Main tasks of the next period"),
    Field("lessons", "text", "Lessons learned"),
    Field("outlook", "text", "What is to come after the program"),
    Field("recommendations", "text", "Recommendations"),
)
_CHOICES = (
    Field("overdue_rows", "count", "So many overdue occurrences row by row; left out: 20", low=0, high=500),
    Field("named", "count", "So many activities of each side named in a sentence; left out: 4", low=1, high=50),
    Field("partners", "yes", "A column of partners in the next period's table"),
    Field("direction_first", "yes", "What was directed before the figures; left out: of a year or longer"),
    Field("paper", "choice", "Printed workbooks; wide: two pages beside each other", choices=("a4", "a3", "wide")),
)
OFFICE = (
    Field("profile", "choice", "Whose formats reports follow where nothing else is asked for", choices=FAMILIES),
    Field("contact", "line", "Whom others ask about forms: a unit and its telephone", longest=LONGEST_TITLE),
    Field("texts", "texts", "What a person writes in every report, by the name of its place", fields=PLACES),
    Field("report", "nested", "What of papers is otherwise than shipped", fields=_CHOICES, value=ReportChoices),
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
    _words("unit", "The unit that drafts letters: {unit} in their number and recipients"),
    Field("letter_recipients", "lines", "Recipients of a letter, below: as above"),
    Field(
        "letter_superiors",
        "lines",
        "Who is named instead of letter_recipients from the second reminder on; the files stay",
    ),
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
    _words("letter_form", "Form of a letter's number; {code} and {unit} stand for the issuer's"),
    _points("letter_subject_size", "Size of a letter's subject line"),
    Field("letter_subject_style", "choice", "How it looks", choices=("italic", "plain")),
    Field("leading_zero", "yes", "Counts below ten in sentences: 01"),
)
