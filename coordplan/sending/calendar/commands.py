"""calendar: due dates for a phone or for Outlook."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from coordplan.cli.options import AsOf, Contents, KnownAt, Leads, Output, Partners, Plans
from coordplan.cli.output import format_meant, print_lines, write_file
from coordplan.cli.speaking import remark
from coordplan.cli.working import working
from coordplan.errors import UsageFault
from coordplan.long_work import counting
from coordplan.paper.rows_aside import kept
from coordplan.seeing.filters import Filters, find_id, question_of, remarks_on_ceased
from coordplan.seeing.opening import Reading, reading
from coordplan.sending.calendar.ics import render_ics
from coordplan.sending.calendar.values import DueDate, DueDates, event_calendar, state_of, worth_a_calendar
from coordplan.store import due_dates as store
from coordplan.store.definitions import frame
from coordplan.store.due_dates import Version
from coordplan.store.questions import Question
from coordplan.text.language import mark
from coordplan.text.language import translate as _

MOST_DAYS_BEFORE = 365


def calendar_command(
    ctx: typer.Context,
    alarm: Annotated[
        str,
        typer.Option(metavar=mark("DAYS"), help=mark("Remind this many days before, at 8 in the morning; none: never")),
    ] = "3",
    since: Annotated[
        str | None,
        typer.Option(
            metavar=mark("DATE"),
            help=mark("Leave out what was due before this day and is not open; start: nothing (the as-of day)"),
        ),
    ] = None,
    plan: Plans = None,
    content: Contents = None,
    lead: Leads = None,
    partner: Partners = None,
    partners: Annotated[
        bool,
        typer.Option(
            "--partners", help=mark("With --lead: what it takes part in too, for information, without reminders")
        ),
    ] = False,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    output: Output = None,
) -> None:
    if partners and not lead:
        raise UsageFault(
            _("--partners needs --lead: it adds what that organization takes part in."),
            _("For example: coordplan calendar --lead so-yte --partners -o so-yte.ics"),
        )
    days = _alarm_days(alarm)
    format_meant(output, None, [".ics"])
    first = None if since in (None, "start") else ctx.obj.day(since, "--since")
    with reading(ctx.obj, as_of, known_at) as current:
        filters = Filters(plan or (), content or (), lead or (), partners=partner or ())
        found, remarks = _due_dates(current, filters, partners), remarks_on_ceased(current, filters)
        if since != "start":
            found = worth_a_calendar(found, first or current.as_of)
        rows = kept(found.rows)
    for sentence in remarks:
        remark(sentence)
    if not rows:
        remark(_("There is no due date to put into a calendar: it is empty."))
    if output is None:
        print_lines(render_ics(event_calendar(found._replace(rows=rows), days)))
        return
    with working(_("Drawing ...")):
        lines = render_ics(event_calendar(found._replace(rows=counting(rows)), days))
        write_file(Path(output), (f"{line}\n" for line in lines))


def _alarm_days(text: str) -> tuple[int, ...]:
    """Return the days before of ``7,3,1``, the farthest first; none for ``none``."""
    words = text.replace(",", " ").split()
    if not words or [word.lower() for word in words] == ["none"]:
        return ()
    if any(not (word.isascii() and word.isdigit() and len(word) < 4) for word in words):
        raise UsageFault(_('--alarm: "{text}" is not a list of days; write 7,3,1 or none.').format(text=text))
    days = sorted({int(word) for word in words}, reverse=True)
    if days[0] > MOST_DAYS_BEFORE:
        raise UsageFault(
            _("--alarm: {n} days is too long before; at most {most}.").format(n=days[0], most=MOST_DAYS_BEFORE)
        )
    return tuple(days)


def _due_dates(reading: Reading, filters: Filters, shared: bool) -> DueDates:
    """Return the due dates that fit the filters, and as cancelled those that once did.

    ``shared``: what the bodies that are named take part in too, for information.
    """
    # With the plans that were retired: what fell due under them is cancelled under their names
    reading = reading._replace(definitions=frame(reading.connection, reading.up_to_change, date.min))
    question, words = question_of(reading, filters)
    title = reading.program.short or reading.program.title
    rows = _rows(reading, filters, question, shared)
    return DueDates(reading.program.id, title, words, reading.illustrative, rows)


def _rows(reading: Reading, filters: Filters, question: Question, shared: bool) -> Iterator[DueDate]:
    fits = _fitting(reading, filters, question, shared)
    leads = _fitting(reading, filters, question, shared=False)
    versions = store.versions(reading.connection, reading.up_to_change)
    at = store.moments(reading.connection)
    plans = store.touched_of(reading.connection, "plans", reading.up_to_change)
    bodies = store.touched_of(reading.connection, "organizations", reading.up_to_change)
    touched_with: dict[tuple[str, str], int] = {}  # by the bodies that an activity names
    for row in store.due_dates(reading.connection, question):
        due_on = date.fromisoformat(row["due_on"] or row["last_due_on"])
        then = reading._replace(as_of=due_on)  # who leads it by then: no day that is asked about alters an event
        counts_on = then.credit_day(row)
        if any(fits(version, counts_on) for version in versions[row["activity_id"]]):
            named = row["lead"], row["partners"] or "[]"
            if named not in touched_with:
                touched_with[named] = max(bodies.get(id_, 0) for id_ in _bodies(reading, *named))
            now = Version(row["plan_id"], row["contents"], row["lead"], row["successors"] or "", named[1])
            change = max(row["touched"], plans.get(row["plan_id"], 0), touched_with[named])
            found = _due_date(then, reading.as_of, row, fits(now, counts_on), change, at[change])
            yield found._replace(informs=not leads(now, counts_on))


def _fitting(reading: Reading, filters: Filters, question: Question, shared: bool) -> Callable[[Version, date], bool]:
    """Return what says whether an activity, as it was at some time, fits the filters; ``shared`` as above."""
    known = reading.definitions.organizations
    wanted = {find_id("organization", lead, known) for lead in filters.leads}
    wanted_beside = {find_id("organization", partner, known) for partner in filters.partners}
    contents = set(question.contents)

    def leads(version: Version, counts_on: date) -> set[str]:
        """Return who is named, who leads it on the day asked about, and who on the day that it counts for."""
        named = (version.lead, version.successors, version.plan)
        return {version.lead, reading.lead_in_force(*named), reading.succession.body_on(counts_on, *named)}

    def partners(version: Version, counts_on: date) -> set[str]:
        """Return who is named to take part, and who does on the day asked about and on the day that it counts for."""
        named, choices = json.loads(version.partners), (version.successors, version.plan)
        return {
            *named,
            *(reading.succession.body_on(day, id_, *choices) for id_ in named for day in (reading.as_of, counts_on)),
        }

    def concerns(version: Version, counts_on: date) -> set[str]:
        return leads(version, counts_on) | (partners(version, counts_on) if shared else set())

    def fits(version: Version, counts_on: date) -> bool:
        return (
            (not question.plans or version.plan in question.plans)
            and (not contents or not contents.isdisjoint(json.loads(version.contents)))
            and (not wanted or not wanted.isdisjoint(concerns(version, counts_on)))
            and (not wanted_beside or not wanted_beside.isdisjoint(partners(version, counts_on)))
        )

    return fits


def _due_date(then: Reading, as_of: date, row: sqlite3.Row, fits: bool, change: int, at: str) -> DueDate:
    """Return what a calendar says of a row; ``then`` is the file by its due date, ``as_of`` the day asked about."""
    done_on = row["done_on"] and date.fromisoformat(row["done_on"])
    retired_on = row["retired_on"] and date.fromisoformat(row["retired_on"])
    wanted = bool(row["defined"]) and row["due_on"] is not None and fits
    lead = then.credited_lead(row)
    return DueDate(
        occurrence=row["id"],
        plan_title=then.plan_titles.get(row["plan_id"], row["plan_id"]),
        title=row["title"],
        lead_title=then.body_title(lead),
        lead_short=then.body_short(lead),
        partner_titles=tuple(map(then.body_title, then.credited_partners(row, lead))),
        due_on=then.as_of,
        original_due_on=date.fromisoformat(row["original_due_on"] or row["last_due_on"]),
        deadline_text=row["deadline_text"] or "",
        output=row["output"] or "",
        state=state_of(as_of, row["holding"], done_on is not None, wanted, retired_on),
        done_on=done_on,
        evidence=row["evidence"] or "",
        change=change,
        changed_at=at,
    )


def _bodies(reading: Reading, lead: str, partners: str) -> set[str]:
    """Return the organizations named in an activity, and all that ever come after them."""
    waiting = [lead, *json.loads(partners)]
    found: set[str] = set()
    while waiting:
        id_ = waiting.pop()
        if id_ not in found:
            found.add(id_)
            body = reading.organizations.get(id_)
            waiting += body.successors if body is not None else ()
    return found
