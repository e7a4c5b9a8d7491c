"""Single cells as people fill them in: days, progress, yes and no, text. Each is understood, or asked about."""

import re
from datetime import date, timedelta
from unicodedata import category

from coordplan.collecting.collect.returned_form import FormCell
from coordplan.dates.days import NoSuchDayError, bare_words, parse_day
from coordplan.errors import Refused
from coordplan.model import Target
from coordplan.progress import (
    Progress,
    checked_percent,
    is_done,
    is_falling,
    parse_number,
    parse_progress,
    refuse_below_nothing,
    write_target,
)
from coordplan.text.folding import fold, same_name_key
from coordplan.text.language import translate as _
from coordplan.text.typed_words import TYPED_PROGRESS, code_typed, several_meanings
from coordplan.text.writing import write_day, write_number

# Signs for "nothing", and what is written where there is nothing to say (folded)
NOTHING = {"", "-", "–", "—", ".", "..", "...", "…", "/", "_"}
_NO_WORDS = NOTHING | {"khong", "khong co", "ko", "k", "none", "no", "nil", "n/a", "khong co gi"}
_YES = {
    *("x", "v", "✓", "✔", "☑", "√", "co", "roi", "xong", "da xong", "xong roi", "da", "hoan thanh"),
    *("da hoan thanh", "hoan tat", "da hoan tat", "ht", "dat", "yes", "y", "true", "done", "finished", "ok"),
}
_NOT_YET = {
    *("khong", "chua", "chua xong", "chua hoan thanh", "not finished", "no", "n", "false", "ko", "dang lam"),
    *("dang thuc hien", "dang trien khai", "chua thuc hien", "chua trien khai"),
}
_NOT_BEGUN = {"chua", "chua thuc hien", "chua trien khai", "chua lam", "chua bat dau", "chua co", "khong"}
_REACHED = re.compile(  # "đã hoàn thành khoảng 80%"
    r"^(?:(?:đã|da|đạt|dat|được|duoc|hoàn thành|hoan thanh|thực hiện|thuc hien|khoảng|khoang)\s+)*"
    r"(?:đạt|dat|được|duoc|hoàn thành|hoan thanh|thực hiện|thuc hien|khoảng|khoang|~)\s*:?\s*(?=\d)",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"(?<=\d) ?(?:phần trăm|phan tram)", re.IGNORECASE)
_WITH_NOTE = re.compile(r"(.*?)\s*(?:\((.+)\))?", re.DOTALL)
_NOT_IN_NOTE = re.compile(r"\b(?:chua|du kien|not|planned)\b")
_HELD = {"suspended", "resumed", "cancelled"}
_WITHOUT_YEAR = re.compile(r"(?:ngay )?(\d{1,2})(?:[/.-]| thang )(\d{1,2})")
_FIRST_DAY = date(1899, 12, 30)  # from which workbooks count
_DAY_NUMBERS = ((date(2000, 1, 1) - _FIRST_DAY).days, (date(2100, 1, 1) - _FIRST_DAY).days)
_MOMENT = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})[ t]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?")


def parse_day_cell(cell: FormCell, days: tuple[date, date] | None = None) -> date | None:
    """Return the day of a cell, None where it is blank; raise ValueError with a sentence where it is no day.

    Of a day without its year, ``days`` are the first and the last that may be meant.
    """
    value = cell.value
    if value is None or isinstance(value, date):
        return value
    if is_day_number(cell):
        return _FIRST_DAY + timedelta(days=int(float(value)))
    if isinstance(value, bool | float):
        raise ValueError(_('"{text}" is not a date').format(text=_as_text(value)))
    text = fold(value)
    if text in NOTHING:
        return None
    if days is not None and (found := _WITHOUT_YEAR.fullmatch(bare_words(value))):
        return _day_of_period(value, found[1], found[2], days)
    found = _MOMENT.fullmatch(text)
    return parse_day(found[1] if found else value)


def is_day_number(cell: FormCell) -> bool:
    """Say whether a cell holds a day as a workbook counts it, which it shows where the format of a date got lost."""
    value = cell.value
    if isinstance(value, str) and re.fullmatch(r"\d{5}", value):
        value = float(value)
    return isinstance(value, float) and _DAY_NUMBERS[0] <= value < _DAY_NUMBERS[1]


