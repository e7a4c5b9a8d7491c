"""The form that an organization fills in for a period: its columns, its rows, and the stamp that travels with it.

``form_workbook`` makes a file of them, ``collect.returned_form`` finds them again in what comes back.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import date

from coordplan.model import SentForm
from coordplan.named_tuples import NamedTuple
from coordplan.text.language import mark

STAMP_SHEET = "_coordplan"
STAMP_PROPERTY = "coordplan"  # a custom property of the document says the same
FORM_VERSION = "coordplan/form/1"
_HEAD = ("form", "program", "organization", "period", "made_on", "seen", "checksum")
NAME_CELL = "A3"  # whose form it is, for people
CONTACT_ROW = 5  # forms that went out before have none; their keys and headings stand a row higher
KEY_ROW = 6  # hidden: the keys of the columns, so that they are found wherever they have been moved
HEADER_ROW = 7


class ContactCell(NamedTuple):
    """A cell above the table for whoever fills the form in, beside its label: first and last column of each."""

    key: str
    label: str
    of_label: tuple[int, int]
    of_answer: tuple[int, int]


CONTACT = (
    ContactCell("answered_by", mark("Filled in by (name, position)"), (1, 3), (4, 7)),
    ContactCell("telephone", mark("Telephone"), (8, 9), (10, 12)),
)


class FormColumn(NamedTuple):
    """A column: its key, its heading, its width in letters; what is to be filled in has a hint."""

    key: str
    heading: str
    width: float
    hint: str = ""  # empty: locked


COLUMNS = (
    FormColumn("number", mark("No."), 4.5),
    FormColumn("occurrence", mark("Id"), 17.5),
    FormColumn("title", mark("Activity"), 30),
    FormColumn("due", mark("Due"), 11),
    FormColumn("deadline_text", mark("Deadline in the plan"), 11.5),
    FormColumn("standing", mark("Standing"), 11),
    FormColumn("known", mark("Recorded so far"), 13),
    FormColumn("unit", mark("Target or unit"), 9),
    FormColumn("done", mark("Finished?"), 8, mark("Choose Finished (or type x), or Not finished.")),
    FormColumn(
        "progress",
        mark("Progress or value"),
        9.5,
        mark(
            "Where the unit is %: how much is done, 60 or 60%. Otherwise the value reached, as a number: 12;"
            " where it says so, what the period alone brought."
        ),
    ),
    FormColumn(
        "done_on",
        mark("Finished on"),
        11,
        mark("The day it was finished: day/month/year, for example 30/6/2024. Needed where it is finished."),
    ),
    FormColumn(
        "document",
        mark("Document: number and code"),
        12.5,
        mark("Number and code of the document that shows it, for example 12-TB/BTGTU."),
    ),
    FormColumn("document_on", mark("Document: day"), 11, mark("Its day: day/month/year, for example 25/6/2024.")),
    FormColumn("subject", mark("Document: subject"), 15, mark("Its subject line, in short.")),
    FormColumn("difficulties", mark("Difficulties"), 18, mark("What stands in the way. Nothing: leave it blank.")),
    FormColumn(
        "recommendations",
        mark("Recommendations"),
        18,
        mark("What you propose or ask for. Nothing: leave it blank."),
    ),
    FormColumn(
        "files",
        mark("Files sent along"),
        12,
        mark("Names of the files that show it, sent with this form, one a line: 12-TB.pdf. None: leave it blank."),
    ),
)
LOCKED = tuple(column.key for column in COLUMNS if not column.hint)
FILLED = tuple(column.key for column in COLUMNS if column.hint)
ADDED_LATER = ("files",)  # forms that went out before have none

# Of forms that went out before: keys and words
FORMER_HEADINGS = (("done", "Đã xong?"), ("deadline_text", "Thời gian ghi trong kế hoạch"))


class FormRow(NamedTuple):
    """An occurrence as the form shows it; the words are in the language of the form."""

    occurrence: str
    title: str
    due_on: date | None
    deadline_text: str
    standing: str
    known: str  # what is recorded so far: 60% (14/5/2024); empty where nothing is
    unit: str  # "%", or the target
    asked: bool  # it is due by the end of the period and still open
    done: bool = False  # no answer is wanted; not in the stamp, which tells it by the standing


# The sheet of what others lead and this organization takes part in: for information, nothing on it is an answer
SHARED_SHEET = mark("Takes part in")
SHARED_COLUMNS = (
    FormColumn("occurrence", mark("Id"), 17.5),
    FormColumn("title", mark("Activity"), 52),
    FormColumn("lead", mark("Lead"), 30),
    FormColumn("due", mark("Due"), 12),
    FormColumn("standing", mark("Standing"), 18),
)


class SharedRow(NamedTuple):
    """An occurrence that another organization leads, as a partner's form shows it."""

    occurrence: str
    title: str
    lead: str
    due: date | None
    standing: str


