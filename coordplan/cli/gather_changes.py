"""Gathers what changed between two times."""

from collections.abc import Iterator
from datetime import date

from coordplan.cli.filters import Filters, question_of
from coordplan.cli.opening import Reading
from coordplan.cli.since import times_between
from coordplan.status.changes import ChangesReport, Moment, Moved, Side
from coordplan.status.figures import Figures, figures_of
from coordplan.store import moves, questions, spans
from coordplan.store.questions import Question


def changes_report(reading: Reading, filters: Filters, since: str, until: str | None) -> ChangesReport:
    """Return what stands otherwise at the later time than at the earlier one, and what is known otherwise of it."""
    return changes_between(reading, filters, *times_between(reading, since, until))


def changes_between(
    reading: Reading, filters: Filters, early: Moment, late: Moment, nothing: bool = False
) -> ChangesReport:
    """Return the same of two times; ``nothing`` is whether the file held no program at the earlier one."""
    question, words = question_of(reading, filters)

    def at(as_of: date, known: int) -> Question:
        good = spans.are_good_for(reading.connection, known)
        return question._replace(as_of=as_of, known=known, spans=good)

    then, now_known, now = at(early.as_of, early.known), at(early.as_of, late.known), at(late.as_of, late.known)
    rows = [
        *_known_otherwise(reading, then, now_known),
        *(_moved(reading, pair, "since", (now.known,)) for pair in moves.differing(reading.connection, now_known, now)),
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
    return figures_of(questions.figures(reading.connection, question, "all")[0])


def _known_otherwise(reading: Reading, then: Question, now: Question) -> Iterator[Moved]:
    """Yield what is known otherwise of the earlier day: corrected, told late, or defined otherwise."""
    if then.known == now.known:
        return
    times = (then.as_of.isoformat(), then.known, now.known)
    corrected = moves.told_otherwise(reading.connection, *times)
    told = moves.told_of(reading.connection, *times)
    for pair in moves.differing(reading.connection, then, now):
        news = "corrected" if pair.id in corrected else "late" if pair.id in told else "defined"
        yield _moved(reading, pair, news, (now.known, then.known))


def _moved(reading: Reading, pair: moves.Pair, news: str, known: tuple[int, ...]) -> Moved:
    row = pair.after or pair.before
    assert row is not None
    words = moves.words_of(reading.connection, row["activity_id"], known)
    assert words is not None
    lead = reading.lead_in_force(words["lead"], words["successors"], row["plan_id"])
    return Moved(pair.id, row["plan_id"], words["title"], lead, _side(pair.before), _side(pair.after), news)


def _side(row: moves.Standing | None) -> Side | None:
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
