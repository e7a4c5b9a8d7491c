"""Columns that are months, quarters or years: which they are, and what marks and numbers under them say of a row."""

import re
from collections.abc import Iterator, Mapping, Sequence

from coordplan.named_tuples import NamedTuple
from coordplan.setting_up.annexes.grid import TextCell, one_line
from coordplan.setting_up.annexes.period_names import PeriodName, is_mark, is_rhythm, period_name, words_within
from coordplan.text.folding import fold

_BARE = re.compile(r"(0?[1-9]|1[0-2])|(iv|i{1,3})")
_OVER = re.compile(
    r"\b(?:thang|thoi (?:gian|han|diem)|tien do|lo trinh|lich|ke hoach|quy|nam|ky|phan ky|muc tieu|chi tieu)\b"
)
_LEAST = {"month": 3, "quarter": 2, "half": 2, "year": 2}
_NUMBER = re.compile(r"[<>≥≤]? ?\d[\d.,]* ?(?:%|(?!ngày|giờ|tuần|tháng|quý|h\b)[^\W\d].*)?", re.IGNORECASE)
_LONGEST_SIGN = 8
_UNMARKED = re.compile(r"[-–—☐□○.0/]|khong")
_FIGURE = re.compile(r"[1-9]")  # how many, as likely as a day of the month
_ASKS_NUMBER = re.compile(  # with its tones: Sở and so are other words
    r"(?:tổng )?số (?!hóa|hoá|liệu|\d)|.*\bsố (?:lượng|lượt|buổi|lớp|cuộc|kỳ|tin|bài)\b", re.IGNORECASE
)
_SPAN = re.compile(r"(\d{1,2}) ?[-–] ?(\d{1,2})")


def period_columns(rows: Sequence[Sequence[TextCell]]) -> dict[int, PeriodName]:
    """Return which columns of some rows of headings are months, quarters, halves or years.

    Figures alone (1 to 12, I to IV) count under a heading that speaks of time, or where all twelve stand in a row.
    """
    found: dict[int, PeriodName] = {}
    bare: dict[int, PeriodName] = {}
    for column in range(1, max(map(len, rows), default=0) + 1):
        texts = list(dict.fromkeys(filter(None, _texts(rows, column))))
        if not texts or len(texts[-1]) > 40:
            continue
        over = next((each for text in reversed(texts[:-1]) if (each := period_name(text))), None)
        if (name := period_name(texts[-1])) is not None:
            found[column] = _with_year(name, over)
        elif (name := _bare(texts[-1])) is not None:
            bare[column] = _with_year(name, over)
    found |= _trusted(bare, rows)
    enough = [kind for kind, least in _LEAST.items() if sum(each.kind == kind for each in found.values()) >= least]
    return {column: name for column, name in sorted(found.items()) if name.kind in enough}


def _with_year(name: PeriodName, over: PeriodName | None) -> PeriodName:
    return name._replace(year=over.year) if over is not None and name.year is None else name


def _texts(rows: Sequence[Sequence[TextCell]], column: int) -> list[str]:
    return [one_line(row[column - 1].text) for row in rows if column <= len(row)]


def _bare(text: str) -> PeriodName | None:
    found = _BARE.fullmatch(fold(text).strip("(). "))
    if found is None:
        return None
    return (
        PeriodName("month", int(found[1]))
        if found[1]
        else PeriodName("quarter", len(found[2]) if found[2] != "iv" else 4)
    )


def _trusted(bare: Mapping[int, PeriodName], rows: Sequence[Sequence[TextCell]]) -> dict[int, PeriodName]:
    """Return those of columns with bare figures that follow each other under a heading of time."""
    trusted: dict[int, PeriodName] = {}
    for run in _runs(bare):
        over = " ".join(fold(text) for column in run for text in _texts(rows, column)[:-1])
        others = {fold(text) for column in run[1:] for text in _texts(rows, column)[:-1] if text}
        spoken = bool(_OVER.search(over)) and all(_OVER.search(text) for text in others)
        whole = len(run) == (12 if bare[run[0]].kind == "month" else 4) and not over.strip()
        if spoken or whole:
            trusted |= {column: bare[column] for column in run}
    return trusted


def _runs(bare: Mapping[int, PeriodName]) -> Iterator[list[int]]:
    """Yield the columns whose figures count up, side by side."""
    run: list[int] = []
    for column in sorted(bare):
        if run and (column != run[-1] + 1 or bare[column][:2] != (bare[run[-1]].kind, bare[run[-1]].number + 1)):
            yield run
            run = []
        run.append(column)
    if run:
        yield run


