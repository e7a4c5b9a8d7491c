"""What words may mean that have no right answer by rule: ``Giữa tháng 5`` may be 15/5, or the month."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta

from coordplan.dates.days import bare_words
from coordplan.dates.deadlines import lacks_year, parse_deadline, with_year
from coordplan.text.writing import write_day

_PART_OF_MONTH = re.compile(
    r"(?:(?P<early>dau)|(?P<middle>giua)) (?P<month>thang (?P<number>\d{1,2})(?P<year>\D\d{4})?)"
)
_WEEK = re.compile(
    r"tuan (?:thu )?(?P<week>[1-5]|nhat|hai|ba|tu|cuoi|dau)(?: cua)?,? (?:thang )?(?P<month>\d{1,2})(?P<year>\D\d{4})?"
)
_WEEKS = {"nhat": 1, "dau": 1, "hai": 2, "ba": 3, "tu": 4, "cuoi": 5}
_PARTS_OF_YEAR = {"dau nam": ("Quý I", "31/1"), "giua nam": ("30/6", "Quý II"), "dau quy": (), "giua quy": ()}
_TERMS = re.compile(r"hoc ky|nam hoc")
_NO_DUE_DATE = "Thường xuyên"


def deadline_proposals(text: str, year: int | None) -> tuple[str, ...]:
    """Return deadlines that words may mean, the likeliest first, each as ``parse_deadline`` reads it.

    Those that fit the words come first; then, of any words, the end of the year (of ``year``, each year without one)
    and no due date.
    """
    found: dict[str, None] = {}
    for each in (*_fitting(bare_words(text)), "Năm" if year is not None else "Hằng năm", _NO_DUE_DATE):
        whole = each if year is None or not lacks_year(each) else with_year(each, year)
        with suppress(ValueError):
            parse_deadline(whole, year)
            found[whole] = None
    return tuple(found)


def _fitting(words: str) -> Iterator[str]:
    part, week = _PART_OF_MONTH.search(words), _WEEK.search(words)
    if part:
        month, own = part["number"], (part["year"] or "")[1:]
        day = "15" if part["middle"] else "05"
        yield f"{day}/{month}/{own}".rstrip("/")
        yield f"Tháng {month}/{own}".rstrip("/")
    if week:
        month, own = week["month"], (week["year"] or "")[1:]
        number = int(_WEEKS.get(week["week"], week["week"]))
        yield f"Cuối tháng {month}/{own}".rstrip("/") if number > 4 else f"{7 * number:02d}/{month}/{own}".rstrip("/")
        yield f"Tháng {month}/{own}".rstrip("/")
    for part_of_year, proposals in _PARTS_OF_YEAR.items():
        if part_of_year in words:
            yield from proposals
    if _TERMS.search(words):
        yield "15/1 và 31/5"
        yield "31/5"
    for month in () if part or week else re.findall(r"thang (\d{1,2})\b", words):
        yield f"Tháng {month}"
    for quarter in re.findall(r"qu[yi] (i{1,3}|iv|[1-4])\b", words):
        yield f"Quý {quarter.upper()}"
    if re.fullmatch(r"[34]\d{4}", words):  # a day as a workbook counts it, which was copied without its format
        yield write_day(date(1899, 12, 30) + timedelta(days=int(words)))
    if in_month := re.fullmatch(r"(truoc )?(?:ngay )?(\d{1,2}) (?:cua )?thang", words):
        yield f"{'Trước ngày' if in_month[1] else 'Ngày'} {in_month[2]} hằng tháng"
    for unit, rhythm in (("ngay", "Hằng tuần"), ("tuan", "Hằng tuần"), ("thang", "Hằng tháng"), ("quy", "Hằng quý")):
        if re.search(rf"(?:hang|moi|dinh ky) {unit}\b", words):
            yield rhythm
