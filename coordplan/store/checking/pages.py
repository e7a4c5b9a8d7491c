"""SQLite's own checks: of its pages and indexes, and of rows that point to others."""

import re
from collections.abc import Iterator
from sqlite3 import Connection

from coordplan.store.checking.file_findings import FileFinding
from coordplan.text.language import translate as _

_MOST = 20  # of SQLite's sentences; where there are more, the file is not to be mended by hand
_INDEX = re.compile(r"(?:row (\d+) missing from|wrong # of entries in|non-unique entry in) index (\S+)")
_EMPTY = re.compile(r"NULL value in (\w+)\.")


def check_pages(connection: Connection) -> Iterator[FileFinding]:
    """Yield what SQLite finds wrong with its pages, and with its indexes, which can be made anew."""
    tables = dict(connection.execute("SELECT name, tbl_name FROM sqlite_master WHERE type = 'index'").fetchall())
    named: set[str] = set()
    for (words,) in connection.execute(f"PRAGMA integrity_check({_MOST})").fetchall():
        if words == "ok":
            continue
        reason = " ".join(words.replace("*** in database main ***", "").split())
        index = _INDEX.search(words)
        if index is None:
            empty = _EMPTY.search(words)
            sentence = _("SQLite finds a damaged page: {reason}.").format(reason=reason)
            yield FileFinding("pages", sentence, table=empty[1] if empty else "")
        elif index[2] not in named:
            named.add(index[2])
            sentence = _("The index {name} does not fit its table: {reason}.").format(name=index[2], reason=reason)
            yield FileFinding("pages", sentence, tables.get(index[2], ""), int(index[1] or 0) or None, repairable=True)


def check_keys(connection: Connection) -> Iterator[FileFinding]:
    """Yield the rows that point to a change that is not there."""
    for table, row, other, _key in connection.execute("PRAGMA foreign_key_check").fetchmany(_MOST):
        sentence = _("{table}, row {row}: it points to a row of {other} that is not there.")
        yield FileFinding("keys", sentence.format(table=table, row=row, other=other), table, row)
