"""What was written, and one activity with all that is known of it, as pages."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from coordplan.model import Activity, Change, Entry
from coordplan.paper.cells import Column, Page, Table, illustrative_sentence, lean
from coordplan.paper.data import bare, render_csv, render_json
from coordplan.progress import write_target
from coordplan.seeing.data import entry_value
from coordplan.seeing.list_page import waiting_words
from coordplan.seeing.listing import Listed
from coordplan.text.language import mark
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day, write_number


class LogRow(NamedTuple):
    """A change with what it touched."""

    change: Change
    moment: str  # in the office's time
    counts: dict[str, tuple[int, int]]  # table: rows added, rows ended
    undone_by: int | None


def log_page(rows: Sequence[LogRow]) -> Page:
    """Return a row for each change, the latest first."""
    columns = (
        Column("change", _("Change"), "number"),
        Column("moment", _("When"), "code"),
        Column("by", _("By"), "code", 1),
        Column("command", _("Command")),
        Column("reason", _("Reason"), "text", 2),
        Column("remark", _("Remark"), "text", 1, "warn"),
    )
    cells = [
        (row.change.id, row.moment, row.change.by, row.change.command, row.change.reason, _remark(row)) for row in rows
    ]
    return Page(tables=(lean(Table(columns, cells)),))


def _remark(row: LogRow) -> str:
    if row.undone_by is not None:
        return _("taken back by {number}").format(number=row.undone_by)
    return _("illustrative") if row.change.illustrative else ""


class HistoryRow(NamedTuple):
    """An entry with who told it, and when."""

    number: int
    entry: Entry
    change: int
    at: str  # UTC, ISO 8601
    moment: str  # in the office's time
    by: str
    reason: str
    taken_back_by: int | None


class Dossier(NamedTuple):
    """One activity (or one of its occurrences) with all that is known of it."""

    activity: Activity
    plan_title: str
    content_titles: tuple[str, ...]
    lead: str
    lead_title: str  # of the body in force
    partner_titles: tuple[str, ...]
    retired_on: date | None
    as_of: date
    known_at: str
    occurrences: tuple[Listed, ...]
    history: tuple[HistoryRow, ...]
    illustrative: bool


KIND_WORDS = {
    "percent": mark("progress"),
    "value": mark("value"),
    "done": mark("done"),
    "suspended": mark("suspended"),
    "resumed": mark("resumed"),
    "cancelled": mark("cancelled"),
    "extended": mark("extended"),
}
EVERY_WORDS = {
    "month": mark("every month"),
    "quarter": mark("every quarter"),
    "half": mark("every half year"),
    "year": mark("every year"),
}


def schedule_words(activity: Activity) -> str:
    """Return when an activity is due, in words."""
    if activity.every is not None:
        words = _(EVERY_WORDS[activity.every])
        if activity.due_day is not None:
            words += ", " + _("on day {day} of the last month").format(day=activity.due_day)
        return words
    return _("ongoing") if activity.ongoing else write_day(activity.due_on)


def entry_words(entry: Entry) -> str:
    """Return what was observed, in words."""
    words = _(KIND_WORDS[entry.kind])
    if entry.kind == "percent" and entry.percent is not None:
        return f"{write_number(entry.percent)}%"
    if entry.kind == "value" and entry.value is not None:
        return f"{words} {write_number(entry.value)}"
    if entry.kind == "extended":
        return _("extended to {day}").format(day=write_day(entry.due_on))
    return words


def dossier_page(dossier: Dossier) -> Page:
    """Return the activity's own words, its occurrences, and its history by the day observed."""
    activity = dossier.activity
    facts: list[tuple[str, Any]] = [
        (_("Plan"), dossier.plan_title),
        (_("Content"), "; ".join(dossier.content_titles)),
        (_("Lead"), dossier.lead_title),
        (_("With"), "; ".join(dossier.partner_titles)),
        (_("Schedule"), schedule_words(activity)),
        (_("As printed"), activity.deadline_text),
        (_("Begins"), write_day(activity.start_on) if activity.start_on else ""),
        (_("Ends"), write_day(activity.until_on) if activity.until_on else ""),
        (_("Output"), activity.output),
        (_("Target"), write_target(activity.target) if activity.target else ""),
        (_("Weight"), write_number(activity.weight) if activity.weight != 1 else ""),
        (_("Waits for"), ", ".join(activity.after)),
        (_("Note"), activity.note),
        (_("Retired on"), write_day(dossier.retired_on) if dossier.retired_on else ""),
    ]
    tables = [
        Table((Column("name", _("Field"), "code"), Column("value", _("Value"))), [fact for fact in facts if fact[1]])
    ]
    if dossier.occurrences:
        standings = Table(
            (
                Column("occurrence", _("Occurrence"), "code"),
                Column("due", _("Due"), "day"),
                Column("original_due", _("First due"), "day", 3),
                Column("standing", _("Standing"), "standing"),
                Column("percent", "%", "percent", 2),
                Column("done_on", _("Done on"), "day", 1),
                Column("days_late", _("Days late"), "count", 1, "bad"),
                Column("evidence", _("Evidence"), "text", 1),
                Column("waits_for", _("Waits for"), "text", 2),
            ),
            [
                (
                    row.occurrence,
                    row.due,
                    row.original_due if row.original_due != row.due else None,
                    row.standing,
                    row.percent,
                    row.done_on,
                    row.days_late,
                    row.evidence,
                    waiting_words(row),
                )
                for row in dossier.occurrences
            ],
            title=_("As it stands on {day}").format(day=write_day(dossier.as_of)),
            title_tone="strong",
        )
        tables.append(lean(standings))
    if dossier.history:
        tables.append(lean(_history_table(dossier.history)))
    return Page(f"{activity.id}: {activity.title}", illustrative_sentence(dossier.illustrative), tuple(tables))


