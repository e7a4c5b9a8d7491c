"""What a check finds: values with a place, and a way out."""

from collections.abc import Callable, Iterator, Sequence
from sqlite3 import Connection
from typing import Any

from coordplan.named_tuples import NamedTuple
from coordplan.text.language import translate as _


class FileFinding(NamedTuple):
    """What a rule finds wrong with a file, or worth saying of it."""

    rule: str  # by whose name it is found: pages, keys, changes, rows, values, spans, tables, about ...
    sentence: str
    table: str = ""
    row: int | None = None  # by its number
    change: int | None = None
    remark: bool = False  # no row is wrong or lost
    repairable: bool = False  # it is derived or left over: doctor --repair puts it right
    moves_figures: bool = True  # an answer may be another one by it
    way_out: str = ""  # where it is another than repairing or restoring
    cut_short: bool = False  # the rule could not go on: what is wrong is said by another one, if any


Check = Callable[[Connection], Iterator[FileFinding]]


def tried(check: Check, connection: Connection) -> list[FileFinding]:
    """Return what a check finds; that it cannot go on for what it meets in the file is a finding too."""
    found: list[FileFinding] = []
    try:
        found.extend(check(connection))
    except Exception as error:
        if getattr(error, "sqlite_errorname", "").startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            raise
        rule = check.__name__.removeprefix("check_")
        found.append(
            FileFinding(
                rule,
                _("The check of {rule} cannot go on: {reason}.").format(rule=rule, reason=error),
                cut_short=True,
            )
        )
    return found


def first_with_place(findings: Sequence[FileFinding]) -> FileFinding:
    """Return the finding that says best what is damaged: the first that names a row, else the first of all."""
    return next((each for each in findings if each.row is not None), findings[0])


def shown_value(value: Any) -> str:
    """Return a value of a damaged row as a sentence may show it."""
    words = f"{len(value)} bytes" if isinstance(value, bytes) else repr(value)
    words = words.encode(errors="backslashreplace").decode()
    return words if len(words) <= 40 else words[:39] + "…"
