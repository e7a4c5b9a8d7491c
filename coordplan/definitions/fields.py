"""The fields of every kind of definition: one table each, from which the parser, the writer and the schema are made.

The order of a table is the order in which the writer writes.
"""

from collections.abc import Callable
from typing import Any, Literal, NamedTuple

from coordplan import model
from coordplan.errors import IdKind
from coordplan.model import EVERY, FAMILIES, RatingLimits, RatingRules

FieldKind = Literal[
    "id",  # an id that this mapping gives itself, or that points to another
    "ids",  # a list of ids, or one of them
    "line",  # text on one line
    "lines",  # a list of such texts
    "text",  # text that may have several lines
    "day",
    "deadline",  # a day or words
    "every",  # month | quarter | half | year, or words
    "yes",
    "count",
    "number",
    "choice",
    "cutoff",  # a day of the month, or "calendar"
    "pairs",  # id: id
    "nested",  # a mapping with fields of its own
    "definition",  # such a mapping that defines something by itself
    "many",  # a list of definitions
]

LONGEST_TITLE = 500
LONGEST_TEXT = 10_000
LONGEST_ID = 40
ID_FORM = r"[a-z][a-z0-9-]{0,39}"
MOST_ENTRIES = 500  # in a list of ids or texts
BY_CALENDAR = 31  # figures that close on the 31st, or the last day there is, are those of the calendar


class Field(NamedTuple):
    """A key of a mapping: what it holds, in the schema's words what for, and which attribute of a value it becomes.

    What is left out is as the value has it by default.
    """

    key: str
    kind: FieldKind
    about: str
    required: bool = False
    attribute: str | None = None  # None: called as the key; "": no attribute
    low: int | None = None
    high: int | None = None
    choices: tuple[str, ...] = ()
    longest: int = LONGEST_TEXT
    points_to: IdKind | None = None  # whose ids stand there
    calendar: int | None = None  # the day of the month that "calendar" stands for
    fields: tuple["Field", ...] = ()
    value: Callable[..., Any] | None = None  # what its mapping becomes; None: its fields are those of the value around

    @property
    def name(self) -> str:
        """The attribute that it becomes."""
        return self.key if self.attribute is None else self.attribute


def _title(about: str, required: bool = True) -> Field:
    return Field("title", "line", about, required, longest=LONGEST_TITLE)


def _short(about: str) -> Field:
    return Field("short", "line", about, longest=LONGEST_TITLE)


def _from(about: str, required: bool = False) -> Field:
    return Field("from", "day", about, required, "start_on")


def _until(about: str, required: bool = False) -> Field:
    return Field("until", "day", about, required, "until_on")


def _reporting(about: str, calendar: int | None) -> Field:
    closing = "Day of the month on which figures close, or calendar"
    fields = (
        Field("cutoff_day", "cutoff", closing, low=1, high=31, calendar=calendar),
        Field("send_within", "count", "Working days within which a report is sent", low=0, high=366),
    )
    return Field("reporting", "nested", about, fields=fields)


RATING_LIMITS = (
    Field("overdue_percent", "number", "At least so many percent of what is open are overdue", low=0, high=100),
    Field("days_late", "number", "At least so many days late is what has been overdue the longest", low=0, high=36_500),
    Field("due_rate_percent", "number", "Less than so many percent of what has fallen due are done", low=0, high=100),
    Field("behind_points", "number", "Progress is at least so many points less than planned", low=0, high=100),
)
RATING = (
    Field("amber", "nested", "When a plan is amber", fields=RATING_LIMITS, value=RatingLimits),
    Field("red", "nested", "When a plan is red", fields=RATING_LIMITS, value=RatingLimits),
)

USUAL_RULES = RatingRules(
    amber=RatingLimits(overdue_percent=5, days_late=30, due_rate_percent=95, behind_points=10),
    red=RatingLimits(overdue_percent=15, days_late=180, due_rate_percent=80, behind_points=25),
)

PROGRAM = (
    Field("id", "id", "The program's id", True),
    _title("Full title of the program"),
    _short("Short title"),
    Field("language", "choice", "Language of messages and reports", choices=("vi", "en")),
    _from("First day of the program", True),
    _until("Last day of the program", True),
    Field("signed_on", "day", "Day of signing"),
    Field("sides", "ids", "Organizations that signed the program", points_to="organization"),
    Field("basis", "lines", "Legal basis, free text"),
    _reporting("How reporting periods close", calendar=None),
    Field("rating", "nested", "When plans are rated amber or red", fields=RATING, value=RatingRules),
)

CONTENT = (
    Field("id", "id", "The content area's id", True),
    _title("Title of the content area"),
    _short("Short title, for tables"),
)

ORGANIZATION = (
    Field("id", "id", "The organization's id", True),
    _title("Name of the organization"),
    _short("Abbreviation"),
    Field("family", "choice", "Whose document formats it follows", choices=("party", "state")),
    _from("First day under this name"),
    _until("Last day under this name"),
    Field("successors", "ids", "Organizations that took over", points_to="organization"),
    Field("note", "text", "A note"),
)

