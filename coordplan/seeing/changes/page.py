"""What changed between two times as a page: what happened since, then what was revised."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from coordplan.model import STANDINGS
from coordplan.named_tuples import NamedTuple
from coordplan.paper.cells import (
    Column,
    Page,
    Table,
    Tone,
    filter_sentence,
    illustrative_sentence,
    lean,
    table_of,
)
from coordplan.paper.issued_words import report_words, withdrawn_words
from coordplan.seeing.changes.values import (
    KINDS,
    ChangesReport,
    MovedOccurrence,
    StandingSide,
    moves_by_standing,
)
from coordplan.text.language import mark
from coordplan.text.language import translate as _
from coordplan.text.writing import standing_words, write_day, write_number, write_percent

_CHANGE_WORDS = {
    "done": mark("newly done"),
    "overdue": mark("newly overdue"),
    "extended": mark("extended"),
    "suspended": mark("suspended"),
    "resumed": mark("resumed"),
    "cancelled": mark("cancelled"),
    "added": mark("added"),
    "retired": mark("retired"),
    "entered": mark("came into what is asked about"),
    "left": mark("left what is asked about"),
    "rescheduled": mark("due on another day"),
    "reopened": mark("open again"),
    "progress": mark("progress"),
    "opened": mark("window opened"),
    "otherwise": mark("changed in another way"),
}
_NEWS_TITLES: dict[str, str] = {
    "late": mark("Late news: observed by {day}, recorded after it"),
    "corrected": mark("Corrected: recorded of {day}, and corrected since"),
    "defined": mark("Defined differently from what was known on {day}"),
}


class _Count(NamedTuple):
    """How many changes of a kind there are: in a sentence, and at the head of a column."""

    words: str
    heading: str
    rank: int = 0


_COUNTS = {
    "done": _Count(mark("{n} newly done"), mark("Newly done"), 1),
    "overdue": _Count(mark("{n} newly overdue"), mark("Newly overdue"), 1),
    "extended": _Count(mark("{n} extended"), mark("Extended"), 1),
    "added": _Count(mark("{n} added"), mark("Added"), 3),
    "retired": _Count(mark("{n} retired"), mark("Retired"), 3),
    "late": _Count(mark("{n} late news"), mark("Late news"), 2),
    "corrected": _Count(mark("{n} corrected"), mark("Corrected"), 2),
    "defined": _Count(mark("{n} redefined"), mark("Redefined"), 4),
    "other": _Count(mark("{n} changed otherwise"), mark("Other changes"), 2),
}
_TONES: dict[str, Tone] = {"done": "good", "overdue": "bad", "extended": "warn", "cancelled": "dim"}


def changes_page(report: ChangesReport) -> Page:
    """Return counts by plan, a table for each kind of what happened, and for what was revised."""
    tables = []
    if report.rows:
        tables += [*_by_plan(report), _accounts(report)]
        of_kind = report.rows_by_kind()
        tables += [_happened_table(report, kind, of_kind[kind]) for kind in KINDS if kind in of_kind]
        tables += [_revised_table(report, news, of_kind[news]) for news in _NEWS_TITLES if news in of_kind]
    return Page(
        report.title,
        (
            *illustrative_sentence(report.illustrative),
            *filter_sentence(report.filters),
            *on_report(report),
            (changes_sentence(report), "strong"),
            (_times(report), ""),
        ),
        tuple(tables),
    )


def on_report(report: ChangesReport) -> Iterator[tuple[str, Tone]]:
    """Yield from which issued report the changes are, how much it spoke of, and whether it still holds."""
    issued = report.since.report
    if issued is None:
        return
    yield _("Since what {report} said.").format(report=report_words(issued)), ""
    if report.wider_by:
        sentence = _("It speaks of a part alone, this of everything asked for; to narrow it to that part: {options}")
        yield sentence.format(options=report.wider_by), "warn"
    if issued.withdrawn_on is not None:
        yield _("That report is {withdrawn}.").format(withdrawn=withdrawn_words(issued)), "warn"


def changes_sentence(report: ChangesReport) -> str:
    """Return in one sentence how much changed."""
    first, last = write_day(report.since.as_of), write_day(report.until.as_of)
    if not report.rows:
        return _("Nothing changed from {first} to {last}.").format(first=first, last=last)
    counts = _counts(report.rows)
    parts = [
        _(each.words).format(n=write_number(counts[name]))
        for name, each in _COUNTS.items()
        if counts[name] or name in ("done", "overdue")
    ]
    return _("From {first} to {last}: {parts}.").format(first=first, last=last, parts=", ".join(parts))


def _counts(rows: Sequence[MovedOccurrence]) -> Counter[str]:
    """Return how many rows there are of each kind that is counted, and how many of none of them."""
    counts: Counter[str] = Counter()
    for row in rows:
        kinds = row.counted_as
        counts.update(kinds)
        counts["other"] += _COUNTS.keys().isdisjoint(kinds)
    return counts


def _times(report: ChangesReport) -> str:
    if report.nothing_known:
        sentence = _("The file held nothing yet on {day}; that day is looked at with what is known by change {number}.")
        return sentence.format(day=write_day(report.since.as_of), number=report.until.up_to_change)
    return _("As known at change {first} and at change {last}.").format(
        first=report.since.up_to_change, last=report.until.up_to_change
    )


def _by_plan(report: ChangesReport) -> Iterator[Table]:
    """Yield a row for each plan; of one alone the sentence above says as much."""
    counts = _counts(report.rows)
    names = [name for name in _COUNTS if name in ("done", "overdue", "extended") or counts[name]]
    of_plan: dict[str, list[MovedOccurrence]] = {}
    for row in report.rows:
        of_plan.setdefault(row.plan, []).append(row)
    ids = [*(id_ for id_ in report.plan_titles if id_ in of_plan), *sorted(of_plan.keys() - report.plan_titles.keys())]
    if len(ids) == 1:
        return
    rows: list[list[Any]] = []
    for id_ in ids:
        of_this = _counts(of_plan[id_])
        rows.append([report.plan_titles.get(id_, id_), *(of_this[name] for name in names), len(of_plan[id_])])
    columns = [
        Column(name, _(_COUNTS[name].heading), "count", _COUNTS[name].rank, _TONES.get(name, "")) for name in names
    ]
    yield Table(
        (Column("plan", _("Plan")), *columns, Column("all", _("All changes"), "count", 1)),
        rows,
        [_("Total"), *(counts[name] for name in names), len(report.rows)],
    )


def _accounts(report: ChangesReport) -> Table:
    """Return how the one status comes to be the other, standing by standing."""
    known = moves_by_standing(row for row in report.rows if row.news != "since")
    since = moves_by_standing(row for row in report.rows if row.news == "since")
    before, after = report.before.by_name(), report.after.by_name()
    rows = [
        (
            _("Total") if name == "total" else standing_words(name),
            before[name],
            (name, known[name]),
            (name, since[name]),
            after[name],
        )
        for name in (*STANDINGS, "total")
        if before[name] or after[name] or known[name] or since[name]
    ]
    return Table(
        (
            Column("standing", _("Standing"), "code"),
            Column("before", write_day(report.since.as_of), "count"),
            Column("known", _("Revised since"), "difference", 1),
            Column("since", _("Happened since"), "difference", 1),
            Column("after", write_day(report.until.as_of), "count"),
        ),
        rows[:-1],
        rows[-1],
        title=_("How the one status became the other"),
        title_tone="strong",
    )


def _happened_table(report: ChangesReport, kind: str, rows: Sequence[MovedOccurrence]) -> Table:
    title = _("{kind}: {n}").format(kind=_(_CHANGE_WORDS[kind]).capitalize(), n=write_number(len(rows)))
    return _rows_table(report, rows, title, _TONES.get(kind, "strong"))


def _revised_table(report: ChangesReport, news: str, rows: Sequence[MovedOccurrence]) -> Table:
    title = _(_NEWS_TITLES[news]).format(day=write_day(report.since.as_of))
    return _rows_table(report, rows, _("{kind}: {n}").format(kind=title, n=write_number(len(rows))), "warn")


def _rows_table(report: ChangesReport, rows: Sequence[MovedOccurrence], title: str, tone: Tone) -> Table:
    columns = (
        Column("occurrence", _("Occurrence"), "code"),
        Column("title", _("Activity"), below="occurrence"),
        Column("lead", _("Lead"), "code", get=lambda row: report.lead_titles.get(row.lead, row.lead)),
        Column("due", _("Due"), "code", 2, get=_due_words),
        Column("before", _("Before"), "text", 3, get=lambda row: _side_words(row.before)),
        Column("after", _("Now"), get=lambda row: _side_words(row.after)),
    )
    return lean(table_of(columns, rows, title=title, title_tone=tone))


def _due_words(row: MovedOccurrence) -> str:
    before, after = (None if side is None else side.due_on for side in (row.before, row.after))
    if row.before is not None and row.after is not None and before != after:
        return f"{write_day(before)} → {write_day(after)}"
    return write_day(after or before)


def _side_words(side: StandingSide | None) -> str:
    if side is None:
        return ""
    words = standing_words(side.standing)
    if side.done_on is not None and side.standing.startswith("done"):
        return f"{words} ({write_day(side.done_on)})"
    if side.percent:
        return f"{words}, {write_percent(side.percent)}"
    return words
