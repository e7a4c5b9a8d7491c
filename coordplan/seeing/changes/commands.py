"""changes: what stands otherwise than at an earlier time."""

from typing import Annotated

import typer

from coordplan.cli.options import AsOf, Contents, Format, KnownAt, Leads, Output, PeriodKey, Plans, Width
from coordplan.cli.output import show, warn_of_illustration
from coordplan.errors import UsageFault
from coordplan.seeing.changes import page as data
from coordplan.seeing.changes.gather import changes_report
from coordplan.seeing.changes.page import changes_page
from coordplan.seeing.filters import Filters
from coordplan.seeing.opening import reading
from coordplan.text.language import mark
from coordplan.text.language import translate as _


def changes_command(
    ctx: typer.Context,
    since: Annotated[
        str,
        typer.Option(
            "--since",
            metavar=mark("WHEN"),
            help=mark("From a date as it was known then, a moment, a change's number, or 7d, 2w, 3m before"),
        ),
    ],
    until: Annotated[
        str | None,
        typer.Option("--until", metavar=mark("WHEN"), help=mark("To a date, a moment or a change's number (today)")),
    ] = None,
    plan: Plans = None,
    content: Contents = None,
    lead: Leads = None,
    period: PeriodKey = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    form: Format = "table",
    output: Output = None,
    width: Width = None,
) -> None:
    if until is not None and as_of is not None:
        raise UsageFault(_("--until and --as-of say the same; give one of them."))
    with reading(ctx.obj, as_of, known_at) as file:
        report = changes_report(file, Filters(plan or (), content or (), lead or (), period), since, until)
    show(
        ctx.obj,
        form,
        output,
        width,
        lambda: changes_page(report),
        lambda: data.changes_json(report) if form == "json" else data.changes_csv(report),
    )
    warn_of_illustration(form, report.illustrative)
