"""log, undo."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any

import typer

from coordplan.cli.completion import complete_activity, complete_change
from coordplan.cli.names_typed import taken_for
from coordplan.cli.options import By, IsSure, KnownAt, Output, OutputFormat, Reason, Reopen, Width, sure_of
from coordplan.cli.session import Session, local_moment
from coordplan.cli.speaking import remark, say
from coordplan.errors import Refused, UsageFault
from coordplan.model import Change, Target
from coordplan.named_tuples import NamedTuple
from coordplan.paper.cells import Column, Page, lean, table_of
from coordplan.paper.data import Data
from coordplan.progress import write_target
from coordplan.seeing.answer import Answer, show_answer
from coordplan.seeing.history import taking_back_words
from coordplan.seeing.opening import opened
from coordplan.store.changes import Writing, changes_until, counts_of, find_change
from coordplan.store.copies.restorals import Restoral, restorals_in
from coordplan.store.door.activity_names import activity_named
from coordplan.store.door.closed_guard import MovedRow, moved_on, touched_by
from coordplan.store.door.closed_refusal import doubt_done_taken_back, row_words
from coordplan.store.door.moves import pass_moves
from coordplan.store.questions import Question, occurrences
from coordplan.store.undo import (
    all_targets_of,
    change_to_undo,
    changes_after,
    changes_undone,
    is_own_newest,
    merged_changes,
    take_back,
)
from coordplan.text.language import mark, translate_count
from coordplan.text.language import translate as _
from coordplan.text.shell import of_file
from coordplan.text.writing import write_number

_MOST_ROWS = 12
LOG_NAMES = (
    *("change", "at", "by", "command", "reason", "undoes", "taken_back_by", "illustrative"),
    *("takes_back", "merged_by", "number_there"),
)


class LogRow(NamedTuple):
    """A change with what it touched."""

    change: Change
    counts: dict[str, tuple[int, int]]  # table: rows added, rows ended
    undone_by: int | None
    takes_back: tuple[int, ...] = ()  # all that an undo takes back, in order
    merged: tuple[int, ...] = ()  # what a merge brought, in order

    def by_name(self) -> dict[str, Any]:
        """Return the values under their names in ``coordplan/log/1``."""
        change = self.change
        return {
            "change": change.id,
            "at": change.at,
            "by": change.by,
            "command": change.command,
            "reason": change.reason or None,
            "undoes": change.undoes,
            "taken_back_by": self.undone_by,
            "illustrative": change.illustrative,
            "takes_back": list(self.takes_back),
            "merged_by": change.merged_by,
            "number_there": change.number_there,
            "rows": {table: {"added": added, "ended": ended} for table, (added, ended) in self.counts.items()},
        }


def log_command(
    ctx: typer.Context,
    id_: Annotated[
        list[str] | None,
        typer.Argument(
            metavar=mark("ID"), autocompletion=complete_activity, help=mark("Only what touched this activity")
        ),
    ] = None,
    known_at: KnownAt = None,
    output_format: OutputFormat = None,
    output: Output = None,
    width: Width = None,
) -> int:
    rows, restorals = _log_rows(ctx.obj, " ".join(id_ or ()), known_at)
    for each in restorals:  # beside the answer: what a file says is what its copy says
        remark(restoral_words(each))
    return show_answer(ctx.obj, Answer(lambda: log_page(rows), lambda: log_data(rows)), output_format, output, width)


def _log_rows(session: Session, wanted: str, known_at: str | None) -> tuple[list[LogRow], tuple[Restoral, ...]]:
    with opened(session, known_at) as (connection, up_to_change):
        activity = ""
        if wanted:
            activity = taken_for(activity_named(connection, wanted, session.today())).partition("@")[0]
        undone, merges = changes_undone(connection, up_to_change), merged_changes(connection)
        rows = [
            LogRow(
                change,
                counts_of(connection, change.id),
                undone.get(change.id),
                tuple(sorted(all_targets_of(change, merges))),
                tuple(merges.get(change.id, ())),
            )
            for change in changes_until(connection, up_to_change, activity)
        ]
        return rows, () if activity else restorals_in(connection)


def restoral_words(restoral: Restoral) -> str:
    """Return the sentence that a file was put in the place of another, and where that one is."""
    words = _("The file was restored on {at} by {by} from {source}, up to change {number}; before that it was {aside}.")
    reason = f" ({restoral.reason})" if restoral.reason else ""
    return (
        words.format(
            at=local_moment(restoral.at),
            by=restoral.by,
            source=restoral.source,
            number=restoral.change,
            aside=restoral.aside,
        )
        + reason
    )


def log_page(rows: Sequence[LogRow]) -> Page:
    """Return a row for each change, the latest first."""

    def remark_on(row: LogRow) -> str:
        said = [taking_back_words(row.undone_by), _("illustrative") if row.change.illustrative else ""]
        if row.takes_back:
            said.append(_("takes back {numbers}").format(numbers=_ranges(row.takes_back)))
        if row.merged:
            said.append(_("brought {numbers}").format(numbers=_ranges(row.merged)))
        if row.change.number_there is not None:
            sentence = _("from the other copy, there {number}; with {merge}")
            said.append(sentence.format(number=row.change.number_there, merge=row.change.merged_by))
        elif row.change.merged_by is not None:
            said.append(
                _("new ids where both copies used the same one; with {merge}").format(merge=row.change.merged_by)
            )
        return "; ".join(filter(None, said))

    columns = (
        Column("change", _("Change"), "number", get=lambda row: row.change.id),
        Column("moment", _("When"), "code", get=lambda row: local_moment(row.change.at)),
        Column("by", _("By"), "code", 1, get=lambda row: row.change.by),
        Column("command", _("Command"), get=lambda row: row.change.command),
        Column("reason", _("Reason"), "text", 2, get=lambda row: row.change.reason),
        Column("remark", _("Remark"), "text", 1, "warn", remark_on),
    )
    counted = translate_count("{n} change, the latest first", "{n} changes, the latest first", len(rows))
    return Page(counted.format(n=write_number(len(rows))), tables=(lean(table_of(columns, rows)),))


def _ranges(numbers: Sequence[int]) -> str:
    """Return numbers in order as people write them: ``3, 5-8``."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][-1] + 1:
            parts[-1].append(number)
        else:
            parts.append([number])
    return ", ".join(str(part[0]) if len(part) == 1 else f"{part[0]}-{part[-1]}" for part in parts)


