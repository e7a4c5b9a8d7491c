"""The chain of changes, made again from the rows, and the order of rows and changes among each other."""

import re
from collections.abc import Iterator
from sqlite3 import Connection

from coordplan.long_work import Count
from coordplan.store.chain import FIRST, LAST_CHANGE, digest_of, note_of_last_change
from coordplan.store.checking.file_findings import FileFinding, shown_value
from coordplan.store.schema import TABLES
from coordplan.store.triggers import impossible_values
from coordplan.text.language import translate as _

_MOST = 20


def check_changes(connection: Connection) -> Iterator[FileFinding]:
    """Yield the changes that are not as they were written, or are missing; then the rows by which it is seen."""
    broken = list(_broken_links(connection, 0))
    yield from broken
    if broken:
        yield from _rows_out_of_order(connection)
        numbers = {finding.change for finding in broken}
        yield from (each._replace(moves_figures=True) for each in check_values(connection) if each.change in numbers)


def check_last_changes(connection: Connection, links: int = 3, most_rows: int = 2000) -> Iterator[FileFinding]:
    """Yield the same of the last links alone, of such that are not too large."""
    first = connection.execute("SELECT coalesce(max(id), 0) - :links FROM changes", {"links": links}).fetchone()[0]
    yield from _broken_links(connection, first, most_rows)


def _broken_links(connection: Connection, after: int, most_rows: int | None = None) -> Iterator[FileFinding]:
    """Yield what is wrong with the changes after a number; each digest is held against the one before as it stands.

    So a row that is altered makes one change wrong, not all that follow; nor does a digest that is.
    """
    row = connection.execute("SELECT digest FROM changes WHERE id = :after", {"after": after}).fetchone()
    before = FIRST if after <= 0 else row[0] if row is not None else None  # None: not known
    made_before, previous = before, max(after, 0)
    rows = connection.execute("SELECT id, digest FROM changes WHERE id > :after ORDER BY id", {"after": after})
    count = Count(_most_lines(connection))
    for number, digest in rows.fetchall():
        if number != previous + 1:
            yield from _missing(range(previous + 1, number))
            before = None
        made = digest
        if digest is None:
            yield _of_change(number, _("Change {number} was never finished: it has no digest."))
        elif before is not None and (most_rows is None or _number_of_rows(connection, number) <= most_rows):
            made = digest_of(connection, number, before, count)
            if made != digest and (
                made_before in (before, None) or digest != digest_of(connection, number, str(made_before))
            ):
                yield _altered(connection, number)
        previous, before, made_before = number, digest, made
    yield from _last_change(connection, previous)


def _missing(numbers: range) -> Iterator[FileFinding]:
    for number in list(numbers)[:_MOST]:
        yield _of_change(number, _("Change {number} is missing."))


def _of_change(number: int, sentence: str) -> FileFinding:
    return FileFinding("changes", sentence.format(number=number), "changes", number, number)


def _last_change(connection: Connection, last: int) -> Iterator[FileFinding]:
    """Yield that changes are missing at the end, by the file's note of the last one, or that the note is odd."""
    row = connection.execute("SELECT value FROM about WHERE name = :name", {"name": LAST_CHANGE}).fetchone()
    value = row[0] if row is not None else None
    if value == note_of_last_change(connection):
        return
    number = re.match(r"\d{1,15}(?= )", value, re.ASCII) if isinstance(value, str) else None
    if number is not None and int(number[0]) > last:
        yield from _missing(range(last + 1, int(number[0]) + 1))
    elif value is None:
        sentence = _("The note of the last change is missing: whether changes are missing at the end cannot be known.")
        yield FileFinding("changes", sentence, "about", repairable=True)
    else:
        sentence = _("The note of the last change says {value}, which does not fit change {number}.")
        words = sentence.format(value=shown_value(value), number=last)
        older = number is not None and int(number[0]) < last  # the changes after it are all there
        yield FileFinding("changes", words, "about", repairable=True, moves_figures=not older)


def _altered(connection: Connection, number: int) -> FileFinding:
    """Return that what a change wrote is not what the file has; which rows these are."""
    row = connection.execute('SELECT command, "by", at FROM changes WHERE id = :number', {"number": number}).fetchone()
    touched = []
    for table in TABLES:
        for column, words in (("added_by", "{table} {rows}"), ("ended_by", _("{table} {rows} (ended)"))):
            count, first, last = connection.execute(
                f"SELECT count(*), min(row), max(row) FROM {table.name} WHERE {column} = :number", {"number": number}
            ).fetchone()
            if count:
                rows = f"{first}" if first == last else f"{first}-{last}"
                touched.append(words.format(table=table.name, rows=rows))
    sentence = _("Change {number} ({command}; {by}, {at}) is not as it was written: {rows}.").format(
        number=number, command=row[0], by=row[1], at=row[2], rows=", ".join(touched) or _("no row of it is left")
    )
    return FileFinding("changes", sentence, "changes", None, number)


