"""The reporting periods of a year as a page."""

from collections.abc import Iterator
from typing import Any

from coordplan.dates.wording import write_period_heading
from coordplan.paper.cells import Column, Page, Table, Tone
from coordplan.paper.data import render_csv, render_json
from coordplan.seeing.periods.values import Window, Windows
from coordplan.text.language import mark, translate_count
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day, write_number

STATE_WORDS = {"closed": mark("closed"), "current": mark("current"), "to_come": mark("to come")}


def periods_page(windows: Windows) -> Page:
    """Return a row for each period, in the order in which their figures close."""
    columns: tuple[Column, ...] = (
        Column("period", _("Key"), "code"),
        Column("title", _("Period"), "text", 2),
        Column("start", _("From"), "day", 1),
        Column("cutoff", _("Cut-off"), "day"),
        Column("send_by", _("Send by"), "day"),
        Column("days_left", _("Days left"), "count", 3),
        Column("working_days_left", _("Working days left"), "count", 4),
        Column("state", _("State"), "code", 1),
    )
    rows: list[tuple[Any, ...]] = [
        (
            row.period,
            write_period_heading(row.period),
            row.start,
            row.cutoff,
            row.send_by,
            row.days_left,
            row.working_days_left,
            _(STATE_WORDS[row.state]),
        )
        for row in windows.rows
    ]
    if windows.send_within is None:
        columns, rows = columns[:4] + columns[5:], [row[:4] + row[5:] for row in rows]
    notes: list[tuple[str, Tone]] = []
    if windows.otherwise:
        sentence = _("These report otherwise; with --plan ID their own: {plans}")
        notes.append((sentence.format(plans=", ".join(windows.otherwise)), ""))
    if windows.unknown_days:
        sentence = _("No days off of {year} are known: only Saturdays and Sundays are left out of working days.")
        notes.append((sentence.format(year=windows.year), "warn"))
    return Page(windows.title, ((_rule(windows), ""),), (Table(columns, rows),), tuple(notes))


def _rule(windows: Windows) -> str:
    if windows.cutoff_day is None or windows.cutoff_day >= 31:
        rule = _("Figures close at the end of the month")
    else:
        rule = _("Figures close on day {day} of the month").format(day=write_number(windows.cutoff_day))
    if windows.send_within is None:
        return rule + "."
    sent = translate_count(
        "{rule}; reports are sent within {n} working day.",
        "{rule}; reports are sent within {n} working days.",
        windows.send_within,
    )
    return (
        sent.format(rule=rule, n=write_number(windows.send_within))
        + " "
        + _("Today: {day}.").format(day=write_day(windows.as_of))
    )


def periods_json(windows: Windows) -> Iterator[str]:
    """Yield ``coordplan/periods/1``."""
    yield from render_json(
        {
            "schema": "coordplan/periods/1",
            "title": windows.title,
            "year": windows.year,
            "as_of": windows.as_of.isoformat(),
            "known_at": windows.known_at or None,
            "cutoff_day": windows.cutoff_day,
            "send_within": windows.send_within,
            "periods": [row.by_name() for row in windows.rows],
        }
    )


def periods_csv(windows: Windows) -> Iterator[str]:
    """Yield a row for each period."""
    yield from render_csv(list(Window._fields), (list(row.by_name().values()) for row in windows.rows))
