"""What a status is compared with: the same question at another time.

What lies before the program is asked of the file of the program before, where one is named: under the ids that its
plans have now.
"""

from collections.abc import Callable, Iterable
from contextlib import ExitStack, suppress
from datetime import date, timedelta

from coordplan.cli.session import day_of
from coordplan.dates.days import NoSuchDayError, months_before, year_before
from coordplan.dates.periods import (
    PROGRAM,
    Period,
    parse_period,
    period_before,
    period_of,
    window_of,
    year_earlier,
)
from coordplan.dates.succession import organization_in_force
from coordplan.errors import CoordplanError, Refused, UnknownId, UsageFault
from coordplan.named_tuples import NamedTuple
from coordplan.seeing.figures import Figures, added_up
from coordplan.seeing.filters import Filters, plan_named, question_of
from coordplan.seeing.opening import Reading, reading_at
from coordplan.seeing.predecessor import NotAtHand, file_shown, predecessor
from coordplan.seeing.values import NO_GROUP, Comparison, StatusGroup
from coordplan.seeing.windows import asked_in, period_named, refuse_before
from coordplan.store.questions import Question
from coordplan.text.alphabet import alphabetical
from coordplan.text.language import translate as _
from coordplan.text.typed_words import TYPED_TIMES, code_typed
from coordplan.text.writing import write_day

LAST_YEAR, LAST_PERIOD = "last-year", "last-period"
Answer = Callable[[Reading, Question], tuple[Figures, tuple[StatusGroup, ...]]]  # all together, and each group


class Other(NamedTuple):
    """The other time: the question to ask there, and the period asked about, now and then."""

    kind: str
    question: Question
    now: Period | None = None
    then: Period | None = None
    before: Reading | NotAtHand | None = None  # the file of the program before, where that is asked


def other_time(reading: Reading, filters: Filters, wanted: str, stack: ExitStack) -> Other:
    """Return what is named by ``last-year``, ``last-period``, a period's key or a date, for a question with filters.

    The file of the program before is open as long as the ``stack`` is.

    Where the question is about a period, another one is looked at as many days after its cut-off as this one is. Of any
    other question, a period means the day on which its figures closed. Who leads is who led then.
    """
    now = None if filters.period is None else period_named(reading, filters.period, "--period")
    plans = tuple(plan_named(reading.definitions, each) for each in filters.plans)
    wanted = code_typed(wanted, TYPED_TIMES) or wanted
    if wanted == LAST_YEAR:
        if now is not None:
            earlier = year_earlier(now)
            if earlier is not None:
                return _at_period(reading, filters, wanted, now, earlier, stack)
        # Of several years: the same ones, as they stood a year before
        return _on_day(reading, filters, wanted, year_before(reading.as_of), now, stack)
    if wanted == LAST_PERIOD:
        then = period_before(now) if now is not None else _last_closed_month(reading, plans)
        if then is None:
            raise Refused(_("--compare: no period comes before the whole program."), _("Name a day, or a year."))
        return _at_period(reading, filters, wanted, now, then, stack)
    try:
        then = parse_period(wanted, reading.as_of)
    except ValueError:
        return _on_day(reading, filters, "date", _day_named(reading, wanted), now, stack)
    if not (reading.program.previous and _lies_before(reading, then)):
        then = period_named(reading, wanted, "--compare")
    other = _at_period(reading, filters, "period", now, then, stack)
    if other.question.as_of > reading.as_of:
        raise Refused(
            _("--compare: the figures of {key} are those of {day}, which is later than {as_of}.").format(
                key=then.key, day=write_day(other.question.as_of), as_of=write_day(reading.as_of)
            ),
            _("Name an earlier period."),
        )
    return other


def _on_day(reading: Reading, filters: Filters, kind: str, day: date, now: Period | None, stack: ExitStack) -> Other:
    before = _file_before(reading, filters, day, stack)
    return _asked_then(reading, filters, Other(kind, Question(day, reading.up_to_change), now, now), before)


