"""Columns of days in which day and month may be exchanged, and numbers in place of days: 12/31/2024, 45473, 15.1.

Where days are typed with the month first, only those after the 12th show it. Excel of another language than the days
are typed in makes days of those that it can read, day and month exchanged, and leaves the others as text.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from coordplan.dates.days import bare_words
from coordplan.named_tuples import NamedTuple
from coordplan.setting_up.annexes.findings import Finding, OpenQuestion, excerpt, option
from coordplan.setting_up.annexes.grid import Place, TextCell
from coordplan.setting_up.annexes.rows import AnnexRow
from coordplan.text.folding import fold, same_name_key
from coordplan.text.language import mark
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day

_DAY = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})(?:\2((?:20)?\d\d))?(?![\w/-]|\.\d)")
_FIELDS = ("due", "start")
DAY_FIRST, MONTH_FIRST = mark("day/month"), mark("month/day")
_ANSWERS = {
    DAY_FIRST: ("day/month", "ngay/thang", "d/m", "d/m/y"),
    MONTH_FIRST: ("month/day", "thang/ngay", "m/d", "m/d/y"),
}
_COUNTED = re.compile(r"3[6-9]\d{3}|[45]\d{4}")  # days from 1999 to 2064
_OF_10 = re.compile(r"(?:[1-9]|[12]\d|3[01])\.1")  # 15.10 that was typed is shown as 15.1
_ENOUGH = 3  # days of a column, so that it is hardly chance which of them are text


class _Doubt(NamedTuple):
    """Why the days of a column are doubted: one that has its month first, or else one that only text can be."""

    words: str
    month_first: bool


class DayOrders:
    """The columns of an annex whose days may be exchanged, and what was answered about them."""

    def __init__(self, rows: Iterable[AnnexRow], answers: Mapping[str, str]) -> None:
        self._answers = answers
        columns: dict[tuple[Place, str], list[tuple[AnnexRow, TextCell]]] = {}
        for row in rows:
            for field in _FIELDS:
                if field in row.cells:
                    columns.setdefault((row.grid.whole, field), []).append((row, row.cells[field]))
        self._doubts = {key: doubt for key, cells in columns.items() if (doubt := _doubt_of(cells)) is not None}

    def in_order(self, row: AnnexRow) -> tuple[AnnexRow, list[Finding]]:
        """Return a row with its days in the order that was answered, or what is to be asked about them."""
        findings: list[Finding] = []
        for field in _FIELDS:
            if field in row.cells and row.cells[field][1:] in row.grid.marks.numbers:
                row = self._of_number(row, field, findings)
            doubt = self._doubts.get((row.grid.whole, field))
            if doubt is None or field not in row.cells:
                continue
            cell = row.cells[field]
            is_day = cell[1:] in row.grid.marks.days
            if not _exchangeable(cell.text) or not (doubt.month_first or is_day) or _is_of_group(row, cell.text):
                continue
            answer = self._answer(row.column_words(field))
            if answer is None:
                findings.append(_finding(row, field, doubt))
            elif answer == MONTH_FIRST:
                row = row._replace(cells={**row.cells, field: cell._replace(text=_exchanged(cell.text))})
        return row, findings

    def _of_number(self, row: AnnexRow, field: str, findings: list[Finding]) -> AnnexRow:
        """Return a row with the day that a number stands for; the month of one such as 15.1 is to be asked for."""
        cell = row.cells[field]
        if _COUNTED.fullmatch(cell.text):
            day = date(1899, 12, 30) + timedelta(days=int(cell.text))
            sentence = _('"{number}" is taken for {day}, as workbooks count days')
            message = sentence.format(number=cell.text, day=write_day(day))
            findings.append(Finding(row.place(field), "counted-day", message, warning=True))
            return row._replace(cells={**row.cells, field: cell._replace(text=f"{day.day}/{day.month}/{day.year}")})
        if field == "due" and _OF_10.fullmatch(cell.text) and same_name_key(cell.text) not in self._answers:
            first, last = (cell.text.replace(".", "/"), cell.text.replace(".", "/") + "0")
            message = _('"{number}" is a number: {one} may be meant, or {other}').format(
                number=cell.text, one=first, other=last
            )
            remedy = _("say which: {option}").format(option=option("--answer", cell.text, last))
            question = OpenQuestion("deadline", same_name_key(cell.text), cell.text, (first, last))
            findings.append(Finding(row.place(field), "number-for-day", message, remedy, question=question))
        return row

    def _answer(self, heading: str) -> str | None:
        return order_in(self._answers.get(same_name_key(heading), ""))


def order_in(answer: str) -> str | None:
    """Return the order of day and month that an answer names, None where it names none."""
    return next((order for order, words in _ANSWERS.items() if fold(answer) in words), None)


def _doubt_of(cells: list[tuple[AnnexRow, TextCell]]) -> _Doubt | None:
    texts: list[str] = []
    days: list[str] = []
    for row, cell in cells:
        (days if cell[1:] in row.grid.marks.days else texts).append(cell.text)
    for text in texts:
        for first, _sign, second, year in _DAY.findall(text):
            if year and int(first) <= 12 < int(second) <= 31:
                return _Doubt(text, month_first=True)
    plain = [found for text in texts if (found := _DAY.fullmatch(text.strip())) is not None]
    parted = plain and days and all(int(found[1]) > 12 for found in plain) and all(map(_exchangeable, days))
    return _Doubt(plain[0][0], month_first=False) if parted and len(plain) + len(days) >= _ENOUGH else None


def _is_of_group(row: AnnexRow, text: str) -> bool:
    """Say whether a day is of the month that its row stands under, so that it is right as it is."""
    month = next((each.period for each in reversed(row.groups) if each.period is not None), None)
    return month is not None and month.kind == "month" and month.has_all_of(bare_words(text))


def _exchangeable(text: str) -> bool:
    """Say whether some day in a text is another one with day and month exchanged, or is one only then."""
    return any(int(first) <= 12 and first != second for first, _sign, second, _year in _DAY.findall(text))


def _exchanged(text: str) -> str:
    def turned(found: re.Match[str]) -> str:
        first, sign, second, year = found.groups()
        return found[0] if int(first) > 12 else f"{second}{sign}{first}{sign + year if year else ''}"

    return _DAY.sub(turned, text)


def _finding(row: AnnexRow, field: str, doubt: _Doubt) -> Finding:
    heading = row.column_words(field)
    if doubt.month_first:
        sentence = _('"{day}" has its month first: other days of the column may too')
    else:
        sentence = _(
            '"{day}" is text and earlier days of a month are not: Excel may have exchanged their day and month'
        )
    remedy = _("say how the column is to be read: {one} or {other}").format(
        one=option("--answer", heading, _(DAY_FIRST)), other=option("--answer", heading, _(MONTH_FIRST))
    )
    question = OpenQuestion("order", same_name_key(heading), heading, (_(DAY_FIRST), _(MONTH_FIRST)))
    message = sentence.format(day=excerpt(doubt.words))
    return Finding(row.place(field), "day-order", message, remedy, question=question)
