"""Numbers and dates as people read them.

In Vietnamese ``98,62%``, ``21.914``, ``05/6/2026``; in English ``98.62%``, ``21,914``, ``2026-06-05``.
"""

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from functools import lru_cache
from unicodedata import combining, east_asian_width

from coordplan.text.language import language, mark, translate
from coordplan.text.patterns import pattern

NOTHING = "-"
_CLOSING_DAY = pattern(r"(?<![\w/.-])(\d{1,2})/(\d{1,2})/(\d{4})(?=\s*(?:[(;,]|$))")
STANDING_WORDS = {
    "done_on_time": mark("done on time"),
    "done_late": mark("done late"),
    "in_progress": mark("in progress"),
    "in_progress_overdue": mark("in progress, overdue"),
    "not_started": mark("not started"),
    "not_started_overdue": mark("not started, overdue"),
    "upcoming": mark("upcoming"),
    "ongoing": mark("ongoing"),
    "suspended": mark("suspended"),
    "cancelled": mark("cancelled"),
}


def standing_words(standing: str) -> str:
    return translate(STANDING_WORDS[standing])


def write_number(value: float, places: int | None = None) -> str:
    """Return a number with separators; ``places`` decimals, or as many as it has (three at the most)."""
    if places is None:
        text = f"{value:,.3f}".rstrip("0").rstrip(".") if value != int(value) else f"{int(value):,}"
    else:
        text = f"{value:,.{places}f}"
    if language() == "vi":
        text = text.replace(",", " ").replace(".", ",").replace(" ", ".")
    return text


def write_counted(number: int, leading_zero: bool | None) -> str:
    """Return a number before what is counted, as papers have it: in Vietnamese below 10 with a nought.

    Unless a profile says no (``leading_zero`` is False).
    """
    if leading_zero is not False and language() == "vi" and 0 < number < 10:
        return f"{number:02d}"
    return write_number(number)


def write_size(size: int) -> str:
    """Return the size of a file: 812 KB, 2.3 MB."""
    if size < 1_000_000:
        return f"{write_number(max(1, round(size / 1000)))} KB"
    return f"{write_number(size / 1_000_000, 1)} MB"


def rounded_part(part: float, whole: float, places: int) -> float:
    """Return a part of a whole with so many decimals: what is not nothing is never 0, what is not all is never all.

    99.6 of 100 without decimals is 99, not 100; 0.4 is 1, not 0.
    """
    rounded = round(part, places)
    step: float = 10.0**-places
    if 0 < part < whole:
        return round(min(max(rounded, step), whole - step), places) if whole > step else part
    return rounded


def write_percent(percent: float, places: int | None = None) -> str:
    """Return a percent of 0..100 with its sign; ``places`` decimals, or as many as it has (three at the most).

    All and nothing need none: 100%, 0%.
    """
    if percent in (0, 100):
        places = 0
    return write_number(rounded_part(percent, 100, 3 if places is None else places), places) + "%"


def write_rate(rate: float | None, places: int = 2) -> str:
    """Return a rate of 0..1 as percent, ``-`` where there was nothing to divide by."""
    return NOTHING if rate is None else write_percent(rate * 100, places)


def write_points(difference: float) -> str:
    """Return a difference of two rates in points of a percent, without its sign."""
    return write_number(rounded_part(abs(difference) * 100, 100, 2), 2)


def write_day(day: date | None) -> str:
    """Return a day as an office writes it: day below 10 and months 1 and 2 with a zero (NĐ 30/2020/NĐ-CP)."""
    if day is None:
        return NOTHING
    if language() == "vi":
        return f"{day.day:02d}/{write_month_number(day.month)}/{day.year}"
    return day.isoformat()


def closing_days_written(text: str) -> str:
    """Return documents as typed, the day that closes each as an office writes it: ``22-BC, 05/6/2024``.

    What is no day stays as it is, and so does everything in another language.
    """

    def written(found: re.Match[str]) -> str:
        with suppress(ValueError):
            return write_day(date(int(found[3]), int(found[2]), int(found[1])))
        return found[0]

    return _CLOSING_DAY.sub(written, text) if language() == "vi" else text


def day_format(day: date | None) -> str:
    """Return the format of a cell with which a workbook shows a day as ``write_day`` writes it."""
    if language() != "vi":
        return "yyyy-mm-dd"
    return "dd/mm/yyyy" if day is None or day.month < 3 else "dd/m/yyyy"


def write_month_number(month: int) -> str:
    """Return the number of a month as it stands in a Vietnamese date."""
    return f"{month:02d}" if month < 3 else str(month)


def write_month(day: date) -> str:
    """Return the month of a day, written as in ``write_day``."""
    if language() == "vi":
        return f"{write_month_number(day.month)}/{day.year}"
    return day.isoformat()[:7]


def write_joined(words: Sequence[str]) -> str:
    """Return several things in a row, the last one behind an ``and``."""
    *others, last = words
    return translate("{others} and {last}").format(others=", ".join(others), last=last) if others else last


def write_roman(number: int) -> str:
    """Return a number as headings have it: I, II ... XIV."""
    signs = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    for value, sign in signs:
        if number >= value:
            return sign + write_roman(number - value)
    return ""


def plain(text: str) -> str:
    """Return the text on one line with nothing in it that a terminal would obey (escape codes, other controls)."""
    if text.isprintable():
        return text
    return "".join(letter if letter.isprintable() else " " for letter in text).strip()


def shortened(text: str, columns: int) -> str:
    """Return a text that takes at most so many columns of a terminal, with a sign where it was cut."""
    if display_width(text) <= columns:
        return text
    kept = ""
    for letter in text:
        if display_width(kept + letter) >= columns:
            break
        kept += letter
    return f"{kept.rstrip()}…"


# Letters that each take one column: Latin ones with their Vietnamese marks, dashes, quotation marks, arrows, bars
_OF_ONE_COLUMN = pattern("[\0-\u02ff\u1e00-\u1eff\u2010-\u2027\u2190-\u2193\u2500-\u259f]*")


@lru_cache(maxsize=8192)  # words and titles recur
def display_width(text: str) -> int:
    """Return how many columns of a terminal the text takes."""
    if text.isascii() or _OF_ONE_COLUMN.fullmatch(text):  # a title in a twelfth of what its letters take one by one
        return len(text)
    return sum(0 if combining(letter) else 2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def wrapped(text: str, width: int) -> list[str]:
    """Return the lines of a text in a width; a word that is longer is broken."""
    if display_width(text) <= width:
        return [text]
    lines, line, room = [], "", width
    for word in text.split():
        size = display_width(word)
        if line and size + 1 <= room:
            line, room = f"{line} {word}", room - size - 1
            continue
        if line:
            lines.append(line)
        while display_width(word) > width:
            cut = next(n for n in range(len(word), 0, -1) if n == 1 or display_width(word[:n]) <= width)
            lines.append(word[:cut])
            word = word[cut:]
        line, room = word, width - display_width(word)
    return [*lines, line]
