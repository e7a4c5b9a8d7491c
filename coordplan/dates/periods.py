"""Reporting periods, read and written: ``2024-H1``, ``2024-Q2``, ``2022..2023``, ``program`` by key, or in words.

A window is by calendar, or by a cut-off day: with 14, June runs from 15 May to 14 June and a year from 15 December to
14 December (QĐ 01/2023/QĐ-UBND Khánh Hòa). So what was done on 20/12/2023 belongs to 2024. All windows lie within the
program: the first begins on its first day, and the last ends on its last day, whatever the cut-off day.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from coordplan.dates.days import FIRST_YEAR, LAST_YEAR, bare_words, month_end
from coordplan.model import Definitions, Every
from coordplan.named_tuples import NamedTuple
from coordplan.text.folding import fold
from coordplan.text.language import translate as _
from coordplan.text.patterns import pattern

if TYPE_CHECKING:
    from coordplan.dates.workdays import WorkingDays

# The parts of a year by what follows it in a key, with their first and last month
_PARTS = {"": (1, 12), "H1": (1, 6), "H2": (7, 12), "9M": (1, 9)}
_PARTS |= {f"Q{quarter}": (3 * quarter - 2, 3 * quarter) for quarter in range(1, 5)}
_PARTS |= {f"{month:02d}": (month, month) for month in range(1, 13)}

QUARTER = r"(?:qu[yi] ?|q\.? ?)(i{1,3}|iv|[1-4]|mot|hai|ba|tu)"
MONTH = r"0?([1-9]|1[0-2])"
YEAR = r"(?:,? nam | ?[/.,-] ?| )(\d{4})"
MONTHS_OF = dict(enumerate((31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31), 1))  # their days; February at most
_YEAR_OR_NOT = f"(?:{YEAR}|(?: nam)?)"
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "mot": 1, "hai": 2, "ba": 3, "tu": 4}
# As `bare_words` leaves them; each gives the year, which may be left out, and the part
_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], tuple[str | None, str]]], ...] = tuple(
    (pattern(form), read)
    for form, read in (
        (r"(?:(?:ca )?nam )?(\d{4})", lambda m: (m[1], "")),
        (r"(\d{4})[-/ ]?(h[12]|9m|q[1-4])", lambda m: (m[1], m[2].upper())),
        (r"(\d{4})[-/](\d{1,2})", lambda m: (m[1], f"{int(m[2]):02d}")),
        (rf"(h[12])(?:{YEAR})?", lambda m: (m[2], m[1].upper())),
        (f"{QUARTER}{_YEAR_OR_NOT}", lambda m: (m[2], f"Q{_ROMAN.get(m[1], m[1])}")),
        (rf"(?:thang ?|t\.? ?){MONTH}{_YEAR_OR_NOT}", lambda m: (m[2], f"{int(m[1]):02d}")),
        (f"{MONTH}{YEAR}", lambda m: (m[2], f"{int(m[1]):02d}")),
        (f"(?:(?:0?6|sau) thang|nua) dau{_YEAR_OR_NOT}", lambda m: (m[1], "H1")),
        (f"(?:0?6 ?t|(?:0?6|sau) thang){YEAR}", lambda m: (m[1], "H1")),
        (f"(?:(?:0?6|sau) thang|nua) cuoi{_YEAR_OR_NOT}", lambda m: (m[1], "H2")),
        (f"(?:(?:0?9|chin) thang(?: dau)?|0?9 ?t){_YEAR_OR_NOT}", lambda m: (m[1], "9M")),
    )
)
_YEARS = pattern(
    r"(?:tu )?(?:(?:cac )?nam |(?:the )?years |giai doan )?(\d{4}) ?"
    r"(?:-|\.\.|to|den(?: het)?) ?(?:(?:het )?nam )?(\d{4})"
)
_AT_HAND = pattern(r"(ky|quy|thang|nam) (nay|truoc|ngoai)|(this|last) (quarter|month|year)")
_LENGTH_OF: dict[str, Every] = {"thang": "month", "month": "month", "nam": "year", "year": "year"}
_WHOLE = pattern(r"(?:the )?(?:whole )?program(?: period)?|(?:toan(?: bo)?|ca) (?:chuong trinh|giai doan)")


class Period(NamedTuple):
    """Some whole months by calendar: of a year, of several years, or of all there are (``program``); or a week.

    A week, ``2024-W27``, is the period of what recurs every week and no reporting period.
    """

    key: str
    first_on: date
    last_on: date

    @property
    def is_long(self) -> bool:
        """Whether it is longer than a year can be: several years, or the whole program."""
        return self.first_on.year != self.last_on.year and "W" not in self.key

    @property
    def is_whole_years(self) -> bool:
        """Whether it is a year, or longer."""
        return "-" not in self.key


PROGRAM = Period("program", date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))


class ReportingDays(NamedTuple):
    """Which days a reporting period means: by the day of the month on which figures close, within a program."""

    cutoff_day: int | None  # None: by calendar
    start_on: date
    until_on: date

    def window(self, period: Period) -> tuple[date, date]:
        """Return a period's first and last day, both in it; of one outside the program, days outside."""
        first, last = self._by_cutoff(period)
        if period.first_on > self.until_on:
            return max(first, self.until_on + timedelta(days=1)), last
        if period.last_on >= month_end(self.until_on.year, self.until_on.month):
            last = self.until_on
        return self.start_on if first < self.start_on <= last else first, last

    def holds(self, period: Period) -> bool:
        """Say whether a period has days in the program; of several years, the first and the last of them."""
        ends = (_part_of(day.year, "") for day in period[1:]) if period.is_long and period != PROGRAM else (period,)
        windows = map(self.window, ends)
        return all(first <= self.until_on and last >= self.start_on for first, last in windows)

    def within(self, day: date) -> date:
        """Return the day as which one counts: what falls due after the program's last day counts on that."""
        return min(max(day, self.start_on), self.until_on)

    def month_of(self, day: date) -> Period:
        """Return the month in whose figures a day lies."""
        day = self.within(day)
        month = period_of("month", day)
        following = period_of("month", month.last_on + timedelta(days=1))
        return following if day > self.window(month)[1] else month

    def year_of(self, day: date) -> int:
        """Return the year in whose figures a day lies: after the last cut-off of one, the next."""
        day = self.within(day)
        year = period_of("year", day)
        return day.year + (day > self.window(year)[1])

    def _by_cutoff(self, period: Period) -> tuple[date, date]:
        if self.cutoff_day is None:
            return period.first_on, period.last_on
        before = period.first_on - timedelta(days=1)
        return _closing(before, self.cutoff_day) + timedelta(days=1), _closing(period.last_on, self.cutoff_day)


