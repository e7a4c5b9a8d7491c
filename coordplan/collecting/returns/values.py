"""Who has answered for a period and who has not: one state for each organization. Pure.

Blank, zero, not due and not answered are four different things: a blank came back with nothing in it; zero is an
answer; what is not due is not asked for; what is not answered never came back.
"""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Literal, NamedTuple

from coordplan.model import Return, ReturnRow, SentForm

State = Literal["not_sent", "not_asked", "waiting", "sent_back", "partly", "accepted"]
STATES: tuple[State, ...] = ("not_sent", "not_asked", "waiting", "sent_back", "partly", "accepted")
RowState = Literal["answered", "blank", "not_due", "not_answered", "sent_back"]


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

    @property
    def days_late(self) -> int | None:
        """How late the first answer came, or is; None where nothing says by when, or it is not late."""
        if self.send_by is None or self.state in ("not_sent", "not_asked"):
            return None
        late = ((self.received_on or self.as_of) - self.send_by).days
        return late if late > 0 else None

    @property
    def on_time(self) -> bool | None:
        """Whether the first answer came in time; None while it may still come, or nothing says by when."""
        if (
            self.send_by is None
            or self.state in ("not_sent", "not_asked")
            or (self.received_on is None and self.days_late is None)
        ):
            return None
        return self.days_late is None

    @property
    def to_chase(self) -> bool:
        """Whether a reminder is due: nothing came in time, or what came has to come again."""
        if self.state == "partly":
            return any(row.wrong for row in self.rows) or (self.send_by is not None and self.as_of > self.send_by)
        return self.state == "sent_back" or (self.state == "waiting" and self.days_late is not None)

    def count(self, *states: RowState) -> int:
        return sum(row.state in states for row in self.rows)


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
) -> Answering:
    """Return how far an organization's answer has come, from its forms and returns for a period, the latest last.

    A form that asks for nothing needs no answer, nor does what is no longer among the ``open_`` occurrences: it was
    finished here, suspended or given up since. ``send_by`` counts where no form says otherwise.
    """
    form = forms[-1] if forms else None
    rows = _rows(form, returns, open_)
    latest = returns[-1][0] if returns else None
    if latest is None:
        state: State = "not_sent" if form is None else "waiting" if any(row.lacking for row in rows) else "not_asked"
    elif latest.outcome == "sent_back":
        state = "sent_back"
    elif any(row.lacking for row in rows):
        state = "partly"
    else:
        state = "accepted"
    return Answering(
        organization,
        title,
        state,
        None if form is None else form.made_on,
        send_by if form is None else form.send_by,
        returns[0][0].received_on if returns else None,
        None if latest is None else latest.received_on,
        "" if latest is None else latest.file_name,
        rows,
        as_of,
    )


def _rows(
    form: SentForm | None, returns: Sequence[tuple[Return, Sequence[ReturnRow]]], open_: Collection[str]
) -> tuple[RowStanding, ...]:
    """Return what has been said of each occurrence; what was taken in counts until something else is."""
    said: dict[str, RowStanding] = {}
    for told, rows in returns:
        for row in rows:
            before = said.get(row.occurrence)
            if before is not None and before.state == "answered" and not _taken_in(told, row):
                said[row.occurrence] = before._replace(fault=row.fault)
                continue
            back = row.outcome == "sent_back" or (told.outcome == "sent_back" and row.answer == "answered")
            answer = "not_due" if row.answer == "blank" and row.occurrence not in open_ else row.answer
            said[row.occurrence] = RowStanding(row.occurrence, "sent_back" if back else answer, row.fault)
    asked: dict[str, RowState] = {}
    if form is not None:
        asked |= {id_: "not_answered" if id_ in open_ else "not_due" for id_ in form.asked}
        asked |= dict.fromkeys(form.not_due, "not_due")
    ids = dict.fromkeys((*asked, *said))
    return tuple(said.get(id_) or RowStanding(id_, asked[id_]) for id_ in ids)


def _taken_in(told: Return, row: ReturnRow) -> bool:
    return row.answer == "answered" and row.outcome != "sent_back" and told.outcome != "sent_back"
