"""What became of an occurrence between two times, the main thing first."""

from datetime import date

import pytest

from coordplan.seeing.changes.values import StandingSide, kinds_of

JUNE, JULY = date(2024, 6, 30), date(2024, 7, 31)


def side(standing: str, percent: float = 0.0, due_on: date | None = JUNE) -> StandingSide:
    return StandingSide(standing, percent, due_on, None)


@pytest.mark.parametrize(
    ("before", "after", "kinds"),
    [
        pytest.param(None, side("upcoming"), ("added",), id="added"),
        pytest.param(side("upcoming"), None, ("retired",), id="retired"),
        pytest.param(side("done_late"), side("suspended"), ("suspended",), id="held and done before: not open again"),
        pytest.param(side("done_late"), side("in_progress"), ("reopened",), id="open again"),
        pytest.param(side("suspended"), side("cancelled"), ("cancelled",), id="held in another way"),
        pytest.param(side("cancelled"), side("not_started"), ("resumed",), id="held no longer"),
        pytest.param(
            side("upcoming", due_on=JULY), side("suspended"), ("suspended", "rescheduled"), id="held, and due earlier"
        ),
        pytest.param(side("upcoming"), side("ongoing", due_on=None), ("rescheduled",), id="due no more"),
        pytest.param(side("upcoming"), side("not_started"), ("opened",), id="its window opened"),
        pytest.param(side("upcoming"), side("in_progress", 10), ("progress",), id="begun"),
        pytest.param(
            side("in_progress", 10), side("in_progress_overdue", 20), ("overdue",), id="progress is no news then"
        ),
        pytest.param(side("upcoming"), side("upcoming"), ("otherwise",), id="only its weight changed"),
    ],
)
def test_what_became_of_it(before: StandingSide | None, after: StandingSide | None, kinds: tuple[str, ...]) -> None:
    assert kinds_of(before, after) == kinds
