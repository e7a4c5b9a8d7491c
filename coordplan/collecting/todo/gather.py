"""Gathers what the secretary has to do: of the periods in hand, of what falls due, and of the file itself."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from coordplan.collecting.form.asking_office import office_itself
from coordplan.collecting.form.gather import Answerable, answerable, form_send_by
from coordplan.collecting.returns.gather import answering_report, reminders
from coordplan.collecting.returns.values import Answering, AnsweringReport
from coordplan.collecting.todo.received import Received, files_to_collect, rows_that_wait
from coordplan.collecting.todo.values import (
    DAYS_AHEAD,
    FORM_WORKING_DAYS,
    REPORT_DAYS,
    Task,
    TodoList,
    by_pressure,
    periods_in_hand,
)
from coordplan.dates.periods import Period, parse_period, reporting_days, window_of
from coordplan.dates.workdays import WorkingDays, years_without_days_off
from coordplan.seeing.gather import listing
from coordplan.seeing.opening import Reading
from coordplan.store.closed_periods import closings_in_force
from coordplan.store.correspondence import forms_sent
from coordplan.store.definitions import calendar
from coordplan.store.entries import latest_progress
from coordplan.store.issued_reports import issued_reports
from coordplan.store.questions import Question
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day

_EXPECTED = ("waiting", "sent_back", "blank", "partly")  # states of an answer of which something is still to come


def todo_list(reading: Reading, received: Received, backup: str) -> TodoList:
    """Return what is to be done on the day asked about, in the order in which it presses.

    ``received`` are the files that came, ``backup`` is what is to be said of the copies of the file.
    """
    days = calendar(reading.connection, reading.up_to_change)
    tasks = [
        *files_to_collect(reading, received),
        *_of_periods(reading, WorkingDays(days), received),
        *_falling_due(reading),
    ]
    if backup:
        tasks.append(Task("backup", "coordplan backup", words=backup))
    if missing := years_without_days_off(days, (reading.as_of.year, reading.as_of.year + 1)):
        tasks.append(Task("calendar", "coordplan load plans", years=tuple(missing)))
    return TodoList(
        program=reading.program.id,
        title=reading.program.title,
        as_of=reading.as_of,
        known_at=reading.known_at,
        illustrative=reading.illustrative,
        tasks=by_pressure(tasks),
        titles=reading.body_shorts,
    )


def _of_periods(reading: Reading, working: WorkingDays, received: Received) -> Iterator[Task]:
    """Yield what the periods in hand ask for, and that for which forms went out last."""
    connection, known, as_of = reading.connection, reading.up_to_change, reading.as_of
    closings = {each.period: each for each in closings_in_force(connection, known) if each.closed_on <= as_of}
    reports = [each.report for each in issued_reports(connection, known) if each.report.withdrawn_on is None]
    issued = {each.period for each in reports if each.signed_on <= as_of}
    asked = [form.period for form in forms_sent(connection, known, as_of=as_of)]
    program = reporting_days(reading.definitions)
    in_hand = periods_in_hand(
        as_of, program, {*closings, *issued, *asked}, lambda period: _opens_on(reading, period, working)
    )
    periods = {each.key: each for each in (*in_hand, *map(parse_period, asked[-1:]))}
    for period in periods.values():
        if period.key not in closings:
            yield from _of_open_period(reading, period, working, received, bool(asked))
    folder = _("report")
    for key in closings:
        last = window_of(reading.definitions, parse_period(key))[1]
        if key not in issued and (as_of - last).days <= REPORT_DAYS:
            words = f'coordplan report issue {key} --number "..." --signed-on {write_day(as_of)}'
            yield Task("issue", f"{words} -o {folder}-{key}.docx", key, day=last)


def _of_open_period(
    reading: Reading, period: Period, working: WorkingDays, received: Received, forms_in_use: bool
) -> Iterator[Task]:
    """Yield what is to be done for a period until it is closed."""
    as_of, key = reading.as_of, period.key
    forms, letters = _("forms"), _("reminders")
    report = answering_report(reading, period)
    asked = [each for each in answerable(reading, period) if each.asked]
    opens_on = _opens_on(reading, period, working)
    to_ask = _to_ask(reading, period, report, asked, working) if opens_on <= as_of else {}
    if to_ask:
        command = f"coordplan form {key} -o {forms}"
        if any(each.state != "not_sent" for each in report.organizations):
            command += "".join(f" --org {id_}" for id_ in to_ask)
        days = [day for day in to_ask.values() if day is not None]
        yield Task("form", command, key, tuple(to_ask), day=max(days, default=None))
    if opens_on <= as_of and (own := tuple(_own_to_record(reading, asked, opens_on))):
        yield Task("own", f"coordplan form {key} --own", key, (office_itself(reading),), own)
    expected = [
        each for each in report.organizations if each.state in _EXPECTED and any(row.lacking for row in each.rows)
    ]
    to_settle = list(rows_that_wait(reading, key, expected, received))
    yield from to_settle
    settled_first = {id_ for task in to_settle for id_ in task.organizations}
    late = {each.answering.organization: each.answering for each in reminders(reading, period).reminders}
    if to_chase := [each for id_, each in late.items() if id_ not in settled_first]:
        since = min((each.send_by for each in to_chase if each.send_by), default=None)
        yield Task("chase", f"coordplan chase {key} -o {letters}", key, _ids(to_chase), day=since)
    if waiting := [
        each for each in expected if each.organization not in late and each.organization not in settled_first
    ]:
        until = max((each.send_by for each in waiting if each.send_by), default=None)
        yield Task("waiting", received.command, key, _ids(waiting), day=until)
    ends = [window_of(reading.definitions, period, plan.id)[1] for plan in reading.definitions.plans]
    if max([report.last, *ends]) < as_of and not waiting and not (to_ask and forms_in_use):
        yield Task("close", f"coordplan period close {key}", key, _ids(expected), day=report.last)


def _to_ask(
    reading: Reading, period: Period, report: AnsweringReport, asked: Sequence[Answerable], working: WorkingDays
) -> dict[str, date | None]:
    """Return who has something to answer and no form yet, each with the day by which a form of today is to be sent."""
    plans: dict[str, set[str]] = {}
    for each in asked:
        plans.setdefault(each.lead, set()).add(each.row["plan_id"])
    return {
        each.organization: form_send_by(
            reading, period, each.organization, plans[each.organization], working, reading.as_of
        )
        for each in report.organizations
        if each.state == "not_sent" and each.organization in plans
    }


def _own_to_record(reading: Reading, asked: Sequence[Answerable], since: date) -> Iterator[str]:
    """Yield what the office leads itself, is asked for, and was not told anything of since forms went out."""
    office = office_itself(reading)
    for each in asked:
        if each.lead == office:
            entry = latest_progress(reading.connection, each.row["id"], reading.as_of, reading.up_to_change)
            if entry is None or entry.observed_on < since:
                yield each.row["id"]


def _opens_on(reading: Reading, period: Period, working: WorkingDays) -> date:
    """Return the day from which on forms for a period go out: some working days before its figures close."""
    day = window_of(reading.definitions, period)[1]
    while working.between(day, window_of(reading.definitions, period)[1]) < FORM_WORKING_DAYS:
        day -= timedelta(days=1)
    return day


def _ids(found: Sequence[Answering]) -> tuple[str, ...]:
    return tuple(each.organization for each in found)


def _falling_due(reading: Reading) -> Iterator[Task]:
    """Yield for each lead what it has that is open and falls due within a week."""
    last = reading.as_of + timedelta(days=DAYS_AHEAD)
    question = Question(reading.as_of, reading.up_to_change, within=(reading.as_of, last))
    of_lead: dict[str, list[tuple[date, str]]] = {}
    for row in listing(reading, question, order="due").rows:
        if row.due is not None and row.due >= reading.as_of:
            of_lead.setdefault(row.lead, []).append((row.due, row.occurrence))
    for lead, found in of_lead.items():
        command = f"coordplan due --within {DAYS_AHEAD}d --lead {lead}"
        yield Task(
            "due", command, organizations=(lead,), occurrences=tuple(id_ for _due, id_ in found), day=found[0][0]
        )