def _closing(day: date, cutoff_day: int) -> date:
    return day.replace(day=min(cutoff_day, month_end(day.year, day.month).day))


def _part_of(year: int, part: str) -> Period:
    first_month, last_month = _PARTS[part]
    return Period(f"{year}-{part}" if part else str(year), date(year, first_month, 1), month_end(year, last_month))


def years_between(first: int, last: int) -> Period:
    """Return the period of some whole years; of one, that year."""
    return Period(str(first) if first == last else f"{first}..{last}", date(first, 1, 1), date(last, 12, 31))


def parse_period(text: str, day: date | None = None) -> Period:
    """Return the period of a key or of words; raise ValueError with a sentence where it is none.

    Words that leave their year out are of the year of ``day``, or of none.
    """
    words = bare_words(text)
    if fold(text).rstrip().endswith(".."):
        words = ""  # years without their end are not the first one alone
    if _WHOLE.fullmatch(words):
        return PROGRAM
    if day is not None and (found := _AT_HAND.fullmatch(words)):
        at_hand = period_of(_LENGTH_OF.get(found[1] or found[4], "quarter"), day)
        return at_hand if "nay" in words or "this" in words else period_before(at_hand) or at_hand
    if found := _YEARS.fullmatch(words):
        first, last = int(found[1]), int(found[2])
        if first > last:
            raise ValueError(_("{first} is after {last}").format(first=first, last=last))
        if first >= FIRST_YEAR and last <= LAST_YEAR:
            return years_between(first, last)
    for form, read in _FORMS:
        if found := form.fullmatch(words):
            written, part = read(found)
            year = int(written) if written is not None else 0 if day is None else day.year
            if FIRST_YEAR <= year <= LAST_YEAR and part in _PARTS:
                return _part_of(year, part)
    raise ValueError(
        _('"{text}" is not a period; write 2024, 2024-H1, 2024-9M, 2024-Q2, 2024-06, 2022..2023 or program').format(
            text=text.strip()
        )
    )


def keys_of_year(year: int) -> list[str]:
    """Return the keys of all periods of a year, the long ones first."""
    return [_part_of(year, part).key for part in _PARTS]


def keys_of_years(first: int, last: int) -> list[str]:
    """Return the keys of the periods that are longer than a year, in a program of some years."""
    several = [f"{start}..{end}" for start in range(first, last + 1) for end in range(start + 1, last + 1)]
    return [PROGRAM.key, *several]


