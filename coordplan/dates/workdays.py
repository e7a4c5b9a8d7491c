"""Working days by the program's own calendar: Monday to Friday, less the days off, with the Saturdays worked."""

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date, timedelta

from coordplan.model import CalendarDay
from coordplan.text.language import mark
from coordplan.text.language import translate as _

_WEEKDAYS = (
    mark("Monday"),
    mark("Tuesday"),
    mark("Wednesday"),
    mark("Thursday"),
    mark("Friday"),
    mark("Saturday"),
    mark("Sunday"),
)


def weekday_words(number: int) -> str:
    """Return the name of a day of the week, from 1 (Monday) to 7."""
    return _(_WEEKDAYS[number - 1])


def years_without_days_off(calendar: Iterable[CalendarDay], years: Iterable[int]) -> list[int]:
    """Return those of some years of which no day off is known: there Tết and holidays count as working days."""
    return sorted(set(years) - {each.day.year for each in calendar if each.off})


class WorkingDays:
    """Answers which days are worked, by a table of exceptions to Monday-Friday."""

    def __init__(self, calendar: Iterable[CalendarDay]) -> None:
        self._exceptions = {entry.day: entry for entry in calendar}
        days = sorted(self._exceptions)
        self._off = [day for day in days if self._exceptions[day].off and day.weekday() < 5]
        self._worked = [day for day in days if not self._exceptions[day].off and day.weekday() >= 5]

    def is_working(self, day: date) -> bool:
        exception = self._exceptions.get(day)
        return day.weekday() < 5 if exception is None else not exception.off

    def reason_off(self, day: date) -> str:
        """Return the title of the day off, empty for a weekend or where none is given."""
        exception = self._exceptions.get(day)
        return exception.title if exception is not None and exception.off else ""

    def is_tentative(self, day: date) -> bool:
        """Say whether a day off, or a Saturday worked, is not announced yet."""
        exception = self._exceptions.get(day)
        return exception is not None and exception.tentative

    def after(self, day: date, count: int) -> date:
        """Return the day that is so many working days after one; 0: the day itself."""
        for _number in range(count):
            day = self.next_working_day(day + timedelta(days=1))
        return day

    def between(self, first: date, last: date) -> int:
        """Return how many working days lie after one day and up to another; below 0 where the other is earlier."""
        return self._until(last) - self._until(first)

    def _until(self, day: date) -> int:
        """Return how many working days there are up to a day since Monday, 1 January of the year 1."""
        weeks, rest = divmod(day.toordinal(), 7)
        return weeks * 5 + min(rest, 5) + bisect_right(self._worked, day) - bisect_right(self._off, day)

    def next_working_day(self, day: date) -> date:
        """Return the day itself where it is worked, else the first one after it that is."""
        while not self.is_working(day):
            day += timedelta(days=1)
        return day