def _most_lines(connection: Connection) -> int:
    """Return how many lines all changes have together, where no row was ended."""
    last_rows = " UNION ALL ".join(f"SELECT max(row) AS row FROM {table.name}" for table in TABLES)
    return int(connection.execute(f"SELECT total(row) FROM ({last_rows})").fetchone()[0])


def _number_of_rows(connection: Connection, number: int) -> int:
    return sum(
        connection.execute(
            f"SELECT count(*) FROM {table.name} WHERE {column} = :number", {"number": number}
        ).fetchone()[0]
        for table in TABLES
        for column in ("added_by", "ended_by")
    )


def _rows_out_of_order(connection: Connection) -> Iterator[FileFinding]:
    """Yield the rows that are missing among others, and those that stand among rows of later changes.

    Rows are numbered as they are added and none is ever taken away; by itself this is no fault.
    """
    for table in TABLES:
        odd = connection.execute(
            f"""
            SELECT row, added_by, before, added_before
            FROM (
                SELECT row, added_by, lag(row, 1, 0) OVER (ORDER BY row) AS before,
                    lag(added_by, 1, 0) OVER (ORDER BY row) AS added_before
                FROM {table.name}
            )
            WHERE row <> before + 1 OR added_by < added_before"""
        ).fetchmany(_MOST)
        for row, added_by, before, added_before in odd:
            if row != before + 1:
                several = _("{table}, rows {first} to {row}: these rows are missing.")
                one = _("{table}, row {row}: this row is missing.")
                sentence = (one if row == before + 2 else several).format(
                    table=table.name, first=before + 1, row=row - 1
                )
                yield FileFinding("rows", sentence, table.name, before + 1, added_before or added_by)
            else:
                sentence = _("{table}, row {row}: it stands after a row of change {before}, but says change {added}.")
                words = sentence.format(table=table.name, row=row, before=added_before, added=added_by)
                yield FileFinding("rows", words, table.name, row, added_by)


def check_rows(connection: Connection) -> Iterator[FileFinding]:
    """Yield the rows that are ended before they were added, and ids of which more than one row is in force."""
    for table in TABLES:
        for row, added, ended in connection.execute(
            f"SELECT row, added_by, ended_by FROM {table.name} WHERE ended_by < added_by"
        ).fetchmany(_MOST):
            sentence = _("{table}, row {row}: change {ended} ended it, before change {added} added it.")
            words = sentence.format(table=table.name, row=row, ended=ended, added=added)
            yield FileFinding("rows", words, table.name, row, added)
        for id_, row in connection.execute(
            f"SELECT id, max(row) FROM {table.name} NOT INDEXED WHERE ended_by IS NULL GROUP BY id HAVING count(*) > 1"
        ).fetchmany(_MOST):
            sentence = _("{table}, row {row}: another row of {id} is in force beside it.")
            yield FileFinding("rows", sentence.format(table=table.name, row=row, id=shown_value(id_)), table.name, row)


def check_values(connection: Connection) -> Iterator[FileFinding]:
    """Yield the rows that hold what cannot be: a day that is none, a percent above 100, text that is not UTF-8."""
    for table in TABLES:
        for column, condition in impossible_values(table):
            for row, change, value in connection.execute(
                f'SELECT row, added_by, "{column}" FROM {table.name} WHERE {condition}'
            ).fetchmany(_MOST):
                yield _odd_value(table.name, row, change, column, value)
        texts = [column for column, kind in table.columns.items() if kind is str]
        for row, change, *values in connection.execute(
            "SELECT row, added_by, {} FROM {}".format(", ".join(f'"{each}"' for each in texts), table.name)
        ):
            for column, value in zip(texts, values, strict=True):
                if isinstance(value, str) and not value.isascii() and _is_not_utf8(value):
                    yield _odd_value(table.name, row, change, column, value)


def _is_not_utf8(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:  # a byte that was no letter of it, read by "surrogateescape"
        return True
    return False


def _odd_value(table: str, row: int, change: int, column: str, value: object) -> FileFinding:
    sentence = _("{table}, row {row}: {column} holds {value}, which it cannot.")
    words = sentence.format(table=table, row=row, column=column, value=shown_value(value))
    return FileFinding("values", words, table, row, change, moves_figures=False)
