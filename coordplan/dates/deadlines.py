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


_DAY = r"(?:ngay )?(\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{4}-\d{1,2}-\d{1,2})"
_YEAR = r"(?: ?/ ?| nam | )(\d{4})"
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def _months(year: int, first: int, last: int) -> Deadline:
    return Deadline(due_on=month_end(year, last), start_on=date(year, first, 1))


def _quarter(found: re.Match[str]) -> Deadline:
    number = _ROMAN[found[1]] if found[1] in _ROMAN else int(found[1])
    return _months(int(found[2]), 3 * number - 2, 3 * number)


def _period(found: re.Match[str]) -> Deadline:
    first, last = parse_period(found[0]).window()
    return Deadline(due_on=last, start_on=first)


# Read after folding, so without marks and in lower case. The first that fits the whole text counts.
_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Deadline]], ...] = tuple(
    (re.compile(form), read)
    for form, read in (
        # "before" leaves the named day out
        (rf"truoc {_DAY}", lambda m: Deadline(due_on=parse_day(m[1]) - timedelta(days=1))),
        (rf"(?:cham nhat |den |den het |het )?{_DAY}", lambda m: Deadline(due_on=parse_day(m[1]))),
        (rf"(?:trong )?quy (i{{1,3}}|iv|[1-4]){_YEAR}", _quarter),
        (rf"(?:trong )?thang 0?([1-9]|1[0-2]){_YEAR}", lambda m: _months(int(m[2]), int(m[1]), int(m[1]))),
        (rf"(?:trong )?0?6 thang dau{_YEAR}", lambda m: _months(int(m[1]), 1, 6)),
        (rf"(?:trong )?0?6 thang cuoi{_YEAR}", lambda m: _months(int(m[1]), 7, 12)),
        (rf"(?:trong )?0?9 thang(?: dau)?{_YEAR}", lambda m: _months(int(m[1]), 1, 9)),
        (r"(?:trong |cuoi )?nam (\d{4})", lambda m: _months(int(m[1]), 1, 12)),
        (r"\d{4}(?:-(?:h[12]|9m|q[1-4]|\d{2}))", _period),
        (r"(?:lam |thuc hien )?thuong xuyen|(?:thuong xuyen, )?lien tuc", lambda _m: Deadline(ongoing=True)),
        (r"(?:hang|moi|dinh ky hang) thang|0?1 thang ?/ ?(?:1 )?lan", lambda _m: Deadline(every="month")),
        (r"(?:hang|moi|dinh ky hang) quy|0?3 thang ?/ ?(?:1 )?lan", lambda _m: Deadline(every="quarter")),
        (
            r"0?6 thang ?/ ?(?:1 )?lan|(?:hang|moi|dinh ky) 0?6 thang|0?6 thang(?:, | va )(?:hang )?nam",
            lambda _m: Deadline(every="half"),
        ),
        (r"(?:hang|moi|dinh ky hang) nam|0?1 nam ?/ ?(?:1 )?lan", lambda _m: Deadline(every="year")),
    )
)


def parse_deadline(text: str) -> Deadline:
    """Return what the words mean; raise ValueError with a sentence where they mean nothing or no day that exists."""
    folded = fold(text)
    for form, read in _FORMS:
        if found := form.fullmatch(folded):
            return read(found)
    raise ValueError(
        _(
            '"{text}" is no deadline that is understood; write a date (2022-06-30, 30/6/2022) or words such as '
            '"Quý II/2022", "Tháng 6/2022", "Trước ngày 15/12/2022", "Thường xuyên", "Hằng quý"'
        ).format(text=text.strip())
    )
