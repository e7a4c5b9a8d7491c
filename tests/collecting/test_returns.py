"""How far an organization's answer has come: from its forms and returns to one state, and what is still to come."""

from datetime import date, timedelta
from typing import Any

import pytest

from coordplan.collecting.returns.values import Answering, AnsweringReport, answering_of
from coordplan.model import Return, ReturnRow, SentForm

MADE, SEND_BY = date(2024, 6, 12), date(2024, 6, 18)
NOTHING: tuple[ReturnRow, ...] = ()


def form(asked: tuple[str, ...] = ("a", "b"), not_due: tuple[str, ...] = ("c",), **fields: Any) -> SentForm:
    sent = SentForm(1, "2024-Q2", "so", MADE, 3, SEND_BY, "so.xlsx", "00", asked, not_due)
    return sent._replace(**fields)


def came(day: int, outcome: str, *rows: ReturnRow, file: str = "so.xlsx") -> tuple[Return, tuple[ReturnRow, ...]]:
    back = sum(row.outcome == "sent_back" for row in rows)
    on = date(2024, 6, day)
    return Return(1, "2024-Q2", "so", file, "ff", "00", on, outcome, len(rows), 0, back), rows  # type: ignore[arg-type]


def right(id_: str) -> ReturnRow:
    return ReturnRow(id_, "answered", "taken_in", "60%")


def wrong(id_: str, fault: str = "160% is too much") -> ReturnRow:
    return ReturnRow(id_, "answered", "sent_back", fault=fault)


def blank(id_: str) -> ReturnRow:
    return ReturnRow(id_, "blank", "nothing")


def answering(
    *returns: tuple[Return, tuple[ReturnRow, ...]],
    forms: tuple[SentForm, ...] | None = None,
    on: date = date(2024, 6, 30),
    open_: str = "abc",
    send_by: date | None = SEND_BY,
) -> Answering:
    return answering_of("so", "Sở", (form(),) if forms is None else forms, returns, send_by, on, set(open_))


def rows_of(each: Answering) -> dict[str, str]:
    return {row.occurrence: row.state for row in each.rows}


@pytest.mark.parametrize(
    ("returns", "state", "rows", "chased"),
    [
        pytest.param((), "waiting", {"a": "not_answered", "b": "not_answered", "c": "not_due"}, True, id="no answer"),
        pytest.param(
            (came(17, "sent_back", wrong("a"), right("b")),),
            "sent_back",
            {"a": "sent_back", "b": "sent_back", "c": "not_due"},
            True,
            id="a file with a fault, none of which was taken in",
        ),
        pytest.param(
            (came(17, "partly", wrong("a"), right("b")),),
            "partly",
            {"a": "sent_back", "b": "answered", "c": "not_due"},
            True,
            id="taken in but for a row",
        ),
        pytest.param(
            (came(17, "accepted", right("a"), blank("b")),),
            "partly",
            {"a": "answered", "b": "blank", "c": "not_due"},
            True,
            id="a row left blank",
        ),
        pytest.param(
            (came(17, "accepted", right("a")),),
            "partly",
            {"a": "answered", "b": "not_answered", "c": "not_due"},
            True,
            id="a row that did not come back",
        ),
        pytest.param(
            (came(17, "accepted", blank("a"), blank("b")),),
            "blank",
            {"a": "blank", "b": "blank", "c": "not_due"},
            True,
            id="nothing filled in",
        ),
        pytest.param(
            (came(17, "partly", ReturnRow("c", "not_due", "nothing")),),
            "blank",
            {"a": "not_answered", "b": "not_answered", "c": "not_due"},
            True,
            id="all rows that were asked for deleted",
        ),
        pytest.param(
            (came(17, "accepted", right("a"), right("b")), came(20, "partly", right("b"))),
            "accepted",
            {"a": "answered", "b": "answered", "c": "not_due"},
            False,
            id="a row deleted after it was answered",
        ),
        pytest.param(
            (came(17, "sent_back", wrong("a"), right("b")), came(20, "accepted", right("a"), right("b"))),
            "accepted",
            {"a": "answered", "b": "answered", "c": "not_due"},
            False,
            id="corrected",
        ),
        pytest.param(
            (came(17, "accepted", right("a"), right("b")), came(20, "accepted", blank("a"), blank("b"))),
            "accepted",
            {"a": "answered", "b": "answered", "c": "not_due"},
            False,
            id="a blank after an answer takes nothing back",
        ),
    ],
)
def test_an_answer_has_one_state(
    returns: tuple[tuple[Return, tuple[ReturnRow, ...]], ...], state: str, rows: dict[str, str], chased: bool
) -> None:
    found = answering(*returns)
    assert (found.state, rows_of(found), found.to_chase) == (state, rows, chased)


@pytest.mark.parametrize("outcome", ["sent_back", "partly"])
def test_a_wrong_file_after_a_right_one_says_what_is_wrong(outcome: str) -> None:
    found = answering(came(17, "accepted", right("a"), right("b")), came(20, outcome, wrong("a"), right("b")))
    assert rows_of(found)["a"] == "answered", "what was taken in counts"
    assert [(row.occurrence, row.fault) for row in found.rows if row.lacking] == [("a", "160% is too much")]
    assert (found.state, found.to_chase) == (outcome, True)
    mended = answering(
        came(17, "accepted", right("a"), right("b")),
        came(20, outcome, wrong("a"), right("b")),
        came(21, "accepted", right("a"), right("b")),
    )
    assert (mended.state, mended.to_chase, [row for row in mended.rows if row.lacking]) == ("accepted", False, [])


