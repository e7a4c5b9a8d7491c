"""add, edit, retire: definitions by hand."""

import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from datetime import date
from typing import Annotated, Any

import typer

from coordplan.cli.asking import a_deadline, ask, choose
from coordplan.cli.completion import complete_activity, complete_plan
from coordplan.cli.options import By, Reason, with_options
from coordplan.cli.session import Session
from coordplan.cli.speaking import remark, say
from coordplan.dates.recurrence import occurrences_of
from coordplan.definitions.reading import parse_activity
from coordplan.definitions.writer import activity_fields, merged_fields
from coordplan.errors import CoordplanError, Problem, Refused, UsageFault
from coordplan.model import Activity, Content, Definitions, Organization, Plan, Program
from coordplan.seeing.difference_lines import difference_lines
from coordplan.seeing.filters import plan_named
from coordplan.store.definitions import apply, find_activity, free_ids, ids_ever_used, stored_definitions
from coordplan.store.differences import Difference, activity_difference
from coordplan.store.file import open_for_reading
from coordplan.store.observations import as_id, refuse_other_days, retired_error, unknown_activity
from coordplan.text.language import mark, translate_count
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day
from coordplan.writing.field_options import FieldOptions, Fields, fields_of

ActivityId = Annotated[str, typer.Argument(metavar="ID", autocompletion=complete_activity, help=mark("The activity"))]


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
    id_: Annotated[str | None, typer.Option("--id", metavar="ID", help=mark("Its id (the plan's next number)"))] = None,
    *,
    options: FieldOptions,
    by: By = None,
    reason: Reason = "",
) -> None:
    session: Session = ctx.obj
    fields = fields_of(title, options)
    with closing(open_for_reading(session.path())) as connection:
        definitions = stored_definitions(connection).definitions
    incomplete = plan is None or "title" not in fields
    plan = _complete(session, definitions, plan, fields)
    if incomplete:
        session = session._replace(words=("add", plan, fields["title"]))  # the log keeps what was answered
    with session.writing(by, reason) as change:
        held = stored_definitions(change.connection)
        fields["id"] = id_ or next(free_ids(change.connection, plan, held.definitions))
        if fields["id"] in ids_ever_used(change.connection, fields["id"]):
            raise Refused(
                _("The id {id} has been used before, and ids are never used again.").format(id=fields["id"]),
                _("Leave --id out for the next free one."),
            )
        activity = _sound(plan, fields, held.definitions)
        found = [Difference("activity", activity.id, activity.title, "added")]
        apply(change, held, Definitions(activities=(activity,)), found, session.today(), by_hand=True)
    say(_described(activity, held.definitions) + " " + _("Change {number}.").format(number=change.number))


@with_options
def edit_command(
    ctx: typer.Context,
    id_: ActivityId,
    title: Annotated[str | None, typer.Option(metavar=mark("TEXT"), help=mark("What is to be done"))] = None,
    *,
    options: FieldOptions,
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
    with session.writing(by, reason) as change:
        held = stored_definitions(change.connection)
        old = _activity_named(change.connection, id_)
        fields = merged_fields(activity_fields(old), changes)
        activity = _sound(old.plan, fields, held.definitions)
        difference = activity_difference(held, old, activity)
        found = [] if difference is None else [difference]
        apply(change, held, Definitions(activities=(activity,)), found, session.today(), by_hand=old.id in held.by_hand)
    if difference is None:
        say(_("It says that already; nothing was written."))
        return
    for line in difference_lines(found):
        say(line)
    say(_("Change {number}.").format(number=change.number))


def retire_command(
    ctx: typer.Context,
    id_: ActivityId,
    on: Annotated[str | None, typer.Option("--on", metavar=mark("DATE"), help=mark("From this day on (today)"))] = None,
    by: By = None,
    reason: Reason = "",
) -> None:
    session: Session = ctx.obj
    day = session.day(on, "--on")
    with session.writing(by, reason) as change:
        held = stored_definitions(change.connection)
        refuse_other_days(held.definitions.program, day, session.today())
        activity = _activity_named(change.connection, id_)
        if waiting := [other.id for other in held.definitions.activities if activity.id in other.after]:
            raise Refused(
                _("{ids} waits for {id}.").format(ids=", ".join(waiting), id=activity.id),
                _('First: coordplan edit {id} --after ""').format(id=waiting[0]),
            )
        difference = Difference("activity", activity.id, activity.title, "retired")
        apply(change, held, Definitions(), [difference], day)
    sentence = _("{id} ({title}) is retired from {day} on; what was done until then still counts.")
    sentence = sentence.format(id=activity.id, title=activity.title, day=write_day(day))
    say(sentence + " " + _("Change {number}.").format(number=change.number))


def _sound(plan: str, fields: Mapping[str, Any], definitions: Definitions) -> Activity:
    """Return the activity; raise Refused with everything that is wrong with it. Warnings are shown."""
    activity, problems = parse_activity(plan, fields, definitions)
    if activity is None:
        *others, last = (problem for problem in problems if not problem.warning)
        sentences = [*(_in_words(problem) for problem in others), last.message + ("." if last.remedy else "")]
        raise Refused("\n".join(sentences), last.remedy[:1].upper() + last.remedy[1:])
    for problem in problems:
        remark(_("warning: ") + _in_words(problem))
    return activity


def _in_words(problem: Problem) -> str:
    return f"{problem.message}. {problem.remedy}".strip() if problem.remedy else problem.message


def _activity_named(connection: sqlite3.Connection, wanted: str) -> Activity:
    id_ = as_id(wanted).partition("@")[0]
    found = find_activity(connection, id_)
    if found is None:
        raise unknown_activity(connection, wanted)
    activity, retired_on = found
    if retired_on is not None:
        raise retired_error(activity.id, retired_on)
    return activity


def _complete(session: Session, definitions: Definitions, plan: str | None, fields: Fields) -> str:
    """Return the plan, with every field that is needed; what was left out is asked for at a terminal."""
    if plan is not None:
        plan = plan_named(definitions, plan)
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
    return plan


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
