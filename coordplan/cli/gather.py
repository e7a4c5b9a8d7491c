"""Gathers what a reading command shows: the store answers questions, the pure parts make reports of the rows."""

import json
import sqlite3
from datetime import date, timedelta
from typing import Any

from coordplan.cli.filters import Filters, question_of
from coordplan.cli.opening import Reading
from coordplan.dates.days import year_before
from coordplan.status.figures import added_up, figures_of
from coordplan.status.listing import Listed, Listing, days_late
from coordplan.status.report import Attention, Group, StatusReport
from coordplan.store import questions
from coordplan.store.questions import Question
from coordplan.text.folding import fold
from coordplan.text.language import translate as _

SOON_DAYS = 30


def status_report(reading: Reading, filters: Filters, by: str, most: int | None) -> StatusReport:
    """Return the status by plan, content, lead, year or period; of what needs attention at most so many (None: all)."""
    question, words = question_of(reading, filters)
    compared_on = year_before(reading.as_of)
    before = None
    if most is not None and compared_on >= reading.program.start_on:  # only people are told of the year before
        asked = _of_year_before(question, compared_on)
        before = figures_of(questions.figures(reading.connection, asked, "all")[0])
    rows = questions.figures(reading.connection, question, by)
    groups = _groups(reading, question, by, rows)
    if by == "content":
        totals = figures_of(questions.figures(reading.connection, question, "all")[0])
    else:
        totals = added_up(group.figures for group in groups)
    overdue = [_attention(reading, row) for row in questions.overdue(reading.connection, question, most)]
    soon_question = question._replace(within=(reading.as_of, reading.as_of + timedelta(days=SOON_DAYS)))
    soon, soon_count = questions.due_soon(reading.connection, soon_question, most)
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
        year_before=before,
        compared_on=compared_on,
        filters=words,
        illustrative=reading.illustrative,
    )


def _of_year_before(question: Question, day: date) -> Question:
    """Return the same question a year before; of a period, about the same period of that year."""
    if question.due_from is None or question.due_until is None:
        return question._replace(as_of=day)
    following = question.due_until + timedelta(days=1)  # so that the end of February stays the end of February
    return question._replace(
        as_of=day, due_from=year_before(question.due_from), due_until=year_before(following) - timedelta(days=1)
    )


def _groups(reading: Reading, question: Question, by: str, rows: list[sqlite3.Row]) -> tuple[Group, ...]:
    found = {row["key"]: figures_of(row) for row in rows}
    if by == "plan":
        wanted = question.plans or tuple(reading.plan_titles)
        titles = reading.plan_titles
        ids = [*wanted, *(id_ for id_ in found if id_ not in wanted)]
        return tuple(Group(id_, titles.get(id_, id_), found.get(id_, added_up(()))) for id_ in ids)
    if by == "content":
        return tuple(
            Group(content.id, content.short or content.title, found[content.id])
            for content in reading.definitions.contents
            if content.id in found
        )
    if by == "lead":
        of_lead: dict[str, list[Any]] = {}
        for key, figures in found.items():
            of_lead.setdefault(reading.lead_in_force(*json.loads(key)), []).append(figures)
        ids = sorted(of_lead, key=lambda id_: fold(reading.body_title(id_)))
        return tuple(Group(id_, reading.body_title(id_), added_up(of_lead[id_])) for id_ in ids)
    ordered = sorted(found, key=lambda key: (key is None, key or ""))
    return tuple(Group(key or "ongoing", key or _("No due date"), found[key]) for key in ordered)


def _attention(reading: Reading, row: dict[str, Any]) -> Attention:
    lead = reading.lead_in_force(row["lead"], row["successors"], row["plan_id"])
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


def listing(reading: Reading, question: Question, words: tuple[str, ...] = (), order: str = "plan") -> Listing:
    """Return the occurrences asked for."""
    found = tuple(_listed(reading, row) for row in questions.occurrences(reading.connection, question, order))
    shorts = {body.id: body.short or body.title for body in reading.definitions.organizations}
    return Listing(reading.program.title, reading.as_of, reading.known_at, found, shorts, reading.illustrative, words)


def _listed(reading: Reading, row: sqlite3.Row) -> Listed:
    due = row["due_on"] and date.fromisoformat(row["due_on"])
    done_on = row["done_on"] and date.fromisoformat(row["done_on"])
    done = row["standing"] in ("done_on_time", "done_late")
    lead = reading.lead_in_force(row["lead"], row["successors"], row["plan_id"])
    return Listed(
        occurrence=row["id"],
        activity=row["activity_id"],
        plan=row["plan_id"],
        contents=tuple(json.loads(row["contents"])),
        title=row["title"],
        lead=lead,
        partners=reading.partners_in_force(row, lead),
        start=date.fromisoformat(row["start_on"]),
        due=due,
        original_due=row["original_due_on"] and date.fromisoformat(row["original_due_on"]),
        deadline_text=row["deadline_text"] or None,
        standing=row["standing"],
        percent=row["percent"],
        value=row["value"],
        target=row["target"],
        unit=row["unit"] or None,
        done_on=done_on if done else None,
        evidence=row["evidence"],
        note=row["note"],
        days_late=days_late(row["standing"], due, done_on, reading.as_of),
    )


def exit_code(fail_on: str | None, overdue: int, due_soon: int) -> int:
    """Return 4 where a condition of --fail-on is met, else 0."""
    return 4 if (fail_on == "overdue" and overdue) or (fail_on == "due-soon" and (due_soon or overdue)) else 0
