"""Reporting periods, read and written: ``2024-H1``, ``2024-9M``, ``2024-Q2``, ``2024-06`` by key, or in words.

A window is by calendar, or by a cut-off day: with 14, June runs from 15 May to 14 June and a year from 15 December to
14 December (QĐ 01/2023/QĐ-UBND Khánh Hòa). So what was done on 20/12/2023 belongs to 2024.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from coordplan.dates.days import FIRST_YEAR, LAST_YEAR, bare_words, month_end
from coordplan.dates.workdays import WorkingDays
from coordplan.model import Definitions, Every
from coordplan.text.language import language, mark
from coordplan.text.language import translate as _
from coordplan.text.writing import write_month_number

# The parts of a year by what follows it in a key, with their first and last month
_PARTS = {"": (1, 12), "H1": (1, 6), "H2": (7, 12), "9M": (1, 9)}
_PARTS |= {f"Q{quarter}": (3 * quarter - 2, 3 * quarter) for quarter in range(1, 5)}
_PARTS |= {f"{month:02d}": (month, month) for month in range(1, 13)}

QUARTER = r"(?:quy ?|q)(i{1,3}|iv|[1-4])"
MONTH = r"0?([1-9]|1[0-2])"
YEAR = r"(?:,? nam | ?[/.,-] ?| )(\d{4})"
_YEAR_OR_NOT = f"(?:{YEAR}|(?: nam)?)"
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
# As `bare_words` leaves them; each gives the year, which may be left out, and the part
_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], tuple[str | None, str]]], ...] = tuple(
    (re.compile(form), read)
    for form, read in (
        (r"(?:(?:ca )?nam )?(\d{4})", lambda m: (m[1], "")),
        (r"(\d{4})-(h[12]|9m|q[1-4]|\d{2})", lambda m: (m[1], m[2].upper())),
        (f"{QUARTER}{_YEAR_OR_NOT}", lambda m: (m[2], f"Q{_ROMAN.get(m[1], m[1])}")),
        (f"(?:thang |t){MONTH}{_YEAR_OR_NOT}", lambda m: (m[2], f"{int(m[1]):02d}")),
        (f"{MONTH}{YEAR}", lambda m: (m[2], f"{int(m[1]):02d}")),
        (f"0?6 thang dau{_YEAR_OR_NOT}", lambda m: (m[1], "H1")),
        (f"0?6 thang cuoi{_YEAR_OR_NOT}", lambda m: (m[1], "H2")),
        (f"0?9 thang(?: dau)?{_YEAR_OR_NOT}", lambda m: (m[1], "9M")),
    )
)


class Period(NamedTuple):
    """Some whole months of one year."""

    key: str
    year: int
    first_month: int
    last_month: int

    def window(self, cutoff_day: int | None = None) -> tuple[date, date]:
        """Return its first and last day, both in it, by calendar or by the day of the month on which figures close."""
        if cutoff_day is None:
            return date(self.year, self.first_month, 1), month_end(self.year, self.last_month)
        before = (self.year - 1, 12) if self.first_month == 1 else (self.year, self.first_month - 1)
        return _closing(*before, cutoff_day) + timedelta(days=1), _closing(self.year, self.last_month, cutoff_day)


def _closing(year: int, month: int, cutoff_day: int) -> date:
    return date(year, month, min(cutoff_day, monthrange(year, month)[1]))


def _part_of(year: int, part: str) -> Period:
    return Period(f"{year}-{part}" if part else str(year), year, *_PARTS[part])


def parse_period(text: str, day: date | None = None) -> Period:
    """Return the period of a key or of words; raise ValueError with a sentence where it is none.

    Words that leave their year out are of the year of ``day``, or of none.
    """
    words = bare_words(text)
    for form, read in _FORMS:
        if found := form.fullmatch(words):
            written, part = read(found)
            year = int(written) if written is not None else 0 if day is None else day.year
            if FIRST_YEAR <= year <= LAST_YEAR and part in _PARTS:
                return _part_of(year, part)
    raise ValueError(
        _('"{text}" is not a period; write 2024, 2024-H1, 2024-9M, 2024-Q2 or 2024-06').format(text=text.strip())
    )


def keys_of_year(year: int) -> list[str]:
    """Return the keys of all periods of a year, the long ones first."""
    return [_part_of(year, part).key for part in _PARTS]


def periods_of_year(year: int) -> list[Period]:
    """Return the periods that an office reports on, in the order in which their figures close; of one day, short first.

    Months, quarters, the first half, nine months and the year; the second half is asked for by name.
    """
    periods = [_part_of(year, part) for part in _PARTS if part != "H2"]
    return sorted(periods, key=lambda period: (period.last_month, period.last_month - period.first_month))


def period_before(period: Period) -> Period:
    """Return the period of the same kind before this one; of nine months, those of the year before."""
    if period.key.endswith("-9M"):
        return year_earlier(period)
    return period_of(_LENGTHS[period.last_month - period.first_month], period.window()[0] - timedelta(days=1))


def period_to_come(period: Period) -> Period:
    """Return the period whose work follows: the next of the same kind; after nine months, the fourth quarter."""
    if period.key.endswith("-9M"):
        return _part_of(period.year, "Q4")
    return period_of(_LENGTHS[period.last_month - period.first_month], period.window()[1] + timedelta(days=1))


def year_earlier(period: Period) -> Period:
    """Return the same period of the year before."""
    return _part_of(period.year - 1, period.key.partition("-")[2])


_LENGTHS: dict[int, Every] = {0: "month", 2: "quarter", 5: "half", 11: "year"}


def send_by(last: date, send_within: int | None, working: WorkingDays) -> date | None:
    """Return the day by which a report on figures that closed on ``last`` is sent; None where nothing says."""
    return None if send_within is None else working.next_working_day(working.after(last, send_within))


def period_of(every: Every, day: date) -> Period:
    """Return the calendar period of this length that the day lies in."""
    parts = {
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
        day = period.window()[1] + timedelta(days=1)
    return periods


def cutoff_day_of(definitions: Definitions, *plans: str) -> int | None:
    """Return the day of the month on which figures close: of one plan its own, else the program's; None: the last."""
    own = [plan.cutoff_day for plan in definitions.plans if plans == (plan.id,) and plan.cutoff_day is not None]
    program = definitions.program
    return own[0] if own else None if program is None else program.cutoff_day


def window_of(definitions: Definitions, period: Period, *plans: str) -> tuple[date, date]:
    """Return the first and last day of a period's figures: as the one plan has them that is named, else the program."""
    return period.window(cutoff_day_of(definitions, *plans))


_WORDS = {
    "Q1": mark("the first quarter of {year}"),
    "Q2": mark("the second quarter of {year}"),
    "Q3": mark("the third quarter of {year}"),
    "Q4": mark("the fourth quarter of {year}"),
    "H1": mark("the first half of {year}"),
    "H2": mark("the second half of {year}"),
    "9M": mark("the first nine months of {year}"),
    "": mark("the year {year}"),
}
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def write_period(key: str) -> str:
    """Return the period of a key as it stands in a sentence."""
    year, _dash, part = key.partition("-")
    if part in _WORDS:
        return _(_WORDS[part]).format(year=year)
    month = int(part)
    name = write_month_number(month) if language() == "vi" else _MONTHS[month - 1]
    return _("{month} {year}").format(month=name, year=year)


def write_period_heading(key: str) -> str:
    """Return the period of a key as it stands by itself, at the head of something or in a table."""
    words = write_period(key).removeprefix("the ")
    return words[0].upper() + words[1:]
