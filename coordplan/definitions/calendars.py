"""The rules of the calendar, and its entries spread out into days."""

from datetime import date, timedelta

from coordplan.definitions.definition_set import Definition, DefinitionSet, Stretch
from coordplan.definitions.nodes import TextPlace
from coordplan.definitions.problems import ProblemList
from coordplan.model import CalendarDay
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day


def check_calendar(definitions: DefinitionSet, problems: ProblemList) -> None:
    """Fill ``definitions.calendar`` with the days that the calendar's entries name; a problem for each wrong one."""
    places: dict[date, TextPlace] = {}
    for entry in definitions.stretches:
        key, stretch = _key(entry), entry.value
        new: list[date] = []
        doubled: list[date] = []
        for day in _days(entry, problems):
            (doubled if day in places else new).append(day)
        if doubled:
            first = places[doubled[0]]
            problems.fault(
                "doubled-day",
                entry.at(key),
                _("{key}: {day} is in the calendar twice; first at {place}").format(
                    key=key, day=write_day(doubled[0]), place=f"{first.file.source}:{first.line}"
                ),
                _("keep one of them"),
            )
        places |= dict.fromkeys(new, entry.at(key))
        definitions.calendar += [CalendarDay(day, stretch.off, stretch.title, stretch.tentative) for day in new]


def _key(entry: Definition[Stretch]) -> str:
    return "on" if entry.has("on") else "from"


def _days(entry: Definition[Stretch], problems: ProblemList) -> list[date]:
    """Return the days of one entry that its list is for: weekdays off, Saturdays and Sundays worked."""
    stretch = entry.value
    if entry.broken("on") or entry.broken("from") or entry.broken("until"):
        return []
    if not (stretch.on is None) == (stretch.start_on is not None) == (stretch.until_on is not None):
        problems.fault(
            "day-or-range",
            entry.at(_key(entry) if stretch.on or stretch.start_on else "until"),
            _("an entry of the calendar is one day, or the days from one to another"),
            _("write on: DAY, or both from: DAY and until: DAY"),
        )
        return []
    first = stretch.on or stretch.start_on
    last = stretch.on or stretch.until_on
    assert first is not None
    assert last is not None
    if not _in_year(entry, problems):
        return []
    if last < first:
        problems.fault(
            "from-after-until",
            entry.at("until"),
            _("until: {last} is before {first}").format(last=write_day(last), first=write_day(first)),
            _("swap the two days"),
        )
        return []
    between = [first + timedelta(days=count) for count in range((last - first).days + 1)]
    fitting = [day for day in between if (day.weekday() < 5) == stretch.off]
    if not fitting:
        message, way_out = (
            (_("{day} is a Saturday or Sunday, off anyway"), _("take it out, or name the weekday that is off instead"))
            if stretch.off
            else (_("{day} is a weekday, worked anyway"), _("name the Saturday or Sunday that is worked"))
        )
        key = _key(entry)
        problems.fault("wrong-weekday", entry.at(key), f"{key}: {message.format(day=write_day(first))}", way_out)
    return fitting


def _in_year(entry: Definition[Stretch], problems: ProblemList) -> bool:
    stretch = entry.value
    days = {"on": stretch.on, "from": stretch.start_on, "until": stretch.until_on}
    wrong = {key: day for key, day in days.items() if day is not None and day.year != stretch.year}
    if stretch.year is not None:
        for key, day in wrong.items():
            problems.fault(
                "day-of-another-year",
                entry.at(key),
                _("{key}: {day} is not in {year}").format(key=key, day=write_day(day), year=stretch.year),
                _("move it under its own year"),
            )
    return not wrong
