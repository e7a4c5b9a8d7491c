"""Rules about days: exactly one way of falling due, days in their order and within the program; limits of ratings."""

from datetime import date

from coordplan.dates.counting import counting_words, counts_later
from coordplan.dates.deadlines import with_year
from coordplan.dates.periods import reporting_days
from coordplan.dates.recurrence import due_dates_of
from coordplan.dates.workdays import WorkingDays, weekday_words
from coordplan.definitions.definition_set import Definition, DefinitionSet
from coordplan.definitions.fields import rules_in_force
from coordplan.definitions.nodes import Mapping, Scalar, TextPlace, place_of
from coordplan.definitions.problems import ProblemList
from coordplan.definitions.rules.scope import Scope
from coordplan.definitions.scalars import parse_deadline_once
from coordplan.model import Activity, Definitions, Program
from coordplan.text.folding import fold
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day, write_number

_ANY_YEAR = 2024  # one that has every day


def _schedules(row: Definition[Activity]) -> list[str]:
    """Return the keys that say when an activity falls due, those not understood among them."""
    keys = [key for key in ("every", "due") if row.has(key)]
    node = row.node.entries.get("ongoing")
    if row.has("ongoing") and not (isinstance(node, Scalar) and fold(node.text) in ("false", "no", "khong")):
        keys.append("ongoing")
    return keys


def check_one_schedule(definitions: DefinitionSet, scope: Scope, problems: ProblemList) -> None:
    for row in definitions.activities:
        keys = _schedules(row)
        if not keys:
            problems.fault(
                "no-schedule",
                row.at("id"),
                _("nothing says when this falls due"),
                _('add one of these: "due: 2022-06-30", "every: quarter", "ongoing: true"'),
            )
        elif len(keys) > 1:
            problems.fault(
                "several-schedules",
                row.at(keys[1]),
                _("{key}: this cannot be beside {other}: only one of them can say when it falls due").format(
                    key=keys[1], other=keys[0]
                ),
                _("keep one of them"),
            )
        elif row.value.due_day is not None and row.value.every is None and not row.bad & {"every", "due"}:
            problems.fault(
                "due-day-alone",
                row.at("due_day"),
                _("due_day: this needs every, which says what it is a day of"),
                _('add "every: month" (week, quarter, half, year), or take it out'),
            )
        elif row.value.every != "year" and not row.bad & SCHEDULE_KEYS and (key := _key_of_years(row)):
            problems.fault(
                "of-years-alone",
                row.at(key),
                _("{key}: this is said of what recurs every year").format(key=key),
                _('write "every: year", or take it out'),
            )
        elif row.value.every == "week" and not row.bad & {"every", "due", "due_day"}:
            check_weekday(row.value.due_day, row.at("due_day"), problems)
        else:
            check_months(row.value, row.at("start_month"), problems)


SCHEDULE_KEYS = frozenset(("every", "due", "due_day", "due_month", "start_month", "due_on", "start", "until"))


def _key_of_years(row: Definition[Activity]) -> str | None:
    return next((key for key in ("due_month", "start_month", "due_on") if row.has(key)), None)


def check_months(words: Activity, place: TextPlace, problems: ProblemList) -> None:
    """Find work of a year that begins after the month it falls due in."""
    due_month = words.due_month or 12
    if words.start_month is not None and words.start_month > due_month:
        problems.fault(
            "start-after-due",
            place,
            _("start_month: month {month} is after the month it falls due in, {due}").format(
                month=words.start_month, due=due_month
            ),
            _("swap or correct the two months"),
        )


def check_weekday(due_day: int | None, place: TextPlace, problems: ProblemList) -> None:
    """Find a due day of what recurs every week that no week has."""
    if due_day is not None and due_day > 7:
        problems.fault(
            "no-weekday",
            place,
            _("due_day: {day} is not a day of the week: Monday is 1, Sunday is 7").format(day=due_day),
            _("write 1 to 7, or leave it out for Sunday"),
        )


def check_days_follow_each_other(definitions: DefinitionSet, scope: Scope, problems: ProblemList) -> None:
    def after(item: Definition[object], key: str, first: date | None, other: str, last: date | None) -> None:
        if first is not None and last is not None and first > last and not (item.broken(key) or item.broken(other)):
            problems.fault(
                "from-after-until" if other == "until" else "start-after-due",
                item.at(key),
                _("{key}: {day} is after {other}, {last}").format(
                    key=key, day=write_day(first), other=other, last=write_day(last)
                ),
                _("swap or correct the two days"),
            )

    for program in definitions.programs:
        after(program, "from", program.value.start_on, "until", program.value.until_on)
    for body in definitions.organizations:
        after(body, "from", body.value.start_on, "until", body.value.until_on)
    for row in definitions.activities:
        value = row.value
        if row.has("start"):
            after(row, "start", value.start_on, "until", value.until_on)
            after(row, "start", value.start_on, "due", value.due_on)
        after(row, "due", value.due_on, "until", value.until_on)


