"""Reporting periods that are closed, and the late news in them, as a page."""

from datetime import date
from typing import NamedTuple

from coordplan.model import Entry
from coordplan.paper.cells import Column, Page, Table, Tone, illustrative_sentence, lean
from coordplan.seeing.history import entry_words
from coordplan.text.language import translate as _
from coordplan.text.language import translate_count
from coordplan.text.writing import write_day


class ClosedPeriod(NamedTuple):
    """A period that is or was closed."""

    period: str
    first: date
    last: date
    closed_on: date | None  # None: it was opened again
    by: str
    change: int
    late_news: int


class NewsRow(NamedTuple):
    """An entry that was recorded in a period after it had been closed."""

    period: str
    number: int
    entry: Entry
    change: int
    at: str  # UTC, ISO 8601
    moment: str  # in the office's time
    by: str
    reason: str


class Periods(NamedTuple):
    """What `coordplan period list` says."""

    known_at: str
    periods: tuple[ClosedPeriod, ...]
    news: tuple[NewsRow, ...]
    illustrative: bool = False


def periods_page(periods: Periods) -> Page:
    """Return a row for each period, and one for each piece of late news."""
    closed = sum(each.closed_on is not None for each in periods.periods)
    sentence = (
        translate_count("{n} period is closed.", "{n} periods are closed.", closed).format(n=closed)
        if closed
        else _("No period is closed.")
    )
    sentences: list[tuple[str, Tone]] = [*illustrative_sentence(periods.illustrative), (sentence, "strong")]
    tables = []
    if periods.periods:
        columns = (
            Column("period", _("Period"), "code"),
            Column("first", _("From"), "day", 2),
            Column("last", _("Until"), "day", 1),
            Column("closed_on", _("Closed on"), "day"),
            Column("by", _("By"), "code", 3),
            Column("change", _("Change"), "number"),
            Column("late_news", _("Late news"), "count", 0, "warn"),
        )
        tables.append(Table(columns, [list(each) for each in periods.periods]))
    if periods.news:
        tables.append(_news_table(periods.news))
    return Page("", tuple(sentences), tuple(tables))


def _news_table(news: tuple[NewsRow, ...]) -> Table:
    columns = (
        Column("period", _("Period"), "code"),
        Column("occurrence", _("Occurrence"), "code"),
        Column("observed_on", _("Observed"), "day"),
        Column("entry", _("What"), "code"),
        Column("evidence", _("Evidence"), "text", 2),
        Column("moment", _("Recorded"), "code", 3),
        Column("by", _("By"), "code", 4),
        Column("change", _("Change"), "number"),
        Column("reason", _("Reason"), "text", 1),
    )
    rows = [
        (
            each.period,
            each.entry.occurrence,
            each.entry.observed_on,
            entry_words(each.entry),
            each.entry.evidence,
            each.moment,
            each.by,
            each.change,
            each.reason,
        )
        for each in news
    ]
    return lean(Table(columns, rows, title=_("Late news"), title_tone="warn"))


def closed_sentence(period: str, first: date, last: date) -> str:
    """Return what closing a period means."""
    return _("{period} is closed: what is observed from {first} to {last} stands as it is.").format(
        period=period, first=write_day(first), last=write_day(last)
    )
