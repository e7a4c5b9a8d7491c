"""log, undo."""

from typing import Annotated

import typer

from coordplan.cli.completion import complete_activity
from coordplan.cli.options import By, Format, KnownAt, Output, Reason, Width
from coordplan.cli.output import show
from coordplan.cli.session import Session, local_moment
from coordplan.cli.speaking import say
from coordplan.seeing import history as data
from coordplan.seeing.history import LogRow, log_page
from coordplan.seeing.opening import opened
from coordplan.store.changes import changes_until, counts_of
from coordplan.store.definitions import find_activity
from coordplan.store.observations import as_id, unknown_activity
from coordplan.store.undo import change_to_undo, changes_undone, take_back
from coordplan.text.language import mark
from coordplan.text.language import translate as _


def log_command(
    ctx: typer.Context,
    id_: Annotated[
        str | None,
        typer.Argument(metavar="ID", autocompletion=complete_activity, help=mark("Only what touched this activity")),
    ] = None,
    known_at: KnownAt = None,
    form: Format = "table",
    output: Output = None,
    width: Width = None,
) -> None:
    with opened(ctx.obj, known_at) as (connection, known):
        activity = "" if id_ is None else as_id(id_).partition("@")[0]
        if activity and find_activity(connection, activity) is None:
            raise unknown_activity(connection, activity)
        undone = changes_undone(connection, known)
        rows = [
            LogRow(change, local_moment(change.at), counts_of(connection, change.id), undone.get(change.id))
            for change in changes_until(connection, known, activity)
        ]
    show(
        ctx.obj,
        form,
        output,
        width,
        lambda: log_page(rows),
        lambda: data.log_json(rows) if form == "json" else data.log_csv(rows),
    )


def undo_command(
    ctx: typer.Context,
    change: Annotated[
        str | None, typer.Argument(metavar=mark("CHANGE"), help=mark("The number of a change (the last one in effect)"))
    ] = None,
    by: By = None,
    reason: Reason = "",
) -> None:
    from coordplan.store.file import open_for_reading

    session: Session = ctx.obj
    path = session.path()
    connection = open_for_reading(path)
    try:
        target = change_to_undo(connection, _numbered(change))
    finally:
        connection.close()
    with session.writing(by, reason, undoes=target.id) as taking_back:
        change_to_undo(
            taking_back.connection, target.id, taking_back.number - 1
        )  # it may have been taken back while we waited
        take_back(taking_back, target.id)
    say(
        _("Change {number} ({command}; {by}, {at}) is taken back. Change {new}.").format(
            number=target.id, command=target.command, by=target.by, at=local_moment(target.at), new=taking_back.number
        )
    )


def _numbered(word: str | None) -> int | None:
    from coordplan.errors import UsageFault

    if word is None:
        return None
    number = word.removeprefix("#")
    if not number.isdigit() or len(number) > 9:
        raise UsageFault(_('"{word}" is no number of a change.').format(word=word), _("`coordplan log` lists them."))
    return int(number)
