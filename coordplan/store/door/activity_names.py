"""Which activity or occurrence is named: by its id in any spelling, or by words of its title.

What is found by words is a guess: who reads is shown it, who writes has to confirm it.
"""

import sqlite3
from datetime import date

from coordplan.dates.occurrence_keys import occurrence_key
from coordplan.errors import SeveralFit
from coordplan.store.changes import LAST_CHANGE
from coordplan.store.definitions import find_activity, titles
from coordplan.store.door.which import as_id, called_now, unknown_activity
from coordplan.text.name_matching import NameFound, ids_by_words, ids_spelled


def activity_named(
    connection: sqlite3.Connection, wanted: str, day: date, up_to_change: int = LAST_CHANGE
) -> NameFound:
    """Return the activity or occurrence that is named; raise UnknownId for none, SeveralFit for more than one.

    A year that its occurrence leaves out is that of ``day``.
    """
    if (found := activity_spelled(connection, wanted, day, up_to_change)) is not None:
        return found
    name, at, key = _parted(wanted)
    there = titles(connection, up_to_change, retired=False)
    fitting = ids_by_words(name, {id_: (title,) for id_, title in there.items()})
    if len(fitting) > 1:
        raise SeveralFit(name, {id_: there[id_] for id_ in fitting})
    if not fitting or called_now(connection, as_id(name), up_to_change):
        raise unknown_activity(connection, as_id(wanted))
    return _with_occurrence(connection, NameFound(fitting[0] + at + key, there[fitting[0]], wanted, True), day)


def activity_spelled(
    connection: sqlite3.Connection, wanted: str, day: date, up_to_change: int = LAST_CHANGE
) -> NameFound | None:
    """Return the activity or occurrence that is named by an id, in any spelling; None where none is."""
    name, at, key = _parted(wanted)
    id_ = as_id(name)
    found = find_activity(connection, id_, up_to_change)
    if found is not None:
        return _with_occurrence(connection, NameFound(id_ + at + key, found[0].title, wanted), day)
    there = titles(connection, up_to_change)
    fitting = [] if called_now(connection, id_, up_to_change) else ids_spelled(name, dict.fromkeys(there, ()))
    if len(fitting) != 1:
        head, _blank, tail = name.partition(" ")  # gddt-04 quý 2
        occurrence = activity_spelled(connection, f"{head}@{tail}", day, up_to_change) if tail and not at else None
        is_one = occurrence is not None and occurrence.id.partition("@")[2] in _keys(connection, occurrence.id)
        return occurrence._replace(typed=wanted) if occurrence is not None and is_one else None
    return _with_occurrence(connection, NameFound(fitting[0] + at + key, there[fitting[0]], wanted), day)


def _parted(wanted: str) -> tuple[str, str, str]:
    name, at, key = wanted.strip().partition("@")
    return name.strip(), at, key.strip()


def _with_occurrence(connection: sqlite3.Connection, found: NameFound, day: date) -> NameFound:
    """Return what is found with the key of its occurrence as ids have it; a key that none has stays as typed."""
    activity, at, typed = found.id.partition("@")
    if not at:
        return found
    there = _keys(connection, activity)
    written = as_id(found.id).partition("@")[2]
    if written in there:
        return found._replace(id=f"{activity}@{written}")
    key, lacks_year = occurrence_key(typed, day)
    if lacks_year and key not in there:
        part = key[4:]
        years = [each for each in there if each[4:] == part]
        key = max((each for each in years if each < key), default=min(years, default=key))
    if key not in there:
        return found._replace(id=f"{activity}@{written}")
    return found._replace(id=f"{activity}@{key}", lacks_year=lacks_year)


def _keys(connection: sqlite3.Connection, id_: str) -> list[str]:
    """Return the keys of the occurrences of an activity, by its id or that of one of them."""
    rows = connection.execute(
        "SELECT DISTINCT id FROM occurrences WHERE activity_id = :activity ORDER BY id",
        {"activity": id_.partition("@")[0]},
    )
    return [row[0].partition("@")[2] for row in rows]
