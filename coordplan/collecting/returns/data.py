"""JSON and CSV of who has answered, of reminders, and of closed periods."""

from collections.abc import Iterator, Mapping
from typing import Any

from coordplan.collecting.period.page import ClosedPeriod, NewsRow, Periods
from coordplan.collecting.returns.reminders import Reminder, ReminderItem, Reminders
from coordplan.collecting.returns.values import Answering, AnsweringReport, RowState
from coordplan.paper.data import bare, render_csv, render_json
from coordplan.seeing.figures import rounded

_COUNTS: tuple[RowState, ...] = ("answered", "blank", "sent_back", "not_answered", "not_due")


def _answering(each: Answering) -> dict[str, Any]:
    days = (each.sent_on, each.send_by, each.received_on, each.last_received_on)
    names = ("sent_on", "send_by", "received_on", "last_received_on")
    return {
        "organization": each.organization,
        "title": each.title,
        "state": each.state,
        **{name: day and day.isoformat() for name, day in zip(names, days, strict=True)},
        "on_time": each.on_time,
        "days_late": each.days_late,
        "file": each.file or None,
        **{state: each.count(state) for state in _COUNTS},
    }


def returns_json(report: AnsweringReport) -> Iterator[str]:
    """Yield ``coordplan/returns/1``."""
    yield from render_json(
        {
            "schema": "coordplan/returns/1",
            "program": report.program,
            "period": report.period,
            "first": report.first.isoformat(),
            "last": report.last.isoformat(),
            "as_of": report.as_of.isoformat(),
            "known_at": report.known_at or None,
            "illustrative": report.illustrative,
            "closed_on": report.closed_on and report.closed_on.isoformat(),
            "due_to_be_in": len(report.due_to_be_in),
            "in_time": report.on_time,
            "on_time_rate": rounded(report.on_time_rate),
            "organizations": [
                _answering(each)
                | {
                    "occurrences": [
                        {"occurrence": row.occurrence, "state": row.state, "fault": row.fault or None}
                        for row in each.rows
                    ]
                }
                for each in report.organizations
            ],
        }
    )


def returns_csv(report: AnsweringReport) -> Iterator[str]:
    """Yield a row for each organization."""
    rows = [_answering(each) for each in report.organizations]
    header = ["organization", "title", "state", "sent_on", "send_by", "received_on", "last_received_on", "on_time"]
    yield from render_csv([*header, "days_late", "file", *_COUNTS], (list(row.values()) for row in rows))


def _reminder(each: Reminder, files: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    return {
        "organization": each.organization,
        "title": each.title,
        "state": each.state,
        "send_by": each.send_by and each.send_by.isoformat(),
        "received_on": each.received_on and each.received_on.isoformat(),
        "days_late": each.days_late,
        "files": list(files.get(each.organization, ())),
    }


def _item(item: ReminderItem) -> dict[str, Any]:
    return {
        "occurrence": item.occurrence,
        "title": item.title,
        "due": item.due_on and item.due_on.isoformat(),
        "state": item.state,
        "fault": item.fault or None,
    }


def chase_json(reminders: Reminders, texts: Mapping[str, str], files: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """Yield ``coordplan/chase/1``, with the text of each reminder."""
    yield from render_json(
        {
            "schema": "coordplan/chase/1",
            "program": reminders.program,
            "period": reminders.period,
            "as_of": reminders.as_of.isoformat(),
            "known_at": reminders.known_at or None,
            "illustrative": reminders.illustrative,
            "answer_by": reminders.answer_by and reminders.answer_by.isoformat(),
            "reminders": [
                _reminder(each, files)
                | {
                    "items": [_item(item) for item in each.items],
                    "text": texts[each.organization],
                }
                for each in reminders.organizations
            ],
        }
    )


def chase_csv(reminders: Reminders, files: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """Yield a row for each item of each reminder."""
    header = ["organization", "state", "send_by", "received_on", "days_late", "occurrence", "title", "due"]
    header += ["item_state", "fault"]
    rows = []
    for each in reminders.organizations:
        values = _reminder(each, files)
        head = [values[name] for name in header[:5]]
        rows += [
            [
                *head,
                item.occurrence,
                item.title,
                item.due_on and item.due_on.isoformat(),
                item.state,
                item.fault or None,
            ]
            for item in each.items
        ]
    yield from render_csv(header, rows)


def _news(news: NewsRow) -> dict[str, Any]:
    return {
        "period": news.period,
        "entry": news.number,
        "occurrence": news.entry.occurrence,
        "observed_on": news.entry.observed_on.isoformat(),
        "kind": news.entry.kind,
        "percent": bare(news.entry.percent),
        "value": bare(news.entry.value),
        "due": news.entry.due_on and news.entry.due_on.isoformat(),
        "evidence": news.entry.evidence or None,
        "change": news.change,
        "at": news.at,
        "by": news.by,
        "reason": news.reason or None,
    }


def periods_json(periods: Periods) -> Iterator[str]:
    """Yield ``coordplan/closings/1``."""
    yield from render_json(
        {
            "schema": "coordplan/closings/1",
            "known_at": periods.known_at or None,
            "illustrative": periods.illustrative,
            "periods": [_closed(each) for each in periods.periods],
            "late_news": [_news(each) for each in periods.news],
        }
    )


def _closed(each: ClosedPeriod) -> dict[str, Any]:
    return {
        "period": each.period,
        "first": each.first.isoformat(),
        "last": each.last.isoformat(),
        "closed_on": each.closed_on and each.closed_on.isoformat(),
        "by": each.by,
        "change": each.change,
        "late_news": each.late_news,
    }


def periods_csv(periods: Periods) -> Iterator[str]:
    """Yield a row for each period."""
    header = ["period", "first", "last", "closed_on", "by", "change", "late_news"]
    yield from render_csv(header, (list(_closed(each).values()) for each in periods.periods))
