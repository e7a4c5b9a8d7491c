"""period: reporting periods closed and opened again, and what was recorded in them late."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any, Literal

import typer

from coordplan.cli.completion import complete_period
from coordplan.cli.options import By, IsSure, KnownAt, OutputFormat, Reason, sure_of
from coordplan.cli.session import Session, local_moment
from coordplan.cli.speaking import say
from coordplan.cli.usage import missing
from coordplan.collecting.returns.missing import closing_doubts
from coordplan.dates.period_words import begun_with_long_period
from coordplan.dates.periods import Period, parse_period, window_of
from coordplan.errors import UsageFault
from coordplan.model import Entry
from coordplan.named_tuples import NamedTuple
from coordplan.paper.cells import Column, Page, Table, Tone, illustrative_sentence, lean, table_of
from coordplan.paper.data import Data, bare, bare_percent
from coordplan.seeing.answer import Answer, show_answer
from coordplan.seeing.history import entry_words
from coordplan.seeing.opening import Reading, reading
from coordplan.seeing.period_meant import period_missing
from coordplan.seeing.windows import period_named
from coordplan.store.changes import find_change
from coordplan.store.closed_periods import Closing, LateNews, close_period, closings_ever, late_news, reopen_period
from coordplan.text.language import mark, translate_count
from coordplan.text.language import translate as _
from coordplan.text.writing import standing_words, write_day


class ClosedPeriod(NamedTuple):
    """A period that is or was closed; the names are those of its JSON and CSV."""

    period: str
    first: date
    last: date
    closed_on: date | None  # None: it was opened again
    by: str
    change: int
    late_news: int


class ClosedPeriods(NamedTuple):
    """What `coordplan period list` says."""

    known_at: str
    periods: tuple[ClosedPeriod, ...]
    news: tuple[LateNews, ...]
    illustrative: bool


def period_command(
    ctx: typer.Context,
    action: Annotated[
        Literal["close", "reopen", "list"] | None,
        typer.Argument(metavar="close|reopen|list", help=mark("close, reopen or list")),
    ] = None,
    key: Annotated[
        str | None,
        typer.Argument(
            metavar=mark("PERIOD"),
            autocompletion=complete_period,
            help=mark("2024, 2024-H1, 2024-9M, 2024-Q2, 2024-06, 2022..2023 or program"),
        ),
    ] = None,
    known_at: KnownAt = None,
    output_format: OutputFormat = None,
    sure: IsSure = False,
    by: By = None,
    reason: Reason = "",
) -> None:
    session: Session = ctx.obj
    if action is None:
        raise missing("period", "close|reopen|list")
    if action == "list":
        with reading(session, known_at=known_at) as file:
            periods = _closed_periods(file, None if key is None else period_named(file, key, _("PERIOD")))
        show_answer(session, Answer(lambda: _page(periods), lambda: _data(periods)), output_format, None)
        return
    if known_at is not None or output_format not in (None, "table"):
        raise UsageFault(_("--known-at and --format are for list alone."))
    if key is None:
        with reading(session) as file:
            raise UsageFault(*period_missing(file, f"period {action}"))
    if action == "reopen" and not reason.strip():
        raise UsageFault(
            _("--reason is missing: a closed period is opened again for a reason."),
            _('For example: --reason "12-CV/BTGTU, 5/7/2024"'),
        )
    with reading(session) as file:
        period = period_named(file, key, _("PERIOD"))
        first, last = window_of(file.definitions, period)
        doubts = closing_doubts(file, period) if action == "close" else []
    with session.writing(by, reason, sure=sure_of(sure)) as change:
        closes = action == "close"
        already = close_period(change, period, session.today()) if closes else reopen_period(change, period)
        change.doubt(*(doubts if already is None else ()))
    if already is not None:
        say(_already_words(action, already))
        return
    number = _("Change {number}.").format(number=change.number)
    words = (
        _("{period} is closed: what is observed from {first} to {last} stands as it is.")
        if action == "close"
        else _("{period} is open again.")
    )
    days = {"first": write_day(first), "last": write_day(last)}
    say(f"{begun_with_long_period(words, period.key, **days)} {number}")


def _already_words(action: str, closing: Closing) -> str:
    if action == "reopen":
        return begun_with_long_period(_("{period} is open again already; nothing was written."), closing.period)
    sentence = _("{period} was already closed on {day}, with change {number}; nothing was written.")
    values = {"day": write_day(closing.closed_on), "number": closing.change}
    return begun_with_long_period(sentence, closing.period, **values)


def _closed_periods(reading: Reading, wanted: Period | None) -> ClosedPeriods:
    keys = () if wanted is None else (wanted.key,)
    news = late_news(reading.connection, reading.up_to_change, keys)
    found = []
    for closing, is_closed in closings_ever(reading.connection, reading.up_to_change):
        if keys and closing.period not in keys:
            continue
        first, last = window_of(reading.definitions, parse_period(closing.period))
        found.append(
            ClosedPeriod(
                period=closing.period,
                first=first,
                last=last,
                closed_on=closing.closed_on if is_closed else None,
                by=find_change(reading.connection, closing.change).by,
                change=closing.change,
                late_news=sum(each.period == closing.period for each in news),
            )
        )
    return ClosedPeriods(reading.known_at, tuple(found), tuple(news), reading.illustrative)


def _page(periods: ClosedPeriods) -> Page:
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
        tables.append(table_of(columns, periods.periods))
    if periods.news:
        tables.append(_news_table(periods.news))
    return Page("", tuple(sentences), tuple(tables))


def _news_table(news: Sequence[LateNews]) -> Table:
    columns = (
        Column("period", _("Period"), "code"),
        Column("occurrence", _("Occurrence"), "code"),
        Column("observed_on", _("Observed"), "day"),
        Column("entry", _("What"), "code", get=_entry_words),
        Column("evidence", _("Evidence"), "text", 2),
        Column("moment", _("Recorded"), "code", 3, get=lambda each: local_moment(each.at)),
        Column("by", _("By"), "code", 4),
        Column("change", _("Change"), "number"),
        Column("command", _("Command"), "text", 5),
        Column("reason", _("Reason"), "text", 1),
    )
    return lean(table_of(columns, news, title=_("Late news"), title_tone="warn"))


def _entry_words(news: LateNews) -> str:
    if news.observed_on is not None and news.kind is None:
        return _("Rating")
    if news.observed_on is None or news.kind is None:
        before, after = (_standing_or_not(each) for each in (news.standing_before, news.standing_after))
        return after if before == after else f"{before} -> {after}"
    return entry_words(
        Entry(news.occurrence, news.observed_on, news.kind, news.percent, news.value, due_on=news.due_on)
    )


def _standing_or_not(standing: str | None) -> str:
    return _("not there") if standing is None else standing_words(standing)


def _data(periods: ClosedPeriods) -> Data:
    """Return ``coordplan/closings/1``; in CSV a row for each period."""
    return Data(
        "coordplan/closings/1",
        {
            "known_at": periods.known_at or None,
            "illustrative": periods.illustrative,
            "periods": periods.periods,
            "late_news": list(map(_news_value, periods.news)),
        },
        columns=ClosedPeriod._fields,
        rows=periods.periods,
    )


def _news_value(news: LateNews) -> dict[str, Any]:
    values = news._asdict() | {"percent": bare_percent(news.percent), "value": bare(news.value)}
    values |= {"evidence": news.evidence or None, "reason": news.reason or None}
    return {"due" if name == "due_on" else name: value for name, value in values.items()}
