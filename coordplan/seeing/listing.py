"""Lists of occurrences (`list`, `due`, `search`) as values, page and data; and what each of them waits for."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from operator import attrgetter
from typing import Any

from coordplan.model import DONE, Target
from coordplan.named_tuples import NamedTuple
from coordplan.paper.cells import Column, Page, Table, Tone, illustrative_sentence, lean, table_of
from coordplan.paper.data import Data, bare, bare_percent
from coordplan.paper.rows_aside import kept
from coordplan.progress import value_remark, write_value
from coordplan.seeing.figures import StandingRow
from coordplan.seeing.history import DOCUMENT_NAMES, cited_values
from coordplan.text.language import translate as _
from coordplan.text.language import translate_count
from coordplan.text.writing import write_day, write_number

# What show/1, why-standing/1 and report/1 promise of an occurrence: what a list gains later is not among it
SHARED_NAMES = (
    *("occurrence", "activity", "plan", "contents", "title", "lead", "partners", "start", "due", "original_due"),
    *("deadline_text", "standing", "percent", "value", "target", "unit", "done_on", "evidence", "note", "days_late"),
    *("days_left", "working_days_left", "working_due", "waits_for", "lead_now"),
)


class ListedOccurrence(NamedTuple):
    """One occurrence as it stands; the names are those of its JSON and CSV."""

    occurrence: str
    activity: str
    plan: str
    contents: tuple[str, ...]
    title: str
    lead: str  # has the credit: it led when this was done or cancelled; of what is open, it leads
    partners: tuple[str, ...]  # on that day too
    start: date
    due: date | None
    original_due: date | None
    deadline_text: str | None
    standing: str
    percent: float
    value: float | None
    target: float | None
    unit: str | None
    done_on: date | None
    evidence: str | None
    note: str | None
    days_late: int | None  # of what is overdue or was done late
    days_left: int | None = None  # of what is open and has a due date; below 0 where it has passed
    working_days_left: int | None = None
    working_due: date | None = None  # of what is open and due on a day off: the next working day
    waits_for: tuple[str, ...] = ()  # of what is open: occurrences that come before it and are not finished
    baseline: float | None = None  # of the target: where it begins
    fields: tuple[str, ...] = ()  # of work: its own, else its plan's
    basis: tuple[str, ...] = ()  # documents that its activity rests on, as cited
    sums: bool = False  # whether what is recorded adds up to the target
    lead_now: str = ""  # leads on the day asked about
    files: tuple[str, ...] = ()  # names of those that prove what is done

    def in_data(self) -> tuple[Any, ...]:
        """Return the values in the order of ``list_names``: percent 0..100, numbers whole where they are."""
        numbers = self._replace(
            percent=bare_percent(self.percent) or 0,
            value=bare(self.value),
            target=bare(self.target),
            baseline=bare(self.baseline),
        )
        return (*numbers, *cited_values(self.evidence))

    def by_name(self) -> dict[str, Any]:
        """Return the values under their names."""
        return dict(zip(list_names(), self.in_data(), strict=True))

    def shared_by_name(self) -> dict[str, Any]:
        """Return the values that other schemas than ``coordplan/list/1`` promise."""
        values = self.by_name()
        return {name: values[name] for name in SHARED_NAMES}

    @property
    def whole_target(self) -> Target | None:
        """The target with its unit and where it begins."""
        return (
            None if self.target is None else Target(self.target, self.unit or "", self.baseline or 0.0, sums=self.sums)
        )

    @property
    def remark(self) -> str:
        """What stands beside the standing: done short of its target, or where a falling target stands."""
        return value_remark(self.standing in DONE, self.value, self.whole_target)

    @property
    def proof(self) -> str | None:
        """The document as cited; without its words the names of the files."""
        return self.evidence or "; ".join(self.files) or None

    @property
    def sum_words(self) -> str:
        """What is reached of a target that adds up; empty of any other, and where nothing was recorded."""
        target = self.whole_target
        if target is None or not target.sums or self.value is None:
            return ""
        return _("in all {total}").format(total=write_value(self.value, target))


def days_late(standing: str, due: date | None, done_on: date | None, as_of: date) -> int | None:
    """Return by how many days an occurrence is or was late; None where it is not."""
    if due is None:
        return None
    if standing == "done_late" and done_on is not None:
        return (done_on - due).days
    if standing in ("in_progress_overdue", "not_started_overdue"):
        return (as_of - due).days
    return None


class Listing(NamedTuple):
    """What `list`, `due` and `search` say."""

    title: str
    as_of: date
    known_at: str
    rows: Iterable[ListedOccurrence]  # gone through once, or kept
    lead_titles: dict[str, str]
    illustrative: bool = False
    filters: tuple[str, ...] = ()


def list_page(listing: Listing, nothing: str) -> Page:
    """Return a row for each occurrence; the sentence ``nothing`` where there is none."""
    table = lean(table_of(list_columns(listing.lead_titles), listing.rows), *LEAN_COLUMNS)
    return _page(listing, table, nothing)


# What goes where no row has any
LEAN_COLUMNS = ("remark", "waits_for")


def list_columns(lead_titles: Mapping[str, str]) -> tuple[Column, ...]:
    """Return the columns of `list` and `search`."""
    return (
        Column("occurrence", _("Occurrence"), "code"),
        Column("title", _("Activity"), below="occurrence"),
        _lead_column(lead_titles),
        Column("due", _("Due"), "day"),
        Column("standing", _("Standing"), "standing"),
        Column("remark", _("Remark"), "remark", 1, below="occurrence"),
        Column("percent", "%", "percent", 3),
        Column("days_late", _("Days late"), "count", 2, "bad"),
        Column("evidence", _("Evidence"), "text", 5, get=lambda row: row.proof),
        Column("waits_for", _("Waits for"), "remark", 1, get=waiting_words),
    )


def due_page(listing: Listing, last: date, nothing: str) -> Page:
    """Return what is overdue and what falls due until a day, the earliest first, with days left."""
    rows = kept(listing.rows)
    if not rows:
        return _page(listing._replace(filters=(*listing.filters, due_until(last))), Table((), ()), nothing)
    table = lean(table_of(due_columns(listing.lead_titles), rows), *LEAN_COLUMNS)
    page = _page(listing, table, nothing, due_sentence(rows, listing.as_of, last))
    return page._replace(notes=working_days_note(rows))


def due_sentence(rows: Sequence[ListedOccurrence], as_of: date, last: date) -> str:
    """Return how much is overdue on a day, and how much falls due until another."""
    overdue = sum(row.standing.endswith("_overdue") for row in rows)
    words = _("{overdue} overdue on {day}; {coming} due by {last}")
    counts = {"overdue": write_number(overdue), "coming": write_number(len(rows) - overdue)}
    return words.format(day=write_day(as_of), last=write_day(last), **counts)


def working_days_note(rows: Iterable[ListedOccurrence]) -> tuple[tuple[str, Tone], ...]:
    """Return what the figures in brackets are, where there are some."""
    some = any(row.working_days_left is not None and row.working_days_left >= 0 for row in rows)
    return ((_("In brackets: working days."), "dim"),) if some else ()


def due_until(last: date) -> str:
    """Return in words how far ahead `due` looks."""
    return _("due until {day}").format(day=write_day(last))


def due_columns(lead_titles: Mapping[str, str]) -> tuple[Column, ...]:
    """Return the columns of `due`."""
    return (
        Column("due", _("Due"), "day"),
        Column("days_left", _("Left"), "days_left", get=attrgetter("days_left", "working_days_left")),
        Column("occurrence", _("Occurrence"), "code"),
        Column("title", _("Activity"), below="occurrence"),
        _lead_column(lead_titles),
        Column("standing", _("Standing"), "standing", below="days_left"),
        Column("remark", _("Remark"), "remark", 1, "dim", due_remark, below="occurrence"),
    )


def _lead_column(lead_titles: Mapping[str, str]) -> Column:
    return Column("lead", _("Lead"), "code", get=lambda row: lead_titles.get(row.lead, row.lead))


def due_remark(row: ListedOccurrence) -> str:
    """Return what is to be known of a due date: that it lies on a day off, and what must be finished before.

    And where a falling target stands.
    """
    parts = [row.remark] if row.remark else []
    if row.working_due is not None:
        parts.append(_("day off; next working day {day}").format(day=write_day(row.working_due)))
    if row.waits_for:
        parts.append(_("waits for {ids}").format(ids=waiting_words(row)))
    return "; ".join(parts)


def waiting_words(row: ListedOccurrence, most: int = 4) -> str:
    """Return what an occurrence waits for, at most so many and how many more."""
    more = len(row.waits_for) - most
    ids = ", ".join(row.waits_for[:most])
    return ids if more <= 0 else ids + " " + _("and {n} more").format(n=write_number(more))


def _page(listing: Listing, table: Table, nothing: str, answer: str = "") -> Page:
    if not table.rows:
        sentence = nothing.format(day=write_day(listing.as_of))
    else:
        sentence = answer or translate_count(
            "{n} occurrence on {day}", "{n} occurrences on {day}", len(table.rows)
        ).format(n=write_number(len(table.rows)), day=write_day(listing.as_of))
    if listing.filters:
        sentence += f" ({'; '.join(listing.filters)})"
    return Page(
        listing.title,
        (*illustrative_sentence(listing.illustrative), (sentence, "strong")),
        (table,) if table.rows else (),
    )


def list_names() -> tuple[str, ...]:
    """Return the names of what a list says of an occurrence, in the order of the CSV."""
    return (*ListedOccurrence._fields, *DOCUMENT_NAMES)


def list_data(listing: Listing) -> Data:
    """Return ``coordplan/list/1``: in JSON an occurrence a line, in CSV a row for each."""
    return Data(
        "coordplan/list/1",
        {
            "as_of": listing.as_of,
            "known_at": listing.known_at or None,
            "illustrative": listing.illustrative,
        },
        line_by_line="occurrences",
        columns=list_names(),
        rows=(row.in_data() for row in listing.rows),
    )


FINISHED = (*DONE, "cancelled")


def waits_for(rows: Iterable[StandingRow], after: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Return for each open occurrence that waits the ids of what it waits for, in the order of ``after``.

    ``rows`` are standings of the activities named in ``after`` and of those that they name. Of a recurring activity one
    waits for the occurrence of the same period where there is one, else for those that fall due no later than itself.
    """
    of_activity: dict[str, list[StandingRow]] = defaultdict(list)
    for row in rows:
        of_activity[row["activity_id"]].append(row)
    waiting = {}
    for activity, named in after.items():
        for row in of_activity[activity]:
            if row["standing"] in FINISHED:
                continue
            waited_for = (_waited_for(row, of_activity[each]) for each in named)
            if ids := tuple(each["id"] for occurrences in waited_for for each in occurrences):
                waiting[row["id"]] = ids
    return waiting


def _waited_for(row: StandingRow, candidates: list[StandingRow]) -> list[StandingRow]:
    """Return which of the occurrences of one activity are waited for, as far as they are not finished."""
    period = row["id"].partition("@")[2]
    of_period = [each for each in candidates if period and each["id"].partition("@")[2] == period]
    earlier = (each for each in candidates if "@" not in each["id"] or _no_later(each, row))
    return [each for each in of_period or earlier if each["standing"] not in FINISHED]


def _no_later(one: StandingRow, other: StandingRow) -> bool:
    """Say whether one falls due, as first defined, no later than another; what has no due date waits for all."""
    due = other["original_due_on"]
    return due is None or one["original_due_on"] <= due
