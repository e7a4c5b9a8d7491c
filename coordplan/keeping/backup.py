"""backup: a checked copy of the file, made while it is in use."""

from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from coordplan.cli.session import Session
from coordplan.cli.speaking import say
from coordplan.cli.working import working
from coordplan.errors import FileUnusable, UsageFault
from coordplan.store.checking.surroundings import recorded_files
from coordplan.store.copies.making import MadeCopy, make_copy, prune_copies
from coordplan.store.file import open_for_reading
from coordplan.text.language import mark
from coordplan.text.language import translate as _
from coordplan.text.shell import of_file, path_from_here, quoted_word
from coordplan.text.writing import write_size


def backup_command(
    ctx: typer.Context,
    folder: Annotated[
        str | None,
        typer.Argument(
            metavar=mark("FOLDER"),
            help=mark("Where the copy goes (COORDPLAN_BACKUPS, else coordplan-backups beside the file)"),
        ),
    ] = None,
) -> None:
    session: Session = ctx.obj
    path = session.path()
    place = session.copies_of(path)
    if folder is not None:
        place = place._replace(folder=_folder_named(folder))
    with working(_("Copying and checking ...")):
        is_new = folder is not None and not place.folder.exists()
        made = make_copy(path, place)
    if is_new:
        say(_("Made the folder {path}.").format(path=place.folder))
    if folder is None:
        prune_copies(place)  # what somebody put elsewhere is theirs
    say_copy(path, made)
    with closing(open_for_reading(path)) as connection:
        if recorded_files(connection):
            say(_("The files of documents are not in the copy; they stay where they are."))


def _folder_named(word: str) -> Path:
    folder = Path(word)
    if folder.exists() and not folder.is_dir():
        raise UsageFault(
            _("{path} is a file; a copy goes into a folder, under a name of its own.").format(path=word),
            _("Name a folder, for example: coordplan backup copies"),
        )
    if folder.suffix == ".db" and not folder.exists():
        raise UsageFault(
            _("{path} reads as a file; a copy goes into a folder, under a name of its own.").format(path=word),
            _("Name a folder, for example: coordplan backup copies"),
        )
    if not folder.absolute().parent.is_dir():
        raise FileUnusable(
            _("There is no folder {path}.").format(path=folder.absolute().parent),
            _("Make the folder first, or name another place."),
        )
    return folder


def say_copy(path: Path, made: MadeCopy) -> None:
    sentence = _("Copied {path} to {copy} (up to change {change}; {size}; opened again and checked, all is well).")
    copy = path_from_here(made.path)
    say(sentence.format(path=path, copy=copy, change=made.change, size=write_size(made.size)))
    say(of_file(_("To go back to it: coordplan restore {copy}").format(copy=quoted_word(copy))))
