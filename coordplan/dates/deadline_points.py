"""The days that words of a deadline name: one day, one stretch of time, or several of them.

``Trước 15/6 và 15/12``, ``Tháng 3, 6, 9``, ``Quý III-IV``. What leaves its year out is of the year that is given, or
raises ``YearMissingError``.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date, timedelta

from coordplan.dates.days import DAY, NoSuchDayError, parse_day
from coordplan.dates.periods import PROGRAM, parse_period
from coordplan.named_tuples import NamedTuple
from coordplan.text.language import translate as _
from coordplan.text.patterns import pattern

ANY_YEAR = 2024  # one that has every day


class YearMissingError(ValueError):
    """The words are a deadline as soon as a year is put to them."""


class UnknownWordsError(ValueError):
    """The words name no time."""


class NamedTime(NamedTuple):
    """A day by which something is due, with the start of the stretch that the words name, if they name one."""

    due_on: date
    start_on: date | None = None


_HOUR = r"(?:luc )?\d{1,2} ?(?:h|gio)(?: ?\d{2})?(?: phut)?,?"
_BY_THE_HOUR = pattern(rf"^(?:truoc |cham nhat |den )?{_HOUR} (?:ngay )?(?=\d)")
_TIME_OF_DAY = pattern(rf"[, ]+{_HOUR}$")
_SPELT = pattern(r"(?<!\d)(\d{1,2}) thang (\d{1,2})(?!\d)")
_OF_SEVERAL_MONTHS = pattern(
    r"(?P<mode>(?:truoc |cham nhat )?)(?:ngay )?(?P<day>\d{1,2}),? (?:cua )?(?:cac )?"
    r"thang (?P<months>\d{1,2}(?:(?:, ?| va )\d{1,2})+)(?P<year>(?:[/ ]| nam )\d{4}|)$"
)
_DAY_AFTER_MONTH = pattern(r"^(?:trong )?thang (\d{1,2})(/\d{4}|),? (truoc|den|cham nhat|)(?: ?ngay) (\d{1,2})$")
_YEAR_BESIDE = pattern(r" ?\((?:nam )?(\d{4})\)$")  # Quý II (2024)
_WITHOUT_YEAR = pattern(r"\d{1,2}[/.]\d{1,2}|(?:1[3-9]|2\d|3[01])-\d{1,2}")  # 3-5 may be months
_DAY_WITH_OR_WITHOUT_YEAR = pattern(rf"{DAY}|{_WITHOUT_YEAR.pattern}")
_MODE = pattern(
    "(?:(?P<before>truoc)|(?P<until>cham nhat|muon nhat|han chot|khong (?:qua|muon hon)|den het|den|het|vao cuoi|cuoi"
    "|nhan dip|vao dip|trong dip|dip|nhan|ky niem|chao mung)"
    "|(?:trong ca|trong|vao|ngay|la)) "
)
_BETWEEN = pattern(r" ?(?:[;&+]|,(?! ?nam \d{4}(?!,))| va ) ?")
_TO = pattern(r" ?(?:-|den het|den) ?")
_KIND = pattern(r"(?:ngay |thang |nam |quy ?|qui ?|q\.? ?|t(?=\d))")
_NUMBER = pattern(r"(?:20\d\d$|\d{1,2}|i{1,3}|iv)(?=$|[ /.,-])")
_MONTH_OF_DAY = pattern(r"\d{1,2}([/.]\d{1,2}\b)")


def named_times(words: str, year: int | None) -> list[NamedTime]:
    """Return what words (as ``bare_words`` leaves them) name, by day; raise ValueError where that is nothing."""
    words = _OF_SEVERAL_MONTHS.sub(_in_each_month, _YEAR_BESIDE.sub(r"/\1", words))
    words = _DAY_AFTER_MONTH.sub(r"\3 \4/\1\2", _SPELT.sub(r"\1/\2", words)).strip()
    words = _TIME_OF_DAY.sub("", _BY_THE_HOUR.sub("den ", words))
    try:
        return _named(words, year)
    except YearMissingError:
        with suppress(NoSuchDayError):  # which another year may have
            _named(words, ANY_YEAR)  # unknown even with a year?
        raise


def _in_each_month(found: re.Match[str]) -> str:
    """Return one day of several months as so many days: ``ngay 25 thang 3, 6``."""
    days = ", ".join(f"{found['day']}/{month}" for month in re.findall(r"\d+", found["months"]))
    return f"{found['mode']}{days}{found['year'].replace(' nam ', '/').replace(' ', '/')}"


def _named(words: str, year: int | None) -> list[NamedTime]:
    with suppress(UnknownWordsError):
        return [_one(words, year)]
    if between := _from_to(words, year):
        return [between]
    if narrower := _narrowed(words, year):
        return [narrower]
    items = _BETWEEN.split(words)
    if len(items) < 2:
        raise UnknownWordsError(words)
    return sorted(set(_several(items, year)))


def _narrowed(words: str, year: int | None) -> NamedTime | None:
    """Return the narrower of two times of which one holds the other: ``Tháng 6 (trước 15/6)``; None of other words."""
    found = re.fullmatch(r"(.+?)(?: ?\((.+)\)?|,? ((?:truoc|cham nhat|muon nhat|den) .+))", words)
    if found is None:
        return None
    parts = [each.rstrip(")") for each in found.groups() if each]
    own = next(filter(None, map(_own_year, parts)), year)
    try:
        narrow, wide = sorted((_one(each, own) for each in parts), key=_length)
    except UnknownWordsError:
        return None
    return narrow if wide.start_on is not None and wide.start_on <= narrow.due_on <= wide.due_on else None


def _length(time: NamedTime) -> timedelta:
    return time.due_on - (time.start_on or time.due_on)


def _one(words: str, year: int | None) -> NamedTime:
    before = until = False
    mode = ""
    while found := _MODE.match(words):
        mode, before, until = found[0], before or bool(found["before"]), until or bool(found["until"])
        words = words[found.end() :]
    if mode == "ngay " and not _DAY_WITH_OR_WITHOUT_YEAR.fullmatch(words):
        raise UnknownWordsError(words)  # of the day alone, in no month
    first, last = _days(words, year)
    if before:
        return NamedTime(first - timedelta(days=1))
    return NamedTime(last, None if until or first == last else first)


def _days(words: str, year: int | None) -> tuple[date, date]:
    """Return the first and last day of a day, month, quarter, part of a year, year or years."""
    if re.fullmatch(DAY, words):
        day = parse_day(words)
        return day, day
    if _WITHOUT_YEAR.fullmatch(words):
        if year is None:
            raise YearMissingError(words)
        day = parse_day(f"{re.sub('[.-]', '/', words)}/{year}")
        return day, day
    if words in ("nam", "ca nam"):
        if year is None:
            raise YearMissingError(words)
        words = str(year)
    elif words.isdigit():  # a number alone may be anything
        raise UnknownWordsError(words)
    try:
        period = parse_period(words, date(year or ANY_YEAR, 1, 1))
    except ValueError:
        raise UnknownWordsError(words) from None
    if period == PROGRAM:  # whose days stand nowhere in the words
        raise UnknownWordsError(words)
    if year is None and period != _without_default(words):
        raise YearMissingError(words)
    return period.first_on, period.last_on


def _without_default(words: str) -> object:
    with suppress(ValueError):
        return parse_period(words)
    return None


def _from_to(words: str, year: int | None) -> NamedTime | None:
    """Return from the first day of one time to the last of another; None where the words are not like that."""
    words = re.sub("^(?:(?:trong|tu|giai doan) )+", "", words)
    for to in _TO.finditer(words):
        left, right = words[: to.start()], words[to.end() :]
        kind = _KIND.match(left)
        if kind and _NUMBER.match(right):
            right = kind[0] + right
        with suppress(UnknownWordsError):
            last, own = _with_own_year(right, year)
            if re.fullmatch(r"(?:ngay )?\d{1,2}", left) and (month := _MONTH_OF_DAY.search(right)):
                left += month[1]
            elif _NUMBER.match(left) and not kind and (kind := _KIND.match(right)):
                left = kind[0] + left
            first = _one(left, own if own is not None else year)
            start_on = first.start_on or first.due_on
            if start_on > last.due_on:
                sentence = _("{first} is after {last}")
                raise ValueError(sentence.format(first=start_on.isoformat(), last=last.due_on.isoformat()))
            return NamedTime(last.due_on, start_on)
    return None


def _with_own_year(words: str, year: int | None) -> tuple[NamedTime, int | None]:
    """Return the time that words name, and the year that they say themselves, None where they leave it out."""
    try:
        found = _one(words, None)
    except YearMissingError:
        return _one(words, year), None
    return found, found.due_on.year


def _own_year(words: str) -> int | None:
    with suppress(ValueError):
        return _one(words, None).due_on.year
    return None


def _several(items: Sequence[str], year: int | None) -> Iterator[NamedTime]:
    """Yield the times of a list, in which each may leave to the others what they say already.

    The last one may say the year (or the month) of all, and the first what is meant of all: before, month, quarter.
    """
    whole = list(items)
    for number in range(1, len(whole)):
        mode, kind = _MODE.match(whole[0]), _KIND.match(_bare(whole[number - 1]))
        if kind and _NUMBER.match(whole[number]):
            whole[number] = kind[0] + whole[number]
        if mode and (mode["before"] or mode["until"]) and not _MODE.match(whole[number].removeprefix("ngay ")):
            whole[number] = mode[0] + whole[number]
    month = None
    for number in range(len(whole) - 1, -1, -1):
        if found := _MONTH_OF_DAY.search(whole[number]):
            month = found[1]
        elif month is not None and re.fullmatch(r"(?:ngay )?\d{1,2}", _bare(whole[number])):
            whole[number] += month
    last, own = _with_own_year(whole[-1], year)
    yield last
    for each in whole[:-1]:
        yield _one(each, own if own is not None else year)


def _bare(words: str) -> str:
    """Return words without before, until or within; the word for a day stays."""
    while (found := _MODE.match(words)) and found[0] != "ngay ":
        words = words[found.end() :]
    return words