class MarkedPeriods(NamedTuple):
    """What a row says under its columns of periods: cells under the keys of fields, and how they were taken."""

    cells: dict[str, TextCell]
    taken_as: str = ""  # "several", "days", "figures", "targets": what is said of it


class _Mark(NamedTuple):
    """A cell under one or several columns (a merged one), with what it says."""

    first: PeriodName
    last: PeriodName
    cell: TextCell


def marked_periods(
    row: Sequence[TextCell], columns: Mapping[int, PeriodName], has_unit: bool = False, title: str = ""
) -> MarkedPeriods | None:
    """Return what marks, days and numbers under periods say; None where nothing stands there.

    ``has_unit`` says that the row has a unit, in which its numbers count; so they do where its title asks for a number.
    """
    marks: list[_Mark] = []
    marked_by_one = any(cell.text == "0" for cell in row)  # 1 and 0 for yes and no
    for column, name in columns.items():
        cell = row[column - 1] if column <= len(row) else None
        if cell is None or not cell.text or _is_unmarked(cell.text) or cell.column not in columns:
            continue
        if marked_by_one and cell.text == "1":
            cell = cell._replace(text="x")
        if marks and marks[-1].cell == cell:
            marks[-1] = marks[-1]._replace(last=name)
        elif not any(mark.cell == cell for mark in marks):
            marks.append(_Mark(name, name, cell))
    if not marks:
        return None
    texts = [one_line(mark.cell.text) for mark in marks]
    cell = marks[0].cell
    if all(mark.first.kind == "year" for mark in marks):
        return _of_years(marks, texts)
    if len(marks) == 1 and words_within(marks[0].last, texts[0]) is None and is_rhythm(texts[0]):
        return MarkedPeriods({"due": cell})
    if all(map(is_mark, texts)):
        return MarkedPeriods(_of_marks(marks), "several" if len(marks) > 1 else "")
    if all(map(_NUMBER.fullmatch, texts)) and (
        has_unit or _asks_number(title) or _are_amounts(marks, texts, row, columns)
    ):
        return _of_amounts(marks, texts)
    found = _of_days(marks, texts)
    if not all(map(_FIGURE.fullmatch, texts)) or any(mark.first.kind != "month" for mark in marks):
        return found
    printed = cell._replace(text=_printed_words(marks, texts))
    months = cell._replace(text=_of_marks(marks)["due"].text)
    return MarkedPeriods({**found.cells, "details": printed, "months": months}, "figures")


def _asks_number(title: str) -> bool:
    return _ASKS_NUMBER.match(title) is not None


def _is_unmarked(text: str) -> bool:
    return len(text) < _LONGEST_SIGN and _UNMARKED.fullmatch(fold(text)) is not None


def _are_amounts(
    marks: Sequence[_Mark], texts: Sequence[str], row: Sequence[TextCell], columns: Mapping[int, PeriodName]
) -> bool:
    """Say whether numbers are how much is to be done, and not on which day: none could be, or their sum is there."""
    if any(mark.first.kind != "month" for mark in marks) or not all(map(str.isdecimal, texts)):
        return True
    if max(map(int, texts)) > _MOST_DAYS:
        return True
    total = str(sum(map(int, texts)))
    return len(marks) > 1 and any(cell.text == total for number, cell in enumerate(row, 1) if number not in columns)


def _of_amounts(marks: Sequence[_Mark], texts: Sequence[str]) -> MarkedPeriods:
    """Return when what has amounts is due: one that is always the same is the target, others are told in the note."""
    cells = _of_marks(marks)
    due = cells["due"]
    if len(set(texts)) == 1:
        cells["target"] = due._replace(text=texts[0])
    else:
        cells["details"] = due._replace(text=_printed_words(marks, texts))
    return MarkedPeriods(cells, "amounts")


def _printed_words(marks: Sequence[_Mark], texts: Sequence[str]) -> str:
    """Return what is printed under each month: ``Tháng 6: 10-12, Tháng 10: 25``."""
    return ", ".join(f"{mark.last.words}: {text}" for mark, text in zip(marks, texts, strict=True))


def _of_marks(marks: Sequence[_Mark]) -> dict[str, TextCell]:
    """Return the deadline of some marked months or quarters: how often, where they are all there are of it."""
    due = marks[0].cell
    if len(marks) == 1 and marks[0].first != marks[0].last:
        return {"due": due._replace(text=_span(marks[0].first, marks[0].last))}
    names = [name for mark in marks for name in _between(mark)]
    years = {name.year for name in names}
    rhythm = _rhythm(names) if len(years) == 1 else ""
    cells = {"due": due._replace(text=rhythm or _listed(names))}
    if rhythm and names[0].year is not None:
        cells["years"] = due._replace(text=f"{names[0].year}-{names[0].year}")
    return cells


