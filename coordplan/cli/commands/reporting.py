"""report: the paper of a period, in the format that its file's name ends in."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from coordplan.cli.gather_report import period_report
from coordplan.cli.options import AsOf, KnownAt, Plans
from coordplan.cli.output import print_lines, write_bytes
from coordplan.cli.report_formats import DRAWN, FORMATS, format_of, text_of
from coordplan.cli.speaking import say
from coordplan.text.language import mark
from coordplan.text.language import translate as _

ReportFile = Annotated[
    str | None,
    typer.Option(
        "-o", "--output", metavar=mark("FILE"), help=mark("Write to this file; its ending says in which format")
    ),
]
ProfileName = Annotated[
    Literal["party", "state"] | None,
    typer.Option(help=mark("Formats of a Party or a state document (the office's own)")),
]


def report_command(
    ctx: typer.Context,
    period: Annotated[
        str, typer.Argument(metavar=mark("PERIOD"), help=mark("2024, 2024-H1, 2024-9M, 2024-Q2 or 2024-06"))
    ],
    plan: Plans = None,
    profile: ProfileName = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    output: ReportFile = None,
) -> None:
    ending = None if output is None else format_of(Path(output))
    report = period_report(ctx.obj, period, tuple(plan or ()), profile, as_of, known_at, drawn=ending in DRAWN)
    if output is None or ending is None:
        print_lines(text_of(report).decode().splitlines())
        return
    write_bytes(Path(output), iter([FORMATS[ending](report)]))
    say(_("Wrote {path}.").format(path=output))
