"""What a table of fields is made of: a key, what it holds, what becomes of it."""

from collections.abc import Callable
from typing import Any, Literal

from coordplan.errors import IdKind
from coordplan.named_tuples import NamedTuple

FieldKind = Literal[
    "id",  # an id that this mapping gives itself, or that points to another
    "ids",  # a list of ids, or one of them
    "line",  # text on one line
    "lines",  # a list of such texts
    "text",  # text that may have several lines
    "address",  # of e-mail
    "day",
    "deadline",  # a day or words
    "year_days",  # days of any year, 31/5, or one of them
    "every",  # month | quarter | half | year, or words
    "yes",
    "count",
    "number",
    "yearly",  # a number, or one for each year
    "choice",
    "cutoff",  # a day of the month, or "calendar"
    "pairs",  # id: id
    "titles",  # id: text on one line
    "texts",  # a mapping with fields of its own, all of them texts; what stands there, by key
    "continued",  # an occurrence of another program: PROGRAM/OCCURRENCE
    "nested",  # a mapping with fields of its own
    "definition",  # such a mapping that defines something by itself
    "many",  # a list of definitions
]

LONGEST_TITLE = 500
LONGEST_TEXT = 10_000
LONGEST_ID = 40
ID_FORM = r"[a-z][a-z0-9-]{0,39}"
CONTINUED_FORM = rf"{ID_FORM}/{ID_FORM}(@\d{{4}}(-[0-9HMQW]{{2,3}}(-\d{{2}})?)?)?"  # ctph-2022-2025/gddt-08@2025
ADDRESS_FORM = r"[A-Za-z0-9_+-]+(\.[A-Za-z0-9_+-]+)*@([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,63}"
LONGEST_ADDRESS = 254
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
