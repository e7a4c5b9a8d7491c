"""Who has answered for a period and who has not, one state for each organization. Pure.

Blank, zero, not due and not answered are four different things: a blank came back with nothing in it; zero is an
answer; what is not due is not asked for; what is not answered never came back.
"""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, Literal

from coordplan.collecting.returns.turns import Turn, turn_of
from coordplan.dates.workdays import WorkingDays
from coordplan.model import Return, ReturnRow, SentForm, SentReminder
from coordplan.named_tuples import NamedTuple
from coordplan.text.language import translate as _

State = Literal["not_sent", "not_asked", "waiting", "sent_back", "blank", "partly", "accepted"]
RowState = Literal["answered", "blank", "not_due", "not_answered", "sent_back"]
COUNTED: tuple[RowState, ...] = ("answered", "blank", "sent_back", "not_answered", "not_due")
# Of an organization's answer, in JSON and CSV
_NAMES = (
    *("organization", "title", "state", "sent_on", "send_by", "received_on", "last_received_on", "on_time"),
    *("days_late", "file"),
)
_WHO = ("answered_by", "telephone", "accepted_by")
ANSWERING_NAMES = (*_NAMES, *COUNTED, "without_evidence", "reminders", "reminded_on", *_WHO)


class RowStanding(NamedTuple):
    """What has been said of an occurrence that a form asks for, or that stands beside those."""

    occurrence: str
    state: RowState
    fault: str = ""  # why it was sent back, or what came after the answer that was taken in

    @property
    def wrong(self) -> bool:
        """Whether it has to be corrected."""
        return self.state == "sent_back" or self.fault != ""

    @property
    def lacking(self) -> bool:
        """Whether something is still to come."""
        return self.wrong or self.state in ("blank", "not_answered")


class Answering(NamedTuple):
    """An organization's answer for a period, as far as it has come."""

    organization: str
    title: str
    state: State
    sent_on: date | None  # the day of the latest form
    send_by: date | None
    received_on: date | None  # the day the first answer came
    last_received_on: date | None
    file: str  # of the latest answer
    rows: tuple[RowStanding, ...]
    as_of: date
    without_evidence: tuple[str, ...] = ()  # what it has done of the period that no document or file proves
    reminded: tuple[SentReminder, ...] = ()  # that were kept, the latest last
    turn: Turn | None = None  # whether it is to be reminded again
    answered_by: str = ""  # who filled in the latest answer, as it says
    telephone: str = ""
    accepted_by: str = ""  # who took in the latest answer of which something was recorded

    @property
    def owes(self) -> bool:
        """Whether it was asked and something is still to come from it."""
        return self.state in ("waiting", "sent_back", "blank", "partly")

    def with_reminders(self, reminded: Sequence[SentReminder], days: WorkingDays) -> "Answering":
        """Return it with the reminders that were kept, and whether it is its turn to be reminded again."""
        kept = [each.reminded_on for each in reminded]
        turn = turn_of(self.send_by, self.sent_on, self.as_of, kept, days) if self.owes else None
        return self._replace(reminded=tuple(reminded), turn=turn)

    @property
    def reminders(self) -> int:
        """How often it was reminded."""
        return len(self.reminded)

    @property
    def reminded_on(self) -> date | None:
        return self.reminded[-1].reminded_on if self.reminded else None

    @property
    def _answered_on(self) -> date | None:
        return None if self.state in ("sent_back", "blank") else self.received_on

    @property
    def days_late(self) -> int | None:
        """How late the first answer came, or is; None where nothing says by when, or it is not late.

        What was sent back is no answer until it comes again; then the day counts on which it came first. What came
        with nothing in it is none.
        """
        if self.send_by is None or self.state in ("not_sent", "not_asked"):
            return None
        late = ((self._answered_on or self.as_of) - self.send_by).days
        return late if late > 0 else None

    @property
    def on_time(self) -> bool | None:
        """Whether the first answer came in time; None while it may still come, or nothing says by when."""
        if (
            self.send_by is None
            or self.state in ("not_sent", "not_asked")
            or (self._answered_on is None and self.days_late is None)
        ):
            return None
        return self.days_late is None

    @property
    def to_chase(self) -> bool:
        """Whether a reminder is due: nothing came in time, or what came has to come again."""
        if self.state in ("partly", "blank"):
            return any(row.wrong for row in self.rows) or (self.send_by is not None and self.as_of > self.send_by)
        return self.state == "sent_back" or (self.state == "waiting" and self.days_late is not None)

    def count(self, state: RowState) -> int:
        return sum(row.state == state for row in self.rows)

    def by_name(self) -> dict[str, Any]:
        values = {name: getattr(self, name) for name in _NAMES}
        counts = {state: self.count(state) for state in COUNTED} | {"without_evidence": len(self.without_evidence)}
        reminded = {"reminders": self.reminders, "reminded_on": self.reminded_on}
        who = {name: getattr(self, name) or None for name in _WHO}
        return values | {"file": self.file or None} | counts | reminded | who


