"""Which periods an office reports on: by the rhythms that it keeps, those going on and those that have ended."""

from collections.abc import Collection, Iterator
from datetime import date

from coordplan.dates.periods import Period, ReportingDays, period_before, period_of
from coordplan.model import Every

RHYTHMS: tuple[Every, ...] = ("month", "quarter", "half", "year")


def latest_periods(every: Every, as_of: date, program: ReportingDays) -> Iterator[Period]:
    """Yield the period of a length whose figures a day lies in, and the two before it, as far as the program goes."""
    period: Period | None = period_of(every, program.month_of(as_of).first_on)
    for _number in range(3):
        if period is not None and program.holds(period):
            yield period
            period = period_before(period)


def rhythms_kept(as_of: date, program: ReportingDays, handled: Collection[str]) -> list[Every]:
    """Return the rhythms of which one of the last three periods was handled; where none was, quarters."""
    kept = [each for each in RHYTHMS if any(one.key in handled for one in latest_periods(each, as_of, program))]
    return kept or ["quarter"]


def period_ended_last(as_of: date, program: ReportingDays, handled: Collection[str]) -> Period | None:
    """Return the period whose figures closed last, on the day itself too; of several the longest. None: none has."""
    ended = [each for each in _at_hand(as_of, program, handled) if program.window(each)[1] <= as_of]
    return max(ended, key=lambda each: (program.window(each)[1], -each.first_on.toordinal()), default=None)


def period_closing_next(as_of: date, program: ReportingDays, handled: Collection[str]) -> Period | None:
    """Return the period whose figures close next, on the day itself too; of several the longest. None: none does."""
    to_close = [each for each in _at_hand(as_of, program, handled) if program.window(each)[1] >= as_of]
    return min(to_close, key=lambda each: (program.window(each)[1], each.first_on), default=None)


def _at_hand(as_of: date, program: ReportingDays, handled: Collection[str]) -> list[Period]:
    kept = rhythms_kept(as_of, program, handled)
    return [each for every in kept for each in latest_periods(every, as_of, program)]
