"""The rules of the calendar, and its entries spread out into days."""

from datetime import date, timedelta

from coordplan.definitions.findings import Findings
from coordplan.definitions.gathered import Gathered, Placed, Stretch
from coordplan.definitions.nodes import Place
from coordplan.model import CalendarDay
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day


def check_calendar(gathered: Gathered, findings: Findings) -> None:
    """Fill ``gathered.calendar`` with the days that the calendar's entries name; a finding for each wrong one."""
    known: dict[date, Place] = {}
    for entry in gathered.stretches:
        said = False
        for day in _days(entry, findings):
            if day in known:
                first = known[day]
                if said:
                    continue
                said = True
                findings.fault(
                    "doubled-day",
                    _place(entry),
                    _("{key}: {day} stands in the calendar twice; first at {place}").format(
                        key=_key(entry), day=write_day(day), place=f"{first.file.source}:{first.line}"
                    ),
                    _("keep one of them"),
                )
                continue
            known[day] = _place(entry)
            stretch = entry.value
            gathered.calendar.append(CalendarDay(day, stretch.off, stretch.title, stretch.tentative))


def _key(entry: Placed[Stretch]) -> str:
    return "on" if entry.given("on") else "from"


def _place(entry: Placed[Stretch]) -> Place:
    return entry.at(_key(entry))


def _days(entry: Placed[Stretch], findings: Findings) -> list[date]:
    """Return the days of one entry that its list is for: weekdays off, Saturdays and Sundays worked."""
    stretch = entry.value
    if entry.broken("on") or entry.broken("from") or entry.broken("until"):
        return []
    if (stretch.on is None) == (stretch.first is None and stretch.last is None) or (
        (stretch.first is None) != (stretch.last is None)
    ):
        findings.fault(
            "day-or-range",
            _place(entry) if stretch.on or stretch.first else entry.at("until"),
            _("an entry of the calendar is one day, or the days from one to another"),
            _("write on: DAY, or both from: DAY and until: DAY"),
        )
        return []
    first = stretch.on or stretch.first
    last = stretch.on or stretch.last
    assert first is not None
    assert last is not None
    if not _in_year(entry, findings):
        return []
    if last < first:
        findings.fault(
            "from-after-until",
            entry.at("until"),
            _("until: {last} is before {first}").format(last=write_day(last), first=write_day(first)),
            _("exchange the two days"),
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
        message = f"{_key(entry)}: {message.format(day=write_day(first))}"
        findings.fault("wrong-weekday", _place(entry), message, way_out)
    return fitting


def _in_year(entry: Placed[Stretch], findings: Findings) -> bool:
    stretch = entry.value
    if stretch.year is None:
        return False
    right = True
    for key, day in (("on", stretch.on), ("from", stretch.first), ("until", stretch.last)):
        if day is not None and day.year != stretch.year:
            right = False
            findings.fault(
                "day-of-another-year",
                entry.at(key),
                _("{key}: {day} is not in {year}").format(key=key, day=write_day(day), year=stretch.year),
                _("move it under its own year"),
            )
    return right
