"""The limits of ratings as plans are judged by them: a program's own and the usual ones."""

from coordplan.named_tuples import NamedTuple

LONG_OVERDUE_DAYS = 180  # from so many on by default several occurrences together make a plan red, one never does


class LimitsInForce(NamedTuple):
    """From where on a plan has a colour, as it is judged: a program's own limits and the usual ones."""

    overdue_percent: float | None
    days_late: float | None
    due_rate_percent: float | None
    behind_points: float | None
    long_overdue: float | None  # occurrences of one plan that are overdue by LONG_OVERDUE_DAYS or more, at least


class RulesInForce(NamedTuple):
    """The limits by which plans are judged."""

    amber: LimitsInForce
    red: LimitsInForce
