"""merge."""

import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from coordplan.cli.asked_line import until_settled
from coordplan.cli.asking import ask, say_trial
from coordplan.cli.options import By, Reason, Reopen, SureIds, sure_of
from coordplan.cli.session import Session
from coordplan.cli.speaking import remark, say, somebody_is_there
from coordplan.cli.working import working
from coordplan.errors import CoordplanError, DoubtedById, Refused, UsageFault
from coordplan.keeping.merge.merge_words import contradiction_lines, decided_lines, name_lines, news_lines
from coordplan.seeing.opening import opened
from coordplan.store.changes import Writing
from coordplan.store.checking.examining import refuse_damaged
from coordplan.store.checking.surroundings import recorded_files
from coordplan.store.copies.preparing import prepare_file
from coordplan.store.door.commit import trial
from coordplan.store.door.defining import doubt_half_a_plan, doubt_same_title
from coordplan.store.door.proof_files import proof_state
from coordplan.store.file import open_for_reading
from coordplan.store.merging.contradictions import Choice, Contradiction
from coordplan.store.merging.deciding import Merge, kinship, taken_back_there
from coordplan.store.merging.news import Thing, TwoCopies
from coordplan.store.schema import ACTIVITIES
from coordplan.text.folding import fold
from coordplan.text.language import mark
from coordplan.text.language import translate as _
from coordplan.text.shell import of_file

_Merged = TypeVar("_Merged")


def merge_command(
    ctx: typer.Context,
    other: Annotated[str, typer.Argument(metavar=mark("OTHER.db"), help=mark("The other copy of this file"))],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=mark("Show what would come in and what contradicts; write nothing"))
    ] = False,
    ours: Annotated[bool, typer.Option("--ours", help=mark("Where both contradict: what this file says"))] = False,
    theirs: Annotated[
        bool, typer.Option("--theirs", help=mark("Where both contradict: what the other copy says"))
    ] = False,
    sure: SureIds = None,
    reopen: Reopen = False,
    by: By = None,
    reason: Reason = "",
) -> None:
    session: Session = ctx.obj
    if ours and theirs:
        raise UsageFault(_("--ours and --theirs exclude each other."), _("Give one of them, or neither."))
    side: Choice = "ours" if ours else "theirs" if theirs else ""
    path, source = session.path(), Path(other)
    _refuse_itself(path, source)
    refuse_damaged(path)
    with _read_whole(source) as copy:
        if not _has_news(session, source, copy):
            say(_("{other} holds nothing that this file does not; nothing was written.").format(other=other))
            _say_taken_back_there(session, source, copy)
            return
        said = {"by": session.by(by), "command": session.command, "reason": reason}
        if dry_run:
            noting = _Noting(side)
            merge = Merge(copy, said, noting, session.today())
            with trial(path, "merge", sure_of(sure), after=merge.begin) as change:
                change.reopen = True  # what is let into a closed period is only said
                merge.finish(change)
                for line in noting.lines:
                    say(line)
                _doubt(change, merge.compared)
                for line in (*news_lines(merge.compared), *name_lines(merge.compared)):
                    say(line)
            say_trial(change)
            return
        if not side and not somebody_is_there():
            _refuse_undecided(path, copy, said, session.today())
        deciding = _Deciding(side)

        def merged(session: Session) -> tuple[list[str], int]:
            merge = Merge(copy, said, deciding, session.today())
            with session.writing(
                by, reason, after=merge.begin, sure=sure_of(sure), reopen=reopen, failure=DoubtedById, before="merge"
            ) as change:
                merge.finish(change)
                _doubt(change, merge.compared)
                lines = [
                    *news_lines(merge.compared),
                    *name_lines(merge.compared),
                    *decided_lines(merge.compared, merge.decided),
                    *_missing_files(change, path),
                ]
            return lines, change.number

        lines, number = until_settled(session, lambda session: deciding.until_decided(lambda: merged(session)))
        for line in lines:
            say(line)
    sentence = of_file(_("Merged {other}. Change {number}; to take all of it back: coordplan undo {number}"))
    say(sentence.format(other=other, number=number))


