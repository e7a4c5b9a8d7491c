"""Changes: every write to the file is one of them, whole or not at all."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from os import urandom
from pathlib import Path
from typing import Any, TypeVar

from coordplan.errors import Doubt, Refused
from coordplan.model import Change
from coordplan.named_tuples import NamedTuple
from coordplan.store import spans
from coordplan.store.damage import refuse_damage_at_writing
from coordplan.store.file import commit, open_for_writing, release, translated_errors
from coordplan.store.row_values import value_of
from coordplan.store.schema import ENTRIES, TABLES, StoreTable
from coordplan.store.waiting import WAIT_SECONDS
from coordplan.text.language import translate as _

_Row = TypeVar("_Row")
LAST_CHANGE = 1 << 62  # however many there are: all that is recorded by now
WrittenBefore = Callable[[sqlite3.Connection, datetime], datetime]


class Sure(NamedTuple):
    """What whoever writes says is meant, although it looks like a slip: all of it, or what has these ids."""

    everything: bool = False
    ids: frozenset[str] = frozenset()

    def covers(self, id_: str) -> bool:
        from coordplan.text.name_matching import spelling_key

        return self.everything or spelling_key(id_) in map(spelling_key, self.ids)


NOT_SURE = Sure()


class Writing:
    """A change being made: rows are added and ended in its name; what is doubted or worth saying of it is collected."""

    def __init__(self, connection: sqlite3.Connection, number: int) -> None:
        self.connection = connection
        self.number = number
        self.before = number - 1  # the last change before it; of a merge, before all that it brings
        self.spans_of_before = False  # whether spans and tallies are still those of that one: until this one is kept
        self.rows = 0
        self.recorded = ""  # what orders its entries among those of other changes
        self.sure = NOT_SURE
        self.reopen = False  # whether it may alter what a closed period says
        self.doubts: list[Doubt] = []
        self.meant: set[str] = set()  # ids of what would be doubted, and is said to be meant
        self.remarks: list[str] = []
        self.before_rows: Callable[[], None] | None = None  # what is to be done before the first row is added or ended

    def begin_rows(self) -> None:
        """Do what is to be done before the first row is added or ended; the file is still as it was before."""
        if self.before_rows is not None:
            prepare, self.before_rows = self.before_rows, None
            prepare()

    def doubt(self, *doubts: Doubt | None) -> None:
        """Collect what is more likely a slip, unless it is said to be meant; None is no doubt."""
        for each in doubts:
            if each is not None and self.sure.covers(each.id):
                self.meant.add(each.id)
            elif each is not None:
                self.doubts.append(each)

    def say(self, sentence: str) -> None:
        """Collect what is said once the change is written; an empty sentence is nothing."""
        self.remarks += [sentence] if sentence else []

    def add(self, table: StoreTable[Any], rows: Iterable[Mapping[str, Any]]) -> None:
        names = [*table.columns, "added_by"]
        columns = ", ".join(f'"{name}"' for name in names)
        places = ", ".join(f":{name}" for name in names)
        blank: dict[str, Any] = dict.fromkeys(table.columns)
        if table is ENTRIES:
            blank["recorded"] = self.recorded
        cursor = self.connection.executemany(
            f"INSERT INTO {table.name} ({columns}) VALUES ({places})",
            ({**blank, **row, "added_by": self.number} for row in self._once_prepared(rows)),
        )
        self.rows += max(0, cursor.rowcount)

    def end(self, table: StoreTable[Any], ids: Iterable[str | int]) -> None:
        """End the rows of these ids that are in force."""
        cursor = self.connection.executemany(
            f"UPDATE {table.name} SET ended_by = :change WHERE id = :id AND ended_by IS NULL",
            ({"change": self.number, "id": id_} for id_ in self._once_prepared(ids)),
        )
        self.rows += max(0, cursor.rowcount)

    def _once_prepared(self, rows: Iterable[_Row]) -> Iterator[_Row]:
        for row in rows:
            self.begin_rows()
            yield row

    def next_id(self, table: StoreTable[Any]) -> int:
        """Return the next number of a table whose ids are numbers: one that was ever given is never given again."""
        return next_id(self.connection, table.name)


def next_id(connection: sqlite3.Connection, table: str) -> int:
    number: int = connection.execute(f"SELECT coalesce(max(id), 0) + 1 FROM {table}").fetchone()[0]
    return number


@contextmanager
def writing(
    path: Path,
    *,
    command: str,
    by: str,
    now: datetime,
    reason: str = "",
    undoes: Sequence[int] = (),
    illustrative: bool = False,
    wait: float = WAIT_SECONDS,
    before_upgrade: Callable[[], object] = lambda: None,
    after: WrittenBefore | None = None,
) -> Iterator[Writing]:
    """Give a change to write in; it is kept whole when the block ends, or not at all where it raises or adds nothing.

    ``undoes``: the numbers of the changes that it takes back. ``after``: writes further changes before it. An older
    file is brought up to date first, once ``before_upgrade`` has returned. Raises FileBusy where another program still
    writes after ``wait`` seconds, or then still reads for as long.
    """
    from coordplan.store import chain, checksum  # reading makes no digests

    connection = open_for_writing(path, command, by, wait, before_upgrade)
    try:
        with translated_errors(path):
            refuse_damage_at_writing(connection, path, now)
            spans_good_for = spans.good_for(connection)
            said = {"by": by, "command": command, "reason": reason, "illustrative": int(illustrative)}
            change = begin_change(connection, now, {**said, **undoing(undoes)}, after=after)
            yield change
            if change.rows:
                spans.bring_up_to_date(connection, change.number, spans_good_for)
                chain.seal(connection, change.number)
                checksum.renew(connection)
                commit(path, connection, wait)
    finally:
        release(path, connection)  # closing takes back what was not committed


def begin_change(
    connection: sqlite3.Connection,
    now: datetime,
    said: Mapping[str, Any],
    mark: str = "",
    after: WrittenBefore | None = None,
) -> Writing:
    """Begin a change over a connection that may write; it stays open until it is sealed.

    ``said``: by, command, reason, undoes, illustrative. ``after``: what writes further changes before it, as one with
    it, and says when all of that is.
    """
    before = latest_change(connection)
    spans_of_before = spans.are_good_for(connection, before)
    if after is not None:
        now = after(connection, now)
    mark = mark or urandom(16).hex()
    change = add_change(connection, {"at": _moment(connection, now), "mark": mark, **said})
    change.before, change.spans_of_before = before, spans_of_before
    change.rows = change.number - before - 1
    return change


def undoing(numbers: Sequence[int]) -> dict[str, Any]:
    """Return the columns of a change that takes others back, the latest first."""
    first, *others = numbers or (None,)
    return {"undoes": first, "undoes_also": json.dumps(others) if others else None}


def add_change(connection: sqlite3.Connection, row: Mapping[str, Any]) -> Writing:
    """Begin a change with all that is said of it (its mark is made where none is); it is the newest from then on."""
    from coordplan.store.chain import order_key  # reading makes no digests

    row = {"mark": urandom(16).hex(), **row, "id": next_id(connection, "changes")}
    names = ", ".join(f'"{name}"' for name in row)
    places = ", ".join(f":{name}" for name in row)
    connection.execute(f"INSERT INTO changes ({names}) VALUES ({places})", row)
    change = Writing(connection, row["id"])
    change.recorded = order_key(row["at"], row["mark"])
    return change


def _moment(connection: sqlite3.Connection, now: datetime) -> str:
    """Return the moment of a change: now, or just after the last change where the clock was set back."""
    last = connection.execute("SELECT max(at) FROM changes").fetchone()[0]
    moment = now.astimezone(UTC)
    if last is not None and (before := datetime.fromisoformat(last)) >= moment:
        moment = before + timedelta(microseconds=1)
    return moment.isoformat(timespec="microseconds")


def latest_change(connection: sqlite3.Connection, moment: datetime | None = None) -> int:
    """Return the number of the last change by a moment, or of all; 0 where there is none."""
    if moment is None:
        number = connection.execute("SELECT coalesce(max(id), 0) FROM changes").fetchone()[0]
    else:
        number = connection.execute(
            "SELECT coalesce(max(id), 0) FROM changes WHERE coalesce(merged_at, at) <= :at",
            {"at": moment.astimezone(UTC).isoformat(timespec="microseconds")},
        ).fetchone()[0]
    return int(number)


def find_change(connection: sqlite3.Connection, number: int) -> Change:
    """Return the change of a number; raise Refused where there is none."""
    row = connection.execute("SELECT * FROM changes WHERE id = :id", {"id": number}).fetchone()
    if row is not None:
        return value_of(Change, row)
    last = latest_change(connection)
    raise Refused(
        _("There is no change {number}.").format(number=number),
        _("The last one is {last}; `coordplan log` lists them.").format(last=last)
        if last
        else _("Nothing has been written yet."),
    )


def change_named(connection: sqlite3.Connection, text: str) -> Change | None:
    """Return the change that ``12`` or ``#12`` names, None where the text is something else; raise Refused as above."""
    number = change_number(text)
    return None if number is None else find_change(connection, number)


