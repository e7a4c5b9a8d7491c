"""Gathers what changed between two times, as they are typed."""

import sqlite3
from collections.abc import Callable, Iterator
from datetime import date, datetime

from coordplan.cli.session import moment_of
from coordplan.dates.cited_documents import parse_document
from coordplan.dates.days import OFFICE_TIME, NoSuchDayError, day_away, parse_span, span_back
from coordplan.errors import CoordplanError, Refused, UsageFault
from coordplan.model import DONE, IssuedReport
from coordplan.named_tuples import NamedTuple
from coordplan.seeing.changes.values import ChangesReport, Moment, MovedOccurrence, StandingSide
from coordplan.seeing.figures import Figures, figures_of
from coordplan.seeing.filters import Filters, question_of
from coordplan.seeing.opening import Reading, reading_at
from coordplan.seeing.windows import period_named, refuse_after, refuse_before
from coordplan.store import comparison, counts, spans
from coordplan.store.changes import change_named, latest_change, moment_of_change
from coordplan.store.definitions import frame
from coordplan.store.issued_reports import (
    begins_a_number,
    is_from_copy,
    issued_reports,
    near_numbers,
    with_number_on_paper,
)
from coordplan.store.questions import Question
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day


def changes_report(reading: Reading, filters: Filters, since: str, until: str | None) -> ChangesReport:
    """Return what changed from the earlier time to the later one, and what is known better of the earlier by now."""
    return changes_between(reading, filters, *times_between(reading, since, until))


def changes_between(
    reading: Reading, filters: Filters, early: Moment, late: Moment, nothing_known: bool = False
) -> ChangesReport:
    """Return the same of two times; ``nothing_known`` is whether the file held no program at the earlier one."""
    if filters.period is not None:  # one period, whatever the two times
        filters = filters._replace(period=period_named(reading, filters.period, "--period").key)
    reading = reading_at(reading, late.as_of, late.up_to_change)
    question, words = question_of(reading, filters)

    def at(as_of: date, up_to_change: int) -> Question:
        """Return the question of another time: who leads, and which days a period has, are those of then."""
        then = question_of(reading_at(reading, as_of, up_to_change), filters)[0]
        good = spans.are_good_for(reading.connection, up_to_change)
        return then._replace(as_of=as_of, up_to_change=up_to_change, spans=good, touched="")

    then, now_known, now = at(early.as_of, early.up_to_change), at(early.as_of, late.up_to_change), question
    rows = [*_corrections(reading, then, now_known), *_steps(reading, now_known, now, lambda _id: "since")]
    figures = {each: _figures(reading, each) for each in {then, now_known, now}}  # two of them may be the same
    return ChangesReport(
        title=reading.program.title,
        since=early,
        until=late,
        nothing_known=nothing_known,
        plan_titles=reading.plan_titles,
        before=figures[then],
        known_now=figures[now_known],
        after=figures[now],
        rows=tuple(rows),
        lead_titles=reading.body_shorts,
        filters=words,
        illustrative=reading.illustrative,
        wider_by="" if early.report is None else _options_left_out(early.report, filters),
    )


def _options_left_out(report: IssuedReport, filters: Filters) -> str:
    """Return what would narrow an answer to the plans and bodies of a report, where nothing else narrows it to some."""
    plans = report.plans if not filters.plans else ()
    leads = report.leads if not filters.leads else ()
    return " ".join([*(f"--plan {id_}" for id_ in plans), *(f"--lead {id_}" for id_ in leads)])


def _figures(reading: Reading, question: Question) -> Figures:
    return figures_of(counts.figures(reading.connection, question, "all")[0])


def _corrections(reading: Reading, then: Question, now: Question) -> Iterator[MovedOccurrence]:
    """Yield what is known of the earlier day only now: corrected, recorded late, or defined anew."""
    if then.up_to_change == now.up_to_change:
        return
    times = (then.as_of.isoformat(), then.up_to_change, now.up_to_change)
    corrected = comparison.occurrences_corrected(reading.connection, *times)
    recorded = comparison.occurrences_recorded(reading.connection, *times)
    yield from _steps(
        reading, then, now, lambda id_: "corrected" if id_ in corrected else "late" if id_ in recorded else "defined"
    )


def _steps(
    reading: Reading, before: Question, after: Question, news: Callable[[str], str]
) -> Iterator[MovedOccurrence]:
    """Yield what stands differently in two questions, with what only one of them asks about marked so."""
    keys = (after.leads, after.partnered, after.fields)
    narrowed = any((after.plans, after.contents, after.due_from, *(each is not None for each in keys)))
    for pair in comparison.standings_that_differ(reading.connection, before, after):
        elsewhere = None
        if narrowed and pair.before is None:
            elsewhere = _side(comparison.standing_of(reading.connection, before.of_everything, pair))
        elif narrowed and pair.after is None:
            elsewhere = _side(comparison.standing_of(reading.connection, after.of_everything, pair))
        row = pair.after or pair.before
        assert row is not None
        words = comparison.words_of(reading.connection, row["activity_id"], (after.up_to_change, before.up_to_change))
        assert words is not None
        named = words["lead"], words["successors"], row["plan_id"]
        leads = reading.succession.body_on(reading.credit_day(row), *named), reading.lead_in_force(*named)
        sides = _side(pair.before), _side(pair.after)
        yield MovedOccurrence(pair.id, row["plan_id"], words["title"], *leads, *sides, news(pair.id), elsewhere)


