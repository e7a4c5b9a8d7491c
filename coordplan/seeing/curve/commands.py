"""curve: planned and actual progress over the program, and where it ends at this pace."""

from datetime import date
from typing import Annotated, Literal

import typer

from coordplan.cli.working import working
from coordplan.dates.periods import reporting_days
from coordplan.errors import UnknownId, UsageFault
from coordplan.seeing.answer import AllFilters, Answer, FormatOrPicture, reading_command
from coordplan.seeing.comparing import filters_then
from coordplan.seeing.curve.page import curve_page
from coordplan.seeing.curve.values import (
    Curve,
    PlannedWeight,
    Step,
    curve_data,
    days_of_points,
    outlook,
    planned_on,
    points_of,
    weight_of,
)
from coordplan.seeing.figures import Figures, figures_of
from coordplan.seeing.filters import Filters, question_of
from coordplan.seeing.opening import Reading, reading_at
from coordplan.seeing.predecessor import NotAtHand, file_shown, predecessor
from coordplan.seeing.windows import period_named
from coordplan.store import counts
from coordplan.store.counts import planned_weights
from coordplan.store.own_tallies import with_own_tallies
from coordplan.store.questions import Question
from coordplan.text.language import mark
from coordplan.text.language import translate as _


@reading_command
def curve_command(
    reading: Reading,
    by: Annotated[
        Literal["month", "quarter"], typer.Option(help=mark("A point for each month or quarter, on its cut-off day"))
    ] = "month",
    previous: Annotated[
        bool, typer.Option("--previous", help=mark("With the program before, from its own file"))
    ] = False,
    *,
    filters: AllFilters,
    output_format: FormatOrPicture,
) -> Answer:
    if previous and filters.period is not None:
        raise UsageFault(_("--previous shows the whole of both programs: leave --period out."))
    with working(_("Working out the curve ...")):
        curve = curve_of(reading, filters, by)
        if previous:
            curve = _with_previous(reading, curve, filters, by)
    return Answer(
        lambda: curve_page(curve, every_point=output_format == "md"),
        lambda: curve_data(curve),
        curve.illustrative,
        others={".svg": lambda: _picture(curve)},
    )


def _with_previous(reading: Reading, curve: Curve, filters: Filters, by: Step) -> Curve:
    """Return the curve with that of the program before; where its file cannot be asked, with why."""
    with predecessor(reading) as before:
        if before is None:
            sentence = _("No file of a program before is named (previous: in program.yaml).")
            return curve._replace(before_missing=sentence)
        if isinstance(before, NotAtHand):
            return curve._replace(before_file=before.file, before_missing=before.reason)
        file = file_shown(before)
        ended = reading_at(before, min(before.as_of, before.program.until_on), before.up_to_change)
        try:
            earlier = curve_of(ended, filters_then(reading, before, filters), by)
        except UnknownId as error:
            return curve._replace(before_file=file, before_missing=error.sentence)
        return curve._replace(before=earlier, before_file=file, illustrative=curve.illustrative or earlier.illustrative)


def _picture(curve: Curve) -> list[str]:
    from coordplan.paper.svg import render_picture

    return "".join(render_picture(curve_page(curve))).removesuffix("\n").split("\n")


def curve_of(reading: Reading, filters: Filters, by: Step) -> Curve:
    """Return planned and actual progress by month or quarter, with the forecast; of a period, on its days."""
    question, words = question_of(reading, filters)
    with with_own_tallies(reading.connection, question) as tallied:
        return _curve_of(reading, filters, by, tallied)._replace(filters=words)


def _curve_of(reading: Reading, filters: Filters, by: Step, question: Question) -> Curve:
    as_of, within = reading.as_of, reporting_days(reading.definitions, *question.plans)
    period = None if filters.period is None else period_named(reading, filters.period, "--period")
    if period is not None:
        first, last = within.window(period)
        within = within._replace(start_on=first, until_on=last)
    known: dict[date, Figures] = {}

    def figures_on(day: date) -> Figures:
        if day not in known:
            asked = question._replace(as_of=day)
            known[day] = figures_of(counts.figures(reading.connection, asked, "all")[0])
        return known[day]

    weights: dict[Question, list[PlannedWeight]] = {}

    def planned_for(day: date) -> float | None:
        # Who leads may change with the day, which due dates are in force may not
        of_body = question.leads is not None or question.partnered is not None
        asked = question._replace(open_on=day) if of_body else question
        if asked not in weights:
            weights[asked] = [weight_of(row) for row in planned_weights(reading.connection, asked)]
        return planned_on(weights[asked], day)

    days = days_of_points(by, within, as_of)
    past = {day: (figures_on(day).planned, figures_on(day).progress) for day in days if day <= as_of}
    planned = {day: planned_for(day) for day in days if day > as_of}
    ahead = outlook(
        within.start_on, within.until_on, as_of, figures_on(as_of).progress, lambda day: figures_on(day).progress
    )
    return Curve(
        program=reading.program.id,
        title=reading.program.title,
        start_on=within.start_on,
        until_on=within.until_on,
        as_of=as_of,
        known_at=reading.known_at,
        by=by,
        points=points_of(days, as_of, past, planned, ahead),
        outlook=ahead,
        illustrative=reading.illustrative,
        period="" if period is None else period.key,
    )