def _between(mark: _Mark) -> list[PeriodName]:
    if mark.first.kind != mark.last.kind or mark.first.number >= mark.last.number:
        return [mark.first]
    return [mark.first._replace(number=number) for number in range(mark.first.number, mark.last.number + 1)]


def _span(first: PeriodName, last: PeriodName) -> str:
    if first.kind == last.kind and first.year == last.year and first.kind != "year":
        return f"{first._replace(year=None).words}-{last.numeral}{last.of_year}"
    return f"Từ {first.words.lower()} đến {last.words.lower()}"


def _rhythm(names: Sequence[PeriodName]) -> str:
    months = sorted({name.last_month for name in names})
    if months == list(range(1, 13)):
        return "Hằng tháng"
    if months == [3, 6, 9, 12]:
        return "Hằng quý"
    return "6 tháng/lần" if months == [6, 12] else ""


def _listed(names: Sequence[PeriodName]) -> str:
    first = names[0]
    if all(name.kind == first.kind and name.year == first.year for name in names):
        return f"{first._replace(year=None).words}{''.join(f', {name.numeral}' for name in names[1:])}{first.of_year}"
    return ", ".join(name.words for name in names)


_MOST_DAYS = 31
_LAST_OF_ALL_MONTHS = 28
_DAY_WITHIN = {
    "Hằng tháng": "Ngày {day} hằng tháng",
    "Hằng quý": "Ngày {day} tháng cuối quý",
    "6 tháng/lần": "{day}/6 và {day}/12 hằng năm",
}


def _of_days(marks: Sequence[_Mark], texts: Sequence[str]) -> MarkedPeriods:
    """Return the deadline of days, dates or words that stand under their months; what is none is asked about."""
    due = marks[0].cell
    rhythm = _rhythm([mark.last for mark in marks]) if all(mark.first.kind == "month" for mark in marks) else ""
    if len(set(texts)) == 1 and rhythm and texts[0].isdecimal() and int(texts[0]) <= _LAST_OF_ALL_MONTHS:
        return MarkedPeriods({"due": due._replace(text=_DAY_WITHIN[rhythm].format(day=texts[0]))}, "days")
    cells: dict[str, TextCell] = {}
    if len(marks) > 1:  # of days from one to another in several months, the last; the note keeps what is printed
        if any(map(_SPAN.fullmatch, texts)):
            cells["details"] = due._replace(text=_printed_words(marks, texts))
        texts = [found[2] if (found := _SPAN.fullmatch(text)) else text for text in texts]
    within = [words_within(mark.last, text) for mark, text in zip(marks, texts, strict=True)]
    first, *others = (
        words or f"{mark.last.words}: {text}" for words, mark, text in zip(within, marks, texts, strict=True)
    )
    others = [f"{each[:1].lower()}{each[1:]}" for each in others]
    words = f"{', '.join([first, *others[:-1]])} và {others[-1]}" if others else first
    return MarkedPeriods({"due": due._replace(text=words), **cells}, "days" if all(within) else "")


def _of_years(marks: Sequence[_Mark], texts: Sequence[str]) -> MarkedPeriods:
    """Return what stands under years: the years in which something is done, or its target in each."""
    first = marks[0].cell
    years = sorted({year for mark in marks for year in range(mark.first.year or 0, (mark.last.year or 0) + 1)})
    in_turn = years == list(range(years[0], years[-1] + 1))
    cells: dict[str, TextCell] = {}
    taken_as = "several"
    if in_turn and len(set(texts)) == 1 and is_rhythm(texts[0]):
        return MarkedPeriods({"due": first, "years": first._replace(text=f"{years[0]}-{years[-1]}")})
    if all(_NUMBER.fullmatch(text) and not is_mark(text) for text in texts):
        taken_as = "targets"
        cells["target"] = first._replace(
            text="; ".join(f"{mark.first.year}: {text}" for mark, text in zip(marks, texts, strict=True))
        )
    elif not all(map(is_mark, texts)):
        return _of_days(marks, texts)
    if len(years) == 1:
        return MarkedPeriods({"due": first._replace(text=f"Năm {years[0]}"), **cells}, "targets" if cells else "")
    if in_turn:
        cells |= {"due": first._replace(text="Hằng năm"), "years": first._replace(text=f"{years[0]}-{years[-1]}")}
    else:
        cells["due"] = first._replace(text=", ".join(f"31/12/{year}" for year in years[:-1]) + f" và 31/12/{years[-1]}")
    return MarkedPeriods(cells, taken_as)
