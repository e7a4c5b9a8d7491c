"""dump: all that the file holds, as text that can be read without this program."""

from pathlib import Path
from typing import Annotated

import typer

from coordplan.cli.output import write_bytes
from coordplan.cli.session import Session
from coordplan.cli.speaking import say, working
from coordplan.store.copies.making import private_copy
from coordplan.store.dumps.dump_lines import dump_of
from coordplan.store.file_rights import beginning_mode
from coordplan.store.format import FORMAT
from coordplan.text.language import mark
from coordplan.text.language import translate as _
from coordplan.text.shell import of_file, quoted_word


def dump_command(
    ctx: typer.Context,
    file: Annotated[
        str, typer.Argument(metavar=mark("FILE"), help=mark("A file of lines of JSON (.jsonl); - is standard output"))
    ],
) -> None:
    session: Session = ctx.obj
    path = session.path()
    with working(_("Copying, checking and writing ...")), private_copy(path) as copy:
        write_bytes(Path(file), dump_of(copy, FORMAT), beginning_mode(Path(file).parent))
    if file != "-":
        say(_("Wrote all that {path} holds to {file}.").format(path=path, file=file))
        say(of_file(_("To make a file of it: coordplan restore {file}").format(file=quoted_word(file))))
