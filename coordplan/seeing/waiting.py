"""What an occurrence waits for: those of the activities named in its ``after`` that are not finished.

It is information and forbids nothing: work may begin, and even end, before what it waits for.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from coordplan.model import DONE
from coordplan.seeing.figures import StandingRow

FINISHED = (*DONE, "cancelled")


def waits_for(rows: Iterable[StandingRow], after: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Return for each open occurrence that waits the ids of what it waits for, in the order of ``after``.

    ``rows`` are standings of the activities named in ``after`` and of those that they name. Of a recurring activity one
    waits for the occurrence of the same period where there is one, else for those that fall due no later than itself.
    """
    of_activity: dict[str, list[StandingRow]] = defaultdict(list)
    for row in rows:
        of_activity[row["activity_id"]].append(row)
    waiting = {}
    for activity, named in after.items():
        for row in of_activity[activity]:
            if row["standing"] in FINISHED:
                continue
            waited_for = (_waited_for(row, of_activity[each]) for each in named)
            if ids := tuple(each["id"] for occurrences in waited_for for each in occurrences):
                waiting[row["id"]] = ids
    return waiting


def _waited_for(row: StandingRow, candidates: list[StandingRow]) -> list[StandingRow]:
    """Return which of the occurrences of one activity are waited for, as far as they are not finished."""
    period = row["id"].partition("@")[2]
    of_period = [each for each in candidates if period and each["id"].partition("@")[2] == period]
    earlier = (each for each in candidates if "@" not in each["id"] or _no_later(each, row))
    return [each for each in of_period or earlier if each["standing"] not in FINISHED]


def _no_later(one: StandingRow, other: StandingRow) -> bool:
    """Say whether one falls due, as first defined, no later than another; what has no due date waits for all."""
    due = other["original_due_on"]
    return due is None or one["original_due_on"] <= due
