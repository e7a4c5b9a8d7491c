"""Months, quarters, halves and years as an annex names them: over a column, over a group of rows.

What a cell under such a name says (``x``, ``20``, ``Trong tháng``, ``Tuần 2``) becomes a deadline in words with it.
"""

import re
from functools import lru_cache
from typing import Literal

from coordplan.dates.days import bare_words
from coordplan.dates.deadlines import lacks_year, parse_deadline, with_year
from coordplan.named_tuples import NamedTuple
from coordplan.text.folding import fold

NameKind = Literal["month", "quarter", "half", "year", "rhythm"]

_ROMANS = ("", "I", "II", "III", "IV")
_COUNTED = {"mot": 1, "gieng": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8}
_COUNTED |= {"chin": 9, "muoi": 10, "muoi mot": 11, "muoi hai": 12, "chap": 12, "i": 1, "ii": 2, "iii": 3, "iv": 4}
_NUMBER = rf"(?P<number>\d{{1,2}}|{'|'.join(sorted(_COUNTED, key=len, reverse=True))})"
_OF_YEAR = r"(?:(?: ?[/.,-] ?| )(?:nam )?(?P<year>20\d\d))?"
_NAMES: tuple[tuple[NameKind, re.Pattern[str]], ...] = (
    ("month", re.compile(rf"(?:thang|th|t)[. ]? ?{_NUMBER}{_OF_YEAR}")),
    ("month", re.compile(r"(?P<number>\d{1,2})[/.-](?P<year>20\d\d)")),
    ("quarter", re.compile(rf"(?:quy|qui|q)[. ]? ?{_NUMBER}{_OF_YEAR}")),
    ("half", re.compile(rf"(?:0?6|sau) thang (?P<number>dau|cuoi)(?: nam)?{_OF_YEAR}")),
    ("year", re.compile(r"(?:nam )?(?P<year>20\d\d)(?P<number>)")),
)
_MOST = {"month": 12, "quarter": 4}

_MARK = re.compile(r"[x✓✔√☑v+●•■*þü◆]", re.IGNORECASE)
_ALL_OF_IT = re.compile(r"(?:trong|ca|trong suot|suot)(?: (?:thang|quy|nam|ky))?(?: nay)?")
_DAY_OF_MONTH = re.compile(
    r"(?P<before>(?:(?:hoan thanh|xong|phai|gui|bao cao) )*(?:(?:truoc|cham nhat|muon nhat|den het|den|het|vao|la) )*"
    r"(?:ngay |mung )?)(?P<day>\d{1,2})"
)
_DAYS_OF_MONTH = re.compile(r"(?:tu )?(?:ngay )?(\d{1,2}) ?(?:-|den) ?(?:het )?(?:ngay )?(\d{1,2})")
_LIST_OF_DAYS = re.compile(r"(?:(?:cac )?ngay )?\d{1,2}(?:(?: ?[,;] ?| va )(?:ngay )?\d{1,2})+")
_WEEK = re.compile(rf"(?:trong )?tuan (?:thu )?(?P<number>[1-5]|nhat|dau|cuoi|{'|'.join(_COUNTED)})(?: cua thang)?")
_PART = re.compile(r"(?P<part>dau|giua|cuoi)(?: (?:thang|quy))?")
_MONTH_OF_QUARTER = re.compile(r"(?:trong )?thang (?P<part>dau|giua|cuoi|thu nhat|thu hai|thu ba)(?: (?:cua )?quy)?")
_MONTH_NAMED = re.compile(r"(?:\d[/.-]|thang )(\d{1,2})\b(?!/\d{1,2}\b)")
_QUARTER_NAMED = re.compile(r"\bqu[yi] (i{1,3}|iv|[1-4])\b")
_PARTS = {"dau": "Đầu", "giua": "Giữa", "cuoi": "Cuối"}
_PLACES = {"dau": 0, "thu nhat": 0, "giua": 1, "thu hai": 1, "cuoi": 2, "thu ba": 2}


class PeriodName(NamedTuple):
    """A month, a quarter, a half or a year, perhaps without its year; or how often something recurs."""

    kind: NameKind
    number: int = 0
    year: int | None = None
    rhythm: str = ""  # its words, where it is one

    @property
    def words(self) -> str:
        """Return it as deadlines name it: ``Tháng 3/2024``, ``Quý I``, ``Hằng tháng``."""
        if self.kind == "rhythm":
            return self.rhythm
        if self.kind == "year":
            return f"Năm {self.year}"
        if self.kind == "half":
            return f"6 tháng {'đầu' if self.number == 1 else 'cuối'} năm" + (f" {self.year}" if self.year else "")
        return f"{'Tháng' if self.kind == 'month' else 'Quý'} {self.numeral}{self.of_year}"

    @property
    def numeral(self) -> str:
        return _ROMANS[self.number] if self.kind == "quarter" else str(self.number)

    @property
    def of_year(self) -> str:
        return f"/{self.year}" if self.year else ""

    @property
    def last_month(self) -> int:
        return {"month": self.number, "quarter": 3 * self.number, "half": 6 * self.number}.get(self.kind, 12)

    @property
    def months(self) -> range:
        length = {"month": 1, "quarter": 3, "half": 6}.get(self.kind, 12)
        return range(self.last_month - length + 1, self.last_month + 1)

    def has_all_of(self, words: str) -> bool:
        """Say whether words, as `bare_words` leaves them, name months and none outside of it."""
        months = _months_named(words)
        return bool(months) and months <= set(self.months)

    def has_none_of(self, words: str) -> bool:
        """Say whether words name months, and all outside of it."""
        months = _months_named(words)
        return bool(months) and not months & set(self.months)


