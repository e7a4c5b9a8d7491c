"""add: an activity by hand; what is left out is asked for at a terminal."""

from collections.abc import Iterable
from contextlib import closing
from datetime import date, timedelta
from typing import Annotated

import typer

from coordplan.cli.asking import a_day, a_deadline, ask, choose
from coordplan.cli.completion import complete_plan
from coordplan.cli.options import By, IsSure, Reason, Reopen, sure_of, with_options
from coordplan.cli.session import Session
from coordplan.cli.speaking import say
from coordplan.dates.deadlines import rhythm_in
from coordplan.dates.periods import period_of
from coordplan.dates.recurrence import days_in_year, occurrences_of
from coordplan.errors import CoordplanError, Refused, UsageFault
from coordplan.model import Activity, Content, Definitions, Organization, Plan, Program
from coordplan.seeing.filters import plan_to_write
from coordplan.store.definitions import apply, free_ids, ids_ever_used, stored_definitions
from coordplan.store.differences import Difference
from coordplan.store.door.defining import doubt_letterless_title, doubt_same_title
from coordplan.store.door.moves import pass_moves
from coordplan.store.file import open_for_reading
from coordplan.text.language import mark, translate_count
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day
from coordplan.writing.by_hand import sound_activity
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
    by: By = None,
    reason: Reason = "",
) -> None:
    session: Session = ctx.obj
    fields = fields_of(title, options)
    fields |= ids_as_known(session, fields)
    with closing(open_for_reading(session.path())) as connection:
        definitions = stored_definitions(connection).definitions
    incomplete = plan is None or "title" not in fields
    plan = _complete(session, definitions, plan, fields)
    if incomplete:
        session = session._replace(words=("add", plan, fields["title"]))  # the log keeps what was answered
    with session.writing(by, reason, sure=sure_of(sure), reopen=reopen) as change:
        held = stored_definitions(change.connection)
        fields["id"] = id_ or next(free_ids(change.connection, plan, held.definitions))
        if fields["id"] in ids_ever_used(change.connection, fields["id"]):
            raise Refused(
                _("The id {id} has been used before, and ids are never used again.").format(id=fields["id"]),
                _("Leave --id out for the next free one."),
            )
        fields |= _current_start(fields, held.definitions.program, session.today())
        change.remarks += fields_as_known(fields, held.definitions)
        activity = sound_activity(plan, fields, held.definitions)
        change.doubt(doubt_same_title(activity, held.definitions.activities), doubt_letterless_title(activity))
        found = [Difference("activity", activity.id, activity.title, "added")]
        apply(change, held, Definitions(activities=(activity,)), found, session.today(), by_hand=True)
        pass_moves(change, session.today())
    say(_described(activity, held.definitions) + " " + _("Change {number}.").format(number=change.number))


def _complete(session: Session, definitions: Definitions, plan: str | None, fields: Fields) -> str:
    """Return the plan, with every field that is needed; what was left out is asked for at a terminal."""
    if plan is not None:
        plan = plan_to_write(definitions, plan)
    has_schedule = {"due", "every", "ongoing"} & fields.keys()
    there = {
        _("PLAN"): plan is not None,
        _("TITLE"): "title" in fields,
        "--content": "content" in fields,
        "--lead": "lead" in fields,
        "--due": bool(has_schedule),
    }
    missing = [name for name, is_there in there.items() if not is_there]
    if missing and not session.at_terminal():
        raise UsageFault(
            _("{names}: this is missing.").format(names=", ".join(missing)),
            _(
                'For example: coordplan add gddt "Tập huấn báo cáo viên" --content nd1 --lead so-gddt '
                '--due "Quý IV/2024"'
            ),
        )
    if plan is None:
        plan = choose(
            _("Plan"), [*_ids_and_titles(definitions.plans), *_ids_and_titles(filter(None, [definitions.program]))]
        )
    if "title" not in fields:
        fields["title"] = ask(_("What is to be done"), _not_empty)
    if "content" not in fields:
        contents = _ids_and_titles(definitions.contents)
        fields["content"] = choose(_("Content (several with commas)"), contents, several=True).split(",")
    if "lead" not in fields:
        fields["lead"] = choose(_("Lead"), _ids_and_titles(bodies_to_lead(definitions, plan, session.today())))
    if not has_schedule:
        fields["due"] = ask(_("Due: a date, or Quý IV/2024, Hằng quý, Thường xuyên ..."), a_deadline)
        if "output" not in fields and (output := ask(_("Output (Enter for none)"), lambda text: text)):
            fields["output"] = output
    if missing and "start" not in fields:
        first = _current_start(fields, definitions.program, session.today())
        if first:
            fields["start"] = ask(_("Where it begins"), a_day, write_day(date.fromisoformat(first["start"])))
    return plan


def _current_start(fields: Fields, program: Program | None, today: date) -> Fields:
    """Return the start of what recurs where none is named: the current period, for nobody adds a past by hand."""
    rhythm = rhythm_in(str(fields.get("every") or fields.get("due") or ""))
    if "start" in fields or not rhythm.every or program is None or not program.start_on <= today <= program.until_on:
        return {}
    over = [day + timedelta(days=1) for day in days_in_year(rhythm.due_days, today.year) if day < today]
    first = max([period_of(rhythm.every, today).first_on, program.start_on, *over])
    return {"start": first.isoformat()}


def bodies_to_lead(definitions: Definitions, plan: str, day: date) -> list[Organization]:
    """Return the bodies to choose a lead from: those of the plan first; those that have ceased, left out."""
    partner = next((each.partner for each in definitions.plans if each.id == plan), "")
    sides = definitions.program.sides if definitions.program is not None else ()
    bodies = [body for body in definitions.organizations if body.until_on is None or body.until_on >= day]
    return sorted(bodies, key=lambda body: (body.id not in (partner, *sides), body.id))


def _ids_and_titles(things: Iterable[Program | Plan | Content | Organization]) -> list[tuple[str, str]]:
    return [(each.id, each.title) for each in things]


def _not_empty(text: str) -> str:
    if not text:
        raise CoordplanError(_("Something must stand here."))
    return text


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
