"""The fields of every kind of definition: one table each, from which the parser, the writer and the schema are made.

The order of a table is the order in which the writer writes.
"""

from coordplan import model
from coordplan.definitions.document_fields import DATED as DATED
from coordplan.definitions.document_fields import OFFICE as OFFICE
from coordplan.definitions.document_fields import PROFILE as PROFILE
from coordplan.definitions.field import BY_CALENDAR, LONGEST_TITLE
from coordplan.definitions.field import CONTINUED_FORM as CONTINUED_FORM
from coordplan.definitions.field import ID_FORM as ID_FORM
from coordplan.definitions.field import LONGEST_ID as LONGEST_ID
from coordplan.definitions.field import MOST_ENTRIES as MOST_ENTRIES
from coordplan.definitions.field import Field as Field
from coordplan.definitions.field import FieldKind as FieldKind
from coordplan.model import EVERY, RatingLimits, RatingRules, Target
from coordplan.model.limits import LimitsInForce, RulesInForce


def _title(about: str, required: bool = True) -> Field:
    return Field("title", "line", about, required, longest=LONGEST_TITLE)


def _short(about: str) -> Field:
    return Field("short", "line", about, longest=LONGEST_TITLE)


def _from(about: str, required: bool = False) -> Field:
    return Field("from", "day", about, required, "start_on")


def _until(about: str, required: bool = False) -> Field:
    return Field("until", "day", about, required, "until_on")


def _number(about: str) -> Field:
    return Field("number", "line", about, longest=LONGEST_TITLE)


def _basis(about: str) -> Field:
    return Field("basis", "lines", about)


def _fields(about: str) -> Field:
    return Field("fields", "lines", about)


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

# By its days alone one occurrence makes no plan red: that takes a share of its work, or three that are long overdue
USUAL_RULES = RulesInForce(
    amber=LimitsInForce(overdue_percent=5, days_late=30, due_rate_percent=95, behind_points=10, long_overdue=None),
    red=LimitsInForce(overdue_percent=15, days_late=None, due_rate_percent=80, behind_points=25, long_overdue=3),
)

PROGRAM = (
    Field("id", "id", "The program's id", True),
    _title("Full title of the program"),
    _short("Short title"),
    Field("office", "line", "Whose file it is; else who issues its reports, and where", longest=LONGEST_TITLE),
    Field("previous", "line", "The file of the program before, as seen from the folder of this one's file"),
    Field("language", "choice", "Language of messages and reports", choices=("vi", "en")),
    _from("First day of the program", True),
    _until("Last day of the program", True),
    _number("Number and code of the signed program"),
    Field("signed_on", "day", "Day of signing"),
    Field("sides", "ids", "Organizations that signed the program", points_to="organization"),
    _basis("Legal basis: a line for each document"),
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
    Field("email", "address", "The office's address for mail, never a person's"),
    Field(
        "send_within",
        "count",
        "Working days within which it sends a report, where otherwise than its plan",
        low=0,
        high=366,
    ),
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
    _number("Number and code of the signed plan"),
    Field("signed_on", "day", "Day of signing"),
    _basis("What it rests on: a line for each document"),
    Field("order", "count", "Place among the plans", low=0, high=10_000),
    _fields("Fields of work, of those of its activities that name none"),
    _reporting("How its reporting periods close, where otherwise than the program's", calendar=BY_CALENDAR),
    Field("successors", "pairs", "For a body that ended: which of its successors took over", points_to="organization"),
    Field(
        "title_for",
        "titles",
        "Title in the papers of a body, where it is another: {so-yte: Kế hoạch phối hợp với ...}",
        longest=LONGEST_TITLE,
        points_to="organization",
    ),
)

TARGET = (
    Field("value", "yearly", "What each occurrence is to reach; or for each year, 2022: 5", True),
    Field("unit", "line", "What is counted", longest=LONGEST_TITLE),
    Field("baseline", "number", "Where it begins; above the value for a falling target"),
    Field("sum", "yes", "What is recorded adds up to it: classes held, quarter by quarter", attribute="sums"),
)


