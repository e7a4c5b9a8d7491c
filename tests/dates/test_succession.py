"""Which body answers on a day."""

import json
from datetime import date

import pytest

from coordplan.dates.succession import Succession, Tenure, tenures_of
from coordplan.model import Organization

BODIES = {
    body.id: body
    for body in (
        Organization("lao-dong", "Sở Lao động", until_on=date(2025, 2, 28), successors=("noi-vu", "y-te")),
        Organization("tttt", "Sở Thông tin", until_on=date(2025, 2, 28), successors=("khcn",)),
        Organization("khcn", "Sở Khoa học", until_on=date(2025, 6, 30), successors=("khcn-moi",)),
        Organization("khcn-moi", "Sở Khoa học (mới)"),
        Organization("noi-vu", "Sở Nội vụ"),
        Organization("y-te", "Sở Y tế"),
        Organization("het", "Ban đã hết", until_on=date(2025, 2, 28)),
        Organization("vong-1", "Vòng 1", until_on=date(2024, 1, 1), successors=("vong-2",)),
        Organization("vong-2", "Vòng 2", until_on=date(2024, 1, 1), successors=("vong-1",)),
    )
}


@pytest.mark.parametrize(
    ("named", "day", "choices", "answers"),
    [
        pytest.param("tttt", date(2025, 2, 28), {}, "tttt", id="on its last day, itself"),
        pytest.param("tttt", date(2025, 3, 1), {}, "khcn", id="the day after, its only successor"),
        pytest.param("tttt", date(2025, 7, 1), {}, "khcn-moi", id="a chain of two"),
        pytest.param("lao-dong", date(2025, 3, 1), {}, "lao-dong", id="several successors and no choice: as named"),
        pytest.param("lao-dong", date(2025, 3, 1), {"lao-dong": "y-te"}, "y-te", id="several successors and a choice"),
        pytest.param("tttt", date(2025, 3, 1), {"tttt": "noi-vu"}, "noi-vu", id="a choice outranks the only successor"),
        pytest.param("tttt", date(2025, 1, 1), {"tttt": "noi-vu"}, "tttt", id="a choice counts only after the end"),
        pytest.param("het", date(2026, 1, 1), {}, "het", id="no successor: as named"),
        pytest.param("khac", date(2026, 1, 1), {}, "khac", id="a body that nobody knows: as named"),
        pytest.param("vong-1", date(2026, 1, 1), {}, "vong-1", id="a circle: as named"),
    ],
)
def test_the_body_in_force_answers_for_the_one_named(
    named: str, day: date, choices: dict[str, str], answers: str
) -> None:
    of_plan = Succession(BODIES.values(), {"p": choices})
    of_activity = Succession(BODIES.values(), {"p": {"lao-dong": "tttt", "tttt": "lao-dong"}})
    assert of_plan.body_on(day, named, None, "p") == answers
    if choices:
        assert of_activity.body_on(day, named, json.dumps(choices), "p") == answers


def test_one_leads_after_the_other() -> None:
    assert tenures_of("tttt", BODIES, {}) == (
        Tenure("tttt", date(2025, 2, 28)),
        Tenure("khcn", date(2025, 6, 30)),
        Tenure("khcn-moi", None),
    )


def test_a_body_that_ended_before_it_could_take_over_leads_nothing() -> None:
    bodies = BODIES | {"khcn": BODIES["khcn"]._replace(until_on=date(2025, 1, 31))}
    assert tenures_of("tttt", bodies, {}) == (Tenure("tttt", date(2025, 2, 28)), Tenure("khcn-moi", None))


def test_between_two_ends_nobody_takes_over() -> None:
    assert Succession(BODIES.values(), {}).ends == (date(2024, 1, 1), date(2025, 2, 28), date(2025, 6, 30))
