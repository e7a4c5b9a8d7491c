"""check, load, export, schema."""

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from coordplan.cli.options import AsOf, By, KnownAt, Output, Reason
from coordplan.cli.output import make_folder, print_lines, write_file
from coordplan.cli.session import Session
from coordplan.cli.speaking import say, show_problems, working
from coordplan.definitions.reading import DefinitionsReading, neighbours, parse_activity, read_definitions
from coordplan.definitions.schema import definitions_schema
from coordplan.definitions.shipped import SCHEMA_FILE
from coordplan.definitions.writer import activity_fields, write_definitions
from coordplan.errors import CoordplanError, ProblemsFound, Refused
from coordplan.model import Definitions
from coordplan.seeing.differences import DIFFERENCE_SIGNS, difference_lines
from coordplan.store.changes import writing
from coordplan.store.definitions import apply, stored_definitions
from coordplan.store.differences import Difference, StoredDefinitions, differences
from coordplan.store.file import open_for_reading
from coordplan.text.language import mark, translate_count
from coordplan.text.language import translate as _
from coordplan.text.writing import write_number

Paths = Annotated[
    list[str] | None, typer.Argument(metavar=mark("PATH"), help=mark("Files, or folders of them (plans/)"))
]


def check_command(ctx: typer.Context, paths: Paths = None) -> int:
    session: Session = ctx.obj
    wanted = _paths(session, paths)
    found = _read(wanted, _known(session))
    show_problems(found.problems, found.hidden, sys.stdout) if found.problems else say(
        translate_count("{n} file, no problems.", "{n} files, no problems.", found.files).format(n=found.files)
    )
    return 3 if _errors(found) else 0


def load_command(
    ctx: typer.Context,
    paths: Paths = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=mark("Only show what it would change"))] = False,
    by: By = None,
    reason: Reason = "",
) -> None:
    session: Session = ctx.obj
    path = session.path()
    wanted = _paths(session, paths)
    found = read_sound(wanted, _known(session))
    if dry_run:
        connection = open_for_reading(path)
        try:
            held = stored_definitions(connection)
        finally:
            connection.close()
        what = _differences(held, found, wanted)
        print_lines(difference_lines(what))
        say(_summary(what) if what else _("Nothing would change."))
        return
    command = f"load {' '.join(each.as_posix() for each in wanted)}"
    with (
        working(_("Comparing and writing ...")),
        writing(path, command=command, by=session.by(by), now=session.now(), reason=reason) as change,
    ):
        held = stored_definitions(change.connection)
        what = _differences(held, found, wanted)
        apply(change, held, found.definitions, what, session.today())
    print_lines(difference_lines(what))
    number = _("Change {number}.").format(number=change.number)
    say(f"{_summary(what)} {number}" if what else _("Nothing to change."))


def export_command(
    ctx: typer.Context,
    folder: Annotated[
        str, typer.Argument(metavar=mark("DIR"), help=mark("The folder to write into; made where it is missing"))
    ],
    force: Annotated[bool, typer.Option("--force", help=mark("Replace the files of the same name"))] = False,
    as_of: AsOf = None,
    known_at: KnownAt = None,
) -> None:
    from coordplan.seeing.opening import reading

    target = Path(folder)
    with reading(ctx.obj, as_of, known_at) as file:
        definitions = stored_definitions(file.connection, file.known, None if as_of is None else file.as_of).definitions
    there = sorted(each.name for each in (*target.glob("*.yaml"), *target.glob("*.yml"))) if target.is_dir() else []
    if there and not force:
        raise Refused(
            _("{folder} holds definitions already: {files}.").format(folder=folder, files=", ".join(there)),
            _("Name an empty folder, or replace them with --force."),
        )
    make_folder(target)
    files = write_definitions(definitions)
    for name, text in files.items():
        write_file(target / name, iter([text]))
    write_file(target / SCHEMA_FILE, iter([schema_text()]))
    sentence = translate_count("Wrote {n} file into {folder}.", "Wrote {n} files into {folder}.", len(files))
    say(sentence.format(n=len(files), folder=folder))
    if left := [name for name in there if name not in files]:
        say(_("Also there, and not from this file: {files}").format(files=", ".join(left)))


