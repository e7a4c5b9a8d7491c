"""todo: what the secretary has to do now, each thing with its command filled in."""

from typing import Annotated

import typer

from coordplan.cli.options import AsOf, KnownAt, Output, OutputFormat, Width
from coordplan.cli.session import Session
from coordplan.collecting.todo.gather import todo_list
from coordplan.collecting.todo.page import todo_data, todo_page
from coordplan.collecting.todo.received import received_files
from coordplan.seeing.answer import Answer, show_answer
from coordplan.seeing.opening import reading
from coordplan.store.checking.surroundings import copy_findings
from coordplan.text.language import mark


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
    with reading(session, as_of, known_at) as file:
        # What lies beside the file is as it is now: at an earlier moment nothing is known of it
        beside = known_at is None
        received = received_files(file, folder or (), look=beside)
        found = list(copy_findings(file.connection, session.copies_of(file.path))) if beside else []
        todo = todo_list(file, received, found[0].sentence if found else "")
    answer = Answer(lambda: todo_page(todo), lambda: todo_data(todo), todo.illustrative)
    return show_answer(session, answer, output_format, output, width)
