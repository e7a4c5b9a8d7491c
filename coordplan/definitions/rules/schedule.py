"""Rules about days: exactly one way of falling due, days in their order and within the program."""

from datetime import date

from coordplan.dates.deadlines import with_year
from coordplan.dates.workdays import WorkingDays
from coordplan.definitions.fields import rules_in_force
from coordplan.definitions.findings import Findings
from coordplan.definitions.gathered import Gathered, Placed
from coordplan.definitions.nodes import Mapping, Node, Place, Scalar, place_of
from coordplan.definitions.rules.known import Known
from coordplan.definitions.scalars import parse_deadline_once
from coordplan.model import Activity, Program
from coordplan.text.folding import fold
from coordplan.text.language import mark
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day, write_number

_WEEKDAYS = (
    mark("Monday"),
    mark("Tuesday"),
    mark("Wednesday"),
    mark("Thursday"),
    mark("Friday"),
    mark("Saturday"),
    mark("Sunday"),
)

_ANY_YEAR = 2024  # one that has every day


def _schedules(row: Placed[Activity]) -> list[str]:
    """Return the keys that say when an activity falls due, those not understood among them."""
    keys = [key for key in ("every", "due") if row.given(key)]
    node = row.node.entries.get("ongoing")
    if row.given("ongoing") and not (isinstance(node, Scalar) and fold(node.text) in ("false", "no", "khong")):
        keys.append("ongoing")
    return keys


def check_one_schedule(gathered: Gathered, known: Known, findings: Findings) -> None:
    for row in gathered.activities:
        keys = _schedules(row)
        if not keys:
            findings.fault(
                "no-schedule",
                row.at("id"),
                _("nothing says when this falls due"),
                _('add one of these: "due: 2022-06-30", "every: quarter", "ongoing: true"'),
            )
        elif len(keys) > 1:
            findings.fault(
                "several-schedules",
                row.at(keys[1]),
                _("{key}: this stands beside {other}; one of them says when it falls due").format(
                    key=keys[1], other=keys[0]
                ),
                _("keep one of them"),
            )
        elif row.value.due_day is not None and row.value.every is None and not row.bad & {"every", "due"}:
            findings.fault(
                "due-day-alone",
                row.at("due_day"),
                _("due_day: this needs every, which says what it is a day of"),
                _('add "every: month" (quarter, half, year), or take it out'),
            )


def check_days_follow_each_other(gathered: Gathered, known: Known, findings: Findings) -> None:
    def after(item: Placed[object], key: str, first: date | None, other: str, last: date | None) -> None:
        if first is not None and last is not None and first > last and not (item.broken(key) or item.broken(other)):
            findings.fault(
                "from-after-until" if other == "until" else "start-after-due",
                item.at(key),
                _("{key}: {day} is after {other}, {last}").format(
                    key=key, day=write_day(first), other=other, last=write_day(last)
                ),
                _("exchange or correct the two days"),
            )

    for program in gathered.programs:
        after(program, "from", program.value.start_on, "until", program.value.until_on)
    for body in gathered.organizations:
        after(body, "from", body.value.start_on, "until", body.value.until_on)
    for row in gathered.activities:
        value = row.value
        if row.given("start"):
            after(row, "start", value.start_on, "until", value.until_on)
            after(row, "start", value.start_on, "due", value.due_on)
        after(row, "due", value.due_on, "until", value.until_on)


def check_days_lie_in_the_program(gathered: Gathered, known: Known, findings: Findings) -> None:
    program = known.program
    if program is None or not known.dated:
        return
    for row in gathered.activities:
        value = row.value
        for key, day in (("due", value.due_on), ("start", value.start_on), ("until", value.until_on)):
            if day is None or program.start_on <= day <= program.until_on or not row.given(key):
                continue
            findings.fault(
                "outside-program",
                row.at(key),
                _("{key}: {day} is outside the program, which runs from {first} until {last}").format(
                    key=key,
                    day=write_day(day),
                    first=write_day(program.start_on),
                    last=write_day(program.until_on),
                ),
                _("look at the year"),
            )


def check_recurrences_fall_due(gathered: Gathered, known: Known, findings: Findings) -> None:
    """A recurring activity has at least one due day within its own days and the program's."""
    program = known.program
    if program is None or not known.dated:
        return
    for row in gathered.activities:
        value = row.value
        if value.every is None or row.bad & {"every", "due", "due_day", "start", "until"} or len(_schedules(row)) > 1:
            continue
        first, last = value.start_on or program.start_on, value.until_on or program.until_on
        if first > last or last < program.start_on or first > program.until_on:
            continue  # other rules have told
        if known.span(value) is None:
            findings.fault(
                "never-due",
                row.at("every" if row.given("every") else "due"),
                _("every: no due day of this falls between {first} and {last}").format(
                    first=write_day(max(first, program.start_on)), last=write_day(min(last, program.until_on))
                ),
                _("look at start, until and due_day"),
            )


def check_due_days_are_worked(gathered: Gathered, known: Known, findings: Findings) -> None:
    """A due date named by its day that is a day off: a warning, since a signed date is never moved silently."""
    working = WorkingDays(known.calendar)
    for row in gathered.activities:
        day = row.value.due_on
        if day is None or working.is_working(day):
            continue
        node = row.node.entries.get("due")
        if not isinstance(node, Scalar) or not _names_the_day(node.text):
            continue
        if row.value.deadline_text and not _names_the_day(row.value.deadline_text):
            continue
        findings.warn(
            "due-on-day-off",
            row.at("due"),
            (
                _("due: {day} will be a day off, not announced yet ({reason})")
                if working.is_tentative(day)
                else _("due: {day} is a day off ({reason})")
            ).format(day=write_day(day), reason=working.reason_off(day) or _(_WEEKDAYS[day.weekday()])),
            _("the next working day is {day}").format(day=write_day(working.next_working_day(day))),
        )


def check_red_is_worse_than_amber(gathered: Gathered, known: Known, findings: Findings) -> None:
    for program in gathered.programs:
        rating = program.value.rating
        if rating is None:
            continue
        merged = rules_in_force(rating)
        for name, amber, red in zip(merged.amber._fields, merged.amber, merged.red, strict=True):
            if amber is None or red is None or not _is_given(program, name):
                continue
            if red < amber if name == "due_rate_percent" else red > amber:
                continue
            findings.fault(
                "red-is-no-worse",
                _limit(program, name),
                _("{name}: red ({red}) is no worse than amber ({amber})").format(
                    name=name, red=write_number(red), amber=write_number(amber)
                ),
                _("exchange or correct the two"),
            )


def _limits_given(program: Placed[Program], name: str) -> list[Node]:
    """Return where a limit stands, that of red first."""
    rating = program.node.entries.get("rating")
    colours = [] if not isinstance(rating, Mapping) else [rating.entries.get(colour) for colour in ("red", "amber")]
    return [limits.entries[name] for limits in colours if isinstance(limits, Mapping) and name in limits.entries]


def _is_given(program: Placed[Program], name: str) -> bool:
    return bool(_limits_given(program, name))


def _limit(program: Placed[Program], name: str) -> Place:
    return place_of(program.file, _limits_given(program, name)[0])


def _names_the_day(text: str) -> bool:
    """Return whether the text names the due day itself, not a stretch that ends on it nor the day after it.

    Words that are not understood are taken to; those that leave their year out are understood.
    """
    try:
        return parse_deadline_once(with_year(text, _ANY_YEAR)).start_on is None and "truoc " not in fold(text)
    except ValueError:
        return True
