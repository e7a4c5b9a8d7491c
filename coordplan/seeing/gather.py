"""Gathers what a reading command shows: the store answers questions, the pure parts make reports of the rows."""

import json
import sqlite3
import sys
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from coordplan.model import Activity
from coordplan.seeing.beside_lead import GROUPERS, with_its_end
from coordplan.seeing.comparing import LAST_YEAR, compared, with_those_of_then
from coordplan.seeing.figures import Figures, added_up, figures_of
from coordplan.seeing.filters import Filters, question_of, undated_in
from coordplan.seeing.judging import rating_of_program, ratings_of
from coordplan.seeing.opening import Reading
from coordplan.seeing.values import OVERLAPPING, Attention, StatusGroup, StatusReport, is_made_up
from coordplan.seeing.windows import period_named
from coordplan.store import attention, counts, questions
from coordplan.store.definitions import find_activity
from coordplan.store.door.which import unknown_activity
from coordplan.store.entries import entries_of
from coordplan.store.questions import Question
from coordplan.text.alphabet import alphabetical
from coordplan.text.language import translate as _

if TYPE_CHECKING:
    from coordplan.seeing.history import HistoryEntry
    from coordplan.seeing.listing import ListedOccurrence, Listing

SOON_DAYS = 30
EVERYTHING = sys.maxsize  # of what needs attention, for people


def status_report(
    reading: Reading,
    filters: Filters,
    by: str,
    most: int | None,
    compare: str | None = None,
    year_before: bool = True,
) -> StatusReport:
    """Return the status by what is named (plan, lead, year ...); of what needs attention at most so many (None: all).

    Compared with what is named; where nothing is, with the due rate of a ``year_before``, which people are shown.
    """
    question, words = question_of(reading, filters)
    compared_with = None
    if compare is not None or year_before:
        compared_with = compared(
            reading,
            filters,
            LAST_YEAR if compare is None else compare,
            by,
            lambda file, asked: _answers(file, asked, by if compare is not None else "all"),
            asked=compare is not None,
        )
    rows = counts.figures(reading.connection, question, by)
    groups = _groups(reading, question, by, rows)
    totals = _total(reading, question, by, [group.figures for group in groups])
    judged = by == "plan" and filters == Filters(filters.plans)  # by its whole figures
    ratings = ratings_of(reading, groups) if judged else {}
    if compared_with is not None and compared_with.asked:
        groups = with_those_of_then(by, groups, compared_with)
    overdue = [_attention(reading, row) for row in attention.overdue(reading.connection, question, most)]
    soon_question = question._replace(within=(reading.as_of, reading.as_of + timedelta(days=SOON_DAYS)))
    soon, soon_count = attention.due_soon(reading.connection, soon_question, most)
    ongoing = 0
    if filters.period is not None:
        period = period_named(reading, filters.period, "--period")
        if period.is_whole_years:
            undated = undated_in(reading, filters, period)
            ongoing = figures_of(counts.figures(reading.connection, undated, "all")[0]).total
    return StatusReport(
        program=reading.program.id,
        title=reading.program.title,
        start_on=reading.program.start_on,
        until_on=reading.program.until_on,
        as_of=reading.as_of,
        known_at=reading.known_at,
        by=by,
        totals=totals,
        groups=groups,
        overdue=tuple(overdue),
        due_soon=tuple(_attention(reading, row) for row in soon),
        overdue_count=totals.overdue,
        due_soon_count=soon_count,
        soon_days=SOON_DAYS,
        compared=compared_with,
        ratings=ratings,
        rating=rating_of_program(reading, ratings, totals) if judged and not filters.plans else None,
        filters=words,
        illustrative=is_made_up(reading.illustrative, totals, compared_with),
        ongoing=ongoing,
    )


def _answers(reading: Reading, question: Question, by: str) -> tuple[Figures, tuple[StatusGroup, ...]]:
    """Return the figures of all together, and each group that has any."""
    rows = counts.figures(reading.connection, question, by)
    groups = () if by == "all" else _groups(reading, question, by, rows)
    found = tuple(group for group in groups if group.figures.total)
    together = [figures_of(rows[0])] if by == "all" else [group.figures for group in found]
    return _total(reading, question, by, together), found


def _total(reading: Reading, question: Question, by: str, groups: Sequence[Figures]) -> Figures:
    """Return the figures of all groups together; an activity counts once, in however many of them it is."""
    if by in OVERLAPPING:
        return figures_of(counts.figures(reading.connection, question, "all")[0])
    return added_up(groups)


