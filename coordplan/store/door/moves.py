"""What a change of definitions moves, in words: said with it, and doubted where a figure of today or the past moves."""

import json
import sqlite3
from collections.abc import Collection, Iterator
from datetime import date, timedelta

from coordplan.errors import Doubt
from coordplan.store.changes import Writing
from coordplan.store.door.moved_credit import pass_moved_credit
from coordplan.store.door.moved_rows import (
    DayMoved,
    Moves,
    has_entries,
    is_measured_otherwise,
    moves_of,
    stands_otherwise,
)
from coordplan.text.language import translate as _
from coordplan.text.language import translate_count
from coordplan.text.writing import write_day, write_rate

_MOST_IDS = 6
_MOST_DAYS = 5
_MOST_ACTIVITIES = 8


def pass_moves(change: Writing, today: date, correction: bool = False) -> None:
    """Say with a change which figures it moves; doubt it where those of today or of the past are others by it.

    Whose work it counts as is one of them.
    ``correction``: it is said to be one of the past, so that how far work was counts as a figure of the past too.
    """
    moves = moves_of(change, today, correction)
    change.remarks += move_sentences(moves)
    if moves.recorded:
        change.doubt(*_doubts(change, moves))
    if has_entries(change.connection, change.number):
        pass_moved_credit(change, today)


# in words


def move_sentences(moves: Moves) -> list[str]:
    """Return what moves, a sentence for each kind and for each past day."""
    ids = {kind: moves.kind(kind) for kind in ("overdue", "done", "undone", "late", "timely", "settled", "progress")}
    sentences = {
        "overdue": translate_count(
            "{n} occurrence becomes overdue at once: {ids}.",
            "{n} occurrences become overdue at once: {ids}.",
            len(ids["overdue"]),
        ),
        "done": translate_count(
            "{n} occurrence becomes done at once: {ids}.",
            "{n} occurrences become done at once: {ids}.",
            len(ids["done"]),
        ),
        "undone": translate_count(
            "{n} occurrence is no longer done: {ids}.",
            "{n} occurrences are no longer done: {ids}.",
            len(ids["undone"]),
        ),
        "late": translate_count(
            "{n} occurrence becomes done late: {ids}.",
            "{n} occurrences become done late: {ids}.",
            len(ids["late"]),
        ),
        "timely": translate_count(
            "{n} occurrence becomes done on time: {ids}.",
            "{n} occurrences become done on time: {ids}.",
            len(ids["timely"]),
        ),
        "settled": translate_count(
            "{n} occurrence no longer counts as overdue: {ids}.",
            "{n} occurrences no longer count as overdue: {ids}.",
            len(ids["settled"]),
        ),
    }
    found = [
        sentence.format(n=len(ids[kind]), ids=_few(ids[kind])) for kind, sentence in sentences.items() if ids[kind]
    ]
    if not moves.recorded:
        return found
    if ids["progress"]:
        found.append(
            _("Progress moves: {rows}.").format(rows=_few([_row_words(moves, id_) for id_ in ids["progress"]]))
        )
    return found + [words for each in _days_to_say(moves) if (words := _figure_words(each))]


def _row_words(moves: Moves, id_: str) -> str:
    was, becomes = moves.today.rows[id_]
    assert was is not None
    assert becomes is not None
    return f"{id_} {was.words_beside(becomes)} -> {becomes.words_beside(was)}"


def _days_to_say(moves: Moves) -> list[DayMoved]:
    """Return the days whose figures are said: ends of closed periods and years, the last other day, and today."""
    moved = [each for each in (*moves.past, moves.today) if _moves_figures(each)]
    past = [each for each in moved if each.day < moves.today.day]
    shown = [each for each in past if each.period or (each.day.month, each.day.day) == (12, 31)]
    months = [each for each in past if _is_month_end(each.day)]
    quarters = [each for each in months if each.day.month % 3 == 0]
    shown = shown or (quarters or months or past)[-1:]
    return shown[-_MOST_DAYS:] + [each for each in moved[-1:] if each.day == moves.today.day]


def _is_month_end(day: date) -> bool:
    return (day + timedelta(days=1)).day == 1


def _moves_figures(moved: DayMoved) -> bool:
    return any(stands_otherwise(*sides) or is_measured_otherwise(*sides) for sides in moved.rows.values())


