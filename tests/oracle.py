"""Where each occurrence stands on a day, in plain Python, to hold the store's query against.

Written from the specification (DESIGN, section 3) and not from the SQL. It knows nothing of rows: a change is in effect
unless a change that takes it back is.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from coordplan.model import DONE, OVERDUE, STANDINGS, Entry, Target

PROGRESS = ("percent", "value", "done")


class Defined(NamedTuple):
    """An occurrence as its definition has it."""

    id: str
    activity: str
    plan: str
    contents: tuple[str, ...]
    start_on: date
    due_on: date | None
    until_on: date
    weight: float = 1.0
    target: Target | None = None
    retired_on: date | None = None


class Numbered(NamedTuple):
    """An entry with the number it was recorded under; of two, the later recorded has the higher one."""

    number: int
    entry: Entry


class Wrote(NamedTuple):
    """What one change did: record entries, or take another change back."""

    number: int
    entries: tuple[Numbered, ...] = ()
    undoes: int | None = None


class Stands(NamedTuple):
    id: str
    due_on: date | None  # in force
    standing: str
    percent: float
    done_on: date | None
    credited_on: date | None  # when it was done or cancelled, and who led then has the credit; None of what is open


def in_effect(number: int, changes: Sequence[Wrote], known: int) -> bool:
    """Say whether a change counts, as far as the file had been told by ``known``."""
    return number <= known and not any(
        other.undoes == number and in_effect(other.number, changes, known) for other in changes
    )


def entries_known(changes: Sequence[Wrote], known: int) -> list[Numbered]:
    return [each for change in changes if in_effect(change.number, changes, known) for each in change.entries]


def standing_on(occurrence: Defined, entries: Iterable[Numbered], as_of: date) -> Stands | None:
    """Return where an occurrence stands on a day; None where it is retired by then and does not count."""
    told = sorted(
        (each.entry.observed_on, each.number, each.entry)
        for each in entries
        if each.entry.occurrence == occurrence.id and each.entry.observed_on <= as_of
    )
    progress = _one_a_day(_added_up([entry for *_place, entry in told if entry.kind in PROGRESS], occurrence.target))
    holding = _one_a_day(entry for _day, _number, entry in told if entry.kind in ("suspended", "resumed", "cancelled"))
    extended = _one_a_day(entry for _day, _number, entry in told if entry.kind == "extended")

    percent = _percent(progress[-1], occurrence.target) if progress else 0.0
    done_on = None
    for entry in reversed(progress):
        if _percent(entry, occurrence.target) < 100:
            break
        done_on = entry.observed_on
    credited_on = done_on
    if holding and holding[-1].kind != "resumed":
        credited_on = holding[-1].observed_on if holding[-1].kind == "cancelled" else None
    held = holding[-1].kind if holding and holding[-1].kind != "resumed" else None

    due_on = occurrence.due_on
    for entry in extended:
        if entry.observed_on <= (done_on or as_of) and occurrence.due_on is not None and entry.due_on is not None:
            due_on = max(occurrence.due_on, entry.due_on)

    if occurrence.retired_on is not None and occurrence.retired_on <= as_of and (held or not done_on):
        return None
    return Stands(
        occurrence.id,
        due_on,
        held or _unheld(occurrence, due_on, percent, done_on, as_of),
        min(percent, 100.0),
        done_on,
        credited_on,
    )


def _added_up(progress: Sequence[Entry], target: Target | None) -> list[Entry]:
    """Return progress as it stands after each entry, where amounts add up: the last amount of each day counts.

    Whoever called it done said so of amounts still to come too, until a percent says otherwise.
    """
    found = list(progress)
    for place, entry in enumerate(progress if target is not None and target.sums else ()):
        if entry.kind != "value":
            continue
        by_day = {each.observed_on: each.value or 0.0 for each in progress[: place + 1] if each.kind == "value"}
        said = [each for each in progress[:place] if each.kind != "value"]
        is_called_done = bool(said) and _percent(said[-1], target) >= 100
        found[place] = entry._replace(kind="done") if is_called_done else entry._replace(value=sum(by_day.values()))
    return found


def _one_a_day(entries: Iterable[Entry]) -> list[Entry]:
    """Return for each day what was recorded last; the others decide nothing any more."""
    return list({entry.observed_on: entry for entry in entries}.values())


def _percent(entry: Entry, target: Target | None) -> float:
    if entry.kind == "done":
        return 100.0
    if entry.kind == "percent":
        assert entry.percent is not None
        return entry.percent
    assert entry.value is not None
    if target is None:
        return 0.0
    falling = target.baseline > target.value
    if entry.value <= target.value if falling else entry.value >= target.value:
        return 100.0
    way = abs(target.value - target.baseline)
    gone = target.baseline - entry.value if falling else entry.value - target.baseline
    return max(0.0, 100 * gone / way)


def _unheld(occurrence: Defined, due_on: date | None, percent: float, done_on: date | None, as_of: date) -> str:
    if done_on is not None:
        return "done_late" if due_on is not None and done_on > due_on else "done_on_time"
    if due_on is None:
        return "ongoing"
    begun = percent > 0
    if as_of > due_on:
        return "in_progress_overdue" if begun else "not_started_overdue"
    if begun:
        return "in_progress"
    return "upcoming" if occurrence.start_on > as_of else "not_started"


class Body(NamedTuple):
    """A body with the last day on which it was there, and what came after it."""

    id: str
    last_on: date | None = None
    after: tuple[str, ...] = ()


def who_leads(named: str, day: date, bodies: Sequence[Body], choices: dict[str, str]) -> str:
    """Return who leads on a day what names a body: it, as long as it is there, else who took over from it, and so on.

    Of several that came after it the choice says which; where nothing says, it stays the one. No circles.
    """
    body = next(each for each in bodies if each.id == named)
    following = choices.get(named, body.after[0] if len(body.after) == 1 else "")
    if body.last_on is None or day <= body.last_on or not following:
        return named
    return who_leads(following, day, bodies, choices)


class Wording(NamedTuple):
    """Words that hold from a day on, with all that they alone would plan."""

    from_on: date
    planned: tuple[Defined, ...]


def plan_on(wordings: Sequence[Wording], day: date) -> dict[str, Defined]:
    """Return what is planned on a day: what fell due before new words stays, what falls due later follows them."""
    known = [each for each in wordings if each.from_on <= day]
    *earlier, newest = known
    before = plan_on(earlier, day) if earlier else {}
    stays = {id_: each for id_, each in before.items() if each.due_on is not None and each.due_on < newest.from_on}
    comes = {each.id: each for each in newest.planned if each.due_on is None or each.due_on >= newest.from_on}
    if earlier:
        for id_ in comes.keys() - before.keys():
            start_on = max(comes[id_].start_on, newest.from_on)
            comes[id_] = comes[id_]._replace(start_on=min(start_on, comes[id_].due_on or start_on))
    return comes | stays


def planned_share(occurrence: Defined, due_on: date | None, as_of: date) -> float:
    """Return the share of an occurrence that is planned by a day, 0..1."""
    if due_on is not None:
        return 1.0 if due_on < as_of else 0.0
    elapsed = (as_of - occurrence.start_on).days + 1
    whole = (occurrence.until_on - occurrence.start_on).days + 1
    return min(1.0, max(0.0, elapsed / whole))


class Sums(NamedTuple):
    counts: dict[str, int]
    weight: float
    weight_done: float
    weight_planned: float

    @property
    def done(self) -> int:
        return sum(self.counts[standing] for standing in DONE)

    @property
    def fallen_due(self) -> int:
        return self.done + sum(self.counts[standing] for standing in OVERDUE)


def sums_of(group: Sequence[tuple[Defined, Stands]], as_of: date) -> Sums:
    """Return the figures of a group of occurrences that count."""
    counts = {standing: sum(stands.standing == standing for _, stands in group) for standing in STANDINGS}
    counted = [(occurrence, stands) for occurrence, stands in group if stands.standing != "cancelled"]
    return Sums(
        counts,
        sum(occurrence.weight for occurrence, _ in counted),
        sum(occurrence.weight * stands.percent / 100 for occurrence, stands in counted),
        sum(occurrence.weight * planned_share(occurrence, stands.due_on, as_of) for occurrence, stands in counted),
    )


def month_of_figures(day: date, first: date, last: date, closing: int) -> tuple[int, int]:
    """Return the year and month in whose figures a day lies: after the closing day the next, none beyond the program.

    What lies outside the program counts on its first or last day.
    """
    day = first if day < first else last if day > last else day
    year, month = day.year, day.month
    if day.day > closing:
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return min((year, month), (last.year, last.month))


def counts_in(key: str, month: tuple[int, int]) -> bool:
    """Say whether the figures of a month belong to a period: ``program``, ``2022..2023``, ``2024``, ``2024-H1``."""
    if key == "program":
        return True
    if ".." in key:
        return int(key[:4]) <= month[0] <= int(key[-4:])
    year, _, part = key.partition("-")
    months = {"": (1, 12), "H1": (1, 6), "H2": (7, 12), "9M": (1, 9)}
    months |= {f"Q{number}": (3 * number - 2, 3 * number) for number in (1, 2, 3, 4)}
    low, high = months.get(part) or (int(part), int(part))
    return month[0] == int(year) and low <= month[1] <= high


def weeks_due(weekday: int, first: date, last: date) -> dict[str, date]:
    """Return by its ISO week each day between two that is this day of the week, 1 to 7."""
    days = (date.fromordinal(number) for number in range(first.toordinal(), last.toordinal() + 1))
    return {day.strftime("%G-W%V"): day for day in days if day.isoweekday() == weekday}
