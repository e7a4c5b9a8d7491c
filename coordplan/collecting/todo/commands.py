"""todo: what the secretary has to do now, each thing with its command filled in."""

from pathlib import Path
from typing import Annotated

import typer

from coordplan.cli.options import AsOf, KnownAt, Output, OutputFormat, Width
from coordplan.cli.session import Session
from coordplan.cli.speaking import remark
from coordplan.collecting.todo.gather import todo_list
from coordplan.collecting.todo.page import todo_data, todo_page
from coordplan.collecting.todo.received import FilesBeside, files_beside, received_files
from coordplan.seeing.answer import Answer, show_answer
from coordplan.seeing.beginning import with_first_steps
from coordplan.seeing.opening import reading
from coordplan.store.checking.surroundings import copy_findings
from coordplan.store.finding import is_folder
from coordplan.text.language import mark
from coordplan.text.language import translate as _


def todo_command(
    ctx: typer.Context,
    folder: Annotated[
        list[str] | None,
        typer.Argument(
            metavar=mark("FOLDER"), help=mark("Where what is sent back lies (`tra-loi` or `returned` beside the file)")
        ),
    ] = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    output_format: OutputFormat = None,
    output: Output = None,
    width: Width = None,
) -> int:
    session: Session = ctx.obj
    for name in folder or ():
        if not is_folder(name):
            remark(_("There is no folder {path}.").format(path=name))
    look = known_at is None  # what lies beside the file is as it is now: of an earlier moment nothing is known
    beside = (
        files_beside(session.path(), folder or ()) if look else FilesBeside({Path(each): {} for each in folder or ()})
    )
    with reading(session, as_of, known_at) as file:
        copies = list(copy_findings(file.connection, session.copies_of(file.path))) if look else []
        todo = todo_list(file, received_files(file, beside), copies[0].sentence if copies else "", session.today())
        page = with_first_steps(file, lambda: todo_page(todo))
    answer = Answer(page, lambda: todo_data(todo), todo.illustrative)
    return show_answer(session, answer, output_format, output, width)
