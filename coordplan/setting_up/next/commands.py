"""next: the definitions of the next program, out of the file of this one."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from coordplan.cli.asking import ask, choose
from coordplan.cli.options import AsOf, KnownAt
from coordplan.cli.session import Session, day_ahead_of
from coordplan.cli.speaking import offer, remark, say, somebody_is_there
from coordplan.dates.recurrence import words_for
from coordplan.definitions.fields import ID_FORM
from coordplan.definitions.writer import write_definitions
from coordplan.errors import CoordplanError, Refused, UnknownId, UsageFault
from coordplan.model import OPEN, Definitions, Program
from coordplan.named_tuples import NamedTuple
from coordplan.seeing.filters import find_sure_id
from coordplan.seeing.gather import listing
from coordplan.seeing.listing import ListedOccurrence
from coordplan.seeing.opening import Reading, reading
from coordplan.setting_up.next.new_years import id_of_next, next_term
from coordplan.setting_up.next.page import (
    offered_cells,
    open_sentence,
    progress_so_far,
    set_remarks,
    set_sentence,
    suspended_sentence,
    unfinished_lines,
)
from coordplan.setting_up.next.successions import OpenSuccession
from coordplan.setting_up.next.values import NextSet, Unfinished, next_definitions
from coordplan.setting_up.written_sets import refuse_definitions_there, write_set
from coordplan.store.definitions import stored_definitions
from coordplan.store.door.which import as_id
from coordplan.store.questions import Question
from coordplan.text.folding import fold
from coordplan.text.language import mark
from coordplan.text.language import translate as _
from coordplan.text.name_matching import ids_spelled
from coordplan.text.shell import path_from_here, quoted_word
from coordplan.text.writing import write_day


class _Before(NamedTuple):
    """The program that comes to its end: its definitions, what of it may be carried over, and its file."""

    definitions: Definitions
    program: Program
    unfinished: tuple[ListedOccurrence, ...]  # open or suspended
    done: Mapping[str, str]  # titles of what may not, by id
    path: Path


def next_command(
    ctx: typer.Context,
    folder: Annotated[
        str, typer.Argument(metavar=mark("DIR"), help=mark("The folder to write into; made where it is missing"))
    ],
    id_: Annotated[
        str | None,
        typer.Option("--id", metavar=mark("ID"), help=mark("The next program's id (this one's, with the new years)")),
    ] = None,
    first: Annotated[
        str | None, typer.Option("--from", metavar=mark("DATE"), help=mark("Its first day (the day after this one)"))
    ] = None,
    last: Annotated[
        str | None,
        typer.Option("--until", metavar=mark("DATE"), help=mark("Its last day (the end of the five-year term)")),
    ] = None,
    carry: Annotated[
        list[str] | None,
        typer.Option(
            metavar=mark("open|none|ID"),
            help=mark("What is unfinished and carried over: open, none, or ids (repeatable)"),
        ),
    ] = None,
    successor: Annotated[
        list[str] | None,
        typer.Option(
            metavar=mark("ID=ID"), help=mark("Who took over from a body that has several successors (repeatable)")
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help=mark("Replace the files of the same name"))] = False,
    as_of: AsOf = None,
    known_at: KnownAt = None,
) -> None:
    session: Session = ctx.obj
    target = Path(folder)
    there = refuse_definitions_there(target, force)
    with reading(session, as_of, known_at) as file:
        before = _before(file)
    days = _days(before.program, first, last)
    wanted = _id(before.program, id_, days)
    rows, said = _chosen_rows(session, before, carry)
    made = _made(session, before, wanted, days, rows, _successors(before.definitions, successor or (), days[1]))
    files = write_definitions(made.definitions)
    write_set(target, files)
    say(set_sentence(made, folder))
    for sentence in set_remarks(made, before.program):
        remark(sentence)
    if left := [name for name in there if name not in files]:
        remark(_("Also there, and not from this file: {files}").format(files=", ".join(left)))
    due_once = _due_once(before)
    if not said and due_once:
        remark("\n".join(unfinished_lines(due_once)))
    elif rows and (suspended := [row for row in _suspended(due_once) if row not in rows]):
        remark(suspended_sentence(suspended))
    new_file = quoted_word(path_from_here(before.path.absolute().parent / f"{wanted}.db"))
    say(_("Look through it: coordplan check {folder}").format(folder=quoted_word(folder)))
    say(_("Then make its file: {command}").format(command=f"coordplan --db {new_file} init {quoted_word(folder)}"))


def _before(file: Reading) -> _Before:
    stored = stored_definitions(file.connection, file.up_to_change, file.as_of).definitions
    rows = tuple(listing(file, Question(file.as_of, file.up_to_change)).rows)
    left = tuple(row for row in rows if row.standing in (*OPEN, "suspended"))
    kept = {row.occurrence: row.title for row in rows if row.standing not in (*OPEN, "suspended")}
    return _Before(stored, file.program, left, kept, file.path)


def _days(program: Program, first: str | None, last: str | None) -> tuple[date, date]:
    usual = next_term(program)
    start_on = usual[0] if first is None else day_ahead_of(first, "--from", program.until_on)
    usual = next_term(program._replace(until_on=date.fromordinal(start_on.toordinal() - 1)))
    until_on = usual[1] if last is None else day_ahead_of(last, "--until", start_on)
    if start_on <= program.until_on:
        raise Refused(
            _("--from: {day} is within this program, which runs until {last}.").format(
                day=write_day(start_on), last=write_day(program.until_on)
            ),
            _("Name a later day; the next program begins when this one is over."),
        )
    if until_on < start_on:
        raise Refused(
            _("--until: {day} is before the first day, {first}.").format(
                day=write_day(until_on), first=write_day(start_on)
            )
        )
    return start_on, until_on


def _id(program: Program, wanted: str | None, days: tuple[date, date]) -> str:
    if wanted is None:
        return id_of_next(program, *days)
    if not re.fullmatch(ID_FORM, wanted):
        raise UsageFault(
            _('--id: "{text}" is not an id.').format(text=wanted),
            _('Lower-case letters without marks, digits and "-", a letter first: {example}').format(
                example=id_of_next(program, *days)
            ),
        )
    if wanted == program.id:
        raise Refused(
            _('"{id}" is the id of this program; the next one has an id of its own.').format(id=wanted),
            _("Leave --id out for {example}.").format(example=id_of_next(program, *days)),
        )
    return wanted


def _due_once(before: _Before) -> list[ListedOccurrence]:
    """Return what may be carried over: what has a due date; what has none goes on by itself."""
    return [row for row in before.unfinished if row.due is not None]


def _suspended(rows: Iterable[ListedOccurrence]) -> list[ListedOccurrence]:
    """Return what `--carry open` leaves where it is."""
    return [row for row in rows if row.standing == "suspended"]


def _chosen_rows(session: Session, before: _Before, carry: Sequence[str] | None) -> tuple[list[ListedOccurrence], bool]:
    """Return what is carried over, and whether somebody said so."""
    due_once = _due_once(before)
    if carry is None:
        if not somebody_is_there() or not due_once:
            return [], False
        offer([offered_cells(row) for row in due_once])
        numbered = {str(number): row.occurrence for number, row in enumerate(due_once, 1)}

        def check(answer: str) -> str:
            words = [numbered.get(word, word) for word in answer.replace(",", " ").split()]
            _rows_named(before, due_once, words)
            return " ".join(words)

        answer = ask(_("What is carried over (open: all; none; numbers or ids)"), check, "none")
        return _rows_named(before, due_once, answer.split()), True
    return _rows_named(before, due_once, [word for each in carry for word in each.split(",")]), True


_ALL = ("open", "chua hoan thanh", "tat ca")
_NONE = ("none", "khong", "khong co")


def _rows_named(before: _Before, due_once: Sequence[ListedOccurrence], words: Sequence[str]) -> list[ListedOccurrence]:
    words = [word.strip() for word in words if word.strip()]
    if any(fold(word) in _NONE for word in words):
        if len(words) > 1:
            raise UsageFault(_("--carry: none stands alone."), _("For example: --carry open"))
        return []
    found: dict[str, ListedOccurrence] = {}
    for word in words:
        if fold(word) in _ALL:
            found |= {row.occurrence: row for row in due_once if row.standing != "suspended"}
            continue
        ids = {id_ for row in before.unfinished for id_ in (row.occurrence, row.activity)}
        id_ = next(iter(ids_spelled(word, dict.fromkeys(sorted(ids), ()))), as_id(word))
        rows = [row for row in before.unfinished if id_ in (row.occurrence, row.activity)]
        if not rows:
            _refuse_done(before, id_)
        found |= {row.occurrence: row for row in rows}
    return list(found.values())


def _refuse_done(before: _Before, id_: str) -> None:
    if any(id_ in (each, each.partition("@")[0]) for each in before.done):
        raise Refused(
            _("{id}: nothing of it is unfinished, so nothing is carried over.").format(id=id_),
            _("What is unfinished: coordplan list --standing open"),
        )
    titles = {row.occurrence: row.title for row in before.unfinished} | dict(before.done)
    raise UnknownId("activity", id_, titles)


def _successors(old: Definitions, words: Sequence[str], last: date) -> dict[str, str]:
    found = {}
    for word in words:
        ended, equals, after = word.partition("=")
        if not equals:
            raise UsageFault(
                _('--successor: "{text}" does not name two bodies.').format(text=word),
                _("For example: --successor so-ldtbxh=so-noi-vu"),
            )
        ended, after = (find_sure_id("organization", each.strip(), old.organizations) for each in (ended, after))
        body = next(each for each in old.organizations if each.id == ended)
        if body.until_on is None or body.until_on >= last:
            raise Refused(_("{id} goes on; --successor is not needed.").format(id=ended), _("Leave it out."))
        if body.successors and after not in body.successors:
            raise Refused(
                _("--successor: {after} did not come after {ended}.").format(after=after, ended=ended),
                _("Its successors: {ids}").format(ids=", ".join(body.successors)),
            )
        found[ended] = after
    return found


def _made(
    session: Session,
    before: _Before,
    wanted: str,
    days: tuple[date, date],
    rows: Sequence[ListedOccurrence],
    chosen: dict[str, str],
) -> NextSet:
    """Return the next program's definitions; what is open about successors is asked for, or refused."""
    carried = _unfinished(before, rows)
    titles = {body.id: body.title for body in before.definitions.organizations}
    named = set(chosen)
    while True:
        made = next_definitions(before.definitions, wanted, *days, carried, chosen, before.path.name)
        if not made.open:
            break
        if not somebody_is_there():
            raise _undecided(made.open, titles)
        each = made.open[0]
        choices = [(id_, titles.get(id_, id_)) for id_ in each.successors or titles if id_ != each.ended]
        chosen[each.ended] = choose(open_sentence(each, titles), choices)
    if unused := named - made.used:
        raise UsageFault(
            _("--successor: nothing asks who came after {ids}.").format(ids=", ".join(sorted(unused))),
            _("Plans and activities say it themselves, or name it as a partner at most: of those all take part."),
        )
    return made


def _undecided(found: Sequence[OpenSuccession], titles: dict[str, str]) -> CoordplanError:
    ways_out = [
        f"--successor {each.ended}={after}  ({titles.get(after, after)})" for each in found for after in each.successors
    ] or [f"--successor {each.ended}=ID" for each in found]
    return Refused(
        "\n".join(open_sentence(each, titles) for each in found),
        "\n".join((_("Nothing was written. Say who it is:"), *ways_out)),
    )


def _unfinished(before: _Before, rows: Sequence[ListedOccurrence]) -> list[Unfinished]:
    activities = {each.id: each for each in before.definitions.activities}
    return [
        Unfinished(
            row.occurrence,
            row.occurrence.partition("@")[2],
            words_for(activities[row.activity], row.occurrence, before.program),
            row.due,
            progress_so_far(row, before.program),
        )
        for row in rows
    ]
