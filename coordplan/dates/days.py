"""A day as people write it: ``2024-06-30``, ``30/6/2024``, ``30.6.24``, ``ngày 30 tháng 6 năm 2024``.

Where a day that has been is asked for, also ``30/6``, ``hôm qua`` and ``-7d``: whoever asks says which day is today.
A year of two digits is of this century.
"""

import re
from contextlib import suppress
from datetime import date, timedelta, timezone

from coordplan.text.folding import fold, nfc
from coordplan.text.language import translate as _
from coordplan.text.patterns import pattern
from coordplan.text.writing import write_day

FIRST_YEAR, LAST_YEAR = 1900, 2200
# Moments are read and written in the office's time, whatever the machine's zone says: Vietnam has one, without changes
OFFICE_TIME = timezone(timedelta(hours=7))
DAY = (
    r"(?:\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})|\d{4}[-/]\d{1,2}[-/]\d{1,2})"  # a whole day as `bare_words` leaves it
)
_FORMS = (
    pattern(r"(?P<year>\d{4})(?P<sign>[-/])(?P<month>\d{1,2})(?P=sign)(?P<day>\d{1,2})"),
    pattern(r"(?P<day>\d{1,2})(?P<sign>[/.-])(?P<month>\d{1,2})(?P=sign)(?P<year>\d{4}|\d{2})"),
)
_WITHOUT_YEAR = pattern(r"(\d{1,2})(?:[/.-]| thang )(\d{1,2})")
_DAYS_AGO = {
    "hom nay": 0,
    "nay": 0,
    "today": 0,
    "hom qua": 1,
    "yesterday": 1,
    "hom kia": 2,
    "day before yesterday": 2,
    "ngay mai": -1,
    "mai": -1,
    "tomorrow": -1,
}
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            ("thu hai", "thu 2", "monday"),
            ("thu ba", "thu 3", "tuesday"),
            ("thu tu", "thu 4", "wednesday"),
            ("thu nam", "thu 5", "thursday"),
            ("thu sau", "thu 6", "friday"),
            ("thu bay", "thu 7", "saturday"),
            ("chu nhat", "sunday"),
        )
    )
    for name in names
}
_EDGE = pattern(  # the first or last day of a month, a quarter, a year: this one where none is named
    r"(dau|cuoi|giua) (?:thang(?: (?P<month>\d{1,2}))?|quy(?: (?P<quarter>iv|i{1,3}|[1-4]))?|nam)"
    r"(?: (?P<which>nay|truoc|ngoai))?(?:,? nam | ?[/-] ?| )?(?P<year>\d{4})?"
)
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_SPAN = pattern(r"(\d{1,4}) ?(d|w|m|ngay|days?|tuan|weeks?|thang|months?)")
_UNITS = {"ngay": "d", "day": "d", "days": "d", "tuan": "w", "week": "w", "weeks": "w", "thang": "m"}
_DASHES = str.maketrans("–—−", "---")
_SPELLINGS = (
    (pattern(r"(?<=\d) ?([/.-]) ?(?=\d)"), r"\1"),
    (pattern(r"(?<!\d)(\d{1,2}) thang (\d{1,2}),? nam (?=\d{4})"), r"\1/\2/"),
)
DAYS_OF_UNIT = {"d": 1, "w": 7, "m": 31}  # at the most


class NoSuchDayError(ValueError):
    """What is written like a day is none that exists; other ValueErrors say that it is not written like one."""


_MONTHS = ("gieng", "hai", "ba", "tu", "nam", "sau", "bay", "tam", "chin", "muoi", "muoi mot", "muoi hai")
_NAMED_MONTH = pattern(
    r"(?<!\d )\bthang (gieng|hai|ba|tu|nam(?=$| nam \d|/)|sau|bay|tam|chin|muoi mot|muoi hai|muoi)\b(?! lan)"
)


def bare_words(text: str) -> str:
    """Return a time as its readers compare it: no marks or capitals, no spaces around signs, a day in figures."""
    words = fold(text.translate(_DASHES)).rstrip(" .;,")
    if _NAMED_MONTH.search(words):
        is_sixth = "sáu" in nfc(text).lower()  # and not "tháng sau", the next one
        words = _NAMED_MONTH.sub(
            lambda found: found[0] if found[1] == "sau" and not is_sixth else f"thang {_MONTHS.index(found[1]) + 1}",
            words,
        )
    for form, figures in _SPELLINGS:
        words = form.sub(figures, words)
    return words


def parse_day(text: str, today: date | None = None) -> date:
    """Return the day; raise ValueError with a sentence where the text is not a day that exists.

    With ``today`` it may be one that has been: of a day without its year the latest, of ``-7d`` the one so long ago.
    """
    words = bare_words(text).removeprefix("ngay ")
    if today is not None and (day := _day_up_to(today, words, text.strip())):
        return day
    found = next((found for form in _FORMS if (found := form.fullmatch(words))), None)
    if found is None:
        raise ValueError(_('"{text}" is not a date; write 2024-06-30 or 30/6/2024').format(text=text.strip()))
    year = int(found["year"]) + (2000 if len(found["year"]) == 2 else 0)
    return _existing(text.strip(), year, int(found["month"]), int(found["day"]))


