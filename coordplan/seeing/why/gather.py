"""Gathers what is behind a figure, and behind one standing."""

from coordplan.definitions.fields import rules_in_force
from coordplan.errors import Refused
from coordplan.model import OPEN
from coordplan.seeing.comparing import LAST_YEAR, other_time
from coordplan.seeing.figures import Figures
from coordplan.seeing.filters import Filters, question_of
from coordplan.seeing.gather import SOON_DAYS, Lister, named_activity, status_report
from coordplan.seeing.opening import Reading, reading_at
from coordplan.seeing.rating import Judged, Rating, RatingsReport, measured
from coordplan.seeing.why.explanation import Explanation, Told, explained
from coordplan.seeing.why.values import Counted, Why, shares_of, shares_of_difference
from coordplan.store import questions
from coordplan.store.entries import entries_of
from coordplan.store.observations import retired_error, unknown_activity
from coordplan.store.questions import Question
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day


def why_figure(reading: Reading, figure: str, filters: Filters, compare: str | None) -> Why:
    """Return the occurrences behind a figure of the status with the same filters."""
    question, words = question_of(reading, filters)
    rows = _counted(reading, question)
    compared_on = None
    if figure == "points":
        other = other_time(reading, filters, LAST_YEAR if compare is None else compare).question
        compared_on = other.as_of
        if compared_on < reading.program.start_on:
            raise Refused(
                _("There is nothing to compare with on {day}.").format(day=write_day(compared_on)),
                _("The program begins on {day}.").format(day=write_day(reading.program.start_on)),
            )
        shares = shares_of_difference(rows, _counted(reading_at(reading, compared_on, reading.known), other))
    else:
        shares = shares_of(figure, rows, reading.as_of, SOON_DAYS)
    return Why(
        reading.program.title,
        figure,
        reading.as_of,
        reading.known_at,
        shares,
        {body.id: body.short or body.title for body in reading.definitions.organizations},
        words,
        reading.illustrative,
        SOON_DAYS,
        compared_on,
    )


def _counted(reading: Reading, question: Question) -> list[Counted]:
    lister = Lister(reading, question)
    return [
        Counted(lister.listed(row), row["weight"], row["planned"])
        for row in questions.occurrences(reading.connection, question)
    ]


def why_standing(reading: Reading, wanted: str) -> Explanation:
    """Return why an occurrence stands where it does; of a recurring activity's plain id, its earliest open one."""
    activity, retired_on, rows = named_activity(reading, wanted)
    if not rows:
        raise (
            unknown_activity(reading.connection, wanted) if retired_on is None else retired_error(activity, retired_on)
        )
    row = next((row for row in rows if row.standing in OPEN), rows[-1])
    told = [
        Told(each.number, each.entry, each.change.id, each.ended_by)
        for each in entries_of(reading.connection, row.occurrence, reading.known)
    ]
    return Explanation(
        reading.program.title,
        row,
        reading.as_of,
        reading.known_at,
        explained(told, row, activity.target, reading.as_of),
        reading.body_title(row.lead),
        reading.illustrative,
        0.0 if activity.target is None else activity.target.baseline,
    )


def ratings_report(reading: Reading, plans: tuple[str, ...]) -> RatingsReport:
    """Return the ratings of all plans, or of some, with what they rest on."""
    report = status_report(reading, Filters(plans=plans), "plan", most=None)

    def judged(id_: str, title: str, rating: Rating, figures: Figures) -> Judged:
        return Judged(id_, title, rating, measured(figures, reading.as_of))

    rows = [judged(group.id, group.title, report.ratings[group.id], group.figures) for group in report.groups]
    whole = None
    if report.rating is not None:
        whole = judged(reading.program.id, reading.program.title, report.rating, report.totals)
    rules = reading.program.rating
    return RatingsReport(
        reading.program.id,
        reading.program.title,
        reading.as_of,
        reading.known_at,
        rules_in_force(rules),
        rules is None,
        whole,
        tuple(rows),
        reading.illustrative,
    )
