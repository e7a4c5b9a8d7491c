"""When a row is due by all that says it: its cell, how often, marks under months, the month or quarter it stands in.

What is put together here are words again (``Ngày 25 hằng tháng``, ``20/3``); what they mean is read elsewhere.
"""

import re
from collections.abc import Mapping, Sequence

from coordplan.dates.days import bare_words
from coordplan.dates.deadlines import lacks_year, parse_deadline
from coordplan.setting_up.annexes.grid import TextCell, one_line
from coordplan.setting_up.annexes.period_names import PeriodName, is_rhythm, period_name, words_within
from coordplan.setting_up.annexes.row_groups import RowGroup
from coordplan.text.folding import fold

_UNITS = {"thang": "Tháng", "quy": "Quý", "nam": "Năm"}
_BARE = re.compile(r"\d{1,4}|[IViv]{1,3}")
_ONCE = re.compile(r"(?:1|01|mot) lan|dot xuat|khi co|khong dinh ky|1")


def deadline_in_words(
    cells: Mapping[str, TextCell], headings: Mapping[str, str], groups: Sequence[RowGroup]
) -> tuple[str, str]:
    """Return when a row is due in words, and by what besides its own cell ("", "rhythm", "group" or "other-group").

    ``headings`` stand over its cells, by field; of the groups the innermost that is a time counts.
    """
    text = _with_unit(cells, headings, "due")
    rhythm = one_line(cells["every"].text) if "every" in cells else ""
    if rhythm:
        together = _with_rhythm(text, rhythm)
        if together != text:
            return together, "rhythm" if text else ""
    periods = [each for group in reversed(groups) if (each := group.period) is not None]
    if (own := period_name(_with_unit(cells, headings, "period"))) is not None:
        periods.insert(0, own)
    period = next((each for each in periods if each.kind != "year"), next(iter(periods), None))
    if period is None or (period.kind == "year" and (text or "due" in headings)):
        return text, ""
    within = words_within(period, text)
    if within is None:
        return text, "other-group" if period.has_none_of(bare_words(text)) else ""
    return within, "group" if within != text else ""


def _with_unit(cells: Mapping[str, TextCell], headings: Mapping[str, str], field: str) -> str:
    """Return what a cell says; a bare number with the month, quarter or year that its heading speaks of."""
    text = one_line(cells[field].text) if field in cells else ""
    if not _BARE.fullmatch(text):
        return text
    last_word = re.findall("[a-z]+", fold(headings.get(field, "")))[-1:]
    unit = _UNITS.get("".join(last_word))
    return f"{unit} {text}" if unit else text


def _with_rhythm(text: str, rhythm: str) -> str:
    """Return a deadline and how often it recurs as one: ``25`` and ``Hằng tháng``; else the deadline."""
    if not text:
        return rhythm
    if _ONCE.fullmatch(bare_words(rhythm)) or is_rhythm(text):
        return text
    small = rhythm[:1].lower() + rhythm[1:]
    if (within := words_within(PeriodName("rhythm", rhythm=rhythm), text)) is not None:
        return within
    for words in (f"{text} {small}", f"{rhythm} ({text})", f"{rhythm} ({text[:1].lower()}{text[1:]})"):
        if is_rhythm(words):
            return words
    return text if not is_rhythm(rhythm) and (_is_deadline(text) or lacks_year(text)) else f"{rhythm}, {text}"


def _is_deadline(text: str) -> bool:
    try:
        parse_deadline(text)
    except ValueError:
        return False
    return True
