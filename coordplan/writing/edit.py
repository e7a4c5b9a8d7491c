"""edit: what an activity says, changed by hand."""

from typing import Annotated

import typer

from coordplan.cli.options import By, IsSure, Reason, sure_of, with_options
from coordplan.cli.session import Session
from coordplan.cli.speaking import say
from coordplan.definitions.writer import edited_fields
from coordplan.errors import UsageFault
from coordplan.model import Definitions
from coordplan.seeing.difference_lines import difference_lines
from coordplan.store.definitions import apply, stored_definitions
from coordplan.store.differences import activity_difference
from coordplan.store.door.defining import refuse_turned_target
from coordplan.text.language import mark
from coordplan.text.language import translate as _
from coordplan.writing.by_hand import ActivityId, activity_to_change, sound_activity
from coordplan.writing.field_options import FieldOptions, fields_of


@with_options
def edit_command(
    ctx: typer.Context,
    id_: ActivityId,
    title: Annotated[str | None, typer.Option(metavar=mark("TEXT"), help=mark("What is to be done"))] = None,
    *,
    options: FieldOptions,
    sure: IsSure = False,
    by: By = None,
    reason: Reason = "",
) -> None:
    session: Session = ctx.obj
    changes = fields_of(title, options)
    if not changes:
        raise UsageFault(
            _("There is nothing to change."),
            _('Name what is to change, for example --due 30/9/2024 or --title "..."'),
        )
    with session.writing(by, reason, sure=sure_of(sure)) as change:
        held = stored_definitions(change.connection)
        old = activity_to_change(change.connection, id_, options.due or "")
        fields = edited_fields(old, changes, held.definitions.program)
        activity = sound_activity(old.plan, fields, held.definitions)
        refuse_turned_target(old.id, old.target, activity.target, "baseline" in changes.get("target", {}))
        difference = activity_difference(held, old, activity)
        found = [] if difference is None else [difference]
        apply(change, held, Definitions(activities=(activity,)), found, session.today(), by_hand=old.id in held.by_hand)
    if difference is None:
        say(_("It says that already; nothing was written."))
        return
    for line in difference_lines(found):
        say(line)
    say(_("Change {number}.").format(number=change.number))
