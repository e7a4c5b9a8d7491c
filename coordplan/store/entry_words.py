"""Words of entries: which entry has which word in its evidence or its note, so that a search need not read them all.

They are derived, as spans are: every change adds those of the entries that it added, in its own transaction; entries
are never altered, and one that is ended keeps its words, so that whatever was known at any time is found.
They are good for the change for which spans are. They only narrow a search (``word_search``): what is found by them is
held against the rule row by row.

A word is what stands between blanks once a text is folded and its signs between words are blanks. That is the rule's
own idea of a word; SQLite's full-text search has another one, and is not in every SQLite.
"""

import sqlite3
from collections.abc import Iterator
from itertools import zip_longest

from coordplan.text.folding import fold, words_apart


def add_words(connection: sqlite3.Connection, before: int) -> None:
    """Add the words of what was recorded since a change that they were good for (0: make all of them anew)."""
    if not before:
        connection.execute("DELETE FROM entry_words")
    connection.executemany("INSERT INTO entry_words (word, entry) VALUES (?, ?)", _words(connection, before))


def _words(connection: sqlite3.Connection, after: int) -> Iterator[tuple[str, int]]:
    """Yield the words of the entries that were added after a change, each with the number of the entry's row."""
    entries = connection.execute(
        "SELECT row, coalesce(evidence, '') || ' ' || coalesce(note, '') FROM entries"
        " WHERE added_by > :after AND (evidence <> '' OR note <> '') ORDER BY row",
        {"after": after},
    )
    for row, text in entries:
        for word in sorted({*words_apart(fold(text)).split(" ")} - {""}):
            yield word, row


def are_as_recorded(connection: sqlite3.Connection) -> bool:
    """Say whether the words in the file are those of its entries."""
    stored = connection.execute("SELECT word, entry FROM entry_words ORDER BY entry, word")
    return all(one is not None and tuple(one) == other for one, other in zip_longest(stored, _words(connection, 0)))
