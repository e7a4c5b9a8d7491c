"""What changed between two times as a page: what happened since, then what is known otherwise now."""

from collections.abc import Iterator, Sequence
from typing import Any

from coordplan.model import STANDINGS
from coordplan.paper.cells import Column, Page, Table, Tone, illustrative_sentence, lean, standing_words
from coordplan.paper.data import dumped, render_csv
from coordplan.seeing.changes.values import KINDS, NEWS, ChangesReport, Moment, Moved, Side, moves_by_standing
from coordplan.text.language import mark
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day, write_number

KIND_WORDS = {
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
    "rescheduled": mark("due otherwise"),
    "reopened": mark("open again"),
    "progress": mark("progress"),
    "opened": mark("window opened"),
    "otherwise": mark("otherwise"),
}
NEWS_TITLES: dict[str, str] = {
    "late": mark("Late news: observed by {day}, told after it"),
    "corrected": mark("Corrected: what had been told of {day} and is known otherwise now"),
    "defined": mark("Defined otherwise than was known on {day}"),
}
_TONES: dict[str, Tone] = {"done": "good", "overdue": "bad", "extended": "warn", "cancelled": "dim"}


def changes_page(report: ChangesReport) -> Page:
    """Return counts by plan, a table for each kind of what happened, and those of what is known otherwise."""
    tables = []
    if report.rows:
        tables += [_by_plan(report), _accounts(report)]
        sections = {kind: kind if kind in ("added", "retired") else "since" for kind in KINDS}
        tables += [_happened(report, kind, section) for kind, section in sections.items() if report.of(section, kind)]
        tables += [_known_otherwise(report, news) for news in NEWS_TITLES if report.of(news)]
    return Page(
        report.title,
        (
            *illustrative_sentence(report.illustrative),
            *(((_("Only: {filters}").format(filters="; ".join(report.filters)), ""),) if report.filters else ()),
            (changes_sentence(report), "strong"),
            (_times(report), ""),
        ),
        tuple(tables),
    )


def changes_sentence(report: ChangesReport) -> str:
    """Return in one sentence how much changed."""
    first, last = write_day(report.since.as_of), write_day(report.until.as_of)
    if not report.rows:
        return _("Nothing changed from {first} to {last}.").format(first=first, last=last)
    counts = report.counts()
    words = {
        "done": _("{n} newly done"),
        "overdue": _("{n} newly overdue"),
        "extended": _("{n} extended"),
        "added": _("{n} added"),
        "retired": _("{n} retired"),
        "late": _("{n} late news"),
        "corrected": _("{n} corrected"),
        "defined": _("{n} defined otherwise"),
    }
    parts = [
        sentence.format(n=write_number(counts[name]))
        for name, sentence in words.items()
        if counts[name] or name in ("done", "overdue")
    ]
    return _("From {first} to {last}: {parts}.").format(first=first, last=last, parts=", ".join(parts))


def _times(report: ChangesReport) -> str:
    if report.nothing_known:
        sentence = _("The file held nothing yet on {day}; that day is looked at with what is known by change {number}.")
        return sentence.format(day=write_day(report.since.as_of), number=report.until.known)
    return _("As known at change {first} and at change {last}.").format(
        first=report.since.known, last=report.until.known
    )


_COUNTED = ("done", "overdue", "extended", "added", "retired")


def _by_plan(report: ChangesReport) -> Table:
    counts = report.counts()
    always = ("done", "overdue", "extended")
    names = [name for name in (*_COUNTED, "late", "corrected", "defined") if name in always or counts[name]]
    headings = {
        "done": _("Newly done"),
        "overdue": _("Newly overdue"),
        "extended": _("Extended"),
        "added": _("Added"),
        "retired": _("Retired"),
        "late": _("Late news"),
        "corrected": _("Corrected"),
        "defined": _("Defined otherwise"),
    }
    of_plan: dict[str, list[Moved]] = {}
    for row in report.rows:
        of_plan.setdefault(row.plan, []).append(row)
    ids = [*(id_ for id_ in report.plan_titles if id_ in of_plan), *sorted(of_plan.keys() - report.plan_titles.keys())]
    rows: list[list[Any]] = []
    for id_ in ids:
        of_this = report.counts(of_plan[id_])
        rows.append([report.plan_titles.get(id_, id_), *(of_this[name] for name in names), len(of_plan[id_])])
    ranks = {"retired": 3, "defined": 4, "added": 3, "late": 2, "corrected": 2}
    columns = [Column(name, headings[name], "count", ranks.get(name, 0), _TONES.get(name, "")) for name in names]
    return Table(
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
            Column("known", _("Known otherwise now"), "difference"),
            Column("since", _("Happened since"), "difference"),
            Column("after", write_day(report.until.as_of), "count"),
        ),
        rows[:-1],
        rows[-1],
        title=_("How the one status became the other"),
        title_tone="strong",
    )


