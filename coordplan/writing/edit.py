"""edit: what an activity says, changed by hand."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

import typer

from coordplan.cli.names_typed import ids_to_write
from coordplan.cli.options import By, IsSure, Reason, Reopen
from coordplan.cli.parameters import with_options
from coordplan.cli.session import Session, day_of
from coordplan.cli.speaking import say
from coordplan.cli.usage import missing
from coordplan.dates.days_ahead import parse_day_ahead
from coordplan.dates.recurrence import words_on
from coordplan.definitions.amending import amended_from, has_fallen_due, with_amendment, without_amended
from coordplan.definitions.writer import activity_fields, edited_fields
from coordplan.errors import Refused, UsageFault
from coordplan.model import Activity, Definitions
from coordplan.seeing.difference_lines import difference_lines
from coordplan.store.applying import apply
from coordplan.store.definitions import stored_definitions
from coordplan.store.differences import activity_difference
from coordplan.store.door.defining import (
    doubt_letterless_title,
    doubt_other_activity,
    doubt_other_unit,
    doubt_recurs_no_more,
    refuse_turned_target,
)
from coordplan.store.door.moves import pass_moves
from coordplan.text.folding import fold
from coordplan.text.language import mark
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day
from coordplan.writing.by_hand import ActivityId, DryRun, activity_to_change, defining, number_or_trial, sound_activity
from coordplan.writing.field_options import FieldOptions, Fields, fields_as_known, fields_of, ids_as_known


@with_options
def edit_command(
    ctx: typer.Context,
    id_: ActivityId = None,
    title: Annotated[str | None, typer.Option(metavar=mark("TITLE"), help=mark("What is to be done"))] = None,
    from_: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar=mark("DATE"),
            help=mark("From this day on, of what recurs (the current period); start: the past too, as a correction"),
        ),
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
    if id_ is None:
        raise missing("edit", _("ID"))
    changes = fields_of(title, options)
    if not changes:
        raise UsageFault(
            _("There is nothing to change."),
            _('Name what is to change, for example --due 30/9/2024 or --title "..."'),
        )
    changes |= ids_as_known(session, changes)
    [id_] = ids_to_write(session, [id_], session.today())
    with defining(session, dry_run, by, reason, sure, reopen) as change:
        held = stored_definitions(change.connection)
        old = activity_to_change(change.connection, id_, options.due or "")
        change.remarks += fields_as_known(changes, held.definitions, old.id)
        activity = _edited(session, held.definitions, old, changes, from_, reason)
        difference = activity_difference(held, old, activity)
        found = [] if difference is None else [difference]
        by_hand = old.id in held.by_hand
        apply(change, held, Definitions(activities=(activity,)), found, session.today(), by_hand=by_hand, edits=True)
        assert held.definitions.program is not None
        change.doubt(
            doubt_other_activity(change, old, activity),
            doubt_recurs_no_more(change, old, activity, held.definitions.program),
            doubt_other_unit(change, old.id, session.today()),
            doubt_letterless_title(activity, old),
        )
        change.remarks += _left_open(session.today(), old, activity)
        pass_moves(change, session.today(), correction=from_ is not None and fold(from_) in _FROM_START)
    if difference is None:
        say(_("It already says so; nothing was written."))
        return
    for line in difference_lines(found):
        say(line)
    say(number_or_trial(change, dry_run))


def _edited(
    session: Session, definitions: Definitions, old: Activity, changes: Fields, from_: str | None, reason: str
) -> Activity:
    """Return the activity with what was named, corrected or amended from a day on; raise Refused where it is wrong."""
    program, today = definitions.program, session.today()
    assert program is not None
    schedule_or_target = bool(_AMENDING & changes.keys())
    from_start = from_ is not None and fold(from_) in _FROM_START
    amends = has_fallen_due(old, program, today) and schedule_or_target and "start" not in changes
    if from_ is not None and not from_start:
        if old.every is None or not schedule_or_target or "start" in changes:
            raise Refused(
                _("--from is for what changes from a day on: schedule or target of what recurs."),
                _("Leave --from out; what {id} says otherwise is corrected as a whole.").format(id=old.id),
            )
        amends = True
    if from_start or not amends:
        whole = without_amended(old, changes.keys()) if from_start else old
        activity = sound_activity(old.plan, edited_fields(whole, changes, program), definitions)
        refuse_turned_target(old.id, old.target, activity.target, "baseline" in changes.get("target", {}))
        return activity
    day = today if from_ is None else _first_day(from_, today)
    from_on = amended_from(old, program, day)
    if from_on is None and "until" in changes:  # it is taken further
        from_on = amended_from(old._replace(until_on=day_of(changes["until"], "--until")), program, day)
    if from_on is None:
        raise Refused(
            _("Nothing of {id} falls due on {day} or later.").format(id=old.id, day=write_day(day)),
            _("To correct what has fallen due: --from start"),
        )
    words = words_on(old, from_on)
    basis = "; ".join(changes.pop("basis", [])) or reason.strip()  # of the amendment, not of the activity
    wanted = sound_activity(old.plan, edited_fields(words, changes, program), definitions)
    refuse_turned_target(old.id, words.target, wanted.target, "baseline" in changes.get("target", {}))
    if wanted.target is None and words.target is not None:
        raise Refused(
            _("{id} has had a target, and what was reached stands against it.").format(id=old.id),
            _("To take it away for all years: --from start"),
        )
    activity = with_amendment(old, wanted, from_on, program, basis)
    return sound_activity(old.plan, activity_fields(activity, program), definitions, warn=False)


_AMENDING = {"every", "due", "ongoing", "due_day", "until", "target", "weight"}
_FROM_START = ("start", "the start", "dau", "tu dau")


def _first_day(text: str, today: date) -> date:
    """Return the day that --from names; of one without its year that of this year."""
    try:
        return parse_day_ahead(text, today, today.replace(month=1, day=1))
    except ValueError as error:
        raise UsageFault(_("{option}: {reason}.").format(option="--from", reason=error)) from error


def _left_open(today: date, old: Activity, new: Activity) -> Iterator[str]:
    """Yield what is worth saying where what was named also speaks of what has fallen due: that stays."""
    last = new.amended[-1] if new.amended and new.amended != old.amended else None
    if last is not None and last.target is not None and (last.target not in [each.target for each in old.amended]):
        years = [str(year) for year, _value in last.target.by_year if year < last.from_on.year]
        if years:
            sentence = _(
                "The target holds from {from_on}; for {years} nothing changes. To correct the past: --from start"
            )
            yield sentence.format(from_on=write_day(last.from_on), years=", ".join(years))
    if last is not None and last.until_on is not None and last.until_on < min(last.from_on, today):
        sentence = _("What fell due before {from_on} stays, after {until} too; to take it out: --from start")
        yield sentence.format(from_on=write_day(last.from_on), until=write_day(last.until_on))
