"""Gathers what bodies are to be written about: what they owe by their forms, and in whose name they are asked."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

from coordplan.collecting.chase.letter_items import letter_item
from coordplan.collecting.chase.values import LetterKind, Reminder, ReminderItem, Reminders, SignedTitle
from coordplan.collecting.form.asking_office import asking_body, contact_words, office_itself
from coordplan.collecting.form.gather import Answerable, answerable
from coordplan.collecting.returns.gather import answering_report, copy_was_made, to_be_reminded
from coordplan.collecting.returns.turns import reminded_before
from coordplan.collecting.returns.values import Answering, answering_of
from coordplan.dates.period_words import write_period
from coordplan.dates.periods import Period
from coordplan.dates.workdays import WorkingDays
from coordplan.errors import Refused
from coordplan.model import OVERDUE, Organization, Profile, SentForm
from coordplan.named_tuples import NamedTuple
from coordplan.paper.letterhead import letterhead_of
from coordplan.seeing.opening import Reading
from coordplan.seeing.profile import profile_in_force
from coordplan.seeing.sides import first_side, plan_title_for
from coordplan.seeing.windows import send_within_of
from coordplan.store.correspondence import forms_sent, reminders_kept, stored_returns
from coordplan.store.definitions import calendar
from coordplan.text.alphabet import alphabetical
from coordplan.text.folding import fold
from coordplan.text.language import in_language
from coordplan.text.language import translate as _


class Wanted(NamedTuple):
    """Whom letters are wanted to, about which plans and in whose formats."""

    due: bool = False  # only whose turn it is
    bodies: tuple[str, ...] = ()  # only these, where some are named
    plans: tuple[str, ...] = ()  # only about these, where some are named
    profile: str | None = None


class _Asked(NamedTuple):
    """What letters are made from."""

    reading: Reading
    period: Period
    wanted: Wanted
    profile: Profile
    issuer: Organization | None
    body: str  # that asks; empty where nobody says
    found: Mapping[str, Answerable]
    days: WorkingDays

    @property
    def is_office(self) -> bool:
        """Say whether it is the office that keeps the file; where none is named, whoever issues its papers."""
        office = office_itself(self.reading)
        return self.body == office or (not office and self.wanted.profile is None)

    def is_above(self, id_: str) -> bool:
        """Say whether a body is asked and never reminded: one of the Party by the state, or what is above who asks."""
        body = self.reading.organizations[id_]
        if self.profile.id == "state" and body.family == "party":
            return True
        title, superior = fold(body.title), fold(self.profile.superior)
        return bool(superior) and f"{superior} ".startswith(f"{title} ")


def reminders(reading: Reading, period: Period, wanted: Wanted) -> Reminders:
    """Return a letter's contents for each body that is late, or has something to correct; or whose turn it is.

    In the formats of the state, also for who leads what is overdue and was sent no form, and for the own units of the
    body that asks. Nobody is asked by himself. In the language of the program.
    Raises Refused where nothing says which department asks.
    """
    profile, issuer = profile_in_force(reading, wanted.plans, wanted.profile)
    if issuer is None and profile.id == "state":
        plans = reading.definitions.plans
        raise Refused(
            _("A letter in the formats of the state is that of one department: nothing says of which."),
            _("Name its plan: coordplan chase {period} --profile state --plan {plan}").format(
                period=period.key, plan=(*wanted.plans, *(each.id for each in plans), _("ID"))[0]
            ),
        )
    asked = _Asked(
        reading,
        period,
        wanted,
        profile,
        issuer,
        issuer.id if issuer is not None else office_itself(reading),
        {each.row["id"]: each for each in answerable(reading, period)},
        WorkingDays(calendar(reading.connection, reading.up_to_change)),
    )
    with in_language(reading.program.language):
        return _reminders(asked)


def _reminders(asked: _Asked) -> Reminders:
    reading, wanted = asked.reading, asked.wanted
    report = answering_report(reading, asked.period)
    within = send_within_of(reading)
    answer_by = None if within is None else asked.days.after(reading.as_of, max(1, within))
    by_form = asked.is_office or asked.profile.id == "party"
    forms = forms_sent(reading.connection, reading.up_to_change, asked.period.key, reading.as_of)
    owing = [
        each
        for each in (to_be_reminded(report, wanted.due) if by_form else ())
        if each.organization != asked.body and (not wanted.bodies or each.organization in wanted.bodies)
    ]
    latest = {
        each.head.organization: each
        for each in stored_returns(reading.connection, reading.up_to_change, asked.period.key, reading.as_of)
    }
    marked = {id_ for id_, each in latest.items() if copy_was_made(reading, each, ("--mark-up",))}
    addressed = _addressed(asked, [_reminder(asked, each, marked) for each in owing])
    others = [each for each in addressed if each.answering.organization != asked.body]
    found = [_timed(asked, each, forms, answer_by) for each in others]
    own_form = next((form for form in reversed(forms) if form.organization == asked.body), None)
    early = _early(asked, within, own_form and own_form.send_by)
    if asked.profile.id == "state" and not wanted.due:
        with_form = {each.organization for each in forms} - {asked.body} if by_form else set()
        found += [_counted(asked, each, early, answer_by) for each in _without_form(asked, with_form)]
    once = [each for each in found if _was_asked(each, reading.as_of)]
    asking_side = first_side(reading)
    return Reminders(
        report,
        write_period(asked.period.key),
        tuple(each for each in found if each not in once),
        answer_by,
        asking_body(reading) if asked.issuer is None else asked.issuer.title,
        contact_words(reading),
        _program(reading),
        {
            plan.id: SignedTitle(plan_title_for(reading, plan, asked.body), plan.number, plan.signed_on)
            for plan in reading.definitions.plans
        },
        letterhead_of(asked.profile, asked.issuer),
        asked.profile,
        reading.body_title(asking_side) if asking_side and asking_side != asked.body else "",
        own_form and own_form.send_by,
        asked.is_office,
        tuple((each.title, each.answering.reminded[0].reminded_on) for each in once),
        asked.body,
    )


def _was_asked(reminder: Reminder, day: date) -> bool:
    """Say whether a body that is asked and never reminded was asked before a day: there is no second letter to it."""
    return reminder.kind == "provide" and any(each.reminded_on < day for each in reminder.answering.reminded)


def _early(asked: _Asked, within: int | None, wanted_by: date | None) -> date | None:
    """Return by when a department asks for what is wanted from it: a working day earlier than others are given.

    Where it has to send its own by a day still to come, before that day.
    """
    if within is None:
        return None
    day, as_of = asked.days.after(asked.reading.as_of, max(1, within - 1)), asked.reading.as_of
    if wanted_by is not None and as_of < wanted_by:
        day = min(day, asked.days.after(as_of, max(0, asked.days.between(as_of, wanted_by) - 1)))
    return day


def _program(reading: Reading) -> SignedTitle:
    program = reading.program
    title = program.title
    if len(program.sides) > 1:
        *others, last = map(reading.body_title, program.sides)
        title = _("{title} between {others} and {last}").format(title=title, others=", ".join(others), last=last)
    return SignedTitle(title, program.number, program.signed_on)


def _timed(asked: _Asked, reminder: Reminder, forms: Sequence[SentForm], answer_by: date | None) -> Reminder:
    """Return a reminder with the day that it names, and how many times the body was asked for the same."""
    reading, each = asked.reading, reminder.answering
    own = [form for form in forms if form.organization == each.organization]
    answered_on = each.received_on if each.state in ("sent_back", "partly") else None
    above = asked.is_above(each.organization)
    counts = (reminder.is_late or answered_on is not None) and not above
    before = reminded_before(each.reminded, own, answered_on, reading.as_of) if counts else []
    early = each.state == "waiting" and each.send_by is not None and reading.as_of <= each.send_by
    waits = each.state == "waiting" or reminder.is_late
    return reminder._replace(
        answer_by=each.send_by if early else answer_by,
        number=len(before) + 1,
        before=before[-1] if before else None,
        email=reading.organizations[each.organization].email,
        kind="complete" if not waits else "provide" if above else "late" if reminder.is_late else "ahead",
    )


def _addressed(asked: _Asked, owing: Sequence[Reminder]) -> tuple[Reminder, ...]:
    """Return reminders to bodies that are there: what one that has ended was asked for goes to who leads it by now.

    Where letters about some plans are wanted, only to who owes something of these.
    """
    reading = asked.reading
    found = {each.answering.organization: each for each in owing if not reading.has_ended(each.answering.organization)}
    for each in owing:
        ended = each.answering.organization
        if ended in found:
            continue
        leads = {id_: one.lead for id_, one in asked.found.items()}
        items = [item for item in each.items if leads.get(item.occurrence, ended) != ended]
        for item in items:
            lead = leads[item.occurrence]
            answering = each.answering._replace(organization=lead, title=reading.body_short(lead))
            to = found.get(lead) or Reminder(answering, reading.body_title(lead), (), each.title)
            found[lead] = to._replace(items=(*to.items, item))
        if not items:
            found[ended] = each
    if plans := asked.wanted.plans:
        some = (
            each._replace(items=tuple(item for item in each.items if item.plan in plans)) for each in found.values()
        )
        found = {each.answering.organization: each for each in some if each.items}
    return tuple(sorted(found.values(), key=lambda each: alphabetical(each.title)))


def _without_form(asked: _Asked, with_form: Collection[str]) -> Iterator[Reminder]:
    """Yield what other bodies and the own units still have to do of a department's plans, by what is recorded."""
    reading = asked.reading
    leads: dict[str, list[ReminderItem]] = {}
    for each in asked.found.values():
        if (
            each.asked
            and each.row["standing"] in OVERDUE
            and not reading.has_ended(each.lead)
            and each.lead not in with_form
            and (not asked.wanted.plans or each.row["plan_id"] in asked.wanted.plans)
        ):
            leads.setdefault(each.lead, []).append(
                letter_item(asked.reading, asked.found, each.row["id"], "not_answered")
            )
    for lead in sorted(leads, key=lambda id_: (id_ == asked.body, alphabetical(reading.body_title(id_)))):
        if asked.wanted.bodies and lead not in asked.wanted.bodies:
            continue
        answering = answering_of(lead, reading.body_short(lead), (), (), None, reading.as_of, ())
        title = reading.body_title(lead)
        own = lead == asked.body
        kind: LetterKind = "provide" if not own and asked.is_above(lead) else "carry_out"
        yield Reminder(answering, title, tuple(leads[lead]), kind=kind, own_unit=own)


