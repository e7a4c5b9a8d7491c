"""Single cells as people fill them in: days, progress, yes and no, text. Each is understood, or asked about."""

import re
from datetime import date
from unicodedata import category

from coordplan.collecting.collect.returned_form import FormCell
from coordplan.dates.days import parse_day
from coordplan.errors import Refused
from coordplan.model import Target
from coordplan.progress import Progress, checked_percent, parse_number, parse_progress
from coordplan.text.folding import fold
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day, write_number

# Signs for "nothing", and what is written where there is nothing to say (folded)
NOTHING = {"", "-", "–", "—", ".", "..", "...", "…", "/", "_"}
_NO_WORDS = NOTHING | {"khong", "khong co", "ko", "k", "none", "no", "nil", "n/a", "khong co gi"}
_YES = {
    *("x", "v", "✓", "✔", "☑", "√", "co", "roi", "xong", "da xong", "xong roi", "da", "hoan thanh"),
    *("da hoan thanh", "dat", "yes", "y", "true", "done", "finished", "ok"),
}
_NOT_YET = {
    *("khong", "chua", "chua xong", "chua hoan thanh", "not finished", "no", "n", "false", "ko", "dang lam"),
    *("dang thuc hien", "dang trien khai", "chua thuc hien", "chua trien khai"),
}
_NOT_BEGUN = {"chua", "chua thuc hien", "chua trien khai", "chua lam", "chua bat dau", "chua co", "khong"}
_HELD = {"suspended", "resumed", "cancelled"}
_MOMENT = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})[ t]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?")


def parse_day_cell(cell: FormCell) -> date | None:
    """Return the day of a cell, None where it is blank; raise ValueError with a sentence where it is no day."""
    value = cell.value
    if value is None or isinstance(value, date):
        return value
    if isinstance(value, bool | float):
        raise ValueError(_('"{text}" is not a date').format(text=_as_text(value)))
    text = fold(value)
    if text in NOTHING:
        return None
    found = _MOMENT.fullmatch(text)
    return parse_day(found[1] if found else value)


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
            _("{text} is a day, not a progress.").format(text=write_day(value)),
            _("Excel makes a day of 6/10. Write the number alone: 6, or 60%."),
        )
    if isinstance(value, float):
        return _of_number(value, cell.percent, target, shown(cell))
    text = " ".join(value.split())
    word = fold(text).strip(" .;!")
    if word in NOTHING:
        return None
    if word in _YES:
        return Progress("done")
    if word in _NOT_BEGUN:
        return Progress("percent", percent=0.0)
    try:
        number = parse_number(word)
    except ValueError:
        progress = parse_progress(text.strip(" .;!"), target)
    else:
        progress = _of_number(number, False, target, text)
    if progress.kind in _HELD:
        raise Refused(
            _('"{text}": suspending, resuming and cancelling are not decided in a form.').format(text=text),
            _("Propose it in the column of recommendations; whoever keeps the program records it."),
        )
    return progress


def _of_number(number: float, percent: bool, target: Target | None, text: str) -> Progress:
    in_percent = target is None or target.unit.strip() == "%"
    if percent:
        share = round(number * 100, 6)
        if target is not None and in_percent:
            return Progress("value", value=share)
        return Progress("percent", percent=checked_percent(share, text))
    if target is not None and not in_percent:
        return Progress("value", value=number)
    if number == 1 or (target is not None and 0 < number < 1):
        raise Refused(
            _('"{text}" could be {small}% or {large}%.').format(
                text=text, small=write_number(number), large=write_number(number * 100)
            ),
            _("Write the sign too: {example}%").format(example=write_number(number * 100)),
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