def _asked_then(reading: Reading, filters: Filters, other: Other, before: Reading | NotAtHand | None) -> Other:
    """Return the question about another time, put to the file of the program before where the day belongs to that."""
    if before is None:
        return other._replace(question=_narrowed_to(reading, _asked_on(reading, filters, other.question.as_of), other))
    if isinstance(before, NotAtHand):
        return other._replace(before=before)
    try:
        question = _asked_on(before, filters_then(reading, before, filters), other.question.as_of)
    except UnknownId as error:  # what is asked about was not there yet
        return other._replace(before=NotAtHand(file_shown(before), error.sentence))
    return other._replace(question=_narrowed_to(before, question, other), before=before)


def _narrowed_to(reading: Reading, question: Question, other: Other) -> Question:
    return question if other.then is None or other.now is None else asked_in(reading, question, other.then)


def _lies_before(reading: Reading, period: Period) -> bool:
    """Say whether a period is over before the program begins."""
    return period.last_on < reading.program.start_on


def _file_before(reading: Reading, filters: Filters, day: date, stack: ExitStack) -> Reading | NotAtHand | None:
    """Return the file of the program that a day before this one belongs to; None where it is this one's to answer."""
    found: Reading | NotAtHand | None = reading
    while isinstance(found, Reading) and day < found.program.start_on and not filters.this_file_alone:
        before = stack.enter_context(predecessor(found))
        if before is None:
            break
        found = before
    return None if found is reading else found


def filters_then(reading: Reading, before: Reading, filters: Filters) -> Filters:
    """Return filters with the plans of the file before that are those of now; what it does not have narrows nothing.

    A name that is unknown there leaves nothing to compare with.
    """
    if not filters.plans:
        return filters
    chosen = {plan_named(reading.definitions, each) for each in filters.plans}
    plans = tuple(id_ for id_, now in plans_by_now(reading, before).items() if now in chosen)
    if not plans:
        plan_named(before.definitions, next(iter(filters.plans)))  # raises UnknownId, or is of no plan of now
    return filters._replace(plans=plans or filters.plans)


def plans_by_now(reading: Reading, before: Reading) -> dict[str, str]:
    """Return the plans of the program before, each with the plan of now: of its body, or of who took that one's place.

    The program's own activities are those of the program.
    """
    of_partner = {plan.partner: plan.id for plan in reading.definitions.plans}
    found = {before.program.id: reading.program.id}
    for plan in before.definitions.plans:
        partner = organization_in_force(
            plan.partner, reading.program.start_on, before.organizations, dict(plan.successors)
        )
        found[plan.id] = of_partner.get(partner, plan.id)
    return found


def _asked_on(reading: Reading, filters: Filters, day: date) -> Question:
    """Return the question about another day, without its period."""
    return question_of(reading_at(reading, day, reading.up_to_change), filters._replace(period=None))[0]


def _day_named(reading: Reading, wanted: str) -> date:
    try:
        day = day_of(wanted, "--compare", reading.as_of)
    except CoordplanError as error:
        sentence = _('--compare: "{text}" is neither a date nor a period.').format(text=wanted)
        raise UsageFault(
            error.sentence if isinstance(error.__cause__, NoSuchDayError) else sentence,
            _(
                "There are: last-year, last-period, a date (30/6/2023), "
                "a period (2023, 2023-H1, 2023-9M, 2023-Q2, 2023-06, 2022..2023, program)."
            ),
        ) from error
    if not reading.program.previous:
        refuse_before(reading.program, day, "--compare")
    if day > reading.as_of:
        raise Refused(
            _("--compare: {day} is later than {as_of}.").format(day=write_day(day), as_of=write_day(reading.as_of)),
            _("Name an earlier day."),
        )
    return day


def _last_closed_month(reading: Reading, plans: tuple[str, ...]) -> Period:
    """Return the month whose figures closed last before the day that is asked about."""
    month = period_of("month", min(reading.as_of, reading.program.until_on))
    while window_of(reading.definitions, month, *plans)[1] >= reading.as_of:
        month = period_of("month", month.first_on - timedelta(days=1))
    return month