def _happened(report: ChangesReport, kind: str, section: str) -> Table:
    rows = report.of(section, kind)
    title = _("{kind}: {n}").format(kind=_(KIND_WORDS[kind]).capitalize(), n=write_number(len(rows)))
    return _rows_table(report, rows, title, _TONES.get(kind, "strong"))


def _known_otherwise(report: ChangesReport, news: str) -> Table:
    rows = report.of(news)
    title = _(NEWS_TITLES[news]).format(day=write_day(report.since.as_of))
    return _rows_table(report, rows, _("{kind}: {n}").format(kind=title, n=write_number(len(rows))), "warn")


def _rows_table(report: ChangesReport, rows: Sequence[Moved], title: str, tone: Tone) -> Table:
    columns = (
        Column("occurrence", _("Occurrence"), "code"),
        Column("title", _("Activity")),
        Column("lead", _("Lead"), "code", 2),
        Column("due", _("Due"), "code", 1),
        Column("before", _("Before"), "text", 3),
        Column("after", _("Now"), "text"),
    )
    return lean(
        Table(
            columns,
            [
                (
                    row.occurrence,
                    row.title,
                    report.lead_titles.get(row.lead, row.lead),
                    _due_words(row),
                    _side_words(row.before),
                    _side_words(row.after),
                )
                for row in rows
            ],
            title=title,
            title_tone=tone,
        )
    )


def _due_words(row: Moved) -> str:
    before, after = (None if side is None else side.due_on for side in (row.before, row.after))
    if row.before is not None and row.after is not None and before != after:
        return f"{write_day(before)} → {write_day(after)}"
    return write_day(after or before)


def _side_words(side: Side | None) -> str:
    if side is None:
        return ""
    words = standing_words(side.standing)
    if side.done_on is not None and side.standing.startswith("done"):
        return f"{words} ({write_day(side.done_on)})"
    if side.percent:
        return f"{words}, {write_number(side.percent)}%"
    return words


def _moment(moment: Moment) -> dict[str, Any]:
    return {"as_of": moment.as_of.isoformat(), "known_at": moment.known_at or None, "change": moment.known}


def changes_json(report: ChangesReport) -> Iterator[str]:
    """Yield ``coordplan/changes/1``, an occurrence a line."""
    counts = report.counts()
    head = {
        "schema": "coordplan/changes/1",
        "title": report.title,
        "since": _moment(report.since),
        "until": _moment(report.until),
        "nothing_known": report.nothing_known,
        "illustrative": report.illustrative,
        "counts": {name: counts[name] for name in (*KINDS, *NEWS[1:])},
        "before": report.before.by_name(),
        "known_now": report.known_now.by_name(),
        "after": report.after.by_name(),
    }
    yield dumped(head)[:-1] + ', "changes": ['
    for number, row in enumerate(report.rows):
        yield "  " + dumped(row.by_name()) + ("," if number + 1 < len(report.rows) else "")
    yield "]}"


_HEADER = [
    "occurrence",
    "plan",
    "title",
    "lead",
    "news",
    "kinds",
    *(f"{name}_{side}" for side in ("before", "after") for name in ("standing", "percent", "due", "done_on")),
]


def changes_csv(report: ChangesReport) -> Iterator[str]:
    """Yield a row for each occurrence in each step in which it moved."""
    rows = ({**row.by_name(), "kinds": "; ".join(row.kinds)} for row in report.rows)
    yield from render_csv(_HEADER, ([row[name] for name in _HEADER] for row in rows))
