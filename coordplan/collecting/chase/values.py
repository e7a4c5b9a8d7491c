"""What bodies are written about: who is asked for what, by when, how many times before, and in whose name. Pure."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Literal

from coordplan.collecting.returns.turns import TurnKind
from coordplan.collecting.returns.values import Answering, AnsweringReport, RowState
from coordplan.model import Profile, SentReminder
from coordplan.named_tuples import NamedTuple
from coordplan.paper.letterhead import Letterhead

# late: no answer came by the day; ahead: the day is still to come; complete: what came has to be completed;
# provide: a body that is not below the one that asks, or of the Party where that is of the state, is asked for results;
# carry_out: work that another body leads, or a unit of the one that asks, is overdue
LetterKind = Literal["late", "ahead", "complete", "provide", "carry_out"]


class ReminderItem(NamedTuple):
    """An occurrence that is still to be answered, or to be answered again."""

    occurrence: str
    title: str
    due_on: date | None
    state: RowState
    fault: str = ""
    plan: str = ""
    known: str = ""  # the last that is recorded, with its day, in words; empty where nothing is
    days_overdue: int | None = None

    def by_name(self) -> dict[str, Any]:
        return {
            "occurrence": self.occurrence,
            "title": self.title,
            "due": self.due_on,
            "state": self.state,
            "fault": self.fault or None,
        }


class Reminder(NamedTuple):
    """What one organization is reminded of."""

    answering: Answering
    title: str  # its whole name
    items: tuple[ReminderItem, ...]
    in_place_of: str = ""  # the name of the body that was asked, and has ended since
    answer_by: date | None = None  # the day that it names
    number: int = 1  # how many times it was asked for the same, with this time
    before: SentReminder | None = None  # the last of those times
    email: str = ""
    kind: LetterKind = "late"
    own_unit: bool = False  # a unit of the body that asks, which the program does not know
    undocumented: tuple[ReminderItem, ...] = ()  # what is done, and no document proves
    marked: bool = False  # a copy of its answer with marks was made

    @property
    def turn(self) -> TurnKind | None:
        return None if self.answering.turn is None else self.answering.turn.kind

    def count_on(self, day: date) -> int:
        """Which letter of its kind that of a day is; those ahead of the day to send by are not counted in words."""
        if self.kind != "ahead":
            return self.number
        return 1 + sum(each.reminded_on < day for each in self.answering.reminded)

    @property
    def is_late(self) -> bool:
        """Whether no answer came by the day; what came has to be corrected, or may still come in time."""
        return self.answering.state in ("waiting", "blank") and self.answering.days_late is not None


class SignedTitle(NamedTuple):
    """The program or a plan as a letter names it."""

    title: str
    number: str = ""
    signed_on: date | None = None


class Reminders(NamedTuple):
    """What `coordplan chase` says."""

    report: AnsweringReport
    period_title: str
    reminders: tuple[Reminder, ...]
    answer_by: date | None
    asking: str  # the name of the body that asks; empty where nobody says
    contact: str  # whom to ask there
    program: SignedTitle
    plans: Mapping[str, SignedTitle] = MappingProxyType({})  # as the body that asks names them, by id, in their order
    letterhead: Letterhead = Letterhead()
    profile: Profile = Profile("party")
    asked_for: str = ""  # by whom: the body to which the one that asks reports; empty where that is none
    asked_by: date | None = None  # and by when that wants it
    office: bool = True  # the body that asks is the office that keeps the file: what it sends is recorded
    asked_once: tuple[tuple[str, date], ...] = ()  # names of who gets no second letter, and when each was asked
    writer: str = ""  # the id of the body that asks

    def sent_reminder(self, reminder: Reminder) -> SentReminder:
        """Return what is recorded of a reminder that goes out."""
        period, organization, day = self.report.period, reminder.answering.organization, self.report.as_of
        return SentReminder(f"{period}/{organization}@{day.isoformat()}", period, organization, day, reminder.answer_by)

    @property
    def in_order_without_evidence(self) -> tuple[Answering, ...]:
        """Those who are reminded of nothing, and have done what no document is recorded for."""
        reminded = {each.answering.organization for each in self.reminders}
        rest = (each for each in self.report.organizations if each.organization not in reminded)
        return tuple(each for each in rest if each.without_evidence)
