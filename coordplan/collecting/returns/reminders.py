"""Reminders: who is late or has something to correct, and what is still missing. Pure."""

from datetime import date
from typing import NamedTuple

from coordplan.collecting.returns.values import RowState, State


class ReminderItem(NamedTuple):
    """An occurrence that is still to be answered, or to be answered again."""

    occurrence: str
    title: str
    due_on: date | None
    state: RowState
    fault: str = ""


class Reminder(NamedTuple):
    """What one organization is reminded of."""

    organization: str
    title: str  # its whole name
    state: State
    sent_on: date | None
    send_by: date | None
    received_on: date | None  # the first answer
    last_received_on: date | None
    days_late: int | None
    file: str
    items: tuple[ReminderItem, ...]


class Reminders(NamedTuple):
    """What `coordplan chase` says."""

    program: str
    title: str
    period: str
    period_title: str
    as_of: date
    known_at: str
    organizations: tuple[Reminder, ...]
    answer_by: date | None
    asking: str  # the name of the body that asks; empty where nobody says
    illustrative: bool = False