class AnsweringReport(NamedTuple):
    """What `coordplan returns` says."""

    program: str
    title: str
    period: str
    first: date
    last: date
    as_of: date
    known_at: str
    organizations: tuple[Answering, ...]
    closed_on: date | None = None
    illustrative: bool = False

    @property
    def to_be_sent(self) -> tuple[str, ...]:
        """Those who have something to answer and no form yet."""
        return tuple(each.organization for each in self.organizations if each.state == "not_sent")

    @property
    def form_line(self) -> str:
        """The line that makes their forms; it names them where others would get one too."""
        ids = self.to_be_sent
        some = "".join(f" --org {id_}" for id_ in ids) if len(ids) < len(self.organizations) else ""
        folder = _("forms")
        return f"coordplan form {self.period} -o {folder}{some}"

    @property
    def due_to_be_in(self) -> tuple[Answering, ...]:
        """Those who have answered, or should have by now: the denominator of the on-time rate."""
        return tuple(each for each in self.organizations if each.on_time is not None)

    @property
    def on_time(self) -> int:
        return sum(bool(each.on_time) for each in self.due_to_be_in)

    @property
    def on_time_rate(self) -> float | None:
        return self.on_time / len(self.due_to_be_in) if self.due_to_be_in else None


def answering_of(
    organization: str,
    title: str,
    forms: Sequence[SentForm],
    returns: Sequence[tuple[Return, Sequence[ReturnRow]]],
    send_by: date | None,
    as_of: date,
    open_: Collection[str],
    is_asked: bool = True,
) -> Answering:
    """Return how far an organization's answer has come, from its forms and returns for a period, the latest last.

    A form that asks for nothing needs no answer, nor does what is no longer among the ``open_`` occurrences: it was
    finished here, suspended or given up since. ``send_by`` counts where no form says otherwise. Who has no form is owed
    one only where it ``is_asked`` something.
    """
    form = forms[-1] if forms else None
    rows = _rows(form, returns, open_)
    latest = returns[-1][0] if returns else None
    if latest is None:
        unsent: State = "not_sent" if form is None and is_asked else "not_asked"
        state: State = "waiting" if any(row.lacking for row in rows) else unsent
    else:
        state = _state_of_returned(latest, rows)
    answered_on = [head.received_on for head, rows_of in returns if _answers_something(head, rows_of)]
    return Answering(
        organization=organization,
        title=title,
        state=state,
        sent_on=None if form is None else form.made_on,
        send_by=send_by if form is None else form.send_by,
        received_on=answered_on[0] if answered_on else returns[0][0].received_on if returns else None,
        last_received_on=None if latest is None else latest.received_on,
        file="" if latest is None else latest.file_name,
        rows=rows,
        as_of=as_of,
    )


def standing_with(
    form: SentForm | None, returns: Sequence[tuple[Return, Sequence[ReturnRow]]], open_: Collection[str]
) -> tuple[State, tuple[RowStanding, ...]]:
    """Return how far an answer has come with the latest return, as `coordplan returns` has it, and its rows."""
    rows = _rows(form, returns, open_)
    return _state_of_returned(returns[-1][0], rows), rows


def _state_of_returned(latest: Return, rows: Sequence[RowStanding]) -> State:
    if latest.outcome == "sent_back":
        return "sent_back"
    if not any(row.lacking for row in rows):
        return "accepted"
    return "partly" if any(row.state in ("answered", "sent_back") for row in rows) else "blank"


def _answers_something(head: Return, rows: Sequence[ReturnRow]) -> bool:
    wrong = head.outcome == "sent_back"
    return wrong or any(row.answer == "answered" or row.outcome == "sent_back" for row in rows)


def _rows(
    form: SentForm | None, returns: Sequence[tuple[Return, Sequence[ReturnRow]]], open_: Collection[str]
) -> tuple[RowStanding, ...]:
    """Return what has been said of each occurrence; what was taken in counts until something else is."""
    found: dict[str, RowStanding] = {}
    for head, rows in returns:
        for row in rows:
            back = row.outcome == "sent_back" or (head.outcome == "sent_back" and row.answer == "answered")
            before = found.get(row.occurrence)
            if before is not None and before.state == "answered" and (back or row.answer != "answered"):
                found[row.occurrence] = before._replace(fault=row.fault)
                continue
            answer = "not_due" if row.answer == "blank" and row.occurrence not in open_ else row.answer
            found[row.occurrence] = RowStanding(row.occurrence, "sent_back" if back else answer, row.fault)
    asked: dict[str, RowState] = {}
    if form is not None:
        asked |= {id_: "not_answered" if id_ in open_ else "not_due" for id_ in form.asked}
        asked |= dict.fromkeys(form.not_due, "not_due")
    ids = dict.fromkeys((*asked, *found))
    return tuple(found.get(id_) or RowStanding(id_, asked[id_]) for id_ in ids)
