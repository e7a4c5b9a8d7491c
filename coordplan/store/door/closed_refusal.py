"""What is said where a change would move a closed period: refused with the figures and rows, or let in as late news."""

import json
from collections.abc import Collection, Sequence
from datetime import date

from coordplan.dates.cited_documents import days_of_documents
from coordplan.dates.periods import parse_period
from coordplan.errors import Doubt, PeriodIsClosed, Refused
from coordplan.model import DONE, Change
from coordplan.store.changes import Writing
from coordplan.store.closed_figures import (
    ClosedFigures,
    ClosedRow,
    all_plans,
    closing_text,
    figures_of_rows,
    rows_then,
    windows_of_plans,
)
from coordplan.store.door.closed_guard import MovedPeriod, MovedRow, moved_periods
from coordplan.store.kept_rows import kept_rows_of
from coordplan.store.schema import LATE_MOVES
from coordplan.text.language import translate as _
from coordplan.text.writing import NOTHING, standing_words, write_day, write_number, write_percent, write_rate

_MOST_ROWS = 12


def guard_closed_periods(change: Writing, only: Collection[str] | None = None) -> None:
    """Raise Refused where a change moves what a closed period says; where it may, keep what it moves beside it.

    ``only``: judge what it does to these occurrences, before the whole of it is judged.
    """
    moved = moved_periods(change, only)
    if moved and not change.reopen:
        lines = _lines(moved)
        sentence = "\n".join(lines) if only is None else "; ".join(line.strip().rstrip(".") for line in lines) + "."
        raise PeriodIsClosed(sentence, _way_out(change, with_day=only is None))
    if only is None:
        _refuse_another_closing(change)
        _let_in(change, moved)


def say_closed_periods(change: Writing) -> None:
    """Say what a change that is only tried out would move of closed periods."""
    if moved := moved_periods(change):
        change.remarks.append("\n".join(_lines(moved)))


def _refuse_another_closing(change: Writing) -> None:
    """Raise Refused where an undo closes a period again that says something else by now than when it was closed."""
    rows = change.connection.execute(
        "SELECT id FROM closings WHERE added_by = :change"
        " AND EXISTS (SELECT 1 FROM changes AS c WHERE c.id = :change AND c.undoes IS NOT NULL)",
        {"change": change.number},
    )
    for row in rows.fetchall():
        kept = kept_rows_of(change.connection, f"closing:{row['id']}")
        now = closing_text(change.connection, parse_period(row["id"]), change.number)
        if kept is not None and not kept.by_earlier_rules and kept.text != now:
            raise Refused(
                _("{period} says something else than when it was closed.").format(period=row["id"]),
                _("Close it with its figures of today: coordplan period close {period}").format(period=row["id"]),
            )


def _let_in(change: Writing, moved: Sequence[MovedPeriod]) -> None:
    """Keep what late news moves, unless it comes back with what an undo brings back."""
    for each in moved:
        period = each.closing.period
        there = change.connection.execute(
            "SELECT 1 FROM late_moves WHERE period = :period AND added_by = :change",
            {"period": period, "change": change.number},
        ).fetchone()
        if not each.rows or there is not None:
            continue
        row = {
            "id": f"{period}@{change.number}",
            "period": period,
            "figures_before": json.dumps(each.before.values),
            "figures_after": json.dumps(each.after.values),
            "rows": json.dumps([(row.id, _standing(row.before), _standing(row.after)) for row in each.rows]),
        }
        change.add(LATE_MOVES, [row])
        words = figure_words(each.before, each.after)
        if words:
            sentence = _("{period} is closed; with this late news: {figures}.")
            change.remarks.append(sentence.format(period=period, figures=words[:1].lower() + words[1:]))


def let_into_closed(change: Writing, period: str, ids: Collection[str]) -> None:
    """Let what is recorded of some occurrences into a period that a merge brings closed; raise Refused if it may not.

    The closing knows nothing of them: they stand beside what it keeps.
    """
    kept = kept_rows_of(change.connection, f"closing:{period}")
    if kept is None or not kept.intact:
        return
    windows = windows_of_plans(all_plans(change.connection, change.number), parse_period(period))
    rows = rows_then(change.connection, windows, change.number)
    after = figures_of_rows(rows.values(), windows)
    closed = {row[0]: row[_STANDING] for row in kept.values["rows"]}
    moved = [(id_, closed.get(id_), _standing(rows.get(id_))) for id_ in ids]
    if not change.reopen:
        lines = [f"{id_}: {_words(before)} -> {_words(then)}" for id_, before, then in moved[:_MOST_ROWS]]
        sentence = _("{period} was closed in the other copy, and this would change what it says.").format(period=period)
        raise PeriodIsClosed("\n  ".join((sentence, *lines)), _way_out(change, with_day=False))
    row = {
        "id": f"{period}@{change.number}",
        "period": period,
        "figures_before": json.dumps(kept.values["totals"]),
        "figures_after": json.dumps(after.values),
        "rows": json.dumps(moved),
    }
    if not change.connection.execute("SELECT 1 FROM late_moves WHERE id = ?", (row["id"],)).fetchone():
        change.add(LATE_MOVES, [row])


