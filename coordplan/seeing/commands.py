"""status, list, due, search."""

from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from coordplan.cli.completion_of_words import complete_standing, complete_time
from coordplan.cli.options import FailOn
from coordplan.errors import UsageFault
from coordplan.paper.cells import Page
from coordplan.paper.rows_aside import kept
from coordplan.paper.screen import Screen
from coordplan.seeing.answer import AllFilters, Answer, AskAll, command_of_files
from coordplan.seeing.beginning import is_over_unrecorded, room_beside_them
from coordplan.seeing.filters import bodies_named, plans_resting_on, question_of
from coordplan.seeing.gather import EVERYTHING, SOON_DAYS, exit_code, listing, status_report
from coordplan.seeing.opening import Reading
from coordplan.seeing.page import planned_page
from coordplan.seeing.status_screen import status_shown
from coordplan.seeing.values import status_data
from coordplan.seeing.windows import last_day_within
from coordplan.text.folding import fold, words_apart
from coordplan.text.language import mark
from coordplan.text.language import translate as _
from coordplan.text.writing import plain

if TYPE_CHECKING:
    from coordplan.seeing.listing import Listing

Standings = Annotated[
    list[str] | None,
    typer.Option(
        "--standing",
        metavar=mark("STANDING"),
        autocompletion=complete_standing,
        help=mark("Only this standing, or overdue, open, done (repeatable)"),
    ),
]


def _statuses(ask: AskAll, options: Mapping[str, Any]) -> Answer:
    from coordplan.seeing.several.statuses import statuses_together  # one file does without

    return statuses_together(ask, options)


@command_of_files(_statuses)
def status_command(
    reading: Reading,
    by: Annotated[
        Literal["plan", "content", "lead", "with", "field", "year", "period"] | None,
        typer.Option(
            help=mark(
                "A row for each plan, content, lead, partner (with), field, year or period (quarter); "
                "of several files: for each file"
            )
        ),
    ] = None,
    *,
    filters: AllFilters,
    output_format: str,
    screen: Screen | None,
    full: Annotated[bool, typer.Option("--full", help=mark("At a terminal all of it, however long"))] = False,
    compare: Annotated[
        str | None,
        typer.Option(
            metavar=mark("WHEN"),
            autocompletion=complete_time,
            help=mark("Every figure with its difference from last-year, last-period, a date or a period"),
        ),
    ] = None,
    fail_on: FailOn = None,
) -> Answer:
    fitted = None if full else room_beside_them(reading, screen)
    is_read = output_format in ("table", "md")
    most: int | None = EVERYTHING if fitted is None else fitted.lines
    if not is_read:
        most = 0 if output_format == "csv" else None  # a CSV has rows of figures alone
    report = status_report(reading, filters, by or "plan", most, compare, year_before=is_read)
    code = exit_code(fail_on, report.overdue_count, report.due_soon_count)
    planned = compare is None and is_over_unrecorded(reading)
    return Answer(
        lambda: planned_page(report) if planned else status_shown(report, fitted),
        lambda: status_data(report),
        report.illustrative,
        code,
        value=lambda: report,
    )


_NO_SUCH = mark("No occurrence matches on {day}")


def _lists(ask: AskAll, _options: Mapping[str, Any]) -> Answer:
    from coordplan.seeing.several.lists import lists_together

    return lists_together(ask, _(_NO_SUCH))


@command_of_files(_lists)
def list_command(
    reading: Reading,
    filters: AllFilters,
    standing: Standings = None,
    blocked: Annotated[
        bool, typer.Option("--blocked", help=mark("Only what waits for an activity that is not finished"))
    ] = False,
    without_evidence: Annotated[
        bool,
        typer.Option("--without-evidence", help=mark("Only what is done and has neither document nor file")),
    ] = False,
    fail_on: FailOn = None,
) -> Answer:
    wanted = filters._replace(standings=standing or (), without_evidence=without_evidence)
    question, words = question_of(reading, wanted)
    if blocked:
        words = (*words, _("waiting for others"))
    found = listing(reading, question, words, blocked=blocked)
    return _listed(found, _(_NO_SUCH), fail_on)


_NOTHING_DUE = mark("Nothing is overdue and nothing falls due")


def _dues(ask: AskAll, options: Mapping[str, Any]) -> Answer:
    from coordplan.seeing.several.lists import dues_together

    return dues_together(ask, partial(last_day_within, options["within"]), _(_NOTHING_DUE))


@command_of_files(_dues)
def due_command(
    reading: Reading,
    within: Annotated[
        str, typer.Option(metavar=mark("SPAN"), help=mark("How far ahead: 7d, 2w, 3m, or a date"))
    ] = f"{SOON_DAYS}d",
    *,
    filters: AllFilters,
    fail_on: FailOn = None,
) -> Answer:
    from coordplan.seeing.listing import due_page

    last = last_day_within(within, reading.as_of)
    question, words = question_of(reading, filters)
    found = listing(reading, question._replace(within=(reading.program.start_on, last)), words, order="due")
    answer = _listed(found, "", fail_on)
    if is_over_unrecorded(reading):
        return answer._replace(page=lambda: Page(found.title))
    return answer._replace(page=lambda: due_page(found, last, _(_NOTHING_DUE)))


_NOTHING_FOUND = mark("Nothing contains these words")


def _searches(ask: AskAll, _options: Mapping[str, Any]) -> Answer:
    from coordplan.seeing.several.lists import lists_together

    return lists_together(ask, _(_NOTHING_FOUND))


@command_of_files(_searches)
def search_command(
    reading: Reading,
    text: Annotated[
        list[str],
        typer.Argument(metavar=mark("WORDS"), help=mark("Words of a title, an output, a note or an evidence")),
    ],
    filters: AllFilters,
    standing: Standings = None,
) -> Answer:
    from coordplan.store.word_search import narrowed_by_words  # other lists do without

    words = fold(" ".join(text)).replace("%", " ").replace("_", " ").split()
    words = [word for word in words if words_apart(word).strip()]
    if not words:
        raise UsageFault(_("There is nothing to search for."), _("Give words of a title: coordplan search giao ban"))
    question, filter_words = question_of(reading, filters._replace(standings=standing or ()))
    question = question._replace(
        words=tuple(words), bodies=bodies_named(reading, words), resting=plans_resting_on(reading, words)
    )
    question = narrowed_by_words(reading.connection, question)
    return _listed(listing(reading, question, (*filter_words, plain(" ".join(text)))), _(_NOTHING_FOUND))


def _listed(found: "Listing", nothing: str, fail_on: str | None = None) -> Answer:
    """Return the answer of a list; ``nothing`` says that it is empty. Its rows go by once, unless their number counts.

    Nothing of a million is kept that is written as JSON or CSV; of a table the cells alone are.
    """
    from coordplan.seeing.listing import list_data, list_page

    code = 0
    if fail_on is not None:
        found = found._replace(rows=kept(found.rows))
        overdue = sum(row.standing.endswith("_overdue") for row in found.rows)
        soon = found.as_of + timedelta(days=SOON_DAYS)
        rows = (row for row in found.rows if row.standing in ("in_progress", "not_started", "upcoming"))
        code = exit_code(fail_on, overdue, sum(row.due is not None and row.due <= soon for row in rows))
    return Answer(
        lambda: list_page(found, nothing),
        lambda: list_data(found),
        found.illustrative,
        code,
        value=lambda: found._replace(rows=kept(found.rows)),
    )
