"""A day as people write it: ``2024-06-30``, ``30/6/2024``, ``30-6-2024``, ``30.6.2024``."""

import re
from calendar import monthrange
from datetime import date

from coordplan.text.language import translate as _

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})")


def parse_day(text: str) -> date:
    """Return the day; raise ValueError with a sentence where the text is no day that exists."""
    text = text.strip()
    if found := _ISO.fullmatch(text):
        year, month, day = int(found[1]), int(found[2]), int(found[3])
    elif found := _DAY_FIRST.fullmatch(text):
        year, month, day = int(found[4]), int(found[3]), int(found[1])
    else:
        raise ValueError(_('"{text}" is no date; write 2024-06-30 or 30/6/2024').format(text=text))
    if not 1 <= month <= 12:
        raise ValueError(_('"{text}" is no date: there is no month {month}').format(text=text, month=month))
    if not 1900 <= year <= 2200:
        raise ValueError(_('"{text}" is no date of this work: the year {year}').format(text=text, year=year))
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        raise ValueError(
            _('"{text}" is no date: month {month}/{year} has {last} days').format(
                text=text, month=month, year=year, last=last
            )
        )
    return date(year, month, day)


def month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def year_before(day: date) -> date:
    """Return the same date a year before; of 29 February, the 28th."""
    return day.replace(year=day.year - 1, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year - 1)


def months_before(day: date, months: int) -> date:
    """Return the same day of the month so many months before (below 0: after); of a month's last day, the last day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    last = month_end(year, month + 1)
    return last if day == month_end(day.year, day.month) else last.replace(day=min(day.day, last.day))