class Form(NamedTuple):
    """One organization's form for a period."""

    program: str
    program_title: str
    organization: str
    organization_title: str
    period: str
    period_title: str
    first: date  # of the figures
    last: date
    made_on: date
    seen: int  # the last change that it shows
    send_by: date | None
    send_to: str  # the name of the body that asks; empty where nobody says
    rows: tuple[FormRow, ...]
    illustrative: bool = False
    shared: tuple[SharedRow, ...] = ()  # not in the stamp: it asks for nothing
    paper: str = ""  # a4 | a3 | wide, as the office that asks chooses; blank: a3

    @property
    def file_name(self) -> str:
        return f"{self.period}_{self.organization}.xlsx"

    @property
    def asked(self) -> tuple[str, ...]:
        return tuple(row.occurrence for row in self.rows if row.asked)

    @property
    def white(self) -> int:
        """How many rows are for news only: not asked for, and not locked since they are done."""
        return sum(not row.asked and not row.done for row in self.rows)

    @property
    def not_due(self) -> tuple[str, ...]:
        return tuple(row.occurrence for row in self.rows if not row.asked)


class Stamp(NamedTuple):
    """What a form says of itself, hidden from whoever fills it in."""

    program: str
    organization: str
    period: str
    made_on: date
    seen: int
    checksum: str
    rows: tuple[FormRow, ...] = ()  # the locked cells as they went out; none where only the property is left


def stamp_of(form: Form) -> Stamp:
    """Return the stamp of a form."""
    bare = Stamp(form.program, form.organization, form.period, form.made_on, form.seen, "", form.rows)
    return bare._replace(checksum=checksum_of(bare))


def sent_form(form: Form) -> SentForm:
    """Return what is recorded of a form that goes out; its number is given by the file."""
    return SentForm(
        id=0,
        period=form.period,
        organization=form.organization,
        made_on=form.made_on,
        seen=form.seen,
        send_by=form.send_by,
        file_name=form.file_name,
        checksum=stamp_of(form).checksum,
        asked=form.asked,
        not_due=form.not_due,
    )


def checksum_of(stamp: Stamp) -> str:
    """Return the SHA-256 of what a stamp says of its form, the locked cells included."""
    words = [FORM_VERSION, *map(str, stamp[:5]), [_row_cells(row) for row in stamp.rows]]
    return hashlib.sha256(json.dumps(words, ensure_ascii=False).encode()).hexdigest()


def _head(stamp: Stamp) -> tuple[str, ...]:
    """Return what names a form, in the order of ``_HEAD``."""
    made_on = stamp.made_on.isoformat()
    return FORM_VERSION, stamp.program, stamp.organization, stamp.period, made_on, str(stamp.seen), stamp.checksum


def stamp_cells(stamp: Stamp) -> list[list[str]]:
    """Return the cells of the hidden sheet: what names the form, then a row for each of its rows."""
    head = zip(_HEAD, _head(stamp), strict=True)
    return [*([key, value] for key, value in head), *(["row", *_row_cells(row)] for row in stamp.rows)]


def stamp_line(stamp: Stamp) -> str:
    """Return the custom property: what names the form, without its rows."""
    return " ".join(_head(stamp))


def parse_stamp_cells(cells: list[list[str]]) -> Stamp | None:
    """Return the stamp of a hidden sheet; None where it is none, or was altered."""
    head = {row[0]: row[1] for row in cells if len(row) > 1 and row[0] != "row"}
    try:
        rows = tuple(_form_row(row[1:]) for row in cells if row and row[0] == "row")
        stamp = _stamp([head[key] for key in _HEAD])
    except (KeyError, ValueError, IndexError):
        return None
    if stamp is None:
        return None
    stamp = stamp._replace(rows=rows)
    return stamp if checksum_of(stamp) == stamp.checksum else None


def parse_stamp_line(line: str) -> Stamp | None:
    """Return the stamp of the custom property, without rows; None where it is none."""
    words = line.split(" ")
    try:
        return _stamp(words) if len(words) == len(_HEAD) else None
    except ValueError:
        return None


def _stamp(head: list[str]) -> Stamp | None:
    version, program, organization, period, made_on, seen, checksum = head
    if version != FORM_VERSION:
        return None
    return Stamp(program, organization, period, date.fromisoformat(made_on), int(seen), checksum)


def _row_cells(row: FormRow) -> list[str]:
    due_on = "" if row.due_on is None else row.due_on.isoformat()
    return [*row[:2], due_on, row.deadline_text, row.standing, row.known, row.unit, "asked" * row.asked]


def _form_row(cells: list[str]) -> FormRow:
    occurrence, title, due_on, deadline_text, standing, known, unit, asked = (*cells, *[""] * 8)[:8]
    day = date.fromisoformat(due_on) if due_on else None
    return FormRow(occurrence, title, day, deadline_text, standing, known, unit, asked == "asked")


class FormsMade(NamedTuple):
    """What `coordplan form` did."""

    period: str
    as_of: date
    folder: str
    forms: tuple[SentForm, ...]
    titles: Mapping[str, str]  # short, of the organizations
    change: int | None = None  # None: all of them went out before, just as they are
    new: tuple[str, ...] = ()  # the organizations whose form is another than the last
    mails: Mapping[str, str] = {}  # files of drafts, where such are written
    before: Mapping[str, date] = {}  # by when the last form of each was to be sent
    own: bool = False  # it is the office's own, which goes to nobody
    white: Mapping[str, int] = {}  # how many rows of each are for news only; what is done is not among them

    def title_of(self, form: SentForm) -> str:
        return self.titles.get(form.organization, form.organization)


class OwnRecorded(NamedTuple):
    """What the office said of what it leads itself; the names are those of its JSON."""

    period: str
    asked: tuple[str, ...]
    recorded: tuple[str, ...]
    change: int | None
