"""Which coordplan files lie in and below a folder, which are copies of one another, and which is found from here."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from coordplan.named_tuples import NamedTuple
from coordplan.store.format import BACKUPS, NAME


def is_folder(name: str) -> bool:
    """Say whether there is a folder of this name; what cannot be looked at is none."""
    try:
        return Path(name).is_dir()
    except OSError:
        return False


def files_at(name: str) -> list[Path]:
    """Return the file of a name, or every ``coordplan.db`` in and below the folder of that name."""
    return list(files_below(Path(name))) if is_folder(name) else [Path(name)]


def files_below(folder: Path, failed: Callable[[OSError], None] = lambda _error: None) -> Iterator[Path]:
    """Yield every ``coordplan.db`` in and below a folder, in the order of their names; backups are left out.

    What cannot be looked into is told to ``failed``; links to folders are not followed, since they may go round.
    """
    for place, folders, names in os.walk(folder, onerror=failed):
        folders[:] = sorted(name for name in folders if name != BACKUPS)
        if NAME in names:
            yield Path(place, NAME)


class FileMarks(NamedTuple):
    """By what a file is known: copies of one file have the first mark in common."""

    first: str = ""  # of its first change; "" where there is none
    last: str = ""
    last_at: str = ""  # the moment of its last change


def file_marks(connection: sqlite3.Connection) -> FileMarks:
    """Return the marks of a file's first and last change."""
    row = connection.execute(
        """
        SELECT f.mark, l.mark, l.at
        FROM (SELECT mark FROM changes ORDER BY id LIMIT 1) AS f
        JOIN (SELECT mark, at FROM changes ORDER BY id DESC LIMIT 1) AS l"""
    ).fetchone()
    return FileMarks() if row is None else FileMarks(*row)


def has_change(connection: sqlite3.Connection, mark: str) -> bool:
    """Say whether a change of this mark is in a file."""
    query = "SELECT EXISTS (SELECT 1 FROM changes WHERE mark = :mark)"
    return bool(connection.execute(query, {"mark": mark}).fetchone()[0])


def command_for(path: Path, words: str) -> str:
    """Return a command line about a file that works as it is printed, in the current folder."""
    return " ".join(filter(None, ("coordplan", options_for(path), words)))


def options_for(path: Path) -> str:
    """Return how a command is told which file is meant: not at all where it finds that one by itself from here."""
    named = os.environ.get("COORDPLAN_DB")
    here = Path.cwd()
    found = Path(named) if named else next((up / NAME for up in (here, *here.parents) if (up / NAME).is_file()), None)
    with suppress(OSError, RuntimeError, ValueError):  # links that go round, and what is no name at all
        if found is not None and found.resolve() == path.resolve():
            return ""
    from coordplan.text.shell import path_from_here, quoted_word

    return f"--db {quoted_word(path_from_here(path))}"