CALENDAR_DAY = (
    Field("on", "day", "The day"),
    _from("First day of several"),
    _until("Last day of several"),
    _title("What the day is", required=False),
    Field("tentative", "yes", "Not announced yet"),
)

CALENDAR_YEAR = (
    Field("year", "count", "The year", True, low=1900, high=2200),
    Field("days_off", "many", "Weekdays off", fields=CALENDAR_DAY),
    Field("working_days", "many", "Saturdays and Sundays worked", fields=CALENDAR_DAY),
)

PLAN = (
    Field("id", "id", "The plan's id", True),
    Field("program", "id", "The program's id", True, attribute=""),
    _title("Full title of the plan"),
    _short("Short title, for tables"),
    Field("partner", "id", "The organization that signed the plan", True, points_to="organization"),
    Field("signed_on", "day", "Day of signing"),
    Field("order", "count", "Place among the plans", low=0, high=10_000),
    Field("fields", "lines", "Fields of work"),
    _reporting("How its reporting periods close, where otherwise than the program's", calendar=BY_CALENDAR),
    Field("successors", "pairs", "For a body that ended: which of its successors took over", points_to="organization"),
)

TARGET = (
    Field("value", "number", "What each occurrence is to reach", True),
    Field("unit", "line", "What is counted", longest=LONGEST_TITLE),
    Field("baseline", "number", "Where it begins; above the value for a falling target"),
)

ACTIVITY = (
    Field("id", "id", "The activity's id", True),
    _title("What is to be done"),
    Field("content", "ids", "Content area, or several of them", True, "contents", points_to="content"),
    Field("lead", "id", "The organization that leads", True, points_to="organization"),
    Field("with", "ids", "Organizations that take part", attribute="partners", points_to="organization"),
    Field("every", "every", "How often it falls due", choices=EVERY),
    Field("due", "deadline", "Due date, or words such as Quý II/2022", attribute="due_on"),
    Field("ongoing", "yes", "It has no due date"),
    Field("due_day", "count", "Due day in the last month of each period; left out: its last day", low=1, high=31),
    Field("start", "day", "First day of the work", attribute="start_on"),
    _until("Last day of the work"),
    Field("deadline_text", "line", "The deadline in the annex's words", longest=LONGEST_TITLE),
    Field("output", "line", "The document or result"),
    Field("target", "nested", "What each occurrence is to reach", fields=TARGET, value=model.Target),
    Field("weight", "number", "Weight in the progress figures; above 0"),
    Field("after", "ids", "Activities it waits for", points_to="activity"),
    Field("successors", "pairs", "For a body that ended: which of its successors took over", points_to="organization"),
    Field("note", "text", "A note"),
)

OFFICE = (Field("profile", "choice", "Whose formats reports follow where nothing else is asked for", choices=FAMILIES),)


def _words(key: str, about: str) -> Field:
    return Field(key, "line", about, longest=LONGEST_TITLE)


def _points(key: str, about: str) -> Field:
    return Field(key, "number", about, low=6, high=72)


def _millimetres(key: str, about: str) -> Field:
    return Field(key, "number", about, low=0, high=100)


PROFILE = (
    Field("id", "choice", "The family of documents", True, choices=FAMILIES),
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

# Attributes of a file are those of the set that it is read into
_ACTIVITIES = Field("activities", "many", "Its activities", fields=ACTIVITY, value=model.Activity)
FILES: dict[str, tuple[Field, ...]] = {
    "program": (
        Field("program", "definition", "The program", True, "programs", fields=PROGRAM, value=model.Program),
        Field("contents", "many", "Its content areas", fields=CONTENT, value=model.Content),
        _ACTIVITIES._replace(about="Its own activities"),
    ),
    "organizations": (
        Field("organizations", "many", "All organizations", True, fields=ORGANIZATION, value=model.Organization),
    ),
    "calendar": (Field("calendar", "many", "Days off and working Saturdays by year", True, fields=CALENDAR_YEAR),),
    "plan": (Field("plan", "definition", "The plan", True, "plans", fields=PLAN, value=model.Plan), _ACTIVITIES),
    "office": (
        Field(
            "office", "definition", "The office that issues reports", True, "offices", fields=OFFICE, value=model.Office
        ),
        Field(
            "profiles",
            "many",
            "Who issues documents of a family, and how they look",
            fields=PROFILE,
            value=model.Profile,
        ),
    ),
}


def rules_in_force(rules: RatingRules | None) -> RatingRules:
    """Return the rules of a program, with the usual limit where it leaves one out."""
    colours = zip(rules or RatingRules(), USUAL_RULES, strict=True)
    filled = (
        RatingLimits(*(other if own is None else own for own, other in zip(limits, usual, strict=True)))
        for limits, usual in colours
    )
    return RatingRules(*filled)
