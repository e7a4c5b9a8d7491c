"""Progress as people write it: ``60%``, ``done``, ``12``, ``12 lớp``, ``tạm hoãn``."""

import re
from collections.abc import Iterable
from datetime import date
from itertools import takewhile

from coordplan.errors import Refused
from coordplan.model import Entry, EntryKind, Target
from coordplan.named_tuples import NamedTuple
from coordplan.text.folding import fold
from coordplan.text.language import translate as _
from coordplan.text.patterns import pattern
from coordplan.text.typed_words import TYPED_PROGRESS, code_typed, is_not_begun, several_meanings
from coordplan.text.writing import write_number

_NUMBER = pattern(r"[+-]?(?:\d[\d.,]*|[.,]\d+)")
_BEFORE_NUMBER = pattern(r"^(?:da )?(?:dat|hoan thanh|duoc|khoang|reached|about)(?: duoc)?:? +(?=[+-]?[\d.,])")
_PERCENT_WORDS = pattern(r"(?<=\d) *(?:phan tram|per ?cent)$")
_NOT_THE_AMOUNT = pattern(  # folded words beside an amount by which it is not what a period brought
    r"\b(?:chua|con|khong|ko|huy|thieu|giam|bot|tru|luy ke|cong don|tong|den|hoac|se|du kien|ke hoach|dang ky|duoi|hon"
    r"|not?|left|remain\w*|total|so far|in all|up to|or|fewer|less|minus|will|planned|to go|missing|cancell?ed)\b"
)
_THREE_DECIMALS = pattern(r"\d{1,2}[.,]\d{3}")


class Progress(NamedTuple):
    """What was observed: a kind of entry, with its percent (0..100) or its value."""

    kind: EntryKind
    percent: float | None = None
    value: float | None = None
    bare: bool = False  # whether the value was written without a unit or a sign, so that it may be a percent


def is_done(observed: Progress | Entry, target: Target | None) -> bool:
    """Say whether what was observed means done: so called, 100%, or a value that reaches its target."""
    if observed.kind == "done" or (observed.percent or 0.0) >= 100:
        return True
    if observed.value is None or target is None or target.value == target.baseline:
        return False
    return (observed.value - target.baseline) / (target.value - target.baseline) >= 1


def done_days(entries: Iterable[tuple[tuple[date, str, int], Entry]], target: Target | None) -> list[date]:
    """Return the days of the unbroken run of progress, up to the latest, that means done; none where it is not done.

    Entries come with what orders them: the day observed, when it was recorded, their number.
    """
    in_order = summed((entry for _place, entry in sorted(entries, key=lambda each: each[0])), target)
    run = takewhile(lambda entry: is_done(entry, target), reversed(one_a_day(in_order)))
    return [entry.observed_on for entry in run][::-1]


def summed(entries: Iterable[Entry], target: Target | None) -> list[Entry]:
    """Return entries of progress, which come in the order that counts, as if each said what is reached by its day.

    Of a target that adds up, an amount becomes the sum of the last amount of each day up to its own; what was called
    done before stays done. Of any other target they are as they are.
    """
    if target is None or not target.sums:
        return list(entries)
    amounts: dict[date, float] = {}
    called_done, found = False, []
    for entry in entries:
        if entry.kind != "value" or entry.value is None:
            called_done = is_done(entry, target)
            found.append(entry)
            continue
        amounts[entry.observed_on] = entry.value
        found.append(entry._replace(value=sum(amounts.values()), kind="done" if called_done else "value"))
    return found


