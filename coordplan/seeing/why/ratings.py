"""why rating: what the ratings of plans rest on, as values, as a page, and as JSON and CSV."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from coordplan.definitions.fields import rules_in_force
from coordplan.model.limits import LONG_OVERDUE_DAYS, RulesInForce
from coordplan.named_tuples import NamedTuple
from coordplan.paper.cells import Column, Page, Table, Tone, illustrative_sentence, table_of, write_cell
from coordplan.paper.data import Data, bare
from coordplan.seeing.filters import Filters
from coordplan.seeing.gather import status_report
from coordplan.seeing.opening import Reading
from coordplan.seeing.rating import RULES, Rating, measured, reason_words, written_value
from coordplan.text.language import mark
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day


class JudgedPlan(NamedTuple):
    """A plan (or the program) with what its rating rests on."""

    id: str
    title: str
    rating: Rating
    measured: Mapping[str, float | None]


class RatingsReport(NamedTuple):
    """What `coordplan why rating` says."""

    program_id: str
    title: str
    as_of: date
    known_at: str
    rules: RulesInForce
    by_default: bool  # the program sets no limits of its own
    program: JudgedPlan | None  # None where only some plans are asked about
    plans: tuple[JudgedPlan, ...]
    illustrative: bool = False


def ratings_report(reading: Reading, plans: tuple[str, ...]) -> RatingsReport:
    """Return the ratings of all plans, or of some, with what they rest on."""
    report = status_report(reading, Filters(plans=plans), "plan", most=0, year_before=False)
    program = None
    if report.rating is not None:
        values = measured(report.totals, reading.as_of)
        program = JudgedPlan(reading.program.id, reading.program.title, report.rating, values)
    rules = reading.program.rating
    return RatingsReport(
        program_id=reading.program.id,
        title=reading.program.title,
        as_of=reading.as_of,
        known_at=reading.known_at,
        rules=rules_in_force(rules),
        by_default=rules is None,
        program=program,
        plans=tuple(
            JudgedPlan(group.id, group.title, report.ratings[group.id], measured(group.figures, reading.as_of))
            for group in report.groups
        ),
        illustrative=reading.illustrative,
    )


_RULE_WORDS = {
    "overdue_percent": mark("Overdue, % of what is open"),
    "days_late": mark("Longest overdue, days"),
    "due_rate_percent": mark("Done, % of what has fallen due"),
    "behind_points": mark("Behind what was planned, points"),
    "long_overdue": mark("Overdue by {days} days or more"),
}


def _rule_words(rule: str) -> str:
    return _(_RULE_WORDS[rule]).format(days=LONG_OVERDUE_DAYS)


def ratings_page(report: RatingsReport) -> Page:
    """Return the rules, and for each plan what they look at, its colour, and why."""
    sentence = _("Red or amber where one limit is reached (of what has fallen due: not reached); else green.")
    return Page(
        report.title,
        (*illustrative_sentence(report.illustrative), *_answer_of(report), (sentence, "")),
        (_limits_table(report), _plans_table(report)),
    )


def _answer_of(report: RatingsReport) -> Iterator[tuple[str, Tone]]:
    """Yield the colour of the program, or of the one plan that is asked about, and why."""
    plan = report.plans[0] if len(report.plans) == 1 else None
    if judged := report.program or plan:
        title = judged.title if judged is plan else _("The program")
        colour, why = write_cell(judged.rating.colour, "colour"), reason_words(judged.rating, _titles(report))
        yield f"{title}: {colour}; {why}", "strong"


def _titles(report: RatingsReport) -> dict[str, str]:
    return {each.id: each.title for each in report.plans}


def _limits_table(report: RatingsReport) -> Table:
    columns = (
        Column("rule", _("Rule"), get=_rule_words),
        Column("amber", _("Amber from"), "number", 0, "warn", lambda rule: getattr(report.rules.amber, rule)),
        Column("red", _("Red from"), "number", 0, "bad", lambda rule: getattr(report.rules.red, rule)),
    )
    title = _("Limits (usual ones)") if report.by_default else _("Limits (of the program)")
    return table_of(columns, RULES, title=title, title_tone="strong")


def _plans_table(report: RatingsReport) -> Table:
    titles = _titles(report)

    def measured_by(rule: str) -> Column:
        def value(each: JudgedPlan) -> float | None:
            number = each.measured[rule]
            return None if number is None else written_value(rule, number)

        return Column(rule, _rule_words(rule), "number", 2, get=value)

    columns = (
        Column("title", _("Plan"), get=lambda each: _("The program") if each is report.program else each.title),
        Column("rating", _("Rating"), "colour", get=lambda each: each.rating.colour),
        *map(measured_by, RULES),
        Column("reason", _("Because"), get=lambda each: reason_words(each.rating, titles)),
    )
    rows = (*(() if report.program is None else (report.program,)), *report.plans)
    title = _("What they look at on {day}").format(day=write_day(report.as_of))
    return table_of(columns, rows, title=title, title_tone="strong")


def ratings_data(report: RatingsReport) -> Data:
    """Return ``coordplan/why-rating/1``; in CSV a row for each plan, the program last."""
    plans, program = [_judged_by_name(report, each) for each in report.plans], None
    if report.program is not None:
        program = _judged_by_name(report, report.program)
    judged = [*plans, *(() if program is None else (program | {"id": "total"},))]
    return Data(
        "coordplan/why-rating/1",
        {
            "as_of": report.as_of,
            "known_at": report.known_at or None,
            "illustrative": report.illustrative,
            "limits": {
                "amber": {rule: bare(limit) for rule, limit in report.rules.amber._asdict().items()},
                "red": {rule: bare(limit) for rule, limit in report.rules.red._asdict().items()},
                "by_default": report.by_default,
            },
            "program": program,
            "plans": plans,
        },
        columns=("id", "title", "colour", "computed", *RULES),
        rows=(each | each["measured"] for each in judged),
    )


def _judged_by_name(report: RatingsReport, each: JudgedPlan) -> dict[str, Any]:
    """Return the values of a plan by name; its title in no language of ours: of the program's own, the program's."""
    return {
        "id": each.id,
        "title": report.title if each.id == report.program_id else each.title,
        **each.rating.by_name(),
        "measured": {rule: bare(each.measured[rule]) for rule in RULES},
    }