def target_of(
    value: float | tuple[tuple[int, float], ...], unit: str = "", baseline: float = 0.0, sums: bool = False
) -> Target:
    """Return a target, of which the value may be several by year."""
    if isinstance(value, tuple):
        return Target(value[0][1], unit, baseline, value, sums)
    return Target(value, unit, baseline, sums=sums)


_MONTHS_AND_DAYS = (
    Field("due_month", "count", "Of what recurs every year: the month it falls due in", low=1, high=12),
    Field("start_month", "count", "Of what recurs every year: the month with which its work begins", low=1, high=12),
    Field("due_on", "year_days", "Of what recurs every year: several days, 31/5, 30/6", attribute="due_days"),
)

AMENDMENT = (
    Field("from", "day", "From this day on: what fell due before stays as it was", True, "from_on"),
    Field("every", "every", "How often it falls due from then on", choices=EVERY),
    Field("due", "deadline", "Due date, or words such as Hằng quý", attribute="due_on"),
    Field("ongoing", "yes", "It has no due date any more"),
    Field("due_day", "count", "Due day in the last month of each period; of a week 1 (Monday) to 7", low=1, high=31),
    Field("start", "day", "First day of the work under the new words", attribute="start_on"),
    *_MONTHS_AND_DAYS,
    _until("Last day of the work"),
    Field("deadline_text", "line", "The deadline in the paper's words", longest=LONGEST_TITLE),
    Field("target", "nested", "What each occurrence is to reach", fields=TARGET, value=target_of),
    Field("weight", "number", "Weight in the progress figures; above 0"),
    Field("basis", "line", "The paper that amends it: number, day, subject", longest=LONGEST_TITLE),
)

ACTIVITY = (
    Field("id", "id", "The activity's id", True),
    _title("What is to be done"),
    _short("Short title, for sentences and digests"),
    Field("content", "ids", "Content area, or several of them", True, "contents", points_to="content"),
    _fields("Fields of work; left out: those of its plan"),
    Field("lead", "id", "The organization that leads", True, points_to="organization"),
    Field("with", "ids", "Organizations that take part", attribute="partners", points_to="organization"),
    Field("every", "every", "How often it falls due", choices=EVERY),
    Field("due", "deadline", "Due date, or words such as Quý II/2022", attribute="due_on"),
    Field("ongoing", "yes", "It has no due date"),
    Field(
        "due_day",
        "count",
        "Due day in the last month of each period; of a week 1 (Monday) to 7; left out: the last day",
        low=1,
        high=31,
    ),
    *_MONTHS_AND_DAYS,
    Field("start", "day", "First day of the work", attribute="start_on"),
    _until("Last day of the work"),
    Field("deadline_text", "line", "The deadline in the annex's words", longest=LONGEST_TITLE),
    Field("output", "line", "The document or result"),
    Field("target", "nested", "What each occurrence is to reach", fields=TARGET, value=target_of),
    Field("weight", "number", "Weight in the progress figures; above 0"),
    Field("after", "ids", "Activities it waits for", points_to="activity"),
    Field("successors", "pairs", "For a body that ended: which of its successors took over", points_to="organization"),
    Field("continues", "continued", "What it carries on of the program before: ctph-2022-2025/gddt-08@2025"),
    _basis("What it rests on, such as a leader's conclusion: a line for each document"),
    Field("note", "text", "A note"),
    Field("amended", "many", "What a signed paper has changed, from a day on", fields=AMENDMENT, value=model.Amendment),
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


def rules_in_force(rules: RatingRules | None) -> RulesInForce:
    """Return the rules of a program, with the usual limit where it leaves one out.

    A limit of days that it writes itself takes one occurrence, and the usual one of several goes.
    """
    own = rules or RatingRules()
    amber, red = (
        usual._replace(**{name: limit for name, limit in limits._asdict().items() if limit is not None})
        for limits, usual in zip(own, USUAL_RULES, strict=True)
    )
    return RulesInForce(amber, red if own.red.days_late is None else red._replace(long_overdue=None))
