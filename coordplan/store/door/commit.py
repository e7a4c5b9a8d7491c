"""Writing through the door: a change is kept only when nothing in it is refused and every doubt is settled."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from coordplan.errors import Doubt, Doubted
from coordplan.store.changes import NOT_SURE, Sure, Writing, begin_change, writing
from coordplan.store.copies.copy_place import CopyPlace
from coordplan.store.copies.ensuring import ensure_copy
from coordplan.store.file import open_for_reading, translated_errors
from coordplan.store.triggers import allow_writing

LATEST = datetime(2200, 1, 1, tzinfo=UTC)  # later than what is in any file: what is only tried is the newest
Settle = Callable[[Sequence[Doubt]], None]


def refuse_doubts(doubts: Sequence[Doubt]) -> None:
    """Raise Doubted: nobody is there to be asked."""
    raise Doubted(doubts)


@contextmanager
def trial(path: Path, sure: Sure = NOT_SURE) -> Iterator[Writing]:
    """Give a change to try out on a copy in memory: what it would move, and what is doubted of it, without writing."""
    from coordplan.store.door.closed_refusal import say_closed_periods  # reading guards nothing
    from coordplan.store.door.issued_guard import say_moved_reports

    with translated_errors(path), closing(sqlite3.connect(":memory:", isolation_level=None)) as copy:
        with closing(open_for_reading(path)) as connection:
            connection.backup(copy)
        copy.row_factory = sqlite3.Row
        allow_writing(copy)
        change = begin_change(copy, LATEST, {"by": "", "command": "", "reason": "", "illustrative": 0})
        change.sure = sure
        yield change
        if change.rows:
            say_closed_periods(change)
            say_moved_reports(change)


@contextmanager
def guarded_writing(
    path: Path,
    *,
    command: str,
    by: str,
    now: datetime,
    reason: str = "",
    undoes: int | None = None,
    sure: Sure = NOT_SURE,
    reopen: bool = False,
    settle: Settle = refuse_doubts,
    copies: CopyPlace | None = None,
    before: str = "",
) -> Iterator[Writing]:
    """Give a change to write in, which is kept when the block ends, no closed period moves and its doubts are settled.

    Before its first row a copy of the file is made, where one is due and ``copies`` says where to; ``before`` names
    what never goes on without one.
    ``settle`` is given what is doubted and not among what is ``sure``; where it raises, nothing is kept.
    """
    from coordplan.store.door.closed_refusal import guard_closed_periods  # reading guards nothing
    from coordplan.store.door.issued_guard import say_moved_reports

    with writing(
        path,
        command=command,
        by=by,
        now=now,
        reason=reason,
        undoes=undoes,
        before_upgrade=lambda: ensure_copy(path, copies, "upgrade"),
    ) as change:
        change.sure = sure
        change.reopen = reopen
        change.before_rows = lambda: change.say(ensure_copy(path, copies, before))
        yield change
        if change.rows:
            guard_closed_periods(change)
            say_moved_reports(change)
        if change.doubts and change.rows:
            settle(change.doubts)
