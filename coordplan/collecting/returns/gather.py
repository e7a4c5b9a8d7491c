"""Gathers who has answered for a period, and what is to be asked for again."""

from collections.abc import Collection, Sequence
from datetime import date

from coordplan.collecting.form.asking_office import asking_body, contact_words, office_itself
from coordplan.collecting.form.gather import answerable, form_send_by, leads_asked
from coordplan.collecting.returns.turns import reminded_before
from coordplan.collecting.returns.values import (
    Answering,
    AnsweringReport,
    Reminder,
    ReminderItem,
    Reminders,
    answering_of,
)
from coordplan.dates.period_words import write_period
from coordplan.dates.periods import Period, window_of
from coordplan.dates.workdays import WorkingDays
from coordplan.errors import CoordplanError, NothingHere
from coordplan.model import OPEN, STANDINGS, SentForm
from coordplan.seeing.opening import Reading
from coordplan.seeing.windows import period_named, send_within_of
from coordplan.store import questions, spans
from coordplan.store.closed_periods import closings_in_force
from coordplan.store.correspondence import forms_sent, reminders_kept, stored_returns
from coordplan.store.definitions import calendar
from coordplan.store.door.which import find_occurrence
from coordplan.store.questions import Question
from coordplan.text.folding import fold
from coordplan.text.language import translate as _


def period_asked(reading: Reading, key: str | None) -> Period:
    """Return the period of a key; without one, that of the form that went out last."""
    if key is not None:
        return period_named(reading, key, _("PERIOD"))
    forms = forms_sent(reading.connection, reading.up_to_change, as_of=reading.as_of)
    if not forms:
        raise NothingHere(
            _("No form has gone out yet, so it is not known which period is meant."),
            _("Name it: coordplan returns 2024-Q2. To write the forms: coordplan form 2024-Q2 -o FOLDER"),
        )
    return period_named(reading, forms[-1].period, _("PERIOD"))


def answering_report(reading: Reading, period: Period) -> AnsweringReport:
    """Return how far each organization's answer for a period has come.

    Those are asked who lead something due in the period or overdue from before; who has a form or has answered is
    there too, whoever leads by now. The office that asks is not: it owes itself no answer.
    """
    plans: dict[str, set[str]] = {}
    open_ = set()
    without_evidence = _without_evidence(reading, period)
    found = answerable(reading, period)
    leads = leads_asked(reading, found)
    for each in found:
        plans.setdefault(each.lead, set()).add(each.row["plan_id"])
        if each.row["standing"] in OPEN:
            open_.add(each.row["id"])
    forms = forms_sent(reading.connection, reading.up_to_change, period.key, reading.as_of)
    returns = stored_returns(reading.connection, reading.up_to_change, period.key, reading.as_of)
    ids = leads | {form.organization for form in forms} | {each.head.organization for each in returns}
    ids -= {office_itself(reading)}
    days = WorkingDays(calendar(reading.connection, reading.up_to_change))
    first, last = window_of(reading.definitions, period)
    kept = reminders_kept(reading.connection, reading.up_to_change, period.key, reading.as_of)
    closings = closings_in_force(reading.connection, reading.up_to_change)
    closed = {each.period: each.closed_on for each in closings if each.closed_on <= reading.as_of}

    def one(id_: str) -> Answering:
        came = [each for each in returns if each.head.organization == id_]
        found = answering_of(
            id_,
            reading.body_short(id_),
            [form for form in forms if form.organization == id_],
            [(each.head, each.rows) for each in came],
            form_send_by(reading, period, id_, plans.get(id_, {reading.program.id}), days),
            reading.as_of,
            open_,
        )
        reminded = [each for each in kept if each.organization == id_]
        if came:
            found = found._replace(answered_by=came[-1].head.answered_by, telephone=came[-1].head.telephone)
        accepted = [each.by for each in came if each.head.taken_in or each.head.outcome == "accepted"]
        found = found._replace(
            without_evidence=tuple(without_evidence.get(id_, ())), accepted_by=accepted[-1] if accepted else ""
        )
        return found.with_reminders(reminded, days)

    return AnsweringReport(
        program=reading.program.id,
        title=reading.program.title,
        period=period.key,
        first=first,
        last=last,
        as_of=reading.as_of,
        known_at=reading.known_at,
        organizations=tuple(one(id_) for id_ in sorted(ids, key=lambda id_: fold(reading.body_title(id_)))),
        closed_on=closed.get(period.key),
        illustrative=reading.illustrative,
    )