def check_days_lie_in_the_program(definitions: DefinitionSet, scope: Scope, problems: ProblemList) -> None:
    program = scope.program
    if program is None or not scope.dated:
        return
    for row in definitions.activities:
        value = row.value
        outside = (day for day in due_dates_of(value) if not program.start_on <= day <= program.until_on)
        for key, day in (("due", next(outside, None)), ("start", value.start_on), ("until", value.until_on)):
            if day is None or program.start_on <= day <= program.until_on or not row.has(key):
                continue
            problems.fault(
                "outside-program",
                row.at(key),
                _("{key}: {day} is outside the program, which runs from {first} until {last}").format(
                    key=key,
                    day=write_day(day),
                    first=write_day(program.start_on),
                    last=write_day(program.until_on),
                ),
                _("check the year"),
            )


def check_recurrences_fall_due(definitions: DefinitionSet, scope: Scope, problems: ProblemList) -> None:
    """A recurring activity has at least one due day within its own days and the program's."""
    program = scope.program
    if program is None or not scope.dated:
        return
    for row in definitions.activities:
        value = row.value
        if value.every is None or row.bad & SCHEDULE_KEYS or len(_schedules(row)) > 1:
            continue
        first, last = value.start_on or program.start_on, value.until_on or program.until_on
        if first > last or last < program.start_on or first > program.until_on:
            continue  # another rule's problem
        if scope.span(value) is None:
            problems.fault(
                "never-due",
                row.at("every" if row.has("every") else "due"),
                _("every: no due day of this falls between {first} and {last}").format(
                    first=write_day(max(first, program.start_on)), last=write_day(min(last, program.until_on))
                ),
                _("check start, until and due_day"),
            )


def check_due_days_are_worked(definitions: DefinitionSet, scope: Scope, problems: ProblemList) -> None:
    """A due date named by its day that is a day off: a warning, since a signed date is never moved silently."""
    working = WorkingDays(scope.calendar)
    for row in definitions.activities:
        node = row.node.entries.get("due")
        words = node.text if isinstance(node, Scalar) else row.value.deadline_text
        if words and not _names_the_day(words):
            continue
        if row.value.deadline_text and not _names_the_day(row.value.deadline_text):
            continue
        day = next((day for day in due_dates_of(row.value) if not working.is_working(day)), None)
        if day is None:
            continue
        problems.warn(
            "due-on-day-off",
            row.at("due"),
            (
                _("due: {day} will be a day off, not announced yet ({reason})")
                if working.is_tentative(day)
                else _("due: {day} is a day off ({reason})")
            ).format(day=write_day(day), reason=working.reason_off(day) or weekday_words(day.isoweekday())),
            _("the next working day is {day}").format(day=write_day(working.next_working_day(day))),
        )


def check_figures_close_after_due_days(definitions: DefinitionSet, scope: Scope, problems: ProblemList) -> None:
    """What falls due after its own period's figures close counts in the next: a warning, once for an activity."""
    if scope.program is None or not scope.dated:
        return
    frame = Definitions(scope.program, plans=tuple(scope.plans.values()))
    for row in definitions.activities:
        if row.bad & {*SCHEDULE_KEYS, "amended"} or len(_schedules(row)) > 1:
            continue
        found = counts_later(row.value, reporting_days(frame, row.value.plan))
        if found is not None:
            key = next(key for key in ("due_day", "every", "due") if row.has(key))
            problems.warn(
                "counts-in-the-next",
                row.at(key),
                f"{key}: {counting_words(found)}",
                _("let it fall due by then, or let figures close with the month: reporting: {cutoff_day: calendar}"),
            )


def check_red_is_worse_than_amber(definitions: DefinitionSet, scope: Scope, problems: ProblemList) -> None:
    for program in definitions.programs:
        rating = program.value.rating
        if rating is None:
            continue
        merged = rules_in_force(rating)
        for name, amber, red in zip(merged.amber._fields, merged.amber, merged.red, strict=True):
            place = _limit_at(program, name)
            if amber is None or red is None or place is None:
                continue
            if red < amber if name == "due_rate_percent" else red > amber:
                continue
            problems.fault(
                "red-is-no-worse",
                place,
                _("{name}: red ({red}) is not worse than amber ({amber})").format(
                    name=name, red=write_number(red), amber=write_number(amber)
                ),
                _("swap or correct the two"),
            )


def _limit_at(program: Definition[Program], name: str) -> TextPlace | None:
    """Return where a limit is, that of red rather than that of amber; None where neither is given."""
    rating = program.node.entries.get("rating")
    for colour in ("red", "amber"):
        limits = rating.entries.get(colour) if isinstance(rating, Mapping) else None
        if isinstance(limits, Mapping) and name in limits.entries:
            return place_of(program.file, limits.entries[name])
    return None


def _names_the_day(text: str) -> bool:
    """Return whether the text names the due day itself, not a stretch that ends on it nor the day after it.

    Words that are not understood are taken to; those that leave their year out are understood.
    """
    try:
        return parse_deadline_once(with_year(text, _ANY_YEAR)).start_on is None and "truoc " not in fold(text)
    except ValueError:
        return True