def log_data(rows: Sequence[LogRow]) -> Data:
    """Return ``coordplan/log/1``; in CSV a row for each change, without its counts."""
    return Data("coordplan/log/1", {"changes": rows}, columns=LOG_NAMES, rows=(row.by_name() for row in rows))


def undo_command(
    ctx: typer.Context,
    change: Annotated[
        str | None,
        typer.Argument(
            metavar=mark("CHANGE"),
            autocompletion=complete_change,
            help=mark("The number of a change (the last one in effect)"),
        ),
    ] = None,
    to: Annotated[
        str | None,
        typer.Option(
            "--to",
            metavar=mark("CHANGE"),
            autocompletion=complete_change,
            help=mark("Take back all changes after this one, as one"),
        ),
    ] = None,
    sure: IsSure = False,
    reopen: Reopen = False,
    by: By = None,
    reason: Reason = "",
) -> None:
    session: Session = ctx.obj
    if to is not None:
        if change is not None:
            raise UsageFault(_("A change and --to exclude each other."), _("Give one of them."))
        _undo_all_after(session, _numbered(to) or 0, sure, reopen, by, reason)
        return
    with opened(session) as (connection, _up_to_change):
        target = change_to_undo(connection, _numbered(change))
    with session.writing(by, reason, undoes=(target.id,), sure=sure_of(sure), reopen=reopen) as taking_back:
        # It may have been taken back while we waited
        change_to_undo(taking_back.connection, target.id, taking_back.number - 1)
        take_back(taking_back, target.id)
        moved = _moved(taking_back, target, session)
        sums = _sums_moved(taking_back, session.today())
    say(
        _("Change {number} ({command}; {by}, {at}) is taken back. Change {new}.").format(
            number=target.id, command=target.command, by=target.by, at=local_moment(target.at), new=taking_back.number
        )
    )
    _say_moved(taking_back, moved, sums)