def _without_evidence(reading: Reading, period: Period) -> dict[str, list[str]]:
    """Return for each lead what is done, was due or finished in a period, and is proved by no document or file."""
    good = spans.are_good_for(reading.connection, reading.up_to_change)
    found: dict[str, list[str]] = {}
    question = Question(reading.as_of, reading.up_to_change, without_evidence=True, spans=good)
    for row in questions.occurrences(reading.connection, question, "due"):
        first, last = (day.isoformat() for day in window_of(reading.definitions, period, row["plan_id"]))
        if any(first <= (row[name] or "") <= last for name in ("due_on", "done_on")):
            lead = reading.lead_in_force(row["lead"], row["successors"], row["plan_id"])
            found.setdefault(lead, []).append(row["id"])
    return found


def open_occurrences(reading: Reading, period: Period) -> frozenset[str]:
    """Return what a form for a period may ask for and is still open."""
    return frozenset(each.row["id"] for each in answerable(reading, period) if each.row["standing"] in OPEN)


def to_be_reminded(report: AnsweringReport, due: bool = False) -> list[Answering]:
    """Return who is late, or has something to correct; ``due``: of all who owe an answer, those whose turn it is.

    Turns end when the period is closed: nobody is reminded by a clock of what no longer counts.
    """
    if not due:
        return [each for each in report.organizations if each.to_chase]
    turns = () if report.closed_on is not None else report.organizations
    return [each for each in turns if each.turn is not None and each.turn.today]


def reminders(reading: Reading, period: Period, due: bool = False, bodies: Collection[str] = ()) -> Reminders:
    """Return a reminder for each organization that is late, or has something to correct; or whose turn it is.

    ``bodies``: of these and no others, where some are named.
    """
    report = answering_report(reading, period)
    days = WorkingDays(calendar(reading.connection, reading.up_to_change))
    within = send_within_of(reading)
    answer_by = None if within is None else days.after(reading.as_of, max(1, within))
    forms = forms_sent(reading.connection, reading.up_to_change, period.key, reading.as_of)
    wanted = [each for each in to_be_reminded(report, due) if not bodies or each.organization in bodies]
    asked = _addressed(reading, period, [_reminder(reading, each) for each in wanted])
    return Reminders(
        report,
        write_period(period.key),
        tuple(_timed(reading, each, forms, answer_by) for each in asked),
        answer_by,
        asking_body(reading),
        contact_words(reading),
    )


def _timed(reading: Reading, reminder: Reminder, forms: Sequence[SentForm], answer_by: date | None) -> Reminder:
    """Return a reminder with the day that it names, and how many times the body was asked for the same."""
    each = reminder.answering
    own = [form for form in forms if form.organization == each.organization]
    answered_on = each.received_on if each.state in ("sent_back", "partly") else None
    counts = reminder.is_late or answered_on is not None
    before = reminded_before(each.reminded, own, answered_on, reading.as_of) if counts else []
    early = each.state == "waiting" and each.send_by is not None and reading.as_of <= each.send_by
    return reminder._replace(
        answer_by=each.send_by if early else answer_by,
        number=len(before) + 1,
        before=before[-1] if before else None,
        email=reading.organizations[each.organization].email,
    )


def _addressed(reading: Reading, period: Period, wanted: Sequence[Reminder]) -> tuple[Reminder, ...]:
    """Return reminders to bodies that are there: what one that has ended was asked for goes to who leads it by now."""
    leads = {each.row["id"]: each.lead for each in answerable(reading, period)}
    found = {each.answering.organization: each for each in wanted if not reading.has_ended(each.answering.organization)}
    for each in wanted:
        ended = each.answering.organization
        if ended in found:
            continue
        items = [item for item in each.items if leads.get(item.occurrence, ended) != ended]
        for item in items:
            lead = leads[item.occurrence]
            answering = each.answering._replace(organization=lead, title=reading.body_short(lead))
            to = found.get(lead) or Reminder(answering, reading.body_title(lead), (), each.title)
            found[lead] = to._replace(items=(*to.items, item))
        if not items:
            found[ended] = each
    return tuple(sorted(found.values(), key=lambda each: fold(each.title)))


def _reminder(reading: Reading, answering: Answering) -> Reminder:
    """Return the reminder with its items: what was not answered, left blank or sent back."""
    items = []
    for row in answering.rows:
        if row.lacking:
            title, due = _titled(reading, row.occurrence)
            items.append(ReminderItem(row.occurrence, title, due, row.state, row.fault))
    return Reminder(answering, reading.body_title(answering.organization), tuple(items))


def _titled(reading: Reading, occurrence: str) -> tuple[str, date | None]:
    try:
        found = find_occurrence(reading.connection, occurrence, reading.as_of, reading.as_of, STANDINGS)
    except CoordplanError:  # retired since
        return occurrence, None
    due = found.standing["due_on"]
    return found.activity.title, due and date.fromisoformat(due)