def _missing_files(change: Writing, path: Path) -> list[str]:
    """Return, as a line, which files of documents that came in with the other copy are not found from this one."""
    came = recorded_files(change.connection, change.before)
    missing = [each.path for each in came if proof_state(each, path) == "missing"]
    sentence = _("Not found from this file are documents that came with the other one: {files}. Put them there.")
    return [sentence.format(files=", ".join(missing))] if missing else []


def _refuse_itself(path: Path, source: Path) -> None:
    if source.exists() and path.exists() and source.samefile(path):
        raise Refused(
            _("{other} is this file itself.").format(other=source), _("Name the other copy, or another file with --db.")
        )


@contextmanager
def _read_whole(source: Path) -> Iterator[sqlite3.Connection]:
    """Give another copy in memory, checked and of this format: it may be on a stick, or be written to meanwhile."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as copy:
        with tempfile.TemporaryDirectory() as folder, working(_("Copying and checking ...")):
            prepared = Path(folder) / "other.db"
            prepare_file(source, prepared)
            with closing(open_for_reading(prepared)) as connection:
                connection.backup(copy)
        copy.row_factory = sqlite3.Row
        yield copy


def _has_news(session: Session, source: Path, copy: sqlite3.Connection) -> bool:
    """Say whether another copy holds anything new; raise Refused where it is no copy, or its merge was taken back."""
    with opened(session) as (connection, _up_to_change):
        kin, taken_back = kinship(connection, copy)
    if kin == "other":
        raise Refused(
            _("{other} is not a copy of this file: the two have no change in common.").format(other=source),
            _("A copy begins as this file, copied; definitions of another go by `coordplan export` and `load`."),
        )
    if taken_back is not None:
        raise Refused(
            _("What {other} holds came in with change {merge}, which was taken back here by change {undo}.").format(
                other=source, merge=taken_back.merge, undo=taken_back.undo
            ),
            _("To bring it back: coordplan undo {undo}; what is new in it since comes in by merging again.").format(
                undo=taken_back.undo
            ),
        )
    return kin == "news"


def _say_taken_back_there(session: Session, source: Path, copy: sqlite3.Connection) -> None:
    """Say where the other copy took a merge back: an undo is each copy's own, so the two say different things."""
    with opened(session) as (connection, _up_to_change):
        taken_back = taken_back_there(connection, copy)
    if taken_back is not None:
        remark(
            _("There, change {undo} took back the merge {merge}; what that brought stands here.").format(
                undo=taken_back.undo, merge=taken_back.merge
            )
            + " "
            + _("For both to say the same again, either undo {undo} there, or take it back here too.").format(
                undo=taken_back.undo
            )
        )


def _refuse_undecided(path: Path, copy: sqlite3.Connection, said: Mapping[str, str], today: date) -> None:
    """Raise Refused with all that contradicts, whichever side were chosen: more shows once some of it is decided."""
    lines: dict[tuple[str, str, str], list[str]] = {}
    options = []
    sides: tuple[Choice, ...] = ("ours", "theirs")
    for side in sides:
        noting = _Noting(side)
        merge = Merge(copy, said, noting, today)
        with (
            suppress(Refused),
            trial(path, "merge", after=merge.begin) as change,
        ):  # the merge itself says why it cannot be
            change.reopen = True
            merge.finish(change)
        if not noting.found:
            return
        for each, shown in noting.found.items():
            lines.setdefault(each.name, shown)
        reopens = any(each.side_that_reopens == side for each in noting.found)
        options.append(f"--{side} --reopen --reason ..." if reopens else f"--{side}")
    raise _undecided([line for shown in lines.values() for line in shown], options)


def _undecided(lines: Sequence[str], options: Sequence[str] = ("--ours", "--theirs")) -> Refused:
    ours, theirs = options
    return Refused(
        "\n".join((_("The two copies contradict each other; nothing was written."), *lines)),
        _("For all of it: {ours} or {theirs}; at a terminal you are asked one by one.").format(
            ours=ours, theirs=theirs
        ),
    )


