"""Deadlines in the words of annexes: ``Quý II/2022``, ``Trước ngày 15/12/2022``, ``Ngày 25 hằng tháng``.

The printed words are kept beside the date by whoever asks; here they only become due dates, a recurrence or neither.
What has no right answer by rule (``Giữa tháng 5``) is not understood: ``deadline_proposals`` says what may be meant.
"""

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import date

from coordplan.dates.days import bare_words
from coordplan.dates.deadline_points import ANY_YEAR, NamedTime, UnknownWordsError, YearMissingError, named_times
from coordplan.dates.periods import MONTHS_OF
from coordplan.model import EVERY, Every
from coordplan.named_tuples import NamedTuple
from coordplan.text.language import translate as _
from coordplan.text.patterns import pattern


class Deadline(NamedTuple):
    """What the words mean: due dates (with the start of the stretch they name), a recurrence, or ongoing.

    ``due_day``, ``due_month``, ``start_month`` and ``due_days`` are those of ``model.Activity``.
    """

    due_on: date | None = None
    start_on: date | None = None
    every: Every | None = None
    ongoing: bool = False
    due_day: int | None = None
    due_month: int | None = None
    start_month: int | None = None
    due_days: tuple[str, ...] = ()


_PREFIX = pattern(
    r"(?:thoi (?:gian|han|diem):? )?(?:phai )?"
    r"(?:(?:hoan thanh|thuc hien|han(?! chot)|to chuc|bao cao|gui|nop|trinh|ban hanh)(?: xong)?|xong|tu nay):? "
)
_ONGOING = pattern(
    r"(?:lam |thuc hien )?thuong xuyen(?:(?:, | va | )(?:lien tuc|hang nam|hang ngay|trong nam|ca nam|theo quy dinh))?"
    r"|(?:thuong xuyen, )?lien tuc|(?:ngay |trong )?khi (?:co )?(?:phat sinh|yeu cau|su kien|vu viec|chi dao|dot xuat)"
    r"|theo yeu cau|dot xuat|khi can|quanh nam|khong (?:co )?(?:thoi )?han"
)
_ONCE = "(?:0?1|mot) lan"
_A_TIME = " ?/? ?(?:0?1 |mot )?lan"
_EACH = "(?:(?:dinh ky )?(?:hang|moi)(?: mot)?)"
_UNITS: dict[str, Every] = {"tuan": "week", "thang": "month", "quy": "quarter", "qui": "quarter", "nam": "year"}
_UNIT = "(tuan|thang|qu[yi]|nam)"
# As `bare_words` leaves them: how often alone, on the last day of each period
_RHYTHM_FORMS: tuple[tuple[str, Every | None], ...] = (
    (rf"(?:{_EACH}|dinh ky|theo) {_UNIT}(?:,? ?{_ONCE})?|0?1/{_UNIT}|(?:0?1 |mot )?{_UNIT}{_A_TIME}", None),
    (rf"{_ONCE} ?(?:/|moi|trong) ?(?:0?1 |mot )?{_UNIT}", None),
    (rf"0?3 thang{_A_TIME}|dinh ky 0?3 thang|(?:moi|mot|0?1) nam 0?4 lan", "quarter"),
    (r"0?4 lan ?(?:/|moi|trong) ?(?:0?1 |mot )?nam", "quarter"),
    (rf"0?6 thang{_A_TIME}|(?:hang|moi|dinh ky)(?: moi)? 0?6 thang(?: {_ONCE})?", "half"),
    (rf"{_ONCE} ?/ ?0?6 thang|0?6 thang(?:, | va )(?:hang |mot |1 |ca )?nam", "half"),
    (r"(?:0?2|hai) lan ?(?:/|moi|trong) ?(?:0?1 |mot )?nam|(?:moi|mot|0?1) nam (?:0?2|hai) lan", "half"),
    (r"(?:hang |moi )?nua nam(?: mot lan)?", "half"),
    (r"12 lan ?/ ?(?:0?1 )?nam", "month"),
)
_RHYTHMS = tuple((pattern(form), every) for form, every in _RHYTHM_FORMS)
_BEFORE = "(?P<before>truoc )?(?:(?:cham nhat|muon nhat|den het|den|het|vao|la) )*"
_DAY_OF_MONTH = pattern(rf"{_BEFORE}(?:ngay )?(?P<day>\d{{1,2}})(?: (?:cua )?thang)?")
_DAYS_OF_MONTH = pattern(r"(?:vao )?(?:cac )?ngay \d{1,2}(?:(?:, ?| va )(?:ngay )?\d{1,2})+")
_OF_QUARTER = pattern(
    rf"{_BEFORE}(?:(?:ngay )?(?P<day>\d{{1,2}}),? ?|ngay cuoi (?:cung )?)?(?:cua )?"
    r"(?P<month>thang (?:cuoi(?: cung)?|dau(?: tien)?|giua|thu (?:nhat|hai|ba|1|2|3))) (?:cua )?(?:hang |moi )?"
    r"(?:quy|qui)(?:,? (?:cho |cua )?(?:quy )?(?:sau|tiep theo|ke tiep))?"
)
_WEEKDAYS = {
    **{f"thu {name}": number for number, name in enumerate(("hai", "ba", "tu", "nam", "sau", "bay"), 1)},
    **{f"thu {number + 1}": number for number in range(1, 7)},
    "chu nhat": 7,
}
_END = pattern("(?:vao )?(?:ngay )?cuoi(?: cung)?(?: cua)?(?: (?:thang|quy|nam|tuan))?")
_APART = pattern(r" ?[,;:(-] ?\(?|(?= (?:hang|moi|dinh ky) )|(?<=thang) |(?<=quy) |(?<=nam) |(?<=tuan) ")
_LAST_DAY = 31


