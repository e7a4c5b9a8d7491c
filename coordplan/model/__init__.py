"""The words of the field as frozen values.

They carry what definitions and the file say and nothing derived from it; where an occurrence stands on a day is worked
out in ``store.standings``. Ids are text, days are ``date``, periods are keys such as ``2024-Q2``.
"""

from datetime import date
from typing import Literal

from coordplan.model.documents import DatedLetterhead as DatedLetterhead
from coordplan.model.documents import IssuedReport as IssuedReport
from coordplan.model.documents import Office as Office
from coordplan.model.documents import Profile as Profile
from coordplan.model.documents import ReportChoices as ReportChoices
from coordplan.named_tuples import NamedTuple

Every = Literal["week", "month", "quarter", "half", "year"]
EntryKind = Literal["percent", "value", "done", "suspended", "resumed", "cancelled", "extended"]
ReturnOutcome = Literal["accepted", "partly", "sent_back"]
RowAnswer = Literal["answered", "blank", "not_due"]
RowOutcome = Literal["taken_in", "held_back", "unchanged", "nothing", "ours", "sent_back"]

EVERY: tuple[Every, ...] = ("week", "month", "quarter", "half", "year")
FAMILIES = ("party", "state")

DONE = ("done_on_time", "done_late")
OPEN = ("in_progress", "in_progress_overdue", "not_started", "not_started_overdue", "upcoming", "ongoing")
OVERDUE = ("in_progress_overdue", "not_started_overdue")
STANDINGS = (*DONE, *OPEN, "suspended", "cancelled")
RATES = ("due_rate", "progress", "planned")


class RatingLimits(NamedTuple):
    """From where on a plan has a colour; what is left out counts as in the documented defaults."""

    overdue_percent: float | None = None  # overdue of what is still open, at least
    days_late: float | None = None  # of what has been overdue the longest, at least
    due_rate_percent: float | None = None  # done of what has fallen due, less than
    behind_points: float | None = None  # progress less than planned, by at least so many points


class RatingRules(NamedTuple):
    """When a plan is amber and when it is red; whatever is neither is green."""

    amber: RatingLimits = RatingLimits()
    red: RatingLimits = RatingLimits()


class Program(NamedTuple):
    """The agreement over a period."""

    id: str
    title: str
    start_on: date
    until_on: date
    short: str = ""
    language: str = "vi"
    signed_on: date | None = None
    sides: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    cutoff_day: int | None = None  # None: periods by calendar
    send_within: int | None = None  # working days
    rating: RatingRules | None = None  # None: the documented defaults
    office: str = ""  # whose file it is; else the issuer of its reports says so
    previous: str = ""  # the file of the program before, as seen from this one's folder
    number: str = ""  # number and code of the signed paper


class Content(NamedTuple):
    """A content area of the program."""

    id: str
    title: str
    short: str = ""
    order: int = 0


class Organization(NamedTuple):
    """A body, with the days it exists from and until, and what came after it."""

    id: str
    title: str
    short: str = ""
    family: str = ""  # party | state: whose formats its documents follow
    start_on: date | None = None
    until_on: date | None = None
    successors: tuple[str, ...] = ()
    note: str = ""
    email: str = ""
    send_within: int | None = None  # working days; None: as the plan of which it is a partner, or the program


class CalendarDay(NamedTuple):
    """A weekday off, or a Saturday worked."""

    day: date
    off: bool
    title: str = ""
    tentative: bool = False


class Plan(NamedTuple):
    """One agreement under the program, with a partner organization."""

    id: str
    title: str
    partner: str
    short: str = ""
    signed_on: date | None = None
    fields: tuple[str, ...] = ()
    successors: tuple[tuple[str, str], ...] = ()  # for a body that ended: which of its successors took over
    order: int = 0
    cutoff_day: int | None = None  # None: as the program; 31: by calendar
    send_within: int | None = None  # working days; None: as the program
    number: str = ""  # number and code of the signed paper
    basis: tuple[str, ...] = ()  # documents that it rests on, as cited
    title_for: tuple[tuple[str, str], ...] = ()  # as the papers of a body name it: (organization, title)


class Target(NamedTuple):
    """What each occurrence is to reach; a falling one has a baseline above its value."""

    value: float  # of several by year, the first
    unit: str = ""
    baseline: float = 0.0
    by_year: tuple[tuple[int, float], ...] = ()  # by the year of the occurrence; none: the same in all of them
    sums: bool = False  # the values that are recorded add up to it, the last one of each day


class Amendment(NamedTuple):
    """What a recurrence is from a day on; what is left out (None, or an empty text) stays as it was."""

    from_on: date
    every: Every | None = None
    due_on: date | None = None
    ongoing: bool = False
    due_day: int | None = None
    start_on: date | None = None
    until_on: date | None = None
    deadline_text: str = ""
    target: Target | None = None
    weight: float | None = None
    basis: str = ""  # the paper that says so
    due_month: int | None = None
    start_month: int | None = None
    due_days: tuple[str, ...] = ()


