"""load: definitions taken into the file."""

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Annotated, Any

import typer

from coordplan.cli.options import By, Reason
from coordplan.cli.output import print_lines
from coordplan.cli.session import Session
from coordplan.cli.speaking import say, working
from coordplan.definitions.reading import DefinitionsReading, parse_activity
from coordplan.definitions.writer import activity_fields
from coordplan.errors import Refused
from coordplan.model import Definitions
from coordplan.seeing.difference_lines import DIFFERENCE_SIGNS, difference_lines
from coordplan.setting_up.sources import Paths, definitions_in_file, paths_of, read_sound
from coordplan.store.changes import writing
from coordplan.store.definitions import apply, stored_definitions
from coordplan.store.differences import Difference, StoredDefinitions, differences
from coordplan.store.file import open_for_reading
from coordplan.text.language import mark
from coordplan.text.language import translate as _
from coordplan.text.writing import write_number


def load_command(
    ctx: typer.Context,
    paths: Paths = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=mark("Only show what it would change"))] = False,
    by: By = None,
    reason: Reason = "",
) -> None:
    session: Session = ctx.obj
    path = session.path()
    sources = paths_of(session, paths)
    found = read_sound(sources, definitions_in_file(session))
    if dry_run:
        with closing(open_for_reading(path)) as connection:
            what = _differences(stored_definitions(connection), found, sources)
        print_lines(difference_lines(what))
        say(_summary(what) if what else _("Nothing would change."))
        return
    command = f"load {' '.join(each.as_posix() for each in sources)}"
    with (
        working(_("Comparing and writing ...")),
        writing(path, command=command, by=session.by(by), now=session.now(), reason=reason) as change,
    ):
        held = stored_definitions(change.connection)
        what = _differences(held, found, sources)
        apply(change, held, found.definitions, what, session.today())
    print_lines(difference_lines(what))
    number = _("Change {number}.").format(number=change.number)
    say(f"{_summary(what)} {number}" if what else _("Nothing to change."))


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
