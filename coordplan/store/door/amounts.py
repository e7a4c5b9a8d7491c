"""Amounts of a target that adds up: what is reached with one, and what is said where one takes another's place.

Pure: entries go in. Of any other target everything is as it is.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from coordplan.model import Entry, Target
from coordplan.progress import Progress, summed, write_target, write_value
from coordplan.store.door.which import PROGRESS
from coordplan.store.entries import RecordedEntry
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day, write_number


def in_order(recorded: Iterable[RecordedEntry]) -> list[Entry]:
    """Return the entries of progress in the order that counts."""
    return [each.entry for each in sorted(recorded, key=lambda each: each.place) if each.entry.kind in PROGRESS]


def adds_up(progress: Progress | None, target: Target | None) -> bool:
    """Say whether what is said is an amount of a target that adds up."""
    return progress is not None and progress.value is not None and target is not None and target.sums


def total_beside(entries: Sequence[Entry], target: Target | None, day: date) -> float:
    """Return what was recorded for days before one, of a target that adds up; else 0."""
    if target is None or not target.sums:
        return 0.0
    return sum(amounts_by_day(entry for entry in entries if entry.observed_on < day).values())


def amounts_by_day(entries: Iterable[Entry]) -> dict[date, float]:
    """Return the amount that counts of each day: of two the later recorded."""
    return {entry.observed_on: entry.value for entry in entries if entry.kind == "value" and entry.value is not None}


def reached_with(progress: Progress, entries: Sequence[Entry], target: Target | None, day: date) -> Progress:
    """Return what an observation of a day reaches: an amount with what was recorded before."""
    if progress.value is None:
        return progress
    return progress._replace(value=progress.value + total_beside(entries, target, day))


def as_reached(
    recorded: Sequence[RecordedEntry], entry: Entry, target: Target | None
) -> tuple[Sequence[RecordedEntry], Entry]:
    """Return entries, and a new one, as if each amount said what is reached by its day."""
    if target is None or not target.sums:
        return recorded, entry
    new = RecordedEntry(1 << 60, entry, recorded[0].change, None, "~") if recorded else None
    if new is None:
        return recorded, summed([entry], target)[0]
    progress = sorted((each for each in (*recorded, new) if each.entry.kind in PROGRESS), key=lambda each: each.place)
    totals = {
        id(each): total for each, total in zip(progress, summed([each.entry for each in progress], target), strict=True)
    }
    return [each._replace(entry=totals.get(id(each), each.entry)) for each in recorded], totals.get(id(new), entry)


def is_said_again(recorded: Sequence[RecordedEntry], entry: Entry, target: Target | None) -> bool:
    """Say whether it is the amount that stands for its day already: what is new is the document, or the note."""
    if target is None or not target.sums or entry.value is None:
        return False
    return amounts_by_day(in_order(recorded)).get(entry.observed_on) == entry.value


def replacement_remark(id_: str, recorded: Sequence[RecordedEntry], entry: Entry, target: Target | None) -> str:
    """Return what is said where an amount takes the place of another of its day: before -> after, and how it adds."""
    entries = in_order(recorded)
    same_day = [each for each in entries if each.kind == "value" and each.observed_on == entry.observed_on]
    if target is None or not target.sums or entry.value is None or not same_day:
        return ""
    if is_said_again(recorded, entry, target):
        return ""
    old, others = same_day[-1].value or 0.0, total_beside(entries, target, entry.observed_on)
    unit = f" {target.unit}" if target.unit else ""
    sentence = _("{id}, {day}: {new} takes the place of {old}; in all {before} -> {after} of {target}.")
    command = _('To add it instead: coordplan mark {id} "{amount}" --on {day}')
    day = write_day(entry.observed_on)
    return "\n".join(
        [
            sentence.format(
                id=id_,
                day=day,
                new=write_number(entry.value) + unit,
                old=write_number(old) + unit,
                before=write_number(others + old),
                after=write_number(others + entry.value),
                target=write_target(target),
            ),
            command.format(id=id_, amount=write_number(old + entry.value) + unit, day=day),
        ]
    )


def amount_sentence(value: float, total: float, target: Target, again: bool = False) -> str:
    """Return what was recorded of a target that adds up, and what is reached with it; ``again``: as it stood before."""
    unit = f" {target.unit}" if target.unit else ""
    words = (
        _("Added to the {amount} recorded before; in all {total}.") if again else _("{amount} more; in all {total}.")
    )
    return words.format(amount=write_number(value) + unit, total=write_value(total, target))