def _counted(asked: _Asked, reminder: Reminder, early: date | None, answer_by: date | None) -> Reminder:
    """Return a letter about what no form asks for with its day, and how many there were before it.

    The first asks for it a working day earlier than others are given, who want the figures from the one that asks.
    """
    reading, id_ = asked.reading, reminder.answering.organization
    kept = reminders_kept(reading.connection, reading.up_to_change, asked.period.key, reading.as_of)
    own = [each for each in kept if each.organization == id_] if asked.is_office else []
    before = [each for each in own if each.reminded_on < reading.as_of] if reminder.kind == "carry_out" else []
    return reminder._replace(
        answering=reminder.answering._replace(reminded=tuple(own)),
        answer_by=answer_by if before else early,
        number=len(before) + 1,
        before=before[-1] if before else None,
        email="" if reminder.own_unit else reading.organizations[id_].email,
    )


def _reminder(asked: _Asked, answering: Answering, marked: Collection[str]) -> Reminder:
    """Return the reminder with its items: what was not answered, left blank or sent back."""
    return Reminder(
        answering,
        asked.reading.body_title(answering.organization),
        tuple(
            letter_item(asked.reading, asked.found, row.occurrence, row.state, row.fault)
            for row in answering.rows
            if row.lacking
        ),
        undocumented=tuple(
            letter_item(asked.reading, asked.found, id_, "answered") for id_ in answering.without_evidence
        ),
        marked=answering.organization in marked,
    )
