"""Illustrative entries, so that a newcomer sees a status that looks like one. They say nothing about any office.

Deterministic: what becomes of an occurrence follows from its id alone, so two demonstrations are the same.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from zlib import crc32

from coordplan.dates.recurrence import Occurrence, occurrences_of, words_for
from coordplan.model import Activity, Entry, Program

AS_OF = date(2024, 6, 30)
LEFT_BEHIND_SINCE = date(2023, 11, 30)


def demo_entries(activities: Iterable[Activity], program: Program, until: date = AS_OF) -> list[Entry]:
    """Return entries observed until a day: most work on time, some late, extended, suspended or cancelled."""
    entries: list[Entry] = []
    for activity in activities:
        for occurrence in occurrences_of(activity, program.start_on, program.until_on):
            entries += (
                entry
                for entry in _story(words_for(activity, occurrence.id, program), occurrence)
                if entry.observed_on <= until
            )
    return sorted(entries, key=lambda entry: (entry.observed_on, entry.occurrence))


def _story(activity: Activity, occurrence: Occurrence) -> Iterator[Entry]:
    seed = crc32(occurrence.id.encode())
    chance, spread = seed % 1000, seed // 1000 % 17
    due = occurrence.due_on
    if due is None:
        yield from _ongoing(occurrence, spread)
        return
    window = (due - occurrence.start_on).days
    begun = occurrence.start_on + timedelta(days=window // 4)
    halfway = occurrence.start_on + timedelta(days=window // 2)
    finished = due - timedelta(days=spread % max(1, window // 3))
    # The first years go less well, so that the comparison with the year before has something to say
    strain = 40 if due.year < 2024 else 0
    if chance < 15:
        yield Entry(occurrence.id, begun, "suspended", note="Tạm hoãn theo đề nghị của cơ quan phối hợp")
        return
    if chance < 22:
        yield Entry(occurrence.id, begun, "cancelled", note="Lồng ghép vào hội nghị khác")
        return
    if chance < 80 and due > LEFT_BEHIND_SINCE:
        why = _REASONS[spread % len(_REASONS)] if due < AS_OF else ""
        yield from _reached(activity, occurrence, begun, 30 + spread, why)
        return
    yield from _reached(activity, occurrence, begun, 30 + spread)
    yield from _reached(activity, occurrence, halfway, 60 + spread)
    why = ""
    if chance < 110 + strain:
        finished = due + timedelta(days=3 + 2 * spread)
        why = "Chậm: " + _REASONS[spread % len(_REASONS)].lower()
    elif chance < 180:
        new_due = due + timedelta(days=30)
        yield Entry(
            occurrence.id,
            halfway,
            "extended",
            due_on=new_due,
            evidence=f"{1 + spread}-CV/BTGTU, {_day(halfway)}",
            note="Gia hạn theo đề nghị của cơ quan chủ trì",
        )
        finished = new_due - timedelta(days=spread // 3)
    # What is counted is done once its target is reached, so that each value agrees with its standing
    target = activity.target
    yield Entry(
        occurrence.id,
        finished,
        "done" if target is None else "value",
        value=None if target is None else target.value,
        note=why,
        evidence=f"{10 + seed % 190}-{_code(activity)}, {_day(finished)} (minh họa)",
    )


_REASONS = (
    "Chờ số liệu của cơ quan phối hợp",
    "Trùng thời gian với hội nghị của tỉnh",
    "Thay đổi cán bộ theo dõi",
    "Chờ ý kiến của lãnh đạo tỉnh",
)


def _reached(activity: Activity, occurrence: Occurrence, day: date, percent: int, note: str = "") -> Iterator[Entry]:
    if activity.target is None:
        yield Entry(occurrence.id, day, "percent", percent=float(percent // 5 * 5), note=note)
        return
    target = activity.target
    value = target.baseline + (target.value - target.baseline) * percent / 100
    if target.value.is_integer() and target.baseline.is_integer():  # classes and articles come whole
        value = float(round(value))
        if value == target.value:  # this much is not all of it
            value -= 1 if target.value > target.baseline else -1
    yield Entry(occurrence.id, day, "value", value=round(value, 2), note=note)


def _ongoing(occurrence: Occurrence, spread: int) -> Iterator[Entry]:
    for number in range(1, 8):
        day = occurrence.start_on + timedelta(days=180 * number - spread)
        if day <= occurrence.until_on:
            yield Entry(occurrence.id, day, "percent", percent=float(min(95, 12 * number + spread // 4)))


def _code(activity: Activity) -> str:
    kind = "TB" if "kết luận" in activity.output else "KH" if activity.output.startswith("Kế hoạch") else "BC"
    return f"{kind}/BTGTU" if activity.lead in ("btg", "btgdv") else kind


def _day(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"
