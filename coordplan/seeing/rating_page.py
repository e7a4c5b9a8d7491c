"""Ratings in words: the colour, and why."""

from coordplan.paper.cells import COLOUR_WORDS, Column, Page, Table, Tone
from coordplan.seeing.rating import RULES, Crossed, Judged, Rating, RatingsReport
from coordplan.text.language import mark, translate_count
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day, write_number


def colour_words(colour: str | None) -> str:
    return "" if colour is None else _(COLOUR_WORDS[colour])


def reason_words(rating: Rating, plan_titles: dict[str, str]) -> str:
    """Return why a rating is what it is: who said so, or which limits are crossed, or that none is."""
    if rating.override is not None:
        given = rating.override
        return _("{by} on {day}: {reason} (by the rules: {computed}; {why})").format(
            by=given.by,
            day=write_day(given.rated_on),
            reason=given.reason,
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


def crossed_words(crossed: Crossed) -> str:
    """Return which limit is crossed, with what is measured."""
    value, limit = write_number(round(crossed.value, 2)), write_number(crossed.limit)
    if crossed.rule == "overdue_percent":
        return _("{value}% of what is open are overdue (limit {limit}%)").format(value=value, limit=limit)
    if crossed.rule == "days_late":
        words = translate_count(
            "the longest overdue is {value} day late (limit {limit})",
            "the longest overdue is {value} days late (limit {limit})",
            int(crossed.value),
        )
        return words.format(value=value, limit=limit)
    if crossed.rule == "due_rate_percent":
        return _("{value}% of what has fallen due are done (limit {limit}%)").format(value=value, limit=limit)
    return _("progress is {value} points behind what was planned (limit {limit})").format(value=value, limit=limit)


RULE_WORDS = {
    "overdue_percent": mark("Overdue, % of what is open"),
    "days_late": mark("Longest overdue, days"),
    "due_rate_percent": mark("Done, % of what has fallen due"),
    "behind_points": mark("Behind what was planned, points"),
}


def ratings_page(report: RatingsReport, illustrative: tuple[tuple[str, Tone], ...]) -> Page:
    """Return the rules, and for each plan what they look at, its colour, and why."""
    limits = [
        (_(RULE_WORDS[rule]), getattr(report.rules.amber, rule), getattr(report.rules.red, rule)) for rule in RULES
    ]
    rules = Table(
        (
            Column("rule", _("Rule")),
            Column("amber", _("Amber from"), "number", 0, "warn"),
            Column("red", _("Red from"), "number", 0, "bad"),
        ),
        limits,
        title=_("Limits (usual ones)") if report.by_default else _("Limits (of the program)"),
        title_tone="strong",
    )
    titles = {each.id: each.title for each in report.plans}
    judged = [*(() if report.program is None else (report.program,)), *report.plans]
    plans = Table(
        (
            Column("title", _("Plan")),
            Column("rating", _("Rating"), "colour"),
            *(Column(rule, _(RULE_WORDS[rule]), "number", 2) for rule in RULES),
            Column("reason", _("Because")),
        ),
        [_judged_row(each, report, titles) for each in judged],
        title=_("What they look at on {day}").format(day=write_day(report.as_of)),
        title_tone="strong",
    )
    sentence = _("Red or amber where one limit is reached (of what has fallen due: not reached); else green.")
    return Page(report.title, (*illustrative, (sentence, "")), (rules, plans))


def _judged_row(each: Judged, report: RatingsReport, titles: dict[str, str]) -> list[object]:
    title = _("The program") if each is report.program else each.title
    values = [None if (value := each.measured[rule]) is None else round(value, 2) for rule in RULES]
    return [title, each.rating.colour, *values, reason_words(each.rating, titles)]
