"""export, schema: the definitions written out, and what may stand in them."""

from pathlib import Path
from typing import Annotated

import typer

from coordplan.cli.options import AsOf, KnownAt, Output
from coordplan.cli.output import format_meant, print_lines, write_file
from coordplan.cli.placing import make_folder
from coordplan.cli.speaking import say
from coordplan.cli.working import working
from coordplan.definitions.json_schema import schema_text
from coordplan.definitions.shipped import SCHEMA_FILE
from coordplan.definitions.writer import write_definitions
from coordplan.seeing.opening import reading
from coordplan.setting_up.written_sets import refuse_definitions_there
from coordplan.store.definitions import stored_definitions
from coordplan.text.language import mark, translate_count
from coordplan.text.language import translate as _


def export_command(
    ctx: typer.Context,
    folder: Annotated[
        str, typer.Argument(metavar=mark("DIR"), help=mark("The folder to write into; made where it is missing"))
    ],
    force: Annotated[bool, typer.Option("--force", help=mark("Replace the files of the same name"))] = False,
    as_of: AsOf = None,
    known_at: KnownAt = None,
) -> None:
    target = Path(folder)
    with reading(ctx.obj, as_of, known_at) as file:
        definitions = stored_definitions(
            file.connection, file.up_to_change, None if as_of is None else file.as_of
        ).definitions
    there = refuse_definitions_there(target, force)
    make_folder(target)
    with working(_("Writing definitions ...")):
        files = write_definitions(definitions)
        for name, text in {**files, SCHEMA_FILE: schema_text()}.items():
            write_file(target / name, iter([text]))
    sentence = translate_count("Wrote {n} file into {folder}.", "Wrote {n} files into {folder}.", len(files))
    say(sentence.format(n=len(files), folder=folder))
    if left := [name for name in there if name not in files]:
        say(_("Also there, and not from this file: {files}").format(files=", ".join(left)))


def schema_command(output: Output = None) -> None:
    if output is None:
        print_lines([schema_text().rstrip("\n")])
    else:
        format_meant(output, None, [".json"])
        write_file(Path(output), iter([schema_text()]))
