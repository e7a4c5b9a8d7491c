"""Gathers what changed between two times."""

from collections.abc import Callable, Iterator
from datetime import date

from coordplan.seeing.changes.since import times_between
from coordplan.seeing.changes.values import ChangesReport, Moment, Moved, Side
from coordplan.seeing.figures import Figures, figures_of
from coordplan.seeing.filters import Filters, question_of
from coordplan.seeing.opening import Reading, reading_at
from coordplan.seeing.windows import period_named
from coordplan.store import comparison, counts, spans
from coordplan.store.questions import Question


def changes_report(reading: Reading, filters: Filters, since: str, until: str | None) -> ChangesReport:
    """Return what stands otherwise at the later time than at the earlier one, and what is known otherwise of it."""
    return changes_between(reading, filters, *times_between(reading, since, until))


def changes_between(
    reading: Reading, filters: Filters, early: Moment, late: Moment, nothing: bool = False
) -> ChangesReport:
    """Return the same of two times; ``nothing`` is whether the file held no program at the earlier one."""
    if filters.period is not None:  # one period, whatever the two times
        filters = filters._replace(period=period_named(reading, filters.period, "--period").key)
    reading = reading_at(reading, late.as_of, late.known)
    question, words = question_of(reading, filters)

    def at(as_of: date, known: int) -> Question:
        """Return the question of another time: who leads, and which days a period has, are those of then."""
        then = question_of(reading_at(reading, as_of, known), filters)[0]
        return then._replace(as_of=as_of, up_to_change=known, spans=spans.are_good_for(reading.connection, known))

    then, now_known, now = at(early.as_of, early.known), at(early.as_of, late.known), question
    rows = [
        *_known_otherwise(reading, then, now_known),
        *_steps(reading, now_known, now, lambda _id: "since"),
    ]
    return ChangesReport(
        reading.program.title,
        early,
        late,
        nothing,
        reading.plan_titles,
        _figures(reading, then),
        _figures(reading, now_known),
        _figures(reading, now),
        tuple(rows),
        {body.id: body.short or body.title for body in reading.definitions.organizations},
        words,
        reading.illustrative,
    )


def _figures(reading: Reading, question: Question) -> Figures:
    return figures_of(counts.figures(reading.connection, question, "all")[0])


def _known_otherwise(reading: Reading, then: Question, now: Question) -> Iterator[Moved]:
    """Yield what is known otherwise of the earlier day: corrected, told late, or defined otherwise."""
    if then.up_to_change == now.up_to_change:
        return
    times = (then.as_of.isoformat(), then.up_to_change, now.up_to_change)
    corrected = comparison.occurrences_corrected(reading.connection, *times)
    told = comparison.occurrences_recorded(reading.connection, *times)
    yield from _steps(
        reading, then, now, lambda id_: "corrected" if id_ in corrected else "late" if id_ in told else "defined"
    )


def _steps(reading: Reading, before: Question, after: Question, news: Callable[[str], str]) -> Iterator[Moved]:
    """Yield what stands otherwise in one question than in another, with what only one of them asks about marked so."""
    narrowed = any((after.plans, after.contents, after.leads is not None, after.due_from))
    for pair in comparison.standings_that_differ(reading.connection, before, after):
        elsewhere = None
        if narrowed and pair.before is None:
            elsewhere = _side(comparison.standing_of(reading.connection, _whole(before), pair))
        elif narrowed and pair.after is None:
            elsewhere = _side(comparison.standing_of(reading.connection, _whole(after), pair))
        row = pair.after or pair.before
        assert row is not None
        words = comparison.words_of(reading.connection, row["activity_id"], (after.up_to_change, before.up_to_change))
        assert words is not None
        lead = reading.lead_in_force(words["lead"], words["successors"], row["plan_id"])
        sides = _side(pair.before), _side(pair.after)
        yield Moved(pair.id, row["plan_id"], words["title"], lead, *sides, news(pair.id), elsewhere)


def _whole(question: Question) -> Question:
    """Return the question about everything, at the same time."""
    return Question(question.as_of, question.up_to_change, spans=question.spans)


def _side(row: comparison.Standing | None) -> Side | None:
    if row is None:
        return None
    due, done = row["due_on"], row["done_on"]
    return Side(
        row["standing"],
        row["percent"],
        due and date.fromisoformat(due),
        done and date.fromisoformat(done),
        row["weight"],
    )
