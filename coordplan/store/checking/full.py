"""All rules together, over one connection and in one state of the file."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from sqlite3 import Connection

from coordplan.store.checking.derived import check_about, check_checksum, check_spans
from coordplan.store.checking.file_findings import Check, FileFinding, tried
from coordplan.store.checking.links import check_changes, check_last_changes, check_rows, check_values
from coordplan.store.checking.pages import check_keys, check_pages
from coordplan.store.checking.tables_as_made import check_parts, check_tables
from coordplan.store.format import FORMAT

# What must hold for an answer to be right, the tables first: what the others read follows from them
_OF_ANSWERS: tuple[Check, ...] = (check_pages, check_tables, check_keys, check_changes, check_rows, check_spans)
_OF_A_FILE: tuple[Check, ...] = (
    check_pages,
    check_parts,
    check_keys,
    check_changes,
    check_rows,
    check_values,
    check_spans,
    check_about,
)
_OF_ANY_FORMAT: tuple[Check, ...] = (check_pages, check_keys)


def findings_in(connection: Connection) -> list[FileFinding]:
    """Return all that is found in a file."""
    with _one_state(connection), _any_text(connection):
        found = _distinct(_found_by(_OF_A_FILE if _is_of_this_format(connection) else _OF_ANY_FORMAT, connection))
        if _is_of_this_format(connection) and all(each.remark and each.rule != "about" for each in found):
            found += tried(check_checksum, connection)
    return found


def faults_in(connection: Connection) -> list[FileFinding]:
    """Return what is found by the rules that an answer or a write depends on, remarks left out."""
    with _one_state(connection), _any_text(connection):
        checks = _OF_ANSWERS if _is_of_this_format(connection) else _OF_ANY_FORMAT
        return [each for each in _distinct(_found_by(checks, connection)) if not each.remark]


def faults_at_the_end(connection: Connection) -> list[FileFinding]:
    """Return what is found in the last changes alone."""
    with _any_text(connection):
        return [each for each in tried(check_last_changes, connection) if not each.remark]


def _found_by(checks: Sequence[Check], connection: Connection) -> list[FileFinding]:
    return [finding for check in checks for finding in tried(check, connection)]


def _distinct(findings: Sequence[FileFinding]) -> list[FileFinding]:
    """Return each once; that a rule could not go on is left out where another one says what is wrong."""
    said = any(not (each.cut_short or each.remark) for each in findings)
    return [each for each in dict.fromkeys(findings) if not (said and each.cut_short)]


def _is_of_this_format(connection: Connection) -> bool:
    try:
        return bool(connection.execute("PRAGMA user_version").fetchone()[0] >= FORMAT)
    except Exception:
        return True


@contextmanager
def _one_state(connection: Connection) -> Iterator[None]:
    """Read all in one state of the file, whatever others write meanwhile."""
    begun = not connection.in_transaction
    if begun:
        connection.execute("BEGIN")
    try:
        yield
    finally:
        if begun and connection.in_transaction:
            connection.execute("ROLLBACK")


@contextmanager
def _any_text(connection: Connection) -> Iterator[None]:
    """Read text that is not UTF-8 too: what is wrong with it is to be said."""
    before: Callable[[bytes], object] | type = connection.text_factory
    connection.text_factory = lambda data: data.decode(errors="surrogateescape")
    try:
        yield
    finally:
        connection.text_factory = before
