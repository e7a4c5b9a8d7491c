"""Gathers what the secretary has to do: of the periods in hand, of what falls due, and of the file itself."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from coordplan.collecting.form.asking_office import office_itself
from coordplan.collecting.form.gather import Answerable, answerable, form_send_by
from coordplan.collecting.returns.gather import answering_report, to_be_reminded
from coordplan.collecting.returns.missing import closing_doubts
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
    MANY_ROWS,
    REPORT_DAYS,
    TOLD_DAYS,
    NextStep,
    Task,
    TaskKind,
    TodoList,
    by_pressure,
    next_step,
    periods_in_hand,
)
from coordplan.dates.periods import Period, parse_period, period_of, reporting_days, send_by, window_of
from coordplan.dates.workdays import WorkingDays, years_without_days_off
from coordplan.model import OPEN, OVERDUE
from coordplan.seeing.gather import listing
from coordplan.seeing.opening import Reading
from coordplan.seeing.period_meant import periods_handled
from coordplan.seeing.windows import send_within_of
from coordplan.store import spans
from coordplan.store.closed_periods import closings_in_force
from coordplan.store.correspondence import forms_sent
from coordplan.store.definitions import calendar
from coordplan.store.entries import latest_progress
from coordplan.store.issued_reports import issued_reports
from coordplan.store.questions import Question
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day


def todo_list(reading: Reading, received: Received, backup: str, today: date) -> TodoList:
    """Return what is to be done on the day asked about, in the order in which it presses.

    ``received`` are the files that came, ``backup`` is what is to be said of the copies of the file. Of another day
    than ``today`` the commands are about that day too.
    """
    days = calendar(reading.connection, reading.up_to_change)
    in_hand: set[str] = set()  # occurrences that bodies are being asked for
    tasks = [
        *files_to_collect(received),
        *_of_periods(reading, WorkingDays(days), received, in_hand),
        *_falling_due(reading),
    ]
    tasks += _overdue(reading, in_hand.union(*(task.occurrences for task in tasks)))
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
        tasks=by_pressure([_of_its_day(task, reading.as_of, today) for task in tasks]),
        titles=reading.body_shorts,
    )


def _of_periods(reading: Reading, working: WorkingDays, received: Received, in_hand: set[str]) -> Iterator[Task]:
    """Yield what the periods in hand ask for, and that for which forms went out last; add to ``in_hand`` of what."""
    connection, known, as_of = reading.connection, reading.up_to_change, reading.as_of
    closings = {each.period: each for each in closings_in_force(connection, known) if each.closed_on <= as_of}
    reports = [each.report for each in issued_reports(connection, known) if each.report.withdrawn_on is None]
    issued = {each.period for each in reports if each.signed_on <= as_of}
    asked = [form.period for form in forms_sent(connection, known, as_of=as_of)]
    program = reporting_days(reading.definitions)
    latest = periods_in_hand(
        as_of, program, periods_handled(reading), lambda period: _opens_on(reading, period, working)
    )
    periods = {each.key: each for each in (*latest, *map(parse_period, asked[-1:]))}
    for period in periods.values():
        if period.key not in closings:
            yield from _of_open_period(reading, period, working, received, bool(asked), in_hand)
    folder = _("report")
    for key in closings:
        last = window_of(reading.definitions, parse_period(key))[1]
        if key not in issued and (as_of - last).days <= REPORT_DAYS:
            words = f'coordplan report issue {key} --number "..." --signed-on {write_day(as_of)}'
            day = send_by(last, send_within_of(reading), working) or last
            yield Task("issue", f"{words} -o {folder}-{key}.docx", key, day=day)


def _of_open_period(
    reading: Reading, period: Period, working: WorkingDays, received: Received, forms_in_use: bool, in_hand: set[str]
) -> Iterator[Task]:
    """Yield what is to be done for a period until it is closed."""
    key, as_of = period.key, reading.as_of
    found = answerable(reading, period)
    report = answering_report(reading, period, found)
    open_rows = [each.row for each in found if each.row["standing"] in OPEN]
    yield from requests_to_answer(reading, key, {row["id"]: _day(row["due_on"]) for row in open_rows})
    to_send: list[Task] = []
    if (opens_on := _opens_on(reading, period, working)) <= as_of:
        asked = [each for each in found if each.asked]
        to_send += _forms_to_send(reading, period, report, asked, working)
        being_asked = {lead for task in to_send for lead in task.organizations}
        in_hand.update(each.row["id"] for each in asked if each.lead in being_asked)
        if own := tuple(_own_to_record(reading, asked, opens_on)):
            folder = _("forms")
            workbook = f" -o {folder}" if len(own) > MANY_ROWS else ""
            yield Task("own", f"coordplan form {key} --own{workbook}", key, (office_itself(reading),), own)
    yield from to_send
    expected = [each for each in report.organizations if each.owes and any(row.lacking for row in each.rows)]
    in_hand.update(row.occurrence for each in expected for row in each.rows if row.lacking)
    rows = {each.organization: list(rows_that_wait(reading, key, each, received)) for each in expected}
    until = {each.organization: _until(each, rows[each.organization], working) for each in expected}
    by_step: dict[NextStep, list[Answering]] = {}
    for each in expected:
        if received.has_news_of(key, each):
            continue  # it is to be taken in first
        step = next_step(each, [task.kind for task in rows[each.organization]])
        by_step.setdefault(step, []).append(each)
        if step == "rows":
            yield from rows[each.organization]
    if turn := by_step.get("turn"):
        yield _of_bodies("chase", _chase(reading, report, turn), key, turn, until)
    if waiting := by_step.get("wait"):
        words = "" if received.is_there else received.first_folder
        yield _of_bodies("waiting", "", key, waiting, until)._replace(words=words)
    ends = [window_of(reading.definitions, period, plan.id)[1] for plan in reading.definitions.plans]
    in_time = any(day is not None and day >= as_of for day in until.values())
    if max([report.last, *ends]) < as_of and not in_time and not (to_send and forms_in_use):
        doubts = closing_doubts(reading, period)
        command = f"coordplan period close {key}{' --sure' if doubts else ''}"
        yield Task("close", command, key, _ids(expected), day=report.last)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _until(each: Answering, rows: Sequence[Task], working: WorkingDays) -> date | None:
    """Return the last day that a body was given: by its form, its last reminder, or with a copy that was sent back."""
    days = [each.send_by, *(kept.send_by for kept in each.reminded[-1:])]
    days += [working.after(task.day, DAYS_TO_CORRECT) for task in rows if task.kind == "waiting" and task.day]
    return max((day for day in days if day is not None), default=None)


def _of_bodies(
    kind: TaskKind, command: str, period: str, found: Sequence[Answering], until: Mapping[str, date | None]
) -> Task:
    """Return what is to be done about bodies that owe an answer; its day is the earliest of theirs."""
    days = tuple(until[each.organization] for each in found)
    return Task(kind, command, period, _ids(found), day=_earliest(days), days=days)


def _earliest(days: Iterable[date | None]) -> date | None:
    return min((day for day in days if day is not None), default=None)


def _chase(reading: Reading, report: AnsweringReport, found: Sequence[Answering]) -> str:
    """Return the command that reminds bodies whose turn it is; it names them where it is that of others too."""
    letters = _("reminders")
    named = "" if to_be_reminded(report, due=True) == found else "".join(f" --org {id_}" for id_ in _ids(found))
    return f"coordplan chase {report.period} --due{named} -o {letters}{mail_option(reading, _ids(found))}"


def _forms_to_send(
    reading: Reading, period: Period, report: AnsweringReport, asked: Sequence[Answerable], working: WorkingDays
) -> Iterator[Task]:
    """Yield that forms are to be sent to who has something to answer and has none yet."""
    plans: dict[str, set[str]] = {}
    for each in asked:
        plans.setdefault(each.lead, set()).add(each.row["plan_id"])
    to_ask = report.to_be_sent
    if not to_ask:
        return
    days = tuple(form_send_by(reading, period, id_, plans[id_], working, reading.as_of) for id_ in to_ask)
    command = f"{report.form_line}{mail_option(reading, to_ask)}"
    yield Task("form", command, period.key, to_ask, day=_earliest(days), days=days)


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
    question = _asked(reading)._replace(within=(reading.as_of, last))
    of_lead: dict[str, list[tuple[date, str]]] = {}
    for row in listing(reading, question, order="due").rows:
        if row.due is not None and row.due >= reading.as_of:
            of_lead.setdefault(row.lead, []).append((row.due, row.occurrence))
    for lead, found in of_lead.items():
        command = f"coordplan due --within {DAYS_AHEAD}d --lead {lead}"
        yield Task(
            "due", command, organizations=(lead,), occurrences=tuple(id_ for _due, id_ in found), day=found[0][0]
        )


def _overdue(reading: Reading, asked: Collection[str]) -> Iterator[Task]:
    """Yield for each lead what is overdue, not told of lately, and not ``asked`` for by anything else."""
    question = _asked(reading)._replace(standings=OVERDUE)
    of_lead: dict[str, list[tuple[date, str]]] = {}
    for row in listing(reading, question, order="due").rows:
        if row.due is not None and row.occurrence not in asked and not _told_of(reading, row.occurrence, row.due):
            of_lead.setdefault(row.lead, []).append((row.due, row.occurrence))
    program = reporting_days(reading.definitions)
    period = period_of("quarter", program.month_of(reading.as_of).first_on)
    for lead, found in of_lead.items():
        kind: TaskKind = "own_overdue" if lead == office_itself(reading) else "overdue"
        command = f"coordplan list --standing overdue --lead {lead}"
        if kind == "own_overdue" and program.holds(period):
            command = f"coordplan form {period.key} --own"
        yield Task(kind, command, organizations=(lead,), occurrences=tuple(id_ for _due, id_ in found), day=found[0][0])


def _asked(reading: Reading) -> Question:
    """Return the question about everything, of spans where they are good: what is late of a large file are a few."""
    good = spans.are_good_for(reading.connection, reading.up_to_change)
    return Question(reading.as_of, reading.up_to_change, spans=good)


def _told_of(reading: Reading, occurrence: str, due: date) -> bool:
    entry = latest_progress(reading.connection, occurrence, reading.as_of, reading.up_to_change)
    return entry is not None and entry.observed_on > max(due, reading.as_of - timedelta(days=TOLD_DAYS))


def _of_its_day(task: Task, as_of: date, today: date) -> Task:
    """Return what is to be done with the command that does it as on the day asked about."""
    if as_of == today or task.kind not in ("form", "chase", "overdue", "due"):
        return task
    return task._replace(command=f"{task.command} --as-of {write_day(as_of)}")
