"""curve: planned and actual progress over the program, and where it ends at this pace."""

from typing import Annotated, Literal

import typer

from coordplan.cli.speaking import working
from coordplan.seeing.answer import Answer, FiltersOfAnyTime, FormatOrPicture, reading_command
from coordplan.seeing.curve.gather import curve_of
from coordplan.seeing.curve.page import curve_page
from coordplan.seeing.curve.values import Curve, curve_data
from coordplan.seeing.opening import Reading
from coordplan.text.language import mark
from coordplan.text.language import translate as _


@reading_command
def curve_command(
    reading: Reading,
    by: Annotated[
        Literal["month", "quarter"], typer.Option(help=mark("A point for each month or quarter, on its cut-off day"))
    ] = "month",
    *,
    filters: FiltersOfAnyTime,
    output_format: FormatOrPicture,
) -> Answer:
    with working(_("Working out the curve ...")):
        curve = curve_of(reading, filters, by)
    return Answer(
        lambda: curve_page(curve, every_point=output_format == "md"),
        lambda: curve_data(curve),
        curve.illustrative,
        others={".svg": lambda: _picture(curve)},
    )


def _picture(curve: Curve) -> list[str]:
    from coordplan.paper.svg import render_picture

    return "".join(render_picture(curve_page(curve))).removesuffix("\n").split("\n")
