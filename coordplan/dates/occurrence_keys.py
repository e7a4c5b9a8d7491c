"""The key behind @ in an occurrence's id, as people type it: ``Q2``, ``2024q2``, ``quý 2``, ``T6``, ``w27``."""

from contextlib import suppress
from datetime import date

from coordplan.dates.days import bare_words, parse_day
from coordplan.dates.periods import parse_period
from coordplan.text.patterns import pattern

_WEEK = pattern(r"(?:(?P<before>\d{4})[-/ ]?)?(?:w|tuan ?)0?(?P<week>\d{1,2})(?:(?: nam |[/ ,-])(?P<behind>\d{4}))?")
_BARE_MONTH = pattern(r"0?([1-9]|1[0-2])")


def occurrence_key(text: str, day: date) -> tuple[str, bool]:
    """Return the key that is meant, and whether its year was left out: then it is that of the day.

    What is no time at all is returned as it is.
    """
    words = bare_words(text)
    if week := _WEEK.fullmatch(words):
        year = week["before"] or week["behind"]
        return f"{year or day.year}-W{int(week['week']):02d}", year is None
    if month := _BARE_MONTH.fullmatch(words):
        return f"{day.year}-{int(month[1]):02d}", True
    with suppress(ValueError):
        return parse_period(text).key, False
    with suppress(ValueError):
        return parse_period(text, day).key, True
    with suppress(ValueError):
        return parse_day(text).isoformat(), False
    with suppress(ValueError):
        return parse_day(text, day).isoformat(), True
    return text, False