def _day_of_period(text: str, day: str, month: str, days: tuple[date, date]) -> date:
    for year in range(days[1].year, days[0].year - 1, -1):
        try:
            found = parse_day(f"{day}/{month}/{year}")
        except NoSuchDayError:
            if year == days[0].year:
                raise
            continue
        if days[0] <= found <= days[1]:
            return found
    raise ValueError(
        _('"{text}" has no year, and is not a day from {first} to {last}').format(
            text=text, first=write_day(days[0]), last=write_day(days[1])
        )
    )


def parse_finished_cell(cell: FormCell) -> bool | None:
    """Return whether a cell says finished or not, None where it is blank; raise ValueError where it says neither."""
    value = cell.value
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, float) and cell.percent and value == 1:
        return True
    if isinstance(value, str):
        word = fold(value).strip(" .!()[]")
        if word in NOTHING:
            return None
        if word in _YES or word == "100%":
            return True
        if word in _NOT_YET:
            return False
    raise ValueError(_('"{text}" says neither that it is finished nor that it is not').format(text=shown(cell)))


def parse_progress_cell(cell: FormCell, target: Target | None) -> Progress | None:
    """Return the progress of a cell, None where it is blank; raise Refused, with what would be right.

    Without a target a number is a percent: ``60`` and ``0.6`` are both 60%, as a cell shows them; ``1`` could be 1% or
    100%.
    """
    value = cell.value
    if value is None:
        return None
    if isinstance(value, bool):
        return Progress("done") if value else Progress("percent", percent=0.0)
    if isinstance(value, date):
        raise Refused(
            _("{text} is a day, not a progress; Excel makes a day of {share}.").format(
                text=write_day(value), share=f"{value.day}/{value.month}"
            ),
            _way_out_of_share(value.day, value.month, target),
        )
    if isinstance(value, float):
        return _of_number(value, cell.percent, target, shown(cell))
    text, note = _without_note(value)
    word = fold(text).strip(" .;!")
    if word in NOTHING:
        return None
    progress = _of_words(word, text, target)
    if note and is_done(progress, target) and _NOT_IN_NOTE.search(fold(note)):
        raise Refused(
            _("{text}: the words in brackets say something else.").format(text=f'"{value}"'),
            _("Write either that it is finished, or how far it is: 90%"),
        )
    if progress.kind in _HELD:
        raise Refused(
            _('"{text}": suspending, resuming and cancelling are not decided in a form.').format(text=text),
            _("Propose it in the column of recommendations; whoever keeps the program records it."),
        )
    return progress


def is_yes_or_no(text: str) -> bool:
    """Say whether a word says finished, or not finished."""
    return fold(text).strip(" .!()[]") in _YES | _NOT_YET | _NOT_BEGUN


def is_bare_number(cell: FormCell) -> bool:
    """Say whether a progress is written without unit or sign."""
    if isinstance(cell.value, float):
        return not cell.percent
    return isinstance(cell.value, str) and not re.search(r"[^\d.,;! +-]", _without_note(cell.value)[0])


def note_beside_progress(cell: FormCell) -> str:
    """Return what stands in brackets behind a progress: ``80% (đã ban hành kế hoạch)``; empty where nothing does."""
    return _without_note(cell.value)[1] if isinstance(cell.value, str) else ""


def _without_note(value: str) -> tuple[str, str]:
    """Return a progress as it is written, without the word for "reached" before it, and the note in brackets behind."""
    found = _WITH_NOTE.fullmatch(_PERCENT.sub("%", _REACHED.sub("", " ".join(value.split()))))
    assert found is not None  # it matches everything
    return (found[1], found[2] or "") if found[1] else (value, "")


