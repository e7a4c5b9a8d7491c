"""log: who changed what, and when."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Annotated, Any

import typer

from coordplan.cli.completion import complete_activity
from coordplan.cli.names_typed import taken_for
from coordplan.cli.options import KnownAt, Output, OutputFormat, Width
from coordplan.cli.output import format_meant
from coordplan.cli.session import Session, local_moment
from coordplan.cli.speaking import remark
from coordplan.model import Change
from coordplan.named_tuples import NamedTuple
from coordplan.paper.cells import Column, Page, lean, table_of
from coordplan.paper.data import Data
from coordplan.seeing.answer import Answer, make_answer
from coordplan.seeing.history import taking_back_words
from coordplan.seeing.opening import opened
from coordplan.store.changes import changes_until, counts_of_changes
from coordplan.store.copies.restorals import Restoral, restorals_in
from coordplan.store.door.activity_names import activity_named
from coordplan.store.undo import (
    all_targets_of,
    changes_undone,
    merged_changes,
)
from coordplan.text.language import mark, translate_count
from coordplan.text.language import translate as _
from coordplan.text.writing import write_number

LOG_NAMES = (
    *("change", "at", "by", "command", "reason", "undoes", "taken_back_by", "illustrative"),
    *("takes_back", "merged_by", "number_there"),
)


class LogRow(NamedTuple):
    """A change with what it touched."""

    change: Change
    counts: dict[str, tuple[int, int]]  # table: rows added, rows ended
    undone_by: int | None
    takes_back: tuple[int, ...] = ()  # all that an undo takes back, in order
    merged: tuple[int, ...] = ()  # what a merge brought, in order

    def by_name(self) -> dict[str, Any]:
        """Return the values under their names in ``coordplan/log/1``."""
        change = self.change
        return {
            "change": change.id,
            "at": change.at,
            "by": change.by,
            "command": change.command,
            "reason": change.reason or None,
            "undoes": change.undoes,
            "taken_back_by": self.undone_by,
            "illustrative": change.illustrative,
            "takes_back": list(self.takes_back),
            "merged_by": change.merged_by,
            "number_there": change.number_there,
            "rows": {table: {"added": added, "ended": ended} for table, (added, ended) in self.counts.items()},
        }


def log_command(
    ctx: typer.Context,
    id_: Annotated[
        list[str] | None,
        typer.Argument(
            metavar=mark("ID"), autocompletion=complete_activity, help=mark("Only what touched this activity")
        ),
    ] = None,
    known_at: KnownAt = None,
    output_format: OutputFormat = None,
    output: Output = None,
    width: Width = None,
) -> int:
    session: Session = ctx.obj
    wanted = " ".join(id_ or ())
    with opened(session, known_at) as (connection, up_to_change):
        activity = ""
        if wanted:
            activity = taken_for(activity_named(connection, wanted, session.today())).partition("@")[0]
        for each in () if activity else restorals_in(connection):  # beside the answer: a file says what its copy says
            remark(restoral_words(each))
        is_json = format_meant(None if output == "-" else output, output_format) == "json"
        rows = _log_rows(connection, up_to_change, activity, counts_of_changes(connection) if is_json else {})
        made = make_answer(Answer(lambda: log_page(rows), lambda: log_data(rows, is_json)), output_format, output)
    return made.show(session, width)


def _log_rows(
    connection: sqlite3.Connection, up_to_change: int, activity: str, counts: Mapping[int, dict[str, tuple[int, int]]]
) -> Iterator[LogRow]:
    """Yield the changes, the latest first; what each touched is counted for JSON alone, which says it."""
    undone, merges = changes_undone(connection, up_to_change), merged_changes(connection)
    for change in changes_until(connection, up_to_change, activity):
        yield LogRow(
            change,
            counts.get(change.id, {}),
            undone.get(change.id),
            tuple(sorted(all_targets_of(change, merges))),
            tuple(merges.get(change.id, ())),
        )


def restoral_words(restoral: Restoral) -> str:
    """Return the sentence that a file was put in the place of another, and where that one is."""
    words = _("The file was restored on {at} by {by} from {source}, up to change {number}; before that it was {aside}.")
    reason = f" ({restoral.reason})" if restoral.reason else ""
    return (
        words.format(
            at=local_moment(restoral.at),
            by=restoral.by,
            source=restoral.source,
            number=restoral.change,
            aside=restoral.aside,
        )
        + reason
    )


def log_page(rows: Iterable[LogRow]) -> Page:
    """Return a row for each change, the latest first."""

    def remark_on(row: LogRow) -> str:
        said = [taking_back_words(row.undone_by), _("illustrative") if row.change.illustrative else ""]
        if row.takes_back:
            said.append(_("takes back {numbers}").format(numbers=_ranges(row.takes_back)))
        if row.merged:
            said.append(_("brought {numbers}").format(numbers=_ranges(row.merged)))
        if row.change.number_there is not None:
            sentence = _("from the other copy, there {number}; with {merge}")
            said.append(sentence.format(number=row.change.number_there, merge=row.change.merged_by))
        elif row.change.merged_by is not None:
            said.append(
                _("new ids where both copies used the same one; with {merge}").format(merge=row.change.merged_by)
            )
        return "; ".join(filter(None, said))

    columns = (
        Column("change", _("Change"), "number", get=lambda row: row.change.id),
        Column("moment", _("When"), "code", get=lambda row: local_moment(row.change.at)),
        Column("by", _("By"), "code", 1, get=lambda row: row.change.by),
        Column("command", _("Command"), get=lambda row: row.change.command),
        Column("reason", _("Reason"), "text", 2, get=lambda row: row.change.reason),
        Column("remark", _("Remark"), "text", 1, "warn", remark_on),
    )
    table = table_of(columns, rows)
    number = len(table.rows)
    counted = translate_count("{n} change, the latest first", "{n} changes, the latest first", number)
    return Page(counted.format(n=write_number(number)), tables=(lean(table),))


def _ranges(numbers: Sequence[int]) -> str:
    """Return numbers in order as people write them: ``3, 5-8``."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][-1] + 1:
            parts[-1].append(number)
        else:
            parts.append([number])
    return ", ".join(str(part[0]) if len(part) == 1 else f"{part[0]}-{part[-1]}" for part in parts)


def log_data(rows: Iterable[LogRow], is_json: bool) -> Data:
    """Return ``coordplan/log/1``; in CSV a row for each change, without its counts."""
    if is_json:
        return Data("coordplan/log/1", {"changes": list(rows)})
    return Data("coordplan/log/1", {}, columns=LOG_NAMES, rows=(row.by_name() for row in rows))
