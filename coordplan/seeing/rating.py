"""Green, amber or red for a plan, by rules that the program may set; and for the program, the worst of its plans.

Pure: figures, a day and rules go in, a colour with its reasons comes out. What somebody rates a plan as stands beside
what the rules say, never in its place. And the colour and its reasons in words.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

from coordplan.model.limits import LONG_OVERDUE_DAYS, LimitsInForce, RulesInForce
from coordplan.named_tuples import NamedTuple
from coordplan.paper.cells import COLOUR_WORDS
from coordplan.seeing.figures import Figures, rate
from coordplan.text.language import translate as _
from coordplan.text.language import translate_count
from coordplan.text.writing import rounded_part, write_day, write_number

Colour = Literal["green", "amber", "red"]
COLOURS: tuple[Colour, ...] = ("green", "amber", "red")  # from the best to the worst
RULES = LimitsInForce._fields


class CrossedLimit(NamedTuple):
    """A limit that is crossed: by which rule, what is measured, and the limit, in the unit of the rule."""

    rule: str
    value: float
    limit: float
    colour: Colour

    def by_name(self) -> dict[str, Any]:
        from coordplan.paper.data import bare

        return {"rule": self.rule, "value": bare(self.value), "limit": bare(self.limit)}


class Override(NamedTuple):
    """What somebody rates a plan as, from a day on, with the reason."""

    colour: Colour
    rated_on: date
    reason: str
    change: int
    by: str


class Rating(NamedTuple):
    """The colour that counts, what the rules say, and why."""

    computed: Colour | None  # None: there is nothing to judge by
    crossed: tuple[CrossedLimit, ...] = ()  # of the computed colour; none where it is green
    override: Override | None = None
    worst_plans: tuple[str, ...] = ()  # of a program: the plans whose colour it has

    @property
    def colour(self) -> Colour | None:
        return self.computed if self.override is None else self.override.colour

    def by_name(self) -> dict[str, Any]:
        """Return the values under the names of JSON."""
        names = ("colour", "computed", "crossed", "worst_plans", "override")
        return {name: getattr(self, name) for name in names}


def measured(figures: Figures, as_of: date) -> dict[str, float | None]:
    """Return what each rule looks at, in its unit; None where there is nothing to divide by."""
    overdue, done = rate(figures.overdue, figures.open), figures.due_rate
    behind = None
    if figures.progress is not None and figures.planned is not None:
        behind = max(0.0, round((figures.planned - figures.progress) * 100, 4))
    return {
        "overdue_percent": None if overdue is None else rounded_part(overdue * 100, 100, 4),
        "days_late": None if figures.overdue_since is None else float((as_of - figures.overdue_since).days),
        "due_rate_percent": None if done is None else rounded_part(done * 100, 100, 4),
        "behind_points": behind,
        "long_overdue": float(figures.long_overdue),
    }


def computed_rating(figures: Figures, as_of: date, rules: RulesInForce, start_on: date = date.min) -> Rating:
    """Return the colour of a group by the rules: red or amber where one limit is crossed, else green.

    At least the limit crosses it; of the due rate, less than the limit does. An overdue share of nothing crosses none.
    Before the program begins there is nothing to judge by.
    """
    if figures.total == figures.of("cancelled") or as_of < start_on:
        return Rating(None)
    values = measured(figures, as_of)
    for colour, limits in (("red", rules.red), ("amber", rules.amber)):
        found = []
        for rule, limit in zip(RULES, limits, strict=True):
            value = values[rule]
            if value is None or limit is None:
                continue
            if value < limit if rule == "due_rate_percent" else (value >= limit and value > 0):
                found.append(CrossedLimit(rule, value, limit, colour))  # type: ignore[arg-type]
        if found:
            return Rating(colour, tuple(found))  # type: ignore[arg-type]
    return Rating("green")


def of_whole_program(rules: RulesInForce) -> RulesInForce:
    """Return the rules for all plans together, where a few that are long overdue, here and there, tell nothing."""
    return RulesInForce(*(limits._replace(long_overdue=None) for limits in rules))


def worst_of(ratings: Mapping[str, Rating], own: Rating) -> Rating:
    """Return the rating of a program: as bad as the worst of its plans, which are then named, or as its own figures."""
    worst = max(_rank(rating) for rating in (*ratings.values(), own))
    plans = tuple(id_ for id_, rating in ratings.items() if _rank(rating) == worst)
    if worst <= 0 or not plans:
        return own
    colour: Colour | None = ratings[plans[0]].colour
    return Rating(colour, own.crossed if own.colour == colour else (), None, plans)


def _rank(rating: Rating) -> int:
    return -1 if rating.colour is None else COLOURS.index(rating.colour)


def colour_words(colour: str | None) -> str:
    return "" if colour is None else _(COLOUR_WORDS[colour])


def reason_words(rating: Rating, plan_titles: dict[str, str]) -> str:
    """Return why a rating is what it is: who said so, or which limits are crossed, or that none is."""
    if rating.override is not None:
        override = rating.override
        return _("{by} on {day}: {reason} (by the rules: {computed}; {why})").format(
            by=override.by,
            day=write_day(override.rated_on),
            reason=override.reason,
            computed=colour_words(rating.computed) or "-",
            why=_computed_words(rating, plan_titles),
        )
    return _computed_words(rating, plan_titles)


def _computed_words(rating: Rating, plan_titles: dict[str, str]) -> str:
    if rating.computed is None:
        return _("nothing to judge by")
    if rating.worst_plans:
        return _("as its worst plans: {plans}").format(
            plans=", ".join(plan_titles.get(plan, plan) for plan in rating.worst_plans)
        )
    if not rating.crossed:
        return _("within all limits")
    return "; ".join(map(crossed_words, rating.crossed))


_MOST_TELLING = ("long_overdue", "days_late", "behind_points", "overdue_percent", "due_rate_percent")


def reason_in_short(rating: Rating) -> str:
    """Return why a rating is what it is in two or three words: what tells most of what is crossed; "" where none is."""
    if rating.override is not None:
        return f"{rating.override.by}: {rating.override.reason}"
    if rating.worst_plans:
        plans = len(rating.worst_plans)
        return translate_count("{n} plan", "{n} plans", plans).format(n=write_number(plans))
    if not rating.crossed:
        return ""
    crossed = min(rating.crossed, key=lambda each: _MOST_TELLING.index(each.rule))
    value = write_number(written_value(crossed.rule, crossed.value))
    words = {
        "long_overdue": _("{value} over {days} days"),
        "days_late": _("{value} days"),
        "behind_points": _("{value} points behind"),
        "overdue_percent": _("{value}% overdue"),
        "due_rate_percent": _("rate {value}%"),
    }[crossed.rule]
    return words.format(value=value, days=LONG_OVERDUE_DAYS)


def written_value(rule: str, value: float) -> float:
    """Return what a rule looks at as it is written: two decimals, and of a percent never all or nothing by rounding."""
    return rounded_part(value, 100, 2) if rule in ("overdue_percent", "due_rate_percent") else round(value, 2)


def crossed_words(crossed: CrossedLimit) -> str:
    """Return which limit is crossed, with what is measured."""
    value, limit = write_number(written_value(crossed.rule, crossed.value)), write_number(crossed.limit)
    if crossed.rule == "overdue_percent":
        return _("{value}% of what is open are overdue (limit {limit}%)").format(value=value, limit=limit)
    if crossed.rule == "days_late":
        words = translate_count(
            "the longest overdue is {value} day late (limit {limit})",
            "the longest overdue is {value} days late (limit {limit})",
            int(crossed.value),
        )
        return words.format(value=value, limit=limit)
    if crossed.rule == "long_overdue":
        words = translate_count(
            "{value} is overdue by {days} days or more (limit {limit})",
            "{value} are overdue by {days} days or more (limit {limit})",
            int(crossed.value),
        )
        return words.format(value=value, days=LONG_OVERDUE_DAYS, limit=limit)
    if crossed.rule == "due_rate_percent":
        return _("{value}% of what has fallen due are done (limit {limit}%)").format(value=value, limit=limit)
    return _("progress is {value} points behind what was planned (limit {limit})").format(value=value, limit=limit)
