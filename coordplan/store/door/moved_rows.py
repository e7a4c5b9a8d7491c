"""Which figures a change of definitions moves, of today, of past days, of closed periods: worked out row by row."""

import sqlite3
from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta

from coordplan.dates.periods import parse_period, period_of, window_of
from coordplan.model import DONE, OVERDUE, Program, Target
from coordplan.named_tuples import NamedTuple
from coordplan.progress import write_value
from coordplan.store import counts, questions, spans
from coordplan.store.changes import Writing
from coordplan.store.closed_periods import closings_in_force
from coordplan.store.definitions import frame
from coordplan.store.questions import Question
from coordplan.store.schema import ACTIVITIES
from coordplan.text.writing import write_number, write_percent


class DayFigures(NamedTuple):
    """What is done on a day, of that late, what has fallen due, and the weights behind progress."""

    done: int
    late: int
    fallen_due: int
    weight_done: float
    weight: float

    def plus(self, other: "DayFigures", sign: int = 1) -> "DayFigures":
        return DayFigures(
            self.done + sign * other.done,
            self.late + sign * other.late,
            self.fallen_due + sign * other.fallen_due,
            self.weight_done + sign * other.weight_done,
            self.weight + sign * other.weight,
        )

    @property
    def progress(self) -> float | None:
        return round(self.weight_done / self.weight, 6) if self.weight else None


NO_FIGURES = DayFigures(0, 0, 0, 0.0, 0.0)


class RowOnDay(NamedTuple):
    """An occurrence on a day, as far as figures and rows say something of it."""

    standing: str  # done_on_time, done_late, overdue, cancelled; else empty
    percent: float
    weight: float
    value: float | None  # where it is measured by a target
    target: Target | None
    due_on: str | None

    @property
    def figures(self) -> DayFigures:
        if self.standing == "cancelled":
            return NO_FIGURES
        done = int(self.standing in DONE)
        late, fallen_due = int(self.standing == "done_late"), done + int(self.standing == "overdue")
        return DayFigures(done, late, fallen_due, self.weight * self.percent / 100, self.weight)

    @property
    def measure(self) -> tuple[float, float, float | None, Target | None]:
        return self.percent, self.weight, self.value, self.target

    @property
    def words(self) -> str:
        """How far it is: what was reached of its target, and its percent."""
        reached = "" if self.value is None or self.target is None else write_value(self.value, self.target)
        percent = "" if reached and self.standing in DONE else write_percent(self.percent)
        return f"{reached} ({percent})" if reached and percent else reached or percent

    def words_beside(self, other: "RowOnDay") -> str:
        """Return the same with the weight, where nothing else tells it from another."""
        return self.words if self.words != other.words else f"{self.words}, ×{write_number(self.weight)}"


Sides = tuple[RowOnDay | None, RowOnDay | None]


class DayMoved(NamedTuple):
    """What a change moves on a day: the rows before and after, and the figures of everything before."""

    day: date
    period: str  # that is closed and ends on this day; else empty
    rows: Mapping[str, Sides]
    before: DayFigures

    def after(self, rows: Mapping[str, Sides]) -> DayFigures:
        """Return the figures with some of the rows as they become."""
        figures = self.before
        for was, becomes in rows.values():
            figures = figures.plus(NO_FIGURES if becomes is None else becomes.figures)
            figures = figures.plus(NO_FIGURES if was is None else was.figures, -1)
        return figures


class Moves(NamedTuple):
    """What a change of definitions moves: today, on past days, and whether anything was recorded by then."""

    today: DayMoved
    past: tuple[DayMoved, ...] = ()
    recorded: bool = False
    correction: bool = False  # of the past, and said to be one

    def of_activities(self, activities: Collection[str]) -> "Moves":
        """Return what is moved of some activities alone."""
        today, *past = (
            each._replace(rows={id_: row for id_, row in each.rows.items() if id_.partition("@")[0] in activities})
            for each in (self.today, *self.past)
        )
        return self._replace(today=today, past=tuple(past))

    def kind(self, kind: str) -> list[str]:
        """Return the occurrences that are moved in one way today."""
        return [id_ for id_, sides in self.today.rows.items() if kind in _kinds(*sides)]

    @property
    def past_days(self) -> list[tuple[DayMoved, str]]:
        """The past days on which an occurrence stood otherwise, with its id."""
        return [
            (each, id_)
            for each in self.past
            for id_, sides in each.rows.items()
            if stands_otherwise(*sides) or (is_measured_otherwise(*sides) and self._is_settled(each, *sides))
        ]

    def _is_settled(self, moved: DayMoved, was: RowOnDay | None, _becomes: RowOnDay | None) -> bool:
        """Say whether how far it was is a figure of the past: not while it runs, unless its period is closed."""
        fallen_due = was is not None and was.due_on is not None and was.due_on < self.today.day.isoformat()
        return self.correction or bool(moved.period) or fallen_due


def stands_otherwise(was: RowOnDay | None, becomes: RowOnDay | None) -> bool:
    """Say whether an occurrence counts otherwise: done, done late, overdue."""
    one, other = ("" if row is None or row.standing == "cancelled" else row.standing for row in (was, becomes))
    return one != other