_STANDING = 3  # where the standing is in a row that a closing keeps


def _words(standing: str | None) -> str:
    return _("not there") if standing is None else standing_words(standing)


def _standing(row: ClosedRow | None) -> str | None:
    return None if row is None else row.standing


def _lines(moved: Sequence[MovedPeriod]) -> list[str]:
    """Return what would move: each period with its figures, and the rows of the first."""
    lines = []
    for number, each in enumerate(moved):
        lines.append(_first_line(each))
        if words := figure_words(each.before, each.after):
            lines.append(f"  {words}")
        if number == 0:
            rows = sorted(each.rows, key=lambda row: not row.counts)  # first what falls due in the period
            lines += [f"  {row_words(row)}" for row in rows[:_MOST_ROWS]]
            if len(each.rows) > _MOST_ROWS:
                lines.append("  " + _("and {n} more").format(n=write_number(len(each.rows) - _MOST_ROWS)))
        for plan, day in each.ratings:
            lines.append("  " + _("the rating of {plan} on {day}").format(plan=plan, day=write_day(day)))
    return lines


def _first_line(moved: MovedPeriod) -> str:
    closing = moved.closing
    if not moved.entries:
        return _("{period} was closed on {closed}, and this would change what it says.").format(
            period=closing.period, closed=write_day(closing.closed_on)
        )
    days = sorted({each.observed_on for each in moved.entries})
    first, last = moved.entries[0].window
    one = _("{period} was closed on {closed}, and {day} lies in it ({first} to {last}).")
    several = _("{period} was closed on {closed}, and {n} days of this lie in it ({first} to {last}): {day}.")
    return (
        (one if len(days) == 1 else several)
        .format(
            period=closing.period,
            closed=write_day(closing.closed_on),
            n=len(days),
            day=", ".join(map(write_day, days[:3])) + (" ..." if len(days) > 3 else ""),
            first=write_day(first),
            last=write_day(last),
        )
        .replace(" ....", " ...")
    )


def figure_words(before: ClosedFigures, after: ClosedFigures) -> str:
    """Return the figure of a period that moves: what is done, else progress; nothing where neither does."""
    if (before.done, before.fallen_due) != (after.done, after.fallen_due):
        one, other = (f"{each.done}/{each.fallen_due} ({write_rate(each.rates[0])})" for each in (before, after))
        return _("Done of what has fallen due: {before} -> {after}").format(before=one, after=other)
    if before.rates[1] != after.rates[1]:
        one, other = write_rate(before.rates[1]), write_rate(after.rates[1])
        return _("Progress: {before} -> {after}").format(before=one, after=other)
    return ""


def row_words(row: MovedRow) -> str:
    """Return how an occurrence stood and how it would stand on the last day."""
    one, other = _side(row.before), _side(row.after)
    if one == other and row.months[0] != row.months[1]:
        one, other = (
            _("counts in {period}").format(period=month) if month else side
            for month, side in zip(row.months, (one, other), strict=True)
        )
    elif one == other:
        one, other = f"{one} ({_plan_words(row.before)})", f"{other} ({_plan_words(row.after)})"
    return f"{row.id}: {one} -> {other}"


def doubt_done_taken_back(row: MovedRow, target: Change) -> Doubt | None:
    """Doubt an undo of what others or earlier changes said, by which something done is done no longer."""
    before, after = row.before, row.after
    if before is None or before.standing not in DONE or (after is not None and after.standing in DONE):
        return None
    return Doubt(
        row.id,
        _("{what}, by taking back change {number} of {by}.").format(
            what=row_words(row).partition(": ")[2], number=target.id, by=target.by
        ),
    )


def _side(row: ClosedRow | None) -> str:
    if row is None:
        return _("not there")
    words = standing_words(row.standing)
    if row.standing in DONE:
        return f"{words} ({_day(row.done_on)})"
    return f"{words}, {write_percent(row.percent)}" if row.percent else words


def _plan_words(row: ClosedRow | None) -> str:
    """Return what is planned of an occurrence, where only that is moved."""
    if row is None:
        return NOTHING
    return _("{plan}; due {day}; weight {weight}").format(
        plan=row.plan, day=_day(row.due_on), weight=write_number(row.weight)
    )


def _day(text: str | None) -> str:
    return write_day(None if text is None else date.fromisoformat(text))


def _way_out(change: Writing, with_day: bool) -> str:
    """Return how it is let in; where the day is that of its document, also how it is recorded of today."""
    way_out = _("To record it as late news: --reopen --reason ...")
    if with_day and _has_day_of_document(change):
        return f"{way_out}\n" + _("To record it of the day on which it became known: --on {day}").format(day=_("today"))
    return way_out


def _has_day_of_document(change: Writing) -> bool:
    """Say whether an entry that is added bears the day of its document."""
    rows = change.connection.execute(
        "SELECT observed_on, evidence FROM entries WHERE added_by = :change AND evidence <> ''",
        {"change": change.number},
    )
    days = ((row["evidence"], date.fromisoformat(row["observed_on"])) for row in rows)
    return any(days_of_documents(evidence, day) == (day,) for evidence, day in days)
