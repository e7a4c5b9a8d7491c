"""Deadlines in the words of annexes: ``Quý II/2022``, ``Trước ngày 15/12/2022``, ``Thường xuyên``, ``Hằng quý``.

The printed words are kept beside the date by whoever asks; here they only become a date, a recurrence or neither.
"""

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from typing import NamedTuple

from coordplan.dates.days import DAY, bare_words, parse_day
from coordplan.dates.periods import MONTH, PROGRAM, QUARTER, YEAR, Period, parse_period
from coordplan.model import EVERY, Every
from coordplan.text.language import translate as _


class Deadline(NamedTuple):
    """What the words mean: a due date (with the start of the stretch they name), a recurrence, or ongoing."""

    due_on: date | None = None
    start_on: date | None = None
    every: Every | None = None
    ongoing: bool = False


_WITHIN = re.compile("^(?:trong|cuoi|den cuoi|den het|het|den) ")
_PREFIX = re.compile(r"(?:thoi (?:gian|han):? )?(?:phai )?(?:(?:hoan thanh|thuc hien|han)(?: xong)?|xong):? ")


def _stretch(first: date, last: date) -> Deadline:
    if first > last:
        raise ValueError(_("{first} is after {last}").format(first=first.isoformat(), last=last.isoformat()))
    return Deadline(due_on=last, start_on=first)


def _period(text: str) -> Period:
    """Return a period that is a deadline: not the whole program, whose days stand nowhere in the words."""
    period = parse_period(text)
    if period == PROGRAM:
        raise ValueError(text)
    return period


def _periods(first: str, last: str) -> Deadline:
    """Return from the first day of one period to the last of another."""
    return _stretch(_period(first).first_on, _period(last).last_on)


def _days(first: str, last: str) -> Deadline:
    """Return the days from one to another, of which the first may leave its year to the last."""
    end = parse_day(last)
    return _stretch(parse_day(f"{first}/{end.year}" if re.fullmatch(r"\d{1,2}/\d{1,2}", first) else first), end)


def _ongoing(_found: re.Match[str]) -> Deadline:
    return Deadline(ongoing=True)


def _recurring(every: Every) -> Callable[[re.Match[str]], Deadline]:
    return lambda _found: Deadline(every=every)


_EACH = "(?:hang|moi|dinh ky hang)"
_ONCE = "(?:0?1|mot) lan"
_A_TIME = " ?/? ?(?:0?1 )?lan"
_TO = r" ?(?:-|den(?: het)?) ?"
# As `bare_words` leaves them. The first that fits the whole text counts; what fits none may be a period.
_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Deadline]], ...] = tuple(
    (re.compile(form), read)
    for form, read in (
        # "before" leaves the named day out
        (f"truoc (?:ngay )?({DAY})", lambda m: Deadline(due_on=parse_day(m[1]) - timedelta(days=1))),
        (
            f"(?:(?:cham nhat|muon nhat)(?: la)? |den |den het |het )?(?:ngay )?({DAY})",
            lambda m: Deadline(due_on=parse_day(m[1])),
        ),
        # from one to another
        (rf"(?:tu )?(?:nam |giai doan )?(\d{{4}}){_TO}(?:nam )?(\d{{4}})", lambda m: _periods(m[1], m[2])),
        (
            rf"(?:tu )?{QUARTER}(?:{YEAR})?{_TO}(?:quy )?(i{{1,3}}|iv|[1-4]){YEAR}",
            lambda m: _periods(f"q{m[1]}/{m[2] or m[4]}", f"q{m[3]}/{m[4]}"),
        ),
        (
            rf"(?:tu )?thang {MONTH}(?:{YEAR})?{_TO}(?:thang )?{MONTH}{YEAR}",
            lambda m: _periods(f"{m[1]}/{m[2] or m[4]}", f"{m[3]}/{m[4]}"),
        ),
        (rf"(?:tu )?(?:ngay )?(\d{{1,2}}/\d{{1,2}}){_TO}(?:ngay )?({DAY})", lambda m: _days(m[1], m[2])),
        (rf"(?:tu )?(?:ngay )?({DAY}){_TO}(?:ngay )?({DAY})", lambda m: _days(m[1], m[2])),
        # without end
        (r"(?:lam )?thuong xuyen(?:(?:, | va | )(?:lien tuc|hang nam|trong nam|ca nam|theo quy dinh))?", _ongoing),
        (r"(?:thuong xuyen, )?lien tuc|khi (?:co )?(?:phat sinh|yeu cau|su kien|vu viec)", _ongoing),
        (r"theo yeu cau|dot xuat|khi can", _ongoing),
        # again and again
        (rf"{_EACH} tuan(?: {_ONCE})?|0?1 tuan{_A_TIME}|{_ONCE} ?/ ?(?:0?1 )?tuan", _recurring("week")),
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


def parse_deadline(text: str) -> Deadline:
    """Return what the words mean; raise ValueError with a sentence where they mean nothing or no day that exists."""
    words = bare_words(text)
    if found := _PREFIX.match(words):
        words = words[found.end() :]
    for form, read in _FORMS:
        if found := form.fullmatch(words):
            return read(found)
    words = _WITHIN.sub("", words)
    with suppress(ValueError):
        if not words.isdigit():  # a number alone may be anything
            return _periods(words, words)
    raise ValueError(
        _(
            '"{text}" is not a deadline that is understood; write a date (2022-06-30, 30/6/2022) or words such as '
            '"Quý II/2022", "Tháng 6/2022", "Trước ngày 15/12/2022", "Thường xuyên", "Hằng quý"'
        ).format(text=text.strip())
    )


def recurrence_in(text: str) -> Every | None:
    """Return how often something recurs by its words, or by their code; None where it does not."""
    code = text.strip().lower()
    if code in EVERY:
        return code
    try:
        return parse_deadline(text).every
    except ValueError:
        return None


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
    except ValueError:
        return False
    return True
