"""Which rows of a damaged change are not as in a sound copy: by the digest alone only the change is known."""

from collections.abc import Iterator
from sqlite3 import Connection
from typing import Any

from coordplan.store.checking.file_findings import FileFinding, shown_value
from coordplan.store.schema import TABLES, StoreTable
from coordplan.store.triggers import SEALED_COLUMNS
from coordplan.text.language import translate as _

_MOST = 20


def rows_unlike_copy(connection: Connection, copy: Connection, number: int) -> Iterator[FileFinding]:
    """Yield the rows that a change added of which file and copy say different things; both have that change."""
    marks = [
        each.execute("SELECT mark FROM changes WHERE id = :number", {"number": number}).fetchone()
        for each in (connection, copy)
    ]
    if None in marks or marks[0][0] != marks[1][0]:
        return
    both = [_change(connection, number), _change(copy, number)]
    if both[0] != both[1]:
        words = _difference("changes", number, *both)
        yield FileFinding("rows", words, "changes", number, number)
    for table in TABLES:
        ours, theirs = _rows(connection, table, number), _rows(copy, table, number)
        different = sorted(row for row in ours.keys() | theirs.keys() if ours.get(row) != theirs.get(row))
        for row in different[:_MOST]:
            yield FileFinding(
                "rows", _difference(table.name, row, ours.get(row), theirs.get(row)), table.name, row, number
            )


def _change(connection: Connection, number: int) -> dict[str, object]:
    columns = ", ".join(f'"{name}"' for name in SEALED_COLUMNS)
    row = connection.execute(f"SELECT {columns} FROM changes WHERE id = :number", {"number": number}).fetchone()
    return dict(zip(SEALED_COLUMNS, row, strict=True))


def _rows(connection: Connection, table: StoreTable[Any], number: int) -> dict[int, dict[str, object]]:
    names = ("row", *table.columns, "added_by")
    columns = ", ".join(f'"{name}"' for name in names)
    rows = connection.execute(
        f"SELECT {columns} FROM {table.name} WHERE added_by = :number ORDER BY row", {"number": number}
    )
    return {row[0]: dict(zip(names, row, strict=True)) for row in rows}


def _difference(table: str, row: int, ours: dict[str, object] | None, theirs: dict[str, object] | None) -> str:
    if theirs is None:
        return _("{table}, row {row}: the newest sound copy does not have it.").format(table=table, row=row)
    if ours is None:
        return _("{table}, row {row}: this row is missing.").format(table=table, row=row)
    parts = [
        _("{column} is {ours}, in the newest sound copy {theirs}").format(
            column=name, ours=shown_value(ours[name]), theirs=shown_value(theirs[name])
        )
        for name in ours
        if ours[name] != theirs[name]
    ]
    return _("{table}, row {row}: {differences}.").format(table=table, row=row, differences="; ".join(parts))