def _figure_words(moved: DayMoved) -> str:
    """Return the figures of a day before and after; empty where they come out alike."""
    one, other = moved.before, moved.after(moved.rows)
    before, after = (f"{each.done}/{each.fallen_due}" for each in (one, other))
    if before == after and one.late != other.late:
        late = _("{fraction}, {n} late")
        before, after = late.format(fraction=before, n=one.late), late.format(fraction=after, n=other.late)
    elif before == after and one.progress != other.progress:
        before, after = (_("progress {rate}").format(rate=write_rate(each.progress)) for each in (one, other))
    if before == after:
        return ""
    if moved.period:
        sentence = _("Figures of {period}, which is closed ({day}): {before} -> {after}.")
        return sentence.format(period=moved.period, day=write_day(moved.day), before=before, after=after)
    return _("Figures of {day}: {before} -> {after}.").format(day=write_day(moved.day), before=before, after=after)


def _few(ids: Collection[str]) -> str:
    return ", ".join(list(ids)[:_MOST_IDS]) + (f", ... ({len(ids)})" if len(ids) > _MOST_IDS else "")


# what is doubted


def _doubts(change: Writing, moves: Moves) -> Iterator[Doubt]:
    """Yield a doubt for each activity that counts otherwise at once, overdue, done or late, or whose past moves."""
    past = moves.past_days
    at_once = (id_ for kind in ("overdue", "done", "undone", "late", "timely") for id_ in moves.kind(kind))
    gone = (id_ for id_ in moves.kind("settled") if not _is_retired(change.connection, id_.partition("@")[0]))
    doubtful = dict.fromkeys(id_.partition("@")[0] for id_ in (*at_once, *gone, *(id_ for _day, id_ in past)))
    plans = _plans_of(change.connection, doubtful)
    left = [id_ for id_ in doubtful if not (change.sure.covers(id_) or change.sure.covers(plans[id_]))]
    by_plan = len(left) > _MOST_ACTIVITIES
    groups: dict[str, list[str]] = {}
    for id_ in left:
        groups.setdefault(plans[id_] if by_plan else id_, []).append(id_)
    for group, ids in groups.items():
        own = moves.of_activities(ids)
        sentences = move_sentences(own)
        way_out = ""
        if days := [moved.day for moved, id_ in past if id_.partition("@")[0] in ids]:
            sentences.append(_("The past moves, from {day} on.").format(day=write_day(min(days))))
            if _were_there(change, ids):
                way_out = _("What is to hold from a day on: edit --from DATE, or amended: in the YAML.")
        way_out = way_out or _later_start(change, ids, moves.today.day)
        yield Doubt(group, " ".join(sentences), way_out)


def _is_retired(connection: sqlite3.Connection, activity: str) -> bool:
    """Say whether an activity is retired as a whole, so that nothing of it is overdue any more."""
    query = "SELECT EXISTS (SELECT 1 FROM activities WHERE id = ? AND ended_by IS NULL AND retired_on IS NOT NULL)"
    return bool(connection.execute(query, (activity,)).fetchone()[0])


def _were_there(change: Writing, activities: Collection[str]) -> bool:
    """Say whether one of some recurring activities was defined before a change."""
    query = "SELECT EXISTS (SELECT 1 FROM activities WHERE id = :id AND added_by < :change AND every IS NOT NULL)"
    return any(
        change.connection.execute(query, {"id": id_, "change": change.number}).fetchone()[0] for id_ in activities
    )


def _later_start(change: Writing, activities: Collection[str], today: date) -> str:
    """Return how something new that recurs begins with what is still to come; empty where nothing does that."""
    command = change.connection.execute("SELECT command FROM changes WHERE id = ?", (change.number,)).fetchone()[0]
    command = str(command).partition(" ")[0]
    query = """
        SELECT min(o.start_on), max(t.start_on) FROM occurrences AS o
        JOIN activities AS t ON t.id = o.activity_id AND t.added_by = :change
        WHERE o.activity_id IN (SELECT value FROM json_each(:ids)) AND o.added_by = :change AND o.id LIKE '%@%'
          AND o.due_on >= :today
          AND NOT EXISTS (SELECT 1 FROM activities AS a WHERE a.id = o.activity_id AND a.added_by < :change)"""
    values = {"ids": json.dumps(list(activities)), "change": change.number, "today": today.isoformat()}
    first, said = change.connection.execute(query, values).fetchone()
    if first is None:
        return ""
    day = date.fromisoformat(first)
    if command == "import" and said is None:
        return _("Of an annex that leaves its year out: --year {year}.").format(year=day.year)
    if command == "add":
        return _("To begin with what is still to come: --start {day}.").format(day=write_day(day))
    return ""


def _plans_of(connection: sqlite3.Connection, activities: Collection[str]) -> dict[str, str]:
    found = {}
    for id_ in activities:
        row = connection.execute(
            "SELECT plan_id FROM activities WHERE id = :id ORDER BY row DESC LIMIT 1", {"id": id_}
        ).fetchone()
        found[id_] = "" if row is None else str(row[0])
    return found
