"""Writing through the door: a change is kept only when nothing in it is refused and every doubt is settled."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from coordplan.errors import Doubt, Doubted
from coordplan.store.changes import NOT_SURE, Sure, Writing, WrittenBefore, begin_change, writing
from coordplan.store.copies.copy_place import CopyPlace
from coordplan.store.copies.ensuring import ensure_copy
from coordplan.store.file import open_for_reading, translated_errors
from coordplan.store.triggers import allow_writing

LATEST = datetime(2200, 1, 1, tzinfo=UTC)  # later than what is in any file: what is only tried is the newest
Settle = Callable[[Sequence[Doubt]], None]
# Writes further changes before the one that is given, of one transaction with it; before the first it calls the last
Preceding = Callable[[sqlite3.Connection, datetime, Callable[[], None]], datetime]


def refuse_doubts(doubts: Sequence[Doubt]) -> None:
    """Raise Doubted: nobody is there to be asked."""
    raise Doubted(doubts)


@contextmanager
def trial(path: Path, command: str, sure: Sure = NOT_SURE, after: Preceding | None = None) -> Iterator[Writing]:
    """Give a change to try out on a copy in memory: what it would move, and what is doubted of it, without writing."""
    from coordplan.store.door.closed_refusal import say_closed_periods  # reading guards nothing
    from coordplan.store.door.issued_guard import say_moved_reports

    with translated_errors(path), closing(sqlite3.connect(":memory:", isolation_level=None)) as copy:
        with closing(open_for_reading(path)) as connection:
            connection.backup(copy)
        copy.row_factory = sqlite3.Row
        allow_writing(copy)
        change = begin_change(
            copy, LATEST, {"by": "", "command": command, "reason": "", "illustrative": 0}, after=_prepared(after)
        )
        change.sure = sure
        yield change
        if change.rows:
            say_closed_periods(change)
            say_moved_reports(change)


def _prepared(after: Preceding | None, copy: Callable[[], None] = lambda: None) -> WrittenBefore | None:
    return None if after is None else lambda connection, now: after(connection, now, copy)


@contextmanager
def guarded_writing(
    path: Path,
    *,
    command: str,
    by: str,
    now: datetime,
    reason: str = "",
    undoes: Sequence[int] = (),
    after: Preceding | None = None,
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
    copied: list[str] = []

    def copy() -> None:
        copied.append(ensure_copy(path, copies, before))

    with writing(
        path,
        command=command,
        by=by,
        now=now,
        reason=reason,
        undoes=undoes,
        after=_prepared(after, copy),
        before_upgrade=lambda: ensure_copy(path, copies, "upgrade"),
    ) as change:
        change.sure = sure
        change.reopen = reopen
        change.before_rows = None if copied else copy
        yield change
        for sentence in copied:
            change.say(sentence)
        if change.rows:
            _guard_what_was_said(change)
        if change.doubts and change.rows:
            settle(change.doubts)


def _guard_what_was_said(change: Writing) -> None:
    """Guard closed periods and issued reports, where there are any: what does so takes half a bare Python to import."""
    closings, reports = change.connection.execute(
        "SELECT EXISTS (SELECT 1 FROM closings), EXISTS (SELECT 1 FROM reports)"
    ).fetchone()
    if closings:
        from coordplan.store.door.closed_refusal import guard_closed_periods

        guard_closed_periods(change)
    if reports:
        from coordplan.store.door.issued_guard import say_moved_reports

        say_moved_reports(change)