def schema_command(output: Output = None) -> None:
    if output is None:
        print_lines([schema_text().rstrip("\n")])
    else:
        write_file(Path(output), iter([schema_text()]))


def schema_text() -> str:
    """Return the JSON Schema as it is printed and written."""
    return json.dumps(definitions_schema(), ensure_ascii=False, indent=2) + "\n"


def read_sound(paths: Sequence[Path], known: Definitions | None) -> DefinitionsReading:
    """Return what the files define; raise ProblemsFound where anything in them is wrong. Warnings are shown."""
    found = _read(paths, known)
    if _errors(found):
        raise ProblemsFound(found.problems, found.hidden)
    if found.problems:
        show_problems(found.problems, found.hidden, sys.stderr)
    return found


def _read(paths: Sequence[Path], known: Definitions | None) -> DefinitionsReading:
    with working(_("Reading definitions ...")):
        return read_definitions(paths, neighbours(paths) if known is None else known)


def _errors(found: DefinitionsReading) -> bool:
    return any(not problem.warning for problem in found.problems) or found.hidden > 0


def _paths(session: Session, given: list[str] | None) -> list[Path]:
    """Return the definitions that are meant: as given, else ``plans/`` here, else beside the file."""
    if given:
        return [Path(each) for each in given]
    here = Path("plans")
    if not here.exists():
        try:
            beside = session.path().parent / "plans"
        except CoordplanError:
            return [here]
        if beside.is_dir():
            return [Path(os.path.relpath(beside)) if os.path.splitdrive(beside)[0] == "" else beside]
    return [here]


def _known(session: Session) -> Definitions | None:
    """Return the definitions of the file, None where there is no file (or no program in it)."""
    try:
        connection = open_for_reading(session.path())
    except CoordplanError:
        return None
    try:
        definitions = stored_definitions(connection).definitions
    finally:
        connection.close()
    return definitions if definitions.program is not None else None


def _differences(held: StoredDefinitions, found: DefinitionsReading, paths: Sequence[Path]) -> tuple[Difference, ...]:
    now, wanted = held.definitions.program, found.definitions.program
    if now is not None and wanted is not None and now.id != wanted.id:
        raise Refused(
            _('This file holds the program "{now}"; these definitions are of "{wanted}".').format(
                now=now.id, wanted=wanted.id
            ),
            _("A program has a file of its own: coordplan --db {name}.db init DIR").format(name=wanted.id),
        )
    # A program file alone says nothing of the plans that it does not name; a folder with one does
    whole = found.whole and any(path.is_dir() for path in paths)
    what = differences(held, found.definitions, whole)
    _check_made_by_hand(held, found.definitions, what)
    return what


def _check_made_by_hand(held: StoredDefinitions, wanted: Definitions, what: Sequence[Difference]) -> None:
    """Refuse a set beside which an activity that was added by hand would break a rule."""
    gone = {each.id for each in what if each.what == "retired"}
    named = {each.id for each in wanted.activities}
    now = held.definitions

    def together(before: Sequence[Any], after: Sequence[Any]) -> tuple[Any, ...]:
        new = {each.id: each for each in after}
        return (*(each for each in before if each.id not in new and each.id not in gone), *after)

    then = Definitions(
        wanted.program or now.program,
        together(now.contents, wanted.contents),
        together(now.organizations, wanted.organizations),
        wanted.calendar or now.calendar,
        together(now.plans, wanted.plans),
        together(now.activities, wanted.activities),
    )
    for activity in now.activities:
        if activity.id in held.by_hand and activity.id not in named:
            _activity, problems = parse_activity(activity.plan, activity_fields(activity), then)
            if wrong := [problem for problem in problems if not problem.warning]:
                raise Refused(
                    _("Beside these definitions {id}, which was added by hand, would be wrong: {reason}.").format(
                        id=activity.id, reason="; ".join(problem.message for problem in wrong)
                    ),
                    _("First: coordplan edit {id} ..., or coordplan retire {id}").format(id=activity.id),
                )


def _summary(what: Sequence[Difference]) -> str:
    counts = {word: sum(each.what == word for each in what) for word in DIFFERENCE_SIGNS}
    return _("{added} added, {changed} changed, {retired} retired.").format(
        **{word: write_number(number) for word, number in counts.items()}
    )
