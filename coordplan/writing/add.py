"""add: an activity by hand; what is left out is asked for at a terminal."""

from contextlib import closing
from datetime import date, timedelta
from typing import Annotated

import typer

from coordplan.cli.completion import complete_plan
from coordplan.cli.options import By, IsSure, Reason, Reopen
from coordplan.cli.parameters import with_options
from coordplan.cli.session import Session
from coordplan.cli.speaking import say
from coordplan.cli.usage import missing
from coordplan.dates.deadlines import rhythm_in
from coordplan.dates.periods import period_of
from coordplan.dates.recurrence import days_in_year, occurrences_of
from coordplan.errors import Refused
from coordplan.model import Activity, Definitions, Program
from coordplan.seeing.filters import plan_to_write
from coordplan.store.applying import apply
from coordplan.store.definitions import free_ids, ids_ever_used, stored_definitions
from coordplan.store.differences import Difference
from coordplan.store.door.defining import doubt_letterless_title, doubt_same_title
from coordplan.store.door.moves import pass_moves
from coordplan.store.file import open_for_reading
from coordplan.text.language import mark, translate_count
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day
from coordplan.writing.by_hand import DryRun, defining, number_or_trial, sound_activity
from coordplan.writing.field_options import FieldOptions, Fields, fields_as_known, fields_of, ids_as_known


@with_options
def add_command(
    ctx: typer.Context,
    plan: Annotated[
        str | None,
        typer.Argument(
            metavar=mark("PLAN"),
            autocompletion=complete_plan,
            help=mark("The plan, or the program for its own activities"),
        ),
    ] = None,
    title: Annotated[str | None, typer.Argument(metavar=mark("TITLE"), help=mark("What is to be done"))] = None,
    id_: Annotated[
        str | None, typer.Option("--id", metavar=mark("ID"), help=mark("Its id (the plan's next number)"))
    ] = None,
    *,
    options: FieldOptions,
    sure: IsSure = False,
    reopen: Reopen = False,
    dry_run: DryRun = False,
    by: By = None,
    reason: Reason = "",
) -> None:
    session: Session = ctx.obj
    fields = fields_of(title, options)
    fields |= ids_as_known(session, fields)
    with closing(open_for_reading(session.path())) as connection:
        definitions = stored_definitions(connection).definitions
    plan = None if plan is None else plan_to_write(definitions, plan)
    if lacking := lacking_in(plan, fields):
        raise missing("add", *lacking)
    assert plan is not None
    with defining(session, dry_run, by, reason, sure, reopen) as change:
        held = stored_definitions(change.connection)
        fields["id"] = id_ or next(free_ids(change.connection, plan, held.definitions))
        if fields["id"] in ids_ever_used(change.connection, fields["id"]):
            raise Refused(
                _("The id {id} has been used before, and ids are never used again.").format(id=fields["id"]),
                _("Leave --id out for the next free one."),
            )
        fields |= current_start(fields, held.definitions.program, session.today())
        change.remarks += fields_as_known(fields, held.definitions)
        activity = sound_activity(plan, fields, held.definitions)
        change.doubt(doubt_same_title(activity, held.definitions.activities), doubt_letterless_title(activity))
        found = [Difference("activity", activity.id, activity.title, "added")]
        apply(change, held, Definitions(activities=(activity,)), found, session.today(), by_hand=True)
        pass_moves(change, session.today())
    say(_described(activity, held.definitions) + " " + number_or_trial(change, dry_run))


def lacking_in(plan: str | None, fields: Fields) -> list[str]:
    """Return what an activity still needs, by the names of the arguments and options that say it."""
    there = {
        _("PLAN"): plan is not None,
        _("TITLE"): "title" in fields,
        "--content": "content" in fields,
        "--lead": "lead" in fields,
        "--due": bool({"due", "every", "ongoing"} & fields.keys()),
    }
    return [name for name, is_there in there.items() if not is_there]


def current_start(fields: Fields, program: Program | None, today: date) -> Fields:
    """Return the start of what recurs where none is named: the current period, for nobody adds a past by hand."""
    rhythm = rhythm_in(str(fields.get("every") or fields.get("due") or ""))
    if "start" in fields or not rhythm.every or program is None or not program.start_on <= today <= program.until_on:
        return {}
    over = [day + timedelta(days=1) for day in days_in_year(rhythm.due_days, today.year) if day < today]
    first = max([period_of(rhythm.every, today).first_on, program.start_on, *over])
    return {"start": first.isoformat()}


def _described(activity: Activity, definitions: Definitions) -> str:
    assert definitions.program is not None
    dates = occurrences_of(activity, definitions.program.start_on, definitions.program.until_on)
    if activity.ongoing:
        when = _("ongoing")
    elif len(dates) == 1:
        when = _("due {day}").format(day=write_day(dates[0].due_on))
    else:
        when = translate_count(
            "{n} occurrence, {first} to {last}", "{n} occurrences, {first} to {last}", len(dates)
        ).format(n=len(dates), first=write_day(dates[0].due_on), last=write_day(dates[-1].due_on))
    return _("Added {id}: {title} ({when}).").format(id=activity.id, title=activity.title, when=when)
