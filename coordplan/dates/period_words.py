"""Reporting periods in words: ``2024-Q2`` is "quý II năm 2024"."""

from coordplan.text.language import mark
from coordplan.text.language import translate as _

_WORDS = {
    "01": mark("January {year}"),
    "02": mark("February {year}"),
    "03": mark("March {year}"),
    "04": mark("April {year}"),
    "05": mark("May {year}"),
    "06": mark("June {year}"),
    "07": mark("July {year}"),
    "08": mark("August {year}"),
    "09": mark("September {year}"),
    "10": mark("October {year}"),
    "11": mark("November {year}"),
    "12": mark("December {year}"),
    "Q1": mark("the first quarter of {year}"),
    "Q2": mark("the second quarter of {year}"),
    "Q3": mark("the third quarter of {year}"),
    "Q4": mark("the fourth quarter of {year}"),
    "H1": mark("the first half of {year}"),
    "H2": mark("the second half of {year}"),
    "9M": mark("the first nine months of {year}"),
    "": mark("the year {year}"),
}


def period_in_words(key: str) -> str:
    """Return the period of a key as a sentence has it."""
    year, _dash, part = key.partition("-")
    return _(_WORDS[part]).format(year=year)
