"""The year of an occurrence that somebody leaves out who writes: what has not begun is not guessed."""

import sqlite3
from datetime import date

from coordplan.errors import CoordplanError, SeveralFit
from coordplan.model import DONE, OPEN
from coordplan.store import questions
from coordplan.store.changes import latest_change
from coordplan.store.door.which import has_begun
from coordplan.store.questions import Question
from coordplan.text.language import translate as _
from coordplan.text.name_matching import NameFound
from coordplan.text.writing import write_day


class SeveralYears(SeveralFit):
    """A name without its year may be of more than one, and that of the day has not begun: ``titles`` by id."""

    def __init__(self, typed: str, guess: sqlite3.Row, ids: list[str], title: str) -> None:
        begins_on = write_day(date.fromisoformat(guess["start_on"]))
        sentence = _("{typed} names no year, and {id} begins only on {day}.")
        way_out = _("Name the one that is meant: {ids}").format(ids=_(" or ").join(ids))
        CoordplanError.__init__(self, sentence.format(typed=typed, id=guess["id"], day=begins_on), way_out)
        self.titles = dict.fromkeys(ids, title)


def with_year_begun(connection: sqlite3.Connection, found: NameFound, day: date, today: date) -> NameFound:
    """Return what is named in order to be written, of a year in which it has begun by the day that is observed.

    Where the one of the day's own year has not, it is the one of an earlier year that is still open, if that is one
    alone. Raises SeveralYears where it is not, unless no other year has such an occurrence.
    """
    if not found.lacks_year:
        return found
    activity, _at, key = found.id.partition("@")
    rows = [
        row
        for row in questions.standings_of(connection, Question(today, latest_change(connection), activity=activity))
        if str(row["id"]).partition("@")[2][4:] == key[4:]
    ]
    guess = next((row for row in rows if row["id"] == found.id), None)
    if guess is None or has_begun(guess, day) or len(rows) == 1:
        return found
    still_open = [row["id"] for row in rows if row["standing"] in OPEN and has_begun(row, day)]
    if len(still_open) == 1:
        return found._replace(id=still_open[0])
    meant = [row["id"] for row in rows if row["standing"] not in DONE and (has_begun(row, day) or row is guess)]
    others = meant if len(meant) > 1 else [row["id"] for row in rows]
    raise SeveralYears(found.typed, guess, others, found.title)