def change_number(text: str) -> int | None:
    """Return the number that ``12`` or ``#12`` is; None where the text is something else."""
    word = text.strip().removeprefix("#")
    return int(word) if word.isdecimal() and len(word) < 10 else None


def moment_of_change(connection: sqlite3.Connection, number: int) -> str:
    """Return the moment of a change; empty where there is none of this number."""
    row = connection.execute("SELECT at FROM changes WHERE id = :id", {"id": number}).fetchone()
    return "" if row is None else str(row["at"])


def changes_until(connection: sqlite3.Connection, up_to_change: int, activity: str = "") -> Iterator[Change]:
    """Yield the changes up to a number, the latest first; of one activity, those that touched it."""
    if not activity:
        rows = connection.execute(
            "SELECT * FROM changes WHERE id <= :up_to_change ORDER BY id DESC", {"up_to_change": up_to_change}
        )
        yield from (value_of(Change, row) for row in rows)
        return
    touched = " UNION ".join(
        f"SELECT {column} FROM {table} WHERE {key}"
        for table, key in (
            ("activities", "id = :activity"),
            ("occurrences", "activity_id = :activity"),
            ("entries", "(occurrence_id = :activity OR occurrence_id BETWEEN :activity || '@' AND :activity || '@~')"),
        )
        for column in ("added_by", "ended_by")
    )
    rows = connection.execute(
        f"SELECT * FROM changes WHERE id <= :up_to_change AND id IN ({touched}) ORDER BY id DESC",
        {"up_to_change": up_to_change, "activity": activity},
    )
    yield from (value_of(Change, row) for row in rows)


def counts_of_changes(connection: sqlite3.Connection) -> dict[int, dict[str, tuple[int, int]]]:
    """Return for each change, and each table that it touched, how many rows it added and ended."""
    found: dict[int, dict[str, tuple[int, int]]] = {}
    for table in TABLES:
        added, ended = (
            dict(
                connection.execute(
                    f"SELECT {column}, COUNT(*) FROM {table.name} WHERE {column} IS NOT NULL GROUP BY {column}"
                ).fetchall()
            )
            for column in ("added_by", "ended_by")
        )
        for number in added.keys() | ended.keys():
            found.setdefault(number, {})[table.name] = (added.get(number, 0), ended.get(number, 0))
    return found
