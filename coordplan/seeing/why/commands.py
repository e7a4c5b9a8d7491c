"""why: what is behind a figure of the status, or behind one standing."""

from typing import Annotated

import typer

from coordplan.cli.completion import complete_activity
from coordplan.cli.completion_of_words import complete_time
from coordplan.errors import UnknownId, UsageFault
from coordplan.seeing.answer import AllFilters, Answer, reading_command
from coordplan.seeing.filters import Filters, plan_named
from coordplan.seeing.opening import Reading
from coordplan.seeing.why.gather import why_figure, why_standing
from coordplan.seeing.why.page import figure_title, why_page
from coordplan.seeing.why.ratings import ratings_data, ratings_page, ratings_report
from coordplan.seeing.why.standing import explanation_data, explanation_page
from coordplan.seeing.why.values import EXPLAINED_FIGURES, why_data
from coordplan.text.language import mark
from coordplan.text.language import translate as _
from coordplan.text.typed_words import TYPED_FIGURES, code_typed, typed_key


def complete_figure(ctx: typer.Context, incomplete: str) -> list[str | tuple[str, str]]:
    """Offer the figures, and with a first letter of an id, the activities."""
    names = [(name, figure_title(name)) for name in EXPLAINED_FIGURES if name.startswith(incomplete)]
    return [*names, *(complete_activity(ctx, incomplete) if incomplete else ())]


@reading_command
def why_command(
    reading: Reading,
    what: Annotated[
        list[str],
        typer.Argument(
            metavar=mark("FIGURE|ID"),
            autocompletion=complete_figure,
            help=mark("A figure of the status (due_rate, overdue, progress ...), or an activity or occurrence"),
        ),
    ],
    filters: AllFilters,
    compare: Annotated[
        str | None,
        typer.Option(
            metavar=mark("WHEN"),
            autocompletion=complete_time,
            help=mark("Of points: last-year, last-period, a date or a period"),
        ),
    ] = None,
) -> Answer:
    wanted = " ".join(what)
    figure = figure_named(wanted)
    _refuse_what_does_not_go(figure, filters, compare)
    if figure is None:
        return _answer_of_standing(reading, wanted)
    if figure == "rating":
        report = ratings_report(
            reading, tuple(dict.fromkeys(plan_named(reading.definitions, each) for each in filters.plans))
        )
        return Answer(lambda: ratings_page(report), lambda: ratings_data(report), report.illustrative)
    why = why_figure(reading, figure, filters, compare)
    return Answer(lambda: why_page(why), lambda: why_data(why), why.illustrative)


def _answer_of_standing(reading: Reading, wanted: str) -> Answer:
    try:
        explanation = why_standing(reading, wanted)
    except UnknownId as error:
        titles = {name: figure_title(name) for name in EXPLAINED_FIGURES}
        raise UnknownId("figure", wanted, titles, f"{error.way_out}\n{_figures()}") from error
    return Answer(
        lambda: explanation_page(explanation), lambda: explanation_data(explanation), explanation.illustrative
    )


def figure_named(word: str) -> str | None:
    """Return the figure of this name, or of these words on the screen; None where there is none."""
    if name := code_typed(word, TYPED_FIGURES, EXPLAINED_FIGURES):
        return name
    return next((each for each in EXPLAINED_FIGURES if typed_key(figure_title(each)) == typed_key(word)), None)


def _refuse_what_does_not_go(figure: str | None, filters: Filters, compare: str | None) -> None:
    """Raise UsageFault where an option is given that says nothing about what is asked."""
    if figure == "rating" and any(filters._replace(plans=())):
        raise UsageFault(_("A plan is rated by its whole figures."), _("With rating, only --plan can be used."))
    if compare is not None and figure != "points":
        raise UsageFault(
            _("--compare is for points alone."), _("For example: coordplan why points --compare last-period")
        )
    if figure is None and any(filters):
        raise UsageFault(_("Filters narrow a figure; an occurrence cannot be narrowed."), _figures())


def _figures() -> str:
    return _("Figures: {names}").format(names=", ".join(EXPLAINED_FIGURES))