class Activity(NamedTuple):
    """A row of a plan. Exactly one of ``every``, ``due_on`` and ``ongoing`` says when it is due."""

    id: str
    plan: str  # the program's id for the program's own activities
    title: str
    contents: tuple[str, ...]
    lead: str
    partners: tuple[str, ...] = ()
    every: Every | None = None
    due_day: int | None = None  # of the period's last month (of a week 1..7, from Monday on); None: its last day
    due_on: date | None = None
    ongoing: bool = False
    start_on: date | None = None
    until_on: date | None = None
    deadline_text: str = ""
    output: str = ""
    target: Target | None = None
    weight: float = 1.0
    after: tuple[str, ...] = ()
    successors: tuple[tuple[str, str], ...] = ()
    note: str = ""
    amended: tuple[Amendment, ...] = ()  # by their days
    continues: str = ""  # PROGRAM/OCCURRENCE: what it carries on of the program before
    fields: tuple[str, ...] = ()  # of work; none: those of its plan
    basis: tuple[str, ...] = ()  # documents that it rests on, as cited
    due_month: int | None = None  # of what recurs every year; None: the last one
    start_month: int | None = None  # with which its window opens; None: with the year, or with due_month without a day
    due_days: tuple[str, ...] = ()  # several days, each with its own occurrence: 05-31 of every year, or 2024-03-31
    short: str = ""  # for sentences and digests


class Definitions(NamedTuple):
    """A set of definitions: what one folder of YAML says, or what a file holds."""

    program: Program | None = None
    contents: tuple[Content, ...] = ()
    organizations: tuple[Organization, ...] = ()
    calendar: tuple[CalendarDay, ...] = ()
    plans: tuple[Plan, ...] = ()
    activities: tuple[Activity, ...] = ()
    office: Office | None = None
    profiles: tuple[Profile, ...] = ()


ProofState = Literal["same", "changed", "missing"]  # of a file, since it was recorded


class ProofFile(NamedTuple):
    """A file that proves an entry, as it was when it was recorded."""

    path: str  # as seen from the folder of the coordplan file, with slashes; whole where it lies on another drive
    name: str
    size: int  # bytes
    sha256: str


class Entry(NamedTuple):
    """One observed fact about an occurrence."""

    occurrence: str
    observed_on: date
    kind: EntryKind
    percent: float | None = None  # 0..100
    value: float | None = None
    due_on: date | None = None  # of an extension: the new due date
    note: str = ""
    evidence: str = ""
    files: tuple[ProofFile, ...] = ()

    @property
    def is_proved(self) -> bool:
        """Whether a document or a file stands for it."""
        return bool(self.evidence or self.files)


class Change(NamedTuple):
    """One write to the file."""

    id: int
    at: str  # a moment, UTC, ISO 8601
    by: str
    command: str
    reason: str = ""
    undoes: int | None = None
    illustrative: bool = False
    undoes_also: str = ""  # JSON: the numbers of further changes that it takes back
    merged_by: int | None = None  # the merge with which it came from another copy; None: written here
    number_there: int | None = None  # in that copy


class SentForm(NamedTuple):
    """A form that went out to an organization, to be filled in for a period."""

    id: int
    period: str
    organization: str
    made_on: date  # the day whose standings it shows
    seen: int  # the last change that it shows
    send_by: date | None
    file_name: str
    checksum: str  # of what it says
    asked: tuple[str, ...] = ()  # occurrences to be answered
    not_due: tuple[str, ...] = ()  # and those that stand beside them


class Return(NamedTuple):
    """What an organization sent back for a period."""

    id: int
    period: str
    organization: str
    file_name: str
    file_digest: str  # SHA-256 of the bytes
    form_checksum: str
    received_on: date
    outcome: ReturnOutcome
    rows: int
    taken_in: int
    sent_back: int
    answered_by: str = ""  # who filled it in, as the form says
    telephone: str = ""  # and the office's number


class SentReminder(NamedTuple):
    """A letter or mail that asked an organization for its return of a period."""

    id: str  # 2024-Q2/so-yte@2024-07-05
    period: str
    organization: str
    reminded_on: date
    send_by: date | None  # by when it asks for the return


class ReturnRow(NamedTuple):
    """What a return says of one occurrence."""

    occurrence: str
    answer: RowAnswer
    outcome: RowOutcome
    said: str = ""  # progress as it was understood: 60%, 12, done; no: not done
    done_on: date | None = None
    evidence: str = ""
    difficulties: str = ""
    recommendations: str = ""
    fault: str = ""  # why it was sent back, for whoever filled it in