def periods_of_year(year: int, program: ReportingDays) -> list[Period]:
    """Return the periods that an office reports on, in the order in which their figures close; of one day, short first.

    Months, quarters, the first half, nine months and the year, as far as they lie in the program, and then the years
    from its beginning on, in the last year all of it. The second half is asked for by name.
    """
    periods = [_part_of(year, part) for part in _PARTS if part != "H2"]
    in_order = sorted(periods, key=lambda period: (period.last_on, -period.first_on.toordinal()))
    first, last = program.year_of(program.start_on), program.year_of(program.until_on)
    so_far = [PROGRAM if year == last else years_between(first, year)] if first < year or first == last else []
    return [period for period in (*in_order, *so_far) if program.holds(period)]


def period_before(period: Period) -> Period | None:
    """Return the period of the same kind before this one; of nine months, those of the year before.

    Of several years, as many; None of the whole program.
    """
    if period == PROGRAM:
        return None
    first, last = period.first_on.year, period.last_on.year
    if period.is_long:
        return years_between(2 * first - last - 1, first - 1)
    if period.key.endswith("-9M"):
        return year_earlier(period)
    return period_of(_every(period), period.first_on - timedelta(days=1))


def period_to_come(period: Period, program: ReportingDays) -> Period | None:
    """Return the period whose work follows: the next of the same kind; after nine months, the fourth quarter.

    After several years as many, as far as the program goes; None where it ends before.
    """
    first, last = period.first_on.year, period.last_on.year
    following: Period
    if period == PROGRAM:
        return None
    if period.is_long:
        until = min(2 * last - first + 1, program.year_of(program.until_on))
        return years_between(last + 1, until) if last < until else None
    if period.key.endswith("-9M"):
        following = _part_of(last, "Q4")
    else:
        following = period_of(_every(period), period.last_on + timedelta(days=1))
    return following if program.window(following)[0] <= program.until_on else None


def year_earlier(period: Period) -> Period | None:
    """Return the same period of the year before; None of several years and of the whole program."""
    return None if period.is_long else _part_of(period.first_on.year - 1, period.key.partition("-")[2])


_LENGTHS: dict[int, Every] = {0: "month", 2: "quarter", 5: "half", 11: "year"}


def _every(period: Period) -> Every:
    return _LENGTHS[period.last_on.month - period.first_on.month]


def send_by(last: date, send_within: int | None, working: "WorkingDays") -> date | None:
    """Return the day by which a report on figures that closed on ``last`` is sent; None where nothing says."""
    return None if send_within is None else working.next_working_day(working.after(last, send_within))


def period_of(every: Every, day: date) -> Period:
    """Return the calendar period of this length that the day lies in; a week is that of ISO 8601."""
    if every == "week":
        year, week, weekday = day.isocalendar()
        monday = day - timedelta(days=weekday - 1)
        return Period(f"{year}-W{week:02d}", monday, monday + timedelta(days=6))
    parts: dict[Every, str] = {
        "month": f"{day.month:02d}",
        "quarter": f"Q{(day.month + 2) // 3}",
        "half": "H1" if day.month <= 6 else "H2",
        "year": "",
    }
    return _part_of(day.year, parts[every])


def periods_between(every: Every, first: date, last: date) -> list[Period]:
    """Return the calendar periods that share a day with first..last, in order."""
    periods: list[Period] = []
    day = first
    while day <= last:
        period = period_of(every, day)
        periods.append(period)
        day = period.last_on + timedelta(days=1)
    return periods


def cutoff_day_of(definitions: Definitions, *plans: str) -> int | None:
    """Return the day of the month on which figures close: of one plan its own, else the program's; None: the last."""
    own = [plan.cutoff_day for plan in definitions.plans if plans == (plan.id,) and plan.cutoff_day is not None]
    program = definitions.program
    return own[0] if own else None if program is None else program.cutoff_day


def reporting_days(definitions: Definitions, *plans: str) -> ReportingDays:
    """Return which days periods mean: as the one plan has them that is named, else the program."""
    program = definitions.program
    start_on, until_on = (PROGRAM[1:]) if program is None else (program.start_on, program.until_on)
    return ReportingDays(cutoff_day_of(definitions, *plans), start_on, until_on)


def window_of(definitions: Definitions, period: Period, *plans: str) -> tuple[date, date]:
    """Return the first and last day of a period's figures: as the one plan has them that is named, else the program."""
    return reporting_days(definitions, *plans).window(period)
