"""What falls due after the figures of its own period have closed, and so counts in the next one."""

from contextlib import suppress
from datetime import date
from typing import Any

from coordplan.dates.periods import Period, ReportingDays, parse_period, period_to_come
from coordplan.dates.recurrence import Occurrence, occurrences_of
from coordplan.model import Activity
from coordplan.named_tuples import NamedTuple
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day


class CountedLater(NamedTuple):
    """The first occurrence of an activity that does not count in its own period."""

    occurrence: Occurrence
    period: Period
    closes_on: date
    counts_in: str  # the key of the period in which it counts

    def by_name(self) -> dict[str, Any]:
        """Return what JSON says of it."""
        return {
            "occurrence": self.occurrence.id,
            "due": self.occurrence.due_on,
            "period": self.period.key,
            "closes_on": self.closes_on,
            "counts_in": self.counts_in,
        }


def counts_later(activity: Activity, days: ReportingDays) -> CountedLater | None:
    """Return the first occurrence that falls due after its own period's figures close; None where none does.

    A period of its own has what recurs, other than by the week, and what is due by words that name one.
    """
    if days.cutoff_day is None or days.cutoff_day >= 31 or activity.every == "week":
        return None
    for each in occurrences_of(activity, days.start_on, days.until_on):
        period = _own_period(each, activity)
        if period is None or each.due_on is None:
            continue
        closes_on = days.window(period)[1]
        following = period_to_come(period, days)
        if each.due_on > closes_on and following is not None:
            return CountedLater(each, period, closes_on, following.key)
    return None


def _own_period(occurrence: Occurrence, activity: Activity) -> Period | None:
    with suppress(ValueError):
        period = parse_period(occurrence.period or activity.deadline_text)
        return (
            None if occurrence.due_on is None or not period.first_on <= occurrence.due_on <= period.last_on else period
        )
    return None


def counting_words(found: CountedLater) -> str:
    """Return in which period an occurrence counts, and why not in its own."""
    return _(
        "{id} falls due on {due}, after the figures of {period} close ({day}): it counts in the next, {next}"
    ).format(
        id=found.occurrence.id,
        due=write_day(found.occurrence.due_on),
        period=found.period.key,
        next=found.counts_in,
        day=write_day(found.closes_on),
    )