def parse_deadline(text: str, year: int | None = None) -> Deadline:
    """Return what the words mean; raise ValueError with a sentence where they mean nothing or no day that exists.

    Words that leave their year out are of ``year``; without it several days, months or quarters are those of each year.
    """
    try:
        return _understood(text, year)
    except YearMissingError:
        times = _times_of_any_year(text)
        if len(times) > 1:
            return _yearly(times)
        sentence = _('"{text}" leaves its year out; write it too, as in "Quý II/2022" or "30/6/2022"')
        raise YearMissingError(sentence.format(text=text.strip())) from None


def _understood(text: str, year: int | None) -> Deadline:
    words = _bare(text)
    if _ONGOING.fullmatch(words):
        return Deadline(ongoing=True)
    if every := _rhythm(words):
        return Deadline(every=every)
    if (found := _recurring(words)) is not None:
        return found
    try:
        times = named_times(words, year)
    except UnknownWordsError:
        raise ValueError(
            _(
                '"{text}" is not a deadline that is understood; write a date (2022-06-30, 30/6/2022) or words such as '
                '"Quý II/2022", "Tháng 6/2022", "Trước ngày 15/12/2022", "Thường xuyên", "Hằng quý"'
            ).format(text=text.strip())
        ) from None
    if len(times) == 1:
        return Deadline(due_on=times[0].due_on, start_on=times[0].start_on)
    return several_days([each.due_on for each in times])


def several_days(days: Sequence[date]) -> Deadline:
    """Return the deadline of something that is due on each of some days."""
    days = sorted(set(days))
    return Deadline(due_on=days[0], due_days=tuple(day.isoformat() for day in days) if len(days) > 1 else ())


def _bare(text: str) -> str:
    words = bare_words(text)
    found = _PREFIX.match(words)
    return words[found.end() :] if found else words


def _rhythm(words: str) -> Every | None:
    for form, every in _RHYTHMS:
        if found := form.fullmatch(words):
            return every or _UNITS[next(unit for unit in found.groups() if unit)]
    return None


def _recurring(words: str) -> Deadline | None:
    """Return a recurrence on a day of its periods: its rhythm and the day in either order; None where it is none."""
    if found := _OF_QUARTER.fullmatch(words):
        return _of_quarter(found)
    words = words.removesuffix(")")
    for apart in _APART.finditer(words):
        first, second = words[: apart.start()].strip(), words[apart.end() :].strip()
        for rhythm, point in ((first, second), (second, first)):
            if point and (every := _rhythm(rhythm)) and (found_in := _within(every, point)) is not None:
                return found_in
    return None


def _within(every: Every, point: str) -> Deadline | None:
    """Return a recurrence that falls due on a named day of its periods; None where the words name none."""
    if every == "week":
        day = _WEEKDAYS.get(re.sub("^(?:vao )?(?:(?:sang|chieu|toi) )?(?:ngay )?", "", point))
        return None if day is None else Deadline(every=every, due_day=day)
    if _END.fullmatch(point):
        return Deadline(every=every)
    if every == "quarter" and (found := _OF_QUARTER.fullmatch(point)):
        return _of_quarter(found)
    if every in ("month", "quarter") and (found := _DAY_OF_MONTH.fullmatch(point)):
        return _due_on_day(every, int(found["day"]), bool(found["before"]))
    if every == "month" and (days := re.findall(r"\d{1,2}", point)) and _DAYS_OF_MONTH.fullmatch(point):
        return Deadline(every="year", due_days=_in_every_month([int(day) for day in days]))
    if every in ("year", "half", "quarter") and not re.search(r"\d{4}", point):
        with suppress(ValueError):
            times = named_times(point, ANY_YEAR)
            if every == "year" or len(times) == {"half": 2, "quarter": 4}[every]:
                return _yearly(times)
    return None


