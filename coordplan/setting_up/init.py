"""init: the file made, the definitions loaded, the status shown."""

import os
import shutil
from pathlib import Path
from typing import Annotated

import typer

from coordplan.cli.options import By
from coordplan.cli.output import show_page, write_file
from coordplan.cli.placing import clear_leftovers, make_folder
from coordplan.cli.session import Session
from coordplan.cli.speaking import say, working
from coordplan.definitions.reading import DefinitionsReading
from coordplan.definitions.shipped import SCHEMA_FILE, shipped_plans
from coordplan.errors import Refused
from coordplan.file_names import name_beside
from coordplan.seeing.filters import Filters
from coordplan.seeing.gather import status_report
from coordplan.seeing.opening import reading
from coordplan.seeing.page import status_page
from coordplan.setting_up.demo import AS_OF, demo_entries
from coordplan.setting_up.export import schema_text
from coordplan.setting_up.sources import read_sound
from coordplan.store.changes import writing
from coordplan.store.copies.ensuring import ensure_copy
from coordplan.store.definitions import apply, stored_definitions
from coordplan.store.differences import differences
from coordplan.store.entries import add_entries
from coordplan.store.file import open_for_writing, release, translated_errors
from coordplan.store.migrations import make_file
from coordplan.text.language import mark
from coordplan.text.language import translate as _
from coordplan.text.shell import of_file
from coordplan.text.writing import write_number


def init_command(
    ctx: typer.Context,
    folder: Annotated[
        str,
        typer.Argument(
            metavar=mark("DIR"), help=mark("The definitions; written out from the shipped set where it is missing")
        ),
    ] = "plans",
    demo: Annotated[
        bool, typer.Option("--demo", help=mark("Add made-up entries until 30/6/2024, marked as such everywhere"))
    ] = False,
    by: By = None,
) -> None:
    session: Session = ctx.obj
    path = session.path_for_new()
    if path.exists():
        _use_what_is_there(session, path, demo)
    else:
        _make(session, path, Path(folder), demo, by)
    as_of = AS_OF if demo else session.today()
    session = session._replace(db=str(path))
    with reading(session, as_of.isoformat()) as file:
        report = status_report(file, Filters(), "plan", most=8)
    say("")
    show_page(session, status_page(report))


def _make(session: Session, path: Path, folder: Path, demo: bool, by: str | None) -> None:
    if not folder.exists():
        _write_shipped(folder)
        sentence = _("Wrote the shipped definitions into {folder}; replace them with the signed annexes.")
        say(sentence.format(folder=folder))
    found = read_sound([folder], None)
    unfinished = name_beside(path)
    try:
        with translated_errors(path):
            make_file(unfinished)
        with working(_("Making the file ...")):
            _fill(session, unfinished, found, folder, demo, by)
        _put_in_place(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)
        clear_leftovers(path.absolute().parent)
    activities, plans = found.definitions.activities, found.definitions.plans
    sentence = _("Made {path}: {activities} activities in the program and its plans ({plans}).")
    ids = ", ".join(plan.id for plan in plans)
    say(sentence.format(path=path, activities=write_number(len(activities)), plans=ids))


def _fill(session: Session, path: Path, found: DefinitionsReading, folder: Path, demo: bool, by: str | None) -> None:
    who, now = session.by(by), session.now()
    definitions = found.definitions
    with writing(path, command=f"init {folder.as_posix()}", by=who, now=now) as change:
        held = stored_definitions(change.connection)
        apply(change, held, definitions, differences(held, definitions, whole=True), session.today())
    if demo:
        assert definitions.program is not None
        with writing(path, command="init --demo", by=who, now=now, illustrative=True) as change:
            add_entries(change, demo_entries(definitions.activities, definitions.program))


def _put_in_place(unfinished: Path, path: Path) -> None:
    """Give the finished file its name, unless another has it by now."""
    try:
        os.link(unfinished, path)
    except FileExistsError:
        raise Refused(
            _("{path} has appeared in the meantime.").format(path=path), _("See what it is: coordplan status")
        ) from None
    except OSError:
        unfinished.rename(path)  # a file system without links


def _use_what_is_there(session: Session, path: Path, demo: bool) -> None:
    """Bring an existing file up to date; it is never made again, and nothing made up is mixed into it."""
    if demo:
        raise Refused(
            _("{path} is here already; made-up entries are not mixed into it.").format(path=path),
            _("Make the demonstration in an empty folder: mkdir demo && cd demo && coordplan init --demo"),
        )
    copies = session.copies_of(path)
    # Brings an older file up to date
    connection = open_for_writing(
        path, "init", session.by(None), before_upgrade=lambda: ensure_copy(path, copies, "upgrade")
    )
    release(path, connection)
    say(of_file(_("{path} is here already. To take new definitions in: coordplan load").format(path=path)))


def _write_shipped(folder: Path) -> None:
    """Copy the shipped set into a new folder, with the schema for editors; whole or not at all."""
    unfinished = name_beside(folder)
    make_folder(unfinished)
    try:
        for file in sorted(shipped_plans().glob("*.yaml")):
            write_file(unfinished / file.name, iter([file.read_text(encoding="utf-8")]))
        write_file(unfinished / SCHEMA_FILE, iter([schema_text()]))
        unfinished.rename(folder)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