def _of_words(word: str, text: str, target: Target | None) -> Progress:
    if word in _YES:
        return Progress("done")
    if word in _NOT_BEGUN:
        return Progress("percent", percent=0.0)
    if share := re.fullmatch(r"(\d{1,6})/(\d{1,6})", word):
        raise Refused(
            _('"{text}" is not a progress.').format(text=text),
            _way_out_of_share(int(share[1]), int(share[2]), target),
        )
    try:
        number = parse_number(word)
    except ValueError:
        if several := several_meanings(text, TYPED_PROGRESS):
            raise Refused(*several) from None
        if code_typed(text, TYPED_PROGRESS) is None and not re.match(r"[+-]?[.,]?\d", word):
            vague = _('"{text}" does not say how far it is.')
            sentence = vague if word in _NOT_YET else _('"{text}" cannot be read as progress.')
            raise Refused(sentence.format(text=text), _way_out_of_words(target)) from None
        return parse_progress(text.strip(" .;!"), target)
    return _of_number(number, False, target, text)


def _way_out_of_words(target: Target | None) -> str:
    """Return what may stand as a progress in a form."""
    if target is None:
        return _("Write a percent: 60%. Finished or not begun is chosen in the column for it.")
    return _(
        "Write a percent (60%) or the value reached ({target}). Finished or not begun is chosen in the column for it."
    ).format(target=write_target(target))


def _way_out_of_share(part: int, whole: int, target: Target | None) -> str:
    """Return the one way in which so many of so many may be said."""
    if target is not None and target.unit.strip() != "%":
        return _("Write the value reached alone: {value}").format(value=f"{part} {target.unit}".strip())
    percent = write_number(min(99, max(1, round(100 * part / whole)))) if 0 < part < whole else "60"
    return _("Write a percent: {percent}%").format(percent=percent)


def _of_number(number: float, percent: bool, target: Target | None, text: str) -> Progress:
    if number == 0 and target is not None and is_falling(target) and target.value > 0:
        return Progress("percent", percent=0.0)  # forms asked for 0 where nothing was done yet
    in_percent = target is None or target.unit.strip() == "%"
    if percent:
        share = round(number * 100, 6)
        if target is not None and in_percent:
            return Progress("value", value=share)
        return Progress("percent", percent=checked_percent(share, text))
    if target is not None and not percent:
        refuse_below_nothing(number, target, text)
    if target is not None and not in_percent:
        return Progress("value", value=number)
    if number == 1 or (target is not None and 0 < number < 1):
        small, large = write_number(number), write_number(number * 100)
        likely = small if target is not None and max(target.value, target.baseline) < 10 else large
        raise Refused(
            _('"{text}" could be {small}% or {large}%.').format(text=text, small=small, large=large),
            _("Write the sign too: {example}%").format(example=likely),
        )
    if target is not None:
        return Progress("value", value=number)
    return Progress("percent", percent=checked_percent(round(number * 100, 6) if 0 < number < 1 else number, text))


def parse_text_cell(cell: FormCell) -> str:
    """Return the text of a cell, empty where it says that there is nothing; raise ValueError where it became a day."""
    value = cell.value
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, date):
        raise ValueError(_("{text} has become a day").format(text=write_day(value)))
    if isinstance(value, float):
        return _as_text(value)
    text = "".join(letter if letter == "\n" or category(letter)[0] != "C" else " " for letter in value).strip()
    return "" if fold(text).strip(" .") in _NO_WORDS else text


def _as_text(value: bool | float) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return str(int(value)) if value == int(value) else str(value)


def shown(cell: FormCell) -> str:
    """Return what stands in a cell, as people read it."""
    value = cell.value
    if isinstance(value, bool):
        return _as_text(value)
    if isinstance(value, float):
        return write_number(value * 100) + "%" if cell.percent else write_number(value)
    return write_day(value) if isinstance(value, date) else value or "-"


def is_as_sent(cell: FormCell, sent: date | str | None) -> bool:
    """Say whether a locked cell holds what it held when the form went out."""
    if isinstance(sent, date):
        try:
            return parse_day_cell(cell) == sent
        except ValueError:
            return False
    as_number = f"{cell.value:g}" if isinstance(cell.value, float) else ""  # of a text that looks like one
    words = "" if cell.value is None else shown(cell)
    return same_name_key(sent or "") in (same_name_key(words), as_number or same_name_key(words))