def is_measured_otherwise(was: RowOnDay | None, becomes: RowOnDay | None) -> bool:
    """Say whether how far an occurrence is, or its weight, is another."""
    return was is not None and becomes is not None and was.measure != becomes.measure


def _kinds(was: RowOnDay | None, becomes: RowOnDay | None) -> Iterator[str]:
    one, other = ("" if row is None else row.standing for row in (was, becomes))
    if one != other and other == "overdue":
        yield "overdue"
    if one in DONE and other in DONE and one != other:
        yield "late" if other == "done_late" else "timely"
    elif (one in DONE) != (other in DONE):
        yield "done" if other in DONE else "undone"
    elif one == "overdue" and other != "overdue":
        yield "settled"
    if one == other and is_measured_otherwise(was, becomes):
        yield "progress"


def has_entries(connection: sqlite3.Connection, change: int, activity: str = "") -> bool:
    """Say whether anything was recorded before a change, of all or of one activity."""
    of_one = "AND (occurrence_id = :activity OR occurrence_id BETWEEN :activity || '@' AND :activity || '@~')"
    query = f"""
        SELECT EXISTS (
            SELECT 1 FROM entries WHERE ended_by IS NULL AND added_by < :change {of_one if activity else ""}
        )"""
    return bool(connection.execute(query, {"change": change, "activity": activity}).fetchone()[0])


def moves_of(change: Writing, today: date, correction: bool = False) -> Moves:
    """Return which figures the change moves that is being made; ``correction``: it is said to be one of the past."""
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
    program = frame(connection).program
    if not activities or program is None:
        return Moves(DayMoved(today, "", {}, NO_FIGURES))
    recorded = has_entries(connection, number)
    closed = _closed_ends(connection)
    moved = _moved_on(change, today, closed, activities)
    if not recorded:
        return Moves(moved)
    days = {*_period_ends(program, today), *closed, *_amended_days(change), today - timedelta(days=1)}
    past = (_moved_on(change, day, closed, activities) for day in sorted(days) if program.start_on <= day < today)
    return Moves(moved, tuple(each for each in past if each.rows), recorded, correction)


def _moved_on(change: Writing, day: date, closed: Mapping[date, str], activities: tuple[str, ...]) -> DayMoved:
    connection, number = change.connection, change.number
    before, after = (rows_on_day(connection, known, day, activities) for known in (number - 1, number))
    rows = {
        id_: (before.get(id_), after.get(id_)) for id_ in sorted({*before, *after}) if before.get(id_) != after.get(id_)
    }
    figures = _figures_before(change, day) if rows else NO_FIGURES
    return DayMoved(day, closed.get(day, ""), rows, figures)


def _period_ends(program: Program, today: date) -> Iterator[date]:
    """Yield the last days of quarters, and of the months of the last one."""
    day = program.start_on
    while day < today:
        end = period_of("quarter", day).last_on
        if end >= today:
            end = period_of("month", day).last_on
        yield end
        day = end + timedelta(days=1)


def _closed_ends(connection: sqlite3.Connection) -> dict[date, str]:
    """Return the last days of periods that are closed, with their keys."""
    definitions = frame(connection)
    return {
        window_of(definitions, parse_period(closing.period))[1]: closing.period
        for closing in closings_in_force(connection)
    }


def _amended_days(change: Writing) -> set[date]:
    """Return the days from which amendments hold, of what the change defines anew."""
    rows = change.connection.execute("SELECT * FROM activities WHERE added_by = :change", {"change": change.number})
    return {each.from_on for row in rows.fetchall() for each in ACTIVITIES.value_of(row).amended}


def rows_on_day(
    connection: sqlite3.Connection, known: int, day: date, activities: tuple[str, ...]
) -> dict[str, RowOnDay]:
    """Return how the occurrences of some activities count on a day, as recorded up to a change."""
    found = {}
    for row in questions.occurrences(connection, Question(day, known, activities=activities)):
        is_measured = row["value"] is not None and row["target"] is not None
        standing = "overdue" if row["standing"] in OVERDUE else row["standing"]
        found[row["id"]] = RowOnDay(
            standing if standing in (*DONE, "overdue", "cancelled") else "",
            row["percent"],
            row["weight"],
            row["value"] if is_measured else None,
            Target(row["target"], row["unit"] or "", row["baseline"] or 0.0) if is_measured else None,
            row["due_on"],
        )
    return found


def _figures_before(change: Writing, day: date) -> DayFigures:
    """Return the figures of everything on a day before a change: only its own rows are compared one by one.

    Spans follow when a change is kept; until then they tell of what was before. Some twenty days are asked about, and
    from the entries of 100,000 occurrences each took half a second.
    """
    connection = change.connection
    is_of_spans = change.spans_of_before and change.before == change.number - 1
    question = Question(day, change.number - 1, spans=is_of_spans, tallies=is_of_spans and spans.are_many(connection))
    row = counts.figures(connection, question, "all")[0]
    done = sum(row[standing] for standing in DONE)
    fallen_due = done + sum(row[standing] for standing in OVERDUE)
    return DayFigures(done, row["done_late"], fallen_due, row["weight_done"], row["weight"])
