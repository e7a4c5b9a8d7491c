"""why: what is behind a figure of the status, or behind one standing."""

import re
from collections.abc import Iterator
from typing import Annotated

import typer

from coordplan.cli.completion import complete_activity
from coordplan.cli.options import AsOf, Contents, Format, KnownAt, Leads, Output, PeriodKey, Plans, Width
from coordplan.cli.output import show, warn_of_illustration
from coordplan.errors import UnknownId, UsageFault
from coordplan.paper.cells import Page, illustrative_sentence
from coordplan.seeing.filters import Filters, plan_named
from coordplan.seeing.opening import reading
from coordplan.seeing.rating import RatingsReport
from coordplan.seeing.rating_page import ratings_page
from coordplan.seeing.why import data
from coordplan.seeing.why.explanation import Explanation
from coordplan.seeing.why.gather import ratings_report, why_figure, why_standing
from coordplan.seeing.why.page import explanation_page, figure_title, why_page
from coordplan.seeing.why.values import EXPLAINED, Why
from coordplan.text.folding import fold
from coordplan.text.language import mark
from coordplan.text.language import translate as _

Found = Why | Explanation | RatingsReport


def complete_figure(ctx: typer.Context, incomplete: str) -> list[str | tuple[str, str]]:
    """Offer the figures, and with a first letter of an id, the activities."""
    names = [(name, figure_title(name)) for name in EXPLAINED if name.startswith(incomplete)]
    return [*names, *(complete_activity(ctx, incomplete) if incomplete else ())]


def why_command(
    ctx: typer.Context,
    what: Annotated[
        str,
        typer.Argument(
            metavar=mark("FIGURE|ID"),
            autocompletion=complete_figure,
            help=mark("A figure of the status (due_rate, overdue, progress ...), or an activity or occurrence"),
        ),
    ],
    plan: Plans = None,
    content: Contents = None,
    lead: Leads = None,
    period: PeriodKey = None,
    compare: Annotated[
        str | None,
        typer.Option(metavar=mark("WHEN"), help=mark("Of points: last-year, last-period, a date or a period")),
    ] = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    form: Format = "table",
    output: Output = None,
    width: Width = None,
) -> None:
    filters = Filters(plan or (), content or (), lead or (), period)
    figure = figure_meant(what)
    if figure == "rating" and any(filters._replace(plans=())):
        raise UsageFault(_("A plan is rated by its whole figures."), _("Only --plan goes with rating."))
    if compare is not None and figure != "points":
        raise UsageFault(
            _("--compare goes with points alone."), _("For example: coordplan why points --compare last-period")
        )
    if figure is None and any(filters):
        raise UsageFault(_("Filters go with a figure; an occurrence is what it is."), _figures())
    with reading(ctx.obj, as_of, known_at) as file:
        found: Found
        if figure is None:
            try:
                found = why_standing(file, what)
            except UnknownId as error:
                raise _unknown(what, error) from error
        elif figure == "rating":
            found = ratings_report(
                file, tuple(dict.fromkeys(plan_named(file.definitions, each) for each in plan or ()))
            )
        else:
            found = why_figure(file, figure, filters, compare)
    show(ctx.obj, form, output, width, lambda: _page(found), lambda: _data(found, form))
    warn_of_illustration(form, found.illustrative)


def figure_meant(word: str) -> str | None:
    """Return the figure that is meant, by its name or by the words on the screen; None where it is none."""
    name = re.sub(r"[ -]", "_", word.strip().lower())
    if name in EXPLAINED:
        return name
    return next((each for each in EXPLAINED if fold(figure_title(each)) == fold(word)), None)


def _unknown(word: str, error: UnknownId) -> UnknownId:
    titles = {name: figure_title(name) for name in EXPLAINED}
    return UnknownId("figure", word, titles, f"{error.way_out}\n{_figures()}")


def _figures() -> str:
    return _("Figures: {names}").format(names=", ".join(EXPLAINED))


def _page(found: Found) -> Page:
    if isinstance(found, RatingsReport):
        return ratings_page(found, illustrative_sentence(found.illustrative))
    return why_page(found) if isinstance(found, Why) else explanation_page(found)


def _data(found: Found, form: str) -> Iterator[str]:
    if isinstance(found, RatingsReport):
        return data.ratings_json(found) if form == "json" else data.ratings_csv(found)
    if isinstance(found, Why):
        return data.why_json(found) if form == "json" else data.why_csv(found)
    return data.explanation_json(found) if form == "json" else data.explanation_csv(found)
