"""period: reporting periods closed and opened again, and what was recorded in them late."""

from collections.abc import Iterator
from typing import Annotated, Literal

import typer

from coordplan.cli.options import By, Format, KnownAt, Reason
from coordplan.cli.output import show
from coordplan.cli.session import Session, local_moment
from coordplan.cli.speaking import say
from coordplan.collecting.period.page import ClosedPeriod, NewsRow, Periods, closed_sentence, periods_page
from coordplan.dates.periods import Period, parse_period
from coordplan.errors import UsageFault
from coordplan.model import Entry
from coordplan.seeing.opening import Reading, reading
from coordplan.seeing.windows import period_named
from coordplan.store.changes import find_change
from coordplan.store.closed_periods import LateNews, close_period, closings_ever, late_news, reopen_period
from coordplan.text.language import mark
from coordplan.text.language import translate as _


def period_command(
    ctx: typer.Context,
    action: Annotated[Literal["close", "reopen", "list"], typer.Argument(help=mark("close, reopen or list"))],
    key: Annotated[
        str | None, typer.Argument(metavar=mark("PERIOD"), help="2024, 2024-H1, 2024-9M, 2024-Q2, 2024-06")
    ] = None,
    known_at: KnownAt = None,
    form: Format = "table",
    by: By = None,
    reason: Reason = "",
) -> None:
    session: Session = ctx.obj
    if action == "list":
        with reading(session, known_at=known_at) as file:
            periods = _periods(file, None if key is None else period_named(file, key, _("PERIOD")))
        show(session, form, None, None, lambda: periods_page(periods), lambda: _data(periods, form))
        return
    if known_at is not None or form != "table":
        raise UsageFault(_("--known-at and --format go with list alone."))
    if key is None:
        raise UsageFault(_("PERIOD is missing."), _("For example: coordplan period close 2024-Q2"))
    if action == "reopen" and not reason.strip():
        raise UsageFault(
            _("--reason is missing: a closed period is opened again for a reason."),
            _('For example: --reason "12-CV/BTGTU, 5/7/2024"'),
        )
    with reading(session) as file:
        period = period_named(file, key, _("PERIOD"))
        first, last = period.window(file.program.cutoff_day)
    with session.writing(by, reason) as change:
        if action == "close":
            close_period(change, period, session.today())
        else:
            reopen_period(change, period)
    number = _("Change {number}.").format(number=change.number)
    if action == "close":
        say(f"{closed_sentence(period.key, first, last)} {number}")
    else:
        say(_("{period} is open again.").format(period=period.key) + f" {number}")


def _periods(file: Reading, wanted: Period | None) -> Periods:
    keys = () if wanted is None else (wanted.key,)
    news = late_news(file.connection, file.known, keys)
    found = []
    for closing, is_closed in closings_ever(file.connection, file.known):
        if keys and closing.period not in keys:
            continue
        found.append(
            ClosedPeriod(
                closing.period,
                *parse_period(closing.period).window(file.program.cutoff_day),
                closing.closed_on if is_closed else None,
                find_change(file.connection, closing.change).by,
                closing.change,
                sum(each.period == closing.period for each in news),
            )
        )
    return Periods(file.known_at, tuple(found), tuple(map(_news_row, news)), file.illustrative)


def _news_row(news: LateNews) -> NewsRow:
    entry = Entry(
        news.occurrence,
        news.observed_on,
        news.kind,
        news.percent,
        news.value,
        news.due_on,
        evidence=news.evidence,
    )
    return NewsRow(news.period, news.entry, entry, news.change, news.at, local_moment(news.at), news.by, news.reason)


def _data(periods: Periods, form: str) -> Iterator[str]:
    from coordplan.collecting.returns import data

    return data.periods_json(periods) if form == "json" else data.periods_csv(periods)
