"""Gathers what the secretary has to do: of the periods in hand, of what falls due, and of the file itself."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from coordplan.collecting.form.asking_office import office_itself
from coordplan.collecting.form.gather import Answerable, answerable, form_send_by
from coordplan.collecting.returns.gather import answering_report
from coordplan.collecting.returns.values import Answering, AnsweringReport
from coordplan.collecting.todo.received import (
    Received,
    files_to_collect,
    mail_option,
    requests_to_answer,
    rows_that_wait,
)
from coordplan.collecting.todo.values import (
    DAYS_AHEAD,
    DAYS_TO_CORRECT,
    FORM_WORKING_DAYS,
    REPORT_DAYS,
    NextStep,
    Task,
    TodoList,
    by_pressure,
    next_step,
    periods_in_hand,
)
from coordplan.dates.periods import Period, parse_period, reporting_days, send_by, window_of
from coordplan.dates.workdays import WorkingDays, years_without_days_off
from coordplan.model import OPEN
from coordplan.seeing.gather import listing
from coordplan.seeing.opening import Reading
from coordplan.seeing.windows import send_within_of
from coordplan.store.closed_periods import closings_in_force
from coordplan.store.correspondence import forms_sent
from coordplan.store.definitions import calendar
from coordplan.store.entries import latest_progress
from coordplan.store.issued_reports import issued_reports
from coordplan.store.questions import Question
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day


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
            day = send_by(last, send_within_of(reading), working) or last
            yield Task("issue", f"{words} -o {folder}-{key}.docx", key, day=day)


def _of_open_period(
    reading: Reading, period: Period, working: WorkingDays, received: Received, forms_in_use: bool
) -> Iterator[Task]:
    """Yield what is to be done for a period until it is closed."""
    key, as_of = period.key, reading.as_of
    report = answering_report(reading, period)
    found = answerable(reading, period)
    open_rows = [each.row for each in found if each.row["standing"] in OPEN]
    yield from requests_to_answer(reading, key, {row["id"]: _day(row["due_on"]) for row in open_rows})
    to_send: list[Task] = []
    if (opens_on := _opens_on(reading, period, working)) <= as_of:
        asked = [each for each in found if each.asked]
        to_send += _forms_to_send(reading, period, report, asked, working)
        if own := tuple(_own_to_record(reading, asked, opens_on)):
            yield Task("own", f"coordplan form {key} --own", key, (office_itself(reading),), own)
    yield from to_send
    expected = [each for each in report.organizations if each.owes and any(row.lacking for row in each.rows)]
    rows = {each.organization: list(rows_that_wait(reading, key, each, received)) for each in expected}
    until = {each.organization: _until(each, rows[each.organization], working) for each in expected}
    by_step: dict[NextStep, list[Answering]] = {}
    for each in expected:
        step = next_step(each, until[each.organization], [task.kind for task in rows[each.organization]])
        by_step.setdefault(step, []).append(each)
        if step == "rows":
            yield from rows[each.organization]
    for step, option in (("turn", " --due"), ("late", "")):
        if late := by_step.get(step):
            yield Task("chase", _chase(reading, key, late, option), key, _ids(late), day=_last(until, late))
    if waiting := by_step.get("wait"):
        yield Task("waiting", received.command, key, _ids(waiting), day=_last(until, waiting))
    ends = [window_of(reading.definitions, period, plan.id)[1] for plan in reading.definitions.plans]
    in_time = any(day is not None and day >= as_of for day in until.values())
    if max([report.last, *ends]) < as_of and not in_time and not (to_send and forms_in_use):
        yield Task("close", f"coordplan period close {key}", key, _ids(expected), day=report.last)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _until(each: Answering, rows: Sequence[Task], working: WorkingDays) -> date | None:
    """Return the last day that a body was given: by its form, its last reminder, or with a copy that was sent back."""
    days = [each.send_by, *(kept.send_by for kept in each.reminded[-1:])]
    days += [working.after(task.day, DAYS_TO_CORRECT) for task in rows if task.kind == "waiting" and task.day]
    return max((day for day in days if day is not None), default=None)


def _last(until: Mapping[str, date | None], found: Sequence[Answering]) -> date | None:
    return max((day for each in found if (day := until[each.organization]) is not None), default=None)


def _chase(reading: Reading, period: str, found: Sequence[Answering], option: str) -> str:
    """Return the command that reminds bodies."""
    letters = _("reminders")
    return f"coordplan chase {period}{option} -o {letters}{mail_option(reading, _ids(found))}"


def _forms_to_send(
    reading: Reading, period: Period, report: AnsweringReport, asked: Sequence[Answerable], working: WorkingDays
) -> Iterator[Task]:
    """Yield that forms are to be sent to who has something to answer and has none yet."""
    plans: dict[str, set[str]] = {}
    for each in asked:
        plans.setdefault(each.lead, set()).add(each.row["plan_id"])
    ids = [each.organization for each in report.organizations if each.state == "not_sent"]
    to_ask = tuple(id_ for id_ in ids if id_ in plans)
    if not to_ask:
        return
    days = [form_send_by(reading, period, id_, plans[id_], working, reading.as_of) for id_ in to_ask]
    folder = _("forms")
    some = "".join(f" --org {id_}" for id_ in to_ask) if len(ids) < len(report.organizations) else ""
    command = f"coordplan form {period.key} -o {folder}{some}{mail_option(reading, to_ask)}"
    yield Task("form", command, period.key, to_ask, day=max((day for day in days if day is not None), default=None))


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
