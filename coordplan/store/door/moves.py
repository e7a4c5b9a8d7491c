"""Which figures a change of definitions moves, of today, of past days, of closed periods; said, and some doubted."""

import sqlite3
from collections.abc import Collection, Iterator
from datetime import date
from typing import NamedTuple

from coordplan.dates.periods import parse_period, period_of, window_of
from coordplan.errors import Doubt
from coordplan.model import DONE, OVERDUE, Program
from coordplan.store import counts, questions
from coordplan.store.changes import Writing
from coordplan.store.closed_periods import closings_in_force
from coordplan.store.definitions import frame
from coordplan.store.questions import Question
from coordplan.text.language import translate as _
from coordplan.text.language import translate_count
from coordplan.text.writing import write_day

_MOST_IDS = 6
_MOST_DAYS = 5
_MOST_ACTIVITIES = 8
_KINDS = ("overdue", "done", "undone", "settled")


class FigureMove(NamedTuple):
    """The figures of a past day before and after a change: done, of them late, and fallen due."""

    day: date
    period: str  # that is closed and ends on this day; else empty
    before: tuple[int, int, int]
    after: tuple[int, int, int]


class Moves(NamedTuple):
    """What a change of definitions moves; occurrences by id, as they stand today."""

    overdue: tuple[str, ...] = ()  # at once
    done: tuple[str, ...] = ()
    undone: tuple[str, ...] = ()  # no longer done
    settled: tuple[str, ...] = ()  # no longer overdue
    past: tuple[tuple[date, str], ...] = ()  # days on which an occurrence stood otherwise, with its id
    figures: tuple[FigureMove, ...] = ()


def pass_moves(change: Writing, today: date) -> None:
    """Say with a change which figures it moves; doubt it where work is overdue or done at once, or the past moves."""
    moves = moves_of(change, today)
    change.remarks += move_sentences(moves)
    if has_entries(change.connection, change.number):
        change.doubt(*_doubts(change, moves))


def has_entries(connection: sqlite3.Connection, change: int, activity: str = "") -> bool:
    """Say whether anything was recorded before a change, of all or of one activity."""
    of_one = "AND (occurrence_id = :activity OR occurrence_id BETWEEN :activity || '@' AND :activity || '@~')"
    query = f"""
        SELECT EXISTS (
            SELECT 1 FROM entries WHERE ended_by IS NULL AND added_by < :change {of_one if activity else ""}
        )"""
    return bool(connection.execute(query, {"change": change, "activity": activity}).fetchone()[0])


def moves_of(change: Writing, today: date) -> Moves:
    """Return which figures the change moves that is being made."""
    connection, number = change.connection, change.number
    activities = tuple(
        row[0]
        for row in connection.execute(
            """
            SELECT activity_id FROM occurrences WHERE added_by = :change
            UNION
            SELECT activity_id FROM occurrences WHERE ended_by = :change""",
            {"change": number},
        )
    )
    definitions = frame(connection)
    if not activities or definitions.program is None:
        return Moves()
    now = dict(_differing(connection, number, today, activities))
    past: list[tuple[date, str]] = []
    figures: list[FigureMove] = []
    if has_entries(connection, number):
        closed = _closed_ends(connection)
        for day in sorted({*_quarter_ends(definitions.program, today), *closed}):
            if day < today:
                past += [(day, id_) for id_, _classes in _differing(connection, number, day, activities)]
        days = sorted({day for day, _id in past})
        shown = [day for day in days if day in closed or (day.month, day.day) == (12, 31)] or days[-1:]
        figures = [
            FigureMove(
                day, closed.get(day, ""), _figures(connection, number - 1, day), _figures(connection, number, day)
            )
            for day in shown
        ]
    else:
        figures = []
    return Moves(
        overdue=tuple(id_ for id_, (_was, now_is) in now.items() if now_is == "overdue"),
        done=tuple(id_ for id_, (was, now_is) in now.items() if now_is in DONE and was not in DONE),
        undone=tuple(id_ for id_, (was, now_is) in now.items() if was in DONE and now_is not in DONE),
        settled=tuple(id_ for id_, (was, now_is) in now.items() if was == "overdue" and now_is not in DONE),
        past=tuple(past),
        figures=tuple(figures),
    )


def _quarter_ends(program: Program, today: date) -> Iterator[date]:
    day = program.start_on
    while day < today:
        end = period_of("quarter", day).window()[1]
        yield end
        day = date.fromordinal(end.toordinal() + 1)


def _closed_ends(connection: sqlite3.Connection) -> dict[date, str]:
    """Return the last days of periods that are closed, with their keys."""
    definitions = frame(connection)
    return {
        window_of(definitions, parse_period(closing.period))[1]: closing.period
        for closing in closings_in_force(connection)
    }


