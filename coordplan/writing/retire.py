"""retire: an activity taken out of its plan from a day on."""

from typing import Annotated

import typer

from coordplan.cli.names_typed import ids_to_write
from coordplan.cli.options import By, IsSure, Reason, Reopen
from coordplan.cli.session import Session
from coordplan.cli.speaking import say
from coordplan.cli.usage import missing
from coordplan.errors import Refused
from coordplan.model import Definitions
from coordplan.store.applying import apply
from coordplan.store.definitions import find_activity, stored_definitions
from coordplan.store.differences import Difference
from coordplan.store.door.moves import pass_moves
from coordplan.store.door.which import as_id
from coordplan.store.door.which_day import refuse_other_days
from coordplan.text.language import mark
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day
from coordplan.writing.by_hand import ActivityId, DryRun, activity_to_change, defining, number_or_trial


def retire_command(
    ctx: typer.Context,
    id_: ActivityId = None,
    on: Annotated[str | None, typer.Option("--on", metavar=mark("DATE"), help=mark("From this day on (today)"))] = None,
    sure: IsSure = False,
    reopen: Reopen = False,
    dry_run: DryRun = False,
    by: By = None,
    reason: Reason = "",
) -> None:
    session: Session = ctx.obj
    if id_ is None:
        raise missing("retire", _("ID"))
    day = session.day(on, "--on")
    [id_] = ids_to_write(session, [id_], day)
    with defining(session, dry_run, by, reason, sure, reopen) as change:
        held = stored_definitions(change.connection)
        refuse_other_days(held.definitions.program, day, session.today())
        gone = find_activity(change.connection, as_id(id_))
        if gone is not None and gone[1] == day:
            sentence = _("{id} ({title}): already recorded: {standing}. Nothing was written.")
            standing = _("retired from {day} on").format(day=write_day(day))
            say(sentence.format(id=gone[0].id, title=gone[0].title, standing=standing))
            return
        activity = activity_to_change(change.connection, id_)
        if waiting := [other.id for other in held.definitions.activities if activity.id in other.after]:
            raise Refused(
                _("{ids} waits for {id}.").format(ids=", ".join(waiting), id=activity.id),
                _('First: coordplan edit {id} --after ""').format(id=waiting[0]),
            )
        difference = Difference("activity", activity.id, activity.title, "retired")
        apply(change, held, Definitions(), [difference], day, edits=True)
        pass_moves(change, session.today())
    sentence = _("{id} ({title}) is retired from {day} on; what was done until then still counts.")
    sentence = sentence.format(id=activity.id, title=activity.title, day=write_day(day))
    say(sentence + " " + number_or_trial(change, dry_run))
