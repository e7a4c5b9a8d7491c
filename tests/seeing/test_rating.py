"""The rules of rating, each in small figures."""

from datetime import date

import pytest

from coordplan.definitions.fields import USUAL_RULES, rules_in_force
from coordplan.model import STANDINGS, RatingLimits, RatingRules
from coordplan.model.limits import LimitsInForce, RulesInForce
from coordplan.seeing.figures import Figures
from coordplan.seeing.rating import (
    CrossedLimit,
    Override,
    Rating,
    computed_rating,
    measured,
    of_whole_program,
    reason_words,
    worst_of,
)

DAY = date(2024, 6, 30)
ONLY = LimitsInForce(*[None] * 5)


def figures(weight_planned: float = 0.0, since: date | None = None, long: int = 0, **counts: int) -> Figures:
    numbers = tuple(counts.get(standing, 0) for standing in STANDINGS)
    done = float(counts.get("done_on_time", 0) + counts.get("done_late", 0))
    return Figures(numbers, float(sum(numbers)), done, weight_planned, since, long)


def rules(name: str, amber: float, red: float) -> RulesInForce:
    return RulesInForce(ONLY._replace(**{name: amber}), ONLY._replace(**{name: red}))


@pytest.mark.parametrize(
    ("name", "amber", "red", "found", "colour"),
    [
        pytest.param("overdue_percent", 10, 50, {"upcoming": 10}, "green", id="nothing overdue"),
        pytest.param("overdue_percent", 10, 50, {"upcoming": 9, "not_started_overdue": 1}, "amber", id="at the limit"),
        pytest.param("overdue_percent", 10, 50, {"upcoming": 91, "in_progress_overdue": 9}, "green", id="below it"),
        pytest.param("overdue_percent", 10, 50, {"upcoming": 1, "in_progress_overdue": 1}, "red", id="at the red one"),
        pytest.param("overdue_percent", 0, 50, {"upcoming": 1}, "green", id="a limit of 0 is not crossed by nothing"),
        pytest.param("due_rate_percent", 90, 80, {"done_on_time": 9, "in_progress_overdue": 1}, "green", id="met"),
        pytest.param("due_rate_percent", 90, 80, {"done_late": 8, "in_progress_overdue": 1}, "amber", id="rate below"),
        pytest.param(
            "due_rate_percent", 90, 80, {"done_late": 7, "in_progress_overdue": 2}, "red", id="rate far below"
        ),
        pytest.param("due_rate_percent", 90, 80, {"upcoming": 5}, "green", id="nothing has fallen due"),
    ],
)
def test_a_limit_makes_a_colour(name: str, amber: float, red: float, found: dict[str, int], colour: str) -> None:
    assert computed_rating(figures(**found), DAY, rules(name, amber, red)).colour == colour


def test_a_due_rate_that_is_not_whole_is_below_a_limit_of_100_and_says_so() -> None:
    found = figures(done_on_time=999_999, in_progress_overdue=1)
    rating = computed_rating(found, DAY, rules("due_rate_percent", 100, 80))
    assert rating.colour == "amber"
    assert reason_words(rating, {}) == "99.99% of what has fallen due are done (limit 100%)"


@pytest.mark.parametrize(
    ("since", "colour"),
    [
        (date(2024, 6, 1), "green"),  # 29 days
        (date(2024, 5, 31), "amber"),  # 30
        (date(2024, 1, 2), "red"),  # 180
        (date(2024, 1, 3), "amber"),
    ],
)
def test_the_longest_overdue_decides_by_its_days(since: date, colour: str) -> None:
    rating = computed_rating(figures(since=since, upcoming=30, in_progress_overdue=1), DAY, rules("days_late", 30, 180))
    assert rating.colour == colour


@pytest.mark.parametrize(("planned", "colour"), [(5.9, "green"), (6.0, "amber"), (7.5, "red")])
def test_progress_behind_what_was_planned_decides_in_points(planned: float, colour: str) -> None:
    """Half is done of ten; so many points more were planned."""
    behind = computed_rating(figures(planned, done_on_time=5, upcoming=5), DAY, rules("behind_points", 10, 25))
    assert behind.colour == colour


def test_progress_ahead_crosses_nothing() -> None:
    assert (
        computed_rating(figures(1.0, done_on_time=5, upcoming=5), DAY, rules("behind_points", 0, 1)).colour == "green"
    )


def test_progress_ahead_is_measured_as_not_behind() -> None:
    assert measured(figures(1.0, done_on_time=5, upcoming=5), DAY)["behind_points"] == 0.0


