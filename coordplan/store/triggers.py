"""What the file itself holds against whatever writes in it: the triggers of its tables, by name.

A row is added, or ended once, only by the newest change and only while that is open, and says only what can be: days
are days, kinds are kinds, JSON is JSON. A change is open until its digest is set, as the last thing before it is kept,
so that none in a file is; and every statement that adds or ends a row asks for a function that only the program has
brought along: in another program it fails with ``no such function: only_coordplan_writes_here``.

They do not hold against somebody who drops them; the chain of digests is for that (``chain``).
"""

import sqlite3
from collections.abc import Iterator
from itertools import product
from typing import Any

from coordplan.dates.days import FIRST_YEAR, LAST_YEAR
from coordplan.model import EVERY
from coordplan.store.schema import ENTRIES, RATINGS, TABLES, StoreTable

# By table and column, the words that it may hold
_WORDS: dict[str, dict[str, tuple[str, ...]]] = {
    ENTRIES.name: {"kind": ("percent", "value", "done", "suspended", "resumed", "cancelled", "extended")},
    RATINGS.name: {"colour": ("green", "amber", "red", "computed")},
    "activities": {"every": EVERY},
    "returns": {"outcome": ("accepted", "partly", "sent_back")},
    "return_rows": {
        "answer": ("answered", "blank", "not_due"),
        "outcome": ("taken_in", "held_back", "unchanged", "nothing", "ours", "sent_back"),
    },
}
_TYPES = {str: "text", int: "integer", float: "real", bytes: "blob"}
CHANGE_COLUMNS = ("id", "at", "by", "command", "reason", "undoes", "illustrative")
SEALED_COLUMNS = (*CHANGE_COLUMNS, "mark", "merged_by", "merged_at", "number_there", "undoes_also")


def allow_writing(connection: sqlite3.Connection) -> None:
    """Let a connection write where the triggers let only the program write."""
    connection.create_function("only_coordplan_writes_here", 0, lambda: 1, deterministic=True)
    connection.execute("PRAGMA trusted_schema = ON")
    connection.execute("PRAGMA recursive_triggers = ON")


def triggers() -> dict[str, str]:
    """Return the SQL of every trigger, by its name."""
    found = dict(_of_changes())
    for table in TABLES:
        found |= _of_table(table)
    for name, event in product(("entries", "occurrences"), ("INSERT", "UPDATE")):
        found[f"{name}_{event.lower()}_spans"] = _stale_spans(name, event)
    for name, event in product(("spans", "tallies", "entry_words"), ("INSERT", "UPDATE", "DELETE")):
        found[f"{name}_{event.lower()}"] = _stale_spans(name, event)
    return {name: f"CREATE TRIGGER {name} {sql}" for name, sql in found.items()}


def _stale_spans(table: str, event: str) -> str:
    return f"AFTER {event} ON {table} BEGIN UPDATE about SET value = '0' WHERE name = 'spans_at' AND value <> '0'; END"


def _refusals(event: str, table: str, reasons: dict[str, str]) -> str:
    """Return a trigger that refuses for the first of some reasons, each with the condition under which it is one."""
    cases = " ".join(
        f"WHEN {condition} THEN RAISE(ABORT, '{table}: {reason}')" for reason, condition in reasons.items()
    )
    return f"BEFORE {event} ON {table} BEGIN SELECT CASE {cases} END; END"


_NOT_OURS = "only_coordplan_writes_here() IS NOT 1"


def _of_changes() -> dict[str, str]:
    kept = " AND ".join(f'NEW."{name}" IS OLD."{name}"' for name in SEALED_COLUMNS)
    return {
        "changes_insert": _refusals(
            "INSERT",
            "changes",
            {
                "only coordplan writes here": _NOT_OURS,
                "changes are never altered": "EXISTS (SELECT 1 FROM changes WHERE id = NEW.id)",
                "the change before is not finished": "EXISTS (SELECT 1 FROM changes WHERE digest IS NULL)",
                "the newest change has the highest number": "NEW.id <= (SELECT max(id) FROM changes)",
                "a change is open at first": "NEW.digest IS NOT NULL",
                "at is not a moment": _no_moment("NEW.at"),
                "merged_at is not a moment": f"NEW.merged_at IS NOT NULL AND {_no_moment('NEW.merged_at')}",
                "mark is not 32 hexadecimal digits": _no_hex("NEW.mark", 32),
                "undoes is not an earlier change": "NEW.undoes IS NOT NULL"
                " AND NOT EXISTS (SELECT 1 FROM changes WHERE id = NEW.undoes)",
                "undoes_also is not JSON": "NEW.undoes_also IS NOT NULL AND NOT json_valid(NEW.undoes_also)",
                "illustrative is 0 or 1": "NEW.illustrative NOT IN (0, 1)",
            },
        ),
        "changes_update": _refusals(
            "UPDATE",
            "changes",
            {
                "only coordplan writes here": _NOT_OURS,
                "changes are never altered": "NOT (OLD.digest IS NULL AND OLD.id = (SELECT max(id) FROM changes)"
                f" AND {kept})",
                "digest is not 64 hexadecimal digits": _no_hex("NEW.digest", 64),
            },
        ),
        "changes_delete": _refusals("DELETE", "changes", {"changes are never altered": "1"}),
    }


