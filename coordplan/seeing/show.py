"""show: one activity or occurrence, with all that is known of it."""

from typing import Annotated

import typer

from coordplan.cli.completion import complete_activity
from coordplan.cli.options import AsOf, Format, KnownAt, Output, Width
from coordplan.cli.output import show, warn_of_illustration
from coordplan.cli.session import local_moment
from coordplan.seeing import history as data
from coordplan.seeing.gather import named_activity
from coordplan.seeing.history import Dossier, HistoryRow, dossier_page
from coordplan.seeing.opening import Reading, reading
from coordplan.store.entries import entries_of
from coordplan.store.observations import as_id
from coordplan.text.language import mark


def show_command(
    ctx: typer.Context,
    id_: Annotated[
        str, typer.Argument(metavar="ID", autocompletion=complete_activity, help=mark("Activity or occurrence"))
    ],
    as_of: AsOf = None,
    known_at: KnownAt = None,
    form: Format = "table",
    output: Output = None,
    width: Width = None,
) -> None:
    with reading(ctx.obj, as_of, known_at) as file:
        dossier = _dossier(file, id_)
    show(
        ctx.obj,
        form,
        output,
        width,
        lambda: dossier_page(dossier),
        lambda: data.show_json(dossier) if form == "json" else data.history_csv(dossier.history),
    )
    warn_of_illustration(form, dossier.illustrative)


def _dossier(file: Reading, wanted: str) -> Dossier:
    activity, retired_on, rows = named_activity(file, wanted)
    history = [
        HistoryRow(
            told.number,
            told.entry,
            told.change.id,
            told.change.at,
            local_moment(told.change.at),
            told.change.by,
            told.change.reason,
            told.ended_by,
        )
        for told in entries_of(file.connection, as_id(wanted), file.known)
        if told.entry.observed_on <= file.as_of
    ]
    contents = {content.id: content.title for content in file.definitions.contents}
    lead, partners = (rows[0].lead, rows[0].partners) if rows else (activity.lead, activity.partners)
    return Dossier(
        activity,
        file.plan_titles.get(activity.plan, activity.plan),
        tuple(contents.get(id_, id_) for id_ in activity.contents),
        lead,
        file.body_title(lead),
        tuple(map(file.body_title, partners)),
        retired_on,
        file.as_of,
        file.known_at,
        rows,
        tuple(history),
        file.illustrative,
    )
