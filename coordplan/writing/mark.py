"""mark, done, extend."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any

import typer

from coordplan.cli.completion import complete_activity
from coordplan.cli.completion_of_words import complete_progress
from coordplan.cli.names_typed import ids_to_write
from coordplan.cli.options import (
    By,
    Evidence,
    IsSure,
    KeepFiles,
    Note,
    On,
    ProofFiles,
    Reason,
    Reopen,
    sure_of,
)
from coordplan.cli.parameters import with_options
from coordplan.cli.proving import proofs_named
from coordplan.cli.session import Session, day_ahead_of
from coordplan.cli.speaking import remark, say
from coordplan.cli.usage import missing
from coordplan.errors import UsageFault
from coordplan.model import DONE, ProofFile, Target
from coordplan.named_tuples import NamedTuple
from coordplan.progress import is_falling, write_target, write_value
from coordplan.store.changes import Writing
from coordplan.store.door.amounts import amount_sentence
from coordplan.store.door.which import Repetition
from coordplan.store.observations import Extension, Observation, extend, observe
from coordplan.store.questions import Question
from coordplan.text.language import mark
from coordplan.text.language import translate as _
from coordplan.text.writing import standing_words, write_day, write_number, write_percent

Id = Annotated[
    str | None,
    typer.Argument(metavar=mark("ID"), autocompletion=complete_activity, help=mark("Activity or occurrence")),
]


class Circumstances(NamedTuple):
    """What may be said of any observation beside its document: files, when, by whom and why, and that it is meant."""

    file: ProofFiles = None
    keep: KeepFiles = False
    on: On = None
    note: Note = ""
    reopen: Reopen = False
    sure: IsSure = False
    by: By = None
    reason: Reason = ""


@with_options
def mark_command(
    ctx: typer.Context,
    id_: Id = None,
    progress: Annotated[
        str | None,
        typer.Argument(
            metavar=mark("PROGRESS"),
            autocompletion=complete_progress,
            help=mark("60%, done, a value of the target, suspended, resumed, cancelled"),
        ),
    ] = None,
    *,
    evidence: Evidence = "",
    circumstances: Circumstances,
) -> None:
    session: Session = ctx.obj
    if id_ is None or progress is None:
        names = [_("ID")] if id_ is None else []
        raise missing("mark", *names, *([] if progress else [_("PROGRESS")]))
    [id_] = ids_to_write(session, [id_], session.day(circumstances.on, "--on"))
    say(" ".join(_recorded(session, [id_], progress, [evidence], circumstances)))


@with_options
def done_command(
    ctx: typer.Context,
    ids: Annotated[
        list[str] | None,
        typer.Argument(metavar=mark("ID"), autocompletion=complete_activity, help=mark("Activities or occurrences")),
    ] = None,
    evidence: Annotated[
        list[str] | None,
        typer.Option(
            "--evidence",
            metavar=mark("DOCUMENT"),
            help=mark("Number, date and subject of the document; once for all, or once for each in their order"),
        ),
    ] = None,
    *,
    circumstances: Circumstances,
) -> None:
    if not ids:
        raise missing("done", _("ID"))
    documents = evidence or [""]
    if len(documents) not in (1, len(ids)):
        raise UsageFault(
            _("--evidence is given {n} times for {ids} ids.").format(n=len(documents), ids=len(ids)),
            _("Give it once for all of them, or once for each, in their order."),
        )
    session: Session = ctx.obj
    ids = ids_to_write(session, ids, session.day(circumstances.on, "--on"))
    for sentence in _recorded(session, ids, "done", documents, circumstances):
        say(sentence)


def extend_command(
    ctx: typer.Context,
    id_: Id = None,
    due: Annotated[str | None, typer.Argument(metavar=mark("DATE"), help=mark("The new due date"))] = None,
    evidence: Annotated[
        str,
        typer.Option(
            "--evidence", metavar=mark("DOCUMENT"), help=mark("The document that grants it: number, date, subject")
        ),
    ] = "",
    file: ProofFiles = None,
    keep: KeepFiles = False,
    on: Annotated[
        str | None, typer.Option("--on", metavar=mark("DATE"), help=mark("The day it was granted (today)"))
    ] = None,
    note: Note = "",
    reopen: Reopen = False,
    sure: IsSure = False,
    by: By = None,
    reason: Reason = "",
) -> None:
    session: Session = ctx.obj
    if id_ is None or due is None:
        names = [_("ID")] if id_ is None else []
        raise missing("extend", *names, *([] if due else [_("DATE")]))
    new_due = day_ahead_of(due, _("the new due date"), session.today())
    if not (evidence.strip() or file):
        raise UsageFault(
            _("An extension needs a document: its words (--evidence) or its file (--file)."),
            _('For example: --evidence "12-CV/BTGTU, 5/6/2024"'),
        )
    [id_] = ids_to_write(session, [id_], session.day(on, "--on"))
    with (
        proofs_named(session.path(), file or (), keep) as proofs,
        session.writing(by, reason, sure=sure_of(sure), reopen=reopen) as change,
    ):
        day, today = _day_observed(session, on), session.today()
        extended = extend(change, id_, new_due, day, today, note, evidence.strip(), proofs)
    if isinstance(extended, Repetition):
        say(_repetition_words(extended))
    else:
        say(" ".join([_extended_words(extended), *_files_words(proofs), _number(change)]))


def _recorded(
    session: Session, ids: Sequence[str], progress: str, documents: Sequence[str], circumstances: Circumstances
) -> list[str]:
    """Record the same of every id in one change; return what is said of each, and the number of the change.

    ``documents``: one for all, or one for each.
    """
    file, keep, on, note, reopen, sure, by, reason = circumstances
    of_each = dict(zip(ids, documents, strict=True)) if len(documents) > 1 else dict.fromkeys(ids, documents[0])
    with (
        proofs_named(session.path(), file or (), keep) as proofs,
        session.writing(by, reason, sure=sure_of(sure), reopen=reopen) as change,
    ):
        day, today = _day_observed(session, on), session.today()
        found = [
            observe(change, id_, progress, day, today, note, document.strip(), proofs)
            for id_, document in of_each.items()
        ]
        observed = [each for each in found if isinstance(each, Observation)]
        change.remarks += _done_before_others(change, observed)
    words = [_repetition_words(each) if isinstance(each, Repetition) else _observed_words(each) for each in found]
    return [*words, *_files_words(proofs), _number(change)] if observed else words


def _repetition_words(repetition: Repetition) -> str:
    """Return the sentence about what stands in the file already."""
    sentence = _("{id} ({title}): already recorded: {standing}. Nothing was written.")
    new_due = repetition.entry.due_on if repetition.entry is not None else None
    extended = _("due {day}").format(day=write_day(new_due)) if new_due is not None else ""
    standing = extended or _standing_words(repetition.standing)
    return sentence.format(id=repetition.id, title=repetition.activity.title, standing=standing)


def _done_before_others(change: Writing, observed: Sequence[Observation]) -> list[str]:
    """Return a warning for each that is done before what it waits for; what the same command finished is none."""
    done = {each.id for each in observed}
    warnings = []
    for each in observed:
        if each.after["standing"] not in DONE or not each.activity.after:
            continue
        from coordplan.seeing.lister import waiting_on  # most are not, or wait for nothing

        before = Question(each.day, change.number - 1)
        waiting = waiting_on(change.connection, before, {each.activity.id: each.activity.after})
        if ids := [id_ for id_ in waiting.get(each.id, ()) if id_ not in done]:
            sentence = _("warning: {id} is done before what it waits for: {ids}.")
            warnings.append(sentence.format(id=each.id, ids=", ".join(ids)))
    return warnings


def _extended_words(extended: Extension) -> str:
    """Return the sentence that says what was granted, with what is unusual about the day."""
    id_, title = extended.id, extended.activity.title
    new, old = write_day(extended.due_on), write_day(extended.before)
    sentence = _("{id} ({title}): due {new} instead of {old}, granted on {day}.")
    parts = [sentence.format(id=id_, title=title, new=new, old=old, day=write_day(extended.day))]
    if extended.working_on != extended.due_on:
        parts.append(_("That is a day off; the next working day is {day}.").format(day=write_day(extended.working_on)))
    if extended.due_on > extended.program.until_on:
        parts.append(_("That is after the program's end, {day}.").format(day=write_day(extended.program.until_on)))
    return " ".join(parts)


def _files_words(proofs: Sequence[ProofFile]) -> list[str]:
    """Return where the files lie that were recorded, as a sentence; none where there are none."""
    return [_("Proved by {files}.").format(files=", ".join(each.path for each in proofs))] if proofs else []


def _number(change: Writing) -> str:
    return _("Change {number}.").format(number=change.number)


def _day_observed(session: Session, on: str | None) -> date | None:
    """Return the day that is named, None where it is left out; say which year a day without one has, if not this."""
    if on is None:
        return None
    from coordplan.dates.deadlines import lacks_year  # most lines name no day

    day = session.day(on, "--on")
    if lacks_year(on) and day.year != session.today().year:
        remark(
            _("--on {text} is read as {day}, the latest such day that has been.").format(text=on, day=write_day(day))
        )
    return day


def _observed_words(observed: Observation) -> str:
    """Return the sentence that says what was recorded."""
    parts = [
        f"{observed.id} ({observed.activity.title}):",
        _("{now} on {day}").format(now=_standing_words(observed.after, observed.day), day=write_day(observed.day))
        + ",",
        _("before: {before}.").format(before=_standing_words(observed.before)),
    ]
    if observed.progress.value is not None and observed.activity.target is not None:
        target, value = observed.activity.target, observed.progress.value
        total = value if observed.total is None else observed.total
        more = amount_sentence(value, total, target, observed.again)
        parts.append(more if target.sums else _value_sentence(value, target))
    if any(observed.today[name] != observed.after[name] for name in ("standing", "percent", "done_on")):
        parts.append(_("Today it is different: {now}.").format(now=_standing_words(observed.today)))
    return " ".join(parts)


def _value_sentence(value: float, target: Target) -> str:
    if is_falling(target):
        words = write_value(value, target)
        return f"{words[:1].upper()}{words[1:]}."
    return _("{value} of {target}.").format(value=write_number(value), target=write_target(target))


def _standing_words(row: Any, mentioned_on: date | None = None) -> str:
    """Return a standing with its percent, or the day it was done unless that is said already."""
    words = standing_words(row["standing"])
    if row["standing"] in DONE and row["done_on"] != str(mentioned_on):
        return f"{words} ({write_day(date.fromisoformat(row['done_on']))})"
    if row["standing"] in ("in_progress", "in_progress_overdue", "ongoing", "suspended"):
        return f"{words}, {write_percent(row['percent'])}"
    return words