def _undo_all_after(session: Session, number: int, sure: bool, reopen: bool, by: str | None, reason: str) -> None:
    """Take back all changes after one, as one change."""
    with opened(session) as (connection, _up_to_change):
        numbers = changes_after(connection, number)
        last = find_change(connection, numbers[0])
    with session.writing(by, reason, undoes=numbers, sure=sure_of(sure), reopen=reopen) as taking_back:
        if changes_after(taking_back.connection, number, taking_back.number - 1) != numbers:
            raise Refused(_("Something else was written in the meantime."), _("See `coordplan log`, and try again."))
        take_back(taking_back, numbers[0], numbers[-1])
        moved = _moved(taking_back, last, session, everything=True)
        sums = _sums_moved(taking_back, session.today())
    sentence = translate_count(
        "{n} change, {first} to {last}, is taken back. Change {new}.",
        "{n} changes, {first} to {last}, are taken back. Change {new}.",
        len(numbers),
    )
    say(sentence.format(n=len(numbers), first=numbers[-1], last=numbers[0], new=taking_back.number))
    _say_moved(taking_back, moved, sums)


def _sums_moved(change: Writing, today: date) -> list[str]:
    """Return what else is reached in all, before and after, of what adds up."""
    activities = tuple({id_.partition("@")[0] for id_ in touched_by(change).ids})
    before, after = (
        {row["id"]: row for row in occurrences(change.connection, Question(today, known, activities=activities))}
        for known in (change.before, change.number)
    )
    found = []
    for id_, row in sorted(after.items()):
        was = before.get(id_)
        if row["sums"] and was is not None and was["sums"] and (was["value"] or 0) != (row["value"] or 0):
            target = Target(row["target"], row["unit"] or "", sums=True)
            old, new = write_number(was["value"] or 0), write_number(row["value"] or 0)
            sentence = _("{id}: in all {before} -> {after} of {target}.")
            found.append(sentence.format(id=id_, before=old, after=new, target=write_target(target)))
    return found


def _say_moved(taking_back: Writing, moved: Sequence[MovedRow], sums: Sequence[str]) -> None:
    lines = [*map(row_words, moved), *sums]
    for line in lines[:_MOST_ROWS]:
        say(line)
    if len(lines) > _MOST_ROWS:
        more = of_file(_("and {n} more: coordplan changes --since {number}"))
        say(more.format(n=write_number(len(lines) - _MOST_ROWS), number=taking_back.number - 1))
    say(of_file(_("To bring it back: coordplan undo {number}")).format(number=taking_back.number))


def _moved(change: Writing, target: Change, session: Session, everything: bool = False) -> list[MovedRow]:
    """Return what stands otherwise today; doubt what others or earlier changes said, unless it is one's own newest."""
    today = session.today()
    moved = moved_on(change, today)
    by = find_change(change.connection, change.number).by
    if everything or not is_own_newest(change.connection, target, by, change.number - 1):
        pass_moves(change, today)
        change.doubt(*(doubt_done_taken_back(row, _source(change, row, target)) for row in moved))
    return moved


def _source(change: Writing, row: MovedRow, target: Change) -> Change:
    """Return the change that recorded what of an occurrence is taken back; of several the last."""
    number = change.connection.execute(
        "SELECT max(added_by) FROM entries WHERE occurrence_id = :id AND ended_by = :change",
        {"id": row.id, "change": change.number},
    ).fetchone()[0]
    return target if number is None else find_change(change.connection, number)


def _numbered(word: str | None) -> int | None:
    if word is None:
        return None
    number = word.removeprefix("#")
    if not number.isdigit() or len(number) > 9:
        sentence = _('"{word}" is not the number of a change.').format(word=word)
        raise UsageFault(sentence, _("`coordplan log` lists them."))
    return int(number)
