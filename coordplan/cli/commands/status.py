"""status."""

from collections.abc import Iterator
from typing import Annotated, Literal

import typer

from coordplan.cli.filters import Filters
from coordplan.cli.gather import exit_code, status_report
from coordplan.cli.opening import reading
from coordplan.cli.options import AsOf, Contents, FailOn, Format, KnownAt, Leads, Output, PeriodKey, Plans, Width
from coordplan.cli.output import show, warn_of_illustration
from coordplan.status.report import StatusReport
from coordplan.tables.status import status_page
from coordplan.text.language import mark


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
        lambda: _data(report, form),
    )
    warn_of_illustration(form, report.illustrative)
    return exit_code(fail_on, report.overdue_count, report.due_soon_count)


def _data(report: StatusReport, form: str) -> Iterator[str]:
    from coordplan.views import data  # people who look at a table do not wait for it

    return data.status_json(report) if form == "json" else data.status_csv(report)