_OPEN = "(SELECT id FROM changes WHERE id = (SELECT max(id) FROM changes) AND digest IS NULL)"


def _of_table(table: StoreTable[Any]) -> dict[str, str]:
    name = table.name
    same = " AND ".join(f'NEW."{column}" IS OLD."{column}"' for column in ("row", *table.columns, "added_by"))
    return {
        f"{name}_insert": _refusals(
            "INSERT",
            name,
            {
                "only coordplan writes here": _NOT_OURS,
                # INSERT OR REPLACE would delete without asking the trigger of deleting
                "this row is there already": f"EXISTS (SELECT 1 FROM {name} WHERE row = NEW.row)"
                f" OR EXISTS (SELECT 1 FROM {name} WHERE id = NEW.id AND ended_by IS NULL)",
                "rows are added by the change that is being written": f"coalesce(NEW.added_by, -1) IS NOT {_OPEN}",
                "a row is in force at first": "NEW.ended_by IS NOT NULL",
                **_impossible(table),
            },
        ),
        f"{name}_update": _refusals(
            "UPDATE",
            name,
            {
                "only coordplan writes here": _NOT_OURS,
                "rows are ended, never altered": f"NOT (OLD.ended_by IS NULL AND NEW.ended_by IS NOT NULL AND {same})",
                "rows are ended by the change that is being written, after the one that added them": "NEW.ended_by IS"
                f" NOT {_OPEN} OR NEW.ended_by < OLD.added_by",
            },
        ),
        f"{name}_delete": _refusals("DELETE", name, {"rows are ended, never deleted": "1"}),
    }


def _impossible(table: StoreTable[Any]) -> dict[str, str]:
    """Return the reasons for which a row cannot be, each with its condition."""
    reasons = {}
    for column, kind in table.columns.items():
        new = f'NEW."{column}"'
        if column in table.days:
            reasons[f"{column} is not a day"] = f"{new} IS NOT NULL AND {_no_day(new)}"
        elif column in table.json:
            invalid = f"(typeof({new}) <> 'text' OR NOT json_valid({new}))"
            reasons[f"{column} is not JSON"] = f"{new} IS NOT NULL AND {invalid}"
        elif words := _WORDS.get(table.name, {}).get(column):
            reasons[f"{column} is not a word of this column"] = f"{new} NOT IN {words}"
        else:
            reasons[f"{column} is not {_KINDS[kind]}"] = f"typeof({new}) NOT IN ('{_TYPES[kind]}', 'null')"
        if kind is float:
            reasons[f"{column} is not finite"] = f"abs({new}) > 1.7976931348623157e308"
        if column == "percent":
            reasons["percent is not within 0 to 100"] = f"{new} NOT BETWEEN 0 AND 100"
        if column == "recorded":
            reasons["recorded is not the moment and the mark of the change"] = (
                f"{new} IS NULL OR {_no_moment(f'substr({new}, 1, 26)', '')}"
            )
    return reasons


def impossible_values(table: StoreTable[Any]) -> Iterator[tuple[str, str]]:
    """Yield each column of a table with the SQL condition under which what stands in it cannot be."""
    for reason, condition in _impossible(table).items():
        yield reason.partition(" ")[0], condition.replace("NEW.", "")


_KINDS = {str: "text", int: "a whole number", float: "a number", bytes: "bytes"}


def _no_day(value: str) -> str:
    # Only once it reckons with it does SQLite see that there is no 30 February
    return (
        f"(typeof({value}) <> 'text' OR date({value}, '+0 days') IS NOT {value}"
        f" OR {value} NOT BETWEEN '{FIRST_YEAR}-01-01' AND '{LAST_YEAR}-12-31')"
    )


def _no_moment(value: str, zone: str = "+00:00") -> str:
    digits = "[0-9]" * 6
    return (
        f"({value} NOT GLOB '????-??-??T??:??:??.{digits}{zone}' OR substr({value}, 1, 19)"
        f" IS NOT strftime('%Y-%m-%dT%H:%M:%S', substr({value}, 1, 19), '+0 days'))"
    )


def _no_hex(value: str, length: int) -> str:
    return f"({value} IS NULL OR length({value}) <> {length} OR {value} GLOB '*[^0-9a-f]*')"
