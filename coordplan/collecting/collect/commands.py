"""collect: what organizations sent back, taken in or sent back with marks."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import typer

from coordplan.cli.options import By, Format, Reason, Reopen, reopening
from coordplan.cli.output import files_in_place, show
from coordplan.cli.session import Session
from coordplan.cli.speaking import remark, working
from coordplan.collecting.collect.files import ReturnedFile, read_returned
from coordplan.collecting.collect.judge import Choices, take_in_files
from coordplan.collecting.collect.page import collection_page, conflict_words
from coordplan.collecting.collect.values import CellFault, CollectedFile, CollectedRow, Collection
from coordplan.errors import Problem, ProblemsFound, Refused, UsageFault
from coordplan.seeing.opening import Reading
from coordplan.store.changes import Writing, is_illustrative
from coordplan.store.definitions import frame
from coordplan.store.intake import Side
from coordplan.text.language import in_language, mark
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day


def collect_command(
    ctx: typer.Context,
    files: Annotated[
        list[str], typer.Argument(metavar=mark("FILE"), help=mark("Forms that came back; folders and *.xlsx too"))
    ],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=mark("Show what would be taken in, and write nothing"))
    ] = False,
    received: Annotated[
        str | None, typer.Option("--received", metavar=mark("DATE"), help=mark("The day they came (today)"))
    ] = None,
    accept_partial: Annotated[
        bool,
        typer.Option("--accept-partial", help=mark("Of a file that is not all right, take in what is")),
    ] = False,
    ours: Annotated[
        bool,
        typer.Option("--ours", help=mark("Of what was changed here since the form went out, keep that")),
    ] = False,
    theirs: Annotated[
        bool, typer.Option("--theirs", help=mark("Of what was changed here since, take what the form says"))
    ] = False,
    mark_up: Annotated[
        str | None,
        typer.Option(
            "--mark-up",
            metavar=mark("FOLDER"),
            help=mark("Copies of the files that are sent back, the wrong cells coloured and commented"),
        ),
    ] = None,
    reopen: Reopen = False,
    form: Format = "table",
    by: By = None,
    reason: Reason = "",
) -> None:
    session: Session = ctx.obj
    choices = _choices(session, received, ours, theirs, accept_partial, reopen, reason)
    with working(_("Reading the files ...")):
        came, passed_over = read_returned(files)
    for name in passed_over:
        remark(_("{file} is no workbook and is passed over.").format(file=name))
    if not came:
        raise Refused(
            _("No workbook is in {files}.").format(files=", ".join(files)), _("Name the forms that came back.")
        )
    with ExitStack() as copies, session.writing(by, reason) as change:
        file = _reading(session, change)
        found = take_in_files(change, file, came, choices)
        marked = _marked(came, found, file.program.language) if mark_up is not None else {}
        if mark_up is not None and marked:
            copies.enter_context(files_in_place(Path(mark_up), dict(marked.values())))
        if dry_run:
            change.rows = 0  # nothing of it is kept
        number = change.number if change.rows else None
    collected = tuple(
        each._replace(marked=(Path(mark_up or "") / marked[each.name][0]).as_posix()) if each.name in marked else each
        for each, _faults in found
    )
    collection = Collection(choices.received_on, dry_run, collected, number, file.illustrative)
    show(session, form, None, None, lambda: collection_page(collection), lambda: _data(collection, form))
    if problems := _problems(collection):
        raise ProblemsFound(problems)


def _choices(
    session: Session, received: str | None, ours: bool, theirs: bool, partial: bool, reopen: bool, reason: str
) -> Choices:
    if ours and theirs:
        raise UsageFault(_("--ours and --theirs exclude each other."), _("Give one of them, or neither."))
    today = session.today()
    received_on = session.day(received, "--received")
    if received_on > today:
        raise UsageFault(
            _("--received: {day} is still to come.").format(day=write_day(received_on)),
            _("Today is {today}.").format(today=write_day(today)),
        )
    side: Side = "ours" if ours else "theirs" if theirs else ""
    return Choices(received_on, today, side, partial, reopening(reopen, reason))


def _reading(session: Session, change: Writing) -> Reading:
    """Return the file as it is while it is written."""
    definitions = frame(change.connection)
    if definitions.program is None:
        raise Refused(
            _("{path} holds no program yet.").format(path=session.path()), _("Load one: coordplan load plans/")
        )
    known = change.number - 1
    return Reading(
        change.connection,
        session.path(),
        session.today(),
        known,
        "",
        definitions,
        definitions.program,
        is_illustrative(change.connection, known),
    )


def _marked(
    came: Sequence[ReturnedFile], found: Sequence[tuple[CollectedFile, tuple[CellFault, ...]]], language: str
) -> dict[str, tuple[str, bytes]]:
    """Return for each file with faults in its cells the name of its marked copy, and the copy."""
    from coordplan.collecting.collect.mark_up import Mark, render_marked
    from coordplan.office_files.containers import read_bytes

    copies: dict[str, tuple[str, bytes]] = {}
    for source, (collected, faults) in zip(came, found, strict=True):
        if collected.outcome not in ("sent_back", "partly"):
            continue
        with in_language(language):
            ending = _("to-correct")
            marks = [Mark(fault.place, fault.message, _without_commands(fault.way_out)) for fault in faults]
            copy = render_marked(source.path, read_bytes(source.path), marks)
        stem, number = f"{source.path.stem}_{ending}", 1
        name = f"{stem}.xlsx"
        while name in {taken for taken, _data in copies.values()}:
            number += 1
            name = f"{stem}-{number}.xlsx"
        copies[collected.name] = (name, copy.data)
        if copy.incomplete:
            remark(_("{file}: pictures and charts in it are not in the marked copy.").format(file=collected.name))
    return copies


def _without_commands(way_out: str) -> str:
    """Return a way out that is open to whoever filled the form in: they have no command line."""
    return "" if "coordplan " in way_out or "--" in way_out else way_out


def _problems(collection: Collection) -> list[Problem]:
    """Return what is wrong, file by file and cell by cell, and what has to be decided."""
    problems = []
    for file in collection.files:
        for fault in file.faults:
            place = _("{file}, cell {place}").format(file=file.name, place=fault.place) if fault.place else file.name
            message = fault.message.removeprefix(f"{file.name}: ").removeprefix(f"{file.name} ")
            problems.append(Problem(place, 0, 0, "return", message, fault.way_out))
        if file.outcome == "conflict":
            problems += [_conflict(file, row) for row in file.rows if row.outcome == "conflict"]
    return problems


def _conflict(file: CollectedFile, row: CollectedRow) -> Problem:
    way_out = _("Decide with --ours or --theirs.")
    return Problem(f"{file.name}: {row.occurrence}", 0, 0, "conflict", conflict_words(row), way_out)


def _data(collection: Collection, form: str) -> Iterator[str]:
    from coordplan.collecting.collect import data

    return data.collection_json(collection) if form == "json" else data.collection_csv(collection)