def one_a_day(entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries that count of some of one track, in the order of day and recording: the last of each day.

    Of two for one day the later recorded counts, and the other one decides nothing any more.
    """
    return list({entry.observed_on: entry for entry in entries}.values())


def percent_of(observed: Progress | Entry, target: Target | None) -> float:
    """Return how far what was observed is, in percent; a value beyond its target is more than 100, never below 0."""
    if observed.kind == "done":
        return 100.0
    if observed.value is None or target is None or target.value == target.baseline:
        return observed.percent or 0.0
    return max(0.0, 100 * (observed.value - target.baseline) / (target.value - target.baseline))


def is_done_sql(entry: str, occurrence: str) -> str:
    """Return ``is_done`` as an SQL condition on a row of entries that are progress, and the row of its occurrence."""
    share = share_sql(entry, occurrence)
    return f"({entry}.kind = 'done' OR coalesce({entry}.percent, 0) >= 100 OR coalesce({share}, 0) >= 1)"


def share_sql(entry: str, occurrence: str) -> str:
    """Return the SQL of how far a value has come from its baseline to its target; NULL where there is no target."""
    return f"({entry}.value - {occurrence}.baseline) / ({occurrence}.target - {occurrence}.baseline)"


def parse_number(text: str) -> float:
    """Return a number written with a decimal comma or point; raise ValueError where it is none, or could be two.

    Of two kinds of separator the last one is the decimal one. ``1.200`` is 1200 in Vietnamese and 1,2 in English.
    """
    if not _NUMBER.fullmatch(text):
        raise ValueError(_('"{text}" is not a number; write 12 or 12,5').format(text=text))
    grouped = re.fullmatch(r"[+-]?\d{1,3}(?:([.,])\d{3})+(?:([.,])\d+)?", text)
    if grouped and grouped[2] != grouped[1] and (grouped[2] or text.count(grouped[1]) > 1):
        text = text.replace(grouped[1], "").replace(",", ".")
    elif grouped and grouped[2] is None and text.lstrip("+-")[0] != "0":
        part = text.rstrip("0").rstrip(".,")  # 1.200 is 1.2 or 1200
        part = text + "0" if part == text else part
        raise ValueError(
            _('"{text}" could be two numbers; write {whole} or {part}').format(
                text=text, whole=re.sub(r"[.,]", "", text), part=part
            )
        )
    elif text.count(".") + text.count(",") > 1:
        raise ValueError(_('"{text}" is not a number; write 12 or 12,5').format(text=text))
    number = float(text.replace(",", "."))
    if abs(number) >= 1e15:
        raise ValueError(_('"{text}" is too large a number').format(text=text))
    return number


def parse_progress(text: str, target: Target | None) -> Progress:
    """Return what was observed; raise Refused where it cannot be, with what would be right.

    Where the target itself is measured in percent, a percent is its value.
    """
    word = _PERCENT_WORDS.sub("%", _BEFORE_NUMBER.sub("", fold(text)))
    if target is not None and target.sums:
        word = _amount_in(word, target) or word
    if kind := code_typed(text, TYPED_PROGRESS):
        return Progress(kind)
    if is_not_begun(text):
        return Progress("percent", percent=0.0)
    if several := several_meanings(text, TYPED_PROGRESS):
        raise Refused(*several)
    number, _sign, rest = word.partition("%")
    if _sign and not rest and not (target is not None and target.unit.strip() == "%"):
        return Progress("percent", percent=_percent(number.strip(), text))
    found = _NUMBER.match(word)
    if not found:
        raise Refused(
            _('"{text}" cannot be read as progress.').format(text=text),
            _("Write 60%, done, suspended, resumed, cancelled, or the value reached as a number."),
        )
    try:
        value = parse_number(found[0])
    except ValueError as error:
        raise Refused(_("{reason}.").format(reason=error)) from error
    if target is None:
        raise Refused(
            _('"{text}" is a value, but this activity has no target to measure it by.').format(text=text),
            _("Write a percent: {percent}%").format(percent=write_number(value * 100 if 0 < value < 1 else value)),
        )
    refuse_below_nothing(value, target, text)
    unit = word[found.end() :].strip()
    if unit == "%" and (value - target.baseline) * (target.value - target.baseline) < 0:
        raise Refused(
            _("{text} is not between where the target starts and where it ends: {target}.").format(
                text=text, target=write_target(target)
            ),
            _("Write the value reached, or done where it is finished."),
        )
    if unit and not _is_unit(unit, target.unit):
        raise Refused(
            _('"{text}" is in another unit; the target is {target}.').format(text=text, target=write_target(target)),
            _way_out_of_unit(word, target),
        )
    return Progress("value", value=value, bare=not unit)


def _way_out_of_unit(word: str, target: Target) -> str:
    """Return what may stand in place of what has another unit: the amount in the target's own, where there is one."""
    names = "|".join(map(re.escape, _unit_names(target.unit)))
    amounts = re.findall(rf"(?<![\w.,/])(\d[\d.,]*)(?:/\d+)? ?(?:{names})(?!\w)", word) if names else ()
    if len(amounts) == 1:
        return _("Write that alone: {example}").format(example=f"{amounts[0]} {target.unit}")
    return _("Write the value reached in the unit of the target, as a number alone.")


def refuse_below_nothing(value: float, target: Target, text: str) -> None:
    """Raise Refused where a value is below 0: of what adds up, and of a target that does not go there."""
    if target.sums and value < 0:
        raise Refused(
            _('"{text}": an amount that adds up is not below 0.').format(text=text),
            _("To correct a day, record the right amount for that day, with --on: it takes the place of the other."),
        )
    if value < 0 <= min(target.value, target.baseline):
        way_out = _("Write the value reached, or done where it is finished.")
        raise Refused(_('"{text}" is below 0.').format(text=text), way_out)


def _amount_in(word: str, target: Target) -> str:
    """Return the one amount with its unit among folded words, "da mo 3 lop quy nay"; empty where it may not be so.

    It may not where the words deny it, or say what is left, planned or reached in all.
    """
    if not target.unit.strip() or _NOT_THE_AMOUNT.search(word):
        return ""
    names = "|".join(
        re.escape(name) for name in sorted({fold(target.unit), *_unit_names(target.unit)}, key=len, reverse=True)
    )
    found = re.findall(rf"(?<![\w.,/+~-])(\d[\d.,]* ?(?:{names}))(?!\w)", word)
    return found[0] if len(found) == 1 and not re.search(r"\d *[-/–~] *$", word.partition(found[0])[0]) else ""


def _unit_names(unit: str) -> list[str]:
    """Return the units that a unit names, folded: ``tin`` and ``bai`` of ``tin, bài``."""
    return [name for part in re.split(r"[,;/]| va | and ", fold(unit)) if (name := part.strip())]


def _is_unit(word: str, unit: str) -> bool:
    """Say whether a folded word is a unit, or one of those that it names: ``tin`` or ``tin bài`` of ``tin, bài``."""
    names = _unit_names(unit)
    return word == fold(unit) or word in names or re.split(r"[,;/ ]+", word) == " ".join(names).split()


def _percent(number: str, text: str) -> float:
    try:
        # Of the two readings of 99.999, the one in thousands is no percent
        percent = float(number.replace(",", ".")) if _THREE_DECIMALS.fullmatch(number) else parse_number(number)
    except ValueError as error:
        sentence = _('"{text}" is not a percentage.').format(text=text)
        raise Refused(sentence, _("Write a number from 0 to 100: 60%")) from error
    return checked_percent(percent, text)


def checked_percent(percent: float, text: str) -> float:
    """Return a percent; raise Refused where it is none from 0 to 100, with the text in which it was written."""
    if not 0 <= percent <= 100:
        raise Refused(
            _("{text} is more than 100%: a percentage goes from 0 to 100.").format(text=text)
            if percent > 100
            else _("{text} is below 0: a percentage goes from 0 to 100.").format(text=text),
            _("What is finished is 100% or done."),
        )
    return percent


def is_turned(old: Target | None, new: Target | None) -> bool:
    """Say whether a target falls that rose, or rises that fell."""
    return old is not None and new is not None and (old.value < old.baseline) != (new.value < new.baseline)


def write_target(target: Target) -> str:
    """Return a target in words: ``12 lớp``; a falling one with where it falls from."""
    values = "; ".join(f"{year}: {write_number(value)}" for year, value in target.by_year)
    reached = f"{values or write_number(target.value)} {target.unit}".strip()
    if target.baseline:
        return _("{target} (from {baseline})").format(target=reached, baseline=write_number(target.baseline))
    return reached


def defined_target(target: Target) -> str:
    """Return a target in words, with how it is measured."""
    return write_target(target) + (" " + _("(what is recorded adds up)") if target.sums else "")


def is_falling(target: Target) -> bool:
    """Say whether a target is reached by going down to it."""
    return target.baseline > target.value


def write_value(value: float, target: Target) -> str:
    """Return the value reached of a target in words: ``5/12 lớp``; of a falling one what is left, and of how many."""
    unit = f" {target.unit}" if target.unit else ""
    if is_falling(target):
        return _("{value} left; target {target}; at first {baseline}").format(
            value=write_number(value) + unit,
            target=write_number(target.value),
            baseline=write_number(target.baseline),
        )
    return f"{write_number(value)}/{write_number(target.value)}{unit}"


def value_remark(done: bool, value: float | None, target: Target | None) -> str:
    """Return what stands beside a standing as a remark of its own; empty where the standing says enough.

    That something is done with its value short of its target, and where a falling target stands while it is not done.
    """
    if value is None or target is None:
        return ""
    if done:
        short = target.value != target.baseline and not is_done(Progress("value", value=value), target)
        if not short:
            return ""
        return (
            write_value(value, target)
            if is_falling(target)
            else _("reached {value}").format(value=write_value(value, target))
        )
    return write_value(value, target) if is_falling(target) else ""
