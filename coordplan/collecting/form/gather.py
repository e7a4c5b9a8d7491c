"""Gathers what each organization answers for in a period, as forms to be filled in."""

import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from coordplan.collecting.form.asking_office import asking_body, office_itself
from coordplan.collecting.form.granted_days import send_by_of_last, sent_by
from coordplan.collecting.form.known_words import form_target, known_words, words_of_target
from coordplan.collecting.form.values import Form, FormRow, SharedRow
from coordplan.dates.period_words import write_period
from coordplan.dates.periods import Period, ReportingDays, reporting_days, send_by, window_of
from coordplan.dates.workdays import WorkingDays
from coordplan.errors import Refused
from coordplan.model import DONE, OPEN
from coordplan.named_tuples import NamedTuple
from coordplan.seeing.ceased import nobody_words
from coordplan.seeing.opening import Reading
from coordplan.seeing.unprinted import unprinted_schedules
from coordplan.seeing.windows import send_within_of
from coordplan.store import questions, spans
from coordplan.store.correspondence import last_change_of_content
from coordplan.store.definitions import calendar
from coordplan.store.entries import latest_progress
from coordplan.store.questions import Question
from coordplan.text.alphabet import alphabetical
from coordplan.text.language import in_language, translate_count
from coordplan.text.language import translate as _
from coordplan.text.writing import plain, standing_words, write_day

_OVERDUE_BEFORE, _DUE, _LATER, _ONGOING = range(4)


class Answerable(NamedTuple):
    """An occurrence that an organization answers for in a period, or may say something of."""

    lead: str
    group: int
    row: sqlite3.Row

    @property
    def is_due(self) -> bool:
        """Whether it is due by the end of the period."""
        return self.group in (_OVERDUE_BEFORE, _DUE)

    @property
    def asked(self) -> bool:
        """Whether an answer is needed: it is due by the end of the period, and open."""
        return self.is_due and self.row["standing"] in OPEN


def answerable(reading: Reading, period: Period) -> list[Answerable]:
    """Return what is due in a period, what is overdue from before, and what is under way and not due yet.

    What was cancelled is left out, and what was done or suspended unless it is due in the period. Each has the body
    that leads it on the day asked about; of what is done, that led it then.
    """
    ids = [reading.program.id, *(plan.id for plan in reading.definitions.plans)]
    windows = {id_: window_of(reading.definitions, period, id_) for id_ in ids}
    program = reporting_days(reading.definitions)
    question = Question(
        reading.as_of, reading.up_to_change, spans=spans.are_good_for(reading.connection, reading.up_to_change)
    )
    in_period = question._replace(
        due_from=min(first for first, _last in windows.values()),
        due_until=max(last for _first, last in windows.values()),
        program=program[1:],
    )
    rows: dict[str, sqlite3.Row] = {}
    for asked in (in_period, question._replace(standings=OPEN)):
        for row in questions.occurrences(reading.connection, asked):
            rows[row["id"]] = row
    found = []
    for row in rows.values():
        group = _group(row, program, *windows.get(row["plan_id"], windows[reading.program.id]))
        if group is not None:
            found.append(Answerable(reading.credited_lead(row), group, row))
    return sorted(found, key=lambda each: (each.group, each.row["due_on"] or "", each.row["id"]))


def _group(row: sqlite3.Row, program: ReportingDays, first: date, last: date) -> int | None:
    """Return to which group of the form an occurrence belongs; None where it stands in none."""
    due = row["due_on"] and program.within(date.fromisoformat(row["due_on"]))
    open_ = row["standing"] in OPEN
    if row["standing"] == "cancelled":
        return None
    if due is None:
        ends = date.fromisoformat(row["until_on"])
        return _ONGOING if open_ and date.fromisoformat(row["start_on"]) <= last and first <= ends else None
    if first <= due <= last:
        return _DUE
    if not open_:
        return None
    if due < first:
        return _OVERDUE_BEFORE
    return _LATER if date.fromisoformat(row["start_on"]) <= last else None


def leads_asked(reading: Reading, found: Sequence[Answerable]) -> set[str]:
    """Return who leads something due, of the bodies that are there on the day: one that has ended is asked nothing."""
    return {each.lead for each in found if each.is_due and not reading.has_ended(each.lead)}


def asked_of_nobody(reading: Reading, period: Period) -> tuple[str, ...]:
    """Return of each body that has ended what is asked of nobody: it is due, open, and no successor is named."""
    numbers = Counter(each.lead for each in answerable(reading, period) if each.asked and reading.has_ended(each.lead))
    return tuple(nobody_words(reading.organizations[id_], numbers[id_]) for id_ in sorted(numbers))


def _after_it(reading: Reading, id_: str, found: Sequence[Answerable]) -> str:
    """Return who is asked for what a body left that has ended; empty where nobody is."""
    leads = {
        each.lead
        for each in found
        if each.asked and not reading.has_ended(each.lead)
        if any(
            tenure.body == id_
            for tenure in reading.succession.tenures(*(each.row[name] for name in ("lead", "successors", "plan_id")))
        )
    }
    ids = sorted(leads, key=lambda each: alphabetical(reading.body_title(each)))
    if not ids:
        after = ", ".join(map(reading.body_title, reading.organizations[id_].successors))
        return after and _("Its successors: {bodies}; of what it left nothing is asked of them here.").format(
            bodies=after
        )
    return _("Ask its successors, {bodies}: {options}").format(
        bodies=", ".join(map(reading.body_title, ids)), options=" ".join(f"--org {each}" for each in ids)
    )


