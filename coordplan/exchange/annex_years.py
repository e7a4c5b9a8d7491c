"""The year that an annex is of, for deadlines that leave it out."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from coordplan.exchange.annex_grid import Place
from coordplan.text.folding import fold

# Not the day a document was signed (ngày 15 tháng 3 năm 2024), not a stretch (2022-2025, năm học 2023-2024)
_YEAR = re.compile(r"\bnam (20\d\d)\b(?! ?[-/] ?(?:20)?\d\d)")
_SIGNED = re.compile(r"ngay[\d.… ]*thang[\d.… ]*nam 20\d\d|\d{1,2}/\d{1,2}/20\d\d")
_STRETCH = re.compile(r"20\d\d ?[-–] ?20\d\d")
_BARE = re.compile(r"(?:.*\D)?(20\d\d)(?:\D.*)?")


class YearFound(NamedTuple):
    """A year, and the words and the place that say it."""

    year: int
    words: str
    place: Place


def year_in(texts: Iterable[tuple[str, Place]]) -> YearFound | None:
    """Return the one year that titles over a table, or its sheet's name, say; None where they say none or several."""
    found: dict[int, YearFound] = {}
    for text, place in texts:
        plain = _STRETCH.sub(" ", _SIGNED.sub(" ", fold(text)))
        years = [int(each) for each in _YEAR.findall(plain)]
        if not years and text == place.name and (bare := _BARE.fullmatch(plain)):
            years = [int(bare[1])]
        for year in years:
            found.setdefault(year, YearFound(year, text, place))
    return next(iter(found.values())) if len(found) == 1 else None
