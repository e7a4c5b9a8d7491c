"""Reporting periods in words, as they stand in a sentence or by themselves."""

from datetime import date

from coordplan.dates.periods import PROGRAM
from coordplan.text.language import language, mark
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day, write_month_number

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
_YEAR_IN_WORDS = " năm "
MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def write_period(key: str) -> str:
    """Return the period of a key as it stands in a sentence; of an occurrence's, also a day: ``2024-05-20``."""
    if key == PROGRAM.key:
        return _("the whole program period")
    if ".." in key:
        return _("the years {years}").format(years=key.replace("..", "-"))
    year, _dash, part = key.partition("-")
    if part in _WORDS:
        return _(_WORDS[part]).format(year=year)
    if "-" in part:
        return write_day(date.fromisoformat(key))
    month = int(part)
    name = write_month_number(month) if language() == "vi" else MONTH_NAMES[month - 1]
    return _("{month} {year}").format(month=name, year=year)


def write_short_period(key: str) -> str:
    """Return the period of a key as it stands behind a name or in brackets: in Vietnamese ``quý I/2024``."""
    words, part = write_period(key), key.partition("-")[2]
    if language() == "vi" and (part.isdecimal() or part[:1] == "Q"):
        return words.replace(_YEAR_IN_WORDS, "/")
    return words


def occurrence_period(occurrence: str) -> str:
    """Return the period of an occurrence in words; empty where it has none, or a day of its own, beside it."""
    key = occurrence.partition("@")[2]
    year, _dash, part = key.partition("-")
    if part[:1] == "W":
        return _("week {week} of {year}").format(week=int(part[1:]), year=year)
    if not key or key.count("-") > 1:
        return ""
    return write_short_period(key).removeprefix("the year ").removeprefix("the ")


def with_period(title: str, occurrence: str) -> str:
    """Return the title of an activity with the period of its occurrence in brackets, as papers name it; no id."""
    words = occurrence_period(occurrence)
    return f"{title} ({words})" if words else title


def write_long_period(key: str) -> str:
    """Return a period as a sentence names it: by its key, where it is no longer than a year."""
    return write_period(key) if key == PROGRAM.key or ".." in key else key


def begun_with_long_period(sentence: str, key: str, **values: object) -> str:
    """Return a sentence that begins with a period, filled in."""
    text = sentence.format(period=write_long_period(key), **values)
    return text[:1].upper() + text[1:]


def write_period_heading(key: str) -> str:
    """Return the period of a key as it stands by itself, at the head of something or in a table."""
    words = write_period(key).removeprefix("the ")
    return words[0].upper() + words[1:]
