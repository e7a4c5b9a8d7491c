"""What waits for what, by plain rows."""

from typing import Any

import pytest

from coordplan.seeing.listing import waits_for


def row(id_: str, due: str | None = "2024-06-30", standing: str = "not_started") -> dict[str, Any]:
    return {"id": id_, "activity_id": id_.partition("@")[0], "original_due_on": due, "standing": standing}


@pytest.mark.parametrize("standing", ["done_on_time", "done_late", "cancelled"])
def test_what_is_finished_is_not_waited_for(standing: str) -> None:
    assert waits_for([row("a"), row("b", standing=standing)], {"a": ("b",)}) == {}


@pytest.mark.parametrize(
    "standing",
    ["in_progress", "in_progress_overdue", "not_started", "not_started_overdue", "upcoming", "ongoing", "suspended"],
)
def test_what_is_not_finished_is_waited_for(standing: str) -> None:
    assert waits_for([row("a"), row("b", standing=standing)], {"a": ("b",)}) == {"a": ("b",)}


@pytest.mark.parametrize("standing", ["done_on_time", "done_late", "cancelled"])
def test_what_is_finished_waits_for_nothing(standing: str) -> None:
    assert waits_for([row("a", standing=standing), row("b")], {"a": ("b",)}) == {}


def test_one_waits_for_the_occurrence_of_the_same_period() -> None:
    rows = [row("a@2024-Q1", "2024-03-20"), row("a@2024-Q2", "2024-06-20")]
    rows += [row("b@2024-Q1", "2024-03-31", "done_late"), row("b@2024-Q2", "2024-06-30")]
    assert waits_for(rows, {"a": ("b",)}) == {"a@2024-Q2": ("b@2024-Q2",)}


def test_of_another_rhythm_one_waits_for_those_that_fall_due_no_later() -> None:
    rows = [row("a", "2024-06-30")]
    rows += [row(f"b@2024-{month:02}", f"2024-{month:02}-25") for month in (5, 6, 7)]
    assert waits_for(rows, {"a": ("b",)}) == {"a": ("b@2024-05", "b@2024-06")}
    assert waits_for([row("a", None), *rows[1:]], {"a": ("b",)}) == {"a": ("b@2024-05", "b@2024-06", "b@2024-07")}


def test_a_one_off_activity_is_waited_for_whenever_it_is_due() -> None:
    assert waits_for([row("a", "2024-06-30"), row("b", "2025-12-31")], {"a": ("b",)}) == {"a": ("b",)}
    assert waits_for([row("a", "2024-06-30"), row("b", None)], {"a": ("b",)}) == {"a": ("b",)}


def test_what_is_no_longer_there_is_not_waited_for() -> None:
    assert waits_for([row("a")], {"a": ("b",)}) == {}


def test_several_are_named_in_their_order() -> None:
    assert waits_for([row("a"), row("b"), row("c")], {"a": ("c", "b")}) == {"a": ("c", "b")}
