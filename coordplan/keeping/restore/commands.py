"""restore."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Annotated

import typer

from coordplan.cli.options import By, IsSure, Reason
from coordplan.cli.session import Session, local_moment
from coordplan.cli.speaking import say
from coordplan.cli.working import working
from coordplan.errors import Doubt, FileUnusable, UsageFault
from coordplan.file_names import name_beside
from coordplan.model import Change
from coordplan.store.changes import find_change, latest_change
from coordplan.store.copies.copy_names import stem_of_copy, stem_untagged
from coordplan.store.copies.making import clear_halves
from coordplan.store.copies.preparing import prepare_file
from coordplan.store.copies.restorals import Restoral, note_restoral
from coordplan.store.copies.swapping import (
    PresentFile,
    changes_not_in,
    held_file,
    keep_aside,
    looked_at_file,
    put_in_place,
    refuse_itself,
)
from coordplan.store.file import open_for_reading
from coordplan.text.language import mark, translate_count
from coordplan.text.language import translate as _
from coordplan.text.writing import write_number

_MOST_LISTED = 30


def restore_command(
    ctx: typer.Context,
    file: Annotated[
        str, typer.Argument(metavar=mark("FILE"), help=mark("A copy of the file (.db), or a dump of it (.jsonl)"))
    ],
    dry_run: Annotated[bool, typer.Option("--dry-run", help=mark("Only check it, and say what would be lost"))] = False,
    sure: IsSure = False,
    by: By = None,
    reason: Reason = "",
) -> None:
    session: Session = ctx.obj
    if file in ("-", "/dev/stdin"):
        raise UsageFault(
            _("What is restored is read more than once; standard input cannot be."),
            _("Save it into a file first, and name that."),
        )
    path, source = _file_in_use(session).resolve(), Path(file)
    refuse_itself(path, source)
    with _place_to_prepare(path, dry_run) as prepared:
        with working(_("Copying and checking ...")):
            prepare_file(source, prepared)
        held = looked_at_file(path) if dry_run else held_file(path, session.command, session.by(by))
        with held as present:
            last = _last_change(prepared)
            lost = changes_not_in(present, prepared)
            _say_what_it_holds(file, last)
            if present.is_sound and lost == [] and _last_number(present) == (last.id if last else 0):
                say(_("{path} holds just that already; nothing was restored.").format(path=path))
                return
            doubts = [*_doubts(path, present, lost), *_doubts_of_name(path, source, present)]
            if dry_run:
                _say_doubts(doubts)
                return
            if doubts and not sure:
                session.settle(doubts)
            aside = keep_aside(path, session.copies_of(path), present) if path.exists() else None
            if aside is not None:
                note_restoral(
                    prepared,
                    present.connection,
                    Restoral(
                        at=session.now().isoformat(timespec="seconds"),
                        by=session.by(by),
                        reason=reason,
                        source=file,
                        change=last.id if last else 0,
                        aside=str(aside),
                    ),
                )
            put_in_place(prepared, path, present)
    say(_("Restored {path} from {file}.").format(path=path, file=file))
    if aside is not None:
        say(_("What was there before is kept as {aside}.").format(aside=aside))


def _file_in_use(session: Session) -> Path:
    """Return the file whose place is taken: it may be gone."""
    try:
        return session.path()
    except FileUnusable:
        return session.path_for_new()


@contextmanager
def _place_to_prepare(path: Path, dry_run: bool) -> Iterator[Path]:
    """Give a free name beside the file in use, or, where that is only tried, in a folder that is gone afterwards."""
    if dry_run:
        with tempfile.TemporaryDirectory(prefix="coordplan-") as folder:
            yield Path(folder) / path.name
        return
    clear_halves(path.parent)
    prepared = name_beside(path)
    prepared.unlink(missing_ok=True)
    try:
        yield prepared
    finally:
        for ending in ("", "-journal"):
            with suppress(OSError):
                Path(f"{prepared}{ending}").unlink(missing_ok=True)


def _last_change(prepared: Path) -> Change | None:
    with closing(open_for_reading(prepared)) as connection:
        number = latest_change(connection)
        return find_change(connection, number) if number else None


def _last_number(present: PresentFile) -> int:
    return 0 if present.connection is None else latest_change(present.connection)


def _say_what_it_holds(file: str, last: Change | None) -> None:
    if last is None:
        say(_("{file} is sound, and holds no change yet.").format(file=file))
    else:
        sentence = _("{file} is sound; it goes up to change {number} ({by}, {at}).")
        say(sentence.format(file=file, number=last.id, by=last.by, at=local_moment(last.at)))


def _doubts(path: Path, present: PresentFile, lost: Sequence[Change] | None) -> Iterator[Doubt]:
    """Yield what would be lost, or may be."""
    if present.fault:
        sentence = _(
            "what is there now is damaged ({fault}); what it holds beyond the copy cannot be said for certain."
        )
        yield Doubt(path.name, sentence.format(fault=present.fault))
    if lost is None:
        yield Doubt(path.name, _("what is there now is another file: the two have no change in common."))
    elif lost:
        sentence = translate_count(
            "{n} change of today is not in it:", "{n} changes of today are not in it:", len(lost)
        ).format(n=write_number(len(lost)))
        lines = [f"    {change_line(each)}" for each in lost[-_MOST_LISTED:]]
        more = len(lost) - len(lines)
        if more:
            words = _("and {n} more").format(n=write_number(more))
            lines.insert(0, f"    {words}")
        yield Doubt(path.name, "\n".join([sentence, *lines]))


def _doubts_of_name(path: Path, source: Path, present: PresentFile) -> Iterator[Doubt]:
    """Yield that a copy is called one of a file of another name, where there is a file that it would replace."""
    other = stem_of_copy(source.name)
    if other and path.stem not in (other, stem_untagged(other)) and (path.exists() or present.connection is not None):
        sentence = _("{file} is by its name a copy of {other}.db; it would take the place of {path}.")
        yield Doubt(path.name, sentence.format(file=source, other=stem_untagged(other), path=path))


def change_line(change: Change) -> str:
    """Return a change on a line: its number, when, who, with which command, why."""
    reason = f" ({change.reason})" if change.reason else ""
    return f"{change.id}  {local_moment(change.at)}  {change.by}  {change.command}{reason}"


def _say_doubts(doubts: Sequence[Doubt]) -> None:
    for doubt in doubts:
        say(f"{doubt.id}: {doubt.sentence}")
    if not doubts:
        say(_("Nothing would be lost."))
    say(_("Nothing was restored (--dry-run)."))
