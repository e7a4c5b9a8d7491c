"""Reporting periods by their keys: ``2024``, ``2024-H1``, ``2024-9M``, ``2024-Q2``, ``2024-06``.

A window is by calendar, or by a cut-off day: with 14, June runs from 15 May to 14 June and a year from 15 December to
14 December (QĐ 01/2023/QĐ-UBND Khánh Hòa). So what was done on 20/12/2023 belongs to 2024.
"""

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from coordplan.dates.days import month_end
from coordplan.dates.workdays import WorkingDays
from coordplan.model import Every
from coordplan.text.language import translate as _

_KEY = re.compile(r"(\d{4})(?:-(?:(H[12])|(9M)|(Q[1-4])|(\d{2})))?", re.IGNORECASE)


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


def parse_period(text: str) -> Period:
    """Return the period of a key; raise ValueError with a sentence where it is none."""
    found = _KEY.fullmatch(text.strip())
    key = text.strip().upper()
    if found and 1900 <= int(found[1]) <= 2200 and (not found[5] or 1 <= int(found[5]) <= 12):
        year = int(found[1])
        if found[2]:
            return Period(key, year, 1, 6) if key.endswith("1") else Period(key, year, 7, 12)
        if found[3]:
            return Period(key, year, 1, 9)
        if found[4]:
            quarter = int(key[-1])
            return Period(key, year, 3 * quarter - 2, 3 * quarter)
        if found[5]:
            return Period(key, year, int(found[5]), int(found[5]))
        return Period(key, year, 1, 12)
    raise ValueError(
        _('"{text}" is no period; write 2024, 2024-H1, 2024-9M, 2024-Q2 or 2024-06').format(text=text.strip())
    )


def periods_of_year(year: int) -> list[Period]:
    """Return the periods that an office reports on, in the order in which their figures close; of one day, short first.

    Months, quarters, the first half, nine months and the year; the second half is asked for by name.
    """
    keys = [f"{year}-{month:02d}" for month in range(1, 13)]
    keys += [f"{year}-Q{quarter}" for quarter in range(1, 5)]
    periods = [parse_period(key) for key in (*keys, f"{year}-H1", f"{year}-9M", str(year))]
    return sorted(periods, key=lambda period: (period.last_month, period.last_month - period.first_month))


def period_before(period: Period) -> Period:
    """Return the period of the same kind before this one; of nine months, those of the year before."""
    if period.key.endswith("-9M"):
        return year_earlier(period)
    return period_of(_LENGTHS[period.last_month - period.first_month], period.window()[0] - timedelta(days=1))


def period_to_come(period: Period) -> Period:
    """Return the period whose work follows: the next of the same kind; after nine months, the fourth quarter."""
    if period.key.endswith("-9M"):
        return parse_period(f"{period.year}-Q4")
    return period_of(_LENGTHS[period.last_month - period.first_month], period.window()[1] + timedelta(days=1))


def year_earlier(period: Period) -> Period:
    """Return the same period of the year before."""
    return parse_period(period.key.replace(str(period.year), str(period.year - 1), 1))


_LENGTHS: dict[int, Every] = {0: "month", 2: "quarter", 5: "half", 11: "year"}


def send_by(last: date, send_within: int | None, working: WorkingDays) -> date | None:
    """Return the day by which a report on figures that closed on ``last`` is sent; None where nothing says."""
    return None if send_within is None else working.next_working_day(working.after(last, send_within))


def period_of(every: Every, day: date) -> Period:
    """Return the calendar period of this length that the day lies in."""
    year, month = day.year, day.month
    if every == "month":
        return Period(f"{year}-{month:02d}", year, month, month)
    if every == "quarter":
        quarter = (month + 2) // 3
        return Period(f"{year}-Q{quarter}", year, 3 * quarter - 2, 3 * quarter)
    if every == "half":
        return Period(f"{year}-H1", year, 1, 6) if month <= 6 else Period(f"{year}-H2", year, 7, 12)
    return Period(str(year), year, 1, 12)


def periods_between(every: Every, first: date, last: date) -> list[Period]:
    """Return the calendar periods that share a day with first..last, in order."""
    periods: list[Period] = []
    day = first
    while day <= last:
        period = period_of(every, day)
        periods.append(period)
        day = period.window()[1] + timedelta(days=1)
    return periods
