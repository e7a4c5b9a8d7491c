"""Figures of several groups together, and how much more one time has than another."""

from datetime import date

from coordplan.model import STANDINGS
from coordplan.seeing.figures import Figures, added_up, figure_differences


def figures(since: date | None = None, **counts: int) -> Figures:
    numbers = tuple(counts.get(standing, 0) for standing in STANDINGS)
    return Figures(numbers, 2.0 * sum(numbers), 1.0, 1.5, since)


def test_of_several_groups_the_earliest_due_date_is_how_long_something_is_overdue() -> None:
    groups = [
        figures(date(2024, 5, 31), in_progress_overdue=1),
        figures(date(2024, 1, 15), not_started_overdue=2),
        figures(upcoming=3),
        figures(date(2024, 6, 1), in_progress_overdue=1),
    ]
    together = added_up(groups)
    assert together.overdue_since == date(2024, 1, 15)
    assert (together.overdue, together.open, together.total) == (4, 7, 7)
    assert (together.weight, together.weight_done, together.weight_planned) == (14.0, 4.0, 6.0)


def test_of_groups_without_anything_overdue_nothing_is() -> None:
    assert added_up([figures(upcoming=1), figures(done_late=1)]).overdue_since is None
    assert added_up([]) == Figures()


def test_a_difference_of_what_one_time_lacks_is_none() -> None:
    more = figure_differences(figures(done_on_time=3, in_progress_overdue=1), figures(upcoming=2))
    assert (more["done"], more["total"], more["due_rate"]) == (3, 2, None)
    back = figure_differences(figures(done_on_time=1, not_started_overdue=1), figures(done_on_time=1))
    assert back["due_rate"] == -0.5
