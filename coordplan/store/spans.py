"""Spans: for each occurrence the stretches of days between its entries, with what is in force in each.

They are derived, a copy of what the query of standings finds entry by entry, stored so that a large file answers for
any day by reading rows in order. Every change brings those of the occurrences that it touched up to date, in its own
transaction. ``about.spans_at`` names the change they are good for; where that is not the one asked about, or is odd or
missing, they are not used. Triggers set it to 0 at every write of spans, entries and occurrences, so that another
program's hand in them is noticed too.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from coordplan.store.standings import dated_query, in_force

COLUMNS = (
    "plan_id",
    "id",
    "from_on",
    "next_on",
    "activity_id",
    "start_on",
    "due_on",
    "due_on_in_force",
    "until_on",
    "weight",
    "retired_on",
    "reached",
    "holding",
    "held_on",
)
# Occurrences of which a row was added or ended after one change and by another
TOUCHED = " UNION ALL ".join(
    f"SELECT {id_} AS id FROM {table} WHERE {column} > :after AND {column} <= :up_to_change"
    for table, id_ in (("entries", "occurrence_id"), ("occurrences", "id"))
    for column in ("added_by", "ended_by")
)


def bring_up_to_date(connection: sqlite3.Connection, change: int, before: int) -> None:
    """Work out anew the spans of what was touched since a change that they were good for (0: all of them).

    Tallies and the words of entries follow them. Part of the transaction of the change that they are good for from
    then on.
    """
    from coordplan.store import entry_words, tallies  # reading only asks them

    times = {"after": before, "up_to_change": change}
    connection.execute(f"CREATE TEMP TABLE touched AS SELECT DISTINCT id FROM ({TOUCHED}) ORDER BY id", times)
    of_touched = "(SELECT s.* FROM touched AS t JOIN spans AS s ON s.id = t.id)" if before else "spans"
    if before:
        tallies.note_moves(connection, of_touched, -1)
    else:
        connection.execute("DELETE FROM tallies")
    connection.execute("DELETE FROM spans WHERE id IN (SELECT id FROM touched)")
    connection.execute(f"INSERT INTO spans ({', '.join(COLUMNS)}) {_spans_of_touched()}", {"up_to_change": change})
    tallies.note_moves(connection, of_touched, 1)
    tallies.apply_moves(connection)
    entry_words.add_words(connection, before)
    connection.execute("DROP TABLE touched")
    connection.execute(
        "INSERT INTO about (name, value) VALUES ('spans_at', :up_to_change)"
        " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        {"up_to_change": str(change)},
    )


def differing_spans(connection: sqlite3.Connection, change: int) -> list[str]:
    """Return the ids of which the spans in the file are not what follows from the entries up to a change.

    Nothing is written to the file: they are worked out beside it.
    """
    columns = ", ".join(COLUMNS)
    stored, worked_out = f"SELECT {columns} FROM main.spans", f"SELECT {columns} FROM temp.worked_out"
    with beside_the_file(connection):
        try:
            connection.execute("CREATE TEMP TABLE touched AS SELECT DISTINCT id FROM occurrences")
            connection.execute(f"CREATE TEMP TABLE worked_out AS {_spans_of_touched()}", {"up_to_change": change})
            rows = connection.execute(
                f"SELECT id FROM ({stored} EXCEPT {worked_out})"
                f" UNION SELECT id FROM ({worked_out} EXCEPT {stored}) ORDER BY id"
            ).fetchall()
            return [row[0] for row in rows]
        finally:
            for name in ("touched", "worked_out"):
                connection.execute(f"DROP TABLE IF EXISTS temp.{name}")


@contextmanager
def beside_the_file(connection: sqlite3.Connection) -> Iterator[None]:
    """Let a connection that only reads make temporary tables, which are no part of the file."""
    only_reads = connection.execute("PRAGMA query_only").fetchone()[0]
    connection.execute("PRAGMA query_only = OFF")
    try:
        yield
    finally:
        connection.execute(f"PRAGMA query_only = {only_reads}")


def _spans_of_touched() -> str:
    """Return the query of the spans of what the temporary table ``touched`` names, as of ``:up_to_change``."""
    days = f"""
        SELECT id, from_on, lead(from_on, 1, '9999-12-31') OVER (PARTITION BY id ORDER BY from_on) AS next_on
        FROM (
            SELECT id, '0001-01-01' AS from_on FROM touched
            UNION
            SELECT e.occurrence_id, e.observed_on
            FROM touched AS t
            CROSS JOIN entries AS e ON e.occurrence_id = t.id AND {in_force("e")}
            UNION
            SELECT t.id, json_extract(v.value, '$.before')
            FROM touched AS t
            CROSS JOIN occurrences AS o ON o.id = t.id AND {in_force("o")} AND o.earlier IS NOT NULL
            CROSS JOIN json_each(o.earlier) AS v
        )"""
    source = f"({days}) AS d CROSS JOIN occurrences AS o ON o.id = d.id"
    sources = {"due_on": "original_due_on", "due_on_in_force": "due_on"}
    found = ", ".join(f"{sources.get(name, name)} AS {name}" for name in COLUMNS)
    return f"SELECT {found} FROM ({dated_query('from_on', source=source, more='from_on, next_on,')})"


def a_part_of_all(connection: sqlite3.Connection, divisor: int) -> int:
    """Return up to how many occurrences are few beside all there ever were; a thousand are."""
    last: int = connection.execute("SELECT coalesce(max(row), 0) FROM occurrences").fetchone()[0]
    return max(1000, last // divisor)


def touched_since(connection: sqlite3.Connection, change: int) -> str:
    """Return the table (temporary, with its name) of the occurrences that were touched since a change.

    With it spans, which are of now, answer for what was known by then; empty where they are good for no later change,
    or where a quarter of all was touched: then all is sooner worked out from the entries.
    """
    if not 0 < change < (until := good_for(connection)):
        return ""
    most = a_part_of_all(connection, 4)
    table = f"touched_since_{change}"
    with beside_the_file(connection):
        if not connection.execute("SELECT 1 FROM temp.sqlite_master WHERE name = :name", {"name": table}).fetchone():
            connection.execute(f"CREATE TEMP TABLE {table} (id TEXT PRIMARY KEY) WITHOUT ROWID")
            ids = f"SELECT DISTINCT id FROM ({TOUCHED}) LIMIT :most + 1"
            connection.execute(f"INSERT INTO {table} {ids}", {"after": change, "up_to_change": until, "most": most})
    return table if connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] <= most else ""


def good_for(connection: sqlite3.Connection) -> int:
    """Return the number of the change that the spans are good for; 0 where they are good for none."""
    row = connection.execute(
        "SELECT a.value, (SELECT max(id) FROM changes) FROM about AS a WHERE a.name = 'spans_at'"
    ).fetchone()
    if row is None or not str(row[0]).isdecimal() or row[1] is None:
        return 0
    return int(row[0]) if int(row[0]) <= row[1] else 0


def set_aside(connection: sqlite3.Connection) -> None:
    """Have everything that asks over a connection derived from the entries, whatever the file's spans say."""
    with beside_the_file(connection):
        connection.execute(
            "CREATE TEMP VIEW IF NOT EXISTS about AS"
            " SELECT name, CASE name WHEN 'spans_at' THEN '0' ELSE value END AS value FROM main.about"
        )


def are_good_for(connection: sqlite3.Connection, change: int) -> bool:
    """Say whether the spans are those of a change."""
    return good_for(connection) == change


_FEW_BYTES = 16 << 20  # of a file of some 5,000 occurrences


def are_many(connection: sqlite3.Connection) -> bool:
    """Say whether figures come faster from tallies than from spans.

    Of 10,000 occurrences either takes as long; of 1,000 a status is 120 million instructions (three of a bare Python)
    faster from spans, since hardly two of them have everything in common that tallies tell apart.
    """
    pages, size = (connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))
    return bool(pages * size > _FEW_BYTES)
