"""dump: all that the file holds, as text that can be read without this program."""

from pathlib import Path
from typing import Annotated

import typer

from coordplan.cli.output import format_meant, write_bytes
from coordplan.cli.placing import is_standard_output
from coordplan.cli.session import Session
from coordplan.cli.speaking import say
from coordplan.cli.working import working
from coordplan.errors import FileUnusable
from coordplan.store.copies.making import private_copy
from coordplan.store.damage import begins_as_database
from coordplan.store.dumps.dump_lines import dump_of
from coordplan.store.file_rights import beginning_mode
from coordplan.store.format import FORMAT
from coordplan.text.language import mark
from coordplan.text.language import translate as _
from coordplan.text.shell import of_file, quoted_word

_ENDING = ".jsonl"


def _refuse_device(file: str) -> None:
    """Raise FileUnusable where a dump is to go into what is no file: the shell sends it there."""
    if Path(file).exists() and not (Path(file).is_file() or Path(file).is_dir() or is_standard_output(Path(file))):
        raise FileUnusable(
            _("{path} is a device or a pipe, not a file; nothing is written to it.").format(path=file),
            _("Name a file; - is standard output, which the shell sends anywhere: {command} > {path}").format(
                command="coordplan dump -", path=quoted_word(file)
            ),
        )


def dump_command(
    ctx: typer.Context,
    file: Annotated[
        str, typer.Argument(metavar=mark("FILE"), help=mark("A file of lines of JSON (.jsonl); - is standard output"))
    ],
) -> None:
    session: Session = ctx.obj
    if not begins_as_database(Path(file)):  # which is refused by itself
        format_meant(file, None, (_ENDING,))
    _refuse_device(file)
    path = session.path()
    with working(_("Copying, checking and writing ...")), private_copy(path) as copy:
        write_bytes(Path(file), dump_of(copy, FORMAT), beginning_mode(Path(file).parent))
    if file != "-":
        say(_("Wrote all that {path} holds to {file}.").format(path=path, file=file))
        say(of_file(_("To make a file of it: coordplan restore {file}").format(file=quoted_word(file))))