def forms_for(
    reading: Reading, period: Period, chosen: Sequence[str] = (), shared: bool = False, granted: date | None = None
) -> tuple[Form, ...]:
    """Return a form for each lead with something due in the period or from before, or for those chosen, by id.

    Unless it is chosen, the office that asks gets none. With what others lead and it takes part in, where that is
    ``shared``; ``granted``: by when it is to be sent, where that is another day than the usual one. Its words are in
    the program's language.
    Raises Refused where a chosen organization answers for nothing.
    """
    by_lead: dict[str, list[Answerable]] = {}
    of_partner: dict[str, list[SharedRow]] = {}
    with in_language(reading.program.language):
        for each in answerable(reading, period):
            by_lead.setdefault(each.lead, []).append(each)
            for partner in reading.credited_partners(each.row, each.lead) if shared else ():
                of_partner.setdefault(partner, []).append(_shared_row(reading, each))
    leads = leads_asked(reading, [each for rows in by_lead.values() for each in rows])
    for id_ in chosen:
        if reading.has_ended(id_):
            body = reading.organizations[id_]
            raise Refused(
                _("{body} ended on {day}: nothing is asked of it any more.").format(
                    body=body.title, day=write_day(body.until_on)
                ),
                _after_it(reading, id_, [each for rows in by_lead.values() for each in rows])
                or _("These are asked: {bodies}").format(bodies=", ".join(sorted(leads)) or "-"),
            )
        if id_ not in by_lead:
            raise Refused(
                _("{body} answers for nothing in {period}.").format(body=reading.body_title(id_), period=period.key),
                _("These do: {bodies}").format(bodies=", ".join(sorted(by_lead)) or "-"),
            )
    wanted = chosen or sorted(leads - {office_itself(reading)}, key=lambda id_: alphabetical(reading.body_title(id_)))
    days = WorkingDays(calendar(reading.connection, reading.up_to_change))
    seen = last_change_of_content(reading.connection, reading.up_to_change)
    before = send_by_of_last(reading, period.key)
    with in_language(reading.program.language):
        return tuple(
            sent_by(
                _form(reading, period, id_, by_lead[id_], days, seen)._replace(shared=tuple(of_partner.get(id_, ()))),
                granted,
                before.get(id_),
            )
            for id_ in dict.fromkeys(wanted)
        )


def _shared_row(reading: Reading, each: Answerable) -> SharedRow:
    row = each.row
    due = row["due_on"] and date.fromisoformat(row["due_on"])
    lead = plain(reading.body_title(each.lead))
    return SharedRow(row["id"], plain(row["title"]), lead, due, standing_words(row["standing"]))


def _form(
    reading: Reading, period: Period, lead: str, found: Sequence[Answerable], days: WorkingDays, seen: int
) -> Form:
    plans = {each.row["plan_id"] for each in found}
    windows = [window_of(reading.definitions, period, plan) for plan in plans]
    schedules = unprinted_schedules(reading)
    rows = (_form_row(reading, each, schedules) for each in found)
    return Form(
        program=reading.program.id,
        program_title=plain(reading.program.title),
        organization=lead,
        organization_title=plain(reading.body_title(lead)),
        period=period.key,
        period_title=write_period(period.key),
        first=min(first for first, _last in windows),
        last=max(last for _first, last in windows),
        made_on=reading.as_of,
        seen=seen,
        send_by=form_send_by(reading, period, lead, plans, days, reading.as_of),
        send_to=plain(asking_body(reading)),
        rows=tuple(sorted(rows, key=lambda row: (not row.asked, row.done))),
        illustrative=reading.illustrative,
        paper=reading.definitions.office.report.paper if reading.definitions.office is not None else "",
    )


def own_words(reading: Reading, period: Period) -> str:
    """Return how much the office itself is to answer for, and how it is asked; empty where that is nothing."""
    office = office_itself(reading)
    number = sum(each.asked and each.lead == office for each in answerable(reading, period)) if office else 0
    words = translate_count(
        "{n} occurrence is led by the office itself; to record it: coordplan form {period} --own",
        "{n} occurrences are led by the office itself; to record them: coordplan form {period} --own",
        number,
    )
    return words.format(n=number, period=period.key) if number else ""


def form_send_by(
    reading: Reading, period: Period, body: str, plans: set[str], days: WorkingDays, made_on: date | None = None
) -> date | None:
    """Return the day by which a body's form over some plans is to be sent; None where nothing says.

    It is as many working days after the period as the body has, else the latest of those plans. A form that is made
    after that day leaves as many working days from its own. The office that asks sends nothing.
    """
    if body == office_itself(reading):
        return None
    own = {plan.id: plan for plan in reading.definitions.plans}
    found = []
    for plan in plans:
        within = send_within_of(reading, own.get(plan), body)
        day = send_by(window_of(reading.definitions, period, plan)[1], within, days)
        if day is not None and made_on is not None and made_on > day:
            day = send_by(made_on, within, days)
        found.append(day)
    return max((day for day in found if day is not None), default=None)


def _form_row(reading: Reading, each: Answerable, schedules: Mapping[str, str]) -> FormRow:
    row = each.row
    target = form_target(row)
    entry = latest_progress(reading.connection, row["id"], reading.as_of, reading.up_to_change)
    return FormRow(
        occurrence=row["id"],
        title=plain(row["title"]),
        due_on=row["due_on"] and date.fromisoformat(row["due_on"]),
        deadline_text=plain(row["deadline_text"] or schedules.get(row["activity_id"], "")),
        standing=standing_words(row["standing"]),
        known=known_words(row, entry),
        unit=words_of_target(target),
        asked=each.asked,
        done=row["standing"] in DONE,
    )
