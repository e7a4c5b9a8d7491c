"""Activities by hand: which one is meant, and whether what it is to say is sound."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Annotated, Any

import typer

from coordplan.cli.asking import say_trial
from coordplan.cli.completion import complete_activity
from coordplan.cli.options import sure_of
from coordplan.cli.session import Session
from coordplan.cli.speaking import remark
from coordplan.definitions.reading import parse_activity
from coordplan.errors import Problem, Refused
from coordplan.model import Activity, Definitions
from coordplan.store.changes import Writing
from coordplan.store.definitions import find_activity
from coordplan.store.door.commit import trial
from coordplan.store.door.defining import refuse_occurrence
from coordplan.store.door.which import as_id, retired_error, unknown_activity
from coordplan.text.language import mark
from coordplan.text.language import translate as _

ActivityId = Annotated[
    str | None, typer.Argument(metavar=mark("ID"), autocompletion=complete_activity, help=mark("The activity"))
]


DryRun = Annotated[bool, typer.Option("--dry-run", help=mark("Only show what it would change"))]


@contextmanager
def defining(
    session: Session, dry_run: bool, by: str | None, reason: str, sure: bool, reopen: bool
) -> Iterator[Writing]:
    """Give a change of definitions by hand to write in; of a dry run one that is only tried out, on a copy."""
    if not dry_run:
        with session.writing(by, reason, sure=sure_of(sure), reopen=reopen) as change:
            yield change
        return
    with trial(session.path(), session.command, sure_of(sure)) as change:
        yield change
    say_trial(change)


def number_or_trial(change: Writing, dry_run: bool) -> str:
    """Return the sentence with the number of a change, or that nothing was written."""
    return _("Nothing was written (--dry-run).") if dry_run else _("Change {number}.").format(number=change.number)


def sound_activity(plan: str, fields: Mapping[str, Any], definitions: Definitions, warn: bool = True) -> Activity:
    """Return the activity; raise Refused with everything that is wrong with it. Warnings are shown, if wanted."""
    target = fields.get("target")
    if isinstance(target, Mapping) and target and "value" not in target:
        raise Refused(_("--sum and --baseline need a target, and there is none."), _('For example: --target "12 lớp"'))
    activity, problems = parse_activity(plan, fields, definitions)
    if activity is None:
        *others, last = (problem for problem in problems if not problem.warning)
        sentences = [*(_in_words(problem) for problem in others), last.message + ("." if last.remedy else "")]
        raise Refused("\n".join(sentences), last.remedy[:1].upper() + last.remedy[1:])
    for problem in problems if warn else ():
        remark(_("warning: ") + _in_words(problem))
    return activity


def _in_words(problem: Problem) -> str:
    remedy = problem.remedy[:1].upper() + problem.remedy[1:]
    return f"{problem.message}. {remedy}" if remedy else problem.message


def activity_to_change(connection: sqlite3.Connection, wanted: str, due: str = "") -> Activity:
    """Return the activity of an id; raise Refused where it is retired, or the id is that of one occurrence.

    ``due`` is the day that was named with it.
    """
    wanted = as_id(wanted)
    id_ = wanted.partition("@")[0]
    found = find_activity(connection, id_)
    if found is None:
        raise unknown_activity(connection, wanted)
    activity, retired_on = found
    refuse_occurrence(wanted, activity, due)
    if retired_on is not None:
        raise retired_error(activity.id, retired_on)
    return activity
