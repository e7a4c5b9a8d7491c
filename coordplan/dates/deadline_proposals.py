"""What words may mean that have no right answer by rule: ``Giữa tháng 5`` may be 15/5, or the month."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta

from coordplan.dates.days import bare_words
from coordplan.dates.deadlines import lacks_year, parse_deadline, with_year
from coordplan.dates.periods import MONTHS_OF
from coordplan.text.patterns import pattern
from coordplan.text.writing import write_day

_DAY = pattern(r"(?:(truoc) )?(?:ngay )?(?<!\d)(\d{1,2})[/.](\d{1,2})(/\d{4})?(?!\d)")
_PART_OF_MONTH = pattern(r"(?:dau|(?P<middle>giua)) thang (?P<number>\d{1,2})(?P<year>\D\d{4})?")
_WEEK = pattern(
    r"tuan (?:thu )?(?P<week>[1-5]|nhat|hai|ba|tu|cuoi|dau)(?: cua)?(?:,? thang |/)"
    r"(?P<number>\d{1,2})(?P<year>\D\d{4})?"
)
_WEEKS = {"nhat": 1, "dau": 1, "hai": 2, "ba": 3, "tu": 4, "cuoi": 5}
# What contains these words may mean so
_WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"dau nam\b", ("Quý I", "31/1")),
    (r"giua nam\b", ("30/6", "Quý II")),
    (r"hoc ky|nam hoc", ("15/1 và 31/5", "31/5")),
    (
        r"(?:0?2|hai) lan ?(?:/|moi|mot|trong) ?thang|(?:0?2|hai) tuan ?/? ?(?:0?1|mot)? ?lan",
        ("Ngày 15, 30 hằng tháng",),
    ),
    (r"(?:0?3|ba) lan ?(?:/|moi|trong) ?nam|0?4 thang ?/? ?(?:1|mot)? ?lan", ("Tháng 4, 8, 12 hằng năm",)),
    (r"(?:0?2|hai) thang ?/? ?(?:0?1|mot)? ?lan", ("Tháng 2, 4, 6, 8, 10, 12 hằng năm",)),
    (r"(?:hang|moi|dinh ky) ngay\b", ("Thường xuyên",)),
    (r"(?:hang|moi|dinh ky|cuoi) tuan\b", ("Hằng tuần",)),
    (r"(?:hang|moi|dinh ky|cuoi) thang\b(?! \d)", ("Hằng tháng",)),
    (r"(?:hang|moi|dinh ky|cuoi) qu[yi]\b(?! (?:\d|i{1,3}\b|iv\b))", ("Hằng quý",)),
)
_OF_NEXT_MONTH = pattern(r"(?:ngay )?(\d{1,2}),? (?:cua )?thang(?: sau| tiep theo| ke tiep)?$")
_NO_DUE_DATE = "Thường xuyên"


def deadline_proposals(text: str, year: int | None) -> tuple[str, ...]:
    """Return deadlines that words may mean, the likeliest first, each as ``parse_deadline`` reads it.

    Those that fit the words come first; then, of any words, the end of the year (of ``year``, each year without one)
    and no due date; that before the year where the words speak of no time.
    """
    fitting = fitting_deadlines(text, year)
    whole_year = "Hằng năm" if year is None else f"Năm {year}"
    further = (whole_year, _NO_DUE_DATE) if fitting or re.search(r"\d", text) else (_NO_DUE_DATE, whole_year)
    return tuple(dict.fromkeys((*fitting, *further)))


def fitting_deadlines(text: str, year: int | None) -> tuple[str, ...]:
    """Return the deadlines that words come near to; none where they speak of no time."""
    found: dict[str, None] = {}
    for each in _near(bare_words(text)):
        whole = each if year is None or not lacks_year(each) else with_year(each, year)
        with suppress(ValueError):
            parse_deadline(whole)
            found[whole] = None
    return tuple(found)


def _near(words: str) -> Iterator[str]:
    if re.fullmatch(r"[34]\d{4}", words):  # a day as a workbook counts it, copied without its format
        yield write_day(date(1899, 12, 30) + timedelta(days=int(words)))
    if in_month := _OF_NEXT_MONTH.search(words):
        yield f"{'Trước ngày' if 'truoc' in words else 'Ngày'} {in_month[1]} hằng tháng"
    if part := _PART_OF_MONTH.search(words):
        yield f"{'15' if part['middle'] else '05'}/{_month_in(part)}"
        yield f"Tháng {_month_in(part)}"
    elif week := _WEEK.search(words):
        number = int(_WEEKS.get(week["week"], week["week"]))
        yield f"Cuối tháng {_month_in(week)}" if number > 4 else f"{7 * number:02d}/{_month_in(week)}"
        yield f"Tháng {_month_in(week)}"
    elif days := [_existing(found) for found in _DAY.finditer(words) if 1 <= int(found[3]) <= 12]:
        yield ", ".join([days[0], *(day[:1].lower() + day[1:] for day in days[1:])])
        yield from days if len(days) > 1 else ()
    for form, proposals in _WORDS:
        if re.search(form, words):
            yield from proposals
    words = re.sub(r"(?<=quy )l+\b", lambda found: "i" * len(found[0]), re.sub(r"(?<=thang )o(?=\d)", "0", words))
    months = [] if part else re.findall(r"(?<=thang )(\d{1,2})\b", words)
    yield from (f"Tháng {month}" for month in reversed(months))
    if len(months) > 1:
        yield f"Tháng {', '.join(months)}"
    yield from (f"Quý {quarter.upper()}" for quarter in re.findall(r"qu[yi] (i{1,3}|iv|[1-4])\b", words))


def _month_in(found: re.Match[str]) -> str:
    return f"{found['number']}/{(found['year'] or '')[1:]}".rstrip("/")


def _existing(found: re.Match[str]) -> str:
    """Return a day that stands in words, or the last of its month where that has none such."""
    day = min(int(found[2]), MONTHS_OF[int(found[3])])
    return f"{'Trước ' if found[1] else ''}{day}/{int(found[3])}{found[4] or ''}"
