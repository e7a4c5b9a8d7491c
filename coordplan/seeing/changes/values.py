"""What changed since an earlier time: what happened since, and what was revised.

Between two statuses lie two steps. The first stays on the earlier day and looks at it with what is known by now: what
was recorded late, corrected, or redefined. The second goes on to the later day with the same knowledge: what was
done, became overdue, was extended. Every occurrence that changed is in the step in which it moved, so the two
steps together account for the whole difference.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from coordplan.model import DONE, OVERDUE, STANDINGS, IssuedReport
from coordplan.named_tuples import NamedTuple
from coordplan.paper.data import Data, bare_percent
from coordplan.seeing.figures import Figures

# In the order in which they are shown; the first that fits an occurrence is its main one
KINDS = (
    "done",
    "overdue",
    "extended",
    "suspended",
    "resumed",
    "cancelled",
    "added",
    "retired",
    "entered",
    "left",
    "rescheduled",
    "reopened",
    "progress",
    "opened",
    "otherwise",
)
NEWS = ("since", "late", "corrected", "defined")
HOLDING_STANDINGS = ("suspended", "cancelled")


class StandingSide(NamedTuple):
    """How an occurrence stood."""

    standing: str
    percent: float
    due_on: date | None
    done_on: date | None
    weight: float = 1.0


class MovedOccurrence(NamedTuple):
    """An occurrence that changed, in one of the two steps."""

    occurrence: str
    plan: str
    title: str
    lead: str
    lead_now: str
    before: StandingSide | None
    after: StandingSide | None
    news: str  # since | late | corrected | defined
    elsewhere: StandingSide | None = None  # of what entered or left what is asked about: how it stands there

    @property
    def kinds(self) -> tuple[str, ...]:
        if self.elsewhere is None:
            return kinds_of(self.before, self.after)
        entered = self.before is None
        sides = (self.elsewhere, self.after) if entered else (self.before, self.elsewhere)
        others = tuple(kind for kind in kinds_of(*sides) if kind != "otherwise")
        return ("entered" if entered else "left", *others)

    @property
    def counted_as(self) -> tuple[str, ...]:
        """Under what it is shown: its kinds where it happened since, else its news.

        What was added or retired is shown under that, however it is known.
        """
        kinds = self.kinds
        if kinds[0] in ("added", "retired"):
            return kinds[:1]
        return kinds if self.news == "since" else (self.news,)

    def by_name(self) -> dict[str, Any]:
        """Return the values under their names in ``coordplan/changes/1``."""
        return {
            "occurrence": self.occurrence,
            "plan": self.plan,
            "title": self.title,
            "lead": self.lead,
            "news": self.news,
            "kinds": self.kinds,
            **_side_by_name(self.before, "before"),
            **_side_by_name(self.after, "after"),
            "lead_now": self.lead_now,
        }


_SIDE_NAMES = ("standing", "percent", "due", "done_on")


def _side_by_name(side: StandingSide | None, suffix: str) -> dict[str, Any]:
    values = (None,) * 4 if side is None else (side.standing, bare_percent(side.percent), side.due_on, side.done_on)
    return {f"{name}_{suffix}": value for name, value in zip(_SIDE_NAMES, values, strict=True)}


class Moment(NamedTuple):
    """A pair of dates: what was true on a day, as far as was recorded."""

    as_of: date
    up_to_change: int  # the last one that counts
    known_at: str  # its moment, UTC, ISO 8601; "" where there is none
    report: IssuedReport | None = None  # by whose number it was named

    def by_name(self) -> dict[str, Any]:
        time = {"as_of": self.as_of, "known_at": self.known_at or None, "change": self.up_to_change}
        return {**time, "report": None if self.report is None else _report_by_name(self.report)}


def _report_by_name(report: IssuedReport) -> dict[str, Any]:
    names = ("id", "number", "signed_on", "period", "plans", "leads", "withdrawn_on")
    return {name: getattr(report, name) for name in names}


class ChangesReport(NamedTuple):
    """What `coordplan changes` says."""

    title: str
    since: Moment
    until: Moment
    nothing_known: bool  # on the earlier day the file held no program: it is looked at with what is known by the later
    plan_titles: Mapping[str, str]
    before: Figures
    known_now: Figures  # of the earlier day, with what is known by the later
    after: Figures
    rows: tuple[MovedOccurrence, ...]
    lead_titles: Mapping[str, str]
    filters: tuple[str, ...] = ()
    illustrative: bool = False
    wider_by: str = ""  # the options that would narrow it to what the report of `since` speaks of

    def rows_by_kind(self) -> dict[str, list[MovedOccurrence]]:
        """Return the rows of each kind of what happened since, and of each other news, in their order."""
        found: dict[str, list[MovedOccurrence]] = {}
        for row in self.rows:
            for kind in row.counted_as:
                found.setdefault(kind, []).append(row)
        return found


def kinds_of(before: StandingSide | None, after: StandingSide | None) -> tuple[str, ...]:
    """Return what became of an occurrence, the main thing first; several where it was extended and done, say."""
    if before is None:
        return ("added",)
    if after is None:
        return ("retired",)
    found = []
    is_done, was_done = after.standing in DONE, before.standing in DONE
    if is_done and not was_done:
        found.append("done")
    if after.standing in OVERDUE and before.standing not in OVERDUE:
        found.append("overdue")
    if before.due_on is not None and after.due_on is not None and after.due_on != before.due_on:
        found.append("extended" if after.due_on > before.due_on else "rescheduled")
    if (before.due_on is None) != (after.due_on is None):
        found.append("rescheduled")
    if after.standing in HOLDING_STANDINGS and before.standing != after.standing:
        found.append(after.standing)
    if before.standing in HOLDING_STANDINGS and after.standing not in HOLDING_STANDINGS:
        found.append("resumed")
    if was_done and not is_done and after.standing not in HOLDING_STANDINGS:
        found.append("reopened")
    if not found and after.percent != before.percent:
        found.append("progress")
    if not found and before.standing == "upcoming" and after.standing == "not_started":
        found.append("opened")
    return tuple(sorted(found, key=KINDS.index)) or ("otherwise",)


def moves_by_standing(rows: Iterable[MovedOccurrence]) -> Counter[str]:
    """Return by how many each standing (and ``total``) is more on account of some rows."""
    more: Counter[str] = Counter(dict.fromkeys(("total", *STANDINGS), 0))
    for row in rows:
        if row.after is not None:
            more[row.after.standing] += 1
            more["total"] += 1
        if row.before is not None:
            more[row.before.standing] -= 1
            more["total"] -= 1
    return more


def changes_data(report: ChangesReport) -> Data:
    """Return ``coordplan/changes/1``: a line, and in CSV a row, for each occurrence in each step in which it moved."""
    rows = report.rows_by_kind()
    return Data(
        "coordplan/changes/1",
        {
            "title": report.title,
            "since": report.since,
            "until": report.until,
            "nothing_known": report.nothing_known,
            "illustrative": report.illustrative,
            "counts": {name: len(rows.get(name, ())) for name in (*KINDS, *NEWS[1:])},
            "before": report.before,
            "known_now": report.known_now,
            "after": report.after,
            "changes": report.rows,
        },
        line_by_line="changes",
        columns=(
            *("occurrence", "plan", "title", "lead", "news", "kinds"),
            *(f"{name}_{side}" for side in ("before", "after") for name in _SIDE_NAMES),
            "lead_now",
        ),
        rows=(row.by_name() for row in report.rows),
    )
