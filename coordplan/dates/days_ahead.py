"""A day that is still to come, as people type it: of ``30/9`` the next one, of ``cuối tháng 9`` too; ``ngày mai``."""

from contextlib import suppress
from datetime import date

from coordplan.dates.days import bare_words, parse_day
from coordplan.text.patterns import pattern

_WITHOUT_YEAR = pattern(r"\d{1,2}(?:[/.-]| thang )\d{1,2}|(?:dau|cuoi) (?:thang \d{1,2}|quy (?:i{1,3}|iv|[1-4]))")


def parse_day_ahead(text: str, today: date, earliest: date | None = None) -> date:
    """Return the day; of one without its year the next from today on, or from the ``earliest`` that it may be.

    Raises ValueError with a sentence where the text is not a day that exists.
    """
    words = bare_words(text).removeprefix("ngay ")
    if _WITHOUT_YEAR.fullmatch(words):
        begin, behind = earliest or today, " nam " if " " in words else words.strip("0123456789")
        for year in range(begin.year, begin.year + 9):  # between two 29 February there may be eight years
            with suppress(ValueError):
                day = parse_day(f"{words}{behind}{year}", today)
                if day >= begin:
                    return day
    return parse_day(text, today)
