"""list, due, search."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Annotated, Literal

import typer

from coordplan.cli.options import AsOf, Contents, FailOn, Format, KnownAt, Leads, Output, PeriodKey, Plans, Width
from coordplan.cli.output import show, warn_of_illustration
from coordplan.errors import UsageFault
from coordplan.seeing.filters import Filters, bodies_named, question_of
from coordplan.seeing.gather import SOON_DAYS, exit_code, listing, status_report
from coordplan.seeing.list_page import due_page, list_page
from coordplan.seeing.listing import Listing
from coordplan.seeing.opening import reading
from coordplan.seeing.report import StatusReport
from coordplan.seeing.status_page import status_page
from coordplan.seeing.windows import last_day_within
from coordplan.text.folding import fold
from coordplan.text.language import mark
from coordplan.text.language import translate as _
from coordplan.text.writing import plain

Standings = Annotated[
    list[str] | None,
    typer.Option(
        "--standing", metavar=mark("STANDING"), help=mark("Only this standing, or overdue, open, done (repeatable)")
    ),
]


def list_command(
    ctx: typer.Context,
    plan: Plans = None,
    content: Contents = None,
    lead: Leads = None,
    period: PeriodKey = None,
    standing: Standings = None,
    blocked: Annotated[
        bool, typer.Option("--blocked", help=mark("Only what waits for an activity that is not finished"))
    ] = False,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    form: Format = "table",
    output: Output = None,
    width: Width = None,
    fail_on: FailOn = None,
) -> int:
    with reading(ctx.obj, as_of, known_at) as file:
        filters = Filters(plan or (), content or (), lead or (), period, standing or ())
        question, words = question_of(file, filters)
        if blocked:
            words = (*words, _("waiting for others"))
        found = listing(file, question, words, blocked=blocked)
    _show_list(ctx, found, form, output, width, _("There is no such occurrence on this day"))
    return _exit_code_of(fail_on, found)


def due_command(
    ctx: typer.Context,
    within: Annotated[
        str, typer.Option(metavar=mark("SPAN"), help=mark("How far ahead: 7d, 2w, 3m, or a date"))
    ] = f"{SOON_DAYS}d",
    plan: Plans = None,
    content: Contents = None,
    lead: Leads = None,
    period: PeriodKey = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    form: Format = "table",
    output: Output = None,
    width: Width = None,
    fail_on: FailOn = None,
) -> int:
    with reading(ctx.obj, as_of, known_at) as file:
        last = last_day_within(within, file.as_of)
        question, words = question_of(file, Filters(plan or (), content or (), lead or (), period))
        question = question._replace(within=(file.program.start_on, last))
        found = listing(file, question, words, order="due")
    show(
        ctx.obj,
        form,
        output,
        width,
        lambda: due_page(found, last, _("Nothing is overdue and nothing falls due")),
        lambda: _data(found, form),
    )
    warn_of_illustration(form, found.illustrative)
    return _exit_code_of(fail_on, found)


def search_command(
    ctx: typer.Context,
    text: Annotated[
        list[str],
        typer.Argument(metavar=mark("WORDS"), help=mark("Words of a title, an output, a note or an evidence")),
    ],
    plan: Plans = None,
    content: Contents = None,
    lead: Leads = None,
    period: PeriodKey = None,
    standing: Standings = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    form: Format = "table",
    output: Output = None,
    width: Width = None,
) -> None:
    words = fold(" ".join(text)).replace("%", " ").replace("_", " ").split()
    if not words:
        raise UsageFault(_("There is nothing to search for."), _("Give words of a title: coordplan search giao ban"))
    with reading(ctx.obj, as_of, known_at) as file:
        filters = Filters(plan or (), content or (), lead or (), period, standing or ())
        question, said = question_of(file, filters)
        found = listing(
            file,
            question._replace(words=tuple(words), bodies=bodies_named(file, words)),
            (*said, plain(" ".join(text))),
        )
    _show_list(ctx, found, form, output, width, _("Nothing has these words"))


def _show_list(
    ctx: typer.Context, found: Listing, form: str, output: str | None, width: int | None, nothing: str
) -> None:
    show(
        ctx.obj,
        form,
        output,
        width,
        lambda: list_page(found, nothing),
        lambda: _data(found, form),
    )
    warn_of_illustration(form, found.illustrative)


def _data(found: Listing, form: str) -> Iterator[str]:
    from coordplan.seeing import data

    return data.list_json(found) if form == "json" else data.list_csv(found)


def _exit_code_of(fail_on: str | None, found: Listing) -> int:
    overdue = sum(row.standing.endswith("_overdue") for row in found.rows)
    soon = found.as_of + timedelta(days=SOON_DAYS)
    rows = (row for row in found.rows if row.standing in ("in_progress", "not_started", "upcoming"))
    return exit_code(fail_on, overdue, sum(row.due is not None and row.due <= soon for row in rows))


def status_command(
    ctx: typer.Context,
    by: Annotated[
        Literal["plan", "content", "lead", "year", "period"],
        typer.Option(help=mark("A row for each plan, content, lead, year or period (quarter)")),
    ] = "plan",
    plan: Plans = None,
    content: Contents = None,
    lead: Leads = None,
    period: PeriodKey = None,
    compare: Annotated[
        str | None,
        typer.Option(
            metavar=mark("WHEN"),
            help=mark("Every figure with its difference from last-year, last-period, a date or a period"),
        ),
    ] = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    form: Format = "table",
    output: Output = None,
    width: Width = None,
    fail_on: FailOn = None,
) -> int:
    with reading(ctx.obj, as_of, known_at) as file:
        filters = Filters(plan or (), content or (), lead or (), period)
        report = status_report(file, filters, by, 8 if form in ("table", "md") else None, compare)
    show(
        ctx.obj,
        form,
        output,
        width,
        lambda: status_page(report),
        lambda: _data_of_status(report, form),
    )
    warn_of_illustration(form, report.illustrative)
    return exit_code(fail_on, report.overdue_count, report.due_soon_count)


def _data_of_status(report: StatusReport, form: str) -> Iterator[str]:
    from coordplan.seeing import data

    return data.status_json(report) if form == "json" else data.status_csv(report)