def _side(row: comparison.Standing | None) -> StandingSide | None:
    if row is None:
        return None
    done_on = row["done_on"] if row["standing"] in DONE else None
    return StandingSide(
        row["standing"],
        row["percent"],
        row["due_on"] and date.fromisoformat(row["due_on"]),
        done_on and date.fromisoformat(done_on),
        row["weight"],
    )


class TypedTime(NamedTuple):
    """A time as typed: its day, and the last change by then where the words say so."""

    day: date
    up_to_change: int | None = None
    moment: datetime | None = (
        None  # where a moment or a change is named: what was recorded by then counts, whatever the day
    )
    report: IssuedReport | None = None

    @property
    def named(self) -> bool:
        return self.moment is not None


def time_typed(reading: Reading, text: str, option: str, until: date) -> TypedTime:
    """Return what a date, a moment, the number of a change or report, or a span before ``until`` means.

    Raises UsageFault or Refused.
    """
    connection = reading.connection
    if span := parse_span(text) or span_back(text):
        day = max(day_away(span, until, ahead=False), reading.program.start_on)
        return TypedTime(day, _by_end_of(reading, day))
    reports = issued_reports(connection, reading.up_to_change)
    try:
        change = change_named(connection, text)
    except CoordplanError as error:
        if begins_a_number(reports, text):
            error.way_out = near_numbers(reports, text)
        raise
    if change is not None:
        moment = datetime.fromisoformat(change.at)
        return TypedTime(moment.astimezone(OFFICE_TIME).date(), change.id, moment)
    issued = with_number_on_paper(reports, text)
    if issued is not None:  # what it knew of its day
        _refuse_from_copy(connection, issued.report, option)
        moment = datetime.fromisoformat(moment_of_change(connection, issued.report.known))
        return TypedTime(issued.report.as_of, issued.report.known, moment, issued.report)
    try:
        moment = moment_of(text, option, until)
    except CoordplanError as error:
        sentence = _('{option}: "{text}" is not a time.').format(option=option, text=text)
        if reports and parse_document(text).number:
            sentence = _('{option}: there is no issued report "{text}".').format(option=option, text=text)
            raise UsageFault(sentence, near_numbers(reports, text)) from error
        raise UsageFault(
            error.sentence if isinstance(error.__cause__, NoSuchDayError) else sentence,
            _(
                "Write a date (31/5/2024), a moment (2024-05-31T17:00), a change's number (12), "
                "the number of an issued report (45-BC/BTGTU), or 7d, 2w, 3m."
            ),
        ) from error
    day = moment.astimezone(OFFICE_TIME).date()
    refuse_before(reading.program, day, option)
    return TypedTime(day, latest_change(connection, moment), moment if ":" in text else None)


def _refuse_from_copy(connection: sqlite3.Connection, report: IssuedReport, option: str) -> None:
    if is_from_copy(connection, report.id):
        raise Refused(
            _("{option}: {number} was issued in another copy; what that knew is not known here at one moment.").format(
                option=option, number=report.number
            ),
            _("Name the day of its figures: {option} {day}").format(option=option, day=report.as_of.isoformat()),
        )


def _by_end_of(reading: Reading, day: date) -> int:
    end = datetime.combine(day, datetime.max.time()).replace(tzinfo=OFFICE_TIME)
    return latest_change(reading.connection, end)


def times_between(reading: Reading, since: str, until: str | None) -> tuple[Moment, Moment, bool]:
    """Return the earlier and the later time, and whether the file held nothing at the earlier one.

    The later time is ``until`` (a date leaves what is known as it is asked: ``--known-at``, else now), else the day
    asked about. The earlier one is a day as it was known at its end; where the file held no program by then, that day
    is looked at with what is known by the later time.
    """
    late = TypedTime(reading.as_of) if until is None else time_typed(reading, until, "--until", reading.as_of)
    if until is not None and not late.named:
        refuse_after(reading.program, late.day, "--until")
    last_change = (
        min(late.up_to_change, reading.up_to_change)
        if late.named and late.up_to_change is not None
        else reading.up_to_change
    )
    last = min(late.day, reading.as_of) if late.named else late.day
    if last < reading.program.start_on:
        raise Refused(
            _("Nothing can have changed by {day}.").format(day=write_day(last)),
            _("The program begins on {day}.").format(day=write_day(reading.program.start_on)),
        )
    early = time_typed(reading, since, "--since", last)
    assert early.up_to_change is not None
    first = min(early.day, last) if early.named else early.day
    both = early.moment is not None and late.moment is not None and early.moment > late.moment
    if first > last or both or (early.named and early.up_to_change > last_change):
        raise UsageFault(
            _("--since: {since} is later than {until}.").format(
                since=since,
                until=until or (write_day(last) if first > last else _("change {number}").format(number=last_change)),
            ),
            _("Name an earlier one, or a later {option}.").format(option=_later(until, first > last)),
        )
    nothing_known = frame(reading.connection, early.up_to_change).program is None
    first_change = last_change if nothing_known else min(early.up_to_change, last_change)
    since_then = _moment(reading, first, first_change)._replace(report=early.report)
    return since_then, _moment(reading, last, last_change)._replace(report=late.report), nothing_known


def _later(until: str | None, by_day: bool) -> str:
    """Return the option that moves the later time on: of a command without ``--until``, what it is asked about."""
    if until is not None:
        return "--until"
    return "--as-of" if by_day else "--known-at"


def _moment(reading: Reading, day: date, up_to_change: int) -> Moment:
    return Moment(day, up_to_change, moment_of_change(reading.connection, up_to_change))