def days_in(text: str, today: date | None = None) -> list[date]:
    """Return the days that stand in a text, each once: ``12-BC/SGDĐT, 25/6/2024`` has one.

    With ``today`` also ``25/6``, the latest that has been; ``12/6-BC`` is a number and not a day.
    """
    found: dict[date, None] = {}
    words = bare_words(text)
    for match in re.finditer(rf"(?<![\w/.-]){DAY}(?![/.-]?\w)", words):
        with suppress(ValueError):
            found[parse_day(match[0])] = None
    for match in re.finditer(r"(?<![\w/.-])\d{1,2}(?:/| thang )\d{1,2}(?![/.-]?\w)", words) if today else ():
        with suppress(ValueError):
            found[parse_day(match[0], today)] = None
    return list(found)


def has_figures_of_a_day(text: str) -> bool:
    """Say whether something in a text looks like a day, whether or not it is one: ``31/6/2024``."""
    return re.search(r"(?<!\d)\d{1,2}[/.]\d{1,2}(?!\d)", text) is not None


def _day_up_to(today: date, words: str, text: str) -> date | None:
    """Return the day that is named by its distance from today or without its year, None where none is."""
    if words in _DAYS_AGO:
        return today - timedelta(days=_DAYS_AGO[words])
    if words in _WEEKDAYS:
        return today - timedelta(days=(today.weekday() - _WEEKDAYS[words]) % 7)
    if span := span_back(words):
        return day_away(span, today, ahead=False)
    if found := _EDGE.fullmatch(words):
        return _edge(found, today, text)
    found = _WITHOUT_YEAR.fullmatch(words)
    return None if found is None else _latest(today, int(found[1]), int(found[2]), text)


def span_back(text: str) -> str | None:
    """Return the span that words go back by, ``-7d`` or ``7 ngày trước``; None where they are not so written."""
    words = bare_words(text)
    if words.startswith("-"):
        span = parse_span(words[1:])
    else:
        span = parse_span(words.rpartition(" ")[0]) if words.endswith((" truoc", " ago")) else None
    return None if span is None or len(span) > len("999d") else span


def parse_span(text: str) -> str | None:
    """Return a span of days, weeks or months as ``7d``, ``2w``, ``3m``, also of ``7 ngày``; None where it is none."""
    found = _SPAN.fullmatch(bare_words(text))
    return None if found is None else found[1] + _UNITS.get(found[2], found[2][0])


def _edge(found: re.Match[str], today: date, text: str) -> date:
    """Return the day that words such as ``cuối tháng 6`` name; raise ValueError where they name several."""
    where, whole = found[1], found[0].split()[1]
    length = {"thang": 1, "quy": 3, "nam": 12}[whole]
    number = found["month"] or _QUARTERS.get(found["quarter"] or "", found["quarter"])
    year = int(found["year"] or today.year)
    last_month = int(number) * length if number else today.month + -today.month % length
    if not number and found["which"] in ("truoc", "ngoai"):
        year, last_month = divmod(year * 12 + last_month - length - 1, 12)
        last_month += 1
    _existing(text, year, last_month, 1)
    first, last = date(year, last_month - length + 1, 1), month_end(year, last_month)
    if where == "giua":
        middle = write_day(first + (last - first) // 2)
        raise NoSuchDayError(_('"{text}" may be several days; write which: {day}').format(text=text, day=middle))
    day = first if where == "dau" else last
    if number and not found["year"] and day > today:
        return first.replace(year=year - 1) if where == "dau" else month_end(year - 1, last_month)
    return day


def _latest(today: date, day: int, month: int, text: str) -> date:
    """Return the latest such day up to today."""
    for year in range(today.year, today.year - 9, -1):  # between two 29 February there may be eight years
        with suppress(ValueError):
            if date(year, month, day) <= today:
                return date(year, month, day)
    return _existing(text, today.year, month, day)


def _existing(text: str, year: int, month: int, day: int) -> date:
    if not 1 <= month <= 12:
        raise NoSuchDayError(_('"{text}" is not a date: there is no month {month}').format(text=text, month=month))
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NoSuchDayError(_('"{text}" is not a date of this work: the year {year}').format(text=text, year=year))
    last = month_end(year, month).day
    if not 1 <= day <= last:
        raise NoSuchDayError(
            _('"{text}" is not a date: month {month}/{year} has {last} days').format(
                text=text, month=month, year=year, last=last
            )
        )
    return date(year, month, day)


def month_end(year: int, month: int) -> date:
    if month == 12:
        return date(year, 12, 31)
    in_next = date(year, month, 28) + timedelta(days=4)
    return in_next - timedelta(days=in_next.day)


def year_before(day: date) -> date:
    """Return the same date a year before; of 29 February, the 28th."""
    return day.replace(year=day.year - 1, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year - 1)


def months_before(day: date, months: int) -> date:
    """Return the same day of the month so many months before (below 0: after); of a month's last day, the last day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    last = month_end(year, month + 1)
    return last if day == month_end(day.year, day.month) else last.replace(day=min(day.day, last.day))


def day_away(span: str, day: date, ahead: bool) -> date:
    """Return the day so long after or before another: ``7d``, ``2w``, ``3m`` (by the calendar), or days alone."""
    number = int(span.rstrip("dwm")) * (1 if ahead else -1)
    if span.endswith("m"):
        return months_before(day, -number)
    return day + timedelta(days=number * DAYS_OF_UNIT.get(span[-1], 1))
