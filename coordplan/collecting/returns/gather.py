"""Gathers who has answered for a period, and what is to be asked for again."""

from collections.abc import Sequence

from coordplan.collecting.form.asking_office import office_itself
from coordplan.collecting.form.gather import Answerable, answerable, form_send_by, leads_asked
from coordplan.collecting.returns.values import (
    Answering,
    AnsweringReport,
    answering_of,
)
from coordplan.dates.periods import Period, window_of
from coordplan.dates.workdays import WorkingDays
from coordplan.model import OPEN
from coordplan.seeing.opening import Reading
from coordplan.store import questions, spans
from coordplan.store.changes import find_change
from coordplan.store.closed_periods import closings_in_force
from coordplan.store.correspondence import StoredReturn, forms_sent, reminders_kept, stored_returns
from coordplan.store.definitions import calendar
from coordplan.store.questions import Question
from coordplan.text.alphabet import alphabetical


def answering_report(reading: Reading, period: Period, found: Sequence[Answerable] | None = None) -> AnsweringReport:
    """Return how far each organization's answer for a period has come.

    Those are asked who lead something due in the period or overdue from before; who has a form or has answered is
    there too, whoever leads by now. The office that asks is not: it owes itself no answer.
    ``found`` is what is ``answerable`` in the period, where that was asked for already.
    """
    plans: dict[str, set[str]] = {}
    open_ = set()
    without_evidence = _without_evidence(reading, period)
    found = answerable(reading, period) if found is None else found
    leads = leads_asked(reading, found)
    asked = {each.lead for each in found if each.asked}
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
            is_asked=id_ in asked,
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
        organizations=tuple(one(id_) for id_ in sorted(ids, key=lambda id_: alphabetical(reading.body_title(id_)))),
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


def copy_was_made(reading: Reading, stored: StoredReturn, options: Sequence[str] = ("--mark-up", "--mail")) -> bool:
    """Say whether a marked copy of a return was made when it was taken in: in a folder, or with a draft of a mail."""
    command = find_change(reading.connection, stored.change).command
    return any(option in command for option in options)


def to_be_reminded(report: AnsweringReport, due: bool = False) -> list[Answering]:
    """Return who is late, or has something to correct; ``due``: of all who owe an answer, those whose turn it is.

    Turns end when the period is closed: nobody is reminded by a clock of what no longer counts.
    """
    if not due:
        return [each for each in report.organizations if each.to_chase]
    turns = () if report.closed_on is not None else report.organizations
    return [each for each in turns if each.turn is not None and each.turn.today]