@pytest.mark.parametrize(
    ("open_", "state", "late", "chased"),
    [
        pytest.param("abc", "waiting", 12, True, id="all open"),
        pytest.param("ac", "waiting", 12, True, id="one recorded here since"),
        pytest.param("c", "not_asked", None, False, id="both recorded here since"),
    ],
)
def test_what_is_no_longer_open_needs_no_answer(open_: str, state: str, late: int | None, chased: bool) -> None:
    found = answering(open_=open_)
    assert (found.state, found.days_late, found.to_chase) == (state, late, chased)
    assert {row.occurrence for row in found.rows if row.lacking} == {"a", "b"} & set(open_)


def test_a_blank_of_what_is_no_longer_open_is_not_asked_for_again() -> None:
    returned = came(17, "accepted", right("a"), blank("b"))
    assert (answering(returned).state, answering(returned, open_="a").state) == ("partly", "accepted")
    assert rows_of(answering(returned, open_="a"))["b"] == "not_due"


def test_who_has_no_form_is_not_late() -> None:
    found = answering(forms=())
    assert (found.state, found.on_time, found.days_late, found.to_chase) == ("not_sent", None, None, False)
    assert found.send_by == SEND_BY


def test_a_form_that_asks_for_nothing_needs_no_answer() -> None:
    found = answering(forms=(form(asked=()),))
    assert (found.state, found.on_time, found.to_chase) == ("not_asked", None, False)


@pytest.mark.parametrize(
    ("day", "late", "on_time"),
    [
        pytest.param(17, None, True, id="before"),
        pytest.param(18, None, True, id="on the day"),
        pytest.param(19, 1, False, id="after"),
    ],
)
def test_the_first_answer_decides_whether_it_was_in_time(day: int, late: int | None, on_time: bool) -> None:
    found = answering(came(day, "sent_back", wrong("a")), came(25, "accepted", right("a"), right("b")))
    assert (found.days_late, found.on_time, found.last_received_on) == (late, on_time, date(2024, 6, 25))


@pytest.mark.parametrize("outcome", ["accepted", "partly"])
def test_what_answers_nothing_is_not_answered_in_time(outcome: str) -> None:
    empty = came(17, outcome, blank("a"), blank("b"))
    assert (answering(empty).days_late, answering(empty).on_time) == (12, False)
    assert (answering(empty, on=SEND_BY).on_time, answering(empty, on=SEND_BY).to_chase) == (None, False)
    filled = answering(empty, came(20, "accepted", right("a"), right("b")))
    assert (filled.received_on, filled.days_late, filled.on_time) == (date(2024, 6, 20), 2, False)


@pytest.mark.parametrize(
    ("on", "late", "on_time"), [(SEND_BY, None, None), (date(2024, 6, 19), 1, False)], ids=["the last day", "after it"]
)
def test_who_is_waited_for_is_late_from_the_day_after(on: date, late: int | None, on_time: bool | None) -> None:
    found = answering(on=on)
    assert (found.days_late, found.on_time, found.to_chase) == (late, on_time, bool(late))


def test_where_nothing_says_by_when_nobody_is_late() -> None:
    found = answering(forms=(form(send_by=None),), send_by=None)
    assert (found.state, found.days_late, found.on_time, found.to_chase) == ("waiting", None, None, False)


def test_the_latest_form_says_by_when_and_what_is_asked() -> None:
    later = form(made_on=date(2024, 6, 14), send_by=date(2024, 6, 20), asked=("b",), not_due=("a", "c"))
    found = answering(forms=(form(), later))
    assert (found.sent_on, found.send_by) == (date(2024, 6, 14), date(2024, 6, 20))
    assert rows_of(found) == {"b": "not_answered", "a": "not_due", "c": "not_due"}


def report(*organizations: Answering) -> AnsweringReport:
    return AnsweringReport(
        "ct", "Chương trình", "2024-Q2", date(2024, 4, 1), date(2024, 6, 30), date(2024, 6, 30), "", organizations
    )


def test_the_rate_counts_who_answered_or_should_have_by_now() -> None:
    in_time, late = answering(came(17, "accepted", right("a"), right("b"))), answering()
    waiting = answering(on=SEND_BY)
    found = report(in_time, late, waiting, answering(forms=()))
    assert (found.on_time, len(found.due_to_be_in), found.on_time_rate) == (1, 2, 0.5)


def test_nobody_who_had_to_answer_gives_no_rate() -> None:
    assert report().on_time_rate is None
    assert report(answering(on=SEND_BY)).on_time_rate is None


@pytest.mark.parametrize(("on", "chased"), [(SEND_BY, False), (SEND_BY + timedelta(days=1), True)])
def test_what_is_missing_is_asked_for_again_from_the_day_after(on: date, chased: bool) -> None:
    found = answering(came(17, "partly", right("a"), blank("b")), on=on)
    assert (found.state, found.to_chase) == ("partly", chased)