def _at_period(
    reading: Reading, filters: Filters, kind: str, now: Period | None, then: Period, stack: ExitStack
) -> Other:
    since = timedelta() if now is None else reading.as_of - _closed_on(reading, filters, now)
    before = _file_before(reading, filters, then.last_on, stack)
    asked_of, mapped = reading, filters
    if isinstance(before, Reading):
        asked_of = before
        with suppress(UnknownId):  # which is told where the question is put
            mapped = filters_then(reading, before, filters)
    closed = _closed_on(asked_of, mapped, then)
    question = Question(closed + since, reading.up_to_change)
    return _asked_then(reading, filters, Other(kind, question, now, then), before)


def _closed_on(reading: Reading, filters: Filters, period: Period) -> date:
    """Return the day on which the figures of a period closed: of one plan its own, where the file has it."""
    with suppress(UnknownId):
        plans = tuple(plan_named(reading.definitions, each) for each in filters.plans)
        return window_of(reading.definitions, period, *plans)[1]
    return window_of(reading.definitions, period)[1]


def compared(reading: Reading, filters: Filters, wanted: str, by: str, answer: Answer, asked: bool) -> Comparison:
    """Return the figures of another time, each under the id that its group has in the report of now."""
    with ExitStack() as stack:
        other = other_time(reading, filters, wanted, stack)
        as_of = other.question.as_of
        none = Comparison(other.kind, as_of, "" if other.then is None else other.then.key, None, asked=asked)
        if isinstance(other.before, NotAtHand):
            return none._replace(file=other.before.file, missing=other.before.reason)
        of_file = reading
        if other.before is not None:
            of_file = other.before
            none = none._replace(
                program=of_file.program.id,
                program_title=of_file.program.short or of_file.program.title,
                file=file_shown(of_file),
                illustrative=of_file.illustrative,
            )
        if as_of < of_file.program.start_on:
            return none
        totals, found = answer(of_file, other.question)
        if by == "plan" and of_file is not reading:
            ids = plans_by_now(reading, of_file)
            found = tuple(group._replace(id=ids.get(group.id, group.id)) for group in found)
        if by in ("year", "period") and other.now is not None and other.then is not None:
            moved = ((group, _moved(group.id, other.then, other.now)) for group in found)
            found = tuple(group if key == group.id else group._replace(id=key, title=key) for group, key in moved)
        stood = _each_once(found)
        return none._replace(
            totals=totals if totals.total else None,
            groups={group.id: group.figures for group in stood},
            stood=stood,
        )


def with_those_of_then(by: str, groups: tuple[StatusGroup, ...], then: Comparison) -> tuple[StatusGroup, ...]:
    """Return the groups with those that had something at the time compared with and have nothing now.

    So the rows add up to the total: what stood under a body that has ceased does not stand under its successors.
    """
    ids = {group.id for group in groups}
    gone = tuple(group._replace(figures=Figures()) for group in then.stood if group.id not in ids)
    if not gone or by in ("plan", "content"):
        return (*groups, *gone)
    last = ("ongoing", NO_GROUP)
    return tuple(sorted((*groups, *gone), key=lambda group: (group.id in last, alphabetical(group.title))))


def _each_once(groups: Iterable[StatusGroup]) -> tuple[StatusGroup, ...]:
    of_id: dict[str, list[StatusGroup]] = {}
    for group in groups:
        of_id.setdefault(group.id, []).append(group)
    return tuple(each[0]._replace(figures=added_up(group.figures for group in each)) for each in of_id.values())


def _moved(key: str, then: Period, now: Period) -> str:
    """Return the year or quarter that stands as far into one period as a key's does into another."""
    try:
        group = parse_period(key)
    except ValueError:
        return key  # what has no due date
    if PROGRAM in (then, now):
        return key
    first = max(group.first_on, then.first_on)  # where it begins in the period
    moved = months_before(first, _months(then.first_on) - _months(now.first_on))
    return period_of("year" if group.key.isdigit() else "quarter", moved).key


def _months(day: date) -> int:
    return day.year * 12 + day.month