def _history_table(history: Sequence[HistoryRow]) -> Table:
    several = len({row.entry.occurrence for row in history}) > 1
    return Table(
        (
            Column("observed_on", _("Observed"), "day"),
            Column("occurrence", _("Occurrence"), "code", 0 if several else 5),
            Column("entry", _("What"), "code"),
            Column("evidence", _("Evidence"), "text", 1),
            Column("note", _("Note"), "text", 3),
            Column("moment", _("Recorded"), "code", 2),
            Column("by", _("By"), "code", 4),
            Column("change", _("Change"), "number"),
            Column("remark", _("Remark"), "text", 1, "warn"),
        ),
        [
            (
                row.entry.observed_on,
                row.entry.occurrence,
                entry_words(row.entry),
                row.entry.evidence,
                row.entry.note,
                row.moment,
                row.by,
                row.change,
                _("taken back by {number}").format(number=row.taken_back_by) if row.taken_back_by else "",
            )
            for row in history
        ],
        title=_("History"),
        title_tone="strong",
    )


def _history(row: HistoryRow) -> dict[str, Any]:
    return {
        "entry": row.number,
        "occurrence": row.entry.occurrence,
        **entry_value(row.entry),
        "change": row.change,
        "at": row.at,
        "by": row.by,
        "reason": row.reason or None,
        "taken_back_by": row.taken_back_by,
    }


def show_json(dossier: Dossier) -> Iterator[str]:
    """Yield ``coordplan/show/1``."""
    activity = dossier.activity
    target = activity.target
    yield from render_json(
        {
            "schema": "coordplan/show/1",
            "as_of": dossier.as_of.isoformat(),
            "known_at": dossier.known_at or None,
            "illustrative": dossier.illustrative,
            "activity": {
                "id": activity.id,
                "plan": activity.plan,
                "title": activity.title,
                "contents": list(activity.contents),
                "lead": dossier.lead,
                "partners": list(activity.partners),
                "every": activity.every,
                "due_day": activity.due_day,
                "due": activity.due_on and activity.due_on.isoformat(),
                "ongoing": activity.ongoing,
                "start": activity.start_on and activity.start_on.isoformat(),
                "until": activity.until_on and activity.until_on.isoformat(),
                "deadline_text": activity.deadline_text or None,
                "output": activity.output or None,
                "target": target and bare(target.value),
                "unit": target and target.unit,
                "baseline": target and bare(target.baseline),
                "weight": bare(activity.weight),
                "after": list(activity.after),
                "successors": dict(activity.successors),
                "note": activity.note or None,
                "retired_on": dossier.retired_on and dossier.retired_on.isoformat(),
            },
            "occurrences": [row.by_name() for row in dossier.occurrences],
            "entries": [_history(row) for row in dossier.history],
        }
    )


def history_csv(history: Sequence[HistoryRow]) -> Iterator[str]:
    """Yield a row for each entry."""
    header = [
        "entry",
        "occurrence",
        "observed_on",
        "kind",
        "percent",
        "value",
        "due",
        "evidence",
        "note",
        "change",
        "at",
        "by",
        "reason",
        "taken_back_by",
    ]
    yield from render_csv(header, (list(_history(row).values()) for row in history))


def _change(row: LogRow) -> dict[str, Any]:
    change = row.change
    return {
        "change": change.id,
        "at": change.at,
        "by": change.by,
        "command": change.command,
        "reason": change.reason or None,
        "undoes": change.undoes,
        "taken_back_by": row.undone_by,
        "illustrative": change.illustrative,
    }


def log_json(rows: Sequence[LogRow]) -> Iterator[str]:
    """Yield ``coordplan/log/1``."""
    changes = [
        _change(row) | {"rows": {table: {"added": a, "ended": e} for table, (a, e) in row.counts.items()}}
        for row in rows
    ]
    yield from render_json({"schema": "coordplan/log/1", "changes": changes})


def log_csv(rows: Sequence[LogRow]) -> Iterator[str]:
    """Yield a row for each change."""
    header = ["change", "at", "by", "command", "reason", "undoes", "taken_back_by", "illustrative"]
    yield from render_csv(header, (list(_change(row).values()) for row in rows))
