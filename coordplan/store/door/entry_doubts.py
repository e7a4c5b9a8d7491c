"""What is doubted, and what is said, of a fact that would be recorded. Pure: one small function for each rule.

The rules are DESIGN's, section 4: a fact may be true, but what these find is more likely a slip.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date

from coordplan.dates.days import year_before
from coordplan.errors import Doubt
from coordplan.model import DONE, Entry, Target
from coordplan.named_tuples import NamedTuple
from coordplan.progress import (
    Progress,
    is_done,
    is_falling,
    one_a_day,
    percent_of,
    value_remark,
    write_target,
    write_value,
)
from coordplan.store.door.which import PROGRESS, same_document
from coordplan.store.entries import RecordedEntry
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day, write_number, write_percent


class Fact(NamedTuple):
    """A fact that would be recorded of an occurrence, with what stands beside it."""

    id: str
    entry: Entry
    target: Target | None
    by: str
    named: bool  # whoever says it typed the occurrence's own id
    dated: bool  # and the day
    today: date
    start_on: date
    due_on: date | None
    recorded: Sequence[RecordedEntry]  # of the occurrence, in force before
    elsewhere: Sequence[RecordedEntry]  # of the activity's other occurrences, in force before
    before: sqlite3.Row  # how it stands today, without the fact
    after: sqlite3.Row  # and with it

    @property
    def finishes(self) -> bool:
        return self.entry.kind in PROGRESS and is_done(self.entry, self.target)

    @property
    def progress(self) -> list[Entry]:
        """The entries of progress in force before, the one that counts last."""
        found = [each for each in self.recorded if each.entry.kind in PROGRESS]
        return [each.entry for each in sorted(found, key=lambda each: each.place)]


def doubt_bare_number(id_: str, progress: Progress, target: Target | None, so_far: float = 0.0) -> Doubt | None:
    """Doubt a number without unit or sign that lies outside 0 to a tenth above the target, or looks like a share.

    Of a falling target: outside 0 to where it falls from, and 0 itself, with its sign too, which would mean done. A
    share is a fraction of one, of a target counted in wholes. ``so_far``: what was reached before, of what adds up.
    """
    value = progress.value
    if value is None or target is None:
        return None
    of = write_target(target)
    if value == 0 < target.value < target.baseline and (progress.bare or target.unit.strip() == "%"):
        return Doubt(
            id_,
            _('"0" of a target of {target} means that nothing is left, and done.').format(target=of),
            _('Where nothing is done yet, write "not started".'),
        )
    most = target.baseline if is_falling(target) else target.value * 1.1
    whole = target.value >= 2 and target.value == int(target.value) and target.baseline == int(target.baseline)
    if not progress.bare or (0 <= value <= most - so_far and not (whole and 0 < value < 1)):
        return None
    number, total = write_number(value), write_value(so_far + value, target)
    if target.unit.strip() in ("", "%"):
        sentence = (
            _('"{number}" would make {total} in all.') if target.sums else _('"{number}" of a target of {target}.')
        )
        return Doubt(id_, sentence.format(number=number, target=of, total=total))
    unit, percent = f"{number} {target.unit}", write_number(value * 100 if 0 < value < 1 else value) + "%"
    sentence = (
        _('"{number}" is read as {unit} more, which makes {total} in all; or is it {percent}?')
        if target.sums
        else _('"{number}" is read as {unit}, of a target of {target}; or is it {percent}?')
    )
    return Doubt(
        id_,
        sentence.format(number=number, unit=unit, target=of, percent=percent, total=total),
        _("Write {percent} or {unit}.").format(percent=percent, unit=unit),
        ((percent, _("progress {percent}").format(percent=percent)), (unit, _("{unit} reached").format(unit=unit))),
    )


def doubt_fall(fact: Fact) -> Doubt | None:
    """Doubt progress that falls, from an earlier observation or to a later one; of a falling target, a rising value.

    A correction of an entry of the same day by the same person is none.
    """
    entry, target = fact.entry, fact.target
    if entry.kind not in PROGRESS or fact.finishes:
        return None
    before = [each for each in fact.progress if each.observed_on <= entry.observed_on][-1:]
    later = [each for each in fact.progress if each.observed_on > entry.observed_on][:1]
    for other, falls in [
        *((each, _is_less(entry, each, target) and not is_done(each, target)) for each in before),
        *((each, _is_less(each, entry, target)) for each in later),
    ]:
        who = next(each.change.by for each in fact.recorded if each.entry is other)
        if falls and not (
            other.observed_on == entry.observed_on and who == fact.by and _corrects(entry, other, target)
        ):
            return Doubt(
                fact.id,
                _("{now} on {day}, although {before} was recorded on {before_day}.").format(
                    now=amount_words(entry, target),
                    day=write_day(entry.observed_on),
                    before=amount_words(other, target),
                    before_day=write_day(other.observed_on),
                ),
            )
    return None


def _corrects(entry: Entry, other: Entry, target: Target | None) -> bool:
    """Say whether an entry of the same day puts another right; an amount that adds up is no correction of a percent."""
    return target is None or not target.sums or (entry.value is None) == (other.value is None)


def _is_less(entry: Entry, other: Entry, target: Target | None) -> bool:
    """Say whether an entry of progress says less than another."""
    if entry.value is not None and other.value is not None and target is not None:
        return entry.value > other.value if is_falling(target) else entry.value < other.value
    return percent_of(entry, target) < percent_of(other, target)


def amount_words(entry: Entry, target: Target | None) -> str:
    """Return what an entry of progress says: ``45%``, ``7 vụ``, done."""
    if entry.value is not None:
        return f"{write_number(entry.value)} {target.unit if target is not None else ''}".strip()
    return _("done") if entry.kind == "done" else write_percent(entry.percent or 0.0)


def doubt_taken_back(fact: Fact) -> Doubt | None:
    """Doubt what takes back that an occurrence is done, but of its own id with the day: that is a correction."""
    if fact.before["standing"] not in DONE or fact.after["standing"] in DONE or (fact.named and fact.dated):
        return None
    way_out = _("To correct it, name the occurrence and the day: {id} with --on.").format(id=fact.id)
    return opened_again(fact.id, _day(fact.before["done_on"]))._replace(way_out=way_out)


def opened_again(id_: str, done_on: date) -> Doubt:
    """Return the doubt about an occurrence that is done and would be so no more."""
    return Doubt(id_, _("it has been done since {day}; this would open it again.").format(day=write_day(done_on)))


def doubt_moved_day(fact: Fact) -> Doubt | None:
    """Doubt what moves the day since which an occurrence is done, but of its own id with the day."""
    before, after = fact.before["done_on"], fact.after["done_on"]
    both_done = fact.before["standing"] in DONE and fact.after["standing"] in DONE
    if not both_done or before == after or (fact.named and fact.dated):
        return None
    return Doubt(
        fact.id,
        _("it has been done since {before}; this would make that {after}.").format(
            before=write_day(_day(before)), after=write_day(_day(after))
        ),
        _("To correct the day, name it and the occurrence: {id} --on {day}").format(
            id=fact.id, day=write_day(fact.entry.observed_on)
        ),
    )


def _day(text: str) -> date:
    return date.fromisoformat(text)


def doubt_finished_before_window(fact: Fact) -> Doubt | None:
    """Doubt a finishing day before the window opens; what is named while its window is still to open, is said."""
    if not fact.finishes or fact.start_on <= fact.entry.observed_on or (fact.named and fact.today < fact.start_on):
        return None
    sentence = _("finished on {day}, but it does not begin until {start}.")
    return Doubt(fact.id, sentence.format(day=write_day(fact.entry.observed_on), start=write_day(fact.start_on)))


def doubt_finished_before_less(fact: Fact) -> Doubt | None:
    """Doubt a finishing day before the last observation of less, but where the day is named: that is a correction."""
    later = less_observed_later(fact)
    if later is None or fact.dated:
        return None
    return Doubt(
        fact.id,
        _("finished on {day}, but {less} was recorded on {later}.").format(
            day=write_day(fact.entry.observed_on),
            less=amount_words(later, fact.target),
            later=write_day(later.observed_on),
        ),
    )


def less_observed_later(fact: Fact) -> Entry | None:
    """Return the last entry after a finishing day that says less than done."""
    if not fact.finishes:
        return None
    day, sums = fact.entry.observed_on, fact.target is not None and fact.target.sums
    said = [
        each for each in fact.progress if not (sums and each.value is not None)
    ]  # an amount was reached all the same
    return next(
        (each for each in reversed(one_a_day(said)) if each.observed_on > day and not is_done(each, fact.target)),
        None,
    )


def doubt_finished_long_before(fact: Fact) -> Doubt | None:
    """Doubt a finishing day more than a year before the due date."""
    if not fact.finishes or fact.due_on is None or fact.entry.observed_on >= year_before(fact.due_on):
        return None
    return Doubt(
        fact.id,
        _("finished on {day}, more than a year before it is due ({due}).").format(
            day=write_day(fact.entry.observed_on), due=write_day(fact.due_on)
        ),
        _("See whether the year is right."),
    )


def doubt_same_document(id_: str, entry: Entry, elsewhere: Iterable[Entry]) -> Doubt | None:
    """Doubt a document, or a file, that stands for another occurrence of the activity."""
    for each in elsewhere if entry.is_proved else ():
        if same_document(each, entry):
            sentence = _('"{document}" is already recorded for {other}.')
            known = {file.sha256 for file in each.files}
            same = [file.name for file in entry.files if file.sha256 in known]
            document = ", ".join(same) or entry.evidence
            return Doubt(id_, sentence.format(document=document, other=each.occurrence))
    return None


def _doubt_document(fact: Fact) -> Doubt | None:
    return doubt_same_document(fact.id, fact.entry, (each.entry for each in fact.elsewhere))


RULES = (
    doubt_fall,
    doubt_taken_back,
    doubt_moved_day,
    doubt_finished_before_window,
    doubt_finished_before_less,
    doubt_finished_long_before,
    _doubt_document,
)


def remarks_on(fact: Fact) -> list[str]:
    """Return what is said of a fact that is written: before its window, short of its target, over a later partial."""
    entry, found = fact.entry, []
    if fact.named and entry.observed_on < fact.start_on:
        sentence = _("{id} does not begin until {start}.")
        found.append(sentence.format(id=fact.id, start=write_day(fact.start_on)))
    values = [each for each in (*fact.progress, entry) if each.value is not None]
    if entry.kind == "done" and values and (short := value_remark(True, values[-1].value, fact.target)):
        found.append(_("{id} is done short of its target: {words}.").format(id=fact.id, words=short))
    if (later := less_observed_later(fact)) is not None:
        sentence = _("{id}: this outdoes the {less} recorded for {day}.")
        less = amount_words(later, fact.target)
        found.append(sentence.format(id=fact.id, less=less, day=write_day(later.observed_on)))
    return found
