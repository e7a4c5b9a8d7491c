"""What the secretary has to do on a day, as values: what each thing is about, by when, and its command. Pure."""

from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Literal, get_args

from coordplan.collecting.returns.values import Answering
from coordplan.dates.periods import Period, ReportingDays
from coordplan.dates.rhythms import latest_periods, rhythms_kept
from coordplan.named_tuples import NamedTuple

# In the order in which they press: first what others wait for, last what needs nothing but patience
TaskKind = Literal[
    "form",  # forms have to go out
    "own",  # what the office leads itself is to be answered
    "own_overdue",  # of what it leads itself, what is overdue, and no period in hand asks for
    "collect",  # files came that are not taken in, or wait for a decision
    "confirm",  # rows were doubted, and wait
    "send_back",  # rows have to be corrected, and no copy of them was made
    "chase",  # bodies have to be reminded
    "request",  # a body asks for something
    "overdue",  # a body has work that is overdue, of which it told nothing since, and which nothing in hand asks for
    "due",  # a body has work that falls due within a week
    "close",  # a period is past its cut-off day, and open
    "issue",  # a period is closed, and its report was not issued
    "backup",  # the last copy is old, or there is none
    "calendar",  # days off of a year are missing
    "waiting",  # what was asked may still come in time
]
KINDS: tuple[TaskKind, ...] = get_args(TaskKind)
_SINCE = ("confirm", "send_back", "request")  # their day is the one since which they wait
MANY_ROWS = 20  # more than these are asked in a workbook, not one after another
DAYS_AHEAD = 7  # of what falls due
FORM_WORKING_DAYS = 10  # before the cut-off day, from which on forms go out
DAYS_TO_CORRECT = 2  # working days that a body has for what was sent back
TOLD_DAYS = 30  # in which what is overdue is left alone, once its lead has told of it
UNHANDLED_DAYS = 45  # after a period of which nothing was handled has ended, in which it is still in hand
REPORT_DAYS = 100  # after a period has ended, in which its report is asked for


class Task(NamedTuple):
    """One thing to be done."""

    kind: TaskKind
    command: str = ""  # as it can be typed; empty where there is none
    period: str = ""
    organizations: tuple[str, ...] = ()
    occurrences: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    day: date | None = None  # by which it is to be done or falls due, or since when it waits
    words: str = ""  # what a department wrote, or what is found of the file
    years: tuple[int, ...] = ()
    days: tuple[date | None, ...] = ()  # of each of the organizations, where they have their own

    def days_late(self, as_of: date) -> int | None:
        """Return by how many days its day has passed; None where it has not, or where nothing is asked by a day."""
        late = 0 if self.day is None or self.kind in _SINCE else (as_of - self.day).days
        return late if late > 0 else None


class TodoList(NamedTuple):
    """What `coordplan todo` says."""

    program: str
    title: str
    as_of: date
    known_at: str
    illustrative: bool
    tasks: tuple[Task, ...]
    titles: Mapping[str, str]  # short, of the organizations


NextStep = Literal["rows", "turn", "wait"]


def next_step(each: Answering, rows: Collection[TaskKind]) -> NextStep:
    """Return what is next with a body that owes an answer.

    ``rows``: what is to be done about single rows of its last return. It is reminded where it is its turn, as
    `chase --due` has it, once on a day; what the office itself has to decide or to send back comes before that, and
    what was sent back on that day is asked for by it.
    """
    if any(kind != "waiting" for kind in rows) or (rows and each.last_received_on == each.as_of):
        return "rows"
    if each.turn is not None and each.turn.today and each.turn.waits:
        return "turn"
    return "rows" if rows else "wait"


def by_pressure(tasks: Collection[Task]) -> tuple[Task, ...]:
    """Return tasks by how they press: by their kind, then the earliest day, then the period."""
    return tuple(sorted(tasks, key=lambda each: (KINDS.index(each.kind), each.day or date.max, each.period)))


def periods_in_hand(
    as_of: date, program: ReportingDays, handled: Collection[str], opens_on: Callable[[Period], date]
) -> tuple[Period, ...]:
    """Return the periods an office works on: of each rhythm that it keeps, the one that goes on and the one before.

    It keeps a rhythm of which one of the last three periods is among those ``handled``: forms went out for it, it was
    closed, its report was issued. Where nothing says so, it works by quarters. One of which nothing was handled is left
    alone some weeks after its end, or as soon as forms go out for the next (from the day that ``opens_on`` gives):
    these ask for what is overdue.
    """
    found = []
    for every in rhythms_kept(as_of, program, handled):
        latest = list(latest_periods(every, as_of, program))
        ended = [period for period in latest if program.window(period)[1] < as_of]
        going_on = [period for period in latest if period not in ended]
        begun = any(opens_on(period) <= as_of for period in going_on)
        recent = [period for period in ended if (as_of - program.window(period)[1]).days <= UNHANDLED_DAYS]
        left = ended[:1] if not going_on or (recent and not begun) else []
        found += going_on + (left or [period for period in ended[:1] if period.key in handled])
    return tuple(sorted(found, key=lambda period: (program.window(period)[1], period.key)))
