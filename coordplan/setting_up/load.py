"""load: definitions taken into the file."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from coordplan.cli.asking import say_trial
from coordplan.cli.options import By, Reason, Reopen, SureIds, sure_of
from coordplan.cli.output import print_lines
from coordplan.cli.session import Session
from coordplan.cli.speaking import say
from coordplan.cli.working import working
from coordplan.definitions.reading import DefinitionsReading, parse_activity
from coordplan.definitions.writer import activity_fields
from coordplan.errors import Doubt, DoubtedById, Refused, UsageFault
from coordplan.model import Definitions
from coordplan.seeing.difference_lines import DIFFERENCE_SIGNS, difference_lines, field_key
from coordplan.setting_up.sources import Paths, definitions_in_file, paths_of, read_sound
from coordplan.store.applying import apply
from coordplan.store.changes import Writing
from coordplan.store.definitions import stored_definitions
from coordplan.store.differences import Difference, StoredDefinitions, differences
from coordplan.store.door.commit import trial
from coordplan.store.door.defining import (
    doubt_half_a_plan,
    doubt_letterless_title,
    doubt_other_activity,
    doubt_other_unit,
    doubt_recurs_no_more,
)
from coordplan.store.door.moved_rows import has_entries
from coordplan.store.door.moves import pass_moves
from coordplan.store.hand_edits import LeftAlone, beside_hand_edits
from coordplan.text.folding import title_key
from coordplan.text.language import mark
from coordplan.text.language import translate as _
from coordplan.text.writing import write_number


def load_command(
    ctx: typer.Context,
    paths: Paths = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=mark("Only show what it would change"))] = False,
    fail_on: Annotated[
        Literal["change"] | None,
        typer.Option("--fail-on", help=mark("With --dry-run: exit with 4 where something would change")),
    ] = None,
    revive: Annotated[
        bool, typer.Option("--revive", help=mark("Bring back what was retired by hand and is in the YAML"))
    ] = False,
    revert: Annotated[
        bool, typer.Option("--revert", help=mark("Take the YAML also where a field was edited by hand"))
    ] = False,
    sure: SureIds = None,
    reopen: Reopen = False,
    by: By = None,
    reason: Reason = "",
) -> int:
    session: Session = ctx.obj
    if fail_on is not None and not dry_run:
        raise UsageFault(_("--fail-on change needs --dry-run."))
    path = session.path()
    sources = paths_of(session, paths)
    found = read_sound(sources, definitions_in_file(session))
    meant = sure_of(sure)
    today = session.today()
    if dry_run:
        with trial(path, "load", meant) as change:
            with working(_("Comparing ...")):
                what = _take_in(change, found, sources, revive, revert, today)
            print_lines(difference_lines(what))
            say(_summary(what) if what else _("Nothing would change."))
        say_trial(change)
        return 4 if fail_on is not None and what else 0
    session = session._replace(words=("load", *(each.as_posix() for each in sources)))
    with (
        session.writing(by, reason, sure=meant, reopen=reopen, failure=DoubtedById, before="load") as change,
        working(_("Comparing and writing ...")),
    ):
        what = _take_in(change, found, sources, revive, revert, today)
    print_lines(difference_lines(what))
    number = _("Change {number}.").format(number=change.number)
    say(f"{_summary(what)} {number}" if what else _("Nothing to change."))
    return 0


def _take_in(
    change: Writing, found: DefinitionsReading, sources: Sequence[Path], revive: bool, revert: bool, today: date
) -> tuple[Difference, ...]:
    """Write what the set changes, with all that is said and doubted of it; return the differences."""
    held = stored_definitions(change.connection)
    wanted = found.definitions
    if not revive and (gone := [each.id for each in wanted.activities if each.id in held.retired_by_hand]):
        wanted = wanted._replace(activities=tuple(each for each in wanted.activities if each.id not in gone))
        sentence = _("Retired by hand, and left so: {ids}. To bring back what the YAML has: --revive")
        change.remarks.append(sentence.format(ids=", ".join(gone)))
    alone: tuple[LeftAlone, ...] = ()
    if not revert:
        activities, alone = beside_hand_edits(held.definitions.activities, wanted.activities, held.edited)
        wanted = wanted._replace(activities=activities)
    for each in alone:
        sentence = _("{id}: edited by hand since the last load, and left so: {fields}. To take the YAML: --revert")
        change.remarks.append(sentence.format(id=each.id, fields=", ".join(map(field_key, each.fields))))
    what = _differences(held, found._replace(definitions=wanted), sources)
    apply(change, held, wanted, what, today, alone=alone)
    change.remarks += _renaming_words(held, what)
    program = wanted.program or held.definitions.program
    if program is not None and has_entries(change.connection, change.number):
        change.doubt(*_retirement_doubts(change, held, what))
        new = {activity.id: activity for activity in wanted.activities}
        there = {activity.id: activity for activity in held.definitions.activities}
        change.doubt(*(doubt_letterless_title(each, there.get(id_)) for id_, each in new.items()))
        for old in held.definitions.activities:
            if old.id in new and old != new[old.id]:
                change.doubt(
                    doubt_other_activity(change, old, new[old.id], old.id in held.by_hand),
                    # an amendment that says so from a day on is written by a paper, and meant
                    doubt_recurs_no_more(change, old, new[old.id]._replace(amended=()), program),
                    doubt_other_unit(change, old.id, today),
                )
    pass_moves(change, today)
    return what


def _renaming_words(held: StoredDefinitions, what: Sequence[Difference]) -> Iterator[str]:
    """Yield a question for each new activity that has the title of one that goes."""
    old = {title_key(each.title): each.id for each in what if (each.kind, each.what) == ("activity", "retired")}
    titles = {activity.id: activity.title for activity in held.definitions.activities}
    for each in what:
        id_ = old.get(title_key(each.title)) if (each.kind, each.what) == ("activity", "added") else None
        if id_ is not None:
            sentence = _(
                'Is {new} a new id for {old} ("{title}")? What is recorded stays with {old}; '
                "to carry it on, keep that id in the YAML."
            )
            yield sentence.format(new=each.id, old=id_, title=titles[id_])


def _retirement_doubts(change: Writing, held: StoredDefinitions, what: Sequence[Difference]) -> Iterator[Doubt | None]:
    retired = {each.id for each in what if (each.kind, each.what) == ("activity", "retired")}
    of_plan: dict[str, list[str]] = {}
    for activity in held.definitions.activities:
        of_plan.setdefault(activity.plan, []).append(activity.id)
    for plan, ids in of_plan.items():
        gone = [id_ for id_ in ids if id_ in retired and not change.sure.covers(id_)]
        yield doubt_half_a_plan(plan, gone, len(ids))


def _differences(held: StoredDefinitions, found: DefinitionsReading, paths: Sequence[Path]) -> tuple[Difference, ...]:
    now, wanted = held.definitions.program, found.definitions.program
    if now is not None and wanted is not None and now.id != wanted.id:
        raise Refused(
            _('This file holds the program "{now}"; these definitions are of "{wanted}".').format(
                now=now.id, wanted=wanted.id
            ),
            _("A program has a file of its own: coordplan --db {name}.db init DIR").format(name=wanted.id),
        )
    # A program file alone says nothing of the plans that it does not name; a folder with one does
    whole = found.whole and any(path.is_dir() for path in paths)
    what = differences(held, found.definitions, whole)
    _check_made_by_hand(held, found.definitions, what)
    return what


def _check_made_by_hand(held: StoredDefinitions, wanted: Definitions, what: Sequence[Difference]) -> None:
    """Refuse a set beside which an activity that was added by hand would break a rule."""
    gone = {each.id for each in what if each.what == "retired"}
    named = {each.id for each in wanted.activities}
    now = held.definitions

    def together(before: Sequence[Any], after: Sequence[Any]) -> tuple[Any, ...]:
        new = {each.id: each for each in after}
        return (*(each for each in before if each.id not in new and each.id not in gone), *after)

    then = Definitions(
        wanted.program or now.program,
        together(now.contents, wanted.contents),
        together(now.organizations, wanted.organizations),
        wanted.calendar or now.calendar,
        together(now.plans, wanted.plans),
        together(now.activities, wanted.activities),
    )
    for activity in now.activities:
        if activity.id in held.by_hand and activity.id not in named:
            _activity, problems = parse_activity(activity.plan, activity_fields(activity), then)
            if wrong := [problem for problem in problems if not problem.warning]:
                raise Refused(
                    _("Beside these definitions {id}, which was added by hand, would be wrong: {reason}.").format(
                        id=activity.id, reason="; ".join(problem.message for problem in wrong)
                    ),
                    _("First: coordplan edit {id} ..., or coordplan retire {id}").format(id=activity.id),
                )


def _summary(what: Sequence[Difference]) -> str:
    counts = {word: sum(each.what == word for each in what) for word in DIFFERENCE_SIGNS}
    return _("{added} added, {changed} changed, {retired} retired.").format(
        **{word: write_number(number) for word, number in counts.items()}
    )