def _groups(reading: Reading, question: Question, by: str, rows: list[sqlite3.Row]) -> tuple[StatusGroup, ...]:
    if by in GROUPERS:
        return GROUPERS[by](reading, rows)
    found = {row["key"]: figures_of(row) for row in rows}
    if by == "plan":
        wanted = question.plans or tuple(reading.plan_titles)
        titles = reading.plan_titles
        ids = [*wanted, *(id_ for id_ in found if id_ not in wanted)]
        return tuple(StatusGroup(id_, titles.get(id_, id_), found.get(id_, added_up(()))) for id_ in ids)
    if by == "content":
        return tuple(
            StatusGroup(content.id, content.short or content.title, found[content.id])
            for content in reading.definitions.contents
            if content.id in found
        )
    if by == "lead":
        of_lead: dict[str, list[Any]] = {}
        for key, figures in found.items():
            *named, era = json.loads(key)
            lead = reading.succession.body_on(date.fromisoformat(era), *named)
            of_lead.setdefault(lead, []).append(figures)
        ids = sorted(of_lead, key=lambda id_: alphabetical(reading.body_title(id_)))
        return tuple(
            with_its_end(reading, StatusGroup(id_, reading.body_title(id_), added_up(of_lead[id_]))) for id_ in ids
        )
    ordered = sorted(found, key=lambda key: (key is None, key or ""))
    return tuple(StatusGroup(key or "ongoing", key or _("No due date"), found[key]) for key in ordered)


def _attention(reading: Reading, row: dict[str, Any]) -> Attention:
    lead = reading.credited_lead(row)
    due_on = date.fromisoformat(row["due_on"])
    return Attention(
        row["id"],
        row["title"],
        lead,
        reading.body_short(lead),
        due_on,
        row["standing"],
        (reading.as_of - due_on).days,
    )


def listing(
    reading: Reading, question: Question, words: tuple[str, ...] = (), order: str = "plan", blocked: bool = False
) -> "Listing":
    """Return the occurrences asked for; only those that wait for others where ``blocked``. Its rows are read once."""
    from coordplan.seeing.lister import Lister  # a status lists nothing
    from coordplan.seeing.listing import Listing

    lister = Lister(reading, question)
    rows = questions.occurrences(reading.connection, question, order)
    return Listing(
        title=reading.program.title,
        as_of=reading.as_of,
        known_at=reading.known_at,
        rows=(lister.listed(row) for row in rows if not blocked or row["id"] in lister.waiting),
        lead_titles=reading.body_shorts,
        illustrative=reading.illustrative,
        filters=words,
    )


def named_activity(reading: Reading, wanted: str) -> "tuple[Activity, date | None, tuple[ListedOccurrence, ...]]":
    """Return an activity, the day it was retired on, and its occurrences, or the one that is named; raise UnknownId."""
    from coordplan.cli.names_typed import taken_for  # most commands name none
    from coordplan.store.door.activity_names import activity_named

    wanted = taken_for(activity_named(reading.connection, wanted, reading.as_of, reading.up_to_change))
    found = find_activity(reading.connection, wanted.partition("@")[0], reading.up_to_change)
    assert found is not None
    activity, retired_on = found
    rows = tuple(listing(reading, Question(reading.as_of, reading.up_to_change, activity=activity.id)).rows)
    if "@" in wanted:
        rows = tuple(row for row in rows if row.occurrence == wanted)
        if not rows:
            raise unknown_activity(reading.connection, wanted)
    return activity, retired_on, rows


def history_of(reading: Reading, id_: str) -> "list[HistoryEntry]":
    """Return what was recorded of an occurrence, or of all those of an activity, by the day observed."""
    from coordplan.seeing.history import HistoryEntry

    return [
        HistoryEntry(
            number=each.number,
            entry=each.entry,
            change=each.change.id,
            taken_back_by=each.ended_by,
            at=each.change.at,
            by=each.change.by,
            reason=each.change.reason,
            recorded=each.recorded,
        )
        for each in entries_of(reading.connection, id_, reading.up_to_change)
    ]


def exit_code(fail_on: str | None, overdue: int, due_soon: int) -> int:
    """Return 4 where a condition of --fail-on is met, else 0."""
    return 4 if (fail_on == "overdue" and overdue) or (fail_on == "due-soon" and (due_soon or overdue)) else 0
