"""Whose turn it is to be reminded, day by day."""

from datetime import date, timedelta

import pytest

from coordplan.collecting.returns.turns import turn_of
from coordplan.dates.workdays import WorkingDays
from coordplan.model import CalendarDay

SEND_BY = date(2024, 7, 2)  # a Tuesday: three days before is a Saturday
DAYS = WorkingDays([CalendarDay(date(2024, 7, 8), True, "nghỉ bù")])
SENT = date(2024, 6, 20)


def july(*numbers: int) -> list[date]:
    return [date(2024, 7, number) for number in numbers]


def days_of_turns(kept: list[date], writing: bool, send_by: date = SEND_BY, sent_on: date = SENT) -> list[str]:
    """Return the days of a month on which it is the turn of who never answers; ``writing``: each is kept."""
    found, kept = [], list(kept)
    for number in range(35):
        day = date(2024, 6, 22) + timedelta(days=number)
        turn = turn_of(send_by, sent_on, day, kept, DAYS)
        if turn is not None and turn.today:
            found.append(f"{day:%d/%m} {turn.kind}")
            kept += [day] if writing else []
    return found


@pytest.mark.parametrize(
    ("kept", "writing", "turns"),
    [
        pytest.param(
            [],
            False,
            ["29/06 ahead", "01/07 ahead", "02/07 on_the_day", "10/07 late", "17/07 late", "24/07 late"],
            id="nothing is kept: each turn is of its day, one on a day off of the next working day too",
        ),
        pytest.param(
            [],
            True,
            ["29/06 ahead", "02/07 on_the_day", "10/07 late", "17/07 late", "24/07 late"],
            id="every day a line that writes letters",
        ),
        pytest.param(
            july(5),
            False,
            ["29/06 ahead", "01/07 ahead", "02/07 on_the_day"]
            + [f"{number}/07 late" for number in (15, 16, 17, 18, 19, 22, 23, 24, 25, 26)],
            id="a letter of 5 July: the next turn is five working days after it, and lasts on working days",
        ),
    ],
)
def test_a_turn_comes_before_the_day_on_it_and_every_five_working_days(
    kept: list[date], writing: bool, turns: list[str]
) -> None:
    assert days_of_turns(kept, writing) == turns


def test_a_form_that_went_out_within_the_three_days_is_its_own_reminder() -> None:
    assert days_of_turns([], True, sent_on=date(2024, 6, 29)) == [
        "02/07 on_the_day",
        "10/07 late",
        "17/07 late",
        "24/07 late",
    ]


def test_a_later_day_to_send_by_moves_all_turns() -> None:
    assert days_of_turns([], True, send_by=date(2024, 7, 12))[0] == "09/07 ahead"


def test_a_turn_that_was_missed_lasts_where_letters_are_kept() -> None:
    missed = turn_of(SEND_BY, SENT, date(2024, 7, 4), [date(2024, 6, 29)], DAYS)
    assert missed is not None
    assert (missed.on, missed.kind, missed.today) == (SEND_BY, "late", True)


def test_the_same_day_is_the_same_turn() -> None:
    once, again = (turn_of(SEND_BY, SENT, SEND_BY, kept, DAYS) for kept in ([], [SEND_BY]))
    assert once is not None
    assert again == once._replace(waits=False), "and what was written is not asked for again"


def test_where_no_day_is_known_nobody_is_reminded() -> None:
    assert turn_of(None, SENT, SEND_BY, [], DAYS) is None
