"""changes: what changed since an earlier time."""

from typing import Annotated

import typer

from coordplan.cli.completion import complete_change
from coordplan.errors import UsageFault
from coordplan.seeing.answer import AllFilters, Answer, reading_command
from coordplan.seeing.changes.gather import changes_report
from coordplan.seeing.changes.page import changes_page
from coordplan.seeing.changes.values import changes_data
from coordplan.seeing.opening import Reading
from coordplan.text.language import mark
from coordplan.text.language import translate as _


@reading_command
def changes_command(
    reading: Reading,
    since: Annotated[
        str,
        typer.Option(
            "--since",
            autocompletion=complete_change,
            metavar=mark("WHEN"),
            help=mark(
                "From a date as it was known then, a moment, the number of a change or report, or 7d, 2w, 3m before"
            ),
        ),
    ],
    until: Annotated[
        str | None,
        typer.Option("--until", metavar=mark("WHEN"), help=mark("To a date, a moment or a change's number (today)")),
    ] = None,
    *,
    filters: AllFilters,
    as_of: str | None,
) -> Answer:
    if until is not None and as_of is not None:
        raise UsageFault(_("--until and --as-of say the same; give one of them."))
    report = changes_report(reading, filters, since, until)
    return Answer(lambda: changes_page(report), lambda: changes_data(report), report.illustrative)
