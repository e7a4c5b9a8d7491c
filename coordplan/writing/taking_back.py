"""undo: a change, or all after one, taken back."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

import typer

from coordplan.cli.completion import complete_change
from coordplan.cli.options import By, IsSure, Reason, Reopen, sure_of
from coordplan.cli.session import Session, local_moment
from coordplan.cli.speaking import say
from coordplan.errors import Refused, UsageFault
from coordplan.model import Change, Target
from coordplan.progress import write_target
from coordplan.seeing.opening import opened
from coordplan.store.changes import Writing, find_change
from coordplan.store.door.closed_guard import MovedRow, moved_on, touched_by
from coordplan.store.door.closed_refusal import doubt_done_taken_back, row_words
from coordplan.store.door.moves import pass_moves
from coordplan.store.questions import Question, occurrences
from coordplan.store.undo import (
    change_to_undo,
    changes_after,
    is_own_newest,
    take_back,
)
from coordplan.text.language import mark, translate_count
from coordplan.text.language import translate as _
from coordplan.text.shell import of_file
from coordplan.text.writing import write_number

_MOST_ROWS = 12


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
