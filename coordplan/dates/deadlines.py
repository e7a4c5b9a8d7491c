"""Deadlines in the words of annexes: ``Quý II/2022``, ``Trước ngày 15/12/2022``, ``Thường xuyên``, ``Hằng quý``.

The printed words are kept beside the date by whoever asks; here they only become a date, a recurrence or neither.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from coordplan.dates.days import month_end, parse_day
from coordplan.dates.periods import parse_period
from coordplan.model import Every
from coordplan.text.folding import fold
from coordplan.text.language import translate as _


class Deadline(NamedTuple):
    """What the words mean: a due date (with the start of the stretch they name), a recurrence, or ongoing."""

    due_on: date | None = None
    start_on: date | None = None
    every: Every | None = None
    ongoing: bool = False


_DAY = (
    r"(?:ngay )?(\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{4}-\d{1,2}-\d{1,2}"
    r"|\d{1,2}/\d{1,2}/\d{2}|\d{1,2} thang \d{1,2} nam \d{4})"
)
_YEAR = r"(?:,? nam | ?[/.,-] ?| )(\d{4})"
_QUARTER = r"(?:quy ?|q)(i{1,3}|iv|[1-4])"
_MONTH = r"(?:thang |t)?0?([1-9]|1[0-2])"
_WITHIN = r"(?:(?:trong|cuoi|den cuoi|den het|het|den) )?"
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def _day(text: str) -> date:
    """Return a day; of two digits the year is of this century."""
    if found := re.fullmatch(r"(\d{1,2}) thang (\d{1,2}) nam (\d{4})", text):
        text = f"{found[1]}/{found[2]}/{found[3]}"
    elif found := re.fullmatch(r"(\d{1,2}/\d{1,2})/(\d{2})", text):
        text = f"{found[1]}/20{found[2]}"
    return parse_day(text)


def _stretch(first: date, last: date) -> Deadline:
    if first > last:
        raise ValueError(_("{first} is after {last}").format(first=first.isoformat(), last=last.isoformat()))
    return Deadline(due_on=last, start_on=first)


def _months(year: int, first: int, last: int, first_year: int | None = None) -> Deadline:
    return _stretch(date(first_year or year, first, 1), month_end(year, last))


def _number(quarter: str) -> int:
    return _ROMAN[quarter] if quarter in _ROMAN else int(quarter)


def _quarters(first: str, first_year: str | None, last: str, year: str) -> Deadline:
    return _months(int(year), 3 * _number(first) - 2, 3 * _number(last), int(first_year or year))


def _days(first: str, last: str) -> Deadline:
    """Return the days from one to another, of which the first may leave its year to the last."""
    end = _day(last)
    return _stretch(parse_day(f"{first}/{end.year}") if re.fullmatch(r"\d{1,2}/\d{1,2}", first) else _day(first), end)


def _period(found: re.Match[str]) -> Deadline:
    first, last = parse_period(found[0]).window()
    return Deadline(due_on=last, start_on=first)


def _ongoing(_found: re.Match[str]) -> Deadline:
    return Deadline(ongoing=True)


def _recurring(every: Every) -> Callable[[re.Match[str]], Deadline]:
    return lambda _found: Deadline(every=every)


_EACH = "(?:hang|moi|dinh ky hang)"
_ONCE = "(?:0?1|mot) lan"
_A_TIME = " ?/? ?(?:0?1 )?lan"
_TO = r" ?(?:-|den(?: het)?) ?"
# Read after folding, so without marks and in lower case. The first that fits the whole text counts.
_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Deadline]], ...] = tuple(
    (re.compile(form), read)
    for form, read in (
        # "before" leaves the named day out
        (rf"truoc {_DAY}", lambda m: Deadline(due_on=_day(m[1]) - timedelta(days=1))),
        (rf"(?:(?:cham nhat|muon nhat)(?: la)? |den |den het |het )?{_DAY}", lambda m: Deadline(due_on=_day(m[1]))),
        (r"\d{4}(?:-(?:h[12]|9m|q[1-4]|\d{2}))", _period),
        (rf"{_WITHIN}{_QUARTER}{_YEAR}", lambda m: _quarters(m[1], None, m[1], m[2])),
        (rf"{_WITHIN}{_MONTH}{_YEAR}", lambda m: _months(int(m[2]), int(m[1]), int(m[1]))),
        (rf"{_WITHIN}0?6 thang dau{_YEAR}", lambda m: _months(int(m[1]), 1, 6)),
        (rf"{_WITHIN}0?6 thang cuoi{_YEAR}", lambda m: _months(int(m[1]), 7, 12)),
        (rf"{_WITHIN}0?9 thang(?: dau)?{_YEAR}", lambda m: _months(int(m[1]), 1, 9)),
        (rf"(?:{_WITHIN}|ca )nam (\d{{4}})", lambda m: _months(int(m[1]), 1, 12)),
        # from one to another
        (
            rf"(?:tu )?(?:nam |giai doan )?(\d{{4}}){_TO}(?:nam )?(\d{{4}})",
            lambda m: _months(int(m[2]), 1, 12, int(m[1])),
        ),
        (rf"(?:tu )?{_QUARTER}(?:{_YEAR})?{_TO}(?:quy )?(i{{1,3}}|iv|[1-4]){_YEAR}", lambda m: _quarters(*m.groups())),
        (
            rf"(?:tu )?thang 0?([1-9]|1[0-2])(?:{_YEAR})?{_TO}(?:thang )?0?([1-9]|1[0-2]){_YEAR}",
            lambda m: _months(int(m[4]), int(m[1]), int(m[3]), int(m[2] or m[4])),
        ),
        (rf"(?:tu )?(?:ngay )?(\d{{1,2}}/\d{{1,2}}){_TO}{_DAY}", lambda m: _days(m[1], m[2])),
        (rf"(?:tu )?{_DAY}{_TO}{_DAY}", lambda m: _days(m[1], m[2])),
        # without end
        (r"(?:lam )?thuong xuyen(?:(?:, | va | )(?:lien tuc|hang nam|trong nam|ca nam|theo quy dinh))?", _ongoing),
        (r"(?:thuong xuyen, )?lien tuc|khi (?:co )?(?:phat sinh|yeu cau|su kien|vu viec)", _ongoing),
        (r"theo yeu cau|dot xuat|khi can", _ongoing),
        # again and again
        (rf"{_EACH} thang(?: {_ONCE})?|0?1 thang{_A_TIME}|{_ONCE} ?/ ?(?:0?1 )?thang", _recurring("month")),
        (rf"{_EACH} quy(?: {_ONCE})?|0?1 quy{_A_TIME}|{_ONCE} ?/ ?(?:0?1 )?quy", _recurring("quarter")),
        (rf"0?3 thang{_A_TIME}|0?4 lan ?/ ?(?:0?1 )?nam", _recurring("quarter")),
        (rf"0?6 thang{_A_TIME}|(?:hang|moi|dinh ky) 0?6 thang(?: {_ONCE})?|{_ONCE} ?/ ?0?6 thang", _recurring("half")),
        (r"0?6 thang(?:, | va )(?:hang )?nam|0?2 lan ?/ ?(?:0?1 )?nam", _recurring("half")),
        (r"thang 0?6(?:, ?| va )(?:thang )?12 hang nam", _recurring("half")),
        (r"quy (?:ii|2)(?:, ?| va )(?:quy )?(?:iv|4) hang nam", _recurring("half")),
        (rf"{_EACH} nam(?: {_ONCE})?|0?1 nam{_A_TIME}|{_ONCE} ?/ ?(?:0?1 )?nam", _recurring("year")),
    )
)
_DASHES = str.maketrans("–—−", "---")
_AROUND_SIGNS = re.compile(r"(?<=\d) ?([/.]) ?(?=\d)")
_PREFIX = re.compile(r"(?:thoi (?:gian|han):? )?(?:phai )?(?:(?:hoan thanh|thuc hien|han)(?: xong)?|xong):? ")


def parse_deadline(text: str) -> Deadline:
    """Return what the words mean; raise ValueError with a sentence where they mean nothing or no day that exists."""
    folded = _AROUND_SIGNS.sub(r"\1", fold(text.translate(_DASHES)).rstrip(" .;,"))
    if found := _PREFIX.match(folded):
        folded = folded[found.end() :]
    for form, read in _FORMS:
        if found := form.fullmatch(folded):
            return read(found)
    raise ValueError(
        _(
            '"{text}" is no deadline that is understood; write a date (2022-06-30, 30/6/2022) or words such as '
            '"Quý II/2022", "Tháng 6/2022", "Trước ngày 15/12/2022", "Thường xuyên", "Hằng quý"'
        ).format(text=text.strip())
    )


def with_year(text: str, year: int) -> str:
    """Return words that leave their year out (``Quý II``, ``Trước 15/12``) with a year; others as they are.

    What is no deadline even with a year is returned as it is too.
    """
    if not text.strip() or re.search(r"\d{4}", text) or _is_deadline(text):
        return text
    bare = text.strip().rstrip(".;,")
    candidates = (f"{bare}/{year}", f"{bare} năm {year}", f"{bare} {year}")
    return next((each for each in candidates if _is_deadline(each)), text)


def lacks_year(text: str) -> bool:
    """Say whether the words are a deadline as soon as a year is put to them."""
    return with_year(text, 2000) != text


def _is_deadline(text: str) -> bool:
    try:
        parse_deadline(text)
    except (ValueError, OverflowError):
        return False
    return True