def _months_named(words: str) -> set[int]:
    quarters = (PeriodName("quarter", _COUNTED.get(each) or int(each)) for each in _QUARTER_NAMED.findall(words))
    return {int(each) for each in _MONTH_NAMED.findall(words)} | {month for each in quarters for month in each.months}


@lru_cache(maxsize=4096)
def period_name(text: str) -> PeriodName | None:
    """Return the month, quarter, half or year that words name and nothing besides; brackets behind it say nothing."""
    words = re.sub(r" ?\(.*?\)", "", bare_words(text)).strip(" :.;,")
    for kind, form in _NAMES:
        if found := form.fullmatch(words):
            number = _number(found["number"], 1 if found["number"] == "dau" else 2)
            if number <= _MOST.get(kind, number) and (number or kind == "year"):
                return PeriodName(kind, number, int(found["year"]) if found["year"] else None)
    return None


def _number(word: str, otherwise: int) -> int:
    return int(word) if word.isdecimal() else _COUNTED.get(word, otherwise)


def is_mark(text: str) -> bool:
    """Say whether a cell only marks its column: x, ✓."""
    return _MARK.fullmatch(text.strip()) is not None


def words_within(period: PeriodName, text: str) -> str | None:
    """Return the deadline in words that a cell says within a period, None where it says none that needs one.

    The second week of a month is its days 8 to 14, the last ends with the month.
    """
    words = bare_words(text)
    if not words or is_mark(words) or _ALL_OF_IT.fullmatch(words):
        return period.words
    if period.kind == "rhythm":
        return f"{_named_day(text)} {period.words[:1].lower()}{period.words[1:]}" if _has_day(words) else None
    if period.kind == "month" and (found_in := _within_month(period, text, words)) is not None:
        return found_in
    if period.kind == "quarter":
        if found := _MONTH_OF_QUARTER.fullmatch(words):
            return PeriodName("month", 3 * period.number - 2 + _PLACES[found["part"]], period.year).words
        if found := _PART.fullmatch(words):
            return f"{_PARTS[found['part']]} quý {period.numeral}{period.of_year}"
    if not lacks_year(text) or (period.kind != "year" and not period.has_all_of(words)):
        return None
    return with_year(text, period.year) if period.year else text


def _within_month(month: PeriodName, text: str, words: str) -> str | None:
    of_month = f"/{month.number}{month.of_year}"
    if _has_day(words):
        return _named_day(text) + of_month
    if found := _DAYS_OF_MONTH.fullmatch(words):
        return f"Từ {found[1]}/{month.number} đến {found[2]}{of_month}"
    if _LIST_OF_DAYS.fullmatch(words):
        *days, last = (f"{day}{of_month}" for day in re.findall(r"\d+", words))
        return f"{', '.join(days)} và {last}"
    if found := _WEEK.fullmatch(words):
        week = {"nhat": 1, "dau": 1, "cuoi": 5}.get(found["number"]) or _number(found["number"], 1)
        return (
            f"Từ {7 * week - 6}/{month.number} đến {7 * week}{of_month}" if week < 5 else f"Cuối tháng {of_month[1:]}"
        )
    if found := _PART.fullmatch(words):
        return f"{_PARTS[found['part']]} tháng {of_month[1:]}"
    return None


def _has_day(words: str) -> bool:
    found = _DAY_OF_MONTH.fullmatch(words)
    return found is not None and 1 <= int(found["day"]) <= 31


def _named_day(text: str) -> str:
    """Return words that end with a day of a month, a bare one as ``Ngày 20``."""
    words = text.strip(" .;,")
    return f"Ngày {words}" if words.isdecimal() else words


@lru_cache(maxsize=1024)
def is_rhythm(text: str) -> bool:
    """Say whether words tell how often something is done, or that it goes on."""
    try:
        deadline = parse_deadline(text)
    except ValueError:
        return False
    return deadline.ongoing or deadline.every is not None


_LED = re.compile(
    r"(?:(?:cac|nhung) )?(?:nhiem vu|cong viec|noi dung|hoat dong|viec|chuong trinh|ke hoach|lich|thoi gian)"
    r"(?: (?:trong tam|cong tac|thuc hien|phoi hop|trien khai|can lam|cong viec|dinh ky))*(?: trong)?:? "
)
_TITLED = re.compile(r" ?[:.-] ?(?!thang|quy|den|\d).*")


@lru_cache(maxsize=1024)
def period_of_group(title: str) -> PeriodName | None:
    """Return the period that a group of rows is: ``THÁNG 3 (02 nhiệm vụ)``, ``Quý I``, ``Nhiệm vụ thường xuyên``."""
    words = re.sub(r" ?\(.*?\)", "", fold(title)).strip(" :.;,")
    for each in dict.fromkeys((words, _LED.sub("", words, count=1))):
        for candidate in dict.fromkeys((each, _TITLED.sub("", each))):
            if found := period_name(candidate):
                return found
        if each and is_rhythm(each):
            plain = title.strip(" :.;,")[len(words) - len(each) :] if len(fold(title)) == len(title) else each
            return PeriodName("rhythm", rhythm=plain[:1].upper() + plain[1:].lower())
    return None