def _due_on_day(every: Every, day: int, before: bool) -> Deadline | None:
    if not 1 <= day <= _LAST_DAY:
        return None
    day = (day - 1 or _LAST_DAY) if before else day  # before the first: on the last of the month before
    return Deadline(every=every, due_day=None if day == _LAST_DAY else day)


def _of_quarter(found: re.Match[str]) -> Deadline | None:
    """Return what falls due in the first, second or last month of each quarter."""
    day, before = int(found["day"] or _LAST_DAY), bool(found["before"]) and found["day"] is not None
    if re.search("cuoi|ba|3", found["month"]):
        return _due_on_day("quarter", day, before)
    first = 2 if re.search("giua|hai|2", found["month"]) else 1
    if not 1 <= day <= _LAST_DAY or (before and day == 1):
        return None
    day -= before
    days = tuple(f"{month:02d}-{min(day, MONTHS_OF[month]):02d}" for month in range(first, 13, 3))
    return Deadline(every="year", due_days=days)


def _in_every_month(days: Sequence[int]) -> tuple[str, ...]:
    return tuple(
        sorted({f"{month:02d}-{min(day, last):02d}" for month, last in MONTHS_OF.items() for day in days if day})
    )


def _times_of_any_year(text: str) -> list[NamedTime]:
    with suppress(ValueError):
        return named_times(_bare(text), ANY_YEAR)
    return []


def _yearly(times: Sequence[NamedTime]) -> Deadline:
    """Return what falls due every year on these days."""
    if len(times) > 1:
        return Deadline(every="year", due_days=tuple(sorted({f"{each.due_on:%m-%d}" for each in times})))
    [time] = times
    month, day = time.due_on.month, time.due_on.day
    if time.start_on is None:
        is_last = day == MONTHS_OF[month]
        if month == 12:
            return Deadline(every="year", due_day=None if is_last else day)
        return Deadline(every="year", due_day=day, due_month=month)
    start = time.start_on.month
    if time.start_on.day != 1 or day != MONTHS_OF[month]:
        raise ValueError(time)
    if (start, month) == (1, 12):
        return Deadline(every="year")
    return Deadline(every="year", due_month=month, start_month=None if start == month else start)


def parse_year_day(text: str) -> str:
    """Return a day of any year as ``05-31``; raise ValueError where it is none, or is of one year."""
    try:
        [time] = named_times(_bare(text), ANY_YEAR)
        if lacks_year(text) and time.start_on is None:
            return f"{time.due_on:%m-%d}"
    except ValueError:
        pass
    raise ValueError(_('"{text}" is not a day of every year; write 31/5').format(text=text.strip()))


def rhythm_in(text: str) -> Deadline:
    """Return what words of a schedule mean, or the code of a recurrence; nothing where they mean nothing."""
    code = text.strip().lower()
    if code in EVERY:
        return Deadline(every=code)
    with suppress(ValueError):
        return parse_deadline(text)
    return Deadline()


def with_year(text: str, year: int) -> str:
    """Return words that leave their year out (``Quý II``, ``Trước 15/12``) with a year; others as they are."""
    if not lacks_year(text):
        return text
    bare = text.strip().rstrip(".;,")
    candidates = [f"{bare}/{year}", f"{bare} năm {year}", f"{bare} {year}"]
    if re.search(r"\d thang \d+$", bare_words(bare)):  # 15 tháng 12
        candidates = candidates[1:]
    try:
        meant = _understood(text, year)
    except ValueError:
        return candidates[0]  # of which no year has the day
    for each in candidates:
        with suppress(ValueError):
            if _understood(each, None) == meant:
                return each
    return ", ".join(meant.due_days) or str(meant.due_on)


def lacks_year(text: str) -> bool:
    """Say whether the words are a deadline as soon as a year is put to them."""
    try:
        _understood(text, None)
    except YearMissingError:
        return True
    except ValueError:
        return False
    return False