class _ToBeDecidedError(Exception):
    """Takes a merge back until somebody has said which side holds; with each contradiction its lines."""

    def __init__(self, lines: Mapping[tuple[str, str, str], Sequence[str]]) -> None:
        super().__init__()
        self.lines = lines


class _Deciding:
    """Decides what contradicts: for one side, or one by one where somebody is there; else refuses, with both sides."""

    def __init__(self, side: Choice) -> None:
        self._side = side
        self._answers: dict[tuple[str, str, str], Choice] = {}

    def __call__(self, compared: TwoCopies, found: Sequence[Contradiction]) -> Mapping[Contradiction, Choice]:
        if self._side:
            return dict.fromkeys(found, self._side)
        lines = {each.name: contradiction_lines(compared, each) for each in found if each.name not in self._answers}
        if lines and not somebody_is_there():
            raise _undecided([line for each in lines.values() for line in each])
        if lines:
            raise _ToBeDecidedError(lines)
        return {each: self._answers[each.name] for each in found}

    def until_decided(self, merge: Callable[[], _Merged]) -> _Merged:
        """Merge; what contradicts is asked about while nothing is open, and the merge begins anew with the answers."""
        while True:
            try:
                return merge()
            except _ToBeDecidedError as undecided:
                self._answers |= {name: _answer(lines) for name, lines in undecided.lines.items()}


def _answer(lines: Sequence[str]) -> Choice:
    for line in lines:
        remark(line)

    def check(answer: str) -> str:
        word = fold(answer)
        if word in ("1", "o", "ours", "tep nay"):
            return "ours"
        if word in ("2", "t", "theirs", "tep kia"):
            return "theirs"
        raise CoordplanError(_("Answer 1 or o (ours), 2 or t (theirs)."))

    return "ours" if ask(_("Which one holds? (1 or o: ours, 2 or t: theirs)"), check) == "ours" else "theirs"


class _Noting:
    """Keeps what contradicts, in lines, and goes on as if it were decided for one side."""

    def __init__(self, side: Choice) -> None:
        self._side = side
        self.found: dict[Contradiction, list[str]] = {}

    @property
    def lines(self) -> list[str]:
        """What is to be decided, under a heading unless it is."""
        heading = [_("To be decided (--ours, --theirs, or at a terminal one by one):")]
        shown = [line for lines in self.found.values() for line in lines]
        return shown if self._side or not shown else heading + shown

    def __call__(self, compared: TwoCopies, found: Sequence[Contradiction]) -> Mapping[Contradiction, Choice]:
        self.found |= {each: contradiction_lines(compared, each) for each in found}
        return {each: self._side or each.closed_by or "ours" for each in found}  # what is closed needs no --reopen


def _doubt(change: Writing, compared: TwoCopies) -> None:
    """Doubt what was sound on each side, and is more likely a slip beside the other."""
    activities = [thing for thing in compared.things.values() if thing.table is ACTIVITIES]
    new = [(thing.ours.values, thing.theirs.values) for thing in activities if _is_new(thing)]
    here = [ACTIVITIES.value_of(ours) for ours, theirs in new if ours and not theirs]  # type: ignore[arg-type]
    for ours, theirs in new:
        if theirs and not ours:
            change.doubt(doubt_same_title(ACTIVITIES.value_of(theirs), here))  # type: ignore[arg-type]
    retired: dict[str, list[str]] = {}
    for thing in activities:
        before, after = thing.ours.values, thing.theirs.values
        if before and after and before["retired_on"] is None and after["retired_on"] is not None:
            retired.setdefault(after["plan_id"], []).append(after["id"])
    for plan, ids in retired.items():
        query = "SELECT count(*) FROM activities WHERE plan_id = ? AND ended_by IS NULL AND retired_on IS NULL"
        left = change.connection.execute(query, (plan,)).fetchone()[0]
        change.doubt(doubt_half_a_plan(plan, ids, left + len(ids)))


def _is_new(thing: Thing) -> bool:
    return thing.base is None and thing.has_base