def test_there_is_something_to_judge_by_from_the_first_day_of_a_program_on() -> None:
    late = figures(since=date(2024, 1, 1), not_started_overdue=1)
    assert computed_rating(late, DAY, USUAL_RULES, start_on=DAY).colour == "red"  # all that has fallen due is overdue
    assert computed_rating(late, DAY, USUAL_RULES, start_on=date(2024, 7, 1)) == Rating(None)


def test_all_limits_crossed_by_the_worst_colour_are_reasons() -> None:
    found = computed_rating(figures(since=date(2023, 1, 1), in_progress_overdue=5), DAY, USUAL_RULES)
    assert found.colour == "red"
    assert [crossed.rule for crossed in found.crossed] == ["overdue_percent", "due_rate_percent"]


@pytest.mark.parametrize(
    ("long", "own", "colour", "rule"),
    [
        pytest.param(1, RatingLimits(), "amber", "days_late", id="one by its days alone is amber"),
        pytest.param(2, RatingLimits(), "amber", "days_late", id="so are two"),
        pytest.param(3, RatingLimits(), "red", "long_overdue", id="three beyond the usual limit of days are red"),
        pytest.param(
            1, RatingLimits(days_late=180), "red", "days_late", id="one is, where the program writes its limit"
        ),
        pytest.param(9, RatingLimits(days_late=900), "amber", "days_late", id="its limit takes the place of the usual"),
        pytest.param(
            1, RatingLimits(behind_points=50), "amber", "days_late", id="another limit of its own changes no days"
        ),
    ],
)
def test_red_by_days_takes_three_unless_the_program_says_how_many_days(
    long: int, own: RatingLimits, colour: str, rule: str
) -> None:
    """Of 200 that are done, and as many to come, a few are overdue since 181 days."""
    found = figures(200.0, date(2024, 1, 1), long, done_on_time=200, upcoming=200, not_started_overdue=long)
    rating = computed_rating(found, DAY, rules_in_force(RatingRules(red=own)))
    assert (rating.colour, [crossed.rule for crossed in rating.crossed]) == (colour, [rule])
    if rule == "long_overdue":
        assert reason_words(rating, {}) == "3 are overdue by 180 days or more (limit 3)"


def test_what_is_long_overdue_in_several_plans_makes_no_program_red_by_its_number() -> None:
    found = figures(200.0, date(2024, 1, 1), 4, done_on_time=200, upcoming=200, not_started_overdue=4)
    assert computed_rating(found, DAY, USUAL_RULES).colour == "red"
    assert computed_rating(found, DAY, of_whole_program(USUAL_RULES)).colour == "amber"


def test_where_all_is_cancelled_there_is_nothing_to_judge_by() -> None:
    assert computed_rating(figures(cancelled=3), DAY, USUAL_RULES) == Rating(None)
    assert computed_rating(Figures(), DAY, USUAL_RULES) == Rating(None)


def test_what_a_program_leaves_out_is_as_usual() -> None:
    own = RatingRules(RatingLimits(days_late=1), RatingLimits())
    found = rules_in_force(own)
    assert found.amber == USUAL_RULES.amber._replace(days_late=1)
    assert found.red == USUAL_RULES.red
    assert rules_in_force(None) == USUAL_RULES


def test_a_program_is_as_bad_as_its_worst_plans() -> None:
    green, amber, red = Rating("green"), Rating("amber"), Rating("red")
    assert worst_of({"a": green, "b": red, "c": red, "d": amber}, amber).worst_plans == ("b", "c")
    assert worst_of({"a": green, "b": red}, amber).colour == "red"
    assert worst_of({"a": green}, green) == green
    assert worst_of({"a": green}, amber) == amber
    assert worst_of({}, Rating(None)) == Rating(None)


def test_a_program_as_bad_as_its_worst_plans_by_its_own_figures_too_keeps_their_reasons() -> None:
    crossed = (CrossedLimit("days_late", 200.0, 180.0, "red"),)
    assert worst_of({"a": Rating("red")}, Rating("red", crossed)) == Rating("red", crossed, None, ("a",))
    assert worst_of({"a": Rating("red")}, Rating("amber", crossed)).crossed == ()


def test_what_somebody_says_of_a_plan_counts_for_the_program_too() -> None:
    said = Rating("red", (), Override("green", DAY, "đã giải trình", 3, "lan"))
    assert (said.colour, said.computed) == ("green", "red")
    assert worst_of({"a": said, "b": Rating("amber")}, Rating("green")).colour == "amber"
