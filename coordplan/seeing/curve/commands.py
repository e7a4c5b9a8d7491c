"""curve."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

import typer

from coordplan.cli.options import AsOf, Contents, Format, KnownAt, Leads, Plans, Width
from coordplan.cli.output import show, warn_of_illustration, write_file
from coordplan.cli.speaking import working
from coordplan.errors import UsageFault
from coordplan.seeing.curve.gather import curve_of
from coordplan.seeing.curve.page import curve_page
from coordplan.seeing.curve.values import Curve
from coordplan.seeing.filters import Filters
from coordplan.seeing.opening import reading
from coordplan.text.language import mark
from coordplan.text.language import translate as _


def curve_command(
    ctx: typer.Context,
    by: Annotated[
        Literal["month", "quarter"], typer.Option(help=mark("A point for each month or quarter, on its cut-off day"))
    ] = "month",
    plan: Plans = None,
    content: Contents = None,
    lead: Leads = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    form: Format = "table",
    output: Annotated[
        str | None,
        typer.Option(
            "-o",
            "--output",
            metavar=mark("FILE"),
            help=mark("Write to this file, whole or not at all; as a picture where it ends in .svg"),
        ),
    ] = None,
    width: Width = None,
) -> None:
    picture = output is not None and output.lower().endswith(".svg")
    if picture and form != "table":
        raise UsageFault(
            _("{path} is to be a picture, not {form}.").format(path=output, form=form),
            _("Leave --format out, or name a file that does not end in .svg."),
        )
    with reading(ctx.obj, as_of, known_at) as file, working(_("Working out the curve ...")):
        curve = curve_of(file, Filters(plan or (), content or (), lead or ()), by)
    if picture:
        assert output is not None
        write_file(Path(output), _picture(curve))
        return
    show(ctx.obj, form, output, width, lambda: curve_page(curve, every_point=form == "md"), lambda: _data(curve, form))
    warn_of_illustration(form, curve.illustrative)


def _data(curve: Curve, form: str) -> Iterator[str]:
    from coordplan.seeing.curve import page as data_curve

    return data_curve.curve_json(curve) if form == "json" else data_curve.curve_csv(curve)


def _picture(curve: Curve) -> Iterator[str]:
    from coordplan.paper.svg import render_picture

    yield from render_picture(curve_page(curve))