def _differing(
    connection: sqlite3.Connection, number: int, day: date, activities: tuple[str, ...]
) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield the occurrences that count otherwise on a day after a change than before: done, done late, overdue."""
    before, after = (
        {row["id"]: _class(row["standing"]) for row in questions.standings_of(connection, question)}
        for question in (
            Question(day, number - 1, activities=activities),
            Question(day, number, activities=activities),
        )
    )
    for id_ in sorted({*before, *after}):
        classes = before.get(id_, ""), after.get(id_, "")
        if classes[0] != classes[1]:
            yield id_, classes


def _class(standing: str) -> str:
    return standing if standing in DONE else "overdue" if standing in OVERDUE else ""


def _figures(connection: sqlite3.Connection, known: int, day: date) -> tuple[int, int, int]:
    row = counts.figures(connection, Question(day, known), "all")[0]
    done = sum(row[standing] for standing in DONE)
    return done, row["done_late"], done + sum(row[standing] for standing in OVERDUE)


# in words


def move_sentences(moves: Moves) -> list[str]:
    """Return what moves, a sentence for each kind and for each past day."""
    counted = {kind: len(getattr(moves, kind)) for kind in _KINDS}
    sentences = {
        "overdue": translate_count(
            "{n} occurrence becomes overdue at once: {ids}.",
            "{n} occurrences become overdue at once: {ids}.",
            counted["overdue"],
        ),
        "done": translate_count(
            "{n} occurrence becomes done at once: {ids}.",
            "{n} occurrences become done at once: {ids}.",
            counted["done"],
        ),
        "undone": translate_count(
            "{n} occurrence is no longer done: {ids}.",
            "{n} occurrences are no longer done: {ids}.",
            counted["undone"],
        ),
        "settled": translate_count(
            "{n} occurrence no longer counts as overdue: {ids}.",
            "{n} occurrences no longer count as overdue: {ids}.",
            counted["settled"],
        ),
    }
    found = [
        sentences[kind].format(n=counted[kind], ids=_few(getattr(moves, kind))) for kind in _KINDS if counted[kind]
    ]
    return found + [_figure_words(each) for each in moves.figures[-_MOST_DAYS:]]


def _figure_words(move: FigureMove) -> str:
    before, after = (f"{done}/{fallen_due}" for done, _late, fallen_due in (move.before, move.after))
    if before == after:
        late = _("{fraction}, {n} late")
        before, after = late.format(fraction=before, n=move.before[1]), late.format(fraction=after, n=move.after[1])
    if move.period:
        sentence = _("Figures of {period}, which is closed ({day}): {before} -> {after}.")
        return sentence.format(period=move.period, day=write_day(move.day), before=before, after=after)
    return _("Figures of {day}: {before} -> {after}.").format(day=write_day(move.day), before=before, after=after)


def _few(ids: Collection[str]) -> str:
    return ", ".join(list(ids)[:_MOST_IDS]) + (f", ... ({len(ids)})" if len(ids) > _MOST_IDS else "")


# what is doubted


def _doubts(change: Writing, moves: Moves) -> Iterator[Doubt]:
    """Yield a doubt for each activity of which work becomes overdue, done or undone at once, or whose past moves."""
    doubtful: dict[str, list[str]] = {}
    for id_ in (*moves.overdue, *moves.done, *moves.undone, *(id_ for _day, id_ in moves.past)):
        doubtful.setdefault(id_.partition("@")[0], []).append(id_)
    plans = _plans_of(change.connection, doubtful)
    left = [id_ for id_ in doubtful if not (change.sure.covers(id_) or change.sure.covers(plans[id_]))]
    by_plan = len(left) > _MOST_ACTIVITIES
    groups: dict[str, list[str]] = {}
    for id_ in left:
        groups.setdefault(plans[id_] if by_plan else id_, []).append(id_)
    figures = [_figure_words(each) for each in moves.figures[-_MOST_DAYS:]]
    for number, (group, ids) in enumerate(groups.items()):
        own = moves._replace(
            **{kind: tuple(id_ for id_ in getattr(moves, kind) if id_.partition("@")[0] in ids) for kind in _KINDS},
            figures=(),
        )
        sentences = move_sentences(own)
        way_out = ""
        if days := [day for day, id_ in moves.past if id_.partition("@")[0] in ids]:
            sentences.append(_("The past moves, from {day} on.").format(day=write_day(min(days))))
            if _were_there(change, ids):
                way_out = _("What is to hold from a day on: edit --from DATE, or amended: in the YAML.")
        if number == len(groups) - 1:
            sentences += figures
        yield Doubt(group, " ".join(sentences), way_out)


def _were_there(change: Writing, activities: Collection[str]) -> bool:
    """Say whether one of some recurring activities was defined before a change."""
    query = "SELECT EXISTS (SELECT 1 FROM activities WHERE id = :id AND added_by < :change AND every IS NOT NULL)"
    return any(
        change.connection.execute(query, {"id": id_, "change": change.number}).fetchone()[0] for id_ in activities
    )


def _plans_of(connection: sqlite3.Connection, activities: Collection[str]) -> dict[str, str]:
    found = {}
    for id_ in activities:
        row = connection.execute(
            "SELECT plan_id FROM activities WHERE id = :id ORDER BY row DESC LIMIT 1", {"id": id_}
        ).fetchone()
        found[id_] = "" if row is None else str(row[0])
    return found
